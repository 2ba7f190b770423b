"""The post that sent a telegram, from the office and the place that a title names."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from generator import facts
from generator.facts.post_names import OFFICE, known_post, post_letters


def embassies_in(place: str, year: int) -> frozenset[str]:
    """The posts that an embassy or mission in this state, or at this body, can be in a year.

    `Peru` is LIMA; `Germany` of 1975 is BONN or BERLIN. The set is empty for an unknown place.
    """
    plain = _plain(place)
    named = {
        item.post
        for item in facts.host_places()
        if _plain(item.name) == plain and (item.since or 0) <= year <= (item.until or year)
    }
    return frozenset(named | {post for post in _embassies().get(plain, ()) if _is_open(post, year)})


def sending_post(place: str, city: str | None, year: int, *, has_embassy: bool) -> str | None:
    """The post of an office in `place`, whose telegram was written in `city`; None if unclear.

    `Peru` and `Lima` is LIMA. An embassy whose telegram was written elsewhere, as on a journey, is
    unclear. `has_embassy` is true for an embassy, which represents a whole state.
    """
    from_city = known_post(city) if city else None
    candidates = embassies_in(place, year)
    if not has_embassy:
        only = min(candidates) if len(candidates) == 1 else None
        return only or known_post(place) or from_city
    if not candidates:
        return from_city
    if city is None:
        return min(candidates) if len(candidates) == 1 else None
    return from_city if from_city in candidates else None


def spelled_post(post: str, city: str | None) -> str:
    """The name of a post as a classification line has it: `BUENOS AIRES`, `USUN NEW YORK`.

    That of `city`, where the telegram was written, if it names the post: `JIDDA` for JEDDAH. The
    word `City` is not part of it.
    """
    plain = unicodedata.normalize("NFKD", city or "").upper().replace("-", " ")
    printed = re.sub(r"[^A-Z ]", "", plain).removesuffix(" CITY")
    if printed and post_letters(printed) == post:
        return printed
    known = facts.posts().get(post)
    name = OFFICE.sub("", known.meaning).upper() if known else post
    return name if post_letters(name) == post else post


def _plain(place: str) -> str:
    """A name for comparison: without article, in lower case, with plain apostrophes."""
    return " ".join(place.replace("\u2019", "'").lower().removeprefix("the ").split())


def _is_open(post: str, year: int) -> bool:
    known = facts.posts()[post]
    return (known.since or 0) <= year <= (known.until or year)


@cache
def _embassies() -> dict[str, tuple[str, ...]]:
    """The posts of each country that are embassies, by the country's plain name."""
    posts: dict[str, tuple[str, ...]] = {}
    for post in facts.posts().values():
        if post.country and post.meaning.startswith("Embassy "):
            country = _plain(post.country)
            posts[country] = (*posts.get(country, ()), post.code)
    return posts
