"""The curated file of organisations: what it takes, and how its faults are told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.curated.curated_organisations import read_organisations
from generator.disk import Workspace, new_workspace, read_names
from generator.disk.curated import CURATED_ORGANISATIONS
from generator.errors import ReftelError

ENTRY = "organisations:\n  - name: Salt Institute\n    source: a law\n"


def faults(text: str) -> list[str]:
    with pytest.raises(ReftelError) as raised:
        read_organisations(text, "organisations.yml")
    return str(raised.value).splitlines()


def test_an_entry() -> None:
    text = ENTRY + (
        "    names: [NSI, Institute of Salt]\n    former: [Salt House]\n    posts: [THE HAGUE]\n"
        "    cables: [08LIMA1]\n    translations:\n      - language: es\n"
        "        name: Instituto de Sal\n"
        "hide:\n  - words: Salt Group\n    reason: a paper\n"
    )
    entry, hidden = read_organisations(text, "organisations.yml")
    assert (entry.name, entry.names) == ("Salt Institute", ("NSI", "Institute of Salt"))
    assert (entry.former, entry.source) == (("Salt House",), "a law")
    assert entry.translations == (("es", "Instituto de Sal"),)
    assert entry.posts == {"THEHAGUE"}
    assert entry.cables == {"08LIMA1"}
    assert not entry.is_hidden
    assert (hidden.name, hidden.is_hidden) == ("Salt Group", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "organisations:\n  - name: Salt Institute\n",
            "organisations.yml:2: 'source' is missing: add a line 'source: ...' to this entry.",
        ),
        (
            ENTRY + "    nmaes: [NSI]\n",
            "organisations.yml:4: unknown field 'nmaes': did you mean 'names'?",
        ),
        (
            ENTRY + "    translations:\n      - language: Spanish\n        name: Sal\n",
            "organisations.yml:5: invalid language code 'Spanish': write one such as 'es', "
            "'pt-BR'.",
        ),
        (
            ENTRY + "  - name: Institute\n    names: [Salt Institute]\n    source: a law\n",
            "organisations.yml:4: 'Salt Institute' already has an entry for all cables (line 2): "
            "name other 'posts' or 'cables', or remove one of the two.",
        ),
        (
            ENTRY + f"    names: [{'a' * 201}]\n",
            f"organisations.yml:4: '{'a' * 80}…' has control characters or more than 200 "
            "characters: write the name alone.",
        ),
        (
            "hide:\n  - words: Salt Group\n",
            "organisations.yml:2: 'reason' is missing: add a line 'reason: ...' to this entry.",
        ),
    ],
)
def test_faults(text: str, expected: str) -> None:
    assert faults(text) == [expected]


def test_an_entry_for_a_cable_and_one_for_all() -> None:
    text = ENTRY + "  - name: Salt Institute\n    cables: [08LIMA1]\n    source: a law\n"
    assert len(read_organisations(text, "organisations.yml")) == 2


def test_the_file_of_a_workspace(tmp_path: Path) -> None:
    new_workspace(tmp_path / "ws")
    workspace = Workspace(tmp_path / "ws")
    assert read_names(workspace).organisations == ()
    (tmp_path / "ws" / CURATED_ORGANISATIONS).write_text(ENTRY, encoding="utf-8")
    assert [entry.name for entry in read_names(workspace).organisations] == ["Salt Institute"]


def test_the_script_of_the_documents_writes_entries_that_name_bodies(tmp_path: Path) -> None:
    document = (Path(__file__).parents[2] / "docs" / "editors.md").read_text(encoding="utf-8")
    script: dict[str, Any] = {}
    exec(re.findall(r"```python\n(.*?)```", document, re.DOTALL)[0], script)
    paras = tmp_path / "paras.csv"
    paras.write_text('mrn,text\r\n08LIMA1,"We met ""Sal y Mar"" today."\r\n', encoding="utf-8")

    def stub(text: str) -> list[str]:
        return re.findall(r'"([^"]+)"', text)

    (entry,) = read_organisations(script["propose"](paras, stub, "a stub: x"), "organisations.yml")
    assert (entry.name, entry.source) == ("Sal y Mar", "a stub: x")
