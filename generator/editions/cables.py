"""One parsed cable as an edition shows it: notices in place of what is withheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.editions.concealer import Concealer, Found, whole
from generator.editions.paras import para_shown, passages
from generator.editions.secrets import Cause
from generator.editions.source import Edit, EditedSource, by_line
from generator.editions.values import rewritten
from generator.editions.view import (
    View,
    diagnostic_shown,
    header_shown,
    heading_shown,
    repair_shown,
    touching,
    unparsed_shown,
)
from generator.editions.words import phrase
from generator.errors import ReftelError
from generator.model import (
    Anchor,
    Cable,
    Fate,
    Filed,
    Heading,
    LineFate,
    Para,
    Section,
)
from generator.text import SourceText

_TEXT = frozenset({Fate.TEXT, Fate.HEADING, Fate.RULE, Fate.UNPARSED})
"""What a line of a para may be; page lines that stand in it are no text of it."""


def concealed(
    filed: Filed, text: str, concealer: Concealer, paras: Mapping[Anchor, Cause]
) -> Cable | None:
    """The cable, parsed from `text`, with what `concealer` finds and the whole `paras` withheld.

    None where nothing of it is withheld. Raises `ReftelError` where its number would have to be
    withheld.
    """
    cable = filed.cable
    if not paras and not _may_hold(cable, text, concealer):
        return None
    made = _concealed(cable, text, concealer, paras)
    return made if made != cable else None


def _concealed(
    cable: Cable, text: str, concealer: Concealer, paras: Mapping[Anchor, Cause]
) -> Cable:
    source = SourceText(text)
    found = concealer.find(source.text)
    edited = EditedSource(source, _edits(cable, source, found, concealer, paras))
    withheld_words = frozenset(w for f in found for w in phrase(text[f.start : f.end]))
    gone_words = withheld_words - frozenset(phrase("\n".join(edited.lines)))
    view = View(concealer=concealer, edited=edited, found=found, gone=gone_words)
    if view.names(cable.id or ""):
        raise ReftelError(
            f"content/curated/redactions.yml: a rule withholds words of the number {cable.id}, by "
            "which the cable has its address: withhold the whole cable, or other words."
        )
    shown = {p.anchor: para_shown(p, view, paras.get(p.anchor)) for p in cable.paras}
    gone = _headings_within(cable, paras)
    rest = replace(
        cable, paras=(), headings=(), sections=(), lines=(), repairs=(), diagnostics=(), unparsed=()
    )
    headings = {h.anchor: heading_shown(h, view) for h in cable.headings}
    return replace(
        replace(rewritten(rest, view.told, edited.span), header=header_shown(cable.header, view)),
        unparsed=tuple(unparsed_shown(u, view) for u in cable.unparsed),
        paras=tuple(shown[p.anchor] for p in cable.paras),
        headings=tuple(h for a, h in headings.items() if a not in gone),
        sections=tuple(_section(s, shown, headings, concealer) for s in cable.sections),
        lines=tuple(_line(line, edited, gone) for line in cable.lines),
        repairs=tuple(repair_shown(r, cable, view) for r in cable.repairs),
        diagnostics=tuple(diagnostic_shown(d, view) for d in cable.diagnostics),
    )


def _may_hold(cable: Cable, text: str, concealer: Concealer) -> bool:
    """Whether anything withheld stands in the source, or in the text as repairs made it."""
    read = " ".join(b.text for p in cable.paras for b in p.blocks) if cable.repairs else ""
    return concealer.touches(text) or concealer.touches(read)


def _edits(
    cable: Cable,
    source: SourceText,
    found: Sequence[Found],
    concealer: Concealer,
    paras: Mapping[Anchor, Cause],
) -> list[Edit]:
    edits = [e for f in found for e in by_line(source, f.start, f.end, f.withheld.told)]
    edits += _copies(cable, source, paras)
    lines = {line.number: line for line in cable.lines}
    for para in cable.paras:
        cause = paras.get(para.anchor)
        if cause is not None:
            told = whole(cause, "para", para.text).told
            edits += _whole(para.span.start, para.span.end, told, source, lines)
            continue
        for block, parts in zip(para.blocks, passages(para, concealer), strict=True):
            span = block.span
            inside = sum(span.start <= f.start and f.end <= span.end for f in touching(found, span))
            if parts and inside < len(parts):
                # The source has the passage in another form: broken by a page line, or repaired.
                told = parts[0].withheld.told
                edits += _whole(span.start, span.end, told, source, lines)
    return edits


def _copies(cable: Cable, source: SourceText, paras: Mapping[Anchor, Cause]) -> Iterator[Edit]:
    """Edits that withhold earlier copies of the message where a whole para is withheld.

    A copy is not parsed, so that nobody knows where in it the para stands, and its short sentences
    are withheld nowhere else.
    """
    cause = next(iter(paras.values()), None)
    if cause is None:
        return
    for line in cable.lines:
        if Fate.SUPERSEDED in line.fates and line.text.strip():
            start = source.starts[line.number - 1]
            told = whole(cause, "earlier copy", line.text).told
            yield Edit(start=start, end=start + len(line.text), text=told)


def _whole(
    start: int, end: int, told: str, source: SourceText, lines: Mapping[int, LineFate]
) -> list[Edit]:
    """Edits that withhold all text between two places."""
    return [
        edit
        for edit in by_line(source, start, end, told)
        if _TEXT.intersection(lines[source.line_at(edit.start)].fates)
    ]


def _line(line: LineFate, edited: EditedSource, gone: Mapping[Anchor, Anchor]) -> LineFate:
    anchor = gone.get(line.anchor, line.anchor) if line.anchor is not None else None
    return replace(line, text=edited.lines[line.number - 1], anchor=anchor)


def _headings_within(cable: Cable, paras: Mapping[Anchor, Cause]) -> dict[Anchor, Anchor]:
    """Headings inside paras that are withheld as a whole, with the anchor of the para."""
    spans = [(p.span, p.anchor) for p in cable.paras if p.anchor in paras]
    return {
        heading.anchor: anchor
        for heading in cable.headings
        for span, anchor in spans
        if span.start <= heading.span.start < span.end
    }


def _section(
    section: Section,
    paras: Mapping[Anchor, Para],
    headings: Mapping[Anchor, Heading],
    concealer: Concealer,
) -> Section:
    heading = section.heading
    shown = headings[heading.anchor] if heading is not None else None
    changed = shown is not None and heading is not None and shown.text != heading.text
    return replace(
        section,
        title=shown.text.rstrip(" :")
        if shown is not None and changed
        else concealer.conceal(section.title),
        heading=shown,
        paras=tuple(paras[para.anchor] for para in section.paras),
    )
