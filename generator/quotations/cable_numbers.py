"""The numbers of cables in a text, as `quotation-index.js` finds them."""

from __future__ import annotations

import re

MOST_NAMED = 5
"""Cables named in a text with which each quotation is compared first."""

_NUMBER = re.compile(r"\b((?:19|20)?[0-9]{2}) ?([A-Z][A-Z .'-]{0,30}?)[ -]?([0-9]{1,6})\b")
_NO_LETTERS = re.compile(r"[^A-Z]")


def cable_numbers(text: str) -> list[str]:
    """The numbers in a text, each once, as the collection writes them: `08MEXICO721`."""
    numbers = (
        f"{year[-2:]}{_NO_LETTERS.sub('', post)}{int(serial)}"
        for year, post, serial in _NUMBER.findall(text)
    )
    return list(dict.fromkeys(numbers))[:MOST_NAMED]
