"""Parts a SMART telegram: what is above it, block, text, block below the text, what is below."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from generator.parse import body_patterns, header_patterns
from generator.parse.class_line import read_class_line
from generator.parse.header_draft import is_para_start
from generator.parse.lines import Line
from generator.parse.pattern import any_matches, pattern
from generator.parse.release_marks import exemption_codes
from generator.parse.renderings.smart_gaps import without_margin_marks
from generator.parse.renderings.smart_labels import (
    COMMON,
    FOOT,
    OFFICES,
    SHARED,
    BlockField,
    BlockLabel,
    read_block_label,
)

MAX_HEAD = 60
"""Number of lines below the MRN within which the other labels of its block begin."""

SUFFICIENT = frozenset({BlockField.MRN, BlockField.DATE})
"""Two fields that nothing but a block has."""

MIN_LABELS = 3
"""A block has at least so many labels, apart from those that e-mails also have."""

MAX_ABOVE = 20
"""Number of lines above the MRN within which fields of its block may appear."""

MAX_VALUE = 12
"""Number of lines of a value within which the label of the next field begins."""

FOOT_REACH = 30
"""Number of lines below a label of the lower block within which its next label stands."""

DEEP_INDENT = 20
"""A line below a value, indented by at least so much, belongs to it."""

MAX_RUN = 4
"""So many lines directly below a value are text; fewer belong to it."""

ENTRY = pattern(
    r"\s*(?:[(\[]?[A-Z][.)\]]\s?(?=\S)|<\s?h|\S{0,200}>\s*$"
    r"|\d\d\s+[A-Z][A-Z .'-]{1,40}\s\d{1,6}\s*$)",
    "B) 10 LIMA 205",
    "<http://www.example.gov/results?k=mrn%3a10%20LIMA%20205>",
    "10 LIMA 205",
)
"""A further entry of a reference, or its link."""

RECORD_NUMBER = pattern(r"\s*MRN:\s*[0-9]{4}[A-Z]", "MRN: 1973LIMAAB000073  SEGMENT NUMBER: 000001")
"""The number of a record of the National Archives without text."""

MAIL_FIELD = pattern(r"\s*(?:Sent|To|Cc|Bcc|Importance)(?:\s?:|\s*$)", "Sent: Friday", "To")
"""A field of an e-mail that no block has."""

OFFICE_NAME = pattern(
    r"\s*[A-Za-z][A-Za-z0-9 /.&-]{0,40}:\s?[A-Z][^:]{1,60}$", "ECON:Doe, Jane", "INL/PROG:Roe, J"
)
"""An office and an officer, on a line of drafters and clearers."""

MESSAGE_STARTS = (
    header_patterns.DTG,
    header_patterns.FROM,
    header_patterns.DISTRIBUTION,
    body_patterns.PAGE_LINE_OLD,
    header_patterns.FORMAT_LINE_1,
    header_patterns.ROUTING,
    header_patterns.STATION,
    header_patterns.NUMBER_BANNER,
)
"""First lines of a telegram with a header of its own."""


@dataclass(slots=True)
class BlockValue:
    """A field of a block: its label and the lines of its value."""

    label: BlockLabel
    first: Line
    """The line of the label."""
    lines: list[Line] = field(default_factory=list)
    """The value, line by line, without the label; never blank."""

    @property
    def text(self) -> str:
        """The value on one line."""
        return " ".join(" ".join(line.text.split()) for line in self.lines)


@dataclass(slots=True)
class SmartParts:
    """The parts of a source, without furniture."""

    above: list[Line] = field(default_factory=list)
    head: dict[BlockField, BlockValue] = field(default_factory=dict)
    head_lines: list[Line] = field(default_factory=list)
    text: list[Line] = field(default_factory=list)
    foot: dict[BlockField, BlockValue] = field(default_factory=dict)
    foot_lines: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)


def find_block(texts: Sequence[str]) -> int | None:
    """Index of the line with the MRN, or, where its label is lost, of the first label below.

    None where no block begins: e-mails have `From:` and `Subject:` too, and may name a number.
    """
    labels = [
        (index, label.field)
        for index, text in enumerate(texts)
        if (label := read_block_label(text)) is not None and not RECORD_NUMBER.match(text)
    ]
    for wanted in (BlockField.MRN, BlockField.DATE):
        for position, (index, name) in enumerate(labels):
            if name is wanted:
                near = labels[position : position + MAX_HEAD]
                names = [n for i, n in near if i <= index + MAX_HEAD and n not in SHARED]
                is_block = len(set(names)) >= MIN_LABELS or set(names) >= SUFFICIENT
                if is_block and names[1] is not wanted:
                    return index
    return None


def split_source(lines: Sequence[Line], furniture: AbstractSet[int]) -> SmartParts:
    """The parts of a source with a block. `furniture` are the numbers of lines of no part."""
    mrn = find_block([line.text for line in lines])
    start = _start_above(lines, mrn or 0, furniture)
    own = [line for line in lines[start:] if line.number not in furniture]
    parts = SmartParts(above=[line for line in lines[:start] if line.number not in furniture])
    text_start = _read_head(own, parts.head)
    foot_start = _find_foot(own, text_start)
    foot_end = _read_foot(own, foot_start, parts.foot)
    parts.head_lines = own[:text_start]
    parts.text = own[text_start:foot_start]
    parts.foot_lines = own[foot_start:foot_end]
    parts.below = own[foot_end:]
    return parts


def _start_above(lines: Sequence[Line], mrn: int, furniture: AbstractSet[int]) -> int:
    """The index of the first line of the block: `Info Office:` may appear above the MRN.

    `From:` and `Subject:` above it are of an e-mail, unless the block has none below.
    """
    below = {
        label.field
        for line in lines[mrn : mrn + MAX_HEAD]
        if (label := read_block_label(line.text)) is not None
    }
    start = first = mrn
    for index in range(mrn - 1, max(-1, mrn - MAX_ABOVE), -1):
        line = lines[index]
        label = read_block_label(line.text)
        if MAIL_FIELD.match(line.text):
            return start
        if label is not None:
            if label.field in below - OFFICES:
                break
            below.add(label.field)
            first = index
            start = start if label.field in SHARED else index
        elif not (line.is_blank or line.number in furniture or _indent(line) >= DEEP_INDENT):
            break
    return first


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def begins_message(text: str) -> bool:
    """True for a first line of a telegram with a header of its own."""
    return any_matches(MESSAGE_STARTS, text) or read_class_line(text) is not None


def _read_head(lines: Sequence[Line], values: dict[BlockField, BlockValue]) -> int:
    """Read the fields above the text into `values`; returns the index at which the text begins.

    A value goes on up to the next label. That of the last field ends where the text begins: at a
    blank line, at the number of a paragraph or at the header of the telegram itself.
    """
    current: BlockValue | None = None
    after_blank = False
    end = 0
    for index, line in enumerate(lines):
        if line.is_blank or exemption_codes(line.text):
            after_blank = after_blank or line.is_blank
            continue
        label = read_block_label(line.text)
        if label is not None and label.field not in values:
            if label.field in FOOT and not _is_label_ahead(lines, index, values):
                break
            current = _open_value(line, label)
            values[label.field] = current
        elif (
            current is None
            or begins_message(line.text)
            or is_para_start(line.text)
            or not _continues_value(current, lines, index, values, after_blank=after_blank)
        ):
            break
        else:
            current.lines.append(without_margin_marks(line))
        after_blank = False
        end = index + 1
    return end


def _open_value(line: Line, label: BlockLabel) -> BlockValue:
    rest = without_margin_marks(line).part(label.end)
    return BlockValue(label, line, [] if rest.is_blank else [rest])


def _continues_value(
    value: BlockValue,
    lines: Sequence[Line],
    index: int,
    values: dict[BlockField, BlockValue],
    *,
    after_blank: bool,
) -> bool:
    """True if the line at `index` belongs to the value of the open field."""
    if not value.lines or _is_label_ahead(lines, index, values):
        return True
    line = lines[index]
    if value.label.field is BlockField.REFERENCE and ENTRY.match(line.text):
        return True
    column = _indent(value.lines[-1])
    if value.lines[-1].number == value.first.number:
        column = len(value.first.text) - len(value.lines[-1].text)
    is_deep = column >= DEEP_INDENT and 2 * _indent(line) >= column
    return is_deep or (not after_blank and _run_length(lines, index) < MAX_RUN)


def _run_length(lines: Sequence[Line], index: int) -> int:
    """Number of lines from `index` up to a blank line or a label; at most `MAX_RUN`."""
    for count in range(MAX_RUN):
        below = index + count
        if below >= len(lines) or lines[below].is_blank or read_block_label(lines[below].text):
            return count
    return MAX_RUN


def _is_label_ahead(
    lines: Sequence[Line], index: int, values: dict[BlockField, BlockValue]
) -> bool:
    """True if another field above the text begins a few lines below, before any paragraph."""
    count = 0
    for below in range(index + 1, len(lines)):
        line = lines[below]
        if line.is_blank:
            continue
        if begins_message(line.text) or is_para_start(line.text):
            return False
        label = read_block_label(line.text)
        if label is not None and label.field not in FOOT:
            return label.field not in values
        count += 1
        if count > MAX_VALUE:
            return False
    return False


def _find_foot(lines: Sequence[Line], start: int) -> int:
    """The index of the first label below the text; the number of lines without one.

    Another label is not far below it, or only a few lines without paragraphs are left. `Info:`
    may also begin a line of the text.
    """
    labels = [
        (index, label.field)
        for index in range(start, len(lines))
        if (label := read_block_label(lines[index].text)) is not None and label.field in FOOT
    ]
    text = [i for i in range(start, len(lines)) if not lines[i].is_blank]
    last_para = max((i for i in text if is_para_start(lines[i].text)), default=start)
    near_end = text[-MAX_VALUE] if len(text) >= MAX_VALUE else start
    for position, (index, name) in enumerate(labels):
        near = labels[position + 1 : position + FOOT_REACH]
        others = {n for i, n in near if i <= index + FOOT_REACH} - {name}
        is_last = index >= last_para
        if (others and (name not in COMMON or is_last)) or (
            name not in COMMON and index >= near_end and is_last
        ):
            return index
    return len(lines)


def _read_foot(lines: Sequence[Line], start: int, values: dict[BlockField, BlockValue]) -> int:
    """Read the fields below the text into `values`; returns the index behind the last of them.

    A value goes on up to the next label. That of the last field ends at a blank line, but for the
    names of officers.
    """
    current: BlockValue | None = None
    last = max(
        (i for i in range(start, len(lines)) if _foot_label(lines[i], values) is not None),
        default=start,
    )
    after_blank = False
    end = start
    for index in range(start, len(lines)):
        line = lines[index]
        if line.is_blank or exemption_codes(line.text):
            after_blank = after_blank or line.is_blank
            continue
        label = _foot_label(line, values)
        if label is not None:
            current = _open_value(line, label)
            values[label.field] = current
        elif current is None or (
            index > last and current.lines and after_blank and not OFFICE_NAME.match(line.text)
        ):
            break
        elif any(map(str.isalnum, line.text)):
            current.lines.append(without_margin_marks(line))
        after_blank = False
        end = index + 1
    return end


def _foot_label(line: Line, values: dict[BlockField, BlockValue]) -> BlockLabel | None:
    """The label of a field below the text that has no value yet."""
    label = read_block_label(line.text)
    if label is None or label.field in values or label.field not in FOOT | OFFICES:
        return None
    return label
