"""Evidence that a notice hides a certain name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.audit.candidate_names import LONGEST, Candidates, Name, names_in
from generator.audit.edition_lines import NoticePlace, ShownCable


class Signal(StrEnum):
    """A kind of evidence. The value is its name in the report."""

    WORDS_AROUND = "same words around"
    ROLE = "role or title"
    ALPHABET = "alphabetical place"
    COUNT = "number of cables"
    COLUMN = "width of a column"
    LINE = "length of a line"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalEvidence:
    """The points of one signal for one candidate at one notice."""

    candidate: Name
    signal: Signal
    points: float
    notice: NoticePlace
    detail: str
    """The reason, for an editor's terminal."""


@dataclass(frozen=True, slots=True)
class ShownName:
    """A candidate's name that the edition shows."""

    candidate: Name
    cable: int
    """The index of the cable."""
    first: int
    """The index of its first token among the cable's shown tokens."""
    last: int


@dataclass(frozen=True, slots=True)
class AuditedEdition:
    """The cables as a reader of the edition has them, and all candidates."""

    cables: Sequence[ShownCable]
    mrns: Sequence[str]
    names: Sequence[Sequence[ShownName]]
    """The names that each cable shows, in order."""
    candidates: Candidates
    cables_of: Mapping[Name, int]
    """The number of unredacted cables with each candidate."""

    def near(self, cable: int, token: int, width: int) -> Sequence[ShownName]:
        """The shown names of a cable within `width` tokens of one, or slightly further."""
        names = self.names[cable]
        first = bisect_left(names, token - width - LONGEST, key=lambda name: name.first)
        return names[first : bisect_right(names, token + width, lo=first, key=lambda n: n.first)]

    def place(self, cable: int, token: int) -> str:
        """A place for the report: the cable and the words there."""
        shown = self.cables[cable]
        start = max(0, shown.tokens[token].start - 30)
        return f"{self.mrns[cable]}, “{' '.join(shown.text[start : start + 80].split())}”"


def shown_names(number: int, cable: ShownCable, candidates: Candidates) -> Iterator[ShownName]:
    """The candidates that a cable shows, in order."""
    for base, run in cable.runs:
        for mention in names_in(run):
            candidate = candidates.full_name(mention.name)
            if candidate is not None:
                yield ShownName(candidate, number, base + mention.first, base + mention.last)
