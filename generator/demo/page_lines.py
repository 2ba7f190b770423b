"""Cuts a text into transmission sections: page lines, repeated captions, missing sections."""

from __future__ import annotations

from generator.demo.dice import Dice
from generator.demo.layout import BLANK, DemoLine, DemoLineKind
from generator.demo.plans import Plan

PAGE = 4400
"""Characters of a transmission page."""


def sections_of(plan: Plan, rows: list[DemoLine]) -> int:
    """How many sections the message was sent in."""
    length = sum(len(row.text) + 1 for row in rows)
    return 1 if length < PAGE * 1.15 else -(-length // PAGE)


def cut(plan: Plan, rows: list[DemoLine], sections: int) -> list[DemoLine]:
    """The rows with a page line where each further section begins."""
    if sections < 2:
        return rows
    dice = plan.dice("pages")
    form = dice.weighted((("own", 60), ("inside", 25), ("none", 15)))
    if form == "none":
        return rows
    numbered = dice.weighted((("whole", 70), ("halves", 30)))
    found: list[DemoLine] = []
    length, page = 0, 1
    lost = dice.between(2, sections) if sections > 2 and dice.chance(0.06) else 0
    for row in rows:
        if (
            length + len(row.text) > page * PAGE
            and page < sections
            and row.kind is DemoLineKind.TEXT
        ):
            page += 1
            if page == lost:
                found.append(row)
                continue
            line = _page_line(plan, page, sections, halves=numbered == "halves")
            found.extend(_parted(dice, row, line, inside=form == "inside"))
        else:
            found.append(row)
        length += len(row.text) + 1
    return found


def _page_line(plan: Plan, page: int, sections: int, *, halves: bool) -> str:
    if plan.sent.year < 1990:
        name = plan.post.name[:6].rstrip()
        return f"PAGE {page:02d}        {name}  {plan.number % 100000:05d}"
    shown = f"{page:03d}.2" if halves else f"{page:03d}"
    return f"{plan.post.name} {plan.number:08d}  {shown} OF {sections:03d}"


def _parted(dice: Dice, row: DemoLine, line: str, *, inside: bool) -> list[DemoLine]:
    """The row with the page line before it, or between two of its words."""
    old = line.startswith("PAGE")
    words = row.text.split(" ")
    if len(words) < 8:
        return [DemoLine(DemoLineKind.FIXED, line), row]
    at = dice.between(4, len(words) - 3)
    before, after = " ".join(words[:at]), " ".join(words[at:])
    if inside and not old:
        return [DemoLine(DemoLineKind.TEXT, f"{before} {line} {after}")]
    page = [BLANK, DemoLine(DemoLineKind.FIXED, line), BLANK]
    return [DemoLine(DemoLineKind.TEXT, before), *page, DemoLine(DemoLineKind.TEXT, after)]
