"""Cables that share most of their text: retransmissions, corrected copies, one text, two numbers.

Texts are compared by runs of words, as in near-duplicate detection (Broder, "On the resemblance and
containment of documents", 1997). A sample of the runs of every cable gives the pairs that may share
text; these are then compared run by run. Time and memory grow with the number of cables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from zlib import crc32

from generator.execution.fast_pickle import fast_pickle
from generator.model import Cable, Mrn, SharedText

RUN = 8
"""Words of a run: enough that unrelated texts share none but set phrases."""

MIN_WORDS = 80
"""A shorter text is not compared: it may consist of set phrases."""

SAMPLE = 4
"""One run in so many is in the sample."""

MIN_COMMON = 3
"""Runs of the samples that two cables must share to be compared."""

MIN_SAMPLE_SHARE = 0.35
"""Part of the smaller sample that two cables must share to be compared."""

MIN_SHARE = 0.5
"""Part of the words of one of two cables that the other must have too."""

MAX_GROUP = 8
"""A run that more cables have connects each of them with the next one only."""

_WORD = re.compile(r"[^\W_]+")


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class TextSample:
    """A sample of the runs of words in a cable's text."""

    runs: tuple[int, ...]
    """Hash values of the runs, sorted, without duplicates; empty for a short text."""


def text_sample(cable: Cable) -> TextSample:
    """The sample of a cable's paras."""
    hashes = {crc32(run) for run in _runs(_words(cable))}
    return TextSample(runs=tuple(sorted(h for h in hashes if h % SAMPLE == 0)))


def similar_pairs(samples: Sequence[TextSample]) -> list[tuple[int, int]]:
    """Pairs of cables that may share most of their text, by their positions in `samples`."""
    holders = sorted((run, cable) for cable, sample in enumerate(samples) for run in sample.runs)
    common: Counter[tuple[int, int]] = Counter()
    for group in _groups(holders):
        common.update(pairwise(group) if len(group) > MAX_GROUP else combinations(group, 2))
    return sorted(
        pair
        for pair, count in common.items()
        if count >= MIN_COMMON
        and count >= MIN_SAMPLE_SHARE * min(len(samples[cable].runs) for cable in pair)
    )


def _groups(holders: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """The cables of each run that at least two have, from sorted pairs of run and cable."""
    group: list[int] = []
    last = -1
    for run, cable in holders:
        if run != last and group:
            if len(group) > 1:
                yield group
            group = []
        last = run
        group.append(cable)
    if len(group) > 1:
        yield group


def shared_text(
    first: Cable, first_mrn: Mrn, second: Cable, second_mrn: Mrn
) -> tuple[SharedText, SharedText] | None:
    """What each of two cables shares with the other; None unless it is most of one of them."""
    words, other_words = _words(first), _words(second)
    shared = _count_shared(words, other_words)
    other_shared = _count_shared(other_words, words)
    if shared < MIN_SHARE * len(words) and other_shared < MIN_SHARE * len(other_words):
        return None
    return (
        SharedText(mrn=second_mrn, shared=shared, words=len(words)),
        SharedText(mrn=first_mrn, shared=other_shared, words=len(other_words)),
    )


def _count_shared(words: Sequence[str], others: Sequence[str]) -> int:
    """The number of words that are within a run which is also in the other text."""
    runs = set(_runs(others))
    count = end = 0
    for start, run in enumerate(_runs(words)):
        if run in runs:
            count += start + RUN - max(start, end)
            end = start + RUN
    return count


def _words(cable: Cable) -> list[str]:
    """The words of all paras in small letters, without punctuation."""
    return [word for para in cable.paras for word in _WORD.findall(para.text.lower())]


def _runs(words: Sequence[str]) -> Iterator[bytes]:
    """All runs of words; none in a short text."""
    if len(words) < MIN_WORDS:
        return
    text = " ".join(words)
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    for first in range(len(words) - RUN + 1):
        yield text[starts[first] : starts[first + RUN] - 1].encode("utf-8", "replace")
