"""The name of a cable's sender in citations."""

from __future__ import annotations

from functools import lru_cache

from generator import facts
from generator.model import CableOrOutline, post_name

_OFFICES = {"AMEMBASSY": "U.S. Embassy", "AMCONSUL": "U.S. Consulate", "USMISSION": "U.S. Mission"}
"""Kinds of posts by their names in telegram addresses."""

_OFFICE_PREFIXES = ("Embassy ", "Consulate ", "Mission ", "Department ")
"""Beginnings of names in the table of posts that get "U.S." in a citation."""


_WRITTEN_OUT = ("Embassy in ", "Consulate ", "Legation in ", "Mission ", "Department of State")
"""Beginnings of senders' names as Foreign Relations of the United States has them."""


def sender(cable: CableOrOutline) -> str:
    """The sending post, written out if the program's tables have it, otherwise as typed."""
    return _written_out(cable.header.sender or "", post_name(cable))


@lru_cache(maxsize=1024)
def _written_out(sender: str, post: str) -> str:
    """The sender written out, from the typed name or else from the post code.

    Cached because few posts send many cables.
    """
    return _typed(sender) or _table_name(_letters(post)) or post


def _typed(sender: str) -> str:
    words = sender.split()
    if not words:
        return ""
    if words[0] in _OFFICES and len(words) > 1:
        place = " ".join(words[1:])
        return f"{_OFFICES[words[0]]} {_place(place) or place}"
    if sender.startswith(_WRITTEN_OUT):
        return f"U.S. {' '.join(words)}"
    if words[0] == "SECSTATE":
        return _table_name("STATE")
    return _table_name(_letters(" ".join(words))) or " ".join(words)


def _table_name(code: str) -> str:
    """The name of a post in the program's table; empty if it has none."""
    fact = facts.posts().get(facts.post_aliases().get(code, code))
    name = fact.meaning if fact else ""
    if name.startswith(_OFFICE_PREFIXES):
        return f"U.S. {name}"
    return f"U.S. {name[3:]}" if name.startswith("US ") else name


def _place(typed: str) -> str:
    """The place as the table of posts spells it; empty if no name has these letters."""
    letters = _letters(typed)
    words = _table_name(letters).split()
    ends = (" ".join(words[i:]) for i in range(len(words)))
    return next((end for end in ends if _letters(end) == letters), "")


def _letters(text: str) -> str:
    return "".join(c for c in text.upper() if "A" <= c <= "Z")
