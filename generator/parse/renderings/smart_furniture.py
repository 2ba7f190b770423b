"""What a release and a printer put around and into a SMART telegram: banners, pages, stamps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from rapidfuzz import fuzz

from generator.model import ArchiveNumber, Fate, ReleaseMark, ReleaseMarkKind
from generator.parse.lines import Line
from generator.parse.message import valid_day
from generator.parse.pattern import pattern
from generator.parse.release_marks import MONTHS, exemption_codes, read_case_line, read_stamp
from generator.parse.renderings.smart_gaps import without_margin_marks
from generator.parse.renderings.smart_labels import read_block_label

BANNER = pattern(
    r"\s*(?:C(?:LASSIFICATION|lassification):\s{0,40})?"
    r"(?P<word>UNCLASSIFIED|UNCLAS|CONFIDENTIAL|(?:TOP )?SECRET|SENSITIVE BUT UNCLASSIFIED|SBU"
    r"|NOFORN)(?P<rider>(?:\s?//?\s?[A-Z][A-Z, /-]{0,40}|\s{1,40}(?:SBU|NOFORN))?)\s*$",
    "UNCLASSIFIED",
    "CLASSIFICATION: UNCLASSIFIED",
    "SECRET//NOFORN",
    "SBU",
    "UNCLASSIFIED  SBU",
)
"""A line that is only a classification, in capitals."""

BANNER_BELOW = pattern(r"\s*[Ss5$]{1,2}[B8][U0O]\s*$", "S80", "SB0", "SsBU", "5BU")
"""`SBU` below or above a banner or a page mark, as text recognition reads it."""

PAGE = pattern(
    r"\s*(?:UNCLASSIFIED|SBU|CONFIDENTIAL|SECRET)?\s*Page\s?(?P<page>[0-9]{1,3}?)"
    r"\s?(?:[o0]{1,2}f)\s?(?P<of>[0-9]{1,3})\s*$",
    "Page 1 of 5",
    "Page 20f7",
    "UNCLASSIFIED Page 30f7",
    "Page 1o0f7",
)

RELEASING_OFFICE = pattern(r"\s*U\.?S\.? Department of State\s*$", "US Department of State")
OFFICER = pattern(
    r"\s*[A-Za-z][A-Za-z .'-]{3,40}, (?:Acting[ -])?(?:[A-Z][a-z]+ ){0,3}"
    r"(?:Director|Officer|Reviewer|Chief|Authority)\s*$",
    "Jane Doe, Acting-Director",
    "Jane Doe, Senior Reviewer",
)
DAY = pattern(r"\s*[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}\s*$", "2/25/2026")
"""The three lines of a releasing officer's stamp."""

REVIEWER = pattern(
    r"\s*\W{0,3}\s?(?:Classified by .{1,60}?\bon [0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
    r"|Class\s?:\s?(?:CONFIDENTIAL|SECRET|TOP SECRET))\W{0,5}$",
    "Classified by DAS, A/GIS, DoS on 09/30/2015",
    "~ Class: CONFIDENTIAL",
)
REVIEWER_BELOW = pattern(
    r"\s*\W{0,3}\s?(?:Class(?:ification)?|Reason|Declassify on)\s?:\s?\S.{0,40}$",
    "~ Reason: 1.4(B), 1.4(D)",
    "~ Declassify on: 02/12/2028",
)
"""The stamp by which a reviewer classifies what is withheld, on up to four lines."""

MIN_REVIEWER, MAX_REVIEWER = 2, 4

FIGURE = pattern(
    r"\s*(?:\([A-Z/ ]{1,6}\)\s{0,3})?(?:Figure|Photo(?:graph)?|Map|Image|Chart)\s[0-9]{1,2}"
    r"\s?[.:]\s",
    "(U) Figure 1: The harbour in March.",
)
"""The caption of a picture, which is no part of the text."""

MAX_CASE_LINES = 4
"""So many case lines are compared with others."""

MIN_PIECE = 18
"""A piece of a case line has at least so many characters."""

LIKE_RATIO = 75.0
"""A line is a damaged case line if it is so like a whole one, in percent."""

MAX_CAPTION = 4
"""Number of lines of a caption."""

MAX_SCRAP = 12
"""A page number that text recognition wrecked has at most so many characters."""

WORD = pattern(r"[A-Za-z][a-z]{3,}", "that")


def furniture_fates(lines: Sequence[Line]) -> dict[int, Fate]:
    """The lines that are not part of a telegram or of its blocks, by number.

    Of the exemption codes only those of a stamp are among them: others are in place of text.
    """
    fates = {line.number: fate for line in lines if (fate := _own_fate(line)) is not None}
    present = [line for line in lines if not line.is_blank]
    for position, line in enumerate(present):
        near = present[max(0, position - 1) : position] + present[position + 1 : position + 2]
        if line.number in fates:
            continue
        if BANNER_BELOW.match(line.text) and any(
            fates.get(other.number) in (Fate.BANNER, Fate.PAGE) for other in near
        ):
            fates[line.number] = Fate.BANNER
        elif _is_of_officer(line, near) or _is_of_stamp(line, present[position - 1 : position]):
            fates[line.number] = Fate.RELEASE_MARK
    fates.update(_damaged_case_lines(present, fates))
    for index in range(len(present)):
        stamp = _reviewer_lines(present, index)
        fates.update((line.number, Fate.RELEASE_MARK) for line in stamp)
    fates.update(_scraps(present, fates))
    fates.update(_pictures(lines, fates))
    return fates


def _is_of_stamp(line: Line, above: Sequence[Line]) -> bool:
    """True for codes below `RELEASE IN PART`, a stamp without codes of its own."""
    stamp = read_stamp(above[0]) if above and exemption_codes(line.text) else None
    return stamp is not None and not stamp.codes and "PART" in stamp.text.upper()


def _own_fate(line: Line) -> Fate | None:
    """The fate that a line's own words show."""
    text = line.text
    if BANNER.match(text):
        return Fate.BANNER
    if "age" in text and PAGE.match(text):
        return Fate.PAGE
    is_mark = read_stamp(line) is not None or read_case_line(line) is not None
    return Fate.RELEASE_MARK if is_mark or RELEASING_OFFICE.match(text) else None


def _damaged_case_lines(
    present: Sequence[Line], fates: dict[int, Fate]
) -> Iterator[tuple[int, Fate]]:
    """The case lines that a scan damaged or broke: they are like another, which is whole."""
    marked = (line for line in present if fates.get(line.number) is Fate.RELEASE_MARK)
    whole = list(islice((x.text.strip() for x in marked if read_case_line(x)), MAX_CASE_LINES))
    for line in present:
        text = line.text.strip()
        if line.number not in fates and any(
            (len(text) >= MIN_PIECE and text in other)
            or fuzz.ratio(text, other, score_cutoff=LIKE_RATIO)
            for other in whole
        ):
            yield line.number, Fate.RELEASE_MARK


def _is_of_officer(line: Line, near: Sequence[Line]) -> bool:
    """True for the officer's name above, and the day below, the office's name."""
    is_beside = any(RELEASING_OFFICE.match(other.text) for other in near)
    return is_beside and (OFFICER.match(line.text) or DAY.match(line.text)) is not None


def _scraps(present: Sequence[Line], fates: dict[int, Fate]) -> Iterator[tuple[int, Fate]]:
    """Wrecked page numbers: lines without words between two lines of furniture, `n  -Z`."""
    for position in range(1, len(present) - 1):
        line = present[position]
        above, below = present[position - 1], present[position + 1]
        if (
            line.number not in fates
            and above.number in fates
            and below.number in fates
            and _is_scrap(line)
        ):
            yield line.number, Fate.PAGE


def _reviewer_lines(present: Sequence[Line], start: int) -> Sequence[Line]:
    """The lines of a reviewer's stamp that begins at `start`; none for another line."""
    if REVIEWER.match(present[start].text) is None:
        return ()
    end = start + 1
    while end < min(len(present), start + MAX_REVIEWER) and REVIEWER_BELOW.match(present[end].text):
        end += 1
    return present[start:end]


def _is_scrap(line: Line) -> bool:
    """True for a short line without words, which text recognition made of no text."""
    is_short = len(line.text.strip()) <= MAX_SCRAP
    return is_short and not (WORD.search(line.text) or exemption_codes(line.text))


def _pictures(lines: Sequence[Line], fates: dict[int, Fate]) -> Iterator[tuple[int, Fate]]:
    """The captions of pictures, up to a blank line, and the scraps above, read in the picture."""
    for index, line in enumerate(lines):
        if not FIGURE.match(line.text):
            continue
        for below in lines[index : index + MAX_CAPTION]:
            if below.is_blank or read_block_label(below.text) is not None:
                break
            yield below.number, Fate.UNPARSED
        above = index - 1
        while above >= 0 and (
            lines[above].is_blank or lines[above].number in fates or _is_scrap(lines[above])
        ):
            if not lines[above].is_blank and lines[above].number not in fates:
                yield lines[above].number, Fate.FORM
            above -= 1


def release_marks(lines: Sequence[Line]) -> tuple[list[ReleaseMark], list[ArchiveNumber]]:
    """The marks of the release, each once, and the numbers of the copy.

    The codes of a stamp may appear on the line below it.
    """
    marks: dict[str, ReleaseMark] = {}
    numbers: dict[ArchiveNumber, None] = {}
    for position, line in enumerate(lines):
        case = read_case_line(line)
        mark = case.mark if case is not None else _stamp(line)
        if case is not None:
            numbers.update(dict.fromkeys(case.numbers))
        elif mark is not None and not mark.codes and position + 1 < len(lines):
            codes = exemption_codes(lines[position + 1].text)
            mark = replace(mark, codes=codes)
        mark = mark or _officer_stamp(lines, position) or _reviewer_stamp(lines, position)
        if mark is not None:
            marks.setdefault(mark.text, mark)
    return list(marks.values()), list(numbers)


def _stamp(line: Line) -> ReleaseMark | None:
    """The stamp that a line is, or that is at its right margin."""
    rest = without_margin_marks(line)
    is_cut = len(rest.text) < len(line.text)
    return read_stamp(line.part(len(rest.text)) if is_cut else line)


def _officer_stamp(lines: Sequence[Line], position: int) -> ReleaseMark | None:
    """The stamp of three lines at whose first line, without blank ones, this is: name, office, day.

    `Jane Doe, Acting-Director` / `US Department of State` / `2/25/2026`
    """
    stamp = lines[position : position + 3]
    forms = (OFFICER, RELEASING_OFFICE, DAY)
    if len(stamp) < len(forms) or not all(
        form.match(line.text) for form, line in zip(forms, stamp, strict=True)
    ):
        return None
    month, day, year = stamp[2].text.strip().split("/")
    return ReleaseMark(
        kind=ReleaseMarkKind.STAMP,
        line=stamp[0].number,
        text=" ".join(" ".join(line.text.split()) for line in stamp),
        date=valid_day(year, MONTHS[int(month) - 1] if 1 <= int(month) <= 12 else "", day),
    )


def _reviewer_stamp(lines: Sequence[Line], position: int) -> ReleaseMark | None:
    """The reviewer's stamp of several lines that begins at `position`."""
    stamp = _reviewer_lines(lines, position)
    is_within = position > 0 and REVIEWER.match(lines[position - 1].text) is not None
    if is_within or len(stamp) < MIN_REVIEWER:
        return None
    first = stamp[0]
    text = " ~ ".join(line.text.strip(" ~-—") for line in stamp)
    return read_stamp(Line(first.number, first.start, first.end, text))
