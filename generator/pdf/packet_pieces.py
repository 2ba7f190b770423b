"""The text of the pieces of a packet, from the pages of a built site.

What an edition withholds is not in its pages, and so in no packet.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from generator.model import Anchor, Mrn
from generator.pdf import pdf_document
from generator.pdf.packet_list import ListedPiece, place_name
from generator.render import site_links, urls

WHOLE = frozenset("rt-para rt-gap-between rt-signature rt-trailer rt-unparsed rt-notices".split())
"""Classes of the parts of a page that are the text of its cable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CablePage:
    """The page with a whole cable."""

    mrn: Mrn
    article: Element
    address: str
    """Its full address; the path from the site's root if the site's address is unknown."""
    subject: str
    marking: str
    """Classification and captions: `SECRET // NODIS`."""
    date: str
    """ISO date; empty if unknown."""
    edition: str
    """Edition code of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceText:
    """A piece with its text."""

    piece: ListedPiece
    cable: CablePage | None
    """None if the edition does not have the cable."""
    nodes: Sequence[Element]
    """Its paras, or all parts of the cable's text."""
    missing: tuple[Anchor, ...]
    """The paras that the edition does not have."""

    @property
    def absent(self) -> str:
        """What the edition does not have of it, in words; empty if it has everything."""
        if self.cable is None:
            return self.piece.name
        return f"{place_name(self.missing)} of {self.piece.mrn}" if self.missing else ""

    @property
    def held(self) -> tuple[Anchor, ...]:
        """The paras that the edition has."""
        return tuple(anchor for anchor in self.piece.anchors if anchor not in self.missing)


def load_pieces(site: Path, pieces: Iterable[ListedPiece]) -> list[PieceText]:
    """The pieces with their text from the built site in the folder `site`."""
    pages: dict[Mrn, CablePage | None] = {}
    texts = []
    for piece in pieces:
        if piece.mrn not in pages:
            pages[piece.mrn] = _load_page(site, piece.mrn)
        texts.append(_piece_text(piece, pages[piece.mrn]))
    return texts


def root_address(pieces: Iterable[PieceText]) -> str:
    """The address for which the site was built; empty if its pages do not have it."""
    cable = next(text.cable for text in pieces if text.cable)
    return cable.address.removesuffix(site_links.address(urls.full_page(cable.mrn)))


def _load_page(site: Path, mrn: Mrn) -> CablePage | None:
    path = site_links.address(urls.full_page(mrn))
    file = site / path / "index.html"
    if not file.is_file():
        return None
    root = pdf_document.page_tree(file.read_text(encoding="utf-8"))
    article = pdf_document.article_of(root, mrn)
    colophon = _text(next(pdf_document.with_class(article, "rt-colophon"), Element("p")))
    edition = re.search(r"Edition ([0-9a-f]{8})", colophon)
    date = next((e for e in root.iter("meta") if e.get("name") == "DC.date"), Element("meta"))
    return CablePage(
        mrn=mrn,
        article=article,
        address=pdf_document.base_of(root) or path,
        subject=_text(next(article.iter("h1"), Element("h1"))),
        marking=_text(next(pdf_document.with_class(article, "rt-banner"))),
        date=date.get("content") or "",
        edition=edition[1] if edition else "",
    )


def _piece_text(piece: ListedPiece, cable: CablePage | None) -> PieceText:
    if cable is None:
        return PieceText(piece=piece, cable=None, nodes=(), missing=piece.anchors)
    paras = {para.get("id"): para for para in pdf_document.with_class(cable.article, "rt-para")}
    nodes = (
        [paras[anchor] for anchor in piece.anchors if anchor in paras]
        if piece.anchors
        else [node for node in cable.article if _is_text(node)]
    )
    return PieceText(
        piece=piece,
        cable=cable,
        nodes=[_without_tail(copy.deepcopy(node)) for node in nodes],
        missing=tuple(anchor for anchor in piece.anchors if anchor not in paras),
    )


def _is_text(node: Element) -> bool:
    classes = pdf_document.classes(node)
    return node.tag == "h2" or (node.tag == "p" and not classes) or bool(classes & WHOLE)


def _without_tail(node: Element) -> Element:
    node.tail = None
    return node


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


# --- Lists -------------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class ListEntry:
    """A line of the list of abbreviations or of exemption codes."""

    name: str
    href: str
    words: str
    mrns: list[Mrn]
    """The cables whose pages give it."""

    def text(self, lines: Sequence[ListEntry]) -> str:
        """Its words, with its cables for "this cable" and where `lines` give another meaning."""
        cables = f"in {', '.join(self.mrns)}"
        named = self.words.replace("in this cable", cables)
        is_ambiguous = sum(line.name == self.name for line in lines) > 1
        return f"{self.words} ({cables})" if is_ambiguous and named == self.words else named


def entries(pieces: Iterable[PieceText], section: str) -> list[ListEntry]:
    """What the pages list in a section (`rt-abbreviations`), as far as a piece links to it.

    They are in the order of names. A name with two meanings is listed twice.
    """
    result: dict[tuple[str, str], ListEntry] = {}
    for text in pieces:
        if text.cable is None:
            continue
        cable = text.cable
        used = {href for node in text.nodes for href in _links(node, cable)}
        for item in _items(cable.article, section):
            link = item[0]
            href = urljoin(cable.address, link.get("href", ""))
            words = _text(item).removeprefix(_text(link)).strip()
            if href in used:
                entry = ListEntry(name=_text(link), href=href, words=words, mrns=[])
                mrns = result.setdefault((href, words), entry).mrns
                if cable.mrn not in mrns:
                    mrns.append(cable.mrn)
    return sorted(result.values(), key=lambda entry: entry.name)


def _links(node: Element, cable: CablePage) -> Iterator[str]:
    return (urljoin(cable.address, link.get("href", "")) for link in node.iter("a"))


def _items(article: Element, section: str) -> Iterator[Element]:
    """The items of a section that begin with a link."""
    for list_ in pdf_document.with_class(article, section):
        yield from (item for item in list_.iter("li") if len(item) and item[0].tag == "a")
