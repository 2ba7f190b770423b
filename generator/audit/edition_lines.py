"""Cables as the audit reads them: line by line, unredacted and as an edition shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.editions.near_tokens import Run, runs
from generator.editions.text_lines import TextSpan
from generator.editions.words import phrase, squeeze
from generator.model import Mrn

_NOTICE = re.compile(r"\[withheld: [^\[\]\n]*\]")
_CONTINUED = "[withheld: continued]"
_RULES = re.compile(r"\brules? ([a-z0-9-]+(?: and [a-z0-9-]+)*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One line of a cable's source."""

    number: int
    """The line, counted from 1."""
    text: str
    """As received."""
    shown: str
    """As the edition shows it, with notices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditCable:
    """A cable that an edition shows."""

    mrn: Mrn
    lines: tuple[AuditLine, ...]
    """In order, without page lines, banners and rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePlace:
    """A notice in an edition, and what it stands for."""

    cable: int
    """Index of the cable."""
    mrn: Mrn
    token: int
    """Index among the cable's shown tokens."""
    index: int
    """Index of its line among the cable's lines."""
    line: int
    """Number of its line."""
    start: int
    """Column of its first character."""
    end: int
    """Column behind its last character."""
    rules: frozenset[str]
    hidden: frozenset[str]
    """The words that it stands for, folded: for the audit's answer, never for a guess."""


@dataclass(frozen=True, slots=True)
class ShownToken:
    """A word of the edition, or a notice."""

    folded: str
    """The word, folded; empty for a notice."""
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCable:
    """What a reader of the edition has of one cable."""

    text: str
    """The lines as shown."""
    tokens: tuple[ShownToken, ...]
    runs: tuple[tuple[int, Run], ...]
    """The words between notices, each run with the index of its first token."""
    notices: tuple[NoticePlace, ...]

    def between(self, index: int) -> str:
        """The text between a token and the next; empty at the end."""
        if not 0 <= index < len(self.tokens) - 1:
            return ""
        return self.text[self.tokens[index].end : self.tokens[index + 1].start]


def shown_cable(number: int, cable: AuditCable) -> ShownCable:
    """A cable as a reader of the edition has it; `number` is its index."""
    text = "\n".join(line.shown for line in cable.lines)
    spans: list[TextSpan] = []
    position = 0
    for line in cable.lines:
        spans.append((position, position + len(line.shown)))
        position += len(line.shown) + 1
    notices = [(m.start(), m.end()) for m in _NOTICE.finditer(text)]
    tokens: list[ShownToken] = []
    parts: list[tuple[int, Run]] = []
    places: dict[int, int] = {}
    waiting = iter([*notices, (len(text) + 1, len(text) + 1)])
    start, end = next(waiting)
    for run in runs(text, spans, notices):
        while start < run.tokens[0].start:
            places[start] = len(tokens)
            tokens.append(ShownToken("", start, end))
            start, end = next(waiting)
        parts.append((len(tokens), run))
        tokens += [ShownToken(t.folded, t.start, t.end) for t in run.tokens]
    while start <= len(text):
        places[start] = len(tokens)
        tokens.append(ShownToken("", start, end))
        start, end = next(waiting)
    offsets = {index: spans[index][0] for index in range(len(spans))}
    return ShownCable(
        text=text,
        tokens=tuple(tokens),
        runs=tuple(parts),
        notices=tuple(_notices(number, cable, offsets, places)),
    )


def _notices(
    number: int, cable: AuditCable, offsets: dict[int, int], places: dict[int, int]
) -> Iterator[NoticePlace]:
    for index, line in enumerate(cable.lines):
        for start, end, hidden in _hidden(line):
            told = line.shown[start:end]
            if told == _CONTINUED:
                continue
            rules = _RULES.search(told)
            yield NoticePlace(
                cable=number,
                mrn=cable.mrn,
                token=places[offsets[index] + start],
                index=index,
                line=line.number,
                start=start,
                end=end,
                rules=frozenset(rules[1].split(" and ")) if rules else frozenset(),
                hidden=frozenset(phrase(f"{hidden} {_continued(cable.lines, index, end)}")),
            )


def _hidden(line: AuditLine) -> Iterator[tuple[int, int, str]]:
    """First and last column of each notice of a line, and what it stands for."""
    if line.shown == line.text:
        return
    position = before = 0
    found = [*_NOTICE.finditer(line.shown)]
    for index, notice in enumerate(found):
        position += notice.start() - before
        behind = found[index + 1].start() if index + 1 < len(found) else len(line.shown)
        rest = line.shown[notice.end() : behind]
        last = index + 1 == len(found)
        end = len(line.text) - len(rest) if last else line.text.find(rest, position)
        yield notice.start(), notice.end(), line.text[position : max(position, end)]
        position, before = max(position, end), notice.end()


def _continued(lines: Sequence[AuditLine], index: int, end: int) -> str:
    """What further lines hold of a passage that its notice on the first line stands for."""
    if lines[index].shown[end:].strip():
        return ""
    pieces = []
    for line in lines[index + 1 :]:
        if not line.shown.startswith(_CONTINUED):
            break
        pieces.append(line.text[: len(line.text) - len(line.shown) + len(_CONTINUED)])
        if line.shown != _CONTINUED:
            break
    return " ".join(pieces)


def letters(words: Sequence[str]) -> int:
    """How many characters a name of these words has, with single blanks."""
    return sum(len(squeeze(word)) for word in words) + max(0, len(words) - 1)
