"""Generate the demo's cables from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator.demo.bodies import write_body
from generator.demo.damage import (
    break_sentence,
    corrupt_letters,
    drop_accents,
    insert_stray_caption,
    redact,
    truncate,
)
from generator.demo.demo_ending import add_ending
from generator.demo.demo_header import header_lines
from generator.demo.layout import MarkStyle, choose_style, layout_lines
from generator.demo.page_lines import insert_page_lines, section_count
from generator.demo.para_elements import DemoPara
from generator.demo.plans import Plan, plans
from generator.demo.story import Story
from generator.demo.titles import make_titles
from generator.model import Mrn


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCable:
    """One invented cable."""

    name: Mrn
    """Its MRN, also the file name without its extension."""
    text: str
    """The text of the file."""
    numbers: tuple[int, ...]
    """The paragraph numbers as written; empty for unnumbered text."""
    damaged: bool
    """True if text was cut out, so that numbers may be missing."""


def demo_cables(count: int, seed: int) -> Iterator[DemoCable]:
    """The first `count` cables for a seed.

    A larger demo begins with the cables of a smaller one with the same seed.
    """
    return map(_cable, islice(plans(seed), count))


def _cable(plan: Plan) -> DemoCable:
    story = Story(plan)
    titles = make_titles(plan, story)
    elements, para_removed = redact(plan, story, write_body(plan, story))
    paras = [element for element in elements if isinstance(element, DemoPara)]
    style = choose_style(plan, marked=all(para.marking is not None for para in paras))
    lines = layout_lines(elements, style, plan.dice("headings"))
    sections = section_count(lines)
    lines = insert_page_lines(plan, lines, sections)
    lines = break_sentence(plan, insert_stray_caption(plan, lines))
    lines, truncated = truncate(plan, add_ending(plan, lines))
    dice = plan.dice("file")
    end = " \n" if style.width is not None and dice.chance(0.6) else "\n"
    body = drop_accents(plan, corrupt_letters(plan, end.join(line.text for line in lines)))
    if style.mark is MarkStyle.LINK:
        body = body.replace("$", "\\$")
    elif dice.chance(0.04):
        body = body.replace('"', '""')
    header = drop_accents(plan, end.join(header_lines(plan, titles, style, sections)))
    return DemoCable(
        name=plan.mrn,
        text=f"{header}{end}{body}\n",
        numbers=tuple(para.number for para in paras if para.number),
        damaged=para_removed or truncated,
    )
