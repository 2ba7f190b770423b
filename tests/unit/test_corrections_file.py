"""The file of corrections: what it takes, how its faults are reported, and the entries to paste."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.curated.correction_entries import correction_entry
from generator.curated.curated_corrections import read_corrections, with_corrections
from generator.disk import CURATED_CORRECTIONS, Workspace, new_workspace
from generator.disk.curated import read_correction_entries
from generator.errors import ReftelError
from generator.model import Correction, CorrectionKind, Source
from generator.model.diagnostics import diagnostic
from generator.parse.stages import parse_cable
from tests.cables import cable_text, example

HEAD = "corrections:\n  - file: 08LIMA12.txt\n"
TAIL = "    reason: A fault.\n    source: The copy\n"


def entry(lines: str) -> str:
    return HEAD + "".join(f"    {line.strip()}\n" for line in lines.split(";")) + TAIL


def faults(text: str) -> list[str]:
    with pytest.raises(ReftelError) as raised:
        read_corrections(text, "c.yml")
    return str(raised.value).splitlines()


def test_an_entry() -> None:
    (one,) = read_corrections(
        entry("correct: reference; line: 7; was: X  9; value: 07 Lima 9"), "c"
    )
    assert (one.file, one.line) == ("08LIMA12.txt", 2)
    assert one.correction == Correction(
        kind=CorrectionKind.REFERENCE,
        line=7,
        was="X 9",
        value="07LIMA9",
        reason="A fault.",
        source="The copy",
    )


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ("correct: number; was: none; value: 2008 The Hague 0012", "08THEHAGUE12"),
        ("correct: date; was: none; value: 2008-03-11", "2008-03-11"),
        ("correct: date; was: none; value: 2008", "2008"),
        ("correct: date; was: 2008-03-11; value: none", "none"),
        ("correct: post; was: none; value: PORT-AU-PRINCE", "PORT-AU-PRINCE"),
        ("correct: classification; was: none; value: SECRET", "SECRET"),
        ("correct: tags; was: none; value: 'PREL, PGOV MX'", "PREL PGOV MX"),
        ("correct: para; line: 5; was: 15.; value: 5", "5"),
        ("correct: join; line: 5; was: the law", ""),
        ("correct: split; line: 5; was: 'REF:'", ""),
    ],
)
def test_values(lines: str, value: str) -> None:
    assert read_corrections(entry(lines), "c.yml")[0].correction.value == value


ONE_OF = ", ".join(kind.value for kind in CorrectionKind)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("was: none; value: x", "2: 'correct' is missing: add a line 'correct: ...'"),
        ("correct: dates; was: x; value: x", f"2: 'correct' is 'dates': expected one of {ONE_OF}."),
        ("correct: subject; value: x", "2: 'was' is missing: add a line 'was: ...'"),
        ("correct: subject; was: x", "2: 'value' is missing: add a line 'value: ...'"),
        ("correct: subject; was: x; value:", "5: 'value' must be text: write 'value: words'."),
        ("correct: subject; was: x; value: [a]", "5: 'value' must be text: write 'value: words'."),
        ("correct: subject; was: x; valu: y", "5: unknown field 'valu': did you mean 'value'?"),
        ("correct: subject; line: 3; was: x; value: y", "2: a correction of 'subject' has no"),
        ("correct: para; was: x; value: 5", "2: a correction of 'para' needs the number of a"),
        ("correct: para; line: -3; was: x; value: 5", "2: a correction of 'para' needs the number"),
        ("correct: para; line: 3; was: x; value: 5th", "2: '5th' is not a para number: write its"),
        ("correct: join; line: 3; was: x; value: 5", "2: a correction of 'join' has no 'value':"),
        ("correct: date; was: none; value: 11 March", "2: '11 March' is not a date: write year,"),
        ("correct: date; was: none; value: 1808-03-11", "2: '1808-03-11' is not a date: write"),
        ("correct: date; was: none; value: 2008-02-30", "2: '2008-02-30' is not a date: write"),
        ("correct: post; was: none; value: 12 LIMA", "2: '12 LIMA' is not a post: write its name"),
        ("correct: post; was: none; value: LIMAX", "2: 'LIMAX' is not a known post; did you mean"),
        (f"correct: split; line: 3; was: {'x' * 2001}", "2: 'was' has more than 2000 characters:"),
        ("correct: tags; was: none; value: prel", "2: 'prel' is not a list of TAGS codes: write"),
        ("correct: classification; was: none; value: OPEN", "2: 'OPEN' is not a classification:"),
        ("correct: number; was: none; value: none", "2: 'none' is not a message reference number"),
        ("correct: number; was: none; value: LIMA 12", "2: 'LIMA 12' has no year: write it in"),
        ('correct: subject; was: x; value: "a\\u202eb"', "5: 'value' has control characters or"),
    ],
)
def test_faults(lines: str, expected: str) -> None:
    assert [fault for fault in faults(entry(lines)) if fault.startswith(f"c.yml:{expected}")]


def test_two_corrections_of_one_thing_are_a_fault() -> None:
    one = entry("correct: date; was: none; value: 2008-03-11")
    other = entry("correct: date; was: 2008-01-01; value: 2008-03-12")
    assert faults(one + other.removeprefix("corrections:\n")) == [
        "c.yml:8: the entry on line 2 corrects the same: remove one of the two."
    ]
    two = entry("correct: join; line: 3; was: a") + entry(
        "correct: join; line: 4; was: a"
    ).removeprefix("corrections:\n")
    assert len(read_corrections(two, "c.yml")) == 2


@pytest.mark.parametrize(
    "text",
    ["corrections: 5", "[]", "corrections: [1]", "a: &a [*a]", "corrections: " + "[" * 99, "\0"],
)
def test_what_is_not_a_list_of_corrections(text: str) -> None:
    assert faults(text)[0].startswith("c.yml:1: ")


def test_an_empty_file_corrects_nothing(tmp_path: Path) -> None:
    assert read_corrections("", "c.yml") == ()
    new_workspace(tmp_path / "ws")
    assert read_correction_entries(Workspace(tmp_path / "ws")) == ()


def test_a_file_that_is_not_there() -> None:
    entries = read_corrections(entry("correct: subject; was: x; value: y"), "c.yml")
    source = Source(name="08LIMA13.txt", text="x", diagnostics=())
    kept, missing = with_corrections([source], entries)
    assert kept == source
    assert (missing.name, missing.text) == ("08LIMA12.txt", None)
    assert missing.diagnostics == (
        diagnostic("correction-file-missing", lines="2", hint="; did you mean 08LIMA13.txt?"),
    )


# --- Entries to paste --------------------------------------------------------------------------


def test_an_entry_to_paste_is_read_once_it_is_completed() -> None:
    text = "'STATE: # 15O188' - \"X\""
    item = diagnostic("reference-unreadable", line=10, text=text, reason="no number")
    pasted = f"corrections:\n{correction_entry('a: b.txt', item, example('08LIMA12', 'One.'))}\n"
    assert [fault.partition(": ")[2] for fault in faults(pasted)] == [
        "'value' must be text: write 'value: words'.",
        "'reason' must be text: write 'reason: words'.",
        "'source' must be text: write 'source: words'.",
    ]
    (one,) = read_corrections(completed(pasted, reference="08STATE1"), "c.yml")
    assert (one.file, one.correction.line, one.correction.was) == ("a: b.txt", 10, item.text)


@pytest.mark.parametrize(
    ("second", "line", "was"),
    [
        ("12 (U) Two.", 13, "12 (U) Two."),
        ("Two.", 15, "¶3. (U) Three."),
    ],
)
def test_the_entry_for_a_gap_names_the_line_that_may_be_misread(
    second: str, line: int, was: str
) -> None:
    text = cable_text("08LIMA12", "One.", "Two.", "Three.").replace("¶2. (U) Two.", second)
    cable = parse_cable(text, name="08LIMA12")
    (gap,) = [item for item in cable.diagnostics if item.code == "number-gap"]
    entry = correction_entry("08LIMA12.txt", gap, cable)
    assert f"    line: {line}\n    was: {was}\n" in entry


def completed(entries: str, **values: str) -> str:
    """The entries with a value for each kind, and with a reason and a source."""
    lines, kind = [], ""
    for line in entries.splitlines():
        key, _, text = line.strip().partition(": ")
        kind = text if key == "correct" else kind
        more = {"value:": values.get(kind, ""), "reason:": "x", "source:": "y"}.get(key, "")
        lines.append(f"{line} {more}")
    return "\n".join(lines)


def test_entries_of_check_work_as_they_are_printed(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "ws")
    new_workspace(workspace.root)
    text = cable_text("08LIMA12", "One.", "Two.", header="REF: A. J SMITH E-MAIL")
    text = text.replace("¶2.", "¶7.")
    (workspace.cables / "08LIMA12.txt").write_text(text, encoding="utf-8")
    (workspace.cables / "x.txt").write_text("SUBJECT: SALT\n\n¶1. (U) One.\n", encoding="utf-8")
    first = CliRunner().invoke(main, ["-C", str(workspace.root), "check"])
    lines = [line for line in first.output.splitlines() if line.startswith("  ")]
    entries = [line for line in lines if not line.startswith(("    text:", "    to do:"))]
    header = {"number": "09LIMA3", "date": "2009", "post": "LIMA", "classification": "SECRET"}
    pasted = completed("\n".join(entries), reference="07STATE9", para="2", **header)
    (workspace.root / CURATED_CORRECTIONS).write_text(f"corrections:\n{pasted}", encoding="utf-8")
    second = CliRunner().invoke(main, ["-C", str(workspace.root), "check"])
    assert "number-gap" in first.output
    assert "mrn-missing" in first.output
    assert second.exit_code == 0, second.output
    assert "number-gap" not in second.output
    assert "2 cables" in second.output
    assert "07STATE9 is cited here" in second.output
    assert "missing]" not in second.output
