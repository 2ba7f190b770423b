"""The words with which a cable cites another that is not held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.indexes.event_sentences import sentence_at
from generator.model import Anchor, Cable, CableLinks, Citation, Mrn, Resolution, UnheldCable


def with_citing_words(
    cable: Cable, links: CableLinks, citations: Iterable[Citation]
) -> Iterator[Citation]:
    """The citations in `cable`; those of cables that are not held have the words that cite.

    These are the first sentence of the para that names the cable, or the entry of the REF lines:
    `B. 07 LIMA 9 (NOTAL)`.
    """
    words = {**dict(_sentences(cable, links)), **dict(_entries(cable, links))}
    for citation in citations:
        yield replace(citation, words=words.get((citation.cited, citation.anchor), ""))


def _entries(cable: Cable, links: CableLinks) -> Iterator[tuple[tuple[Mrn, Anchor | None], str]]:
    """The entries of the REF lines; of two that name a cable, the first comes last and counts."""
    pairs = zip(cable.header.references, links.references, strict=True)
    for reference, outcome in reversed(list(pairs)):
        target = _unheld(outcome)
        if target is not None:
            letter = f"{reference.letter}. " if reference.letter else ""
            yield (target, None), f"{letter}{reference.raw}"


def _sentences(cable: Cable, links: CableLinks) -> Iterator[tuple[tuple[Mrn, Anchor | None], str]]:
    """The sentences around mentions; of several in a para, the first comes last and counts."""
    paras = {para.anchor: para for para in cable.paras}
    for mention in reversed(links.mentions):
        target, place = _unheld(mention.outcome), mention.place
        if target is not None:
            text = paras[place.anchor].blocks[place.block].text
            yield (target, place.anchor), sentence_at(text, place.start)


def _unheld(outcome: Resolution) -> Mrn | None:
    return outcome.target if isinstance(outcome, UnheldCable) else None
