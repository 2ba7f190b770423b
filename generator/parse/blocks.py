"""Blocks: what stands together, joined to reading text, with the repairs that took."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.model import Block, BlockKind, PageMark, Part, Repair
from generator.parse import patterns
from generator.parse.lines import Line, span_of
from generator.parse.numbering import is_finished, needs_follower
from generator.text import SourceText

WRAPPED_LINE = 50
"""Characters from which a line that ends a block was broken by its width, not by its drafter."""

NARROW = 0.7
"""Share of the body's width under which lines were broken on purpose."""

LONGEST_NATIVE_LINE = 100
"""A body with longer lines was reflowed; its line breaks are the drafter's or the rendering's."""

_COLUMN_GAP = re.compile(r"[^\s.?!:;,]\s{2,}\S")


@dataclass(slots=True)
class BlockDraft:
    """A block while its lines are gathered."""

    kind: BlockKind
    label: str | None = None
    marker: str | None = None
    part: Part | None = None
    lines: list[Line] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Pages that begin in the block: the page, and how many lines stood before it."""

    @property
    def last_text(self) -> str:
        """The last line's text."""
        return self.lines[-1].text if self.lines else ""


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between a block's last line and the next one."""

    blank: bool
    furniture: bool


def continues(block: BlockDraft, line: Line, gap: Gap) -> bool:
    """True where `line` goes on with the sentence that the gap cut.

    Over furniture, any unfinished sentence and any line that begins small goes on. Over a
    bare blank line more is asked, for a blank line may end a list or a letterhead: the line
    begins small, or the block ends in a comma, in a word no sentence ends in (`in` / `Russia`),
    or in a line the width broke.
    """
    if not block.lines or block.kind is BlockKind.HEADING:
        return False
    text = line.text.lstrip()
    before = block.last_text
    small = text[:1].islower()
    if gap.furniture:
        return small or not is_finished(before)
    if is_finished(before):
        return False
    if small or text[:1] == "(" and text[1:2].islower():
        return True
    wrapped = len(block.lines) > 1 and len(before) >= WRAPPED_LINE
    return text[:1].isalnum() and (needs_follower(before) or wrapped)


def body_width(lines: list[Line]) -> int:
    """The width at which most of the body was broken; 0 for a reflowed body."""
    lengths = sorted(len(line.text) for line in lines)
    if not lengths:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    return width if width <= LONGEST_NATIVE_LINE else 0


def finish_block(
    source: SourceText, draft: BlockDraft, width: int, repairs: list[Repair]
) -> Block:
    """The block with its reading text."""
    kind = _kind(draft, width)
    texts = [_repair_words(line, repairs) for line in draft.lines]
    if kind is BlockKind.COLUMNS:
        text, starts = "\n".join(texts), _offsets(texts, ["\n"] * len(texts))
    else:
        text, starts = _join(texts)
    marks = tuple(
        PageMark(number=page, offset=starts[before] if before < len(starts) else len(text))
        for page, before in draft.marks
    )
    first, last = draft.lines[0], draft.lines[-1]
    return Block(
        kind=kind, text=text, label=draft.label, marker=draft.marker, part=draft.part,
        pages=marks, span=span_of(source, first, last),
    )


def _kind(draft: BlockDraft, width: int) -> BlockKind:
    if draft.kind is not BlockKind.TEXT or draft.label is not None:
        return draft.kind
    if _has_columns(draft.lines) or _broken_on_purpose(draft.lines, width):
        return BlockKind.COLUMNS
    text = " ".join(line.text.strip() for line in draft.lines)
    if len(text) > 40 and text[0] == '"' == text[-1] and text.count('"') == 2:
        return BlockKind.QUOTATION
    return BlockKind.TEXT


def _has_columns(lines: list[Line]) -> bool:
    """Most lines have a gap of two blanks that ends no sentence: a table's columns."""
    if len(lines) < 2:
        return False
    gapped = sum(
        bool(_COLUMN_GAP.search(line.text)) or bool(patterns.COLUMN_RULE.match(line.text))
        for line in lines
    )
    return gapped * 3 >= len(lines) * 2 and max(len(line.text) for line in lines) < 140


def _broken_on_purpose(lines: list[Line], width: int) -> bool:
    """Three lines or more, all of them short: an address, a list of names."""
    longest = max((len(line.text) for line in lines), default=0)
    return len(lines) >= 3 and longest <= NARROW * (width or 60)


def _join(texts: list[str]) -> tuple[str, list[int]]:
    """The lines as running text, and where in it each line begins."""
    pieces = [" ".join(text.split()) for text in texts]
    glues = ["" if _hyphenated(a, b) else " " for a, b in zip(pieces, pieces[1:], strict=False)]
    joined = "".join(p + g for p, g in zip(pieces, [*glues, ""], strict=True))
    return joined, _offsets(pieces, [*glues, ""])


def _offsets(pieces: list[str], glues: list[str]) -> list[int]:
    offsets = []
    position = 0
    for piece, glue in zip(pieces, glues, strict=True):
        offsets.append(position)
        position += len(piece) + len(glue)
    return offsets


def _hyphenated(before: str, after: str) -> bool:
    """`counter-` / `terrorism` is one word; `short-` / `and long-term` is not."""
    return (
        re.search(r"\w-$", before) is not None
        and re.match(r"[a-z]", after) is not None
        and re.match(r"(?:and|or|to)\b", after) is None
    )


# --- Repairs in running text --------------------------------------------------------


def _repair_words(line: Line, repairs: list[Repair]) -> str:
    """The line's text with what the transmission broke in words put right."""

    def note(found: re.Match[str], after: str, rule: str) -> str:
        repairs.append(Repair(line=line.number, before=found[0], after=after, rule=rule))
        return after

    text = patterns.YEAR_DIGIT.regex.sub(
        lambda m: note(m, f"{m['lead']} {m['year']}", "year-digit"), line.text
    )
    text = patterns.ATTACHE.regex.sub(
        lambda m: note(m, f"{m['lead']} {m['word']}é", "accent-lost"), text
    )
    return patterns.APOSTROPHE_COMMA.regex.sub(
        lambda m: note(m, f"{m['word']}'s", "apostrophe-comma"), text
    )
