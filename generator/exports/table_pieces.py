"""The tables in pieces: the rows of one cable, of one abbreviation, or of one entity.

A table is the concatenation of its pieces, so that a change to one cable leaves all other pieces
unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.exports import copy_tables, entity_tables, term_rows
from generator.exports import table_rows as rows
from generator.exports.collection import ExportSource, Row
from generator.exports.file_formats import csv_lines, escape_surrogates, json_lines
from generator.exports.schema import Table
from generator.exports.tables import TABLES
from generator.model import Corpus, Entity, Mrn, Term

PieceKey = tuple[str, str, str]
"""Table, cable, abbreviation or entity, and an empty string; for `uses` table, abbreviation, cable.
"""

CABLE_TABLES: Mapping[str, Callable[[ExportSource, Mrn], Iterator[Row]]] = {
    "cables": rows.cable_rows,
    "paras": rows.para_rows,
    "references": rows.reference_rows,
    "overlaps": rows.overlap_rows,
    "corrections": rows.correction_rows,
    "withholdings": rows.withholding_rows,
    "copies": copy_tables.copy_rows,
    "differences": copy_tables.difference_rows,
    "names": entity_tables.name_rows,
}
"""Tables sorted by cable, and the functions that make their rows."""

TERM_TABLES: Mapping[str, Callable[[ExportSource, Term], Iterator[Row]]] = {
    "terms": term_rows.term_rows,
    "meanings": term_rows.meaning_rows,
    "definitions": term_rows.definition_rows,
}
"""Tables sorted by term, and the functions that make their rows."""

ENTITY_TABLES: Mapping[str, Callable[[ExportSource, Entity], Iterator[Row]]] = {
    "entities": entity_tables.entity_rows,
    "aliases": entity_tables.alias_rows,
}
"""Tables sorted by entity, and the functions that make their rows."""

USES = "uses"
"""The table that is sorted by term, and for each term by cable."""

_TABLES = {table.name: table for table in TABLES}


class Piece(NamedTuple):
    """Consecutive rows of a table."""

    key: PieceKey
    csv: str
    """The rows as lines of CSV."""
    jsonl: str
    """The rows as lines of JSON."""


def cable_pieces(source: ExportSource, mrn: Mrn) -> Iterator[Piece]:
    """The pieces of one cable."""
    for name, rows_of in CABLE_TABLES.items():
        yield _piece((name, mrn, ""), rows_of(source, mrn))
    for abbreviation, uses in groupby(term_rows.use_rows(source, mrn), lambda row: str(row[0])):
        yield _piece((USES, abbreviation, mrn), uses)


def term_pieces(source: ExportSource, term: Term) -> Iterator[Piece]:
    """The pieces of one abbreviation."""
    for name, rows_of in TERM_TABLES.items():
        yield _piece((name, term.abbreviation, ""), rows_of(source, term))


def entity_pieces(source: ExportSource, entity: Entity) -> Iterator[Piece]:
    """The pieces of one person, organisation or place."""
    for name, rows_of in ENTITY_TABLES.items():
        yield _piece((name, entity.profile.id, ""), rows_of(source, entity))


def piece_keys(corpus: Corpus, table: Table) -> Iterator[PieceKey]:
    """The keys of the pieces of a table, in order."""
    if table.name in CABLE_TABLES:
        yield from ((table.name, item.mrn, "") for item in corpus.cables if item.mrn is not None)
    elif table.name in TERM_TABLES:
        yield from ((table.name, term.abbreviation, "") for term in corpus.terms)
    elif table.name in ENTITY_TABLES:
        yield from ((table.name, entity.profile.id, "") for entity in corpus.entities)
    else:
        for term in corpus.terms:
            yield from (
                (USES, term.abbreviation, mrn) for mrn in dict.fromkeys(m for m, _ in term.uses)
            )


def _piece(key: PieceKey, rows_of_key: Iterator[Row]) -> Piece:
    values: Sequence[Row] = list(rows_of_key)
    return Piece(
        key,
        escape_surrogates(csv_lines(values)),
        escape_surrogates(json_lines(_TABLES[key[0]], values)),
    )
