"""The questions of questionnaires, each with the answer of every cable.

Two cables answer the same question where its words are the same, apart from case and marks;
where a cable gives the answer only ("27.A"), where number and letter are the same and both cables
cite the same instruction. A question asked in other words stands by itself: that it is the same
would be a guess, and an address made from its words never moves.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.execution.fast_pickle import fast_pickle
from generator.model import Anchor, Answer, Block, Cable, Mrn, Para, Part, Question

LONGEST_KEY = 48
"""Characters of a question's words that its key shows."""

_WORDS = re.compile(r"[a-z0-9]+")
_LETTER = re.compile(r"\b([A-Z]|\d{1,3}(?:\.[A-Z])?)[.:]?$")


@fast_pickle
@dataclass(frozen=True, slots=True)
class QuestionUse:
    """A question as one cable asks or answers it."""

    key: str
    heading: str
    letter: str
    text: str
    mrn: Mrn
    date: datetime.date
    anchor: Anchor
    """The para that answers."""
    order: tuple[int, int]
    """Its place in the cable: para, question."""


def questions(of_cables: Iterable[QuestionUse]) -> tuple[Question, ...]:
    """Every question that is `asked` in cables, with its answers in the order of dates.

    The questions stand in the order of the newest cable that has them, one questionnaire after
    the other.
    """
    by_key: dict[str, list[QuestionUse]] = {}
    for one in sorted(of_cables, key=lambda a: (a.date, a.mrn, a.order)):
        by_key.setdefault(one.key, []).append(one)
    newest = sorted(by_key.values(), key=lambda group: _order(group[-1]))
    return tuple(_question(key_group) for key_group in newest)


def _order(one: QuestionUse) -> tuple[int, Mrn, tuple[int, int]]:
    return (-one.date.toordinal(), one.mrn, one.order)


def _question(group: list[QuestionUse]) -> Question:
    newest = group[-1]
    answers = dict.fromkeys(Answer(mrn=one.mrn, anchor=one.anchor) for one in group)
    return Question(
        key=newest.key,
        heading=newest.heading,
        letter=newest.letter,
        text=newest.text,
        answers=tuple(answers),
    )


def asked(cable: Cable) -> Iterator[QuestionUse]:
    """The questions of a cable."""
    if cable.id is None:
        return
    date = cable.header.date or datetime.date.min
    index = 0
    for section in cable.sections:
        heading = "" if section.derived else section.title
        for para in section.paras:
            index += 1
            for number, (letter, text) in enumerate(_in_para(para)):
                key = _key(cable, letter, text)
                if key is not None:
                    yield QuestionUse(
                        key, heading, letter, text, cable.id, date, para.anchor, (index, number)
                    )


def _in_para(para: Para) -> list[tuple[str, str]]:
    """Letter and words of each question in a para; an answer without question has no words."""
    found: list[tuple[str, list[str]]] = []
    for block in para.blocks:
        if block.part is not Part.QUESTION:
            continue
        if block.label or not found:
            found.append((_letter(block, para), []))
        found[-1][1].append(block.text)
    if not found and para.letter:
        return [(para.letter, "")]
    return [(letter, " ".join(" ".join(texts).split())) for letter, texts in found]


def _letter(block: Block, para: Para) -> str:
    """`A` of `QUESTION A.`; the label of the para where the block has none."""
    match = _LETTER.search((block.label or para.label or "").rstrip(".: "))
    return match[1] if match else para.letter or ""


def _key(cable: Cable, letter: str, text: str) -> str | None:
    """What tells the question from others; None where nothing does.

    Words and a short hash of all of them; for an answer alone the one instruction of the
    Department that the cable cites, and the letter.
    """
    words = " ".join(_WORDS.findall(text.lower()))
    if words:
        digest = hashlib.sha256(words.encode()).hexdigest()[:6]
        cut = words[: LONGEST_KEY + 1].rpartition(" ")[0] or words[:LONGEST_KEY]
        shown = words if len(words) <= LONGEST_KEY else cut
        return f"{shown} {digest}".replace(" ", "-")
    instructions = sorted(
        {r.target for r in cable.header.references if r.target and r.target[2:7] == "STATE"}
    )
    if len(instructions) != 1:
        return None
    return f"{instructions[0]}-{letter}".lower().replace(".", "-")
