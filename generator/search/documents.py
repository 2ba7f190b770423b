"""The documents that can be found: a section of a cable, a glossary entry, a page of an index.

A document has passages, which are what a reader is led to: paras, entries of cited cables. Words
that belong to a passage but do not stand in it (what a short form means, a cable's number) go
along as `Also`, so that a search finds by them and never shows them as text.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from generator import facts
from generator.execution.fast_pickle import fast_pickle
from generator.model import (
    Cable,
    Citation,
    Corpus,
    Mrn,
    Para,
    Question,
    Section,
    Term,
    para_name,
    post_name,
    split_mrn,
)
from generator.render import urls, views
from generator.search.meanings import Also, Meanings, also


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPassage:
    """What a hit leads to: a para, or the document as a whole."""

    anchor: str
    """Where it stands on the page; empty for the document as a whole."""
    label: str
    """What it is called in a list of hits: `¶17 (SBU)`; empty for the document as a whole."""
    text: str
    also: tuple[Also, ...] = ()


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One page as the search knows it."""

    address: str
    """Its address, relative to the site's root."""
    kind: str
    """Which kind of page it is: a value of the facet."""
    title: str
    passages: tuple[SearchPassage, ...]
    weight: int = 1
    """How much its passages count, 1 to 10."""
    mrn: str = ""
    """The cable it belongs to; empty for none."""
    subject: str = ""
    """That cable's subject; empty for none."""
    banner: str = ""
    """That cable's classification and captions in one line; empty for none."""
    date: datetime.date | None = None
    """That cable's date; None where it has none, or there is no cable."""
    post: str = ""
    """That cable's post; empty for none."""
    tags: tuple[str, ...] = ()
    handling: tuple[str, ...] = ()
    """That cable's classification and captions, one by one."""


CABLE_TEXT = "Cable text"
CABLE = "Cable"
GLOSSARY = "Glossary"
INDEX = "Index"


def tag_meanings(corpus: Corpus) -> dict[str, str]:
    """What the TAGS codes of the cables mean; codes without a known meaning are left out."""
    known = facts.tags()
    used = {tag for item in corpus.cables for tag in item.outline.header.tags}
    return {code: known[code].meaning for code in sorted(used) if code in known}


# --- Cables -----------------------------------------------------------------------------


def of_cable(cable: Cable, known: Meanings) -> Iterator[SearchDocument]:
    """What can be found of a cable in which these meanings hold: its front page, its sections."""
    mrn = cable.id
    assert mrn is not None
    front = urls.cable_page(mrn)
    yield _of_cable(cable, mrn, front, CABLE, mrn, (_front(cable, mrn),), weight=3)
    lines = views.shared_lines(cable)
    for number, section in enumerate(cable.sections, 1):
        if section.paras:
            page = urls.section_file(cable, mrn, number, section)
            passages = tuple(
                _para(known, mrn, para, para.span.line not in lines) for para in section.paras
            )
            yield _of_cable(cable, mrn, page, CABLE_TEXT, _title(cable, section), passages)


def _title(cable: Cable, section: Section) -> str:
    """The section's title; the subject where the section is the whole cable and has no heading."""
    whole = len(cable.sections) == 1 and section.derived
    return views.subject(cable) if whole else section.title


def _of_cable(
    cable: Cable,
    mrn: Mrn,
    page: str,
    kind: str,
    title: str,
    passages: tuple[SearchPassage, ...],
    weight: int = 1,
) -> SearchDocument:
    header = cable.header
    return SearchDocument(
        address=urls.address(page),
        kind=kind,
        title=title,
        passages=passages,
        weight=weight,
        mrn=mrn,
        subject=views.subject(cable),
        banner=views.banner(cable),
        date=header.date,
        post=post_name(cable),
        tags=header.tags,
        handling=(header.classification or "CLASSIFICATION UNKNOWN", *header.captions),
    )


def spelled(mrn: Mrn, para: int | None = None) -> Also:
    """A cable's number as one word, with and without its year, and with a para's number."""
    _, post, number = split_mrn(mrn) or (0, mrn, 0)
    behind = "" if para is None else f"p{para}"
    return Also(short="", words=(f"{mrn}{behind}", f"{post}{number}{behind}"))


def _front(cable: Cable, mrn: Mrn) -> SearchPassage:
    """What the header says, in the words people search by."""
    header = cable.header
    known = facts.tags()
    tags = [f"{t} {known[t].meaning}" if t in known else str(t) for t in header.tags]
    lines = [
        views.subject(cable),
        *tags,
        *header.tag_persons,
        header.sender or "",
        *(views.addressee(a) for a in (*header.action_addressees, *header.info_addressees)),
        *(f"REF {r.letter or ''} {r.raw}" for r in header.references),
        *header.passing,
        cable.signature or "",
    ]
    text = " · ".join(line for line in lines if line)
    return SearchPassage(anchor="", label="", text=text, also=(spelled(mrn),))


def _para(known: Meanings, mrn: Mrn, para: Para, alone: bool) -> SearchPassage:
    marking = f" ({para.marking})" if para.marking else ""
    labelled = f"{para.label} {para.text}" if para.label else para.text
    numbered = (spelled(mrn, para.number),) if para.number is not None and alone else ()
    return SearchPassage(
        anchor=para.anchor,
        label=f"{para_name(para)}{marking}",
        text=labelled,
        also=(*numbered, *also(known, para)),
    )


# --- Glossary and indexes -----------------------------------------------------------------


def of_no_cable(corpus: Corpus) -> Iterator[SearchDocument]:
    """What can be found beside the cables: entries of the glossary, pages of indexes."""
    yield from _glossary(corpus.terms)
    yield from _tags(corpus)
    yield from _posts(corpus)
    yield from _questions(corpus.indexes.questions)
    yield from _not_held(corpus.citations, {item.mrn for item in corpus.cables})


def _glossary(terms: Iterable[Term]) -> Iterator[SearchDocument]:
    for term in terms:
        meanings = [
            " · ".join(w for w in (sense.expansion, sense.original, sense.note) if w)
            for sense in term.senses
        ]
        text = "; ".join(meanings) or "meaning not known"
        yield SearchDocument(
            address=urls.address(urls.term_page(term.abbreviation)),
            kind=GLOSSARY,
            title=term.abbreviation,
            passages=(SearchPassage(anchor="", label="", text=text),),
            weight=2,
        )


def _index(page: str, title: str, text: str) -> SearchDocument:
    passages = (SearchPassage(anchor="", label="", text=text),)
    return SearchDocument(address=urls.address(page), kind=INDEX, title=title, passages=passages)


def _tags(corpus: Corpus) -> Iterator[SearchDocument]:
    known = facts.tags()
    for code in sorted({t for item in corpus.cables for t in item.outline.header.tags}):
        meaning = known[code].meaning if code in known else "meaning not known"
        yield _index(urls.tag_page(code), code, f"TAGS: {meaning}")


def _posts(corpus: Corpus) -> Iterator[SearchDocument]:
    every = [post_name(item.outline) for item in corpus.cables]
    for page, name in sorted({urls.post_page(name): name for name in every}.items()):
        yield _index(page, f"Post {name}", f"Cables of {name}")


def _questions(questions: Iterable[Question]) -> Iterator[SearchDocument]:
    for question in questions:
        title = f"Question {question.letter}".strip()
        yield _index(urls.question_page(question.key), title, question.text or question.heading)


def _not_held(citations: Iterable[Citation], held: Set[Mrn | None]) -> Iterator[SearchDocument]:
    """A document for each page of cited cables that are not held, a passage for each cable."""
    pages: dict[str, dict[Mrn, list[Mrn]]] = {}
    for citation in citations:
        if citation.cited not in held:
            entries = pages.setdefault(urls.not_held_page(citation.cited), {})
            entries.setdefault(citation.cited, []).append(citation.citing)
    for page, cited in sorted(pages.items()):
        yield SearchDocument(
            address=urls.address(page),
            kind=INDEX,
            title="Cited cables that are not held",
            passages=tuple(_cited(mrn, by) for mrn, by in sorted(cited.items())),
        )


def _cited(mrn: Mrn, by: Sequence[Mrn]) -> SearchPassage:
    return SearchPassage(
        anchor=mrn,
        label=mrn,
        text=f"not held; cited in {', '.join(dict.fromkeys(by))}",
        also=(spelled(mrn),),
    )
