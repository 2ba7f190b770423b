"""Insert the page lines that separate the sections of a transmission."""

from __future__ import annotations

from generator.demo.dice import Dice
from generator.demo.layout import BLANK, DemoLine
from generator.demo.plans import Plan

PAGE_LENGTH = 4400
"""Characters per transmission page."""


def section_count(lines: list[DemoLine]) -> int:
    """The number of sections the message was sent in."""
    length = sum(len(line.text) + 1 for line in lines)
    return 1 if length < PAGE_LENGTH * 1.15 else -(-length // PAGE_LENGTH)


def insert_page_lines(plan: Plan, lines: list[DemoLine], sections: int) -> list[DemoLine]:
    """The lines with a page line at the start of each section after the first."""
    if sections < 2:
        return lines
    dice = plan.dice("pages")
    form = dice.weighted((("own", 60), ("inside", 25), ("none", 15)))
    if form == "none":
        return lines
    numbering = dice.weighted((("whole", 70), ("halves", 30)))
    result: list[DemoLine] = []
    length, page = 0, 1
    lost_page = dice.between(2, sections) if sections > 2 and dice.chance(0.06) else 0
    for line in lines:
        page_is_full = length + len(line.text) > page * PAGE_LENGTH
        if page_is_full and page < sections and line.is_prose:
            page += 1
            if page == lost_page:
                result.append(line)
                continue
            page_line = _page_line(plan, page, sections, halves=numbering == "halves")
            result.extend(_interrupt(dice, line, page_line, inside=form == "inside"))
        else:
            result.append(line)
        length += len(line.text) + 1
    return result


def _page_line(plan: Plan, page: int, sections: int, *, halves: bool) -> str:
    if plan.sent.year < 1990:
        name = plan.post.name[:6].rstrip()
        return f"PAGE {page:02d}        {name}  {plan.number % 100000:05d}"
    page_number = f"{page:03d}.2" if halves else f"{page:03d}"
    return f"{plan.post.name} {plan.number:08d}  {page_number} OF {sections:03d}"


def _interrupt(dice: Dice, line: DemoLine, page_line: str, *, inside: bool) -> list[DemoLine]:
    """The line with the page line before it or between two of its words.

    `inside` keeps everything on one line; page lines of the old form are always on their own.
    """
    words = line.text.split(" ")
    if len(words) < 8:
        return [DemoLine(page_line), line]
    cut = dice.between(4, len(words) - 3)
    before, after = " ".join(words[:cut]), " ".join(words[cut:])
    if inside and not page_line.startswith("PAGE"):
        return [DemoLine(f"{before} {page_line} {after}", is_prose=True)]
    return [
        DemoLine(before, is_prose=True),
        BLANK,
        DemoLine(page_line),
        BLANK,
        DemoLine(after, is_prose=True),
    ]
