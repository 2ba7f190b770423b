"""Days as texts of the form `2006-05-03`."""

from __future__ import annotations

import datetime


def read_day(text: str) -> datetime.date | None:
    """The day that a text such as `2006-05-03` gives; None for any other text."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:  # such as 2006-02-31
        return None
    return day if day.isoformat() == text else None  # fromisoformat also reads 20060503
