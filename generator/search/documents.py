"""The documents of the search: a cable, a glossary entry, a page of an index.

A document has passages, the targets of hits: the header of a cable and its paras, or entries of
cited cables. Words that belong to a passage but do not occur in it (the meaning of an abbreviation,
a cable's number) are added as `HiddenWords`. The search finds them and never shows them as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from generator import facts
from generator.execution.fast_pickle import fast_pickle
from generator.model import (
    Cable,
    Citation,
    Corpus,
    Mrn,
    Para,
    Question,
    ReadingText,
    Term,
    para_name,
    post_name,
    split_mrn,
    withholdings_of,
)
from generator.model.compared_copies import StoredCopies
from generator.model.releases import with_marks
from generator.render import site_links, urls, views
from generator.search.meanings import CableMeanings, HiddenWords, hidden_words


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPassage:
    """The target of a hit: a para, or the whole document."""

    target: str
    """Its address relative to that of the document: `full/#p-17`; empty for the document itself."""
    label: str
    """Its name in a list of hits: `¶17 (SBU)`; empty for the document itself."""
    text: str
    hidden_words: tuple[HiddenWords, ...] = ()
    weight: int = 1
    """The weight of its words, 1 to 10."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """A cable, or another page of the site, for the search."""

    address: str
    """Its address, relative to the site's root."""
    kind: str
    """The kind of page, a value of the facet `kind`."""
    title: str
    passages: tuple[SearchPassage, ...]
    mrn: str = ""
    """The cable it belongs to; empty for none."""
    banner: str = ""
    """The cable's classification and captions in one line; empty for none."""
    date: str = ""
    """The cable's date as far as it is known (ISO); empty if there is no cable."""
    post: str = ""
    """The cable's post; empty for none."""
    tags: tuple[str, ...] = ()
    """The cable's TAGS codes."""
    handling: tuple[str, ...] = ()
    """The cable's classification and captions, as separate values."""
    has_meaning: bool = True
    """False for an abbreviation of unknown meaning, which comes after everything else."""
    withheld_under: tuple[str, ...] = ()
    """The exemption codes under which publishers withheld passages of the document."""
    named: tuple[tuple[str, str], ...] = ()
    """What the cable names, for the facets: `place` or `organisation`, and the name."""


# The kinds of documents, as readers see them in the facet.
CABLE = "Cable"
GLOSSARY = "Glossary"
INDEX = "Index"
READING = "Reading"


def code_meanings(corpus: Corpus) -> dict[str, str]:
    """The meanings of the TAGS and exemption codes in the cables, for the facets.

    Codes of unknown meaning are left out. Exemption codes have digits, TAGS have none.
    """
    outlines = [item.outline for item in corpus.cables]
    tags = {tag for outline in outlines for tag in outline.header.tags}
    exemptions = {item.code for outline in outlines for item in outline.withholdings}
    return {
        code: table[code].meaning
        for table, used in ((facts.tags(), tags), (facts.exemptions(), exemptions))
        for code in sorted(filter(None, used))
        if code in table
    }


# --- Cables -----------------------------------------------------------------------------


def cable_document(
    cable: Cable, meanings: CableMeanings, named: tuple[tuple[str, str], ...] = ()
) -> SearchDocument:
    """The document of a cable: its header, then its paras.

    `meanings` are those of the abbreviations in this cable, `named` is what it names.
    """
    mrn = cable.id
    assert mrn is not None
    front_page = urls.cable_page(mrn)
    header = cable.header
    withheld = withholdings_of(cable)
    return SearchDocument(
        address=site_links.address(front_page),
        kind=CABLE,
        title=views.subject(cable),
        passages=(_front_passage(cable, mrn), *_para_passages(cable, mrn, meanings)),
        mrn=mrn,
        banner=views.banner(cable),
        date=header.iso_date,
        post=post_name(cable),
        tags=header.tags,
        handling=(views.classification(cable), *header.captions),
        withheld_under=tuple(dict.fromkeys(w.code for w in withheld if w.code is not None)),
        named=named,
    )


def _para_passages(cable: Cable, mrn: Mrn, meanings: CableMeanings) -> Iterator[SearchPassage]:
    """The passages of all paras, in order."""
    start = site_links.address(urls.cable_page(mrn))
    for number, section in enumerate(cable.sections, 1):
        page = site_links.address(urls.section_file(cable, mrn, number, section)).removeprefix(
            start
        )
        yield from (_para_passage(meanings, page, para) for para in section.paras)


def number_words(mrn: Mrn) -> HiddenWords:
    """A cable's number as one word, with and without the year."""
    _, post, number = split_mrn(mrn) or (0, mrn, 0)
    return HiddenWords(equivalent="", words=(mrn, f"{post}{number}"))


def _front_passage(cable: Cable, mrn: Mrn) -> SearchPassage:
    """The contents of the header, in the words that people search for."""
    header = cable.header
    codes = facts.tags()
    tags = [f"{code} {codes[code].meaning}" if code in codes else code for code in header.tags]
    lines = [
        header.dtg.raw if header.dtg else "",
        *tags,
        *header.tag_persons,
        header.sender or "",
        *(views.addressee(a) for a in (*header.action_addressees, *header.info_addressees)),
        *(f"REF {r.letter or ''} {r.raw}" for r in header.references),
        *header.passing,
        cable.signature or "",
    ]
    text = " · ".join(line for line in lines if line)
    numbers = tuple(number.text for number in cable.archive_numbers)
    archive_numbers = (HiddenWords(equivalent="", words=numbers),) if numbers else ()
    hidden = (number_words(mrn), *archive_numbers)
    return SearchPassage(target="", label="", text=text, hidden_words=hidden, weight=3)


def _with_marks(para: Para) -> Para:
    """The para with marks in its text for what a publisher withheld."""
    if not any(block.gaps for block in para.blocks):
        return para
    blocks = (replace(b, text=with_marks(b.text, b.gaps)[0]) for b in para.blocks)
    return replace(para, blocks=tuple(blocks))


def _para_passage(meanings: CableMeanings, page: str, para: Para) -> SearchPassage:
    marking = f" ({para.marking})" if para.marking else ""
    marked = _with_marks(para)
    return SearchPassage(
        target=f"{page}#{para.anchor}",
        label=f"{para_name(para)}{marking}",
        text=f"{para.label} {marked.text}" if para.label else marked.text,
        hidden_words=hidden_words(meanings, para),
    )


# --- Glossary and indexes -----------------------------------------------------------------


def other_documents(corpus: Corpus) -> Iterator[SearchDocument]:
    """The documents of the glossary and the indexes."""
    yield from _glossary_documents(corpus.terms)
    yield from _tag_documents(corpus)
    yield from _post_documents(corpus)
    yield from _question_documents(corpus.indexes.questions)
    yield from _reading_documents(corpus.readings)
    yield from _copies_documents(corpus.copies)
    yield from _not_held_documents(corpus.citations, {item.mrn for item in corpus.cables})


def _glossary_documents(terms: Iterable[Term]) -> Iterator[SearchDocument]:
    for term in terms:
        meanings = [
            " · ".join(w for w in (sense.expansion, sense.original, sense.note) if w)
            for sense in term.senses
        ]
        text = "; ".join(meanings) or "meaning not known"
        yield SearchDocument(
            address=site_links.address(urls.term_page(term.abbreviation)),
            kind=GLOSSARY,
            title=term.abbreviation,
            passages=(SearchPassage(target="", label="", text=text, weight=2),),
            has_meaning=bool(meanings),
        )


def _index_document(page: str, title: str, text: str) -> SearchDocument:
    passages = (SearchPassage(target="", label="", text=text),)
    return SearchDocument(
        address=site_links.address(page), kind=INDEX, title=title, passages=passages
    )


def _tag_documents(corpus: Corpus) -> Iterator[SearchDocument]:
    codes = facts.tags()
    used = {tag for item in corpus.cables for tag in item.outline.header.tags}
    for code in sorted(used & codes.keys()):
        yield _index_document(urls.tag_page(code), code, f"TAGS: {codes[code].meaning}")


def _post_documents(corpus: Corpus) -> Iterator[SearchDocument]:
    names = [post_name(item.outline) for item in corpus.cables]
    for page, name in sorted({urls.post_page(name): name for name in names}.items()):
        yield _index_document(page, f"Post {name}", f"Cables of {name}")


def _question_documents(questions: Iterable[Question]) -> Iterator[SearchDocument]:
    for question in questions:
        title = f"Question {question.letter}".strip()
        yield _index_document(
            urls.question_page(question.key), title, question.text or question.heading
        )


def _reading_documents(readings: Iterable[ReadingText]) -> Iterator[SearchDocument]:
    for reading in readings:
        texts = [
            " ".join(block.quotation.pieces)
            if block.quotation is not None
            else "".join(span.text for span in block.spans)
            for block in reading.blocks
        ]
        yield SearchDocument(
            address=site_links.address(urls.reading_page(reading.name)),
            kind=READING,
            title=reading.title,
            passages=(SearchPassage(target="", label="", text="\n\n".join(filter(None, texts))),),
        )


def _copies_documents(copies: Mapping[Mrn, StoredCopies]) -> Iterator[SearchDocument]:
    """A document for each page of copies: what only another copy shows, and the copies' numbers."""
    for mrn, stored in copies.items():
        if stored.other_words or stored.numbers:
            numbers = HiddenWords(equivalent="", words=tuple(n.text for n in stored.numbers))
            passage = SearchPassage(
                target="",
                label="",
                text=" · ".join(stored.other_words) or f"Copies of {mrn}",
                hidden_words=(number_words(mrn), *([numbers] if stored.numbers else [])),
            )
            yield SearchDocument(
                address=site_links.address(urls.copies_page(mrn)),
                kind=INDEX,
                title=f"Copies of {mrn}",
                passages=(passage,),
            )


def _not_held_documents(
    citations: Iterable[Citation], held: Set[Mrn | None]
) -> Iterator[SearchDocument]:
    """A document for each page of cited cables outside the collection, a passage for each cable."""
    pages: dict[str, dict[Mrn, list[Mrn]]] = {}
    for citation in citations:
        if citation.cited not in held:
            entries = pages.setdefault(urls.not_held_page(citation.cited), {})
            entries.setdefault(citation.cited, []).append(citation.citing)
    for page, cited in sorted(pages.items()):
        yield SearchDocument(
            address=site_links.address(page),
            kind=INDEX,
            title="Cited cables that are not held",
            passages=tuple(_cited_passage(mrn, citing) for mrn, citing in sorted(cited.items())),
        )


def _cited_passage(mrn: Mrn, citing: Sequence[Mrn]) -> SearchPassage:
    return SearchPassage(
        target=f"#{mrn}",
        label=mrn,
        text=f"not held; cited in {', '.join(dict.fromkeys(citing))}",
        hidden_words=(number_words(mrn),),
    )
