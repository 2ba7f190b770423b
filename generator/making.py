"""All pages of an edition: which must be made anew, and their making by workers."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from generator.exports.collection import Collection
from generator.exports.pages import EXPORTED, closing_files, export_units, files_of
from generator.memory import Bench, Digest, digest, digest_of
from generator.model import Corpus, Page, SiteInfo
from generator.render.renderer import Renderer
from generator.render.site import Read, Site
from generator.render.units import pages_of, units

Unit = tuple[str, str]
"""A unit of `render.units` or of `exports.pages`."""


class Folder(Protocol):
    """Where pages stand."""

    def keep(self, pages: Sequence[tuple[str, Digest]]) -> bool:
        """Leave pages as they are, where all of them stand there with these texts."""
        ...

    def write(self, page: Page) -> Digest:
        """Put a page there; the digest of its text."""
        ...

    def read(self, path: str) -> str:
        """The text of a page."""
        ...


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a unit."""

    reads: tuple[tuple[Read, Digest], ...]
    """What was looked up for it, and what was found."""
    pages: tuple[tuple[str, Digest], ...]
    """Where its pages stand, and the digests of their texts."""


class Maker:
    """Makes units; each worker has its own."""

    def __init__(self, corpus: Corpus, templates: Mapping[str, str], info: SiteInfo) -> None:
        self.made_from = (corpus, templates, info)
        self.site = Site(corpus, info)
        self.renderer = Renderer(templates)
        self._collection = Collection(self.site)

    def __reduce__(self) -> tuple[type[Maker], tuple[Corpus, Mapping[str, str], SiteInfo]]:
        """Sent to a worker as what it is made from."""
        return (Maker, self.made_from)

    def pages(self, unit: Unit) -> Iterator[Page]:
        """The pages of a unit."""
        if unit[0] in EXPORTED:
            return files_of(self._collection, unit)
        return pages_of(self.renderer, self.site, unit)


def make_pages(maker: Maker, folder: Folder, bench: Bench) -> None:
    """Put all pages of an edition into `folder`.

    A unit is left as it stands there where all that was looked up for it is what it was.
    """
    corpus, templates, info = maker.made_from
    base = digest(digest_of(dict(templates)), digest_of(info))
    every = [*units(corpus), *export_units(corpus)]
    keys = {unit: digest("unit", base, *unit) for unit in every}
    anew = [unit for unit in every if not _stands(bench, keys[unit], maker.site, folder)]
    for unit, (pages, reads) in zip(anew, bench.workers.map(_make, maker, anew), strict=True):
        made = Made(
            reads=tuple((read, maker.site.digest(read)) for read in sorted(reads)),
            pages=tuple((page.path, folder.write(page)) for page in pages),
        )
        if bench.memory is not None:
            bench.memory.keep(keys[unit], pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    for page in closing_files(maker.renderer, info, len(corpus.filed), folder.read):
        folder.write(page)


def _stands(bench: Bench, key: Digest, site: Site, folder: Folder) -> bool:
    """Whether a unit stands in the folder as it would be made."""
    known = bench.memory.recall(key) if bench.memory is not None else None
    if known is None:
        return False
    made: Made = pickle.loads(known)
    return all(site.digest(read) == found for read, found in made.reads) and folder.keep(made.pages)


def _make(maker: Maker, unit: Unit) -> tuple[list[Page], frozenset[Read]]:
    """The pages of a unit, and what was looked up for them."""
    maker.site.noted.clear()
    pages = list(maker.pages(unit))
    return pages, frozenset(maker.site.noted)
