"""What rules are in force, and what is said of items that hit nothing."""

from __future__ import annotations

import pytest

from generator.editions.misses import in_force, misses, nearest_cable
from generator.model import Anchor, Mrn, Rule
from tests.editions import rules

(NAMES, NUMBERS) = RULES = rules("""
rules:
  - id: names
    reason: security
    note: A note.
    names:
      - Ada Specimen
      - {words: Dan Specimen, may_miss: true}
    passages: [Casa Example]
    patterns: [CASE-1]
  - id: numbers
    reason: security
    note: A note.
    paras:
      - 08LIMA12 ¶1
    cables: [08LIMA000013]
""").rules

ALL = {(rule.id, key): 1 for rule in RULES for _, key in rule.items}
KNOWN = {Mrn("08LIMA12"), Mrn("08LIMA13")}
PARAS = {Mrn("08LIMA12"): (Anchor("p-1"), Anchor("p-2"))}


def without(*keys: tuple[str, str]) -> list[str]:
    hits = {key: 0 if key in keys else count for key, count in ALL.items()}
    return misses(RULES, hits, KNOWN, PARAS)


def test_items_that_hit_are_not_mentioned() -> None:
    assert without() == []


def test_an_item_that_hits_nothing_is_named_by_line_and_never_by_its_words() -> None:
    (name,) = without(("names", "Ada Specimen"))
    assert name == (
        "content/curated/redactions.yml:7: name 1 of the rule 'names' hits nothing. Correct it, or "
        "mark it 'may_miss: true'."
    )
    (passage,) = without(("names", "Casa Example"))
    (pattern,) = without(("names", "CASE-1"))
    assert "yml:9: passage 1 of the rule 'names' hits nothing" in passage
    assert "yml:10: pattern 1 of the rule 'names' hits nothing" in pattern
    message = "".join(misses(RULES, {}, KNOWN, PARAS))
    assert not any(word in message for word in ("Ada", "Dan", "Casa", "CASE"))


def test_an_item_that_may_miss_is_not_mentioned() -> None:
    assert without(("names", "Dan Specimen")) == []


def test_an_item_that_the_core_did_not_count_hits_nothing() -> None:
    assert len(misses(RULES, {}, KNOWN, PARAS)) == 5


def test_a_hit_of_another_rule_is_none() -> None:
    assert len(misses([NAMES], {("numbers", "Ada Specimen"): 1}, KNOWN, PARAS)) == 3


@pytest.mark.parametrize(
    ("known", "hint"),
    [
        (
            {"08LIMA12", "08LIMA113"},
            ": there is no cable 08LIMA13; did you mean 08LIMA113? Correct",
        ),
        ({"08QUITO12", "07LIMA13"}, ": there is no cable 08LIMA13; did you mean 07LIMA13? Correct"),
        ({"08LIMA12", "08LINA13"}, ": there is no cable 08LIMA13; did you mean 08LINA13?"),
        ({"07QUITO5"}, ": there is no cable 08LIMA13. Correct"),
    ],
)
def test_a_cable_that_is_not_held_has_the_nearest_as_a_hint(known: set[str], hint: str) -> None:
    held = {Mrn(mrn) for mrn in known}
    message = misses([NUMBERS], {("numbers", "08LIMA12 p-1"): 1}, held, PARAS)
    assert len(message) == 1
    assert f"yml:16: cable 08LIMA13 of the rule 'numbers' hits nothing{hint}" in message[0]


def test_a_para_that_is_not_there_has_the_nearest_as_a_hint() -> None:
    paras = {Mrn("08LIMA12"): (Anchor("p-2"), Anchor("p-30"))}
    (message,) = misses([NUMBERS], {("numbers", "08LIMA13"): 1}, KNOWN, paras)
    assert (
        "yml:15: para 08LIMA12 p-1 of the rule 'numbers' hits nothing: 08LIMA12 has no " in message
    )
    assert "no para p-1; did you mean p-2?" in message
    (message,) = misses([NUMBERS], {("numbers", "08LIMA13"): 1}, {Mrn("08LIMA13")}, {})
    assert "there is no cable 08LIMA12; did you mean 08LIMA13?" in message


def test_the_nearest_cable_differs_in_one_part() -> None:
    held = [Mrn("08LIMA120"), Mrn("07LIMA120"), Mrn("08QUITO12")]
    assert nearest_cable(Mrn("08LIMA12"), held) == "08LIMA120"
    assert nearest_cable(Mrn("09LIMA12"), held) is None
    assert nearest_cable(Mrn("x"), held) is None


def test_how_much_is_in_force() -> None:
    assert in_force(RULES, 7) == (
        "2 rules in force (2 names, 1 passage, 1 pattern, 1 para, 1 cable), hitting 7 places."
    )
    assert in_force((), 0) == (
        "0 rules in force (0 names, 0 passages, 0 patterns, 0 paras, 0 cables), hitting 0 places."
    )


def test_a_rule_from_no_file_has_the_first_line() -> None:
    bare = Rule(id="a", reason=NAMES.reason, note="n", kind="name", names=("Ada Specimen",))
    assert ".yml:1: name 1 of" in misses([bare], {}, (), {})[0]
