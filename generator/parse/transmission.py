"""Reads the transmission lines before the text (5 FAH-2 H-321, H-233)."""

from __future__ import annotations

import datetime
import re

from generator.facts.post_names import OFFICE
from generator.model import Addressee, Dtg, Fate, Precedence, full_year
from generator.parse import body_patterns, header_patterns
from generator.parse.class_line import read_class_line
from generator.parse.field_splitting import split_fields
from generator.parse.fields import read_field
from generator.parse.header_draft import HeaderDraft, add_caption, is_para_start, starts_field
from generator.parse.lines import Line
from generator.parse.message import MONTH_NUMBERS, valid_day
from generator.parse.pattern import any_matches

PRECEDENCE_LETTERS = {
    "Z": Precedence.FLASH,
    "O": Precedence.IMMEDIATE,
    "P": Precedence.PRIORITY,
    "R": Precedence.ROUTINE,
}

TRANSMISSION = (
    header_patterns.FORMAT_LINE_1,
    header_patterns.ROUTING,
    header_patterns.STATION,
    header_patterns.ZNR,
    header_patterns.DTG,
    header_patterns.FROM,
    header_patterns.TO,
    header_patterns.INFO,
    header_patterns.DISTRIBUTION,
    header_patterns.OPERATING_SIGNAL,
    body_patterns.PAGE_LINE_OLD,
    header_patterns.NUMBER_BANNER,
    header_patterns.PUBLICATION_DATE,
)
"""Patterns of transmission lines."""

IGNORED_LINES = (
    header_patterns.ZNR,
    header_patterns.DISTRIBUTION,
    header_patterns.OPERATING_SIGNAL,
    body_patterns.PAGE_LINE_OLD,
    header_patterns.NUMBER_BANNER,
    body_patterns.BANNER,
)
"""Patterns of transmission lines that are recognised but not stored."""


def read_transmission(lines: list[Line], header: HeaderDraft) -> list[Line]:
    """Read the lines up to and including the classification line; returns the other lines.

    Without a classification line, reads as long as the lines are transmission lines.
    """
    end = next(
        (
            i
            for i, line in enumerate(lines)
            if read_class_line(line.text) or is_para_start(line.text)
        ),
        None,
    )
    if end is None or read_class_line(lines[end].text) is None:
        return _read_headless(lines, header)
    current: list[Addressee] | None = None
    for line in lines[:end]:
        current = _read_transmission_line(line, header, current)
    parsed = read_class_line(lines[end].text)
    assert parsed is not None
    header.class_line, header.class_line_number = parsed[0], lines[end].number
    for caption in parsed[0].captions:
        add_caption(caption, header)
    header.line_fates.append((lines[end], Fate.HEADER))
    return lines[end + 1 :]


def _read_headless(lines: list[Line], header: HeaderDraft) -> list[Line]:
    """Read the transmission lines of a text without classification line; returns the others."""
    current: list[Addressee] | None = None
    for index, line in enumerate(lines):
        if line.is_blank:
            header.line_fates.append((line, Fate.BLANK))
            continue
        if not any_matches(TRANSMISSION, line.text) and current is None:
            return lines[index:]
        if current is not None and (starts_field(line.text) or is_para_start(line.text)):
            return lines[index:]
        if (
            current is not None
            and not any_matches(TRANSMISSION, line.text)
            and "/" not in line.text
            and OFFICE.match(line.text.strip()) is None
        ):
            return lines[index:]
        current = _read_transmission_line(line, header, current)
    return []


def _read_transmission_line(
    line: Line, header: HeaderDraft, current: list[Addressee] | None
) -> list[Addressee] | None:
    """Read one line before the classification line.

    `current` is the open list of addressees, None without one. Returns the list open afterwards.
    """
    fate = Fate.HEADER
    text = line.text
    if line.is_blank:
        header.line_fates.append((line, Fate.BLANK))
        return current
    if match := header_patterns.FORMAT_LINE_1.match(text):
        header.transmission_id = match[1]
    elif match := header_patterns.ROUTING.match(text):
        header.routing[:] = match[2].split()
    elif header_patterns.STATION.match(text):
        header.station = text.strip()[3:].strip()
    elif any_matches(IGNORED_LINES, text):
        pass
    elif match := header_patterns.PUBLICATION_DATE.match(text):
        header.day = valid_day(match["year"], match["month"], match["day"])
        fate = Fate.PREAMBLE
    elif match := header_patterns.DTG.match(text):
        _read_dtg(match, header)
    elif match := header_patterns.FROM.match(text):
        header.sender = match[1]
    elif match := header_patterns.TO.match(text):
        current = header.action
        current[:] = [_read_addressee(match[1])]
    elif match := header_patterns.INFO.match(text):
        current = header.info
        current[:] = [_read_addressee(match[1])]
    elif current is not None and not starts_field(text):
        current.append(_read_addressee(text))
    elif header.station is None and header_patterns.ROUTING_MORE.match(text):
        header.routing.extend(text.split())
    elif starts_field(text):
        _read_preceding_field(line, header)
        return current
    else:
        header.unparsed.append(line)
        fate = Fate.UNPARSED
    header.line_fates.append((line, fate))
    return current


def _read_preceding_field(line: Line, header: HeaderDraft) -> None:
    """Read TAGS, SUBJECT or REF that a database repeats before the classification line."""
    header.preceding_fields = header.preceding_fields or HeaderDraft()
    for piece in split_fields(line):
        read_field(piece, header.preceding_fields)
    header.line_fates.append((line, Fate.HEADER))


def _read_addressee(text: str) -> Addressee:
    """`RUEHC/SECSTATE WASHDC PRIORITY 5817`: routing indicator, name, precedence, serial."""
    text = " ".join(text.split())
    match = header_patterns.ADDRESSEE.match(text)
    if match is None:
        return Addressee(routing=None, name=text.strip(), precedence=None, serial=None)
    return Addressee(
        routing=match["routing"],
        name=match["name"],
        precedence=match["precedence"],
        serial=match["serial"],
    )


def _read_dtg(match: re.Match[str], header: HeaderDraft) -> None:
    """Read `R 112219Z MAR 08`; of two precedences the first is for action, the second for info."""
    if match["action"]:
        header.precedence = PRECEDENCE_LETTERS[match["action"]]
    if match["info"]:
        header.info_precedence = PRECEDENCE_LETTERS[match["info"]]
    header.dtg = read_dtg(match)


def read_dtg(match: re.Match[str]) -> Dtg | None:
    """The date-time group with the groups `day` to `year`; None for an impossible time."""
    month = MONTH_NUMBERS.get(match["month"])
    try:
        at = datetime.datetime(
            full_year(int(match["year"])),
            month or 0,
            int(match["day"]),
            int(match["hour"]),
            int(match["minute"]),
            tzinfo=datetime.UTC,
        )
    except ValueError:
        return None
    raw = f"{match['day']}{match['hour']}{match['minute']}Z {match['month']} {match['year']}"
    return Dtg(raw=raw, at=at)
