"""Copies within a page or a table: an archive's record in a cell, a SMART telegram in a page.

The text of the cell or element is read like a file of its own; its lines then get their places in
the page or table back.
"""

from __future__ import annotations

from dataclasses import fields, replace

from generator.model import Fate
from generator.model.diagnostics import Diagnostic
from generator.model.source_text import SourceText
from generator.parse.lines import Line
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText


def inner_source(outer: RenderedText) -> SourceText | None:
    """The text of the message as a source; None where its lines would not be the same."""
    source = SourceText("\n".join(line.text for line in outer.lines))
    count = len(outer.lines)
    rest = outer.lines[len(source.lines) :]
    is_same = len(source.lines) in (count, count - 1) and all(line.is_blank for line in rest)
    return source if is_same and source.lines else None


def with_inner(outer: RenderedText, source: SourceText, inner: RenderedText) -> RenderedText:
    """The page or table with its message read as a copy of another form.

    `inner` was read from `source`, which is the `inner_source` of `outer`. What the page or table
    says is right against the copy.
    """
    places = _LinePlaces(outer.lines, source)
    blanks = [(line, Fate.BLANK) for line in outer.lines[len(source.lines) :]]
    furniture = [(places.outer_line(line), fate) for line, fate in inner.furniture]
    metadata = replace(
        inner.metadata, references=tuple(map(places.outer_line, inner.metadata.references))
    )
    marks = (replace(mark, line=places.number(mark.line)) for mark in inner.release_marks)
    repairs = (replace(repair, line=places.number(repair.line)) for repair in inner.repairs)
    return replace(
        inner,
        lines=tuple(map(places.outer_line, inner.lines)),
        furniture=(*outer.furniture, *furniture, *blanks),
        metadata=_merged(outer.metadata, metadata),
        archive_numbers=tuple(dict.fromkeys((*outer.archive_numbers, *inner.archive_numbers))),
        release_marks=tuple(marks),
        diagnostics=(*outer.diagnostics, *map(places.outer_diagnostic, inner.diagnostics)),
        repairs=(*outer.repairs, *repairs),
    )


class _LinePlaces:
    """Gives lines of the inner source their places in the outer one."""

    def __init__(self, outer: tuple[Line, ...], source: SourceText) -> None:
        self._outer = outer
        self._starts = source.starts

    def number(self, inner: int) -> int:
        """The outer number of an inner line."""
        return self._outer[inner - 1].number

    def outer_line(self, line: Line) -> Line:
        """The line in its outer place; the whole outer line if that is not verbatim."""
        whole = self._outer[line.number - 1]
        gap = replace(line.gap, line=whole.number) if line.gap is not None else None
        if not whole.is_verbatim:
            return Line(whole.number, whole.start, whole.end, line.text, gap)
        shift = whole.start - self._starts[line.number - 1]
        return Line(whole.number, line.start + shift, line.end + shift, line.text, gap)

    def outer_diagnostic(self, item: Diagnostic) -> Diagnostic:
        """The diagnostic with its outer line."""
        return item if item.line is None else replace(item, line=self.number(item.line))


def _merged(outer: CopyMetadata, inner: CopyMetadata) -> CopyMetadata:
    """The metadata of both; where both say something, those of the page or table."""
    names = [item.name for item in fields(CopyMetadata) if getattr(outer, item.name)]
    values = {name: getattr(outer, name) for name in names if name != "date_source"}
    return replace(inner, **values | {"prevailing": outer.prevailing & set(names)})
