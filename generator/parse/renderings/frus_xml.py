"""Reads XML into elements that know their places in the source.

The parser is expat, which gives the offset of every piece of text. It accepts prefixes that are not
declared, as in a document cut out of its volume. Nothing outside the text is opened, and a document
type that declares entities is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from generator.parse.pattern import pattern

MAX_DEPTH = 100
"""Elements of a volume are nested about fifteen deep."""

PROLOGUE = pattern(
    r"\ufeff?\s*(?:<\?xml\s[^<>]{0,200}\?>)?\s*(?:<!DOCTYPE\s[^<>\[]{0,400}>)?",
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE TEI SYSTEM "tei.dtd">',
)
"""What may appear before the first element. A document type that declares something is not part."""

TAG = pattern(
    r"<(?P<end>/)?(?P<name>[A-Za-z][A-Za-z0-9.:_-]{0,60})(?:\s[^<>]{0,2000})?(?<!/)>",
    '<hi rend="italic">',
    "</frus:attachment>",
)
"""A start tag or an end tag, not that of an empty element."""

_ROOT_START, _ROOT_END = b"<root>", b"</root>"


@dataclass(slots=True)
class XmlText:
    """A run of text within one line."""

    start: int
    """Offset of its first character in the source."""
    text: str
    """The text. The character of a reference (`&amp;`) is a run of its own."""


@dataclass(slots=True)
class XmlElement:
    """An element, with its place in the source."""

    name: str
    """The name without prefix."""
    attributes: dict[str, str]
    """The attributes, with their prefixes."""
    start: int
    """Offset of its start tag."""
    end: int = 0
    """Offset after its end tag, or of the fault within it."""
    children: list[XmlElement | XmlText] = field(default_factory=list)

    def elements(self) -> Iterator[XmlElement]:
        """The elements within it, in the order of the source."""
        stack = [iter(self.children)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif isinstance(child, XmlElement):
                yield child
                stack.append(iter(child.children))


@dataclass(frozen=True, slots=True)
class XmlFault:
    """The place where a text stops being XML that is read."""

    offset: int
    reason: str
    """Why, as part of a sentence."""


def read_xml(text: str) -> tuple[XmlElement, XmlFault | None]:
    """The elements of a text up to its first fault, within an element without a name.

    Several elements may follow one another, and the start tag of a volume, `<TEI>`, may lack its
    end tag, as in documents that were cut out of a volume.
    """
    prologue = PROLOGUE.match(text)
    start = prologue.end() if prologue else 0
    if text.startswith("<!DOCTYPE", start):
        return XmlElement("", {}, start, start), XmlFault(start, "it declares entities")
    return _TreeReader(text, start).read()


def unbalanced_tags(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of tags from `start` to `end` whose other tag is outside, in order.

    Without what is between them, the text is still XML: `2.</label><item>Two <hi>is</hi> long`
    has `</label>` and `<item>`.
    """
    unbalanced: list[tuple[int, int]] = []
    opened: list[re.Match[str]] = []
    for tag in TAG.regex.finditer(text, start, end):
        if not tag["end"]:
            opened.append(tag)
        elif opened and opened[-1]["name"] == tag["name"]:
            opened.pop()
        else:
            unbalanced.append(tag.span())
    return unbalanced + [tag.span() for tag in opened]


class _DepthError(Exception):
    """Stops the parser at an element that is nested too deeply."""


class _TreeReader:
    """Builds elements from the parser's events."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.data = text[start:].encode("utf-8", "replace")
        self.root = XmlElement("", {}, start, len(text))
        self.open: list[XmlElement] = []
        """The elements that are not closed yet; the first is the root."""
        self.at_byte, self.at = 0, start
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._add_text

    def read(self) -> tuple[XmlElement, XmlFault | None]:
        """The elements and the first fault."""
        reason = None
        try:
            self.parser.Parse(_ROOT_START, False)
            self.parser.Parse(self.data, False)
            self.parser.Parse(_ROOT_END, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
        except _DepthError:
            reason = f"elements are nested more than {MAX_DEPTH} deep"
        is_cut_out = [e.name for e in self.open] == ["", "TEI"] and self._offset() >= len(self.text)
        if reason is None or is_cut_out:
            return self.root, None
        at = self._offset()
        # In an end tag that does not match, the parser is behind `</`.
        fault = XmlFault(at - 2 if self.text.endswith("</", 0, at) else at, reason)
        for element in self.open:
            element.end = fault.offset
        return self.root, fault

    def _offset(self) -> int:
        """The offset in the source of the parser's place. The place never goes back."""
        byte = self.parser.CurrentByteIndex - len(_ROOT_START)
        if byte > self.at_byte:
            self.at += len(self.data[self.at_byte : byte].decode("utf-8", "ignore"))
            self.at_byte = byte
        return min(self.at, len(self.text))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.open:
            self.open.append(self.root)
            return
        if len(self.open) > MAX_DEPTH:
            raise _DepthError
        element = XmlElement(name.rpartition(":")[2], attributes, self._offset())
        self.open[-1].children.append(element)
        self.open.append(element)

    def _end(self, name: str) -> None:
        if len(self.open) > 1:
            element, at = self.open.pop(), self._offset()
            # At the end of an empty element (`<pb/>`), the parser is behind its tag.
            is_behind = not element.children and self.text.endswith("/>", element.start, at)
            element.end = at if is_behind else self.text.find(">", at) + 1

    def _add_text(self, text: str) -> None:
        self.open[-1].children.append(XmlText(self._offset(), text))
