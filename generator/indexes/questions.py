"""Join the questions of questionnaires, each with the answers of all cables.

Two cables answer the same question if its words are the same, apart from case and punctuation. For
a cable that has the answer only ("27.A"), number and letter must be the same, and both cables must
cite the same instruction. A question in other words is a question of its own: to join them would
be a guess. An address made from the words of a question never changes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.execution.fast_pickle import fast_pickle
from generator.model import Anchor, Answer, Block, Cable, Mrn, Para, Question, QuestionnairePart

MAX_KEY_LENGTH = 48
"""Maximum number of characters of a question's words in its key."""

_WORDS = re.compile(r"[a-z0-9]+")
_LETTER = re.compile(r"(?:\b|(?<=Q))([A-PR-Z]|\d{1,3}(?:[./][A-Z])?)[.:]?$")


@fast_pickle
@dataclass(frozen=True, slots=True)
class QuestionUse:
    """A question in one cable, asked or only answered."""

    key: str
    """Equal for the same question in other cables, see `_question_key`."""
    heading: str
    """The title of its section; empty if the section has no heading."""
    letter: str
    text: str
    """The words of the question; empty if the cable has the answer only."""
    mrn: Mrn
    date: str
    """The date of the cable as far as it is known (ISO); empty if unknown."""
    anchor: Anchor
    """The para with the answer."""
    order: tuple[int, int]
    """Its position in the cable: para, question."""


def join_questions(uses: Iterable[QuestionUse]) -> tuple[Question, ...]:
    """The questions of all cables, each with its answers in the order of dates.

    The questions are sorted by the newest cable that has them, and by their order in that cable.
    """
    by_key: dict[str, list[QuestionUse]] = {}
    for use in sorted(uses, key=lambda use: (use.date, use.mrn, use.order)):
        by_key.setdefault(use.key, []).append(use)
    groups = sorted(by_key.values(), key=lambda group: _newest_first(group[-1]))
    return tuple(_question(group) for group in groups)


def _newest_first(use: QuestionUse) -> tuple[int, Mrn, tuple[int, int]]:
    return (-int(use.date.replace("-", "").ljust(8, "0")), use.mrn, use.order)


def _question(group: list[QuestionUse]) -> Question:
    newest = group[-1]
    answers = dict.fromkeys(Answer(mrn=use.mrn, anchor=use.anchor) for use in group)
    return Question(
        key=newest.key,
        heading=newest.heading,
        letter=newest.letter,
        text=newest.text,
        answers=tuple(answers),
    )


def find_questions(cable: Cable) -> Iterator[QuestionUse]:
    """The questions of a cable."""
    if cable.id is None:
        return
    date = cable.header.iso_date
    index = 0
    for section in cable.sections:
        heading = "" if section.derived else section.title
        for para in section.paras:
            index += 1
            for number, (letter, text) in enumerate(_questions_in(para)):
                key = _question_key(cable, letter, text)
                if key is not None:
                    yield QuestionUse(
                        key, heading, letter, text, cable.id, date, para.anchor, (index, number)
                    )


def _questions_in(para: Para) -> list[tuple[str, str]]:
    """Letter and words of each question in a para; no words for an answer without its question."""
    questions: list[tuple[str, list[str]]] = []
    for block in para.blocks:
        if block.part is not QuestionnairePart.QUESTION:
            continue
        if block.label or not questions:
            questions.append((_letter(block, para), []))
        questions[-1][1].append(block.text)
    if not questions and para.letter:
        return [(para.letter, "")]
    return [(letter, " ".join(" ".join(texts).split())) for letter, texts in questions]


def answer_blocks(para: Para, question: str) -> list[int]:
    """Indexes of the blocks of a para that answer the question with these words.

    They extend to the next question. If that leaves it open which they are, these are all blocks
    except questions: the para has one question only, or questions with a common answer.
    """
    runs: list[tuple[list[str], list[int]]] = []
    others = []
    for index, block in enumerate(para.blocks):
        if block.part is not QuestionnairePart.QUESTION:
            others.append(index)
            if runs:
                runs[-1][1].append(index)
            continue
        if block.label or not runs:
            runs.append(([], []))
        runs[-1][0].append(block.text)
    words = _words(question)
    answers = [blocks for texts, blocks in runs if _words(" ".join(texts)) == words]
    is_clear = len(runs) > 1 and len(answers) == 1 and bool(answers[0])
    return answers[0] if is_clear else others


def _words(text: str) -> str:
    """The words of a text in small letters, without punctuation."""
    return " ".join(_WORDS.findall(text.lower()))


def _letter(block: Block, para: Para) -> str:
    """`A` for `QUESTION A.`, from the label of the block or, if it has none, of the para."""
    match = _LETTER.search((block.label or para.label or "").rstrip(".: "))
    return match[1] if match else para.letter or ""


def _question_key(cable: Cable, letter: str, text: str) -> str | None:
    """The key of a question; None if there is neither text nor a single instruction.

    The key is made of the first words and a short hash of all words. For an answer without its
    question it is the only instruction of the Department that the cable cites, and the letter.
    """
    words = _words(text)
    if words:
        digest = hashlib.sha256(words.encode()).hexdigest()[:6]
        first_words = words
        if len(words) > MAX_KEY_LENGTH:
            first_words = words[: MAX_KEY_LENGTH + 1].rpartition(" ")[0] or words[:MAX_KEY_LENGTH]
        return f"{first_words} {digest}".replace(" ", "-")
    instructions = sorted(
        {r.target for r in cable.header.references if r.target and r.target[2:7] == "STATE"}
    )
    if len(instructions) != 1:
        return None
    return f"{instructions[0]}-{letter}".lower().replace(".", "-")
