"""Citations of the pieces of a packet, from those on the pages of the cables."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from generator.model import Anchor
from generator.pdf import pdf_document
from generator.pdf.packet_list import place_name
from generator.pdf.packet_pieces import CablePage, PieceText


def note_of(cable: CablePage, anchors: tuple[Anchor, ...]) -> str:
    """The note that cites these paras, or the whole cable without paras."""
    return _filled(cable, "Chicago, note", anchors)


def bibliography(pieces: Iterable[PieceText]) -> list[str]:
    """One entry for each cable of a packet, in alphabetical order."""
    cables = {text.cable.mrn: text.cable for text in pieces if text.cable and text.nodes}
    entries = [_filled(cable, "Chicago, bibliography", ()) for cable in cables.values()]
    return sorted(entries, key=str.casefold)


def _filled(cable: CablePage, label: str, anchors: tuple[Anchor, ...]) -> str:
    """The citation with that label, with the places for a para filled."""
    cite = next(pdf_document.with_class(cable.article, "rt-cite"))
    terms = list(next(cite.iter("dl")))
    term = next(node for node in terms if "".join(node.itertext()).strip() == label)
    text = terms[terms.index(term) + 1]
    places = [_place(place, cite, cable, anchors) + (place.tail or "") for place in text]
    return (text.text or "") + "".join(places)


def _place(place: Element, cite: Element, cable: CablePage, anchors: tuple[Anchor, ...]) -> str:
    address = place.get("data-address")
    if address is not None:
        root = cite.get("data-root", "") if "://" in cable.address else ""
        is_para = anchors and address == "full"
        path = f"{cite.get('data-full')}#{anchors[0]}" if is_para else cite.get("data-cable", "")
        return f"{root}{path}"
    if place.get("data-pin") is None:
        return "".join(place.itertext())
    name = _pinned(cable, anchors)
    before = place.get("data-before", "")
    before = before.replace("para. ", "paras. ") if len(anchors) > 1 else before
    return f"{before}{name}{place.get('data-after', '')}" if name else ""


def _pinned(cable: CablePage, anchors: tuple[Anchor, ...]) -> str:
    """The number of the para as on its page, or the numbers of several; empty without any."""
    if len(anchors) != 1:
        return place_name([anchor for anchor in anchors if anchor.startswith("p-")])[1:]
    paras = pdf_document.with_class(cable.article, "rt-para")
    para = next(para for para in paras if para.get("id") == anchors[0])
    number = next(pdf_document.with_class(para, "rt-number"))
    return "".join(number.itertext()).strip().lstrip("¶§")
