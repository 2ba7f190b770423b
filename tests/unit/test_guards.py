"""`begins`: a rule for a para holds for its text, not for whatever has its number."""

from __future__ import annotations

import pytest

from generator.editions.guards import check_begins, missing_begins, wrong_beginnings
from generator.errors import ReftelError
from generator.model import Cable, Mrn, Rule
from tests.cables import example
from tests.editions import rules

CABLE = example(
    "08LIMA12",
    "The Ambassador said that José left.",
    "COMMENT: Nobody stayed.",
    "The Ambassador asked for more.",
)


def held(cable: Cable = CABLE) -> dict[Mrn, Cable]:
    return {Mrn("08LIMA12"): cable}


def ruled(para: str) -> tuple[Rule, ...]:
    head = "rules:\n  - id: one\n    reason: security\n    note: A note.\n    paras:\n      - "
    return rules(f"{head}{para}\n").rules


@pytest.mark.parametrize(
    "para",
    ["{para: 08LIMA12 ¶1, begins: The Ambassador said}",
     "{para: 08LIMA12 ¶1, begins: 'the ambassador, SAID that Jose'}",
     "{para: 08LIMA12 ¶2, begins: Nobody stayed}", "{para: 08LIMA12 ¶2, begins: 'Comment: Nobody'}",
     "{para: 08LIMA99 ¶1, begins: Other words}", "08LIMA12 ¶1"],
)  # fmt: skip
def test_a_para_that_begins_so_is_accepted(para: str) -> None:
    check_begins(ruled(para), held())


@pytest.mark.parametrize(
    ("para", "advice"),
    [
        ("{para: 08LIMA12 ¶2, begins: The Ambassador said}", "08LIMA12 ¶1 does: name it instead."),
        ("{para: 08LIMA12 ¶9, begins: The Ambassador asked}", "08LIMA12 ¶3 does: name it instead."),
        ("{para: 08LIMA12 ¶2, begins: The Ambassador}", "correct the number or 'begins'."),
        ("{para: 08LIMA12 ¶1, begins: The Ambassador sa}", "correct the number or 'begins'."),
        ("{para: 08LIMA12 ¶1, begins: '...'}", "correct the number or 'begins'."),
    ],
)
def test_a_para_that_begins_otherwise_is_an_error_with_its_line(para: str, advice: str) -> None:
    anchor = para.split("¶")[1][0]
    with pytest.raises(ReftelError) as raised:
        check_begins(ruled(para), held())
    assert str(raised.value) == (
        f"content/curated/redactions.yml:6: the para 08LIMA12 p-{anchor} of the rule 'one' does "
        f"not begin with the words of 'begins'; {advice}"
    )


def test_a_correction_that_shifts_paras_is_an_error() -> None:
    rule = ruled("{para: 08LIMA12 ¶1, begins: The Ambassador said}")
    shifted = example("08LIMA12", "Summary.", "The Ambassador said that José left.")
    (message,) = wrong_beginnings(rule, held(shifted))
    assert message.endswith("08LIMA12 ¶2 does: name it instead.")


def test_a_rule_without_words_is_shown_those_to_write() -> None:
    (message,) = missing_begins(ruled("08LIMA12 ¶1"), held())
    assert message.endswith(
        "Write: {para: 08LIMA12 ¶1, begins: 'The Ambassador said that José left'}"
    )
    assert missing_begins(ruled("{para: 08LIMA12 ¶1, begins: The}"), held()) == []
    assert missing_begins(ruled("08LIMA99 ¶1"), held()) == []


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_is_suggested_is_accepted(number: int) -> None:
    (message,) = missing_begins(ruled(f"08LIMA12 ¶{number}"), held())
    check_begins(ruled(message.partition("Write: ")[2]), held())
