"""Citations: the form of each style, and files that readers' tools take without loss."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
import rispy  # type: ignore[import-untyped]  # it has no types
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from generator import parse_cable
from generator.citations.citation_parts import Pinpoint, filled
from generator.citations.cite import CableCitation, cite
from generator.citations.senders import sender
from generator.model import Anchor, Cable, Page, SiteInfo
from generator.render.citation_blocks import citation_files, cite_block
from tests.cables import example
from tests.unit.test_sample import SAMPLE

INFO = SiteInfo(name="Example cables", address="https://cables.example.org/")
PARA = Pinpoint(anchor=Anchor("p-17"), name="17")
UNNUMBERED = Pinpoint(anchor=Anchor("l-9"), name=None)
LIMA = "https://cables.example.org/cables/08LIMA12/"


def sample() -> Cable:
    return parse_cable(SAMPLE.read_text(encoding="utf-8"), name=SAMPLE.stem)


def cable(**header: Any) -> Cable:
    """An invented cable with fields of its header replaced."""
    made = example("08LIMA12", "One.")
    return replace(made, header=replace(made.header, **header))


def citation(of: Cable, info: SiteInfo = INFO) -> CableCitation:
    front = f"{info.address}cables/{of.id}/"
    return cite(of, info.name, front, f"{front}full/")


# --- Styles ------------------------------------------------------------------------


def test_chicago_parts_a_note_by_commas_and_a_bibliography_entry_by_periods() -> None:
    found = citation(sample())
    subject = "EIGHTH ANNUAL TRAFFICKING IN PERSONS (TIP) REPORT - MEXICO (PART 1 OF 2)"
    address = "https://cables.example.org/cables/08MEXICO721/"
    assert filled(found.chicago_note, PARA) == (
        f"U.S. Embassy Mexico, “{subject},” Cable 08MEXICO721, March 11, 2008, para. 17, "
        f"Example cables, {address}full/#p-17."
    )
    assert filled(found.chicago_note) == (
        f"U.S. Embassy Mexico, “{subject},” Cable 08MEXICO721, March 11, 2008, "
        f"Example cables, {address}."
    )
    assert filled(found.chicago_bibliography) == (
        f"U.S. Embassy Mexico. “{subject}.” Cable 08MEXICO721. March 11, 2008. "
        f"Example cables. {address}."
    )


def test_apa_tells_the_para_in_the_text_and_the_cable_in_the_list() -> None:
    found = citation(cable())
    assert filled(found.apa_in_text, PARA) == "(U.S. Embassy Lima, 2008, para. 17)"
    assert filled(found.apa_in_text) == "(U.S. Embassy Lima, 2008)"
    assert filled(found.apa_reference, PARA) == (
        f"U.S. Embassy Lima. (2008, June 1). An example (Cable 08LIMA12). Example cables. {LIMA}"
    )


def test_bibliography_and_reference_list_name_the_whole_cable() -> None:
    found = citation(cable())
    for text in (found.chicago_bibliography, found.apa_reference):
        assert filled(text, PARA) == filled(text)


def test_an_unnumbered_para_is_told_by_the_address_alone() -> None:
    found = citation(cable())
    assert "para." not in filled(found.chicago_note, UNNUMBERED)
    assert filled(found.chicago_note, UNNUMBERED).endswith(f"{LIMA}full/#l-9.")
    assert filled(found.apa_in_text, UNNUMBERED) == "(U.S. Embassy Lima, 2008)"
    assert "para." not in filled(found.bibtex, UNNUMBERED)
    assert "@misc{08LIMA12-l-9," in filled(found.bibtex, UNNUMBERED)


def test_an_undated_cable_says_so() -> None:
    found = citation(cable(dtg=None, date=None, year=None))
    assert " Cable 08LIMA12, n.d., para. 17, " in filled(found.chicago_note, PARA)
    assert " Cable 08LIMA12. n.d. Example" in filled(found.chicago_bibliography)
    assert filled(found.apa_reference).startswith("U.S. Embassy Lima. (n.d.). An example (")
    assert filled(found.apa_in_text, PARA) == "(U.S. Embassy Lima, n.d., para. 17)"
    assert "issued" not in json.loads(filled(found.csl_json))[0]
    assert "DA  -" not in filled(found.ris)
    assert "year" not in filled(found.bibtex)


def test_a_cable_of_which_only_the_year_is_known_is_cited_by_it() -> None:
    found = citation(cable(dtg=None, date=None))
    assert " Cable 08LIMA12, 2008, para. 17, " in filled(found.chicago_note, PARA)
    assert " Cable 08LIMA12. 2008. Example" in filled(found.chicago_bibliography)
    assert filled(found.apa_reference).startswith("U.S. Embassy Lima. (2008). An example (")
    assert filled(found.apa_in_text, PARA) == "(U.S. Embassy Lima, 2008, para. 17)"
    assert json.loads(filled(found.csl_json))[0]["issued"] == {"date-parts": [[2008]]}
    assert "PY  - 2008\n" in filled(found.ris)
    assert "DA  -" not in filled(found.ris)
    assert "  date = {2008},\n  year = {2008},\n" in filled(found.bibtex)
    assert "month" not in filled(found.bibtex)


def test_a_cable_without_a_subject_is_cited_by_its_number() -> None:
    found = citation(cable(subject=None))
    assert filled(found.chicago_note).startswith("U.S. Embassy Lima, Cable 08LIMA12, June 1, 2008,")
    assert filled(found.chicago_bibliography).startswith("U.S. Embassy Lima. Cable 08LIMA12. June")
    assert " (2008, June 1). [Cable 08LIMA12]. Example" in filled(found.apa_reference)
    assert "title" not in json.loads(filled(found.csl_json))[0]
    assert "TI  - [Cable without a subject]\n" in filled(found.ris)


def test_a_site_without_an_address_gives_paths() -> None:
    found = citation(cable(), SiteInfo(name="Example cables"))
    assert filled(found.chicago_note, PARA).endswith(", cables/08LIMA12/full/#p-17.")
    assert "  url = {cables/08LIMA12/}\n" in filled(found.bibtex)


@pytest.mark.parametrize(
    ("subject", "note", "entry"),
    [
        ("A visit", "“A visit,”", "“A visit.”"),
        ("A visit.", "“A visit,”", "“A visit.”"),
        ("Will they sign?", "“Will they sign?,”", "“Will they sign?”"),
        ('He said "no"', "“He said ‘no,’”", "“He said ‘no.’”"),
        ("“Salt” again", "“‘Salt’ again,”", "“‘Salt’ again.”"),
        ('("Salt")', "“(‘Salt’),”", "“(‘Salt’).”"),
        ('A 5" pipe, a "-" sign', '“A 5" pipe, a ‘-’ sign,”', '“A 5" pipe, a ‘-’ sign.”'),
    ],
)
def test_quotation_marks_take_comma_and_period_in(subject: str, note: str, entry: str) -> None:
    found = citation(cable(subject=subject))
    assert f" {note} Cable" in filled(found.chicago_note)
    assert f" {entry} Cable" in filled(found.chicago_bibliography)


@pytest.mark.parametrize(
    ("typed", "post", "name"),
    [
        ("AMEMBASSY MEXICO", "MEXICO", "U.S. Embassy Mexico"),
        ("AMEMBASSY ADDIS ABABA", None, "U.S. Embassy Addis Ababa"),
        ("AMCONSUL CIUDAD JUAREZ", None, "U.S. Consulate Ciudad Juarez"),
        ("AMEMBASSY BERN\\", None, "U.S. Embassy Bern"),
        ("AMEMBASSY BRUSSELS", None, "U.S. Embassy Brussels"),
        ("AMEMBASSY ELSEWHERE", None, "U.S. Embassy ELSEWHERE"),
        ("USMISSION GENEVA", None, "U.S. Mission Geneva"),
        ("SECSTATE WASHDC", None, "U.S. Department of State"),
        ("USUN NEW YORK", None, "USUN New York"),
        ("CDR SOUTHERN COMMAND", None, "CDR SOUTHERN COMMAND"),
        ("AMEMBASSY", "LIMA", "AMEMBASSY"),
        ("Embassy in Peru", "LIMA", "U.S. Embassy in Peru"),
        ("Department of State", "STATE", "U.S. Department of State"),
        ("Consulate General in Example", None, "U.S. Consulate General in Example"),
        (None, "THE HAGUE", "U.S. Embassy The Hague"),
        (None, "ELSEWHERE", "ELSEWHERE"),
        (None, None, "U.S. Embassy Lima"),
    ],
)
def test_a_sender_is_written_out_as_far_as_it_is_known(
    typed: str | None, post: str | None, name: str
) -> None:
    assert sender(cable(sender=typed, post=post)) == name


# --- Formats -------------------------------------------------------------------------


COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
}
"""What LaTeX prints for a command."""


def bibtex(text: str) -> dict[str, str]:
    """The only entry of a BibTeX file, as LaTeX prints it."""
    library = parse_string(text)
    assert not library.failed_blocks, text
    (entry,) = library.entries
    return {"key": entry.key} | {f.key: printed(str(f.value)) for f in entry.fields}


def printed(value: str) -> str:
    """A field's value as LaTeX prints it."""
    tokens = re.compile(
        r"\{\\(?P<command>[a-z]+)\}|\\(?P<sign>[&%$#_])|(?P<nothing>[{}])|[\\~^<>&%$#_]"
    )

    def sign(found: re.Match[str]) -> str:
        if found["nothing"]:
            return ""
        assert found["command"] or found["sign"], f"{found[0]} is not escaped in {value}"
        return found["sign"] or COMMANDS[found["command"]]

    return tokens.sub(sign, value)


def ris(text: str) -> dict[str, Any]:
    (entry,) = rispy.loads(text)
    return dict(entry)


HOSTILE = [
    "100% of $5 & #7_a",
    "{ unbalanced } } {",
    "back\\slash \\input{secret} \\",
    "~tilde ^caret <less> |bar| @at \"quote\" 'single'",
    "Peña Nieto, São Paulo, Łódź, 北京",
    "two -- hyphens --- three, ''quotes'' ``back`` ?` !` ,,low",
    "line\none\r\ntwo\ttab\x00nul\x1besc\u2028end",
    "ER  - \nTY  - BOOK\nTI  - other",
    "},\n  title = {other",
    "<script>alert(1)</script> </pre></dd></dl></details>",
    "half \ud800 letter",
]


def shown(text: str) -> str:
    """What is left of a text: one line without control characters."""
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(c if c.isprintable() else " " for c in sound).split())


@pytest.mark.parametrize("subject", HOSTILE)
def test_no_subject_is_changed_or_breaks_a_format(subject: str) -> None:
    found = citation(cable(subject=subject))
    for at in (None, PARA):
        entry = filled(found.bibtex, at).replace("#p-17", "")
        assert bibtex(entry)["title"] == shown(subject)
        assert ris(filled(found.ris, at))["title"] == shown(subject)
        assert json.loads(filled(found.csl_json, at))[0]["title"] == shown(subject)


@given(st.text(min_size=1))
def test_every_format_carries_any_text(text: str) -> None:
    found = citation(cable(subject=text, sender=text, captions=(text,)))
    title = json.loads(filled(found.csl_json, PARA))[0].get("title", "[Cable without a subject]")
    assert ris(filled(found.ris, PARA))["title"] == title
    entry = filled(found.bibtex, PARA)
    assert entry.count("{") == entry.count("}")
    assert len(parse_string(entry).entries) == 1
    for whole in (found.bibtex, found.ris, found.csl_json):
        assert "\n\n" not in filled(whole), "a blank line would end the raw HTML of a page"


def test_a_bibtex_entry_holds_what_styles_print() -> None:
    url = "https://cables.example.org/cables/08MEXICO721/full/#p-17"
    text = filled(citation(sample()).bibtex, PARA)
    assert bibtex(text.replace(url, "")) == {
        "key": "08MEXICO721-p-17",
        "author": "U.S. Embassy Mexico",
        "title": "EIGHTH ANNUAL TRAFFICKING IN PERSONS (TIP) REPORT - MEXICO (PART 1 OF 2)",
        "howpublished": "Cable 08MEXICO721",
        "date": "2008-03-11",
        "year": "2008",
        "month": "mar",
        "organization": "Example cables",
        "annotation": "UNCLASSIFIED // SIPDIS // SENSITIVE",
        "note": "para. 17",
        "url": "",
    }
    assert f"  url = {{{url}}}\n" in text


def test_post_and_title_keep_their_letters_in_bibtex() -> None:
    text = filled(citation(cable(sender="AMERICAN INSTITUTE, TAIPEI")).bibtex)
    assert "  author = {{AMERICAN INSTITUTE, TAIPEI}},\n" in text
    assert "  title = {{An example}},\n" in text


def test_a_ris_record_holds_what_readers_import() -> None:
    found = ris(filled(citation(sample()).ris, PARA))
    assert found == {
        "type_of_reference": "RPRT",
        "id": "08MEXICO721-p-17",
        "authors": ["U.S. Embassy Mexico"],
        "title": "EIGHTH ANNUAL TRAFFICKING IN PERSONS (TIP) REPORT - MEXICO (PART 1 OF 2)",
        "date": "2008/03/11",
        "year": "2008",
        "type_of_work": "Cable",
        "issn": "08MEXICO721",
        "name_of_database": "Example cables",
        "notes": ["UNCLASSIFIED // SIPDIS // SENSITIVE", "para. 17"],
        "urls": ["https://cables.example.org/cables/08MEXICO721/full/#p-17"],
    }


def test_no_comma_makes_two_names_of_a_post_in_ris() -> None:
    found = citation(cable(sender=None, post="AIT TAIPEI"))
    assert "AU  - American Institute in Taiwan Taipei\n" in filled(found.ris)
    assert filled(found.chicago_note).startswith("American Institute in Taiwan, Taipei, ")


def test_a_csl_item_holds_what_styles_print() -> None:
    (item,) = json.loads(filled(citation(cable()).csl_json, PARA))
    assert item == {
        "id": "08LIMA12-p-17",
        "type": "document",
        "genre": "Cable",
        "number": "08LIMA12",
        "author": [{"literal": "U.S. Embassy Lima"}],
        "title": "An example",
        "issued": {"date-parts": [[2008, 6, 1]]},
        "archive": "Example cables",
        "note": "UNCLASSIFIED; para. 17",
        "URL": f"{LIMA}full/#p-17",
    }
    (bare,) = json.loads(filled(citation(cable(classification=None)).csl_json, PARA))
    assert bare["note"] == "para. 17"


# --- Pages ---------------------------------------------------------------------------


def test_three_files_stand_beside_a_cables_pages() -> None:
    made = cable()
    assert made.id is not None
    found = citation(made)
    assert list(citation_files(INFO, made, made.id)) == [
        Page(path="cables/08LIMA12/cite.bib", text=filled(found.bibtex)),
        Page(path="cables/08LIMA12/cite.ris", text=filled(found.ris)),
        Page(path="cables/08LIMA12/cite.csl.json", text=filled(found.csl_json)),
    ]


def test_a_page_marks_what_depends_on_the_para() -> None:
    made = cable(subject='<b>"A" & B</b>')
    assert made.id is not None
    block = cite_block(SiteInfo(name="Example"), made, made.id, "cables/08LIMA12/full.md")
    assert block.root == "../../../"
    assert block.styles[0].text == (
        "U.S. Embassy Lima, “&lt;b&gt;‘A’ &amp; B&lt;/b&gt;,” Cable 08LIMA12, June 1, 2008"
        '<span data-pin="name" data-before=", para. "></span>, Example, '
        '<span data-address="full">cables/08LIMA12/</span>.'
    )
    assert [line.file for line in block.formats] == [
        "../cite.bib", "../cite.ris", "../cite.csl.json",
    ]  # fmt: skip


def test_no_citation_tells_when_it_was_read() -> None:
    for text in every_text(citation(sample())):
        assert "ccessed" not in text
        assert "etrieved" not in text


def every_text(found: CableCitation) -> list[str]:
    return [filled(getattr(found, name), PARA) for name in CableCitation.__dataclass_fields__]
