"""Find the words before an abbreviation that expand it.

Most abbreviations in cables come from another language than their expansion: of 5,802 definitions,
38% match letter for letter and 51% do not. So the position of the words is decisive: the run of
capitalised words and connectors that ends at the abbreviation, within the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.glossary.capital_runs import (
    is_name,
    name_at_end,
    only_connectors,
    trim_name,
    without_holder,
    without_opening,
)
from generator.glossary.letters import count_shared_initials, fit_letters, may_start
from generator.glossary.word_kinds import (
    CONNECTORS,
    TypedWord,
    fold_accents,
    last_words,
    split_words,
)

MAX_WORDS = 16
"""Maximum number of words in an expansion."""

MAX_CHARACTERS = 200
"""Maximum number of characters before an abbreviation that are searched."""

VAGUE_NOUNS = frozenset("party group company bank team club network community union front".split())
"""Nouns that describe an institution without naming it: "the main opposition party (CHP)"."""

CERTAIN = 0.95
"""Confidence if the letters match all words."""
LIKELY = 0.8
"""Confidence for the name of an institution, law or office whose letters do not match."""
GUESSED = 0.55
"""Confidence for a description: "unit charged with addressing violent crimes against women"."""

CLAUSE_END = re.compile(r"[,;:()\[\]<>\"“”„|—–]|\s-+\s|--|\.\s|[?!]|\s[`'‘]$")
"""Punctuation that ends a name: a comma, a parenthesis, a dash, a quotation mark."""

AS_AMENDED = re.compile(r",\s+as\s+amended\s*$")
"""Between a law's name and its abbreviation: "Protection Act, as amended (TVPA)"."""

END_OF_ENUMERATION = re.compile(r"\b[A-Z][a-z]+,\s+and\s+$")
"""Before the last words of an enumeration: "Educational, Scientific, and"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An expansion in a text: its offsets, and the confidence from 0 to 1."""

    start: int
    end: int
    confidence: float


def expansion_before(text: str, abbreviation: str, end: int) -> Phrase | None:
    """The expansion of `abbreviation` that ends at offset `end` of `text`; None if unsure."""
    amended = AS_AMENDED.search(text, max(0, end - 30), end)
    words = _clause(text, amended.start() if amended else end)
    if not words:
        return None
    last = words[-1]
    if last.text.endswith(("'s", "’s", "Qs")):  # `Q` is a garbled apostrophe: "PartyQs".
        words = [*words[:-1], TypedWord(last.text[:-2], last.start, last.end - 2)]
    phrase = _match_letters(abbreviation, words)
    if phrase is None:
        phrase = _match_enumeration(abbreviation, text, end)
    if phrase is None:
        phrase = _match_name(abbreviation, words)
        if phrase is not None and _may_lack_words(abbreviation, text, phrase):
            return None
    return phrase or _match_description(abbreviation, words)


def spelled_out_before(text: str, abbreviation: str, end: int) -> Phrase | None:
    """The expansion of an abbreviation in small letters: `billion cubic meters (bcm)`.

    Each letter is the initial of a word, in order. After a capital, a word supplies one letter or
    more and the words are a name: `Example Petroleum Exploration (Expex)`.
    """
    words = _clause(text, end)
    for start in range(len(words) - 2, -1, -1):
        candidate = words[start:]
        if candidate[0].is_connector or not may_start(abbreviation, candidate[0].text):
            continue
        if abbreviation.islower():
            is_match = abbreviation in _initial_letters(candidate)
        else:
            is_match = _supplies_syllables(abbreviation, candidate)
        if is_match:
            return Phrase(candidate[0].start, candidate[-1].end, CERTAIN)
    return None


def _initial_letters(words: Sequence[TypedWord]) -> set[str]:
    """The initials of all words, those without connectors, and those without `per` either."""
    skipped_words: list[frozenset[str]] = [frozenset(), CONNECTORS, CONNECTORS | {"per"}]
    return {
        "".join(fold_accents(w.text)[0] for w in words if w.text not in skipped)
        for skipped in skipped_words
    }


def _supplies_syllables(abbreviation: str, words: Sequence[TypedWord]) -> bool:
    """True if all words are a name and each supplies a letter of the abbreviation."""
    content = [w.text for w in words if not w.is_connector]
    if len(content) < 2 or not all(w.is_capital or w.is_connector for w in words):
        return False
    if not any(w.category for w in words) and len(content) < 3:
        return False
    fit = fit_letters(abbreviation, content)
    return fit is not None and fit.skipped == 0 and fit.last == len(content) - 1


def expansion_of(text: str, abbreviation: str, start: int, end: int) -> Phrase | None:
    """The expansion if it fills `text` from `start` to `end`: `GOM (Government of Mexico)`."""
    words = split_words(text, start, end)
    while words and words[0].text.lower() in {"the", "a", "an"}:
        words = words[1:]
    if not 1 < len(words) <= MAX_WORDS or not words[0].text[0].isalpha():
        return None
    fit = fit_letters(abbreviation, [w.text for w in words])
    if fit is not None and fit.skipped == 0 and only_connectors(words[fit.last + 1 :]):
        return Phrase(words[0].start, words[-1].end, CERTAIN)
    if is_name(words) and count_shared_initials(abbreviation, [w.text for w in words]) >= 1:
        return Phrase(words[0].start, words[-1].end, LIKELY)
    return None


def is_letter_exact(abbreviation: str, expansion: str) -> bool:
    """True if the letters match the words from the first to the last, with none skipped."""
    words = [w.text.lower() for w in split_words(expansion, 0, len(expansion))]
    fit = fit_letters(abbreviation, words)
    return fit is not None and fit.skipped == 0 and fit.last == len(words) - 1


def _clause(text: str, end: int) -> list[TypedWord]:
    """The words of the clause before `end`, at most `MAX_WORDS`.

    A comma within an enumeration does not end the clause ("Ministry of Development, Industry and
    Trade").
    """
    words = last_words(text, max(0, end - MAX_CHARACTERS), end, MAX_WORDS)
    for index in range(len(words) - 1, -1, -1):
        next_start = words[index + 1].start if index + 1 < len(words) else end
        gap = text[words[index].end : next_start]
        if not CLAUSE_END.search(gap) or _is_initials(words[index], gap):
            continue
        if gap.strip() == "," and _is_enumeration(words[: index + 1], words[index + 1 :]):
            continue
        return words[index + 1 :]
    return words


def _is_initials(word: TypedWord, gap: str) -> bool:
    """True if the gap is the full stop of `U.S. Government` or `John D. Example`."""
    return gap.strip() == "." and (len(word.text) == 1 or "." in word.text)


def _is_enumeration(before: Sequence[TypedWord], after: Sequence[TypedWord]) -> bool:
    """True for `Ministry of Development` before the comma and `Industry and Trade` after it."""
    if len(after) < 3 or not any(w.text == "and" for w in after[1:-1]):
        return False
    if any(w.category for w in after) or not all(w.is_capital or w.is_connector for w in after):
        return False
    nearest = before[-4:]
    return any(
        word.category and following.text in {"of", "for"}
        for word, following in pairwise(nearest[:-1])
    )


# --- Rules, most certain first --------------------------------------------------------


def _match_enumeration(abbreviation: str, text: str, end: int) -> Phrase | None:
    """A name with commas inside whose letters match.

    Example: `United Nations Educational, Scientific and Cultural Organization (UNESCO)`.
    """
    words = last_words(text, max(0, end - MAX_CHARACTERS), end, MAX_WORDS)
    has_comma = False
    for index in range(len(words) - 1, -1, -1):
        candidate = words[index:]
        gap = text[words[index].end : candidate[1].start if len(candidate) > 1 else end]
        if gap.strip() == ",":
            has_comma = True
        elif CLAUSE_END.search(gap):
            return None
        if not (words[index].is_capital or words[index].text in CONNECTORS):
            return None
        if not has_comma or not words[index].is_capital:
            continue
        if not any(w.category for w in candidate) or all(w.text != "and" for w in candidate):
            continue
        fit = fit_letters(abbreviation, [w.text for w in candidate])
        if fit is not None and fit.skipped == 0 and only_connectors(candidate[fit.last + 1 :]):
            return Phrase(candidate[0].start, candidate[-1].end, CERTAIN)
    return None


def _may_lack_words(abbreviation: str, text: str, phrase: Phrase) -> bool:
    """True for the end of an enumeration: `Cultural Organization` after "Scientific, and"."""
    before = text[max(0, phrase.start - 30) : phrase.start]
    return END_OF_ENUMERATION.search(before) is not None and not may_start(
        abbreviation, text[phrase.start : phrase.end]
    )


def _match_letters(abbreviation: str, words: list[TypedWord]) -> Phrase | None:
    """Words with matching letters: `Third Country Nationals (TCNs)`.

    The nearest start from which the letters match up to the last word counts. Otherwise they may
    match the beginning of a name: `Coalition Against Trafficking of Women and Children (CATW)`.
    """
    for index in range(len(words) - 1, -1, -1):
        if not (may_start(abbreviation, words[index].text) or "-" in words[index].text):
            continue
        for candidate in _possible_starts(words[index:]):
            fit = fit_letters(abbreviation, [w.text for w in candidate])
            if fit is None or not only_connectors(candidate[fit.last + 1 :]):
                continue
            if _is_consistent(candidate, fit.skipped):
                lacks_first = _lacks_first_word(abbreviation, words, index)
                first = words[index - 1] if lacks_first else candidate[0]
                return Phrase(first.start, candidate[-1].end, CERTAIN)
    whole = without_opening(name_at_end(words))
    for name in (trim_name(whole), whole):
        if name and name[0].is_capital:
            fit = fit_letters(abbreviation, [w.text for w in name])
            if fit is not None and fit.last >= 1:
                return Phrase(name[0].start, _end_of_name(name, fit.last), CERTAIN)
    return None


def _end_of_name(name: Sequence[TypedWord], last: int) -> int:
    """The end of the name without words in small letters: `African National Congress party`."""
    rest = name[last + 1 :]
    is_description = bool(rest) and not any(w.is_capital or w.is_connector for w in rest)
    return name[last if is_description else -1].end


def _lacks_first_word(abbreviation: str, words: list[TypedWord], index: int) -> bool:
    """True if the word before `index` belongs to the name, with the initials in another order.

    IFAI matches "Institute for Access to Information" with the F of `for`, but all four letters
    are initials of "Federal Institute for Access to Information".
    """
    if index == 0 or not words[index - 1].is_capital:
        return False
    letters = sorted(fold_accents(abbreviation))
    return _initials(words[index - 1 :]) == letters != _initials(words[index:])


def _initials(words: Sequence[TypedWord]) -> list[str]:
    return sorted(fold_accents(w.text)[0] for w in words if not w.is_connector)


def _possible_starts(words: list[TypedWord]) -> Iterator[list[TypedWord]]:
    """The words, also without the prefix of `ANTI-TRAFFICKING IN PERSONS (TIP)`."""
    first = words[0]
    if not first.is_connector:
        yield words
    if first.text.lower().startswith(("anti-", "counter-", "pro-")):
        cut = first.text.index("-") + 1
        yield [TypedWord(first.text[cut:], first.start + cut, first.end), *words[1:]]


def _is_consistent(words: list[TypedWord], skipped: int) -> bool:
    """True for a capitalised name, and for a lower-case term with no word skipped."""
    if len(words) < 2 and "-" not in words[0].text:
        return False
    lower = sum(not w.is_capital and not w.is_connector for w in words)
    if words[0].is_capital:
        return lower <= 1 or (skipped == 0 and not words[1].is_capital)
    return skipped == 0


def _match_name(abbreviation: str, words: list[TypedWord]) -> Phrase | None:
    """A capitalised name: `National Migration Institute (INM)`, `Youth Party (GP)`."""
    whole = name_at_end(words)
    name = trim_name(whole)
    kept = len(whole) - len(name) - 1
    if _has_all_initials(abbreviation, whole[kept:]) and _is_adjective(whole, kept):
        name = whole[kept:]
    elif not _has_all_initials(abbreviation, name):
        name = without_holder(name)
    if is_name(name) or _has_initials_in_order(abbreviation, name):
        return Phrase(name[0].start, name[-1].end, LIKELY)
    return None


def _is_adjective(words: Sequence[TypedWord], index: int) -> bool:
    """True if the word at `index` is a nationality ("Brazilian"), not a possessive ("Brazil's")."""
    return (
        index >= 0 and words[index].is_nationality and not words[index].text.endswith(("'s", "’s"))
    )


def _has_all_initials(abbreviation: str, name: Sequence[TypedWord]) -> bool:
    """True if the letters are all initials in any order: `Brazilian Cooperation Agency (ABC)`."""
    return len(name) > 2 and _initials(name) == sorted(fold_accents(abbreviation))


def _has_initials_in_order(abbreviation: str, name: Sequence[TypedWord]) -> bool:
    """True if the abbreviation contains the initials of three or more words, in order.

    Example: `Strategic Medical Evacuation (STRATAIRMEDEVAC)`.
    """
    initials = [fold_accents(w.text)[0] for w in name if not w.is_connector]
    letters = iter(fold_accents(abbreviation))
    return (
        len(initials) >= 3
        and all(w.is_capital or w.is_connector for w in name)
        and initials[0] == fold_accents(abbreviation)[0]
        and all(initial in letters for initial in initials)
    )


def _match_description(abbreviation: str, words: list[TypedWord]) -> Phrase | None:
    """A description after an article, with a noun for an institution among its first four words.

    Example: `an existing unit charged with addressing violent crimes against women (FEVIM)`.
    """
    articles = [i for i, w in enumerate(words) if w.text in {"a", "an", "the"}]
    for index in reversed(articles):
        candidate = words[index + 1 :]
        if len(candidate) < 3 or any(w.is_capital for w in candidate):
            continue
        if any(w.category == "organisation" and w.text not in VAGUE_NOUNS for w in candidate[:4]):
            return Phrase(candidate[0].start, candidate[-1].end, GUESSED)
    return None
