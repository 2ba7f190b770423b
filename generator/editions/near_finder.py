"""Finds spellings near a name or passage in the words of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator import facts
from generator.editions.near_names import NamePhrase, common_words
from generator.editions.near_tokens import Run, Token, Usage
from generator.editions.near_words import NameDistance, NearWords


class Nearness(StrEnum):
    """How a spelling differs from a withheld name, the nearest first."""

    UMLAUT = "ae, oe or ue"
    BROKEN = "a letter lost or broken"
    LETTER = "one letter off"
    WORD = "one word off"
    BETWEEN = "other words between"
    ORDER = "another order, other words between"
    INITIALS = "initials"
    PART = "part of the name"
    SURNAME = "surname alone"
    SURNAME_NEAR = "surname alone, one letter off"
    OTHER_NAME = "surname in another name"


_KINDS = {
    NameDistance.SAME: Nearness.BETWEEN,
    NameDistance.UMLAUT: Nearness.UMLAUT,
    NameDistance.BROKEN: Nearness.BROKEN,
    NameDistance.LETTER: Nearness.LETTER,
}


@dataclass(frozen=True, slots=True)
class _Hit:
    """A word of the text that is the same as, or near, a part of an item."""

    token: int
    part: int
    distance: NameDistance


class NearFinder:
    """Finds spellings near the items of rules in a run of words."""

    def __init__(self, items: Sequence[NamePhrase], usage: Usage) -> None:
        self._items = items
        self._usage = usage
        self._near = NearWords({word for item in items for word in item.words})
        self._uses: dict[str, list[tuple[int, int]]] = {}
        for number, item in enumerate(items):
            for index, part in enumerate(item.parts if item.is_name else item.words):
                self._uses.setdefault(part, []).append((number, index))
        self._hits: dict[str, tuple[tuple[int, int, NameDistance], ...]] = {}
        self._initials = {
            "".join(p[0] for p in item.parts): number
            for number, item in reversed([*enumerate(items)])
            if item.is_name and len(item.parts) > 2
        }

    def find(self, run: Run) -> Iterator[tuple[int, Nearness, int, int]]:
        """The index of the item, the kind, and the first and last token of each near spelling."""
        by_item: dict[int, list[_Hit]] = {}
        for index, token in enumerate(run.tokens):
            for number, part, distance in self._hits_of(token):
                by_item.setdefault(number, []).append(_Hit(index, part, distance))
        for number, hits in by_item.items():
            item = self._items[number]
            if item.is_name:
                for cluster in _clusters(hits, run):
                    yield from self._in_cluster(number, run, cluster)
            else:
                yield from _in_passage(number, item, run, hits)
        yield from self._all_initials(run)

    def _hits_of(self, token: Token) -> tuple[tuple[int, int, NameDistance], ...]:
        hits = self._hits.get(token.written)
        if hits is None:
            hits = self._hits[token.written] = tuple(
                (number, part, target.distance)
                for target in self._near.near(token.written)
                for number, part in self._uses.get(target.word, ())
            )
        return hits

    def _in_cluster(
        self, number: int, run: Run, cluster: Sequence[_Hit]
    ) -> Iterator[tuple[int, Nearness, int, int]]:
        item = self._items[number]
        cluster = _with_initials(cluster, run, item)
        first, last = cluster[0].token, cluster[-1].token
        parts = [hit.part for hit in cluster]
        whole_words = [hit for hit in cluster if hit.distance is not NameDistance.INITIAL]
        has_initial = len(whole_words) < len(cluster)
        if has_initial and self._is_distinctive(item, whole_words, run):
            yield number, Nearness.INITIALS, first, last
        elif len(parts) == len(item.parts) and len(parts) > 1:
            yield number, _whole(cluster), first, last
        elif len(parts) > 1:
            if self._is_distinctive(item, cluster, run):
                yield number, Nearness.PART, first, last
        elif cluster[0].part in item.surnames or len(item.parts) == 1:
            yield from self._single_part(number, run, cluster[0])

    def _is_distinctive(self, item: NamePhrase, hits: Sequence[_Hit], run: Run) -> bool:
        """Whether one of the words is a name: `Daniel V.`, not `Human Rights`."""
        return any(
            self._is_name(run, hit.token, word) and word not in facts.ordinary_words()
            for hit in hits
            for word in (item.parts[hit.part],)
        )

    def _single_part(
        self, number: int, run: Run, hit: _Hit
    ) -> Iterator[tuple[int, Nearness, int, int]]:
        """A surname without the other parts, or a name of one word."""
        item, index = self._items[number], hit.token
        single = len(item.parts) == 1
        if not self._is_name(run, index, item.parts[hit.part]):
            return
        written = run.tokens[index].folded
        if hit.distance is not NameDistance.SAME and (
            self._usage.is_common(written) or written in common_words()
        ):
            return
        first, last = run.name_around(index)
        if single or (first, last) == (index, index) or self._is_plain(run, index, first, last):
            is_near = hit.distance is NameDistance.LETTER
            surname = Nearness.SURNAME_NEAR if is_near else Nearness.SURNAME
            yield number, _KINDS[hit.distance] if single else surname, index, index
        elif (
            hit.distance is not NameDistance.LETTER and index in (first, last) and not item.is_body
        ):
            yield number, Nearness.OTHER_NAME, first, last

    def _is_plain(self, run: Run, index: int, first: int, last: int) -> bool:
        """Whether only ordinary words follow a surname: `the Specimen Administration`."""
        following = run.tokens[index + 1 : last + 1]
        return index == first and all(token.folded in common_words() for token in following)

    def _is_name(self, run: Run, index: int, word: str) -> bool:
        """Whether a word may be a name here: it has a capital, or is not common."""
        token = run.tokens[index]
        if run.has_case(index):
            if not token.is_capitalised:
                return False
            if not run.opens_sentence(index):
                return True
        return word not in common_words() and not self._usage.is_common(token.folded)

    def _all_initials(self, run: Run) -> Iterator[tuple[int, Nearness, int, int]]:
        """`ASX`, `A. S. X.` for `Ada Sample Xample`."""
        for index, token in enumerate(run.tokens):
            letters, last = token.written, index
            if len(letters) == 1 and letters.isupper():
                if index and len(run.tokens[index - 1].written) == 1:
                    continue
                while last + 1 < len(run.tokens) and len(run.tokens[last + 1].written) == 1:
                    last += 1
                letters = "".join(t.written for t in run.tokens[index : last + 1])
            number = self._initials.get(letters.lower()) if letters.isupper() else None
            if number is not None and not self._usage.is_frequent(token.folded):
                yield number, Nearness.INITIALS, index, last


def _whole(cluster: Sequence[_Hit]) -> Nearness:
    """The kind of a cluster that has all parts of the name."""
    parts = [hit.part for hit in cluster]
    distance = max(hit.distance for hit in cluster)
    if distance is NameDistance.SAME and parts != sorted(parts):
        return Nearness.ORDER
    return _KINDS[distance]


def _clusters(hits: Sequence[_Hit], run: Run) -> Iterator[list[_Hit]]:
    """Hits that are together one name, with each part of the name at most once."""
    cluster: list[_Hit] = []
    for hit in hits:
        if cluster and hit.token == cluster[-1].token:
            if hit.distance < cluster[-1].distance:
                cluster[-1] = hit
            continue
        again = any(hit.part == earlier.part for earlier in cluster)
        if cluster and (again or not run.is_one_name(cluster[-1].token, hit.token)):
            yield cluster
            cluster = []
        cluster.append(hit)
    if cluster:
        yield cluster


def _with_initials(cluster: Sequence[_Hit], run: Run, item: NamePhrase) -> list[_Hit]:
    """The cluster, with single letters in or next to it that are initials of missing parts."""
    hits = {hit.token: hit for hit in cluster}
    used = {hit.part for hit in cluster}
    first, last = cluster[0].token, cluster[-1].token
    beside = [*range(first, last), *range(first - 1, first - 4, -1), *range(last + 1, last + 4)]
    for index in beside:
        is_adjacent = index + 1 in hits or index - 1 in hits
        if index in hits or not is_adjacent or not 0 <= index < len(run.tokens):
            continue
        token = run.tokens[index]
        if len(token.written) == 1 and token.written.isupper() and run.is_adjacent(index, hits):
            for part, word in enumerate(item.parts):
                if part not in used and word[0] == token.folded:
                    used.add(part)
                    hits[index] = _Hit(index, part, NameDistance.INITIAL)
                    break
    return [hits[index] for index in sorted(hits)]


SHORTEST_PASSAGE = 4
"""Words of the shortest passage in which a whole word may differ."""


def _in_passage(
    number: int, item: NamePhrase, run: Run, hits: Sequence[_Hit]
) -> Iterator[tuple[int, Nearness, int, int]]:
    """Words of the text that are a passage with one word replaced, inserted or dropped."""
    size = len(item.words)
    distances = {(hit.token, hit.part): hit.distance for hit in hits}
    reached = -1
    for start in sorted({hit.token - hit.part for hit in hits}):
        if size < 2 or start <= reached:
            continue
        front = _shared_words(distances, start, 0, 1, size)
        for added in (0, 1, -1):
            end = start + size + added - 1
            rest = size - front - (added < 1)
            if front == size or start < 0 or end >= len(run.tokens):
                continue
            back = _shared_words(distances, end, size - 1, -1, rest)
            near = distances.get((start + front, front)) if added == 0 and back == rest else None
            if near is not None:
                yield number, _KINDS[near], start, end
            elif size >= SHORTEST_PASSAGE and front and back == rest > 0:
                yield number, Nearness.WORD, start, end
            else:
                continue
            reached = end
            break


def _shared_words(
    distances: Mapping[tuple[int, int], NameDistance], token: int, part: int, step: int, most: int
) -> int:
    """How many words of a text and a passage are the same, forwards or (`step` -1) backwards."""
    for count in range(most):
        at = (token + step * count, part + step * count)
        if distances.get(at) is not NameDistance.SAME:
            return count
    return most
