"""Snippets for web servers, made from a built site: for nginx, Apache and Caddy.

Their text stands in `templates/deploy`; what they must say, in `policy`.
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
"""Where a site stands on the server, until whoever includes a snippet says otherwise."""

_PATH = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*")
"""A path that needs no quotation in any of the servers' languages."""


def base_path(address: str) -> str:
    """The path at which a site stands, from its address: `/archive/`, or `/` without an address.

    Raises `ReftelError` where it holds signs that a server's settings read in their own way.
    """
    path = urlsplit(address).path.rstrip("/") + "/"
    if not _PATH.fullmatch(path):
        raise ReftelError(
            f"the path of site_url, {path}, holds more than letters, digits and . _ ~ - /; "
            "choose another, for servers read such signs in their own way."
        )
    return path


def server_settings(policy: str, path: str) -> dict[str, str]:
    """The text of each file by its name, for a site at a path, with its security policy."""
    environment = Environment(
        loader=FileSystemLoader(packaged_templates() / "deploy"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # no page, but settings; all values are the program's own or checked
    )
    environment.filters["dotted"] = ".{}".format
    environment.filters["starred"] = "*.{}".format
    every = {**TEXT_TYPES, **BINARY_TYPES}
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
        "kinds": [(kind, _ends(every, kind)) for kind in sorted(set(every.values()))],
    }
    names = sorted(environment.list_templates(extensions=["j2"]))
    return {
        name.removesuffix(".j2"): environment.get_template(name).render(values) for name in names
    }


def _ends(kinds: Mapping[str, str], kind: str) -> list[str]:
    return sorted(end for end, other in kinds.items() if other == kind)


def write_server_settings(site: Path, address: str, target: Path) -> list[str]:
    """Write the snippets of a built site with that address into a folder; their names.

    Raises `ReftelError` where a page or the address does not allow a strict policy, or the site
    has a link.
    """
    if not (site / "index.html").is_file():
        raise ReftelError(f"{site} holds no site; build it first: reftel build.")
    check_regular(site)
    made = server_settings(site_policy(site), base_path(address))
    check_no_link(target.parent, target)
    target.mkdir(exist_ok=True)
    for name, text in made.items():
        replace_file(target / name, text.encode("utf-8"))
    return list(made)
