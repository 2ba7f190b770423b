"""The parts of messages that were sent in parts."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.model import Cable, Mrn, PartLink, split_mrn

NEAR_DAYS = 14
"""Parts of one message are sent within so many days."""

PART_WORDS = re.compile(
    r"\bPART\s+(?:\d{1,2}|ONE|TWO|THREE|FOUR|FIVE|SIX)\s+OF\s+"
    r"(?:\d{1,2}|ONE|TWO|THREE|FOUR|FIVE|SIX)\b",
    re.IGNORECASE,
)
"""`(PART 1 OF 2)`, `Part Two of Three`."""

Message = tuple[str, int, str]
"""What the parts of a message have in common: post, number of parts, subject."""

Sent = tuple[datetime.date, Mrn]
"""Date and MRN of a part."""

Part = tuple[Message, int, Sent]
"""A part: of which message, which, and what was sent."""


def link_parts(parts: Sequence[Part]) -> dict[Mrn, tuple[PartLink, ...]]:
    """The other parts of each cable that is a part of a message, in their order."""
    held: defaultdict[tuple[Message, int], list[Sent]] = defaultdict(list)
    for message, number, sent in parts:
        held[message, number].append(sent)
    for others in held.values():
        others.sort()
    return {
        sent[1]: tuple(
            PartLink(part=other, target=_other_part(held, message, (number, sent), other))
            for other in range(1, message[1] + 1)
            if other != number
        )
        for message, number, sent in parts
    }


def _other_part(
    held: Mapping[tuple[Message, int], list[Sent]],
    message: Message,
    part: tuple[int, Sent],
    other: int,
) -> Mrn | None:
    """The cable that alone can be the part `other`, and to which `part` alone belongs."""
    number, sent = part
    found = _near(held.get((message, other), []), sent[0])
    back = _near(held[message, number], found[0]) if found else None
    return found[1] if found and back == sent else None


def part_of(cable: Cable) -> Part | None:
    """The message a cable is part of, which part, and the cable; None for a whole message."""
    header = cable.header
    name = split_mrn(cable.id) if cable.id is not None else None
    if name is None or cable.id is None or header.date is None or header.subject is None:
        return None
    if header.part is None or header.part_count is None:
        return None
    subject = "".join(c for c in PART_WORDS.sub("", header.subject).upper() if c.isalnum())
    return (name[1], header.part_count, subject), header.part, (header.date, cable.id)


def _near(others: list[Sent], date: datetime.date) -> Sent | None:
    """The only one of `others`, which are in order of dates, that was sent near `date`."""
    first = bisect_left(others, date.toordinal() - NEAR_DAYS, key=_day)
    last = bisect_right(others, date.toordinal() + NEAR_DAYS, key=_day)
    return others[first] if last - first == 1 else None


def _day(sent: Sent) -> int:
    return sent[0].toordinal()
