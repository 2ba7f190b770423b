"""All files of the exports as values, and the page that tells of them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from generator.exports import rows, term_rows
from generator.exports.cables import cable_document, cable_schema
from generator.exports.collection import Collection, Row
from generator.exports.formats import FileFacts, csv_text, file_facts, file_page, json_lines
from generator.exports.package import Written, checksums, data_package
from generator.exports.schema import Field, Table, described, kind_words
from generator.exports.tables import TABLES
from generator.jsonview import SCHEMA_VERSION
from generator.model import Corpus, Mrn, Page, SiteInfo
from generator.render import urls
from generator.render.markdown import Md
from generator.render.renderer import Renderer
from generator.render.site import Site

ROWS: Mapping[str, Callable[[Collection], Iterator[Row]]] = {
    "cables": rows.cable_rows,
    "paras": rows.para_rows,
    "references": rows.reference_rows,
    "terms": term_rows.term_rows,
    "meanings": term_rows.meaning_rows,
    "definitions": term_rows.definition_rows,
    "uses": term_rows.use_rows,
}
"""What fills each table."""


EXPORTED = ("data", "table")
"""The kinds of units."""

Unit = tuple[str, str]
"""`data` and a cable's number, or `table` and a table's name."""


def export_units(corpus: Corpus) -> list[Unit]:
    """The files that can be made apart: the cable.json of each cable, and the tables."""
    return [
        *(("data", item.mrn) for item in corpus.filed if item.mrn is not None),
        *(("table", name) for name in ROWS),
    ]


def files_of(collection: Collection, unit: Unit) -> Iterator[Page]:
    """The files of a unit: of a table CSV, then JSON Lines."""
    kind, name = unit
    if kind == "data":
        mrn = Mrn(name)
        document = cable_document(collection, mrn, collection.site.filed(mrn))
        yield file_page(urls.cable_data(mrn), document)
        return
    table = _table(name)
    rows = list(ROWS[name](collection))
    yield file_page(urls.table_file(name, "csv"), csv_text(table, rows))
    yield file_page(urls.table_file(name, "jsonl"), json_lines(table, rows))


def closing_files(
    renderer: Renderer, info: SiteInfo, cables: int, read: Callable[[str], str]
) -> Iterator[Page]:
    """What tells of the tables: data package, schema, checksums, the page.

    `read` gives the text of a table's file by its path; `cables` is the number of cables.
    """
    tables = [_written(table, read) for table in TABLES]
    others = [
        file_page(urls.DATA_PACKAGE, data_package(tables, info)),
        file_page(urls.CABLE_SCHEMA, cable_schema(info.address)),
    ]
    yield from others
    facts = [*(file for t in tables for file in (t.csv, t.jsonl)), *map(file_facts, others)]
    yield file_page(urls.CHECKSUMS, checksums(facts))
    yield exports_page(renderer, tables, facts[-len(others) :], cables)


def _table(name: str) -> Table:
    return next(table for table in TABLES if table.name == name)


def _written(table: Table, read: Callable[[str], str]) -> Written:
    """A table with its two files; each row is a line of the second."""
    csv, jsonl = (urls.table_file(table.name, form) for form in ("csv", "jsonl"))
    lines = read(jsonl)
    return Written(
        table=table,
        rows=lines.count("\n"),
        csv=file_facts(Page(path=csv, text=read(csv))),
        jsonl=file_facts(Page(path=jsonl, text=lines)),
    )


def export_corpus(corpus: Corpus, templates: Mapping[str, str], info: SiteInfo) -> Iterator[Page]:
    """All files of the exports, and the page that tells of them."""
    collection = Collection(Site(corpus, info))
    tables: dict[str, str] = {}
    for unit in export_units(corpus):
        for page in files_of(collection, unit):
            if unit[0] == "table":
                tables[page.path] = page.text
            yield page
    yield from closing_files(
        Renderer(templates), info, len(corpus.filed), lambda path: tables[path]
    )


def exports_page(
    renderer: Renderer, tables: Sequence[Written], others: Sequence[FileFacts], cables: int
) -> Page:
    """The page that tells readers which data there are and how to use them."""
    path = urls.EXPORTS

    def shown(file: FileFacts) -> dict[str, Any]:
        return {
            "name": file.name,
            "link": urls.link(path, file.path),
            "size": size_words(file.size),
            "sha256": textwrap.wrap(file.sha256, 16),
        }

    return renderer.page(
        path,
        "exports.md.j2",
        {"title": "Data", "hide": ["toc"]},
        version=SCHEMA_VERSION,
        cables=cables,
        tables=[
            {
                "name": t.table.name,
                "description": t.table.description,
                "rows": f"{t.rows:,}",
                "files": [shown(t.csv), shown(t.jsonl)],
                "fields": [field_line(f) for f in t.table.fields],
            }
            for t in tables
        ],
        package=shown(others[0]),
        schema=shown(others[1]),
        checksums=urls.link(path, urls.CHECKSUMS),
    )


def field_line(of: Field) -> tuple[Md, str, Md]:
    """Name, type and description of a field; names of fields and values stand as code."""
    return Md(f"`{of.name}`"), kind_words(of), Md(described(of))


def size_words(size: int) -> str:
    """A size for readers: `812 bytes`, `46 kB`, `1.2 MB`."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:,.0f} kB" if size < 999_500 else f"{size / 1e6:,.1f} MB"
