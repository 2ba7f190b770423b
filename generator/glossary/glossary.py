"""The glossary of a corpus: from cables, curated entries and reference data to terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator import facts
from generator.glossary.cable_terms import CableTerms, Vocabulary, gloss, uses
from generator.glossary.senses import TermSenses
from generator.glossary.uses import Matcher, spellings
from generator.model import (
    CuratedGlossary,
    ExternalTerm,
    FormerAbbreviation,
    Mrn,
    Sense,
    SenseSource,
    StoredCable,
    Term,
    Use,
)


def terms(filed: Sequence[StoredCable], curated: CuratedGlossary) -> tuple[Term, ...]:
    """Every short form that the cables use or define, in alphabetical order."""
    glosses = [gloss(f.cable, f.cable.id) for f in filed if f.cable.id]
    words = vocabulary(glosses, curated)
    held = [f.cable for f in filed if f.cable.id]
    used = [tuple(uses(cable, of, words)) for cable, of in zip(held, glosses, strict=True)]
    return gathered(glosses, used, words, curated)


def vocabulary(glosses: Iterable[CableTerms], curated: CuratedGlossary) -> Vocabulary:
    """The meanings of every short form: curated, then of cables, then of reference data."""
    known: dict[str, TermSenses] = {}
    for term in curated.terms:
        known.setdefault(term.abbreviation, TermSenses()).add_given(term)
    for glossed in glosses:
        for position, found in glossed.definitions:
            if found.abbreviation not in curated.excluded:
                known.setdefault(found.abbreviation, TermSenses()).add_definition(
                    glossed.mrn, found, position
                )
    for reference in _reference():
        if reference.abbreviation in curated.withheld:
            continue
        known.setdefault(reference.abbreviation, TermSenses()).add_given(reference)
    matcher = Matcher(_spellings(known, curated))
    return Vocabulary(known=known, matcher=matcher, excluded=curated.excluded)


def gathered(
    glosses: Sequence[CableTerms],
    used: Sequence[tuple[Use, ...]],
    words: Vocabulary,
    curated: CuratedGlossary,
) -> tuple[Term, ...]:
    """The terms of the collection in alphabetical order; `used` are the uses in each cable."""
    by_short: dict[str, list[tuple[Mrn, Use]]] = {}
    for glossed, found in zip(glosses, used, strict=True):
        for use in found:
            by_short.setdefault(use.abbreviation, []).append((glossed.mrn, use))
    marked: dict[str, list[tuple[Mrn, int]]] = {}
    for glossed in glosses:
        for marking, count in glossed.marked:
            marked.setdefault(marking, []).append((glossed.mrn, count))
    renamings = _by_name([*_curated_renamings(curated), *(r for g in glosses for r in g.renamings)])
    named = {s for s, t in words.known.items() if t.defined} | set(by_short) | set(marked)
    named |= set(renamings)
    return tuple(
        Term(
            abbreviation=short,
            senses=words.known[short].finished() if short in words.known else (),
            uses=tuple(by_short.get(short, ())),
            marking_counts=tuple(marked.get(short, ())),
            renamings=tuple(renamings.get(short, ())),
        )
        for short in sorted(named, key=lambda s: (s.casefold(), s))
    )


def _reference() -> Iterator[ExternalTerm]:
    """The program's own table of short forms."""
    for row in facts.terms():
        yield ExternalTerm(
            abbreviation=row.abbreviation,
            sense=Sense(
                expansion=row.meaning,
                original=None,
                language=None,
                source=SenseSource.REFERENCE,
                passages=(),
                origin=row.source,
                category=row.category,
            ),
            spellings=row.also_written,
        )


def _spellings(known: Mapping[str, TermSenses], curated: CuratedGlossary) -> dict[str, str]:
    """How every known short form is written; excluded words are not looked for."""
    written = spellings(short for short in known if short not in curated.excluded)
    for short, term in known.items():
        for spelling in (s for _, given in term.given for s in given.spellings):
            written.update({spelling: short, f"{spelling}s": short})
    return written


def _curated_renamings(curated: CuratedGlossary) -> Iterator[FormerAbbreviation]:
    """Former names as editors tell them."""
    for term in curated.terms:
        for former in term.former:
            yield FormerAbbreviation(
                abbreviation=term.abbreviation,
                former=former,
                mrn=None,
                place=None,
                quote=term.sense.origin,
            )


def _by_name(renamings: Iterable[FormerAbbreviation]) -> dict[str, list[FormerAbbreviation]]:
    """Renamings by both names."""
    found: dict[str, list[FormerAbbreviation]] = {}
    for renaming in renamings:
        for name in (renaming.abbreviation, renaming.former):
            found.setdefault(name, []).append(renaming)
    return found
