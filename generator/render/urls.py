"""Addresses: where every page of the site stands. No other module makes a path or a link.

A page is named by its file under content/pages; its address on the site follows from it.
Addresses come from the source (MRN, para number, source line), so that adding a cable
moves nothing.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata

from generator.model import Anchor, Cable, Mrn, Section, page_anchor

HOME = "index.md"
CABLES = "cables/index.md"

LONGEST_SLUG = 60
"""Characters of a section's slug; long headings are cut at a word."""


def cable_page(mrn: Mrn) -> str:
    """The cable's front page."""
    return f"cables/{mrn}/index.md"


def full_page(mrn: Mrn) -> str:
    """The whole cable on one page: the stable address of a para."""
    return f"cables/{mrn}/full.md"


def source_page(mrn: Mrn) -> str:
    """The source as received, and the repairs."""
    return f"cables/{mrn}/source.md"


def section_page(mrn: Mrn, number: int, section: Section) -> str:
    """The page of a section, counted from 1."""
    slug = slugify(section.title) or "section"
    return f"cables/{mrn}/{number:02d}-{slug}.md"


def cables_page(period: str) -> str:
    """The list of the cables of a year or month: `2008`, `2008-03`, `undated`."""
    return f"cables/{period}.md"


def section_file(cable: Cable, mrn: Mrn, number: int, section: Section) -> str:
    """The page a section is read on: its own, or the whole cable where it is the only one."""
    return full_page(mrn) if len(cable.sections) < 2 else section_page(mrn, number, section)


def text_pages(cable: Cable, mrn: Mrn) -> dict[Anchor, str]:
    """The page on which each para, heading and transmission page is read.

    A section's own page; the whole cable's where there is one section only.
    """
    pages: dict[Anchor, str] = {h.anchor: full_page(mrn) for h in cable.headings}
    for number, section in enumerate(cable.sections, 1):
        page = section_file(cable, mrn, number, section)
        if section.heading is not None:
            pages[section.heading.anchor] = page
        for para in section.paras:
            pages[para.anchor] = page
            pages.update((page_anchor(m.number), page) for b in para.blocks for m in b.pages)
    return pages


def line_id(line: int) -> Anchor:
    """The anchor of a line on the source page."""
    return Anchor(f"L{line}")


def address(page: str) -> str:
    """The address of a page on the site, relative to its root: `cables/08MEXICO721/full/`."""
    stem = page.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("/index") + "/"


def link(page: str, target: str, anchor: str | None = None) -> str:
    """A Markdown link's target, from `page` to another page's file."""
    fragment = f"#{anchor}" if anchor else ""
    if page == target and fragment:
        return fragment
    return posixpath.relpath(target, posixpath.dirname(page) or ".") + fragment


def href(page: str, target: str, anchor: str | None = None) -> str:
    """The same for raw HTML, which MkDocs does not rewrite: from address to address."""
    fragment = f"#{anchor}" if anchor else ""
    path = posixpath.relpath(address(target) or ".", address(page) or ".")
    return ("./" if path == "." else f"{path}/") + fragment


def slugify(text: str) -> str:
    """Lower-case letters, digits and hyphens, at most `LONGEST_SLUG` characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(slug) <= LONGEST_SLUG:
        return slug
    return slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
