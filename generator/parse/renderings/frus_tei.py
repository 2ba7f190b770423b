"""The TEI rendering: a document of Foreign Relations of the United States as XML.

`<div type="document" xml:id="d12"><head>12. Telegram From the Embassy in Peru ...</head>`, alone or
in its volume. The prefix `frus:` of its attributes need not be declared.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Fate
from generator.model.diagnostics import diagnostic
from generator.model.source_text import SourceText
from generator.parse.lines import source_lines
from generator.parse.pattern import pattern
from generator.parse.renderings.frus_document import FrusDocument
from generator.parse.renderings.frus_elements import take_apart, texts_of
from generator.parse.renderings.frus_flow import Flow, FlowBuilder
from generator.parse.renderings.frus_reading import read_document
from generator.parse.renderings.frus_xml import XmlElement, XmlFault, read_xml
from generator.parse.renderings.rendered_text import RenderedText

DOCUMENT = pattern(
    r"<div\s(?:[^<>]{0,400}\s)?type=[\"']document[\"']",
    '<div type="document" n="12" xml:id="d12">',
    "<div xml:id='d12' type='document'>",
)


def detects(text: str) -> bool:
    """True for XML with a document of a volume.

    `<div type="document" n="12" xml:id="d12" frus:doc-dateTime-min="1974-04-03T10:30:00-05:00">`
    """
    return text.lstrip("\ufeff \t\r\n")[:1] == "<" and DOCUMENT.search(text) is not None


def read(source: SourceText) -> RenderedText:
    """The document; without text if it is not a telegram."""
    root, fault = read_xml(source.text)
    element = next(document_elements(root), None)
    if element is None:
        return _refused(source, fault)
    document = take_apart(element)
    volume = volume_id(root)
    if volume and document.number:
        document.number = f"{volume}/{document.number}"
    document.outside = _outside(root, element)
    if fault is not None:
        _add_fault(source, document, fault)
    return read_document(source, document)


def document_elements(root: XmlElement) -> Iterator[XmlElement]:
    """The elements `<div type="document">` that are not within another one, in order."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.name == "div" and element.attributes.get("type") == "document":
            yield element
        else:
            stack.extend(c for c in reversed(element.children) if isinstance(c, XmlElement))


def volume_id(root: XmlElement) -> str | None:
    """The id of the volume: that of the element `<TEI xml:id="frus1973v01">`; None without it."""
    volumes = (c for c in root.children if isinstance(c, XmlElement) and c.name == "TEI")
    return next((volume.attributes.get("xml:id") for volume in volumes), None)


def _refused(source: SourceText, fault: XmlFault | None) -> RenderedText:
    """XML whose document cannot be read: it breaks before it, or declares entities."""
    line = min(source.line_at(fault.offset), len(source.lines)) if fault else 1
    refusal = diagnostic(
        "form-unknown",
        line=line,
        text=source.lines[line - 1],
        form=f"XML that is not read ({fault.reason if fault else 'no document'})",
        expected='an element <div type="document">',
    )
    furniture = (
        (item, Fate.BLANK if item.is_blank else Fate.UNPARSED) for item in source_lines(source)
    )
    return RenderedText(
        lines=(), has_header=False, furniture=tuple(furniture), diagnostics=(refusal,)
    )


def _outside(root: XmlElement, document: XmlElement) -> Flow | None:
    """The text outside the document."""
    builder = FlowBuilder()
    for text in texts_of(root):
        if not document.start <= text.start < document.end:
            builder.add(text.start, text.text)
    return builder.take()


def _add_fault(source: SourceText, document: FrusDocument, fault: XmlFault) -> None:
    """What is behind a fault is not read."""
    line = min(source.line_at(fault.offset), len(source.lines))
    text = source.lines[line - 1]
    document.diagnostics.append(diagnostic("xml-broken", line=line, text=text, reason=fault.reason))
    builder = FlowBuilder()
    builder.add(fault.offset, source.text[fault.offset :])
    document.unread = builder.take()
