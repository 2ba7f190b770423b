"""Find cables that a text names by post and number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.facts.post_names import post_letters
from generator.model import full_year, split_mrn
from generator.resolve import mention_patterns as patterns
from generator.resolve.pointers import BlockContext, CableContext, CableWords

CUE_DISTANCE = 40
"""Characters on either side of a cable's name that are examined for evidence."""

PLAUSIBLE_YEARS = range(-50, 2)
"""Offsets from the cable's own year at which a bare number in a list is taken for a year."""


def find_cables(passage: BlockContext, context: CableContext) -> Iterator[CableWords]:
    """`MEXICO 721`, `08 MEXICO 00721`, `08MEXICO721`, `(Mexico 443, 2042)`.

    The results are in no particular order and may repeat.
    """
    for parenthesis in patterns.PARENTHESIS.finditer(passage.text):
        yield from _find_listed(passage, parenthesis, context)
    yield from _find_in_capitals(passage, context)
    if context.cited:
        yield from _find_in_title_case(passage, context)
    if context.archive_numbers:
        yield from _find_archive_numbers(passage, context)


def _find_archive_numbers(passage: BlockContext, context: CableContext) -> Iterator[CableWords]:
    """`1976PORTOV31810`, `C05000000`, if that is the number of one copy in the collection."""
    for match in patterns.ARCHIVE_NUMBER.finditer(passage.text):
        mrn = context.archive_numbers.get(match[0])
        pieces = split_mrn(mrn) if mrn is not None else None
        if pieces is not None:
            year, post, number = pieces
            place = passage.place(*match.span())
            yield CableWords(place=place, words=match[0], post=post, number=number, year=year)


# --- In parentheses ----------------------------------------------------------------


def _find_listed(
    passage: BlockContext, parenthesis: re.Match[str], context: CableContext
) -> Iterator[CableWords]:
    """The cables of `(Mexico 443, 2042, 05 Mexico 4186)`, if it lists nothing else.

    A bare number takes post and year from the entry before it.
    """
    entries = _list_entries(passage.text, *parenthesis.span("inside"))
    if not entries or not entries[0]["post"]:
        return
    capitals = _capitals_stand_out(passage, *parenthesis.span()) and not passage.in_columns
    post, year = "", None
    for entry in entries:
        number = int(entry["number"])
        if entry["post"]:
            known_post = _split_post(entry["post"], context.posts)
            if known_post is None or known_post[1] != 0:
                return
            post = known_post[0]
            year = int(entry["year"]) if entry["year"] else None
            start = entry.start("year") if entry["year"] else entry.start("post")
        elif entry["year"] or _is_plausible_year(entry["number"], context):
            continue
        else:
            start = entry.start("number")
        place = passage.place(start, entry.end("number"))
        words = CableWords(
            place=place, words=passage.text[start : place.end], post=post, number=number, year=year
        )
        if _is_listed_cable(entry, words, context, capitals):
            yield words
            year = year if year is not None else _cited_year(words, context)
        elif entry["post"]:
            # The next entries would take post and year from something that is not a cable.
            return


def _cited_year(words: CableWords, context: CableContext) -> int | None:
    """The year given by the REF lines; None unless they name exactly one such cable."""
    cited = context.cited.get((words.post, words.number), ())
    pieces = split_mrn(cited[0]) if len(cited) == 1 else None
    return pieces[0] if pieces else None


def _list_entries(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The list entries with a number; empty if any entry cannot belong to a list of cables."""
    entries: list[re.Match[str]] = []
    cuts = [m.span() for m in patterns.LIST_BREAK.finditer(text, start, end)]
    for begin, stop in zip(
        [start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end], strict=True
    ):
        entry = patterns.LISTED_CABLE.fullmatch(text, begin, stop)
        if entry is not None:
            entries.append(entry)
        elif not patterns.LISTED_OTHER.fullmatch(text, begin, stop):
            return []
    return entries


def _is_listed_cable(
    entry: re.Match[str], words: CableWords, context: CableContext, capitals: bool
) -> bool:
    """False if the entry may not be a cable: `(Lima 120, Quito 35)`."""
    if not _year_is_possible(words.year, context):
        return False
    if not entry["post"] or (words.post, words.number) in context.cited:
        return True
    if patterns.CALENDAR_YEAR.fullmatch(entry["number"]):
        return False
    return words.year is not None or context.cited_in_text or (capitals and entry["post"].isupper())


def _is_plausible_year(number: str, context: CableContext) -> bool:
    """True if the number may be a year that the text speaks of."""
    return (
        patterns.CALENDAR_YEAR.fullmatch(number) is not None
        and context.year is not None
        and int(number) - context.year in PLAUSIBLE_YEARS
    )


# --- In running text ---------------------------------------------------------------


def _find_in_title_case(passage: BlockContext, context: CableContext) -> Iterator[CableWords]:
    """`see Berlin 1045`, if the REF lines name that cable."""
    text = passage.text
    if text.isascii() and not any(str(number) in text for _, number in context.cited):
        return
    for match in patterns.TITLE_CABLE.finditer(text):
        known_post = _split_post(match["post"], context.posts)
        if known_post is None or (known_post[0], int(match["number"])) not in context.cited:
            continue
        start = match.start("post") + known_post[1]
        if patterns.CABLE_CUE.search(text[max(0, start - CUE_DISTANCE) : start]) and not (
            patterns.UNIT_AFTER.match(text, match.end())
        ):
            yield CableWords(
                place=passage.place(start, match.end()),
                words=text[start : match.end()],
                post=known_post[0],
                number=int(match["number"]),
                year=None,
            )


def _find_in_capitals(passage: BlockContext, context: CableContext) -> Iterator[CableWords]:
    """`MEXICO 721`, `08 MEXICO 00721`, `08MEXICO721`."""
    text = passage.text
    if not patterns.CABLE_END.search(text):
        return
    for match in patterns.CABLE.finditer(text):
        known_post = _split_post(match["post"], context.posts)
        if known_post is None:
            continue
        post, offset = known_post
        start = match.start("post") + offset
        if match["year"] and offset > 0:
            continue
        if match["year"]:
            start = match.start("year")
        year = match["year"] or match["after"]
        words = CableWords(
            place=passage.place(start, match.end()),
            words=text[start : match.end()],
            post=post,
            number=int(match["number"]),
            year=int(year) if year else None,
        )
        if _is_cable(passage, match, words, context):
            yield words


def _split_post(text: str, posts: frozenset[str]) -> tuple[str, int] | None:
    """The longest known post at the end of `text`, and its offset; None if there is none."""
    for word in re.finditer(r"\S+", text):
        name = post_letters(text[word.start() :])
        if name in posts:
            return name, word.start()
    return None


def _is_cable(
    passage: BlockContext, match: re.Match[str], words: CableWords, context: CableContext
) -> bool:
    """False if a place and a number are together by chance: `MEXICO 2008`, `MEXICO 35`."""
    text, number = passage.text, match["number"]
    if not match["gap"] and not match["year"]:
        return False
    if patterns.UNIT_AFTER.match(text, words.place.end) or not _year_is_possible(
        words.year, context
    ):
        return False
    if (words.post, words.number) in context.cited:
        return True
    before = text[max(0, words.place.start - CUE_DISTANCE) : words.place.start]
    glued = bool(match["year"]) and not match["gap"]
    if patterns.SERIAL_BEFORE.search(before):
        return False
    if patterns.CALENDAR_YEAR.fullmatch(number) and not glued:
        return False
    if glued or number.startswith("0"):
        return True
    return _context_shows_cable(passage, before, words)


def _context_shows_cable(passage: BlockContext, before: str, words: CableWords) -> bool:
    """True if the surrounding words, or a year, show that a cable is meant."""
    text = passage.text
    cue = bool(patterns.CABLE_CUE.search(before))
    closed = bool(patterns.CABLE_AFTER.match(text, words.place.end))
    if not _capitals_stand_out(passage, words.place.start, words.place.end):
        return cue and closed
    if words.year is not None and (closed or not patterns.DATE_BEFORE.search(before)):
        return True
    if cue:
        return True
    return closed and bool(patterns.CABLE_BEFORE.search(before)) and not passage.in_columns


def _capitals_stand_out(passage: BlockContext, start: int, end: int) -> bool:
    """False in text set in capitals throughout, where capitals do not mark a post."""
    text = passage.text
    around = text[max(0, start - CUE_DISTANCE) : start] + text[end : end + CUE_DISTANCE]
    return patterns.LOWER.search(around) is not None


def _year_is_possible(year: int | None, context: CableContext) -> bool:
    """False for a year after the cable's own: in 2008, `12` of `JULY 12 MEXICO 35` is no year."""
    if year is None or context.year is None:
        return True
    return (full_year(year) if year < 100 else year) <= context.year
