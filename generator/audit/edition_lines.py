"""Cables for the audit, line by line: unredacted, and as an edition shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.editions.near_tokens import Run, runs
from generator.editions.placeholders import CONTINUED
from generator.editions.text_lines import TextSpan
from generator.editions.words import phrase, squeeze
from generator.model import Mrn

_NOTICE = re.compile(r"\[withheld: [^\[\]\n]*\]")
_RULES = re.compile(r"\brules? ([a-z0-9-]+(?: and [a-z0-9-]+)*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One line of a cable's source."""

    number: int
    """The line number, counted from 1."""
    text: str
    """The line as received."""
    shown: str
    """The line as the edition shows it, with notices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditCable:
    """A cable that an edition shows."""

    mrn: Mrn
    lines: tuple[AuditLine, ...]
    """The lines in order, without page lines, banners and rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePlace:
    """A notice in an edition, and the words behind it."""

    cable: int
    """The index of the cable."""
    mrn: Mrn
    token: int
    """Its index among the cable's shown tokens."""
    index: int
    """The index of its line among the cable's lines."""
    line: int
    """The number of its line."""
    start: int
    """The column of its first character."""
    end: int
    """The column behind its last character."""
    rules: frozenset[str]
    hidden: frozenset[str]
    """The folded words behind it: for the audit's answer, never for a guess."""


@dataclass(frozen=True, slots=True)
class ShownToken:
    """A word of the edition, or a notice."""

    folded: str
    """The folded word; empty for a notice."""
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCable:
    """A cable as a reader of the edition has it."""

    text: str
    """The lines as shown."""
    tokens: tuple[ShownToken, ...]
    runs: tuple[tuple[int, Run], ...]
    """The runs of words between notices, each with the index of its first token."""
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
    indexed_runs: list[tuple[int, Run]] = []
    places: dict[int, int] = {}
    waiting = iter([*notices, (len(text) + 1, len(text) + 1)])
    start, end = next(waiting)
    for run in runs(text, spans, notices):
        while start < run.tokens[0].start:
            places[start] = len(tokens)
            tokens.append(ShownToken("", start, end))
            start, end = next(waiting)
        indexed_runs.append((len(tokens), run))
        tokens += [ShownToken(t.folded, t.start, t.end) for t in run.tokens]
    while start <= len(text):
        places[start] = len(tokens)
        tokens.append(ShownToken("", start, end))
        start, end = next(waiting)
    offsets = [start for start, _ in spans]
    return ShownCable(
        text=text,
        tokens=tuple(tokens),
        runs=tuple(indexed_runs),
        notices=tuple(_notices(number, cable, offsets, places)),
    )


def _notices(
    number: int, cable: AuditCable, offsets: Sequence[int], places: dict[int, int]
) -> Iterator[NoticePlace]:
    for index, line in enumerate(cable.lines):
        for start, end, hidden in _hidden(line):
            text = line.shown[start:end]
            if text == CONTINUED:
                continue
            rules = _RULES.search(text)
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
    """The first and last column of each notice of a line, and the text behind it."""
    if line.shown == line.text:
        return
    position = before = 0
    notices = [*_NOTICE.finditer(line.shown)]
    for index, notice in enumerate(notices):
        position += notice.start() - before
        is_last = index + 1 == len(notices)
        rest = line.shown[notice.end() : None if is_last else notices[index + 1].start()]
        end = len(line.text) - len(rest) if is_last else line.text.find(rest, position)
        yield notice.start(), notice.end(), line.text[position : max(position, end)]
        position, before = max(position, end), notice.end()


def _continued(lines: Sequence[AuditLine], index: int, end: int) -> str:
    """The text of a passage on the lines after its notice."""
    if lines[index].shown[end:].strip():
        return ""
    pieces = []
    for line in lines[index + 1 :]:
        if not line.shown.startswith(CONTINUED):
            break
        pieces.append(line.text[: len(line.text) - len(line.shown) + len(CONTINUED)])
        if line.shown != CONTINUED:
            break
    return " ".join(pieces)


def letters(words: Sequence[str]) -> int:
    """The number of characters of a name of these words, with single blanks."""
    return sum(len(squeeze(word)) for word in words) + max(0, len(words) - 1)
