"""Telegrams of the SMART system: release marks, gaps, and what is no such telegram."""

from __future__ import annotations

import datetime

import pytest

from generator import parse_cable
from generator.model import Cable, Fate, NumberKind
from generator.parse.renderings import smart_telegrams
from generator.parse.renderings.containers import split_container
from tests.linear_time import MOST, growth

CASE_LINE = (
    "   UNCLASSIFIED U.S. Department of State Case No. F-2014-99999 Doc No. C05000000 "
    "Date: 09/30/2015"
)
MARGIN = 90 * " "
CODES = ("1.4(B)", "1.4(D)")

HEAD = """\
UNCLASSIFIED
MRN:                 11 LIMA 504
Date/DTG:            Apr 07, 2011 / 071322Z APR 11
From:                AMEMBASSY LIMA
E.O.:                13526
TAGS:                PGOV
Subject:             Talks

"""
FOOT = """

Signature:           DOE

Drafted By:          LIMA:Roe, Jane
Dissemination Rule:  Released Copy

UNCLASSIFIED
"""


def parse(text: str) -> Cable:
    return parse_cable(HEAD + text + FOOT)


def gaps(cable: Cable) -> list[tuple[int, int, tuple[str, ...]]]:
    """The gaps within blocks: number of the para, offset in the block, codes."""
    return [
        (para.number or 0, gap.offset, gap.codes)
        for para in cable.paras
        for block in para.blocks
        for gap in block.gaps
    ]


def text_of(cable: Cable, number: int) -> str:
    para = next(p for p in cable.paras if p.number == number)
    return " ".join(block.text for block in para.blocks)


def test_codes_behind_a_white_gap_mark_the_place_of_the_words() -> None:
    cable = parse(f"1. (SBU) The minister named                as his adviser.{MARGIN}B6")
    assert text_of(cable, 1) == "The minister named as his adviser."
    assert gaps(cable) == [(1, len("The minister named "), ("B6",))]


def test_codes_on_the_line_below_belong_to_its_white_gap() -> None:
    cable = parse(f"1. (SBU) He was sent by                  in Quito.\n{MARGIN}B6")
    assert gaps(cable) == [(1, len("He was sent by "), ("B6",))]


def test_codes_below_the_line_with_a_white_gap_belong_to_it() -> None:
    first = "1. (SBU) He said                  would visit the town of"
    cable = parse(f"{first}\nLima in the spring.{MARGIN}B5")
    assert gaps(cable) == [(1, len("He said "), ("B5",))]


def test_codes_above_a_late_line_mark_its_beginning() -> None:
    cable = parse(f"1. (SBU) The adviser lives in the\n{MARGIN}B6\n{30 * ' '}of the north.")
    assert gaps(cable) == [(1, len("The adviser lives in the "), ("B6",))]


def test_a_lone_late_line_among_codes_has_a_gap_before_it() -> None:
    text = f"1. (SBU) He met the\n{30 * ' '}of the north\nwho agreed.\n\n2. (U) They met.{MARGIN}B6"
    cable = parse(text)
    assert text_of(cable, 1) == "He met the of the north who agreed."
    assert gaps(cable)[0] == (1, len("He met the "), ())
    assert gaps(parse(text.replace("B6", ""))) == []


def test_codes_over_a_page_break_are_of_one_passage() -> None:
    codes = f"{MARGIN}1.4(B)\n{MARGIN}1.4(D)\n"
    cable = parse(f"1. (SBU) Talks began.\n\n{codes}{CASE_LINE}\n{CASE_LINE}\n\n{MARGIN}B1\n")
    assert [g.codes for p in cable.paras for b in p.blocks for g in b.gaps] + [
        g.codes for g in cable.gaps
    ] == [("1.4(B)", "1.4(D)", "B1")]
    assert [d.code for d in cable.diagnostics] == ["text-withheld"]


def test_a_white_gap_without_codes_is_none() -> None:
    cable = parse("1. (SBU) Fish           12\nBread          7")
    assert gaps(cable) == []
    assert not cable.gaps


def test_codes_in_a_block_are_no_gaps() -> None:
    cable = parse_cable(
        HEAD + "1. (U) Talks began." + FOOT.replace("Roe, Jane", f"{MARGIN}B6\n{MARGIN}B5")
    )
    assert not cable.gaps
    assert not gaps(cable)
    assert cable.signature == "DOE"


def test_marks_of_the_release_and_numbers_of_the_copy() -> None:
    cable = parse_cable(f"{CASE_LINE}\n{MARGIN}RELEASE IN PART\n{MARGIN}B5,B6\n{HEAD}Text.{FOOT}")
    assert [(m.text, m.codes) for m in cable.release_marks][1] == (
        "RELEASE IN PART",
        ("B5", "B6"),
    )
    assert cable.release_marks[0].date == datetime.date(2015, 9, 30)
    assert [(n.kind, n.text) for n in cable.archive_numbers] == [
        (NumberKind.CASE, "F-2014-99999"),
        (NumberKind.DOCUMENT, "C05000000"),
    ]
    assert cable.id == "11LIMA504"


def test_the_stamp_of_an_officer_has_its_day() -> None:
    stamp = "Jane Doe, Acting-Director\nUS Department of State\n\n2/25/2026\n"
    cable = parse(f"1. (U) Talks began in the\n\n{stamp}\nport.")
    assert [(m.text, m.date) for m in cable.release_marks] == [
        (
            "Jane Doe, Acting-Director US Department of State 2/25/2026",
            datetime.date(2026, 2, 25),
        )
    ]
    assert text_of(cable, 1) == "Talks began in the port."


def test_a_reviewers_stamp_is_no_field_of_the_block() -> None:
    stamp = (
        "Classified by DAS, A/GIS, DoS on 09/30/2015",
        "~ Class: CONFIDENTIAL",
        "~ Reason: 1.4(B), 1.4(D)",
        "~ Declassify on: 02/12/2028",
    )
    lines = HEAD.splitlines(keepends=True)
    source = "".join([*lines[:3], *(f"{MARGIN}{text}\n" for text in stamp), *lines[3:]])
    cable = parse_cable(source + "1. (U) Talks began." + FOOT)
    assert [(m.text, m.date, m.codes) for m in cable.release_marks] == [
        (" ~ ".join(text.strip("~ ") for text in stamp), datetime.date(2015, 9, 30), CODES)
    ]
    assert cable.header.declassify_on is None
    assert cable.header.classification == "UNCLASSIFIED"
    assert cable.header.sender == "AMEMBASSY LIMA"


@pytest.mark.parametrize("break_line", [CASE_LINE, "Page 2 of 5", "CLASSIFICATION: UNCLASSIFIED"])
def test_a_sentence_goes_on_behind_a_page_break(break_line: str) -> None:
    cable = parse(
        f"1. (U) The talks went\n{break_line}\n\n\n{break_line}\n\non.\n\n2. (U) They end."
    )
    assert text_of(cable, 1) == "The talks went on."
    assert [p.number for p in cable.paras] == [1, 2]


def test_text_without_numbers_is_parted_at_blank_lines() -> None:
    first = (
        "The talks began well and went on for a day, in which all points were taken up,\nand left."
    )
    rest = "The ministers then met again in Lima.\n\nThey ended the talks in the evening."
    cable = parse(f"{first}\n\n{CASE_LINE}\n{CASE_LINE}\n\n{rest}")
    assert [p.text for p in cable.paras] == [" ".join(first.split()), *rest.split("\n\n")]


@pytest.mark.parametrize(
    "damaged",
    [
        CASE_LINE.replace("Case No.", "Cas8 N0.").replace("Doc No.", "Doe Na"),
        CASE_LINE.replace(" Case No", "\n      Case No"),
    ],
    ids=["misread", "broken"],
)
def test_a_damaged_case_line_is_known_by_a_whole_one(damaged: str) -> None:
    cable = parse(f"1. (U) The talks went\n{CASE_LINE}\n{damaged}\n\non.")
    assert text_of(cable, 1) == "The talks went on."


def test_the_signature_of_the_block_is_the_only_one() -> None:
    cable = parse("1. (U) The list of names:\n\nROE")
    assert cable.signature == "DOE"
    assert text_of(cable, 1).endswith("ROE")


@pytest.mark.parametrize(
    "text",
    [
        "From: Doe, Jane\nSent: Friday\nTo: Roe\nSubject: Talks\n\nThis is good.\n",
        "UNCLAS LIMA 000504\n\nE.O. 12958: N/A\nTAGS: PGOV\nSUBJECT: TALKS\n\n1. (U) Talks.\n",
        "MRN: 1973LIMA000073  SEGMENT NUMBER: 000001  ERROR READING TEXT INDEX FILE\n"
        "Message Attributes\nFrom: LIMA\nReference: n/a\nSubject: TALKS\nTAGS: PGOV\n",
    ],
    ids=["e-mail", "dump", "record without text"],
)
def test_other_texts_have_no_block(text: str) -> None:
    assert not smart_telegrams.detects(text)


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (5, 4, 3, 2, 1, 0), (2, 0, 5, 1, 4, 3)])
def test_the_order_of_the_labels_does_not_matter(order: tuple[int, ...]) -> None:
    labels = HEAD.splitlines()[1:7]
    head = "\n".join(["UNCLASSIFIED", *(labels[i] for i in order), "", ""])
    cable = parse_cable(head + "1. (U) Talks began." + FOOT)
    whole = parse("1. (U) Talks began.")
    for name in ("date", "post", "classification", "subject", "tags", "sender"):
        assert getattr(cable.header, name) == getattr(whole.header, name), name
    assert (cable.id, cable.signature) == ("11LIMA504", "DOE")


@pytest.mark.parametrize("label", range(1, 7))
def test_a_lost_label_takes_no_other_field_along(label: int) -> None:
    lines = HEAD.splitlines(keepends=True)
    cable = parse_cable("".join(lines[:label] + lines[label + 1 :]) + "1. (U) One." + FOOT)
    assert [p.text for p in cable.paras] == ["One."]
    assert cable.signature == "DOE"
    assert cable.header.classification == "UNCLASSIFIED"


def test_a_file_of_several_telegrams_is_split_between_them() -> None:
    text = "1. (U) Talks began."
    first = f"From: Doe, Jane\nSent: Friday\n\n{HEAD}{text}{FOOT}"
    second = f"{CASE_LINE}\n\n{HEAD.replace('504', '505')}{text}{FOOT}"
    parts = list(split_container(first + second))
    assert "".join(part.text for part in parts) == first + second
    assert [parse_cable(part.text).id for part in parts] == ["11LIMA504", "11LIMA505"]
    assert parts[1].first_line == (first + second).split("\n").index(CASE_LINE) + 1
    assert [d.code for d in parse_cable(first + second).diagnostics] == ["file-holds-many"]


def test_a_telegram_forwarded_twice_is_one() -> None:
    text = HEAD + "1. (U) Talks began." + FOOT
    assert len(list(split_container(text + text))) == 1
    cable = parse_cable(text + text)
    assert [p.number for p in cable.paras] == [1]


def test_captions_of_banner_block_and_older_telegram_are_joined() -> None:
    head = HEAD.replace("UNCLASSIFIED", "UNCLASSIFIED\nS80").replace("2011", "2004")
    head = head.replace("11 LIMA", "04 LIMA").replace("APR 11", "APR 04")
    own = (
        "R 071322Z APR 04\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\n\nUNCLAS LIMA 000504\n\nSIPDIS\n"
    )
    fields = "E.O. 12958: N/A\nTAGS: PGOV, PE\nSUBJECT: TALKS IN LIMA\n\n1. (U) Talks began."
    cable = parse_cable(head + own + fields + FOOT)
    assert cable.header.captions == ("SIPDIS", "SENSITIVE")
    assert cable.header.tags == ("PGOV", "PE")
    assert cable.header.subject == "TALKS IN LIMA"
    assert [p.text for p in cable.paras] == ["Talks began."]


def test_every_line_has_a_fate() -> None:
    source = f"Text above\n\n{HEAD}1. (U) One.\n{CASE_LINE}\n{MARGIN}B6\ntwo.{FOOT}\n\nText below"
    cable = parse_cable(source)
    assert [line.fates for line in cable.lines if not line.fates] == []
    assert cable.lines[0].fates == (Fate.E_MAIL,)
    assert cable.lines[-1].fates == (Fate.E_MAIL,)


@pytest.mark.parametrize(
    "unit", ["Signature: DOE\n", "MRN: 11 LIMA 504\n", "\n\nB6\n", "Info:\n", f"{CASE_LINE}\n\na\n"]
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    assert growth(parse_cable, unit, HEAD, FOOT) < MOST


def test_words_that_name_no_block_are_no_telegrams() -> None:
    cable = parse_cable("THIS MRN AND THAT MRN ARE NUMBERS\n")
    assert cable.id is None
