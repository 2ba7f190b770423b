"""Make the rows of the tables `terms`, `meanings`, `definitions` and `uses`."""

from __future__ import annotations

from collections.abc import Iterator

from generator.exports.collection import NO_PLACE, ExportSource, Row
from generator.model import Mrn, Term
from generator.render import urls


def term_rows(source: ExportSource, term: Term) -> Iterator[Row]:
    """The row of an abbreviation."""
    yield (
        term.abbreviation,
        [sense.expansion for sense in term.senses],
        len(term.uses),
        len({mrn for mrn, _ in term.uses}),
        _other_abbreviations(term, [(r.abbreviation, r.former) for r in term.renamings]),
        _other_abbreviations(term, [(r.former, r.abbreviation) for r in term.renamings]),
        source.address(urls.term_page(term.abbreviation)),
    )


def _other_abbreviations(term: Term, pairs: list[tuple[str, str]]) -> list[str]:
    """The second abbreviation of each pair whose first is the term's own; distinct and sorted."""
    return sorted({other for own, other in pairs if own == term.abbreviation})


def meaning_rows(source: ExportSource, term: Term) -> Iterator[Row]:
    """A row for each meaning of an abbreviation."""
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


def definition_rows(source: ExportSource, term: Term) -> Iterator[Row]:
    """A row for each passage that defines an abbreviation."""
    for index, sense in enumerate(term.senses):
        for position, passage in enumerate(sense.passages, 1):
            definition = passage.definition
            place = NO_PLACE
            if definition.place is not None:
                place = source.place(passage.mrn, definition.place)
            yield (
                term.abbreviation,
                index,
                position,
                passage.mrn,
                definition.written,
                definition.expansion,
                definition.gloss,
                definition.quote,
                definition.form,
                definition.confidence,
                *place,
            )


def use_rows(source: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """A row for each use of an abbreviation in a cable, sorted by abbreviation."""
    texts = {para.anchor: para for para in source.site.held[mrn].paras}
    for use in source.site.uses_of(mrn):
        place = use.place
        yield (
            use.abbreviation,
            mrn,
            *source.place(mrn, place),
            texts[place.anchor].blocks[place.block].text[place.start : place.end],
            use.sense,
            use.status,
            use.defines,
        )
