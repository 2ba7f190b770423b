"""The transmission lines in front of the text (5 FAH-2 H-321, H-233), up to the classification."""

from __future__ import annotations

import datetime
import re

from generator.model import Addressee, Dtg, Fate, Precedence, full_year
from generator.parse import patterns
from generator.parse.class_line import read_class_line
from generator.parse.fields import read_field
from generator.parse.header_draft import HeaderDraft, add_caption, is_para_start, starts_field
from generator.parse.lines import Line
from generator.parse.message import MONTH_NUMBERS

PRECEDENCE_LETTERS = {
    "Z": Precedence.FLASH,
    "O": Precedence.IMMEDIATE,
    "P": Precedence.PRIORITY,
    "R": Precedence.ROUTINE,
}

TRANSMISSION = (
    patterns.FORMAT_LINE_1,
    patterns.ROUTING,
    patterns.STATION,
    patterns.ZNR,
    patterns.DTG,
    patterns.FROM,
    patterns.TO,
    patterns.INFO,
    patterns.DISTRIBUTION,
    patterns.PAGE_LINE_OLD,
)
"""Lines that belong to the transmission."""


def read_transmission(lines: list[Line], header: HeaderDraft) -> list[Line]:
    """Read up to and with the classification line; without one, while lines are header lines.

    A text without header lines is left whole.
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
    found = read_class_line(lines[end].text)
    assert found is not None
    header.class_line, header.class_line_number = found[0], lines[end].number
    for caption in found[0].captions:
        add_caption(caption, header)
    header.line_fates.append((lines[end], Fate.HEADER))
    return lines[end + 1 :]


def _read_headless(lines: list[Line], header: HeaderDraft) -> list[Line]:
    """Transmission lines of a text without classification line, as far as they go."""
    current: list[Addressee] | None = None
    for index, line in enumerate(lines):
        if line.blank:
            header.line_fates.append((line, Fate.BLANK))
            continue
        if not patterns.any_matches(TRANSMISSION, line.text) and current is None:
            return lines[index:]
        if current is not None and (starts_field(line.text) or is_para_start(line.text)):
            return lines[index:]
        if (
            current is not None
            and not patterns.any_matches(TRANSMISSION, line.text)
            and "/" not in line.text
        ):
            return lines[index:]
        current = _read_transmission_line(line, header, current)
    return []


def _read_transmission_line(
    line: Line, header: HeaderDraft, current: list[Addressee] | None
) -> list[Addressee] | None:
    """One line in front of the classification line; returns the addressee list that is open."""
    fate = Fate.HEADER
    text = line.text
    if line.blank:
        header.line_fates.append((line, Fate.BLANK))
        return current
    if found := patterns.FORMAT_LINE_1.match(text):
        header.transmission_id = found[1]
    elif found := patterns.ROUTING.match(text):
        header.routing[:] = found[2].split()
    elif found := patterns.STATION.match(text):
        header.station = text.strip()[3:].strip()
    elif any(f.match(text) for f in (patterns.ZNR, patterns.DISTRIBUTION, patterns.PAGE_LINE_OLD)):
        pass
    elif found := patterns.DTG.match(text):
        _read_dtg(found, header)
    elif found := patterns.FROM.match(text):
        header.sender = found[1]
    elif found := patterns.TO.match(text):
        current = header.action
        current[:] = [_addressee(found[1])]
    elif found := patterns.INFO.match(text):
        current = header.info
        current[:] = [_addressee(found[1])]
    elif current is not None and not starts_field(text):
        current.append(_addressee(text))
    elif header.station is None and patterns.ROUTING_MORE.match(text):
        header.routing.extend(text.split())
    elif starts_field(text):
        _read_front_field(line, header)
        return current
    else:
        header.unparsed.append(line)
        fate = Fate.UNPARSED
    header.line_fates.append((line, fate))
    return current


def _read_front_field(line: Line, header: HeaderDraft) -> None:
    """TAGS, SUBJECT or REF that a database repeats in front of the classification line."""
    header.preceding = header.preceding or HeaderDraft()
    read_field(line, header.preceding)
    header.line_fates.append((line, Fate.HEADER))


def _addressee(text: str) -> Addressee:
    """`RUEHC/SECSTATE WASHDC PRIORITY 5817`: routing indicator, name, precedence, serial."""
    text = " ".join(text.split())
    found = patterns.ADDRESSEE.match(text)
    if found is None:
        return Addressee(routing=None, name=text.strip(), precedence=None, serial=None)
    return Addressee(
        routing=found["routing"],
        name=found["name"],
        precedence=found["precedence"],
        serial=found["serial"],
    )


def _read_dtg(found: re.Match[str], header: HeaderDraft) -> None:
    """`R 112219Z MAR 08`; with two precedences the first is for action, the second for info."""
    if found["action"]:
        header.precedence = PRECEDENCE_LETTERS[found["action"]]
    if found["info"]:
        header.info_precedence = PRECEDENCE_LETTERS[found["info"]]
    month = MONTH_NUMBERS.get(found["month"])
    try:
        at = datetime.datetime(
            full_year(int(found["year"])),
            month or 0,
            int(found["day"]),
            int(found["hour"]),
            int(found["minute"]),
            tzinfo=datetime.UTC,
        )
    except ValueError:
        return
    raw = f"{found['day']}{found['hour']}{found['minute']}Z {found['month']} {found['year']}"
    header.dtg = Dtg(raw=raw, at=at)
