"""Makes the pages of an edition, unit by unit, and reuses units whose lookups are unchanged."""

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
from generator.exports.data_files import collection_files, unit_files, unit_pieces
from generator.exports.quotation_files import QuotablePart, quotable_part, quotation_files
from generator.exports.table_pieces import Piece
from generator.model import Corpus, Mrn, Page, SiteInfo
from generator.render.lookups import Lookup
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer
from generator.render.units import unit_pages, units

Unit = tuple[str, str]
"""A unit of `render.units`."""

PageT = TypeVar("PageT")
Stamp = TypeVar("Stamp")
"""What a sink returns for a page that it wrote."""


class PageSink(Protocol[Stamp]):
    """Where Markdown pages are written. Workers call `write`, the main process the rest."""

    def keep(self, pages: Sequence[tuple[str, Digest]]) -> bool:
        """Keep pages, given by path and digest of their text; False if one is not there."""
        ...

    def write(self, page: Page) -> Stamp:
        """Write a page."""
        ...

    def record(self, path: str, stamp: Stamp) -> Digest:
        """Record that a page was written; returns the digest of its text."""
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
    """What the cache stores for a unit."""

    lookups: tuple[tuple[Lookup, Digest], ...]
    """What was looked up for it, and the digest of each result."""
    pages: tuple[tuple[str, Digest], ...]
    """The paths of its pages and the digests of their texts."""
    pieces: tuple[Piece, ...]
    """Its rows of the tables."""
    site: SitePart | None
    """What it put into the site; None if no site was built."""
    quotable: QuotablePart | None
    """What quotations are checked with, of a cable; None for other units."""


@dataclass(frozen=True, slots=True)
class BuiltUnit(Generic[PageT]):
    """A unit after it was made."""

    pages: tuple[PageT, ...]
    pieces: tuple[Piece, ...]
    lookups: tuple[Lookup, ...]
    quotable: QuotablePart | None
    site: SitePart | None = None


class PageBuilder:
    """Makes units; each worker has its own builder."""

    def __init__(self, corpus: Corpus, templates: Mapping[str, str], info: SiteInfo) -> None:
        self.inputs = (corpus, templates, info)
        self.context = PageContext(corpus, info)
        self.renderer = Renderer(templates)
        self._exports = ExportSource(self.context)

    def __reduce__(self) -> tuple[type[PageBuilder], tuple[Corpus, Mapping[str, str], SiteInfo]]:
        """A worker receives the inputs and makes its own builder."""
        return (PageBuilder, self.inputs)

    def build(self, unit: Unit) -> BuiltUnit[Page]:
        """Make the pages of a unit and its rows of the tables, recording all lookups.

        Raises `ReftelError` that names the unit if the program fails.
        """
        self.context.lookups.clear()
        with reporting_faults(f"pages of {' '.join(filter(None, unit))}"):
            pages = (
                *unit_pages(self.renderer, self.context, unit),
                *unit_files(self._exports, unit),
            )
            pieces = tuple(unit_pieces(self._exports, unit))
            kind, name = unit
            quotable = quotable_part(self.context, Mrn(name)) if kind == "cable" else None
        return BuiltUnit(pages, pieces, tuple(sorted(self.context.lookups)), quotable)


def build_pages(
    builder: PageBuilder,
    folder: PageSink[Stamp],
    runner: CachedRunner,
    site: SiteSink | None = None,
) -> None:
    """Write the Markdown pages of an edition to `folder`, and the HTML pages to `site` if given.

    A unit is reused if everything that was looked up for it still gives the same result.
    """
    corpus, templates, info = builder.inputs
    base = digest(digest_of(dict(templates)), digest_of(info))
    keys = {unit: digest("unit", base, *unit) for unit in units(corpus)}
    records: dict[Unit, UnitRecord] = {}
    for unit, key in keys.items():
        record = _reusable(runner, key, builder.context, folder, site)
        if record is not None:
            records[unit] = record
    pieces = [piece for record in records.values() for piece in record.pieces]
    quotable = [record.quotable for record in records.values() if record.quotable is not None]
    parts = [record.site for record in records.values() if record.site is not None]
    changed = [unit for unit in keys if unit not in records]
    key = _quotation_key(base, quotable)
    kept = None if changed else _reusable(runner, key, builder.context, folder, site)
    parts += [kept.site] if kept is not None and kept.site is not None else []
    if site is not None:
        site.take_over(parts)
    for unit, built in zip(
        changed, _build_units(builder, folder, site, runner, changed), strict=True
    ):
        pieces += built.pieces
        quotable += [built.quotable] if built.quotable is not None else []
        parts += [built.site] if built.site is not None else []
        record = UnitRecord(
            lookups=tuple((lookup, builder.context.digest(lookup)) for lookup in built.lookups),
            pages=tuple((path, folder.record(path, stamp)) for path, stamp in built.pages),
            pieces=built.pieces,
            site=built.site,
            quotable=built.quotable,
        )
        if runner.cache is not None:
            runner.cache.store(keys[unit], pickle.dumps(record, pickle.HIGHEST_PROTOCOL))
    if kept is None:
        parts += _write_quotation_files(folder, site, runner, base, (quotable, info))
    closing = tuple(collection_files(builder.renderer, corpus, info, pieces))
    for page in closing:
        folder.record(page.path, folder.write(page))
    if site is not None:
        site.finish([*parts, site.write(closing)])


def _quotation_key(base: Digest, quotable: Sequence[QuotablePart]) -> Digest:
    return digest("quotations", base, *map(digest_of, sorted(quotable)))


def _write_quotation_files(
    folder: PageSink[Stamp],
    site: SiteSink | None,
    runner: CachedRunner,
    base: Digest,
    inputs: tuple[Sequence[QuotablePart], SiteInfo],
) -> list[SitePart]:
    """Write the files by which quotations are checked; the next build reuses them all or none."""
    pages = tuple(quotation_files(*inputs))
    stamps = tuple((page.path, folder.record(page.path, folder.write(page))) for page in pages)
    part = site.write(pages) if site is not None else None
    record = UnitRecord(lookups=(), pages=stamps, pieces=(), site=part, quotable=None)
    if runner.cache is not None:
        key = _quotation_key(base, inputs[0])
        runner.cache.store(key, pickle.dumps(record, pickle.HIGHEST_PROTOCOL))
    return [part] if part is not None else []


def _reusable(
    runner: CachedRunner,
    key: Digest,
    context: PageContext,
    folder: PageSink[Stamp],
    site: SiteSink | None,
) -> UnitRecord | None:
    """The record of a unit whose files are in place and up to date; None for any other."""
    packed = runner.cache.get(key) if runner.cache is not None else None
    if packed is None:
        return None
    record: UnitRecord = unpickle(packed)
    if any(context.digest(lookup) != value for lookup, value in record.lookups):
        return None
    if site is not None:
        part = record.site
        if part is None or part.layout != site.layout or not site.fits(part):
            return None
    return record if folder.keep(record.pages) else None


def _build_units(
    builder: PageBuilder,
    folder: PageSink[Stamp],
    site: SiteSink | None,
    runner: CachedRunner,
    units: Sequence[Unit],
) -> Iterator[BuiltUnit[tuple[str, Stamp]]]:
    """Make the units and write their pages: local workers write, remote ones send them back."""
    executor = runner.executor
    if executor.is_local:
        return executor.map(_build_and_write, (builder, folder, site), units)
    return (_write(folder, site, unit) for unit in executor.map(PageBuilder.build, builder, units))


def _build_and_write(
    work: tuple[PageBuilder, PageSink[Stamp], SiteSink | None], unit: Unit
) -> BuiltUnit[tuple[str, Stamp]]:
    builder, folder, site = work
    return _write(folder, site, builder.build(unit))


def _write(
    folder: PageSink[Stamp], site: SiteSink | None, unit: BuiltUnit[Page]
) -> BuiltUnit[tuple[str, Stamp]]:
    pages = tuple((page.path, folder.write(page)) for page in unit.pages)
    part = site.write(unit.pages) if site is not None else None
    return BuiltUnit(pages, unit.pieces, unit.lookups, unit.quotable, part)
