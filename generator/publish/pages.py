"""The pages of a site, made part by part, by whoever takes a part."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from generator.publish.anchors import Anchors, leading_to, missing, parted
from generator.workers import Workers

LEAST = 24
"""Pages of a part: so many that reading those beside it a second time counts little."""

Told = tuple[str, int, str]
"""What was logged: logger, level, message."""

_LOG = logging.getLogger("mkdocs")


@dataclass(slots=True, kw_only=True)
class Built:
    """What came of a part."""

    anchors: list[Anchors] = field(default_factory=list)
    """Of each page that was built."""
    told: list[Told] = field(default_factory=list)
    """What was logged meanwhile."""
    failed: bool = False
    """Whether the page that follows the built ones could not be built."""


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

    def build(self, workers: Workers) -> Iterator[Anchors]:
        """Write all pages. Raises what MkDocs raises at the first page that cannot be built.

        What workers log is logged here, in the order of the pages. A page at which a worker
        failed is made again here, so that its fault is told as in a build without workers.
        """
        cut = parts([posixpath.dirname(file.src_uri) for file in self.docs])
        for part, built in zip(cut, workers.map(_try_part, self, cut), strict=True):
            for name, level, message in built.told:
                logging.getLogger(name).log(level, "%s", message)
            yield from built.anchors
            if built.failed:
                yield from self.part(range(part.start + len(built.anchors), part.stop))

    def part(self, numbers: range) -> Iterator[Anchors]:
        """Write the pages of these numbers, and forget in the end what they were made of."""
        files = self.docs[numbers.start : numbers.stop]
        own = {file.src_uri for file in files}
        with self._opened() as opened:
            for file in files:
                page = self.read(file, opened)
                for other in self.beside(page):
                    # What is to be told of a page tells the part to which it belongs.
                    with nullcontext() if other.src_uri in own else kept([]):
                        self.read(other, opened)
                _build_page(page, self.config, self.docs, self.nav, self.env)
                yield Anchors.of(page)

    def read(self, file: File, opened: list[Page]) -> Page:
        """The page of a file with its content; it is noted where it had none before."""
        page = file.page
        assert page is not None
        if page.markdown is None:
            opened.append(page)
            _populate_page(page, self.config, self.files)
        return page

    @contextmanager
    def _opened(self) -> Iterator[list[Page]]:
        """A list of pages that are forgotten in the end, for all of them would fill the memory."""
        opened: list[Page] = []
        try:
            yield opened
        finally:
            for page in opened:
                page.markdown = page.content = None
                page.meta, page.toc = {}, TableOfContents([])

    def tell_missing(self, found: Sequence[Anchors]) -> None:
        """Log each link to an anchor that is not there, in MkDocs' words, which need the page."""
        lacking = missing(found)
        present = {anchors.page: anchors.present for anchors in found if anchors.page in lacking}
        for name in leading_to(lacking, found):
            with self._opened() as opened:
                with kept([]):
                    page = self.read(self.files.src_uris[name], opened)
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


def _try_part(pages: Pages, part: range) -> Built:
    """What a worker does: it keeps what it logs, and of a fault only that there was one."""
    built = Built()
    told: list[Told] = []
    with kept(told):
        try:
            for anchors in pages.part(part):
                built.anchors.append(anchors)
                built.told += told
                told.clear()
        except Exception:
            built.failed = True
    return built


@contextmanager
def kept(told: list[Told]) -> Iterator[None]:
    """Put what MkDocs logs meanwhile into `told` instead of telling it."""
    handlers, propagates = _LOG.handlers, _LOG.propagate
    _LOG.handlers, _LOG.propagate = [_Keeper(told)], False
    try:
        yield
    finally:
        _LOG.handlers, _LOG.propagate = handlers, propagates


class _Keeper(logging.Handler):
    def __init__(self, told: list[Told]) -> None:
        super().__init__()
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        self._told.append((record.name, record.levelno, record.getMessage()))
