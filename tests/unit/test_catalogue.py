"""The catalogue's data: every cable has one row, and its columns say what the cable says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator import pipeline
from generator.model import CuratedGlossary, SiteInfo, Source
from generator.render.catalogue_files import catalogue_files, first_sentence
from generator.render.page_context import PageContext
from tests.cables import cable_text

SALT = "The National Salt Institute (INS) met on March 3, 2008. See 08 LIMA 99."
CABLES = {
    "08LIMA12": cable_text("08LIMA12", SALT, header="TAGS: ECON, PE\n"),
    "08LIMA99": cable_text("08LIMA99", "One.", header="TAGS: PE\n"),
    "07QUITO7": cable_text("07QUITO7", "Two."),
    **{f"09RABAT{n}": cable_text(f"09RABAT{n}", "Three.") for n in range(1, 8)},
}


@pytest.fixture(scope="module")
def files() -> dict[str, Any]:
    return files_of(CABLES)


def files_of(cables: dict[str, str]) -> dict[str, Any]:
    sources = [Source(name=f"{n}.txt", text=text, diagnostics=()) for n, text in cables.items()]
    context = PageContext(pipeline.assemble(sources, CuratedGlossary()), SiteInfo(name="Salt"))
    return {
        page.path.removeprefix("cables/catalogue/"): json.loads(page.text)
        for page in catalogue_files(context)
    }


def test_every_cable_has_one_row_in_the_order_of_dates(files: dict[str, Any]) -> None:
    assert files["index.json"]["rows"] == len(CABLES)
    assert sorted(files["columns-0.json"]["date"]) == files["columns-0.json"]["date"]
    assert {row[0] for row in files["texts-0.json"]} == set(CABLES)
    assert files["texts-0.json"][0][0] == "07QUITO7"


def test_the_values_of_a_facet_belong_to_their_rows(files: dict[str, Any]) -> None:
    columns, names = files["columns-0.json"], files["index.json"]["values"]["tags"]
    values = iter(columns["tags"])
    tags = {
        row[0]: [names[next(values)] for _ in range(count)]
        for row, count in zip(files["texts-0.json"], columns["tags.n"], strict=True)
    }
    assert tags["08LIMA12"] == ["PREL", "ECON", "PE"]
    assert tags["08LIMA99"] == ["PREL", "PE"]
    assert next(values, None) is None


def test_citations_are_counted_in_both_directions(files: dict[str, Any]) -> None:
    columns = files["columns-0.json"]
    row_of = {row[0]: at for at, row in enumerate(files["texts-0.json"])}
    assert columns["cites"][row_of["08LIMA12"]] == 1
    assert columns["cited"][row_of["08LIMA99"]] == 1
    assert sum(columns["cites"]) == sum(columns["cited"]) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The mine closed today. Its owner left.", "The mine closed today."),
        ("Mr. Roe of the U.S. Embassy spoke. Nobody came.", "Mr. Roe of the U.S. Embassy spoke."),
        ("Prices rose by a lot. they fell again", "Prices rose by a lot. they fell again"),
        ("No end", "No end"),
        ("Salt " * 80, f"{'Salt ' * 43}…"),
    ],
)
def test_a_row_shows_the_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_a_few_cables_have_no_catalogue() -> None:
    assert files_of({"07QUITO7": CABLES["07QUITO7"]}) == {}


def test_the_countries_are_those_of_the_posts(files: dict[str, Any]) -> None:
    countries = {"QUITO": "Ecuador", "LIMA": "Peru", "RABAT": "Morocco"}
    assert files["index.json"]["countries"] == countries
