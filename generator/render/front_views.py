"""What a cable's front page shows of its text and of other cables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Cable, Fate, Mrn, Para, para_name
from generator.model.outline import summary_paras
from generator.model.people import NameForm
from generator.model.relations import CommonFeature, CommonKind
from generator.render import site_links, urls, views
from generator.render.excerpts import excerpt
from generator.render.page_context import PageContext

MAX_WHOLE = 1_500
"""A cable with at most so many characters of text is shown whole."""

MAX_SUMMARY = 1_800
"""Characters of the summary that are shown; it is cut at the end of a word."""

MAX_PARAS = 4

HANDLERS = {
    NameForm.SIGNATURE: "Signed by",
    NameForm.DRAFTED: "Drafted by",
    NameForm.CLEARED: "Cleared by",
    NameForm.APPROVED: "Approved by",
    NameForm.RELEASED: "Released by",
}
"""The rows of the header that name who made and sent a cable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontText:
    """The text at the top of the front page."""

    title: str
    """`Text` for a whole cable, `Summary`, or `Beginning` without a summary."""
    paras: Sequence[FrontPara]
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPara:
    """A para, or its beginning."""

    name: str
    link: str
    marking: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedLine:
    """A related cable."""

    mrn: Mrn
    link: str
    date: str
    post: str
    subject: str
    reasons: str
    """What it has in common with the cable of the page, in words."""


def opening(context: PageContext, cable: Cable, mrn: Mrn, page: str) -> FrontText | None:
    """The whole text of a short cable, else its summary, else its beginning; None without text."""
    paras = [para for para in cable.paras if para.text.strip()]
    if not paras:
        return None
    if sum(len(para.text) for para in paras) <= MAX_WHOLE and len(paras) <= MAX_PARAS:
        return FrontText(title="Text", paras=_lines(context, paras, mrn, page), is_whole=True)
    summary = [para for para in summary_paras(cable) if para.text.strip()][:MAX_PARAS]
    title = "Summary" if summary else "Beginning"
    return FrontText(
        title=title, paras=_lines(context, summary or paras[:1], mrn, page), is_whole=False
    )


def _lines(context: PageContext, paras: Sequence[Para], mrn: Mrn, page: str) -> Sequence[FrontPara]:
    """The paras, cut where they are too long together."""
    lines: list[FrontPara] = []
    rest = MAX_SUMMARY
    for para in paras:
        if rest <= 0:
            break
        label = para.blocks[0].label if para.label is not None and para.blocks else None
        text = f"{label} {para.text}" if label else para.text
        text = excerpt(text, rest)
        rest -= len(text)
        lines.append(
            FrontPara(
                name=para_name(para),
                link=context.para_link(page, mrn, para.anchor),
                marking=para.marking or "",
                text=" ".join(text.split()),
            )
        )
    return lines


def header_line(cable: Cable) -> str:
    """The header in one line: when, from whom, how classified, under which codes."""
    header = cable.header
    parts = (
        header.dtg.raw if header.dtg is not None else header.iso_date,
        header.sender or header.post or "",
        header.classification or "",
        f"TAGS {', '.join(header.tags)}" if header.tags else "",
    )
    return " · ".join(filter(None, parts)) or "Number, file and repairs"


def has_page_lines(cable: Cable) -> bool:
    """Whether page lines are in the copy; those of archive records count pages of a section."""
    return any(Fate.PAGE in line.fates for line in cable.lines)


def handler_lines(
    context: PageContext, mrn: Mrn, page: str
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Who signed, drafted, cleared, approved and released a cable: label, names with links."""
    names: dict[str, dict[str, str]] = {label: {} for label in HANDLERS.values()}
    for person, form, _ in context.named_outside(mrn):
        label = HANDLERS.get(NameForm(form))
        if label is not None:
            link = site_links.link(page, urls.entity_page(person.kind, person.key))
            names[label][person.name] = link
    return [(label, list(links.items())) for label, links in names.items() if links]


def related_lines(context: PageContext, mrn: Mrn, page: str) -> list[RelatedLine]:
    """The related cables with their reasons, the most related first."""
    lines = []
    for related in context.related(mrn):
        outline = context.outlines[related.mrn]
        lines.append(
            RelatedLine(
                mrn=related.mrn,
                link=site_links.link(page, urls.cable_page(related.mrn)),
                date=outline.header.iso_date,
                post=outline.header.post or "",
                subject=views.subject(outline),
                reasons="; ".join(map(reason, related.common)),
            )
        )
    return lines


def series_links(context: PageContext, mrn: Mrn, page: str) -> list[tuple[str, Mrn, str]]:
    """The cables of the same post before and after one: label, MRN and link."""
    pairs = zip(("Before it", "After it"), context.neighbours(mrn), strict=True)
    return [
        (label, other, site_links.link(page, urls.cable_page(other)))
        for label, other in pairs
        if other is not None
    ]


def reason(common: CommonFeature) -> str:
    """What two cables have in common, in words."""
    values = ", ".join(common.values)
    match common.kind:
        case CommonKind.REFERENCE:
            return f"both cite {values}"
        case CommonKind.QUESTION:
            count = len(common.values)
            return "both answer the same question" + (f"s ({count} or more)" if count > 1 else "")
        case CommonKind.ABBREVIATION:
            return f"both use {values}"
        case CommonKind.TAGS:
            return f"both have the TAGS {values}"
        case CommonKind.WORD:
            return f"both subjects have: {values}"
