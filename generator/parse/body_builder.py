"""Builds headings and paras in one pass over the rows of the body."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import (
    Anchor,
    Block,
    BlockKind,
    Fate,
    Heading,
    QuestionnairePart,
    Repair,
    page_anchor,
)
from generator.model.releases import Gap
from generator.model.source_text import SourceText
from generator.parse import body_patterns
from generator.parse.block_openings import (
    continues,
    is_announced_quotation,
    is_answer,
    is_no_marker,
    opens_block,
)
from generator.parse.blocks import BlockDraft, body_width, finish_block
from generator.parse.drafts import AnchorAllocator, ParaDraft, PassedMarks
from generator.parse.headings import (
    HeadingRows,
    find_headings,
    find_para_follows,
    is_roman_heading,
)
from generator.parse.hyphens import whole_words
from generator.parse.labels import (
    normalized_label,
    read_label,
    read_marker,
    read_marking,
)
from generator.parse.lines import Line, span_of
from generator.parse.numbering import (
    ParaStart,
    find_letter_starts,
    find_starts,
    split_at_starts,
)
from generator.parse.parsed_body import ParsedBody
from generator.parse.rows import BLANK, RULE, TEXT, Row, RowKind
from generator.parse.sentences import ends_in_initial, is_finished

FURNITURE_FATES = {
    RowKind.PAGE: (Fate.PAGE, "page-line"),
    RowKind.STRAY: (Fate.STRAY, "stray-caption"),
    RowKind.BANNER: (Fate.BANNER, "section-banner"),
}

CONTEXT_WORDS = 4
"""Number of words on either side that the repair of a split sentence quotes."""


def read_paras(
    source: SourceText, rows: list[Row], *, later_part: bool, numbers: Mapping[int, int | None]
) -> ParsedBody:
    """Headings and paras of the body, in order, and the fate of each line.

    `later_part` is true for part 2 and later of a message. `numbers` are those that an editor
    corrected, by their offset in the source.
    """
    starts = find_starts(rows, later_part=later_part, numbers=numbers)
    builder = _BodyBuilder(source, rows, starts)
    for index in range(len(builder.rows)):
        builder.add_row(index)
    builder.close_para()
    return builder.body


class _BodyBuilder:
    """Adds rows, one after another, to the open para and block."""

    def __init__(self, source: SourceText, rows: list[Row], starts: list[ParaStart]) -> None:
        self.source = source
        self.rows, self.starts = split_at_starts(rows, starts)
        self.letter_starts = find_letter_starts(self.rows, has_numbers=bool(self.starts))
        opening = frozenset(self.starts) | frozenset(self.letter_starts)
        enclosed = {i for i, row in enumerate(self.rows) if row.line.is_enclosed}
        self.headings = find_headings(self.rows, opening | enclosed)
        self.heading_rows = {i for h in self.headings.values() for i in h}
        self.para_follows = find_para_follows(self.rows, opening, self.heading_rows)
        text_lines = [r.line for r in self.rows if r.kind is TEXT]
        self.width = body_width(text_lines)
        self.words = whole_words(text_lines)
        self.body = ParsedBody()
        self.para: ParaDraft | None = None
        self.block: BlockDraft | None = None
        self.after_blank = self.after_furniture = False
        self.passed = PassedMarks()
        self.last_gap: Gap | None = None
        """The gap of the last row that was one; a gap over several lines has several rows."""
        self.anchors = AnchorAllocator()

    def add_row(self, index: int) -> None:
        """Add the row at `index` of `rows`."""
        row = self.rows[index]
        if row.kind is TEXT:
            if index in self.headings:
                self._add_heading(self.headings[index])
            elif index not in self.heading_rows:
                self._add_text(index, row.line)
        elif row.kind is BLANK:
            self.after_blank = True
            self._record_fate(row.line, Fate.BLANK)
        elif row.kind is RULE:
            self.after_blank = True
            self._record_fate(row.line, Fate.RULE)
        elif row.line.gap is not None:
            self._add_gap(index, row.line, row.line.gap)
        else:
            self._add_furniture(row)

    def _record_fate(self, line: Line, fate: Fate, anchor: Anchor | None = None) -> None:
        self.body.placed_lines.append((line, fate, anchor))

    def _add_furniture(self, row: Row) -> None:
        fate, rule = FURNITURE_FATES[row.kind]
        self.after_furniture = True
        self.body.repairs.append(
            Repair(line=row.line.number, before=row.text.strip(), after="", rule=rule)
        )
        anchor = None
        if row.page is not None and self.passed.add_page(row.page):
            anchor = page_anchor(row.page)
        self._record_fate(row.line, fate, anchor)

    def _add_gap(self, index: int, line: Line, gap: Gap) -> None:
        """Mark a withheld passage: in the open block, before its next text; else in the cable.

        A gap that begins its line is before the text on the same line, which may open a block.
        """
        has_text_before, has_text_after = (self._shares_line(index, index + n) for n in (-1, 1))
        if has_text_after and not has_text_before:
            self.passed.gaps.append(gap)
        elif gap is not self.last_gap:
            if self.block is None:
                self.body.gaps.append(gap)
            else:
                self.block.gaps.append((gap, len(self.block.lines)))
        self.after_furniture = self.after_furniture or not (has_text_before or has_text_after)
        self.last_gap = gap
        anchor = self.para.anchor if self.para is not None else None
        self._record_fate(line, Fate.RELEASE_MARK, anchor)

    def _shares_line(self, index: int, other: int) -> bool:
        """True if the row `other` is text on the source line of the row at `index`."""
        if not 0 <= other < len(self.rows) or self.rows[other].kind is not TEXT:
            return False
        return self.rows[other].line.number == self.rows[index].line.number

    # --- Headings ---

    def _add_heading(self, heading_rows: HeadingRows) -> None:
        lines = [self.rows[i].line for i in heading_rows]
        text = " ".join(" ".join(line.text.split()) for line in lines).strip("/ ")
        if text.startswith("¶"):
            self._record_false_mark(lines[0], text.split()[0])
            text = text[1:]
        opens_section = self._opens_section(heading_rows[-1])
        heading = Heading(
            text=text,
            anchor=self.anchors.heading(lines[0]),
            opens_section=opens_section,
            span=span_of(self.source, lines[0], lines[-1]),
        )
        self.body.headings.append(heading)
        for line in lines:
            self._record_fate(line, Fate.HEADING, heading.anchor)
        if opens_section:
            self.close_para()
            self.body.content.append(heading)
        else:
            self._close_block()
            self.block = BlockDraft(BlockKind.HEADING, lines=list(lines))
            self._close_block(text=text)
            if self.para is not None:
                self.para.last = lines[-1]
        self.after_blank = True

    def _opens_section(self, index: int) -> bool:
        """True if a para follows the heading at `index`, or no named para is open.

        Marked text below `III. TRAINING` is a para too: it is not part of the numbered one above.
        """
        if self.para is None or not self.para.is_named or self.para_follows[index]:
            return True
        following = next((r.text for r in self.rows[index + 1 :] if r.kind is TEXT), "")
        return is_roman_heading(self.rows[index].text) and bool(
            body_patterns.MARKED_TEXT.match(following)
        )

    # --- Text ---

    def _add_text(self, index: int, line: Line) -> None:
        start = self.starts.get(index)
        if start is not None:
            self._open_numbered_para(line, start)
            return
        letter_start = self.letter_starts.get(index)
        if letter_start is not None and self._is_finished_above():
            self._open_para(line, None, letter_start["name"].upper(), letter_start.end())
            return
        if "¶" in line.text:
            line = self._without_false_mark(line)
            if line.is_blank:
                self._finish_line(line)
                return
        if self.block is not None and not self.block.lines and self.para is not None:
            self._add_first_line(line)
            return
        if self.block is not None and self._continues_block(self.block, line):
            self._join(self.block, line)
        else:
            self._open_block(line)
        self._finish_line(line)

    def _is_finished_above(self) -> bool:
        """True if there is no unfinished sentence directly above."""
        return self.block is None or self.after_blank or is_finished(self.block.last_text)

    def _may_open_letter_item(self) -> bool:
        """False if a letter may continue the text above: `(D.` / `¶W. KULLMAN)` is a name."""
        if self.block is None or self.after_blank:
            return True
        return self._is_finished_above() and not ends_in_initial(self.block.last_text)

    def _finish_line(self, line: Line) -> None:
        self.after_blank = self.after_furniture = False
        if self.para is not None:
            self.para.last = line
            self.body.placed_lines.append((line, Fate.TEXT, self.para.anchor))

    def _without_false_mark(self, line: Line) -> Line:
        """The line without a false paragraph mark: `¶2007.  In the past`, `¶U. S. INTELLIGENCE`."""
        text = line.text.lstrip()
        is_item = body_patterns.SUBPARA.match(text) and self._may_open_letter_item()
        if not text.startswith("¶") or is_item:
            return line
        self._record_false_mark(line, text.split()[0])
        start = line.text.index("¶") + 1
        if line.is_verbatim:
            return line.part(start)
        return Line(line.number, line.start, line.end, line.text[start:])

    def _record_false_mark(self, line: Line, text: str) -> None:
        self.body.repairs.append(
            Repair(line=line.number, before=text, after=text.replace("¶", "", 1), rule="false-mark")
        )

    def _continues_block(self, block: BlockDraft, line: Line) -> bool:
        """True if the line belongs to the open block."""
        if not (self.after_blank or self.after_furniture):
            return not opens_block(block, line, self._part())
        if read_marker(line, block.marker) or read_label(line, self._part()):
            return False
        return continues(block, line, over_furniture=self.after_furniture)

    def _join(self, block: BlockDraft, line: Line) -> None:
        if self.after_blank or self.after_furniture:
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
        self.passed.place_in(block)
        block.lines.append(line)

    def _part(self) -> QuestionnairePart | None:
        return self.para.part if self.para else None

    def _open_block(self, line: Line) -> None:
        """Open a block. Outside named paras, this opens a para, except for items and the like."""
        previous = self.block.marker if self.block else None
        is_quoted = is_announced_quotation(self.block.last_text if self.block else "", line)
        self._close_block()
        is_item = read_marker(line, previous) is not None
        goes_on = is_quoted or is_item or is_answer(line, self._part())
        if self.para is None or not (self.para.is_named or goes_on):
            self._open_para(line, None, None, 0)
        else:
            self._start_block(line, previous)

    def _start_block(self, line: Line, previous: str | None = None) -> None:
        """Start an item or text block in the open para, without its marker or label."""
        assert self.para is not None
        marker = read_marker(line, previous)
        is_first = not (self.body.content or self.para.blocks)
        if marker is not None and is_no_marker(marker[0], self.para, is_first=is_first):
            marker = None
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
        if not rest.is_blank:
            self.passed.place_in(self.block)
            self.block.lines.append(rest)

    def _add_first_line(self, line: Line) -> None:
        """Add the first words of a para or block whose number, label or marker is a line above."""
        assert self.para is not None
        assert self.block is not None
        begins_para = self.block.label is None and self.block.marker is None
        if begins_para and self.para.marking is None:
            self.para.marking, line = read_marking(line)
        if begins_para:
            label = read_label(line, None)
            self.para.label = normalized_label(label[0]) if label else None
        if begins_para or read_marker(line) is not None:
            self._close_block()
            self._start_block(line)
        else:
            self.passed.place_in(self.block)
            self.block.lines.append(line)
        self._finish_line(line)

    # --- Paras ---

    def _open_numbered_para(self, line: Line, start: ParaStart) -> None:
        offset = start.end - start.column if line.text[:1].strip() else start.end
        number_text = line.text[:offset].strip()
        if start.is_corrupt:
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
        marking, rest = read_marking(line.part(offset))
        label = read_label(rest, None)
        self.para = ParaDraft(
            number=number,
            letter=letter,
            marking=marking,
            label=normalized_label(label[0]) if label else None,
            anchor=self.anchors.para(line, number, letter, self.body.diagnostics),
            first=line,
            last=line,
        )
        self._start_block(rest)
        self._finish_line(line)

    def _close_block(self, text: str | None = None) -> None:
        if self.block is None:
            return
        is_kept = self.block.label or self.block.gaps
        if not self.block.lines and is_kept and self.block.opened_on is not None:
            self.block.lines.append(self.block.opened_on.part(len(self.block.opened_on.text)))
        if self.para is not None and self.block.lines:
            self._add_block(self.para, self.block, text)
        self.block = None

    def _add_block(self, para: ParaDraft, draft: BlockDraft, text: str | None) -> None:
        """Add the finished block to a para; `text` is given for headings only."""
        if text is None:
            para.blocks.append(
                finish_block(self.source, draft, self.width, self.words, self.body.repairs)
            )
            return
        para.blocks.append(
            Block(
                kind=draft.kind,
                text=text,
                span=span_of(self.source, draft.lines[0], draft.lines[-1]),
            )
        )

    def close_para(self) -> None:
        """Finish the open para, if there is one."""
        self._close_block()
        if self.para is not None:
            self.body.content.append(self.para.finish(self.source))
            self.para = None
