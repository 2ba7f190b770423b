"""Short forms and what they stand for, so that either finds the other.

A para that has the short form is found by its meaning; a para that has the meaning is found by
the short form. Only meanings that hold in the para's own cable count: an Attorney General's
Office of another country is another one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.model import Mrn, Para, Sense, Term
from generator.render.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """Words by which a passage is found although they do not stand in it."""

    short: str
    """What stands in the passage instead; empty where that needs no telling."""
    words: tuple[str, ...]
    """Each a name or phrase."""


@dataclass(slots=True)
class Meanings:
    """The meanings that hold in each cable, looked up as its paras come."""

    site: Site
    _of_cable: dict[Mrn, dict[str, dict[str, str]]] = field(default_factory=dict)
    """What each short form stands for in each cable, by how it is folded."""

    def __post_init__(self) -> None:
        for term in sorted(self.site.corpus.terms, key=lambda term: term.short):
            for mrn, use in term.uses:
                if use.sense is not None:
                    known = self._of_cable.setdefault(mrn, {})
                    if term.short not in known:
                        known[term.short] = _names(term, term.senses[use.sense], mrn)

    def of(self, mrn: Mrn, para: Para) -> tuple[Also, ...]:
        """What goes along with a para, in alphabetical order of short forms."""
        known = self._of_cable.get(mrn, {})
        used = {use.short for use in self.site.uses_in(mrn, para)}
        text = _folded(para.text)
        found = []
        for short, names in known.items():
            if short in used:
                missing = tuple(name for folded, name in names.items() if folded not in text)
                if missing:
                    found.append(Also(short=short, words=missing))
            else:
                spelt = next((n for folded, n in names.items() if _stands_in(folded, text)), None)
                if spelt is not None:
                    found.append(Also(short=spelt, words=(short,)))
        return tuple(found)


def _names(term: Term, sense: Sense, mrn: Mrn) -> dict[str, str]:
    """What the short form stands for in a cable: as known, and as the cable itself defines it.

    By how it is folded, each once.
    """
    defined = [p.definition.expansion for p in sense.passages if p.mrn == mrn]
    every = [sense.expansion, sense.original or "", *defined]
    different = {_folded(name): name for name in reversed(every) if name and name != term.short}
    return dict(reversed(different.items()))


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def _stands_in(folded: str, text: str) -> bool:
    """True where a name of at least two words stands in a text, both folded, as whole words."""
    if " " not in folded or folded not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", text) is not None
