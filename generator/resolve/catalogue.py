"""The catalogue of the collection: its cables, their names and their paras."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import facts
from generator.execution.fast_pickle import fast_pickle
from generator.facts.post_names import post_in_year, post_letters
from generator.model import Anchor, Cable, Mrn, NumberKind, full_year, make_mrn, split_mrn

OWN_NUMBERS = frozenset({NumberKind.ARCHIVES, NumberKind.DOCUMENT})
"""Series in which each copy has a number of its own. A case has many."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """What is needed to resolve a reference to a cable or one of its paras."""

    mrn: Mrn
    date: datetime.date | None
    """The day it was sent; None if its copy does not say."""
    paras: Mapping[str, tuple[Anchor, ...]]
    """Its paras by number (`19`) or number and letter (`28.B`), each with its anchors."""
    archive_numbers: tuple[str, ...]
    """The numbers of its copy that no other telegram has: of the archive, of the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All cables of the collection. Create it with `make_catalogue`."""

    entries: Mapping[Mrn, CatalogueEntry]
    """By MRN, as in the collection and in canonical form."""
    by_number: Mapping[tuple[str, int], tuple[CatalogueEntry, ...]]
    """By post and number, for all years, in the order of the collection."""
    by_archive_number: Mapping[str, Mrn]
    """The cable by an archive number that only one cable has, in canonical form."""
    posts: frozenset[str]
    """Posts of the collection and of the built-in table, letters only."""

    def find(self, wanted: Mrn) -> CatalogueEntry | None:
        """The cable `wanted`, even if `wanted` or the collection uses an alias for the post."""
        return self.entries.get(wanted) or self.entries.get(canonical_mrn(wanted))

    def with_number(self, post: str, number: int) -> tuple[CatalogueEntry, ...]:
        """The cables of `post` with this number, in any year."""
        return self.by_number.get((post, number), ())


def catalogue_entry(cable: Cable, name: Mrn) -> CatalogueEntry:
    """The catalogue entry of the cable `name`."""
    numbers = (number.text for number in cable.archive_numbers if number.kind in OWN_NUMBERS)
    return CatalogueEntry(
        mrn=name,
        date=cable.header.date,
        paras=paras_by_name(cable),
        archive_numbers=tuple(dict.fromkeys(numbers)),
    )


def make_catalogue(cables: Iterable[CatalogueEntry]) -> Catalogue:
    """The catalogue of a collection."""
    by_mrn: dict[Mrn, CatalogueEntry] = {}
    by_number: defaultdict[tuple[str, int], list[CatalogueEntry]] = defaultdict(list)
    by_archive_number: defaultdict[str, list[Mrn]] = defaultdict(list)
    for entry in cables:
        for archive_number in entry.archive_numbers:
            by_archive_number[archive_number].append(canonical_mrn(entry.mrn))
        by_mrn.setdefault(canonical_mrn(entry.mrn), entry)
        # Last, so that the spelling of the collection wins over an alias of another cable.
        by_mrn[entry.mrn] = entry
        pieces = split_mrn(entry.mrn)
        if pieces is not None:
            by_number[post_letters(pieces[1]), pieces[2]].append(entry)
    return Catalogue(
        entries=by_mrn,
        by_number={key: tuple(entries) for key, entries in by_number.items()},
        by_archive_number={
            number: mrns[0] for number, mrns in by_archive_number.items() if len(mrns) == 1
        },
        posts=frozenset(facts.posts().keys() - {facts.SPECIMEN_POST})
        | {post for post, _ in by_number},
    )


def paras_by_name(cable: Cable) -> dict[str, tuple[Anchor, ...]]:
    """The anchors of a cable's paras by number (`19`), or number and letter (`28.B`).

    The key `28.` has the anchors of all paras with that number and a letter.
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


def canonical_mrn(name: Mrn) -> Mrn:
    """The MRN with the post's main name instead of an alias: `08TAIPEI12` is 08AITTAIPEI12."""
    pieces = split_mrn(name)
    if pieces is None:
        return name
    post = post_in_year(pieces[1], full_year(pieces[0]))
    return make_mrn(pieces[0], post, pieces[2])
