"""The rows of the tables in pieces, as they are made: those of one cable, or of one short form.

A table is its pieces in order, so that a change of one cable leaves all other pieces as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.exports import table_rows as rows
from generator.exports import term_rows
from generator.exports.collection import ExportSource, Row
from generator.exports.file_formats import csv_lines, json_lines, told
from generator.exports.schema import Table
from generator.exports.tables import TABLES
from generator.model import Corpus, Mrn, Term

Key = tuple[str, str, str]
"""A table, with the cable or short form; for `uses` short form and cable."""

BY_CABLE: Mapping[str, Callable[[ExportSource, Mrn], Iterator[Row]]] = {
    "cables": rows.cable_rows,
    "paras": rows.para_rows,
    "references": rows.reference_rows,
}
"""The tables that are told cable by cable."""

BY_TERM: Mapping[str, Callable[[ExportSource, Term], Iterator[Row]]] = {
    "terms": term_rows.term_rows,
    "meanings": term_rows.meaning_rows,
    "definitions": term_rows.definition_rows,
}
"""The tables that are told term by term."""

USES = "uses"
"""The table that is told term by term, and within a term cable by cable."""

_TABLES = {table.name: table for table in TABLES}


class Piece(NamedTuple):
    """Some rows of a table that stand one after the other."""

    key: Key
    csv: str
    """The rows as lines of CSV."""
    jsonl: str
    """The rows as lines of JSON."""


def pieces_of_cable(of: ExportSource, mrn: Mrn) -> Iterator[Piece]:
    """What one cable adds to the tables."""
    for name, rows_of in BY_CABLE.items():
        yield _piece((name, mrn, ""), rows_of(of, mrn))
    for short, found in groupby(term_rows.use_rows(of, mrn), lambda row: str(row[0])):
        yield _piece((USES, short, mrn), found)


def pieces_of_term(of: ExportSource, term: Term) -> Iterator[Piece]:
    """What one short form adds to the tables."""
    for name, rows_of in BY_TERM.items():
        yield _piece((name, term.abbreviation, ""), rows_of(of, term))


def in_order(corpus: Corpus, table: Table) -> Iterator[Key]:
    """The pieces of which a table is made."""
    if table.name in BY_CABLE:
        yield from ((table.name, item.mrn, "") for item in corpus.cables if item.mrn is not None)
    elif table.name in BY_TERM:
        yield from ((table.name, term.abbreviation, "") for term in corpus.terms)
    else:
        for term in corpus.terms:
            yield from (
                (USES, term.abbreviation, mrn) for mrn in dict.fromkeys(m for m, _ in term.uses)
            )


def _piece(key: Key, of: Iterator[Row]) -> Piece:
    found: Sequence[Row] = list(of)
    return Piece(key, told(csv_lines(found)), told(json_lines(_TABLES[key[0]], found)))
