"""Portion markings that a strike-through or text recognition wrecked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.model import Repair
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.parse import body_patterns
from generator.parse.lines import Line
from generator.parse.pattern import pattern

MISREAD_SBU = pattern(r"\s*\((?:S|5|\$)(?:B|8|13|I3|l3)(?:U|u|V)\)\s*", "(513U)", "(5BU) ")
"""`(SBU)` between whole brackets, each letter as text recognition misreads it."""

WRECKED = pattern(
    r"\s*(?:(?P<open>[(&¢€£{\[])\s?[A-Za-z0-9&$¥€¢|]{1,6}[)}\]]?|(?P<bare>(?=[A-Z]{0,3}[0-9])[5S6$]{0,2}[B8][0-9A-Z]{0,3}))"
    r"\s+(?=[A-Z\"“'0-9])",
    "(5BHH This",
    "&BL4 Comment:",
    "& BL) Comment:",
    "¢6BK4 On",
    "6B After",
)
"""What is left of a struck-out marking behind the number of a paragraph."""

SBU_SHAPE = pattern(r"[^A-Za-z0-9]{0,2}[5S6$]{0,2}(?:[B8]|13)", "(5BHH", "¢6BK4", "& BL)")
PLAIN_WORD = pattern(
    r"[(\[]\s?(?:(?:[A-Z][a-z]|[a-z]{2})[a-z]*[)\]]?|(?:[A-Z]{3,}|[0-9]+)[)\]])\s",
    "(In ",
    "(NATO) ",
    "(2) ",
)
"""A word or number in brackets is not a marking."""

MIN_WRECKED = 2
"""Without a bracket, a wreck is a marking only among at least so many others."""


@dataclass(slots=True)
class MarkedText:
    """Lines of text without what is left of wrecked markings."""

    lines: list[Line]
    repairs: list[Repair] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_wrecked_marks(lines: Sequence[Line]) -> MarkedText:
    """Take wrecked markings out behind the numbers of paragraphs, and report them.

    `1. (513U) Talks` is `1. (SBU) Talks`. `1. (5BHH Talks` is a paragraph without marking, since
    what stood there is not certain.
    """
    places = {i: m for i, line in enumerate(lines) if (m := _wreck(line)) is not None}
    has_others = sum(not _is_bare(match) for _, match in places.values()) >= MIN_WRECKED
    text = MarkedText(list(lines))
    unreadable: list[Line] = []
    for index, (offset, match) in places.items():
        line = lines[index]
        if _is_bare(match) and not has_others:
            continue
        is_sure = match.re is MISREAD_SBU.regex
        after = "(SBU)" if is_sure else ""
        number, rest = line.text[:offset].rstrip(), line.text[offset + match.end() :]
        joined = f"{number} {after} {rest}" if after else f"{number} {rest}"
        text.lines[index] = Line(line.number, line.start, line.end, joined)
        rule = "scan-misread" if is_sure else "marking-unreadable"
        before = match[0].strip()
        text.repairs.append(Repair(line=line.number, before=before, after=after, rule=rule))
        if not is_sure:
            unreadable.append(line)
    if unreadable:
        first, numbers = unreadable[0], ", ".join(str(line.number) for line in unreadable)
        text.diagnostics.append(
            diagnostic(
                "marking-unreadable",
                line=first.number,
                text=first.text,
                count=len(unreadable),
                lines=numbers,
            )
        )
    return text


def _is_bare(match: re.Match[str]) -> bool:
    return match.groupdict().get("bare") is not None


def _wreck(line: Line) -> tuple[int, re.Match[str]] | None:
    """The offset behind a paragraph's number, and the match of a wrecked marking there."""
    number = body_patterns.PARA_NUMBER.match(line.text)
    if number is None or line.gap is not None:
        return None
    rest = line.text[number.end() :]
    if body_patterns.MARKING.match(rest) or PLAIN_WORD.match(rest.lstrip()):
        return None
    misread = MISREAD_SBU.match(rest)
    if misread is not None:
        return number.end(), misread
    wreck = WRECKED.match(rest)
    if wreck is None or not (wreck["bare"] or _is_marking(wreck[0].strip())):
        return None
    return number.end(), wreck


def _is_marking(text: str) -> bool:
    """True for a wreck in the shape of `(SBU)`, or a single character in brackets: `(€)`, `(G)`.

    A list begins with `(A)`, `(1)` or `(i)`.
    """
    inner = text.strip("(&¢€£{[)}] ")
    is_one = text[:1] in "({[" and text[-1:] in ")}]" and len(text) <= len("( G)")
    return SBU_SHAPE.match(text) is not None or (is_one and inner not in tuple("AaIi1"))
