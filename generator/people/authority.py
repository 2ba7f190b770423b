"""Who signed a telegram, or held an office, by the tables of the Office of the Historian."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from generator.facts.officeholders import (
    OfficeHolder,
    chiefs_of_post,
    name_letters,
    principal_officers,
)
from generator.facts.post_names import post_letters
from generator.model import Header

DEPARTMENT = frozenset({"STATE", "SECTO", "TOSEC"})
"""The names under which the Department and the travelling Secretary send telegrams."""

SECRETARY = "secretary"
"""The identifier of the Secretary of State, over whose name the Department signs."""


Days = tuple[date, date]
"""The first and the last day on which a cable may have been sent."""


def days_of(header: Header) -> Days | None:
    """The days on which a cable may have been sent; None if not even its year is known."""
    if header.date is not None:
        return header.date, header.date
    if header.year is not None:
        return date(header.year, 1, 1), date(header.year, 12, 31)
    return None


def signer(words: tuple[str, ...], post: str | None, days: Days | None) -> OfficeHolder | None:
    """Who signed with a name from a post on these days; None unless exactly one fits.

    A signature is the surname, rarely with initials or a given name in front, which must agree.
    """
    if post is None or days is None:
        return None
    letters = post_letters(post)
    if letters in DEPARTMENT:
        return _signer_of_department(words, days)
    return _only(
        holder
        for holder in chiefs_of_post(letters)
        if _overlap(holder.appointed, holder.ended, days) and agrees(words, holder)
    )


def _signer_of_department(words: tuple[str, ...], days: Days) -> OfficeHolder | None:
    """The Secretary, else who else of the Department's officers signed as acting Secretary."""
    serving = list(_officers(words, days, lambda holder: True))
    return _only(h for h in serving if h.office == SECRETARY) or _only(serving)


def ambassador(post: str | None, days: Days | None) -> OfficeHolder | None:
    """The ambassador at a post on all these days; None unless only one chief of mission served."""
    if post is None or days is None:
        return None
    serving = _only(
        holder
        for holder in chiefs_of_post(post_letters(post))
        if _overlap(holder.started, holder.ended, days)
    )
    if serving is None or not serving.is_ambassador:
        return None
    return serving if serving.started <= days[0] and days[1] <= serving.ended else None


def _overlap(started: date, ended: date, days: Days) -> bool:
    return started <= days[1] and days[0] <= ended


OFFICES = {
    "Secretary": ("secretary",),
    "Secretary of State": ("secretary",),
    "Deputy Secretary": ("deputy-secretary",),
}
"""Offices of the Department that a title names, by its meaning."""

UNDER_AND_ASSISTANT = {
    "Under Secretary": "under secretary",
    "Assistant Secretary": "assistant secretary",
}


def titled_holder(
    meaning: str, words: tuple[str, ...], post: str | None, days: Days | None
) -> OfficeHolder | None:
    """Who bears a title and a name on these days: `SECRETARY VANCE`, the post's `AMBASSADOR OLMAR`.

    None unless exactly one fits.
    """
    if days is None:
        return None
    if meaning == "Ambassador" and post is not None:
        holder = signer(words, post, days) if post_letters(post) not in DEPARTMENT else None
        return holder if holder is not None and holder.is_ambassador else None
    if meaning in OFFICES:
        return _only(_officers(words, days, lambda holder: holder.office in OFFICES[meaning]))
    if meaning in UNDER_AND_ASSISTANT:
        start = UNDER_AND_ASSISTANT[meaning]
        return _only(_officers(words, days, lambda holder: holder.title.lower().startswith(start)))
    return None


def _officers(
    words: tuple[str, ...], days: Days, fits: Callable[[OfficeHolder], bool]
) -> Iterator[OfficeHolder]:
    """The officers of the Department with a name who served on these days and who fit."""
    for holder in principal_officers():
        if _overlap(holder.started, holder.ended, days) and fits(holder) and agrees(words, holder):
            yield holder


def agrees(words: tuple[str, ...], holder: OfficeHolder) -> bool:
    """Whether a name is that of a holder: the same surname, and no other given name or initial.

    `C R VANCE` and `CYRUS VANCE` are Cyrus Roberts Vance; `PETER VANCE` is not.
    """
    given = _given_words(words, holder)
    if given is None:
        return False
    names = [name_letters(name) for name in holder.forename.replace("(", " ").split()]
    return all(any(_same_given(word, name) for name in names) for word in given)


def _given_words(words: tuple[str, ...], holder: OfficeHolder) -> tuple[str, ...] | None:
    """The words in front of the surname; None if the surname is another."""
    names = [word for word in words if word not in {"JR", "SR", "II", "III", "IV"}]
    letters = [name_letters(word) for word in names]
    for first in range(len(names)):
        if "".join(letters[first:]) == holder.key:
            return tuple(letters[:first])
    return None


def _same_given(word: str, name: str) -> bool:
    if len(word) == 1 or len(name) == 1:
        return name.startswith(word) or word.startswith(name)
    return word == name or name.startswith(word) or word.startswith(name)


def _only(holders: Iterable[OfficeHolder]) -> OfficeHolder | None:
    """The holder, if all that fit are one person; the last of that person's offices."""
    fitting = list(holders)
    return fitting[-1] if len({holder.person for holder in fitting}) == 1 else None
