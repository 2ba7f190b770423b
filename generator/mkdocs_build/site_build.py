"""Build the site beside the served one and put it in its place when it is whole."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config.defaults import MkDocsConfig

from generator import disk
from generator.build.workspace_build import build_workspace_pages
from generator.disk import Workspace
from generator.errors import ReftelError
from generator.execution.executors import Executor, default_executor
from generator.execution.gc_tuning import gc_frozen
from generator.incremental.build_record import (
    BuildRecord,
    previous_site_folder,
    read_record,
    write_record,
)
from generator.incremental.served_site import ServedSite
from generator.incremental.site_inputs import site_digest
from generator.mkdocs_build.build_faults import counted_warnings, user_errors
from generator.mkdocs_build.finishing import SiteKind, finish_site
from generator.mkdocs_build.site_settings import (
    load_config,
    read_site_info,
    reftel_plugin,
    site_folder,
    site_info,
)
from generator.mkdocs_build.site_writer import SiteWriter, UnknownMarkdownError, needs_mkdocs
from generator.model import Decisions, SiteInfo
from generator.pipeline import EditionBuild
from generator.release import offline
from generator.release.lock import workspace_lock
from generator.release.swap import (
    build_folder,
    check_replaceable,
    remove_build_folder,
    remove_leftovers,
    swap_in,
)

log = logging.getLogger("mkdocs.reftel")

_ADDRESS = re.compile(r"[^\s:/]+:[0-9]{1,5}|\[[0-9A-Fa-f:.]+\]:[0-9]{1,5}")
"""Host and port, as of `reftel serve`."""


Check = Callable[[EditionBuild, Decisions], None]
"""Looks at an edition before its site is built; raises `ReftelError` to stop the build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How a site is built."""

    executor: Executor = field(default_factory=default_executor)
    """Parses cables and makes pages; everything else is done by processes of this machine."""
    pdf: bool = False
    """Whether each cable gets a PDF."""
    strict: bool = False
    """Whether a build with warnings fails."""
    progress: Callable[[str], None] = lambda name: None
    """Called with each file that is parsed."""
    report: Callable[[str], object] = log.info
    """Given sentences for the user."""
    check: Check = lambda build, decisions: None


def build_site(workspace: Workspace, options: BuildOptions) -> tuple[Path, EditionBuild]:
    """Build the pages and the site of the workspace's edition, and put the site in its place.

    The site is built in a folder beside the served one, which a build that fails leaves as it was.
    Gives the site's folder, and what was built. To be called within `one_build`. Raises
    `ReftelError`.
    """
    served = site_folder(workspace)
    check_replaceable(served)
    with _recorded(workspace, options.report) as record:
        source = ServedSite(served, record.site, previous_site_folder(workspace))
        with _fresh(served) as fresh:
            build = _build(workspace, fresh, source, record, options)
            swap_in(fresh, served, previous_site_folder(workspace))
        source.thin_previous()
        record.site = source.next
        record.site.inputs = site_digest(
            served, build.corpus, disk.read_templates(workspace), read_site_info(workspace)
        )
    return served, build


def build_offline(workspace: Workspace, options: BuildOptions) -> tuple[Path, EditionBuild]:
    """Build a copy of the site that works from a disk, as a zip file beside `site_dir`.

    Gives the file, and what was built. The served site stays as it was. Raises `ReftelError` as
    `build_site` does.
    """
    served = site_folder(workspace)
    target = offline.offline_copy(served)
    config = load_config(workspace, pdf=options.pdf)
    reftel_plugin(config).make_offline_copy(config)
    with _recorded(workspace, options.report) as record, _fresh(served) as fresh:
        config.site_dir = str(fresh)
        build = _pages(workspace, config, record, options)
        _build_by_mkdocs(config, build, options)
        packed = fresh / target.name
        offline.pack_zip(fresh, packed, served.name)
        packed.replace(target)
    return target, build


def write_pages(
    workspace: Workspace,
    info: SiteInfo,
    executor: Executor,
    decisions: Decisions | None = None,
    progress: Callable[[str], None] = lambda name: None,
) -> EditionBuild:
    """Write the Markdown pages of an edition, and no site.

    `decisions` are those of the workspace, which are read if they are not given. Raises
    `ReftelError`.
    """
    if decisions is None:
        decisions = disk.read_decisions(workspace, info.edition)
    with _recorded(workspace, log.info) as record:
        return build_workspace_pages(workspace, info, executor, record, decisions, progress)


@contextmanager
def _recorded(workspace: Workspace, report: Callable[[str], object]) -> Iterator[BuildRecord]:
    """The record of the last build, written back once the pages are built.

    Also where the site then fails: its files are known by their digests, so a page is never taken
    over from a site that has another text of it.
    """
    record = read_record(workspace, report)
    pages = record.pages
    try:
        yield record
    finally:
        if record.pages is not pages:
            write_record(workspace, record)


def _build(
    workspace: Workspace,
    fresh: Path,
    source: ServedSite,
    record: BuildRecord,
    options: BuildOptions,
) -> EditionBuild:
    """Build pages and site, the latter into the folder `fresh`."""
    config = load_config(workspace, pdf=options.pdf)
    config.site_dir = str(fresh)
    reason = needs_mkdocs(config)
    if not reason:
        try:
            return _build_by_shells(workspace, config, source, record, options)
        except UnknownMarkdownError as error:
            reason = str(error)
            config = load_config(workspace, pdf=options.pdf)
            config.site_dir = str(fresh)
    options.report(f"MkDocs converts the pages, which takes longer: {reason}")
    build = _pages(workspace, config, record, options)
    _build_by_mkdocs(config, build, options)
    return build


def _build_by_shells(
    workspace: Workspace,
    config: MkDocsConfig,
    source: ServedSite,
    record: BuildRecord,
    options: BuildOptions,
) -> EditionBuild:
    """Write pages and site in one pass over the units, in page shells."""
    decisions = disk.read_decisions(workspace, reftel_plugin(config).edition)
    info = site_info(config)
    with _started(config), counted_warnings() as warnings:
        config = reftel_plugin(config).on_config(config)
        open_site = partial(SiteWriter, config, source)
        build = build_workspace_pages(
            workspace, info, options.executor, record, decisions, options.progress, open_site
        )
        options.check(build, decisions)
        kind = SiteKind(edition=info.edition, pdf=info.pdf, earlier=source.folder)
        site_dir = Path(config.site_dir)
        finish_site(site_dir, workspace, build, kind, default_executor(), source)
    _refuse_warnings(warnings.count, options)
    return build


def _pages(
    workspace: Workspace, config: MkDocsConfig, record: BuildRecord, options: BuildOptions
) -> EditionBuild:
    """Write the Markdown pages and check what was built."""
    decisions = disk.read_decisions(workspace, reftel_plugin(config).edition)
    build = build_workspace_pages(
        workspace, site_info(config), options.executor, record, decisions, options.progress
    )
    options.check(build, decisions)
    return build


def _build_by_mkdocs(config: MkDocsConfig, build: EditionBuild, options: BuildOptions) -> None:
    """Have MkDocs build the site from the Markdown pages."""
    with _started(config), counted_warnings() as warnings, gc_frozen():
        reftel_plugin(config).use_build(build)
        mkdocs_build(config)
    _refuse_warnings(warnings.count, options)


@contextmanager
def _started(config: MkDocsConfig) -> Iterator[None]:
    """Start the plugins and end them; see `user_errors`."""
    try:
        with user_errors():
            config.plugins.on_startup(command="build", dirty=False)
            yield
    finally:
        config.plugins.on_shutdown()


def _refuse_warnings(count: int, options: BuildOptions) -> None:
    if options.strict and count:
        raise ReftelError(
            f"the site was built with {count} warning{'s' if count > 1 else ''} "
            "and was not put in place."
        )


@contextmanager
def one_build(workspace: Workspace, report: Callable[[str], object]) -> Iterator[None]:
    """Be the only build of the workspace, from the first page that is written to the swap.

    Waits while there is another, and reports it. Removes the remains of builds that were killed.
    """
    served = site_folder(workspace)
    with workspace_lock(workspace.root, report):
        remove_leftovers(served)
        yield


@contextmanager
def _fresh(served: Path) -> Iterator[Path]:
    """An empty folder beside the served one, which is removed in the end."""
    fresh = build_folder(served)
    with user_errors():
        fresh.parent.mkdir(parents=True, exist_ok=True)
    try:
        with user_errors():
            fresh.mkdir()
        yield fresh
    finally:
        remove_build_folder(fresh)


def serve_site(workspace: Workspace, address: str) -> None:
    """Serve the site on `address` (host:port) and build it again when a source changes."""
    workspace.check()
    if not _ADDRESS.fullmatch(address) or not 0 < int(address.rpartition(":")[2]) < 65536:
        raise ReftelError(
            f"{address[:80]} is not an address: expected host:port, as in 127.0.0.1:8000."
        )
    workspace.pages.mkdir(parents=True, exist_ok=True)
    os.environ["REFTEL_EDITION"] = workspace.edition
    with user_errors():
        mkdocs_serve(config_file=str(workspace.settings), dev_addr=address, livereload=True)
