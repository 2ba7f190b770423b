"""What a page is made of: paragraphs, headings, lists, quotations, tables, frames, raw HTML.

Each form is read by one method, which takes the number of its first line and gives that of the
line behind it. A form that is not known, or known forms that touch where a builder might read
them otherwise, are not plain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import TypedDict

from markdown.extensions.toc import nest_toc_tokens, slugify, unique
from markdown.util import BLOCK_LEVEL_ELEMENTS
from mkdocs.structure.toc import TableOfContents, get_toc

from generator.publish.conversion.inline import ATTRIBUTES, Inline, NotPlainError, attributes
from generator.publish.conversion.links import Links


class Entry(TypedDict):
    """A heading as a line of a table of contents; its name is HTML."""

    level: int
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """A page as HTML, with what a builder asks of it."""

    html: str
    contents: TableOfContents
    """Its headings, nested."""
    title: str | None
    """The words of the first heading; None where something stands before it."""
    anchors: frozenset[str]
    """The places that can be linked to."""
    links: dict[str, dict[str, str]]
    """Its links as they were written, by the file they lead to and the anchor there."""


def convert(markdown: str, page: str) -> Converted | None:
    """The page `page` (its file below the folder of pages) from its Markdown; None if not plain."""
    try:
        return _Blocks(page).read(markdown)
    except NotPlainError:
        return None


_FRAMING = frozenset(BLOCK_LEVEL_ELEMENTS)
_ELEMENT = re.compile(r"</?([a-zA-Z][\w-]*)")
_FRAME = re.compile(
    r'<([a-z][a-z0-9]*)((?: [\w:-]+(?:="[^"<>]*")?)*) markdown="1"((?: [\w:-]+(?:="[^"<>]*")?)*)>'
)
_ID = re.compile(r' id="([^"]*)"')
_TAG = re.compile(r'</?[a-zA-Z][\w-]*(?:\s+[\w:.-]+(?:="[^"<>]*")?)*\s*/?>')
_GIVEN = re.compile(r'\s([\w:.-]+)="([^"]*)"')
_LISTED = re.compile(rf"\{{:({ATTRIBUTES}) *\}}")
_ALIGNED = re.compile(r":?-+:?")
_ACTS = re.compile(r"[\s~=>|#]|[-+*] |-+\s*$|\d+[.] |\*+\s*$")
"""The start of a line that is not running text."""
_ITEM = re.compile(r"(?:(-)|\d+[.]) (.*\S)")
"""A line of a list; the first group tells that it has no number."""
_TAG = re.compile(r"<[^<>]*>")


class _Blocks:
    """Reads one page."""

    def __init__(self, page: str) -> None:
        self._links = Links(page)
        self._inline = Inline(self._links).html
        self._lines: Sequence[str] = ()
        self._out: list[str] = []
        self._frames: list[str] = []
        self._ids: set[str] = set()
        self._headings: list[tuple[int, int, str, str]] = []
        """Place in the output, level, words, anchor; the anchor is empty where none is given."""
        self._forms: dict[str, Callable[[int], int]] = {
            "#": self._heading,
            "-": self._list,
            **dict.fromkeys("0123456789", self._numbered),
            ">": self._quotation,
            "|": self._table,
            "<": self._element,
        }

    def read(self, markdown: str) -> Converted:
        """The whole page."""
        self._lines = lines = markdown.split("\n")
        number, end = 0, len(lines)
        while number < end:
            line = lines[number]
            form = self._forms.get(line[:1], self._paragraph)
            number = form(number) if line else number + 1
        if self._frames:
            raise NotPlainError(self._frames[-1])
        contents = self._contents()
        html = "\n".join(self._out)
        first = self._headings and self._headings[0]
        return Converted(
            html=html,
            contents=contents,
            title=contents.items[0].title if first and first[:2] == (0, 1) else None,
            anchors=frozenset(_anchors(html)),
            links=self._links.met,
        )

    def _contents(self) -> TableOfContents:
        """Writes the headings, whose anchors must differ from all others, and nests them."""
        entries: list[Entry] = []
        for place, level, words, anchor in self._headings:
            name = " ".join(_TAG.sub("", words).split())
            anchor = anchor or unique(slugify(unescape(name), "-"), self._ids)
            self._out[place] = self._out[place].replace(f"<h{level}", f'<h{level} id="{anchor}"', 1)
            entries.append({"level": level, "id": unescape(anchor), "name": name})
        return get_toc(nest_toc_tokens(entries))

    def _paragraph(self, number: int) -> int:
        """Running text up to an empty line, a heading or a frame: `Words.` `{: .rt-lead }`."""
        end = number
        while end < len(self._lines) and not self._ends(self._lines[end]):
            if _ACTS.match(self._lines[end]):
                raise NotPlainError(self._lines[end])
            end += 1
        self._out.append(self._framed("p", self._lines[number:end]))
        return end

    def _ends(self, line: str) -> bool:
        """Whether a paragraph ends before `line`."""
        return not line or line[0] == "#" or (line[0] == "<" and _framing(line) is not None)

    def _framed(self, tag: str, lines: Sequence[str]) -> str:
        """A block of running text; a last line that is an attribute list is the block's."""
        listed = _LISTED.fullmatch(lines[-1])
        told = self._told(listed[1]) if listed else ""
        text = "\n".join(lines[:-1] if listed else lines)
        if not text or "  \n" in text:
            raise NotPlainError(lines[-1])
        return f"<{tag}{told}>{self._inline(text.strip())}</{tag}>"

    def _told(self, listed: str) -> str:
        told = attributes(listed)
        self._ids.update(_ID.findall(told))
        return told

    def _heading(self, number: int) -> int:
        """`## Words {: #anchor }`."""
        line = self._lines[number]
        text = line.lstrip("#")
        level = len(line) - len(text)
        words, listed = _listed(text.strip())
        escaped = words.endswith("\\#")
        if level > 6 or text[:1] != " " or not words or (words.endswith("#") and not escaped):
            raise NotPlainError(line)
        told = self._told(listed)
        given = _ID.search(told)
        html = self._inline(words)
        self._headings.append((len(self._out), level, html, given[1] if given else ""))
        self._out.append(f"<h{level}{_ID.sub('', told)}>{html}</h{level}>")
        return number + 1

    def _list(self, number: int) -> int:
        """`- Words` or `1. Words` line by line; items that empty lines part are not plain."""
        tag = "ul" if self._lines[number][0] == "-" else "ol"
        end = number
        self._out.append(f"<{tag}>")
        while end < len(self._lines) and self._lines[end] and self._lines[end][:2] != "</":
            item = _ITEM.fullmatch(self._lines[end])
            if item is None or bool(item[1]) != (tag == "ul") or self._acts(item[2]):
                raise NotPlainError(self._lines[end])
            self._out.append(f"<li>{self._inline(item[2])}</li>")
            end += 1
        self._out.append(f"</{tag}>")
        after = next((line for line in self._lines[end:] if line), "")
        if _ITEM.match(after):
            raise NotPlainError(after)
        return end

    def _numbered(self, number: int) -> int:
        """A numbered list, or running text that begins with a figure."""
        is_item = _ITEM.match(self._lines[number])
        return self._list(number) if is_item else self._paragraph(number)

    def _acts(self, line: str) -> bool:
        """Whether `line` begins a block of another kind than running text."""
        return _ACTS.match(line) is not None or self._ends(line)

    def _parted(self, number: int) -> bool:
        """Whether an empty line, a frame's end or the page's stands at `number`."""
        return (
            number >= len(self._lines)
            or not self._lines[number]
            or self._lines[number].startswith("</")
        )

    def _quotation(self, number: int) -> int:
        """`> Words`, parted by `>`; quotations that follow each other are one."""
        lines: list[str] = []
        while number < len(self._lines) and self._lines[number]:
            line = self._lines[number]
            lines.append(line.removeprefix(">").removeprefix(" "))
            if line[0] != ">" and not _LISTED.fullmatch(line):
                raise NotPlainError(line)
            number += 1
        if self._out and self._out[-1] == "</blockquote>":
            self._out.pop()
        else:
            self._out.append("<blockquote>")
        for paragraph in _parted_by_empty(lines):
            if any(map(self._acts, paragraph)):
                raise NotPlainError(paragraph[0])
            self._out.append(self._framed("p", paragraph))
        self._out.append("</blockquote>")
        return number

    def _table(self, number: int) -> int:
        """`| Head |`, `| ---: |`, `| cell |` line by line."""
        end = number
        while end < len(self._lines) and self._lines[end].startswith("|"):
            end += 1
        rows = [_cells(line) for line in self._lines[number:end]]
        if len(rows) < 2 or not self._parted(end):
            raise NotPlainError(self._lines[number])
        head, rule, *body = rows
        if not all(map(_ALIGNED.fullmatch, rule)) or any(len(row) != len(head) for row in rows):
            raise NotPlainError(self._lines[number])
        styles = [_style(cell) for cell in rule]
        self._out += ["<table>", "<thead>", self._row("th", head, styles), "</thead>", "<tbody>"]
        self._out += [self._row("td", row, styles) for row in body or [[""] * len(head)]]
        self._out += ["</tbody>", "</table>"]
        return end

    def _row(self, tag: str, cells: Sequence[str], styles: Sequence[str]) -> str:
        told = [
            f"<{tag}{style}>{self._inline(cell)}</{tag}>"
            for cell, style in zip(cells, styles, strict=True)
        ]
        return "\n".join(["<tr>", *told, "</tr>"])

    def _element(self, number: int) -> int:
        """A frame's first or last line, raw HTML, or a paragraph that begins with an element."""
        line = self._lines[number]
        name = _framing(line)
        if name is None:
            return self._paragraph(number)
        if line == f"</{name}>":
            if not self._frames or self._frames.pop() != name:
                raise NotPlainError(line)
            self._out.append(line)
            return number + 1
        frame = _FRAME.fullmatch(line)
        if frame is None:
            return self._raw(number, name)
        told = frame[2] + frame[3]
        self._ids.update(_ID.findall(told))
        self._frames.append(name)
        self._out.append(f"<{name}{told}>")
        return number + 1

    def _raw(self, number: int, name: str) -> int:
        """HTML as it is, up to the line that ends its element."""
        depth, begins = 0, number
        while number < len(self._lines):
            line = self._lines[number]
            number += 1
            depth += sum(1 if sign == "<" else -1 for sign in _ends_of(name).findall(line))
            if depth <= 0:
                break
        text = "\n".join(self._lines[begins:number])
        if depth or not text.endswith(f"</{name}>"):
            raise NotPlainError(self._lines[begins])
        self._out.append(text)
        return number


def _anchors(html: str) -> list[str]:
    """The values of `id`. Raises `NotPlainError` where a tag is odd, or could be another's."""
    tags = _TAG.findall(html)
    if len(tags) != html.count("<"):
        raise NotPlainError("an odd tag")
    found = []
    for tag in tags:
        if "id=" in tag or "name=" in tag or "markdown=" in tag:
            given = dict(_GIVEN.findall(tag))
            if "markdown" in given or (tag[:3] == "<a " and "name" in given):
                raise NotPlainError(tag)
            if "id" in given:
                found.append(unescape(given["id"]))
    return found


def _framing(line: str) -> str | None:
    """The name of the element that `line` begins or ends, where it makes a block."""
    found = _ELEMENT.match(line)
    name = found[1].lower() if found else ""
    return name if name in _FRAMING else None


@cache
def _ends_of(name: str) -> re.Pattern[str]:
    """Where an element of that name begins (`<`) or ends (`</`)."""
    return re.compile(rf"(</?){name}(?![\w-])")


def _listed(text: str) -> tuple[str, str]:
    """The words of a heading and the attribute list behind them; empty without one."""
    place = text.rfind(" {:") if text.endswith("}") else -1
    listed = _LISTED.fullmatch(text, place + 1) if place >= 0 else None
    return (text[:place].rstrip(), listed[1]) if listed else (text, "")


def _parted_by_empty(lines: Sequence[str]) -> list[list[str]]:
    """The runs of lines between empty ones."""
    runs: list[list[str]] = [[]]
    for line in lines:
        if line:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _cells(line: str) -> list[str]:
    """The cells of a table's row."""
    row = line.rstrip()
    if len(row) < 2 or row[-1] != "|" or "\\|" in row:
        raise NotPlainError(line)
    return [cell.strip() for cell in row[1:-1].split("|")]


def _style(rule: str) -> str:
    """How a column is aligned, as Python-Markdown tells it."""
    ends = rule[0] == ":", rule[-1] == ":"
    side = {(True, True): "center", (True, False): "left", (False, True): "right"}.get(ends)
    return f' style="text-align: {side};"' if side else ""
