"""The site in units of work: pages that are made together, from the same values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.model import Corpus, Mrn, Page, SiteInfo
from generator.render import paper
from generator.render.about_page import about_page
from generator.render.cable_pages import cable_pages
from generator.render.chronology_page import chronology_pages
from generator.render.cited import cited_pages
from generator.render.entries import entry_pages
from generator.render.feed import feed
from generator.render.glossary_pages import glossary_lists, open_terms_page
from generator.render.home import home_page
from generator.render.lists import cable_lists, post_lists, search_page, tag_lists
from generator.render.page_context import Site
from generator.render.question_pages import question_lists, question_pages
from generator.render.renderer import Renderer
from generator.render.withheld import request_pages, withheld_pages

Unit = tuple[str, str]
"""A kind of `WHOLE` or `EACH`, and for the latter which: a number, a short form, a key."""

WHOLE: Mapping[str, Callable[[Renderer, Site], Iterator[Page]]] = {
    "style": lambda renderer, site: iter([paper.site_style(site.info)]),
    "feed": lambda renderer, site: iter([feed(site)]),
    "home": lambda renderer, site: iter([home_page(renderer, site)]),
    "search": lambda renderer, site: iter([search_page(renderer)]),
    "about": lambda renderer, site: iter([about_page(renderer, site)]),
    "cables": cable_lists,
    "posts": post_lists,
    "tags": tag_lists,
    "withheld": withheld_pages,
    "requests": request_pages,
    "glossary": glossary_lists,
    "open terms": lambda renderer, site: iter([open_terms_page(renderer, site)]),
    "cited": cited_pages,
    "chronology": chronology_pages,
    "questions": question_lists,
}
"""What is made from all of the corpus."""

EACH: Mapping[str, Callable[[Renderer, Site, str], Iterator[Page]]] = {
    "term": lambda renderer, site, short: entry_pages(renderer, site, site.terms[short]),
    "question": lambda renderer, site, key: question_pages(renderer, site, site.questions[key]),
    "cable": lambda renderer, site, mrn: cable_pages(renderer, site, site.filed(Mrn(mrn))),
}
"""What is made of each term, question and cable."""


def units(corpus: Corpus) -> list[Unit]:
    """All that the site is made of."""
    return [
        *((kind, "") for kind in WHOLE),
        *(("term", term.abbreviation) for term in corpus.terms),
        *(("question", question.key) for question in corpus.indexes.questions),
        *(("cable", item.mrn) for item in corpus.cables if item.mrn is not None),
    ]


def pages_of(renderer: Renderer, site: Site, unit: Unit) -> Iterator[Page]:
    """The pages of a unit."""
    kind, which = unit
    if kind in WHOLE:
        return WHOLE[kind](renderer, site)
    return EACH[kind](renderer, site, which)


def render_corpus(corpus: Corpus, templates: Mapping[str, str], info: SiteInfo) -> Iterator[Page]:
    """All pages of the site."""
    renderer, site = Renderer(templates), Site(corpus, info)
    for unit in units(corpus):
        yield from pages_of(renderer, site, unit)
