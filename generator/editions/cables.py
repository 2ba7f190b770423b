"""One parsed cable as an edition shows it: notices in place of what is withheld."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, excerpt
from generator.editions.concealer import Concealer, Found, whole
from generator.editions.secrets import Cause
from generator.editions.source import Edit, EditedSource, by_line
from generator.editions.values import rewritten
from generator.editions.words import phrase, squeeze
from generator.errors import ReftelError
from generator.model import (
    Anchor,
    Block,
    BlockKind,
    Cable,
    Fate,
    Header,
    Heading,
    LineFate,
    Notice,
    PageMark,
    Para,
    ReferenceKind,
    Repair,
    Section,
    Unparsed,
)
from generator.text import SourceText, Span

HIDDEN = "[withheld]"
"""In place of a piece of a line on which something is withheld."""

_TEXT = frozenset({Fate.TEXT, Fate.HEADING, Fate.RULE, Fate.UNPARSED})
"""What a line of a para may be; page lines that stand in it are no text of it."""


def concealed(
    cable: Cable, text: str, concealer: Concealer, paras: Mapping[Anchor, Cause]
) -> Cable:
    """`cable`, parsed from `text`, with what `concealer` finds and the whole `paras` withheld.

    The same cable where nothing of it is withheld. Raises `ReftelError` where its number would
    have to be withheld.
    """
    if not paras and not _may_hold(cable, text, concealer):
        return cable
    source = SourceText(text)
    found = concealer.find(source.text)
    edited = EditedSource(source, _edits(cable, source, found, concealer, paras))
    withheld_words = frozenset(w for f in found for w in phrase(text[f.start : f.end]))
    gone_words = withheld_words - frozenset(phrase("\n".join(edited.lines)))
    view = _View(concealer=concealer, edited=edited, found=found, gone=gone_words)
    if view.names(cable.id or ""):
        raise ReftelError(
            f"content/curated/redactions.yml: a rule withholds words of the number {cable.id}, by "
            "which the cable has its address: withhold the whole cable, or other words."
        )
    shown = {p.anchor: _para(p, view, paras.get(p.anchor)) for p in cable.paras}
    gone = _headings_within(cable, paras)
    rest = replace(
        cable, paras=(), headings=(), sections=(), lines=(), repairs=(), diagnostics=(), unparsed=()
    )
    headings = {h.anchor: _heading(h, view) for h in cable.headings}
    return replace(
        replace(rewritten(rest, view.told, edited.span), header=_header(cable.header, view)),
        unparsed=tuple(_unparsed(u, view) for u in cable.unparsed),
        paras=tuple(shown[p.anchor] for p in cable.paras),
        headings=tuple(h for a, h in headings.items() if a not in gone),
        sections=tuple(_section(s, shown, headings, concealer) for s in cable.sections),
        lines=tuple(_line(line, edited, gone) for line in cable.lines),
        repairs=tuple(_repair(r, cable, view) for r in cable.repairs),
        diagnostics=tuple(_diagnostic(d, view) for d in cable.diagnostics),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """What is known of a cable's source when its text is made."""

    concealer: Concealer
    edited: EditedSource
    found: Sequence[Found]
    """The withheld passages of the source."""
    gone: frozenset[str]
    """Words that stand in the source within such passages only."""

    def told(self, text: str) -> str:
        """A text of the cable; hidden where it holds a piece of a passage that goes beyond it."""
        made = self.concealer.conceal(text)
        return HIDDEN if self.gone.intersection(phrase(made)) else made

    def names(self, code: str) -> bool:
        """Whether a code or number holds a word of three or more signs that is withheld."""
        return any(len(word) > 2 and word in squeeze(code) for word in self.gone)

    def crossing(self, span: Span, within: int) -> Found | None:
        """A passage of the source of which a piece stands in `span`, and a piece elsewhere.

        `within` is how many passages were found in what was read from there.
        """
        touching = _touching(self.found, span)
        return touching[0] if len(touching) > within else None


def _touching(found: Sequence[Found], span: Span) -> Sequence[Found]:
    """The passages, given in order, of which a piece stands in `span`."""
    first = bisect_right(found, span.start, key=lambda f: f.end)
    return found[first : bisect_left(found, span.end, lo=first, key=lambda f: f.start)]


def _may_hold(cable: Cable, text: str, concealer: Concealer) -> bool:
    """Whether anything withheld stands in the source, or in the text as repairs made it."""
    read = " ".join(b.text for p in cable.paras for b in p.blocks) if cable.repairs else ""
    return concealer.touches(text) or concealer.touches(read)


# --- The source ---------------------------------------------------------------------------


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
        for block, passages in zip(para.blocks, _passages(para, concealer), strict=True):
            span = block.span
            inside = sum(
                span.start <= f.start and f.end <= span.end for f in _touching(found, span)
            )
            if passages and inside < len(passages):
                # The source has the passage in another form: broken by a page line, or repaired.
                told = passages[0].withheld.told
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


# --- The text as read -----------------------------------------------------------------------


def _passages(para: Para, concealer: Concealer) -> list[list[Found]]:
    """The withheld passages of each block; one that goes over blocks is parted."""
    joined = "\n".join(block.text for block in para.blocks)
    found = concealer.find(joined)
    parted: list[list[Found]] = []
    start = 0
    for block in para.blocks:
        end = start + len(block.text)
        parted.append(
            [
                replace(f, start=max(f.start, start) - start, end=min(f.end, end) - start)
                for f in found
                if f.start < end and f.end > start
            ]
        )
        start = end + 1
    return parted


def _para(para: Para, view: _View, cause: Cause | None) -> Para:
    if cause is not None:
        return _whole_para(para, view.edited, cause)
    blocks = zip(para.blocks, _passages(para, view.concealer), strict=True)
    made = replace(para, blocks=())
    return replace(
        rewritten(made, view.told, view.edited.span),
        blocks=tuple(_block(block, found, view) for block, found in blocks),
    )


def _whole_para(para: Para, edited: EditedSource, cause: Cause) -> Para:
    """The para with nothing but its number, its marking and a notice."""
    told = whole(cause, "para", para.text)
    marks = tuple(
        PageMark(number=mark.number, offset=0) for block in para.blocks for mark in block.pages
    )
    span = edited.span(para.span)
    notice = Notice(start=0, end=len(told.told), withheld=told)
    block = Block(kind=BlockKind.TEXT, text=told.told, pages=marks, notices=(notice,), span=span)
    return replace(para, label=None, blocks=(block,), withheld=told, span=span)


def _block(block: Block, found: list[Found], view: _View) -> Block:
    crossing = view.crossing(block.span, len(found))
    if crossing is not None:
        found = [replace(crossing, start=0, end=len(block.text))]
    pieces, notices, position, length = [], [], 0, 0
    for passage in found:
        before, told = block.text[position : passage.start], passage.withheld.told
        start = length + len(before)
        notices.append(Notice(start=start, end=start + len(told), withheld=passage.withheld))
        pieces += [before, told]
        position, length = passage.end, start + len(told)
    kept = replace(block, text="", pages=())
    return replace(
        rewritten(kept, view.told, view.edited.span),
        text="".join([*pieces, block.text[position:]]),
        notices=tuple(notices),
        pages=tuple(
            replace(mark, offset=_moved(mark.offset, found, notices)) for mark in block.pages
        ),
    )


def _moved(offset: int, found: list[Found], notices: list[Notice]) -> int:
    """Where a place of a block's text is behind the notices; inside one, at its start."""
    shift = 0
    for passage, notice in zip(found, notices, strict=True):
        if offset <= passage.start:
            break
        if offset < passage.end:
            return notice.start
        shift = notice.end - passage.end
    return offset + shift


def _heading(heading: Heading, view: _View) -> Heading:
    made = rewritten(heading, view.told, view.edited.span)
    crossing = view.crossing(heading.span, int(made.text != heading.text))
    return made if crossing is None else replace(made, text=crossing.withheld.told)


def _header(header: Header, view: _View) -> Header:
    """The header; a code or number that is a piece of a withheld passage is none any more."""
    made = rewritten(header, view.told, view.edited.span)
    references = tuple(
        replace(r, target=None, kind=ReferenceKind.OTHER) if view.names(r.target or "") else r
        for r in made.references
    )
    tags = tuple(tag for tag in header.tags if not view.names(tag))
    # The program's own words for "UNCLAS", "C O N F I D E N T I A L": a banner is never withheld.
    return replace(made, references=references, tags=tags, classification=header.classification)


def _unparsed(piece: Unparsed, view: _View) -> Unparsed:
    made = rewritten(piece, view.told, view.edited.span)
    crossing = view.crossing(piece.span, int(made.text != piece.text))
    return made if crossing is None else replace(made, text=HIDDEN)


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


# --- What is told of lines ---------------------------------------------------------------------


def _repair(repair: Repair, cable: Cable, view: _View) -> Repair:
    """A repair near a withheld passage may hold a piece of it: then neither side is told."""
    before, after = (
        _piece(piece, repair.line, cable, view) for piece in (repair.before, repair.after)
    )
    if HIDDEN in (before, after):
        return replace(repair, before=HIDDEN, after=HIDDEN)
    return replace(repair, before=before, after=after)


def _diagnostic(found: Diagnostic, view: _View) -> Diagnostic:
    conceal = view.concealer.conceal
    if found.line is None or not found.text or not _near(found.line, view.edited):
        return replace(found, text=conceal(found.text), message=conceal(found.message))
    text = excerpt(view.edited.lines[found.line - 1])
    return replace(found, text=text, message=conceal(found.message))


def _piece(text: str, line: int, cable: Cable, view: _View) -> str:
    """A piece of a line; hidden where it holds a word that its line now lacks."""
    made = view.concealer.conceal(text)
    if made != text or not _near(line, view.edited):
        return made
    numbers = range(max(1, line - 1), min(len(cable.lines), line + 1) + 1)
    old = {w for n in numbers for w in phrase(cable.lines[n - 1].text)}
    new = {w for n in numbers for w in phrase(view.edited.lines[n - 1])}
    return HIDDEN if (old - new).intersection(phrase(text)) else made


def _near(line: int, edited: EditedSource) -> bool:
    """Whether something is withheld on the line or beside it."""
    return bool(edited.touched.intersection((line - 1, line, line + 1)))
