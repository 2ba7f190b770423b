"""The front of the house in a browser: front page, about, not found, what machines read."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Dialog, Page
from selectolax.lexbor import LexborHTMLParser

from generator import parse_cable
from generator.disk import Workspace
from tests.site.conftest import SAMPLE, run
from tests.site.opening import open_page

SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}


def built(workspace: Workspace, page: str) -> LexborHTMLParser:
    path = workspace.root / "site" / page
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def block(workspace: Workspace, page: str) -> dict[str, Any]:
    """The JSON-LD of a page."""
    (script,) = built(workspace, page).css("script[type='application/ld+json']")
    data: dict[str, Any] = json.loads(script.text())
    return data


def named(workspace: Workspace, page: str) -> dict[str, str]:
    """The page's `<meta>`: names and properties with their last content."""
    found = built(workspace, page).css("head meta[content]")
    return {
        n.attributes.get("name") or n.attributes.get("property") or "": n.attributes["content"]
        or ""
        for n in found
    }


# --- Front page and about --------------------------------------------------------------------


@pytest.mark.parametrize("size", sorted(SIZES))
@pytest.mark.parametrize("path", ["", "about/"])
def test_nothing_is_wider_than_the_screen(page: Page, address: str, path: str, size: str) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]


def test_the_front_page_has_a_place_for_the_search_and_its_numbers(
    page: Page, address: str
) -> None:
    open_page(page, address)
    assert page.locator(".rt-search-home a").is_visible()
    names = page.locator(".rt-figures dt").all_inner_texts()
    assert "cables" in names
    assert "abbreviations" in names
    assert page.title() == "Diplomatic cables"


def test_a_mark_of_the_picture_leads_to_a_list(page: Page, address: str) -> None:
    page.goto(address)
    mark = page.locator(".rt-picture svg a").last
    assert mark.get_attribute("aria-label")
    mark.click()
    page.wait_for_url(address + "*/**")


def test_the_about_page_tells_the_programs_version(workspace: Workspace) -> None:
    version = run("reftel", "--version", cwd=workspace.root).stdout.split()[-1]
    about = built(workspace, "about/index.html").css_first("article")
    assert about is not None
    assert f"Made with Reftel {version}." in about.text()


# --- Not found -------------------------------------------------------------------------------


@pytest.fixture
def missing(page: Page, workspace: Workspace, address: str) -> Callable[[str], str]:
    """Go to an address at which nothing stands; what the page says."""
    body = (workspace.root / "site" / "404.html").read_text(encoding="utf-8")

    def go(path: str) -> str:
        page.route(
            address + path,
            lambda route: route.fulfill(status=404, body=body, content_type="text/html"),
        )
        open_page(page, address + path)
        return page.locator("#rt-not-found").inner_text()

    return go


def test_a_missing_cable_is_told_as_such(
    missing: Callable[[str], str], page: Page, address: str
) -> None:
    assert missing("cables/08mexico999/full/").startswith("08MEXICO999, or this page of it, is not")
    page.click("#rt-not-found a")
    assert page.url == address + "references/"


@pytest.mark.parametrize("path", ["nowhere/", "a/deep/one.html", "cables/<img src=x>/", "cables/"])
def test_another_missing_page_gets_words_and_ways_out(
    missing: Callable[[str], str], page: Page, address: str, path: str
) -> None:
    assert "The address may have been mistyped" in missing(path)
    assert page.locator(".rt-search-home a").is_visible()
    links = page.locator("article li a")
    found = [links.nth(n).evaluate("a => a.href") for n in range(links.count())]
    assert found == [address + where for where in ("", "cables/", "references/", "glossary/")]


# --- What machines read ----------------------------------------------------------------------


def test_the_data_of_the_sample_equal_its_header(workspace: Workspace, address: str) -> None:
    header = parse_cable(SAMPLE.read_text(encoding="utf-8")).header
    data = block(workspace, "cables/08MEXICO721/index.html")
    assert data["name"] == header.subject
    assert data["reportNumber"] == "08MEXICO721"
    assert data["url"] == f"{address}cables/08MEXICO721/"
    assert data["sender"]["name"] == header.sender
    assert [tag["termCode"] for tag in data["about"]] == list(header.tags)
    for part in data["hasPart"]:
        path = part["url"].removeprefix(address)
        assert block(workspace, f"{path}index.html")["name"] == part["name"]


def test_terms_point_to_their_glossary(workspace: Workspace, address: str) -> None:
    data = block(workspace, "glossary/inm/index.html")
    assert data["@type"] == "DefinedTerm"
    assert data["inDefinedTermSet"]["@id"] == f"{address}glossary/"
    assert block(workspace, "glossary/index.html")["@type"] == "DefinedTermSet"


def test_every_page_has_a_card_and_names_the_feed(workspace: Workspace, address: str) -> None:
    for path in ("index.html", "about/index.html", "posts/index.html", "glossary/inm/index.html"):
        told = named(workspace, path)
        assert told["og:title"]
        assert told["og:url"] == address + path.removesuffix("index.html")
        assert told["twitter:card"] == "summary"
    feed = built(workspace, "404.html").css_first("link[type='application/atom+xml']")
    assert feed is not None
    assert (feed.attributes["href"] or "").endswith("/deep/path/feed.xml")


def test_a_hostile_subject_is_escaped_once_and_runs_nothing(
    workspace: Workspace, page: Page, address: str
) -> None:
    source = (workspace.cables / "08HOSTILE1.txt").read_text(encoding="utf-8")
    subject = " ".join((parse_cable(source).header.subject or "").split())
    data = block(workspace, "cables/08HOSTILE1/index.html")
    told = named(workspace, "cables/08HOSTILE1/index.html")
    assert data["name"] == told["DC.title"] == told["citation_title"] == subject
    assert told["og:title"] == f"08HOSTILE1: {subject}"
    opened: list[str] = []

    def close(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    for path in ("cables/08HOSTILE1/", "cables/08HOSTILE1/full/", ""):
        open_page(page, address + path)
    assert opened == []


def test_the_feed_is_served_as_it_was_made(workspace: Workspace, address: str) -> None:
    text = (workspace.root / "site" / "feed.xml").read_bytes()
    atom = "{http://www.w3.org/2005/Atom}"
    links = [n.attrib["href"] for n in ET.fromstring(text).iter(f"{atom}link")]
    assert links[0] == f"{address}feed.xml"
    for link in links[1:]:
        path = link.removeprefix(address)
        assert (workspace.root / "site" / path / "index.html").is_file(), link
