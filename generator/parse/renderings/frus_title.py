"""Reads the title and the dateline of a document of Foreign Relations of the United States."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from generator.facts.sending_posts import sending_post
from generator.model import Dtg
from generator.model.days import read_day
from generator.parse.pattern import pattern

MONTHS = (
    "January February March April May June July August September October November December".split()
)

TITLE = pattern(
    r"\s*(?:(?:No\.\s?)?\[?(?P<document>\d{1,4})[a-z]?\]?\.?\s*)?\[?"
    r"(?P<kind>(?:[A-Z][A-Za-z-]{2,14} ){0,2}?(?:[Tt]elegram|[Aa]irgram))\b\]?"
    r"(?:\s+(?P<serial>(?:[A-Z][A-Za-z]{0,5}[ \u2013-]?)?\d{1,6}))?"
    r"(?:,? (?P<route>[Ff]rom\s.*))?",
    "12. Telegram From the Embassy in Peru to the Department of State",
    "No. 12 Circular Airgram From the Department of State to Certain Posts",
    "12. Telegram 4321 From the Embassy in Peru to the Department of State, May 2, 1972, 1530Z",
)
"""A document whose title begins with another word is not a telegram."""
OLD_TITLE = pattern(
    r"\s*(?:(?:No\.\s?)?\[?(?P<document>\d{1,4})[a-z]?\]?\.?\s*)?(?P<route>The\s.+\sto\s.+)",
    "No. 12 The Ambassador in Peru (Doe) to the Department of State",
)
"""The titles of volumes up to 1954, whose source note says what a document is."""
OLD_KIND = pattern(
    r"\S.{2,80}:\s*(?P<kind>(?:Circular )?(?:[Tt]elegram|[Aa]irgram))\b",
    "723.00/4-350: Telegram",
    "723.00/4-350: Circular airgram",
)
ROUTE = pattern(
    r"(?:[Ff]rom\s+)?(?:[Tt]he\s+)?(?P<sender>"
    r"(?:\w+\s){0,3}?(?:Mission|Delegation|Representative|Representation)(?:\s\([^()]{1,60}\))?"
    r"\s(?:to|at)\sthe\s[^()]{3,80}?(?:\s\([^()]{1,60}\))?|[^,]{3,120}?)"
    r"\s+to\s+(?:the\s+)?(?P<addressee>[^,]{3,120})",
    "From the Embassy in Peru to the Department of State",
    "From the Mission to the United Nations to the Department of State",
    "The Ambassador in Peru (Doe) to the Department of State",
)
OFFICE = pattern(
    r"(?:(?:American|United\sStates|U\.S\.)\s)?(?P<office>Embassy(?:\sOffice)?|Legation"
    r"|Ambassador|Minister|Charg\u00e9(?:\sd['\u2019]Affaires)?(?:\sad\sinterim)?"
    r"|Consulate(?:\sGeneral)?|Consul(?:\sGeneral)?|Liaison\sOffice|(?:U\.S\.\s)?Interests\sSection"
    r"|(?:Permanent\s)?Mission|(?:Permanent\s)?Representative|Branch\sOffice)"
    r"\s(?:in|at|to)\s(?:the\s)?(?P<place>[^(),]{2,60}?)(?:\s\([^()]{1,60}\))?$",
    "Embassy in Peru",
    "Mission to the United Nations",
    "Ambassador in the Soviet Union (Doe)",
)
DEPARTMENT = pattern(
    r"(?:Department of State|(?:Acting )?Secretary of State(?:\s\([^()]{1,60}\))?)$",
    "Department of State",
    "Acting Secretary of State (Doe)",
)
_DAY = (
    rf"(?:(?P<month>{'|'.join(MONTHS)})\s(?P<day>\d{{1,2}})"
    rf"|(?P<day_first>\d{{1,2}})\s(?P<month_after>{'|'.join(MONTHS)})),?\s(?P<year>1[789]\d\d|20\d\d)"
)
DATELINE = pattern(
    r"\s*\[?(?P<place>[^\d\[\]]{2,60}?)?\]?,?\]?\s*\[?" + _DAY + r"\]?"
    r"(?:(?:,|\s?[\u2014\u2013-])\s?(?P<time>\d{4})\s?Z\b)?",
    "Lima, April 3, 1974, 1530Z.",
    "Lima, 3 April 1954\u20145 p.m.",
    "[Lima,] April 3, 1954",
)
EMBASSIES = ("Embassy", "Legation", "Ambassador", "Minister", "Charg\u00e9")
"""Offices that represent a whole state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTitle:
    """What a title says."""

    is_airgram: bool
    document: str | None
    """The number of the document in its volume; None without one."""
    serial: str | None
    """The telegram's number ("4321"); most titles have none."""
    sender: str | None
    """The originator ("Embassy in Peru"); None if the title names none."""
    addressee: str | None
    tail: str
    """What follows the addressee (", May 2, 1972, 1530Z"); most often empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and when a telegram was written."""

    place: str | None
    """The city ("Lima"); None if the line begins with the day."""
    date: datetime.date
    dtg: Dtg | None
    """The minute in UTC; None for a local time or none."""


def read_title(title: str, source_note: str) -> DocumentTitle | None:
    """What the title of a telegram or airgram says; None for any other document.

    `12. Telegram From the Embassy in Peru to the Department of State`. Up to 1954 the title is
    `The Ambassador in Peru (Doe) to the Department of State`, and the note above it
    `723.00/4-350: Telegram`.
    """
    match = TITLE.match(title)
    kind = match["kind"] if match else None
    if match is None:
        old = OLD_KIND.match(source_note)
        match = OLD_TITLE.match(title) if old else None
        kind = old["kind"] if old else None
    if match is None or kind is None:
        return None
    route = ROUTE.match(match["route"] or "")
    return DocumentTitle(
        is_airgram=kind.lower().endswith("airgram"),
        document=match["document"],
        serial=match.groupdict().get("serial"),
        sender=route["sender"].strip() if route else None,
        addressee=route["addressee"].strip() if route else None,
        tail=match["route"][route.end() :].strip(" ,") if route else "",
    )


def read_dateline(text: str) -> Dateline | None:
    """Place and day of a dateline; None if it has no whole day.

    `Lima, April 3, 1974, 1530Z.` gives the minute, `Lima, April 3, 1954, 5 p.m.` the day.
    """
    match = DATELINE.match(text)
    if match is None:
        return None
    month = MONTHS.index(match["month"] or match["month_after"]) + 1
    try:
        date = datetime.date(int(match["year"]), month, int(match["day"] or match["day_first"]))
        time = match["time"] and datetime.time(
            int(match["time"][:2]), int(match["time"][2:]), tzinfo=datetime.UTC
        )
    except ValueError:
        return None
    raw = match[0][match.end("place") if match["place"] else 0 :].strip(" ,[]")
    at = datetime.datetime.combine(date, time) if time else None
    return Dateline(
        place=" ".join((match["place"] or "").strip(" ,").split()) or None,
        date=date,
        dtg=Dtg(raw=raw, at=at) if at else None,
    )


def iso_day(text: str) -> datetime.date | None:
    """The day of `1974-04-03T15:30:00+00:00`, in the time zone that it is written in."""
    return read_day(text[:10]) if text[10:11] in ("", "T") else None


def post_of(sender: str, city: str | None, year: int) -> str | None:
    """The post of a sender, as in MRNs: `Embassy in Peru` is LIMA; None if it is not clear.

    The Secretary of State's telegrams are the Department's if they were written in Washington.
    """
    if DEPARTMENT.match(sender):
        is_away = city is not None and city != "Washington"
        return None if is_away and sender != "Department of State" else "STATE"
    office = OFFICE.match(sender)
    if office is None:
        return None
    has_embassy = office["office"].startswith(EMBASSIES)
    return sending_post(office["place"], city, year, has_embassy=has_embassy)
