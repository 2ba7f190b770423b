"""The Atom feed of the latest cables (RFC 4287).

A feed reader needs a permanent identifier for each entry. It is the address of the cable if the
site's address is known; otherwise a UUID made from the site's name and the cable's path, and links
are relative to the feed.
"""

from __future__ import annotations

import datetime
import textwrap
import uuid
from xml.etree import ElementTree as ET

from generator.citations.senders import sender
from generator.model import Cable, Mrn, Outline, Page, Para, SiteInfo
from generator.render import urls, views
from generator.render.markdown import plain
from generator.render.page_context import PageContext

MOST_ENTRIES = 50

MAX_SUMMARY = 300
"""Maximum length of a paragraph's text in a summary, in characters."""

NO_DATE = "1970-01-01T00:00:00Z"
"""Update time of a feed without entries: the format requires a time."""

_LANGUAGE = {"{http://www.w3.org/XML/1998/namespace}lang": "en"}
_NO_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
"""Characters that XML forbids even when escaped; `plain` replaces the control characters."""


def feed(context: PageContext) -> Page:
    """The latest cables by date, then by MRN. Cables without a year are left out.

    A cable of which only the year is known counts as the first of its year and has no `published`.
    """
    dated = [(_sent(cable), cable.id) for cable in context.cables if cable.id and cable.header.year]
    latest = sorted(dated, reverse=True)[:MOST_ENTRIES]
    info = context.info
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", **_LANGUAGE})
    _put(root, "title", info.name)
    if info.description:
        _put(root, "subtitle", info.description)
    _put(root, "id", _name(info, urls.HOME))
    _put(root, "updated", latest[0][0] if latest else NO_DATE)
    _put(ET.SubElement(root, "author"), "name", info.name)
    ET.SubElement(root, "link", rel="self", href=urls.file_address(info.address, urls.FEED))
    ET.SubElement(root, "link", rel="alternate", href=urls.full_address(info.address, urls.HOME))
    for sent, mrn in latest:
        _entry(root, info, sent, mrn, context.held[mrn])
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return Page(path=urls.FEED, text=f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n')


def _entry(root: ET.Element, info: SiteInfo, sent: str, mrn: Mrn, cable: Cable) -> None:
    page = urls.cable_page(mrn)
    entry = ET.SubElement(root, "entry")
    _put(entry, "title", f"{mrn}: {views.subject(cable)}")
    _put(entry, "id", _name(info, page))
    if cable.header.date is not None:
        _put(entry, "published", sent)
    _put(entry, "updated", sent)
    _put(ET.SubElement(entry, "author"), "name", sender(cable))
    ET.SubElement(entry, "link", rel="alternate", href=urls.full_address(info.address, page))
    for code in cable.header.tags:
        ET.SubElement(entry, "category", term=_sound(code))
    _put(entry, "summary", _summary(cable))


def _summary(cable: Cable) -> str:
    """Classification and captions, then the first para with text."""
    first = next((para for para in cable.paras if para.text.strip()), None)
    banner = views.banner(cable)
    return f"{banner}. {_beginning(first)}" if first is not None else f"{banner}."


def _beginning(para: Para) -> str:
    marking = f"({para.marking}) " if para.marking else ""
    return marking + textwrap.shorten(para.text, MAX_SUMMARY, placeholder=" …")


def _sent(cable: Outline) -> str:
    """When the cable was sent, to the minute with a date-time group, else at the earliest."""
    header = cable.header
    earliest = header.date or datetime.date(header.year or datetime.MINYEAR, 1, 1)
    at = header.dtg.at if header.dtg is not None else earliest
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _name(info: SiteInfo, page: str) -> str:
    if info.address:
        return urls.full_address(info.address, page)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{info.name}/{urls.address(page)}").urn


def _put(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _sound(text)


def _sound(text: str) -> str:
    return plain(text).translate(_NO_XML)
