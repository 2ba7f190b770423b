"""The end of the message: signature, the post's closing links, the mark of a truncated copy."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.parse import patterns
from generator.parse.lines import Line
from generator.parse.rows import BLANK, TEXT, Row, RowKind
from generator.parse.sentences import FUNCTION_WORDS, is_finished

TRAILER_ROWS = 8
"""Text rows from the end within which closing links are looked for."""


@dataclass(slots=True)
class MessageEnding:
    """What was taken from the end of the rows."""

    rows: list[Row]
    """The rows that are left."""
    signature: Row | None = None
    trailer: tuple[Row, ...] = ()
    truncation: Row | None = None
    furniture: list[Row] = field(default_factory=list)
    """What the transmission put behind the message: `NNNN`, `BT`, a banner."""


def read_ending(rows: list[Row]) -> MessageEnding:
    """Take signature, trailer and truncation mark off the end.

    `AGUIRRE` on the last line, before or behind `Visit Ankara's Classified Web Site at ...`,
    or at the end of the last text line (`END COMMENT. NICHOLSON`).
    """
    ending = MessageEnding(rows=list(rows))
    _take_furniture(ending)
    _take_truncation(ending)
    _take_signature(ending)
    _take_trailer(ending)
    _take_furniture(ending)
    if ending.signature is None and ending.trailer:
        _take_signature(ending)
    return ending


def _last_text(rows: list[Row]) -> int | None:
    return next((i for i in range(len(rows) - 1, -1, -1) if rows[i].kind is TEXT), None)


def _take_furniture(ending: MessageEnding) -> None:
    """`NNNN`, `BT`, `#0721`, a lone quotation mark and banners behind the last line."""
    for index in range(len(ending.rows) - 1, -1, -1):
        row = ending.rows[index]
        if row.kind is RowKind.BANNER or (
            row.kind is TEXT and patterns.AFTER_SIGNATURE.match(row.text)
        ):
            ending.furniture.append(ending.rows.pop(index))
        elif row.kind is not BLANK:
            return


def _take_truncation(ending: MessageEnding) -> None:
    last = _last_text(ending.rows)
    if last is not None and patterns.TRUNCATED.match(ending.rows[last].text):
        ending.truncation = ending.rows.pop(last)


def _take_signature(ending: MessageEnding) -> None:
    last = _last_text(ending.rows)
    if last is None:
        return
    row = ending.rows[last]
    own = patterns.SIGNATURE.match(row.text) if last > 0 else None
    if own is not None and _signs(own["name"]) and _stands_free(ending.rows, last):
        ending.signature = ending.rows.pop(last)
        return
    glued = patterns.SIGNATURE_GLUED.search(row.text[-60:])
    if glued is not None and glued["name"] not in patterns.NO_SIGNATURE:
        cut = max(0, len(row.text) - 60) + glued.start("name")
        ending.signature = Row(TEXT, row.line.part(cut))
        ending.rows[last] = Row(TEXT, row.line.part(0, cut))


def _signs(name: str) -> bool:
    """False for closing words and phrases: `END TEXT`, `OVER THE PAGE`."""
    words = set(name.upper().split())
    return not words & patterns.NO_SIGNATURE and not words & UPPER_FUNCTION_WORDS


UPPER_FUNCTION_WORDS = frozenset(word.upper() for word in FUNCTION_WORDS)
"""Words that stand in no name, in capitals."""


def _stands_free(rows: list[Row], index: int) -> bool:
    """True where no unfinished sentence stands directly above: `the city of Ciudad` / `Juarez`.

    Closing links and struck-out passages end in any sign; a text in capitals in a capital.
    """
    above = rows[index - 1]
    if above.kind is not TEXT or is_finished(above.text):
        return True
    last = above.text.rstrip()[-1:]
    return not (last.islower() or last == "," or above.text.isupper())


def _take_trailer(ending: MessageEnding) -> None:
    texts = [i for i, row in enumerate(ending.rows) if row.kind is TEXT][-TRAILER_ROWS:]
    for index in texts:
        row = ending.rows[index]
        begins = patterns.TRAILER.match(row.text)
        cut = 0 if begins else _inner_trailer(row.line)
        if cut is None:
            continue
        trailer = [Row(TEXT, row.line.part(cut)) if cut else row]
        trailer.extend(r for r in ending.rows[index + 1 :] if r.kind is not BLANK)
        blanks = [r for r in ending.rows[index + 1 :] if r.kind is BLANK]
        kept = [Row(TEXT, row.line.part(0, cut))] if cut else []
        ending.rows[index:] = [*kept, *blanks]
        ending.trailer = tuple(trailer)
        return


def _inner_trailer(line: Line) -> int | None:
    """Where asterisks or two blanks open a trailer within a line.

    `... with media. ******** Visit Embassy`, `END PART TWO OF THREE  Visit London's ... Website`.
    """
    found = patterns.ASTERISKS.search(line.text)
    if found is not None and patterns.TRAILER.match(line.text[found.end() :]):
        return found.start()
    parted = patterns.TRAILER_PARTED.search(line.text)
    return parted.start() if parted else None
