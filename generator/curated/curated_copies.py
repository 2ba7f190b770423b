"""Reads `content/curated/copies.yml`: what editors say about files that are copies of one cable.

copies:
  - file: archives/76BANGKOK1.txt
    publisher: National Archives
    date: 2006-05-03
    base: true
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.curated.yaml_fields import Faults, YamlEntry, read_list
from generator.model import Source
from generator.model.compared_copies import CopyNote
from generator.model.diagnostics import diagnostic

LONGEST_PUBLISHER = 100
"""The most characters of a publisher's name."""

MOST_MISSING_COPIES = 20
"""The most files that are reported as missing."""


@dataclass(frozen=True, slots=True)
class CopyEntry:
    """What editors say about a file, and where they do."""

    file: str
    """The file, below content/cables."""
    note: CopyNote
    line: int
    """The line of the entry."""


def read_copies(text: str, file: str) -> tuple[CopyEntry, ...]:
    """The entries in `text`; messages name the `file`.

    Raises `ReftelError` with all faults, each with file and line.
    """
    return read_list(text, file, "copies", _entry, _check_repeated)


def with_copy_notes(sources: Iterable[Source], entries: Iterable[CopyEntry]) -> Iterator[Source]:
    """The sources, each with what editors say about it, or about the file that it is a part of.

    A file that is named but is not there follows as a source without text.
    """
    by_file = {entry.file: entry for entry in entries}
    names, used = [], set()
    for source in sources:
        names.append(source.name)
        file = source.name if source.name in by_file else source.name.rpartition("#")[0]
        used.add(file)
        yield replace(source, copy_note=by_file[file].note) if file in by_file else source
    missing = [entry for file, entry in by_file.items() if file not in used]
    for entry in missing[:MOST_MISSING_COPIES]:
        near = difflib.get_close_matches(entry.file, names, n=1)
        fault = diagnostic(
            "copy-file-missing",
            number=entry.line,
            hint=f"; did you mean {near[0]}?" if near else "",
        )
        yield Source(name=entry.file, text=None, diagnostics=(fault,))


def _entry(entry: YamlEntry) -> CopyEntry | None:
    file = entry.text("file", required=True)
    publisher = entry.short_text("publisher", LONGEST_PUBLISHER)
    date, is_main = entry.day("date"), entry.flag("base")
    entry.check_unknown_fields()
    if not {"publisher", "date", "base"} & entry.nodes.keys():
        entry.faults.add(
            entry.line, "this entry says nothing: add 'publisher', 'date' or 'base: true'."
        )
    if file is None:
        return None
    note = CopyNote(publisher=publisher, date=date, is_main=is_main)
    return CopyEntry(file=file, note=note, line=entry.line)


def _check_repeated(entries: Sequence[CopyEntry], faults: Faults) -> None:
    """A file has one entry only."""
    lines: dict[str, int] = {}
    for entry in entries:
        first = lines.setdefault(entry.file, entry.line)
        if first != entry.line:
            faults.add(
                entry.line,
                f"the entry on line {first} is about the same file: remove one of the two.",
            )
