"""What happens to a text on its way: lost accents, commas for apostrophes, struck-out names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from generator.demo.dice import Dice
from generator.demo.layout import BLANK, DemoLine, DemoLineKind
from generator.demo.para_elements import (
    Block,
    DemoHeading,
    DemoItem,
    DemoPara,
    Element,
    Lines,
    Text,
)
from generator.demo.plans import Plan
from generator.demo.story import Story

REDACTED = "XXXXXXXXXXXX"

_ACCENTED = re.compile(r"[^\x00-\x7f¶]")


@dataclass(frozen=True, slots=True)
class DamagedText:
    """A text after damage that reaches its paragraphs, and whether numbers may now mislead."""

    elements: list[Element]
    broken: bool


def strike_out(plan: Plan, story: Story, elements: list[Element]) -> DamagedText:
    """A publisher's redactions: a name everywhere, a whole paragraph, or paragraphs removed."""
    dice = plan.dice("redaction")
    if not dice.chance(0.07 if plan.classification == "UNCLAS" else 0.25):
        return DamagedText(elements, broken=False)
    form = dice.weighted((("name", 60), ("para", 25), ("removed", 15)))
    if form == "name":
        person = story.cast.persons[0]
        names = (f"{person.given} {person.surname}", person.surname)
        return DamagedText([_without(e, names) for e in elements], broken=False)
    numbered = [i for i, e in enumerate(elements) if isinstance(e, DemoPara) and e.number]
    if len(numbered) < 4:
        return DamagedText(elements, broken=False)
    at = numbered[dice.between(1, len(numbered) - 2)]
    if form == "para":
        found = elements[at]
        assert isinstance(found, DemoPara)
        struck = replace(found, blocks=(Text(REDACTED),))
        return DamagedText([*elements[:at], struck, *elements[at + 1 :]], broken=False)
    return DamagedText([*elements[:at], *elements[at + 1 :]], broken=True)


def _without(element: Element, names: tuple[str, ...]) -> Element:
    if isinstance(element, DemoHeading):
        return DemoHeading(_struck(element.words, names))
    return replace(element, blocks=tuple(_block_without(b, names) for b in element.blocks))


def _block_without(block: Block, names: tuple[str, ...]) -> Block:
    match block:
        case Text(words):
            return Text(_struck(words, names))
        case DemoItem(marker, words):
            return DemoItem(marker, _struck(words, names))
        case Lines():
            return block


def _struck(words: str, names: tuple[str, ...]) -> str:
    for name in names:
        words = words.replace(name, REDACTED)
    return words


# --- In the lines ----------------------------------------------------------------------------


def cut_off(plan: Plan, rows: list[DemoLine]) -> tuple[list[DemoLine], bool]:
    """A copy that breaks off, or lacks a section; and whether this one is such a copy."""
    dice = plan.dice("cut")
    if len(rows) < 20 or not dice.chance(0.035):
        return rows, False
    if dice.chance(0.6):
        end = dice.between(len(rows) // 2, len(rows) - 5)
        return [*rows[:end], DemoLine(DemoLineKind.FIXED, "...")], True
    begin = dice.between(len(rows) // 3, len(rows) - 12)
    missing = [BLANK, DemoLine(DemoLineKind.FIXED, "* Missing Section 002 *"), BLANK]
    return [*rows[:begin], *missing, *rows[begin + 10 :]], True


def stray_caption(plan: Plan, rows: list[DemoLine]) -> list[DemoLine]:
    """`SIPDIS` alone in the middle of a sentence, repeated by the transmission."""
    dice = plan.dice("stray")
    inner = [
        i
        for i in range(2, len(rows))
        if rows[i].kind is DemoLineKind.TEXT
        and rows[i - 1].kind is DemoLineKind.TEXT
        and rows[i].text[:1].islower()
    ]
    if plan.sent.year < 2002 or not inner or not dice.chance(0.03):
        return rows
    at = dice.pick(inner)
    gap = [BLANK] if dice.chance(0.5) else []
    return [*rows[:at], *gap, DemoLine(DemoLineKind.FIXED, "SIPDIS"), *gap, *rows[at:]]


def sentence_cut(plan: Plan, rows: list[DemoLine]) -> list[DemoLine]:
    """A blank line in the middle of a sentence, where a page line was taken out."""
    dice = plan.dice("sentence")
    inner = [
        i
        for i in range(2, len(rows))
        if rows[i].kind is DemoLineKind.TEXT
        and rows[i - 1].kind is DemoLineKind.TEXT
        and rows[i].text[:1].islower()
        and rows[i - 1].text[-1:].islower()
    ]
    if not inner or not dice.chance(0.08):
        return rows
    at = dice.pick(inner)
    return [*rows[:at], BLANK, *rows[at:]]


def unaccented(plan: Plan, text: str) -> str:
    """The text with accents kept, left out, or lost with their letters, as a copy has them."""
    form = plan.dice("accents").weighted((("kept", 25), ("plain", 55), ("mark", 12), ("lost", 8)))
    return text if form == "kept" else _without_accents(text, form)


def worn(plan: Plan, text: str) -> str:
    """The text with apostrophes and small letters as a copy has them."""
    dice = plan.dice("letters")
    apostrophe = dice.weighted((("kept", 92), ("comma", 6), ("Q", 1)))
    if apostrophe == "comma":
        text = re.sub(r"(?<=[A-Za-z])'s\b", ",s", text)
    elif apostrophe == "Q":
        text = _some_q(dice, text)
    return _bits_flipped(dice, text) if dice.chance(0.006) else text


def _bits_flipped(dice: Dice, text: str) -> str:
    """A few small letters turned into signs, as on a bad line."""
    return re.sub("[a-z]", lambda m: dice.pick("%#5S") if dice.chance(0.004) else m[0], text)


def _without_accents(text: str, form: str) -> str:
    match form:
        case "plain":
            return _ACCENTED.sub(lambda m: _base(m[0]), text)
        case "mark":
            return _ACCENTED.sub("?", text)
        case _:
            return _ACCENTED.sub("", text)


def _base(letter: str) -> str:
    special = {"ø": "o", "Ø": "O", "ð": "d", "ł": "l", "Ł": "L", "Þ": "Th", "þ": "th"}
    return special.get(letter) or unicodedata.normalize("NFD", letter)[0]


def _some_q(dice: Dice, text: str) -> str:
    return re.sub(r"(?<=[A-Za-z])'s\b", lambda m: "Qs" if dice.chance(0.3) else m[0], text)
