"""All files of the exports as values, and the page that tells of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.exports.cable_files import cable_document, cable_schema
from generator.exports.collection import ExportSource
from generator.exports.file_formats import FileFacts, csv_head, file_facts, file_page
from generator.exports.package import TableFiles, checksums, data_package
from generator.exports.schema import Field, Table, described, kind_words
from generator.exports.table_pieces import Piece, in_order, pieces_of_cable, pieces_of_term
from generator.exports.tables import TABLES
from generator.model import Corpus, Mrn, Page, SiteInfo
from generator.model.cable_json import SCHEMA_VERSION
from generator.render import urls
from generator.render.markdown import Md
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer
from generator.render.units import units

Unit = tuple[str, str]
"""A kind of unit of `render.units`, and which: those of cables and of terms are exported."""


def data_of(of: ExportSource, unit: Unit) -> Iterator[Page]:
    """The data files that stand beside the pages of a unit: the cable.json of a cable."""
    kind, which = unit
    if kind == "cable":
        mrn = Mrn(which)
        yield file_page(urls.cable_data(mrn), cable_document(of, mrn, of.site.stored_cable(mrn)))


def pieces_of(of: ExportSource, unit: Unit) -> Iterator[Piece]:
    """What a unit adds to the tables."""
    kind, which = unit
    if kind == "cable":
        yield from pieces_of_cable(of, Mrn(which))
    elif kind == "term":
        yield from pieces_of_term(of, of.site.terms[which])


def closing_files(
    renderer: Renderer, corpus: Corpus, info: SiteInfo, pieces: Iterable[Piece]
) -> Iterator[Page]:
    """The tables, and what tells of them: data package, schema, checksums, the page."""
    made = {piece.key: piece for piece in pieces}
    tables = []
    for table in TABLES:
        found = [made[key] for key in in_order(corpus, table)]
        csv, jsonl = _files(table, found)
        yield from (csv, jsonl)
        tables.append(_written(table, csv, jsonl))
    others = [
        file_page(urls.DATA_PACKAGE, data_package(tables, info)),
        file_page(urls.CABLE_SCHEMA, cable_schema(info.address)),
    ]
    yield from others
    facts = [*(file for t in tables for file in (t.csv, t.jsonl)), *map(file_facts, others)]
    yield file_page(urls.CHECKSUMS, checksums(facts))
    yield exports_page(renderer, tables, facts[-len(others) :], len(corpus.cables))


def _files(table: Table, pieces: Sequence[Piece]) -> tuple[Page, Page]:
    """The two files of a table."""
    csv = csv_head(table) + "".join([piece.csv for piece in pieces])
    jsonl = "".join([piece.jsonl for piece in pieces])
    name = table.name
    return (
        Page(path=urls.table_file(name, "csv"), text=csv),
        Page(path=urls.table_file(name, "jsonl"), text=jsonl),
    )


def _written(table: Table, csv: Page, jsonl: Page) -> TableFiles:
    """What is told of a table's files; each row is a line of the second."""
    return TableFiles(
        table=table,
        rows=jsonl.text.count("\n"),
        csv=file_facts(csv),
        jsonl=file_facts(jsonl),
    )


def export_corpus(corpus: Corpus, templates: Mapping[str, str], info: SiteInfo) -> Iterator[Page]:
    """All files of the exports, and the page that tells of them."""
    collection = ExportSource(PageContext(corpus, info))
    pieces: list[Piece] = []
    for unit in units(corpus):
        yield from data_of(collection, unit)
        pieces += pieces_of(collection, unit)
    yield from closing_files(Renderer(templates), corpus, info, pieces)


def exports_page(
    renderer: Renderer, tables: Sequence[TableFiles], others: Sequence[FileFacts], cables: int
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
