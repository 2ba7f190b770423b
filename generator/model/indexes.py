"""What is listed across cables: dated events, questions."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from generator.execution.fast_pickle import fast_pickle
from generator.model.mentions import Place
from generator.model.names import Anchor, Mrn


class Precision(StrEnum):
    """How exactly a date is told."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class EventSource:
    """One place where an event is told."""

    mrn: Mrn
    place: Place
    """The date as it stands in the text."""
    written: str
    """The date as typed."""
    sentence: str
    """The sentence or item that holds the date, as read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at a date, with every para that tells of it."""

    first: datetime.date
    """The day, or the first day of the month, year or range."""
    last: datetime.date
    """The same day, or the last day of the month, year or range."""
    precision: Precision
    sources: tuple[EventSource, ...]
    """In the order of MRNs and of the text; at least one."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One cable's answer to a question."""

    mrn: Mrn
    anchor: Anchor
    """The para that holds it."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a questionnaire, with every answer."""

    key: str
    """What tells it from other questions: made from its words, so that it stays the same."""
    heading: str
    """The section heading it stands under; empty without one."""
    letter: str
    """Its letter ("A") or number and letter ("27.A"); empty without one."""
    text: str
    """The question as first asked; empty where cables give the answer only."""
    answers: tuple[Answer, ...]
    """In the order of dates, then of MRNs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexes:
    """What is listed across cables."""

    events: tuple[Event, ...] = ()
    """In the order of dates, the more exact first."""
    questions: tuple[Question, ...] = ()
    """In the order of the questionnaire."""
