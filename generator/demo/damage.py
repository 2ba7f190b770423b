"""Damage a text as real copies are damaged: lost accents, wrong apostrophes, redacted names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from generator.demo.layout import BLANK, DemoLine
from generator.demo.para_elements import (
    Block,
    DemoHeading,
    DemoPara,
    Element,
    Lines,
    Text,
)
from generator.demo.plans import Plan
from generator.demo.story import Story

REDACTED = "XXXXXXXXXXXX"
"""What a publisher put in place of a redacted name."""

_ACCENTED = re.compile(r"[^\x00-\x7f¶]")
_POSSESSIVE = re.compile(r"(?<=[A-Za-z])'s\b")


def redact(plan: Plan, story: Story, elements: list[Element]) -> tuple[list[Element], bool]:
    """Redact some cables as a publisher would: a name everywhere, or one whole paragraph.

    The second value is true if a paragraph was removed without a trace.
    """
    dice = plan.dice("redaction")
    if not dice.chance(0.07 if plan.classification == "UNCLAS" else 0.25):
        return elements, False
    form = dice.weighted((("name", 60), ("para", 25), ("removed", 15)))
    if form == "name":
        person = story.cast.persons[0]
        names = (f"{person.given} {person.surname}", person.surname)
        return [_redact_element(element, names) for element in elements], False
    numbered = [
        (index, element)
        for index, element in enumerate(elements)
        if isinstance(element, DemoPara) and element.number
    ]
    if len(numbered) < 4:
        return elements, False
    index, para = numbered[dice.between(1, len(numbered) - 2)]
    before, after = elements[:index], elements[index + 1 :]
    if form == "para":
        return [*before, replace(para, blocks=(Text(REDACTED),)), *after], False
    return [*before, *after], True


def _redact_element(element: Element, names: tuple[str, ...]) -> Element:
    if isinstance(element, DemoHeading):
        return DemoHeading(_redact_words(element.words, names))
    return replace(element, blocks=tuple(_redact_block(block, names) for block in element.blocks))


def _redact_block(block: Block, names: tuple[str, ...]) -> Block:
    if isinstance(block, Lines):
        return block
    return replace(block, words=_redact_words(block.words, names))


def _redact_words(words: str, names: tuple[str, ...]) -> str:
    for name in names:
        words = words.replace(name, REDACTED)
    return words


# --- Damage to lines -------------------------------------------------------------------------


def truncate(plan: Plan, lines: list[DemoLine]) -> tuple[list[DemoLine], bool]:
    """Cut a few cables short, or remove a section. The second value is true if text was cut."""
    dice = plan.dice("cut")
    if len(lines) < 20 or not dice.chance(0.035):
        return lines, False
    if dice.chance(0.6):
        end = dice.between(len(lines) // 2, len(lines) - 5)
        return [*lines[:end], DemoLine("...")], True
    begin = dice.between(len(lines) // 3, len(lines) - 12)
    missing = [BLANK, DemoLine("* Missing Section 002 *"), BLANK]
    return [*lines[:begin], *missing, *lines[begin + 10 :]], True


def insert_stray_caption(plan: Plan, lines: list[DemoLine]) -> list[DemoLine]:
    """Insert `SIPDIS` in the middle of a sentence, where the transmission repeated it."""
    dice = plan.dice("stray")
    candidates = _continuation_lines(lines)
    if plan.sent.year < 2002 or not candidates or not dice.chance(0.03):
        return lines
    index = dice.pick(candidates)
    gap = [BLANK] if dice.chance(0.5) else []
    return [*lines[:index], *gap, DemoLine("SIPDIS"), *gap, *lines[index:]]


def break_sentence(plan: Plan, lines: list[DemoLine]) -> list[DemoLine]:
    """Insert a blank line in the middle of a sentence, where a page line was removed."""
    dice = plan.dice("sentence")
    candidates = [i for i in _continuation_lines(lines) if lines[i - 1].text[-1:].islower()]
    if not candidates or not dice.chance(0.08):
        return lines
    index = dice.pick(candidates)
    return [*lines[:index], BLANK, *lines[index:]]


def _continuation_lines(lines: list[DemoLine]) -> list[int]:
    """Indexes of the lines that continue a sentence of the line before."""
    return [
        index
        for index in range(2, len(lines))
        if lines[index].is_prose and lines[index - 1].is_prose and lines[index].text[:1].islower()
    ]


# --- Damage to characters --------------------------------------------------------------------


def drop_accents(plan: Plan, text: str) -> str:
    """Keep accented letters, replace them with plain letters or `?`, or delete them."""
    form = plan.dice("accents").weighted((("kept", 25), ("plain", 55), ("mark", 12), ("lost", 8)))
    match form:
        case "kept":
            return text
        case "plain":
            return _ACCENTED.sub(lambda m: _base_letter(m[0]), text)
        case "mark":
            return _ACCENTED.sub("?", text)
        case _:
            return _ACCENTED.sub("", text)


def _base_letter(letter: str) -> str:
    special = {"ø": "o", "Ø": "O", "ð": "d", "ł": "l", "Ł": "L", "Þ": "Th", "þ": "th"}
    return special.get(letter) or unicodedata.normalize("NFD", letter)[0]


def corrupt_letters(plan: Plan, text: str) -> str:
    """Replace apostrophes with `,` or `Q` in some cables; garble a few letters in fewer."""
    dice = plan.dice("letters")
    apostrophe = dice.weighted((("kept", 92), ("comma", 6), ("Q", 1)))
    if apostrophe == "comma":
        text = _POSSESSIVE.sub(",s", text)
    elif apostrophe == "Q":
        text = _POSSESSIVE.sub(lambda m: "Qs" if dice.chance(0.3) else m[0], text)
    if dice.chance(0.006):
        text = re.sub("[a-z]", lambda m: dice.pick("%#5S") if dice.chance(0.004) else m[0], text)
    return text
