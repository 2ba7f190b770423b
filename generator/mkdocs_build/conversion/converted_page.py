"""A page of MkDocs that reads our front matter and Markdown by itself."""

from __future__ import annotations

import json
import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from generator.mkdocs_build.conversion.html_blocks import convert

EXTENSIONS = frozenset({"attr_list", "fenced_code", "md_in_html", "tables", "toc"})
"""The extensions of Python-Markdown under which pages mean what `convert` reads in them.

MkDocs adds `fenced_code` by itself; a page with fenced code is not plain.
"""

_FIELD = re.compile(r'(\w+): (?=["\[{]|(?:true|false|null)\Z)')
_value = json.JSONDecoder().raw_decode

_HIDDEN = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
"""Files that a site leaves out."""


class OwnPage(Page):
    """A page that asks Python-Markdown only where its Markdown is not plain."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Read the file: its front matter into `meta`, the rest into `markdown`."""
        told = config.plugins.on_page_read_source(page=self, config=config)
        source = _text(self.file) if told is None else told
        self.markdown, self.meta = parted(source) or get_data(source)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make `content`, `toc` and what MkDocs' check of links asks for from `markdown`.

        Where a link leads to no page of the site, MkDocs does it, which says so in its own words.
        """
        assert self.markdown is not None
        converted = convert(self.markdown, self.file.src_uri)
        if converted is None or not all(_is_shown(files, name) for name in converted.links):
            super().render(config, files)
            return
        self.content = converted.html
        self.toc = converted.contents
        self._title_from_render = converted.title
        self.present_anchor_ids = set(converted.anchors)
        self.links_to_anchors = {
            files.src_uris[name]: anchored
            for name, links in converted.links.items()
            if (anchored := {anchor: link for anchor, link in links.items() if anchor})
        }


def take_over(files: Files, config: MkDocsConfig) -> list[str]:
    """Make the pages that MkDocs has made `OwnPage`s, unless Markdown means something else there.

    Returns the names of the Markdown extensions for which it does: others than ours, ours that
    are not there, and those with settings; empty where the pages are taken over.
    """
    configured = {name for name, settings in config.mdx_configs.items() if any(settings.values())}
    others = sorted(EXTENSIONS.symmetric_difference(config.markdown_extensions) | configured)
    if not others:
        for file in files.documentation_pages():
            if file.page is not None:
                # MkDocs has given it its place and title in the navigation, which it must keep.
                file.page.__class__ = OwnPage
    return others


def parted(source: str) -> tuple[str, dict[str, Any]] | None:
    """The Markdown of a page and its front matter, a value of JSON in each line.

    None where it has another form: YAML, of which JSON is a part, may be written by hand.
    """
    end = source.find("\n---\n", 3)
    if not source.startswith("---\n") or end < 4:
        return None
    meta: dict[str, Any] = {}
    for line in source[4:end].split("\n"):
        field = _FIELD.match(line)
        if field is None:
            return None
        try:
            meta[field[1]], read = _value(line, field.end())
        except ValueError:
            return None
        if read < len(line):
            return None
    return source[end + 5 :].lstrip("\n"), meta


def _text(file: File) -> str:
    """The text of a file, as MkDocs reads it."""
    if file.abs_src_path is None:
        return file.content_string
    with open(file.abs_src_path, "rb", buffering=0) as opened:
        text = opened.readall().decode().removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _is_shown(files: Files, name: str) -> bool:
    file = files.src_uris.get(name)
    return file is not None and file.inclusion not in _HIDDEN
