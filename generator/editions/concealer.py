"""Finds withheld words in any text and puts notices in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from generator.editions.secrets import Cause
from generator.editions.words import count, fold, words
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
        self._by_first: dict[str, list[tuple[tuple[str, ...], Cause]]] = {}
        for phrase, cause in secrets.items():
            self._by_first.setdefault(phrase[0], []).append((phrase, cause))
        longest = sorted({max(phrase, key=len) for phrase in secrets})
        self._rare = AhoCorasick(longest) if longest else None

    def may_touch(self, text: str) -> bool:
        """Whether `text` holds the longest word of anything withheld: a quick answer for most."""
        return self._rare is not None and bool(self._rare.find_matches_as_indexes(fold(text)))

    def find(self, text: str) -> list[Found]:
        """The withheld passages of `text` in order; those in a row are one."""
        return _joined(text, _without_doubles(self._matches(text))) if self.may_touch(text) else []

    def conceal(self, text: str) -> str:
        """`text` with notices in place of what is withheld."""
        found = self.find(text)
        return replaced(text, found) if found else text

    def _matches(self, text: str) -> list[_Match]:
        found = list(words(text))
        folded = [word.folded for word in found]
        return [
            _Match(*_with_brackets(text, found[at].start, found[at + len(phrase) - 1].end), cause)
            for at, word in enumerate(folded)
            for phrase, cause in self._by_first.get(word, ())
            if tuple(folded[at : at + len(phrase)]) == phrase
        ]


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
    """The matches that lie in no other; what editors say goes before what detectors find."""
    kept: list[_Match] = []
    for match in sorted(matches, key=lambda m: (m.cause.found, m.start - m.end, m.start)):
        if not any(k.start <= match.start and match.end <= k.end for k in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)


def _joined(text: str, matches: Sequence[_Match]) -> list[Found]:
    """Matches that overlap, or between which no word stands, as one passage."""
    groups: list[list[_Match]] = []
    for match in matches:
        end = max((m.end for m in groups[-1]), default=0) if groups else -NEARBY
        between = text[end : match.start] if groups else ""
        near = match.start <= end + NEARBY and not any(c.isalnum() for c in between)
        if groups and near and "\n\n" not in between:
            groups[-1].append(match)
        else:
            groups.append([match])
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
