"""Finds withheld words in any text and puts notices in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.editions.finder import Finder
from generator.editions.secrets import Cause
from generator.editions.words import count
from generator.model import Withheld

CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
"""A sign in front of a passage belongs to it where its counterpart stands inside."""

NEARBY = 4
"""Signs between two passages that still stand in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A withheld passage in a text."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""
    withheld: Withheld


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    cause: Cause


class Concealer:
    """Knows all words that are withheld wherever they stand."""

    def __init__(self, secrets: Mapping[tuple[str, ...], Cause]) -> None:
        self._causes = list(secrets.values())
        self._finder = Finder(list(secrets))

    def touches(self, text: str) -> bool:
        """Whether anything withheld stands in `text`."""
        return any(self._finder.find(text))

    def find(self, text: str) -> list[Found]:
        """The withheld passages of `text` in order; those in a row are one."""
        matches = [
            _Match(*_with_brackets(text, start, end), self._causes[number])
            for number, start, end in self._finder.find(text)
        ]
        return _joined(text, _without_doubles(matches))

    def conceal(self, text: str) -> str:
        """`text` with notices in place of what is withheld."""
        found = self.find(text)
        return replaced(text, found) if found else text


def replaced(text: str, found: Iterable[Found]) -> str:
    """`text` with the notice of each passage in its place."""
    pieces, position = [], 0
    for passage in found:
        pieces += [text[position : passage.start], passage.withheld.told]
        position = passage.end
    return "".join([*pieces, text[position:]])


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with a bracket or plus sign in front that belongs to it: `(52) 55`, `+1 202`."""
    before = text[start - 1 : start]
    inside = text[start:end]
    opens = any(b == before and inside.count(c) > inside.count(b) for c, b in CLOSING.items())
    return (start - 1 if opens or before == "+" else start), end


def _without_doubles(matches: Sequence[_Match]) -> list[_Match]:
    """The matches in order that lie in no other; of what editors say, in no other of theirs."""
    kept: list[_Match] = []
    reached = ruled = -1
    for match in sorted(matches, key=lambda m: (m.start, -m.end, m.cause.found)):
        if match.end > (reached if match.cause.found else ruled):
            kept.append(match)
        reached = max(reached, match.end)
        ruled = ruled if match.cause.found else max(ruled, match.end)
    return kept


def _joined(text: str, matches: Sequence[_Match]) -> list[Found]:
    """Matches that overlap, or between which no word stands, as one passage."""
    groups: list[list[_Match]] = []
    end = 0
    for match in matches:
        between = text[end : match.start]
        near = len(between) <= NEARBY and not any(c.isalnum() for c in between)
        if groups and near and "\n\n" not in between:
            groups[-1].append(match)
            end = max(end, match.end)
        else:
            groups.append([match])
            end = match.end
    return [_found(text, group) for group in groups]


def _found(text: str, group: Sequence[_Match]) -> Found:
    start, end = group[0].start, max(m.end for m in group)
    causes = [m.cause for m in group]
    return Found(
        start=start,
        end=end,
        withheld=Withheld(
            kinds=tuple(dict.fromkeys(c.kind for c in causes)),
            reasons=tuple(dict.fromkeys(c.reason for c in causes)),
            rules=tuple(dict.fromkeys(c.rule for c in causes)),
            words=count(text[start:end]),
        ),
    )


def whole(cause: Cause, kind: str, text: str) -> Withheld:
    """The notice for a whole para or cable with the text given."""
    return Withheld(kinds=(kind,), reasons=(cause.reason,), rules=(cause.rule,), words=count(text))
