"""Cited cables: held or not, who cites them, and the list of wanted cables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from generator.model import (
    Citation,
    Mrn,
    Page,
    SiteFeature,
    full_year,
    mrn_order,
    series_of,
    split_mrn,
)
from generator.render import site_links, slugs, urls
from generator.render.graph import citation_graph
from generator.render.page_context import PageContext
from generator.render.pagination import paginated
from generator.render.renderer import Renderer, breadcrumb


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingLine:
    """One place that cites a cable."""

    mrn: Mrn
    link: str
    """Link to the citing para, or to the citing cable for its REF lines."""
    where: str
    """`¶4`, `reference B`, `reference`."""
    date: str
    subject: str
    inferred: bool
    """True if the year of the citation was inferred."""
    words: str
    """The words that cite a cable that is not held; empty for one that is."""


def citing_lines(
    context: PageContext, citations: Iterable[Citation], page: str
) -> list[CitingLine]:
    """The places that cite a cable, with links from `page`."""
    return [_citing_line(context, c, page) for c in citations]


def _citing_line(context: PageContext, citation: Citation, page: str) -> CitingLine:
    cable = context.outlines[citation.citing]
    if citation.anchor is not None:
        where = context.para_name(citation.citing, citation.anchor)
        link = context.para_link(page, citation.citing, citation.anchor)
    else:
        where = f"reference {citation.letter}" if citation.letter else "reference"
        link = site_links.link(page, urls.cable_page(citation.citing), "references")
    return CitingLine(
        mrn=citation.citing,
        link=link,
        where=where,
        date=cable.header.iso_date,
        subject=cable.header.subject or "(no subject)",
        inferred=citation.year_inferred,
        words=citation.words,
    )


def cited_pages(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The index of cited cables, and the table of those that are wanted."""
    cited = _by_cited(context)
    yield from _lists(renderer, context, cited)
    not_held = {mrn: citations for mrn, citations in cited.items() if mrn not in context.held}
    yield Page(path=urls.WANTED, text=wanted_csv(context, not_held))


def _by_cited(context: PageContext) -> dict[Mrn, list[Citation]]:
    cited: dict[Mrn, list[Citation]] = {}
    for citation in context.every_citation:
        cited.setdefault(citation.cited, []).append(citation)
    return dict(sorted(cited.items(), key=lambda item: mrn_order(item[0])))


CITED_KEYS = (
    lambda item: f"{mrn_order(item[0])[0]}",
    lambda item: f"{mrn_order(item[0])[0]}-{slugs.file_name(mrn_order(item[0])[1])}",
    lambda item: (
        f"{mrn_order(item[0])[0]}-{slugs.file_name(mrn_order(item[0])[1])}"
        f"-{mrn_order(item[0])[2] // 1000}"
    ),
)
"""Keys by which a long list of cited cables is split: year, post, thousand."""


def _lists(
    renderer: Renderer, context: PageContext, cited: Mapping[Mrn, list[Citation]]
) -> Iterator[Page]:
    drawn = citation_graph(
        context.every_citation, context.held, lambda mrn: _drawn_link(context, mrn)
    )
    held = sum(mrn in context.held for mrn in cited)
    for part in paginated(list(cited.items()), CITED_KEYS):
        path = urls.not_held_year(part.period) if part.period else urls.REFERENCES
        yield renderer.page(
            path,
            "cited.md.j2",
            {
                "title": f"Cited cables, {part.period}" if part.period else "Cited cables",
                "trail": [breadcrumb("Cited cables", urls.REFERENCES)] if part.period else [],
                "hide": ["toc"],
            },
            period=part.period,
            picture=drawn.picture if not part.period else "",
            caption=drawn.caption,
            held=held,
            not_held=len(cited) - held,
            wanted=site_links.link(path, urls.WANTED),
            packets=site_links.link(path, urls.RECORDS_REQUESTS)
            if SiteFeature.REQUESTS not in context.info.left_out
            else "",
            rows=[_row(context, mrn, citations, path) for mrn, citations in part.items],
            periods=[
                (p, site_links.link(path, urls.not_held_year(p)), count)
                for p, count in part.periods
            ],
        )


def _drawn_link(context: PageContext, mrn: Mrn) -> str:
    """Link of a cable in the picture."""
    if mrn in context.held:
        return site_links.href(urls.REFERENCES, urls.cable_page(mrn))
    return site_links.href(urls.REFERENCES, urls.not_held_page(mrn), mrn)


def _row(
    context: PageContext, mrn: Mrn, citations: list[Citation], page: str
) -> tuple[Mrn, str, bool, int, int, bool]:
    """Cable, link, whether it is held, citations, citing cables, whether all years are inferred."""
    is_held = mrn in context.held
    link = (
        site_links.link(page, urls.cable_page(mrn))
        if is_held
        else site_links.link(page, urls.not_held_page(mrn), mrn)
    )
    cables = len({c.citing for c in citations})
    return (mrn, link, is_held, len(citations), cables, all(c.year_inferred for c in citations))


WANTED_COLUMNS = (
    *("mrn", "year", "post", "number", "year_inferred", "citations", "cited_by"),
    *("earliest", "latest"),
)
"""The columns of the table of wanted cables."""


def wanted_csv(context: PageContext, not_held: Mapping[Mrn, list[Citation]]) -> str:
    """The cited cables that are not held, as a CSV table, with the bounds of their dates."""
    out = StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(WANTED_COLUMNS)
    for mrn, citations in not_held.items():
        year, post, number = split_mrn(mrn) or (0, mrn, 0)
        citing = list(dict.fromkeys(c.citing for c in citations))
        inferred = "yes" if all(c.year_inferred for c in citations) else "no"
        bounds = context.series[series_of(mrn)].bounds(mrn)
        days = (bounds.first.day, bounds.last.day)
        table.writerow(
            [mrn, full_year(year), post, number, inferred, len(citations), " ".join(citing), *days]
        )
    return out.getvalue()
