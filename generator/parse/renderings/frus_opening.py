"""Reads the header that editors print as the first paragraphs of a telegram.

`3775. For the Secretary. Subject: Salt Harvest. Refs: (A) State 12, (B) Lima 34.`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.parse.pattern import pattern
from generator.parse.renderings.frus_document import FieldKind, Passage
from generator.parse.renderings.frus_flow import Flow

SERIAL = pattern(
    r"\[?(?:(?P<series>[A-Z][A-Za-z]{0,11})[ \u2013-]\s?)?(?P<number>\d{1,6})"
    r"(?:/(?:(?P<other_series>[A-Z][A-Za-z]{1,11})\s?)?(?P<other>\d{1,6}))?\]?\.(?=\s|$)",
    "3775. Subject: Salt Harvest.",
    "TOHAK 29/WH50867. For the Secretary.",
    "Tosec 160078/211234. For the Secretary.",
    "A-123. Subject: Salt Harvest.",
)
PARA_NUMBER = pattern(r"\(?(?P<number>\d{1,2})[.)]\s", "1. The harvest began.")
FIELD = pattern(
    r"(?:^|(?<=[.;:?!)\]\u201d\u2019] ))(?:"
    r"(?P<subject>(?:Subj|SUBJ|Subject|SUBJECT)\s?[:;.]\s?(?=\S))"
    r"|(?P<reference>(?:Refs?|REFS?|Reftels?|REFTELS?|References?|REFERENCES?)"
    r"(?:\s?[:;.]\s?(?=\S)|\s(?=\([A-Za-z]\)|[A-Z][.:)]\s|[A-Z][A-Za-z ]{2,20}\s\d{1,6}\b)))"
    r"|(?P<order>(?=E\.?O\.?\s?\d{5}\b))"
    r"|(?P<tags>(?:Tags|TAGS)\s?[:;.]\s?(?=\S))"
    r"|(?P<text>(?=1\.\s|(?:Begin\s)?[Ss]ummary[:.]|SUMMARY[:.])))",
    "Subj: Salt Harvest.",
    "Refs: (A) State 12, (B) Lima 34.",
    "Ref A. State 12",
    "Reftel Lima 34.",
    "E.O. 11652: GDS.",
    "Tags: ETRD, PE.",
    "Summary: The harvest began.",
)
"""Where a field begins within a paragraph, or the text behind the last field."""
SUBJECT_TITLE = pattern(r"(?i:SUBJECTS?|SUBJ)\s?[:.]?$", "SUBJECT", "Subject:")
REFERENCE_TITLE = pattern(r"(?i:REF(?:ERENCE)?S?|REFTELS?)\s?[:.]?$", "REF", "REFERENCES")
FIELD_TITLES = ((FieldKind.SUBJECT, SUBJECT_TITLE), (FieldKind.REFERENCE, REFERENCE_TITLE))
"""Titles of fields, alone in a paragraph or above a list."""
LETTERED = pattern(r"\(?[A-Z][.)]\s", "(B) Lima 34", "B. Lima 34")
SENTENCE_END = pattern(r"[.?!]\s(?=[A-Z\u201c])", "Harvest. The")

LAST_DIGIT = pattern(r"\d(?=[^\d]*$)", "State 12. For Doe.")
FOR_WHOM = pattern(r"\b(?:[Ff]or|[Ff]rom|[Pp]ass|[Tt]o)\b", "Department pass Quito.")

MAX_HEADER_PARAGRAPHS = 8
"""Maximum number of paragraphs of the header."""

MAX_LEAD_WORDS = 30
"""Maximum number of words in front of the first field (`For the Secretary from Doe.`)."""

MAX_SUBJECT_WORDS = 40
"""A longer subject goes on with the text."""


@dataclass(slots=True)
class Opening:
    """The header, and the text behind it."""

    serial: str | None = None
    """The telegram's number in the series of its sender ("3775"); None without one."""
    series: str | None = None
    """The name of the series ("Secto", "A"); None for the sender's telegrams."""
    passing: list[Flow] = field(default_factory=list)
    """Words in front of the fields (`For the Secretary.`)."""
    subject: Flow | None = None
    references: list[Flow] = field(default_factory=list)
    executive_order: Flow | None = None
    tags: Flow | None = None
    header: list[Flow] = field(default_factory=list)
    """All of the header but the words in `passing`."""
    body: list[Flow] = field(default_factory=list)
    """The paragraphs of the text."""

    @property
    def has_fields(self) -> bool:
        """True if a field was read."""
        return bool(self.subject or self.references or self.executive_order or self.tags)


def read_opening(paragraphs: Sequence[Passage]) -> Opening:
    """Separate the header from the text.

    The first paragraph begins with the telegram's number. The fields are in it or in the
    paragraphs after it; the first paragraph without a field is text.
    """
    opening = Opening()
    flows: list[Flow] = []
    for passage in _with_titles(opening, paragraphs):
        if passage.field is None:
            flows.append(passage.flow)
        else:
            _add_field(opening, passage.field, passage.flow)
    if flows:
        flows = _take_serial(opening, flows)
    flows = _take_lead(opening, flows)
    read = 0
    while read < min(len(flows), MAX_HEADER_PARAGRAPHS) and _read_fields(opening, flows[read]):
        read += 1
    opening.body.extend(flows[read:])
    return opening


def _with_titles(opening: Opening, paragraphs: Sequence[Passage]) -> Iterator[Passage]:
    """The paragraphs, of which those under a title among the first are its field.

    `SUBJECT` / `Salt Harvest` / `REF` / `(A) State 12` / `(B) Lima 34`
    """
    title: FieldKind | None = None
    is_first = False
    for index, passage in enumerate(paragraphs):
        text = passage.flow.text
        kinds = (kind for kind, form in FIELD_TITLES if form.match(text))
        kind = next(kinds, None) if index < MAX_HEADER_PARAGRAPHS else None
        if passage.field is None and kind is not None:
            title, is_first = kind, True
            opening.header.append(passage.flow)
            continue
        is_more = title is FieldKind.REFERENCE and LETTERED.match(text)
        title = title if is_first or is_more else None
        is_first = False
        yield replace(passage, field=passage.field or title)


def _add_field(opening: Opening, kind: FieldKind, flow: Flow) -> None:
    opening.header.append(flow)
    if kind is FieldKind.REFERENCE:
        opening.references.append(flow)
    elif opening.subject is None:
        opening.subject = flow


def _take_serial(opening: Opening, flows: list[Flow]) -> list[Flow]:
    """Read the number at the start of the first paragraph; the paragraphs without it.

    `Tosec 12/34567.` has the number of the telegram to the Secretary's party, then the
    Department's. `1.` is a paragraph's number if `2.` follows.
    """
    match = SERIAL.match(flows[0].text)
    if match is None or (not match["series"] and _counts_paragraphs(flows)):
        return flows
    is_tosec = (
        (match["series"] or "").title() == "Tosec" and match["other"] and not match["other_series"]
    )
    opening.serial = match["other"] if is_tosec else match["number"]
    opening.series = None if is_tosec else match["series"]
    serial, rest = flows[0].part(0, match.end()), flows[0].part(match.end())
    opening.header.extend([serial] if serial else [])
    return [rest, *flows[1:]] if rest else flows[1:]


def _counts_paragraphs(flows: Sequence[Flow]) -> bool:
    """True if the number at the start of the first paragraph is that of the paragraph.

    It is the telegram's if it is not 1, or if one of the next paragraphs has the number 1.
    """
    numbers = [match["number"] for flow in flows[:4] if (match := PARA_NUMBER.match(flow.text))]
    return flows[0].text.startswith("1.") and "1" not in numbers[1:]


def _take_lead(opening: Opening, flows: list[Flow]) -> list[Flow]:
    """Take a short first paragraph off that is above the fields; the others.

    Above a subject it says whom the telegram is for, else it is text: `Salt Talks.` / `Ref: ...`
    """
    lead = flows[0] if flows else None
    if lead is None or _fields(lead) or PARA_NUMBER.match(lead.text):
        return flows
    if len(lead.text.split()) > MAX_LEAD_WORDS:
        return flows
    if _begin_with("subject", flows[1:3]):
        opening.passing.append(lead)
    elif _begin_with("reference", flows[1:2]):
        opening.body.append(lead)
    else:
        return flows
    return flows[1:]


def _fields(flow: Flow) -> list[str]:
    """The names of the fields in a paragraph."""
    names = (match.lastgroup or "" for match in FIELD.regex.finditer(flow.text))
    return [name for name in names if name != "text"]


def _begin_with(name: str, flows: Sequence[Flow]) -> bool:
    return any(names[:1] == [name] for names in map(_fields, flows))


def _read_fields(opening: Opening, flow: Flow) -> bool:
    """Read the fields of a paragraph; False for one that is text.

    Words behind the last field become the first paragraph of the text.
    """
    matches = list(FIELD.regex.finditer(flow.text))
    if not matches or matches[0].lastgroup == "text":
        return False
    lead = flow.part(0, matches[0].start())
    if lead is not None and (opening.has_fields or len(lead.text.split()) > MAX_LEAD_WORDS):
        return False
    if opening.subject is not None and matches[0].lastgroup == "subject":
        return False
    opening.passing.extend([lead] if lead else [])
    end = next((m.start() for m in matches if m.lastgroup == "text"), len(flow.text))
    fields = [match for match in matches if match.start() < end]
    last = fields[-1]
    if last.lastgroup == "subject":
        end = last.end() + _subject_length(flow.text[last.end() : end])
    for match, stop in zip(fields, [*(m.start() for m in fields[1:]), end], strict=True):
        value = flow.part(match.end(), stop)
        if value is not None:
            _assign(opening, match.lastgroup or "", value)
    header, rest = flow.part(fields[0].start(), end), flow.part(end)
    opening.header.extend([header] if header else [])
    opening.body.extend([rest] if rest else [])
    return True


def _assign(opening: Opening, name: str, value: Flow) -> None:
    """Set a field; the first of several counts, but references are collected."""
    if name == "reference":
        _add_reference(opening, value)
    elif name == "subject":
        opening.subject = opening.subject or value
    elif name == "order":
        opening.executive_order = opening.executive_order or value
    elif name == "tags":
        opening.tags = opening.tags or value


def _add_reference(opening: Opening, value: Flow) -> None:
    """Add references; sentences without a number behind them name who the telegram is for.

    `Abu Dhabi 2007. For Ambassador from Doe.`, `State 12. Department pass Quito.`
    """
    digits = LAST_DIGIT.search(value.text)
    end = SENTENCE_END.regex.search(value.text, digits.start()) if digits else None
    references = value.part(0, end.start() + 1) if end else None
    rest = value.part(end.end()) if end else None
    if references is None or rest is None or FOR_WHOM.search(rest.text) is None:
        opening.references.append(value)
    else:
        opening.references.append(references)
        opening.passing.append(rest)


def _subject_length(text: str) -> int:
    """The length of the subject: of all words, or of the first sentence if they are too many."""
    end = SENTENCE_END.search(text)
    is_long = len(text.split()) > MAX_SUBJECT_WORDS
    return end.start() + 1 if end is not None and is_long else len(text)
