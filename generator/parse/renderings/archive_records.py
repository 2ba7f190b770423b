"""The archive rendering: full records of telegrams of 1973 to 1979 in the National Archives.

A record is the text layer of a PDF, or a copy of it: release marks at the head and foot of each
page, banners, page lines and distribution blocks around the telegram, and behind it the archive's
attributes. What the archive and the transmission added is taken off, so that a sentence that goes
on behind a page break is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.model import Fate
from generator.model.source_text import SourceText
from generator.parse import patterns
from generator.parse.lines import Line, source_lines
from generator.parse.message import valid_day
from generator.parse.patterns import pattern
from generator.parse.release_marks import ARCHIVES_MARK
from generator.parse.renderings.rendered_text import CopyMetadata, RenderedText

TITLE = pattern(r"\s*Message Text\s*$", "Message Text")
ATTRIBUTES = pattern(r"\s*Message Attributes\s*$", "                Message Attributes")
ATTRIBUTE = pattern(r"\s*(?P<name>[A-Z][A-Za-z ]{1,40}):(?:\s+(?P<value>\S.*))?$", "From: LA PAZ")
NO_TEXT = pattern(
    r"\s*MRN: .*TELEGRAM TEXT FOR THIS MRN IS UNAVAILABLE\s*$",
    "MRN: 1973LIMA000073  SEGMENT NUMBER: 000001  ERROR READING TEXT INDEX FILE; "
    "TELEGRAM TEXT FOR THIS MRN IS UNAVAILABLE",
)
PAGE = pattern(
    r"\s*PAGE (?P<page>\d\d)\s+[A-Z][A-Z ]{2,8}?\s+\d{4,6}(?:\s+\d\d OF \d\d)?(?:\s+\d{6}Z)?\s*$",
    "PAGE 01  LA PAZ 02576  01 OF 02  241930Z",
    "PAGE 01        STATE  062940",
)
BANNER = pattern(
    r"\s*(?:UNCLASSIFIED|LIMITED OFFICIAL USE|CONFIDENTIAL|SECRET)(?:\s+POSS DUPE)?\s*$",
    "LIMITED OFFICIAL USE    POSS DUPE",
)
DISTRIBUTION = pattern(r"\s*(?:ACTION|ORIGIN)\s+[A-Z/]+-\d\d\b", "ACTION EB-11")
END_MARK = pattern(r"\s*NNNN?\s*$", "NNN")
CLASS_WORD = pattern(
    r"\s*(?:UNCLAS|LIMITED OFFICIAL USE|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|S ?E ?C ?R ?E ?T)\b",
    "UNCLAS FINAL SECTION OF 2 LA PAZ 2576/2",
)
SIGNATURE = pattern(r"\s*[A-Z][A-Z'-]{2,20}\s*$", "STEDMAN")
DOCUMENT_NUMBER = pattern(
    r"(?P<year>\d{4})(?P<post>[A-Z ]{2,6})(?P<number>\d{5})$", "1974LAPAZ02576"
)

MAX_BLOCK = 60
"""Maximum number of lines of a distribution block, and of the repeated header of a section."""

MAX_HEAD = 20
"""Number of lines within which a record without attributes has its first page line."""

CLASSIFICATIONS = ("UNCLASSIFIED", "LIMITED OFFICIAL USE", "CONFIDENTIAL", "SECRET")
"""The archive's words for classifications."""


def detects(text: str) -> bool:
    """True for a text with the archive's attributes, or with banner, page line and ACTION above."""
    lines = text.split("\n")
    if any(map(ATTRIBUTES.match, lines)):
        return any(line.startswith("Document Number:") for line in map(str.strip, lines))
    head = lines[:MAX_HEAD]
    return all(any(map(form.match, head)) for form in (BANNER, PAGE, DISTRIBUTION))


def read(source: SourceText) -> RenderedText:
    """The telegram's own lines; everything else is furniture, and the attributes are metadata."""
    lines = source_lines(source)
    end = next((i for i, line in enumerate(lines) if ATTRIBUTES.match(line.text)), len(lines))
    furniture = _furniture(lines[:end])
    kept = [line for line in lines[:end] if line.number not in furniture]
    furniture.update(_early_signatures(kept, furniture))
    rest = {line.number: _attribute_fate(line) for line in lines[end:]}
    return RenderedText(
        lines=tuple(line for line in kept if line.number not in furniture),
        furniture=tuple(
            (line, fate)
            for line in lines
            if (fate := furniture.get(line.number) or rest.get(line.number))
        ),
        metadata=_metadata(lines[end + 1 :]),
    )


def _attribute_fate(line: Line) -> Fate:
    if line.is_blank:
        return Fate.BLANK
    return Fate.RELEASE_MARK if ARCHIVES_MARK.match(line.text) else Fate.RECORD


def _furniture(lines: Sequence[Line]) -> dict[int, Fate]:
    """The lines in front of the attributes that are not the telegram's, by number."""
    fates: dict[int, Fate] = {}
    sections = index = 0
    while index < len(lines):
        line = lines[index]
        fate = _fate(line)
        if fate is not None:
            fates[line.number] = fate
        page = PAGE.match(line.text)
        if page is not None and int(page["page"]) == 1:
            for other in _block(lines[index + 1 : index + 1 + MAX_BLOCK], repeated=sections > 0):
                fates[other.number] = Fate.BANNER if sections else Fate.HEADER
                index += 1
            sections += 1
        index += 1
    return {**_blanks_beside(lines, fates), **fates}


def _fate(line: Line) -> Fate | None:
    """The fate of a line that is never the telegram's; None for any other line."""
    text = line.text
    if ARCHIVES_MARK.match(text):
        return Fate.RELEASE_MARK
    if PAGE.match(text):
        return Fate.PAGE
    if BANNER.match(text) or END_MARK.match(text):
        return Fate.STRAY
    if TITLE.match(text) or NO_TEXT.match(text):
        return Fate.RECORD
    return None


def _block(lines: Sequence[Line], *, repeated: bool) -> list[Line]:
    """The distribution block above a date-time group; of a section also its repeated header.

    None of them if there is no such line.
    """
    first = next((i for i, line in enumerate(lines) if patterns.DTG.match(line.text)), None)
    if first is None:
        return []
    if not repeated:
        return list(lines[:first])
    end = next((i for i in range(first, len(lines)) if CLASS_WORD.match(lines[i].text)), None)
    return list(lines[: first if end is None else end + 1])


def _blanks_beside(lines: Sequence[Line], fates: dict[int, Fate]) -> dict[int, Fate]:
    """The blank lines within and beside furniture: a page break is no end of a paragraph."""
    blanks: dict[int, Fate] = {}
    for order in (lines, lines[::-1]):
        beside = False
        for line in order:
            if line.number in fates:
                beside = True
            elif not line.is_blank:
                beside = False
            elif beside:
                blanks[line.number] = Fate.BLANK
    return blanks


def _early_signatures(
    kept: Sequence[Line], furniture: dict[int, Fate]
) -> Iterator[tuple[int, Fate]]:
    """The signature where it also stands at the end of a section that is not the last."""
    text = [line for line in kept if not line.is_blank]
    if not text or not SIGNATURE.match(text[-1].text):
        return
    for line, following in pairwise(text):
        if line.text.strip() == text[-1].text.strip() and any(
            furniture.get(number) is Fate.BANNER for number in range(line.number, following.number)
        ):
            yield line.number, Fate.SIGNATURE


def _metadata(lines: Sequence[Line]) -> CopyMetadata:
    """What the attributes say of the telegram."""
    values: dict[str, str] = {}
    for line in lines:
        match = ATTRIBUTE.match(line.text)
        if match is not None and match["value"] and match["value"].strip().lower() != "n/a":
            values.setdefault(match["name"], match["value"].strip())
    post = re.sub(r" OR-[A-Z]$", "", values.get("From", ""))
    classification = values.get("Original Classification")
    day = values.get("Draft Date", "").split()
    return CopyMetadata(
        number=_number(values.get("Document Number", ""), post),
        date=valid_day(day[2], day[1], day[0]) if len(day) == 3 else None,
        classification=classification if classification in CLASSIFICATIONS else None,
        post=post or None,
        subject=values.get("Subject"),
        tags=values.get("TAGS"),
    )


def _number(document_number: str, post: str) -> str | None:
    """The MRN: `1974LAPAZ02576` from `LA PAZ` is `74LAPAZ2576`; None unless the two agree."""
    match = DOCUMENT_NUMBER.match(document_number)
    letters = re.sub("[^A-Z]", "", post)
    if match is None or not letters or letters[:6] != match["post"].replace(" ", "")[:6]:
        return None
    return f"{match['year'][2:]}{letters}{int(match['number'])}"
