"""Paras: the walk over the rows that gives every text row its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.model import (
    Anchor,
    Block,
    BlockKind,
    Fate,
    Heading,
    Para,
    Part,
    Repair,
    page_anchor,
)
from generator.model.diagnostics import Diagnostic
from generator.model.source_text import SourceText
from generator.parse import patterns
from generator.parse.blocks import BlockDraft, body_width, continues, finish_block
from generator.parse.candidates import NUMBER_INITIALS
from generator.parse.drafts import AnchorAllocator, ParaDraft
from generator.parse.headings import HeadingRows, find_headings
from generator.parse.labels import (
    begins_list,
    follows_marker,
    normalized_label,
    read_label,
    read_marker,
)
from generator.parse.lines import Line, span_of
from generator.parse.numbering import ParaStart, find_starts, split_at_starts
from generator.parse.rows import BLANK, RULE, TEXT, Row, RowKind
from generator.parse.sentences import ends_in_initial, is_finished

PlacedLine = tuple[Line, Fate, Anchor | None]
"""A logical line, what became of it, and what it became part of."""

FURNITURE_FATES = {
    RowKind.PAGE: (Fate.PAGE, "page-line"),
    RowKind.STRAY: (Fate.STRAY, "stray-caption"),
    RowKind.BANNER: (Fate.BANNER, "section-banner"),
}

CONTEXT_WORDS = 4
"""Words on either side that a repair shows of a sentence joined again."""


@dataclass(slots=True)
class ParsedBody:
    """What the body's rows became."""

    parts: list[Heading | Para] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    placed_lines: list[PlacedLine] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_paras(source: SourceText, rows: list[Row], *, later_part: bool) -> ParsedBody:
    """Headings and paras of the body, in order, and what became of each of its lines."""
    walk = _Walk(source, rows, find_starts(rows, later_part=later_part))
    for index in range(len(walk.rows)):
        walk.take(index)
    walk.close_para()
    return walk.body


class _Walk:
    """The state of one walk over the rows."""

    def __init__(self, source: SourceText, rows: list[Row], starts: list[ParaStart]) -> None:
        self.source = source
        self.rows, self.starts = split_at_starts(rows, starts)
        self.lettered = _lettered_paras(self.rows, numbered=bool(self.starts))
        opening = frozenset(self.starts) | frozenset(self.lettered)
        self.headings = find_headings(self.rows, opening)
        self.heading_rows = {i for h in self.headings.values() for i in h}
        self.para_follows = _para_follows(self.rows, opening, self.heading_rows)
        self.width = body_width([r.line for r in self.rows if r.kind is TEXT])
        self.body = ParsedBody()
        self.para: ParaDraft | None = None
        self.block: BlockDraft | None = None
        self.blank = self.furniture = False
        self.pages: list[int] = []
        self.pages_seen = {1}
        self.anchors = AnchorAllocator()

    def take(self, index: int) -> None:
        """Give one row its place."""
        row = self.rows[index]
        if row.kind is TEXT:
            if index in self.headings:
                self._take_heading(self.headings[index])
            elif index not in self.heading_rows:
                self._take_text(index, row.line)
        elif row.kind is BLANK:
            self.blank = True
            self._place(row.line, Fate.BLANK)
        elif row.kind is RULE:
            self.blank = True
            self._place(row.line, Fate.RULE)
        else:
            self._take_furniture(row)

    def _place(self, line: Line, fate: Fate, anchor: Anchor | None = None) -> None:
        self.body.placed_lines.append((line, fate, anchor))

    def _take_furniture(self, row: Row) -> None:
        fate, rule = FURNITURE_FATES[row.kind]
        self.furniture = True
        self.body.repairs.append(
            Repair(line=row.line.number, before=row.text.strip(), after="", rule=rule)
        )
        anchor = None
        if row.page is not None and row.page not in self.pages_seen:
            self.pages_seen.add(row.page)
            self.pages.append(row.page)
            anchor = page_anchor(row.page)
        self._place(row.line, fate, anchor)

    # --- Headings ---

    def _take_heading(self, found: HeadingRows) -> None:
        lines = [self.rows[i].line for i in found]
        text = " ".join(" ".join(line.text.split()) for line in lines).strip("/ ")
        if text.startswith("¶"):
            self._note_false_mark(lines[0], text.split()[0])
            text = text[1:]
        opens = self._opens_section(found[-1])
        heading = Heading(
            text=text,
            anchor=self.anchors.heading(lines[0]),
            opens_section=opens,
            span=span_of(self.source, lines[0], lines[-1]),
        )
        self.body.headings.append(heading)
        for line in lines:
            self._place(line, Fate.HEADING, heading.anchor)
        if opens:
            self.close_para()
            self.body.parts.append(heading)
        else:
            self._close_block()
            self.block = BlockDraft(BlockKind.HEADING, lines=list(lines))
            self._close_block(text=text)
            if self.para is not None:
                self.para.last = lines[-1]
        self.blank = True

    def _opens_section(self, index: int) -> bool:
        """A heading opens a section where a para follows or no named para is open."""
        return self.para is None or not self.para.named or self.para_follows[index]

    # --- Text ---

    def _take_text(self, index: int, line: Line) -> None:
        start = self.starts.get(index)
        if start is not None:
            self._open_numbered(line, start)
            return
        lettered = self.lettered.get(index)
        if lettered is not None and self._clean():
            self._open_para(line, None, lettered["name"].upper(), lettered.end())
            return
        if "¶" in line.text:
            line = self._without_false_mark(line)
            if line.blank:
                self._settle(line)
                return
        if self.block is not None and not self.block.lines and self.para is not None:
            self._begin(line)
            return
        if self.block is not None and self._joins(self.block, line):
            self._join(self.block, line)
        else:
            self._open_block(line)
        self._settle(line)

    def _clean(self) -> bool:
        """True where nothing unfinished stands directly above."""
        return self.block is None or self.blank or is_finished(self.block.last_text)

    def _clean_letter(self) -> bool:
        """The same for a lettered point: `(D.` / `¶W. KULLMAN)` goes on with a name."""
        if self.block is None or self.blank:
            return True
        return self._clean() and not ends_in_initial(self.block.last_text)

    def _settle(self, line: Line) -> None:
        self.blank = self.furniture = False
        if self.para is not None:
            self.para.last = line
            self.body.placed_lines.append((line, Fate.TEXT, self.para.anchor))

    def _without_false_mark(self, line: Line) -> Line:
        """`¶2007.  In the past`, `¶U. S. INTELLIGENCE`: the mark goes, the words stay."""
        kept = line.text.lstrip()
        if not kept.startswith("¶") or (patterns.SUBPARA.match(kept) and self._clean_letter()):
            return line
        self._note_false_mark(line, kept.split()[0])
        at = line.text.index("¶")
        return (
            line.part(at + 1)
            if line.verbatim
            else Line(line.number, line.start, line.end, line.text[at + 1 :])
        )

    def _note_false_mark(self, line: Line, text: str) -> None:
        self.body.repairs.append(
            Repair(line=line.number, before=text, after=text.replace("¶", "", 1), rule="false-mark")
        )

    def _joins(self, block: BlockDraft, line: Line) -> bool:
        """True where the line belongs to the open block."""
        if not (self.blank or self.furniture):
            return not self._opens_block(block, line)
        opens = read_marker(line, block.marker) or read_label(line, self._part())
        if opens is not None:
            return False
        return continues(block, line, over_furniture=self.furniture)

    def _opens_block(self, block: BlockDraft, line: Line) -> bool:
        """True where a line directly under another opens a block of its own."""
        if block.kind is BlockKind.HEADING:
            return True
        finished = is_finished(block.last_text)
        if finished and read_label(line, self._part()) is not None:
            return True
        marker = read_marker(line, block.marker)
        if marker is None:
            return False
        if follows_marker(block.marker, marker[0]) or (finished and begins_list(marker[0])):
            return True
        goes_on = marker[0] == "-" and not line.text[marker[1] :][:1].isupper()
        return block.marker == marker[0] and not goes_on

    def _join(self, block: BlockDraft, line: Line) -> None:
        if self.blank or self.furniture:
            before = " ".join(block.last_text.split()[-CONTEXT_WORDS:])
            after = " ".join(line.text.split()[:CONTEXT_WORDS])
            self.body.repairs.append(
                Repair(
                    line=line.number,
                    before=f"{before} / {after}",
                    after=f"{before} {after}",
                    rule="sentence-rejoined",
                )
            )
        if self.pages:
            self._mark_pages(block)
        block.lines.append(line)

    def _mark_pages(self, block: BlockDraft) -> None:
        block.marks.extend((page, len(block.lines)) for page in self.pages)
        self.pages.clear()

    def _part(self) -> Part | None:
        return self.para.part if self.para else None

    def _open_block(self, line: Line) -> None:
        """A new block; outside named paras a new para with it, unless it is an item."""
        previous = self.block.marker if self.block else None
        self._close_block()
        item = read_marker(line, previous) is not None
        if self.para is None or not (self.para.named or item or self._answers(line)):
            self._open_para(line, None, None, 0)
        else:
            self._start_block(line, previous)

    def _answers(self, line: Line) -> bool:
        found = read_label(line, self._part())
        return found is not None and found[2] is Part.ANSWER

    def _start_block(self, line: Line, previous: str | None = None) -> None:
        """Open an item or a text block, its marker or label taken off."""
        assert self.para is not None
        marker = read_marker(line, previous)
        label = read_label(line, self.para.part) if marker is None else None
        if label is not None and label[2] is not None:
            self.para.part = label[2]
        self.block = BlockDraft(
            BlockKind.ITEM if marker else BlockKind.TEXT,
            label=label[0] if label else None,
            marker=marker[0] if marker else None,
            part=self.para.part,
            opened_on=line,
        )
        rest = line.part(marker[1] if marker else label[1] if label else 0)
        if not rest.blank:
            self._mark_pages(self.block)
            self.block.lines.append(rest)

    def _begin(self, line: Line) -> None:
        """The first words of a para or label that stood alone on the line above."""
        assert self.para is not None
        assert self.block is not None
        marking = patterns.MARKING.match(line.text) if self.para.marking is None else None
        fresh = self.block.label is None and self.block.marker is None
        if fresh and marking is not None:
            self.para.marking = _marking(marking["marking"])
            line = line.part(marking.end())
        if fresh:
            label = read_label(line, None)
            self.para.label = normalized_label(label[0]) if label else None
        if fresh or read_marker(line) is not None:
            self._close_block()
            self._start_block(line)
        else:
            self._mark_pages(self.block)
            self.block.lines.append(line)
        self._settle(line)

    # --- Paras ---

    def _open_numbered(self, line: Line, start: ParaStart) -> None:
        offset = start.end - start.column if line.text[:1].strip() else start.end
        number_text = line.text[:offset].strip()
        if start.corrupt:
            self.body.repairs.append(
                Repair(
                    line=line.number,
                    before=number_text,
                    after=f"¶{start.number}.",
                    rule="mark-to-digit",
                )
            )
        self._open_para(line, start.number, None, offset)

    def _open_para(self, line: Line, number: int | None, letter: str | None, offset: int) -> None:
        self.close_para()
        rest = line.part(offset)
        marking = patterns.MARKING.match(rest.text)
        if marking is not None:
            rest = rest.part(marking.end())
        label = read_label(rest, None)
        self.para = ParaDraft(
            number=number,
            letter=letter,
            marking=_marking(marking["marking"]) if marking else None,
            label=normalized_label(label[0]) if label else None,
            anchor=self.anchors.para(line, number, letter, self.body.diagnostics),
            first=line,
            last=line,
        )
        self._start_block(rest)
        self._settle(line)

    def _close_block(self, text: str | None = None) -> None:
        if self.block is None:
            return
        if not self.block.lines and self.block.label and self.block.opened_on is not None:
            self.block.lines.append(self.block.opened_on.part(len(self.block.opened_on.text)))
        if self.para is not None and self.block.lines:
            self._finish(self.para, self.block, text)
        self.block = None

    def _finish(self, para: ParaDraft, draft: BlockDraft, text: str | None) -> None:
        if text is None:
            para.blocks.append(finish_block(self.source, draft, self.width, self.body.repairs))
            return
        para.blocks.append(
            Block(
                kind=draft.kind,
                text=text,
                span=span_of(self.source, draft.lines[0], draft.lines[-1]),
            )
        )

    def close_para(self) -> None:
        """Finish the open para, if one is."""
        self._close_block()
        if self.para is not None:
            self.body.parts.append(self.para.finish(self.source))
            self.para = None


def _marking(text: str) -> str:
    """A marking as it is known: `SBU`, `SBU/NF`, `SBU N`, `C//REL TO USA, MEX`."""
    return " ".join(text.upper().replace(" /", "/").replace("/ ", "/").split())


def _lettered_paras(rows: list[Row], *, numbered: bool) -> dict[int, re.Match[str]]:
    """Paras named by number and letter (`27.A.`), or by letters alone where no number stands."""
    texts = [(i, row.line.text) for i, row in enumerate(rows) if row.kind is TEXT]
    opened = [(i, text) for i, text in texts if text.lstrip()[:1] in NUMBER_INITIALS]
    found = {i: m for i, text in opened if (m := patterns.PARA_LETTERED.match(text)) is not None}
    if numbered or found:
        return found
    letters = [(i, m) for i, text in texts if (m := patterns.PARA_LETTER_ONLY.match(text))]
    in_order = [m["name"] for _, m in letters] == [chr(65 + n) for n in range(len(letters))]
    return dict(letters) if len(letters) > 1 and in_order else {}


def _para_follows(rows: list[Row], opening: frozenset[int], headings: set[int]) -> list[bool]:
    """For each row, whether the next text behind it, headings passed over, opens a para."""
    follows = [False] * len(rows)
    state = False
    for index in range(len(rows) - 1, -1, -1):
        follows[index] = state
        if rows[index].kind is TEXT and index not in headings:
            state = index in opening
    return follows
