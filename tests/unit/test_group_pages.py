"""Pages of posts and TAGS codes: figures of their own cables, lists that lead somewhere, feeds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import parse_qs, parse_qsl
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator import facts, pipeline
from generator.citations.coins import coins
from generator.disk import packaged_templates
from generator.model import CuratedGlossary, Mrn, SiteInfo, Source, entity_id, outline_of
from generator.render.cable_groups import MOST_LISTED, CableGroups, GroupKind
from generator.render.page_context import PageContext
from generator.render.pagination import MAX_ROWS
from generator.render.units import render_corpus
from tests.cables import cable_text, example
from tests.unit.test_feed import check_construct

ADDRESS = "https://cables.example.org/held/"
INFO = SiteInfo(name="Salt & pepper", address=ADDRESS)
TEMPLATES = {
    path.name: path.read_text(encoding="utf-8")
    for path in (packaged_templates() / "pages").glob("*.j2")
}

SALT = "The National Salt Institute (NSI) met on March 3, 2008. The NSI and the ZZQ agreed."


def lima(number: int, year: int, text: str, tags: str) -> tuple[str, str]:
    mrn = f"{year:02d}LIMA{number}"
    return mrn, cable_text(mrn, text).replace("TAGS: PREL", f"TAGS: {tags}")


CABLES = dict(
    [
        *(lima(n, 5 + n % 3, SALT, "PREL, ECON") for n in range(1, 7)),
        *(lima(n, 8, "See 05 LIMA 3, 04 LIMA 77 and 04 QUITO 8.", "PREL") for n in range(7, 11)),
        *(lima(n, 8, "See 05 LIMA 3 and 04 LIMA 78.", "PREL, PE, KZZZ") for n in range(11, 13)),
        ("08QUITO5", cable_text("08QUITO5", SALT)),
    ]
)
"""Twelve cables of Lima and one of Quito."""


def context_of(cables: dict[str, str]) -> PageContext:
    sources = [Source(name=f"{n}.txt", text=text, diagnostics=()) for n, text in cables.items()]
    return PageContext(pipeline.assemble(sources, CuratedGlossary()), INFO)


@cache
def pages() -> dict[str, str]:
    corpus = context_of(CABLES).corpus
    return {page.path: page.text for page in render_corpus(corpus, TEMPLATES, INFO)}


def entries(page: str, heading: str) -> list[tuple[str, str, int]]:
    """The entries of a list of a page: name, meaning and number."""
    found = re.search(rf"^## {heading}\n(.*?)^</section>", pages()[page], re.MULTILINE | re.DOTALL)
    assert found is not None, heading
    form = r"- <span>\[(.*?)\]\(.*?\)(?: <small>(.*?)</small>)?</span> <span.*?>([\d,]+)</span>"
    return [(name, meaning, int(count)) for name, meaning, count in re.findall(form, found[1])]


# --- Figures -----------------------------------------------------------------------------


def test_a_post_says_what_it_is_and_how_many_cables_it_sent_when() -> None:
    lead = pages()["posts/lima.md"].split("\n# LIMA\n")[1].split("{: .rt-lead }")[0]
    assert "Embassy Lima, Peru. [12 cables](#cables), 2005-06-01 to 2008-06-01." in lead
    assert "[Feed of the latest](../feeds/posts/lima.xml)" in lead


def test_the_lists_of_a_post_count_its_own_cables() -> None:
    page = "posts/lima.md"
    assert entries(page, "Most frequent TAGS") == [
        ("PREL", "External Political Relations", 12),
        ("ECON", "Economic Conditions", 6),
        ("PE", "Peru", 2),
    ]
    assert entries(page, "Organisations named in the most cables") == [
        ("National Salt Institute", "NSI, the cables do not say of which country", 6)
    ]
    assert entries(page, "Most cited cables") == [("05LIMA3", "An example", 6)]
    assert entries(page, "Cited, but not held") == [("04LIMA77", "", 4), ("04LIMA78", "", 2)]
    assert "ZZQ" not in pages()[page], "an abbreviation without a meaning is not listed"


def test_the_lists_of_a_code_leave_out_the_code_itself() -> None:
    page = "tags/prel.md"
    assert "\n# PREL – External Political Relations\n" in pages()[page]
    assert "Subject TAGS. [13 cables](#cables)" in pages()[page]
    assert entries(page, "Posts with the most cables") == [
        ("LIMA", "Embassy Lima, Peru", 12),
        ("QUITO", "Embassy Quito, Ecuador", 1),
    ]
    assert [name for name, _, _ in entries(page, "Other TAGS of these cables")] == ["ECON", "PE"]
    assert "04LIMA77" not in pages()[page], "no post, so no numbers that it lacks"


def test_a_number_narrows_the_catalogue_of_the_page() -> None:
    page = LexborHTMLParser(pages()["posts/lima.md"])
    narrow = [node.attributes["data-narrow"] for node in page.css("[data-narrow]")]
    years = [f"year={year}" for year in (2005, 2006, 2007, 2008)]
    codes = [f"tags={code}" for code in ("PREL", "ECON", "PE")]
    assert narrow[:7] == [*years, *codes]
    assert "organisation=National+Salt+Institute" in narrow
    place = page.css_first(".rt-catalogue")
    assert place is not None
    assert place.attributes["data-within"] == "post=LIMA"
    assert place.attributes["data-catalogue"] == "../../cables/catalogue/"


def test_a_change_of_one_post_leaves_the_pages_of_others() -> None:
    """What a group is made from has another digest only where its figures or cables differ."""
    more = {**CABLES, "08QUITO6": cable_text("08QUITO6", "Salt.").replace("PREL", "SENV")}
    before, after = context_of(CABLES), context_of(more)
    for kind, key, is_same in (
        (GroupKind.POST, "lima", True),
        (GroupKind.POST, "quito", False),
        (GroupKind.TAGS, "prel", True),
        (GroupKind.TAGS, "senv", False),
    ):
        same = before.digest((kind.value, key)) == after.digest((kind.value, key))
        assert same is is_same, key


def test_a_few_cables_are_a_list_and_nothing_else() -> None:
    for page in ("posts/quito.md", "tags/econ.md"):
        text = pages()[page]
        assert text.count("<svg") == text.count("Where Embassy Quito is") == ("posts" in page)
        assert 'rt-catalogue"' not in text
        assert "\n## " not in text
        assert "| [" in text


def test_a_long_list_names_the_periods_beside_each() -> None:
    numbers = range(1, MAX_ROWS)
    many = dict(lima(n, 5 + n % 3, "Salt.", "PREL") for n in numbers)
    many |= {
        "08LIMA2000": cable_text("08LIMA2000", "Salt."),
        "08LIMA2001": cable_text("08LIMA2001"),
    }
    corpus = context_of(many).corpus
    made = {page.path: page.text for page in render_corpus(corpus, TEMPLATES, INFO)}
    assert "Before: [2005](2005.md) · After: [2007](2007.md)" in made["posts/lima/2006.md"]
    assert "\nAfter: [2006](2006.md)\n" in made["posts/lima/2005.md"]
    assert "\nBefore: [2007](2007.md)\n" in made["posts/lima/2008.md"]
    assert 'xlink:href="2006/"' in made["posts/lima.md"], "without scripts, a bar leads to a list"


def test_no_list_is_longer_than_it_may_be() -> None:
    wanted = " ".join(f"See 04 LIMA {n}." for n in range(100, 120))
    site = context_of({**CABLES, "08LIMA99": cable_text("08LIMA99", wanted)})
    group = site.group(GroupKind.POST, "lima")
    assert len(group.not_held) == MOST_LISTED
    assert group.not_held_total == 22


def test_groups_count_what_a_count_by_hand_gives() -> None:
    site = context_of(CABLES)
    groups = CableGroups(site.corpus)
    for kind, value in ((GroupKind.POST, "lima"), (GroupKind.TAGS, "prel"), (GroupKind.TAGS, "pe")):
        group = groups.group((kind, value))
        mrns = {cable.id for cable in group.cables}
        for short, count in group.abbreviations:
            assert count == len({m for m, _ in site.terms[short].uses if m in mrns})
        for of, counts in group.entities.items():
            for name, count in counts:
                assert count == len(site.entities[entity_id(of, name)].cables & mrns)
    lines = {line.key: line.cables for line in groups.lines(GroupKind.POST)}
    assert lines == {"lima": 12, "quito": 1}


# --- Lists of groups ---------------------------------------------------------------------


def test_posts_stand_under_their_region_and_country() -> None:
    text = pages()["posts/index.md"]
    assert text.count("\n## ") == 1
    rows = text.split("## South America")[1]
    ecuador = "| Ecuador | [QUITO](quito.md) | Embassy Quito | 1 cable | 2008-06-01 |"
    peru = "| Peru | [LIMA](lima.md) | Embassy Lima | 12 cables | 2005-06-01 to 2008-06-01 |"
    assert rows.index(ecuador) < rows.index(peru)


def test_codes_stand_under_their_kind() -> None:
    subject, geographic = pages()["tags/index.md"].split("## Geographic TAGS")
    assert "| [ECON](econ.md) | Economic Conditions | 6 cables |" in subject
    assert "| [PE](pe.md) | Peru | 2 cables |" in geographic
    assert "KZZZ" not in subject + geographic


def test_every_code_has_a_kind_and_every_country_a_region() -> None:
    assert {fact.kind for fact in facts.tags().values()} == {
        "subject", "geographic", "program", "organization",
    }  # fmt: skip
    assert {post.country for post in facts.posts().values()} - {""} == facts.regions().keys()


# --- Feeds -------------------------------------------------------------------------------

ATOM = "{http://www.w3.org/2005/Atom}"


def numbers(feed: str) -> list[str]:
    root = ET.fromstring(pages()[feed].encode("utf-8"))
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in root.iter(f"{ATOM}entry")]
    return [name.removeprefix(f"{ADDRESS}cables/").strip("/") for name in ids]


def test_each_group_has_a_feed_of_its_own_cables() -> None:
    assert set(numbers("feeds/posts/lima.xml")) == {m for m in CABLES if "LIMA" in m}
    assert set(numbers("feeds/tags/pe.xml")) == {"08LIMA11", "08LIMA12"}
    root = ET.fromstring(pages()["feeds/tags/pe.xml"])
    assert root.findtext(f"{ATOM}title") == "PE – Peru - Salt & pepper"
    assert root.findtext(f"{ATOM}id") == f"{ADDRESS}tags/pe/"
    links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{ADDRESS}feeds/tags/pe.xml", "alternate": f"{ADDRESS}tags/pe/"}


@pytest.mark.parametrize("path", ["feeds/posts/lima.xml", "feeds/tags/prel.xml"])
def test_a_feed_has_what_the_format_demands(path: str) -> None:
    root = ET.fromstring(pages()[path].encode("utf-8"))
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        check_construct(element)
    ids = [element.findtext(f"{ATOM}id") for element in (root, *entries)]
    assert len(set(ids)) == len(ids)
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert root.findtext(f"{ATOM}updated") == updated[0]
    assert root.find(f"{ATOM}author/{ATOM}name") is not None


def test_a_feed_at_an_unknown_address_has_links_from_its_own_place() -> None:
    corpus = context_of(CABLES).corpus
    made = {p.path: p.text for p in render_corpus(corpus, TEMPLATES, SiteInfo(name="Salt"))}
    root = ET.fromstring(made["feeds/tags/pe.xml"])
    links = [link.attrib["href"] for link in root.iter(f"{ATOM}link")]
    cables = ["../../cables/08LIMA12/", "../../cables/08LIMA11/"]
    assert links == ["../tags/pe.xml", "../../tags/pe/", *cables]


# --- COinS -------------------------------------------------------------------------------


def spans(page: str) -> Iterable[dict[str, list[str]]]:
    for node in LexborHTMLParser(pages()[page]).css("span.Z3988"):
        assert node.attributes["aria-hidden"] == "true"
        assert not node.text()
        yield parse_qs(node.attributes["title"] or "", strict_parsing=True)


@pytest.mark.parametrize("page", ["posts/lima.md", "tags/prel.md", "cables/index.md"])
def test_each_row_of_a_list_is_a_work_for_reference_managers(page: str) -> None:
    works = list(spans(page))
    assert len(works) == pages()[page].count("| [0")
    assert {work["rft_id"][0].split("/")[-2] for work in works} <= CABLES.keys()
    for work in works:
        assert work["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:book"]
        assert work["rft.genre"] == ["report"]
        assert work["rft.btitle"] == ["An example"]
        assert work["rft.date"][0].endswith("-06-01")


def test_text_of_a_cable_cannot_end_the_pairs_or_the_attribute() -> None:
    hostile = 'A & B = "C" + <i>ñ</i> % 08;  |*_'
    cable = example("08LIMA1", "Salt.")
    text = cable_text("08LIMA1", "Salt.").replace("An example", hostile)
    written = coins(outline_of(cable), Mrn("08LIMA1"), "")
    assert "rft_id" not in written, "an unknown address is left out"
    context = context_of({"08LIMA1": text})
    made = coins(context.cables[0], Mrn("08LIMA1"), ADDRESS)
    assert re.fullmatch(r"[\w.~%=&-]+", made, re.ASCII)
    assert dict(parse_qsl(made))["rft.btitle"] == context.cables[0].header.subject
    assert dict(parse_qsl(made))["rft.aucorp"] == "U.S. Embassy Lima"
    assert dict(parse_qsl(made))["rft.series"] == "Cable 08LIMA1"
