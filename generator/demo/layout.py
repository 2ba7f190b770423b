"""Sets elements on lines as a drafter's terminal or a publisher's rendering did."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from generator.demo.dice import Dice
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


class MarkStyle(StrEnum):
    """How a publisher shows the paragraph mark, which was never typed."""

    PILCROW = "pilcrow"
    LINK = "link"
    NONE = "none"


class DemoLineKind(StrEnum):
    """What a line is, for those who must not put something into the middle of it."""

    TEXT = "text"
    BLANK = "blank"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class DemoLine:
    """One line."""

    kind: DemoLineKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How the copy of one cable looks."""

    mark: MarkStyle
    width: int | None
    """Columns of the lines; None where a rendering put each paragraph on one line."""
    gap: str
    """What stands behind number and marking."""
    close: bool
    """True where no blank stands behind the number: `7.(U) Text`."""
    rule: str
    """How headings are shown."""
    digits: tuple[tuple[int, int], ...]
    """Runs of paragraph numbers of which the mark became a digit, ends included."""


BLANK = DemoLine(DemoLineKind.BLANK, "")
NUMBERED = re.compile(r"(?=\d{1,4}\. |\d{1,4}\.$|[A-Z]\. )")
"""Where a publisher took a line for the beginning of a paragraph."""


def style_of(plan: Plan, *, marked: bool) -> Style:
    """The style of a cable; marks become digits only where portion markings show the numbers."""
    dice = plan.dice("style")
    mark = dice.weighted(((MarkStyle.PILCROW, 72), (MarkStyle.LINK, 10), (MarkStyle.NONE, 18)))
    native = mark is not MarkStyle.LINK and dice.chance(0.7)
    runs: tuple[tuple[int, int], ...] = ()
    last = plan.first + plan.paras - 1
    if (
        mark is MarkStyle.LINK
        and marked
        and plan.first == 1
        and plan.paras > 4
        and dice.chance(0.5)
    ):
        begin = dice.between(3, last - 1)
        runs = ((begin, dice.between(begin + 1, last)),)
    return Style(
        mark=mark,
        width=dice.between(55, 69) if native else None,
        gap=dice.pick((" ", "  ")) if native else " ",
        close=mark is not MarkStyle.LINK and dice.chance(0.09),
        rule=dice.weighted(
            (("under", 45), ("both", 20), ("parted", 8), ("split", 7), ("none", 20))
        ),
        digits=runs,
    )


def rows_of(elements: list[Element], style: Style, dice: Dice) -> list[DemoLine]:
    """The lines of the text, with blank lines between elements."""
    rows: list[DemoLine] = []
    for element in elements:
        rows.append(BLANK)
        if isinstance(element, DemoHeading):
            rows.extend(_heading(element, style, dice))
        else:
            rows.extend(_para(element, style))
    return rows


def _heading(heading: DemoHeading, style: Style, dice: Dice) -> list[DemoLine]:
    words = heading.words
    length = min(len(words), 60)
    if words.startswith("//"):
        return [DemoLine(DemoLineKind.FIXED, words)]
    dashes = "-" * length
    line = DemoLine(DemoLineKind.FIXED, words)
    match style.rule:
        case "under":
            return [line, DemoLine(DemoLineKind.FIXED, dashes)]
        case "both":
            return [
                DemoLine(DemoLineKind.FIXED, dashes),
                line,
                DemoLine(DemoLineKind.FIXED, dashes),
            ]
        case "parted":
            return [line, BLANK, DemoLine(DemoLineKind.FIXED, dashes)]
        case "split":
            return [line, DemoLine(DemoLineKind.FIXED, f"{'-' * 45} {'-' * dice.between(3, 9)}")]
        case _:
            return [line]


def _para(para: DemoPara, style: Style) -> list[DemoLine]:
    rows: list[DemoLine] = []
    for index, block in enumerate(para.blocks):
        if index:
            rows.append(BLANK)
        rows.extend(_block(block, style, _lead(para, style) if index == 0 else "", para.number))
    return rows


def _lead(para: DemoPara, style: Style) -> str:
    """`7. (SBU) ` as it was typed."""
    number = f"{para.number}." if para.number is not None else ""
    marking = f"({para.marking})" if para.marking else ""
    if number and marking:
        number += "" if style.close else style.gap
    text = number + marking
    return text + (style.gap if text else "")


def _block(block: Block, style: Style, lead: str, number: int | None) -> list[DemoLine]:
    match block:
        case Lines(rows):
            return [DemoLine(DemoLineKind.FIXED, row) for row in rows]
        case DemoItem(marker, words):
            text = f"{marker} {words}"
        case Text(words):
            text = lead + words
    lines = _wrapped(text, style.width)
    marked = [_marked(line, style) for line in lines]
    if lead and number is not None and any(a <= number <= b for a, b in style.digits):
        marked[0] = f"1{lines[0]}"
    return [DemoLine(DemoLineKind.TEXT, line) for line in marked]


def _marked(line: str, style: Style) -> str:
    """A publisher's mark before whatever looks like the beginning of a paragraph."""
    if style.mark is MarkStyle.NONE or not NUMBERED.match(line):
        return line
    return ("¶" if style.mark is MarkStyle.PILCROW else "[1](#)") + line


def _wrapped(text: str, width: int | None) -> list[str]:
    """Lines of at most `width` columns; a longer word stands alone.

    A number that ends a sentence goes to the next line a little early: so it comes to stand where
    a paragraph could begin.
    """
    if width is None:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        number = word.endswith(".") and word[:-1].isdigit()
        room = width - (2 if number else 0)
        if line and len(line) + 1 + len(word) > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]
