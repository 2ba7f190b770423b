"""What mkdocs.yml says of a site, read as data.

MkDocs itself, which runs the plugins, hooks and Python tags that it finds there, reads the settings
for `reftel build` and `reftel serve` alone.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mergedeep import merge  # type: ignore[import-untyped]  # as MkDocs joins them
from yaml import MappingNode, Node, SafeLoader, YAMLError
from yaml.constructor import ConstructorError
from yaml_env_tag import construct_env_tag  # type: ignore[import-untyped]

from generator.disk import Workspace
from generator.disk.links import read_regular
from generator.editions.settings import PUBLIC, named, read_editions
from generator.errors import ReftelError
from generator.model import Edition

LARGEST = 200_000
"""Bytes of the largest file of settings; the longest known has a tenth of that."""

DEEPEST = 40
"""How deep values may stand within each other."""

MOST_MERGED = 10_000
"""Pairs that merge keys (`<<`) may bring in: a few lines of them could ask for billions."""

FURTHEST = 5
"""Files that may inherit from each other (`INHERIT`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What commands other than `build` and `serve` need."""

    site_folder: Path
    """Where the edition's built site stands, absolute, its own links not followed."""
    address: str
    """Where the site is published, with a slash at the end; empty where nothing is said."""
    edition: Edition
    """The edition that was asked for, by default the one of the settings."""


def read_settings(workspace: Workspace, edition: str = "") -> Settings:
    """The settings of a workspace for the edition of that name, by default the one it chooses.

    Raises `ReftelError` where mkdocs.yml cannot be read, or there is no such edition.
    """
    said = _read(workspace.settings, FURTHEST)
    own = _own(said.get("plugins"))
    editions = read_editions(own.get("editions") or {})
    chosen = named(editions, edition or _text(own, "edition") or PUBLIC)
    address = _text(said, "site_url")
    return Settings(
        site_folder=Path(
            os.path.abspath(workspace.root / (chosen.folder or _text(said, "site_dir") or "site"))
        ),
        address=address if address.endswith("/") or not address else f"{address}/",
        edition=chosen,
    )


def _own(plugins: object) -> Mapping[str, Any]:
    """What is said below the plugin reftel. Raises `ReftelError` where it is not named."""
    listed = plugins if isinstance(plugins, list) else [plugins]
    for item in listed:
        if item == "reftel":
            return {}
        if isinstance(item, Mapping) and "reftel" in item:
            said = item["reftel"]
            return said if isinstance(said, Mapping) else {}
    raise ReftelError("mkdocs.yml does not name the plugin reftel; add it under plugins.")


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if value is not None and not isinstance(value, str):
        raise ReftelError(f"mkdocs.yml: '{name}' must be a text.")
    return value or ""


def _read(path: Path, further: int) -> dict[str, Any]:
    """What a file says, and below it what the file says from which it inherits."""
    try:
        data = read_regular(path, LARGEST)
    except OSError as error:
        raise ReftelError(f"{path} cannot be read: {error.strerror or error}.") from error
    if len(data) > LARGEST:
        raise ReftelError(f"{path} is larger than {LARGEST:,} bytes; settings are not.")
    said = _loaded(data, path)
    parent = said.pop("INHERIT", None)
    if parent is None:
        return said
    if not isinstance(parent, str) or not further:
        raise ReftelError(
            f"{path}: INHERIT must name a file, and at most {FURTHEST} files may inherit."
        )
    inherited = _read(Path(os.path.normpath(path.parent / parent)), further - 1)
    merged: dict[str, Any] = merge(inherited, said)
    return merged


def _loaded(data: bytes, path: Path) -> dict[str, Any]:
    try:
        loader = _Loader(data)
        try:
            said = loader.get_single_data()
        finally:
            loader.dispose()
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = f":{mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or "it is no text"
        raise ReftelError(f"{path}{at} is invalid YAML: {reason}.") from error
    except ValueError as error:  # such as the day 2008-02-31
        raise ReftelError(f"{path} is invalid YAML: {error}.") from error
    if said is not None and not isinstance(said, dict):
        raise ReftelError(f"{path} must hold settings such as 'site_name: Cables'.")
    return said or {}


class _Loader(SafeLoader):
    """Reads values, `!ENV` as MkDocs does, and every other tag of others as nothing."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._depth = 0
        self._merged = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        """One value; refused where it stands too deep."""
        self._depth += 1
        if self._depth > DEEPEST:
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise ConstructorError(None, None, f"values stand deeper than {DEEPEST}", mark)
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def flatten_mapping(self, node: MappingNode) -> None:
        """Put in what merge keys name; refused where that is too much."""
        before = len(node.value)
        super().flatten_mapping(node)
        self._merged += max(0, len(node.value) - before)
        if self._merged > MOST_MERGED:
            raise ConstructorError(
                None, None, f"merge keys bring in more than {MOST_MERGED:,} pairs", node.start_mark
            )


def _nothing(loader: SafeLoader, tag: str, node: Node) -> None:
    """A value of a tag that only MkDocs understands, as `!!python/name:...`."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", _nothing)
