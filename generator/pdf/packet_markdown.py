"""A packet as Markdown; every text of a cable is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from generator.model import SiteInfo
from generator.pdf import pdf_document
from generator.pdf.packet_citations import bibliography, note_of
from generator.pdf.packet_list import ReadingList
from generator.pdf.packet_pieces import PieceText, entries
from generator.pdf.packet_sheet import LISTS, UNTITLED, marking_of

_BLOCKS = frozenset("p ul ol pre blockquote div section details summary h2 h3 table".split())


def packet_markdown(reading_list: ReadingList, pieces: Sequence[PieceText], info: SiteInfo) -> str:
    """The packet: marking, title, pieces with notes and citations, lists, marking."""
    marking = [f"**{_plain(text)}**"] if (text := marking_of(pieces)) else []
    about = ". ".join(filter(None, [info.name, info.edition.banner]))
    blocks = [*marking, f"# {_plain(reading_list.title or UNTITLED)}", _plain(about)]
    for number, piece in enumerate(pieces, 1):
        blocks += _piece_blocks(number, piece)
    for section, heading in LISTS.items():
        if lines := entries(pieces, section):
            items = [f"- **{_plain(line.name)}** {_plain(line.text(lines))}" for line in lines]
            blocks += [f"## {heading}", "\n".join(items)]
    if cited := bibliography(pieces):
        blocks += ["## Citations", "\n".join(f"- {_plain(entry)}" for entry in cited)]
    return "\n\n".join([*blocks, *marking]) + "\n"


def _piece_blocks(number: int, text: PieceText) -> Iterator[str]:
    piece, cable = text.piece, text.cable
    title = cable.subject if cable else "not in this edition"
    yield f"## {number}. {_plain(f'{piece.name} {title}')}"
    if cable and text.nodes:
        yield _plain(" · ".join(filter(None, [cable.marking, cable.date])))
    if piece.note:
        yield f"> Note by the reader: {_plain(piece.note)}"
    if text.absent:
        yield f"Not found in this edition: {_plain(text.absent)}."
    if cable and text.nodes:
        for node in text.nodes:
            yield from _para(node) if "rt-para" in pdf_document.classes(node) else _block(node)
        yield _plain(note_of(cable, text.held))


def _para(node: Element) -> Iterator[str]:
    """The blocks of a para; number and marking are before its first words."""
    number = _words(next(pdf_document.with_class(node, "rt-number")))
    marking = _words(next(pdf_document.with_class(node, "rt-marking"), Element("span")))
    name = f"**{number}** {marking}".strip()
    body = [block for part in pdf_document.with_class(node, "rt-body") for block in _inner(part)]
    if not body or re.match(r"[-#>`|]|\d+\.", body[0]):
        yield name
    else:
        body[0] = f"{name} {body[0]}"
    yield from body


def _block(node: Element) -> Iterator[str]:
    match node.tag:
        case "p" | "summary":
            if text := _line_start(_words(node)):
                yield text
        case "h2" | "h3":
            yield f"### {_line_start(_words(node))}"
        case "pre":
            yield _fenced("".join(node.itertext()))
        case "blockquote":
            yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(_inner(node)).split("\n"))
        case "ul" | "ol":
            items = ["\n\n".join(_inner(item)).replace("\n", "\n  ") for item in node]
            yield "\n".join(f"- {item}" for item in items)
        case _:
            yield from _inner(node)


def _inner(node: Element) -> Iterator[str]:
    """The blocks within an element; text between them is a block of its own."""
    text = node.text or ""
    for child in node:
        if child.tag in _BLOCKS:
            if text.strip():
                yield _line_start(_plain(text))
            yield from _block(child)
            text = child.tail or ""
        else:
            text += "".join(child.itertext()) + (child.tail or "")
    if text.strip():
        yield _line_start(_plain(text))


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text.removesuffix(chr(10))}\n{fence}"


def _words(node: Element) -> str:
    return _plain("".join(node.itertext()).strip())


def _plain(text: str) -> str:
    """Text on one line in which nothing is markup."""
    return re.sub(r"[\\`*_\[\]<>|~&]", r"\\\g<0>", re.sub(r"\s+", " ", text))


def _line_start(text: str) -> str:
    """A line whose beginning makes no list and no heading, and whose end closes none."""
    numbered = re.sub(r"^(\d+)([.)])", r"\1\\\2", text.strip())
    return re.sub(r"^[-+=#]|(?<!^)#$", r"\\\g<0>", numbered)
