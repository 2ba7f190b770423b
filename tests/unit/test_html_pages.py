"""A web page reads like the text without markup; what is around the message has its own fate."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from generator import parse_cable
from generator.model import Anchor, Cable, Fate
from generator.model.source_text import SourceText

MESSAGE = """\
UNCLAS SECTION 01 OF 02 LIMA 000012

SIPDIS

E.O. 12958: N/A
TAGS: PREL PE
SUBJECT: TALKS & "TERMS"

REF: A. 08 QUITO 3
¶B. BOGOTA 4

¶1. (U) The text goes on to

LIMA 00000012  002 OF 002

the next page, see <http://www.example.gov/a> and 1 < 2 &not more.

Names:

One Example   Lima
Two Example   Quito

¶2. (SBU) End.
DOE"""

TRANSMISSION = """\
VZCZCXYZ0000
DE RUEHPE #0012/01 0712219
R 112219Z MAR 08
FM AMEMBASSY LIMA
TO RUEHC/SECSTATE WASHDC 0001"""

PAGE = """\
<!DOCTYPE html>
<html lang='en'><head><title>Viewing cable 08LIMA12, TALKS</title></head>
<body>

<table class='cable'>
<tr>
<th>Reference ID</th> <th>Created</th> <th>Released</th> <th>Classification</th> <th>Origin</th>
</tr>
<tr>
<td>
<a href='/cable/08LIMA12.html'>08LIMA12</a>
</td>
<td>2008-03-11 22:22</td> <td>2010-12-10 09:09</td> <td>UNCLASSIFIED</td> <td>Embassy Lima</td>
</tr>
</table>
{elements}
<p>See also other cables</p>
</body>
</html>
"""


def element(text: str, line_end: str = "\n") -> str:
    """The text as a `<pre>` element with links in place of TAGS and marks."""
    marked = text.replace("PREL", "<a href='/tag/PREL_0.html'>PREL</a>").replace("N/A", "N&#x2F;A")
    for number in "12":
        mark = f"<a id='par{number}' href='#par{number}'>¶</a>{number}."
        marked = marked.replace(f"¶{number}.", mark)
    return f"<code><pre>{marked.replace(chr(10), line_end)}</pre></code>"


def page(*texts: str, line_end: str = "\n") -> str:
    """A page whose `<pre>` elements hold the texts."""
    return PAGE.replace("{elements}", "\n".join(element(text, line_end) for text in texts))


def values(cable: Cable) -> dict[str, Any]:
    """What a cable says, without positions in its source."""
    return {
        "id": cable.id,
        "header": cable.header,
        "paras": [(replace(p, anchor=p.anchor if p.number else Anchor(""))) for p in cable.paras],
        "headings": [heading.text for heading in cable.headings],
        "signature": cable.signature,
        "unparsed": [item.text for item in cable.unparsed],
        "pages": [(item.number, item.of) for item in cable.pages],
        "codes": sorted(item.code for item in cable.diagnostics),
    }


@pytest.mark.parametrize(
    "source",
    [
        element(MESSAGE),
        element(MESSAGE, "&#x000A;"),
        element(MESSAGE, "&#10;"),
        element(f"{TRANSMISSION}\n{MESSAGE}", "&#xa;"),
        page(TRANSMISSION, MESSAGE),
        page(TRANSMISSION, MESSAGE, line_end="&#x000A;"),
        page(MESSAGE, line_end="\r\n"),
    ],
)
def test_a_page_reads_like_the_text_without_markup(source: str) -> None:
    text = f"{TRANSMISSION}\n{MESSAGE}" if "FM AMEMBASSY" in source else MESSAGE
    cable, expected = parse_cable(source), parse_cable(text, name="08LIMA12")
    if source.startswith("<!DOCTYPE"):
        assert cable.header.date == datetime.date(2008, 3, 11)
    without_metadata = parse_cable(source[source.index("<code>") :], name="08LIMA12")
    assert values(without_metadata) == values(expected)
    assert [p.text for p in cable.paras] == [p.text for p in expected.paras]
    assert all(line.fates for line in cable.lines)


def test_the_table_gives_number_and_date() -> None:
    cable = parse_cable(page(MESSAGE.replace("LIMA 000012", "")))
    assert (cable.id, cable.header.date) == ("08LIMA12", datetime.date(2008, 3, 11))


def test_an_impossible_date_of_the_table_is_none() -> None:
    source = page(MESSAGE).replace("2008-03-11", "2008-13-11")
    assert parse_cable(source).header.date is None


def test_what_is_around_the_message_has_its_own_fate() -> None:
    cable = parse_cable(page(TRANSMISSION, MESSAGE, line_end="&#x000A;"))
    fates = {line.text: line.fates for line in cable.lines}
    assert fates["<!DOCTYPE html>"] == (Fate.WEB_PAGE,)
    assert fates["<a href='/cable/08LIMA12.html'>08LIMA12</a>"] == (Fate.PREAMBLE,)
    assert fates["<p>See also other cables</p>"] == (Fate.WEB_PAGE,)
    assert fates["<code><pre>VZCZCXYZ0000"] == (Fate.HEADER,)
    assert fates["DOE</pre></code>"] == (Fate.SIGNATURE,)
    assert fates[""] == (Fate.BLANK,)


def test_words_beside_an_element_have_their_own_fate() -> None:
    cable = parse_cable(f"<p>Copied by hand</p> {element(MESSAGE)} <i>end of the copy</i>")
    assert cable.lines[0].fates == (Fate.WEB_PAGE, Fate.HEADER)
    assert cable.lines[-1].fates == (Fate.WEB_PAGE, Fate.SIGNATURE)


def test_only_a_text_that_begins_with_a_tag_is_a_page() -> None:
    cable = parse_cable(MESSAGE.replace("(SBU) End.", "(SBU) The element <pre>a</pre> stays."))
    assert "<pre>a</pre>" in cable.paras[-1].text


def test_references_to_a_line_end_end_lines_of_pages_only() -> None:
    assert SourceText("<pre>a&#x000A;b&#10;c").lines == ("<pre>a", "b", "c")
    assert SourceText("<pre>a&#x000A;b&#10;c").starts == (0, 14, 20)
    assert SourceText("a&#x000A;b").lines == ("a&#x000A;b",)


def test_tags_between_words_become_spaces() -> None:
    cable = parse_cable(element(MESSAGE).replace("the next page", "the<br/>next <b>pa</b>ge<hr>"))
    assert cable.paras[0].text.startswith("The text goes on to the next page , see")
