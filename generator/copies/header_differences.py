"""Fields of the header that have another value in each of two copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.copies.copy_words import is_notice
from generator.model import Addressee, Cable
from generator.model.compared_copies import HeaderDifference


def header_differences(main: Cable, other: Cable) -> Iterator[HeaderDifference]:
    """The fields that both copies have, with other words.

    Many publishers leave fields out, so a field that one copy lacks is not a difference. Fields of
    which this edition withholds a part are not compared.
    """
    values = _values(other)
    for field, value in _values(main).items():
        other_value = values[field]
        if not value or not other_value or _folded(value) == _folded(other_value):
            continue
        if not (is_notice(value) or is_notice(other_value)):
            yield HeaderDifference(field=field, main=value, other=other_value)


def _values(cable: Cable) -> Mapping[str, str]:
    """The compared fields in words; a field that the copy lacks is empty."""
    header = cable.header
    return {
        "date-time group": header.dtg.raw if header.dtg else "",
        "date": header.date.isoformat() if header.date is not None else "",
        "classification": header.classification or "",
        "captions": ", ".join(header.captions),
        "sender": header.sender or "",
        "action addressees": _names(header.action_addressees),
        "information addressees": _names(header.info_addressees),
        "executive order": header.executive_order or "",
        "TAGS": ", ".join(header.tags),
        "subject": header.subject or "",
        "references": "; ".join(reference.raw for reference in header.references),
        "signature": cable.signature or "",
    }


def _names(addressees: tuple[Addressee, ...]) -> str:
    return "; ".join(addressee.name for addressee in addressees)


def _folded(value: str) -> str:
    """The letters and digits of a value in small letters."""
    return "".join(character for character in value.casefold() if character.isalnum())
