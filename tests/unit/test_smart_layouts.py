"""How SMART telegrams are laid out: scans, page breaks, values over lines, ends of blocks."""

from __future__ import annotations

import pytest

from generator import parse_cable
from generator.model import Cable
from generator.model.source_text import SourceText
from generator.parse.lines import source_lines
from generator.parse.renderings.smart_healing import heal_breaks
from tests.unit.test_smart_telegrams import CASE_LINE, FOOT, HEAD, MARGIN, gaps, parse, text_of

WIDE = "The council met the minister of the province and spoke about the state of the harvest"


def test_a_scan_with_blank_lines_within_sentences_is_healed() -> None:
    lines = (f"{WIDE} and", "of the roads, which", "Lima and the", f"towns, {WIDE.lower()} and,")
    text = "1. (U) " + "\n\n".join(lines) + "\n\nthen, they left.\n\n2. (U) They met."
    cable = parse(f"{text}\n\n3. (U) {WIDE} and Peru\n\nLima was not named.")
    assert [len(p.blocks) for p in cable.paras] == [1, 1, 1]


def test_a_full_line_above_a_page_break_goes_on() -> None:
    cable = parse(f"{WIDE}.\n{CASE_LINE}\n\n{CASE_LINE}\n\nIt went on.\n\n{WIDE}.")
    assert [p.text for p in cable.paras] == [f"{WIDE}. It went on.", f"{WIDE}."]


def test_the_margin_of_each_page_is_taken_off() -> None:
    source = SourceText("    One\n      two\n\nPAGE\n         three\n         four")
    text = [line for line in source_lines(source) if line.text != "PAGE"]
    lines = heal_breaks(text, frozenset({4}), [])
    assert [line.text for line in lines] == ["One", "  two", "three", "four"]


def test_the_highest_banner_is_that_of_the_telegram() -> None:
    head = HEAD.replace("UNCLASSIFIED", "UNCLASSIFIED\n\nSECRET")
    assert parse_cable(head + "1. (S) One." + FOOT).header.classification == "SECRET"


def test_a_banner_of_an_email_above_does_not_count() -> None:
    mail = "SECRET\n\nFrom: Doe, Jane\nSent: Friday\n\nI think this is good.\n\n"
    assert parse_cable(mail + HEAD + "1. (U) One." + FOOT).header.classification == "UNCLASSIFIED"


def test_fields_of_an_email_are_not_those_of_the_block() -> None:
    mail = "From: Roe, Jane\nSent: Friday\nSubject: FW: Fish\n"
    lines = [x for x in HEAD.splitlines(keepends=True) if not x.startswith(("From", "Subject"))]
    cable = parse_cable(mail + "".join(lines) + "1. (U) One." + FOOT)
    assert cable.header.sender is None
    assert cable.header.subject is None


def test_a_number_named_in_an_email_is_not_that_of_the_block() -> None:
    mail = "From: Roe, Jane\nSent: Friday\n\nThis is about:\nMRN: 11 QUITO 77\nwhich came late.\n\n"
    assert parse_cable(mail + HEAD + "1. (U) One." + FOOT).id == "11LIMA504"


def codes(cable: Cable) -> list[str]:
    return [item.code for item in cable.diagnostics]


def test_only_an_unsigned_text_without_lower_block_is_cut() -> None:
    assert "text-cut" in codes(parse_cable(HEAD + "1. (U) The talks began."))
    assert "text-cut" not in codes(parse_cable(HEAD + "1. (U) The talks began.\n\nDOE"))
    assert "text-cut" not in codes(parse("1. (U) The talks began."))


def test_a_label_alone_at_the_end_is_the_lower_block() -> None:
    cable = parse_cable(HEAD + "1. (U) The talks began.\n\nSignature: DOE")
    assert cable.signature == "DOE"
    assert [p.text for p in cable.paras] == ["The talks began."]


def test_words_like_labels_are_text() -> None:
    first = "1. (U) The order of the day:\n\nInfo: on the catch."
    text = first + "\n\n2. (U) They asked for\n\nInfo\n\nand left."
    cable = parse(text)
    assert text_of(cable, 2) == "They asked for Info and left."
    assert [p.number for p in cable.paras] == [1, 2]
    assert "Info: on the catch." in text_of(cable, 1)


def test_signs_below_a_value_are_not_part_of_it() -> None:
    assert parse_cable(HEAD + "1. (U) One." + FOOT.replace("DOE\n", "DOE\n—\n")).signature == "DOE"


def test_references_go_on_over_blank_lines_where_they_come_last() -> None:
    head = HEAD.rstrip() + "\nReference:           A) 10 LIMA 1\n\nB) 10 LIMA 2\n\n"
    cable = parse_cable(head + "1. (U) One." + FOOT)
    assert [r.target for r in cable.header.references] == ["10LIMA1", "10LIMA2"]


def test_a_subject_goes_on_in_its_column() -> None:
    more = "".join(f"                     line {i} of it\n" for i in range(1, 6))
    cable = parse_cable(HEAD.rstrip() + "\n" + more + "\n1. (U) One." + FOOT)
    assert cable.header.subject == "Talks " + " ".join(f"line {i} of it" for i in range(1, 6))
    text = "The talks began.\nThey went on.\nThey ended.\nAll left.\nNone stayed."
    assert parse_cable(HEAD.rstrip() + "\n" + text + FOOT).header.subject == "Talks"


def test_an_indented_list_is_not_a_withheld_beginning() -> None:
    cable = parse(f"1. (U) These are:\n\n{14 * ' '}the port and\n{14 * ' '}the town.{MARGIN}B6")
    assert text_of(cable, 1) == "These are: the port and the town."
    assert gaps(cable) == [(1, len("the port and the town."), ("B6",))]


def test_the_space_behind_a_number_is_no_gap() -> None:
    cable = parse(f"1.          (SBU) The adviser agreed.{MARGIN}B6")
    assert gaps(cable) == [(1, len("The adviser agreed."), ("B6",))]
    assert cable.paras[0].marking == "SBU"


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("1. (U) One.\n\n2. 6B Agents left.", "6B Agents left."),
        ("1. (U) One.\n\n2. (In Lima) The port closed.", "(In Lima) The port closed."),
        ("1. (U) One.\n\n2. (BBC) Reporters left.", "(BBC) Reporters left."),
        ("1. (U) One.\n\n2. (Berlin) The port closed.", "(Berlin) The port closed."),
        ("1. (U) One.\n\n2. (NATO) The port closed.", "(NATO) The port closed."),
        ("1. (U) One.\n\n2. (A) The port.", "The port."),
    ],
)
def test_words_behind_a_number_are_no_wrecked_marking(text: str, paragraph: str) -> None:
    cable = parse(text)
    assert text_of(cable, 2) == paragraph
    assert "marking-unreadable" not in codes(cable)


def test_organisations_among_the_tags_are_no_codes() -> None:
    cable = parse_cable(HEAD.replace("PGOV", "PGOV, AIR TAJIK, PREL PE") + "1. (U) One." + FOOT)
    assert cable.header.tags == ("PGOV", "PREL", "PE")
    assert "tags-unreadable" in codes(cable)


def test_a_wrecked_page_number_is_no_text() -> None:
    cable = parse(f"1. (U) The talks went\nUNCLASSIFIED\n   n   -Z\n\n{CASE_LINE}\n\non.")
    assert text_of(cable, 1) == "The talks went on."


OWN = """\
R 071322Z APR 11
FM AMEMBASSY LIMA
TO SECSTATE WASHDC

{class_line}

{caption}

E.O. 13526: {order}
TAGS: PGOV
SUBJECT: TALKS

{handling}1. (U) Talks began.
"""


def test_a_caption_of_the_block_is_one_in_the_older_telegram() -> None:
    head = HEAD.rstrip() + "\nCaptions:            TM CHANNEL\n\n"
    own = OWN.format(
        class_line="UNCLAS LIMA 000504", caption="TM CHANNEL", order="N/A", handling=""
    )
    cable = parse_cable(head + own + FOOT)
    assert cable.header.captions == ("TM CHANNEL",)
    assert cable.header.passing == ()


def test_a_struck_sentence_about_handling_is_no_text() -> None:
    head = HEAD.rstrip() + "\nCaptions:            SENSTHYVE\n\n"
    own = OWN.format(
        class_line="UNCLAS LIMA 000504",
        caption="SNES",
        order="N/A",
        handling="SENSHHAYHE BU-- PLEASE HANDLE ACCORDINGLY\n\n",
    )
    cable = parse_cable(head + own + FOOT)
    assert [p.text for p in cable.paras] == ["Talks began."]
    assert cable.headings == ()
    assert cable.header.passing == ()


@pytest.mark.parametrize(
    ("order", "classification"), [("DECL: 04/07/2021", "CONFIDENTIAL"), ("N/A", None)]
)
def test_a_wrecked_classification_needs_a_witness(order: str, classification: str | None) -> None:
    own = OWN.format(class_line="CO Ett LIMA 000504", caption="NODIS", order=order, handling="")
    header = parse_cable(HEAD + own + FOOT).header
    assert header.classification == classification


@pytest.mark.parametrize(
    "number",
    ["2011 LIMA 504", "11 LIMA 5O4", "II LIMA 504", "11LIMA504", "11 LIMA 504    UNCLASSIFIED"],
)
def test_a_number_in_another_form(number: str) -> None:
    cable = parse_cable(HEAD.replace("11 LIMA 504", number) + "1. (U) One." + FOOT)
    assert cable.id == "11LIMA504"
    assert cable.header.post == "LIMA"


def test_points_between_tags() -> None:
    cable = parse_cable(HEAD.replace("PGOV", "ECON. ETRD, PGOV") + "1. (U) One." + FOOT)
    assert list(cable.header.tags) == ["ECON", "ETRD", "PGOV"]


@pytest.mark.parametrize(
    ("banner", "captions"),
    [("UNCLASSIFIED  SBU", {"SENSITIVE"}), ("UNCLAS", set()), ("UNCLASSIFIED\nNOFORN", {"NOFORN"})],
)
def test_banners_in_other_words(banner: str, captions: set[str]) -> None:
    text = f"{HEAD}1. (U) One.{FOOT}".replace("UNCLASSIFIED", banner)
    cable = parse_cable(text)
    assert cable.header.classification == "UNCLASSIFIED"
    assert captions <= set(cable.header.captions)
    assert "email-around" not in {item.code for item in cable.diagnostics}
