"""All pages of an edition: which must be made anew, and their making by workers."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from generator.errors import reporting_faults
from generator.execution.executors import Executor
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
class UnitRecord:
    """What is remembered of a unit."""

    reads: tuple[tuple[Lookup, Digest], ...]
    """What was looked up for it, and what was found."""
    pages: tuple[tuple[str, Digest], ...]
    """Where its pages stand, and the digests of their texts."""
    pieces: tuple[Piece, ...]
    """What it adds to the tables."""


@dataclass(frozen=True, slots=True)
class BuiltUnit(Generic[V]):
    """A unit as it was made."""

    pages: tuple[V, ...]
    pieces: tuple[Piece, ...]
    reads: tuple[Lookup, ...]


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
        self.site.noted.clear()
        with reporting_faults(f"pages of {' '.join(filter(None, unit))}"):
            pages = (
                *unit_pages(self.renderer, self.site, unit),
                *data_of(self._collection, unit),
            )
            pieces = tuple(pieces_of(self._collection, unit))
        return BuiltUnit(pages, pieces, tuple(sorted(self.site.noted)))


def build_pages(maker: PageBuilder, folder: PageSink[W], bench: CachedRunner) -> None:
    """Put all pages of an edition into `folder`.

    A unit is left as it stands there where all that was looked up for it is what it was.
    """
    corpus, templates, info = maker.made_from
    base = digest(digest_of(dict(templates)), digest_of(info))
    keys = {unit: digest("unit", base, *unit) for unit in units(corpus)}
    pieces: list[Piece] = []
    anew = []
    for unit, key in keys.items():
        kept = _standing(bench, key, maker.site, folder)
        if kept is None:
            anew.append(unit)
        else:
            pieces += kept.pieces
    for unit, made in zip(anew, _made(maker, folder, bench.executor, anew), strict=True):
        pieces += made.pieces
        known = UnitRecord(
            reads=tuple((read, maker.site.digest(read)) for read in made.reads),
            pages=tuple((path, folder.note(path, written)) for path, written in made.pages),
            pieces=made.pieces,
        )
        if bench.cache is not None:
            bench.cache.store(keys[unit], pickle.dumps(known, pickle.HIGHEST_PROTOCOL))
    for page in closing_files(maker.renderer, corpus, info, pieces):
        folder.note(page.path, folder.put(page))


def _standing(
    bench: CachedRunner, key: Digest, site: PageContext, folder: PageSink[W]
) -> UnitRecord | None:
    """What is remembered of a unit that stands in the folder as it would be made; else None."""
    known = bench.cache.get(key) if bench.cache is not None else None
    if known is None:
        return None
    kept: UnitRecord = unpickle(known)
    same = all(site.digest(read) == found for read, found in kept.reads)
    return kept if same and folder.keep(kept.pages) else None


def _made(
    maker: PageBuilder, folder: PageSink[W], workers: Executor, units: Sequence[Unit]
) -> Iterator[BuiltUnit[tuple[str, W]]]:
    """The units, with their pages in the folder: put there by those who can reach it."""
    if workers.is_local:
        return workers.map(_make_here, (maker, folder), units)
    return (_put(folder, made) for made in workers.map(PageBuilder.make, maker, units))


def _make_here(work: tuple[PageBuilder, PageSink[W]], unit: Unit) -> BuiltUnit[tuple[str, W]]:
    maker, folder = work
    return _put(folder, maker.make(unit))


def _put(folder: PageSink[W], made: BuiltUnit[Page]) -> BuiltUnit[tuple[str, W]]:
    pages = tuple((page.path, folder.put(page)) for page in made.pages)
    return BuiltUnit(pages, made.pieces, made.reads)
