"""The front page: numbers that are the model's, a picture whose marks lead somewhere, ways in."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator import pipeline
from generator.disk import packaged_templates
from generator.model import CuratedGlossary, SiteFeature, SiteInfo, Source
from generator.render import site_links, urls
from generator.render.bars import Bar, bars
from generator.render.home import figures, picture
from generator.render.page_context import PageContext
from generator.render.units import render_corpus
from tests.cables import cable_text

INFO = SiteInfo(name="Salt & <i>pepper</i>", description="What was told of *salt*")

TEMPLATES = {
    path.name: path.read_text(encoding="utf-8")
    for path in (packaged_templates() / "pages").glob("*.j2")
}

SALT = "The National Salt Institute (INS) met on March 3, 2008. See 08 LIMA 99."


def site_of(texts: dict[str, str]) -> PageContext:
    sources = [Source(name=f"{n}.txt", text=text, diagnostics=()) for n, text in texts.items()]
    return PageContext(pipeline.assemble(sources, CuratedGlossary()), INFO)


def site_with(*numbers: str) -> PageContext:
    """A site of small cables, which are sent in June of their years."""
    return site_of({number: cable_text(number, SALT) for number in numbers})


def pages(site: PageContext) -> dict[str, str]:
    return {page.path: page.text for page in render_corpus(site.corpus, TEMPLATES, INFO)}


def marks(site: PageContext) -> list[tuple[str, str]]:
    """What the marks of the picture are called, and where they lead."""
    links = LexborHTMLParser(picture(site).image).css("svg a")
    return [(n.attributes["aria-label"] or "", n.attributes["xlink:href"] or "") for n in links]


def test_the_numbers_are_those_of_the_model() -> None:
    told = [(f.value, f.name) for f in figures(site_with("08LIMA1", "06LIMA2", "07QUITO3"))]
    assert told == [
        ("3", "cables"),
        ("3", "paragraphs"),
        ("2", "posts"),
        ("2006–2008", "years"),
        ("1", "abbreviation"),
        ("0 of 1", "cited cable held"),
    ]


def test_a_number_of_one_stands_in_the_singular() -> None:
    told = {f.name: f.value for f in figures(site_with("08LIMA1"))}
    assert told["cable"] == told["paragraph"] == told["post"] == "1"
    assert told["year"] == "2008"


def test_no_cables_have_no_numbers_and_no_picture_but_a_word_of_advice() -> None:
    site = site_with()
    assert figures(site) == []
    assert picture(site).image == ""
    home = pages(site)[urls.HOME]
    assert "There are no cables here yet." in home
    assert "rt-search-home" in home
    assert "about.md" in home


def test_one_cable_shows_the_events_that_it_tells_of() -> None:
    site = site_with("08LIMA1")
    assert marks(site) == [("3 March 2008: 1 paragraph", "chronology/#d-2008-03-03")]
    assert "1 dated event mentioned in the text" in picture(site).caption


def test_cables_of_many_years_are_counted_by_year_with_the_empty_years_between() -> None:
    site = site_with("01LIMA1", "01LIMA2", "08QUITO3")
    assert [name for name, _ in marks(site)] == ["2001: 2 cables", "2008: 1 cable"]
    labels = [n.text() for n in LexborHTMLParser(picture(site).image).css("svg text")]
    assert {"2001", "2004", "2008"} <= set(labels)


def test_cables_of_few_years_are_counted_by_month() -> None:
    later = cable_text("07LIMA2", SALT).replace("JUN 07", "SEP 07")
    site = site_of({"07LIMA1": cable_text("07LIMA1", SALT), "07LIMA2": later})
    assert [name for name, _ in marks(site)] == ["June 2007: 1 cable", "September 2007: 1 cable"]


def test_cables_of_which_only_the_year_is_known_are_counted_by_year() -> None:
    no_day = cable_text("08LIMA4", SALT).replace("R 010900Z JUN 08\n", "")
    site = site_of({"08LIMA2": cable_text("08LIMA2", SALT), "08LIMA4": no_day})
    assert marks(site) == [("2008: 2 cables", "cables/#m-2008")]


@pytest.mark.parametrize("count", [3, 301])
def test_every_mark_leads_to_a_list_that_is_there(count: int) -> None:
    """A short list has a place for each month; a long one is parted into pages."""
    numbers = [f"{1 + n % 7 * 3:02d}LIMA{n + 1}" for n in range(count)]
    site = site_with(*numbers)
    made = pages(site)
    assert len(marks(site)) == min(count, 7)
    for name, link in marks(site):
        path, _, anchor = link.partition("#")
        (page,) = [text for file, text in made.items() if site_links.address(file) == path]
        assert not anchor or f'id="{anchor}"' in page
        assert f"-06-01 | [{name[2:4]}LIMA" in page


def listed(home: str) -> list[str]:
    return re.findall(r"\[(\d\dLIMA\d+)\]\(cables/", home)


def test_few_cables_are_all_listed_and_of_many_the_oldest_and_the_newest() -> None:
    few = [f"{n:02d}LIMA{n}" for n in range(1, 9)]
    assert listed(pages(site_with(*few))[urls.HOME]) == few
    many = [f"{n:02d}LIMA{n}" for n in range(1, 24)]
    assert listed(pages(site_with(*many))[urls.HOME]) == [*many[:5], *reversed(many[-5:])]


def test_the_lists_of_people_and_places_are_a_way_in() -> None:
    named = {"08LIMA1": cable_text("08LIMA1", "Foreign Minister Juan Roe flew to Bolivia.")}
    home = pages(site_of(named))[urls.HOME]
    assert "the [people](people/index.md) and [places](places/index.md) that" in home


def test_what_can_be_taken_along_is_a_way_in_unless_it_is_left_out() -> None:
    corpus = site_with("08LIMA12").corpus
    for left_out, is_linked in ((), True), ((SiteFeature.PACKETS, SiteFeature.QUOTATIONS), False):
        info = SiteInfo(name="Example", left_out=left_out)
        made = {page.path: page.text for page in render_corpus(corpus, TEMPLATES, info)}
        for page in (urls.PACKET, urls.QUOTATIONS):
            assert (f"({page})" in made[urls.HOME]) is is_linked


def test_a_large_collection_shows_what_it_is_about() -> None:
    texts = {f"08LIMA{n}": cable_text(f"08LIMA{n}", "See 08 RABAT 1.") for n in range(1, 16)}
    texts |= {f"08RABAT{n}": cable_text(f"08RABAT{n}", "See 08 LIMA 3.") for n in range(1, 8)}
    economic = {n: text.replace("PREL", "ECON, PREL, PE") for n, text in list(texts.items())[:4]}
    home = pages(site_of({**texts, **economic}))[urls.HOME]
    tops = re.findall(r"^- <span>\[(\w+)\]\((\S+)\).*?>([\d,]+)</span>$", home, re.M)
    assert tops == [
        ("LIMA", "posts/lima.md", "15"),
        ("RABAT", "posts/rabat.md", "7"),
        ("PREL", "tags/prel.md", "22"),
        ("ECON", "tags/econ.md", "4"),
        ("Rabat", "places/rabat.md", "15"),
        ("Lima", "places/lima.md", "7"),
        ("08RABAT1", "cables/08RABAT1/index.md", "15"),
        ("08LIMA3", "cables/08LIMA3/index.md", "7"),
    ]


def test_name_and_description_of_the_site_are_text() -> None:
    home = pages(site_with("08LIMA1"))[urls.HOME]
    assert "# Salt &amp; &lt;i&gt;pepper&lt;/i&gt;" in home
    assert "What was told of \\*salt\\*" in home


def test_ways_lead_only_to_what_holds_something() -> None:
    bare = site_of(
        {"08LIMA1": cable_text("08LIMA1", "Nothing is told.").replace("TAGS: PREL\n", "")}
    )
    home = pages(bare)[urls.HOME]
    for page in ("glossary", "references", "tags", "chronology", "questions", "organisations"):
        assert f"]({page}/" not in home
    assert "](posts/index.md)" in home
    full = pages(site_with("08LIMA1"))[urls.HOME]
    for page in ("glossary", "references", "tags", "chronology", "organisations"):
        assert f"]({page}/index.md)" in full


# --- Bars ---------------------------------------------------------------------------------


def drawn(counts: Sequence[int]) -> list[LexborNode]:
    periods = [
        Bar(label=str(n), title=f"<{n}>", count=count, link="#x") for n, count in enumerate(counts)
    ]
    return LexborHTMLParser(bars(periods, "Title", "Told")).css("svg a")


def test_heights_are_in_proportion_and_no_count_is_too_small_to_be_seen() -> None:
    heights = [
        float(node.css_first("rect").attributes["height"] or 0)  # type: ignore[union-attr]
        for node in drawn([1000, 500, 0, 1])
    ]
    assert heights[0] == 2 * heights[1]
    assert len(heights) == 3, "nothing is drawn where nothing is"
    assert heights[2] >= 3


def test_where_numbers_have_no_room_the_highest_bar_has_one() -> None:
    assert [node.css_first("text") is not None for node in drawn([7, 9])] == [True, True]
    many = drawn([1200, *[300] * 60, 1200])
    assert [n for n, node in enumerate(many) if node.css_first("text")] == [0]


def test_two_hundred_years_fit_into_the_picture() -> None:
    for node in drawn([1] * 200):
        mark = node.css_first("rect")
        assert mark is not None
        assert 0 <= float(mark.attributes["x"] or -1) <= 960
