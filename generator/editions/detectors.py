"""Detectors, which find e-mail addresses and telephone numbers without a rule."""

from __future__ import annotations

from collections.abc import Iterator

from generator import facts
from generator.editions.emails import emails
from generator.editions.plain_form import plain_form
from generator.editions.telephones import telephones
from generator.model import Cable, Detector


def detect(detector: Detector, text: str, regions: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The spans that `detector` finds in `text`, in order and without overlaps.

    `regions` are the results of `countries`. Takes linear time.
    """
    plain = plain_form(text)
    match detector:
        case Detector.EMAIL:
            spans = emails(plain.text)
        case Detector.TELEPHONE:
            spans = telephones(plain.text, regions)
    return (plain.source_span(start, end) for start, end in spans)


def countries(cable: Cable) -> tuple[str, ...]:
    """The ISO codes of the countries whose telephone numbers a cable may contain.

    These are the United States and the countries of its geographic TAGS.
    """
    known = facts.tags()
    named = [known[tag].country for tag in cable.header.tags if tag in known]
    return tuple(dict.fromkeys(["US", *filter(None, named)]))
