"""The words in front of a short form that name the same thing.

Most short forms in cables come from another language than their expansion, so the place of the
words counts first (5,802 introductions: 38% fit letter for letter, 51% do not): the run of
capitals that ends at the short form, held together by connectors and bounded by the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.glossary.capital_runs import is_name, name_at_end, no_content, trimmed
from generator.glossary.letters import fit, initials_shared, may_open
from generator.glossary.word_kinds import TypedWord, fold, last_words, words_of

MOST_WORDS = 16
"""Words of the longest expansion that is looked for."""

MOST_CHARACTERS = 200
"""Characters before a short form that are looked at."""

VAGUE = frozenset("party group company bank team club network community union front".split())
"""Nouns that describe a body without naming it: "the main opposition party (CHP)"."""

CERTAIN = 0.95
"""The letters fit all words."""
LIKELY = 0.8
"""A name with a noun for a body, law or office, whose letters do not fit."""
GUESSED = 0.55
"""A description: "unit charged with addressing violent crimes against women"."""

BREAK = re.compile(r"[,;:()\[\]<>\"“”„|—–]|\s-+\s|--|\.\s|[?!]|\s[`'‘]$")
"""Marks between words that end a name: a comma, a parenthesis, a dash, a quotation mark."""

AS_AMENDED = re.compile(r",\s+as\s+amended\s*$")
"""Stands between a law's name and its short form: "Protection Act, as amended (TVPA)"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An expansion found in a text."""

    start: int
    end: int
    confidence: float


def expansion_before(text: str, short: str, end: int) -> Phrase | None:
    """The expansion of `short` that ends at offset `end` of `text`; None where none is sure."""
    amended = AS_AMENDED.search(text, max(0, end - 30), end)
    words = _clause(text, amended.start() if amended else end)
    if not words:
        return None
    last = words[-1]
    if last.text.endswith(("'s", "’s")):
        words = [*words[:-1], TypedWord(last.text[:-2], last.start, last.end - 2)]
    for rule in (_fitting, _named, _described):
        phrase = rule(short, words)
        if phrase is not None:
            return phrase
    return None


def expansion_of(text: str, short: str, start: int, end: int) -> Phrase | None:
    """The expansion where it is the whole stretch of `text`: `GOM (Government of Mexico)`."""
    words = words_of(text, start, end)
    while words and words[0].text.lower() in {"the", "a", "an"}:
        words = words[1:]
    if not 1 < len(words) <= MOST_WORDS or not words[0].text[0].isalpha():
        return None
    found = fit(short, [w.text for w in words])
    if found is not None and found.skipped == 0 and no_content(words[found.last + 1 :]):
        return Phrase(words[0].start, words[-1].end, CERTAIN)
    if is_name(words) and initials_shared(short, [w.text for w in words]) >= 1:
        return Phrase(words[0].start, words[-1].end, LIKELY)
    return None


def _clause(text: str, end: int) -> list[TypedWord]:
    """The words before `end`, back to a mark that ends a clause, at most `MOST_WORDS`.

    A comma inside an enumeration of subjects does not end it ("Ministry of Development,
    Industry and Trade").
    """
    words = last_words(text, max(0, end - MOST_CHARACTERS), end, MOST_WORDS)
    for index in range(len(words) - 1, -1, -1):
        behind = words[index + 1].start if index + 1 < len(words) else end
        gap = text[words[index].end : behind]
        if not BREAK.search(gap) or _is_initials(words[index], gap):
            continue
        if gap.strip() == "," and _is_enumeration(words[: index + 1], words[index + 1 :]):
            continue
        return words[index + 1 :]
    return words


def _is_initials(word: TypedWord, gap: str) -> bool:
    """True for the full stop of `U.S. Government` and `John D. Example`."""
    return gap.strip() == "." and (len(word.text) == 1 or "." in word.text)


def _is_enumeration(before: Sequence[TypedWord], behind: Sequence[TypedWord]) -> bool:
    """True for `Ministry of Development` before the comma and `Industry and Trade` behind it."""
    if len(behind) < 3 or not any(w.text == "and" for w in behind[1:-1]):
        return False
    if any(w.head for w in behind) or not all(w.capital or w.connects for w in behind):
        return False
    near = [w.text for w in before[-4:]]
    return len(near) >= 3 and any(
        before[-4:][i].head and near[i + 1] in {"of", "for"} for i in range(len(near) - 2)
    )


# --- Rules, surest first ------------------------------------------------------------


def _fitting(short: str, words: list[TypedWord]) -> Phrase | None:
    """The letters fit: `Third Country Nationals (TCNs)`, `non-governmental organizations (NGOs)`.

    The nearest start from which they fit to the last word counts; else they may fit the
    beginning of a name: `Coalition Against Trafficking of Women and Children ... (CATW)`.
    """
    for index in range(len(words) - 1, -1, -1):
        if not (may_open(short, words[index].text) or "-" in words[index].text):
            continue
        for some in _starts(words[index:]):
            found = fit(short, [w.text for w in some])
            if found is None or not no_content(some[found.last + 1 :]):
                continue
            if _consistent(some, found.skipped):
                first = words[index - 1] if _is_cut(short, words, index) else some[0]
                return Phrase(first.start, some[-1].end, CERTAIN)
    name = trimmed(name_at_end(words))
    if name and name[0].capital:
        found = fit(short, [w.text for w in name])
        if found is not None and found.last >= 1:
            return Phrase(name[0].start, name[-1].end, CERTAIN)
    return None


def _is_cut(short: str, words: list[TypedWord], index: int) -> bool:
    """True where the word in front belongs to the name, whose initials stand in another order.

    IFAI fits "Institute for Access to Information", with the F of `for`; all four letters are
    initials of "Federal Institute for Access to Information".
    """
    if index == 0 or not words[index - 1].capital:
        return False
    letters = sorted(fold(short))
    return _initials(words[index - 1 :]) == letters != _initials(words[index:])


def _initials(words: Sequence[TypedWord]) -> list[str]:
    return sorted(fold(w.text)[0] for w in words if not w.connects)


def _starts(words: list[TypedWord]) -> Iterator[list[TypedWord]]:
    """The words, and the same from behind the hyphen of `ANTI-TRAFFICKING IN PERSONS (TIP)`."""
    first = words[0]
    if not first.connects:
        yield words
    if first.text.lower().startswith(("anti-", "counter-", "pro-")):
        cut = first.text.index("-") + 1
        yield [TypedWord(first.text[cut:], first.start + cut, first.end), *words[1:]]


def _consistent(words: list[TypedWord], skipped: int) -> bool:
    """A name in capitals, or a term in lower case without a gap; a single word is neither."""
    if len(words) < 2 and "-" not in words[0].text:
        return False
    lower = sum(not w.capital and not w.connects for w in words)
    if words[0].capital:
        return lower <= 1 or (skipped == 0 and not words[1].capital)
    return skipped == 0


def _named(short: str, words: list[TypedWord]) -> Phrase | None:
    """A name in capitals: `National Migration Institute (INM)`, `Youth Party (GP)`."""
    name = trimmed(name_at_end(words))
    if is_name(name) or _spelled(short, name):
        return Phrase(name[0].start, name[-1].end, LIKELY)
    return None


def _spelled(short: str, name: Sequence[TypedWord]) -> bool:
    """True where the initials of three words or more stand in the short form, in their order:
    `Strategic Medical Evacuation (STRATAIRMEDEVAC)`.
    """
    initials = [fold(w.text)[0] for w in name if not w.connects]
    letters = iter(fold(short))
    return (
        len(initials) >= 3
        and all(w.capital or w.connects for w in name)
        and initials[0] == fold(short)[0]
        and all(initial in letters for initial in initials)
    )


def _described(short: str, words: list[TypedWord]) -> Phrase | None:
    """Words behind an article that begin with a noun for a body: `an existing unit charged with
    addressing violent crimes against women (FEVIM)`.
    """
    starts = [i for i, w in enumerate(words) if w.text in {"a", "an", "the"}]
    for index in reversed(starts):
        some = words[index + 1 :]
        if len(some) < 3 or any(w.capital for w in some):
            continue
        if any(w.head == "organisation" and w.text not in VAGUE for w in some[:4]):
            return Phrase(some[0].start, some[-1].end, GUESSED)
    return None
