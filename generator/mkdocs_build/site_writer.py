"""Writes finished pages into a site's folder, from the same values as their Markdown."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping, Sequence, Set
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import mkdocs
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation

from generator.build.page_builder import SitePart
from generator.build.page_links import PageLinks, broken_links
from generator.disk import Workspace, packaged_templates, theme_folders
from generator.errors import ReftelError
from generator.incremental.served_site import ServedSite
from generator.mkdocs_build.conversion.html_blocks import ConvertedPage, convert
from generator.mkdocs_build.layout_digest import layout_digest
from generator.mkdocs_build.mkdocs_settings import escape_texts
from generator.mkdocs_build.navigation import present_entries
from generator.mkdocs_build.shells import Layout, ThemePage, align_by_class, prepare, tidy
from generator.mkdocs_build.theme_folders import own_folders
from generator.model import Page
from generator.render import site_links

EXTENSIONS = frozenset({"attr_list", "fenced_code", "md_in_html", "tables", "toc"})
"""The extensions of Python-Markdown with which pages mean what `convert` reads in them.

MkDocs adds `fenced_code` by itself. No page has fenced code.
"""

log = logging.getLogger("mkdocs.reftel")


class UnknownMarkdownError(ReftelError):
    """A page has Markdown that `convert` does not know."""


def needs_mkdocs(config: MkDocsConfig) -> str:
    """Why MkDocs itself must build the site of these settings; empty where we can.

    We write pages by ourselves where nothing but our own plugin and templates shapes them.
    """
    others = [name for name, plugin in config.plugins.items() if not _is_ours(name, plugin)]
    if others:
        return f"the plugin {others[0]} may change pages"
    if config.hooks:
        return "hooks may change pages"
    if changed := changed_extensions(config):
        return f"mkdocs.yml changes the Markdown extensions ({', '.join(changed)})"
    if config.nav is None or config.extra_templates or config.extra_javascript or config.repo_url:
        return "mkdocs.yml has no nav, or has extra_templates, extra_javascript or repo_url"
    if _has_own_templates(config):
        return "the workspace has theme templates of its own"
    return ""


def _has_own_templates(config: MkDocsConfig) -> bool:
    """Whether templates of others shape pages: they may depend on anything a page has."""
    workspace = Path(config.config_file_path).parent
    folders = {*own_folders(config), str(theme_folders(Workspace(workspace))[0])}
    ours = (packaged_templates() / "theme").resolve()
    return any(
        next(Path(folder).rglob("*.html"), None)
        for folder in folders
        if Path(folder).resolve() != ours
    )


def changed_extensions(config: MkDocsConfig) -> list[str]:
    """The Markdown extensions that are not ours, are missing, or have settings."""
    configured = {name for name, settings in config.mdx_configs.items() if any(settings.values())}
    return sorted(EXTENSIONS.symmetric_difference(config.markdown_extensions) | configured)


def _is_ours(name: str, plugin: Any) -> bool:
    """Whether a plugin is Reftel's, or is switched off; the theme's search is for served sites."""
    switched_off = getattr(plugin, "config", {}).get("enabled", True) is False
    return name in ("reftel", "material/search") or switched_off


class SiteWriter:
    """The site's folder; see `SiteSink`."""

    def __init__(self, config: MkDocsConfig, served: ServedSite, absent: Set[str]) -> None:
        """Read the theme.

        `served` is the site from which unchanged files are taken over; `absent` are the pages of
        lists that the collection does not have, which the navigation leaves out.
        """
        config.nav = present_entries(config.nav or [], absent)
        self._config = config
        self._site = Path(config.site_dir)
        self._served = served
        self._files = Files(_nav_files(config.nav, config))
        self._env = config.theme.get_env()
        self._files.add_files_from_theme(self._env, config)
        self._nav = get_navigation(self._files, config)
        escape_texts(config)
        prepare(self._env)
        self._values = {"nav": self._nav, "config": config, "mkdocs_version": mkdocs.__version__}
        self._layout = Layout(self._env, self._values)
        self._layout.load()
        self._in_nav = {page.file.src_uri: page for page in self._nav.pages}
        self.layout = served.next.layout = layout_digest(config)

    def fits(self, part: SitePart) -> bool:
        """See `SiteSink`."""
        return self._served.has(part.files)

    def take_over(self, parts: Sequence[SitePart]) -> None:
        """See `SiteSink`."""
        paths = [path for part in parts for path, _ in part.files]
        if self._served.record.layout == self.layout:
            paths += [file.dest_uri for file in self._theme_files()]
        self._served.give(paths, self._site)

    def write(self, pages: Sequence[Page]) -> SitePart:
        """See `SiteSink`. Raises `UnknownMarkdownError` where only MkDocs can make a page."""
        titles = {page.path: page.meta.get("title", "") for page in pages if page.meta}
        files, links = [], []
        for page in pages:
            if page.meta is None:
                path, data = page.path, page.text.encode("utf-8")
            else:
                converted = convert(page.body, page.path)
                if converted is None:
                    raise UnknownMarkdownError(f"{page.path} has Markdown of an unknown form.")
                html = self._html(page.path, page.meta, converted, titles)
                path = f"{site_links.address(page.path)}index.html"
                data = html.encode("utf-8", errors="xmlcharrefreplace")
                is_moved = bool(page.meta.get("moved"))
                links.append(
                    PageLinks.of(page.path, converted.anchors, converted.links, is_moved=is_moved)
                )
            _put(data, f"{self._site}/{path}")
            files.append((path, sha256(data).digest()))
        return SitePart(self.layout, tuple(files), tuple(links))

    def finish(self, parts: Sequence[SitePart]) -> None:
        """Add what is not made of units: the theme's files, the sitemap, the page for what is
        missing. Logs links that lead nowhere, for which strict builds fail.

        Raises `UnknownMarkdownError` where the navigation names a page that does not exist.
        """
        links = [page for part in parts for page in part.links]
        pages = frozenset(page.page for page in links)
        if missing := sorted(self._in_nav.keys() - pages):
            raise UnknownMarkdownError(f"the navigation names {missing[0]}, which does not exist.")
        data = (p for part in parts for p, _ in part.files if not p.endswith("index.html"))
        for message in broken_links(links, pages.union(data)):
            log.log(self._config.validation.links.anchors, message)
        for file in self._theme_files():
            if not (self._site / file.dest_uri).exists():
                file.copy_file()
        listed = sorted(page.page for page in links if not page.is_moved)
        self._write_static_templates(listed if self._config.site_url else [])

    def _write_static_templates(self, pages: Sequence[str]) -> None:
        """Write the theme's sitemap, of these pages, and its page for what is missing."""
        root = urlsplit(self._config.site_url or "/").path
        listed = [
            SimpleNamespace(
                url=url, page=SimpleNamespace(canonical_url=self._full_address(url), meta={})
            )
            for url in map(_address, pages)
        ]
        for name in sorted(self._config.theme.static_templates):
            base_url = root if name == "404.html" else "."
            values = {**self._values, "pages": listed, "base_url": base_url, "page": None}
            html = tidy(self._env.get_template(name).render(values))
            _put(html.encode("utf-8"), f"{self._site}/{name}")

    def _full_address(self, url: str) -> str | None:
        """The address of a page with that of the site; None where the latter is unknown."""
        return urljoin(self._config.site_url, url) if self._config.site_url else None

    def _theme_files(self) -> list[File]:
        return [file for file in self._files if not file.is_documentation_page()]

    def _html(
        self,
        path: str,
        meta: Mapping[str, Any],
        converted: ConvertedPage,
        titles: Mapping[str, str],
    ) -> str:
        """A page of the site. `titles` are those of the pages beside it."""
        content = align_by_class(converted.html)
        before, after = (_neighbour(meta.get(name), titles) for name in ("previous", "next"))
        page = self._in_nav.get(path)
        if page is None:
            address = _address(path)
            return self._layout.fill(
                ThemePage(
                    url=address,
                    title=meta.get("title") or converted.title,
                    content=content,
                    toc=converted.contents,
                    meta=meta,
                    canonical_url=self._full_address(address),
                    previous_page=before,
                    next_page=after,
                )
            )
        page.meta, page.content, page.toc = dict(meta), content, converted.contents
        page.previous_page, page.next_page = before, after
        page.active = True
        try:
            base_url = "/".join([".."] * page.url.count("/")) or "."
            return self._layout.render(page, base_url)
        finally:
            page.active = False


def _address(path: str) -> str:
    """The address of a page as MkDocs writes it, in percent-encoding."""
    return quote(site_links.address(path))


def _neighbour(path: Any, titles: Mapping[str, str]) -> Any:
    """The page before or after, as the theme links to it; its title is HTML."""
    if not isinstance(path, str) or path not in titles:
        return None
    return SimpleNamespace(url=_address(path), title=Markup(titles[path]))


def _nav_files(items: Iterable[Any], config: MkDocsConfig) -> list[File]:
    """The pages that the navigation names, at any depth."""
    files = []
    for item in items:
        for value in item.values() if isinstance(item, dict) else [item]:
            if isinstance(value, list):
                files += _nav_files(value, config)
            elif isinstance(value, str) and value.endswith(".md"):
                files.append(File(value, config.docs_dir, config.site_dir, use_directory_urls=True))
    return files


def _put(data: bytes, path: str) -> None:
    """Write a file; most pages have a folder of their own, in one that exists."""
    folder = os.path.dirname(path)
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
