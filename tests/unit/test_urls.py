"""Ways between pages and files of the site."""

from __future__ import annotations

import posixpath

import pytest

from generator.model import Mrn, Section
from generator.render import site_links, slugs, urls

PAGES = [
    "index.md",
    "about.md",
    "cables/index.md",
    "cables/2008.md",
    "cables/08MEXICO721/index.md",
    "cables/08MEXICO721/full.md",
    "cables/08MEXICO7210/index.md",
    "glossary/index.md",
    "glossary/inm.md",
    "glossary/inm/2008.md",
]
FILES = [*PAGES, "feed.xml", "exports/SHA256SUMS", "cables/08MEXICO721/cable.json"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("file", FILES)
def test_links_lead_from_file_to_file(page: str, file: str) -> None:
    link = site_links.link(page, file)
    assert link == posixpath.relpath(file, posixpath.dirname(page) or ".")
    assert site_links.link_target(page, link) == (file, "")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("target", PAGES)
def test_links_of_raw_html_lead_from_address_to_address(page: str, target: str) -> None:
    way = posixpath.relpath(site_links.address(target) or ".", site_links.address(page) or ".")
    assert site_links.href(page, target) == f"{way}/"
    assert site_links.href(page, target, "p-1") == f"{way}/#p-1"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("file", FILES)
def test_files_are_reached_from_the_address_of_a_page(page: str, file: str) -> None:
    assert site_links.file_href(page, file) == posixpath.relpath(
        file, site_links.address(page) or "."
    )


def test_a_place_on_the_same_page_is_its_anchor_alone() -> None:
    assert site_links.link("glossary/inm.md", "glossary/inm.md", "uses") == "#uses"
    assert site_links.link("glossary/inm.md", "glossary/inm.md") == "inm.md"


def test_the_page_of_a_section_tells_its_number() -> None:
    mrn = Mrn("08MEXICO721")
    for number in (1, 9, 10, 100, 1234):
        for title in ("SUMMARY", "", "99-BOTTLES", "---"):
            section = Section(title=title, derived=False, heading=None, paras=())
            page = urls.section_page(mrn, number, section)
            assert urls.section_number(mrn, page) == number
    for page in (urls.cable_page(mrn), urls.full_page(mrn), urls.source_page(mrn)):
        assert urls.section_number(mrn, page) is None


@pytest.mark.parametrize(
    ("short", "slug"),
    [
        ("INM", "inm"),
        ("G8", "g8"),
        ("CON", "con="),
        ("2008", "2008"),
        ("G/TIP", "g_tip"),
        ("A&B", "a+b"),
        ("N.A", "n=2e=a"),
        ("PhRMA", "phrma=2"),
        ("É", "=c9="),
    ],
)
def test_a_short_form_has_an_address_of_its_own(short: str, slug: str) -> None:
    assert slugs.term_slug(short) == slug
