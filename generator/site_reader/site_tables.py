"""The data files of a built site, read where they are needed; nothing else of it is opened."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from generator.disk.regular import read_within
from generator.errors import ReftelError
from generator.model.cable_json import SCHEMA_VERSION
from generator.release.manifest import MANIFEST
from generator.render import urls

Row = Mapping[str, Any]
"""A row of a table: its values by field."""

TABLES_READ = ("cables", "paras", "references", "terms", "meanings", "definitions", "uses")
"""The tables that answers need."""

LARGEST_DESCRIPTION = 100_000_000
"""The most bytes of the manifest and of the data package."""


class CableTables(Protocol):
    """The tables of a site."""

    @property
    def name(self) -> str:
        """The title of the site."""
        ...

    @property
    def address(self) -> str:
        """The address of the site; empty if unknown."""
        ...

    @property
    def edition(self) -> str:
        """The name of the edition."""
        ...

    @property
    def cables(self) -> Mapping[str, Row]:
        """The rows of the table of cables, by number."""
        ...

    def rows(self, table: str, field: str, value: str) -> list[Row]:
        """The rows of a table whose field has a value, in order."""
        ...

    def every(self, table: str) -> Iterator[Row]:
        """All rows of a table, in order."""
        ...


class SiteTables:
    """The tables of the site in a folder, as they were when they were opened.

    They stay on the disk: an index has the places of their rows. All are opened at once, so that
    they are of one site if it is built again meanwhile.
    """

    def __init__(self, site: Path) -> None:
        """Read what describes the site. Raises `ReftelError` if the folder has no site."""
        self._site = site.resolve()
        package = self._description(urls.DATA_PACKAGE)
        version = str(package.get("schema_version", ""))
        if version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
            raise ReftelError(
                f"{site} has data of version {version or 'unknown'}, and this program reads "
                f"version {SCHEMA_VERSION}: build the site again."
            )
        self.name = str(package.get("title", ""))
        self.address = str(package.get("homepage", ""))
        self.edition = str(self._description(MANIFEST).get("edition", ""))
        self._files = {table: self._opened(table) for table in TABLES_READ}
        self._places: dict[tuple[str, str], dict[str, array[int]]] = {}

    @cached_property
    def cables(self) -> Mapping[str, Row]:
        """The rows of the table of cables, by number, without their long lists."""
        long = {"action_addressees", "info_addressees"}
        rows = ({k: v for k, v in row.items() if k not in long} for row in self.every("cables"))
        return {row["mrn"]: row for row in rows}

    def rows(self, table: str, field: str, value: str) -> list[Row]:
        """The rows of a table whose field has a value, in order."""
        if (table, field) not in self._places:
            self._places[table, field] = self._read_places(table, field)
        file = self._files[table]
        rows = []
        for place in self._places[table, field].get(value, ()):
            file.seek(place)
            rows.append(self._row(table, file.readline()))
        return rows

    def every(self, table: str) -> Iterator[Row]:
        """All rows of a table, in order."""
        file = self._files[table]
        file.seek(0)
        for line in file:
            yield self._row(table, line)

    def _read_places(self, table: str, field: str) -> dict[str, array[int]]:
        """The offsets of the rows of a table by the value of a field."""
        places: dict[str, array[int]] = {}
        file, offset = self._files[table], 0
        file.seek(0)
        for line in file:
            value = self._row(table, line).get(field)
            if isinstance(value, str):
                places.setdefault(value, array("Q")).append(offset)
            offset += len(line)
        return places

    def _row(self, table: str, line: bytes) -> Row:
        try:
            row: Row = json.loads(line)
        except ValueError as error:
            raise self._damaged(urls.table_file(table, "jsonl")) from error
        return row

    def _opened(self, table: str) -> BinaryIO:
        name = urls.table_file(table, "jsonl")
        path = self._site / name
        if not path.is_file() or path.resolve() != path:
            raise self._damaged(name)
        return path.open("rb")

    def _description(self, name: str) -> dict[str, Any]:
        data = read_within(self._site, name, largest=LARGEST_DESCRIPTION)
        try:
            value = json.loads(data or b"")
        except ValueError as error:
            raise self._damaged(name) from error
        if not isinstance(value, dict):
            raise self._damaged(name)
        return value

    def _damaged(self, name: str) -> ReftelError:
        return ReftelError(
            f"{self._site} has no readable {name}: name the folder of a site that reftel build "
            "made."
        )


def values(rows: Sequence[Row], *fields: str) -> list[dict[str, Any]]:
    """Some fields of each row, without those that are null or empty."""
    return [{f: row[f] for f in fields if row.get(f) not in (None, "", [])} for row in rows]
