"""Finds names in a text by simple rules: runs of capitalised words, and capitals after titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.editions.near_names import PARTICLES, common_words, titles
from generator.editions.near_tokens import Run

LONGEST = 6
"""The most words of a name."""

Name = tuple[str, ...]
"""The folded words of a name."""


@dataclass(frozen=True, slots=True)
class NameOccurrence:
    """A name in a run of words."""

    name: Name
    first: int
    """The index of its first token in the run."""
    last: int
    """The index of its last token in the run."""


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
    """The first and last token of the name at a token; last is before first if there is none."""
    none = (index, index - 1)
    token = run.tokens[index]
    if not token.is_capitalised or len(token.written) < 2:
        return none
    if token.is_upper:
        follows_title = index and run.tokens[index - 1].folded in titles()
        is_common = token.folded in common_words() or token.folded in titles()
        return (index, index) if follows_title and not is_common else none
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
    """All names of a collection. A name and its shorter forms are one candidate."""

    def __init__(self, names: Iterable[Name], withheld: Iterable[Name]) -> None:
        """`names` are those of the unredacted cables, `withheld` those of the rules."""
        fixed = set(withheld)
        self._full_names: dict[Name, Name] = {}
        longer: dict[str, list[Name]] = defaultdict(list)
        for name in sorted({*names, *fixed}, key=lambda name: (-len(name), name)):
            full = name if name in fixed else self._full(name, longer, fixed)
            self._full_names[name] = full
            if full == name and len(name) > 1:
                for word in _without_particles(name):
                    longer[word].append(name)
        self.names: Sequence[Name] = sorted({*self._full_names.values()})
        """The longest form of each candidate."""

    def full_name(self, name: Name) -> Name | None:
        """The longest form of a name; None for a name that is not in the collection."""
        return self._full_names.get(name)

    def _full(self, name: Name, longer: Mapping[str, Sequence[Name]], fixed: set[Name]) -> Name:
        """The only longer name with the same words, or the rule's name within it; else itself."""
        words = set(_without_particles(name))
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


def _without_particles(name: Name) -> list[str]:
    return [word for word in name if word not in PARTICLES]
