"""Turns a built page of the site into an HTML document for paper, and that into a PDF."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, tostring

from generator.errors import ReftelError

PDF_OPTIONS = {"pdf_variant": "pdf/ua-1", "custom_metadata": False}
"""Tagged PDF, for screen readers."""

SCREEN_ONLY = frozenset(
    """rt-trail rt-tools rt-copy rt-cite rt-folding rt-action rt-banner--end
    md-content__button md-source-file md-feedback""".split()
)
"""Classes of elements for the screen only, and of the second marking: every sheet has one."""

PDF_TAGS = {"details": "div", "summary": "p", "pre": "p", "nav": "div"}
"""Replacements for elements without a PDF tag of their own."""

PLAIN_LINKS = frozenset(["rt-number", "rt-marking"])
"""Classes of links to their own place, and of links repeated in each para."""


def weasyprint() -> ModuleType:
    """The library that makes PDFs. Raises `ReftelError` if it is not installed."""
    try:
        return importlib.import_module("weasyprint")
    except ImportError as error:
        raise ReftelError("PDFs need WeasyPrint: pip install 'reftel[pdf]'.") from error
    except OSError as error:
        raise ReftelError(
            "WeasyPrint cannot find Pango: on Debian, apt-get install libpango-1.0-0 "
            f"libpangoft2-1.0-0 libharfbuzz-subset0. ({error})"
        ) from error


def paper_html(page: str, mrn: str) -> str:
    """The HTML of a cable's PDF, from the HTML of its whole page. Raises `ReftelError`."""
    root = page_tree(page)
    article = article_of(root, mrn)
    prepare(article, base_of(root))
    return "<!doctype html>\n" + tostring(_html(root, article, mrn), "unicode", method="html")


def page_tree(page: str) -> Element:
    """The elements of a page's HTML; nothing is fetched."""
    root = weasyprint().HTML(string=page, url_fetcher=_no_fetcher()).etree_element
    assert isinstance(root, Element)
    return root


def article_of(root: Element, mrn: str) -> Element:
    """The text of a cable's page. Raises `ReftelError` if it has none."""
    article = next((e for e in root.iter("article") if "md-typeset" in classes(e)), None)
    if article is None:
        raise ReftelError(f"the page of {mrn} has no text: build the site again.")
    return article


def base_of(root: Element) -> str:
    """The full address of a page; empty if the site's address is unknown."""
    links = (e for e in root.iter("link") if e.get("rel") == "canonical")
    return next((e.get("href") or "" for e in links), "")


def with_class(root: Element, name: str) -> Iterator[Element]:
    """The elements of that class, in order."""
    return (element for element in root.iter() if name in classes(element))


def prepare(article: Element, base: str) -> None:
    """Turn a page's text into text for paper; its links lead from the address `base`."""
    _drop(article)
    for element in article.iter():
        _for_paper(element, base)
        _blanks_inward(element)


def _html(root: Element, article: Element, mrn: str) -> Element:
    """The document around the text: language, title, author, subject, keywords."""
    html = Element("html", {"lang": root.get("lang", "en")})
    head = SubElement(html, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    heading = " ".join("".join(next(article.iter("h1"), Element("h1")).itertext()).split())
    SubElement(head, "title").text = f"{mrn}: {heading}"
    for meta in root.iter("meta"):
        name = meta.get("name") or ""
        if name in ("author", "description", "keywords") and meta.get("content"):
            SubElement(head, "meta", {"name": name, "content": meta.get("content") or ""})
    SubElement(html, "body").append(article)
    return html


def _drop(element: Element) -> None:
    """Remove what is for the screen only; the text after it stays."""
    for child in list(element):
        if classes(child) & SCREEN_ONLY or child.tag in ("button", "script", "style", "form"):
            _keep_tail(element, child)
            element.remove(child)
        else:
            _drop(child)


def _keep_tail(parent: Element, child: Element) -> None:
    at = list(parent).index(child)
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")


def _for_paper(element: Element, base: str) -> None:
    """Give an element a tag that PDF has, and a link its full address."""
    names = classes(element)
    tag = str(element.tag)
    if tag == "summary":
        element.set("class", "rt-summary")
    if "rt-banner" in names:
        element.tag = "p"
    element.tag = PDF_TAGS.get(tag, element.tag)
    element.attrib.pop("open", None)
    _note_in_text(element)
    if tag == "a":
        href = element.get("href", "")
        if not href.startswith("#") and base:
            element.set("href", urljoin(base, href))
        elif not href.startswith("#") or names & PLAIN_LINKS:
            element.tag = "span"
            element.attrib.pop("href", None)


def _note_in_text(element: Element) -> None:
    """Write the number of a link's note as text: drawn by the style sheet, it would be a link."""
    number = element.attrib.pop("data-note", "")
    if number:
        element.text = f"{element.text or ''} [{number}]"


INLINE_TAGS = frozenset(["a", "b", "code", "del", "ins", "small", "span"])
"""Elements within running text."""


def _blanks_inward(element: Element) -> None:
    """Move the blank before an inline element into that element.

    If text ends in a blank before such an element and only the last word of the line must wrap,
    WeasyPrint 70 breaks the line after its first word.
    """
    before: Element | None = None
    for child in element:
        text = (element.text if before is None else before.tail) or ""
        if child.tag in INLINE_TAGS and text != text.rstrip() and not len(child):
            if before is None:
                element.text = text.rstrip()
            else:
                before.tail = text.rstrip()
            if child.text:
                child.text = f" {child.text}"
            else:
                child.tail = f" {child.tail or ''}"
        before = child


def classes(element: Element) -> set[str]:
    """The classes of an element."""
    return set((element.get("class") or "").split())


def render_pdf(html: str, styles: Iterable[str], identifier: str) -> bytes:
    """The PDF of a document laid out with `styles`; `identifier` is stored in it.

    Nothing is fetched: the document contains everything that it shows.
    """
    library = weasyprint()
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    sheets = [library.CSS(string=style, url_fetcher=_no_fetcher()) for style in styles]
    laid_out = library.HTML(string=html, url_fetcher=_no_fetcher())
    names = _names(laid_out.etree_element)

    def finish(_: object, pdf: Any) -> None:
        _mark_margins(pdf)
        _name_links(pdf, names)

    data = laid_out.write_pdf(
        stylesheets=sheets, pdf_identifier=identifier, finisher=finish, **PDF_OPTIONS
    )
    assert isinstance(data, bytes)
    return data


def _names(root: Element) -> dict[str, str]:
    """The name of each anchor of a document: a para's label, a heading's words."""
    return {
        anchor: element.get("aria-label") or " ".join("".join(element.itertext()).split())
        for element in root.iter()
        if (anchor := element.get("id"))
    }


def _no_fetcher() -> Any:
    """A fetcher that refuses every address."""
    return weasyprint().URLFetcher(allowed_protocols=())


# --- For screen readers ---------------------------------------------------


def _mark_margins(pdf: Any) -> None:
    """Mark the margins as artifacts, so that they are not read aloud.

    WeasyPrint gives them tags outside the structure tree, which PDF/UA forbids.
    """
    objects = {item.reference: item for item in pdf.objects}
    root = objects[pdf.catalog["StructTreeRoot"]]
    tagged = set(_below(root, objects))
    numbers = objects[root["ParentTree"]]["Nums"]
    for at, page in enumerate(pdf.page_references):
        owners = numbers[2 * at + 1]
        loose = {mcid for mcid, owner in enumerate(owners) if owner not in tagged}
        _as_artifacts(objects[objects[page]["Contents"]].stream, loose)
        owners[:] = ["null" if mcid in loose else owner for mcid, owner in enumerate(owners)]
    for item in pdf.objects:
        if _is_element(item) and item.reference not in tagged:
            item.free = "f"


def _name_links(pdf: Any, names: Mapping[str, str]) -> None:
    """Describe each link within the document by its target; WeasyPrint gives only the anchor."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link" and "Dest" in item:
            name = names.get(item["Dest"].string, "")
            if name:
                item["Contents"] = type(item["Contents"])(name)


def _below(element: Any, objects: dict[bytes, Any]) -> Iterator[bytes]:
    """The elements of the structure tree, from `element` down."""
    stack = [element]
    while stack:
        node = stack.pop()
        yield node.reference
        kids = [objects.get(kid) for kid in node.get("K", ()) if isinstance(kid, bytes)]
        stack.extend(kid for kid in kids if _is_element(kid))


def _is_element(item: Any) -> bool:
    return isinstance(item, dict) and item.get("Type") == "/StructElem"


def _as_artifacts(stream: list[Any], loose: set[int]) -> None:
    """Turn the marked content with these numbers into artifacts."""
    for at, operator in enumerate(stream):
        if operator == b"BDC" and stream[at - 1].get("MCID") in loose:
            stream[at - 2] = "/Artifact"
            stream[at - 1] = b"<</Type /Pagination>>"
