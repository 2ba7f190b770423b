"""A packet as an HTML document for paper: cover, contents, pieces, abbreviations, citations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, tostring

from generator.model import SiteInfo
from generator.pdf import pdf_document
from generator.pdf.packet_citations import bibliography, note_of
from generator.pdf.packet_list import ReadingList
from generator.pdf.packet_pieces import CablePage, ListEntry, PieceText, entries
from generator.render import paper, site_links, urls, views

UNTITLED = "Reading packet"

LISTS = {"rt-abbreviations": "Abbreviations", "rt-notes": "Not released"}
"""The titles of the lists that pages have, by class of their section."""


def packet_style(reading_list: ReadingList, pieces: Sequence[PieceText], info: SiteInfo) -> str:
    """The style sheet with the strings on every sheet."""
    return paper.sheet_style(
        banner=marking_of(pieces),
        name=info.name,
        subject=reading_list.title or UNTITLED,
        edition=info.edition.banner,
        address=info.address,
    )


def marking_of(pieces: Sequence[PieceText]) -> str:
    """The highest classification and all captions of the cables; empty without cables."""
    return views.joint_marking([text.cable.marking for text in pieces if text.cable and text.nodes])


def packet_html(reading_list: ReadingList, pieces: Sequence[PieceText], info: SiteInfo) -> str:
    """The document of the packet."""
    title = reading_list.title or UNTITLED
    html = Element("html", {"lang": "en"})
    head = SubElement(html, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "title").text = title
    SubElement(head, "meta", {"name": "author", "content": info.name})
    body = SubElement(html, "body")
    article = SubElement(body, "article", {"class": "md-typeset rt-sheet"})
    _add_cover(article, reading_list, pieces, info)
    lists = [(name, heading, entries(pieces, name)) for name, heading in LISTS.items()]
    for number, text in enumerate(pieces, 1):
        _add_piece(article, number, text)
    for name, heading, lines in lists:
        _add_entries(article, name, heading, lines)
    _add_citations(article, bibliography(pieces))
    pdf_document.prepare(article, info.address)
    return "<!doctype html>\n" + tostring(html, "unicode", method="html")


def _add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new element at the end of `parent`; `class_` is its class."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    element = SubElement(parent, tag, named)
    element.text = text
    return element


# --- Cover -------------------------------------------------------------------------------


def _add_cover(
    article: Element, reading_list: ReadingList, pieces: Sequence[PieceText], info: SiteInfo
) -> None:
    cover = _add(article, "div", class_="rt-sheet-cover")
    if marking := marking_of(pieces):
        _add(cover, "p", marking, class_="rt-banner")
    _add(cover, "h1", reading_list.title or UNTITLED, class_="rt-sheet-title")
    _add(cover, "p", summary(pieces), class_="rt-lead")
    _add(cover, "p", ". ".join(filter(None, [info.name, info.edition.banner])), class_="rt-lead")
    if address := _address(reading_list, info):
        line = _add(cover, "p", "Address of this packet: ", class_="rt-lead")
        _add(line, "a", address, href=address)
    contents = _add(cover, "div", class_="rt-sheet-contents")
    _add(contents, "h2", "Contents", class_="rt-sheet-heading")
    lines = _add(contents, "ol")
    for number, text in enumerate(pieces, 1):
        item = _add(lines, "li")
        link = _add(item, "a", href=f"#piece-{number}")
        _add(link, "b", text.piece.name).tail = f" {_title(text)}"
        _add(item, "span", class_="rt-at", data_at=f"#piece-{number}")


def _address(reading_list: ReadingList, info: SiteInfo) -> str:
    """The address of the packet; empty if the site's is unknown or the list is from a file."""
    if not info.address or not re.fullmatch("[!-~]+", reading_list.fragment):
        return ""
    return f"{site_links.full_address(info.address, urls.PACKET)}#{reading_list.fragment}"


def summary(pieces: Sequence[PieceText]) -> str:
    """How much the packet has: `12 pieces of 5 cables, 2003-02-26 to 2008-03-11`."""
    cables = {text.cable.mrn: text.cable for text in pieces if text.cable and text.nodes}
    dates = sorted(cable.date for cable in cables.values() if cable.date)
    span = f", {dates[0]}" + (f" to {dates[-1]}" if dates[0] != dates[-1] else "") if dates else ""
    return f"{_counted(len(pieces), 'piece')} of {_counted(len(cables), 'cable')}{span}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _title(text: PieceText) -> str:
    return text.cable.subject if text.cable else "not in this edition"


# --- Pieces ------------------------------------------------------------------------------


def _add_piece(article: Element, number: int, text: PieceText) -> None:
    section = _add(article, "section", class_="rt-piece")
    heading = _add(section, "h2", f"{number}. {text.piece.name} ", class_="rt-piece-heading")
    heading.set("id", f"piece-{number}")
    _add(heading, "span", _title(text), class_="rt-piece-title")
    if text.cable is not None and text.nodes:
        _add(section, "p", _facts(text.cable), class_="rt-lead")
    if text.piece.note:
        note = _add(section, "div", class_="rt-reader-note")
        _add(_add(note, "p"), "b", "Note by the reader")
        _add(note, "p", text.piece.note)
    if text.absent:
        _add(section, "p", f"Not found in this edition: {text.absent}.", class_="rt-absent")
    if text.cable is not None and text.nodes:
        for node in text.nodes:
            _detach(node, number, text.cable)
            section.append(node)
        _add(section, "p", note_of(text.cable, text.held), class_="rt-piece-cite")


def _facts(cable: CablePage) -> str:
    edition = f"edition {cable.edition} of the text" if cable.edition else ""
    return " · ".join(filter(None, [cable.marking, cable.date, edition]))


def _detach(node: Element, number: int, cable: CablePage) -> None:
    """Make links of a part lead from anywhere, its anchors unique and its headings low."""
    for element in node.iter():
        element.attrib.pop("data-note", None)
        if anchor := element.get("id"):
            element.set("id", f"piece-{number}-{anchor}")
        if element.tag == "a":
            element.set("href", urljoin(cable.address, element.get("href", "")))
        if element.tag in ("h2", "h3"):
            element.tag = "h3"
            element.set("class", "rt-piece-section")
        if "rt-para" in pdf_document.classes(element):
            element.set("aria-label", f"Piece {number}: {element.get('aria-label')}")


# --- Lists -------------------------------------------------------------------------------


def _add_entries(article: Element, name: str, title: str, lines: Sequence[ListEntry]) -> None:
    """A list of entries; nothing without entries."""
    if not lines:
        return
    section = _add(article, "section", class_=name)
    _add(section, "h2", title, class_="rt-sheet-heading")
    items = _add(section, "ul")
    for line in lines:
        item = _add(items, "li")
        _add(item, "a", line.name, href=line.href).tail = f" {line.text(lines)}"


def _add_citations(article: Element, texts: Sequence[str]) -> None:
    if texts:
        section = _add(article, "section", class_="rt-notes rt-sheet-citations")
        _add(section, "h2", "Citations", class_="rt-sheet-heading")
        items = _add(section, "ol")
        for text in texts:
            _add(items, "li", text)
