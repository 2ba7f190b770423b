"""Abbreviations and their meanings, so that a search for either finds the other.

A para with an abbreviation is found by its meaning, and a para with the meaning by the
abbreviation. Only the meanings in the para's own cable count: another country has another Attorney
General's Office.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from generator.execution.fast_pickle import fast_pickle
from generator.model import Anchor, Mrn, Para, Sense, Term


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenWords:
    """Words by which a passage is found although they do not occur in it."""

    equivalent: str
    """The words in the passage with the same meaning; empty for numbers of cables and paras."""
    words: tuple[str, ...]
    """Each a name or phrase."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class SearchMeaning:
    """The meaning of an abbreviation in one cable."""

    names: Mapping[str, str]
    """Each distinct name of the meaning, from the glossary and from the cable's own definitions, by
    its folded form."""
    paras: tuple[Anchor, ...]
    """The paras that use the abbreviation."""


CableMeanings = Mapping[str, SearchMeaning]
"""The meanings in one cable by abbreviation, in alphabetical order."""


def meanings_by_cable(terms: Iterable[Term]) -> dict[Mrn, CableMeanings]:
    """The meanings in each cable; cables without any are left out."""
    meanings: dict[Mrn, dict[str, SearchMeaning]] = {}
    for term in sorted(terms, key=lambda term: term.abbreviation):
        expansions = _expansions_by_cable(term)
        names: dict[tuple[int, tuple[str, ...]], Mapping[str, str]] = {}
        for mrn, pairs in groupby(term.uses, key=itemgetter(0)):
            uses = [use for _, use in pairs]
            sense = next((use.sense for use in uses if use.sense is not None), None)
            if sense is not None:
                own = tuple(expansions.get((sense, mrn), ()))
                if (sense, own) not in names:
                    names[sense, own] = _names(term.abbreviation, term.senses[sense], own)
                meanings.setdefault(mrn, {})[term.abbreviation] = SearchMeaning(
                    names=names[sense, own],
                    paras=tuple(dict.fromkeys(use.place.anchor for use in uses)),
                )
    return dict(meanings)


def hidden_words(meanings: CableMeanings, para: Para) -> tuple[HiddenWords, ...]:
    """The hidden words of a para, in alphabetical order of abbreviations."""
    text = _fold(para.text)
    result = []
    for abbreviation, meaning in meanings.items():
        if para.anchor in meaning.paras:
            missing = tuple(name for folded, name in meaning.names.items() if folded not in text)
            if missing:
                result.append(HiddenWords(equivalent=abbreviation, words=missing))
        else:
            names = (n for folded, n in meaning.names.items() if _contains_name(text, folded))
            name = next(names, None)
            if name is not None:
                result.append(HiddenWords(equivalent=name, words=(abbreviation,)))
    return tuple(result)


def _expansions_by_cable(term: Term) -> dict[tuple[int, Mrn], list[str]]:
    """The expansions of the term by sense and defining cable."""
    expansions: dict[tuple[int, Mrn], list[str]] = {}
    for number, sense in enumerate(term.senses):
        for passage in sense.passages:
            expansions.setdefault((number, passage.mrn), []).append(passage.definition.expansion)
    return expansions


def _names(abbreviation: str, sense: Sense, own: Sequence[str]) -> dict[str, str]:
    """The distinct names of a sense by folded form; `own` are the cable's own expansions."""
    names = [sense.expansion, sense.original or "", *own]
    # Reversed twice, so that the first of several spellings wins and the order stays.
    distinct = {_fold(name): name for name in reversed(names) if name and name != abbreviation}
    return dict(reversed(distinct.items()))


def _fold(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def _contains_name(text: str, name: str) -> bool:
    """True if a name of two words or more occurs in the text as whole words; both are folded."""
    if " " not in name or name not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
