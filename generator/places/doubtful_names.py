"""Names that may be places, which a cable leaves open: editors may decide them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import Cable, post_name
from generator.places.gazetteer import Gazetteer, folded
from generator.places.place_mentions import fitting_places, read_names_in
from generator.places.post_places import host_country

MOST_DOUBTFUL = 50
"""Names that are listed; the most frequent ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulName:
    """A name that may be that of a place."""

    words: str
    """The name as first written."""
    keys: tuple[str, ...]
    """The places that it may name."""
    count: int
    """Number of times that it is left open."""


def doubtful_names(cables: Iterable[Cable], gazetteer: Gazetteer) -> list[DoubtfulName]:
    """The names left open most often: several places fit, or it may be a surname."""
    counts: Counter[tuple[str, tuple[str, ...]]] = Counter()
    written: dict[str, str] = {}
    for cable in cables:
        host = host_country(post_name(cable), gazetteer)
        for words, keys in _left_open(cable, gazetteer, host):
            written.setdefault(folded(words), words)
            counts[folded(words), keys] += 1
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_DOUBTFUL]
    return [
        DoubtfulName(words=written[name], keys=keys, count=count) for (name, keys), count in most
    ]


def _left_open(
    cable: Cable, gazetteer: Gazetteer, host: frozenset[str]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    texts = [block.text for para in cable.paras for block in para.blocks]
    names, countries = read_names_in(texts, gazetteer, host)
    for text, of_text in zip(texts, names, strict=True):
        for name in of_text:
            fitting = fitting_places(name, gazetteer, countries)
            near = tuple(key for key in name.keys if gazetteer.places[key].fact.within in countries)
            if near and len(fitting) != 1:
                yield " ".join(text[name.start : name.end].split()), near
