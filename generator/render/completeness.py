"""What the cables of a collection have: a date, a subject, a signature, and so on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.model import Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class CablePart:
    """Something that a complete cable has."""

    slug: str
    """Its name in addresses."""
    name: str
    """Its name for readers, at the start of a row."""
    lacking: str
    """The heading of the list of cables without it."""
    has_part: Callable[[Outline], bool]


def _has_numbered_paras(cable: Outline) -> bool:
    names = (name for section in cable.sections for name in section.names.values())
    return any(name.startswith("¶") for name in names)


PARTS = (
    CablePart(
        slug="exact-date",
        name="Date to the day",
        lacking="Cables without a date to the day",
        has_part=lambda cable: cable.header.date is not None,
    ),
    CablePart(
        slug="sender",
        name="Sender",
        lacking="Cables without a sender",
        has_part=lambda cable: bool(cable.header.sender),
    ),
    CablePart(
        slug="addressees",
        name="Addressees",
        lacking="Cables without addressees",
        has_part=lambda cable: bool(cable.header.action_addressees or cable.header.info_addressees),
    ),
    CablePart(
        slug="classification",
        name="Classification",
        lacking="Cables without a classification",
        has_part=lambda cable: bool(cable.header.classification),
    ),
    CablePart(
        slug="tags",
        name="TAGS",
        lacking="Cables without TAGS",
        has_part=lambda cable: bool(cable.header.tags),
    ),
    CablePart(
        slug="subject",
        name="Subject",
        lacking="Cables without a subject",
        has_part=lambda cable: bool(cable.header.subject),
    ),
    CablePart(
        slug="text",
        name="Text",
        lacking="Cables without text",
        has_part=lambda cable: cable.paras > 0,
    ),
    CablePart(
        slug="numbers",
        name="Numbered paragraphs",
        lacking="Cables without numbered paragraphs",
        has_part=_has_numbered_paras,
    ),
    CablePart(
        slug="signature",
        name="Signature",
        lacking="Cables without a signature",
        has_part=lambda cable: cable.is_signed,
    ),
)
"""The parts in the order of a cable."""


def lacking_cables(cables: Sequence[Outline]) -> dict[str, list[Outline]]:
    """The cables that lack each of the `PARTS`, by its slug."""
    return {part.slug: [c for c in cables if not part.has_part(c)] for part in PARTS}
