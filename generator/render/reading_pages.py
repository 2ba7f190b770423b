"""The readings: texts by editors, with quotations of paras."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from generator.model import (
    Anchor,
    BlockForm,
    Mrn,
    Page,
    Quotation,
    ReadingBlock,
    ReadingText,
    TextSpan,
)
from generator.render import site_links, urls, views
from generator.render.markdown import Md, attribute, escape, escape_start, title
from generator.render.page_context import PageContext
from generator.render.pagination import paginated
from generator.render.para_links import cable_title
from generator.render.renderer import Renderer, breadcrumb

HEADING = "Readings"

LEFT_OUT = " […] "
"""Stands between the pieces of a quotation."""

MARKS = {BlockForm.BULLET: "- ", BlockForm.NUMBERED: "1. "}
"""What begins an item of a list."""

LIST_KEYS: tuple[Callable[[ReadingText], str], ...] = (lambda reading: f"{reading.date.year}",)
"""Keys by which a long list of readings is split."""


def reading_pages(renderer: Renderer, context: PageContext, name: str) -> Iterator[Page]:
    """The page of a reading."""
    reading = next(reading for reading in context.readings if reading.name == name)
    path = urls.reading_page(name)
    quoted = dict.fromkeys(quotation.mrn for quotation in reading.quotations)
    yield renderer.page(
        path,
        "reading.md.j2",
        {
            "title": title(reading.title),
            "trail": [breadcrumb(HEADING, urls.READINGS)],
        },
        banner=views.joint_banner(context.outlines[m] for m in quoted if m in context.outlines),
        heading=reading.title,
        author=reading.author,
        date=reading.date.isoformat(),
        blocks=[
            _blocks(context, form, [*blocks], path)
            for form, blocks in groupby(reading.blocks, key=lambda block: block.form)
        ],
    )


def reading_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The list of readings, the latest first, split by year where it is long; none without any."""
    readings = sorted(context.readings, key=lambda r: (r.date, r.title, r.name), reverse=True)
    if not readings:
        return
    for part in paginated(readings, LIST_KEYS):
        path = urls.readings_list(part.period) if part.period else urls.READINGS
        heading = f"{HEADING}, {part.period}" if part.period else HEADING
        yield renderer.page(
            path,
            "readings.md.j2",
            {
                "title": heading,
                "trail": [breadcrumb(HEADING, urls.READINGS)] if part.period else [],
                "hide": ["toc"],
            },
            heading=heading,
            periods=[
                (period, site_links.link(path, urls.readings_list(period)), count)
                for period, count in part.periods
            ],
            rows=[
                (
                    r.date.isoformat(),
                    r.title,
                    site_links.link(path, urls.reading_page(r.name)),
                    r.author,
                )
                for r in part.items
            ],
        )


def _blocks(context: PageContext, form: BlockForm, blocks: Iterable[ReadingBlock], page: str) -> Md:
    """Consecutive blocks of one form."""
    if form in MARKS:
        items = (f"{MARKS[form]}{_text(context, block.spans, page)}" for block in blocks)
        return Md("\n".join(items))
    if form is BlockForm.QUOTED:
        texts = (f"> {_text(context, block.spans, page)}" for block in blocks)
        return _frame("div", "rt-others", "\n>\n".join(texts))
    return Md("\n\n".join(_block(context, block, page) for block in blocks))


def _block(context: PageContext, block: ReadingBlock, page: str) -> str:
    """A heading, a paragraph, a rule or a quotation."""
    if block.quotation is not None:
        return _quotation(context, block.quotation, page)
    if block.form is BlockForm.RULE:
        return '<div class="rt-rule" role="separator"></div>'
    if block.form is BlockForm.HEADING:
        return f"{'#' * block.level} {_text(context, block.spans, page)}"
    return _text(context, block.spans, page)


def _frame(tag: str, style: str, markdown: str) -> Md:
    return Md(f'<{tag} class="{style}" markdown="1">\n\n{markdown}\n\n</{tag}>')


def _quotation(context: PageContext, quotation: Quotation, page: str) -> Md:
    """The words of a para with its citation: `08LIMA12 ¶3, 2008-03-11: Salt`."""
    mrn, anchor = quotation.mrn, quotation.anchor
    words = f"> {escape_start(LEFT_OUT.join(quotation.pieces))}"
    if mrn in context.outlines:
        name = f"{mrn} {context.para_name(mrn, anchor)}"
        title = cable_title(context, mrn).removeprefix(mrn)
        source = f"[{escape(name)}]({context.para_link(page, mrn, anchor)}){escape(title)}"
    else:
        source = f"[{escape(mrn)}]({_cable_link(context, page, mrn, None)})"
    caption = _frame("figcaption", "rt-source", source)
    return _frame("figure", "rt-quotation", f"{words}\n\n{caption}")


def _cable_link(context: PageContext, page: str, mrn: Mrn, anchor: Anchor | None) -> Md:
    """The link to a cable or para; to its notice if the edition withholds the cable."""
    if mrn not in context.outlines:
        return site_links.link(page, urls.withheld_page(mrn), mrn)
    if anchor is not None:
        return Md(context.para_link(page, mrn, anchor))
    return site_links.link(page, urls.cable_page(mrn))


# --- Running text ---------------------------------------------------------------------------------


def _text(context: PageContext, spans: Iterable[TextSpan], page: str) -> Md:
    """Running text that begins a block."""
    pieces: list[str] = []
    for span in spans:
        pieces.append(_span(context, span, page, at_start=not pieces))
    return Md("".join(pieces).strip())


def _span(context: PageContext, span: TextSpan, page: str, *, at_start: bool) -> str:
    """A piece of running text; blanks at its ends are kept as single blanks."""
    text = span.text
    if not text.strip():
        return " " if text else ""
    is_plain = not (span.styles or span.address or span.mrn)
    words: str = escape_start(text) if at_start and is_plain else escape(text)
    for style in reversed(span.styles):
        words = f"<{style.value}>{words}</{style.value}>"
    if span.address:
        words = f'<a href="{attribute(span.address)}" rel="noopener noreferrer">{words}</a>'
    elif span.mrn is not None:
        words = f"[{words}]({_cable_link(context, page, span.mrn, span.anchor)})"
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"
