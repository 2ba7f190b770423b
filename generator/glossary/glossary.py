"""Build the glossary of a corpus from cables, curated entries and reference data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator import facts
from generator.glossary.cable_terms import CableTerms, Vocabulary, collect_terms, find_uses
from generator.glossary.senses import TermSenses
from generator.glossary.uses import AbbreviationMatcher, with_plurals
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


def build_glossary(
    stored_cables: Sequence[StoredCable], curated: CuratedGlossary
) -> tuple[Term, ...]:
    """All abbreviations that the cables use or define, in alphabetical order."""
    cables = [(stored.cable, stored.cable.id) for stored in stored_cables if stored.cable.id]
    cable_terms = [collect_terms(cable, mrn) for cable, mrn in cables]
    vocabulary = build_vocabulary(cable_terms, curated)
    uses = [
        tuple(find_uses(cable, terms, vocabulary))
        for (cable, _), terms in zip(cables, cable_terms, strict=True)
    ]
    return join_terms(cable_terms, uses, vocabulary, curated)


def build_vocabulary(cable_terms: Iterable[CableTerms], curated: CuratedGlossary) -> Vocabulary:
    """The meanings of every abbreviation: curated, then from cables, then from reference data."""
    senses: defaultdict[str, TermSenses] = defaultdict(TermSenses)
    for term in curated.terms:
        senses[term.abbreviation].add_external(term)
    for one_cable in cable_terms:
        for position, definition in one_cable.definitions:
            if definition.abbreviation not in curated.excluded:
                senses[definition.abbreviation].add_definition(one_cable.mrn, definition, position)
    for reference in _reference_terms():
        if reference.abbreviation not in curated.withheld:
            senses[reference.abbreviation].add_external(reference)
    matcher = AbbreviationMatcher(_spellings(senses, curated))
    return Vocabulary(senses=dict(senses), matcher=matcher, excluded=curated.excluded)


def join_terms(
    cable_terms: Sequence[CableTerms],
    cable_uses: Sequence[tuple[Use, ...]],
    vocabulary: Vocabulary,
    curated: CuratedGlossary,
) -> tuple[Term, ...]:
    """The terms of the collection in alphabetical order.

    `cable_terms` and `cable_uses` hold the terms and the uses of each cable, in the same order.
    """
    uses: defaultdict[str, list[tuple[Mrn, Use]]] = defaultdict(list)
    markings: defaultdict[str, list[tuple[Mrn, int]]] = defaultdict(list)
    former = list(_curated_former_abbreviations(curated))
    for terms, uses_in_cable in zip(cable_terms, cable_uses, strict=True):
        for use in uses_in_cable:
            uses[use.abbreviation].append((terms.mrn, use))
        for marking, count in terms.marking_counts:
            markings[marking].append((terms.mrn, count))
        former.extend(terms.former_abbreviations)
    renamings = _by_abbreviation(former)
    defined = {name for name, senses in vocabulary.senses.items() if senses.definitions}
    names = defined | uses.keys() | markings.keys() | renamings.keys()
    return tuple(
        Term(
            abbreviation=name,
            senses=vocabulary.senses[name].with_passages() if name in vocabulary.senses else (),
            uses=tuple(uses.get(name, ())),
            marking_counts=tuple(markings.get(name, ())),
            renamings=tuple(renamings.get(name, ())),
        )
        for name in sorted(names, key=lambda name: (name.casefold(), name))
    )


def _reference_terms() -> Iterator[ExternalTerm]:
    """The program's own table of abbreviations."""
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


def _spellings(senses: Mapping[str, TermSenses], curated: CuratedGlossary) -> dict[str, str]:
    """The abbreviation for each spelling that the matcher looks for; excluded words have none."""
    spellings = with_plurals(name for name in senses if name not in curated.excluded)
    for name, term in senses.items():
        for spelling in (s for _, external in term.external_terms for s in external.spellings):
            spellings.update({spelling: name, f"{spelling}s": name})
    return spellings


def _curated_former_abbreviations(curated: CuratedGlossary) -> Iterator[FormerAbbreviation]:
    """Former abbreviations from the curated glossary."""
    for term in curated.terms:
        for former in term.former:
            yield FormerAbbreviation(
                abbreviation=term.abbreviation,
                former=former,
                mrn=None,
                place=None,
                quote=term.sense.origin,
            )


def _by_abbreviation(
    renamings: Iterable[FormerAbbreviation],
) -> dict[str, list[FormerAbbreviation]]:
    """Each renaming under its present and its former abbreviation."""
    result: dict[str, list[FormerAbbreviation]] = {}
    for renaming in renamings:
        for name in (renaming.abbreviation, renaming.former):
            result.setdefault(name, []).append(renaming)
    return result
