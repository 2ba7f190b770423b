"""The name of a body for readers."""

from __future__ import annotations

from collections import Counter

from generator.facts.place_table import place_facts
from generator.glossary.word_kinds import CONNECTORS
from generator.organisations.full_names import read_name


def shown_name(written: Counter[str], country: str) -> str:
    """The most frequent of the names as written, with the country if it does not say it itself.

    `Ministry of Salt (Saltland)` for "Saltland's Ministry of Salt".
    """
    name = mixed_case(min(written, key=lambda name: (name.isupper(), -written[name])))
    if not country or read_name(name).country == country:
        return name
    return f"{name} ({place_facts()[country].name})"


def mixed_case(name: str) -> str:
    """`Ministry of Salt` for `MINISTRY OF SALT`; other names as they are."""
    if not name.isupper() or " " not in name:
        return name
    return " ".join(
        word.lower() if word.lower() in CONNECTORS else _capitalised(word) for word in name.split()
    )


def _capitalised(word: str) -> str:
    """`Self-Help` for `SELF-HELP`; initials as they are."""
    if "." in word or len(word) < 3:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))
