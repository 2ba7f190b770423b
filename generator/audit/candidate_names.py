"""Names in a text by plain rules: runs of capitals, and capitals behind titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.editions.near_names import PARTICLES, common_words, titles
from generator.editions.near_tokens import Run

LONGEST = 6
"""Words of the longest name."""

Name = tuple[str, ...]
"""The words of a name, folded."""


@dataclass(frozen=True, slots=True)
class NameOccurrence:
    """A name where it stands in a run of words."""

    name: Name
    first: int
    """Index of its first token in the run."""
    last: int
    """Index of its last token in the run."""


def names_in(run: Run) -> Iterator[NameOccurrence]:
    """The names in a run of words, in order."""
    index = 0
    while index < len(run.tokens):
        first, last = _name_at(run, index)
        if last >= first:
            words = tuple(token.folded for token in run.tokens[first : last + 1])
            yield NameOccurrence(words, first, last)
        index = max(index, last) + 1


def _name_at(run: Run, index: int) -> tuple[int, int]:
    """First and last token of the name that begins at a token; an empty stretch for none."""
    none = (index, index - 1)
    token = run.tokens[index]
    if not token.is_capitalised or len(token.written) < 2:
        return none
    if token.is_upper:
        behind_title = index and run.tokens[index - 1].folded in titles()
        plain = token.folded in common_words() or token.folded in titles()
        return (index, index) if behind_title and not plain else none
    first, last = run.name_around(index)
    first = index
    while first <= last and _opens_no_name(run, first):
        first += 1
    last = min(last, first + LONGEST - 1)
    if first == last and run.tokens[first].folded in common_words():
        return first, first - 1
    return first, last


def _opens_no_name(run: Run, index: int) -> bool:
    folded = run.tokens[index].folded
    return (
        folded in titles()
        or folded in PARTICLES
        or (run.opens_sentence(index) and folded in common_words())
    )


class Candidates:
    """All names of a collection, each with its shorter forms as one candidate."""

    def __init__(self, names: Iterable[Name], withheld: Iterable[Name]) -> None:
        """`names` stand in the unredacted cables; `withheld` are those of the rules."""
        fixed = set(withheld)
        held = sorted({*names, *fixed}, key=lambda name: (-len(name), name))
        self._of: dict[Name, Name] = {}
        longer: dict[str, list[Name]] = defaultdict(list)
        for name in held:
            full = name if name in fixed else self._full(name, longer, fixed)
            self._of[name] = full
            if full == name and len(name) > 1:
                for word in _telling(name):
                    longer[word].append(name)
        self.names: Sequence[Name] = sorted({*self._of.values()})
        """One for each candidate: its longest form."""

    def full_name(self, name: Name) -> Name | None:
        """The candidate that a name stands for; None for a name that is none of the collection."""
        return self._of.get(name)

    def _full(self, name: Name, longer: Mapping[str, Sequence[Name]], fixed: set[Name]) -> Name:
        """The one longer name of which it has the words; a rule's name where it has all of its."""
        words = set(_telling(name))
        for size in range(len(name), 0, -1):
            for start in range(len(name) - size + 1):
                if size > 1 and name[start : start + size] in fixed:
                    return name[start : start + size]
        if not words:
            return name
        rarest = min((longer.get(word, ()) for word in words), key=len)
        full = [other for other in rarest if words < set(other)]
        if len(words) == 1:
            full = [other for other in full if words & set(other[1:][-2:])]
        withheld = [other for other in full if other in fixed]
        chosen = withheld or full
        return chosen[0] if len(chosen) == 1 else name


def _telling(name: Name) -> list[str]:
    return [word for word in name if word not in PARTICLES]
