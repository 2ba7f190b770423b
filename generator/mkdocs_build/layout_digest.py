"""A digest of everything that pages are put into the theme with."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping, Set
from importlib.metadata import version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.execution.program_version import program_digest
from generator.execution.result_cache import Digest, digest
from generator.mkdocs_build.theme_folders import own_folders
from generator.release.manifest import PACKAGES

_LEFT_OUT = frozenset({"plugins", "docs_dir", "site_dir"})
"""Settings that no page shows, or that are covered otherwise."""


def layout_digest(config: MkDocsConfig) -> Digest:
    """A digest of program, packages, settings and theme."""
    packages = [platform.python_version(), *(f"{name} {version(name)}" for name in PACKAGES)]
    plugins = {name: getattr(plugin, "config", {}) for name, plugin in config.plugins.items()}
    inputs = {
        "program": program_digest().hex(),
        "packages": packages,
        "settings": {name: config[name] for name in config if name not in _LEFT_OUT},
        "plugins": plugins,
        "theme": [list(_files(Path(folder))) for folder in own_folders(config)],
    }
    return digest(json.dumps(inputs, default=_plain))


def _plain(value: object) -> object:
    """A value that JSON does not know, as one that is the same in every process."""
    match value:
        case Mapping():
            return dict(value)
        case Set():
            return sorted(map(repr, value))
    return repr(value)


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """The files of a folder with their digests, in order, without compiled ones."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent.name != "__pycache__":
            yield path.relative_to(folder).as_posix(), digest(path.read_bytes()).hex()
