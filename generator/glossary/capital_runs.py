"""Find the name at the end of a clause, by its run of capitalised words."""

from __future__ import annotations

from collections.abc import Sequence

from generator import facts
from generator.glossary.word_kinds import CONNECTORS, TypedWord, fold_accents

OPENING_WORDS = CONNECTORS | frozenset(
    "this that these those its his her their our during under after before since while when as "
    "although both also according between former new president monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october "
    "november december".split()
)
"""Words before a name that are not part of it, even with a capital at the start of a sentence."""

MAX_TITLE_WORDS = 4
"""Maximum number of content words in an office whose letters do not match its abbreviation:
`Secretary of Public Education`."""

MAX_LOWERCASE_WORDS = 3
"""Maximum number of lower-case words in a row within a name: "combate a la delincuencia"."""


def name_at_end(words: list[TypedWord]) -> list[TypedWord]:
    """The name at the end of the clause, starting at a capitalised word; empty if there is none.

    It extends backwards over capitalised words and connectors. Lower-case words belong to it if a
    noun for an institution precedes them (`Secretary of government`).
    """
    start = len(words)
    lower = 0
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        if word.is_capital:
            if lower and not _belongs_to_name(words, index, start):
                break
            start, lower = index, 0
            if _starts_second_name(words, index):
                break
        elif word.is_connector:
            if word.text in {"the", "a", "an"} and _separates_names(words, index, start):
                break
        else:
            lower += 1
            if lower > MAX_LOWERCASE_WORDS:
                break
    return words[start:]


def _separates_names(words: list[TypedWord], article: int, start: int) -> bool:
    """True if `and the` separates two names ("the Army and the Ministry of X")."""
    if article == 0 or words[article - 1].text not in {"and", "y", "e"}:
        return False
    return any(w.category for w in words[start:])


def _belongs_to_name(words: list[TypedWord], index: int, start: int) -> bool:
    """True if the capitalised word at `index` and the lower-case words after it are one name."""
    if any(w.category and w.is_capital for w in words[start:]):
        return False
    if words[index].category and words[index + 1].is_connector:
        return True
    back = index
    while back > 0 and (words[back].is_capital or words[back].is_connector):
        if words[back].category and words[back].is_capital:
            return True
        back -= 1
    following = [w for w in words[index + 1 : start] if not w.is_connector]
    return bool(following) and all(w.category for w in following) and start == len(words)


def _starts_second_name(words: list[TypedWord], index: int) -> bool:
    """True if `and` joins two names and the word at `index` starts the second.

    `Army and Ministry of Salt` are two names. `Narcotics and Law Enforcement Affairs` is one,
    because no `of` follows `Law`.
    """
    if index == 0 or words[index - 1].text != "and" or not words[index].category:
        return False
    if index + 1 == len(words) or not words[index + 1].is_connector:
        return False
    return any(w.category and w.is_capital for w in words[:index])


def without_opening(words: list[TypedWord]) -> list[TypedWord]:
    """The words without opening words and numbers before a name."""
    while words and (words[0].text.lower() in OPENING_WORDS or words[0].text.isdigit()):
        words = words[1:]
    return words


def trim_name(words: list[TypedWord]) -> list[TypedWord]:
    """The name without opening words, numbers, nationalities, owners and members before it."""
    while words and (
        words[0].text.lower() in OPENING_WORDS
        or words[0].text.isdigit()
        or (words[0].is_nationality and len(words) > 2)
        or words[0].text.endswith(OWNERS)
    ):
        words = words[1:]
    return _without_members(_without_owner(words))


def _without_owner(words: list[TypedWord]) -> list[TypedWord]:
    """`Bureau of Salt` from `Department of State's Bureau of Salt`."""
    for index in range(len(words) - 3, -1, -1):
        owner, head, connector = words[index : index + 3]
        if owner.text.endswith(("'s", "’s")) and head.category and connector.is_connector:
            return words[index + 1 :]
    return words


def _without_members(words: list[TypedWord]) -> list[TypedWord]:
    """`Salt Council` from `Members of the Salt Council`."""
    if len(words) < 5 or words[1].text != "of" or words[2].text != "the":
        return words
    if words[0].category not in {None, "office or title"} or not any(w.category for w in words[3:]):
        return words
    return words[3:]


HOLDERS = frozenset(
    "chairman chairwoman chief coordinator deputy director founder head leader member members "
    "president representative representatives spokesman spokeswoman".split()
)
"""Words for a person in front of `of the` and a body."""

OWNERS = ("-led", "-backed", "-based", "-controlled", "-sponsored")
"""Endings of a word before a name that says who leads it: "Saltland-led"."""


def without_holder(words: list[TypedWord]) -> list[TypedWord]:
    """`Salt Service` from `Deputy Director of the Salt Service`, `Jane Doe of the Salt Service`.

    The words before `of the` are an office, or two names or more that are not ordinary words.
    """
    for index in range(len(words) - 3, 0, -1):
        holder, body = words[:index], words[index + 2 :]
        if words[index].text != "of" or words[index + 1].text != "the":
            continue
        if any(w.category == "organisation" for w in body) and _is_holder(holder):
            return trim_name(body)
    return words


def _is_holder(words: Sequence[TypedWord]) -> bool:
    if words[-1].text.lower() in HOLDERS:
        return True
    categories = {w.category for w in words} - {None}
    if categories:
        return categories == {"office or title"}
    return len(words) > 1 and all(
        w.text == "and" or (w.is_capital and fold_accents(w.text) not in facts.ordinary_words())
        for w in words
    )


def is_name(words: Sequence[TypedWord]) -> bool:
    """True if the words name an institution, law or office."""
    if not words or not any(w.category for w in words):
        return False
    if sum(not w.is_connector for w in words) < 2 or not words[0].is_capital:
        return False
    return not is_person(words) and not _is_long_title(words)


def _is_long_title(words: Sequence[TypedWord]) -> bool:
    """True for an office of so many words that it may include a person's name."""
    content = [w for w in words if not w.is_connector]
    return words[0].category == "office or title" and len(content) > MAX_TITLE_WORDS


def is_person(words: Sequence[TypedWord]) -> bool:
    """True for an office followed by a person's name: `Senator Mercadante`."""
    for index, word in enumerate(words):
        if word.category == "office or title" and index + 1 < len(words):
            follower = words[index + 1]
            return not (follower.is_connector or follower.category)
    return False


def only_connectors(words: Sequence[TypedWord]) -> bool:
    """True if all words are connectors."""
    return all(w.is_connector for w in words)
