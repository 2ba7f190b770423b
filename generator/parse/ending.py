"""The end of the message: signature, trailer and truncation mark."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.parse import body_patterns
from generator.parse.lines import Line
from generator.parse.rows import BLANK, TEXT, Row, RowKind
from generator.parse.sentences import FUNCTION_WORDS, is_finished

TRAILER_ROWS = 8
"""The trailer begins within this many text rows from the end."""


@dataclass(slots=True)
class MessageEnding:
    """The parts at the end of the message, and the rows before them."""

    rows: list[Row]
    """The remaining rows."""
    signature: Row | None = None
    trailer: tuple[Row, ...] = ()
    truncation: Row | None = None
    furniture: list[Row] = field(default_factory=list)
    """Transmission lines after the message: `NNNN`, `BT`, a banner."""


def read_ending(rows: list[Row], signature: str | None) -> MessageEnding:
    """Separate signature, trailer and truncation mark from the other rows.

    `signature` is that outside the message, None without one; the message may only repeat it.

    The signature (`AGUIRRE`) is the last line, before or after the trailer (`Visit Ankara's
    Classified Web Site at ...`), or the end of the last text line (`END COMMENT. NICHOLSON`).
    """
    ending = MessageEnding(rows=list(rows))
    _take_furniture(ending)
    _take_truncation(ending)
    _take_signature(ending, signature)
    _take_trailer(ending)
    _take_furniture(ending)
    if ending.signature is None and ending.trailer:
        _take_signature(ending, signature)
    return ending


def _last_text(rows: list[Row]) -> int | None:
    return next((i for i in range(len(rows) - 1, -1, -1) if rows[i].kind is TEXT), None)


def _take_furniture(ending: MessageEnding) -> None:
    """Take `NNNN`, `BT`, `#0721`, `GP-3`, a lone quotation mark and banners off the end."""
    for index in range(len(ending.rows) - 1, -1, -1):
        row = ending.rows[index]
        if row.kind is RowKind.BANNER or (
            row.kind is TEXT and body_patterns.AFTER_SIGNATURE.match(row.text)
        ):
            ending.furniture.append(ending.rows.pop(index))
        elif row.kind is not BLANK:
            return


def _take_truncation(ending: MessageEnding) -> None:
    last = _last_text(ending.rows)
    if last is not None and body_patterns.TRUNCATED.match(ending.rows[last].text):
        ending.truncation = ending.rows.pop(last)


def _take_signature(ending: MessageEnding, other: str | None) -> None:
    last = _last_text(ending.rows)
    if last is None:
        return
    row = ending.rows[last]
    if other is not None and not row.text.upper().rstrip(' "').endswith(other.upper()):
        return
    if body_patterns.TRAILER.match(row.text):
        return
    match = body_patterns.SIGNATURE.match(row.text) if last > 0 else None
    is_given = other is not None and row.text.strip() == other
    if match is not None and (
        is_given or (_is_name(match["name"]) and _is_separate(ending.rows, last))
    ):
        ending.signature = ending.rows.pop(last)
        return
    appended = body_patterns.SIGNATURE_GLUED.search(row.text[-60:])
    if appended is not None and appended["name"] not in body_patterns.NO_SIGNATURE:
        cut = max(0, len(row.text) - 60) + appended.start("name")
        ending.signature = Row(TEXT, row.line.part(cut))
        ending.rows[last] = Row(TEXT, row.line.part(0, cut))


def _is_name(name: str) -> bool:
    """False for closing words and phrases: `END TEXT`, `OVER THE PAGE`."""
    words = set(name.upper().split())
    return not words & body_patterns.NO_SIGNATURE and not words & UPPER_FUNCTION_WORDS


UPPER_FUNCTION_WORDS = frozenset(word.upper() for word in FUNCTION_WORDS)
"""Words that do not occur in names, in capitals."""


def _is_separate(rows: list[Row], index: int) -> bool:
    """False if the row continues a sentence: `the city of Ciudad` / `Juarez`.

    Links and struck-out passages may end in any character, and a text in capitals in a capital.
    """
    above = rows[index - 1]
    if above.kind is not TEXT or is_finished(above.text):
        return True
    if body_patterns.AFTER_SIGNATURE.match(above.text):
        return True
    last = above.text.rstrip()[-1:]
    return not (last.islower() or last == "," or above.text.isupper())


def _take_trailer(ending: MessageEnding) -> None:
    texts = [i for i, row in enumerate(ending.rows) if row.kind is TEXT][-TRAILER_ROWS:]
    for index in texts:
        row = ending.rows[index]
        cut = 0 if body_patterns.TRAILER.match(row.text) else _trailer_offset(row.line)
        if cut is None:
            continue
        trailer = [Row(TEXT, row.line.part(cut)) if cut else row]
        trailer.extend(r for r in ending.rows[index + 1 :] if r.kind is not BLANK)
        blanks = [r for r in ending.rows[index + 1 :] if r.kind is BLANK]
        before = [Row(TEXT, row.line.part(0, cut))] if cut else []
        ending.rows[index:] = [*before, *blanks]
        ending.trailer = tuple(trailer)
        return


def _trailer_offset(line: Line) -> int | None:
    """Offset of a trailer within a line, after asterisks or two spaces; None without one.

    `... with media. ******** Visit Embassy`, `END PART TWO OF THREE  Visit London's ... Website`.
    """
    asterisks = body_patterns.ASTERISKS.search(line.text)
    if asterisks is not None and body_patterns.TRAILER.match(line.text[asterisks.end() :]):
        return asterisks.start()
    spaced = body_patterns.TRAILER_SPACED.search(line.text)
    return spaced.start() if spaced else None
