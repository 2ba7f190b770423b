"""Which cables are held, under which names, and which paras each has."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import facts
from generator.execution.fast_pickle import packs
from generator.model import Anchor, Cable, Mrn, mrn, split_mrn


@packs
@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """A cable of the collection, as far as others point to it."""

    mrn: Mrn
    date: datetime.date | None
    """The day it was sent; None where its copy does not say."""
    paras: Mapping[str, tuple[Anchor, ...]]
    """Its paras by number (`19`) or number and letter (`28.B`), each with its anchors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All cables of the collection. Made by `catalogue`."""

    held: Mapping[Mrn, CatalogueEntry]
    """By MRN, the post under its own name."""
    by_number: Mapping[tuple[str, int], tuple[CatalogueEntry, ...]]
    """By post and number, of all years, in the order of the collection."""
    posts: frozenset[str]
    """Posts of the collection and of the program's table, in letters only."""

    def find(self, wanted: Mrn) -> CatalogueEntry | None:
        """The cable `wanted`, also where it or the collection calls the post by an alias."""
        return self.held.get(wanted) or self.held.get(canonical(wanted))

    def fitting(self, post: str, number: int) -> tuple[CatalogueEntry, ...]:
        """The cables of `post` with this number, of whatever year."""
        return self.by_number.get((post, number), ())


def held(cable: Cable, name: Mrn) -> CatalogueEntry:
    """The cable `name` as others point to it."""
    return CatalogueEntry(mrn=name, date=cable.header.date, paras=para_names(cable))


def catalogue(cables: Iterable[CatalogueEntry]) -> Catalogue:
    """The catalogue of a collection."""
    by_name: dict[Mrn, CatalogueEntry] = {}
    numbers: defaultdict[tuple[str, int], list[CatalogueEntry]] = defaultdict(list)
    for one in cables:
        by_name.setdefault(canonical(one.mrn), one)
        # Last, so that the spelling of the collection wins over an alias of another cable.
        by_name[one.mrn] = one
        found = split_mrn(canonical(one.mrn))
        if found is not None:
            numbers[found[1], found[2]].append(one)
    return Catalogue(
        held=by_name,
        by_number={key: tuple(ones) for key, ones in numbers.items()},
        posts=frozenset(facts.posts()) | {post for post, _ in numbers},
    )


def para_names(cable: Cable) -> dict[str, tuple[Anchor, ...]]:
    """The anchors of a cable's paras by number, or by number and letter.

    `28.` stands for all paras of that number that have a letter.
    """
    names: defaultdict[str, list[Anchor]] = defaultdict(list)
    for para in cable.paras:
        if para.letter is not None:
            number, point, _ = para.letter.partition(".")
            names[para.letter.upper()].append(para.anchor)
            if point:
                names[f"{number}."].append(para.anchor)
        elif para.number is not None:
            names[str(para.number)].append(para.anchor)
    return {name: tuple(anchors) for name, anchors in names.items()}


def post_name(text: str) -> str:
    """A post's name as MRNs have it: `THE HAGUE` is THEHAGUE, `SECSTATE` is STATE."""
    letters = "".join(c for c in text.upper() if "A" <= c <= "Z")
    return facts.post_aliases().get(letters, letters)


def canonical(name: Mrn) -> Mrn:
    """The MRN with the post under its own name: `08TAIPEI12` is 08AITTAIPEI12."""
    found = split_mrn(name)
    return mrn(found[0], post_name(found[1]), found[2]) if found else name
