"""Lists of the glossary: A to Z, organisations, open terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from generator.model import Page, Term, UseStatus
from generator.render import urls
from generator.render.glossary_entries import senses_in_use, usage_words
from generator.render.metadata import glossary_record
from generator.render.page_context import PageContext
from generator.render.para_links import meaning_words
from generator.render.renderer import Renderer, breadcrumb

MAX_LISTED = 500
"""Maximum number of abbreviations on one page."""


def glossary_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The lists of all abbreviations and of those that name organisations."""
    terms = context.corpus.terms
    record = {"record": glossary_record(context.info)}
    yield from _lists(renderer, "Glossary", terms, urls.GLOSSARY, urls.letter_page, record)
    bodies = context.organisations
    of_bodies = urls.organisations_page
    yield from _lists(renderer, "Organisations", bodies, urls.ORGANISATIONS, of_bodies, {})


# --- A to Z ------------------------------------------------------------------------------


def _lists(
    renderer: Renderer,
    heading: str,
    terms: Sequence[Term],
    top: str,
    page_of: Callable[[str], str],
    meta: Mapping[str, Any],
) -> Iterator[Page]:
    """The terms on one page, or on a page for each letter; the first page has `meta`."""
    by_letter: dict[str, list[Term]] = {}
    for term in terms:
        by_letter.setdefault(_letter(term.abbreviation), []).append(term)
    by_letter = dict(sorted(by_letter.items()))
    steps = [(heading, top)]
    if len(terms) <= MAX_LISTED:
        yield _list(renderer, top, heading, by_letter, [], [], meta)
        return
    counts = [
        (letter, urls.link(top, page_of(letter)), len(group)) for letter, group in by_letter.items()
    ]
    yield _list(renderer, top, heading, {}, counts, [], meta)
    for letter, group in by_letter.items():
        yield _list(
            renderer, page_of(letter), f"{heading}: {letter}", {letter: group}, [], steps, {}
        )


def _letter(short: str) -> str:
    first = short[0].upper()
    return first if first.isascii() and first.isalpha() else "0"


def _list(
    renderer: Renderer,
    path: str,
    heading: str,
    by_letter: dict[str, list[Term]],
    counts: Sequence[tuple[str, str, int]],
    steps: list[tuple[str, str]],
    meta: Mapping[str, Any],
) -> Page:
    above = [breadcrumb(name, file) for name, file in steps]
    return renderer.page(
        path,
        "glossary.md.j2",
        {"title": heading, "trail": above, "hide": ["toc"], **meta},
        heading=heading,
        letters={
            letter: [_row(term, path) for term in terms] for letter, terms in by_letter.items()
        },
        counts=counts,
        work_list=urls.link(path, urls.OPEN_TERMS),
        number=sum(map(len, by_letter.values())) or sum(count for _, _, count in counts),
    )


def _row(term: Term, page: str) -> tuple[str, str, list[str], str]:
    """Abbreviation, link, meanings and counts of a term."""
    meanings = [meaning_words(sense) for sense in senses_in_use(term)]
    link = urls.link(page, urls.term_page(term.abbreviation))
    return (term.abbreviation, link, meanings, usage_words(term))


# --- Open terms ------------------------------------------------------------------------------


def open_terms_page(renderer: Renderer, context: PageContext) -> Page:
    """Abbreviations of unknown meaning, and those with several meanings, most used first."""
    path = urls.OPEN_TERMS
    rows = {
        status: sorted(
            (
                (
                    term.abbreviation,
                    urls.link(path, urls.term_page(term.abbreviation)),
                    sum(use.status is status for _, use in term.uses),
                    len({mrn for mrn, use in term.uses if use.status is status}),
                    [meaning_words(s) for s in senses_in_use(term)],
                )
                for term in context.corpus.terms
                if status in term.statuses
            ),
            key=lambda row: (-row[2], row[0]),
        )
        for status in (UseStatus.UNDEFINED, UseStatus.CONFLICT)
    }
    return renderer.page(
        path,
        "open-terms.md.j2",
        {"title": "Open terms", "trail": [breadcrumb("Glossary", urls.GLOSSARY)]},
        for_editors=context.info.edition.for_editors,
        undefined=rows[UseStatus.UNDEFINED][:MAX_LISTED],
        undefined_number=len(rows[UseStatus.UNDEFINED]),
        conflicts=rows[UseStatus.CONFLICT][:MAX_LISTED],
        conflicts_number=len(rows[UseStatus.CONFLICT]),
    )
