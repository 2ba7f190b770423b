"""The blocks of a reading, from its CommonMark.

Only the forms below are read, so that no markup of an editor reaches a page unseen: headings,
paragraphs, lists of one level, block quotations, rules; emphasis, code and links in them. HTML is
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from generator.curated.numbers import read_mrn, read_para, read_para_of_cable
from generator.curated.yaml_fields import Faults, quoted
from generator.model import (
    Anchor,
    BlockForm,
    Mrn,
    Quotation,
    ReadingBlock,
    SpanStyle,
    TextSpan,
)

SOURCE = re.compile(r"\s*(?:-{2,}|[—–])\s*(?P<para>\S.*?)\s*")
"""The last line of a quotation: `-- 08LIMA12 para 3`, `— 08LIMA12 ¶3`."""

LEFT_OUT = re.compile(r"\[(?:\.{3}|…)\]")
"""Words that an editor left out: `[...]`."""

SCHEMES = frozenset({"http", "https", "mailto"})
"""The kinds of addresses outside the site that a reading may link to."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")

_LISTS = {"bullet_list": BlockForm.BULLET, "ordered_list": BlockForm.NUMBERED}
_STYLES = {"em": SpanStyle.EMPHASIS, "strong": SpanStyle.STRONG}
_PLAIN = frozenset({"text", "softbreak", "hardbreak"})


@dataclass(frozen=True, slots=True)
class _Link:
    """The target of a link."""

    address: str = ""
    mrn: Mrn | None = None
    anchor: Anchor | None = None


_NO_LINK = _Link()


def read_blocks(markdown: str, lines_before: int, faults: Faults) -> Iterator[ReadingBlock]:
    """The blocks of a reading whose text begins after so many lines of its file."""
    root = SyntaxTreeNode(MarkdownIt("commonmark", {"html": False}).parse(markdown))
    return _nested(_ReadingParser(lines_before, faults).read(root.children))


def _nested(blocks: Iterable[ReadingBlock]) -> Iterator[ReadingBlock]:
    """The blocks with headings from the second level on, below the title, that skip no level."""
    blocks = [*blocks]
    down = any(block.level == 1 for block in blocks)
    above = 1
    for block in blocks:
        if block.level:
            above = min(block.level + down, above + 1, 6)
            yield replace(block, level=above)
        else:
            yield block


class _ReadingParser:
    """Reads the blocks of one reading."""

    def __init__(self, lines_before: int, faults: Faults) -> None:
        self._before = lines_before
        self._faults = faults

    def read(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[ReadingBlock]:
        """The blocks in order."""
        previous = ""
        for index, node in enumerate(nodes):
            line = self._line(node)
            if node.type == "heading":
                level = int(node.tag[1:])
                yield ReadingBlock(
                    form=BlockForm.HEADING, line=line, spans=self._spans(node), level=level
                )
            elif node.type == "paragraph":
                if not (previous == "blockquote" and self._is_source(node)):
                    spans = self._spans(node)
                    yield ReadingBlock(form=BlockForm.PARAGRAPH, line=line, spans=spans)
            elif node.type in _LISTS:
                if previous in _LISTS:
                    self._faults.add(line, "two lists in a row: write a paragraph between them.")
                yield from self._list(node)
            elif node.type == "blockquote":
                following = nodes[index + 1] if index + 1 < len(nodes) else None
                yield from self._blockquote(node, following)
            elif node.type == "hr":
                yield ReadingBlock(form=BlockForm.RULE, line=line)
            else:
                self._refuse(node)
            previous = node.type

    def _line(self, node: SyntaxTreeNode) -> int:
        return self._before + (node.map[0] if node.map else 0) + 1

    def _refuse(self, node: SyntaxTreeNode) -> None:
        what = node.type.replace("_", " ")
        self._faults.add(
            self._line(node),
            f"a reading has no {what}: write headings, paragraphs, lists of one level and "
            "quotations.",
        )

    def _list(self, node: SyntaxTreeNode) -> Iterator[ReadingBlock]:
        """The items of a list, each of one paragraph."""
        form = _LISTS[node.type]
        if node.attrs.get("start", 1) != 1:
            self._faults.add(self._line(node), "a numbered list begins with '1.'.")
        for item in node.children:
            if [child.type for child in item.children] != ["paragraph"]:
                self._faults.add(
                    self._line(item), "an item of a list has one paragraph and no list in it."
                )
                continue
            spans = self._spans(item.children[0])
            yield ReadingBlock(form=form, line=self._line(item), spans=spans)

    # --- Quotations -----------------------------------------------------------------------

    def _blockquote(
        self, node: SyntaxTreeNode, following: SyntaxTreeNode | None
    ) -> Iterator[ReadingBlock]:
        """A quotation of a para, or the paragraphs of a quotation of anything else."""
        if {child.type for child in node.children} - {"paragraph"} or not node.children:
            self._faults.add(
                self._line(node),
                "a block quotation has paragraphs only; to quote a cable, end it with a line "
                "'-- 08LIMA12 para 3'.",
            )
            return
        source = following if following is not None and self._is_source(following) else None
        lines = [line for child in node.children for line in self._text_lines(child)]
        if source is None and SOURCE.fullmatch(lines[-1]):
            text, words = lines[-1], lines[:-1]
        elif source is not None:
            text, words = self._text_lines(source)[0], lines
        else:
            for child in node.children:
                yield ReadingBlock(
                    form=BlockForm.QUOTED, line=self._line(child), spans=self._spans(child)
                )
            return
        yield from self._quotation(node, " ".join(words), text)

    def _quotation(self, node: SyntaxTreeNode, words: str, source: str) -> Iterator[ReadingBlock]:
        line = self._line(node)
        for child in node.walk():
            if child.type not in _PLAIN | {"blockquote", "paragraph", "inline"}:
                self._faults.add(
                    line,
                    f"a quotation of a cable has no markup of its own ('{child.type}'): write a "
                    "backslash before a character that is the cable's, as in '\\*'.",
                )
                return
        match = SOURCE.fullmatch(source)
        assert match is not None
        named = read_para_of_cable(match["para"], line, self._faults)
        pieces = tuple(" ".join(piece.split()) for piece in LEFT_OUT.split(words))
        pieces = tuple(filter(None, pieces))
        if not pieces:
            self._faults.add(line, "the quotation has no words: write them after '> '.")
        elif named is not None:
            quotation = Quotation(mrn=named[0], anchor=named[1], pieces=pieces)
            yield ReadingBlock(form=BlockForm.QUOTATION, line=line, quotation=quotation)

    def _is_source(self, node: SyntaxTreeNode) -> bool:
        """Whether a paragraph is the line that says where a quotation is from."""
        if node.type != "paragraph":
            return False
        lines = self._text_lines(node)
        return len(lines) == 1 and SOURCE.fullmatch(lines[0]) is not None

    @staticmethod
    def _text_lines(paragraph: SyntaxTreeNode) -> list[str]:
        """The lines of a paragraph as plain text."""
        lines = [""]
        for node in paragraph.walk():
            if node.type in ("softbreak", "hardbreak"):
                lines.append("")
            elif node.type in ("text", "code_inline"):
                lines[-1] += node.content
        return lines

    # --- Running text ---------------------------------------------------------------------

    def _spans(self, node: SyntaxTreeNode) -> tuple[TextSpan, ...]:
        """The text of a block."""
        line = self._line(node)
        return tuple(
            span
            for inline in node.children
            for child in inline.children
            for span in self._span(child, (), _NO_LINK, line)
        )

    def _span(
        self, node: SyntaxTreeNode, styles: tuple[SpanStyle, ...], link: _Link, line: int
    ) -> Iterator[TextSpan]:
        match node.type:
            case "text" | "code_inline":
                own = (SpanStyle.CODE,) if node.type == "code_inline" else ()
                yield TextSpan(
                    text=node.content,
                    styles=(*styles, *own),
                    address=link.address,
                    mrn=link.mrn,
                    anchor=link.anchor,
                )
            case "softbreak" | "hardbreak":
                yield TextSpan(text=" ")
            case "em" | "strong":
                for child in node.children:
                    yield from self._span(child, (*styles, _STYLES[node.type]), link, line)
            case "link":
                target = self._link(str(node.attrs.get("href", "")), line)
                for child in node.children:
                    yield from self._span(child, styles, target, line)
            case _:
                self._faults.add(
                    line, f"a reading has no {node.type.replace('_', ' ')}: remove it."
                )

    def _link(self, target: str, line: int) -> _Link:
        """The target of a link: an address, or the number of a cable, with its para."""
        match = _SCHEME.match(target)
        scheme = match[1].lower() if match else ""
        if scheme in SCHEMES and target.isprintable():
            return _Link(address=target)
        number, mark, place = target.partition("#")
        anchor = read_para(place) if mark else None
        if scheme or "/" in number or not number or (mark and anchor is None):
            self._faults.add(
                line,
                f"{quoted(target)} cannot be linked to: write an address that begins with "
                "https://, or a cable and para as in 08LIMA12#p-3.",
            )
            return _NO_LINK
        return _Link(mrn=read_mrn(number, line, self._faults), anchor=anchor)
