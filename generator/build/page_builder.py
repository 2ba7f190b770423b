"""All pages of an edition: which must be made anew, and their making by workers."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from generator.build.page_links import PageLinks
from generator.errors import reporting_faults
from generator.execution.result_cache import CachedRunner, Digest, digest, digest_of
from generator.execution.safe_unpickle import unpickle
from generator.exports.collection import ExportSource
from generator.exports.data_files import closing_files, data_of, pieces_of
from generator.exports.table_pieces import Piece
from generator.model import Corpus, Page, SiteInfo
from generator.render.lookups import Lookup
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer
from generator.render.units import unit_pages, units

Unit = tuple[str, str]
"""A unit of `render.units`."""

V = TypeVar("V")
W = TypeVar("W")
"""A page as it was written."""


class PageSink(Protocol[W]):
    """Where pages stand. `keep` and `note` are for one process, `put` for every worker."""

    def keep(self, pages: Sequence[tuple[str, Digest]]) -> bool:
        """Leave pages as they are, where all of them stand there with these texts."""
        ...

    def put(self, page: Page) -> W:
        """Put a page there."""
        ...

    def note(self, path: str, written: W) -> Digest:
        """Take note that a page was put there, and give the digest of its text."""
        ...


@dataclass(frozen=True, slots=True)
class SitePart:
    """What a unit put into the site."""

    layout: Digest
    """A digest of everything that pages are put into the theme with."""
    files: tuple[tuple[str, bytes], ...]
    """The paths of its files on the site, and the SHA-256 of each."""
    links: tuple[PageLinks, ...]
    """The links of its pages."""


class SiteSink(Protocol):
    """The site's folder, into which finished pages are written."""

    layout: Digest
    """A digest of everything that pages are put into the theme with."""

    def fits(self, part: SitePart) -> bool:
        """Whether the served site still has these files as they were built."""
        ...

    def take_over(self, parts: Sequence[SitePart]) -> None:
        """Put files of the served site into this one, before any page is written."""
        ...

    def write(self, pages: Sequence[Page]) -> SitePart:
        """Write the pages of a unit; called by every worker."""
        ...

    def finish(self, parts: Sequence[SitePart]) -> None:
        """Add what is not made of units, once all units are written."""
        ...


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """What is remembered of a unit."""

    reads: tuple[tuple[Lookup, Digest], ...]
    """What was looked up for it, and what was found."""
    pages: tuple[tuple[str, Digest], ...]
    """Where its pages stand, and the digests of their texts."""
    pieces: tuple[Piece, ...]
    """What it adds to the tables."""
    site: SitePart | None
    """What it put into the site; None where none was built."""


@dataclass(frozen=True, slots=True)
class BuiltUnit(Generic[V]):
    """A unit as it was made."""

    pages: tuple[V, ...]
    pieces: tuple[Piece, ...]
    reads: tuple[Lookup, ...]
    site: SitePart | None = None


class PageBuilder:
    """Makes units; each worker has its own."""

    def __init__(self, corpus: Corpus, templates: Mapping[str, str], info: SiteInfo) -> None:
        self.made_from = (corpus, templates, info)
        self.site = PageContext(corpus, info)
        self.renderer = Renderer(templates)
        self._collection = ExportSource(self.site)

    def __reduce__(self) -> tuple[type[PageBuilder], tuple[Corpus, Mapping[str, str], SiteInfo]]:
        """Sent to a worker as what it is made from."""
        return (PageBuilder, self.made_from)

    def make(self, unit: Unit) -> BuiltUnit[Page]:
        """The pages of a unit, what it adds to the tables, and what was looked up for both.

        Raises `ReftelError` that names the unit where the program fails.
        """
        self.site.lookups.clear()
        with reporting_faults(f"pages of {' '.join(filter(None, unit))}"):
            pages = (
                *unit_pages(self.renderer, self.site, unit),
                *data_of(self._collection, unit),
            )
            pieces = tuple(pieces_of(self._collection, unit))
        return BuiltUnit(pages, pieces, tuple(sorted(self.site.lookups)))


def build_pages(
    builder: PageBuilder, folder: PageSink[W], runner: CachedRunner, site: SiteSink | None = None
) -> None:
    """Put all pages of an edition into `folder`, and finished into `site`, if one is given.

    A unit is taken over from the last build where everything that was looked up for it is the
    same.
    """
    corpus, templates, info = builder.made_from
    base = digest(digest_of(dict(templates)), digest_of(info))
    keys = {unit: digest("unit", base, *unit) for unit in units(corpus)}
    records: dict[Unit, UnitRecord] = {}
    for unit, key in keys.items():
        record = _unchanged(runner, key, builder.site, folder, site)
        if record is not None:
            records[unit] = record
    pieces = [piece for record in records.values() for piece in record.pieces]
    parts = [record.site for record in records.values() if record.site is not None]
    if site is not None:
        site.take_over(parts)
    anew = [unit for unit in keys if unit not in records]
    for unit, built in zip(anew, _built(builder, folder, site, runner, anew), strict=True):
        pieces += built.pieces
        parts += [built.site] if built.site is not None else []
        record = UnitRecord(
            reads=tuple((read, builder.site.digest(read)) for read in built.reads),
            pages=tuple((path, folder.note(path, stamp)) for path, stamp in built.pages),
            pieces=built.pieces,
            site=built.site,
        )
        if runner.cache is not None:
            runner.cache.store(keys[unit], pickle.dumps(record, pickle.HIGHEST_PROTOCOL))
    closing = tuple(closing_files(builder.renderer, corpus, info, pieces))
    for page in closing:
        folder.note(page.path, folder.put(page))
    if site is not None:
        site.finish([*parts, site.write(closing)])


def _unchanged(
    runner: CachedRunner,
    key: Digest,
    lookups: PageContext,
    folder: PageSink[W],
    site: SiteSink | None,
) -> UnitRecord | None:
    """The record of a unit of which everything stands as it would be built; else None."""
    packed = runner.cache.get(key) if runner.cache is not None else None
    if packed is None:
        return None
    record: UnitRecord = unpickle(packed)
    if any(lookups.digest(read) != value for read, value in record.reads):
        return None
    if site is not None:
        part = record.site
        if part is None or part.layout != site.layout or not site.fits(part):
            return None
    return record if folder.keep(record.pages) else None


def _built(
    builder: PageBuilder,
    folder: PageSink[W],
    site: SiteSink | None,
    runner: CachedRunner,
    units: Sequence[Unit],
) -> Iterator[BuiltUnit[tuple[str, W]]]:
    """The units, with their pages in the folder: put there by workers that can reach it."""
    executor = runner.executor
    if executor.is_local:
        return executor.map(_build_here, (builder, folder, site), units)
    return (_put(folder, site, unit) for unit in executor.map(PageBuilder.make, builder, units))


def _build_here(
    work: tuple[PageBuilder, PageSink[W], SiteSink | None], unit: Unit
) -> BuiltUnit[tuple[str, W]]:
    builder, folder, site = work
    return _put(folder, site, builder.make(unit))


def _put(
    folder: PageSink[W], site: SiteSink | None, unit: BuiltUnit[Page]
) -> BuiltUnit[tuple[str, W]]:
    pages = tuple((page.path, folder.put(page)) for page in unit.pages)
    part = site.write(unit.pages) if site is not None else None
    return BuiltUnit(pages, unit.pieces, unit.reads, part)
