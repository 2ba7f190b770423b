"""Paras under construction, their anchors and the marks between them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from generator.model import (
    Anchor,
    Block,
    BlockKind,
    Para,
    QuestionnairePart,
    heading_anchor,
    line_anchor,
    para_anchor,
)
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.releases import Gap
from generator.model.source_text import SourceText
from generator.parse import body_patterns
from generator.parse.blocks import BlockDraft
from generator.parse.lines import Line, span_of


@dataclass(slots=True)
class ParaDraft:
    """A para under construction."""

    number: int | None
    letter: str | None
    marking: str | None
    label: str | None
    anchor: Anchor
    first: Line
    last: Line
    blocks: list[Block] = field(default_factory=list)
    part: QuestionnairePart | None = None
    """The side of a questionnaire that the latest label opened; None without one."""

    @property
    def is_named(self) -> bool:
        """True for a para with a number or letter: the following text belongs to it."""
        return self.number is not None or self.letter is not None

    @property
    def answers_bare_question(self) -> bool:
        """True after `Q.` or `Q1.`: `A.` is then its answer, not the first item of a list."""
        label = next((b.label for b in reversed(self.blocks) if b.label), None)
        return (
            label is not None
            and self.part is QuestionnairePart.QUESTION
            and (label.startswith("Q") and not label.startswith("QUESTION"))
        )

    def finish(self, source: SourceText) -> Para:
        """The finished para."""
        return Para(
            number=self.number,
            letter=self.letter,
            anchor=self.anchor,
            marking=self.marking,
            label=self.label,
            blocks=tuple(_with_dashed_questions(self.blocks)),
            span=span_of(source, self.first, self.last),
        )


def _with_dashed_questions(blocks: list[Block]) -> list[Block]:
    """The blocks with questions after dashes labelled: `-- A. Is there a market?`.

    The text up to the next question, or a heading, is the answer.
    """
    part: QuestionnairePart | None = None
    result = []
    for block in blocks:
        is_dashed = block.kind is BlockKind.ITEM and (block.marker or "").startswith("-")
        match = body_patterns.LETTERED_QUESTION.match(block.text) if is_dashed else None
        if match is not None:
            result.append(_labelled(block, match["label"], match.end()))
            part = QuestionnairePart.ANSWER
            continue
        if block.kind is BlockKind.HEADING:
            part = None
        result.append(block if part is None or block.part else replace(block, part=part))
    return result


def _labelled(block: Block, label: str, offset: int) -> Block:
    """The question with its label, which ends at `offset`, taken out of the text."""
    pages = tuple(replace(mark, offset=max(0, mark.offset - offset)) for mark in block.pages)
    text, part = block.text[offset:], QuestionnairePart.QUESTION
    return replace(block, label=label, text=text, part=part, pages=pages)


@dataclass(slots=True)
class PassedMarks:
    """Page lines and gaps that were read, but not the text behind them."""

    pages: list[int] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    _all_pages: set[int] = field(default_factory=lambda: {1})

    def add_page(self, page: int) -> bool:
        """Add a page; False if it has begun before."""
        if page in self._all_pages:
            return False
        self._all_pages.add(page)
        self.pages.append(page)
        return True

    def place_in(self, block: BlockDraft) -> None:
        """Move the marks to where they are in a block: before its next line."""
        block.marks.extend((page, len(block.lines)) for page in self.pages)
        block.gaps.extend((gap, len(block.lines)) for gap in self.gaps)
        self.pages.clear()
        self.gaps.clear()


@dataclass(slots=True)
class AnchorAllocator:
    """Assigns unique anchors to the paras and headings of a cable."""

    _counts: dict[str, int] = field(default_factory=dict)
    """How often each number, letter or anchor has appeared."""

    def para(
        self, line: Line, number: int | None, letter: str | None, diagnostics: list[Diagnostic]
    ) -> Anchor:
        """`p-17` for paragraph 17, `p-17-2` if the number is repeated, `l-9` if unnumbered.

        A repeated number adds a diagnostic to `diagnostics`.
        """
        if number is None and letter is None:
            return self._unique(line_anchor(line.number))
        name = str(number) if number is not None else str(letter).lower().replace(".", "-")
        count = self._counts.get(name, 0) + 1
        self._counts[name] = count
        if count == 1:
            return para_anchor(name)
        diagnostics.append(
            diagnostic(
                "number-repeated",
                line=line.number,
                text=line.text,
                number=name,
                times="twice" if count == 2 else f"{count} times",
            )
        )
        return para_anchor(f"{name}-{count}")

    def heading(self, line: Line) -> Anchor:
        """The anchor of a heading that begins on `line`."""
        return self._unique(heading_anchor(line.number))

    def _unique(self, anchor: Anchor) -> Anchor:
        """The anchor itself, or `l-9-2` for the second para that begins on a source line."""
        count = self._counts.get(anchor, 0) + 1
        self._counts[anchor] = count
        return anchor if count == 1 else Anchor(f"{anchor}-{count}")
