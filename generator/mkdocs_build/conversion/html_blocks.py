"""Blocks of a page: paragraphs, headings, lists, quotations, tables, frames, raw HTML.

Each form has a method that takes the number of its first line and returns the number of the line
after it. Unknown forms are not supported, nor are adjacent blocks whose meaning is ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby

from markdown.extensions.toc import slugify
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.mkdocs_build.conversion import html_elements as elements
from generator.mkdocs_build.conversion.html_elements import UnsupportedMarkdownError, block_element
from generator.mkdocs_build.conversion.html_inline import ATTRIBUTES, InlineConverter, attributes
from generator.mkdocs_build.conversion.html_links import LinkReader
from generator.mkdocs_build.conversion.html_tables import table


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedPage:
    """A page as HTML, with its headings, anchors and links."""

    html: str
    contents: TableOfContents
    """Its headings, nested."""
    title: str | None
    """The text of a first-level heading at the start of the page; None without one."""
    anchors: frozenset[str]
    """All anchors on the page, unescaped."""
    links: dict[str, dict[str, str]]
    """Its links as written, by target file and anchor; the anchor may be empty."""


def convert(markdown: str, page: str) -> ConvertedPage | None:
    """Convert the Markdown of a page; None if it has a form that is not supported.

    `page` is the path of its Markdown file below the folder of pages.
    """
    try:
        return _Blocks(page, markdown).read()
    except UnsupportedMarkdownError:
        return None


def nested(headings: Iterable[AnchorLink]) -> list[AnchorLink]:
    """The headings of the top level, each with those below it as its `children`."""
    root = AnchorLink("", "", 0)
    path = [root]
    for heading in headings:
        while path[-1].level >= heading.level:
            path.pop()
        path[-1].children.append(heading)
        path.append(heading)
    return root.children


_LISTED = re.compile(rf"\{{:({ATTRIBUTES}) *\}}")
_ACTS = re.compile(r"[\s~=>|#]|[-+*] |[-:| ]+$|\d+[.] |\*+\s*$")
"""The start of a line that is not part of a paragraph."""
_ITEM = re.compile(r"(?:(-)|\d+[.]) (.*\S)")
"""A line of a list; the first group is the hyphen of an unnumbered one."""
_NUMBERED = re.compile("(.*)_([0-9]+)")
"""An anchor that was made unique by a number."""
_REPLACED = "\t\r\2\3"
"""Characters that Python-Markdown replaces before it reads, or uses as placeholders."""


class _Blocks:
    """Converts one page."""

    def __init__(self, page: str, markdown: str) -> None:
        if any(character in markdown for character in _REPLACED):
            raise UnsupportedMarkdownError("a character that Python-Markdown replaces")
        self._links = LinkReader(page)
        self._inline = InlineConverter(self._links).html
        self._lines = [*markdown.split("\n"), ""]
        self._out: list[str] = []
        self._frames: list[str] = []
        """The element names of open frames."""
        self._ids: set[str] = set()
        """Anchors in use, which no other heading may get."""
        self._headings: list[tuple[int, int, str, str]] = []
        """Index in the output, level, HTML, and the given anchor or an empty string."""
        self._forms: dict[str, Callable[[int], int]] = {
            "": lambda number: number + 1,
            "#": self._heading,
            "-": self._list,
            **dict.fromkeys("0123456789", self._numbered),
            ">": self._quotation,
            "|": self._table,
            "<": self._element,
        }

    def read(self) -> ConvertedPage:
        """Convert the page. Raises `UnsupportedMarkdownError`, as all methods do."""
        number = 0
        while number < len(self._lines):
            form = self._forms.get(self._lines[number][:1], self._paragraph)
            number = form(number)
        if self._frames:
            raise UnsupportedMarkdownError(self._frames[-1])
        contents = self._contents()
        html = "\n".join(self._out)
        begins = self._headings and self._headings[0][:2] == (0, 1)
        return ConvertedPage(
            html=html,
            contents=contents,
            title=contents.items[0].title if begins else None,
            anchors=frozenset(elements.anchors(html)),
            links=self._links.links,
        )

    def _contents(self) -> TableOfContents:
        """Add anchors to the headings, each of them unique, and nest the headings."""
        entries: list[AnchorLink] = []
        for place, level, words, anchor in self._headings:
            name = elements.without_tags(words)
            anchor = anchor or self._new_anchor(slugify(unescape(name), "-"))
            self._out[place] = self._out[place].replace(f"<h{level}", f'<h{level} id="{anchor}"', 1)
            entries.append(AnchorLink(name, unescape(anchor), level))
        return TableOfContents(nested(entries))

    def _new_anchor(self, anchor: str) -> str:
        """An anchor that the page does not have yet: `scope`, `scope_1`, `scope_2`."""
        while not anchor or anchor in self._ids:
            numbered = _NUMBERED.fullmatch(anchor)
            stem, number = (numbered[1], int(numbered[2])) if numbered else (anchor, 0)
            anchor = f"{stem}_{number + 1}"
        self._ids.add(anchor)
        return anchor

    def _paragraph(self, number: int) -> int:
        """A paragraph up to an empty line, a heading or a frame: `Words.` `{: .rt-lead }`."""
        end = number
        while not self._ends(self._lines[end]):
            if _ACTS.match(self._lines[end]):
                raise UnsupportedMarkdownError(self._lines[end])
            end += 1
        self._out.append(self._text(self._lines[number:end]))
        return end

    def _text(self, lines: Sequence[str]) -> str:
        """A paragraph from its lines; the last one may be an attribute list."""
        listed = _LISTED.fullmatch(lines[-1])
        paragraph_attributes = self._attributes(listed[1]) if listed else ""
        text = lines[:-1] if listed else lines
        if not text or any(line[-1].isspace() for line in text):
            raise UnsupportedMarkdownError(lines[-1])
        html = self._inline("\n".join(text))
        return f"<p{paragraph_attributes}>{html}</p>"

    def _attributes(self, listed: str) -> str:
        """An attribute list as HTML; no heading may get its anchor."""
        html = attributes(listed)
        self._ids.update(elements.ids(html))
        return html

    @staticmethod
    def _ends(line: str) -> bool:
        """Whether a paragraph ends before `line`."""
        return not line or line[0] == "#" or (line[0] == "<" and block_element(line) is not None)

    def _acts(self, line: str) -> bool:
        """Whether `line` begins a block other than a paragraph."""
        return _ACTS.match(line) is not None or self._ends(line)

    @staticmethod
    def _separates(line: str) -> bool:
        """Whether `line` is empty or ends a frame, so that it clearly separates two blocks."""
        return not line or (line.startswith("</") and block_element(line) is not None)

    def _heading(self, number: int) -> int:
        """`## Words {: #anchor }`."""
        line = self._lines[number]
        text = line.lstrip("#")
        level = len(line) - len(text)
        words, listed = _listed(text.strip())
        closed = words.endswith("#") and not words.endswith("\\#")
        if level > 6 or text[:1] != " " or not words or closed:
            raise UnsupportedMarkdownError(line)
        own = self._attributes(listed)
        html = self._inline(words)
        self._headings.append((len(self._out), level, html, "".join(elements.ids(own))))
        self._out.append(f"<h{level}{elements.without_id(own)}>{html}</h{level}>")
        return number + 1

    def _numbered(self, number: int) -> int:
        """A numbered list, or a paragraph that begins with a digit."""
        is_item = _ITEM.match(self._lines[number])
        return self._list(number) if is_item else self._paragraph(number)

    def _list(self, number: int) -> int:
        """`- Words` or `1. Words` line by line; empty lines between items are not supported."""
        tag = "ul" if self._lines[number][0] == "-" else "ol"
        self._out.append(f"<{tag}>")
        while not self._separates(self._lines[number]):
            item = _ITEM.fullmatch(self._lines[number])
            if item is None or bool(item[1]) != (tag == "ul") or self._acts(item[2]):
                raise UnsupportedMarkdownError(self._lines[number])
            self._out.append(f"<li>{self._inline(item[2])}</li>")
            number += 1
        self._out.append(f"</{tag}>")
        while number < len(self._lines) and not self._lines[number]:
            number += 1
        if number < len(self._lines) and _ITEM.match(self._lines[number]):
            raise UnsupportedMarkdownError(self._lines[number])
        return number

    def _quotation(self, number: int) -> int:
        """`> Words`, with `>` between paragraphs; adjacent quotations are one."""
        lines: list[str] = []
        while self._lines[number]:
            line = self._lines[number]
            lines.append(line.removeprefix(">").removeprefix(" "))
            if line[0] != ">" and not _LISTED.fullmatch(line):
                raise UnsupportedMarkdownError(line)
            number += 1
        if self._out and self._out[-1] == "</blockquote>":
            self._out.pop()
        else:
            self._out.append("<blockquote>")
        for paragraph in [list(run) for is_text, run in groupby(lines, bool) if is_text]:
            if any(map(self._acts, paragraph)):
                raise UnsupportedMarkdownError(paragraph[0])
            self._out.append(self._text(paragraph))
        self._out.append("</blockquote>")
        return number

    def _table(self, number: int) -> int:
        """`| Head |`, `| ---: |`, `| cell |` line by line."""
        end = number
        while self._lines[end].startswith("|"):
            end += 1
        if end < number + 2 or not self._separates(self._lines[end]):
            raise UnsupportedMarkdownError(self._lines[number])
        self._out += table(self._lines[number:end], self._inline)
        return end

    def _element(self, number: int) -> int:
        """The first or last line of a frame, raw HTML, or a paragraph that begins with a tag."""
        line = self._lines[number]
        name = block_element(line)
        if name is None:
            return self._paragraph(number)
        frame = elements.frame_tag(line)
        if frame:
            self._ids.update(elements.ids(frame))
            self._frames.append(name)
        elif line != f"</{name}>":
            return self._raw(number, name)
        elif not self._frames or self._frames.pop() != name:
            raise UnsupportedMarkdownError(line)
        self._out.append(frame or line)
        return number + 1

    def _raw(self, number: int, name: str) -> int:
        """Raw HTML up to the line that ends its element, unchanged."""
        depth, begins = 0, number
        ends = elements.tag_pattern(name)
        while number == begins or (depth and number < len(self._lines)):
            line = self._lines[number]
            for place, tag_start in enumerate(ends.findall(line) if name in line else ()):
                if not depth and (place or number > begins):
                    raise UnsupportedMarkdownError(line)
                depth += 1 if tag_start == "<" else -1
            number += 1
        html = "\n".join(self._lines[begins:number])
        if depth or not html.endswith(f"</{name}>") or not elements.is_well_formed(html):
            raise UnsupportedMarkdownError(self._lines[begins])
        if self._frames:
            self._ids.update(elements.raw_html_ids(html))
        self._out.append(html)
        return number


def _listed(text: str) -> tuple[str, str]:
    """The text of a heading, and its attribute list or an empty string."""
    place = text.rfind(" {:") if text.endswith("}") else -1
    listed = _LISTED.fullmatch(text, place + 1) if place >= 0 else None
    return (text[:place].rstrip(), listed[1]) if listed else (text, "")
