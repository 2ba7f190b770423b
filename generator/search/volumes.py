"""Split the documents of the search into volumes, which are indexed separately.

A cable's number decides which volume has its documents, and the size of the collection how many
volumes there are, a power of two. So a changed or new cable changes a single volume, and the
contents of a volume do not depend on earlier builds. Volumes filled by hash resemble each other,
so that words have similar weights in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from generator.execution.result_cache import Digest, digest, digest_of
from generator.model import Corpus, EntityKind, Mrn, StoredCable
from generator.search.documents import SearchDocument, cable_document, other_documents
from generator.search.meanings import CableMeanings, meanings_by_cable

CABLES_PER_VOLUME = 2_500
"""Maximum average number of cables per volume; indexing as many takes 1 GB of memory.

A reader loads some 25 kB of each volume for each word."""

OTHER_DOCUMENTS_PER_VOLUME = 6_000
"""The same for documents outside cables, which are short and take a third of the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentGroup:
    """Documents that are made together: those of a cable, or a single other document."""

    name: str
    """The cable's number, or the document's address."""
    is_cable: bool
    """Whether it is a cable's."""
    count: int
    """The number of documents."""
    digest: Digest
    """The digest of everything they depend on."""
    make: Callable[[], Iterable[SearchDocument]]
    """Makes the documents."""


def search_volumes(corpus: Corpus) -> dict[str, Sequence[DocumentGroup]]:
    """All documents by volume: `01`, `02` and so on.

    Documents outside cables have volumes of their own, because many cables change some of them. A
    small collection has one volume for all.
    """
    meanings = meanings_by_cable(corpus.terms)
    named = _named_by_cable(corpus)
    cables = [
        _cable_group(item, meanings.get(item.mrn, {}), tuple(named.get(item.mrn, ())))
        for item in corpus.cables
        if item.mrn
    ]
    others = [_single_group(document) for document in other_documents(corpus)]
    if _count([*others, *cables]) <= CABLES_PER_VOLUME:
        volumes = [[*others, *cables]] if others or cables else []
    else:
        volumes = [
            *_split(others, OTHER_DOCUMENTS_PER_VOLUME),
            *_split(cables, CABLES_PER_VOLUME),
        ]
    return {f"{number:02d}": groups for number, groups in enumerate(volumes, 1)}


FACETS = {EntityKind.PLACE: 1, EntityKind.ORGANISATION: 2}
"""The kinds of entities by which readers filter, and the number of cables that must name one.

Every value of a facet is loaded with the filters; most organisations are named in one cable only.
"""


def _named_by_cable(corpus: Corpus) -> dict[Mrn, list[tuple[str, str]]]:
    """The kinds and names of the entities that each cable names."""
    named: dict[Mrn, list[tuple[str, str]]] = {}
    for entity in corpus.entities:
        kind = entity.profile.kind
        cables = dict.fromkeys(mrn for mrn, _ in entity.mentions)
        if kind in FACETS and len(cables) >= FACETS[kind]:
            for mrn in cables:
                named.setdefault(mrn, []).append((kind.value, entity.profile.name))
    return named


def _cable_group(
    item: StoredCable, meanings: CableMeanings, named: tuple[tuple[str, str], ...]
) -> DocumentGroup:
    return DocumentGroup(
        name=item.mrn or "",
        is_cable=True,
        count=1,
        digest=digest(item.digest, digest_of((meanings, named))),
        make=partial(_cable_documents, item, meanings, named),
    )


def _cable_documents(
    item: StoredCable, meanings: CableMeanings, named: tuple[tuple[str, str], ...]
) -> Iterable[SearchDocument]:
    """The document of a cable. It is read here, by the process that needs it."""
    return (cable_document(item.cable, meanings, named),)


def _single_group(document: SearchDocument) -> DocumentGroup:
    return DocumentGroup(
        name=document.address,
        is_cable=False,
        count=1,
        digest=digest_of(document),
        make=partial(iter, (document,)),
    )


def _count(groups: Iterable[DocumentGroup]) -> int:
    return sum(group.count for group in groups)


def _split(groups: Sequence[DocumentGroup], per_volume: int) -> list[list[DocumentGroup]]:
    """Distribute the groups by their names over a power of two of volumes; drop empty ones."""
    number, count = 1, _count(groups)
    while count > per_volume * number:
        number *= 2
    volumes: list[list[DocumentGroup]] = [[] for _ in range(number)]
    for group in groups:
        volumes[int.from_bytes(digest(group.name)) % number].append(group)
    return [volume for volume in volumes if volume]
