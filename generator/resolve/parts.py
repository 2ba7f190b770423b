"""Link the parts of messages that were sent in several cables."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.model import Cable, Mrn, PartLink, split_mrn

NEAR_DAYS = 14
"""Maximum number of days between the parts of one message."""

PART_WORDS = re.compile(
    r"\bPART\s+(?:\d{1,2}|ONE|TWO|THREE|FOUR|FIVE|SIX)\s+OF\s+"
    r"(?:\d{1,2}|ONE|TWO|THREE|FOUR|FIVE|SIX)\b",
    re.IGNORECASE,
)
"""`(PART 1 OF 2)`, `Part Two of Three`."""

Message = tuple[str, int, str]
"""What the parts of a message share: post, number of parts, normalised subject."""

Sent = tuple[datetime.date, Mrn]
"""Date and MRN of a part."""

Part = tuple[Message, int, Sent]
"""The message, the number of the part in it, and the cable that was sent."""


def link_parts(parts: Sequence[Part]) -> dict[Mrn, tuple[PartLink, ...]]:
    """For each cable that is a part of a message, links to the other parts in order.

    The target of a link is None if no cable, or more than one, can be that part.
    """
    candidates: defaultdict[tuple[Message, int], list[Sent]] = defaultdict(list)
    for message, number, sent in parts:
        candidates[message, number].append(sent)
    for cables in candidates.values():
        cables.sort()
    return {
        sent[1]: tuple(
            PartLink(part=other, target=_other_part(candidates, message, (number, sent), other))
            for other in range(1, message[1] + 1)
            if other != number
        )
        for message, number, sent in parts
    }


def _other_part(
    candidates: Mapping[tuple[Message, int], list[Sent]],
    message: Message,
    part: tuple[int, Sent],
    other: int,
) -> Mrn | None:
    """The part `other` of the message; None unless the match is unique in both directions."""
    number, sent = part
    match = _only_nearby(candidates.get((message, other), []), sent[0])
    reverse = _only_nearby(candidates[message, number], match[0]) if match else None
    return match[1] if match and reverse == sent else None


def message_part(cable: Cable) -> Part | None:
    """The cable as a part of a message; None for a complete message or an incomplete header."""
    header = cable.header
    name = split_mrn(cable.id) if cable.id is not None else None
    if name is None or cable.id is None or header.date is None or header.subject is None:
        return None
    if header.part is None or header.part_count is None:
        return None
    subject = "".join(c for c in PART_WORDS.sub("", header.subject).upper() if c.isalnum())
    return (name[1], header.part_count, subject), header.part, (header.date, cable.id)


def _only_nearby(others: list[Sent], date: datetime.date) -> Sent | None:
    """The only one of `others`, sorted by date, sent near `date`; None if there are 0 or more."""
    first = bisect_left(others, date.toordinal() - NEAR_DAYS, key=_day)
    last = bisect_right(others, date.toordinal() + NEAR_DAYS, key=_day)
    return others[first] if last - first == 1 else None


def _day(sent: Sent) -> int:
    return sent[0].toordinal()
