"""Gaps in the text: what editors and reviewers left out is data, with its place."""

from __future__ import annotations

from generator import parse_cable, pipeline
from generator.glossary.extract import find_definitions
from generator.model import (
    Block,
    Cable,
    CuratedGlossary,
    Fate,
    Gap,
    GapKind,
    Mrn,
    Source,
)
from generator.model.source_text import SourceText
from generator.parse.body_builder import read_paras
from generator.parse.lines import source_lines
from generator.parse.release_marks import split_at_gaps
from generator.parse.rows import read_rows
from tests.cables import cable_text

HEAD = """R 112219Z MAR 08
FM AMEMBASSY MEXICO
TO SECSTATE WASHDC
UNCLAS MEXICO 000721
SUBJECT: THE SALT HARVEST

"""


def cable(body: str) -> Cable:
    return parse_cable(f"{HEAD}{body}\n\nDOE\n")


def blocks(body: str) -> list[Block]:
    return [block for para in cable(body).paras for block in para.blocks]


def places(block: Block) -> list[tuple[str, str | None]]:
    """The words before each gap, and its extent."""
    return [(block.text[: gap.offset].split()[-1], gap.extent) for gap in block.gaps]


def test_a_gap_within_a_line() -> None:
    (block,) = blocks(
        "1. (S) He met [name not declassified], who left. [2 lines not declassified] Yes."
    )
    assert block.text == "He met, who left. Yes."
    assert places(block) == [("met", "name"), ("left.", "2 lines")]


def test_a_gap_over_two_lines() -> None:
    (block,) = blocks(
        "1. (S) The harvest [less than 1\nline not declassified] was early. See [2 lines not\n"
        "declassified] there [sic]."
    )
    assert block.text == "The harvest was early. See there [sic]."
    assert places(block) == [("harvest", "less than 1 line"), ("See", "2 lines")]


def test_a_gap_alone_on_its_lines_belongs_to_the_para_above() -> None:
    read = cable(
        "1. (S) They met.\n\n[2 paragraphs (12 lines) not declassified]\n\n"
        "[Omitted here is a list of\nthe members.]\n\n2. (S) They left."
    )
    first, second = (para.blocks for para in read.paras)
    assert [block.text for block in (*first, *second)] == ["They met.", "They left."]
    assert [(g.kind, g.extent) for g in first[0].gaps] == [
        (GapKind.WITHHELD, "2 paragraphs (12 lines)"),
        (GapKind.OMITTED, None),
    ]
    marks = [line.text for line in read.lines if line.fates == (Fate.RELEASE_MARK,)]
    assert len(marks) == 3, "each line of a gap has a fate"
    assert read.headings == ()


def test_a_para_that_is_only_a_gap() -> None:
    (block,) = blocks("1. (S) [3 lines not declassified]")
    assert block.text == ""
    assert block.gaps == (Gap(line=0, text="[3 lines not declassified]", extent="3 lines"),)


def test_a_gap_before_the_text() -> None:
    read = cable("[1 paragraph not declassified]\n\n1. (S) They met.")
    assert [gap.extent for gap in read.gaps] == ["1 paragraph"]
    assert read.gaps[0].line == 7


def test_codes_at_the_right_margin_are_not_text() -> None:
    line = "harvest and the names of the two council members from the coast, who were".ljust(100)
    (block,) = blocks(f"1. (S) They spoke of the\n{line}B6\npaid in salt.")
    assert block.text.endswith("coast, who were paid in salt.")
    assert [(g.codes, block.text[: g.offset].split()[-1]) for g in block.gaps] == [
        (("B6",), "were")
    ]


def test_codes_alone_at_the_right_margin_are_one_gap() -> None:
    codes = "\n".join(" " * 100 + code for code in ("1.4(B)", "1.4(D)", "B1"))
    read = cable(f"1. (S) They met\n{codes}\nin June.\n\n{codes}\n\n2. (S) They left.")
    (first,), (second,) = (para.blocks for para in read.paras)
    assert (first.text, second.text) == ("They met in June.", "They left.")
    assert [(g.codes, g.line, first.text[: g.offset]) for g in first.gaps] == [
        (("1.4(B)", "1.4(D)", "B1"), 8, "They met "),
        (("1.4(B)", "1.4(D)", "B1"), 13, "They met in June."),
    ]
    assert read.headings == ()


def test_covered_passages_stay_in_the_text() -> None:
    (block,) = blocks("1. (S) The mayor of XXXXXXXXXXXX said\nthat XXXXXXXXXXXX left.")
    assert block.text == "The mayor of XXXXXXXXXXXX said that XXXXXXXXXXXX left."
    assert [(g.kind, g.line) for g in block.gaps] == [(GapKind.COVERED, 7), (GapKind.COVERED, 8)]
    assert {block.text[g.offset : g.offset + len(g.text)] for g in block.gaps} == {12 * "X"}


def test_gaps_that_a_reader_marked_are_before_the_text_of_their_line() -> None:
    source = SourceText("1. They met.\n\n[name not declassified] left early.")
    lines = [part for line in source_lines(source) for part in split_at_gaps(line)]
    body = read_paras(source, read_rows(lines, None, (), set()), later_part=False, numbers={})
    (para,) = body.content
    assert [(b.text, [g.offset for g in b.gaps]) for b in para.blocks] == [  # type: ignore[union-attr]
        ("They met.", []),
        ("left early.", [0]),
    ]


def test_words_around_a_gap_define_nothing() -> None:
    read = cable(
        "1. (S) The National [name not declassified] Institute (NI) met the Salt Board (SB). It\n"
        "spoke with the [name not declassified] Coast Guard (CG)."
    )
    assert [d.abbreviation for d in find_definitions(read)] == ["SB", "CG"]


def test_words_around_a_gap_are_no_date_and_no_cable() -> None:
    corpus = pipeline.assemble(
        [
            Source(
                name=f"{name}.txt",
                text=cable_text(
                    name,
                    "See 07 LIMA [less than 1 line not declassified] 8. He was arrested on March "
                    "[less than 1 line not declassified] 3, 2008. See 07 LIMA 8. The mayor was "
                    "arrested on March 4, 2008.",
                ),
                diagnostics=(),
            )
            for name in ("08LIMA12", "07LIMA8")
        ],
        CuratedGlossary(),
    )
    links = corpus.links[Mrn("08LIMA12")]
    assert [mention.words for mention in links.mentions] == ["07 LIMA 8"]
    assert [event.iso_date for event in corpus.indexes.events] == ["2008-03-04"]


def test_a_line_with_a_gap_is_no_heading() -> None:
    read = cable("1. (S) They met.\n\nTHE LIMA MEETING\n\n2. (S) Yes.\n\n"
                 "LIMA [2 lines not declassified]\n\n3. (S) No.")  # fmt: skip
    assert [heading.text for heading in read.headings] == ["THE LIMA MEETING"]
    assert [gap.extent for p in read.paras for b in p.blocks for gap in b.gaps] == ["2 lines"]
