"""Lists of the glossary: A to Z, open terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model import Page, Term, UseStatus
from generator.render import site_links, slugs, urls
from generator.render.glossary_entries import senses_in_use, usage_words
from generator.render.json_files import json_file
from generator.render.metadata import glossary_record
from generator.render.page_context import PageContext
from generator.render.pagination import paginated
from generator.render.para_links import meaning_words
from generator.render.renderer import Renderer, breadcrumb

MAX_LISTED = 500
"""Maximum number of abbreviations on one page."""

MAX_MOST_USED = 30
"""Maximum number of abbreviations in a list on the first page of a long glossary."""


def glossary_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The list of all abbreviations."""
    terms, bodies = context.corpus.terms, context.organisations
    record = {"record": glossary_record(context.info)}
    yield from _lists(
        renderer,
        _Glossary("Glossary", terms, urls.GLOSSARY, urls.letter_page, record, bodies=len(bodies)),
    )
    if len(terms) > MAX_LISTED:
        yield json_file(urls.GLOSSARY_ENTRIES, glossary_entries(terms))


def glossary_entries(terms: Sequence[Term]) -> list[list[object]]:
    """What the filter of a long glossary searches, the most used abbreviation first.

    Each row is: abbreviation, name of its page, meanings, use in words, 1 for an organisation.
    """
    return [
        [
            term.abbreviation,
            slugs.term_slug(term.abbreviation),
            [meaning_words(sense) for sense in senses_in_use(term)],
            usage_words(term),
            int(any(sense.category == "organisation" for sense in term.senses)),
        ]
        for term in sorted(terms, key=_most_used_first)
    ]


def _most_used_first(term: Term) -> tuple[int, str]:
    marks = sum(count for _, count in term.marking_counts)
    return (-len(term.uses) - marks, term.abbreviation)


# --- A to Z ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Glossary:
    """The list of abbreviations."""

    heading: str
    terms: Sequence[Term]
    top: str
    page_of: Callable[[str], str]
    """The page of the abbreviations that begin with a letter."""
    meta: Mapping[str, Any]
    """Metadata of the first page."""
    bodies: int = 0
    """Number of organisations that the first page leads to."""


def letter_key(length: int) -> Callable[[Term], str]:
    """The key by which a long list is split: the first letters and digits of an abbreviation.

    All that begin with no letter are together in `0`. A shorter abbreviation has a hyphen for each
    missing letter, so that `A` is not the page of all that begin with it.
    """

    def key(term: Term) -> str:
        letters = "".join(c for c in term.abbreviation.upper() if c.isascii() and c.isalnum())
        if length > 1:
            return letters[:length].ljust(length, "-")
        return letters[0] if letters[:1].isalpha() else "0"

    return key


LETTER_KEYS = [letter_key(length) for length in range(1, 5)]


def _lists(renderer: Renderer, glossary: _Glossary) -> Iterator[Page]:
    """The terms on one page, or split by their first letters."""
    for part in paginated(glossary.terms, LETTER_KEYS, MAX_LISTED):
        path = glossary.page_of(part.period) if part.period else glossary.top
        heading = glossary.heading
        yield renderer.page(
            path,
            "glossary.md.j2",
            {
                "title": f"{heading}: {_letters(part.period)}" if part.period else heading,
                "trail": [breadcrumb(heading, glossary.top)] if part.period else [],
                "hide": ["toc"],
                "entries": bool(part.periods and not part.period),
                **({} if part.period else glossary.meta),
            },
            heading=f"{heading}: {_letters(part.period)}" if part.period else heading,
            letters=_by_letter(part.items, path),
            counts=[
                (_letters(letters), site_links.link(path, glossary.page_of(letters)), count)
                for letters, count in part.periods
            ],
            work_list=site_links.link(path, urls.OPEN_TERMS),
            number=sum(count for _, count in part.periods) or len(part.items),
            **_front(glossary, path, is_front=bool(part.periods and not part.period)),
        )


def _letters(key: str) -> str:
    """The name of a part for readers: `0–9`, `A`, `AM`."""
    return "0–9" if key == "0" else key.rstrip("-")


def _by_letter(terms: Sequence[Term], path: str) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for term in terms:
        rows.setdefault(_letters(LETTER_KEYS[0](term)), []).append(_row(term, path))
    return dict(sorted(rows.items()))


def _front(glossary: _Glossary, path: str, *, is_front: bool) -> dict[str, object]:
    """What the first page of a long list has besides its letters; nothing for other pages."""
    if not is_front:
        return {"entries": "", "most_used": [], "several": [], "several_number": 0, "bodies": ()}
    terms = sorted(glossary.terms, key=_most_used_first)
    several = [term for term in terms if len(senses_in_use(term)) > 1]
    return {
        "entries": site_links.file_href(path, urls.GLOSSARY_ENTRIES),
        "most_used": [_row(term, path) for term in terms[:MAX_MOST_USED]],
        "several": [_row(term, path) for term in several[:MAX_MOST_USED]],
        "several_number": len(several),
        "bodies": (
            (glossary.bodies, site_links.link(path, urls.ORGANISATIONS)) if glossary.bodies else ()
        ),
    }


Row = tuple[str, str, list[str], str]
"""Abbreviation, link, meanings and use in words."""


def _row(term: Term, page: str) -> Row:
    meanings = [meaning_words(sense) for sense in senses_in_use(term)]
    link = site_links.link(page, urls.term_page(term.abbreviation))
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
                    site_links.link(path, urls.term_page(term.abbreviation)),
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
