"""The volumes of the search: parts of a collection that are indexed one by one.

A cable's documents stand in one volume, which follows from its number and the size of the
collection, in powers of two: so a changed or a new cable changes one volume and leaves the others
as they are, and what a volume holds does not depend on what was there before. Volumes that were
filled by hash resemble each other, so that words count alike in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from generator.execution.result_cache import Digest, digest, digest_of
from generator.model import Corpus, StoredCable
from generator.search.documents import SearchDocument, of_cable, of_no_cable
from generator.search.meanings import Meanings, meanings_by_cable

MOST = 1_500
"""Documents of cables in one volume, on average: 0.2 GB of memory while it is indexed."""

MOST_SHORT = 6_000
"""Documents in one volume that belong to no cable. They are short and take a third of the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentGroup:
    """Documents that are made together: those of a cable, or one that belongs to none."""

    name: str
    """The cable's number, or the document's address."""
    count: int
    """How many documents."""
    digest: Digest
    """Of all that they depend on."""
    make: Callable[[], Iterable[SearchDocument]]


def volumes(corpus: Corpus) -> dict[str, Sequence[DocumentGroup]]:
    """All that can be found, by volume: `01`, `02` and so on.

    What belongs to no cable stands apart, for many a cable changes a little of it; a small
    collection has one volume for all.
    """
    known = meanings_by_cable(corpus.terms)
    cables = [_part(item, known.get(item.mrn, {})) for item in corpus.cables if item.mrn]
    others = [_alone(document) for document in of_no_cable(corpus)]
    every = [*others, *cables]
    if _count(every) <= MOST:
        found = [every] if every else []
    else:
        found = [*_parted(others, MOST_SHORT), *_parted(cables, MOST)]
    return {f"{number:02d}": parts for number, parts in enumerate(found, 1)}


def _part(item: StoredCable, known: Meanings) -> DocumentGroup:
    sections = item.outline.sections
    return DocumentGroup(
        name=item.mrn or "",
        count=1 + sum(1 for section in sections if section.names),
        digest=digest(item.digest, digest_of(known)),
        make=partial(_made, item, known),
    )


def _made(item: StoredCable, known: Meanings) -> Iterable[SearchDocument]:
    return of_cable(item.cable, known)


def _alone(document: SearchDocument) -> DocumentGroup:
    return DocumentGroup(
        name=document.address,
        count=1,
        digest=digest_of(document),
        make=partial(iter, (document,)),
    )


def _count(parts: Iterable[DocumentGroup]) -> int:
    return sum(part.count for part in parts)


def _parted(parts: Sequence[DocumentGroup], most: int) -> list[list[DocumentGroup]]:
    """The parts by their names in a power of two of volumes, none of them empty."""
    number, count = 1, _count(parts)
    while count > most * number:
        number *= 2
    found: list[list[DocumentGroup]] = [[] for _ in range(number)]
    for part in parts:
        found[int.from_bytes(digest(part.name)) % number].append(part)
    return [volume for volume in found if volume]
