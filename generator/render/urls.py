"""Addresses: where every page of the site stands. No other module makes a path or a link.

A page is named by its file under content/pages; its address on the site follows from it.
Addresses come from the source (MRN, para number, source line), so that adding a cable
moves nothing.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from functools import lru_cache

from generator.model import (
    Anchor,
    Cable,
    Event,
    Mrn,
    Outline,
    Precision,
    Section,
    SectionOutline,
    full_year,
    page_anchor,
    split_mrn,
)
from generator.render.markdown import Md

HOME = "index.md"
SEARCH = "search/index.md"
CABLES = "cables/index.md"
GLOSSARY = "glossary/index.md"
OPEN_TERMS = "open-terms.md"
REFERENCES = "references/index.md"
WANTED = "references/wanted.csv"
POSTS = "posts/index.md"
TAGS = "tags/index.md"
CHRONOLOGY = "chronology/index.md"
QUESTIONS = "questions/index.md"
ORGANISATIONS = "organisations/index.md"
PRINT_STYLE = "print.css"
ABOUT = "about.md"
WITHHELD = "withheld/index.md"
REQUESTS = "requests/index.md"
FEED = "feed.xml"
EXPORTS = "exports/index.md"
DATA_PACKAGE = "exports/datapackage.json"
CABLE_SCHEMA = "exports/cable.schema.json"
CHECKSUMS = "exports/SHA256SUMS"

RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "index", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))]
)
"""Names that some system or builder keeps for itself: Windows devices, MkDocs' index."""

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


def section_page(mrn: Mrn, number: int, section: Section | SectionOutline) -> str:
    """The page of a section, counted from 1."""
    slug = slugify(section.title) or "section"
    return f"cables/{mrn}/{number:02d}-{slug}.md"


def section_number(mrn: Mrn, page: str) -> int | None:
    """Which section of a cable has the page, counted from 1; None for a page that is no section's.

    The other pages of a cable have no hyphen in their names.
    """
    number, hyphen, _ = page.removeprefix(f"cables/{mrn}/").partition("-")
    return int(number) if hyphen else None


def print_style(mrn: Mrn) -> str:
    """The style sheet with what stands on every printed sheet of a cable."""
    return f"cables/{mrn}/print.css"


def cable_data(mrn: Mrn) -> str:
    """The cable as JSON."""
    return f"cables/{mrn}/cable.json"


def table_file(table: str, ending: str) -> str:
    """A table of the exports: `exports/paras.csv`."""
    return f"exports/{table}.{ending}"


def pdf_href(mrn: Mrn) -> str:
    """The cable's PDF, as a link from its front page."""
    return f"{mrn}.pdf"


def citation_file(mrn: Mrn, ending: str) -> str:
    """A cable's citation for reference managers: `bib`, `ris`, or `json` for CSL-JSON."""
    return f"cables/{mrn}/cite.{'csl.json' if ending == 'json' else ending}"


def cables_page(period: str) -> str:
    """The list of the cables of a year or month: `2008`, `2008-03`, `undated`."""
    return f"cables/{period}.md"


def term_page(short: str) -> str:
    """The glossary entry of a short form: no other has the same, on no file system."""
    return f"glossary/{term_slug(short)}.md"


def term_uses_page(short: str, period: str) -> str:
    """The uses of a short form in the cables of a period."""
    return f"glossary/{term_slug(short)}/{period}.md"


def letter_page(letter: str) -> str:
    """The glossary's short forms that begin with a letter, where one list is too long."""
    return f"glossary/a-z/{letter.lower()}.md"


def organisations_page(letter: str) -> str:
    """The organisations whose short forms begin with a letter, where one list is too long."""
    return f"organisations/{letter.lower()}.md"


def term_slug(short: str) -> str:
    """The short form in characters that every address and file system bears, told apart again.

    Capitals become small; where the short form has small letters, their places follow as a
    number: `INM` inm, `G/TIP` g_tip, `PhRMA` phrma=2.
    """
    capitals = short.isascii() and short.isalnum() and short.isupper()
    slug = short.lower() if capitals else _sign_by_sign(short)
    return slug + "=" if slug in RESERVED else slug


def _sign_by_sign(short: str) -> str:
    small = sum(1 << i for i, c in enumerate(short) if c.islower())
    slug = "".join(_SIGNS.get(c) or _plain(c) for c in short)
    return f"{slug}={small:x}" if small else slug


_SIGNS = {"/": "_", "&": "+", " ": "."}


def _plain(sign: str) -> str:
    if sign.isascii() and (sign.isalnum() or sign == "-"):
        return sign.lower()
    return f"={ord(sign):x}="


def withheld_year(year: str) -> str:
    """The cables of a year that are withheld as a whole. An entry's anchor is the MRN."""
    return f"withheld/{year}.md"


def withheld_page(mrn: Mrn) -> str:
    """The page on which a cable that is withheld as a whole is told."""
    year, _, _ = split_mrn(mrn) or (0, mrn, 0)
    return withheld_year(str(full_year(year)))


def rule_anchor(rule: str) -> str:
    """The anchor of a rule on the page about what is withheld."""
    return f"rule-{rule}"


def requests_year(year: str) -> str:
    """What the cables of a year ask to be withheld."""
    return f"requests/{year}.md"


def not_held_page(mrn: Mrn) -> str:
    """The page of cited cables that are not held, of one post and year, a thousand numbers each.

    The entry's anchor is the MRN.
    """
    year, post, number = split_mrn(mrn) or (0, mrn, 0)
    return f"references/{year:02d}{post}-{number // 1000}.md"


def not_held_year(year: str) -> str:
    """The cited cables of a year that are not held."""
    return f"references/{year}.md"


def post_page(post: str, period: str = "") -> str:
    """The cables of a post, or of a period there."""
    return f"posts/{file_name(post)}{period and '/' + period}.md"


def tag_page(code: str, period: str = "") -> str:
    """The cables with a TAGS code, or those of a period."""
    return f"tags/{file_name(code)}{period and '/' + period}.md"


def chronology_page(period: str) -> str:
    """The events of a year, or of a month."""
    return f"chronology/{period}.md"


def questions_list(period: str) -> str:
    """The questions first asked in a year, where one list is too long."""
    return f"questions/lists/{file_name(period)}.md"


def question_page(key: str, period: str = "") -> str:
    """A question with its answers, or with those of a period."""
    return f"questions/{file_name(key)}{period and '/' + period}.md"


def date_anchor(event: Event) -> Anchor:
    """The address of a date in the chronology, shared by all events of that date."""
    first, last = event.first.isoformat(), event.last.isoformat()
    shown = {
        Precision.DAY: first,
        Precision.MONTH: first[:7],
        Precision.YEAR: first[:4],
        Precision.RANGE: f"{first}--{last}",
    }
    return Anchor(f"d-{shown[event.precision]}")


def month_anchor(day: str) -> Anchor:
    """Where the month of an ISO date begins in a list of cables."""
    return Anchor(f"m-{day[:7]}")


def note_anchor(anchor: Anchor, block: int, start: int) -> Anchor:
    """Where a page says why words in a para are no link."""
    return Anchor(f"n-{anchor}-{block}-{start}")


def file_name(name: str) -> str:
    """A name in small letters, digits and hyphens that every file system bears."""
    slug = slugify(name) or "none"
    return slug + "=" if slug in RESERVED else slug


def section_file(
    cable: Cable | Outline, mrn: Mrn, number: int, section: Section | SectionOutline
) -> str:
    """The page a section is read on: its own, or the whole cable where it is the only one."""
    return full_page(mrn) if len(cable.sections) < 2 else section_page(mrn, number, section)


def text_pages(cable: Outline, mrn: Mrn) -> dict[Anchor, str]:
    """The page on which each para, heading and transmission page is read.

    A section's own page; the whole cable's where there is one section only.
    """
    pages: dict[Anchor, str] = dict.fromkeys(cable.headings, full_page(mrn))
    for number, section in enumerate(cable.sections, 1):
        page = section_file(cable, mrn, number, section)
        if section.heading is not None:
            pages[section.heading] = page
        pages.update(dict.fromkeys(section.names, page))
        pages.update((page_anchor(number), page) for number in section.pages)
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


def link(page: str, target: str, anchor: str | None = None) -> Md:
    """A Markdown link's target, from `page` to another page's file.

    It needs no escaping: addresses are made of letters, digits and `/ . - _ + = #`.
    """
    fragment = f"#{anchor}" if anchor else ""
    if page == target and fragment:
        return Md(fragment)
    return Md(_way(page.rpartition("/")[0], target) + fragment)


def href(page: str, target: str, anchor: str | None = None) -> Md:
    """The same for raw HTML, which MkDocs does not rewrite: from address to address."""
    fragment = f"#{anchor}" if anchor else ""
    return Md((_way(address(page)[:-1], address(target)[:-1]) or ".") + "/" + fragment)


def file_href(page: str, file: str) -> str:
    """Link for raw HTML from a page to a file that stands beside the pages."""
    return _way(address(page)[:-1], file)


@lru_cache(maxsize=4096)
def _way(folder: str, target: str) -> str:
    """From a folder to a file or folder, both by their way from the root; empty to itself."""
    here = folder.split("/") if folder else []
    there = target.split("/") if target else []
    while here and there and here[0] == there[0]:
        del here[0], there[0]
    return "/".join([".."] * len(here) + there)


def link_target(page: str, link: str) -> tuple[str, str]:
    """The file and the anchor to which a link made by `link` leads; no anchor is empty."""
    path, _, anchor = link.partition("#")
    if not path:
        return page, anchor
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)), anchor


def full_address(root: str, page: str, anchor: str = "") -> str:
    """Where a page stands: below the site's address, or from the site's root where `root` is ""."""
    fragment = f"#{anchor}" if anchor else ""
    return f"{root}{address(page)}{fragment}" or "./"


def file_address(root: str, path: str) -> str:
    """The same of a file that is no page."""
    return f"{root}{path}"


@lru_cache(maxsize=1024)
def slugify(text: str) -> str:
    """Lower-case letters, digits and hyphens, at most `LONGEST_SLUG` characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(slug) <= LONGEST_SLUG:
        return slug
    return slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
