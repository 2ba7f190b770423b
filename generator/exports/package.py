"""The description of the exported files: a Frictionless data package, and checksums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.exports.file_formats import DIALECT, FileFacts
from generator.exports.schema import Table, table_schema
from generator.model import SiteInfo
from generator.model.cable_json import SCHEMA_VERSION, to_json
from generator.render import urls


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFiles:
    """A table with its two files."""

    table: Table
    rows: int
    csv: FileFacts
    jsonl: FileFacts


def data_package(tables: Sequence[TableFiles], info: SiteInfo) -> str:
    """`datapackage.json`: every table file with its size, hash, dialect and schema.

    A JSON Lines file without rows is empty, which readers of packages take for a fault: the
    CSV file, which has its header, stands for both.
    """
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": urls.file_name(info.name),
        "title": info.name,
        "description": info.description,
        "homepage": info.address,
        "schema_version": SCHEMA_VERSION,
    }
    resources = [*map(_csv_resource, tables), *(_jsonl_resource(t) for t in tables if t.rows)]
    return to_json({k: v for k, v in package.items() if v} | {"resources": resources}) + "\n"


def _csv_resource(of: TableFiles) -> dict[str, Any]:
    return {
        "name": of.table.name,
        **_file(of, of.csv),
        "format": "csv",
        "mediatype": "text/csv",
        "dialect": DIALECT,
        "schema": table_schema(of.table, _same),
    }


def _jsonl_resource(of: TableFiles) -> dict[str, Any]:
    return {
        "name": _jsonl(of.table.name),
        **_file(of, of.jsonl),
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "schema": table_schema(of.table, _jsonl),
    }


def _same(table: str) -> str:
    return table


def _jsonl(table: str) -> str:
    """The resource of a table's JSON Lines file."""
    return f"{table}-jsonl"


def _file(of: TableFiles, file: FileFacts) -> dict[str, Any]:
    return {
        "path": file.name,
        "description": of.table.description,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "rows": of.rows,
    }


def checksums(files: Iterable[FileFacts]) -> str:
    """`SHA256SUMS`, as `sha256sum --check` reads it in the folder of the exports."""
    return "".join(f"{f.sha256}  {f.name}\n" for f in sorted(files, key=lambda f: f.name))
