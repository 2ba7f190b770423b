"""The pages of a site, made part by part, by whoever takes a part."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain

from jinja2 import Environment
from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from generator.execution.executors import Executor
from generator.incremental.anchors import PageAnchors, joined, leading_to, missing, parted
from generator.incremental.ledger import PageLookups
from generator.mkdocs_build.asked import LookupRecorder
from generator.mkdocs_build.page import PageWriter

LEAST = 24
"""Pages of a part: so many that reading those beside it a second time counts little."""

Told = tuple[str, int, str]
"""What was logged: logger, level, message."""

Reading = tuple[Page, list[Told], set[str]]
"""A page that was read, what was logged of it, and the paths it looked for."""

_LOG = logging.getLogger("mkdocs")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltPage:
    """A page that was written."""

    anchors: PageAnchors
    noted: PageLookups
    told: tuple[Told, ...]
    """What was logged of it."""


@dataclass(slots=True, kw_only=True)
class BuiltPart:
    """What came of a part."""

    pages: list[BuiltPage] = field(default_factory=list)
    """The pages that were built."""
    failed: bool = False
    """Whether the page that follows them could not be built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """All that a page is made with; those have been read that others may look at."""

    config: MkDocsConfig
    files: Files
    docs: Sequence[File]
    """The files of the pages, in their order."""
    beside: Callable[[Page], Sequence[File]]
    """The files of other pages of which a page that was read shows the titles."""
    nav: Navigation
    env: Environment
    asked: LookupRecorder

    def build(self, files: Sequence[File], workers: Executor) -> Iterator[BuiltPage]:
        """Write the pages of `files`. Raises what MkDocs raises at the first that cannot be built.

        What workers log is logged here, in the order of the pages. A page at which a worker
        failed is made again here, so that its fault is told as in a build without workers.
        """
        cut = parts([posixpath.dirname(file.src_uri) for file in files])
        task = (self, files)
        for part, built in zip(cut, workers.map(_try_part, task, cut), strict=True):
            rest = range(part.start + len(built.pages), part.stop) if built.failed else range(0)
            for made in chain(built.pages, self.part(files[rest.start : rest.stop])):
                _tell(made.told)
                yield made

    def part(self, files: Sequence[File]) -> Iterator[BuiltPage]:
        """Write the pages of these files, and forget in the end what they were made of."""
        writer = PageWriter(self.config, self.docs, self.nav, self.env)
        with self._reading() as read:
            for file in files:
                page, told, asked = read(file)
                beside = self.beside(page)
                for other in beside:
                    read(other)
                with kept() as later, self.asked.noted() as also:
                    writer.write(page)
                yield BuiltPage(
                    anchors=PageAnchors.of(page),
                    noted=PageLookups(
                        joined(other.src_uri for other in beside), joined(asked | also)
                    ),
                    told=(*told, *later),
                )

    @contextmanager
    def _reading(self) -> Iterator[Callable[[File], Reading]]:
        """A function that reads pages, each once; they are forgotten in the end, for the memory.

        It gives the page, what was logged of it and what it looked for.
        """
        known: dict[str, Reading] = {}
        opened: list[Page] = []

        def read(file: File) -> Reading:
            page = file.page
            assert page is not None
            if file.src_uri not in known:
                with kept() as told, self.asked.noted() as asked:
                    if page.markdown is None:
                        opened.append(page)
                        _populate_page(page, self.config, self.files)
                known[file.src_uri] = (page, told, asked)
            return known[file.src_uri]

        try:
            yield read
        finally:
            for page in opened:
                page.markdown = page.content = page.previous_page = page.next_page = None
                page.present_anchor_ids = page.links_to_anchors = None
                page.meta, page.toc = {}, TableOfContents([])

    def tell_missing(self, found: Sequence[PageAnchors]) -> None:
        """Log each link to an anchor that is not there, in MkDocs' words, which need the page."""
        lacking = missing(found)
        present = {anchors.page: anchors.present for anchors in found if anchors.page in lacking}
        for name in leading_to(lacking, found):
            with self._reading() as read:
                page, _, _ = read(self.files.src_uris[name])
                for target in page.links_to_anchors or ():
                    if target.page is not None:
                        told = present.get(target.src_uri)
                        target.page.present_anchor_ids = None if told is None else set(parted(told))
                page.validate_anchor_links(
                    files=self.files, log_level=self.config.validation.links.anchors
                )


def parts(folders: Sequence[str]) -> list[range]:
    """Pages in parts, from the folder of each: a part ends where a folder does, or is too long."""
    found = []
    start = 0
    for number, folder in enumerate(folders):
        length = number - start
        if length >= LEAST and (folder != folders[number - 1] or length >= 2 * LEAST):
            found.append(range(start, number))
            start = number
    if start < len(folders):
        found.append(range(start, len(folders)))
    return found


def _try_part(task: tuple[Pages, Sequence[File]], part: range) -> BuiltPart:
    """What a worker does; of a fault it tells only that there was one."""
    pages, files = task
    built = BuiltPart()
    with kept():
        try:
            for made in pages.part(files[part.start : part.stop]):
                built.pages.append(made)
        except Exception:
            built.failed = True
    return built


@contextmanager
def kept() -> Iterator[list[Told]]:
    """A list of what MkDocs logs meanwhile, which is told only where an exception ends it."""
    told: list[Told] = []
    handlers, propagates = _LOG.handlers, _LOG.propagate
    _LOG.handlers, _LOG.propagate = [_Keeper(told)], False
    ended = False
    try:
        yield told
        ended = True
    finally:
        _LOG.handlers, _LOG.propagate = handlers, propagates
        if not ended:
            _tell(told)


def _tell(told: Iterable[Told]) -> None:
    for name, level, message in told:
        logging.getLogger(name).log(level, "%s", message)


class _Keeper(logging.Handler):
    def __init__(self, told: list[Told]) -> None:
        super().__init__()
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        self._told.append((record.name, record.levelno, record.getMessage()))
