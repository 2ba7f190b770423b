"""What is withheld without a rule that names it: e-mail addresses, telephone numbers."""

from __future__ import annotations

from collections.abc import Iterator

from generator import facts
from generator.editions.emails import emails
from generator.editions.plain_form import plain_form
from generator.editions.telephones import telephones
from generator.model import Cable, Detector


def detect(detector: Detector, text: str, regions: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The spans of what `detector` finds in `text`: start and end in characters.

    The spans are in order and do not overlap. `regions` are those of `countries`. The time is
    linear.
    """
    plain = plain_form(text)
    match detector:
        case Detector.EMAIL:
            spans = emails(plain.text)
        case Detector.TELEPHONE:
            spans = telephones(plain.text, regions)
    return (plain.source_span(start, end) for start, end in spans)


def countries(cable: Cable) -> tuple[str, ...]:
    """ISO codes of the countries in whose form a cable may write a number.

    Those of its geographic TAGS, and the United States.
    """
    known = facts.tags()
    named = [known[tag].country for tag in cable.header.tags if tag in known]
    return tuple(dict.fromkeys(["US", *filter(None, named)]))
