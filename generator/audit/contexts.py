"""Signals from words: the same words around a notice and a name, or the same role next to both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import facts
from generator.audit.candidate_names import Name
from generator.audit.edition_lines import NoticePlace, ShownCable
from generator.audit.evidence import AuditedEdition, Signal, SignalEvidence
from generator.editions.near_names import PARTICLES

WINDOW = 8
"""Words on each side that are compared."""

SLACK = 2
"""Words by which the distances from notice and name may differ."""

MOST_PLACES = 50
"""The most places of a phrase that is not common."""

POINTS = {2: 1.0, 3: 2.0}
"""The points of a shared phrase by its number of words, divided among its candidates."""

MOST_POINTS = 4.0
"""The most points of one candidate at one notice."""

ROLE_POINTS = 3.0
"""The points of a role of two or more words, divided likewise. A single title gets a third."""

_FUNCTION = PARTICLES | frozenset(
    "a an in on at to from by with as that this these those which who whom whose was were "
    "is are be been has have had will would not it its his her he she they their we our "
    "said also but or if than then after before when while about into over under more most "
    "some any all one two other such only there what where during between through against "
    "may could should can did does".split()
)
"""Words that carry no information by themselves."""

_Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """The position of a phrase next to a notice."""

    notice: NoticePlace
    before: bool
    distance: int
    """The number of words between it and the notice."""


def words_around(
    edition: AuditedEdition, notices: Iterable[NoticePlace]
) -> Iterator[SignalEvidence]:
    """Candidates that the edition shows elsewhere with the words around a notice."""
    sides: dict[_Gram, list[_Side]] = defaultdict(list)
    for notice in notices:
        for gram, side in _grams_beside(edition.cables[notice.cable], notice):
            sides[gram].append(side)
    points: dict[tuple[NoticePlace, Name], float] = defaultdict(float)
    detail: dict[tuple[NoticePlace, Name], tuple[float, str]] = {}
    for gram, places in _places(edition, sides).items():
        for side in sides[gram]:
            shown = {
                name: place
                for place in reversed(places)
                if not _is_same_place(place, side.notice)
                for name in _names_beside(edition, place, len(gram), side)
            }
            for name, (cable, token) in shown.items():
                worth = POINTS[len(gram)] / len(shown)
                key = (side.notice, name)
                points[key] += worth
                text = f"“{' '.join(gram)}” also in {edition.place(cable, token)}"
                detail[key] = max(detail.get(key, (0.0, "")), (worth, text), key=lambda d: d[0])
    for (notice, name), total in points.items():
        yield SignalEvidence(
            candidate=name,
            signal=Signal.WORDS_AROUND,
            points=min(total, MOST_POINTS),
            notice=notice,
            detail=detail[notice, name][1],
        )


def _grams_beside(cable: ShownCable, notice: NoticePlace) -> Iterator[tuple[_Gram, _Side]]:
    base = max(0, notice.token - WINDOW)
    words = [token.folded for token in cable.tokens[base : notice.token + WINDOW + 1]]
    at = notice.token - base
    for size in POINTS:
        for distance in range(WINDOW - size + 1):
            start = at - distance - size
            if start >= 0 and _is_distinctive(gram := tuple(words[start : start + size])):
                yield gram, _Side(notice, True, distance)
            gram = tuple(words[at + 1 + distance : at + 1 + distance + size])
            if len(gram) == size and _is_distinctive(gram):
                yield gram, _Side(notice, False, distance)


def _is_distinctive(gram: _Gram) -> bool:
    """Whether a phrase has an informative word, and no notice."""
    return all(gram) and any(
        len(word) > 3 and word not in _FUNCTION and not word.isdigit() for word in gram
    )


def _places(edition: AuditedEdition, wanted: Iterable[_Gram]) -> dict[_Gram, list[tuple[int, int]]]:
    """The cable and first token of each place of the phrases, without common phrases."""
    places: dict[_Gram, list[tuple[int, int]]] = {gram: [] for gram in wanted}
    for number, cable in enumerate(edition.cables):
        words = [token.folded for token in cable.tokens]
        for size in POINTS:
            for index, gram in enumerate(zip(*(words[k:] for k in range(size)), strict=False)):
                at = places.get(gram)
                if at is not None and len(at) <= MOST_PLACES:
                    at.append((number, index))
    return {gram: at for gram, at in places.items() if 1 < len(at) <= MOST_PLACES}


def _is_same_place(place: tuple[int, int], notice: NoticePlace) -> bool:
    return place[0] == notice.cable and abs(place[1] - notice.token) <= 2 * WINDOW


def _names_beside(
    edition: AuditedEdition, place: tuple[int, int], size: int, side: _Side
) -> Iterator[Name]:
    """The names in the same position to a phrase as the notice."""
    cable, token = place
    for shown in edition.near(cable, token, WINDOW + SLACK):
        distance = shown.first - token - size if side.before else token - shown.last - 1
        if distance >= 0 and abs(distance - side.distance) <= SLACK:
            yield shown.candidate


# --- Roles --------------------------------------------------------------------------------------

_Role = frozenset[str]

_FRONT = 4
"""The most words of a role before a name."""

_BEHIND = 8
"""The most words of a role after a name and a comma."""


def roles(edition: AuditedEdition, notices: Sequence[NoticePlace]) -> Iterator[SignalEvidence]:
    """Candidates that the edition shows elsewhere with the role next to a notice."""
    of_notice = {
        notice: set(_roles(edition.cables[notice.cable], notice.token, notice.token))
        for notice in notices
    }
    wanted = {role for of_one in of_notice.values() for role in of_one}
    holders: dict[_Role, dict[Name, list[tuple[int, int]]]] = defaultdict(dict)
    for number, names in enumerate(edition.names):
        for shown in names:
            for role in _roles(edition.cables[number], shown.first, shown.last):
                if role in wanted:
                    places = holders[role].setdefault(shown.candidate, [])
                    places.append((number, shown.first))
    for notice, notice_roles in of_notice.items():
        for role in sorted(notice_roles, key=sorted):
            shared = {
                name: places[0]
                for name, places in holders[role].items()
                if len(role) > 1 or any(cable == notice.cable for cable, _ in places)
            }
            for name, (cable, token) in shared.items():
                yield SignalEvidence(
                    candidate=name,
                    signal=Signal.ROLE,
                    points=ROLE_POINTS / len(shared) / (1 if len(role) > 1 else 3),
                    notice=notice,
                    detail=f"“{' '.join(sorted(role))}” also in {edition.place(cable, token)}",
                )


def _roles(cable: ShownCable, first: int, last: int) -> Iterator[_Role]:
    """The roles before a name or notice, and after it and a comma."""
    front: list[str] = []
    for index in range(first - 1, max(-1, first - 1 - _FRONT), -1):
        if not cable.tokens[index].folded or not _is_adjoining(cable.between(index)):
            break
        front.append(cable.tokens[index].folded)
    yield from _nested_roles(front)
    after: list[str] = []
    if cable.between(last).strip() == ",":
        for index in range(last + 1, min(len(cable.tokens), last + 1 + _BEHIND)):
            if not cable.tokens[index].folded:
                break
            after.append(cable.tokens[index].folded)
            if not _is_adjoining(cable.between(index)):
                break
    yield from _nested_roles(after)


def _is_adjoining(between: str) -> bool:
    """Whether the text between words is only blanks, a hyphen or the end of an abbreviation."""
    return between.strip() in ("", "-", ".", "'", "’")


def _nested_roles(words: Sequence[str]) -> Iterator[_Role]:
    """The roles in a list of words, from the name outward: `director`, `shelter director`.

    The end of a role is unknown, so each run of words with an office counts.
    """
    for index in range(len(words)):
        role = words[: index + 1]
        if words[index] not in _FUNCTION and any(
            facts.head_nouns().get(word) == "office or title" for word in role
        ):
            yield frozenset(w for w in role if w not in _FUNCTION and len(w) > 1)
