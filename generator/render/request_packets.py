"""The entries of cables that are cited and not held, and the packets to ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.model import (
    FIRST_UNIQUE_YEAR,
    Mrn,
    Page,
    RecordsRequest,
    RequestKind,
    RequestOutcome,
    SiteFeature,
    mrn_order,
)
from generator.render import site_links, urls
from generator.render.cited_cables import CitingLine, citing_lines
from generator.render.cited_series import CitedSeries
from generator.render.date_words import bounds_pieces
from generator.render.markdown import title
from generator.render.page_context import PageContext
from generator.render.pagination import paginated
from generator.render.renderer import Renderer, breadcrumb
from generator.render.request_letters import ANNEX, annex, letter, letter_parts

HEADING = "Records requests"

MAX_LISTED = 200
"""The most cables that a packet lists; each has its entry."""

ARCHIVED_YEARS = range(1973, 1980)
"""The years whose telegrams the National Archives publish in their Access to Archival Databases."""

LIST_KEYS: tuple[Callable[[CitedSeries], str], ...] = (
    lambda series: str(series.year),
    lambda series: f"{series.year}-{series.post[:1]}",
    lambda series: f"{series.year}-{series.post[:2]}",
)
"""Keys by which a long list of packets is split: year, first letter, two letters of the post."""

KIND_NAMES = {
    RequestKind.FOIA: "Freedom of Information Act",
    RequestKind.MDR: "Mandatory Declassification Review",
}
OUTCOME_NAMES = {
    RequestOutcome.ASKED: "no answer yet",
    RequestOutcome.DENIED: "denied",
    RequestOutcome.PARTLY: "released in part",
    RequestOutcome.RELEASED: "released",
    RequestOutcome.NO_RECORD: "no record found",
}

Sentence = list[tuple[str, str]]
"""Words with the link of each piece, which is empty without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request for records, for readers."""

    asked: str
    kind: str
    numbers: str
    """`08LIMA12, 08LIMA15`; `all cables of the year`."""
    case: str
    outcome: str
    answered: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnheldEntry:
    """A cable that is cited and not held."""

    mrn: Mrn
    link: str
    """Link to its entry."""
    sent: Sentence
    """When it was sent, without the verb."""
    citing: list[CitingLine]
    requests: list[RequestLine]


def has_requests(context: PageContext) -> bool:
    """Whether the collection has packets."""
    return SiteFeature.REQUESTS not in context.info.left_out and bool(context.series)


def series_pages(renderer: Renderer, context: PageContext, name: str) -> Iterator[Page]:
    """The entries of the cables of a post and year, and their packet with its files."""
    series = context.series[name]
    yield from _entry_pages(renderer, context, series)
    if SiteFeature.REQUESTS in context.info.left_out:
        return
    parts = letter_parts(series)
    yield _packet_page(renderer, context, series, parts)
    for number, numbers in enumerate(parts, 1):
        for kind in RequestKind:
            path = urls.request_file(series.name, kind, number)
            yield Page(path=path, text=letter(series, numbers, kind))
        path = urls.request_file(series.name, ANNEX, number)
        yield Page(path=path, text=annex(context, series, numbers))


def _entry_pages(renderer: Renderer, context: PageContext, series: CitedSeries) -> Iterator[Page]:
    """The entries; a page covers a thousand numbers."""
    pages: dict[str, list[Mrn]] = {}
    for mrn, _ in series.citations:
        pages.setdefault(urls.not_held_page(mrn), []).append(mrn)
    for path, mrns in pages.items():
        first = mrn_order(mrns[0])[2] // 1000 * 1000
        heading = f"{series.post} {series.year}, {first}–{first + 999}"
        yield renderer.page(
            path,
            "not-held.md.j2",
            {
                "title": f"Not held: {heading}",
                "trail": [breadcrumb("Cited cables", urls.REFERENCES)],
            },
            heading=heading,
            order=_order_note(series),
            packet=site_links.link(path, urls.records_request_page(series.name))
            if SiteFeature.REQUESTS not in context.info.left_out
            else "",
            entries=[_entry(context, series, mrn, path) for mrn in mrns],
        )


def _entry(context: PageContext, series: CitedSeries, mrn: Mrn, path: str) -> UnheldEntry:
    shows_requests = SiteFeature.REQUESTS not in context.info.left_out
    return UnheldEntry(
        mrn=mrn,
        link=site_links.link(path, urls.not_held_page(mrn), mrn),
        sent=[
            (words, site_links.link(path, urls.cable_page(evidence)) if evidence else "")
            for words, evidence in bounds_pieces(series.bounds(mrn))
        ],
        citing=citing_lines(context, series.citations_of(mrn), path),
        requests=[_line(r) for r in series.requests_for(mrn)] if shows_requests else [],
    )


def _order_note(series: CitedSeries) -> str:
    """Why numbers bound dates, and how far to trust it."""
    if series.year < FIRST_UNIQUE_YEAR:
        return (
            f"Before {FIRST_UNIQUE_YEAR} a post had a series of numbers for each addressee, so a "
            "number may stand for several telegrams."
        )
    if not series.in_order:
        return ""
    note = (
        "A post numbers its cables of a year in one series, so a cable with a higher number was "
        "usually not sent earlier."
    )
    if series.out_of_order:
        note += f" Dates out of this order are not used here: {series.out_of_order} held."
    return note


def _line(request: RecordsRequest) -> RequestLine:
    return RequestLine(
        asked=request.asked.isoformat(),
        kind=KIND_NAMES[request.kind],
        numbers=", ".join(request.numbers) or "all cables of the year",
        case=request.case,
        outcome=OUTCOME_NAMES[request.outcome],
        answered=request.answered.isoformat() if request.answered else "",
        note=request.note,
    )


def _packet_page(
    renderer: Renderer,
    context: PageContext,
    series: CitedSeries,
    parts: Sequence[Sequence[Mrn]],
) -> Page:
    path = urls.records_request_page(series.name)
    heading = f"{series.post} {series.year}"
    mrns = [mrn for mrn, _ in series.citations]
    return renderer.page(
        path,
        "records-request.md.j2",
        {
            "title": title(f"Records request: {heading}"),
            "trail": [breadcrumb(HEADING, urls.RECORDS_REQUESTS)],
            "hide": ["toc"],
        },
        heading=heading,
        count=len(mrns),
        to_ask=sum(map(len, parts)),
        requests=[_line(request) for request in series.requests],
        files=[
            {
                kind: site_links.link(path, urls.request_file(series.name, kind, number))
                for kind in ("foia", "mdr", ANNEX)
            }
            for number in range(1, len(parts) + 1)
        ],
        order=_order_note(series),
        archived=series.year in ARCHIVED_YEARS,
        entries=[_entry(context, series, mrn, path) for mrn in mrns[:MAX_LISTED]],
        more=len(mrns[MAX_LISTED:]),
        references=site_links.link(path, urls.REFERENCES),
    )


def request_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The list of packets by year and post, split by year where it is long."""
    if not has_requests(context):
        return
    every = sorted(context.series.values(), key=lambda series: (series.year, series.post))
    for part in paginated(every, LIST_KEYS):
        path = urls.records_requests_list(part.period) if part.period else urls.RECORDS_REQUESTS
        yield renderer.page(
            path,
            "records-requests.md.j2",
            {
                "title": f"{HEADING}, {part.period}" if part.period else HEADING,
                "trail": [breadcrumb(HEADING, urls.RECORDS_REQUESTS)] if part.period else [],
                "hide": ["toc"],
            },
            heading=f"{HEADING}, {part.period}" if part.period else HEADING,
            is_first=not part.period,
            periods=[
                (p, site_links.link(path, urls.records_requests_list(p)), count)
                for p, count in part.periods
            ],
            rows=[_row(series, path) for series in part.items],
        )


def _row(series: CitedSeries, path: str) -> tuple[str, int, str, int, int]:
    """Post, year, link to the packet, cables not held, cables that were asked for."""
    asked = sum(bool(series.requests_for(mrn)) for mrn, _ in series.citations)
    link = site_links.link(path, urls.records_request_page(series.name))
    return (series.post, series.year, link, len(series.citations), asked)
