"""Marks in the text for what publishers withheld or left out, and the codes on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator import facts
from generator.model import Block, Gap, GapKind, Para
from generator.model.releases import spaced_mark
from generator.render import site_links, urls
from generator.render.markdown import Md, attribute, escape, preformatted


@dataclass(frozen=True, slots=True)
class GapMark:
    """The mark of a gap, in place of part of a block's text."""

    start: int
    """Offset in the block's text."""
    end: int
    """Offset after the words that the mark has too; `start` where it has none."""
    markup: Md


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionView:
    """An exemption code on a page, with its meaning."""

    code: str
    link: str
    """Link to what was withheld under it."""
    meaning: str
    law: str


def gap_marks(block: Block, page: str) -> list[GapMark]:
    """The marks of the gaps in a block, with links from `page`."""
    return [
        GapMark(
            gap.offset,
            gap.offset + (len(gap.text) if gap.kind is GapKind.COVERED else 0),
            _spaced(block.text, gap, gap_mark(gap, page)),
        )
        for gap in block.gaps
    ]


def _spaced(text: str, gap: Gap, mark: Md) -> Md:
    return mark if gap.kind is GapKind.COVERED else Md(spaced_mark(text, gap, mark))


def gap_mark(gap: Gap, page: str) -> Md:
    """The publisher's words for a gap and its codes: `[2 lines not declassified: B1]`."""
    if gap.kind is GapKind.COVERED:
        title = "Covered by the publisher of this copy"
        return Md(f'<span class="rt-gap" title="{title}">{escape(gap.text)}</span>')
    codes = ", ".join(_code(code, page) for code in gap.codes)
    title = "Omitted" if gap.kind is GapKind.OMITTED else "Withheld"
    return Md(
        f'<span class="rt-gap" title="{title} by the publisher of this copy">'
        f"{escape(gap.words)}{': ' if codes else ''}{codes}{escape(']')}</span>"
    )


def _code(code: str, page: str) -> str:
    link = site_links.link(page, urls.withheld_under_page(code))
    fact = facts.exemptions().get(code)
    title = attribute(f"{fact.meaning} ({fact.source})" if fact else code)
    return f'[{escape(code)}]({link}){{: .rt-code title="{title}" }}'


def raw_gap_mark(gap: Gap) -> str:
    """The mark in raw HTML, without links."""
    words = gap.text if gap.kind is GapKind.COVERED else gap.mark
    return f'<span class="rt-gap">{preformatted(words)}</span>'


def codes_on_page(gaps: Iterable[Gap], page: str) -> list[ExemptionView]:
    """The exemption codes of gaps, each once, in the order of the laws."""
    used = {code for gap in gaps for code in gap.codes}
    return [
        ExemptionView(
            code=code,
            link=site_links.link(page, urls.withheld_under_page(code)),
            meaning=fact.meaning,
            law=fact.source,
        )
        for code, fact in facts.exemptions().items()
        if code in used
    ]


def gaps_of(paras: Sequence[Para]) -> Iterable[Gap]:
    """The gaps in paras, in order."""
    return (gap for para in paras for block in para.blocks for gap in block.gaps)
