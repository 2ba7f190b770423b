"""Finds topic headings: lines with a rule, lines in capitals, single title lines."""

from __future__ import annotations

from generator.parse import body_patterns
from generator.parse.pattern import any_matches
from generator.parse.release_marks import NOT_DECLASSIFIED
from generator.parse.rows import BLANK, FURNITURE, RULE, TEXT, Row
from generator.parse.sentences import is_finished, needs_follower

MAX_HEADING_LENGTH = 120
"""Maximum length of a heading line with a rule, in characters."""

MAX_TITLE_LENGTH = 75
"""Maximum length of a title line without a rule, in characters."""

MAX_HEADING_LINES = 4
"""Maximum number of lines of a heading between two rules."""

SMALL_WORDS = frozenset(
    "a an and as at but by de del for from in into la of on or over the to up vs with".split()
)
"""Words in lower case in titles."""

MAX_POINTED_WORDS = 6
"""Maximum number of words of a heading with a rule that ends in a point."""

MAX_SENTENCE_CASE_WORDS = 12
"""Maximum number of words of a heading above a paragraph that is not in title case."""

MAX_MINOR_WORDS = 4
"""Maximum number of words of a title that no paragraph follows; a longer line may be a sentence."""

MAX_CAPITAL_WORDS = 6
"""Maximum number of words of a heading above a paragraph in a text in capitals."""

MAX_SMALL_LETTERS = 500
"""A text with more small letters is not in capitals."""

NO_HEADINGS = (body_patterns.CLOSING_WORDS, body_patterns.HANDLING, body_patterns.UNQUOTE)
"""`END SUMMARY`, `UNQUOTE` and sentences about handling are not headings."""

NO_MINOR_TITLES = (body_patterns.FORM_ENTRY, body_patterns.LETTERED_QUESTION)
"""`Place of Birth: LIMA` and `B. Harbours?` are headings only above a paragraph."""

ROMAN_INITIALS = frozenset("¶XVI")
"""First characters of headings with a Roman numeral or, after a mark, with a letter."""

HeadingRows = tuple[int, ...]
"""Indexes of the text rows of one heading."""


def find_headings(rows: list[Row], starts: frozenset[int]) -> dict[int, HeadingRows]:
    """Headings by the index of their first row; `starts` are the rows that open paragraphs."""
    headings: dict[int, HeadingRows] = {}
    used: set[int] = set()
    for heading in _ruled_headings(rows, starts):
        if used.isdisjoint(heading):
            headings[heading[0]] = heading
            used.update(heading)
    is_capital = _is_capital_body(rows)
    for run in _text_runs(rows):
        if not used.isdisjoint(run) or not _may_be_title(rows, run, starts):
            continue
        below = _next_text_row(rows, run[-1])
        if body_patterns.UNQUOTE.match(_text_at(rows, below)):
            continue
        if below in headings and not _is_plain_title(rows, run):
            continue
        before_para = below in starts or below in headings
        if is_capital and not _is_capital_title(rows, run, starts, before_para=before_para):
            continue
        if _is_title(rows, run, before_para=before_para):
            headings[run[0]] = run
            used.update(run)
    return headings


def find_para_follows(rows: list[Row], opening: frozenset[int], headings: set[int]) -> list[bool]:
    """For each row, whether the next text row that is not a heading opens a para."""
    follows = [False] * len(rows)
    opens_para = False
    for index in range(len(rows) - 1, -1, -1):
        follows[index] = opens_para
        if rows[index].kind is TEXT and index not in headings:
            opens_para = index in opening
    return follows


def _text_runs(rows: list[Row]) -> list[tuple[int, ...]]:
    """Indexes of consecutive text rows, the last run first.

    In reverse, because a heading above another heading is recognised by the one below it.
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


def _ruled_headings(rows: list[Row], starts: frozenset[int]) -> list[HeadingRows]:
    """Headings above a rule or between two rules, and headings in a form of their own."""
    headings: list[HeadingRows] = []
    for index, row in enumerate(rows):
        if row.kind is RULE:
            heading = _heading_above_rule(rows, index, starts)
            if heading is not None:
                headings.append(heading)
        elif row.kind is TEXT and index not in starts and _has_heading_form(rows, index):
            headings.append((index,))
    return headings


def _has_heading_form(rows: list[Row], index: int) -> bool:
    """True for `//COMMENT//`, and for `II. (U) Political Violence` and `¶A. Civil Unrest`.

    The latter two must have no text directly above or below, except the one above the other.
    """
    text = rows[index].line.text
    if len(text) > MAX_HEADING_LENGTH:
        return False
    if "//" in text and body_patterns.HEADING_SLASHES.match(text):
        return True
    if text.lstrip()[:1] not in ROMAN_INITIALS:
        return False
    is_roman, is_lettered = is_roman_heading(text), _is_lettered_heading(text)
    if not (is_roman or is_lettered):
        return False
    above, below = _text_at(rows, index - 1), _text_at(rows, index + 1)
    is_free_above = not above or (is_lettered and is_roman_heading(above))
    is_free_below = not below or (is_roman and _is_lettered_heading(below))
    return is_free_above and is_free_below


def _text_at(rows: list[Row], index: int) -> str:
    """The text of a text row; empty for any other row and outside the body."""
    is_text = 0 <= index < len(rows) and rows[index].kind is TEXT
    return rows[index].line.text if is_text else ""


def is_roman_heading(text: str) -> bool:
    """True for `II. (U) Political Violence` and `IV. UPCOMING TRAINING:`."""
    roman = body_patterns.ROMAN_HEADING.match(text)
    if roman is None or not roman["roman"] or len(text) >= MAX_TITLE_LENGTH:
        return False
    return bool(roman["marked"]) or (_in_title_case(text[roman.end() :]) and _may_head(text))


def _is_lettered_heading(text: str) -> bool:
    """True for `¶A. Civil Unrest`."""
    lettered = body_patterns.SUBPARA.match(text)
    return lettered is not None and _in_title_case(text[lettered.end() :]) and _may_head(text)


def _heading_above_rule(rows: list[Row], rule: int, starts: frozenset[int]) -> HeadingRows | None:
    """The heading above the rule with the index `rule`; None without one.

    It extends up to another rule or a blank line. One blank line may separate it from the rule.
    """
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
    has_rule_above = above >= 0 and rows[above].kind is RULE and above >= index - 1
    if not lines or has_rule_above:
        return lines or None
    if len(lines) > 2 or (rule - last > 1 and not _is_free_above(rows, lines)):
        return None
    continues = rows[lines[0]].text.lstrip()[0].islower() or _is_unfinished(rows, index)
    return None if continues else lines


def _is_unfinished(rows: list[Row], index: int) -> bool:
    """True if the row at `index`, or above it before furniture, is unfinished text."""
    while index >= 0 and rows[index].kind in FURNITURE:
        index -= 1
    return index >= 0 and rows[index].kind is TEXT and not is_finished(rows[index].text)


def _may_head(text: str) -> bool:
    """False for a line that is too long for a heading, ends a sentence or contains columns."""
    text = text.strip()
    if any_matches(NO_HEADINGS, text) or _has_gap(text):
        return False
    if (
        text.endswith(".")
        and len(text.split()) <= MAX_POINTED_WORDS
        and len(text) < MAX_TITLE_LENGTH
    ):
        text = text.rstrip(".")
    if len(text) > MAX_HEADING_LENGTH or (
        text.endswith((".", ",", ";")) and not text.endswith("...")
    ):
        return False
    return "    " not in text and any(map(str.isalpha, text))


def _has_gap(text: str) -> bool:
    """True if a publisher covered or withheld a part of the line."""
    is_covered = body_patterns.REDACTED.search(text) is not None
    return is_covered or ("[" in text and NOT_DECLASSIFIED.search(text) is not None)


def _is_free_above(rows: list[Row], lines: tuple[int, ...]) -> bool:
    """True if there is no text directly above the lines."""
    above = lines[0] - 1
    return above < 0 or rows[above].kind is not TEXT


# --- Without a rule ---------------------------------------------------------------


def _may_be_title(rows: list[Row], run: tuple[int, ...], starts: frozenset[int]) -> bool:
    """True for one or two lines after a finished sentence that open no para, item or label."""
    if len(run) > 2 or any(i in starts or len(rows[i].text) > MAX_HEADING_LENGTH for i in run):
        return False
    first = rows[run[0]].text
    if any_matches(NO_HEADINGS, first) or _has_gap(first):
        return False
    if len(run) > 1 and all(body_patterns.LETTER_ITEM.match(rows[i].text) for i in run):
        return False
    openings = (
        body_patterns.LABEL_IN_PARENTHESES,
        body_patterns.DASH_ITEM,
        body_patterns.PAREN_ITEM,
        body_patterns.QUESTION_LABEL,
        body_patterns.ANSWER_LABEL,
        body_patterns.LABEL,
    )
    if any_matches(openings, first) and not _is_marked_title(rows, run, starts):
        return False
    above = run[0] - 1
    while above >= 0 and (rows[above].kind is BLANK or rows[above].kind in FURNITURE):
        above -= 1
    return above < 0 or rows[above].kind is RULE or not needs_follower(rows[above].text)


def _is_marked_title(rows: list[Row], run: tuple[int, ...], starts: frozenset[int]) -> bool:
    """True for `(U) Visit to the Port` above a paragraph: a marking, not the item of a list."""
    marking = body_patterns.MARKED_TEXT.match(rows[run[0]].text)
    return marking is not None and _next_text_row(rows, run[-1]) in starts


def _next_text_row(rows: list[Row], index: int) -> int:
    """Index of the next text row after `index`; the number of rows if there is none."""
    below = index + 1
    while below < len(rows) and rows[below].kind is not TEXT:
        below += 1
    return below


def _is_plain_title(rows: list[Row], run: tuple[int, ...]) -> bool:
    """True for a title that is recognisable without a paragraph below it."""
    text = " ".join(rows[i].text.strip() for i in run)
    return _in_capitals(text) or (_in_title_case(text) and not text.endswith(":"))


def _is_title(rows: list[Row], run: tuple[int, ...], *, before_para: bool) -> bool:
    """True for a line in capitals or title case; if no paragraph follows, it must be short.

    `PROTECTION AND ASSISTANCE TO VICTIMS:` and `Running on Empty?` above a paragraph,
    `Training` above items; not `Two cases from INM:`, which introduces what follows.
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
    if not before_para and any_matches(NO_MINOR_TITLES, text):
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


def _is_capital_body(rows: list[Row]) -> bool:
    """True if the whole text is in capitals, which are then no sign of a heading."""
    capitals = small = 0
    for row in rows:
        if row.kind is TEXT:
            small += sum(map(str.islower, row.text))
            if small > MAX_SMALL_LETTERS:
                return False
            capitals += sum(map(str.isupper, row.text))
    return capitals > 20 * small


def _is_capital_title(
    rows: list[Row], run: tuple[int, ...], starts: frozenset[int], *, before_para: bool
) -> bool:
    """True for a line that can be a heading in a text in capitals: a few words, no sentence.

    `CURRENT SITUATION` or `EMBASSY COMMENT:` above a paragraph, `THE PRICE` in a text with numbers,
    `BACKGROUND` in any. `FOLLOWING IS THE TEXT OF THE LETTER:` is text.
    """
    text = rows[run[0]].text.strip()
    if len(run) > 1 or any(map(str.isdigit, text)) or text[-1:] in ".,;" or "," in text:
        return False
    if body_patterns.HEADING_WORD.match(text):
        return True
    words = len(text.split())
    if before_para:
        return words <= (MAX_MINOR_WORDS if ":" in text else MAX_CAPITAL_WORDS)
    return bool(starts) and ":" not in text and words <= MAX_MINOR_WORDS


def _in_capitals(text: str) -> bool:
    letters = list(filter(str.isalpha, text))
    if 2 * len(letters) < len(text):
        return False
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _in_title_case(text: str) -> bool:
    """True if most words, apart from `SMALL_WORDS`, begin with a capital."""
    words = [w.strip("\"'(") for w in text.split()]
    major = [w for w in words if w[:1].isalpha() and w.lower() not in SMALL_WORDS]
    return bool(major) and sum(w[0].isupper() for w in major) >= 0.7 * len(major)
