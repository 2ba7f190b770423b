"""Readings: the texts in which a source is searched, with the source offsets of their characters.

A passage may be complete in the file but interrupted for the reader, or the other way round. So
each source has three readings. One is the source as received. The source as read leaves out lines
of the transmission and undoes entities, tags, link targets, percent encoding, broken encodings and
the digit 1 in place of a mark before a year. The markup is the inside of those tags and targets. A
hit in any reading withholds all source characters behind it.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import facts
from generator.model import Cable, Fate
from generator.model.source_text import SourceText
from generator.parse import header_patterns
from generator.parse.class_line import CLASS_INITIALS, ClassLine, read_class_line
from generator.parse.header_draft import starts_field
from generator.parse.lines import Line
from generator.parse.message import may_hold_class_line
from generator.parse.rows import BLANK, TEXT, Row, RowKind, read_rows

Piece = tuple[int, int]
"""A span of a source: the offset of its first character and the offset behind its last."""

_OCTET = "[\u0080-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\ufffd]"
"""A continuation byte of UTF-8 read as Windows-1252; U+FFFD for bytes that it does not define."""

_RENDERED = re.compile(
    # entity: `&eacute;`, `&amp;#0233;`
    r"&(?:amp;){0,9}(?:\#0{0,20}\d{1,7}|\#x0{0,20}[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?"
    r"|(?P<comment><!--.{0,2000}?-->|<!\[CDATA\[|\]\]>)"
    r"|<(?P<tag>[a-z/!?][^<>]{0,2000})>"  # tag: `<br/>`, `<b>`
    # target of a Markdown link: `](http://... "Title")`, `][1]`; mark of a footnote: `[^1]`
    r"|(?P<target>\]\((?:[^()\n]|\([^()\n]{0,300}\)){0,500}\)|\]\[[^\[\]\n]{0,100}\]"
    r"|\[\^[^\[\]\n]{1,30}\])"
    r"|\\(?:u(?P<code>[0-9a-f]{4})|x(?P<byte>[0-9a-f]{2})|(?P<control>[nrtf]))"  # JSON: `\u00e9`
    r"|(?P<octets>(?:[%=][0-9a-f]{2})+)"  # `%C3%A9` of an address, `=C3=A9` of an e-mail
    r"|(?P<soft>=\n)"  # soft line end of an e-mail
    rf"|(?P<wide>(?:[Â-ß]{_OCTET}|[à-ï]{_OCTET}{{2}})+)"  # UTF-8 read as Windows-1252: `Ã©`
    r"|(?<=[\s,])1(?P<year>(?:19|20)\d\d)\b",  # year after a mark that became a digit: `12007`
    re.IGNORECASE | re.DOTALL,
)
"""What a rendering inserts in place of letters, or between them."""

_MARKS = re.compile(r"[&<\[\]\\%=Â-ï]|(?<=[\s,])1(?=19|20)")
"""The characters with which `_RENDERED` begins."""

_SEPARATING_TAG = re.compile(r"/?\s*(?:br|p|div|td|th|tr|li|h\d|hr|dd|dt)\b", re.IGNORECASE)
"""Tags that separate words. Others may be within words."""

_MOST_DECODINGS = 12
"""How often an encoding is undone at most: copies of copies have `&amp;eacute;`."""

_SHORTEST_CAPTION = 4
"""The fewest characters of a caption that is never a line of text."""

_REPEATED = frozenset({Fate.HEADER, Fate.CAPTION})
"""Lines that a later section of a transmission may repeat after its banner."""


@dataclass(frozen=True, slots=True)
class SourceReading:
    """A text with the source span of each of its stretches."""

    text: str
    starts: Sequence[int]
    """The offset in `text` of each stretch."""
    stretches: Sequence[tuple[int, int, bool]]
    """The start and end of each stretch in the source, and whether its text there is the same."""

    def pieces(self, start: int, end: int) -> list[Piece]:
        """The source pieces behind `text[start:end]`, in order. Adjacent pieces are merged."""
        pieces: list[Piece] = []
        at = max(0, bisect_right(self.starts, start) - 1)
        while at < len(self.starts) and self.starts[at] < end:
            first, last, same = self.stretches[at]
            if same:
                shift = first - self.starts[at]
                first, last = max(first, start + shift), min(last, end + shift)
            if last > first:
                if pieces and pieces[-1][1] == first:
                    pieces[-1] = (pieces[-1][0], last)
                else:
                    pieces.append((first, last))
            at += 1
        return pieces


def as_received(text: str) -> SourceReading:
    """The reading that is the source itself."""
    return SourceReading(text, (0,), ((0, len(text), True),))


def as_read(text: str, rows: Sequence[Row]) -> SourceReading | None:
    """The source without its furniture and rendering; None if it has neither.

    `rows` are those of the whole source.
    """
    cuts = [cut for row in rows if (cut := _glued_class_line(row)) is not None]
    has_furniture = cuts or any(row.kind not in (TEXT, BLANK) for row in rows)
    if not has_furniture and next(_rendered(text), None) is None:
        return None
    builder = _ReadingBuilder()
    if not has_furniture:
        _add_rendered(builder, text, 0)
        return builder.reading()
    for start, end in _cut(_runs_of_text(rows), cuts):
        _add_rendered(builder, text[start:end], start)
        builder.add("\n", end, end, same=False)
    return builder.reading()


def as_markup(text: str) -> SourceReading | None:
    """The text that `as_read` leaves out: the inside of tags, link targets and comments, by line.

    Its own rendering is undone: `<a href="?q=P%C3%A9rez">`. None without such rendering.
    """
    builder = _ReadingBuilder()
    insides = [(text, 0)]
    while insides:
        outer, offset = insides.pop()
        for match in _rendered(outer):
            if match["tag"] or match["target"] or match["comment"]:
                start, end = match.start() + 1, match.end() - 1
                inside = outer[start:end]
                if next(_rendered(inside), None) is not None:
                    _add_rendered(builder, inside, offset + start)
                    builder.add("\n", offset + end, offset + end, same=False)
                    insides.append((inside, offset + start))
    reading = builder.reading()
    return reading if reading.text else None


def _glued_class_line(row: Row) -> int | None:
    """The offset of a classification line that follows a word directly; None without one."""
    if not may_hold_class_line(row.text):
        return None
    match = header_patterns.CLASS_LINE_GLUED.search(row.text)
    return row.line.start + match.start() if match is not None else None


def _cut(runs: Iterator[Piece], cuts: Sequence[int]) -> Iterator[Piece]:
    """The runs, split at the offsets in `cuts`."""
    for start, end in runs:
        for cut in cuts:
            if start < cut < end:
                yield start, cut
                start = cut
        yield start, end


def source_rows(source: SourceText, cable: Cable | None) -> list[Row]:
    """All lines of a source as rows, including those of earlier copies and of the header."""
    lines = [
        Line(number, start, start + len(text), text)
        for number, (start, line) in enumerate(zip(source.starts, source.lines, strict=True), 1)
        for text in (line.rstrip(" \t\f\v\\"),)
    ]
    fates = cable.lines if cable is not None else ()
    header = {line.text.strip() for line in fates if not _REPEATED.isdisjoint(line.fates)}
    times = Counter(map(str.strip, source.lines))
    repeated = {text for text in header if text and times[text] > 1}
    captions = [caption for caption in facts.captions() if len(caption) >= _SHORTEST_CAPTION]
    captions += cable.header.captions if cable is not None else ()
    return read_rows(lines, first_class_line(source.lines), captions, repeated)


def first_class_line(lines: Sequence[str]) -> ClassLine | None:
    """The classification line that names the message; None without one."""
    for line in lines:
        if line.lstrip()[:1] in CLASS_INITIALS:
            result = read_class_line(line)
            if result is not None:
                return result[0]
    return None


def _runs_of_text(rows: Sequence[Row]) -> Iterator[Piece]:
    """The pieces of the source between its furniture.

    A header that is repeated after a section's banner is furniture too.
    """
    start = end = None
    after_banner = False
    for row in rows:
        if row.kind is BLANK:
            continue
        after_banner = _opens_section(row) or (after_banner and _is_header(row))
        line = row.line if row.kind is TEXT and not after_banner else _rest_of_class_line(row)
        if line is None:
            if start is not None and end is not None:
                yield start, end
            start = None
            continue
        if row.kind is not TEXT and start is not None and end is not None:
            yield start, end
            start = None
        start = line.start if start is None else start
        end = line.end
    if start is not None and end is not None:
        yield start, end


def _opens_section(row: Row) -> bool:
    """Whether a row is the banner of the second or a later section of the transmission."""
    result = read_class_line(row.text) if row.kind is RowKind.BANNER else None
    return result is not None and (result[0].section or 1) > 1


def _is_header(row: Row) -> bool:
    """Whether a row may belong to a header that a later section repeats."""
    return (
        row.kind is not TEXT
        or starts_field(row.text)
        or header_patterns.CAPTION.match(row.text.strip()) is not None
    )


def _rest_of_class_line(row: Row) -> Line | None:
    """The text after a classification line on the same line; None without text."""
    result = read_class_line(row.text) if row.kind is RowKind.BANNER else None
    rest = row.line.part(result[1]) if result is not None else None
    return rest if rest is not None and not rest.is_blank else None


class _ReadingBuilder:
    """Collects the stretches of a reading."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._starts: list[int] = []
        self._stretches: list[tuple[int, int, bool]] = []
        self._length = 0

    def add(self, text: str, start: int, end: int, *, same: bool) -> None:
        """Add the text for source characters `start` to `end`; `same` if it is their own."""
        if text:
            self._texts.append(text)
            self._starts.append(self._length)
            self._stretches.append((start, end, same))
            self._length += len(text)

    def reading(self) -> SourceReading:
        """The reading of all stretches so far."""
        return SourceReading("".join(self._texts), self._starts, self._stretches)


def _add_rendered(builder: _ReadingBuilder, text: str, offset: int) -> None:
    """Add a piece of the source with its rendering undone."""
    position = 0
    for match in _rendered(text):
        start, end = match.span()
        builder.add(text[position:start], offset + position, offset + start, same=True)
        undone = _undone(match)
        builder.add(undone, offset + start, offset + end, same=undone == match[0])
        position = end
    builder.add(text[position:], offset + position, offset + len(text), same=True)


def _rendered(text: str) -> Iterator[re.Match[str]]:
    """The pieces of rendering in a text. For speed, only their first characters are searched."""
    position = 0
    for mark in _MARKS.finditer(text):
        match = _RENDERED.match(text, mark.start()) if mark.start() >= position else None
        if match is not None:
            yield match
            position = match.end()


def _undone(match: re.Match[str]) -> str:
    """The text behind a piece of rendering."""
    if match["tag"] is not None:
        return " " if _SEPARATING_TAG.match(match["tag"]) else ""
    if match["target"] or match["soft"] or match["comment"]:
        return ""
    if match["control"]:
        return " "
    if match["year"]:
        return match["year"]
    if code := match["code"] or match["byte"]:
        return chr(int(code, 16)).encode("utf-8", "ignore").decode("utf-8")
    if match["octets"]:
        return bytes.fromhex(re.sub("[%=]", "", match[0])).decode("utf-8", "replace")
    if match["wide"]:
        return _redecoded(match["wide"])
    text = match[0].rstrip(";") + ";"
    for _ in range(_MOST_DECODINGS):
        text = html.unescape(text)
    return match[0] if text.startswith("&") else text


def _redecoded(text: str) -> str:
    """Letters whose UTF-8 was read as Windows-1252, once or several times: `é` for `Ã©`.

    A letter that lost a byte becomes U+FFFD.
    """
    for _ in range(_MOST_DECODINGS):
        try:
            text = b"".join(map(_octet, text)).decode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError):
            break
    return re.sub("[Â-ï]\ufffd{1,2}", "\ufffd", text)


def _octet(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
