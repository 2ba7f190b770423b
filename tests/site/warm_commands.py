"""A process that has loaded the commands once and forks for each call: no start-up to pay for.

`run` calls it. Commands started by hand, signals and the environment at start-up are tested with
real processes (`test_commands`, `test_builds`).
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.site.compiled_templates import keep_compiled_templates

MODULES = """generator.__main__ generator.plugin generator.mkdocs_build.site_build mkdocs.__main__
mkdocs.commands.build mkdocs.config.defaults mkdocs.theme generator.search.indexing
material.plugins.search.plugin markdown.extensions.attr_list markdown.extensions.codehilite
markdown.extensions.fenced_code markdown.extensions.md_in_html markdown.extensions.tables
pygments.lexers pygments.formatters backrefs.bre multiprocessing.synchronize""".split()
"""What a command imports, some of it only when it is called."""


class WarmCommands:
    """Runs commands of this environment in forks of one process that has loaded them."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._server = subprocess.Popen(
            [sys.executable, "-m", __name__, str(scratch)],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self, arguments: tuple[str, ...], cwd: Path, environment: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run `reftel` or `mkdocs` with these arguments to its end; its output is kept."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        outputs = [self._scratch / name for name in ("stdout", "stderr")]
        call = [arguments, str(cwd.resolve()), environment, [str(path) for path in outputs]]
        self._server.stdin.write(json.dumps(call) + "\n")
        self._server.stdin.flush()
        code = int(self._server.stdout.readline())
        texts = [path.read_text("utf-8") for path in outputs]
        return subprocess.CompletedProcess(arguments, code, *texts)

    def close(self) -> None:
        """End the process."""
        self._server.communicate()


def _serve() -> None:
    """Fork for each line of standard input; the forks return, to end as any program does."""
    for name in MODULES:
        importlib.import_module(name)
    keep_compiled_templates(Path(sys.argv[1]))
    calls, codes = os.fdopen(os.dup(0), "r"), os.fdopen(os.dup(1), "w")
    for line in calls:
        arguments, folder, environment, outputs = json.loads(line)
        child = os.fork()
        if not child:
            for number, path in ((0, os.devnull), (1, outputs[0]), (2, outputs[1])):
                flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
                opened = os.open(path, flags, 0o666)
                os.dup2(opened, number)
                os.close(opened)
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)
            sys.argv = [str(Path(sys.executable).parent / arguments[0]), *arguments[1:]]
            return
        codes.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        codes.flush()
    sys.exit()


if __name__ == "__main__":
    _serve()
    if Path(sys.argv[0]).name == "mkdocs":
        importlib.import_module("mkdocs.__main__").cli()
    importlib.import_module("generator.__main__").main()
