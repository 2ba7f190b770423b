"""Puts right what a scan misread in lines of a telegram whose form leaves no choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.model import Fate, Repair
from generator.parse import body_patterns, header_patterns
from generator.parse.class_line import read_class_line
from generator.parse.header_draft import is_para_start, starts_field
from generator.parse.lines import Line
from generator.parse.pattern import pattern
from generator.parse.renderings.form_lines import DIGITS
from generator.parse.renderings.rendered_text import RenderedText
from generator.parse.sentences import is_finished

SCANNED_DTG = pattern(
    r"\s*(?P<precedence>(?:[ZOPR0]\s+){0,2})(?P<digits>[0-9IlO]{6})\s?(?P<zone>[Zz2])"
    r"(?P<rest>\s+[A-Z]{3}\s+[0-9]{2}(?:\s+Z[A-Z0-9]{2,4})*)\s*(?P<scraps>[.,:;'*_-]{0,3})\s*$",
    "P 1423022 MAY 01 .",
    "0 142302Z MAY 01",
)
"""A date-time group whose `Z` is read as `2`, with scraps behind it."""
MISREAD_FIGURE = pattern(r"\b(?=[OIl0-9]*[0-9])[OIl0-9]{2,7}(?:Z)?\b", "OO1207", "O1")
"""A number with figures that are read as letters."""
GLUED_PRONOUN = pattern(
    r"\s*(?P<number>[0-9]{1,2})\.(?P<one>1)\s(?=[A-Z]{2,}\s|[a-z]{2,}\s)", "2.1 WISH TO INFORM"
)
"""The number of a paragraph that begins with `I`, read as a figure."""
MISREAD_FIRST = pattern(r"\s*(?P<one>[lI|])\s?\.\s(?=\s*[(A-Z])", "l. (C) The council")
"""The number 1 of a paragraph, read as a letter."""
DECIMAL = pattern(r"\s*[0-9]{1,2}\.(?:[02-9]|1[0-9])", "2.2 Prices")
"""A number with a part: the text counts in decimals."""
NUMBER = pattern(r"\s*¶?(?P<number>[0-9]{1,2})\.(?![0-9])", "3. The council")

HEADER_LINES = 60
"""Number of lines within which the date-time group is."""

MIN_FIRST_LINE, MAX_FIRST_LINE = 40, 90
"""Number of characters of the first line of a paragraph that goes on."""

CONTEXT_WORDS = 4
"""Number of words on either side that a repair quotes."""

MIN_OPEN_PARAS, OPEN_SHARE = 2, 0.6
"""A scan put a blank line behind the first lines of paragraphs if so many, and this share of all,
have one behind an unfinished line."""


def mend_scan(rendered: RenderedText) -> RenderedText:
    """The text with misread date-time group, glued pronouns and torn first lines put right."""
    repairs: list[Repair] = []
    lines = mend_header(rendered.lines, repairs)
    _part_pronouns(lines, repairs)
    _mend_first_number(lines, repairs)
    torn = _torn_paras(lines, repairs)
    if not repairs and not torn:
        return rendered
    return replace(
        rendered,
        lines=tuple(line for line in lines if line.number not in torn),
        furniture=(
            *rendered.furniture,
            *((line, Fate.BLANK) for line in lines if line.number in torn),
        ),
        repairs=(*rendered.repairs, *repairs),
    )


def mend_header(lines: Sequence[Line], repairs: list[Repair]) -> list[Line]:
    """The lines with page lines, date-time groups and classification lines of the header mended.

    `PAGE O1 LIMA 01207 O1 OF 02`, `R 2112582 APR 99`, `UNCLAS LIMA OO1207`: each counts only where
    the mended line has the form of its kind, and the line as it is has none.
    """
    mended = list(lines)
    for index, line in enumerate(lines[:HEADER_LINES]):
        if is_para_start(line.text):
            break
        text = _mended_figures(line.text)
        rule = "scan-misread" if text is not None else "misread-time"
        if text is None and not header_patterns.DTG.match(line.text):
            text = _mended_dtg(line.text)
        if text is not None:
            before = line.text.strip()
            repairs.append(Repair(line=line.number, before=before, after=text, rule=rule))
            mended[index] = Line(line.number, line.start, line.end, text)
    return mended


def _mended_figures(text: str) -> str | None:
    """A page or classification line whose figures are read as letters; None for any other."""
    figures = MISREAD_FIGURE.regex.sub(lambda match: match[0].translate(DIGITS), text)
    if figures == text:
        return None
    is_page = body_patterns.PAGE_LINE_OLD.match(figures) is not None
    if is_page or (read_class_line(figures) and not read_class_line(text)):
        return " ".join(figures.split())
    return None


def _mended_dtg(text: str) -> str | None:
    """`P 1423022 MAY 01 .` as `P 142302Z MAY 01`, if that is a time; None for any other line."""
    match = SCANNED_DTG.match(text)
    if match is None:
        return None
    precedence = match["precedence"].replace("0", "O")
    mended = f"{precedence}{match['digits'].translate(DIGITS)}Z{match['rest']}"
    is_time = header_patterns.DTG.match(mended) and _is_time(mended[len(precedence) :])
    return mended if is_time else None


def _is_time(text: str) -> bool:
    """True for a possible day, hour and minute: `142302Z`."""
    day, hour, minute = int(text[:2]), int(text[2:4]), int(text[4:6])
    return 1 <= day <= 31 and hour < 24 and minute < 60


def _part_pronouns(lines: list[Line], repairs: list[Repair]) -> None:
    """`2.1 WISH` is `2. I WISH` between paragraphs 1 and 3, unless the text counts in decimals."""
    glued = [(i, m) for i, line in enumerate(lines) if (m := GLUED_PRONOUN.match(line.text))]
    if not glued or any(DECIMAL.match(line.text) for line in lines):
        return
    numbers = [m["number"] for line in lines if (m := NUMBER.match(line.text))]
    for index, match in glued:
        number = int(match["number"])
        beside = {str(number - 1), str(number + 1)}
        if str(number) in numbers or not beside <= {*numbers, "0"}:
            continue
        line = lines[index]
        text = f"{line.text[: match.start('one')]} I{line.text[match.end('one') :]}"
        repairs.append(
            Repair(line=line.number, before=f"{number}.1", after=f"{number}. I", rule="misread-one")
        )
        lines[index] = Line(line.number, line.start, line.end, text)


def _mend_first_number(lines: list[Line], repairs: list[Repair]) -> None:
    """`l. (C)` is `1. (C)` if it is the only such line, above 2, of a text without a 1."""
    places = [i for i, line in enumerate(lines) if MISREAD_FIRST.match(line.text)]
    if len(places) != 1:
        return
    index = places[0]
    numbers = [m["number"] for line in lines if (m := NUMBER.match(line.text))]
    below = [m["number"] for line in lines[index:] if (m := NUMBER.match(line.text))]
    match = MISREAD_FIRST.match(lines[index].text)
    if match is None or "1" in numbers or below[:1] != ["2"]:
        return
    line = lines[index]
    text = f"1.{line.text[match.end() - 1 :]}"
    before = match[0].strip()
    repairs.append(Repair(line=line.number, before=before, after="1.", rule="misread-one"))
    lines[index] = Line(line.number, line.start, line.end, text)


def _torn_paras(lines: Sequence[Line], repairs: list[Repair]) -> set[int]:
    """The numbers of the blank lines that a scan put behind the first lines of paragraphs."""
    torn: dict[int, Repair] = {}
    whole = 0
    for (first, second), (_, third) in pairwise(pairwise(lines)):
        if not is_para_start(first.text):
            continue
        is_open = MIN_FIRST_LINE <= len(first.text) <= MAX_FIRST_LINE and not is_finished(
            first.text
        )
        if is_open and second.is_blank and not (third.is_blank or _begins(third.text)):
            torn[second.number] = rejoined(first, third)
        else:
            whole += 1
    if len(torn) < max(MIN_OPEN_PARAS, OPEN_SHARE * (len(torn) + whole)):
        return set()
    repairs.extend(torn.values())
    return set(torn)


def rejoined(first: Line, following: Line) -> Repair:
    """The repair of a sentence between two lines, with some words of each."""
    before = " ".join(first.text.split()[-CONTEXT_WORDS:])
    after = " ".join(following.text.split()[:CONTEXT_WORDS])
    return Repair(
        line=following.number,
        before=f"{before} / {after}",
        after=f"{before} {after}",
        rule="sentence-rejoined",
    )


def _begins(text: str) -> bool:
    """True for a line that begins a field or paragraph."""
    return starts_field(text) or is_para_start(text)
