"""The kind of a difference between words of two copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from generator.model.compared_copies import DifferenceKind

MIN_SIMILARITY = 60.0
"""Words are damaged forms of each other from this similarity, 0 to 100."""

LONGEST_COMPARED = 5_000
"""Characters of a difference up to which the two sides are compared."""


def vocabulary(*texts: Iterable[str]) -> Container[str]:
    """The words that occur at least three times in the texts: damaged words hardly do."""
    counts = Counter(word for text in texts for word in text)
    return frozenset(word for word, count in counts.items() if count > 2)


def word_kind(
    first: Sequence[str], second: Sequence[str], known: Container[str]
) -> DifferenceKind | None:
    """The kind of a difference of folded words; None if only the division of words differs.

    Typing: one letter left out or added, or two exchanged. Damage: similar words of which one has
    other letters or signs. Figures that differ, words that both occur elsewhere in the text
    (`known`), and all others are other words.
    """
    one, two = "".join(first), "".join(second)
    if one == two:
        return None
    if max(len(one), len(two)) > LONGEST_COMPARED:
        return DifferenceKind.WORDING
    if len(first) == len(second):
        pairs = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
        if any(a.isdigit() and b.isdigit() for a, b in pairs):
            return DifferenceKind.WORDING
        if all(a in known and b in known for a, b in pairs):
            return DifferenceKind.WORDING
        if all(_is_typing(a, b) for a, b in pairs):
            return DifferenceKind.TYPING
    similarity = fuzz.ratio(" ".join(first), " ".join(second), score_cutoff=MIN_SIMILARITY)
    return DifferenceKind.DAMAGE if similarity else DifferenceKind.WORDING


def _is_typing(one: str, two: str) -> bool:
    if not (one.isalpha() and two.isalpha() and min(len(one), len(two)) > 2):
        return False
    return OSA.distance(one, two, score_cutoff=1) == 1 and (
        len(one) != len(two) or sorted(one) == sorted(two)
    )
