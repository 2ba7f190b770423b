"""Paper: the strings that stand on every sheet, and the addresses of what a page links to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model import Cable, Mrn, Page, SiteInfo
from generator.render import urls, views
from generator.render.markdown import Md, attribute, css_string

LONGEST_SUBJECT = 74
"""Characters of the subject in a running head: one line on A4 and on Letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkNote:
    """Where a link leads, for who reads it on paper."""

    number: int
    """Counted from 1 on each page."""
    words: str
    """What it leads to, in words."""
    address: str
    """Where that is: in full where the site's address is known, else from the site's root."""
    link: str
    """The link as Markdown has it."""
    href: str
    """The same for raw HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a page of a cable has for paper alone."""

    sheet: str
    """The page's address within the site, by which the style sheet knows its sheets."""
    links: Sequence[LinkNote]
    """Where its links lead."""
    colophon: Md
    """Number, sender, date and subject of the cable."""
    edition: str
    """Which text it is."""
    address: str
    """Where the page stands."""
    addresses_whole: bool
    """Whether addresses are told in full, not from the site's root."""


def colophon(cable: Cable, mrn: Mrn) -> Md:
    """Number, sender, date and subject of a cable, for raw HTML."""
    header = cable.header
    date = header.date.isoformat() if header.date else ""
    words = [attribute(word) for word in (mrn, header.sender or "", date) if word]
    return Md(f"Cable {', '.join(words)}: {attribute(views.subject(cable))}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsLine:
    """A section in the contents of a printed cable."""

    title: str
    anchor: str
    """Where it begins on the page; empty for a section of a damaged cable that has no place."""
    paras: str
    """Which paras: `¶1–4`."""


def link_notes(info: SiteInfo, page: str, links: Iterable[tuple[str, str]]) -> list[LinkNote]:
    """The links of a page to other pages, each target once, in the order given.

    A link is what it leads to in words, and its target as Markdown has it.
    """
    found: dict[str, LinkNote] = {}
    for words, link in links:
        file, anchor = urls.link_target(page, link)
        if file == page or link in found:
            continue
        found[link] = LinkNote(
            number=len(found) + 1,
            words=words,
            address=urls.full_address(info.address, file, anchor),
            link=link,
            href=urls.href(page, file, anchor),
        )
    return list(found.values())


def contents_lines(cable: Cable) -> list[ContentsLine]:
    """The sections of a cable as they stand on its whole page; empty where there is only one."""
    if len(cable.sections) < 2:
        return []
    return [
        ContentsLine(
            title=section.title,
            anchor=section.heading.anchor
            if section.heading is not None
            else (section.paras[0].anchor if section.paras else ""),
            paras=views.para_range(section.paras),
        )
        for section in cable.sections
    ]


def cable_style(info: SiteInfo, cable: Cable, mrn: Mrn, edition: str, pages: Iterable[str]) -> Page:
    """The style sheet with what stands on every sheet of a cable: marking, name, address."""
    rules = [
        _root(
            banner=views.banner(cable),
            name=mrn,
            subject=_short(views.subject(cable)),
            edition=f"Edition {edition}{_of_site(info)}",
            address=urls.full_address(info.address, urls.cable_page(mrn)),
        )
    ]
    for page in pages:
        address = urls.full_address(info.address, page)
        rules.append(_root(f':has([data-sheet="{urls.address(page)}"])', address=address))
    return Page(path=urls.print_style(mrn), text=_sheet(rules))


def _of_site(info: SiteInfo) -> str:
    """The name of the site's edition, where it has a banner."""
    return f" ({info.edition.name})" if info.edition.banner else ""


def site_style(info: SiteInfo) -> Page:
    """The same for pages that are no cable's."""
    rules = [_root(name=info.name, address=info.address)]
    return Page(path=urls.PRINT_STYLE, text=_sheet(rules))


def _root(which: str = "", **values: str) -> str:
    lines = "".join(f"  --rt-{name}: {css_string(value)};\n" for name, value in values.items())
    return f":root{which} {{\n{lines}}}\n"


def _sheet(rules: Iterable[str]) -> str:
    return '@charset "utf-8";\n' + "".join(rules)


def _short(text: str) -> str:
    if len(text) <= LONGEST_SUBJECT:
        return text
    cut = text[:LONGEST_SUBJECT].rpartition(" ")[0] or text[: LONGEST_SUBJECT - 1]
    return f"{cut} …"
