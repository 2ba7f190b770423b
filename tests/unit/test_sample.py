"""The sample cable, compared with a golden outline that was checked against the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import parse_cable
from generator.model import Cable, Fate, QuestionnairePart
from tests.cases import FIXTURES
from tests.outline import outline

SAMPLE = Path(__file__).resolve().parents[2] / "content" / "cables" / "08MEXICO721.txt"
GOLDEN = FIXTURES / "golden" / "08MEXICO721.txt"
ASPECTS = [
    "header", "references", "sections", "headings", "pages", "ending", "diagnostics", "repairs",
    "paras",
]  # fmt: skip


@pytest.fixture(scope="module")
def cable() -> Cable:
    return parse_cable(SAMPLE.read_text(encoding="utf-8"), name=SAMPLE.stem)


def test_golden(cable: Cable) -> None:
    assert outline(cable, ASPECTS) == GOLDEN.read_text(encoding="utf-8").rstrip("\n")


def test_paragraphs_1_to_26_all_marked(cable: Cable) -> None:
    assert [p.number for p in cable.paras] == list(range(1, 27))
    assert {p.marking for p in cable.paras} == {"SBU"}


def test_eleven_pages_less_the_missing_one(cable: Cable) -> None:
    assert [p.number for p in cable.pages] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 11]
    assert cable.pages_missing == (10,)


def test_each_question_has_one_answer(cable: Cable) -> None:
    asking = [p for p in cable.paras if (p.label or "").startswith("QUESTION")]
    assert len(asking) == 22
    for para in asking:
        answers = [b for b in para.blocks if b.label == "POST RESPONSE:"]
        assert len(answers) == 1
        assert answers[0].part is QuestionnairePart.ANSWER


def test_every_line_is_accounted_for(cable: Cable) -> None:
    assert len(cable.lines) == len(SAMPLE.read_text(encoding="utf-8").splitlines())
    assert [line.number for line in cable.lines if not line.fates] == []
    assert [line.number for line in cable.lines if Fate.UNPARSED in line.fates] == []


def test_statutes_and_drafters_mistakes_are_kept(cable: Cable) -> None:
    by_number = {p.number: p.text for p in cable.paras}
    assert "paragraphs 1 and 2 of this Article" in by_number[20]
    assert by_number[12].count("employers or labor agents in labor destination countries") == 2
    assert "Of the 22, (81%) of the 22" in by_number[23]
    assert "Secretary of Labor STPS)" in by_number[7]
    assert "not/not for public disclosure" in by_number[22]
