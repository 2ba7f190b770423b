"""Requests for records that editors sent to the government, and the answers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from generator.model.names import Mrn, full_year, split_mrn


class RequestKind(StrEnum):
    """The law under which records were asked for. The value is its name in the editors' file."""

    FOIA = "foia"
    """Freedom of Information Act, 5 U.S.C. 552."""
    MDR = "mdr"
    """Mandatory Declassification Review, E.O. 13526, section 3.5."""


class RequestOutcome(StrEnum):
    """What became of a request. The value is its name in the editors' file and for readers."""

    ASKED = "asked"
    DENIED = "denied"
    PARTLY = "partly"
    RELEASED = "released"
    NO_RECORD = "no record"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsRequest:
    """A request for cables by number, or for all cables of a post and year."""

    numbers: tuple[Mrn, ...]
    """The cables; empty for a request for all of a post and year."""
    series: str
    """Post and year of a request for all: `08LIMA`; empty for a request by number."""
    asked: datetime.date
    kind: RequestKind
    case: str
    """The case number that the agency gave; empty if it is not known."""
    outcome: RequestOutcome
    answered: datetime.date | None
    """The day of the answer; None while there is none."""
    note: str
    """The editors' words on it, which readers see; empty without any."""
    line: int = field(default=0, compare=False, repr=False)
    """The line of the entry in the editors' file."""

    def covers(self, mrn: Mrn) -> bool:
        """Whether the cable was asked for."""
        return series_of(mrn) == self.series if self.series else mrn in self.numbers


def series_of(mrn: Mrn) -> str:
    """Year and post of a cable, which number their cables in one series: `08LIMA`."""
    parts = split_mrn(mrn)
    return f"{parts[0]:02d}{parts[1]}" if parts else mrn


def series_parts(series: str) -> tuple[str, int]:
    """The post and the year of a series: `LIMA` and 2008 for `08LIMA`."""
    return series[2:], full_year(int(series[:2]))
