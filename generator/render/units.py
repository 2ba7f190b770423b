"""The units of work of a site: pages that are made together from the same values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.model import Corpus, EntityKind, Mrn, Page, SiteFeature, SiteInfo, entity_id
from generator.render import paper
from generator.render.about_page import about_page
from generator.render.archive_numbers import archive_number_pages
from generator.render.cable_groups import GroupKind, group_names
from generator.render.cable_lists import cable_lists, search_page
from generator.render.cable_pages import cable_pages
from generator.render.catalogue_files import catalogue_files
from generator.render.chronology_page import chronology_pages
from generator.render.cited_cables import cited_pages
from generator.render.cited_series import series_names
from generator.render.feed import feed
from generator.render.glossary_entries import entry_pages
from generator.render.glossary_pages import glossary_lists, open_terms_page
from generator.render.group_lists import post_lists, tag_lists
from generator.render.group_pages import post_pages, tag_pages
from generator.render.home import home_page
from generator.render.machine_readers import guide, robots
from generator.render.organisation_pages import organisation_lists, organisation_pages
from generator.render.overview_pages import overview_pages
from generator.render.packet_page import packet_pages
from generator.render.page_context import PageContext
from generator.render.person_pages import person_lists, person_pages
from generator.render.place_pages import place_lists, place_pages
from generator.render.question_pages import question_lists, question_pages
from generator.render.quotation_page import quotation_page
from generator.render.reading_pages import reading_lists, reading_pages
from generator.render.released_pages import released_pages
from generator.render.renderer import Renderer
from generator.render.request_packets import request_lists, series_pages
from generator.render.site_release_pages import release_lists, release_pages
from generator.render.term_markdown import term_markdown
from generator.render.withheld_pages import request_pages, withheld_pages
from generator.render.withheld_under import withheld_under_pages

Unit = tuple[str, str]
"""A kind of `WHOLE` or `EACH`, and for `EACH` the item: an MRN, a key."""


def _term_pages(renderer: Renderer, context: PageContext, short: str) -> Iterator[Page]:
    """The entry of an abbreviation, and its file for machine readers."""
    yield from entry_pages(renderer, context, context.terms[short])
    if SiteFeature.MACHINE_READERS not in context.info.left_out:
        yield term_markdown(context, context.terms[short])


WHOLE: Mapping[str, Callable[[Renderer, PageContext], Iterator[Page]]] = {
    "style": lambda renderer, context: iter([paper.site_style(context.info)]),
    "feed": lambda renderer, context: iter([feed(context)]),
    "guide": lambda renderer, context: guide(context),
    "robots": lambda renderer, context: iter([robots(context.info)]),
    "home": lambda renderer, context: iter([home_page(renderer, context)]),
    "search": lambda renderer, context: iter([search_page(renderer, context)]),
    "packet": packet_pages,
    "about": lambda renderer, context: iter([about_page(renderer, context)]),
    "cables": cable_lists,
    "catalogue": lambda renderer, context: catalogue_files(context),
    "overview": overview_pages,
    "list of posts": post_lists,
    "list of TAGS": tag_lists,
    "withheld": withheld_pages,
    "released": released_pages,
    "releases": release_lists,
    "requests": request_pages,
    "withheld under": withheld_under_pages,
    "archive numbers": archive_number_pages,
    "glossary": glossary_lists,
    "open terms": lambda renderer, context: iter([open_terms_page(renderer, context)]),
    "cited": cited_pages,
    "records requests": request_lists,
    "chronology": chronology_pages,
    "questions": question_lists,
    "readings": reading_lists,
    "quotations": quotation_page,
    "organisations": organisation_lists,
    "people": person_lists,
    "places": place_lists,
}
"""Units made from the whole corpus."""

EACH: Mapping[str, Callable[[Renderer, PageContext, str], Iterator[Page]]] = {
    GroupKind.POST.value: post_pages,
    GroupKind.TAGS.value: tag_pages,
    "term": _term_pages,
    "organisation": lambda renderer, context, key: organisation_pages(
        renderer, context, context.entities[entity_id(EntityKind.ORGANISATION, key)]
    ),
    "person": lambda renderer, context, key: person_pages(
        renderer, context, context.entities[entity_id(EntityKind.PERSON, key)]
    ),
    "place": lambda renderer, context, key: place_pages(
        renderer, context, context.entities[entity_id(EntityKind.PLACE, key)]
    ),
    "release": lambda renderer, context, key: release_pages(
        renderer, context, context.release(key)
    ),
    "question": lambda renderer, context, key: question_pages(
        renderer, context, context.questions[key]
    ),
    "series": series_pages,
    "reading": reading_pages,
    "cable": lambda renderer, context, mrn: cable_pages(
        renderer, context, context.stored_cable(Mrn(mrn))
    ),
}
"""Units made for each post, TAGS code, term, entity, series of cited cables, release, question and
cable.

Those of entities are the kinds of entities.
"""


def units(corpus: Corpus) -> list[Unit]:
    """All units of a site."""
    return [
        *((kind, "") for kind in WHOLE),
        *((kind.value, key) for kind, key in group_names(corpus)),
        *(("term", term.abbreviation) for term in corpus.terms),
        *((entity.profile.kind.value, entity.profile.key) for entity in corpus.entities),
        *(("reading", reading.name) for reading in corpus.readings),
        *(("series", name) for name in series_names(corpus)),
        *(("release", key) for key in corpus.history.by_key),
        *(("question", question.key) for question in corpus.indexes.questions),
        *(("cable", item.mrn) for item in corpus.cables if item.mrn is not None),
    ]


def unit_pages(renderer: Renderer, context: PageContext, unit: Unit) -> Iterator[Page]:
    """The pages of a unit."""
    kind, item = unit
    if kind in WHOLE:
        return WHOLE[kind](renderer, context)
    return EACH[kind](renderer, context, item)


def render_corpus(corpus: Corpus, templates: Mapping[str, str], info: SiteInfo) -> Iterator[Page]:
    """All pages of the site."""
    renderer, context = Renderer(templates), PageContext(corpus, info)
    for unit in units(corpus):
        yield from unit_pages(renderer, context, unit)
