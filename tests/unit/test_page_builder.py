"""Units of pages are reused if, and only if, everything they depend on is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pytest

from generator.build.page_builder import PageBuilder, SitePart, build_pages
from generator.execution.executors import SerialExecutor
from generator.execution.result_cache import CachedRunner, Digest, ResultCache, digest
from generator.model import Corpus, Page, SiteInfo
from generator.render.units import Unit, units
from tests.editions import TEMPLATES
from tests.variants import corpora

INFO = SiteInfo(name="Example cables")


class RecordingExecutor:
    """Works in this process and records the units that it makes."""

    def __init__(self, is_local: bool = True) -> None:
        self.is_local = is_local
        self.units: list[Unit] = []

    def map(
        self, job: Callable[[Any, Any], Any], context: Any, items: Sequence[Any]
    ) -> Iterator[Any]:
        """See `Executor`."""
        self.units += items
        return SerialExecutor().map(job, context, items)


@dataclass
class Folder:
    """Pages in memory, as a `PageSink`."""

    texts: dict[str, str] = field(default_factory=dict)
    digests: dict[str, Digest] = field(default_factory=dict)
    """Of the pages kept or recorded."""
    missing: frozenset[str] = frozenset()
    """Paths of pages that were changed since they were written."""

    def keep(self, pages: Sequence[tuple[str, Digest]]) -> bool:
        """See `PageSink`."""
        if any(path in self.missing for path, _ in pages):
            return False
        self.digests |= dict(pages)
        return True

    def write(self, page: Page) -> Digest:
        """See `PageSink`."""
        self.texts[page.path] = page.text
        return digest(page.text)

    def record(self, path: str, stamp: Digest) -> Digest:
        """See `PageSink`."""
        self.digests[path] = stamp
        return stamp


@dataclass
class Site:
    """A site in memory, as a `SiteSink`."""

    layout: Digest = b"layout"
    unfit: str = ""
    """The path of a file that the served site does not have as it was built."""
    taken_over: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)

    def fits(self, part: SitePart) -> bool:
        """See `SiteSink`."""
        return self.unfit not in paths([part])

    def take_over(self, parts: Sequence[SitePart]) -> None:
        """See `SiteSink`."""
        assert not self.written
        self.taken_over += paths(parts)

    def write(self, pages: Sequence[Page]) -> SitePart:
        """See `SiteSink`."""
        files = tuple((page.path, digest(page.text)) for page in pages)
        self.written += [path for path, _ in files]
        return SitePart(layout=self.layout, files=files, links=())

    def finish(self, parts: Sequence[SitePart]) -> None:
        """See `SiteSink`."""
        self.finished += paths(parts)


def paths(parts: Sequence[SitePart]) -> list[str]:
    """The paths of the files of parts."""
    return [path for part in parts for path, _ in part.files]


@dataclass
class Build:
    """A build and what it made."""

    corpus: Corpus
    cache: ResultCache | None = None
    folder: Folder = field(default_factory=Folder)
    site: Site | None = None
    executor: RecordingExecutor = field(default_factory=RecordingExecutor)
    info: SiteInfo = INFO

    def run(self) -> Build:
        """Run it; returns itself."""
        builder = PageBuilder(self.corpus, TEMPLATES, self.info)
        build_pages(builder, self.folder, CachedRunner(self.executor, self.cache), self.site)
        return self


@cache
def first_results() -> bytes:
    """The cache after a build of pages and site of the first variant."""
    build = Build(corpora()["as it is"], ResultCache(), site=Site()).run()
    assert build.cache is not None
    return b"".join(map(bytes, build.cache.serialize()))


def second(variant: str = "as it is", **changes: Any) -> Build:
    """A build with the cache of the first one."""
    return Build(corpora()[variant], ResultCache(first_results()), **changes).run()


@pytest.fixture(scope="module")
def scratch() -> Build:
    """A build of the first variant from scratch, without a site."""
    return Build(corpora()["as it is"]).run()


def test_a_build_from_scratch_makes_every_unit_and_the_data_files(scratch: Build) -> None:
    assert scratch.executor.units == units(scratch.corpus)
    assert scratch.folder.digests == {p: digest(t) for p, t in scratch.folder.texts.items()}
    assert {
        "index.md",
        "exports/cables.csv",
        "exports/datapackage.json",
    } <= scratch.folder.texts.keys()


def test_a_build_of_the_same_corpus_reuses_every_unit(scratch: Build) -> None:
    build = second(site=Site())
    assert build.executor.units == []
    assert build.folder.digests == scratch.folder.digests
    assert all(path.startswith("exports/") for path in build.folder.texts)
    for path, text in build.folder.texts.items():
        assert text == scratch.folder.texts[path]


def test_the_site_gets_every_page_written_or_taken_over(scratch: Build) -> None:
    site = Site()
    second(site=site)
    assert sorted(site.taken_over + site.written) == sorted(scratch.folder.texts)
    assert sorted(site.finished) == sorted(scratch.folder.texts)
    fresh = Site()
    Build(scratch.corpus, site=fresh).run()
    assert fresh.taken_over == []
    assert sorted(fresh.written) == sorted(fresh.finished) == sorted(scratch.folder.texts)


@pytest.mark.parametrize(
    "variant",
    [
        "a word",
        "a date",
        "another number",
        "a cable more",
        "a cable less",
        "a meaning",
        "a word that is withheld",
    ],
)
def test_units_of_another_corpus_are_those_of_a_build_from_scratch(variant: str) -> None:
    """Reused units would show old text if a look-up were not recorded, or not compared."""
    build, fresh = second(variant, site=Site()), Build(corpora()[variant]).run()
    assert build.folder.digests == fresh.folder.digests
    assert build.executor.units
    for path, text in build.folder.texts.items():
        assert text == fresh.folder.texts[path]


def test_other_settings_or_templates_make_every_unit_again() -> None:
    build = second(info=replace(INFO, name="Other cables"), site=Site())
    assert build.executor.units == units(build.corpus)
    builder = PageBuilder(build.corpus, {**TEMPLATES, "unused.j2": ""}, INFO)
    executor = RecordingExecutor()
    runner = CachedRunner(executor, ResultCache(first_results()))
    build_pages(builder, Folder(), runner, Site())
    assert executor.units == units(build.corpus)


def test_a_unit_is_made_again_if_its_page_was_changed() -> None:
    build = second(folder=Folder(missing=frozenset(["cables/08LIMA11/index.md"])))
    assert build.executor.units == [("cable", "08LIMA11")]
    assert "cables/08LIMA11/index.md" in build.folder.texts


def test_a_unit_is_made_again_if_a_file_of_the_site_was_changed() -> None:
    build = second(site=Site(unfit="cables/08LIMA11/index.md"))
    assert build.executor.units == [("cable", "08LIMA11")]


def test_a_site_of_another_layout_is_made_again() -> None:
    build = second(site=Site(layout=b"other"))
    assert build.executor.units == units(build.corpus)
    assert build.site is not None
    assert build.site.taken_over == []


def test_units_without_a_part_of_the_site_are_made_again() -> None:
    cache = ResultCache()
    corpus = corpora()["as it is"]
    Build(corpus, cache).run()
    assert Build(corpus, cache).run().executor.units == []
    assert Build(corpus, cache, site=Site()).run().executor.units == units(corpus)


def test_pages_from_remote_workers_are_the_same(scratch: Build) -> None:
    site = Site()
    remote = Build(scratch.corpus, executor=RecordingExecutor(is_local=False), site=site).run()
    assert remote.folder.texts == scratch.folder.texts
    assert remote.executor.units == units(scratch.corpus)
    assert sorted(site.written) == sorted(scratch.folder.texts)
