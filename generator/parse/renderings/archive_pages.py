"""What the transmission and the archive put around and into a record of the National Archives.

Release marks at the head and foot of each page of the PDF, banners and page lines between the pages
of the telegram, and above each section its distribution block and its header. They are taken off,
and so are the blank lines beside them, unless these also end a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from generator.model import Fate
from generator.parse import body_patterns, header_patterns
from generator.parse.class_line import read_class_line
from generator.parse.header_draft import is_para_start
from generator.parse.lines import Line, LineAndFate
from generator.parse.pattern import any_matches, pattern
from generator.parse.release_marks import ARCHIVES_MARK
from generator.parse.renderings.released_lines import PAGE_MARK
from generator.parse.sentences import is_finished

TITLE = pattern(r"\s*Message Text\s*$", "Message Text")
NO_TEXT = pattern(
    r".*(?:ERROR READING TEXT INDEX FILE|TELEGRAM TEXT FOR THIS MRN IS UNAVAILABLE"
    r"|\bWITHDRAW(?:N|AL)\b|\bWITHHELD\b|\bTEXT (?:IS )?NOT AVAILABLE\b)",
    "MRN: 1973LIMA000073  SEGMENT NUMBER: 000001  ERROR READING TEXT INDEX FILE; "
    "TELEGRAM TEXT FOR THIS MRN IS UNAVAILABLE",
    "Withdrawal Notice",
    "This record has been withdrawn because of national security",
    flags=re.IGNORECASE,
)
"""What is in place of a text that the archive does not have or does not show."""
PAGE_BEGINS = pattern(r"\s*PAGE\s+(?P<page>[0-9]{1,2})\b", "PAGE 02")
CURRENT = pattern(
    r"\s*\*{3}\s?Current (?:Handling Restrictions|Classification)\s?\*{3}",
    "*** Current Classification *** UNCLASSIFIED",
    flags=re.IGNORECASE,
)
"""What the archive prints on the pages of records whose captions it keeps."""
REVIEWER = pattern(r"\s*[A-Z][a-z]+ (?:[A-Z]\. ?){0,2}[A-Z][A-Za-z'-]+\s*$", "Jane B. Doe")
"""The name above the archive's mark, where a copy broke the line."""
MARK_BEGINS = pattern(r".{0,40}Declassified ?/", "Declassified/Released", flags=re.IGNORECASE)
"""The first line of a mark."""
PAGE_GOES_ON = pattern(
    r"\s*[A-Z][A-Z .']{1,8}?\s+[0-9]{4,6}(?:\s+[0-9]{2} OF [0-9]{2})?(?:\s+[0-9]{6}Z)?\s*$",
    "LA PAZ 00905 01 OF 03 060018Z",
)
"""The rest of a page line that a copy broke behind the number of the page."""
END_MARK = pattern(r"\s*(?:NNNN?|<< END OF DOCUMENT >>)\s*$", "NNN", "<< END OF DOCUMENT >>")
BLOCK_LINE = pattern(
    r"\s*(?:[0-9]{2}(?:/[0-9]{2})?|(?:INFO\s+)?[A-Z/]{1,6}-[0-9]{2}\b.*|/[0-9]{3} [A-Z]|POSS DUPE"
    r"|(?:DRAFTED|APPROVED|CLEARED) BY\b.*)\s*$",
    "66",
    "INFO  OCT-01  ISO-00  /031 W",
    "NSCE-00  SSO-00",
    "DRAFTED BY ARA/AND:JDOE",
)
"""A line of a distribution block below its first."""
CLASS_WORD = pattern(
    r"\s*(?:UNCLAS|LIMITED OFF[A-Z]{1,9}|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|S ?E ?C ?R ?E ?T)\b",
    "UNCLAS FINAL SECTION OF 2",
)

MAX_BLOCK = 80
"""Maximum number of lines of a distribution block, and of the repeated header of a section."""

MAX_GAP = 8
"""A banner is within so many lines above its page line."""

MAX_PAGE_LINE = 60
"""A page line is shorter than this many characters."""

MAX_NAME = 60
"""A signature behind the text is within so many characters from the end of its line."""

MAX_BROKEN = 5
"""A copy breaks a mark into at most so many lines."""

MAX_REPEATED = 30
"""So many lines below its classification line a section may repeat at the start of the next."""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page line of a record: `PAGE 02  LA PAZ 07472  01 OF 02  011249Z`."""

    lines: tuple[Line, ...]
    """Its lines: one, or two in a copy that broke it."""
    page: int
    post: str | None
    """The post, truncated to six characters; None if the rest of the line is damaged."""
    number: int | None
    """The number of the telegram; None like `post`."""
    section: int | None
    """The section of the telegram; None for a telegram in one section."""
    of: int | None
    """Number of sections; None like `section`."""


@dataclass(slots=True)
class RecordPages:
    """The lines of a record in front of its attributes that are not the telegram's."""

    fates: dict[int, Fate] = field(default_factory=dict)
    """What became of them, by line number."""
    pages: list[RecordPage] = field(default_factory=list)
    has_end_mark: bool = False
    """True if the transmission's end mark is in the record (`NNNN`)."""
    notice: Line | None = None
    """The first line of the archive's words in place of the text; None without one."""


def read_record_pages(lines: Sequence[Line]) -> RecordPages:
    """Find page lines, blocks, banners and marks in the lines in front of the attributes."""
    record = RecordPages()
    repeated: frozenset[str] = frozenset()
    index = 0
    while index < len(lines):
        page = _page_line(lines, index)
        if page is None:
            _read_line(lines[index], record)
            index += 1
            continue
        record.fates.update((line.number, Fate.PAGE) for line in page.lines)
        index += len(page.lines)
        if page.page == 1:
            is_later = bool(record.pages) and (page.section or 1) > 1
            block = _block(lines[index : index + MAX_BLOCK], repeated, is_later=is_later)
            for line in block:
                fate = Fate.BANNER if is_later else Fate.HEADER
                record.fates[line.number] = _line_fate(line) or fate
            index += len(block)
            repeated = repeated or _repeated_texts(lines[index : index + MAX_BLOCK])
        record.pages.append(page)
    record.fates.update(_beside_marks(lines))
    record.fates.update(_early_signatures(lines, record.fates))
    record.fates.update(_blanks_beside(lines, record.fates))
    return record


def _beside_marks(lines: Sequence[Line]) -> Iterator[tuple[int, Fate]]:
    """The name above a mark of the archive, the number of a page beside one, and broken marks."""
    present = [line for line in lines if not line.is_blank]
    for above, below in pairwise(present):
        if ARCHIVES_MARK.match(below.text) and REVIEWER.match(above.text):
            yield above.number, Fate.RELEASE_MARK
        for mark, other in ((above, below), (below, above)):
            if ARCHIVES_MARK.match(mark.text) and PAGE_MARK.match(other.text):
                yield other.number, Fate.PAGE
    for start, first in enumerate(present):
        if MARK_BEGINS.match(first.text) and not ARCHIVES_MARK.match(first.text):
            sizes = (
                size
                for size in range(MAX_BROKEN, 1, -1)
                if ARCHIVES_MARK.match(" ".join(x.text for x in present[start : start + size]))
            )
            size = next(sizes, 0)
            yield from ((line.number, Fate.RELEASE_MARK) for line in present[start : start + size])


def page_line_at(lines: Sequence[Line], index: int) -> bool:
    """True if a page line begins at `index`."""
    return _page_line(lines, index) is not None


def _page_line(lines: Sequence[Line], index: int) -> RecordPage | None:
    """The page line at `index`; None for any other line.

    It is whole, or broken behind the number of the page, or damaged but below a banner.
    """
    line = lines[index]
    begins = PAGE_BEGINS.match(line.text)
    if begins is None or len(line.text) > MAX_PAGE_LINE:
        return None
    used: tuple[Line, ...] = (line,)
    text = line.text
    following = lines[index + 1] if index + 1 < len(lines) else None
    is_bare = not text[begins.end() :].strip()
    if is_bare and following is not None and PAGE_GOES_ON.match(following.text):
        used, text = (line, following), f"{text} {following.text}"
    whole = body_patterns.PAGE_LINE_OLD.match(text)
    if whole is None:
        near = lines[max(0, index - MAX_GAP) : index]
        above = next((x for x in reversed(near) if not x.is_blank), None)
        if above is not None and not body_patterns.BANNER.match(above.text):
            return None
        return RecordPage(used, int(begins["page"]), None, None, None, None)
    return RecordPage(
        used,
        int(whole["page"]),
        whole["post"].strip(),
        int(whole["number"]),
        int(whole["section"]) if whole["section"] else None,
        int(whole["of"]) if whole["of"] else None,
    )


def _read_line(line: Line, record: RecordPages) -> None:
    fate = _line_fate(line)
    if fate is not None and fate is not Fate.BLANK:
        record.fates[line.number] = fate
    record.has_end_mark |= END_MARK.match(line.text) is not None
    if record.notice is None and not record.pages and NO_TEXT.match(line.text):
        record.notice = line


def _line_fate(line: Line) -> Fate | None:
    """The fate of a line that is never the telegram's; None for any other line."""
    text = line.text
    if line.is_blank:
        return Fate.BLANK
    if ARCHIVES_MARK.match(text):
        return Fate.RELEASE_MARK
    if body_patterns.BANNER.match(text) or END_MARK.match(text):
        return Fate.STRAY
    if TITLE.match(text) or CURRENT.match(text):
        return Fate.RECORD
    return None


def _block(lines: Sequence[Line], repeated: frozenset[str], *, is_later: bool) -> Sequence[Line]:
    """The distribution block at the start of `lines`; of a later section also its header.

    Up to the date-time group; where that cannot be read, as far as lines look like a block.
    """
    heads = (header_patterns.DTG, header_patterns.FROM, header_patterns.TO)
    top = next((i for i, x in enumerate(lines) if any_matches(heads, x.text)), None)
    if top is None or header_patterns.DTG.match(lines[top].text) is None:
        top = _block_lines(lines[:top])
    if not is_later:
        return lines[:top]
    for end in range(top, len(lines)):
        text = lines[end].text
        if read_class_line(text) or (
            CLASS_WORD.match(text) and not body_patterns.BANNER.match(text)
        ):
            return lines[: end + 1 + _repeated_lines(lines[end + 1 :], repeated)]
    return lines[:top]


def _block_lines(lines: Sequence[Line]) -> int:
    """Number of lines up to the last that looks like a distribution block's."""
    forms = (header_patterns.DISTRIBUTION, BLOCK_LINE)
    end = 0
    for index, line in enumerate(lines):
        if any_matches(forms, line.text):
            end = index + 1
        elif not (line.is_blank or ARCHIVES_MARK.match(line.text)):
            break
    return end


def _repeated_texts(lines: Sequence[Line]) -> frozenset[str]:
    """The lines between the classification line of the first section and its first paragraph."""
    start = next((i for i, line in enumerate(lines) if CLASS_WORD.match(line.text)), len(lines))
    texts: set[str] = set()
    for line in lines[start + 1 : start + 1 + MAX_REPEATED]:
        if is_para_start(line.text):
            break
        texts.add(line.text.strip())
    return frozenset(texts)


def _repeated_lines(lines: Sequence[Line], repeated: frozenset[str]) -> int:
    """Number of lines that the section before has too: captions and routing lines."""
    end = 0
    for index, line in enumerate(lines):
        if not line.is_blank:
            if line.text.strip() not in repeated:
                break
            end = index + 1
    return end


def _early_signatures(lines: Sequence[Line], fates: dict[int, Fate]) -> Iterator[tuple[int, Fate]]:
    """The signature where it is also at the end of a section that is not the last."""
    text = [line for line in lines if not line.is_blank and line.number not in fates]
    for above, line, following in zip(text, text[1:], text[2:], strict=False):
        if _is_signature(line, above, text[-1]) and any(
            fates.get(number) is Fate.BANNER for number in range(line.number, following.number)
        ):
            yield line.number, Fate.SIGNATURE


def split_early_names(
    own: Sequence[Line], record: RecordPages
) -> tuple[list[Line], list[LineAndFate]]:
    """The telegram's lines without the signature behind the text of a section, and that signature.

    `THE FLEET HAS FORTY SHIPS. DOE` at the end of the first of two sections, where the telegram
    ends in DOE too.
    """
    last = next((line.text.split()[-1] for line in reversed(own) if not line.is_blank), "")
    lines: list[Line] = []
    names: list[LineAndFate] = []
    for line, following in pairwise([*own, None]):
        assert line is not None
        match = body_patterns.SIGNATURE_GLUED.search(line.text[-MAX_NAME:])
        below = following.number if following is not None else line.number
        is_end = any(record.fates.get(n) is Fate.BANNER for n in range(line.number, below))
        if match is not None and match["name"] == last and is_end:
            cut = max(0, len(line.text) - MAX_NAME) + match.start("name")
            names.append((line.part(cut), Fate.SIGNATURE))
            line = line.part(0, cut)
        lines.append(line)
    return lines, names


def _is_signature(line: Line, above: Line, last: Line) -> bool:
    """True for a name in capitals that is also the last line, or is below a whole sentence."""
    text = line.text.strip()
    if not text.isupper() or body_patterns.SIGNATURE.match(text) is None:
        return False
    return text == last.text.strip() or (" " not in text and is_finished(above.text))


def _blanks_beside(lines: Sequence[Line], fates: dict[int, Fate]) -> Iterator[tuple[int, Fate]]:
    """The blank lines within and beside furniture, but for one where a paragraph ends there."""
    above: Line | None = None
    runs = [
        (is_text, list(run))
        for is_text, run in groupby(lines, lambda x: not (x.is_blank or x.number in fates))
    ]
    for (is_text, run), (_, following) in pairwise([*runs, (True, [])]):
        if is_text:
            above = run[-1]
            continue
        if all(line.number not in fates for line in run):
            continue
        blanks = [line for line in run if line.is_blank]
        if above is not None and following and _ends_para(run, fates, above, following[0]):
            blanks = blanks[1:]
        yield from ((line.number, Fate.BLANK) for line in blanks)


def _ends_para(run: Sequence[Line], fates: dict[int, Fate], above: Line, below: Line) -> bool:
    """True if a paragraph ends at the furniture `run` between the lines `above` and `below`.

    A page of the telegram has its lines without a gap: a blank line right below the text, or a
    second one above it, is the drafter's. At a release mark any blank line may be his. Sections
    end with blank lines always. The line above has to be finished, or the line below numbered.
    """
    if not (is_finished(above.text) or is_para_start(below.text)):
        return False
    kinds = {fates.get(line.number) for line in run}
    if Fate.PAGE not in kinds or Fate.BANNER in kinds:
        return any(line.is_blank for line in run)
    return run[0].is_blank or all(line.is_blank for line in run[-2:])
