"""Reading lists: the address of a packet, or the lines of a file, read into pieces.

The form of the address is that of `packet-list.js`:
`…/packet/#1;08LIMA12;08LIMA30:3-7,9,45_2,L12;~1:14&t=For%20Monday&n0=Begin%20here`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from generator.errors import ReftelError
from generator.model import Anchor, Mrn
from generator.model.names import split_mrn

VERSION = "1"
"""The form of addresses that is read."""

MAX_PIECES, MAX_PARAS, MAX_CABLES, MAX_TEXT = 500, 1000, 200, 2000
"""Limits of a list, and of a note in characters, as in the browser."""

_PARA = re.compile(r"L\d{1,7}(_\d{1,4})?|[0-9a-z]{1,8}(_[0-9a-z]{1,8}){0,3}")
_RANGE = re.compile(r"([1-9]\d{0,4})-([1-9]\d{0,4})")
_LINE = re.compile(r"(?P<mrn>\d\d[A-Za-z]+\d+)(?:/full)?/?(?:#(?P<para>\S+))?")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPiece:
    """A piece of a reading list."""

    mrn: Mrn
    anchors: tuple[Anchor, ...] = ()
    """Its paras; empty for the whole cable."""
    note: str = ""
    """The reader's note."""

    @property
    def place(self) -> str:
        """Its paras in words: `¶3–7, 9`, `line 12`; empty for the whole cable."""
        return place_name(self.anchors)

    @property
    def name(self) -> str:
        """The piece in words: `08LIMA12 ¶3`."""
        return f"{self.mrn} {self.place}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingList:
    """A reading list."""

    title: str = ""
    pieces: tuple[ListedPiece, ...] = ()
    faults: tuple[str, ...] = ()
    """The parts that are not read, in words."""
    fragment: str = ""
    """What follows the `#` of its address; empty for a list from a file."""


# --- Addresses ---------------------------------------------------------------------------


def read_address(address: str) -> ReadingList:
    """The list in the address of a packet, or in what follows its `#`. Takes any text."""
    fragment = address.partition("#")[2] or address
    head, *fields = fragment.split("&")
    version, *parts = head.split(";")
    if version != VERSION:
        return ReadingList(faults=(f"{version[:40]!r}: expected an address of a packet.",))
    pieces, faults = _pieces(filter(None, parts))
    title, notes = "", dict[int, str]()
    for field in fields:
        match = re.fullmatch(r"(t|n)(\d{0,3})=(.*)", field, re.DOTALL)
        if match and match[1] == "t" and not match[2]:
            title = _reader_text(match[3])
        elif match and match[2]:
            notes[int(match[2])] = _reader_text(match[3])
    noted = [replace(piece, note=notes.get(at, "")) for at, piece in enumerate(pieces)]
    return ReadingList(title=title, pieces=tuple(noted), faults=tuple(faults), fragment=fragment)


def _pieces(parts: Iterator[str]) -> tuple[list[ListedPiece], list[str]]:
    pieces: list[ListedPiece] = []
    faults: list[str] = []
    numbers: list[Mrn] = []
    for part in parts:
        piece = _piece(part, numbers)
        if piece is None:
            faults.append(f"{part[:40]!r}: expected the number of a cable, and paras.")
        elif not _fits(pieces, piece):
            limits = f"{MAX_PIECES} pieces, {MAX_PARAS} paras, {MAX_CABLES} cables"
            faults.append(f"{piece.name}: a list has at most {limits}; the rest is left out.")
            break
        else:
            pieces.append(piece)
    return pieces, faults


def _piece(part: str, numbers: list[Mrn]) -> ListedPiece | None:
    """The piece `08LIMA30:3-7,9` or `~1:14`; a new number is added to `numbers`."""
    name, colon, paras = part.partition(":")
    if re.fullmatch(r"~\d{1,4}", name):
        name = numbers[int(name[1:])] if int(name[1:]) < len(numbers) else ""
    mrn = _mrn(name)
    anchors = [anchor for para in paras.split(",") for anchor in _anchors(para)] if colon else []
    if mrn is None or "" in anchors or len(anchors) > MAX_PARAS:
        return None
    if mrn not in numbers:
        numbers.append(mrn)
    return ListedPiece(mrn=mrn, anchors=tuple(dict.fromkeys(anchors)))


def _mrn(name: str) -> Mrn | None:
    upper = name.upper() if name.isascii() else ""
    return Mrn(upper) if len(upper) < 60 and split_mrn(upper) else None


def _anchors(para: str) -> list[Anchor]:
    """The anchors of `17`, `45_2`, `L12` or `3-7`; an empty anchor for anything else."""
    if match := _RANGE.fullmatch(para):
        first, last = int(match[1]), int(match[2])
        if first < last <= first + MAX_PARAS:
            return [Anchor(f"p-{number}") for number in range(first, last + 1)]
    if not _PARA.fullmatch(para):
        return [Anchor("")]
    plain = para.replace("_", "-")
    return [Anchor(f"l-{plain[1:]}" if plain.startswith("L") else f"p-{plain}")]


def _fits(pieces: Sequence[ListedPiece], piece: ListedPiece) -> bool:
    longer = [*pieces, piece]
    return (
        len(longer) <= MAX_PIECES
        and sum(len(other.anchors) for other in longer) <= MAX_PARAS
        and len({other.mrn for other in longer}) <= MAX_CABLES
    )


def _reader_text(value: str) -> str:
    return _CONTROLS.sub(" ", unquote(value, errors="replace")[:MAX_TEXT])


# --- Files -------------------------------------------------------------------------------


def read_lines(text: str, file: str) -> ReadingList:
    """The list of a file with one number (`08LIMA12`), or number and para, a line.

    A para is given by its number or the end of its address: `08LIMA12#3`, `08LIMA12#p-3`. Raises
    `ReftelError` with file and line if a line is neither.
    """
    pieces: list[ListedPiece] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.strip())
        piece = match and _line_piece(match["mrn"], match["para"] or "")
        if not piece:
            raise ReftelError(
                f"{file}, line {number}: {line.strip()[:60]!r}: expected the number of a cable, or "
                "number and paragraph, such as 08LIMA12#3."
            )
        if not _fits(pieces, piece):
            raise ReftelError(f"{file}, line {number}: more than {MAX_PIECES} pieces; split it.")
        pieces.append(piece)
    return ReadingList(pieces=tuple(pieces))


def _line_piece(name: str, para: str) -> ListedPiece | None:
    written = para.removeprefix("p-")
    written = f"L{written[2:]}" if written.startswith("l-") else written
    return _piece(f"{name}:{written.replace('-', '_')}" if para else name, [])


# --- Words -------------------------------------------------------------------------------


def place_name(anchors: Sequence[Anchor]) -> str:
    """Paras in words, consecutive numbers as a range: `¶3–7, 9`; empty without paras."""
    runs: list[list[str]] = []
    for name in map(_para_name, anchors):
        is_next = runs and name.isdigit() and runs[-1][1].isdigit()
        if is_next and int(name) == int(runs[-1][1]) + 1:
            runs[-1][1] = name
        else:
            runs.append([name, name])
    words = ", ".join(a if a == b else f"{a}–{b}" for a, b in runs)
    return f"¶{words}" if anchors and anchors[0].startswith("p-") else words


def _para_name(anchor: Anchor) -> str:
    """`3`, `27.A`, `45-2` for the second ¶45, `line 12` for text without a number."""
    kind, number, *more = anchor.split("-")
    if kind == "l":
        return f"line {number}"
    is_lettered = more and more[0].isalpha()
    return ".".join([number, *more]).upper() if is_lettered else "-".join([number, *more])
