"""The plain text of a document of Foreign Relations of the United States.

The title comes first, then the dateline and one paragraph a line. The figures of footnotes are
glued to words (`State1`), the notes follow the signature.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import Repair
from generator.model.source_text import SourceText
from generator.parse.lines import Line, source_lines
from generator.parse.pattern import pattern
from generator.parse.renderings.frus_document import FrusDocument, Passage
from generator.parse.renderings.frus_flow import Flow, FlowBuilder
from generator.parse.renderings.frus_reading import read_document
from generator.parse.renderings.frus_title import DATELINE, OLD_KIND, read_title
from generator.parse.renderings.rendered_text import RenderedText

PAGE_MARK = pattern(r"\[Page [0-9IVXLCivxlc]{1,8}\]", "[Page 275]")
SERIES_TITLE = pattern(
    r"\s*(?:Foreign Relations of the United States\b.{0,200}|Historical Documents)\s*$",
    "Foreign Relations of the United States, 1973-1976, Volume E-99",
)
NOTE = pattern(r"\[?(?P<number>\d{1,3})[.\]]\s+\S", "1. Source: National Archives, RG 59.")
SOURCE_NOTE = pattern(
    r"(?:\[?1[.\]]?\s+)?Source:\s", "Source: National Archives, RG 59.", "1. Source: Lot Files"
)
AFTER_DAY = pattern(
    r"(?:[,\u2014\u2013-]?\s?(?:\d{1,2}(?::\d\d)?\s?[ap]\.?\s?m\.?|noon|midnight))?[\s.\]]*"
    r"(?:\[Received [^\[\]]{1,60}\][\s.]*)?\d{0,2}$",
    ", 5 p.m.",
    "\u20149 p.m. [Received November 5\u20146:45 p.m.]",
    "\u20146:11 p. m.",
)
"""What follows the day in a dateline; the figure is that of a note."""
UNDATED = pattern(r"\s*\[?[A-Z][^\d]{2,40}, undated[\].]*\d{0,2}$", "Washington, undated.")
NUMBER_ALONE = pattern(r"\s*(?:No\.\s?)?(?P<number>\d{1,4})\.?\s*$", "No. 127")
SIGNED = pattern(
    r"(?P<name>(?:(?:[A-Z]\.)+ )?[A-Z][A-Za-z'\u2019-]+"
    r"(?: (?:[A-Z]\.)+| [A-Z][A-Za-z'\u2019-]+){0,3})"
    r"(?P<figure>\d{1,2})?$",
    "Doe",
    "Jane B. Doe2",
    "J.B. Doe",
)
NO_NAMES = frozenset({"Unquote", "Enclosure", "Attachment", "Comment", "End"})
"""Words that may end a telegram without being a signature."""
TITLE_FIGURE = pattern(
    r"(?<=[A-Za-z.)\]])\s?\[?\d{1,2}\]?$", "12. Telegram From Peru to State1", "State 1"
)
FIGURE = pattern(
    r"(?:(?<=[a-z,;:?!)\]\u201d\u2019\"'])|(?<=[^\d]\.)|(?<=[A-Z][A-Z]))(?P<figure>\d{1,2})"
    r"(?=$|[\s.,;:)\]\u2014\u2013\u201d])"
    r"|(?<=\d\.)(?P<after_number>\d{1,2})(?=$|\s[A-Z\u201c])",
    "met last week.2 The",
    "your telegram3 and",
    "until 1975.2 The",
)
"""A figure behind a word or a stop. `1.2 million` is a number: a small letter follows it."""

MAX_WRAPPED = 100
"""A text with longer lines has one paragraph a line."""

HEAD_CHARACTERS = 4000
"""Title and dateline are among so many first characters."""

HEAD_LINES = 7
"""Title and dateline are among so many lines that are not blank."""

MAX_NOTE_PARAGRAPHS = 4
"""The source note begins with at most so many paragraphs of summary."""


def detects(text: str) -> bool:
    """True for a text that begins with the title of a telegram and its dateline or source note.

    `12. Telegram From the Embassy in Peru to the Department of State1` / `Lima, April 3, 1974,
    1530Z.` A text with a classification line is a telegram in its own form.
    """
    lines = text[:HEAD_CHARACTERS].lstrip("\ufeff").split("\n")
    head = [line for line in lines if line.strip() and not _is_of_edition(line)][:HEAD_LINES]
    if not head or _title_of(head) is None:
        return False
    has_dateline = any(map(_is_dateline, head[1:]))
    return has_dateline or "\nSource: " in text or "\n1. Source: " in text


def _is_of_edition(text: str) -> bool:
    """True for a page mark, and for the title of the series or a volume above the document."""
    is_mark = PAGE_MARK.regex.fullmatch(text.strip()) is not None
    return is_mark or SERIES_TITLE.match(text) is not None


def _is_dateline(text: str) -> bool:
    """True for a line with nothing but place and day: `Lima, April 3, 1974, 1530Z.`"""
    match = DATELINE.match(text)
    if match is None:
        return UNDATED.match(text) is not None
    return AFTER_DAY.match(text[match.end() :]) is not None


def _title_of(lines: Sequence[str]) -> int | None:
    """The index of the title among the first lines; None if they have none of a telegram.

    `723.00/4-350: Telegram`, `No. 12` and the title are three lines in old volumes.
    """
    kind = lines[0] if OLD_KIND.match(lines[0]) else ""
    for index, line in enumerate(lines[:3]):
        title = read_title(line.strip(), kind)
        if title is not None and title.sender is not None:
            return index
        if not (kind or NUMBER_ALONE.match(line)):
            return None
    return None


def read(source: SourceText) -> RenderedText:
    """The telegram between the dateline and the notes."""
    document = FrusDocument()
    flows = list(_paragraphs(source))
    while _is_of_edition(flows[0].text):
        document.page_marks.append(flows.pop(0))
    at = _title_of([flow.text for flow in flows[:HEAD_LINES]]) or 0
    before = [flow for flow in flows[:at] if OLD_KIND.match(flow.text)]
    document.labels = [flow for flow in flows[:at] if flow not in before]
    numbers = (NUMBER_ALONE.match(flow.text) for flow in document.labels)
    document.number = next((f"d{match['number']}" for match in numbers if match), None)
    document.title = _without_figure(flows[at])
    flows = flows[at + 1 :]
    dateline = next((i for i, f in enumerate(flows[:HEAD_LINES]) if _is_dateline(f.text)), None)
    if dateline is not None:
        document.dateline = flows[dateline]
        document.markings = flows[:dateline]
        flows = flows[dateline + 1 :]
    end = _notes_start(flows)
    document.notes = [*before, *flows[end:]]
    flows = flows[:end]
    signed = SIGNED.match(flows[-1].text) if flows else None
    if signed is not None and signed["name"].split()[0] not in NO_NAMES:
        document.signature = flows.pop().part(0, signed.end("name"))
        document.signer = signed["name"]
    _add_text(source, document, flows)
    return read_document(source, document)


def _paragraphs(source: SourceText) -> Iterator[Flow]:
    """The paragraphs: the lines, or what blank lines part if the lines are wrapped."""
    lines = source_lines(source)
    is_wrapped = all(len(line.text) <= MAX_WRAPPED for line in lines)
    builder = FlowBuilder()
    for line in lines:
        if not is_wrapped or line.is_blank or _begins(line):
            yield from _taken(builder)
        mark = len(line.text) - len(line.text.lstrip("\ufeff"))
        builder.add(line.start + mark, line.text[mark:])
        builder.add_space(line.end)
        if _is_dateline(line.text):
            yield from _taken(builder)
    yield from _taken(builder)


def _begins(line: Line) -> bool:
    """True for a line that never continues the one above it."""
    return bool(_is_dateline(line.text) or NOTE.match(line.text) or SOURCE_NOTE.match(line.text))


def _taken(builder: FlowBuilder) -> Iterator[Flow]:
    flow = builder.take()
    if flow is not None:
        yield flow


def _without_figure(title: Flow) -> Flow:
    figure = TITLE_FIGURE.search(title.text)
    return (title.part(0, figure.start()) if figure else None) or title


def _notes_start(flows: Sequence[Flow]) -> int:
    """The index of the first note: `1.` at or above the source note, else behind the signature.

    The number of paragraphs if there are no notes.
    """
    source = next(
        (i for i in reversed(range(len(flows))) if SOURCE_NOTE.match(flows[i].text)), None
    )
    if source is not None:
        first = max(0, source - MAX_NOTE_PARAGRAPHS)
        starts = [i for i in range(first, source + 1) if _may_begin_notes(flows[:source], i)]
        return starts[-1] if starts else source
    for index in range(len(flows) - 1, 0, -1):
        if _note_number(flows[index]) == 1 and SIGNED.match(flows[index - 1].text):
            return index
    return len(flows)


def _may_begin_notes(flows: Sequence[Flow], start: int) -> bool:
    """True for the first note at `start` among the paragraphs above or at the source note.

    Numbers above 1 show paragraphs of the telegram, and so does a 1 that is all of its text.
    """
    if start == len(flows):
        return False
    if _note_number(flows[start]) != 1 or any(map(_note_number, flows[start + 1 :])):
        return False
    return start > 1 or (start == 1 and SIGNED.match(flows[0].text) is not None)


def _note_number(flow: Flow) -> int | None:
    match = NOTE.match(flow.text)
    return int(match["number"]) if match else None


def _add_text(source: SourceText, document: FrusDocument, flows: Sequence[Flow]) -> None:
    """Add the paragraphs, without page marks and figures of notes."""
    numbers = sorted({number for note in document.notes if (number := _note_number(note))})
    figures = [number for number in numbers if number > 1]
    for flow in flows:
        marks = {match.span() for match in PAGE_MARK.regex.finditer(flow.text)}
        document.page_marks += [mark for span in sorted(marks) if (mark := flow.part(*span))]
        cuts = sorted([*marks, *_figures(flow, figures)])
        plain = flow.without(cuts)
        if plain is not None:
            document.paragraphs.append(Passage(plain))
            document.repairs += [_repair(source, flow, cut, is_mark=cut in marks) for cut in cuts]


def _figures(flow: Flow, expected: list[int]) -> Iterator[tuple[int, int]]:
    """The places of the `expected` figures in a paragraph, which are taken off the list.

    A figure counts only in the order of the notes.
    """
    for match in FIGURE.regex.finditer(flow.text):
        group = "figure" if match["figure"] else "after_number"
        if expected and int(match[group]) == expected[0]:
            del expected[0]
            yield match.span(group)


def _repair(source: SourceText, flow: Flow, cut: tuple[int, int], *, is_mark: bool) -> Repair:
    """The repair for a page mark, or for a figure behind a word."""
    start, end = cut
    word = flow.text.rfind(" ", 0, start) + 1
    return Repair(
        line=source.line_at(flow.offsets[start]),
        before=flow.text[start:end] if is_mark else flow.text[word:end],
        after="" if is_mark else flow.text[word:start],
        rule="page-mark" if is_mark else "note-figure",
    )
