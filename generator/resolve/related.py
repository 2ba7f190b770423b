"""Related cables: those that have something rare in common, and what that is.

The rarer a feature, the more it weighs: twice as many cables with it, one point less. Weights
depend on how many cables have a feature and not on the size of the collection, so that a new cable
changes the list of few others. A cable of the same post, one of the Department, and an earlier one
are what drafters cite most; they come first among equals. Features that many cables have are not
compared, so that time and memory grow with the number of cables.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from generator.model import Mrn, Outline, post_name, split_mrn
from generator.model.relations import CommonFeature, CommonKind, RelatedCable

HIGHEST_WEIGHT = 6
"""Weight of a feature that one cable has; two have one less, four two less, 64 or more none."""

COMMON_SHARE = 8
"""A feature that more than one in so many cables have, and more than two, is common."""

FACTORS = {CommonKind.REFERENCE: 2, CommonKind.QUESTION: 2}
"""How much more a kind counts than the others."""

SAME_POST, DEPARTMENT, EARLIER = 10, 8, 10
"""Points for a cable of the same post, of the Department, and of an earlier or equal date."""

MIN_WEIGHT = 3
"""Weight of what two cables have in common, without these points, below which they are not related:
one feature of at most 15 cables."""

MIN_ELSEWHERE = 4
"""The same for a cable of another post, which must also share more than one feature."""

SURE = 8
"""Weight from which one feature is enough: the same rare reference or question."""

MOST_RELATED = 6
MOST_VALUES = 4
"""Number of values that a reason names."""

MOST_TAGS = 8
"""A cable with more codes is compared by the first ones, in the order of the alphabet."""

_WORD = re.compile(r"[^\W\d_]{5,}")

Feature = tuple[CommonKind, str]
"""A kind and a value; for TAGS two codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CableProfile:
    """The features of one cable."""

    mrn: Mrn
    post: str
    date: str
    """As far as it is known (ISO)."""
    features: tuple[Feature, ...]


def cable_profile(
    outline: Outline,
    mrn: Mrn,
    *,
    cited: Iterable[Mrn],
    abbreviations: Iterable[str],
    questions: Iterable[str],
) -> CableProfile:
    """The profile of a cable; `questions` are the keys of those that it answers."""
    parts = split_mrn(mrn)
    codes = sorted(outline.header.tags)[:MOST_TAGS]
    words = _WORD.findall((outline.header.subject or "").lower())
    features = {
        **{(CommonKind.REFERENCE, target): None for target in cited},
        **{(CommonKind.QUESTION, key): None for key in questions},
        **{(CommonKind.ABBREVIATION, short): None for short in abbreviations},
        **{(CommonKind.TAGS, " ".join(pair)): None for pair in combinations(codes, 2)},
        **{(CommonKind.WORD, word): None for word in words},
    }
    return CableProfile(
        mrn=mrn,
        post=parts[1] if parts else post_name(outline),
        date=outline.header.iso_date,
        features=tuple(features),
    )


def related_cables(
    profiles: Sequence[CableProfile], linked: Mapping[Mrn, Set[Mrn]]
) -> dict[Mrn, tuple[RelatedCable, ...]]:
    """The cables related to each, the most related first, without the `linked` ones.

    Those are its references, the cables that cite it, and the other parts of its message.
    """
    counts = Counter(feature for profile in profiles for feature in profile.features)
    holders: defaultdict[Feature, list[int]] = defaultdict(list)
    highest = max(2, len(profiles) // COMMON_SHARE)
    for index, profile in enumerate(profiles):
        for feature in profile.features:
            if _weight(feature, counts[feature]) and counts[feature] <= highest:
                holders[feature].append(index)
    related = {}
    for index, profile in enumerate(profiles):
        others = linked.get(profile.mrn, frozenset())
        nearest = tuple(_related_to(index, profiles, holders, others))
        if nearest:
            related[profile.mrn] = nearest
    return related


def _weight(feature: Feature, count: int) -> int:
    """The weight of a feature that `count` cables have; 0 for one that one or many have."""
    if count < 2:
        return 0
    rarity = max(0, HIGHEST_WEIGHT + 1 - count.bit_length())
    return rarity * FACTORS.get(feature[0], 1)


def _related_to(
    index: int,
    profiles: Sequence[CableProfile],
    holders: Mapping[Feature, Sequence[int]],
    linked: Set[Mrn],
) -> Iterator[RelatedCable]:
    own = profiles[index]
    weights: Counter[int] = Counter()
    shared: Counter[int] = Counter()
    for feature in own.features:
        having = holders.get(feature, ())
        shared.update(having)
        for other in having:
            weights[other] += _weight(feature, len(having))
    scores = [
        (weight + _likelihood(own, profiles[other]), other)
        for other, weight in weights.items()
        if weight >= (MIN_WEIGHT if profiles[other].post == own.post else MIN_ELSEWHERE)
        and (shared[other] > 1 or profiles[other].post == own.post or weight >= SURE)
        and other != index
        and profiles[other].mrn not in linked
    ]
    scores.sort(key=lambda item: (-item[0], profiles[item[1]].mrn))
    for _, other in scores[:MOST_RELATED]:
        comparable = set(profiles[other].features).intersection(holders)
        common = [feature for feature in own.features if feature in comparable]
        common.sort(key=lambda feature: len(holders[feature]))
        yield RelatedCable(mrn=profiles[other].mrn, common=tuple(_reasons(common)))


def _likelihood(own: CableProfile, other: CableProfile) -> int:
    """Points for what drafters cite most: their own post, the Department, earlier cables."""
    points = SAME_POST if other.post == own.post else DEPARTMENT if other.post == "STATE" else 0
    return points + (EARLIER if other.date <= own.date else 0)


def _reasons(common: Sequence[Feature]) -> Iterator[CommonFeature]:
    """The common features by kind; codes of several pairs once each."""
    for kind in CommonKind:
        values = (value for of, value in common if of is kind)
        if kind is CommonKind.TAGS:
            values = (code for pair in values for code in pair.split())
        first = tuple(dict.fromkeys(values))[:MOST_VALUES]
        if first:
            yield CommonFeature(kind=kind, values=first)
