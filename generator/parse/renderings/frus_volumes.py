"""Volumes of Foreign Relations of the United States: XML with many documents.

Telegrams and airgrams are telegrams. Memoranda, editorial notes, the front matter and the index
are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.diagnostics import excerpt
from generator.model.source_text import SourceText
from generator.parse.pattern import pattern
from generator.parse.renderings import frus_tei
from generator.parse.renderings.contained_text import ContainedText
from generator.parse.renderings.frus_elements import take_apart
from generator.parse.renderings.frus_reading import is_telegram
from generator.parse.renderings.frus_xml import XmlElement, XmlFault, read_xml

DIV = pattern(
    r"<div(?:\s[^<>]{0,2000})?>|(?P<end></div\s{0,9}>)",
    '<div type="document" xml:id="d12">',
    "</div>",
)
VOLUME_START = pattern(
    r"<TEI\s[^<>]{0,2000}>(?:[ \t]{0,99}(?:\r\n|\r|\n))?", '<TEI xmlns="" xml:id="frus1973v01">\n'
)
"""The start tag of a volume, with the end of its line."""
LINE_REST = pattern(r"[ \t]*(?:\r\n|\r|\n|\Z)", "\n")
"""Nothing but the end of a line."""


def detects(text: str) -> bool:
    """True for XML with several documents, of which none is within another."""
    if not frus_tei.detects(text):
        return False
    depth, outer, count = 0, None, 0
    for match in DIV.regex.finditer(text):
        if match["end"]:
            depth -= 1
            outer = outer if outer is not None and depth > outer else None
        elif not match[0].endswith("/>"):
            if outer is None and frus_tei.DOCUMENT.match(match[0]):
                outer, count = depth, count + 1
            depth += 1
        if count > 1:
            return True
    return False


def split(text: str) -> Iterator[ContainedText]:
    """The documents, and the text between them.

    Each telegram repeats the volume's start tag, so that its number names the volume.
    """
    source = SourceText(text)
    root, fault = read_xml(text)
    start_tag = VOLUME_START.search(text) if frus_tei.volume_id(root) else None
    prefix = start_tag[0] if start_tag else ""
    position = 0
    for element in frus_tei.document_elements(root):
        start, end = _whole_lines(text, element, position)
        if start > position:
            yield _between(source, position, start)
        yield _document(source, element, start, end, prefix, fault)
        position = end
    if position < len(text):
        reason = _broken(source, fault) if fault else "the end of the volume"
        yield _left_out(source, position, len(text), "end of the volume", reason)


def _whole_lines(text: str, element: XmlElement, position: int) -> tuple[int, int]:
    """Start and end of an element, with the white space of its lines; not before `position`."""
    start = max(position, text.rfind("\n", 0, element.start) + 1)
    if text[start : element.start].strip():
        start = element.start
    rest = LINE_REST.regex.match(text, element.end)
    return start, rest.end() if rest else element.end


def _between(source: SourceText, start: int, end: int) -> ContainedText:
    label = "between documents" if start else "start of the volume"
    reason = "text between documents" if start else "the front matter of the volume"
    return _left_out(source, start, end, label, reason)


def _left_out(source: SourceText, start: int, end: int, label: str, reason: str) -> ContainedText:
    text, first_line = source.text[start:end], source.line_at(start)
    return ContainedText(text=text, first_line=first_line, label=label, left_out=reason)


def _document(
    source: SourceText,
    element: XmlElement,
    start: int,
    end: int,
    prefix: str,
    fault: XmlFault | None,
) -> ContainedText:
    """A document: a telegram, or one that is left out."""
    label = f"document {element.attributes.get('xml:id', '')}".strip()
    if fault is not None and element.end >= fault.offset:
        return _left_out(source, start, end, label, _broken(source, fault))
    document = take_apart(element)
    if not is_telegram(document):
        title = excerpt(document.title.text) if document.title else "without a title"
        return _left_out(source, start, end, label, f"not a telegram: {title}")
    return ContainedText(
        text=prefix + source.text[start:end],
        repeated=len(prefix),
        first_line=source.line_at(start),
        label=label,
    )


def _broken(source: SourceText, fault: XmlFault) -> str:
    line = source.line_at(fault.offset)
    return f"the XML is broken on line {line}: {fault.reason}"
