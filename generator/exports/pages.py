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
from generator.exports.schema import Field, described, kind_words
from generator.exports.tables import TABLES
from generator.jsonview import SCHEMA_VERSION
from generator.model import Corpus, Page, SiteInfo
from generator.render import urls
from generator.render.markdown import Md
from generator.render.renderer import Renderer

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


def export_corpus(corpus: Corpus, templates: Mapping[str, str], info: SiteInfo) -> Iterator[Page]:
    """The cable.json of each cable, the files of `exports/`, and the page that tells of them.

    Each text is made once and given away before the next; sizes and hashes are kept.
    """
    collection = Collection(corpus, info.address)
    for mrn, item in collection.cables():
        yield file_page(urls.cable_data(mrn), cable_document(collection, mrn, item))
    tables: list[Written] = []
    for table in TABLES:
        made = list(ROWS[table.name](collection))
        page = file_page(urls.table_file(table.name, "csv"), csv_text(table, made))
        csv = file_facts(page)
        yield page
        path = urls.table_file(table.name, "jsonl")
        page = file_page(path, json_lines(table, made))
        yield page
        tables.append(Written(table=table, rows=len(made), csv=csv, jsonl=file_facts(page)))
    others = [
        file_page(urls.DATA_PACKAGE, data_package(tables, info)),
        file_page(urls.CABLE_SCHEMA, cable_schema(info.address)),
    ]
    yield from others
    facts = [*(file for t in tables for file in (t.csv, t.jsonl)), *map(file_facts, others)]
    yield file_page(urls.CHECKSUMS, checksums(facts))
    yield exports_page(Renderer(templates), tables, facts[-len(others) :], len(corpus.filed))


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
