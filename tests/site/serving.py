"""Web servers on loopback that include our snippets as an administrator would."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.release.deploy import FOLDER

MODULES = "mpm_event authz_core alias dir filter deflate headers mime"
"""What Apache needs for our snippet, and to run at all."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def nginx(port: int, snippet: Path, scratch: Path) -> tuple[str, list[str]]:
    """The settings of a server that includes the snippet, and the command that runs it."""
    places = "".join(
        f"{name}_temp_path {scratch}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.getuid() == 0 else ""
    return (
        f"daemon off; {user} pid {scratch}/pid; error_log {scratch}/error.log; events {{}}\n"
        f"http {{ access_log off; {places}\n"
        f"server {{ listen 127.0.0.1:{port}; include {snippet}; }} }}\n"
    ), ["nginx", "-c"]


def apache(port: int, snippet: Path, scratch: Path) -> tuple[str, list[str]]:
    """The same for Apache."""
    modules = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
        for name in MODULES.split()
    )
    user = "User nobody\nGroup nogroup\n" if os.getuid() == 0 else ""
    return (
        f"{user}TypesConfig /dev/null\nServerName localhost\n"
        f"Listen 127.0.0.1:{port}\nPidFile {scratch}/pid\n"
        f"ErrorLog {scratch}/error.log\nDefaultRuntimeDir {scratch}\n{modules}"
        f"<VirtualHost 127.0.0.1:{port}>\nInclude {snippet}\n</VirtualHost>\n"
    ), ["apache2", "-D", "FOREGROUND", "-f"]


def caddy(port: int, snippet: Path, scratch: Path) -> tuple[str, list[str]]:
    """The same for Caddy."""
    return (
        f"{{\n\tadmin off\n\tauto_https off\n\tstorage file_system {scratch}\n}}\n"
        f"http://127.0.0.1:{port} {{\n\timport {snippet}\n}}\n"
    ), ["caddy", "run", "--adapter", "caddyfile", "--config"]


SERVERS: dict[str, tuple[str, Callable[[int, Path, Path], tuple[str, list[str]]]]] = {
    "nginx": ("nginx.conf", nginx),
    "apache2": ("apache.conf", apache),
    "caddy": ("Caddyfile", caddy),
}
"""By the name of the program: the snippet and how to include it."""


def is_there(program: str) -> bool:
    """Debian puts servers where only the administrator looks."""
    return shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin") is not None


@contextmanager
def running(program: str, snippets: Path, site: Path, scratch: Path) -> Iterator[str]:
    """Run a server with the snippet for a site until the block ends; its address."""
    name, include = SERVERS[program]
    port = free_port()
    text = (snippets / name).read_text("utf-8")
    assert text.count(FOLDER) == 1, "the site's folder stands at one place"
    snippet = scratch / name
    snippet.write_text(text.replace(FOLDER, str(site)), encoding="utf-8")
    settings, command = include(port, snippet, scratch)
    main = scratch / "main.conf"
    main.write_text(settings, encoding="utf-8")
    scratch.chmod(0o755)
    log = (scratch / "told.log").open("w")
    server = subprocess.Popen(
        [*command, str(main)],
        env={**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin", "HOME": str(scratch)},
        stdout=log,
        stderr=log,
    )
    try:
        _wait(server, port, scratch)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=120)
        log.close()


def _wait(server: subprocess.Popen[bytes], port: int, scratch: Path) -> None:
    """Wait until the server answers; what it told where it does not."""
    for _ in range(200):
        if server.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError((scratch / "told.log").read_text("utf-8"))
