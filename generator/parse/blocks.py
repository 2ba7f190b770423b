"""Blocks: what stands together, joined to reading text, with the repairs that took."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise, zip_longest

from generator.model import Block, BlockKind, PageMark, Part, Repair
from generator.model.source_text import SourceText, is_single_spaced, single_spaced
from generator.parse import patterns
from generator.parse.lines import Line, span_of
from generator.parse.sentences import is_finished, needs_follower

WRAPPED_LINE = 50
"""Characters from which a line that ends a block was broken by its width, not by its drafter."""

MIN_DELIBERATE_BREAKS = 0.4
"""Share of line breaks that must be the drafter's for a block to keep its lines."""

DEFAULT_WIDTH = 60
"""Room of a line, in characters, where the body does not show its width."""

MAX_NATIVE_LINE = 100
"""A body with longer lines was reflowed; its line breaks are the drafter's or the rendering's."""

MAX_TABLE_LINE = 140
"""A table has shorter lines, in characters."""

_COLUMN_GAP = re.compile(r"[^\s.?!:;,]\s{2,}\S")


@dataclass(slots=True)
class BlockDraft:
    """A block while its lines are gathered."""

    kind: BlockKind
    label: str | None = None
    marker: str | None = None
    part: Part | None = None
    lines: list[Line] = field(default_factory=list)
    opened_on: Line | None = None
    """The line that opened it, for a label without text; None where it has lines anyway."""
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Pages that begin in the block: the page, and how many lines stood before it."""

    @property
    def last_text(self) -> str:
        """The last line's text."""
        return self.lines[-1].text if self.lines else ""


def continues(block: BlockDraft, line: Line, *, over_furniture: bool) -> bool:
    """True where `line` goes on with the sentence that blank lines or furniture cut.

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
    if over_furniture:
        return small or not is_finished(before)
    if is_finished(before):
        return False
    if small or (text[:1] == "(" and text[1:2].islower()):
        return True
    wrapped = len(block.lines) > 1 and len(before.strip()) >= WRAPPED_LINE
    return text[:1].isalnum() and (needs_follower(before) or wrapped)


def body_width(lines: list[Line]) -> int:
    """The width at which most of the body was broken; 0 for a reflowed body."""
    lengths = sorted([len(line.text) for line in lines])
    if not lengths:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    return width if width <= MAX_NATIVE_LINE else 0


def finish_block(source: SourceText, draft: BlockDraft, width: int, repairs: list[Repair]) -> Block:
    """The block with its reading text."""
    texts = _repaired(draft.lines, repairs)
    kind = draft.kind
    plain = draft.kind is BlockKind.TEXT and draft.label is None
    breaks = _deliberate_breaks(texts, width) if plain else None
    pages: tuple[PageMark, ...] = ()
    text = _run_of_lines(texts) if breaks is None and not draft.marks else None
    if text is None:
        columns = plain and _has_columns(draft.lines)
        if columns or breaks is not None:
            kind = BlockKind.COLUMNS
        texts, glues = _laid_out(texts, breaks or frozenset(), columns=columns)
        text = "".join(chain.from_iterable(zip_longest(texts, glues, fillvalue="")))
        pages = _page_marks(draft.marks, texts, glues)
    if kind is BlockKind.TEXT and draft.label is None and _is_quotation(text):
        kind = BlockKind.QUOTATION
    return Block(
        kind=kind,
        text=text,
        label=draft.label,
        marker=draft.marker,
        part=draft.part,
        pages=pages,
        span=span_of(source, draft.lines[0], draft.lines[-1]),
    )


def _run_of_lines(texts: list[str]) -> str | None:
    """The lines with a blank between them, where nothing else is to be done to any of them.

    So are most blocks: no gap of a table, no hyphen at a line's end.
    """
    whole = "\n".join(texts)
    run = whole.replace("\n", " ").strip()
    return run if is_single_spaced(run) and "-\n" not in whole else None


def _laid_out(
    texts: list[str], breaks: frozenset[int], *, columns: bool
) -> tuple[list[str], list[str]]:
    """The lines, and what stands between them; lines of columns are left as they are."""
    if columns:
        return texts, ["\n"] * (len(texts) - 1)
    glues = ["\n" if at in breaks else _glue(a, b) for at, (a, b) in enumerate(pairwise(texts))]
    return [single_spaced(text) for text in texts], glues


def _is_quotation(text: str) -> bool:
    """True where the whole block is one quotation."""
    return len(text) > 40 and text[0] == '"' == text[-1] and text.count('"') == 2


def _has_columns(lines: list[Line]) -> bool:
    """Most lines have a gap of two blanks that ends no sentence: a table's columns."""
    if len(lines) < 2 or max(len(line.text) for line in lines) >= MAX_TABLE_LINE:
        return False
    plain = 0
    for line in lines:
        plain += is_single_spaced(line.text) or not _is_row(line.text)
        if plain * 3 > len(lines):
            return False
    return True


def _is_row(text: str) -> bool:
    """True for a line of columns, and for the rule over them."""
    return bool(_COLUMN_GAP.search(text) or patterns.COLUMN_RULE.match(text))


def _deliberate_breaks(texts: list[str], width: int) -> frozenset[int] | None:
    """Lines behind which the drafter broke; None where the width broke nearly all of them.

    A line is the drafter's where the next word would still have found room on it: in an
    address, a list of names, headlines under each other.
    """
    if len(texts) < 3:
        return None
    room = width or DEFAULT_WIDTH
    breaks = frozenset(
        at
        for at, (line, following) in enumerate(pairwise([text.strip() for text in texts]))
        if len(line) + 2 < room and _breaks_early(line, following, room)
    )
    return (
        breaks
        if len(breaks) > 1 and len(breaks) >= MIN_DELIBERATE_BREAKS * (len(texts) - 1)
        else None
    )


def _breaks_early(line: str, following: str, room: int) -> bool:
    """True where the next word had room on the line, and is no small word that goes on with it."""
    if not following or len(line) + 1 + len(following.split(None, 1)[0]) >= room:
        return False
    return not (following[0].islower() or patterns.REDACTED.search(line + following))


def _glue(before: str, after: str) -> str:
    """`counter-` / `terrorism` is one word; `short-` / `and long-term` is not."""
    if not before.rstrip().endswith("-"):
        return " "
    hyphenated = (
        re.search(r"\w-$", before.rstrip()) is not None
        and re.match(r"[A-Za-z]", after.lstrip()) is not None
        and re.match(r"(?:and|or|to)\b", after.lstrip()) is None
    )
    return "" if hyphenated else " "


def _page_marks(
    marks: list[tuple[int, int]], texts: list[str], glues: list[str]
) -> tuple[PageMark, ...]:
    """Where in the joined text each page begins: before the line that follows its page line."""
    if not marks:
        return ()
    lengths = (len(text) + len(glue) for text, glue in zip(texts, [*glues, ""], strict=True))
    offsets = list(accumulate(lengths, initial=0))
    return tuple(
        PageMark(number=page, offset=offsets[min(before, len(texts))]) for page, before in marks
    )


# --- Repairs in running text --------------------------------------------------------


def _repaired(lines: list[Line], repairs: list[Repair]) -> list[str]:
    """The lines' texts with what the transmission broke in words put right."""
    texts = [line.text for line in lines]
    whole = "\n".join(texts)
    if (
        APOSTROPHE_HINT in whole
        or ACCENT_HINT in whole
        or YEAR_DIGIT_HINTS[0] in whole
        or YEAR_DIGIT_HINTS[1] in whole
    ):
        return [_repair_words(line, repairs) for line in lines]
    return texts


YEAR_DIGIT_HINTS = (" 119", " 120")
ACCENT_HINT = "ttach?"
APOSTROPHE_HINT = ",s"
"""What stands in every place that is repaired."""


def _repair_words(line: Line, repairs: list[Repair]) -> str:
    text = line.text

    def note(found: re.Match[str], after: str, rule: str) -> str:
        repairs.append(Repair(line=line.number, before=found[0], after=after, rule=rule))
        return after

    if any(year in text for year in YEAR_DIGIT_HINTS):
        text = patterns.YEAR_DIGIT.regex.sub(
            lambda m: note(m, f"{m['lead']} {m['year']}", "year-digit"), text
        )
    if ACCENT_HINT in text:
        text = patterns.ATTACHE.regex.sub(
            lambda m: note(m, f"{m['lead']} {m['word']}é", "accent-lost"), text
        )
    if APOSTROPHE_HINT in text:
        text = patterns.APOSTROPHE_COMMA.regex.sub(
            lambda m: note(m, f"{m['word']}'s", "apostrophe-comma"), text
        )
    return text
