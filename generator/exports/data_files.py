"""All files of the exports as values, and the page that describes them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.exports.cable_files import cable_document, cable_schema
from generator.exports.collection import ExportSource
from generator.exports.file_formats import FileFacts, csv_header, file_facts, file_page
from generator.exports.openapi import openapi
from generator.exports.package import TableFiles, checksums, data_package
from generator.exports.schema import Field, Table, full_description, type_words
from generator.exports.table_pieces import (
    Piece,
    cable_pieces,
    entity_pieces,
    piece_keys,
    term_pieces,
)
from generator.exports.tables import TABLES
from generator.model import Corpus, EntityKind, Mrn, Page, SiteFeature, SiteInfo, entity_id
from generator.model.cable_json import SCHEMA_VERSION
from generator.render import site_links, urls
from generator.render.markdown import Md
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer
from generator.render.units import units

Unit = tuple[str, str]
"""Kind and name of a unit of `render.units`. Those of cables, terms and entities are exported."""


def unit_files(source: ExportSource, unit: Unit) -> Iterator[Page]:
    """The data files that belong to a unit: the cable.json of a cable."""
    kind, name = unit
    if kind == "cable":
        mrn = Mrn(name)
        yield file_page(
            urls.cable_data(mrn), cable_document(source, mrn, source.site.stored_cable(mrn))
        )


def unit_pieces(source: ExportSource, unit: Unit) -> Iterator[Piece]:
    """The pieces of the tables that belong to a unit."""
    kind, name = unit
    if kind == "cable":
        yield from cable_pieces(source, Mrn(name))
    elif kind == "term":
        yield from term_pieces(source, source.site.terms[name])
    elif kind in {*EntityKind}:
        yield from entity_pieces(source, source.site.entities[entity_id(EntityKind(kind), name)])


def collection_files(
    renderer: Renderer, corpus: Corpus, info: SiteInfo, pieces: Iterable[Piece]
) -> Iterator[Page]:
    """The tables, data package, schema, checksums and the page that describes the exports."""
    by_key = {piece.key: piece for piece in pieces}
    tables = []
    for table in TABLES:
        csv, jsonl = _table_pages(table, [by_key[key] for key in piece_keys(corpus, table)])
        yield from (csv, jsonl)
        tables.append(_describe_files(table, csv, jsonl))
    others = [
        file_page(urls.DATA_PACKAGE, data_package(tables, info)),
        file_page(urls.CABLE_SCHEMA, cable_schema(info.address)),
    ]
    if SiteFeature.MACHINE_READERS not in info.left_out:
        others.append(file_page(urls.OPENAPI, openapi(info)))
    yield from others
    other_facts = [file_facts(page) for page in others]
    facts = [*(file for t in tables for file in (t.csv, t.jsonl)), *other_facts]
    yield file_page(urls.CHECKSUMS, checksums(facts))
    yield exports_page(renderer, tables, other_facts, len(corpus.cables))


def _table_pages(table: Table, pieces: Sequence[Piece]) -> tuple[Page, Page]:
    """The CSV and the JSON Lines file of a table."""
    csv = csv_header(table) + "".join([piece.csv for piece in pieces])
    jsonl = "".join([piece.jsonl for piece in pieces])
    name = table.name
    return (
        Page(path=urls.table_file(name, "csv"), text=csv),
        Page(path=urls.table_file(name, "jsonl"), text=jsonl),
    )


def _describe_files(table: Table, csv: Page, jsonl: Page) -> TableFiles:
    """Size and checksum of a table's files, and the number of rows."""
    return TableFiles(
        table=table,
        rows=jsonl.text.count("\n"),
        csv=file_facts(csv),
        jsonl=file_facts(jsonl),
    )


def export_corpus(corpus: Corpus, templates: Mapping[str, str], info: SiteInfo) -> Iterator[Page]:
    """All files of the exports, and the page that describes them."""
    collection = ExportSource(PageContext(corpus, info))
    pieces: list[Piece] = []
    for unit in units(corpus):
        yield from unit_files(collection, unit)
        pieces += unit_pieces(collection, unit)
    yield from collection_files(Renderer(templates), corpus, info, pieces)


def exports_page(
    renderer: Renderer, tables: Sequence[TableFiles], others: Sequence[FileFacts], cables: int
) -> Page:
    """The page that tells readers which data there are and how to use them.

    `others` are the data package, the schema of cable.json and, if the site has files for machine
    readers, the description in OpenAPI.
    """
    path = urls.EXPORTS
    package, schema, *described = others

    def download(file: FileFacts) -> dict[str, Any]:
        return {
            "name": file.name,
            "link": site_links.link(path, file.path),
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
                "files": [download(t.csv), download(t.jsonl)],
                "fields": [field_line(f) for f in t.table.fields],
            }
            for t in tables
        ],
        package=download(package),
        schema=download(schema),
        checksums=site_links.link(path, urls.CHECKSUMS),
        openapi=download(described[0]) if described else None,
        guide=site_links.link(path, urls.GUIDE),
    )


def field_line(field: Field) -> tuple[Md, str, Md]:
    """Name, type and description of a field; names of fields and values as code."""
    return Md(f"`{field.name}`"), type_words(field), Md(full_description(field))


def size_words(size: int) -> str:
    """A size for readers: `812 bytes`, `46 kB`, `1.2 MB`."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:,.0f} kB" if size < 999_500 else f"{size / 1e6:,.1f} MB"
