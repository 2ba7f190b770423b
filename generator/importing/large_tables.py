"""Tables that are too large to be held in memory, read block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from generator.importing.decoding import decode
from generator.importing.imported_parts import ImportedPart, refused
from generator.importing.telegram_texts import read_part, sentence
from generator.parse.renderings.contained_text import ContainedText
from generator.parse.renderings.containers import WHOLE_FILE, split_container

BLOCK = 16_000_000
"""Bytes that are read at once; a block ends with a line."""

LONGEST_LINE = 4_000_000
"""Bytes of the longest line that is read whole; none of a table is longer."""

_NUMBER = re.compile(r"\d+")


class TableReader:
    """Reads the rows of a table, block by block, and counts characters, lines and rows."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._titles = ""
        self._rest = ""
        """A row that may go on in the next block."""
        self._characters = self._lines = self._rows = 0

    def read_block(self, block: bytes, *, is_last: bool) -> Iterator[ImportedPart]:
        """The parts in a block of the file."""
        source = decode(block, self._name)
        if source.text is None:
            yield refused("; ".join(map(sentence, source.diagnostics)))
            return
        notes = tuple(map(sentence, source.diagnostics))
        parts = split_container(self._titles + self._rest + source.text)
        if self._titles:
            next(parts)
        shift = self._rows - bool(self._titles)
        self._rest = ""
        waiting: ContainedText | None = None
        for part in parts:
            if waiting is not None:
                yield replace(self._read(waiting, shift), notes=notes)
            waiting = part
        if waiting is None:
            return
        own = waiting.text[waiting.repeated :]
        if is_last or len(own) > BLOCK:
            yield replace(self._read(waiting, shift), notes=notes)
        else:
            self._rest = own

    def _read(self, part: ContainedText, shift: int) -> ImportedPart:
        """A row with its place in the file; `shift` is the number of rows before the block."""
        self._titles = self._titles or part.text[: part.repeated]
        if part.label == WHOLE_FILE:  # a last row alone
            part = replace(part, label="row 1")
        label = _NUMBER.sub(lambda number: str(int(number[0]) + shift), part.label)
        read = read_part(replace(part, label=label), self._name, None, is_whole=False)
        start, line = self._characters, self._lines + 1
        own = part.text[part.repeated :]
        self._characters += len(own)
        self._lines += own.count("\n")
        self._rows = int(_NUMBER.findall(label)[-1])
        return replace(read, line=line, start=start, end=self._characters)


def is_large_table(file: BinaryIO, name: str) -> bool:
    """Whether a file has more than a block and begins as a table; its position stays at the start.

    `name` is its name for diagnostics.
    """
    block = _read_block(file)
    is_longer = bool(file.read(1))
    file.seek(0)
    text = decode(block, name).text if is_longer else None
    return text is not None and next(split_container(text)).label.startswith("row ")


def telegrams_of_table(file: BinaryIO, name: str) -> Iterator[ImportedPart]:
    """The parts of a large table, in order."""
    reader = TableReader(name)
    block = _read_block(file)
    while block:
        following = _read_block(file)
        yield from reader.read_block(block, is_last=not following)
        block = following


def _read_block(file: BinaryIO) -> bytes:
    """The next bytes of a file, to the end of a line unless that is too long."""
    block = file.read(BLOCK)
    return block + file.readline(LONGEST_LINE) if block else block
