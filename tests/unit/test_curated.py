"""The curated glossary: what it takes, and how its faults are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.curated.curated_glossary import read_glossary
from generator.disk import CURATED_GLOSSARY, Workspace, read_curated
from generator.errors import ReftelError

ROOT = Path(__file__).resolve().parents[2]

ENTRY = "terms:\n  - short: INX\n    meaning: Institute X\n    source: a law\n"


def faults(text: str) -> list[str]:
    with pytest.raises(ReftelError) as raised:
        read_glossary(text, "glossary.yml")
    return str(raised.value).splitlines()


def test_an_entry() -> None:
    text = ENTRY + (
        "    original: Instituto X\n    language: es\n    category: organisation\n"
        "    posts: [THE HAGUE]\n    cables: [08LIMA1]\n    also_written: [X Institute]\n"
        "    spellings: [Inx]\n    former: [IX]\n    also: [IXE]\n    note: A note.\n"
        "exclude:\n  - words: DIVAS\n    reason: a name\n"
    )
    curated = read_glossary(text, "glossary.yml")
    (term,) = curated.terms
    assert (term.abbreviation, term.sense.expansion, term.sense.original) == (
        "INX",
        "Institute X",
        "Instituto X",
    )
    assert term.posts == {"THEHAGUE"}
    assert term.cables == {"08LIMA1"}
    assert (term.also_written, term.spellings, term.former) == (("X Institute",), ("Inx",), ("IX",))
    assert (term.sense.also, term.sense.note) == (("IXE",), "A note.")
    assert curated.excluded == {"DIVAS"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "terms:\n  - short: INX\n    meaning: Institute X\n",
            "glossary.yml:2: 'source' is missing: add a line 'source: ...' to this entry.",
        ),
        (
            ENTRY + "    catgory: organisation\n",
            "glossary.yml:5: unknown field 'catgory': did you mean 'category'?",
        ),
        (
            ENTRY + "    posts: LIMA\n",
            "glossary.yml:5: 'posts' must be a list: write 'posts: [one, two]'.",
        ),
        (
            ENTRY + "    cables: [8LIMA]\n",
            "glossary.yml:5: '8LIMA' is not a message reference number: write year, post and "
            "number, as in 08MEXICO721.",
        ),
        (
            ENTRY + "    note: [a, b]\n",
            "glossary.yml:5: 'note' must be text: write 'note: words'.",
        ),
        (
            ENTRY + "    language: es\n",
            "glossary.yml:2: 'original' and 'language' belong together: give both or neither.",
        ),
        (
            ENTRY + "    category: body\n",
            "glossary.yml:2: unknown category 'body': expected one of organisation, "
            "law or agreement, programme, office or title, place, handling, other.",
        ),
        (
            ENTRY + ENTRY.removeprefix("terms:\n"),
            "glossary.yml:5: 'INX' already has a meaning for all cables (line 2): name other "
            "'posts' or 'cables', or remove one of the two.",
        ),
        (
            "terms: INX\n",
            "glossary.yml:1: 'terms' must be a list of entries that begin with '- '.",
        ),
        (
            "terms:\n  - INX\n",
            "glossary.yml:2: expected fields: write lines of the form 'name: value'.",
        ),
        (
            "exclude:\n  - words: DIVAS\n",
            "glossary.yml:2: 'reason' is missing: add a line 'reason: ...' to this entry.",
        ),
        (
            ENTRY + "    source: twice\n",
            "glossary.yml:5: 'source' appears twice in this entry: remove one of them.",
        ),
        (
            "terms: [\n",
            "glossary.yml:2: invalid YAML (expected the node content, but found "
            "'<stream end>'): check indentation, colons and quotation marks.",
        ),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, expected: str) -> None:
    assert faults(text) == [expected]


def test_all_faults_are_told_at_once() -> None:
    assert len(faults("terms:\n  - short: INX\n    tru: 1\nexclud: []\n")) == 4


def test_an_empty_or_missing_file_is_no_fault(tmp_path: Path) -> None:
    assert read_glossary("", "glossary.yml").terms == ()
    assert read_curated(Workspace(tmp_path)).terms == ()


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / CURATED_GLOSSARY
    path.parent.mkdir(parents=True)
    path.write_bytes(b"terms:\n - short: \xe9\n")
    with pytest.raises(ReftelError, match=r"glossary.yml:2: not UTF-8 \(byte 18 is 0xe9\)"):
        read_curated(Workspace(tmp_path))


def test_the_projects_own_file_is_sound() -> None:
    curated = read_curated(Workspace(ROOT))
    assert {"INM", "PGR", "TVPRA"} <= {t.abbreviation for t in curated.terms}
    assert all(t.sense.origin for t in curated.terms)
