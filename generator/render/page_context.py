"""What every page may look up: cables by number, terms by short form, where a para is read.

What is looked up is noted, so that it is known from what a page was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from generator.execution.result_cache import Digest, digest, digest_of
from generator.model import (
    Anchor,
    Cable,
    CableLinks,
    Citation,
    Corpus,
    Event,
    Mention,
    Mrn,
    Outline,
    Para,
    Place,
    Question,
    Sense,
    SiteInfo,
    StoredCable,
    Term,
    Use,
)
from generator.render import urls
from generator.render.lookups import (
    EVENTS,
    EVERY_CITATION,
    EVERYTHING,
    OUTLINES,
    Lookup,
    TrackedMapping,
    event_values,
    term_values,
    use_values,
)

Senses = tuple[Sense, ...]
"""The meanings of a short form."""


class PageContext:
    """A corpus with its tables of contents; made once, read by every page."""

    def __init__(self, corpus: Corpus, info: SiteInfo) -> None:
        self.info = info
        self.noted: set[Lookup] = set()
        """What was looked up since this was last emptied."""
        self._corpus = corpus
        self._filed = {f.mrn: f for f in corpus.cables if f.mrn is not None}
        self._terms = {t.abbreviation: t for t in corpus.terms}
        self._questions = {q.key: q for q in corpus.indexes.questions}
        self._uses = _by_cable(corpus.terms)
        self._citations = _by_citing(corpus.citations)
        self._in_paras: dict[Mrn, _InParas] = {}
        self._pages: dict[Mrn, dict[Anchor, str]] = {}
        self._names: dict[Mrn, dict[Anchor, str]] = {}
        self._bare: dict[str, Senses] = {}
        self._digests: dict[Lookup, Digest] = {EVERYTHING: corpus.digest}
        noted = self.noted
        term, question = self._terms.__getitem__, self._questions.__getitem__
        self.held: Mapping[Mrn, Cable] = TrackedMapping("held", self._filed, self._cable, noted)
        self.terms: Mapping[str, Term] = TrackedMapping("term", self._terms, term, noted)
        self.questions: Mapping[str, Question] = TrackedMapping(
            "question", self._questions, question, noted
        )
        self.senses: Mapping[str, Senses] = TrackedMapping(
            "senses", self._terms, self._senses, noted
        )
        """The meanings of short forms, without the passages that give them."""
        self.outlines: Mapping[Mrn, Outline] = TrackedMapping(
            "outline", self._filed, self._outline, noted
        )
        """The held cables without their texts."""

    @property
    def corpus(self) -> Corpus:
        """All of it."""
        self.noted.add(EVERYTHING)
        return self._corpus

    @property
    def cables(self) -> Sequence[Outline]:
        """The outlines of all held cables, in their order."""
        self.noted.add(OUTLINES)
        return [item.outline for item in self._filed.values()]

    def filed(self, mrn: Mrn) -> StoredCable:
        """A held cable with its file."""
        self.noted.add(("held", mrn))
        return self._filed[mrn]

    @property
    def organisations(self) -> list[Term]:
        """The terms that name a body, in alphabetical order."""
        return [
            term
            for term in self.corpus.terms
            if any(sense.category == "organisation" for sense in term.senses)
        ]

    def para_name(self, mrn: Mrn, anchor: Anchor) -> str:
        """What a para is called: `¶17`, `27.A`, `line 160` for an unnumbered one; or `heading`."""
        self.noted.add(("outline", mrn))
        if mrn not in self._names:
            sections = self._outline(mrn).sections
            self._names[mrn] = {a: name for of in sections for a, name in of.names.items()}
        return self._names[mrn].get(anchor, "heading")

    def text_pages(self, mrn: Mrn) -> Mapping[Anchor, str]:
        """The page on which each para of a held cable is read."""
        self.noted.add(("outline", mrn))
        if mrn not in self._pages:
            self._pages[mrn] = urls.text_pages(self._outline(mrn), mrn)
        return self._pages[mrn]

    def note_link(self, page: str, mrn: Mrn, place: Place) -> str:
        """Link from `page` to the note on words in a para, which stands on the para's own pages."""
        home = self.text_pages(mrn).get(place.anchor, urls.full_page(mrn))
        at = page if page in {home, urls.full_page(mrn)} else home
        return urls.link(page, at, urls.note_anchor(place.anchor, place.block, place.start))

    def links(self, mrn: Mrn) -> CableLinks:
        """What hangs on a cable."""
        self.noted.add(("links", mrn))
        return self._corpus.links.get(mrn) or CableLinks()

    @property
    def every_citation(self) -> Sequence[Citation]:
        """Who cites whom, in the order of the citing cables and of the text."""
        self.noted.add(EVERY_CITATION)
        return self._corpus.citations

    @property
    def events(self) -> Sequence[Event]:
        """The dated events, in their order."""
        self.noted.add(EVENTS)
        return self._corpus.indexes.events

    def citations(self, mrn: Mrn) -> Sequence[Citation]:
        """What a cable cites, held or not, in the order of its text."""
        self.noted.add(("citations", mrn))
        return self._citations.get(mrn, ())

    def uses_of(self, mrn: Mrn) -> Sequence[Use]:
        """The short forms in a cable: in alphabetical order, then in that of its text."""
        self.noted.add(("uses", mrn))
        return self._uses.get(mrn, ())

    def uses_in(self, mrn: Mrn, para: Para) -> tuple[Use, ...]:
        """The short forms that stand in a para, in the order of its text."""
        self.noted.add(("uses", mrn))
        return self._paras(mrn).uses.get(para.anchor, ())

    def mentions_in(self, mrn: Mrn, para: Para) -> tuple[Mention, ...]:
        """The words in a para that point to a cable or para, in the order of its text."""
        self.noted.add(("links", mrn))
        return self._paras(mrn).mentions.get(para.anchor, ())

    def para_link(self, page: str, mrn: Mrn, anchor: Anchor) -> str:
        """Link from `page` to a para of a held cable: on this page where it is the whole cable."""
        if page == urls.full_page(mrn):
            return urls.link(page, page, anchor)
        return urls.link(page, self.text_pages(mrn).get(anchor, urls.full_page(mrn)), anchor)

    def digest(self, read: Lookup) -> Digest:
        """The digest of what stands under a name in a table; of nothing where it is not there."""
        if read not in self._digests:
            self._digests[read] = self._digest(*read)
        return self._digests[read]

    def _digest(self, table: str, name: str) -> Digest:
        match table:
            case "held":
                return self._filed[Mrn(name)].digest if name in self._filed else b""
            case "outline":
                return self._filed[Mrn(name)].outline_digest if name in self._filed else b""
            case "outlines":
                return digest(*(item.outline_digest for item in self._filed.values()))
            case "term":
                return digest_of(term_values(self._terms.get(name)))
            case "question":
                return digest_of(self._questions.get(name))
            case "senses":
                return digest_of(self._senses(name) if name in self._terms else None)
            case "uses":
                return digest_of([*map(use_values, self._uses.get(Mrn(name), ()))])
            case "links":
                return digest_of(self._corpus.links.get(Mrn(name)))
            case "events":
                return digest_of([event_values(event) for event in self._corpus.indexes.events])
            case "citations" if not name:
                return digest_of(self._corpus.citations)
            case "citations":
                return digest_of(self._citations.get(Mrn(name)))
        raise ValueError(f"{table} is no table of the site")

    def _cable(self, mrn: Mrn) -> Cable:
        return self._filed[mrn].cable

    def _outline(self, mrn: Mrn) -> Outline:
        return self._filed[mrn].outline

    def _senses(self, short: str) -> Senses:
        if short not in self._bare:
            senses = self._terms[short].senses
            self._bare[short] = tuple(replace(sense, passages=()) for sense in senses)
        return self._bare[short]

    def _paras(self, mrn: Mrn) -> _InParas:
        if mrn not in self._in_paras:
            links = self._corpus.links.get(mrn) or CableLinks()
            self._in_paras[mrn] = _InParas(self._uses.get(mrn, ()), links.mentions)
        return self._in_paras[mrn]


class _InParas:
    """What stands in each para of one cable."""

    def __init__(self, uses: Iterable[Use], mentions: Iterable[Mention]) -> None:
        self.uses = _by_anchor(sorted(uses, key=lambda use: use.place))
        self.mentions = _by_anchor(mentions)


P = TypeVar("P", Use, Mention)


def _by_anchor(found: Iterable[P]) -> dict[Anchor, tuple[P, ...]]:
    by_anchor: dict[Anchor, list[P]] = {}
    for one in found:
        by_anchor.setdefault(one.place.anchor, []).append(one)
    return {anchor: tuple(ones) for anchor, ones in by_anchor.items()}


def _by_citing(citations: Iterable[Citation]) -> dict[Mrn, list[Citation]]:
    """The citations of each cable."""
    found: dict[Mrn, list[Citation]] = {}
    for citation in citations:
        found.setdefault(citation.citing, []).append(citation)
    return found


def _by_cable(terms: Iterable[Term]) -> dict[Mrn, list[Use]]:
    """The uses in each cable."""
    uses: dict[Mrn, list[Use]] = {}
    for term in terms:
        for mrn, use in term.uses:
            uses.setdefault(mrn, []).append(use)
    return uses
