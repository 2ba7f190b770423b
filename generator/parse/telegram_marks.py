"""Lines by which a text shows that it is a telegram."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from generator.parse import header_patterns
from generator.parse.class_line import read_class_line
from generator.parse.pattern import any_matches

MAX_LINES_ABOVE = 200
"""The header begins within so many lines of the text."""

FORMS = (
    header_patterns.DTG,
    header_patterns.FROM,
    header_patterns.STATION,
    header_patterns.EXECUTIVE_ORDER,
    header_patterns.TAGS,
)
"""Lines that only telegrams have, beside the classification line."""


def shows_telegram(lines: Iterable[str]) -> bool:
    """True if one of the first lines can only be a line of a telegram's header."""
    first = islice(lines, MAX_LINES_ABOVE)
    return any(read_class_line(line) or any_matches(FORMS, line) for line in first)
