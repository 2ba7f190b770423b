"""Files that installed packages put into a site unchanged.

The theme's scripts and style sheets contain thousands of words that are not secret. A file of a
site with the same SHA-256 as one of them is not searched. If a single byte differs, it is searched.
Names of files are always searched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.metadata import entry_points
from pathlib import Path

from generator.disk.workspaces import packaged_templates
from generator.release.prune_assets import strip_source_map

THEME_TEMPLATES = Path(str(resources.files(entry_points(group="mkdocs.themes")["material"].value)))
"""The theme's folder: templates, with its scripts and style sheets in `assets`."""

_PROGRAM_TEXTS = (".js", ".css")
"""Suffixes of files whose line with the name of their source map is removed."""


@cache
def shipped() -> frozenset[str]:
    """The SHA-256 of each file that the theme puts into a site."""
    return frozenset(hashlib.sha256(data).hexdigest() for data in _contents())


def _contents() -> Iterator[bytes]:
    for folder in (THEME_TEMPLATES / "assets", packaged_templates() / "theme" / "assets"):
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix != ".map":
                data = path.read_bytes()
                yield data
                if path.suffix in _PROGRAM_TEXTS:
                    yield strip_source_map(data.decode("utf-8")).encode("utf-8")
