"""Signals from form: alphabetical lists, counts, and the lengths of columns and lines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.audit.candidate_names import Name
from generator.audit.edition_lines import AuditCable, NoticePlace, ShownCable, letters
from generator.audit.evidence import AuditedEdition, ShownName, Signal, SignalEvidence

FEWEST = 3
"""The fewest shown names of an ordered list."""

POINTS = {
    Signal.ALPHABET: 6.0,
    Signal.COUNT: 1.5,
    Signal.COLUMN: 3.0,
    Signal.LINE: 1.5,
}
"""The points of each signal, divided among the candidates that fit."""

MOST_POINTS = 3.0
"""The most points of a signal for one candidate."""

_BETWEEN_ITEMS = re.compile(r"\s*(?:[,;]|\n|[-*•]|and|y|\d{1,2}[.)]|\s)*\s*", re.IGNORECASE)
"""The text between two names of a list."""

_CELL = re.compile(r"\s{2,}(?=\S)")

_NEIGHBOURS = 4
"""The number of lines on each side that are compared with a notice's line."""

_WIDTHS = range(50, 91)
"""The lengths of a full line that was wrapped."""


@dataclass(frozen=True, slots=True)
class _ListEntry:
    """A name or notice in a list."""

    name: Name | None
    """None for a notice."""
    token: int
    last: int


def alphabet(edition: AuditedEdition, notices: Iterable[NoticePlace]) -> Iterator[SignalEvidence]:
    """Candidates that fit between the neighbours of a notice in an ordered list."""
    by_cable: dict[int, dict[int, NoticePlace]] = defaultdict(dict)
    for notice in notices:
        by_cable[notice.cable][notice.token] = notice
    for number, at in by_cable.items():
        for entries in _lists(edition.cables[number], edition.names[number], at):
            for key in (0, -1):
                yield from _in_order(edition, entries, key, at)


def _lists(
    cable: ShownCable, names: Sequence[ShownName], notices: Mapping[int, NoticePlace]
) -> Iterator[Sequence[_ListEntry]]:
    """Lists of names and notices that follow each other with only separators between."""
    entries = [
        _ListEntry(tuple(t.folded for t in cable.tokens[n.first : n.last + 1]), n.first, n.last)
        for n in names
    ]
    entries += [_ListEntry(None, token, token) for token in notices]
    entries.sort(key=lambda entry: entry.token)
    group: list[_ListEntry] = []
    for entry in entries:
        if group:
            start, end = cable.tokens[group[-1].last].end, cable.tokens[entry.token].start
            if end - start > 12 or not _BETWEEN_ITEMS.fullmatch(cable.text[start:end]):
                yield group
                group = []
        group.append(entry)
    yield group


def _in_order(
    edition: AuditedEdition,
    entries: Sequence[_ListEntry],
    key: int,
    notices: Mapping[int, NoticePlace],
) -> Iterator[SignalEvidence]:
    """Evidence from one list, ordered by the first (0) or last (-1) word of its names."""
    shown = [entry.name[key] for entry in entries if entry.name]
    if len(shown) < FEWEST or any(a > b for a, b in pairwise(shown)) or len(set(shown)) < FEWEST:
        return
    for index, entry in enumerate(entries):
        if entry.name is not None:
            continue
        before = next((e.name[key] for e in reversed(entries[:index]) if e.name), "")
        after = next((e.name[key] for e in entries[index + 1 :] if e.name), "\uffff")
        text = (
            f"between “{before or 'the beginning'}” and “{after.strip(chr(0xFFFF)) or 'the end'}”"
        )
        fitting = [n for n in edition.candidates.names if before <= n[key] <= after]
        yield from _shared_evidence(Signal.ALPHABET, fitting, notices[entry.token], text)


def _shared_evidence(
    signal: Signal, fitting: Sequence[Name], notice: NoticePlace, detail: str
) -> Iterator[SignalEvidence]:
    """Evidence for each of the candidates that fit, which share the signal's points."""
    for name in fitting:
        yield SignalEvidence(
            candidate=name,
            signal=signal,
            points=min(MOST_POINTS, POINTS[signal] / len(fitting)),
            notice=notice,
            detail=f"{detail}: fits {len(fitting)} of all names",
        )


def counts(
    edition: AuditedEdition, rule: str, all_notices: Iterable[NoticePlace]
) -> Iterator[SignalEvidence]:
    """Candidates that occur in as many cables as the notices of a rule."""
    places = [notice for notice in all_notices if rule in notice.rules]
    cables = len({notice.cable for notice in places})
    if places:
        fitting = [n for n in edition.candidates.names if edition.cables_of.get(n) == cables]
        text = f"in {cables} cable{'' if cables == 1 else 's'}, as the notices of the rule"
        yield from _shared_evidence(Signal.COUNT, fitting, places[0], text)


def lengths(
    edition: AuditedEdition, cables: Sequence[AuditCable], notices: Iterable[NoticePlace]
) -> Iterator[SignalEvidence]:
    """Candidates whose length fits a column or a wrapped line, once for each length."""
    clues: dict[tuple[Signal, int, int], NoticePlace] = {}
    for notice in notices:
        lines = [line.shown for line in cables[notice.cable].lines]
        if (column := _column(lines, notice)) is not None:
            clues.setdefault((Signal.COLUMN, column, column), notice)
        if (bounds := _line(lines, notice)) is not None:
            clues.setdefault((Signal.LINE, *bounds), notice)
    for (signal, least, most), notice in clues.items():
        number = str(least) if least == most else f"{least} to {most}"
        detail = f"{number} character{'s' * (most != 1)}"
        fitting = [name for name in edition.candidates.names if least <= letters(name) <= most]
        yield from _shared_evidence(signal, fitting, notice, detail)


def _column(lines: Sequence[str], notice: NoticePlace) -> int | None:
    """The length of the withheld text by the blanks that pad its column; None without a column."""
    line = lines[notice.index]
    gap = _CELL.match(line, notice.end)
    if gap is None:
        return None
    first = max(0, notice.index - _NEIGHBOURS)
    others = [
        *lines[first : notice.index],
        *lines[notice.index + 1 : notice.index + 1 + _NEIGHBOURS],
    ]
    starts: Counter[int] = Counter()
    for other in others:
        if "[withheld: " not in other:
            starts.update(m.end() for m in _CELL.finditer(other) if m.start())
    columns = [start for start, lines_with in starts.items() if lines_with > 1]
    next_column = min((c for c in columns if c > notice.start + 1), default=None)
    if next_column is None:
        return None
    return next_column - notice.start - (gap.end() - gap.start())


def _line(lines: Sequence[str], notice: NoticePlace) -> tuple[int, int] | None:
    """The fewest and most characters withheld from a full line; None for another line."""
    line = lines[notice.index]
    following = lines[notice.index + 1] if notice.index + 1 < len(lines) else ""
    next_word = following.split(" ", 1)[0]
    first = max(0, notice.index - _NEIGHBOURS)
    others = [o for o in lines[first : notice.index + _NEIGHBOURS] if "[withheld: " not in o]
    width = max(map(len, others), default=0)
    if line.count("[withheld: ") != 1 or not next_word or width not in _WIDTHS:
        return None
    visible = len(line.rstrip()) - (notice.end - notice.start)
    least, most = max(1, width - visible - len(next_word)), width - visible
    return (least, most) if most > 0 else None
