"""Short forms and what they stand for, so that either finds the other.

A para that has the short form is found by its meaning; a para that has the meaning is found by
the short form. Only meanings that hold in the para's own cable count: an Attorney General's
Office of another country is another one.
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
class Also:
    """Words by which a passage is found although they do not stand in it."""

    short: str
    """What stands in the passage instead; empty where that needs no telling."""
    words: tuple[str, ...]
    """Each a name or phrase."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class SearchMeaning:
    """What a short form stands for in one cable."""

    names: Mapping[str, str]
    """As known and as the cable itself defines it, each once, by how it is folded."""
    paras: tuple[Anchor, ...]
    """Where the short form stands."""


Meanings = Mapping[str, SearchMeaning]
"""The short forms that have a meaning in one cable, in alphabetical order."""


def meanings_by_cable(terms: Iterable[Term]) -> dict[Mrn, Meanings]:
    """The meanings that hold in each cable; a cable without any is left out."""
    found: dict[Mrn, dict[str, SearchMeaning]] = {}
    for term in sorted(terms, key=lambda term: term.abbreviation):
        defined = _defined(term)
        names: dict[tuple[int, tuple[str, ...]], Mapping[str, str]] = {}
        for mrn, pairs in groupby(term.uses, key=itemgetter(0)):
            uses = [use for _, use in pairs]
            sense = next((use.sense for use in uses if use.sense is not None), None)
            if sense is not None:
                own = tuple(defined.get((sense, mrn), ()))
                if (sense, own) not in names:
                    names[sense, own] = _names(term.abbreviation, term.senses[sense], own)
                found.setdefault(mrn, {})[term.abbreviation] = SearchMeaning(
                    names=names[sense, own],
                    paras=tuple(dict.fromkeys(use.place.anchor for use in uses)),
                )
    return dict(found)


def also(known: Meanings, para: Para) -> tuple[Also, ...]:
    """What goes along with a para of the cable, in alphabetical order of short forms."""
    text = _folded(para.text)
    found = []
    for short, meaning in known.items():
        if para.anchor in meaning.paras:
            missing = tuple(n for folded, n in meaning.names.items() if folded not in text)
            if missing:
                found.append(Also(short=short, words=missing))
        else:
            spelt = next((n for f, n in meaning.names.items() if _stands_in(f, text)), None)
            if spelt is not None:
                found.append(Also(short=spelt, words=(short,)))
    return tuple(found)


def _defined(term: Term) -> dict[tuple[int, Mrn], list[str]]:
    """The words for which the term stands, by its sense and the cable that says so."""
    found: dict[tuple[int, Mrn], list[str]] = {}
    for number, sense in enumerate(term.senses):
        for passage in sense.passages:
            found.setdefault((number, passage.mrn), []).append(passage.definition.expansion)
    return found


def _names(short: str, sense: Sense, own: Sequence[str]) -> dict[str, str]:
    """What a short form stands for in a cable, with the cable's `own` words for it."""
    every = [sense.expansion, sense.original or "", *own]
    different = {_folded(name): name for name in reversed(every) if name and name != short}
    return dict(reversed(different.items()))


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def _stands_in(folded: str, text: str) -> bool:
    """True where a name of at least two words stands in a text, both folded, as whole words."""
    if " " not in folded or folded not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", text) is not None
