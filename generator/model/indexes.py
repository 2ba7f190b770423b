"""Indexes across cables: dated events and questions."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from generator.execution.fast_pickle import fast_pickle
from generator.model.mentions import Place
from generator.model.names import Anchor, Mrn


class Precision(StrEnum):
    """The precision of a date in the text."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    """From one day to another."""
    MONTHS = "months"
    """From one month to another."""
    YEARS = "years"
    """From one year to another."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class EventSource:
    """A passage that mentions an event."""

    mrn: Mrn
    place: Place
    """Place of the date in the text."""
    written: str
    """The date as typed."""
    year_inferred: bool
    """True if the date is written without its year."""
    planned: bool
    """True if the cable speaks of it as of something to come."""
    sentence: str
    """The sentence or list item that contains the date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A dated event with all passages that mention it."""

    first: datetime.date
    """The day, or the first day of the month, year or range."""
    last: datetime.date
    """The same day, or the last day of the month, year or range."""
    precision: Precision
    sources: tuple[EventSource, ...]
    """At least one, ordered by MRN, then as in the text."""

    @property
    def only_years(self) -> bool:
        """True if not even the month is known."""
        return self.precision in {Precision.YEAR, Precision.YEARS}

    @property
    def iso_date(self) -> str:
        """The first day, month or year, as far as it is known: `2008-03-11`, `2008-03`, `2008`."""
        length = {Precision.YEAR: 4, Precision.YEARS: 4, Precision.MONTH: 7, Precision.MONTHS: 7}
        return self.first.isoformat()[: length.get(self.precision, 10)]


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One cable's answer to a question."""

    mrn: Mrn
    anchor: Anchor
    """The para with the answer."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a questionnaire, with all answers."""

    key: str
    """Unique key, derived from the words of the question so that it stays stable."""
    heading: str
    """Heading of the section with the question; empty if there is none."""
    letter: str
    """The question's letter ("A") or number and letter ("27.A"); empty if it has none."""
    text: str
    """The question as first asked; empty if the cables contain only answers."""
    answers: tuple[Answer, ...]
    """Ordered by date, then by MRN."""

    @property
    def words(self) -> str:
        """The question as first asked, or its letter if the cables contain only answers."""
        return self.text or f"Question {self.letter}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexes:
    """The indexes across all cables."""

    events: tuple[Event, ...] = ()
    """Ordered by date; for one date, the more precise first."""
    questions: tuple[Question, ...] = ()
    """In the order of the questionnaire."""
