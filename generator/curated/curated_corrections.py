"""Reads `content/curated/corrections.yml`: what editors correct in how cables are read.

corrections:
  - file: 08LIMA12.txt
    correct: date
    was: none
    value: 2008-03-11
    reason: The date-time group is garbled.
    source: The embassy's paper copy, box 4
  - file: 08LIMA12.txt
    correct: reference
    line: 14
    was: STATE 15O188
    value: 07STATE150188
    reason: The letter O stands for a zero.
    source: The reply, 08STATE2731
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import facts
from generator.corrections.placing import CUT
from generator.curated.numbers import read_mrn
from generator.curated.yaml_fields import Faults, YamlEntry, quoted, read_list
from generator.facts.post_names import post_letters
from generator.model import (
    HEADER_KINDS,
    NOTHING,
    TELEGRAM_YEARS,
    Correction,
    CorrectionKind,
    Source,
)
from generator.model.days import read_day
from generator.model.diagnostics import diagnostic
from generator.parse import header_patterns

LONGEST_TEXT = 2000
"""The most characters of a text of a correction."""

MOST_MISSING = 20
"""The most files that are reported as missing, and the most entries of each."""

_KINDS = ", ".join(kind.value for kind in CorrectionKind)

_YEAR = re.compile(r"[0-9]{4}")
_LINE = re.compile(r"[1-9][0-9]{0,5}")
_PARA = re.compile(r"[1-9][0-9]{0,2}")
_POST = re.compile(r"[A-Z](?:[A-Z]|[ .'-](?=[A-Z])){2,59}")
_TAGS_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_CLASSIFICATIONS = tuple(dict.fromkeys(header_patterns.CLASS_WORDS.values()))


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A correction, and where it is."""

    file: str
    """The file with the cable, below content/cables."""
    correction: Correction
    line: int
    """The line of the entry."""


def read_corrections(text: str, file: str) -> tuple[CorrectionEntry, ...]:
    """The corrections in `text`; messages name the `file`.

    Raises `ReftelError` with all faults, each with file and line.
    """
    return read_list(text, file, "corrections", _entry, _check_twice)


def with_corrections(
    sources: Iterable[Source], entries: Iterable[CorrectionEntry]
) -> Iterator[Source]:
    """The sources, each with its corrections.

    A file that is corrected but is not there follows as a source without text.
    """
    by_file: dict[str, list[CorrectionEntry]] = {}
    for entry in entries:
        by_file.setdefault(entry.file, []).append(entry)
    names = []
    for source in sources:
        own = by_file.pop(source.name, [])
        names.append(source.name)
        yield replace(
            source,
            corrections=tuple(entry.correction for entry in own),
            correction_lines=tuple(entry.line for entry in own),
        )
    for name, missing in list(by_file.items())[:MOST_MISSING]:
        near = difflib.get_close_matches(name, names, n=1)
        fault = diagnostic(
            "correction-file-missing",
            lines=", ".join(str(entry.line) for entry in missing[:MOST_MISSING]),
            hint=f"; did you mean {near[0]}?" if near else "",
        )
        yield Source(name=name, text=None, diagnostics=(fault,))


def _entry(entry: YamlEntry) -> CorrectionEntry | None:
    file, kind = entry.text("file", required=True), _kind(entry)
    line, was = entry.text("line"), entry.text("was", required=True)
    value = entry.short_text("value", LONGEST_TEXT)
    reason = entry.short_text("reason", LONGEST_TEXT, required=True)
    source = entry.short_text("source", LONGEST_TEXT, required=True)
    entry.check_unknown_fields()
    if was is not None and len(was) > LONGEST_TEXT:
        entry.faults.add(
            entry.line, f"'was' has more than {LONGEST_TEXT} characters: end it with '{CUT}'."
        )
    if kind is None or not (file and was and reason and source):
        return None
    correction = Correction(
        kind=kind,
        line=_line(entry, kind, line),
        was=was,
        value=_value(entry, kind, value),
        reason=reason,
        source=source,
    )
    return CorrectionEntry(file=file, correction=correction, line=entry.line)


def _kind(entry: YamlEntry) -> CorrectionKind | None:
    text = entry.text("correct", required=True)
    if text is None:
        return None
    if text not in list(CorrectionKind):
        entry.faults.add(entry.line, f"'correct' is {quoted(text)}: expected one of {_KINDS}.")
        return None
    return CorrectionKind(text)


def _line(entry: YamlEntry, kind: CorrectionKind, text: str | None) -> int | None:
    if kind in HEADER_KINDS:
        if text is not None:
            entry.faults.add(entry.line, f"a correction of '{kind}' has no 'line': remove it.")
        return None
    if text is None or not _LINE.fullmatch(text):
        entry.faults.add(
            entry.line,
            f"a correction of '{kind}' needs the number of a source line: write 'line: 12'.",
        )
        return None
    return int(text)


def _value(entry: YamlEntry, kind: CorrectionKind, text: str | None) -> str:
    """The value in the form of `Correction.value`. What is wrong with it is added to the faults."""
    if kind in (CorrectionKind.JOIN, CorrectionKind.SPLIT):
        if text is not None:
            entry.faults.add(entry.line, f"a correction of '{kind}' has no 'value': remove it.")
        return ""
    if text is None:
        if "value" not in entry.nodes:
            entry.faults.add(
                entry.line, "'value' is missing: add a line 'value: ...' to this entry."
            )
        return NOTHING
    if text == NOTHING and kind is not CorrectionKind.NUMBER:
        return NOTHING
    if kind in (CorrectionKind.NUMBER, CorrectionKind.REFERENCE):
        return read_mrn(text, entry.line, entry.faults)
    form, example = _FORMS.get(kind, (None, ""))
    plain = " ".join(text.replace(",", " ").split()) if kind is CorrectionKind.TAGS else text
    if form is not None and not form(plain):
        entry.faults.add(
            entry.line, f"{quoted(text)} is not a {_NAMES[kind]}: write {example}, or 'none'."
        )
    elif kind is CorrectionKind.POST:
        _check_post(entry, text)
    return plain


def _check_post(entry: YamlEntry, text: str) -> None:
    """Add a fault for a post that is not in the program's table."""
    letters = post_letters(text)
    if letters not in facts.posts():
        near = difflib.get_close_matches(letters, facts.posts(), n=1)
        hint = f"; did you mean {near[0]}?" if near else ": check its spelling."
        entry.faults.add(entry.line, f"{quoted(text)} is not a known post{hint}")


def _is_date(text: str) -> bool:
    """Whether the text is a day or a year, as in `2008-03-11` or `2008`."""
    if _YEAR.fullmatch(text):
        return int(text) in TELEGRAM_YEARS
    day = read_day(text)
    return day is not None and day.year in TELEGRAM_YEARS


def _is_tags(text: str) -> bool:
    return all(map(_TAGS_CODE.fullmatch, text.split()))


_FORMS: Mapping[CorrectionKind, tuple[Callable[[str], object], str]] = {
    CorrectionKind.DATE: (_is_date, "year, month and day, as in 2008-03-11, or the year"),
    CorrectionKind.POST: (_POST.fullmatch, "its name as cables do, as in THE HAGUE"),
    CorrectionKind.CLASSIFICATION: (
        _CLASSIFICATIONS.__contains__,
        f"one of {', '.join(_CLASSIFICATIONS)}",
    ),
    CorrectionKind.TAGS: (_is_tags, "codes in capitals, as in PREL PGOV"),
    CorrectionKind.PARA: (_PARA.fullmatch, "its number, as in 5"),
}
"""The form of each value that is not free text, and an example of it."""

_NAMES = {
    CorrectionKind.DATE: "date",
    CorrectionKind.POST: "post",
    CorrectionKind.CLASSIFICATION: "classification",
    CorrectionKind.TAGS: "list of TAGS codes",
    CorrectionKind.PARA: "para number",
}


def _check_twice(entries: Sequence[CorrectionEntry], faults: Faults) -> None:
    """A field, a reference or a place of a line has one correction only."""
    seen: dict[tuple[object, ...], int] = {}
    for entry in entries:
        one = entry.correction
        words = one.was if one.line is not None else ""
        before = seen.setdefault((entry.file, one.kind, one.line, words), entry.line)
        if before != entry.line:
            faults.add(
                entry.line, f"the entry on line {before} corrects the same: remove one of the two."
            )
