"""The feed: what RFC 4287 asks of it, and that its text is the cables'."""

from __future__ import annotations

import datetime
import re
from xml.etree import ElementTree as ET

import pytest

from generator import pipeline
from generator.model import CuratedGlossary, SiteInfo, Source
from generator.render.feed import MAX_SUMMARY, MOST_ENTRIES, feed
from generator.render.page_context import PageContext
from tests.cables import cable_text
from tests.cases import FIXTURES

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://cables.example.org/held/"
KNOWN = SiteInfo(name="Salt & pepper", address=ADDRESS, description="What was told")
UNKNOWN = SiteInfo(name="Salt & pepper")


def read(texts: dict[str, str], info: SiteInfo) -> ET.Element:
    sources = [Source(name=f"{n}.txt", text=text, diagnostics=()) for n, text in texts.items()]
    page = feed(PageContext(pipeline.assemble(sources, CuratedGlossary()), info))
    assert page.path == "feed.xml"
    return ET.fromstring(page.text.encode("utf-8"))


def small(*numbers: str) -> dict[str, str]:
    return {number: cable_text(number, "Salt is mined.") for number in numbers}


def told(element: ET.Element, tag: str) -> str:
    """The only child of this name, which must not be empty."""
    (found,) = element.findall(ATOM + tag)
    assert found.text
    return found.text


def check_construct(element: ET.Element) -> None:
    """What a feed and an entry both must have: id, title, updated, once each."""
    assert re.match(r"(https://|urn:uuid:)\S+$", told(element, "id"))
    assert told(element, "title")
    at = datetime.datetime.fromisoformat(told(element, "updated"))
    assert at.tzinfo is datetime.timezone.utc  # noqa: UP017 - what the parser gives


@pytest.mark.parametrize("info", [KNOWN, UNKNOWN])
@pytest.mark.parametrize("numbers", [(), ("08LIMA1",), ("08LIMA1", "07LIMA2", "08QUITO3")])
def test_the_elements_that_the_format_demands(info: SiteInfo, numbers: tuple[str, ...]) -> None:
    root = read(small(*numbers), info)
    assert root.tag == f"{ATOM}feed"
    check_construct(root)
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(numbers)
    for entry in entries:
        check_construct(entry)
        assert told(entry, "summary")
        (link,) = entry.findall(f"{ATOM}link[@rel='alternate']")
        assert link.attrib["href"].endswith("/")
    ids = [told(element, "id") for element in [root, *entries]]
    assert len(set(ids)) == len(ids)
    assert [link.attrib["rel"] for link in root.findall(f"{ATOM}link")] == ["self", "alternate"]


def test_addresses_are_whole_where_the_sites_is_known() -> None:
    root = read(small("08LIMA1"), KNOWN)
    links = [link.attrib["href"] for link in root.iter(f"{ATOM}link")]
    assert links == [f"{ADDRESS}feed.xml", ADDRESS, f"{ADDRESS}cables/08LIMA1/"]
    assert told(root, "id") == ADDRESS
    assert told(root.findall(f"{ATOM}entry")[0], "id") == f"{ADDRESS}cables/08LIMA1/"


def test_addresses_are_relative_to_the_feed_where_it_is_not() -> None:
    root = read(small("08LIMA1"), UNKNOWN)
    links = [link.attrib["href"] for link in root.iter(f"{ATOM}link")]
    assert links == ["feed.xml", "./", "cables/08LIMA1/"]


def test_a_name_stays_when_other_cables_come() -> None:
    def names(*numbers: str) -> set[str]:
        return {told(e, "id") for e in read(small(*numbers), UNKNOWN).findall(f"{ATOM}entry")}

    assert names("08LIMA1") < names("08LIMA1", "08QUITO2")


def test_the_latest_come_first_and_no_more_than_readers_take() -> None:
    numbers = [f"{year:02d}LIMA{n}" for year in (1, 2, 3) for n in range(1, 31)]
    root = read(small(*numbers), KNOWN)
    titles = [told(entry, "title") for entry in root.findall(f"{ATOM}entry")]
    assert len(titles) == MOST_ENTRIES
    assert all(title.startswith("03LIMA") for title in titles[:30])
    assert all(title.startswith("02LIMA") for title in titles[30:])
    assert told(root, "updated") == "2003-06-01T09:00:00Z"


def test_a_cable_known_to_the_year_comes_before_the_others_of_its_year() -> None:
    texts = small("08LIMA1", "08LIMA2", "07LIMA3")
    texts["08LIMA2"] = texts["08LIMA2"].replace("R 010900Z JUN 08\n", "")
    entries = read(texts, KNOWN).findall(f"{ATOM}entry")
    assert [told(entry, "id").rpartition("cables/")[2] for entry in entries] == [
        "08LIMA1/",
        "08LIMA2/",
        "07LIMA3/",
    ]
    assert entries[1].find(f"{ATOM}published") is None
    assert told(entries[0], "published") == "2008-06-01T09:00:00Z"


def test_an_entry_tells_sender_codes_marking_and_the_beginning() -> None:
    long = "Salt is mined " * 60
    entry = read({"08LIMA1": cable_text("08LIMA1", long, marking="SBU")}, KNOWN)[-1]
    summary = told(entry, "summary")
    assert summary.startswith("UNCLASSIFIED. (SBU) Salt is mined")
    assert summary.endswith((" Salt …", " is …", " mined …"))
    assert len(summary) <= MAX_SUMMARY + len("UNCLASSIFIED. (SBU) ")
    assert entry.find(f"{ATOM}author/{ATOM}name") is not None
    assert [c.attrib["term"] for c in entry.findall(f"{ATOM}category")] == ["PREL"]


def test_text_of_a_cable_is_never_markup() -> None:
    hostile = (FIXTURES / "hostile.txt").read_text(encoding="utf-8")
    hostile = hostile.replace("¶1. (SBU) ", "¶1. (SBU) ]]> &amp; \x00 \x1b  \ufffe ", 1)
    entry = read({"08HOSTILE1": hostile}, KNOWN)[-1]
    assert {e.tag for e in entry.iter()} <= {
        ATOM + tag
        for tag in "entry title id published updated author name link category summary".split()
    }
    assert '<script>alert("subject")</script> {{ 7*7 }}' in told(entry, "title")
    assert "]]> &amp; ␀ ␛ \ufffd" in told(entry, "summary")
