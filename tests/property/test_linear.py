"""No text takes more than linear time: ten times the text, at most fifteen times the time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

import pytest

from generator import parse_cable
from generator.copies.copy_words import copy_text
from generator.copies.same_paras import same_paras
from generator.copies.text_differences import word_ranges
from generator.editions.detectors import detect
from generator.editions.requests import handling_requests
from generator.glossary.forms import UNOPENED_PARENTHESIS
from generator.mkdocs_build.conversion.html_blocks import convert
from generator.model import CuratedGlossary, Decisions, Detector, Source
from generator.parse.pattern import Pattern
from generator.parse.renderings.containers import split_container
from generator.pipeline import assemble
from tests.cables import search_documents
from tests.linear_time import MOST, growth
from tests.parser_patterns import all_patterns

PIECES = (
    " ", "1", "A", "a", "-", "(", ")", "[", "]", "A ", "a ", "1 ", "- ", "1,", "A, ", "06A1 ",
    "(A)", "A. ", "RUEHC ", "08MEXICO721 ", "MEXICO ", "Mexico ", "SECRET // ", "S E ", "=", "* ",
    "-- ", "¶1", '"', "/", "// ", "TAGS: ", "\t", "or ", "the ", "no. 1 ", "Article 1, ",
    "paras 1-", "ref A and ", "March 3, ", "X", ". ", "A&", "A-a", "é", "A's ", "(AB ",
    "E.O. ", "is given ",
)  # fmt: skip
"""What patterns repeat, and what they nearly match."""
MODULES = (
    "resolve.mention_patterns resolve.parts glossary.word_kinds glossary.letters glossary.phrases "
    "glossary.uses glossary.forms indexes.dates indexes.event_sentences indexes.chronology "
    "indexes.questions render.markdown parse.blocks parse.labels parse.sections model.source_text"
).split()
BODIES = (
    "a ", "A ", "1 ", "(", "( ", "AB ", "(AB) ", "Rain Office (RO) ", "RO ", "para 1, ", "paras 1-",
    "ref A and ", "MEXICO 721 ", "Mexico 721 (2007), ", "On March 3, 2007, rain fell here. ",
    "In 2007 he went. ", "-", "\n1. (U) x", "\n-- x", "\n\nx", "\nA  B  C", "\n-------\n",
    "\nQUESTION A. x?\n", "\nEXAMPLE 00000012  002 OF 011\n", "Attach?", "[x](#)", '"', "A's ",
    "? ", "\nBegin text: ", "\nTAGS: PREL", "\nREF: A. 06 STATE 1", "\nUNCLAS EXAMPLE 000012\n",
    "1. x\n2. ",
)  # fmt: skip
MARKUP = (
    *PIECES, *"\\ ` * _ [ ] ( ) { } < > & # | : ! ** `` [x]( [x](y.md) {: <b <b> </b> &#".split(),
    "\n", "\n\n", "\n# ", "\n- ", "\n1. ", "\n> ", "\n>", "\n| a |", "\n| - |", "| a ", "<div>",
    "\n<div>", "\n</div>", '\n<div markdown="1">', '\n<p id="a">', '<b id="', ' id="a"',
    "\n{: .a }", " {: .a", "\n```", "\n    ", "- a\n\n", "[a\\]", "\\", "<a name=",
    "id=", "markdown=",
)  # fmt: skip
"""What the conversion of pages knows, and what it leaves to others."""
CONTACTS = (
    *PIECES, "@", "@ ", "a@", "a.", "a.b@", "a@b.", "a@b.org ", "a@b. ", "(at)", "( at ", "at ",
    "at dot ", "a at b dot ", "a dot ", " dot", "at sign ", "_at_", "e-mail: a at b.", '"', '"a',
    "&#64;", "&amp;", "&", "%40", "\u00ad", "\u200b", "５", "＠", "–", "\n", "-\n", ".\n", "9",
    "12 ", "12-", "12.", "12/", "(12", "(12) ", "+1", "+", "((", "tel ", "tel.", "tel: ",
    "tel 12345 ", "tel: 555-1234, ", "555-1234 or ", "202-647-4000 ", "+44 20 7499 9000 ",
    "x1", "ext ", "1 ext 1/1", "call ", "call x at ", "1234\n", "12\n", "no. ",
)  # fmt: skip
"""What detectors look for, and what they nearly accept."""
TITLES = "<th>Reference ID<th>Created<th>Released<th>Classification<th>Origin"
MARKS = (
    "<pre>", "<pre a", "</pre ", "<pre>UNCLAS EXAMPLE 000012\n</pre>", "<table>", "</table",
    f"<table>{TITLES}", "<td>", "<!--", "<!-- a -", "<! ", "&#", "&#10;", "<", "<a ", "<div>",
    "<b>", '"', '""', '"",', ",", '","', "\\", '\\"', '"\n', '\n"', "a,b,c\n", 'a\\","b\\"\n',
    '" ', "\t", '"1","3/11/2008","08EXAMPLE12","","","","","x"\n', "id,date,body\n", "\r\n",
)  # fmt: skip
"""What readers of pages and tables look for, and what they nearly accept."""
MARKED_FRAMES = (
    "", "<html><body>", "<html><pre>UNCLAS EXAMPLE 000012\n", f"<table>{TITLES}<td>08EXAMPLE12",
    '"1","3/11/2008","08EXAMPLE12","","","","","', 'id,date,body\n08EXAMPLE12,2008-01-01,"',
)  # fmt: skip
FRAME = "R 010900Z JUN 08\nFM AMEMBASSY EXAMPLE\nUNCLAS EXAMPLE 000012\nSUBJECT: X\n\n1. (U) "


def compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in MODULES:
        for name, value in vars(import_module(f"generator.{module}")).items():
            if isinstance(value, re.Pattern):
                yield f"{module}.{name}", value


@pytest.mark.parametrize(("name", "form"), all_patterns().items(), ids=all_patterns())
def test_a_form_of_the_parser_takes_linear_time(name: str, form: Pattern) -> None:
    pieces = [*PIECES, *form.specimens, *(f"{specimen} " for specimen in form.specimens)]
    for piece in pieces:
        assert growth(form.match, piece) < MOST, (name, piece)
        assert growth(form.match, piece, form.specimens[0]) < MOST, (name, piece)


@pytest.mark.parametrize(
    ("name", "pattern"), list(compiled()), ids=[name for name, _ in compiled()]
)
def test_a_pattern_takes_linear_time(name: str, pattern: re.Pattern[str]) -> None:
    for piece in PIECES:
        assert growth(pattern.match, piece) < MOST, (name, piece)


@pytest.mark.parametrize("piece", PIECES)
def test_a_short_form_with_a_broken_parenthesis_is_looked_for_in_linear_time(piece: str) -> None:
    assert growth(lambda text: list(UNOPENED_PARENTHESIS.finditer(text)), piece) < MOST


@pytest.mark.parametrize("piece", BODIES)
def test_parsing_takes_linear_time(piece: str) -> None:
    assert growth(parse_cable, piece) < MOST
    assert growth(parse_cable, piece, FRAME) < MOST


@pytest.mark.parametrize("piece", MARKS)
def test_pages_and_tables_take_linear_time(piece: str) -> None:
    for frame in MARKED_FRAMES:
        assert growth(parse_cable, piece, frame) < MOST, frame
        assert growth(lambda text: list(split_container(text)), piece, frame) < MOST, frame


@pytest.mark.parametrize("piece", BODIES)
def test_connecting_and_searching_take_linear_time(piece: str) -> None:
    def connect(text: str) -> None:
        source = Source(name="08EXAMPLE12.txt", text=text, diagnostics=())
        corpus = assemble([source], CuratedGlossary())
        assert search_documents(corpus)
        handling_requests([item.cable for item in corpus.cables], Decisions())

    assert growth(connect, piece, FRAME) < MOST


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "the cat sat on the mat. ",
        "XXXXXXXXXXXX b ",
        "[1 line not declassified] a b ",
        *BODIES,
    ],
)
def test_comparing_copies_takes_linear_time(piece: str) -> None:
    def compare(text: str) -> None:
        main, other = (copy_text(parse_cable(t)) for t in (text, text.replace("a", "e", 50)))
        word_ranges(main, other)
        same_paras(main, other, [piece.anchor for piece in main.pieces[:9] if piece.anchor])

    assert growth(compare, piece, FRAME) < MOST


@pytest.mark.parametrize("piece", MARKUP)
def test_converting_pages_takes_linear_time(piece: str) -> None:
    for frame in (
        "",
        "Words.\n\n",
        "| a |\n| --- |\n",
        '<div markdown="1">\n\n',
        "- ",
        "# ",
        "<p>",
    ):
        assert growth(lambda text: convert(text, "a/b.md"), piece, frame) < MOST, frame


@pytest.mark.parametrize("piece", CONTACTS)
@pytest.mark.parametrize("detector", Detector)
def test_detecting_takes_linear_time(detector: Detector, piece: str) -> None:
    for frame in ("", "tel: ", "a@", "e-mail: a at "):
        assert growth(lambda text: list(detect(detector, text, ("US", "MX"))), piece, frame) < MOST
