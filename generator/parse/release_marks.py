"""Marks of a release on a line of text: stamps, case lines, exemption codes, editors' gaps.

Each function knows one form and prefers no answer to a doubtful one, since exemption codes look
like visa classes, vitamins and section numbers. The forms are those of the Department of State's
reviews under the Freedom of Information Act, of the National Archives, and of the editors of
Foreign Relations of the United States.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from generator import facts
from generator.model.releases import (
    ArchiveNumber,
    Gap,
    GapKind,
    NumberKind,
    ReleaseMark,
    ReleaseMarkKind,
)
from generator.parse.lines import Line
from generator.parse.message import valid_day
from generator.parse.pattern import any_matches, pattern

MARGIN_COLUMN = 70
"""Codes at the right margin begin in this column or later; lines of a telegram end before it."""

MARGIN_SPACE = "    "
"""The least white space between text and a code at the right margin."""

MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()

_DATE = (
    r"(?:(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})"
    r"|(?P<day_first>\d{1,2}) (?P<month_name>[A-Za-z]{3}) (?P<year_last>\d{4})"
    r"|(?P<year_first>\d{4})/(?P<second>\d\d)/(?P<third>\d\d))"
)
_CODE = (
    r"(?:\(?[Bb]\)? ?\(?(?:7\)? ?\(?(?P<foia_part>[A-Fa-f])\)?|(?P<foia>[1-9])\)?)"
    r"|(?:E\.?[O0]\.? ?(?:13526|12958|13292)?:? ?)?[1lI] ?[.,] ?(?P<reason>[45]) ?"
    r"[({\[] ?(?P<category>[A-Ha-h]) ?[)}\]]"
    r"|(?:E\.?O\.? ?(?:13526|12958|13292)?:? ?)?3\.(?P<automatic>[34]) ?\([Bb]\) ?"
    r"\((?P<automatic_part>[1-9])\)"
    r"|\([Jj]\) ?\((?P<general>[12])\)|\([Kk]\) ?\((?P<specific>[1-7])\))"
)
EXEMPTION = pattern(
    _CODE + r"(?![A-Za-z0-9(])", "B6", "(b)(7)(C)", "1.4(D)", "1 .4 (d)", "3.3(B)(1)", "(k)(5)"
)
"""One exemption code. A figure of FOIA has its letter, one of the Privacy Act has brackets.
"""
DOUBTFUL_B1 = pattern(r"B[Il](?![A-Za-z0-9])", "Bl")
"""`B1` as text recognition reads it; a code only beside another."""
SAME_REASON = pattern(
    r"(?:and |& )?[({\[] ?(?P<category>[A-Ha-h]) ?[)}\]](?![A-Za-z0-9(])", "(d)", "and (d)"
)
"""A further category of the section of the code before: `1.4(b), (d)`."""
CODE_SEPARATOR = pattern(r"[\s,;]*", ", ")

_ARCHIVES_WORDS = (
    r"(?:[A-Z][A-Za-z'-]+(?: (?:[A-Z]\.? ){0,2}[A-Z][A-Za-z'-]+)?,?\s+)?"
    r"Declassified ?/ ?Released\s+U\.?S\.? Department of State\s+E\.?O\.? Systematic Review"
)
ARCHIVES_MARK = pattern(
    rf"\s*{_ARCHIVES_WORDS}(?:\s+{_DATE}|\s+[0-9A-Za-z ]{{1,10}})?"
    rf"(?:\s+{_ARCHIVES_WORDS}[0-9A-Za-z ]{{0,14}})?(?:\s+UNCLASSIFIED)?\s*$",
    "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005",
    "Jane B. Doe Declassified/Released US Department of State EO Systematic Review 20 Mar 2014",
    flags=re.IGNORECASE,
)
"""The mark of the National Archives, once or twice; its end may be cut. Its name is one word where
an edition withholds it."""
DECISION = pattern(
    r"\s*(?:UNCLASSIFIED\s+)?(?:(?:RELEASED?|DECLASSIFIED|DEN(?:Y|IED)) IN (?:PART|FULL)"
    r"|(?:Released?|Declassified|Denied) in (?:Part|Full|part|full))"
    r"(?:\s*(?P<codes>\S.{0,60}))?$",
    "                                             RELEASE IN PART B6",
    "Declassified in Full",
    "RELEASE IN PART B1,1.4(D)",
)
"""The reviewers' decision, with the codes of what they withheld."""
DATE_ALONE = pattern(r"\(?" + _DATE + r"\)?\s*$", "2/25/2026", "25 FEB 2026")
SHORT_WORDS = pattern(r"(?:[A-Z0-9().]{1,3}[\s,;]*){1,6}$", "BS, 86")
"""Codes behind a decision that text recognition damaged."""
BEHIND_DECISION = pattern(
    r"(?:" + _DATE + r"\s+)?(?:Authority\b|by authority of\b)|[-–— ]*UNCLASSIFIED\s*$",
    "Authority: EO 13526",
    "12/04/2014 Authority: Jane Doe",
    flags=re.IGNORECASE,
)
SANITIZED = pattern(
    r"\s*(?:(?:Declassified in Part\s*-\s*)?Sanitized(?: Copy)?\s*$"
    r"|(?:(?:Declassified in Part\s*-\s*)?Sanitized(?: Copy)? )?Approved for Release"
    r"(?: by [A-Z]{2,6} on)?:?\s+(?:" + _DATE + r"|[0-9-]{8,10})(?:\s*:.{0,60})?\s*$)",
    "Sanitized",
    "Declassified in Part - Sanitized Copy Approved for Release 2012/03/01 : CIA-RDP00A00000R0",
    "Approved For Release 2005/03/01 : CIA-RDP00A00000R0",
    flags=re.IGNORECASE,
)
CLASSIFICATION_STAMP = pattern(
    r"\s*(?:Classified by .{1,60}?(?: on " + _DATE + r")?\s\W{1,5})?Class(?:ification)?\s?:\s?"
    r"[A-Z][A-Za-z ]{2,30}\W{1,6}(?:Reason\s?:\s?(?P<codes>.{1,40}?)\s\W{0,5})?"
    r"Declassify on\s?:.{0,40}$",
    "Classified by DAS, A/GIS, DoS on 09/30/2015 ~ Class: CONFIDENTIAL ~ Reason: 1.4(D) ~ "
    "Declassify on: 02/12/2028",
    "Classification: CONFIDENTIAL - Declassify on: 02/12/2028",
)
"""The reviewers' own classification of what they withheld."""
AUTHORITY = pattern(
    r"\s*(?:(?:DECLASSIFIED|UNCLASSIFIED)\s+Authority:?\s+\S.{0,80}"
    r"|DECLASSIFIED(?:\s+(?:(?:PER|UNDER)\s+)?E\.?O\.?\s?\d{5}\b.{0,60})?"
    r"|(?:DE|UN)CLASSIFIED\s+(?:PER EXECUTIVE ORDER|(?:BY|UNDER) (?:THE )?AUTHORITY OF)\b.{0,90}"
    r"|DECLASSIFIED\s+NN[DW]\s?\d{4,7}\b\W{0,6}"
    r"|REVIEW AUTHORITY:\s+\S.{0,60}|Authority:?\s+NN[DW]\s?\d{4,7}\b.{0,60}"
    r"|NO OBJECTION TO DECLASSIFICATION (?:IN (?:FULL|PART) )?\d{4}/\d\d/\d\d\b.{0,60}"
    r"|REPRODUCED (?:AT|FROM) THE .{0,40}NATIONAL ARCHIVES"
    r"|PHOTOCOPY FROM [A-Z][A-Za-z .]{3,40} LIBRARY)$",
    "UNCLASSIFIED Authority NND 900000 By JD NARA Date 1/2/2003",
    "DECLASSIFIED NND 900000",
    "DECLASSIFIED E.O. 12958, Sec. 3.5",
    "Declassified by authority of Jane Doe, 12 Jan 2019",
    "REVIEW AUTHORITY: Jane Doe, Senior Reviewer",
    "No Objection To Declassification in Full 2012/05/01 : NLC-00-00-0-00-0",
    "Photocopy from Example Library",
    flags=re.IGNORECASE,
)
"""Who released the telegram, and by what right."""
PRODUCED = pattern(
    r"\s*(?:STATE DEPT\.? ?- ?PRODUCED TO \S.{0,80}"
    r"|SUBJECT TO AGREEMENT ON SENSITIVE INFORMATION\b.{0,60}"
    r"|STATE-[A-Z]{2,4}[0-9]{7}(?:-MOU)?)\s*$",
    "STATE DEPT. - PRODUCED TO HOUSE SELECT EXAMPLE COMM.",
    "SUBJECT TO AGREEMENT ON SENSITIVE INFORMATION & REDACTIONS. NO FOIA WAIVER.",
    "STATE-SCB0000000-MOU",
)
"""The stamp of a copy for a committee of Congress, on up to three lines."""
CASE = pattern(
    r".{0,70}?\bCase No\W{0,3}(?P<case>[A-Z]{1,3}-\d{4}-\d{5})?.{0,12}?"
    r"\bDoc No\W{0,3}(?P<document>C\d{8}\b)?.{0,12}?(?:\bDate\W{0,3}" + _DATE + r"?.{0,12}?)?"
    r"(?:(?!.{0,12}\bDate).{0,70}?\bCase No.{0,90})?$",
    "UNCLASSIFIED U.S. Department of State Case No. F-2014-99999 Doc No. C05000000 "
    "Date: 09/30/2015",
    "UNCLASSIFIED U_S. Department of State Case No, F-2014-99999 Doc No, CO5000000 Date:",
)
"""The line at head and foot of each page of a release of the Department, once or twice."""
COLLECTION = pattern(
    r"\s*(?P<case>CSP-\d{4}-\d{5})\s+(?:(?P<document>B-\d{11})|\S{8,16})\s+\W?[A-Z ]{6,30}\W?\s+"
    + _DATE
    + r"\s*$",
    'CSP-2025-00000 B-00000000000 "UNCLASSIFIED" 3/2/2026',
)
DATE_AND_CASE = pattern(
    r"\s*DATE/CASE ID:\s+" + _DATE + r"\s+(?P<case>\d{9})\s*$",
    "DATE/CASE ID: 03 JUN 2004 200300000",
)
DOCUMENT = pattern(
    r"\s*(?:UNCLASSIFIED\s+)?(?P<document>C\d{8})(?:\s+UNCLASSIFIED)?\s*$", "C05000000"
)

NOT_DECLASSIFIED = pattern(
    r"\[\s?(?P<extent>[^\[\]]{1,60}?)\s+(?:of\s+(?:source\s+)?text\s+)?not\s+declassified"
    r"(?:\s+in\s+the\s+(?:source\s+text|original))?\.?\s?\]",
    "[2 lines not declassified]",
    "[ 1\u00bd lines not declassified ]",
    "[less than 1 line of source text not declassified]",
    "[1 paragraph (5 lines) not declassified]",
    flags=re.IGNORECASE,
)
OMITTED = pattern(
    r"\[(?:Omitted here|Here follow)s?\b(?:[^\[\]]|\[[^\[\]]{0,100}\]){0,400}\]",
    "[Omitted here is discussion of the harvest.]",
)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A line that names the case or document of a release."""

    mark: ReleaseMark
    numbers: tuple[ArchiveNumber, ...]
    """The numbers that are whole, in order."""


@dataclass(frozen=True, slots=True)
class EditorsGap:
    """A passage that editors left out, with the place of their words in the line's text."""

    start: int
    end: int
    gap: Gap


def read_stamp(line: Line) -> ReleaseMark | None:
    """The stamp that the line is; None for any other line.

    `Declassified/Released US Department of State EO Systematic Review 30 JUN 2005`,
    `RELEASE IN PART B6`, `Sanitized`, `REVIEW AUTHORITY: Jane Doe`
    """
    text = line.text
    decision = DECISION.match(text)
    if decision is not None:
        return _decision(line, decision)
    for form in (ARCHIVES_MARK, SANITIZED, CLASSIFICATION_STAMP, AUTHORITY, PRODUCED):
        match = form.match(text)
        if match is not None:
            codes = _codes_within(match.groupdict().get("codes") or "")
            return _mark(line, ReleaseMarkKind.STAMP, _date(match), codes)
    return None


def _decision(line: Line, match: re.Match[str]) -> ReleaseMark | None:
    """The stamp of a decision: behind it are codes, a date, an authority or nothing."""
    rest = (match["codes"] or "").strip()
    date = DATE_ALONE.match(rest) or BEHIND_DECISION.match(rest)
    if rest and not (date or any_matches((EXEMPTION, SHORT_WORDS), rest)):
        return None
    codes = () if date else _codes_within(rest)
    return _mark(line, ReleaseMarkKind.STAMP, _date(date) if date else None, codes)


def read_case_line(line: Line) -> CaseLine | None:
    """The line of a release with its case and document numbers; None for any other line.

    `UNCLASSIFIED U.S. Department of State Case No. F-2014-99999 Doc No. C05000000 Date: ...`,
    `CSP-2025-00000 B-00000000000 "UNCLASSIFIED" 3/2/2026`, `DATE/CASE ID: 03 JUN 2004 200300000`,
    `C05000000`. A number that text recognition damaged is left out.
    """
    for form in (CASE, COLLECTION, DATE_AND_CASE, DOCUMENT):
        match = form.match(line.text)
        if match is not None:
            groups = match.groupdict()
            kinds = (("case", NumberKind.CASE), ("document", NumberKind.DOCUMENT))
            numbers = tuple(
                ArchiveNumber(kind=kind, text=number)
                for group, kind in kinds
                if (number := groups.get(group))
            )
            return CaseLine(_mark(line, ReleaseMarkKind.CASE, _date(match), ()), numbers)
    return None


def exemption_codes(text: str) -> tuple[str, ...]:
    """The exemption codes in their usual form, if the text is nothing else; otherwise none.

    `B5, B6` is ("B5", "B6"); `1.4(b), (d) B1` is ("1.4(B)", "1.4(D)", "B1"). The program's table
    has the codes.
    """
    text = text.strip()
    codes: list[str] = []
    is_sure = False
    position = 0
    while position < len(text):
        match = EXEMPTION.regex.match(text, position)
        is_sure = is_sure or match is not None
        match = match or DOUBTFUL_B1.regex.match(text, position)
        more = SAME_REASON.regex.match(text, position) if codes and match is None else None
        if match is not None:
            codes.append(_usual_form(match))
        elif more is not None and codes[-1].startswith("1."):
            match = more
            codes.append(f"{codes[-1][:3]}({more['category'].upper()})")
        else:
            return ()
        separator = CODE_SEPARATOR.regex.match(text, match.end())
        position = separator.end() if separator else match.end()
    is_known = is_sure and facts.exemptions().keys() >= set(codes)
    return tuple(dict.fromkeys(codes)) if is_known else ()


def codes_at_end(text: str) -> tuple[int, tuple[str, ...]] | None:
    """Codes at the right margin behind white space: offset of the first, and codes; else None.

    `THE COUNCIL MET WITH                                                 B6`, with or without text
    """
    text = text.rstrip()
    start = text.rfind(MARGIN_SPACE) + len(MARGIN_SPACE)
    if start < MARGIN_COLUMN:
        return None
    codes = exemption_codes(text[start:])
    return (start, codes) if codes else None


def editors_gaps(line: Line) -> list[EditorsGap]:
    """The passages that the editors of a volume left out of the line, in order.

    `[2 lines not declassified]`, `[name not declassified]`, `[Omitted here is a list.]`
    """
    if "[" not in line.text:
        return []
    gaps = [
        *(_editors_gap(line, m, GapKind.WITHHELD) for m in _matches(NOT_DECLASSIFIED.regex, line)),
        *(_editors_gap(line, m, GapKind.OMITTED) for m in _matches(OMITTED.regex, line)),
    ]
    return sorted(gaps, key=lambda gap: gap.start)


def split_at_gaps(line: Line) -> list[Line]:
    """The line in parts: its text, and a line without text for each gap or run of codes.

    The line itself where nothing is left out of it.
    """
    gaps = editors_gaps(line)
    margin = codes_at_end(line.text)
    if margin is not None:
        start, codes = margin
        gap = Gap(line=line.number, text=line.text[start:].strip(), codes=codes)
        gaps.append(EditorsGap(start, len(line.text), gap))
    parts: list[Line] = []
    position = 0
    for item in gaps:
        parts.append(line.part(position, item.start))
        place = line.part(item.start, item.start)
        parts.append(Line(place.number, place.start, place.end, "", item.gap))
        position = item.end
    parts.append(line.part(position) if gaps else line)
    return [part for part in parts if part.gap or not part.is_blank] if gaps else parts


def _matches(regex: re.Pattern[str], line: Line) -> list[re.Match[str]]:
    return list(regex.finditer(line.text))


def _editors_gap(line: Line, match: re.Match[str], kind: GapKind) -> EditorsGap:
    extent = " ".join((match.groupdict().get("extent") or "").split())
    gap = Gap(
        line=line.number,
        text=" ".join(match[0].split()),
        extent=None if extent.lower() in ("", "text") else extent,
        kind=kind,
    )
    return EditorsGap(match.start(), match.end(), gap)


def _codes_within(text: str) -> tuple[str, ...]:
    """The codes in a text that may hold other words."""
    codes = map(_usual_form, EXEMPTION.regex.finditer(text))
    known = (code for code in codes if code in facts.exemptions())
    return exemption_codes(text) or tuple(dict.fromkeys(known))


def _usual_form(match: re.Match[str]) -> str:
    """A code in its usual form: "B6", "B7(C)", "1.4(D)", "3.3(B)(1)", "K5"."""
    groups = match.groupdict()
    if not groups:
        return "B1"
    if groups["foia"]:
        return f"B{groups['foia']}"
    if groups["foia_part"]:
        return f"B7({groups['foia_part'].upper()})"
    if groups["reason"]:
        return f"1.{groups['reason']}({groups['category'].upper()})"
    if groups["automatic"]:
        return f"3.{groups['automatic']}(B)({groups['automatic_part']})"
    return f"J{groups['general']}" if groups["general"] else f"K{groups['specific']}"


def _mark(
    line: Line, kind: ReleaseMarkKind, date: datetime.date | None, codes: tuple[str, ...]
) -> ReleaseMark:
    text = " ".join(line.text.split())
    return ReleaseMark(kind=kind, line=line.number, text=text, date=date, codes=codes)


def _date(match: re.Match[str]) -> datetime.date | None:
    """The date of a match that holds `_DATE`: `09/30/2015`, `30 SEP 2015` or `2015/09/30`."""
    groups = match.groupdict()
    if groups.get("year"):
        return _numbered_day(groups["year"], groups["month"], groups["day"])
    if groups.get("year_first"):
        return _numbered_day(groups["year_first"], groups["second"], groups["third"])
    if groups.get("year_last"):
        return valid_day(groups["year_last"], groups["month_name"], groups["day_first"])
    return None


def _numbered_day(year: str, month: str, day: str) -> datetime.date | None:
    name = MONTHS[int(month) - 1] if 1 <= int(month) <= 12 else ""
    return valid_day(year, name, day)
