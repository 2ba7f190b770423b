"""What follows the noun of a body's name: "of Salt, Trade and Industry", "for Salt Affairs"."""

from __future__ import annotations

from generator.glossary.word_kinds import fold_accents
from generator.organisations.body_word_kinds import NameRole, NameText, NameWord

MAX_WORDS = 16
"""Maximum number of words in a name; more are a list or a heading."""

OF = frozenset("of de del do da dos das du des di della dei der".split())
"""Words between a head noun and what it is the body of."""

FOR = frozenset("for on against para por pour contra für".split())
"""Words between a head noun and the purpose of the body."""

ARTICLES = frozenset("the la las el los le les".split())
"""Words after such a connector."""

AND = frozenset("and & y e et und".split())
"""Words between two subjects, or two bodies."""

FOREIGN_AND = AND - frozenset("and &".split())
"""The same of other languages."""

FOREIGN = (OF | FOR) - frozenset("of for on against".split())
"""Connectors of other languages; words in small letters may follow them within a name."""

PORTFOLIOS = frozenset(
    "ministry ministries department departments ministerio ministere ministero secretaria "
    "secretariat bureau directorate".split()
)
"""Head nouns of bodies that are named after the subjects they deal with."""

OFFICES = frozenset("office council board chamber conference committee cabinet bureau".split())
"""Head nouns that may be of a person who holds an office: "Office of the Director"."""


def complement_end(text: NameText, head: int) -> int | None:
    """The index after the words that a head noun is of; None if the end is unsure.

    `Ministry of Salt and Trade`, `Court of First Instance of Salt City`.
    """
    words = text.words
    end = head + 1
    if words[head].is_possessive:
        return end
    while end - head < MAX_WORDS:
        following = after_connector(text, end, is_first=end == head + 1)
        if following is None or not text.is_part(following):
            return None if _goes_on_in_small_letters(text, end) else end
        stop = _complement_run_end(text, following, head, is_first=end == head + 1)
        if stop == following:
            return end
        listed = list_end(text, head, stop)
        if listed is None:
            return None
        end = listed
        if words[end - 1].is_possessive:
            return end
    return None


def _goes_on_in_small_letters(text: NameText, index: int) -> bool:
    """True for a foreign connector and a word in small letters: `Comisión de` before "sal"."""
    if text.in_capitals or index >= len(text.words):
        return False
    word = text.words[index]
    following = text.text[word.end : word.end + 2]
    return word.lower in FOREIGN and word.follows_space and following[1:].islower()


def after_connector(text: NameText, index: int, *, is_first: bool) -> int | None:
    """The index after a connector and an article; None if there is none."""
    words = text.words
    if index + 1 >= len(words) or not words[index].follows_space:
        return None
    word = words[index].lower
    following = index + 1
    if not words[following].follows_space:
        return None
    article = words[following].lower
    if article in ARTICLES and following + 1 < len(words) and words[following + 1].follows_space:
        following += 1
    if word in OF or (is_first and word in FOR and not _is_abbreviation(text, following)):
        return following
    if (
        word == "to"
        and not text.in_capitals
        and words[following].kind & NameRole.VERB
        and text.is_part(following)
    ):
        return following
    if words[index].text == "In" and not text.in_capitals and text.is_part(following):
        return following
    if following == index + 1 and word in FOR | {"in"} and text.is_part(following):
        kind = words[following].kind
        is_common = is_subject(words[following]) and not kind & NameRole.NATIONALITY
        return following if is_common and not _is_abbreviation(text, following) else None
    return None


def _complement_run_end(text: NameText, start: int, head: int, *, is_first: bool) -> int:
    """The index after the words from `start` that belong to the name; `start` if none does."""
    words = text.words
    first = words[start]
    following = words[start + 1].lower if start + 1 < len(words) else ""
    if first.kind & NameRole.HEAD and following in OF | FOR:
        return start
    end = text.run_end(start)
    if first.kind & NameRole.TITLE:
        is_office = fold_accents(words[head].text) in OFFICES and is_first
        is_whole = all(fold_accents(w.text) == "general" for w in words[start + 1 : end])
        return end if is_office and is_whole and not first.is_possessive else start
    for index in range(start, end):
        word = words[index]
        is_next = word.kind & (NameRole.TITLE | NameRole.NUMBER) or _is_abbreviation(text, index)
        if index > start and is_next:
            return index
        if word.is_owner and any(w.kind & NameRole.HEAD for w in words[index + 1 : end]):
            return index + 1
    return end


def _is_abbreviation(text: NameText, index: int) -> bool:
    """True for a word in capitals in a text that is not."""
    word = text.words[index].text
    return not text.in_capitals and word.isupper() and len(word) > 1


def list_end(text: NameText, head: int, end: int) -> int | None:
    """The index after the other members of a list of subjects; None if the end is unsure.

    `Ministry of Salt, Trade, and Industry`: each is a word of the names of bodies.
    """
    words = text.words
    while end < len(words) and not words[end - 1].is_possessive:
        joined = words[end].lower in AND and words[end].follows_space
        if not joined:
            stop = _comma_list_end(text, end)
            if stop is None:
                return None if _may_go_on(text, head, end) else end
            end = stop
            continue
        following = end + 1
        if following >= len(words) or not words[following].follows_space:
            return end
        if not text.is_part(following):
            return end
        kind = words[following].kind
        if kind & (NameRole.HEAD | NameRole.TITLE | NameRole.NATIONALITY):
            return end
        is_foreign = words[end].lower in FOREIGN_AND and not _is_abbreviation(text, following)
        if kind & (NameRole.COMMON | NameRole.GENERAL) or is_foreign:
            end = member_end(text, following)
            continue
        is_common = is_subject(words[end - 1]) or words[end - 1].kind & NameRole.GENERAL
        return None if is_common and not _is_name(text, following) else end
    return end


def _may_go_on(text: NameText, head: int, end: int) -> bool:
    """True if a subject follows a comma after the name of a body of subjects."""
    word = text.words[end]
    return (
        fold_accents(text.words[head].text) in PORTFOLIOS
        and not text.in_capitals
        and text.is_part(end)
        and comma_before(text, end)
        and is_subject(word)
        and not word.kind & (NameRole.HEAD | NameRole.NATIONALITY | NameRole.TITLE)
    )


def _comma_list_end(text: NameText, end: int) -> int | None:
    """The index after ", Trade, and Industry"; None if no such list follows."""
    index = end
    members = 0
    words = text.words
    while index < len(words):
        gap_is_comma = not words[index].follows_space and comma_before(text, index)
        if words[index].lower in AND and (gap_is_comma or words[index].follows_space):
            last = index + 1
            if members and text.is_part(last) and not _is_other_name(text, last):
                return member_end(text, last)
            return None
        if not gap_is_comma or not text.is_part(index) or not words[index].kind & NameRole.COMMON:
            return None
        if words[index].kind & (NameRole.HEAD | NameRole.TITLE | NameRole.NATIONALITY):
            return None
        index = member_end(text, index)
        members += 1
    return None


def _is_other_name(text: NameText, index: int) -> bool:
    """True for a word that is not a subject of a body: a body, an office, a place, ..."""
    others = NameRole.HEAD | NameRole.TITLE | NameRole.NATIONALITY | NameRole.PLACE
    return bool(text.words[index].kind & others) or _is_abbreviation(text, index)


def comma_before(text: NameText, index: int) -> bool:
    """True if the word follows the word before after at most two characters: a comma, a space."""
    return 0 < text.words[index].start - text.words[index - 1].end <= 2


def member_end(text: NameText, start: int) -> int:
    """The index after a member of a list of subjects: at most up to an office."""
    end = text.run_end(start)
    for index in range(start + 1, end):
        if text.words[index].kind & (NameRole.TITLE | NameRole.NUMBER):
            return index
    return end


def is_subject(word: NameWord) -> bool:
    """True for a word that says what a body deals with: "Health"."""
    return bool(word.kind & NameRole.COMMON) and not word.kind & NameRole.PLACE


def _is_name(text: NameText, index: int) -> bool:
    """True for an abbreviation or a place, which is no subject of a body."""
    is_of_place = text.words[index].kind & (NameRole.PLACE | NameRole.NATIONALITY)
    return bool(is_of_place) or _is_abbreviation(text, index)
