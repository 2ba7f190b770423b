"""Citations as they are printed: Chicago (notes and bibliography) and APA."""

from __future__ import annotations

import datetime
import re

from generator.citations.citation_parts import Italic, ParaCitation, Pin, Text
from generator.citations.work import Work

_MONTHS = (
    "January February March April May June July August September October November December"
).split()

_UNDATED = "n.d."


def chicago_note(work: Work) -> Text:
    """A full note: everything parted by commas, the para behind the date."""
    return (
        f"{work.author}, ",
        f"{_quoted(work.title, ',')} " if work.title else "",
        f"{work.number}, {_day(work.date)}",
        Pin(field=ParaCitation.NAME, before=", para. "),
        f", {work.site}, ",
        work.address,
        ".",
    )


def chicago_bibliography(work: Work) -> Text:
    """The entry of the bibliography: of the whole cable, as the style asks."""
    return (
        f"{_stopped(work.author)} ",
        f"{_quoted(work.title, '.')} " if work.title else "",
        f"{work.number}. {_stopped(_day(work.date))} {_stopped(work.site)} ",
        work.whole,
        ".",
    )


def apa_reference(work: Work) -> Text:
    """The entry of the reference list; a cable without a subject is described in brackets."""
    title = (Italic(words=work.title.removesuffix(".")), f" ({work.number}). ")
    return (
        f"{_stopped(work.author)} ({_day_in_apa(work.date)}). ",
        *(title if work.title else (f"[{work.number}]. ",)),
        f"{_stopped(work.site)} ",
        work.whole,
    )


def apa_in_text(work: Work) -> Text:
    """What stands in the text, in parentheses."""
    year = str(work.date.year) if work.date else _UNDATED
    return (f"({work.author}, {year}", Pin(field=ParaCitation.NAME, before=", para. "), ")")


def _day(date: datetime.date | None) -> str:
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}" if date else _UNDATED


def _day_in_apa(date: datetime.date | None) -> str:
    return f"{date.year}, {_MONTHS[date.month - 1]} {date.day}" if date else _UNDATED


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


_OPENING = re.compile(r'“|"(?=[^\s"])(?<![\w.,;:?!)\]%\'’"]")')


def _quoted(title: str, mark: str) -> str:
    """A title in quotation marks, which take the comma or period in; quotations in it get single.

    A period of its own gives way; a question or exclamation mark stays, and makes a period idle.
    """
    inner = _single(title)
    words = inner.rstrip("’")
    closing = inner[len(words) :]
    words = words.removesuffix(".")
    idle = mark == "." and words.endswith(("?", "!"))
    return f"“{words}{'' if idle else mark}{closing}”"


def _single(title: str) -> str:
    """Quotation marks as single ones; one that closes nothing is an inch, and stays."""
    if not _OPENING.search(title):
        return title
    opened = 0
    signs = []
    for at, sign in enumerate(title):
        if _OPENING.match(title, at):
            opened += 1
            signs.append("‘")
        elif sign in '"”' and opened:
            opened -= 1
            signs.append("’")
        else:
            signs.append(sign)
    return "".join(signs)
