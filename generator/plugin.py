"""The MkDocs plugin `reftel`, so that plain `mkdocs build` and `mkdocs serve` make the site."""

from __future__ import annotations

import logging
import shutil
from contextlib import ExitStack
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator import disk
from generator.build.workspace_build import report_withholding
from generator.editions.edition_settings import PREDEFINED, PUBLIC, edition_named, read_editions
from generator.errors import ReftelError
from generator.execution.executors import default_executor
from generator.incremental.served_site import ServedSite
from generator.mkdocs_build.build_faults import user_errors
from generator.mkdocs_build.conversion.html_blocks import convert
from generator.mkdocs_build.data_markdown import replace_data_markdown
from generator.mkdocs_build.finishing import SiteKind, finish_site
from generator.mkdocs_build.mkdocs_settings import check_settings, escape_texts
from generator.mkdocs_build.navigation import present_entries
from generator.mkdocs_build.plain_build import PlainBuild, names_folder
from generator.mkdocs_build.shells import prepare, tidy
from generator.mkdocs_build.site_build import write_pages
from generator.mkdocs_build.site_settings import site_info
from generator.mkdocs_build.site_writer import changed_extensions
from generator.mkdocs_build.theme_folders import add_theme_folders
from generator.mkdocs_build.workspace_settings import read_settings_file
from generator.model import Decisions
from generator.model.diagnostic_codes import Severity
from generator.model.diagnostics import format_at
from generator.pipeline import EditionBuild
from generator.release.acceptance import check_accepted
from generator.release.edition_folders import check_folders
from generator.release.lock import workspace_lock
from generator.release.offline import remove_old_copy
from generator.render.optional_lists import OPTIONAL_LISTS

log = logging.getLogger("mkdocs.plugins.reftel")

LEVELS = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.INFO,
    Severity.NOTE: logging.DEBUG,
}
"""Log levels. A warning concerns a damaged source, not the site: strict builds accept it."""


class ReftelSettings(Config):  # type: ignore[no-untyped-call]
    """The settings under `reftel` in `mkdocs.yml`."""

    pdf = Type(bool, default=False)
    """Whether a build makes a PDF of each cable; previews make none."""
    leave_out = Type(list, default=[])
    """The features that the site does not have; see `SiteFeature`."""
    edition = Type(str, default=PUBLIC)
    """The default edition."""
    editions = Type(dict, default={})
    """The editions by name; see `editions/edition_settings.py`."""


class ReftelPlugin(BasePlugin[ReftelSettings]):  # type: ignore[no-untyped-call]
    """Makes the pages before MkDocs collects them, and links each to the previous and next one."""

    def __init__(self) -> None:
        self._files: Files | None = None
        self._build: EditionBuild | None = None
        self._has_pages = False
        self._chosen_for: MkDocsConfig | None = None
        self.edition = PREDEFINED[PUBLIC]
        self._offline_config: MkDocsConfig | None = None
        self._serves = False
        self._by_mkdocs = False
        """Whether the build is run by one of MkDocs' own commands."""
        self._plain: PlainBuild | None = None
        """The current build, if plain `mkdocs build` runs it."""
        self._resources = ExitStack()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the overrides of the theme, and refuse settings that change addresses."""
        if not config.use_directory_urls:
            raise PluginError(
                "reftel: use_directory_urls must be true, or the addresses of cables change."
            )
        if self._chosen_for is not config:
            try:
                self.choose_edition(config, self.config.edition)
            except ReftelError as error:
                raise PluginError(str(error)) from error
        _choose_search(config, offline=self._offline_config is config)
        add_theme_folders(config)
        return config

    def choose_edition(self, config: MkDocsConfig, name: str) -> None:
        """Apply the settings of the edition of that name: title, folders, banner.

        Raises `ReftelError` if there is no such edition, docs_dir is not content/pages, a link
        leads out of the workspace, or address or titles are unsuitable.
        """
        pages = _workspace(config).pages
        if Path(config.docs_dir).resolve() != pages.resolve():
            raise ReftelError("reftel: docs_dir must be content/pages, where the pages are made.")
        editions = read_editions(self.config.editions)
        self.edition = edition_named(editions, name or self.config.edition)
        workspace = self._workspace(config)
        self._check_folders(config)
        workspace.check_links()
        self._chosen_for = config
        workspace.pages.mkdir(parents=True, exist_ok=True)
        config.docs_dir = str(workspace.pages)
        config.site_name = self.edition.title or config.site_name
        config.extra["edition"] = {
            "name": self.edition.name,
            "banner": self.edition.banner,
            "robots": self.edition.robots.value,
        }
        config.extra["left_out"] = self.config.leave_out
        if self.edition.folder and not self._serves and not names_folder():
            config.site_dir = str(workspace.root / self.edition.folder)
        check_settings(config)

    def _check_folders(self, config: MkDocsConfig) -> None:
        """Check the folders of all editions' sites, including that of `mkdocs build -d`."""
        root = _workspace(config).root
        folders = read_settings_file(Path(config.config_file_path), self.edition.name).folders
        check_folders(root, folders)
        if names_folder():
            check_folders(root, {**folders, self.edition.name: Path(config.site_dir)})

    def use_build(self, build: EditionBuild) -> None:
        """Use the pages that the command has made from `build` instead of making them."""
        self._build = build
        self._has_pages = True
        self._plain = None

    def make_offline_copy(self, config: MkDocsConfig) -> None:
        """Make the build with `config` an offline copy; other builds of the process are not."""
        self._offline_config = config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make the pages, holding the lock of the workspace until the build ends."""
        if self._has_pages:
            self._has_pages = False
            return
        self._by_mkdocs = True
        try:
            self._resources.enter_context(workspace_lock(_workspace(config).root, log.info))
            self._plain = None
            if not self._serves:
                self._plain = PlainBuild(config)
                self._resources.callback(self._plain.close)
            info = site_info(config)
            info = replace(info, pdf=info.pdf and not self._serves)
            workspace = self._workspace(config)
            decisions = disk.read_decisions(workspace, self.edition)
            self._build = write_pages(workspace, info, default_executor(), decisions)
            self._check_withholding(config, decisions)
        except (ReftelError, OSError) as error:
            message = disk.os_fault(error) if isinstance(error, OSError) else str(error)
            raise PluginError(message) from error
        if self._build.releases.fault:
            log.warning(self._build.releases.fault)
        for fault in self._build.text_faults:
            log.error(fault)
        for name, diagnostic in self._build.corpus.diagnostics:
            place = self._build.corpus.place(name, diagnostic.line)
            log.log(LEVELS[diagnostic.severity], format_at(diagnostic, place))

    def _check_withholding(self, config: MkDocsConfig, decisions: Decisions) -> None:
        """Log how many rules are in force, and which items match nothing.

        Raises `ReftelError` if the build withholds less than the site that it would replace.
        """
        assert self._build is not None
        report = report_withholding(self._build, decisions, self.edition)
        if report.in_force:
            log.info(report.in_force)
        for message in report.misses:
            log.warning(message)
        if config.strict and report.misses:
            raise ReftelError("rule items without a match; the site was not built.")
        if self._plain is not None:
            check_accepted(
                self._plain.served,
                self.edition,
                self._build.corpus.tallies,
                report.rules,
                report.hits,
            )

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Store the files, to find the pages before and after a page; see `present_entries`."""
        replace_data_markdown(files, config)
        self._files = files
        if config.nav is not None:
            config.nav = present_entries(config.nav, OPTIONAL_LISTS.keys() - files.src_uris.keys())
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Prepare the theme's templates."""
        escape_texts(config)
        prepare(env)
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Use the HTML that `reftel build` writes, unless the Markdown settings differ."""
        if changed_extensions(config) or page.markdown is None:
            return html
        converted = convert(page.markdown, page.file.src_uri)
        return html if converted is None else converted.html

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Set previous and next page within a cable, from the page's own metadata."""
        page.previous_page, page.next_page = (
            _with_html_title(self._file(page.meta.get(end))) for end in ("previous", "next")
        )
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Correct invalid HTML of the theme."""
        return tidy(output)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """The same for the error page, which MkDocs does not treat as a page."""
        return tidy(output_content) if template_name.endswith(".html") else output_content

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Finish the site: search index or offline links, leak check, manifest and checksums."""
        assert self._build is not None
        kind = SiteKind(
            edition=self.edition,
            offline=self._offline_config is config,
            pdf=self.config.pdf and not self._serves,
        )
        workspace, site = self._workspace(config), Path(config.site_dir)
        try:
            finish_site(site, workspace, self._build, kind, default_executor(), ServedSite())
            if self._plain is not None:
                self._plain.deliver(self._workspace(config))
                if old := remove_old_copy(self._plain.served):
                    log.info("reftel: %s was made from an earlier site and has been removed.", old)
        except (ReftelError, OSError) as error:
            if self._serves:  # the preview's own folder is being served
                shutil.rmtree(config.site_dir, ignore_errors=True)
            message = disk.os_fault(error) if isinstance(error, OSError) else str(error)
            raise PluginError(message) from error
        self._resources.close()

    def on_build_error(self, *, error: Exception) -> None:
        """Release the lock, so that a preview can build again.

        Raises `Abort` for errors that a user can fix and MkDocs would show as a traceback.
        """
        self._resources.close()
        if self._by_mkdocs and not isinstance(error, MkDocsException):
            try:
                with user_errors():
                    raise error
            except ReftelError as fault:
                log.error(str(fault))
                raise Abort("Aborted with a BuildError!") from error

    def on_shutdown(self) -> None:
        """Remove what an interrupted build left."""
        self._resources.close()

    def _file(self, path: Any) -> File | None:
        return self._files.src_uris.get(path) if self._files and isinstance(path, str) else None

    def _workspace(self, config: MkDocsConfig) -> disk.Workspace:
        return replace(_workspace(config), edition=self.edition.name)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch the sources of the pages instead of the pages."""
        workspace = self._workspace(config)
        server.unwatch(config.docs_dir)
        for folder in (
            workspace.root / "content" / "cables",
            workspace.root / "content" / "curated",
            workspace.root / "content" / "readings",
            workspace.root / "templates",
            disk.packaged_templates(),
        ):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview. Defining it keeps the plugin between rebuilds of one."""
        self._serves = command == "serve"


def _with_html_title(file: File | None) -> Page | None:
    """A copy of a file's page with its title marked as HTML, so that the theme does not escape it.

    The page itself is not changed: its HTML would depend on which pages were made before.
    """
    if file is None or file.page is None:
        return None
    page = copy(file.page)
    if "title" in page.meta:
        page.meta = {**page.meta, "title": Markup(page.meta["title"])}
    return page


def _choose_search(config: MkDocsConfig, *, offline: bool) -> None:
    """Enable the theme's search offline only: online, every reader would load its whole index."""
    plugin = config.plugins.get("material/search")
    if plugin is not None:
        plugin.config["enabled"] = offline
    if offline:
        config.extra["offline"] = True
        config.extra.setdefault("polyfills", []).append("assets/reftel/file-worker.js")


def _workspace(config: MkDocsConfig) -> disk.Workspace:
    return disk.Workspace(Path(config.config_file_path).parent.resolve())
