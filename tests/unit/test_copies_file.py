"""The file of copies: what it takes, and how its faults are reported."""

from __future__ import annotations

import datetime

import pytest

from generator.curated.curated_copies import read_copies, with_copy_notes
from generator.errors import ReftelError
from generator.model import Source
from generator.model.compared_copies import CopyNote

HEAD = "copies:\n  - file: a.txt\n"


def test_an_entry() -> None:
    text = f"{HEAD}    publisher: The  office\n    date: 2006-05-03\n    base: true\n"
    (entry,) = read_copies(text, "copies.yml")
    day = datetime.date(2006, 5, 3)
    assert (entry.file, entry.line) == ("a.txt", 2)
    assert entry.note == CopyNote(publisher="The office", date=day, is_main=True)
    assert read_copies("", "copies.yml") == ()
    assert read_copies("copies: []\n", "copies.yml") == ()


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (
            "    date: 2006\n",
            "3: '2006' is not a day: write year, month and day, as in 2006-05-03.",
        ),
        ("    date: 2006-02-30\n", "3: '2006-02-30' is not a day: write year, month and day"),
        ("", "2: this entry says nothing: add 'publisher', 'date' or 'base: true'."),
        ("    base: perhaps\n", "3: 'base' must be true or false."),
        ("    publisher: [a]\n", "3: 'publisher' must be text: write 'publisher: words'."),
        (f"    publisher: {'x' * 101}\n", "3: 'publisher' has control characters or more than"),
        ("    basis: true\n", "3: unknown field 'basis': did you mean 'base'?"),
        (
            "    base: true\n  - {file: a.txt, base: true}\n",
            "4: the entry on line 2 is about the same file: remove one of the two.",
        ),
    ],
)
def test_a_fault_has_its_line(lines: str, fault: str) -> None:
    with pytest.raises(ReftelError) as raised:
        read_copies(HEAD + lines, "copies.yml")
    assert f"copies.yml:{fault}" in str(raised.value)


def test_an_entry_needs_a_file() -> None:
    with pytest.raises(ReftelError, match=r"copies\.yml:2: 'file' is missing"):
        read_copies("copies:\n  - base: true\n", "copies.yml")


def test_a_note_goes_to_all_parts_of_a_file() -> None:
    names = ("a.txt#row 2", "a.txt#row 3", "b.txt#row 2")
    sources = [Source(name=name, text="x", diagnostics=()) for name in names]
    noted = [*with_copy_notes(sources, read_copies(f"{HEAD}    base: true\n", "copies.yml"))]
    assert [(s.name, s.copy_note.is_main) for s in noted] == [
        ("a.txt#row 2", True),
        ("a.txt#row 3", True),
        ("b.txt#row 2", False),
    ]


def test_notes_go_to_their_sources() -> None:
    sources = [Source(name=name, text="x", diagnostics=()) for name in ("a.txt", "b.txt")]
    entries = read_copies(f"{HEAD}    base: true\n  - {{file: c.txt, base: true}}\n", "copies.yml")
    noted = [*with_copy_notes(sources, entries)]
    assert [(s.name, s.copy_note.is_main) for s in noted] == [
        ("a.txt", True),
        ("b.txt", False),
        ("c.txt", False),
    ]
    assert [d.code for d in noted[2].diagnostics] == ["copy-file-missing"]
