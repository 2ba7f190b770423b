"""Topic headings: lines with a rule, lines in capitals, lone title lines."""

from __future__ import annotations

from generator.parse import patterns
from generator.parse.rows import BLANK, FURNITURE, RULE, TEXT, Row
from generator.parse.sentences import is_finished, needs_follower

MAX_HEADING_LENGTH = 120
"""Characters of a heading line under a rule."""

MAX_TITLE_LENGTH = 75
"""Characters of a title line without a rule."""

MAX_HEADING_LINES = 4
"""Lines a heading between two rules may have."""

SMALL_WORDS = frozenset(
    "a an and as at but by de del for from in into la of on or over the to up vs with".split()
)
"""Words that stay small in a title."""

MAX_POINTED_WORDS = 6
"""Words of a heading under a rule that may end in a point."""

MAX_SENTENCE_CASE_WORDS = 12
"""Words of a line over a paragraph that is a heading though it has small letters."""

MAX_MINOR_WORDS = 4
"""Words of a title that heads no paragraph ("Training"); a longer line may be a sentence."""


HeadingRows = tuple[int, ...]
"""Indexes of the text rows of one heading."""


def find_headings(rows: list[Row], starts: frozenset[int]) -> dict[int, HeadingRows]:
    """Headings by the index of their first text row; `starts` are rows that open paragraphs."""
    found: dict[int, HeadingRows] = {}
    taken: set[int] = set()
    for heading in _ruled(rows, starts):
        if taken.isdisjoint(heading):
            found[heading[0]] = heading
            taken.update(heading)
    for run in _runs(rows):
        if not taken.isdisjoint(run) or not _is_lone(rows, run, starts):
            continue
        below = _next_written(rows, run[-1])
        if below in found and not _is_plain_title(rows, run):
            continue
        if _is_title(rows, run, before_para=below in starts or below in found):
            found[run[0]] = run
            taken.update(run)
    return found


def _runs(rows: list[Row]) -> list[tuple[int, ...]]:
    """Indexes of text rows that stand together, from the end backwards.

    Backwards, because a heading over another heading is known by the one below it.
    """
    runs: list[tuple[int, ...]] = []
    run: list[int] = []
    for index, row in enumerate(rows):
        if row.kind is TEXT:
            run.append(index)
        elif run:
            runs.append(tuple(run))
            run = []
    if run:
        runs.append(tuple(run))
    return runs[::-1]


# --- With a rule ------------------------------------------------------------------


def _ruled(rows: list[Row], starts: frozenset[int]) -> list[HeadingRows]:
    """A line over a rule, lines between two rules, and lines that show it themselves.

    Those are `//COMMENT//`, `II. (U) Political Violence` and `¶A. Civil Unrest`, standing free.
    """
    found: list[HeadingRows] = []
    for index, row in enumerate(rows):
        if row.kind is RULE:
            heading = _over_rule(rows, index, starts)
            if heading is not None:
                found.append(heading)
        elif row.kind is TEXT and index not in starts and _marks_itself(rows, index):
            found.append((index,))
    return found


def _marks_itself(rows: list[Row], index: int) -> bool:
    text = rows[index].line.text
    if len(text) > MAX_HEADING_LENGTH:
        return False
    if "//" in text and patterns.HEADING_SLASHES.match(text):
        return True
    if index + 1 < len(rows) and rows[index + 1].kind is TEXT:
        return False
    if not _standing_free(rows, (index,)):
        return False
    roman = patterns.ROMAN_HEADING.match(text)
    if roman is not None and roman["roman"]:
        return len(text) < MAX_TITLE_LENGTH
    lettered = patterns.SUBPARA.match(text)
    return lettered is not None and _in_title_case(text[lettered.end() :]) and _may_head(text)


def _over_rule(rows: list[Row], rule: int, starts: frozenset[int]) -> HeadingRows | None:
    """The text over the rule, blank lines between allowed, up to a rule or blank line above it."""
    index = rule - 1
    while index >= 0 and (
        rows[index].kind in FURNITURE or (rows[index].kind is BLANK and rule - index <= 2)
    ):
        index -= 1
    last = index
    while index >= 0 and rows[index].kind is TEXT and last - index < MAX_HEADING_LINES:
        if index in starts or not _may_head(rows[index].text):
            break
        index -= 1
    lines = tuple(range(index + 1, last + 1))
    above = index
    while above >= 0 and rows[above].kind is BLANK:
        above -= 1
    opened = above >= 0 and rows[above].kind is RULE and above >= index - 1
    if not lines or (len(lines) > 2 and not opened):
        return None
    if not opened and (rule - last > 1) and not _standing_free(rows, lines):
        return None
    if not opened and (rows[lines[0]].text.lstrip()[0].islower() or _under_cut(rows, index)):
        return None
    return lines


def _under_cut(rows: list[Row], index: int) -> bool:
    """True where an unfinished line stands at `index` or, over furniture, above it."""
    while index >= 0 and rows[index].kind in FURNITURE:
        index -= 1
    return index >= 0 and rows[index].kind is TEXT and not is_finished(rows[index].text)


def _may_head(text: str) -> bool:
    """No heading is long, ends a sentence, or holds columns."""
    kept = text.strip()
    if patterns.CLOSING_WORDS.match(kept) or patterns.REDACTED.search(kept):
        return False
    if (
        kept.endswith(".")
        and len(kept.split()) <= MAX_POINTED_WORDS
        and len(kept) < MAX_TITLE_LENGTH
    ):
        kept = kept.rstrip(".")
    if len(kept) > MAX_HEADING_LENGTH or (
        kept.endswith((".", ",", ";")) and not kept.endswith("...")
    ):
        return False
    return "    " not in kept and any(map(str.isalpha, kept))


def _standing_free(rows: list[Row], lines: tuple[int, ...]) -> bool:
    """True where a blank line or nothing stands over the lines."""
    over = lines[0] - 1
    return over < 0 or rows[over].kind is not TEXT


# --- Without a rule ---------------------------------------------------------------


def _is_lone(rows: list[Row], run: tuple[int, ...], starts: frozenset[int]) -> bool:
    """At most two lines that open nothing, behind a finished sentence."""
    if len(run) > 2 or any(i in starts or len(rows[i].text) > MAX_HEADING_LENGTH for i in run):
        return False
    first = rows[run[0]].text
    if patterns.CLOSING_WORDS.match(first) or patterns.REDACTED.search(first):
        return False
    if len(run) > 1 and all(patterns.LETTER_ITEM.match(rows[i].text) for i in run):
        return False
    opened = (
        patterns.LABEL_IN_PARENTHESES,
        patterns.DASH_ITEM,
        patterns.PAREN_ITEM,
        patterns.QUESTION_LABEL,
        patterns.ANSWER_LABEL,
        patterns.LABEL,
    )
    if any(form.match(first) for form in opened):
        return False
    above = run[0] - 1
    while above >= 0 and (rows[above].kind is BLANK or rows[above].kind in FURNITURE):
        above -= 1
    return above < 0 or rows[above].kind is RULE or not needs_follower(rows[above].text)


def _next_written(rows: list[Row], index: int) -> int:
    """Index of the next text row, rules and furniture passed over; the end where none follows."""
    below = index + 1
    while below < len(rows) and rows[below].kind is not TEXT:
        below += 1
    return below


def _is_plain_title(rows: list[Row], run: tuple[int, ...]) -> bool:
    """A title over another heading must look like one of itself."""
    text = " ".join(rows[i].text.strip() for i in run)
    return _in_capitals(text) or (_in_title_case(text) and not text.endswith(":"))


def _is_title(rows: list[Row], run: tuple[int, ...], *, before_para: bool) -> bool:
    """A line in capitals or in title case. Where no paragraph follows, it must be short.

    `PROTECTION AND ASSISTANCE TO VICTIMS:` and `Running on Empty?` over a paragraph,
    `Training` over items; not `Two cases from INM:`, which leads into what follows.
    """
    text = " ".join(rows[i].text.strip() for i in run)
    if not text[:1].isupper() and not text[:1].isdigit() and text[:1] not in "\"'(":
        return False
    if 2 * sum(map(str.isalpha, text)) < len(text) - sum(map(str.isspace, text)):
        return False
    if any(len(rows[i].text) > MAX_TITLE_LENGTH for i in run) or text.endswith(
        (".", ",", ";", ")")
    ):
        capitals = _in_capitals(text)
        if not (capitals and text.endswith(")")) and not (
            before_para and text.endswith(")") and not text.startswith("(")
        ):
            return False
    if not any(len(w) > 2 and w[0].isalpha() for w in text.split()):
        return False
    if "  " in text.strip() and not before_para:
        return False
    if (
        text.endswith(":")
        and not before_para
        and not (_in_capitals(text) and len(text.split()) <= MAX_MINOR_WORDS)
    ):
        return False
    if _in_capitals(text):
        return True
    if before_para and text.endswith(":"):
        return _in_title_case(text)
    if before_para:
        return _in_title_case(text) or (
            len(run) == 1 and len(text.split()) <= MAX_SENTENCE_CASE_WORDS
        )
    return (
        len(run) == 1
        and len(text.split()) <= MAX_MINOR_WORDS
        and _in_title_case(text)
        and not any(c.isdigit() for c in text)
    )


def _in_capitals(text: str) -> bool:
    letters = list(filter(str.isalpha, text))
    if 2 * len(letters) < len(text):
        return False
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _in_title_case(text: str) -> bool:
    """Most words that count begin with a capital."""
    words = [w.strip("\"'(") for w in text.split()]
    counted = [w for w in words if w[:1].isalpha() and w.lower() not in SMALL_WORDS]
    return bool(counted) and sum(w[0].isupper() for w in counted) >= 0.7 * len(counted)
