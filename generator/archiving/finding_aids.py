"""EAD 3 finding aids: one of the collection by post and year, and one of each post by cable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import facts as program_facts
from generator.archiving.package_facts import PackageFacts
from generator.archiving.tei_blocks import TEI_FILE
from generator.archiving.xml_text import XmlTemplates
from generator.model import Corpus, Mrn, NoticeDetails, Outline, StoredCable, full_year, mrn_order
from generator.model.names import split_mrn

FINDING_AIDS = "finding-aids"
"""The folder of the finding aids."""

WHOLE = "collection.xml"
"""The finding aid of the collection."""


@dataclass(frozen=True, slots=True)
class YearSpan:
    """The first and the last year of some cables."""

    first: int
    last: int

    @property
    def words(self) -> str:
        """`2006-2009`, or one year."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def normal(self) -> str:
        """`2006/2009`."""
        return f"{self.first}/{self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AidItem:
    """A year, or a cable, of a series."""

    level: str
    """`subseries` or `item`."""
    id: str
    title: str
    date: str = ""
    """As far as it is known; empty for none."""
    cables: int = 0
    """The number of cables; 0 for a cable."""
    file: str = ""
    """Address of the cable's file; empty for one that is withheld."""
    marking: str = ""
    tags: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AidSeries:
    """A series: the cables of a post, or those of a year of a post."""

    id: str
    title: str
    span: YearSpan
    cables: int
    items: Sequence[AidItem]
    file: str = ""
    """Address of the finding aid of the series; empty if it has no file of its own."""


Entry = StoredCable | NoticeDetails
"""A cable of the edition, or the notice of one that it withholds."""


class FindingAids:
    """The finding aids of an edition. Posts are those of the cables' numbers."""

    def __init__(self, templates: XmlTemplates, facts: PackageFacts, corpus: Corpus) -> None:
        self._templates = templates
        self._facts = facts
        entries: dict[Mrn, Entry] = {c.mrn: c for c in corpus.cables if c.mrn is not None}
        entries |= corpus.withheld
        self._posts: dict[str, dict[int, list[tuple[Mrn, Entry]]]] = {}
        for mrn in sorted(entries, key=_order):
            year, post, _ = split_mrn(mrn) or (0, mrn, 0)
            years = self._posts.setdefault(post, {})
            years.setdefault(full_year(year), []).append((mrn, entries[mrn]))

    def files(self) -> Iterator[tuple[str, str]]:
        """Name and text of each finding aid, that of the collection first."""
        series = [self._post_series(post) for post in self._posts]
        yield WHOLE, self._document("collection", "", self._facts.collection, series)
        for post, years in self._posts.items():
            by_year = [_year_series(post, year, entries) for year, entries in years.items()]
            file = _post_file(post)
            yield file, self._document("series", f"/{file}", _post_title(post), by_year)

    def _post_series(self, post: str) -> AidSeries:
        years = self._posts[post]
        return AidSeries(
            id=post,
            title=_post_title(post),
            span=YearSpan(min(years), max(years)),
            cables=sum(map(len, years.values())),
            items=[
                AidItem(
                    level="subseries",
                    id=f"{post} {year}",
                    title=f"{_post_title(post)}, {year}",
                    date=str(year),
                    cables=len(entries),
                )
                for year, entries in years.items()
            ],
            file=_post_file(post),
        )

    def _document(self, level: str, record: str, title: str, series: Sequence[AidSeries]) -> str:
        spans = [one.span for one in series]
        span = YearSpan(min(s.first for s in spans), max(s.last for s in spans)) if spans else None
        return self._templates.render(
            "finding-aid.xml.j2",
            facts=self._facts,
            record=f"{self._facts.edition}{record.removesuffix('.xml')}",
            level=level,
            title=title,
            span=span,
            cables=sum(one.cables for one in series),
            groups=series,
        )


def _order(mrn: Mrn) -> tuple[str, int, int]:
    """By post, year and number."""
    year, post, number = mrn_order(mrn)
    return post, year, number


def _post_file(post: str) -> str:
    """The finding aid of a post: `posts/lima.xml`."""
    return f"posts/{post.lower()}.xml"


def _post_title(post: str) -> str:
    """The post for readers, as far as the program knows it: `Embassy Lima`."""
    known = program_facts.posts().get(post)
    return known.meaning if known else post


def _year_series(post: str, year: int, entries: Sequence[tuple[Mrn, Entry]]) -> AidSeries:
    return AidSeries(
        id=f"{post} {year}",
        title=f"{_post_title(post)}, {year}",
        span=YearSpan(year, year),
        cables=len(entries),
        items=[
            _withheld_item(mrn, entry)
            if isinstance(entry, NoticeDetails)
            else _cable_item(mrn, entry.outline)
            for mrn, entry in entries
        ],
    )


def _cable_item(mrn: Mrn, outline: Outline) -> AidItem:
    header = outline.header
    marking = filter(None, (header.classification, *header.captions))
    return AidItem(
        level="item",
        id=mrn,
        title=header.subject or mrn,
        date=header.iso_date,
        file=f"../../cables/{mrn}/{TEI_FILE}",
        marking=" // ".join(marking),
        tags=header.tags,
    )


def _withheld_item(mrn: Mrn, notice: NoticeDetails) -> AidItem:
    return AidItem(level="item", id=mrn, title=notice.text)
