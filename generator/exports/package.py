"""Describe the exported files: a Frictionless data package, and checksums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.exports.file_formats import DIALECT, FileFacts
from generator.exports.schema import Table, table_schema
from generator.model import SiteInfo
from generator.model.cable_json import SCHEMA_VERSION, to_json
from generator.render import slugs


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFiles:
    """A table with its two files."""

    table: Table
    rows: int
    csv: FileFacts
    jsonl: FileFacts


def data_package(tables: Sequence[TableFiles], info: SiteInfo) -> str:
    """`datapackage.json`: every table file with its size, hash, dialect and schema.

    A JSON Lines file without rows is left out, because software that reads packages takes an empty
    file for a fault. The CSV file of the table has at least its header.
    """
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": slugs.file_name(info.name),
        "title": info.name,
        "description": info.description,
        "homepage": info.address,
        "schema_version": SCHEMA_VERSION,
    }
    resources = [*map(_csv_resource, tables), *(_jsonl_resource(t) for t in tables if t.rows)]
    return to_json({k: v for k, v in package.items() if v} | {"resources": resources}) + "\n"


def _csv_resource(files: TableFiles) -> dict[str, Any]:
    return {
        "name": _csv_name(files.table.name),
        **_file_properties(files, files.csv),
        "format": "csv",
        "mediatype": "text/csv",
        "dialect": DIALECT,
        "schema": table_schema(files.table, _csv_name),
    }


def _jsonl_resource(files: TableFiles) -> dict[str, Any]:
    return {
        "name": _jsonl_name(files.table.name),
        **_file_properties(files, files.jsonl),
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "schema": table_schema(files.table, _jsonl_name),
    }


def _csv_name(table: str) -> str:
    """The name of the resource of a table's CSV file."""
    return table


def _jsonl_name(table: str) -> str:
    """The name of the resource of a table's JSON Lines file."""
    return f"{table}-jsonl"


def _file_properties(files: TableFiles, file: FileFacts) -> dict[str, Any]:
    return {
        "path": file.name,
        "description": files.table.description,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "rows": files.rows,
    }


def checksums(files: Iterable[FileFacts]) -> str:
    """`SHA256SUMS`, for `sha256sum --check` in the folder of the exports."""
    return "".join(f"{f.sha256}  {f.name}\n" for f in sorted(files, key=lambda f: f.name))
