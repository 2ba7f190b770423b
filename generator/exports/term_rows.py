"""The rows of the tables of terms, meanings, definitions and uses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.exports.collection import NOWHERE, ExportSource, Row
from generator.model import Mrn, Term
from generator.render import urls


def term_rows(of: ExportSource, term: Term) -> Iterator[Row]:
    """The row of a short form."""
    yield (
        term.abbreviation,
        [sense.expansion for sense in term.senses],
        len(term.uses),
        len({mrn for mrn, _ in term.uses}),
        _others(term, [(r.abbreviation, r.former) for r in term.renamings]),
        _others(term, [(r.former, r.abbreviation) for r in term.renamings]),
        of.address(urls.term_page(term.abbreviation)),
    )


def _others(term: Term, pairs: list[tuple[str, str]]) -> list[str]:
    """The second of each pair of which the term is the first; each once, in order."""
    return sorted({other for own, other in pairs if own == term.abbreviation})


def meaning_rows(of: ExportSource, term: Term) -> Iterator[Row]:
    """A row for each meaning of a short form."""
    for index, sense in enumerate(term.senses):
        yield (
            term.abbreviation,
            index,
            sense.expansion,
            sense.original,
            sense.language,
            sense.source,
            sense.origin or None,
            sense.category,
            list(sense.scope),
            list(sense.also),
            sense.note or None,
        )


def definition_rows(of: ExportSource, term: Term) -> Iterator[Row]:
    """A row for each passage that defines a short form."""
    for index, sense in enumerate(term.senses):
        for position, passage in enumerate(sense.passages, 1):
            found = passage.definition
            place = of.place(passage.mrn, found.place) if found.place else NOWHERE
            yield (
                term.abbreviation,
                index,
                position,
                passage.mrn,
                found.written,
                found.expansion,
                found.gloss,
                found.quote,
                found.form,
                found.confidence,
                *place,
            )


def use_rows(of: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """A row for each place in a cable where a short form stands, by short form."""
    texts = {para.anchor: para for para in of.site.held[mrn].paras}
    for use in of.site.uses_of(mrn):
        place = use.place
        yield (
            use.abbreviation,
            mrn,
            *of.place(mrn, place),
            texts[place.anchor].blocks[place.block].text[place.start : place.end],
            use.sense,
            use.status,
            use.defines,
        )
