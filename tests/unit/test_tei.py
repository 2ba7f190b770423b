"""TEI documents of cables: valid, and with the text that the pages show."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator import parse_cable
from generator.archiving.marked_text import Wrapped, marked_text
from generator.archiving.placed_repairs import placed_repairs
from generator.archiving.tei_blocks import choice
from generator.archiving.xml_text import Xml, writable, xml_text
from generator.demo.demo_cables import demo_cables
from generator.model import (
    Corpus,
    CuratedGlossary,
    Gap,
    GapKind,
    Repair,
    Source,
)
from generator.pipeline import assemble
from tests.archiving import faults, para_texts, tei_of, teis_of
from tests.cables import cable_text, example
from tests.cases import FIXTURES, read_cases
from tests.editions import published, rules
from tests.unit.test_sample import SAMPLE


def source(name: str, text: str) -> Source:
    return Source(name=f"{name}.txt", text=text, diagnostics=())


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The demo, the sample, a hostile cable, a released one, and every case of the parser."""
    sources = [source(cable.name, cable.text) for cable in demo_cables(60, seed=4)]
    sources += [source("08MEXICO721", SAMPLE.read_text(encoding="utf-8"))]
    sources += [
        source(number, (FIXTURES / f"{name}.txt").read_text(encoding="utf-8"))
        for number, name in (("08HOSTILE1", "hostile"), ("C05000000", "released"))
    ]
    for file in sorted((FIXTURES / "parse").glob("*.txt")):
        for case in read_cases(file):
            number = f"TESTING {1000 + len(sources):06d}"
            text = re.sub("EXAMPLE 0*12(?![0-9])", number, case.source)
            sources.append(source(f"08{number}".replace(" ", ""), text))
    return assemble(sources, CuratedGlossary())


def test_every_document_is_valid(corpus: Corpus) -> None:
    assert len(corpus.cables) > 200
    wrong = {mrn: faults("tei", text) for mrn, text in teis_of(corpus).items()}
    assert {mrn: found for mrn, found in wrong.items() if found} == {}


def test_the_text_of_every_para_is_that_of_the_cable(corpus: Corpus) -> None:
    documents = teis_of(corpus)
    for stored in corpus.cables:
        cable = stored.cable
        assert cable.id is not None
        expected = {para.anchor: writable(para.text) for para in cable.paras}
        assert para_texts(documents[cable.id]) == expected


def test_the_header_has_number_date_post_marking_tags_and_references() -> None:
    build = published(
        rules("rules: []"),
        c08LIMA1=cable_text("08LIMA1", "One.", header="REF: A. 07 QUITO 12  B. 08 LIMA 2"),
        c08LIMA2=cable_text("08LIMA2", "Two."),
    )
    tei = teis_of(build.corpus)["08LIMA1"]  # type: ignore[index]
    assert faults("tei", tei) == []
    for piece in (
        '<idno type="MRN">08LIMA1</idno>',
        '<date when="2008-06-01">010900Z JUN 08</date>',
        "<placeName>LIMA</placeName>",
        "<orgName>AMEMBASSY LIMA</orgName>",
        '<orgName role="action">SECSTATE WASHDC</orgName>',
        '<keywords scheme="#marking">\n     <term>UNCLASSIFIED</term>',
        '<keywords scheme="#tags">\n     <term>PREL</term>',
        '<ref n="A">07 QUITO 12 <idno type="MRN">07QUITO12</idno></ref>',
        '<ref n="B" target="../08LIMA2/tei.xml">08 LIMA 2 <idno type="MRN">08LIMA2</idno></ref>',
        '<div type="para" xml:id="p-1" n="1">\n     <p><label type="marking">(U) </label>One.</p>',
    ):
        assert piece in tei


def test_a_withheld_passage_is_a_gap_with_its_notice() -> None:
    decisions = rules(
        "rules:\n- {id: names, reason: personal privacy, kind: name, note: A person., "
        "names: [Villa]}\n- {id: all, reason: personal privacy, kind: paragraph, note: A list., "
        "paras: [08LIMA1 ¶2]}\n"
    )
    text = cable_text("08LIMA1", "He met Villa today.", "Nine or ten or more words of a list.")
    build = published(decisions, c08LIMA1=text)
    tei = teis_of(build.corpus)["08LIMA1"]  # type: ignore[index]
    assert faults("tei", tei) == []
    assert (
        'He met <seg type="withheld"><gap reason="withheld"/>[withheld: name, personal privacy, '
        "rule names]</seg> today."
    ) in tei
    assert '<seg type="withheld"><gap reason="withheld" extent="about 10 words"/>' in tei
    assert "Villa" not in tei
    assert "or more words" not in tei
    [stored] = build.corpus.cables
    assert para_texts(tei) == {para.anchor: para.text for para in stored.cable.paras}


def gapped(text: str, *gaps: Gap, marker: str | None = None) -> str:
    """The para with a single block of this text and these gaps."""
    cable = example("08LIMA1", "One.")
    [para] = cable.paras
    block = replace(para.blocks[0], text=text, gaps=gaps, marker=marker)
    para = replace(para, blocks=(block,))
    cable = replace(cable, paras=(para,), sections=(replace(cable.sections[0], paras=(para,)),))
    tei = tei_of(cable)
    assert faults("tei", tei) == []
    assert para_texts(tei) == {"p-1": para.text}
    line = next(line for line in tei.splitlines() if "<p><label" in line)
    return line.partition("</label>")[2].removesuffix("</p>")


def gap(text: str, offset: int, kind: GapKind = GapKind.WITHHELD, extent: str | None = None) -> Gap:
    return Gap(line=1, text=text, offset=offset, kind=kind, extent=extent, codes=("B1",))


def test_what_a_publisher_withheld_is_a_gap_in_its_place() -> None:
    words = "[2 lines not declassified]"
    assert gapped("He met Doe.", gap(words, 7, extent="2 lines")) == (
        'He met <gap reason="withheld" extent="2 lines"><desc>[2 lines not declassified: B1]</desc>'
        "</gap>Doe."
    )
    assert '<gap reason="omitted">' in gapped("One.", gap("[A list.]", 0, GapKind.OMITTED))
    assert gapped("Mr. XXXX left.", gap("XXXX", 4, GapKind.COVERED)) == (
        'Mr. <seg type="covered"><gap reason="covered"/>XXXX</seg> left.'
    )


def test_an_item_without_words_has_its_marker_alone() -> None:
    assert gapped("", gap("", 0), marker="--").startswith('<label type="marker">--</label><gap')


def test_a_missing_page_is_a_gap_before_the_next_one() -> None:
    pages = "\n\nLIMA 00000001  002 OF 004\n\nfour\n\nLIMA 00000001  004 OF 004\n\nfive six."
    cable = parse_cable(cable_text("08LIMA1", f"One two three{pages}"), name="08LIMA1")
    assert cable.pages_missing == (3,)
    tei = tei_of(cable)
    assert faults("tei", tei) == []
    assert re.search(r'<pb n="2"/>.*<gap reason="lost" extent="page 3"/><pb n="4"/>', tei)


def test_a_repair_with_a_certain_place_has_both_readings_there() -> None:
    cable = parse_cable(
        cable_text("08LIMA1", "The Attach? met Post,s man.", "Post's view: it rains."),
        name="08LIMA1",
    )
    tei = tei_of(cable)
    assert faults("tei", tei) == []
    assert "<choice><sic>Post,s</sic><corr>Post's</corr></choice>" in tei
    assert len(re.findall("<choice><sic>Post,s", tei)) == 2, "in the text, and in the list"
    assert '<list type="apostrophe-comma">' in tei


def test_what_a_copy_added_is_no_error_of_the_text() -> None:
    escaped = Repair(line=1, before="\\$", after="$", rule="markdown-escape")
    assert choice(escaped, xml_text("$")) == ("<choice><orig>\\$</orig><reg>$</reg></choice>")


def repaired(text: str, *repairs: tuple[str, str]) -> list[tuple[int, str]]:
    """Offsets and words before of the placed repairs of a para with this text."""
    cable = example("08LIMA1", text)
    line = cable.paras[0].span.line
    made = tuple(Repair(line=line, before=b, after=a, rule="year-digit") for b, a in repairs)
    [placed] = placed_repairs(replace(cable, repairs=made)).values()
    return [(place.start, place.repair.before) for place in placed]


def test_a_repair_without_a_certain_place_is_not_in_the_text() -> None:
    assert repaired("In 2007 and 2008.", ("12007", "2007")) == [(3, "12007")]
    assert repaired("In 2007 and 2007.", ("12007", "2007")) == []
    assert repaired("In 2007 and 2007.", ("12007", "2007"), ("22007", "2007")) == [
        (3, "12007"),
        (12, "22007"),
    ]
    assert repaired("In 20078 and X2007.", ("12007", "2007")) == []
    assert repaired("In the local press.", ("the / local", "the local")) == []
    assert repaired("In one.", ("LIMA 1", "")) == []


def test_of_ranges_that_overlap_the_first_is_kept() -> None:
    def wrapped(start: int, end: int, name: str) -> Wrapped:
        return Wrapped(start, end, lambda inner: Xml(f"<{name}>{inner}</{name}>"))

    ranges = [wrapped(2, 4, "a"), wrapped(3, 6, "b"), wrapped(6, 8, "c"), wrapped(0, 8, "d")]
    points = [(offset, Xml(f"<p{offset}/>")) for offset in (0, 2, 3, 4, 8)]
    assert marked_text("01234567", points, ranges) == (
        "<p0/>01<p2/><a>2<p3/>3</a><p4/>45<c>67</c><p8/>"
    )


def test_characters_that_xml_forbids_have_stand_ins() -> None:
    assert xml_text('a\0b\x1b<&>"\ud800\uffff\r') == "a␀b␛&lt;&amp;&gt;&quot;\ufffd\ufffd&#13;"
    tei = tei_of(parse_cable(cable_text("08LIMA1", "A \x07 bell & <b>."), name="08LIMA1"))
    assert faults("tei", tei) == []
    assert para_texts(tei) == {"p-1": "A ␇ bell & <b>."}


def test_columns_keep_their_lines() -> None:
    rows = "Name       Office\nDoe        Consul\nRoe        Clerk"
    tei = tei_of(parse_cable(cable_text("08LIMA1", f"List:\n\n{rows}"), name="08LIMA1"))
    assert faults("tei", tei) == []
    assert (
        '<p rend="columns" xml:space="preserve">Name       Office<lb/>Doe        Consul<lb/>' in tei
    )


def test_a_copy_that_ends_early_ends_with_a_gap() -> None:
    tei = tei_of(parse_cable(cable_text("08LIMA1", "One two ..."), name="08LIMA1"))
    assert faults("tei", tei) == []
    assert '<gap reason="lost" extent="unknown"/>' in tei
    assert '<note type="copy">the text breaks off' in tei
