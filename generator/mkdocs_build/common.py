"""One digest of all that every page of a site is made with."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Iterator, Mapping, Set
from importlib.metadata import version
from pathlib import Path

import material  # type: ignore[import-untyped]  # it has no annotations
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation

from generator.disk import packaged_templates
from generator.execution.program_version import program_digest
from generator.execution.result_cache import digest
from generator.release.manifest import PACKAGES

_VERSIONED = tuple(Path(package.__path__[0]) for package in (material, mkdocs))
"""Packages of which the version tells every file."""


_APART = frozenset({"plugins", "docs_dir", "site_dir"})
"""Settings that are told otherwise, or of which no page shows anything."""


def common(config: MkDocsConfig, nav: Navigation, names: Iterable[str]) -> str:
    """A digest of program, packages, settings, theme and navigation; `names` are all files.

    The pages of the navigation have been read. All names count where templates of others than ours
    may list them.
    """
    told = {
        "program": program_digest().hex(),
        "packages": [platform.python_version(), *(f"{name} {version(name)}" for name in PACKAGES)],
        "settings": {name: config[name] for name in config if name not in _APART},
        "plugins": {name: getattr(plugin, "config", {}) for name, plugin in config.plugins.items()},
        "theme": [list(_contents(Path(folder))) for folder in _own_folders(config)],
        "nav": list(_items(nav.items)),
        "names": sorted(names) if _has_other_templates(config) else [],
    }
    return digest(json.dumps(told, default=_plain)).hex()


def _plain(value: object) -> object:
    """What JSON does not know, by values that are the same in every process."""
    match value:
        case Mapping():
            return dict(value)
        case Set():
            return sorted(map(repr, value))
    return repr(value)


def _own_folders(config: MkDocsConfig) -> list[str]:
    """The theme's folders that no version tells of."""
    return [
        folder
        for folder in config.theme.dirs
        if not any(Path(folder).is_relative_to(package) for package in _VERSIONED)
    ]


def _has_other_templates(config: MkDocsConfig) -> bool:
    ours = packaged_templates() / "theme"
    return any(
        next(Path(folder).rglob("*.html"), None)
        for folder in _own_folders(config)
        if Path(folder) != ours.resolve()
    )


def _contents(folder: Path) -> Iterator[tuple[str, str]]:
    """The files of a folder, in order, with their digests, but what Python keeps of them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent.name != "__pycache__":
            yield path.relative_to(folder).as_posix(), digest(path.read_bytes()).hex()


def _items(items: Iterable[StructureItem]) -> Iterator[list[object]]:
    """What the theme shows of the navigation."""
    for item in items:
        meta = getattr(item, "meta", {})
        yield [type(item).__name__, item.title, getattr(item, "url", None), meta]
        yield from _items(getattr(item, "children", None) or ())
