"""Blocks: joins consecutive lines into reading text and repairs words on the way."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, pairwise, zip_longest

from generator.model import Block, BlockKind, PageMark, QuestionnairePart, Repair
from generator.model.releases import Gap
from generator.model.source_text import SourceText, is_single_spaced, single_spaced
from generator.parse import body_patterns
from generator.parse.gaps import covered_passages, in_order, parts_of_a_line, take_gaps
from generator.parse.hyphens import rejoin_words
from generator.parse.lines import Line, span_of

MIN_DELIBERATE_BREAKS = 0.4
"""A block keeps its line breaks if at least this share of them is deliberate."""

DEFAULT_WIDTH = 60
"""Line width, in characters, assumed for a body that does not show its width."""

RAGGED_MARGIN = 12
"""Number of characters by which lines of a text in capitals vary in length."""

MAX_NATIVE_LINE = 100
"""A body with longer lines was reflowed: its width does not explain its line breaks."""

MAX_TABLE_LINE = 140
"""Lines of a table are shorter than this many characters."""

_COLUMN_GAP = re.compile(r"[^\s.?!:;,]\s{2,}\S")


@dataclass(slots=True)
class BlockDraft:
    """A block under construction."""

    kind: BlockKind
    label: str | None = None
    marker: str | None = None
    part: QuestionnairePart | None = None
    lines: list[Line] = field(default_factory=list)
    opened_on: Line | None = None
    """The line that opened the block; a label without text takes its span from it."""
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Pages that begin in the block: page number and number of lines before it."""
    gaps: list[tuple[Gap, int]] = field(default_factory=list)
    """Withheld passages in the block, each with the number of lines before it."""

    @property
    def last_text(self) -> str:
        """Text of the last line; empty if there is none."""
        return self.lines[-1].text if self.lines else ""


def body_width(lines: list[Line]) -> int:
    """The line width of the body, in characters; 0 for a reflowed or empty body."""
    lengths = sorted([len(line.text) for line in lines])
    if not lengths:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    return width if width <= MAX_NATIVE_LINE else 0


def finish_block(
    source: SourceText, draft: BlockDraft, width: int, words: Set[str], repairs: list[Repair]
) -> Block:
    """The finished block. Adds to `repairs`.

    `width` is the line width of the body, `words` are its words if a line ends in a hyphen.
    """
    lines, marks, draft_gaps = _without_gaps(draft)
    texts = _repaired_texts(lines, repairs)
    if words and not draft_gaps:
        repairs.extend(rejoin_words(lines, texts, words))
    kind = draft.kind
    is_plain = draft.kind is BlockKind.TEXT and draft.label is None
    parts = parts_of_a_line(lines) if draft_gaps else {}
    breaks = _deliberate_breaks(texts, width) if is_plain and not parts else None
    pages: tuple[PageMark, ...] = ()
    gaps: tuple[Gap, ...] = ()
    is_marked = bool(marks or draft_gaps)
    text = _simple_text(texts) if breaks is None and not is_marked else None
    if text is None:
        columns = is_plain and _has_columns(lines)
        if columns or breaks is not None:
            kind = BlockKind.COLUMNS
        texts, separators = _laid_out(texts, breaks or frozenset(), columns=columns)
        separators = [parts.get(index, separator) for index, separator in enumerate(separators)]
        text = "".join(chain.from_iterable(zip_longest(texts, separators, fillvalue="")))
        offsets = _line_offsets(texts, separators)
        pages = tuple(PageMark(number=page, offset=offsets[index]) for page, index in marks)
        gaps = tuple(replace(gap, offset=offsets[index]) for gap, index in draft_gaps)
    covered = covered_passages(text, lines)
    if kind is BlockKind.TEXT and draft.label is None and _is_quotation(text):
        kind = BlockKind.QUOTATION
    return Block(
        kind=kind,
        text=text,
        label=draft.label,
        marker=draft.marker,
        part=draft.part,
        pages=pages,
        gaps=tuple(in_order(gaps, covered)) if covered else gaps,
        span=span_of(source, draft.lines[0], draft.lines[-1]),
    )


def _without_gaps(
    draft: BlockDraft,
) -> tuple[list[Line], list[tuple[int, int]], list[tuple[Gap, int]]]:
    """The lines of a block without the words of gaps; page marks and gaps with their lines."""
    taken = take_gaps(draft.lines)
    if taken is None:
        return draft.lines, draft.marks, draft.gaps
    marks = [(page, taken.places[index]) for page, index in draft.marks]
    gaps = [*((gap, taken.places[index]) for gap, index in draft.gaps), *taken.gaps]
    return taken.lines, marks, sorted(gaps, key=lambda item: item[1])


def _simple_text(texts: list[str]) -> str | None:
    """The lines joined by spaces, if nothing else has to be done; otherwise None.

    This fast path covers most blocks: single spaces only, and no hyphen at a line's end.
    """
    lines = "\n".join(texts)
    text = lines.replace("\n", " ").strip()
    return text if is_single_spaced(text) and "-\n" not in lines else None


def _laid_out(
    texts: list[str], breaks: frozenset[int], *, columns: bool
) -> tuple[list[str], list[str]]:
    """The lines and the separators between them; lines of columns are unchanged."""
    if columns:
        return texts, ["\n"] * (len(texts) - 1)
    separators = [
        "\n" if index in breaks else _separator(before, after)
        for index, (before, after) in enumerate(pairwise(texts))
    ]
    return [single_spaced(text) for text in texts], separators


def _is_quotation(text: str) -> bool:
    """True if the whole block is one quotation."""
    return len(text) > 40 and text[0] == '"' == text[-1] and text.count('"') == 2


def _has_columns(lines: list[Line]) -> bool:
    """True for a table: most lines have a gap of two spaces that does not end a sentence."""
    if len(lines) < 2 or max(len(line.text) for line in lines) >= MAX_TABLE_LINE:
        return False
    plain = 0
    for line in lines:
        plain += is_single_spaced(line.text) or not _is_row(line.text)
        if plain * 3 > len(lines):
            return False
    return True


def _is_row(text: str) -> bool:
    """True for a table row and for the rule above the columns."""
    return bool(_COLUMN_GAP.search(text) or body_patterns.COLUMN_RULE.match(text))


def _deliberate_breaks(texts: list[str], width: int) -> frozenset[int] | None:
    """Indexes of lines that the drafter ended on purpose; None if there are too few of them.

    A break is deliberate if the next word would have fitted on the line, as in an address or a
    list of names.
    """
    if len(texts) < 3:
        return None
    width = width or DEFAULT_WIDTH
    breaks = frozenset(
        index
        for index, (line, following) in enumerate(pairwise([text.strip() for text in texts]))
        if len(line) + 2 < width and _breaks_early(line, following, width)
    )
    return (
        breaks
        if len(breaks) > 1 and len(breaks) >= MIN_DELIBERATE_BREAKS * (len(texts) - 1)
        else None
    )


def _breaks_early(line: str, following: str, width: int) -> bool:
    """True if the next word would have fitted on the line and does not begin in lower case.

    In a text in capitals the case says nothing: the word must have fitted with room to spare, since
    typists left the margin ragged.
    """
    room = RAGGED_MARGIN if line.isupper() and following.isupper() else 0
    if not following or len(line) + 1 + len(following.split(None, 1)[0]) + room >= width:
        return False
    return not (following[0].islower() or body_patterns.REDACTED.search(line + following))


def _separator(before: str, after: str) -> str:
    """A space, or nothing within a hyphenated word.

    `counter-` / `terrorism` is one word; `short-` / `and long-term` is not.
    """
    if not before.rstrip().endswith("-"):
        return " "
    is_one_word = (
        re.search(r"\w-$", before.rstrip()) is not None
        and re.match(r"[A-Za-z]", after.lstrip()) is not None
        and re.match(r"(?:and|or|to)\b", after.lstrip()) is None
    )
    return "" if is_one_word else " "


def _line_offsets(texts: list[str], separators: list[str]) -> list[int]:
    """The offset in the joined text at which each line begins, and that of its end."""
    lengths = [len(text) + len(gap) for text, gap in zip(texts, [*separators, ""], strict=True)]
    return list(accumulate(lengths, initial=0))


# --- Repairs in running text --------------------------------------------------------


def _repaired_texts(lines: list[Line], repairs: list[Repair]) -> list[str]:
    """The texts of the lines, with words repaired that the transmission garbled."""
    texts = [line.text for line in lines]
    joined = "\n".join(texts)
    if any(hint in joined for hint in (APOSTROPHE_HINT, ACCENT_HINT, *YEAR_DIGIT_HINTS)):
        return [_repair_words(line, repairs) for line in lines]
    return texts


YEAR_DIGIT_HINTS = (" 119", " 120")
ACCENT_HINT = "ttach?"
APOSTROPHE_HINT = ",s"
"""Texts that occur wherever a repair applies; searching for them first is faster."""


def _repair_words(line: Line, repairs: list[Repair]) -> str:
    text = line.text

    def record(match: re.Match[str], after: str, rule: str) -> str:
        repairs.append(Repair(line=line.number, before=match[0], after=after, rule=rule))
        return after

    if any(year in text for year in YEAR_DIGIT_HINTS):
        text = body_patterns.YEAR_DIGIT.regex.sub(
            lambda m: record(m, f"{m['lead']} {m['year']}", "year-digit"), text
        )
    if ACCENT_HINT in text:
        text = body_patterns.ATTACHE.regex.sub(
            lambda m: record(m, f"{m['lead']} {m['word']}é", "accent-lost"), text
        )
    if APOSTROPHE_HINT in text:
        text = body_patterns.APOSTROPHE_COMMA.regex.sub(
            lambda m: record(m, f"{m['word']}'s", "apostrophe-comma"), text
        )
    return text
