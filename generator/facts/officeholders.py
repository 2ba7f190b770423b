"""Who led which post or office when, from the Office of the Historian (CC0).

The tables are made by `tests/officeholder_tables.py` from the data of the repository
HistoryAtState/pocom.
"""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from generator.facts.name_words import plain_capitals


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHolder:
    """A person in an office."""

    person: str
    """The person's identifier at the Office of the Historian ("aguirre-eduardo")."""
    surname: str
    forename: str
    generation: str
    """`Jr.`, `III`; empty without one."""
    title: str
    """The office: "Ambassador Extraordinary and Plenipotentiary", "Secretary of State"."""
    office: str
    """The identifier of the mission ("spain") or office ("secretary")."""
    posts: tuple[str, ...]
    """The posts from which a chief of mission writes; empty for an officer of the Department."""
    appointed: date
    """The earliest day on which the person may sign; that of the start if no other is known."""
    started: date
    """The last day that may have been the first in office."""
    ended: date
    """The first day that may have been the last in office."""

    @property
    def name(self) -> str:
        """The name for readers."""
        suffix = f", {self.generation}" if self.generation else ""
        return f"{self.forename} {self.surname}{suffix}"

    @property
    def key(self) -> str:
        """The surname for comparison: letters in capitals."""
        return name_letters(self.surname)

    @property
    def is_ambassador(self) -> bool:
        """Whether the person has the rank of ambassador."""
        return self.title.startswith(("Ambassador", "Representative to"))


LAST_DAY = date(9999, 12, 31)
"""The end of a service that goes on."""


def name_letters(name: str) -> str:
    """The letters of a name in capitals: `STRAUSZHUPE` for `Strausz-Hupé`."""
    return "".join(filter(str.isalpha, plain_capitals(name)))


def _days(text: str) -> tuple[date, date]:
    """The first and last day of a date, which may be a month or a year: `1997-06`."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    first_month, last_month = (parts[1], parts[1]) if len(parts) == 2 else (1, 12)
    last = date(parts[0], last_month, monthrange(parts[0], last_month)[1])
    return date(parts[0], first_month, 1), last


def _rows(name: str) -> Iterator[OfficeHolder]:
    table = resources.files("generator.facts").joinpath("data", name)
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        started = _days(row["started"])[1]
        appointed = _days(row["appointed"])[0] if row["appointed"] else started
        yield OfficeHolder(
            person=row["person_id"],
            surname=row["surname"],
            forename=row["forename"],
            generation=row["generation"],
            title=row.get("role") or row["title"],
            office=row.get("mission") or row["position_id"],
            posts=tuple((row.get("posts") or "").split()),
            appointed=min(appointed, started),
            started=started,
            ended=_days(row["ended"])[0] if row["ended"] else LAST_DAY,
        )


@cache
def chiefs_of_mission() -> dict[str, tuple[OfficeHolder, ...]]:
    """Chiefs of mission by post, in the order of the table."""
    by_post: dict[str, list[OfficeHolder]] = {}
    for holder in _rows("chiefs_of_mission.csv"):
        for post in holder.posts:
            by_post.setdefault(post, []).append(holder)
    return {post: tuple(holders) for post, holders in by_post.items()}


SHORT_NAME = 6
"""Characters of the names of posts in telegrams of the 1970s, with a blank: `CANBER`, `TEL AV`."""


@cache
def chiefs_of_post(letters: str) -> tuple[OfficeHolder, ...]:
    """The chiefs of mission of a post, given its letters, also by the only name they begin."""
    chiefs = chiefs_of_mission()
    if letters not in chiefs and len(letters) in {SHORT_NAME, SHORT_NAME - 1}:
        longer = [post for post in chiefs if post.startswith(letters)]
        return chiefs[longer[0]] if len(longer) == 1 else ()
    return chiefs.get(letters, ())


@cache
def principal_officers() -> tuple[OfficeHolder, ...]:
    """Secretaries, Under Secretaries, Assistant Secretaries and others of the Department."""
    return tuple(_rows("principal_officers.csv"))


@cache
def surnames() -> frozenset[str]:
    """The surnames of all of them, letters in capitals."""
    chiefs = {holder.key for holders in chiefs_of_mission().values() for holder in holders}
    return frozenset(chiefs | {holder.key for holder in principal_officers()})


@cache
def holders_by_person() -> dict[str, tuple[OfficeHolder, ...]]:
    """All offices of each person, in the order of their dates."""
    by_person: dict[str, dict[OfficeHolder, None]] = {}
    for holders in (*chiefs_of_mission().values(), principal_officers()):
        for holder in holders:
            by_person.setdefault(holder.person, {})[holder] = None
    return {
        person: tuple(sorted(offices, key=lambda holder: (holder.started, holder.ended)))
        for person, offices in by_person.items()
    }
