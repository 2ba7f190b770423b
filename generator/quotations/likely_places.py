"""The parts of a cable with which a quotation is compared, as in `quotation-alignment.js`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.quotations.fingerprints import RUN
from generator.quotations.quotable_text import PieceKind
from generator.quotations.quotation_alignment import CableWord
from generator.quotations.quotation_reading import Reading
from generator.quotations.quotation_words import without_accents

MARGIN = 30
"""Words of the cable on both sides of the likely place."""

MOST_PLACES = 3
"""Places of one cable with which a quotation is compared."""

RunPlaces = Mapping[tuple[str, ...], Sequence[int]]
"""Where each three words in a row of a cable begin, as indices of its words."""


def run_places(words: Sequence[CableWord]) -> dict[tuple[str, ...], list[int]]:
    """Where each three words in a row begin. Words beside the text are a run of their own."""
    places: dict[tuple[str, ...], list[int]] = {}
    recent: dict[PieceKind, list[tuple[str, int]]] = {PieceKind.TEXT: [], PieceKind.ASIDE: []}
    for index, word in enumerate(words):
        if word.most_words:
            recent[PieceKind.TEXT].clear()
            continue
        run = recent[word.kind]
        run.append((without_accents(word.key), index))
        if len(run) >= RUN:
            last = run[-RUN:]
            places.setdefault(tuple(key for key, _ in last), []).append(last[0][1])
    return places


def parts_of(reading: Reading) -> list[list[str]]:
    """The keys of the words between the places where the quotation leaves words out."""
    parts: list[list[str]] = [[]]
    for word in reading:
        if word is None:
            parts.append([])
        else:
            parts[-1].append(without_accents(word.key))
    return parts


def likely_places(reading: Reading, count: int, places: RunPlaces) -> list[range]:
    """The ranges of words, of `count`, in which the quotation most likely is; the best first.

    None if no three words in a row are the same. A quotation that is too short for them may be
    anywhere; one that leaves words out is somewhere around the best places of its parts.
    """
    parts = parts_of(reading)
    if max(map(len, parts)) < RUN:
        return [range(count)]
    starts = [(len(part), _likely_starts(part, places)) for part in parts]
    if len(parts) == 1:
        [(length, likely)] = starts
        return [_around(start, start + length, MARGIN + length // 2, count) for start in likely]
    best = [(likely[0], likely[0] + length) for length, likely in starts if likely]
    if not best:
        return []
    first, last = min(start for start, _ in best), max(end for _, end in best)
    return [_around(first, last, 3 * MARGIN + sum(map(len, parts)), count)]


def _around(first: int, last: int, beside: int, count: int) -> range:
    return range(max(0, first - beside), min(count, last + beside))


def _likely_starts(part: Sequence[str], places: RunPlaces) -> list[int]:
    """Where the part may begin: most of its runs point there, or to a few words behind."""
    starts = sorted(
        place - at
        for at in range(len(part) - RUN + 1)
        for place in places.get(tuple(part[at : at + RUN]), ())
    )
    slack = max(10, len(part) // 4)
    hits: dict[int, int] = {}
    first = 0
    for start in starts:
        if not hits or start - first > slack:
            first = start
        hits[first] = hits.get(first, 0) + 1
    return sorted(hits, key=lambda start: -hits[start])[:MOST_PLACES]
