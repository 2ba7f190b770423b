"""Lay out elements in lines, as a drafter's terminal or a publisher's rendering did."""

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
    """How a publisher renders the paragraph mark, which drafters never typed."""

    PILCROW = "pilcrow"
    LINK = "link"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DemoLine:
    """One line of a cable's text."""

    text: str
    is_prose: bool = False
    """True for running text, which a page line or a stray caption may interrupt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The typography of one copy of a cable."""

    mark: MarkStyle
    width: int | None
    """Columns per line; None where a rendering put each paragraph on one line."""
    gap: str
    """The space after the number and after the marking."""
    tight_number: bool
    """True if no space follows the number: `7.(U) Text`."""
    rule: str
    """How headings are underlined."""
    digits: range
    """The paragraph numbers whose mark was misread as the digit 1; often empty."""


BLANK = DemoLine("")
"""A blank line."""
NUMBER_AT_LINE_START = re.compile(r"\d{1,4}\. |\d{1,4}\.$|[A-Z]\. ")
"""Line beginnings that a publisher's software took for a new paragraph."""


def choose_style(plan: Plan, *, marked: bool) -> Style:
    """The style of a cable.

    `marked` is true if every paragraph has a portion marking. Only then may paragraph marks turn
    into digits, because the marking still shows where a paragraph begins.
    """
    dice = plan.dice("style")
    mark = dice.weighted(((MarkStyle.PILCROW, 72), (MarkStyle.LINK, 10), (MarkStyle.NONE, 18)))
    native = mark is not MarkStyle.LINK and dice.chance(0.7)
    digits = range(0)
    can_misread = mark is MarkStyle.LINK and marked and plan.first == 1 and plan.paras > 4
    if can_misread and dice.chance(0.5):
        begin = dice.between(3, plan.paras - 1)
        digits = range(begin, dice.between(begin + 1, plan.paras) + 1)
    return Style(
        mark=mark,
        width=dice.between(55, 69) if native else None,
        gap=dice.pick((" ", "  ")) if native else " ",
        tight_number=mark is not MarkStyle.LINK and dice.chance(0.09),
        rule=dice.weighted(
            (("under", 45), ("both", 20), ("spaced", 8), ("split", 7), ("none", 20))
        ),
        digits=digits,
    )


def layout_lines(elements: list[Element], style: Style, dice: Dice) -> list[DemoLine]:
    """The lines of the text, with a blank line before each element."""
    lines: list[DemoLine] = []
    for element in elements:
        lines.append(BLANK)
        if isinstance(element, DemoHeading):
            lines.extend(_heading_lines(element.words, style, dice))
        else:
            lines.extend(_para_lines(element, style))
    return lines


def _heading_lines(words: str, style: Style, dice: Dice) -> list[DemoLine]:
    line = DemoLine(words)
    dashes = DemoLine("-" * min(len(words), 60))
    if words.startswith("//"):
        return [line]
    match style.rule:
        case "under":
            return [line, dashes]
        case "both":
            return [dashes, line, dashes]
        case "spaced":
            return [line, BLANK, dashes]
        case "split":
            return [line, DemoLine(f"{'-' * 45} {'-' * dice.between(3, 9)}")]
        case _:
            return [line]


def _para_lines(para: DemoPara, style: Style) -> list[DemoLine]:
    lines: list[DemoLine] = []
    for index, block in enumerate(para.blocks):
        if index:
            lines.append(BLANK)
        prefix = "" if index else _prefix(para, style)
        lines.extend(_block_lines(block, style, prefix, para.number))
    return lines


def _prefix(para: DemoPara, style: Style) -> str:
    """Number and marking as typed: `7. (SBU) `."""
    number = f"{para.number}." if para.number is not None else ""
    marking = f"({para.marking})" if para.marking else ""
    if number and marking and not style.tight_number:
        number += style.gap
    return number + marking + (style.gap if number or marking else "")


def _block_lines(block: Block, style: Style, prefix: str, number: int | None) -> list[DemoLine]:
    match block:
        case Lines(rows):
            return [DemoLine(row) for row in rows]
        case DemoItem(marker, words):
            text = f"{marker} {words}"
        case Text(words):
            text = prefix + words
    lines = _wrap(text, style.width)
    marked = [_add_mark(line, style) for line in lines]
    if prefix and number in style.digits:
        marked[0] = f"1{lines[0]}"
    return [DemoLine(line, is_prose=True) for line in marked]


def _add_mark(line: str, style: Style) -> str:
    """The line, with a paragraph mark in front if it looks like the start of a paragraph."""
    if style.mark is MarkStyle.NONE or not NUMBER_AT_LINE_START.match(line):
        return line
    return ("¶" if style.mark is MarkStyle.PILCROW else "[1](#)") + line


def _wrap(text: str, width: int | None) -> list[str]:
    """Lines of at most `width` columns; a longer word gets a line of its own.

    A number at the end of a sentence wraps two columns early, so that some end up at the start
    of a line, where they look like a paragraph number.
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


def fill_lines(text: str, *, width: int) -> list[str]:
    """The words of a header field in lines of about `width` columns."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines
