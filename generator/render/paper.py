"""Print: strings for every sheet, and the addresses that a page links to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model import Cable, Mrn, Page, SiteInfo
from generator.render import site_links, urls, views
from generator.render.excerpts import excerpt
from generator.render.markdown import Md, attribute, css_string

MAX_SUBJECT = 74
"""Maximum length of the subject in a running head: one line on A4 and on Letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkNote:
    """The target of a link, for readers on paper."""

    number: int
    """Counted from 1 on each page."""
    words: str
    """The target in words."""
    address: str
    """The full address if the site's address is known, otherwise the path from the site's root."""
    link: str
    """The Markdown link target."""
    href: str
    """The link for raw HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The parts of a cable's page that are only printed."""

    sheet: str
    """The page's path within the site; the style sheet selects its sheets by it."""
    links: Sequence[LinkNote]
    """The targets of its links."""
    colophon: Md
    """Number, sender, date and subject of the cable."""
    edition: str
    """Edition code of the text."""
    address: str
    """Address of the page."""
    addresses_whole: bool
    """Whether addresses are full, not relative to the site's root."""


def colophon(cable: Cable, mrn: Mrn) -> Md:
    """Number, sender, date and subject of a cable, for raw HTML."""
    header = cable.header
    words = [attribute(word) for word in (mrn, header.sender or "", header.iso_date) if word]
    return Md(f"Cable {', '.join(words)}: {attribute(views.subject(cable))}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsLine:
    """A section in the contents of a printed cable."""

    title: str
    anchor: str
    """Anchor of its beginning; empty for a section of a damaged cable without heading and paras."""
    paras: str
    """Range of paras: `¶1–4`."""


def link_notes(info: SiteInfo, page: str, links: Iterable[tuple[str, str]]) -> list[LinkNote]:
    """The links of a page to other pages, each target once, in the order given.

    `links` are pairs of the target in words and the Markdown link target.
    """
    notes: dict[str, LinkNote] = {}
    for words, link in links:
        file, anchor = site_links.link_target(page, link)
        if file == page or link in notes:
            continue
        notes[link] = LinkNote(
            number=len(notes) + 1,
            words=words,
            address=site_links.full_address(info.address, file, anchor),
            link=link,
            href=site_links.href(page, file, anchor),
        )
    return list(notes.values())


def contents_lines(cable: Cable) -> list[ContentsLine]:
    """The sections of a cable as listed on its whole page; empty if there is only one."""
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
    """The style sheet with the strings on every sheet of a cable: marking, name, address."""
    rules = [
        _root(
            banner=views.banner(cable),
            name=mrn,
            subject=excerpt(views.subject(cable), MAX_SUBJECT),
            edition=f"Edition {edition}{_of_site(info)}",
            address=site_links.full_address(info.address, urls.cable_page(mrn)),
        )
    ]
    for page in pages:
        address = site_links.full_address(info.address, page)
        rules.append(_root(f':has([data-sheet="{site_links.address(page)}"])', address=address))
    return Page(path=urls.print_style(mrn), text=_sheet(rules))


def _of_site(info: SiteInfo) -> str:
    """The name of the site's edition in parentheses; empty if the edition has no banner."""
    return f" ({info.edition.name})" if info.edition.banner else ""


def site_style(info: SiteInfo) -> Page:
    """The style sheet for pages that belong to no cable."""
    rules = [_root(name=info.name, address=info.address)]
    return Page(path=urls.PRINT_STYLE, text=_sheet(rules))


def sheet_style(*, banner: str, name: str, subject: str, edition: str, address: str) -> str:
    """The style sheet with the strings on every sheet of a document of several cables."""
    head = excerpt(subject, MAX_SUBJECT)
    return _sheet([_root(banner=banner, name=name, subject=head, edition=edition, address=address)])


def _root(selector: str = "", **values: str) -> str:
    lines = "".join(f"  --rt-{name}: {css_string(value)};\n" for name, value in values.items())
    return f":root{selector} {{\n{lines}}}\n"


def _sheet(rules: Iterable[str]) -> str:
    return '@charset "utf-8";\n' + "".join(rules)
