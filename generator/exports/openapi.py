"""`openapi.json`: the static files of a site, described in OpenAPI 3.1 for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.exports.schema import MRN_PATTERN, Shape, Table, object_schema
from generator.exports.tables import TABLES
from generator.model import SiteInfo
from generator.model.cable_json import SCHEMA_VERSION, to_json
from generator.render import urls

Json = dict[str, Any]

VERSION = "3.1.1"
"""The version of OpenAPI, https://spec.openapis.org/oas/v3.1.1.html."""

_MRN: Json = {
    "name": "mrn",
    "in": "path",
    "required": True,
    "description": "The cable's message reference number: year, post and serial number.",
    "schema": {"type": "string", "pattern": MRN_PATTERN},
}
_SHORT: Json = {
    "name": "slug",
    "in": "path",
    "required": True,
    "description": "The abbreviation as in the address of its entry, which table terms gives.",
    "schema": {"type": "string"},
}
_CABLE_SCHEMA = urls.CABLE_SCHEMA.rpartition("/")[2]
"""The schema of cable.json, which is in the same folder."""

_TEXT: Json = {"schema": {"type": "string"}}


def openapi(info: SiteInfo) -> str:
    """The description: a path for each kind of file, and the fields of each table's rows.

    All files are static and read with GET; there are no questions, keys or limits.
    """
    description = {
        "openapi": VERSION,
        "info": {
            "title": info.name,
            "version": SCHEMA_VERSION,
            "description": "Static files of a collection of US diplomatic cables. "
            f"Edition {info.edition.name}.",
        },
        "servers": [{"url": info.address or "../", "description": "The root of the site."}],
        "paths": {**_cable_paths(), **_site_paths(), **_table_paths(TABLES)},
        "components": {"schemas": {table.name: _row_schema(table) for table in TABLES}},
    }
    return to_json(description) + "\n"


def _cable_paths() -> Json:
    """The files of a cable, and the file of an abbreviation."""
    cable = {"schema": {"$ref": _CABLE_SCHEMA}}
    files: list[tuple[str, str, str, str, Json]] = [
        ("cable.json", "cable", "A cable as read, with its source and links", _JSON, cable),
        ("cable.md", "cableMarkdown", "A cable in plain Markdown", _MARKDOWN, _TEXT),
        ("full/", "cablePage", "The page with the whole cable", "text/html", _TEXT),
        ("cite.bib", "citeBibtex", "A citation in BibTeX", "application/x-bibtex", _TEXT),
        ("cite.ris", "citeRis", "A citation in RIS", "application/x-research-info-systems", _TEXT),
        ("cite.csl.json", "citeCsl", "A citation in CSL-JSON", _JSON, {"schema": {}}),
    ]
    paths = {
        f"/cables/{{mrn}}/{name}": _path(operation, summary, media, content, [_MRN])
        for name, operation, summary, media, content in files
    }
    entry = _path("term", "An abbreviation in plain Markdown", _MARKDOWN, _TEXT, [_SHORT])
    return {**paths, "/glossary/{slug}/term.md": entry}


_JSON = "application/json"
_MARKDOWN = "text/markdown"
_PLAIN = "text/plain"


def _site_paths() -> Json:
    """The files that a site has once."""
    schema = {"schema": {"type": "object"}}
    return {
        f"/{path}": _path(operation, summary, media, content)
        for path, operation, summary, media, content in [
            (urls.GUIDE, "guide", "What the site is and how to cite it", _PLAIN, _TEXT),
            (urls.DATA_PACKAGE, "package", "All tables, as a data package", _JSON, schema),
            (urls.CABLE_SCHEMA, "cableSchema", "The JSON Schema of cable.json", _JSON, schema),
            (urls.CHECKSUMS, "checksums", "SHA-256 of the data files", _PLAIN, _TEXT),
            ("manifest.json", "manifest", "What the site was made from", _JSON, schema),
        ]
    }


def _table_paths(tables: Sequence[Table]) -> Json:
    """Both files of each table."""
    paths: Json = {}
    for table in tables:
        row = {"schema": {"$ref": f"#/components/schemas/{table.name}"}}
        lines = f"{table.description} One JSON object on each line, in the form of the schema."
        csv = f"{table.description} The first line has the names of the fields."
        paths[f"/{urls.table_file(table.name, 'jsonl')}"] = _path(
            f"{table.name}Lines", lines, "application/jsonl", row
        )
        paths[f"/{urls.table_file(table.name, 'csv')}"] = _path(
            f"{table.name}Csv", csv, "text/csv", _TEXT
        )
    return paths


def _path(
    operation: str, summary: str, media: str, content: Json, parameters: Sequence[Json] = ()
) -> Json:
    """A path that is read with GET; one with parameters may be missing."""
    answers: Json = {"200": {"description": "The file.", "content": {media: content}}}
    if parameters:
        answers["404"] = {"description": "This edition has no such file."}
    given = {"parameters": list(parameters)} if parameters else {}
    return {"get": {"operationId": operation, "summary": summary, **given, "responses": answers}}


def _row_schema(table: Table) -> Json:
    """The JSON Schema of a row; objects in it are those of cable.json."""
    schema = object_schema(Shape(description=table.description, fields=table.fields))
    outer: Json = _with_outer_references(schema)
    return outer


def _with_outer_references(value: Any) -> Any:
    """A schema whose references lead into the schema of cable.json instead of itself."""
    match value:
        case {"$ref": str(target)} if target.startswith("#/"):
            return {**value, "$ref": f"{_CABLE_SCHEMA}{target}"}
        case dict():
            return {key: _with_outer_references(inner) for key, inner in value.items()}
        case list():
            return [_with_outer_references(inner) for inner in value]
    return value
