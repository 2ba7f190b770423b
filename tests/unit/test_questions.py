"""Questionnaires: the same question in several cables, side by side."""

from __future__ import annotations

from pathlib import Path

from generator import parse_cable
from generator.indexes.questions import answer_blocks, find_questions, join_questions
from generator.model import Question, StoredCable
from tests.cables import filed_cable

SAMPLE = Path(__file__).resolve().parents[2] / "content" / "cables" / "08MEXICO721.txt"

ONE = "QUESTION A. Does the country mine salt?\n\nPOST RESPONSE: Yes."
TWO = "QUESTION B: Who mines it?\n\nPOST RESPONSE: Miners."


def questions_of(*filed: StoredCable) -> tuple[Question, ...]:
    return join_questions(use for f in filed for use in find_questions(f.cable))


def answered_questions(*filed: StoredCable) -> list[tuple[str, str, list[str]]]:
    """Letter, words and answering cables of each question."""
    return [(q.letter, q.text, [a.mrn for a in q.answers]) for q in questions_of(*filed)]


def test_the_samples_questions() -> None:
    cable = parse_cable(SAMPLE.read_text(encoding="utf-8"))
    questions = questions_of(StoredCable(name="x", cable=cable))
    assert [q.letter for q in questions] == [*"ABCDE", *"ABCDEFGHIJKLM", *"ABCD"]
    assert [q.answers[0].anchor for q in questions] == [f"p-{n}" for n in range(5, 27)]
    assert len({q.key for q in questions}) == 22
    assert questions[5].heading == "INVESTIGATION AND PROSECUTION OF TRAFFICKERS"


def test_the_same_words_are_the_same_question() -> None:
    one = filed_cable("07EXAMPLE1", "An introduction.", ONE, TWO)
    two = filed_cable(
        "08OTHERPOST2", "An introduction.", ONE.replace("country mine", "COUNTRY  mine"), TWO
    )
    assert answered_questions(one, two) == [
        ("A", "Does the COUNTRY mine salt?", ["07EXAMPLE1", "08OTHERPOST2"]),
        ("B", "Who mines it?", ["07EXAMPLE1", "08OTHERPOST2"]),
    ]


def test_questions_of_one_para_have_answers_of_their_own() -> None:
    texts = ("Q1/A. Who mines it?", "A: Miners.", "Q2: Why?", "A: It is needed.", "Q. Where?")
    filed = filed_cable("07EXAMPLE1", "\n\n".join(texts))
    assert answered_questions(filed) == [
        ("1/A", "Who mines it?", ["07EXAMPLE1"]),
        ("2", "Why?", ["07EXAMPLE1"]),
        ("", "Where?", ["07EXAMPLE1"]),
    ]
    para = filed.cable.paras[0]

    def answer(question: str) -> list[str]:
        return [para.blocks[i].text for i in answer_blocks(para, question)]

    assert answer("WHO  mines it?") == ["Miners."]
    assert answer("Why?") == ["It is needed."]
    assert answer("Where?") == answer("In other words?") == ["Miners.", "It is needed."]


def test_a_cable_known_to_the_year_comes_after_one_of_the_year_before() -> None:
    dated = filed_cable("07EXAMPLE1", "An introduction.", ONE)
    text = "\n".join(
        line.text for line in filed_cable("08AAA2", "An introduction.", ONE).cable.lines
    )
    year = parse_cable(text.replace("R 010900Z JUN 08\n", ""), name="08AAA2")
    (question,) = questions_of(dated, StoredCable(name="08AAA2.txt", cable=year))
    assert [answer.mrn for answer in question.answers] == ["07EXAMPLE1", "08AAA2"]


def test_different_words_are_a_different_question() -> None:
    one = filed_cable("07EXAMPLE1", "An introduction.", ONE)
    two = filed_cable("08OTHERPOST2", "An introduction.", ONE.replace("mine", "sell"))
    assert [len(answers) for _, _, answers in answered_questions(one, two)] == [1, 1]


def test_answers_alone_need_the_same_instruction() -> None:
    para = "27.A. (SBU) Yes, much salt."

    def answering(mrn: str, header: str) -> StoredCable:
        text = filed_cable(mrn, "An introduction.", header=header)
        source = "\n".join(line.text for line in text.cable.lines) + f"\n\n{para}\n"
        return StoredCable(name=f"{mrn}.txt", cable=parse_cable(source, name=mrn))

    one = answering("07EXAMPLE1", "REF: 06 STATE 202745")
    two = answering("07OTHERPOST2", "REF: 06 STATE 202745")
    other = answering("07THIRDPOST3", "REF: 06 STATE 999")
    assert [(letter, cables) for letter, _, cables in answered_questions(one, two, other)] == [
        ("27.A", ["07EXAMPLE1", "07OTHERPOST2"]),
        ("27.A", ["07THIRDPOST3"]),
    ]
    assert answered_questions(answering("07EXAMPLE1", "")) == []


def test_another_cable_changes_no_key() -> None:
    one = filed_cable("07EXAMPLE1", "An introduction.", ONE, TWO)
    two = filed_cable("06OTHERPOST2", "An introduction.", TWO, ONE)
    keys = {q.text: q.key for q in questions_of(one)}
    assert keys == {q.text: q.key for q in questions_of(two, one)}
    assert all(len(key) <= 60 for key in keys.values())
