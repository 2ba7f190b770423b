"""Printed citation styles: Chicago (notes and bibliography) and APA."""

from __future__ import annotations

import re

from generator.citations.citation_parts import Italic, ParaCitation, Pin, Text
from generator.citations.work import Work

_MONTHS = (
    "January February March April May June July August September October November December"
).split()

_UNDATED = "n.d."


def chicago_note(work: Work) -> Text:
    """A full note: all parts separated by commas, the para after the date."""
    return (
        f"{work.author}, ",
        f"{_quoted(work.title, ',')} " if work.title else "",
        f"{work.number}, {_day(work)}",
        Pin(field=ParaCitation.NAME, before=", para. "),
        *(f", {part}" for part in work.origin),
        f", {work.site}, ",
        work.address,
        ".",
    )


def chicago_bibliography(work: Work) -> Text:
    """The bibliography entry, for the whole cable, as the style requires."""
    return (
        f"{_with_period(work.author)} ",
        f"{_quoted(work.title, '.')} " if work.title else "",
        f"{work.number}. {_with_period(_day(work))} ",
        *(f"{_with_period(part)} " for part in work.origin),
        f"{_with_period(work.site)} ",
        work.whole,
        ".",
    )


def apa_reference(work: Work) -> Text:
    """The reference list entry; a cable without a subject is described in brackets."""
    title = (Italic(words=work.title.removesuffix(".")), f" ({work.number}). ")
    return (
        f"{_with_period(work.author)} ({_day_in_apa(work)}). ",
        *(title if work.title else (f"[{work.number}]. ",)),
        _origin_in_apa(work),
        f"{_with_period(work.site)} ",
        work.whole,
    )


def _origin_in_apa(work: Work) -> str:
    """Collection, number in parentheses, and archive: `Central Files (1974LIMA00001), ....`"""
    source = work.copy_source
    return f"{source.collection} ({source.location}), {source.archive}. " if source else ""


def apa_in_text(work: Work) -> Text:
    """The citation in the text, in parentheses."""
    return (
        f"({work.author}, {work.year or _UNDATED}",
        Pin(field=ParaCitation.NAME, before=", para. "),
        ")",
    )


def _day(work: Work) -> str:
    """The date in words: `March 11, 2008`, `2008` or `n.d.`."""
    date = work.date
    if date is None:
        return str(work.year or _UNDATED)
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"


def _day_in_apa(work: Work) -> str:
    """The date in words: `2008, March 11`, `2008` or `n.d.`."""
    date = work.date
    if date is None:
        return str(work.year or _UNDATED)
    return f"{date.year}, {_MONTHS[date.month - 1]} {date.day}"


def _with_period(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


_OPENING = re.compile(r'“|"(?=[^\s"])(?<![\w.,;:?!)\]%\'’"]")')


def _quoted(title: str, mark: str) -> str:
    """A title in quotation marks, comma or period inside; inner quotation marks are single.

    The title's own final period is dropped. A final question or exclamation mark is kept and
    replaces a period.
    """
    inner = _single(title)
    words = inner.rstrip("’")
    closing = inner[len(words) :]
    words = words.removesuffix(".")
    is_redundant = mark == "." and words.endswith(("?", "!"))
    return f"“{words}{'' if is_redundant else mark}{closing}”"


def _single(title: str) -> str:
    """Double quotation marks turned into single ones; an unmatched closing mark means inches."""
    if not _OPENING.search(title):
        return title
    opened = 0
    characters = []
    for at, character in enumerate(title):
        if _OPENING.match(title, at):
            opened += 1
            characters.append("‘")
        elif character in '"”' and opened:
            opened -= 1
            characters.append("’")
        else:
            characters.append(character)
    return "".join(characters)
