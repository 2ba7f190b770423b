"""The demo's cables: each a name and a text, made from a seed and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator.demo.bodies import body_of
from generator.demo.damage import cut_off, sentence_cut, stray_caption, strike_out, unaccented, worn
from generator.demo.demo_ending import close
from generator.demo.demo_header import header_lines
from generator.demo.layout import MarkStyle, rows_of, style_of
from generator.demo.page_lines import cut, sections_of
from generator.demo.para_elements import DemoPara, Element
from generator.demo.plans import Plan, plans
from generator.demo.story import Story
from generator.demo.titles import titles_of
from generator.model import Mrn


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCable:
    """One invented cable."""

    name: Mrn
    """Its MRN, which is also the name of its file."""
    text: str
    """The file's text."""
    numbers: tuple[int, ...]
    """The numbers of its paragraphs, as they were written; empty for an unnumbered one."""
    damaged: bool
    """True where text was cut out, so that numbers may be missing."""


def demo_cables(count: int, seed: int) -> Iterator[DemoCable]:
    """The first `count` cables of the demo of a seed.

    A larger demo begins with the cables of the smaller one.
    """
    return map(_cable, islice(plans(seed), count))


def _cable(plan: Plan) -> DemoCable:
    story = Story(plan)
    titles = titles_of(plan, story)
    struck = strike_out(plan, story, body_of(plan, story))
    elements = struck.elements
    style = style_of(plan, marked=_all_marked(elements))
    rows = rows_of(elements, style, plan.dice("headings"))
    sections = sections_of(plan, rows)
    rows = sentence_cut(plan, stray_caption(plan, cut(plan, rows, sections)))
    rows, cut_short = cut_off(plan, close(plan, rows))
    dice = plan.dice("file")
    end = " \n" if style.width is not None and dice.chance(0.6) else "\n"
    body = unaccented(plan, worn(plan, end.join(row.text for row in rows)))
    if style.mark is MarkStyle.LINK:
        body = body.replace("$", "\\$")
    elif dice.chance(0.04):
        body = body.replace('"', '""')
    header = unaccented(plan, end.join(header_lines(plan, titles, style, sections)))
    return DemoCable(
        name=plan.mrn,
        text=f"{header}{end}{body}\n",
        numbers=tuple(e.number for e in elements if isinstance(e, DemoPara) and e.number),
        damaged=struck.broken or cut_short,
    )


def _all_marked(elements: list[Element]) -> bool:
    return all(e.marking is not None for e in elements if isinstance(e, DemoPara))
