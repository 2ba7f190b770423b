"""The catalogue: the data with which readers filter and sort all cables in their browser.

Filters need every cable, so each file of columns has one number or a few for each of many rows.
What a row shows is in smaller files, loaded for the rows in view. Rows are in the order of dates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import facts
from generator.citations.senders import sender
from generator.citations.work import handling
from generator.facts.post_names import post_letters
from generator.model import Corpus, EntityKind, Mrn, Outline, Page, post_name
from generator.model.diagnostic_codes import CODES
from generator.render import urls, views
from generator.render.excerpts import excerpt
from generator.render.json_files import json_file
from generator.render.page_context import PageContext
from generator.render.reader_labels import FINDINGS

MIN_CATALOGUE = 10
"""Number of cables from which the list of all cables has a catalogue."""

COLUMN_ROWS = 25_000
"""Rows in a file of columns."""

TEXT_ROWS = 64
"""Rows in a file of texts: a little more than a page of the catalogue."""

MAX_SENTENCE = 220
"""Characters of the first sentence; a longer one is cut at a word."""

MIN_LAST_WORD = 4
"""Letters of the last word of a sentence: a shorter one may be an abbreviation ("U.S.", "Mr.")."""

UNKNOWN_DAY = 99_999_999
"""The date of an undated cable: after all others."""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One cable in the catalogue."""

    outline: Outline
    mrn: Mrn
    findings: tuple[str, ...]
    """What readers are told about the state of the copy."""
    cites: int
    """Number of cables that it cites."""
    cited_by: int
    """Number of held cables that cite it."""
    places: tuple[str, ...]
    """The places that it names, each once."""
    organisations: tuple[str, ...]
    """The organisations that it names, each once."""
    people: tuple[str, ...]
    """The people that it names and another cable names too, each once."""

    @property
    def day(self) -> int:
        """The date as digits: 20080311; 20080000 if only the year is known."""
        iso = self.outline.header.iso_date
        return int(iso.replace("-", "").ljust(8, "0")) if iso else UNKNOWN_DAY


class Dictionary:
    """Gives numbers to the values of a facet, in the order of their first use."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, value: str) -> int:
        """The number of a value."""
        return self.numbers.setdefault(value, len(self.numbers))


def catalogue_files(context: PageContext) -> Iterator[Page]:
    """The files: an index with the values of the facets, columns, and texts.

    A collection of a few cables has none: its list shows them all.
    """
    rows = catalogue_rows(context.corpus)
    if len(rows) < MIN_CATALOGUE:
        return
    dictionaries = {name: Dictionary() for name in FACETS}
    for start in range(0, len(rows), COLUMN_ROWS):
        shard = rows[start : start + COLUMN_ROWS]
        path = urls.catalogue_file(f"columns-{start // COLUMN_ROWS}")
        yield json_file(path, _columns(shard, dictionaries))
    for start in range(0, len(rows), TEXT_ROWS):
        texts = [_texts(row) for row in rows[start : start + TEXT_ROWS]]
        yield json_file(urls.catalogue_file(f"texts-{start // TEXT_ROWS}"), texts)
    index = _index(rows, dictionaries, context.info.name, context.info.address)
    yield json_file(urls.catalogue_file("index"), index)


def catalogue_rows(corpus: Corpus) -> list[CatalogueRow]:
    """The rows of all held cables in the order of dates, undated ones last."""
    findings: dict[str, dict[str, None]] = {}
    for name, diagnostic in corpus.diagnostics:
        if CODES[diagnostic.code].for_readers:
            findings.setdefault(name, {})[FINDINGS[diagnostic.code]] = None
    pairs = {(citation.citing, citation.cited) for citation in corpus.citations}
    cites = Counter(citing for citing, _ in pairs)
    cited_by = Counter(cited for _, cited in pairs)
    places = _named(corpus, EntityKind.PLACE, fewest=1)
    organisations = _named(corpus, EntityKind.ORGANISATION, fewest=1)
    people = _named(corpus, EntityKind.PERSON, fewest=2)
    rows = [
        CatalogueRow(
            item.outline,
            item.mrn,
            tuple(findings.get(item.name, ())),
            cites[item.mrn],
            cited_by[item.mrn],
            tuple(places.get(item.mrn, ())),
            tuple(organisations.get(item.mrn, ())),
            tuple(people.get(item.mrn, ())),
        )
        for item in corpus.cables
        if item.mrn is not None
    ]
    return sorted(rows, key=lambda row: (row.day, row.mrn))


def _named(corpus: Corpus, kind: EntityKind, *, fewest: int) -> dict[Mrn, list[str]]:
    """The names of the entities of a kind that each cable mentions.

    Entities that fewer than `fewest` cables name are left out: a choice of one cable is no help.
    """
    named: dict[Mrn, list[str]] = {}
    for entity in corpus.entities:
        if entity.profile.kind is kind and len(entity.cables) >= fewest:
            for mrn in sorted(entity.cables):
                named.setdefault(mrn, []).append(entity.profile.name)
    return named


def _places(row: CatalogueRow) -> Iterable[str]:
    return row.places


def _organisations(row: CatalogueRow) -> Iterable[str]:
    return row.organisations


def _people(row: CatalogueRow) -> Iterable[str]:
    return row.people


def _post(row: CatalogueRow) -> list[str]:
    return [post_name(row.outline)]


def _tags(row: CatalogueRow) -> Iterable[str]:
    return row.outline.header.tags


def _classification(row: CatalogueRow) -> list[str]:
    return [views.classification(row.outline)]


def _captions(row: CatalogueRow) -> Iterable[str]:
    return row.outline.header.captions


def _rendering(row: CatalogueRow) -> list[str]:
    return [row.outline.rendering]


def _findings(row: CatalogueRow) -> Iterable[str]:
    return row.findings


def _withheld_under(row: CatalogueRow) -> Iterable[str]:
    return dict.fromkeys(item.code for item in row.outline.withholdings if item.code)


FACETS = {
    "post": _post,
    "tags": _tags,
    "place": _places,
    "organisation": _organisations,
    "person": _people,
    "classification": _classification,
    "captions": _captions,
    "copy": _findings,
    "withheld": _withheld_under,
    "rendering": _rendering,
}
"""The facets with the values of a row, by the names in addresses."""


def _columns(
    rows: Sequence[CatalogueRow], dictionaries: Mapping[str, Dictionary]
) -> dict[str, list[int]]:
    """The columns of the rows: dates, counts, and for each facet its values.

    The values of all rows of a facet are one list; `post.n` says how many each row has.
    """
    columns: dict[str, list[int]] = {
        "date": [row.day for row in rows],
        "cites": [row.cites for row in rows],
        "cited": [row.cited_by for row in rows],
    }
    for name, values_of in FACETS.items():
        number = dictionaries[name].number
        values = [[number(value) for value in values_of(row)] for row in rows]
        columns[name] = [value for of_row in values for value in of_row]
        columns[f"{name}.n"] = [len(of_row) for of_row in values]
    return columns


def _texts(row: CatalogueRow) -> list[str]:
    """What a row shows and its citation needs: MRN, subject, first sentence, sender, marking."""
    cable = row.outline
    subject, sentence = cable.header.subject or "", first_sentence(cable.opening)
    return [row.mrn, subject, sentence, sender(cable), handling(cable)]


def _index(
    rows: Sequence[CatalogueRow], dictionaries: Mapping[str, Dictionary], site: str, address: str
) -> dict[str, object]:
    posts, codes = facts.posts(), facts.tags()
    letters = map(post_letters, dictionaries["post"].numbers)
    held = {code: posts[code] for code in letters if code in posts}
    used = dictionaries["tags"].numbers
    return {
        "rows": len(rows),
        "columns": -(-len(rows) // COLUMN_ROWS),
        "texts": TEXT_ROWS,
        "values": {name: [*d.numbers] for name, d in dictionaries.items()},
        "countries": {code: post.country for code, post in held.items() if post.country},
        "meanings": {code: codes[code].meaning for code in used if code in codes},
        "site": site,
        "address": address,
    }


def first_sentence(opening: str) -> str:
    """The first sentence of a text, or as much of it as a row can show."""
    end = opening.find(". ")
    while end >= 0:
        word = opening[:end].rpartition(" ")[2]
        if len(word) >= MIN_LAST_WORD and "." not in word and opening[end + 2 : end + 3].isupper():
            return excerpt(opening[: end + 1], MAX_SENTENCE)
        end = opening.find(". ", end + 1)
    return excerpt(opening, MAX_SENTENCE)
