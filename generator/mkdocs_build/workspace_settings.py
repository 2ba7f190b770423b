"""What mkdocs.yml says of a site, read as data.

MkDocs itself, which runs the plugins, hooks and Python tags that it finds there, reads the settings
for `reftel build` and `reftel serve` alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from mergedeep import merge  # type: ignore[import-untyped]  # as MkDocs joins them
from yaml_env_tag import construct_env_tag  # type: ignore[import-untyped]

from generator.curated.bounds import LARGEST, compose, decoded
from generator.disk import Workspace
from generator.disk.symlinks import read_regular
from generator.editions.edition_settings import PUBLIC, edition_named, read_editions
from generator.errors import ReftelError
from generator.model import Edition

FURTHEST = 5
"""Files that may inherit from each other (`INHERIT`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What commands other than `build` and `serve` need."""

    site_folder: Path
    """Where the edition's built site is, absolute, its own links not followed."""
    address: str
    """Where the site is published, with a slash at the end; empty if unknown."""
    edition: Edition
    """The requested edition, by default the one of the settings."""
    folders: Mapping[str, Path]
    """Where the site of each edition is, by the edition's name; absolute like `site_folder`."""


def read_settings(workspace: Workspace, edition: str = "") -> Settings:
    """The settings of a workspace for the edition of that name, by default the one it chooses.

    Raises `ReftelError` where mkdocs.yml cannot be read, or there is no such edition.
    """
    return read_settings_file(workspace.settings, edition)


def read_settings_file(path: Path, edition: str = "") -> Settings:
    """The same from the file at `path`, beside which the workspace is."""
    values = _read(path, path.name, FURTHEST)
    own = _own(values.get("plugins"))
    editions = read_editions(own.get("editions") or {})
    chosen = edition_named(editions, edition or _text(own, "edition") or PUBLIC)
    address = _text(values, "site_url")
    site = _text(values, "site_dir") or "site"
    folders = {
        e.name: Path(os.path.abspath(path.parent / (e.folder or site))) for e in editions.values()
    }
    return Settings(
        site_folder=folders[chosen.name],
        address=address if address.endswith("/") or not address else f"{address}/",
        edition=chosen,
        folders=folders,
    )


def _own(plugins: object) -> Mapping[str, Any]:
    """The settings of the plugin reftel. Raises `ReftelError` where it is not named."""
    listed = plugins if isinstance(plugins, list) else [plugins]
    for item in listed:
        if item == "reftel":
            return {}
        if isinstance(item, Mapping) and "reftel" in item:
            values = item["reftel"]
            return values if isinstance(values, Mapping) else {}
    raise ReftelError("mkdocs.yml does not name the plugin reftel; add it under plugins.")


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    if value is not None and not isinstance(value, str):
        raise ReftelError(
            f"mkdocs.yml: '{name}' is {str(value)[:60]}: expected a text. It is set in the "
            "file, or in the environment variable that the file names with !ENV."
        )
    return value or ""


def _read(path: Path, name: str, further: int) -> dict[str, Any]:
    """What a file says, and below it what the file says from which it inherits.

    `name` is what messages call it.
    """
    try:
        data = read_regular(path, 4 * LARGEST)  # a character has up to four bytes
    except OSError as error:
        raise ReftelError(
            f"{name} cannot be read: {error.strerror or error}. Let the user who runs this command "
            "read it, or put the file there."
        ) from error
    values = _loaded(decoded(data, name), name)
    parent = values.pop("INHERIT", None)
    if parent is None:
        return values
    if not isinstance(parent, str) or not further:
        raise ReftelError(
            f"{name}: INHERIT must name a file, and at most {FURTHEST} files may inherit."
        )
    inherited = _read(Path(os.path.normpath(path.parent / parent)), parent, further - 1)
    merged: dict[str, Any] = merge(inherited, values)
    return merged


def _loaded(text: str, name: str) -> dict[str, Any]:
    root = compose(text, name, aliases=True)
    try:
        values = {} if root is None else yaml.load(text, _Loader)
    except yaml.MarkedYAMLError as error:
        raise ReftelError(f"{name}:{_line(error)}: invalid YAML ({error.problem}).") from error
    except ValueError as error:  # such as the day 2008-02-31, or a number of 5,000 digits
        line = next((v.start_mark.line + 1 for v in _scalars(root) if _is_out_of_range(v)), 1)
        raise ReftelError(
            f"{name}:{line}: invalid YAML ({error}; write it as text, in quotation marks)."
        ) from error
    if not isinstance(values, dict):
        raise ReftelError(f"{name} must hold settings such as 'site_name: Cables'.")
    return values


def _line(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """The single values of a node, in order."""
    match node:
        case yaml.ScalarNode():
            yield node
        case yaml.SequenceNode(value=items):
            for item in items:
                yield from _scalars(item)
        case yaml.MappingNode(value=pairs):
            for pair in pairs:
                yield from (*_scalars(pair[0]), *_scalars(pair[1]))


def _is_out_of_range(node: yaml.ScalarNode) -> bool:
    """Whether YAML reads the value as a number or day that Python cannot represent."""
    try:
        yaml.safe_load(f"!<{node.tag}> {json.dumps(node.value)}")
    except ValueError:
        return True
    except yaml.YAMLError:
        return False
    return False


class _Loader(yaml.SafeLoader):
    """Reads `!ENV` as MkDocs does, and values with other tags as None."""


def _nothing(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> None:
    """A value of a tag that only MkDocs understands, as `!!python/name:...`."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", _nothing)
