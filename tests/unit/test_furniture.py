"""Common names can be withheld: the program's own words are no leak, and everybody else's are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import facts
from generator.disk import packaged_templates
from generator.editions.words import phrase
from generator.errors import ReftelError
from generator.execution.executors import SerialExecutor
from generator.facts.place_table import place_facts
from generator.leak_check.inspection import inspect
from generator.leak_check.shipped_files import shipped
from generator.model import Mrn, Secret

CABLE = "cables/08CHICAGO12/index.html"


def secret(words: str, mrn: str | None = None) -> Secret:
    return Secret(words=phrase(words), rule="names", mrn=Mrn(mrn) if mrn else None)


def leaking(root: Path, path: str, text: str | bytes, *secrets: Secret) -> bool:
    """Whether a site of one file, and a cable's front page, is refused."""
    for name, content in ((CABLE, b"<p>harmless</p>"), (path, text)):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        data = content.encode("utf-8") if isinstance(content, str) else content
        (root / name).write_bytes(data)
    try:
        inspect(root, secrets, SerialExecutor(), {})
    except ReftelError as error:
        return "words of the rule names" in str(error)
    return False


TAG = next(fact for fact in facts.tags().values() if " " in fact.meaning and fact.meaning.isascii())

FURNITURE = {
    "an element": ("Li", "index.html", '<ul class="x"><li>one</li></ul>'),
    "an attribute": ("Title", "index.html", '<a href="x" title="one">two</a>'),
    "a class": ("Head", "index.html", '<div class="rt-head"><p>one</p></div>'),
    "an attribute's value": ("Page", "index.html", '<a aria-current="page" href="x">one</a>'),
    "a label of a list": ("Chicago", "index.html", "<dt>Chicago, note</dt><dd>one</dd>"),
    "a sentence of a template": (
        "Day",
        "index.html",
        "<p>as precise as the cable gives it: a day, a month, a year or a range.</p>",
    ),
    "a head of a table": (
        "Field",
        "index.html",
        "<summary>3 fields</summary><th>Field</th>\n<th>Type</th>\n<th>Description</th>",
    ),
    "a heading and its anchor": ("Fields", "index.html", '<h2 id="fields"></h2>'),
    "a key of JSON": ("Short", "x.json", '{"short": "one"}'),
    "a column of a table": ("Short", "x.csv", "short,meaning\r\none,two\r\n"),
    "a meaning of TAGS": (
        TAG.meaning.split()[-1],
        "index.html",
        f'<a href="x">{TAG.code}</a> {TAG.meaning}',
    ),
    "a country of TAGS": ("Mexico", "index.html", "<h1>MX – Mexico</h1>"),
    "a country of TAGS in JSON": ("Mexico", "x.json", '{"termCode":"MX","name":"Mexico"}'),
    "a country of TAGS in an anchor": ("Mexico", "index.html", '<h1 id="mx-mexico"></h1>'),
    "a cable number": ("Chicago", "index.html", "<p>See CHICAGO 12 and 08CHICAGO12.</p>"),
    "a cable number in an address": ("Chicago", "index.html", '<a href="#08-chicago-12">x</a>'),
    "the address of a post's page": ("Chicago", "posts/chicago/index.html", "<p>x</p>"),
    "a post's label": ("Chicago", "index.html", "<li>CHICAGO, 2008-03-11</li>"),
    "a post in a cell": ("Chicago", "x.csv", "mrn,post\r\n08CHICAGO12,CHICAGO\r\n"),
    "a post's title": ("Chicago", "index.html", "<h1>Cables of CHICAGO</h1>"),
    "the country before a post": (
        "Israel",
        "posts/index.html",
        '<td>Israel</td>\n<td><a href="tel-aviv/">TEL AVIV</a></td>\n<td>Embassy Tel Aviv</td>',
    ),
    "the country behind a post": (
        "Chad",
        "posts/ndjamena/index.html",
        "<h1>NDJAMENA</h1><p>Embassy N'Djamena, Chad. <a>12 cables</a></p>",
    ),
    "a post behind its country": (
        "Lima",
        "posts/index.html",
        '<td>Peru</td>\n<td><a href="lima/">LIMA</a></td>\n<td>Embassy Lima</td>',
    ),
    "a kind of TAGS before the code": (
        "Mexico",
        "tags/index.html",
        '<td><a href="mx/">MX</a></td>\n<td>Mexico</td>\n<td>12 cables</td>',
    ),
    "a post in the COinS of a list": (
        "Lima",
        "posts/lima/index.html",
        '<span title="rft.btitle=x&amp;rft.aucorp=U.S.%20Embassy%20Lima&amp;rft.date=2008"></span>',
    ),
    "a post's feed": (
        "Chicago",
        "feeds/posts/chicago.xml",
        '<title>CHICAGO - Cables</title>\n<link rel="self" href="../posts/chicago.xml" />',
    ),
    "a month": ("May", "index.html", "<p>11 May 2008</p><p>May 11, 2008</p>"),
    "a month in APA": ("May", "index.html", "<p>U.S. Embassy Chicago. (2008, May 11).</p>"),
    "a month in BibTeX": ("May", "x.bib", "  year = {2008},\n  month = may,\n  note = {x}\n"),
    "a month under a timeline": (
        "May",
        "index.html",
        "<svg><text>2008</text><text>Apr</text> <text>May</text> <text>Jun</text></svg>",
    ),
    "the last month under a timeline": (
        "Dec",
        "index.html",
        "<text>Nov</text><text>Dec</text><p>x</p>",
    ),
    "a month in a date-time group": ("May", "index.html", "<p>R 112219Z MAY 08</p>"),
    "a weekday in a record's date": ("Sun", "x.txt", "Sun Feb 03 00:00:00 +0100 2002\n"),
    "a month in a record's date": ("May", "x.txt", "Thu May 15 00:00:00 +0200 2003\n"),
    "a TAGS code": ("Li", "index.html", "<p>TAGS: PREL LI</p>"),
    "TAGS codes in a list": ("Li", "index.html", '<meta content="ECON, LI, PREL">'),
    "a TAGS code in JSON": ("Li", "x.json", '{"tags": ["PREL", "LI"]}'),
    "a TAGS code that is found": ("Li", "x.json", '{"content":"LI TAGS: Liberia"}'),
    "a column in the data package": ("Short", "x.json", '{"fields": ["short", "x"]}'),
    "a column's description": (
        "Short",
        "index.html",
        "<tr><td>short</td><td>string</td><td>The abbreviation, in the singular.</td></tr>",
    ),
    "a post in an anchor": ("Chicago", "x/index.html", '<h1 id="not-held-chicago-2001-0999"></h1>'),
    "a post that is counted": ("Chicago", "index.html", "<text>CHICAGO (12)</text>"),
    "a post that cites": ("Chicago", "index.html", "<p>LIMA cites CHICAGO 2 times; x</p>"),
    "a post that cites others": ("Chicago", "index.html", "<p>CHICAGO cites LIMA 2 times; x</p>"),
    "small letters of a short name": ("Du", "index.html", "<p>le prix du pain</p>"),
}


@pytest.mark.parametrize(("word", "path", "text"), FURNITURE.values(), ids=FURNITURE)
def test_the_programs_own_words_are_no_leak(
    tmp_path: Path, word: str, path: str, text: str
) -> None:
    assert not leaking(tmp_path, path, text, secret(word))


LEAKS = {
    "a para": ("Day", "index.html", "<p>We met Mr. Day on Monday.</p>"),
    "a para between two": ("May", "index.html", "<p>Apr</p><p>Mr. May</p><p>Jun</p>"),
    "a cell between two": ("May", "index.html", "<td>Kim</td><td>May</td><td>Jun</td>"),
    "a para of one word": ("Day", "index.html", "<p>Day</p>"),
    "in capitals": ("Day", "index.html", "<p>MR. DAY CALLED A MEETING.</p>"),
    "a title": ("White", "index.html", "<title>White - Diplomatic cables</title>"),
    "a heading": ("White", "index.html", "<h2>WHITE</h2>"),
    "an anchor": ("White", "index.html", '<h2 id="white-resigns">x</h2>'),
    "a curated meaning": ("Day", "glossary/x/index.html", "<p>XYZ – Day Foundation</p>"),
    "a cell": ("White", "index.html", "<tr><td>White</td><td>one</td></tr>"),
    "a row of CSV": ("Day", "x.csv", "mrn,text\r\n08CHICAGO12,Day\r\n"),
    "a value of JSON": ("Day", "x.json", '{"signature": "Day"}'),
    "a value of JSON Lines": ("Long", "x.jsonl", '{"mrn":"08CHICAGO12","signature":"LONG"}'),
    "a key of JSON that is not ours": ("White", "x.json", '{"White": "one"}'),
    "an attribute": ("Mark", "index.html", '<meta name="author" content="Mark Example">'),
    "a class of somebody else": ("Kim", "index.html", '<p class="kim">x</p>'),
    "an element of somebody else": ("Kim", "index.html", "<p>x <Kim> y</p>"),
    "a comment": ("Green", "index.html", "<!-- Green --><p>x</p>"),
    "a picture": ("Brown", "x.svg", "<svg><text x='1'>Brown</text></svg>"),
    "a script": ("Max", "assets/x.js", "var name = 'Max';"),
    "a place in the text": ("Chicago", "index.html", "<p>He lives in Chicago.</p>"),
    "a place with a year": ("Chicago", "index.html", "<p>Charter of Chicago 1948</p>"),
    "a post of no cable": ("Springfield", "index.html", "<p>SPRINGFIELD 12</p>"),
    "a country in a sentence": ("Mexico", "index.html", "<p>The trade of Mexico grew.</p>"),
    "a word like a code": ("India", "index.html", "<p>They met in India.</p>"),
    "a person called May": ("May", "index.html", "<p>Mr. May 2 said</p>"),
    "a person called May in a year": ("May", "index.html", "<p>(in 2008, May said)</p>"),
    "a person called Sun": ("Sun", "index.html", "<p>Sun left on Feb 03</p>"),
    "a short name": ("Li", "index.html", "<p>We met Mr. Li on Monday.</p>"),
    "a value behind a key": ("Lima", "x.json", '{"name":"Lima"}'),
    "a short name in capitals": ("Li", "index.html", "<p>MR. LI CALLED A MEETING.</p>"),
    "a short name in JSON": ("Du", "x.json", '{"signature": "DU"}'),
    "a column's name in capitals": ("Short", "x.json", '{"signature": "SHORT"}'),
    "a post that cites without a count": ("Chicago", "index.html", "<p>CHICAGO cites him.</p>"),
    "the furniture of another word": ("Day", "index.html", "<dt>Day, note</dt>"),
    "furniture in another case": ("Day", "index.html", "<p>tells it: a Day, a month, a year</p>"),
}


@pytest.mark.parametrize(("word", "path", "text"), LEAKS.values(), ids=LEAKS)
def test_a_common_name_of_others_is_a_leak(tmp_path: Path, word: str, path: str, text: str) -> None:
    assert leaking(tmp_path, path, text, secret(word))


def test_what_packages_ship_is_not_read(tmp_path: Path) -> None:
    style = packaged_templates() / "theme" / "assets" / "reftel" / "reftel.css"
    word = secret("solid")
    assert b"solid" in style.read_bytes()
    assert not leaking(tmp_path, "assets/reftel/reftel.css", style.read_bytes(), word)


def test_a_shipped_file_that_was_changed_is_read(tmp_path: Path) -> None:
    style = packaged_templates() / "theme" / "assets" / "reftel" / "reftel.css"
    changed = style.read_bytes() + b"\n/* Kim */\n"
    assert leaking(tmp_path, "assets/reftel/reftel.css", changed, secret("Kim"))


def test_the_name_of_a_shipped_file_is_looked_at(tmp_path: Path) -> None:
    style = packaged_templates() / "theme" / "assets" / "reftel" / "reftel.css"
    assert leaking(tmp_path, "assets/kim/reftel.css", style.read_bytes(), secret("Kim"))


def test_the_theme_ships_files() -> None:
    """Fails where Material lays its files elsewhere: all of them would be read."""
    assert len(shipped()) > 50


SERIAL = secret("555-0142", "08STATE5550142")

SCOPES = {
    "its own page": (secret("555 0142", "08LIMA12"), "cables/08LIMA12/full/index.html", True),
    "its own data": (secret("555 0142", "08LIMA12"), "cables/08LIMA12/cable.json", True),
    "another cable's": (secret("555 0142", "08LIMA12"), "cables/08LIMA13/index.html", False),
    "a list": (secret("555 0142", "08LIMA12"), "exports/paras.csv", False),
    "everywhere": (secret("555 0142"), "exports/paras.csv", True),
}


@pytest.mark.parametrize(("find", "path", "leaks"), SCOPES.values(), ids=SCOPES)
def test_a_detectors_find_is_looked_for_in_its_cable_alone(
    tmp_path: Path, find: Secret, path: str, leaks: bool
) -> None:
    assert leaking(tmp_path, path, json.dumps({"text": "call 555-0142 today"}), find) is leaks


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("08STATE5550142", False),
        ("08 STATE 5550142", False),
        ("STATE 05550142", False),
        ('{"number": 5550142}', False),
        ("call 555-0142 today", True),
    ],
)
def test_a_cables_own_number_is_no_find(tmp_path: Path, text: str, leaks: bool) -> None:
    path = "cables/08STATE5550142/index.html"
    assert leaking(tmp_path, path, text, SERIAL) is leaks


def test_names_of_places_are_no_words_of_the_program(tmp_path: Path) -> None:
    """A city of the table has the name of a person: on a page it comes from a cable."""
    assert "Ciudad Benito Juárez" in {fact.name for fact in place_facts().values()}
    page = "<p>Mr. Ciudad Benito Juárez came.</p>"
    assert leaking(tmp_path, "index.html", page, secret("Benito"))


@pytest.mark.parametrize(
    ("words", "text", "is_leak"),
    [
        ("around Quillota", "<desc>A map of the region around Quillota, at 33°</desc>", False),
        ("Quillota state", '<a title="Quillota, state and city in Chile">', False),
        ("around Quillota", "<p>They drove around Quillota at night.</p>", True),
        ("Quillota state", "<p>They drove to Quillota State at night.</p>", True),
        ("Quillota that", "<p>3 sections in Quillota that refer to it</p>", True),
    ],
    ids=[
        "after program text",
        "before what a place is",
        "in a para",
        "a place in a para",
        "before other text",
    ],
)
def test_a_pair_of_words_is_no_leak_where_a_printed_value_meets_the_programs_text(
    tmp_path: Path, words: str, text: str, *, is_leak: bool
) -> None:
    pair = Secret(words=phrase(words), rule="names", is_fragment=True)
    assert leaking(tmp_path, "index.html", text, pair) is is_leak
