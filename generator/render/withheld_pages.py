"""Pages on what the edition withholds and on what cables ask to be withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.model import HandlingRequest, Mrn, Page, RequestState, full_year, split_mrn
from generator.render import anchors, site_links, urls
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer, breadcrumb
from generator.render.withheld_under import has_withholdings


def withheld_pages(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """What is withheld and why, and the fully withheld cables by year."""
    corpus = context.corpus
    by_year = [(year, list(group)) for year, group in groupby(corpus.withheld, key=_year)]
    yield renderer.page(
        urls.WITHHELD,
        "withheld.md.j2",
        {"title": "Withheld", "hide": ["toc"]},
        withholds=context.info.edition.withholds,
        rows=[(tally, anchors.rule_anchor(tally.rule)) for tally in corpus.tallies],
        years=[
            (year, site_links.link(urls.WITHHELD, urls.withheld_year(year)), len(mrns))
            for year, mrns in by_year
        ],
        publishers=site_links.link(urls.WITHHELD, urls.WITHHELD_UNDER)
        if has_withholdings(context)
        else "",
        released=site_links.link(urls.WITHHELD, urls.RELEASED) if context.released else "",
        requests=site_links.link(urls.WITHHELD, urls.REQUESTS)
        if context.info.edition.for_editors
        else "",
    )
    for year, mrns in by_year:
        path = urls.withheld_year(year)
        yield renderer.page(
            path,
            "withheld-cables.md.j2",
            {"title": f"Withheld cables, {year}", "trail": [breadcrumb("Withheld", urls.WITHHELD)]},
            year=year,
            rows=[
                (
                    mrn,
                    notice,
                    site_links.link(path, urls.WITHHELD, anchors.rule_anchor(notice.rules[0])),
                )
                for mrn in mrns
                for notice in (corpus.withheld[mrn],)
            ],
        )


def request_pages(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """What cables ask to be withheld, by year; only in editions for editors."""
    if not context.info.edition.for_editors:
        return
    requests = context.corpus.requests
    by_year = [(year, list(group)) for year, group in groupby(requests, key=lambda r: _year(r.mrn))]
    yield renderer.page(
        urls.REQUESTS,
        "requests.md.j2",
        {"title": "Requests to withhold", "hide": ["toc"]},
        states=_states(requests),
        years=[
            (year, site_links.link(urls.REQUESTS, urls.requests_year(year)), dict(_states(group)))
            for year, group in by_year
        ],
        order=[state.value for state in RequestState],
    )
    for year, group in by_year:
        path = urls.requests_year(year)
        yield renderer.page(
            path,
            "requests-year.md.j2",
            {
                "title": f"Requests to withhold, {year}",
                "trail": [breadcrumb("Requests to withhold", urls.REQUESTS)],
                "hide": ["toc"],
            },
            year=year,
            rows=[(request, _link(context, path, request)) for request in group],
        )


def _link(context: PageContext, page: str, request: HandlingRequest) -> str:
    """Link to the text of a request; empty if the cable is not held."""
    if request.mrn not in context.held:
        return ""
    if request.anchor is None:
        return site_links.link(page, urls.cable_page(request.mrn))
    return context.para_link(page, request.mrn, request.anchor)


def _states(requests: Sequence[HandlingRequest]) -> list[tuple[str, int]]:
    counts = Counter(request.state for request in requests)
    return [(state.value, counts[state]) for state in RequestState]


def _year(mrn: Mrn) -> str:
    year, _, _ = split_mrn(mrn) or (0, "", 0)
    return str(full_year(year))
