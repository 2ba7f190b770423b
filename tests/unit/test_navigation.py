"""The navigation names a list only where the collection has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.disk import packaged_templates
from generator.mkdocs_build.navigation import present_entries
from generator.model import CuratedGlossary, SiteInfo, Source
from generator.render import urls
from generator.render.optional_lists import OPTIONAL_LISTS, absent_lists
from generator.render.page_context import PageContext
from generator.render.units import render_corpus
from tests.cables import cable_text

ABSENT = {"b.md", "c.md"}

STAMPED = "RELEASE IN PART B6\nUNCLASSIFIED U.S. Department of State Case No. F-2014-00001 Doc No. "


@pytest.mark.parametrize(
    ("entries", "left"),
    [
        (["a.md", "b.md"], ["a.md"]),
        ([{"A": "a.md"}, {"B": "b.md"}], [{"A": "a.md"}]),
        ([{"Lists": [{"B": "b.md"}, "c.md"]}, "a.md"], ["a.md"]),
        ([{"Lists": [{"A": "a.md"}, "c.md"]}], [{"Lists": [{"A": "a.md"}]}]),
        ([{"Elsewhere": "https://example.org/b.md"}], [{"Elsewhere": "https://example.org/b.md"}]),
    ],
)
def test_entries_of_absent_pages_are_left_out(entries: list[Any], left: list[Any]) -> None:
    assert present_entries(entries, ABSENT) == left


@pytest.mark.parametrize("text", [cable_text("08LIMA12", "One."), None])
def test_a_list_is_absent_where_it_has_no_page(text: str | None) -> None:
    archived = f"{STAMPED}C05000001 Date: 06/30/2014\n{cable_text('08LIMA12', '[B6] One.')}"
    source = Source(name="08LIMA12.txt", text=text or archived, diagnostics=())
    corpus = pipeline.assemble([source], CuratedGlossary())
    info = SiteInfo(name="Salt")
    templates = {p.name: p.read_text("utf-8") for p in (packaged_templates() / "pages").iterdir()}
    pages = {page.path for page in render_corpus(corpus, templates, info)}
    absent = absent_lists(PageContext(corpus, info))
    assert absent == OPTIONAL_LISTS.keys() - pages
    assert (urls.ARCHIVE_NUMBERS in absent) is (text is not None)


def _leaves(entries: list[dict[str, Any]]) -> Iterator[str]:
    """The pages of entries at any depth."""
    for entry in entries:
        for value in entry.values():
            yield from _leaves(value) if isinstance(value, list) else [value]


@pytest.mark.parametrize("folder", [Path("."), Path("templates/workspace")])
def test_the_settings_name_every_list(folder: Path) -> None:
    settings = (Path(__file__).parents[2] / folder / "mkdocs.yml").read_text(encoding="utf-8")
    nav = settings[settings.index("nav:") : settings.index("theme:")]
    assert OPTIONAL_LISTS.keys() <= set(_leaves(yaml.safe_load(nav)["nav"]))
