"""The items of rules as the file has them: texts, or fields that say more."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from generator.curated.redactions import read_redactions
from generator.errors import ReftelError
from generator.execution.result_cache import digest_of
from generator.model import ParaName, Rule

HEAD = "rules:\n  - id: some\n    reason: security\n    note: A note.\n"


def rule(items: str) -> Rule:
    (one,) = read_redactions(HEAD + items, "f.yml").rules
    return one


def faults(text: str) -> list[str]:
    with pytest.raises(ReftelError) as raised:
        read_redactions(text, "f.yml")
    return str(raised.value).splitlines()


def test_items_are_texts_or_fields() -> None:
    one = rule(
        "    passages: [Casa  Example]\n"
        "    names:\n      - {words: Dan Specimen, may_miss: true}\n      - Ada Specimen\n"
        "    patterns: [{pattern: 'CASE-\\d+', may_miss: false}]\n"
        "    paras: [{para: 08 LIMA 00012 ¶1, begins: The Ambassador said, may_miss: true}]\n"
        "    cables: [{cable: 08LIMA000013, may_miss: true}, 08lima14]\n"
    )
    assert (one.passages, one.names) == (("Casa Example",), ("Dan Specimen", "Ada Specimen"))
    assert one.patterns == ("CASE-\\d+",)
    (para,) = one.paras
    assert (para.mrn, para.anchor, para.begins) == ("08LIMA12", "p-1", "The Ambassador said")
    assert one.cables == ("08LIMA13", "08LIMA14")
    assert one.may_miss == {"Dan Specimen", "08LIMA12 p-1", "08LIMA13"}
    assert one.lines == {
        "Casa Example": 5, "Dan Specimen": 7, "Ada Specimen": 8, "CASE-\\d+": 9,
        "08LIMA12 p-1": 10, "08LIMA13": 11, "08LIMA14": 11,
    }  # fmt: skip
    assert dict(one.items)["para"] == para.key


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ("    names: [{words: Dan, may_mis: true}]\n", "unknown field 'may_mis': did "),
        (
            "    names: [{words: Dan Specimen, may_miss: perhaps}]\n",
            "'may_miss' must be true or fa",
        ),
        ("    names: [{word: Dan Specimen}]\n", "'words' is missing"),
        ("    names: [{words: Dan Specimen, begins: x}]\n", "unknown field 'begins'"),
        (
            "    names: [[Dan]]\n",
            "an item of 'names' must be text, or fields such as {words: ...",
        ),
        ("    names: [~, '']\n", "an item of 'names' must be text"),
        ("    cables: [{words: 08LIMA1}]\n", "'cable' is missing"),
        ("    cables: [LIMA 12]\n", "'LIMA 12' has no year"),
        ("    paras: [08LIMA12]\n", "'08LIMA12' is not a para of a cable"),
        ("    patterns: ['(?<=a)b']\n", "lookahead and lookbehind are not supported"),
        ("    patterns: ['x*']\n", "matches an empty text: it would match everywhere"),
        ("    passages: [ab]\n", "'ab' is too short: write at least 3"),
        ("    names: [L]\n", "'L' is too short: write at least 2"),
        ("    passages: words\n", "'passages' must be a list"),
    ],
)
def test_a_faulty_item_is_an_error_with_its_line(items: str, message: str) -> None:
    assert any(line.startswith("f.yml:5: ") and message in line for line in faults(HEAD + items))


@pytest.mark.parametrize("text", ["", "# rules: []\n", "acknowledged: []\n", "~", "{}"])
def test_a_file_without_rules_says_so_or_is_an_error(text: str) -> None:
    assert "'rules' is missing: write 'rules: []'" in faults(text)[0]
    assert read_redactions("rules: []\n", "f.yml").rules == ()


def test_rules_without_a_value_are_no_decision() -> None:
    assert "'rules' must be a list" in faults("rules:\n")[0]


def test_a_long_text_is_not_repeated_whole() -> None:
    (message,) = faults(HEAD + f"    cables: [{'9' * 100_000}]\n")
    assert len(message) < 300


def test_a_rule_is_the_same_in_every_process_and_on_every_line() -> None:
    one = rule("    names: [{words: Dan, may_miss: true}, {words: Ada, may_miss: true}]\n")
    moved = replace(one, lines={"Dan": 99})
    assert one == moved
    assert digest_of(one) == digest_of(moved)
    assert digest_of(one) != digest_of(replace(one, may_miss=frozenset({"Dan"})))
    copy = pickle.loads(pickle.dumps(one))
    assert copy == one
    assert (copy.may_miss, copy.lines) == ({"Dan", "Ada"}, {})
    assert one.__reduce__()[1][0]["may_miss"] == ("Ada", "Dan")  # type: ignore[index]


def test_a_para_is_known_by_cable_and_anchor() -> None:
    (para,) = rule("    paras: [08LIMA12 27.A]\n").paras
    assert para == ParaName(mrn=para.mrn, anchor=para.anchor)
    assert para.key == "08LIMA12 p-27-a"
