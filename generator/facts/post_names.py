"""The posts that words name: spellings, aliases and words that telegrams put before a post."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from generator import facts

OFFICE = re.compile(
    r"(?:(?:THE\s+)?(?:U\.?S\.?|AMERICAN)\s+)?"
    r"(?:AMEMBASSY|AMEMB|EMBASSY|EMB|AMCONSUL|AMCONGEN|CONGEN|CONSULATE(?:\s+GENERAL)?|USMISSION"
    r"|USINT|USLO|USOFFICE|MISSION)\s+",
    re.IGNORECASE,
)
"""Kinds of posts, which telegrams put before their names: `AMEMBASSY LIMA`, `Embassy Lima`."""

WASHINGTON = re.compile(r"\s+WASH(?:DC|INGTON(?:\s+DC)?)$", re.IGNORECASE)
"""The place behind the Department's name: `SECSTATE WASHDC`."""

MOST_WORDS = 5
"""The most words of a post's name."""


def post_letters(text: str) -> str:
    """A post's name as in MRNs: capital letters only, the main name instead of an alias.

    `The Hague` is THEHAGUE, `SECSTATE` is STATE, `São Paulo` is SAOPAULO, `SANTIAG0` (with a zero)
    is SANTIAGO. The result need not be a known post.
    """
    capitals = text.upper()
    if not capitals.isascii():
        capitals = unicodedata.normalize("NFKD", capitals)
    letters = re.sub(r"[^A-Z]", "", re.sub(r"(?<=[A-Z])0(?![0-9])", "O", capitals))
    return facts.post_aliases().get(letters, letters)


def post_in_year(text: str, year: int) -> str:
    """A post's name as in MRNs of a year (four digits): in 1976, `AIT TAIPEI` was TAIPEI."""
    letters = post_letters(text)
    post = facts.posts().get(letters)
    if post is None or post.since is None or year >= post.since:
        return letters
    return next((alias for alias in post.aliases if alias in facts.posts()), letters)


@lru_cache(maxsize=4096)
def known_post(text: str) -> str | None:
    """The post that a text names, as in MRNs; None if it names none of the table.

    `THE HAGUE`, `Embassy Lima`, `AMEMBASSY PORT-OF-SPAIN`.
    """
    name = post_letters(text)
    if name in facts.posts():
        return name
    place = WASHINGTON.sub("", text.strip())
    office = OFFICE.match(place)
    name = post_letters(place[office.end() :] if office else place)
    return name if name in facts.posts() else None


def post_at_end(text: str) -> tuple[str, int] | None:
    """The longest known post at the end of `text`, and its offset; None if there is none."""
    words = list(re.finditer(r"\S+", text))[-MOST_WORDS:]
    for word in words:
        post = known_post(text[word.start() :])
        if post is not None:
            return post, word.start()
    return None
