"""The meanings of an abbreviation, and which of them applies in a cable.

The narrowest scope wins: curated entries for this cable, the cable's own definitions, curated
entries for its post, curated entries for all cables, other cables of the post, reference data.
Two meanings in one scope are a conflict, which the pages show.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.glossary.word_kinds import category_of, language_of, meaning_keys, singular_of
from generator.model import (
    DefiningPassage,
    Definition,
    ExternalTerm,
    Mrn,
    Sense,
    SenseSource,
    UseStatus,
    full_year,
    split_mrn,
)

Position = tuple[int, int, int]
"""A position in a cable's text, for sorting: rank of the para (-1 for the subject), block, offset.
"""


@dataclass(frozen=True, slots=True)
class LocalSense:
    """The meaning of an abbreviation at one place."""

    sense: int | None
    """Index of the sense; None if there is none, or if several conflict."""
    status: UseStatus
    from_other_cables: bool = False
    """True if only other cables of the post give the meanings."""
    candidates: tuple[int, ...] = ()
    """Indexes of the senses that conflict where none is preferred."""


@dataclass(slots=True)
class TermSenses:
    """The meanings of one abbreviation. Add curated entries first, reference data last."""

    senses: list[Sense] = field(default_factory=list)
    passages: dict[int, list[DefiningPassage]] = field(default_factory=dict)
    """The passages of cables that define each sense."""
    by_spelling: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    """The senses for each spelling of an expansion, see `meaning_keys`."""
    external_terms: list[tuple[int, ExternalTerm]] = field(default_factory=list)
    """CuratedGlossary entries and reference data, each with its sense."""
    definitions: dict[Mrn, list[tuple[Position, int]]] = field(default_factory=dict)
    """The definitions in each cable, in text order: position and sense."""
    by_post: dict[str, set[int]] = field(default_factory=dict)
    """The senses defined by cables of each post."""

    def add_external(self, term: ExternalTerm) -> None:
        """Add a curated entry or reference data.

        Reference data is merged into a sense with the same meaning, if there is one.
        """
        spellings = [term.sense.expansion, term.sense.original, *term.also_written]
        keys = [key for s in spellings if s for key in meaning_keys(s)]
        same = [i for key in keys for i in self.by_spelling.get(key, ())]
        if term.sense.source is SenseSource.REFERENCE and same:
            index = same[0]
        else:
            index = len(self.senses)
            self.senses.append(term.sense)
        self._register_spellings(keys, index)
        self.external_terms.append((index, term))

    def add_definition(self, mrn: Mrn, definition: Definition, position: Position) -> None:
        """Add a definition from a cable; a new meaning becomes a new sense."""
        keys = [
            key for s in (definition.expansion, definition.gloss) if s for key in meaning_keys(s)
        ]
        same = (i for key in keys for i in self.by_spelling.get(key, ()))
        index = next((i for i in same if self._may_apply(i, mrn)), None)
        if index is None:
            index = self._shorter_wording(mrn, definition)
        if index is None:
            index = len(self.senses)
            self.senses.append(_make_sense(definition))
        self._register_spellings(keys, index)
        sense = self.senses[index]
        if sense.source is SenseSource.CABLE and sense.expansion.isupper():
            self.senses[index] = replace(sense, expansion=_make_sense(definition).expansion)
        self.passages.setdefault(index, []).append(DefiningPassage(mrn=mrn, definition=definition))
        self.definitions.setdefault(mrn, []).append((position, index))
        self.by_post.setdefault(post_of(mrn), set()).add(index)

    def _shorter_wording(self, mrn: Mrn, definition: Definition) -> int | None:
        """A sense of the same post that has all words of the definition, or whose words it has.

        `Socialist Party (PSOE)` and `Socialist Workers' Party (PSOE)` are one party.
        """
        words = _content_words(definition.expansion)
        for index in sorted(self.by_post.get(post_of(mrn), ())):
            others = _content_words(self.senses[index].expansion)
            if min(len(words), len(others)) > 1 and (words <= others or others <= words):
                if len(words) > len(others) and self.senses[index].source is SenseSource.CABLE:
                    self.senses[index] = _make_sense(definition)
                return index
        return None

    def with_passages(self) -> tuple[Sense, ...]:
        """The senses, complete with their passages."""
        return tuple(
            replace(sense, passages=tuple(self.passages.get(index, ())))
            for index, sense in enumerate(self.senses)
        )

    def _register_spellings(self, keys: Sequence[tuple[str, ...]], index: int) -> None:
        for key in keys:
            indexes = self.by_spelling.setdefault(key, [])
            if index not in indexes:
                indexes.append(index)

    def _may_apply(self, index: int, mrn: Mrn) -> bool:
        """False for a sense that curated entries limit to other posts or cables."""
        terms = [term for sense, term in self.external_terms if sense == index]
        return not terms or any(_in_scope(term, mrn) for term in terms)

    def sense_at(self, mrn: Mrn, position: Position) -> LocalSense:
        """The meaning of the abbreviation at a position in the cable `mrn`."""
        curated = [(i, t) for i, t in self.external_terms if t.sense.source is SenseSource.CURATED]
        own = self.definitions.get(mrn, [])
        for index, term in curated:
            if mrn in term.cables:
                defined_here = any(sense == index for _, sense in own)
                return LocalSense(index, UseStatus.HERE if defined_here else UseStatus.CURATED)
        if own:
            has_conflict = len({sense for _, sense in own}) > 1
            status = UseStatus.CONFLICT if has_conflict else UseStatus.HERE
            return LocalSense(_nearest(own, position), status)
        return self._from_elsewhere(mrn, curated)

    def _from_elsewhere(self, mrn: Mrn, curated: Sequence[tuple[int, ExternalTerm]]) -> LocalSense:
        for scoped in (True, False):
            for index, term in curated:
                if bool(term.posts) is scoped and _in_scope(term, mrn):
                    return LocalSense(index, UseStatus.CURATED)
        by_post = self.by_post.get(post_of(mrn), set())
        if len(by_post) == 1:
            return LocalSense(next(iter(by_post)), UseStatus.ELSEWHERE, from_other_cables=True)
        if by_post:
            candidates = tuple(sorted(by_post))
            return LocalSense(
                None, UseStatus.CONFLICT, from_other_cables=True, candidates=candidates
            )
        return self._from_reference(mrn)

    def _from_reference(self, mrn: Mrn) -> LocalSense:
        """The meaning in the program's tables for the post and year of the cable."""
        senses = {
            index
            for index, term in self.external_terms
            if term.sense.source is SenseSource.REFERENCE and _in_scope(term, mrn)
        }
        if len(senses) > 1:
            return LocalSense(None, UseStatus.CONFLICT, candidates=tuple(sorted(senses)))
        if senses:
            return LocalSense(senses.pop(), UseStatus.REFERENCE)
        return LocalSense(None, UseStatus.UNDEFINED)


def _content_words(expansion: str) -> frozenset[str]:
    return frozenset(word for key in meaning_keys(expansion) for word in key)


def _nearest(own: Sequence[tuple[Position, int]], position: Position) -> int:
    """The sense of the last definition before the position, else of the first one after it."""
    before = bisect_right(own, position, key=lambda definition: definition[0])
    return own[max(0, before - 1)][1]


def _in_scope(term: ExternalTerm, mrn: Mrn) -> bool:
    if term.years is not None:
        pieces = split_mrn(mrn)
        first, last = term.years
        return pieces is not None and first <= full_year(pieces[0]) <= last
    if not term.posts and not term.cables:
        return True
    return post_of(mrn) in term.posts or mrn in term.cables


def post_of(mrn: Mrn) -> str:
    """The post of a canonical MRN, letters only; empty if `mrn` is malformed."""
    pieces = split_mrn(mrn)
    return pieces[1] if pieces else ""


def _make_sense(definition: Definition) -> Sense:
    """The sense of a definition; its gloss, if any, is the expansion in English."""
    expansion, gloss = definition.expansion, definition.gloss
    language = language_of(expansion)
    is_plural = definition.written != definition.abbreviation
    return Sense(
        expansion=gloss or (singular_of(expansion) if is_plural else expansion),
        original=expansion if gloss or language else None,
        language=language,
        source=SenseSource.CABLE,
        passages=(),
        origin="",
        category=category_of(gloss or expansion),
    )
