"""Names in a clause: the run of capitals at its end, and what it names."""

from __future__ import annotations

from collections.abc import Sequence

from generator.glossary.word_kinds import CONNECTORS, TypedWord

OPENERS = CONNECTORS | frozenset(
    "this that these those its his her their our during under after before since while when as "
    "although both also according between former new president monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october "
    "november december".split()
)
"""Words before a name that are no part of it, also with a capital at a sentence's beginning."""

MOST_IN_TITLE = 4
"""Content words of the longest office whose letters do not fit: `Secretary of Public Education`."""

LOWER_IN_NAME = 3
"""Lower-case words that a name may hold: "para el combate a la delincuencia"."""


def name_at_end(words: list[TypedWord]) -> list[TypedWord]:
    """The name that the clause ends with, from its first capital on.

    Backwards over capitals and connectors; lower-case words inside are part of it where a noun
    for a body stands in front of them (`Secretary of government`).
    """
    start = len(words)
    lower = 0
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        if word.capital:
            if lower and not _reaches_head(words, index, start):
                break
            start, lower = index, 0
            if _is_second_of_two(words, index):
                break
        elif word.connects:
            if word.text in {"the", "a", "an"} and _opens_name(words, index, start):
                break
        else:
            lower += 1
            if lower > LOWER_IN_NAME:
                break
    return words[start:]


def _opens_name(words: list[TypedWord], article: int, start: int) -> bool:
    """True where `and the` parts one name from another ("the Army and the Ministry of X")."""
    if article == 0 or words[article - 1].text not in {"and", "y", "e"}:
        return False
    return any(w.head for w in words[start:])


def _reaches_head(words: list[TypedWord], index: int, start: int) -> bool:
    """True where the capital at `index` belongs with the lower-case words behind it."""
    if any(w.head and w.capital for w in words[start:]):
        return False
    if words[index].head and words[index + 1].connects:
        return True
    back = index
    while back > 0 and (words[back].capital or words[back].connects):
        if words[back].head and words[back].capital:
            return True
        back -= 1
    behind = [w for w in words[index + 1 : start] if not w.connects]
    return bool(behind) and all(w.head for w in behind) and start == len(words)


def _is_second_of_two(words: list[TypedWord], index: int) -> bool:
    """True where a name begins behind `and`, with another before it: `Army and Ministry of Salt`.

    In `Narcotics and Law Enforcement Affairs` the noun goes on without `of`: it is one name.
    """
    if index == 0 or words[index - 1].text != "and" or not words[index].head:
        return False
    goes_on = index + 1 == len(words) or not words[index + 1].connects
    return not goes_on and any(w.head and w.capital for w in words[:index])


def trimmed(words: list[TypedWord]) -> list[TypedWord]:
    """Without an opening word of the sentence, a number and a nationality."""
    while words and (
        words[0].text.lower() in OPENERS
        or words[0].text.isdigit()
        or (words[0].nationality and len(words) > 2)
    ):
        words = words[1:]
    return _behind_members(_behind_owner(words))


def _behind_owner(words: list[TypedWord]) -> list[TypedWord]:
    """`Bureau of Salt` of `Department of State's Bureau of Salt`: a body within another."""
    for index in range(len(words) - 3, -1, -1):
        body, connector = words[index + 1], words[index + 2]
        if words[index].text.endswith(("'s", "’s")) and body.head and connector.connects:
            return words[index + 1 :]
    return words


def _behind_members(words: list[TypedWord]) -> list[TypedWord]:
    """`Salt Council` of `Members of the Salt Council`: the first word names no body itself."""
    if len(words) < 5 or words[1].text != "of" or words[2].text != "the":
        return words
    if words[0].head not in {None, "office or title"} or not any(w.head for w in words[3:]):
        return words
    return words[3:]


def is_name(words: Sequence[TypedWord]) -> bool:
    """True where the words name a body, a law, an office."""
    if not words or not any(w.head for w in words):
        return False
    if sum(not w.connects for w in words) < 2 or not words[0].capital:
        return False
    return not is_person(words) and not _is_long_title(words)


def _is_long_title(words: Sequence[TypedWord]) -> bool:
    """True for an office with so many words that a person's name may follow it."""
    content = [w for w in words if not w.connects]
    return words[0].head == "office or title" and len(content) > MOST_IN_TITLE


def is_person(words: Sequence[TypedWord]) -> bool:
    """True for an office before a person's name: `Senator Mercadante`, `Minister Jose Silva`."""
    for index, word in enumerate(words):
        if word.head == "office or title" and index + 1 < len(words):
            follower = words[index + 1]
            return not (follower.connects or follower.head)
    return False


def no_content(words: Sequence[TypedWord]) -> bool:
    """True where there are connectors only."""
    return all(w.connects for w in words)
