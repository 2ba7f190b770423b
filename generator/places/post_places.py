"""The places where posts are."""

from __future__ import annotations

from generator import facts
from generator.facts.post_names import OFFICE, post_letters
from generator.places.gazetteer import Gazetteer, name_words


def host_country(post: str, gazetteer: Gazetteer) -> frozenset[str]:
    """The key of the country of a post, named as a cable does; empty if it is not known."""
    known = facts.posts().get(post_letters(post))
    keys = gazetteer.names.get(name_words(known.country), ()) if known and known.country else ()
    return frozenset(keys[:1])


def places_of_post(post: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The keys of the city and the country where a post is, as far as they are known."""
    known = facts.posts().get(post_letters(post))
    if known is None:
        return ()
    country = host_country(post, gazetteer)
    city = gazetteer.names.get(name_words(OFFICE.sub("", known.meaning)), ())
    in_country = [key for key in city if gazetteer.places[key].fact.within in country]
    return (*in_country[:1], *country)
