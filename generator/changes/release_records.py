"""The file of a release: a line of JSON about the release, then one for each line that differs.

{"release":"First release","date":"2026-11-29","edition":"public","after":"","form":1,
     "digest":"Zp0-11ab"}
{"cable":"08LIMA12","fields":{...},"paras":[...],"repairs":{},"corrections":{}}
{"cable":"08LIMA11","state":"removed"}
{"term":"NSI","meanings":"k3J9x_Qa"}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.changes.cable_states import read_state
from generator.changes.text_pieces import SentenceDigest, text_digest
from generator.errors import ReftelError
from generator.model import Mrn, split_mrn
from generator.model.days import read_day
from generator.model.site_releases import ReleaseName, ReleaseRecord, SiteState

FORM = 1
"""Version of the form; increased when digests are made of other texts."""

ENDING = ".jsonl"
"""The ending of the file of a release."""

_INVALID = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError)
"""What reading an invalid line raises."""

_KEY = re.compile(r"[0-9-]{10}-[a-z0-9-]+")
"""The key of a release, of which its address is made."""

_DIGEST_LENGTH = 8
"""Characters of a digest."""


def record_text(name: ReleaseName, edition: str, after: str, lines: SiteState) -> str:
    """The text of the file of a release."""
    rest = "\n".join((*lines.cables.values(), *lines.meanings.values(), ""))
    first = {
        "release": name.title,
        "date": name.date,
        "edition": edition,
        "after": after,
        "form": FORM,
        "digest": text_digest(rest),
    }
    head = json.dumps(first, ensure_ascii=False, separators=(",", ":"))
    return f"{head}\n{rest}"


def read_record(text: str, file: str, edition: str) -> ReleaseRecord:
    """The release that a file records.

    Raises `ReftelError` with file and line of what is damaged.
    """
    lines = text.split("\n")
    if lines[-1] != "":
        raise _fault(file, len(lines), "the last line is cut off")
    first = _read_line(file, 1, lines[0])
    name = _release_name(first, file)
    if first.get("edition") != edition:
        raise _fault(file, 1, f"it is not a release of the edition '{edition}'")
    if first.get("form") != FORM:
        raise _fault(file, 1, f"the form is not {FORM}: another version of Reftel wrote it")
    is_whole = first.get("digest") == text_digest(text.partition("\n")[2])
    cables: dict[Mrn, str] = {}
    meanings: dict[str, str] = {}
    for number, line in enumerate(lines[1:-1], 2):
        values = _read_line(file, number, line)
        try:
            if not is_whole:
                _check_line(values, line)
            mrn, short = Mrn(str(values.get("cable", ""))), str(values.get("term", ""))
        except _INVALID as error:
            raise _fault(file, number, "it is not the state of a cable or abbreviation") from error
        if mrn in cables or short in meanings:
            raise _fault(file, number, "the cable or abbreviation occurs on an earlier line")
        if mrn:
            cables[mrn] = line
        else:
            meanings[short] = line
    if not is_whole:
        raise _fault(file, 1, "its lines have changed since it was written")
    return ReleaseRecord(
        name=name,
        after=str(first.get("after", "")),
        file=file,
        lines=SiteState(cables=cables, meanings=meanings),
    )


def in_order(records: Iterable[ReleaseRecord]) -> Iterator[ReleaseRecord]:
    """The releases, each after the one that it names.

    Raises `ReftelError` if one is missing, or two follow the same one.
    """
    left = sorted(records, key=lambda record: (record.name.date, record.name.key))
    known = {record.name.key for record in left}
    following: dict[str, ReleaseRecord] = {}
    for record in left:
        if record.after and record.after not in known:
            missing = f"{record.file.rpartition('/')[0]}/{record.after}{ENDING}"
            raise _fault(record.file, 1, f"it follows a release whose file is missing: {missing}")
        if record.after in following:
            other = following[record.after].file
            raise _fault(record.file, 1, f"{other} follows the same release")
        following[record.after] = record
    last, count = "", 0
    while last in following and count < len(left):
        yield following[last]
        last, count = following[last].name.key, count + 1
    if count < len(left):
        raise _fault(left[0].file, 1, "the releases follow each other in a circle")


def _release_name(first: Mapping[str, Any], file: str) -> ReleaseName:
    """The name of a release from the first line of its file."""
    title, date = first.get("release"), first.get("date")
    key = file.rpartition("/")[2].removesuffix(ENDING)
    if read_day(str(date)) is None:
        raise _fault(file, 1, "it has no date in the form 2026-11-29")
    if not isinstance(title, str) or not title.strip():
        raise _fault(file, 1, "it has no title")
    if not key.startswith(f"{date}-") or not _KEY.fullmatch(key):
        raise _fault(
            file, 1, f"the file has another name than its release: expected {date}-title{ENDING}"
        )
    return ReleaseName(key=key, title=title, date=str(date))


def _check_line(values: Mapping[str, Any], line: str) -> None:
    """Raise one of `_INVALID` if a line is not that of a cable or of an abbreviation."""
    if "term" in values:
        _check_digest(str(values.get("meanings", "x" * _DIGEST_LENGTH)))
        return
    mrn = str(values["cable"])
    state = read_state(line)
    if split_mrn(mrn) is None or state.status not in ("shown", "withheld", "removed"):
        raise ValueError(mrn)
    groups: list[Iterable[SentenceDigest]] = [item.pieces for item in state.items]
    for table in (state.fields, state.repairs, state.corrections):
        groups += table.values()
    for pieces in groups:
        for piece in pieces:
            _check_digest(piece.digest)


def _check_digest(digest: str) -> None:
    if len(digest) != _DIGEST_LENGTH:
        raise ValueError(digest)


def _read_line(file: str, number: int, line: str) -> dict[str, Any]:
    try:
        values = json.loads(line)
    except _INVALID as error:
        raise _fault(file, number, "invalid JSON") from error
    if not isinstance(values, dict):
        raise _fault(file, number, "expected an object in braces")
    return values


def _fault(file: str, line: int, what: str) -> ReftelError:
    return ReftelError(
        f"{file}:{line}: {what}; the site is built without its releases. Restore this file from a "
        "backup; it is not for editing by hand."
    )
