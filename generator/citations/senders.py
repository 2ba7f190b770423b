"""What the sender of a cable is called in a citation."""

from __future__ import annotations

from functools import lru_cache

from generator import facts
from generator.model import post_name
from generator.model.cable import Cable

_OFFICES = {"AMEMBASSY": "U.S. Embassy", "AMCONSUL": "U.S. Consulate", "USMISSION": "U.S. Mission"}
"""How addresses of telegrams name the kinds of posts."""

_OF_THE_COUNTRY = ("Embassy ", "Consulate ", "Mission ", "Department ")
"""Names in the table of posts that need the country's name in a citation."""


def sender(cable: Cable) -> str:
    """The sending post, written out as far as the program's tables know it, else as typed."""
    return _written_out(cable.header.sender or "", post_name(cable))


@lru_cache(maxsize=1024)
def _written_out(sender: str, post: str) -> str:
    """The sender as typed and the post, whichever is known; few posts send many cables."""
    return _typed(sender) or _known(_letters(post)) or post


def _typed(sender: str) -> str:
    words = sender.split()
    if not words:
        return ""
    if words[0] in _OFFICES and len(words) > 1:
        place = " ".join(words[1:])
        return f"{_OFFICES[words[0]]} {_place(place) or place}"
    if words[0] == "SECSTATE":
        return _known("STATE")
    return _known(_letters(" ".join(words))) or " ".join(words)


def _known(code: str) -> str:
    """The name of a post in the program's table; empty where it has none."""
    fact = facts.posts().get(facts.post_aliases().get(code, code))
    name = fact.meaning if fact else ""
    if name.startswith(_OF_THE_COUNTRY):
        return f"U.S. {name}"
    return f"U.S. {name[3:]}" if name.startswith("US ") else name


def _place(typed: str) -> str:
    """The place as the table of posts writes it; empty where it has none of these letters."""
    letters = _letters(typed)
    words = _known(letters).split()
    ends = (" ".join(words[i:]) for i in range(len(words)))
    return next((end for end in ends if _letters(end) == letters), "")


def _letters(text: str) -> str:
    return "".join(c for c in text.upper() if "A" <= c <= "Z")
