"""Build the glossary of a corpus from cables, curated entries and reference data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from generator import facts
from generator.glossary.cable_terms import (
    CableTerms,
    Vocabulary,
    collect_terms,
    find_uses,
    ordinary_words,
)
from generator.glossary.senses import TermSenses
from generator.glossary.spellings import (
    all_spellings,
    joined_spellings,
    meanings_of_definitions,
    meanings_of_terms,
)
from generator.glossary.uses import AbbreviationMatcher, forms_in_small_letters
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
    UseStatus,
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
    ordinary = frozenset().union(*(ordinary_words(cable, vocabulary) for cable, _ in cables))
    return join_terms(cable_terms, uses, vocabulary, curated, ordinary)


def build_vocabulary(cable_terms: Sequence[CableTerms], curated: CuratedGlossary) -> Vocabulary:
    """The meanings of every abbreviation: curated, then from cables, then from reference data."""
    definitions = [
        (one_cable.mrn, position, definition)
        for one_cable in cable_terms
        for position, definition in one_cable.definitions
        if definition.abbreviation not in curated.excluded
    ]
    reference = [t for t in _reference_terms() if t.abbreviation not in curated.withheld]
    joined = joined_spellings(
        meanings_of_definitions(definition for _, _, definition in definitions),
        meanings_of_terms((*curated.terms, *reference)),
    )
    senses: defaultdict[str, TermSenses] = defaultdict(TermSenses)
    for term in curated.terms:
        senses[joined.get(term.abbreviation, term.abbreviation)].add_external(term)
    for mrn, position, definition in definitions:
        name = joined.get(definition.abbreviation, definition.abbreviation)
        senses[name].add_definition(mrn, replace(definition, abbreviation=name), position)
    for term in reference:
        senses[joined.get(term.abbreviation, term.abbreviation)].add_external(term)
    return Vocabulary(
        senses=dict(senses),
        matcher=AbbreviationMatcher(all_spellings(senses, joined, curated.excluded)),
        joined=joined,
        excluded=curated.excluded,
        small_forms=forms_in_small_letters(
            word for one_cable in cable_terms for word in one_cable.capital_words
        ),
    )


def join_terms(
    cable_terms: Sequence[CableTerms],
    cable_uses: Sequence[tuple[Use, ...]],
    vocabulary: Vocabulary,
    curated: CuratedGlossary,
    ordinary: frozenset[str],
) -> tuple[Term, ...]:
    """The terms of the collection in alphabetical order.

    `cable_terms` and `cable_uses` hold the terms and the uses of each cable, in the same order.
    Words of `ordinary` are not terms unless they have a meaning.
    """
    uses: defaultdict[str, list[tuple[Mrn, Use]]] = defaultdict(list)
    markings: defaultdict[str, list[tuple[Mrn, int]]] = defaultdict(list)
    former = list(_curated_former_abbreviations(curated))
    for terms, uses_in_cable in zip(cable_terms, cable_uses, strict=True):
        for use in uses_in_cable:
            if use.status is UseStatus.UNDEFINED and use.abbreviation in ordinary:
                continue
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


@cache
def _reference_terms() -> tuple[ExternalTerm, ...]:
    """The program's own tables of abbreviations."""
    return tuple(_external_term(row) for row in facts.reference_terms())


def _external_term(row: facts.ReferenceTerm) -> ExternalTerm:
    years = (f"{row.years[0]}-{row.years[1]}",) if row.years else ()
    return ExternalTerm(
        abbreviation=row.abbreviation,
        sense=Sense(
            expansion=row.meaning,
            original=None,
            language=None,
            source=SenseSource.REFERENCE,
            passages=(),
            origin=row.source,
            category=row.category,
            scope=(*sorted(row.posts), *years),
        ),
        spellings=row.also_written,
        posts=row.posts,
        years=row.years,
    )


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
