"""Which meanings a short form has, and which of them holds in a cable.

The narrowest scope counts most: what editors say of this very cable, the cable's own
definitions, what editors say of its post or of all cables, other cables of the post, reference
data. Two meanings in one scope are a conflict, which is shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.glossary.word_kinds import category_of, language_of, meaning_key, singular_of
from generator.model import (
    DefiningPassage,
    Definition,
    ExternalTerm,
    Mrn,
    Sense,
    SenseSource,
    UseStatus,
    split_mrn,
)

Position = tuple[int, int, int]
"""A place in the order of a cable's text: para, block, offset; the subject is para -1."""


@dataclass(frozen=True, slots=True)
class LocalSense:
    """What a short form means at one place."""

    sense: int | None
    """Index of the sense; None where no sense or no single one holds."""
    status: UseStatus


@dataclass(slots=True)
class TermSenses:
    """The meanings of one short form, gathered in the order: curated, cables, reference data."""

    senses: list[Sense] = field(default_factory=list)
    passages: dict[int, list[DefiningPassage]] = field(default_factory=dict)
    """Where cables define each sense."""
    by_spelling: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    """The senses that a spelling of an expansion may belong to."""
    given: list[tuple[int, ExternalTerm]] = field(default_factory=list)
    """Curated entries and reference data, with the sense of each."""
    defined: dict[Mrn, list[tuple[Position, int]]] = field(default_factory=dict)
    """Where each cable defines it, in the order of its text, with the sense of each."""
    at_post: dict[str, set[int]] = field(default_factory=dict)
    """Senses that cables of each post define."""

    def add_given(self, term: ExternalTerm) -> None:
        """Take in a curated entry or reference data; reference data joins what cables say."""
        spellings = [term.sense.expansion, term.sense.original, *term.also_written]
        keys = [meaning_key(s) for s in spellings if s]
        known = [i for k in keys for i in self.by_spelling.get(k, ())]
        if term.sense.source is SenseSource.REFERENCE and known:
            index = known[0]
        else:
            index = len(self.senses)
            self.senses.append(term.sense)
        self._spell(keys, index)
        self.given.append((index, term))

    def add_definition(self, mrn: Mrn, found: Definition, position: Position) -> None:
        """Take in what a cable says; a new meaning opens a sense."""
        keys = [meaning_key(s) for s in (found.expansion, found.gloss) if s]
        known = (i for k in keys for i in self.by_spelling.get(k, ()))
        index = next((i for i in known if self._may_hold(i, mrn)), None)
        if index is None:
            index = len(self.senses)
            self.senses.append(_sense_of(found))
        self._spell(keys, index)
        sense = self.senses[index]
        if sense.source is SenseSource.CABLE and sense.expansion.isupper():
            self.senses[index] = replace(sense, expansion=_sense_of(found).expansion)
        self.passages.setdefault(index, []).append(DefiningPassage(mrn=mrn, definition=found))
        self.defined.setdefault(mrn, []).append((position, index))
        self.at_post.setdefault(post_of(mrn), set()).add(index)

    def finished(self) -> tuple[Sense, ...]:
        """The senses with their passages."""
        return tuple(
            replace(sense, passages=tuple(self.passages.get(index, ())))
            for index, sense in enumerate(self.senses)
        )

    def _spell(self, keys: Sequence[tuple[str, ...]], index: int) -> None:
        for key in keys:
            at = self.by_spelling.setdefault(key, [])
            if index not in at:
                at.append(index)

    def _may_hold(self, index: int, mrn: Mrn) -> bool:
        """False for a sense that editors gave for other posts or cables only."""
        scopes = [term for given, term in self.given if given == index]
        return not scopes or any(_in_scope(term, mrn) for term in scopes)

    def meaning(self, mrn: Mrn, position: Position) -> LocalSense:
        """What the short form means at a place of a cable."""
        curated = [(i, t) for i, t in self.given if t.sense.source is SenseSource.CURATED]
        own = self.defined.get(mrn, [])
        for index, term in curated:
            if mrn in term.cables:
                here = any(sense == index for _, sense in own)
                return LocalSense(index, UseStatus.HERE if here else UseStatus.CURATED)
        if own:
            several = len({sense for _, sense in own}) > 1
            status = UseStatus.CONFLICT if several else UseStatus.HERE
            return LocalSense(_nearest(own, position), status)
        return self._from_elsewhere(mrn, curated)

    def _from_elsewhere(self, mrn: Mrn, curated: Sequence[tuple[int, ExternalTerm]]) -> LocalSense:
        for scoped in (True, False):
            for index, term in curated:
                if bool(term.posts) is scoped and _in_scope(term, mrn):
                    return LocalSense(index, UseStatus.CURATED)
        at_post = self.at_post.get(post_of(mrn), set())
        if len(at_post) == 1:
            return LocalSense(next(iter(at_post)), UseStatus.ELSEWHERE)
        if at_post:
            return LocalSense(None, UseStatus.CONFLICT)
        for index, term in self.given:
            if term.sense.source is SenseSource.REFERENCE:
                return LocalSense(index, UseStatus.REFERENCE)
        return LocalSense(None, UseStatus.UNDEFINED)


def _nearest(own: Sequence[tuple[Position, int]], position: Position) -> int:
    """The sense of the nearest definition before the place, else of the first behind it."""
    before = bisect_right(own, position, key=lambda defined: defined[0])
    return own[max(0, before - 1)][1]


def _in_scope(term: ExternalTerm, mrn: Mrn) -> bool:
    if not term.posts and not term.cables:
        return True
    return post_of(mrn) in term.posts or mrn in term.cables


def post_of(mrn: Mrn) -> str:
    """The post of a canonical MRN, in letters."""
    parts = split_mrn(mrn)
    return parts[1] if parts else ""


def _sense_of(found: Definition) -> Sense:
    """A sense made from a definition; a gloss is its meaning in English."""
    language = language_of(found.expansion)
    in_singular = found.written != found.abbreviation
    return Sense(
        expansion=found.gloss or (singular_of(found.expansion) if in_singular else found.expansion),
        original=found.expansion if found.gloss or language else None,
        language=language,
        source=SenseSource.CABLE,
        passages=(),
        origin="",
        category=category_of(found.gloss or found.expansion),
    )
