"""Marks of a release on a line: each form is read, and what only looks like one is not."""

from __future__ import annotations

import datetime

import pytest

from generator import facts, parse_cable
from generator.model.releases import GapKind, NumberKind, ReleaseMarkKind
from generator.parse.lines import Line
from generator.parse.release_marks import (
    codes_at_end,
    editors_gaps,
    exemption_codes,
    read_case_line,
    read_stamp,
    split_at_gaps,
)

FOIA = "UNCLASSIFIED U.S. Department of State Case No. F-2014-99999 Doc No. C05000000"


def line(text: str) -> Line:
    return Line(3, 100, 100 + len(text), text)


@pytest.mark.parametrize(
    ("text", "date", "codes"),
    [
        (
            "\fJane B. Doe Declassified/Released US Department of State EO Systematic Review"
            " 20 Mar 2014",
            "2014-03-20",
            (),
        ),
        ("Declassified/Released US Department of State EO Systematic Review 20 M", None, ()),
        ("                         RELEASE IN PART B6", None, ("B6",)),
        ("RELEASED IN PART B1,1.4(D)", None, ("B1", "1.4(D)")),
        ("RELEASE IN PART BS, B6", None, ("B6",)),
        ("UNCLASSIFIED   RELEASE IN FULL", None, ()),
        ("Released in Full  2/25/2026", "2026-02-25", ()),
        ("Declassified in Part", None, ()),
        ("DENIED IN FULL B5", None, ("B5",)),
        ("Sanitized", None, ()),
        ("Sanitized Copy Approved for Release 2012/03/01 : CIA-RDP00A00000R0", "2012-03-01", ()),
        (
            "Classified by DAS, A/GIS, DoS on 09/30/2015 ~ Class: CONFIDENTIAL ~ Reason: 1.4(D)"
            " ~ Declassify on: 02/12/2028",
            "2015-09-30",
            ("1.4(D)",),
        ),
        ("UNCLASSIFIED Authority NND 900000 By JD NARA Date 1/2/2003", None, ()),
        ("REVIEW AUTHORITY: Jane Doe, Senior Reviewer", None, ()),
        ("RELEASE IN PART B1,1.4(B), (D), B3 CIA PERS/ORG", None, ("B1", "1.4(B)", "B3")),
        ("RELEASE IN FULL  - UNCLASSIFIED", None, ()),
        ("Declassified in Full Authority: EO 13526 Chief of the Division", None, ()),
        (
            "Declassified/Released US Department of State EO Systematic Review 20 Mar 2014 "
            "Jane Doe Declassified/Released US Department of State EO Systematic Review 20 Mar 2014"
            " UNCLASSIFIED",
            "2014-03-20",
            (),
        ),
        ("Approved For Release 2005/03/01 : CIA-RDP00A00000R0", "2005-03-01", ()),
        ("Approved for release by NSA on 12-11-2013", None, ()),
        ("DECLASSIFIED E.O. 12958, Sec. 3.5", None, ()),
        (
            "Classified by Deputy Assistant Secretary, A/GIS ~ Class: SECRET ~ Reason: 1.4(D) ~ "
            "Declassify on: 05/12/2029",
            None,
            ("1.4(D)",),
        ),
    ],
)
def test_stamps(text: str, date: str | None, codes: tuple[str, ...]) -> None:
    mark = read_stamp(line(text))
    assert mark is not None
    assert mark.kind is ReleaseMarkKind.STAMP
    assert mark.line == 3
    assert mark.text == " ".join(text.split())
    assert mark.date == (date and datetime.date.fromisoformat(date))
    assert mark.codes == codes


@pytest.mark.parametrize(
    "text",
    [
        "RELEASE IN PART OF THE PRISONERS WAS WELCOMED BY THE BISHOPS.",
        "release in full of the report",
        "Released in part because of the storm",
        "THE REPORT WAS RELEASED IN FULL",
        "DECLASSIFIED PAPERS WERE READ",
        "Approved for release of the prisoners in June",
        "Classified By: Ambassador Jane Doe for reasons 1.4 (b) and (d)",
        "DECLASSIFY ON: 02/12/2028",
        "UNCLASSIFIED",
        "The Port Authority: a report",
        "",
    ],
)
def test_no_stamps(text: str) -> None:
    assert read_stamp(line(text)) is None


@pytest.mark.parametrize(
    ("text", "date", "numbers"),
    [
        (
            f"\f    {FOIA} Date: 09/30/2015",
            "2015-09-30",
            {NumberKind.CASE: "F-2014-99999", NumberKind.DOCUMENT: "C05000000"},
        ),
        (
            "UNCLASSIFIED U_S. Department of State Case No, F-2014-99999 Doc No, CO5000000 Date:",
            None,
            {NumberKind.CASE: "F-2014-99999"},
        ),
        (
            'CSP-2025-00000 B-00000000000 "UNCLASSIFIED" 3/2/2026',
            "2026-03-02",
            {NumberKind.CASE: "CSP-2025-00000", NumberKind.DOCUMENT: "B-00000000000"},
        ),
        (
            'CSP-2025-00000 8B-00000000000 "UNCLASSIFIED" 3/2/2026',
            "2026-03-02",
            {NumberKind.CASE: "CSP-2025-00000"},
        ),
        (
            "DATE/CASE ID: 03 JUN 2004 200300000",
            "2004-06-03",
            {NumberKind.CASE: "200300000"},
        ),
        ("   C05000000", None, {NumberKind.DOCUMENT: "C05000000"}),
        ("UNCLASSIFIED  C05000000", None, {NumberKind.DOCUMENT: "C05000000"}),
        (
            f"{FOIA} Date: 09/30/2015 {FOIA} Date: 09/30/2015",
            "2015-09-30",
            {NumberKind.CASE: "F-2014-99999", NumberKind.DOCUMENT: "C05000000"},
        ),
    ],
)
def test_case_lines(text: str, date: str | None, numbers: dict[NumberKind, str]) -> None:
    case = read_case_line(line(text))
    assert case is not None
    assert case.mark.kind is ReleaseMarkKind.CASE
    assert case.mark.date == (date and datetime.date.fromisoformat(date))
    assert {number.kind: number.text for number in case.numbers} == numbers


@pytest.mark.parametrize(
    "text", ["THE CASE NO. 12 WAS HEARD", "In case no one comes, doc notes the date", "C0500"]
)
def test_no_case_lines(text: str) -> None:
    assert read_case_line(line(text)) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("B6", ("B6",)),
        ("  B5, B6 ", ("B5", "B6")),
        ("B5,B6,B5", ("B5", "B6")),
        ("1.4(D),B1", ("1.4(D)", "B1")),
        ("1.4(d)", ("1.4(D)",)),
        ("1 .4 (D) Bl", ("1.4(D)", "B1")),
        ("l,4{B)", ("1.4(B)",)),
        ("(b)(6)", ("B6",)),
        ("(b)(7)(C)", ("B7(C)",)),
        ("b7C b6", ("B7(C)", "B6")),
        ("B7", ("B7",)),
        ("E.O. 13526 1.4(A)", ("1.4(A)",)),
        ("1.5(c)", ("1.5(C)",)),
        ("1.4(b), (d)", ("1.4(B)", "1.4(D)")),
        ("1.4 (b) and (d), B1", ("1.4(B)", "1.4(D)", "B1")),
        ("E.0. 13526 1.4(A)", ("1.4(A)",)),
        ("3.3(b)(1)", ("3.3(B)(1)",)),
        ("(j)(2), (k)(5)", ("J2", "K5")),
    ],
)
def test_exemption_codes(text: str, codes: tuple[str, ...]) -> None:
    assert exemption_codes(text) == codes


@pytest.mark.parametrize(
    "text",
    ["", "B12", "B1/B2", "VITAMIN B6", "1.4", "14(D)", "1.4(I)", "B0", "86", "Bl", "6", "(d)",
     "1.6(A)", "1.5(H)", "B6.", "K5", "K-5", "B-52", "E.O. 13526", "(k)(8)", "555-0106",
     "B6 (d)", "(b), (d)"],
)  # fmt: skip
def test_no_exemption_codes(text: str) -> None:
    assert exemption_codes(text) == ()


def test_codes_at_the_right_margin() -> None:
    text = "The council met with".ljust(95) + "1.4(D), B1  "
    assert codes_at_end(text) == (95, ("1.4(D)", "B1"))
    assert codes_at_end(" " * 100 + "B6") == (100, ("B6",))
    assert codes_at_end("Vitamin B6") is None
    assert codes_at_end("CLASS".ljust(30) + "B1") is None, "a column of a table"
    assert codes_at_end("The council met with".ljust(95) + "202-555-0106") is None
    assert codes_at_end("x" * 100 + " B6") is None, "one space is no margin"


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("[2 lines not declassified]", "2 lines"),
        ("[less than 1 line of source text not declassified]", "less than 1 line"),
        ("[1 paragraph (5 lines) not declassified]", "1 paragraph (5 lines)"),
        ("[name not  declassified]", "name"),
        ("[text not declassified]", None),
    ],
)
def test_editors_gaps(text: str, extent: str | None) -> None:
    before = "He met "
    (item,) = editors_gaps(line(f"{before}{text}, who left [early]."))
    assert (item.start, item.end) == (len(before), len(before) + len(text))
    assert item.gap.extent == extent
    assert item.gap.kind is GapKind.WITHHELD
    assert item.gap.text == " ".join(text.split())


def test_what_editors_omitted_is_not_withheld() -> None:
    (item,) = editors_gaps(line("[Omitted here is a list of names.]"))
    assert item.gap.kind is GapKind.OMITTED
    assert item.gap.extent is None
    (nested,) = editors_gaps(line("[Omitted here are names [and titles].] They met."))
    assert nested.gap.text == "[Omitted here are names [and titles].]"
    assert editors_gaps(line("[sic] [The report was not declassified by then, he said]")) == []


def test_a_line_is_split_at_its_gaps() -> None:
    text = "He met [name not declassified], who left".ljust(95) + "B6"
    parts = split_at_gaps(line(text))
    assert [part.text for part in parts] == ["He met", "", ", who left", ""]
    assert [part.gap and part.gap.codes for part in parts] == [None, (), None, ("B6",)]
    assert [part.start - 100 for part in parts] == [0, 7, 30, 95]
    plain = line("He met nobody.")
    assert split_at_gaps(plain) == [plain]


def test_every_code_of_the_table_is_read() -> None:
    assert all(
        exemption_codes(code) == (code,) for code in facts.exemptions() if code[0] not in "JK"
    )
    assert exemption_codes("(J)(1), (K)(7)") == ("J1", "K7")
    assert all(fact.meaning and fact.source for fact in facts.exemptions().values())


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("1976MEXICO00721", ["1976MEXICO00721"]),
        ("1977MEXICO00721", []),
        ("1976MEXICO00722", []),
        ("76MEXICO721", []),
    ],
)
def test_the_name_of_a_copy_is_the_archives_number_if_it_fits(
    name: str, numbers: list[str]
) -> None:
    text = "R 112219Z MAR 76\nFM AMEMBASSY MEXICO\nUNCLAS MEXICO 000721\nSUBJECT: SALT\n\n1. Yes."
    cable = parse_cable(text, name=name)
    assert cable.id == "76MEXICO721"
    assert [number.text for number in cable.archive_numbers] == numbers
