"""Settings for nginx, Apache and Caddy, made from a built site.

Their text is in `templates/deploy`, the values in `policy`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.disk import packaged_templates
from generator.disk.site_files import check_regular
from generator.disk.symlinks import check_no_link, replace_file
from generator.errors import ReftelError
from generator.release.policy import (
    BINARY_TYPES,
    CACHE_FOREVER,
    FEED,
    HEADERS,
    NAMED_BY_HASH,
    REVALIDATE,
    TEXT_TYPES,
    site_policy,
)

FOLDER = "/srv/reftel/site"
"""The site's location on the server, to be edited by the administrator."""

_PATH = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*")
"""A path that needs no quoting in the settings of any server."""


def base_path(address: str) -> str:
    """The path of a site's address: `/archive/`, or `/` without an address.

    Raises `ReftelError` if it contains characters that are special in a server's settings.
    """
    path = urlsplit(address).path.rstrip("/") + "/"
    if not _PATH.fullmatch(path):
        raise ReftelError(
            f"the path of site_url, {path}, contains characters other than letters, digits and "
            ". _ ~ - /, which are special in the settings of servers: choose another path."
        )
    return path


def server_settings(policy: str, path: str) -> dict[str, str]:
    """The text of each file by name, for a site at a path with this security policy."""
    environment = Environment(
        loader=FileSystemLoader(packaged_templates() / "deploy"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # settings, not a page; all values are the program's own or checked
    )
    environment.filters["dotted"] = ".{}".format
    environment.filters["starred"] = "*.{}".format
    types = {**TEXT_TYPES, **BINARY_TYPES}
    texts = sorted(set(TEXT_TYPES.values()))
    values = {
        "policy": policy,
        "path": path,
        "folder": FOLDER,
        "headers": HEADERS,
        "ask": REVALIDATE,
        "forever": CACHE_FOREVER,
        "fixed": NAMED_BY_HASH,
        "feed": FEED[0],
        "feed_type": FEED[1],
        "texts": texts,
        "text_ends": list(TEXT_TYPES),
        "kinds": [(kind, _suffixes(types, kind)) for kind in sorted(set(types.values()))],
    }
    names = sorted(environment.list_templates(extensions=["j2"]))
    return {
        name.removesuffix(".j2"): environment.get_template(name).render(values) for name in names
    }


def _suffixes(types: Mapping[str, str], kind: str) -> list[str]:
    return sorted(suffix for suffix, other in types.items() if other == kind)


def write_server_settings(site: Path, address: str, target: Path) -> list[str]:
    """Write the settings for a built site with that address into a folder; returns their names.

    Raises `ReftelError` if a page or the address does not allow a strict policy, or the site
    contains a link.
    """
    if not (site / "index.html").is_file():
        raise ReftelError(f"{site} contains no site; build it first: reftel build.")
    check_regular(site)
    files = server_settings(site_policy(site), base_path(address))
    check_no_link(target.parent, target)
    target.mkdir(exist_ok=True)
    for name, text in files.items():
        replace_file(target / name, text.encode("utf-8"))
    return list(files)
