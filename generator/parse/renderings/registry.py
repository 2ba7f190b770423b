"""The list of renderings: which module reads which form of source."""

from __future__ import annotations

from generator.model.source_text import SourceText
from generator.parse.renderings import csv_rows, html_pages, plain_texts, refusals, saved_pages
from generator.parse.renderings.nested_copies import inner_source, with_inner
from generator.parse.renderings.rendered_text import RenderedText, Rendering
from generator.parse.renderings.telegram_copies import COPIES

FRAMES = (
    Rendering("row of a CSV table", csv_rows.detects, csv_rows.read),
    Rendering("web page", html_pages.detects, html_pages.read),
    Rendering("web page saved as text", saved_pages.detects, saved_pages.read),
)
"""Forms whose message may be a copy of another form, or appear in a form that is listed later."""

PLAIN_TEXT = Rendering("plain text", plain_texts.detects, plain_texts.read)

REFUSED = (
    Rendering("unknown web page", refusals.is_page, refusals.read_page),
    Rendering("unknown table", refusals.is_table, refusals.read_table),
    Rendering("e-mail without a telegram", refusals.is_mail, refusals.read_mail),
)
"""Forms without a telegram."""

RENDERINGS = (
    FRAMES[0],
    Rendering("file of several telegrams", refusals.holds_many, refusals.read_many),
    *COPIES[:2],
    *FRAMES[1:],
    *COPIES[2:],
    *REFUSED,
    PLAIN_TEXT,
)
"""All renderings. The first that detects a source reads it.

Tables and pages come first: their cells and elements may hold text of another form."""


def read_source_text(source: SourceText) -> tuple[Rendering, RenderedText]:
    """The rendering of a source and what it reads; a copy in a page or table is read as such."""
    rendering = next(item for item in RENDERINGS if item.detects(source.text))
    rendered = rendering.read(source)
    if rendering not in FRAMES:
        return rendering, rendered
    return rendering, _read_inside(rendered, FRAMES[FRAMES.index(rendering) + 1 :])


def _read_inside(outer: RenderedText, frames: tuple[Rendering, ...]) -> RenderedText:
    """A page or table with its message read as a copy, which may appear in one of `frames`."""
    source = inner_source(outer)
    if source is None:
        return outer
    form = next(item for item in (*frames, *COPIES, PLAIN_TEXT) if item.detects(source.text))
    inner = form.read(source)
    return with_inner(outer, source, _read_inside(inner, ()) if form in frames else inner)
