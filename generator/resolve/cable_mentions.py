"""Where a cable's text names cables by post and number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import full_year, split_mrn
from generator.resolve import mention_patterns as patterns
from generator.resolve.catalogue import post_name
from generator.resolve.pointers import BlockContext, CableWords, Known

AROUND = 40
"""Characters on either side of a cable's name that show how it is used."""

YEAR_SPAN = range(-50, 2)
"""A bare number in a list is rather a year where it lies so near the cable's own."""


def find_cables(passage: BlockContext, known: Known) -> Iterator[CableWords]:
    """`MEXICO 721`, `08 MEXICO 00721`, `08MEXICO721`, `(Mexico 443, 2042)`.

    In no order; the same words may come twice.
    """
    for found in patterns.PARENTHESIS.finditer(passage.text):
        yield from _list(passage, found, known)
    yield from _capitals(passage, known)
    if known.cited:
        yield from _titles(passage, known)


# --- In parentheses ----------------------------------------------------------------


def _list(passage: BlockContext, found: re.Match[str], known: Known) -> Iterator[CableWords]:
    """The cables of `(Mexico 443, 2042, 05 Mexico 4186)`, where it holds nothing else.

    A bare number has post and year of the entry before it.
    """
    entries = _entries(passage.text, *found.span("inside"))
    if not entries or not entries[0]["post"]:
        return
    capitals = _capitals_stand_out(passage, *found.span()) and not passage.in_columns
    post, year = "", None
    for entry in entries:
        number = int(entry["number"])
        if entry["post"]:
            name = _known_post(entry["post"], known.posts)
            if name is None or name[1] != 0:
                return
            post = name[0]
            year = int(entry["year"]) if entry["year"] else None
            start = entry.start("year") if entry["year"] else entry.start("post")
        elif entry["year"] or _near_year(entry["number"], known):
            continue
        else:
            start = entry.start("number")
        place = passage.place(start, entry.end("number"))
        words = CableWords(
            place=place, words=passage.text[start : place.end], post=post, number=number, year=year
        )
        if _listed(entry, words, known, capitals):
            yield words
            year = year if year is not None else _cited_year(words, known)
        elif entry["post"]:
            # What follows would take its post and year from something that is no cable.
            return


def _cited_year(words: CableWords, known: Known) -> int | None:
    """The year that the REF lines give; None where they do not name the cable once."""
    cited = known.cited.get((words.post, words.number), ())
    found = split_mrn(cited[0]) if len(cited) == 1 else None
    return found[0] if found else None


def _entries(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The entries that have a number; empty where something else is among them."""
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


def _listed(entry: re.Match[str], words: CableWords, known: Known, capitals: bool) -> bool:
    """False where a list in parentheses may tell something else: `(Lima 120, Quito 35)`."""
    if not _possible_year(words.year, known):
        return False
    if not entry["post"] or (words.post, words.number) in known.cited:
        return True
    if patterns.CALENDAR_YEAR.fullmatch(entry["number"]):
        return False
    return words.year is not None or known.in_text or (capitals and entry["post"].isupper())


def _near_year(number: str, known: Known) -> bool:
    """True for a number that may be a year of which the cable speaks."""
    return (
        patterns.CALENDAR_YEAR.fullmatch(number) is not None
        and known.year is not None
        and int(number) - known.year in YEAR_SPAN
    )


# --- In running text ---------------------------------------------------------------


def _titles(passage: BlockContext, known: Known) -> Iterator[CableWords]:
    """`see Berlin 1045`, where the REF lines name that cable."""
    text = passage.text
    if text.isascii() and not any(str(number) in text for _, number in known.cited):
        return
    for found in patterns.TITLE_CABLE.finditer(text):
        named = _known_post(found["post"], known.posts)
        if named is None or (named[0], int(found["number"])) not in known.cited:
            continue
        start = found.start("post") + named[1]
        if patterns.CABLE_CUE.search(text[max(0, start - AROUND) : start]) and not (
            patterns.COUNTED.match(text, found.end())
        ):
            yield CableWords(
                place=passage.place(start, found.end()),
                words=text[start : found.end()],
                post=named[0],
                number=int(found["number"]),
                year=None,
            )


def _capitals(passage: BlockContext, known: Known) -> Iterator[CableWords]:
    """`MEXICO 721`, `08 MEXICO 00721`, `08MEXICO721`."""
    text = passage.text
    if not patterns.CABLE_END.search(text):
        return
    for found in patterns.CABLE.finditer(text):
        named = _known_post(found["post"], known.posts)
        if named is None:
            continue
        post, offset = named
        start = found.start("post") + offset
        if found["year"] and offset > 0:
            continue
        if found["year"]:
            start = found.start("year")
        year = found["year"] or found["after"]
        words = CableWords(
            place=passage.place(start, found.end()),
            words=text[start : found.end()],
            post=post,
            number=int(found["number"]),
            year=int(year) if year else None,
        )
        if _names_cable(passage, found, words, known):
            yield words


def _known_post(text: str, posts: frozenset[str]) -> tuple[str, int] | None:
    """The longest known post that the words end with, and where among them it begins."""
    for word in re.finditer(r"\S+", text):
        name = post_name(text[word.start() :])
        if name in posts:
            return name, word.start()
    return None


def _names_cable(
    passage: BlockContext, found: re.Match[str], words: CableWords, known: Known
) -> bool:
    """False where a place and a number stand together by chance: `MEXICO 2008`, `MEXICO 35`."""
    text, number = passage.text, found["number"]
    if not found["gap"] and not found["year"]:
        return False
    if patterns.COUNTED.match(text, words.place.end) or not _possible_year(words.year, known):
        return False
    if (words.post, words.number) in known.cited:
        return True
    before = text[max(0, words.place.start - AROUND) : words.place.start]
    glued = bool(found["year"]) and not found["gap"]
    if patterns.SERIAL_BEFORE.search(before):
        return False
    if patterns.CALENDAR_YEAR.fullmatch(number) and not glued:
        return False
    if glued or number.startswith("0"):
        return True
    return _shown(passage, before, words)


def _shown(passage: BlockContext, before: str, words: CableWords) -> bool:
    """True where the words around, or a year, show that a cable is named."""
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
    """False in a text in capitals, where they do not mark a post."""
    text = passage.text
    around = text[max(0, start - AROUND) : start] + text[end : end + AROUND]
    return patterns.LOWER.search(around) is not None


def _possible_year(year: int | None, known: Known) -> bool:
    """No cable cites one of a later year: `JULY 12 MEXICO 35` in 2008 gives no year."""
    if year is None or known.year is None:
        return True
    return (full_year(year) if year < 100 else year) <= known.year
