"""Reads `content/curated/requests.yml`: the records that editors asked for, and the answers.

requests:
  - numbers: [08LIMA12, 08LIMA15]
    asked: 2024-05-01
    kind: foia
    case: F-2024-00001
    status: denied
    answered: 2024-11-02
    note: Exempt under (b)(1); an appeal is open.
  - post: LIMA
    year: 2007
    asked: 2024-06-03
    kind: mdr
    status: asked
"""

from __future__ import annotations

import datetime
import re
from enum import StrEnum
from typing import TypeVar

from generator.curated.numbers import read_mrn
from generator.curated.yaml_fields import Faults, YamlEntry, line_of, quoted, read_entry
from generator.facts.post_names import post_letters
from generator.model import RecordsRequest, RequestKind, RequestOutcome, make_mrn, series_of
from generator.model.names import TELEGRAM_YEARS

LONGEST_NOTE = 500
"""The most characters of a note."""

LONGEST_CASE = 60
"""The most characters of a case number."""

Choice = TypeVar("Choice", bound=StrEnum)

_Asked = tuple[str, datetime.date, RequestKind]
"""A cable or series, and the day and kind of a request for it."""

_YEAR = re.compile(r"[0-9]{4}")


def read_records_requests(
    text: str, file: str
) -> tuple[tuple[RecordsRequest, ...], tuple[str, ...]]:
    """The sound entries in `text`, in the order of the file, and all faults with file and line.

    Raises `ReftelError` for invalid YAML.
    """
    top, faults = read_entry(text, file)
    requests: list[RecordsRequest] = []
    lines: dict[_Asked, int] = {}
    for entry in top.entries("requests"):
        before = len(faults.messages)
        request = _request(entry)
        if request is not None:
            _check_repeated(request, lines, faults)
            if len(faults.messages) == before:
                requests.append(request)
    top.check_unknown_fields()
    return tuple(requests), faults.lines


def _request(entry: YamlEntry) -> RecordsRequest | None:
    faults, line = entry.faults, entry.line
    numbers = tuple(read_mrn(m, at, faults) for m, at in entry.texts("numbers"))
    series = _series(entry)
    asked = entry.day("asked", required=True)
    kind = _choice(entry, "kind", RequestKind)
    outcome = _choice(entry, "status", RequestOutcome)
    answered = entry.day("answered")
    case = entry.short_text("case", LONGEST_CASE) or ""
    note = entry.short_text("note", LONGEST_NOTE) or ""
    entry.check_unknown_fields()
    if entry.nodes and bool(numbers) == bool(series or {"post", "year"} & entry.nodes.keys()):
        faults.add(
            line, "say what was asked for: either 'numbers: [08LIMA12]', or 'post' and 'year'."
        )
    if asked is None or kind is None or outcome is None:
        return None
    if outcome is not RequestOutcome.ASKED and "answered" not in entry.nodes:
        faults.add(line, f"'answered' is missing: add the day of the answer '{outcome}'.")
    if outcome is RequestOutcome.ASKED and answered is not None:
        faults.add(line, "'answered' is for an answer: change 'status', or remove 'answered'.")
    if answered is not None and answered < asked:
        faults.add(line, f"'answered' {answered} is before 'asked' {asked}: correct one of them.")
    return RecordsRequest(
        numbers=tuple(dict.fromkeys(numbers)),
        series=series,
        asked=asked,
        kind=kind,
        case=case,
        outcome=outcome,
        answered=answered,
        note=note,
        line=line,
    )


def _series(entry: YamlEntry) -> str:
    """The series that `post` and `year` name; empty without both, with a fault for one alone."""
    post, year = entry.text("post"), entry.text("year")
    if post is None and year is None:
        return ""
    if post is None or year is None:
        entry.faults.add(entry.line, "'post' and 'year' belong together: give both or neither.")
        return ""
    letters = post_letters(post)
    if not letters:
        entry.faults.add(
            entry.line, f"{quoted(post)} is not a post: write it as in numbers of cables, LIMA."
        )
        return ""
    if not _YEAR.fullmatch(year) or int(year) not in TELEGRAM_YEARS:
        entry.faults.add(
            entry.line, f"{quoted(year)} is not a year of telegrams: write four digits, as in 2008."
        )
        return ""
    return series_of(make_mrn(int(year), letters, 1))


def _choice(entry: YamlEntry, name: str, choices: type[Choice]) -> Choice | None:
    """The field as one of the choices; what is wrong with it is added to the faults."""
    text = entry.text(name, required=True)
    if text is None:
        return None
    if text not in [*choices]:
        expected = ", ".join(choices)
        entry.faults.add(
            line_of(entry.nodes[name]),
            f"{quoted(text)} is not known as '{name}': write one of {expected}.",
        )
        return None
    return choices(text)


def _check_repeated(request: RecordsRequest, lines: dict[_Asked, int], faults: Faults) -> None:
    """A cable is in one entry of a day and kind only; `lines` are those of the entries before."""
    for name in (*request.numbers, *filter(None, [request.series])):
        first = lines.setdefault((name, request.asked, request.kind), request.line)
        if first != request.line:
            faults.add(
                request.line,
                f"{name} is also in the entry on line {first}, of the same day and kind: "
                "remove one of the two.",
            )
