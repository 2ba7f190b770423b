"""Which places a text names, and what is none: names of people and bodies, words, cable numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator import parse_cable, pipeline
from generator.facts.place_table import place_facts
from generator.model import CuratedGlossary, CuratedPlace, Source
from generator.places.gazetteer import Gazetteer, make_gazetteer
from generator.places.place_mentions import find_places, places_in
from generator.places.post_places import host_country
from tests.cables import cable_text

GAZETTEER = make_gazetteer()


def found(text: str, post: str = "", gazetteer: Gazetteer = GAZETTEER) -> list[tuple[str, str]]:
    """The places in a text: words and key."""
    (places,) = places_in([text], gazetteer, host_country(post, gazetteer))
    return [(text[start:end], key) for start, end, key in places]


def keys(text: str, post: str = "") -> list[str]:
    return [key for _, key in found(text, post)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salt goes from Peru to Mexico City.", ["peru", "mexico-city"]),
        ("SALT GOES FROM PERU TO MEXICO  CITY", ["peru", "mexico-city"]),
        ("the Indian Ocean, the Indian mines", ["indian-ocean", "india"]),
        (
            "Papua New Guinea, Guinea-Bissau, Guinea",
            ["papua-new-guinea", "guinea-bissau", "guinea"],
        ),
        ("THE FRENCH AND THE DUTCH", ["france", "netherlands"]),
        ("the U.S., the UK and the USSR", ["united-states", "united-kingdom", "soviet-union"]),
        ("Viet-Nam and Viet Nam", ["vietnam", "vietnam"]),
        ("salt from Zaire and Ceylon", ["congo-kinshasa", "sri-lanka"]),
        ("Mexico's mines", ["mexico"]),
        ("The Syrians sold salt. It was sold to Syrians.", ["syria"]),
        ("a Peking-Saigon line", ["beijing", "ho-chi-minh-city"]),
        ("ISRAEL, JORDAN AND CHAD; CUBA", ["israel", "jordan", "chad", "cuba"]),
        ("PERU, JORDAN SAUDI ARABIA, AND CHAD", ["peru", "jordan", "saudi-arabia", "chad"]),
        ("PERU, INDIA SALT MINES, AND CUBA QUEZZLED IT", ["peru", "india", "cuba"]),
        ("THE GROUP, ISRAEL QUEZZLED LATER", ["israel"]),
        ("in Jordan Quezzle slept; from Israel Quezzle went", ["jordan", "israel"]),
        ("the German Quezzle", ["germany"]),
        ("in Porto, from Canada Peru went to Porto", ["oporto", "canada", "peru", "oporto"]),
        ("THE CANADA CIDA FUND, RIO OFFICIALS", ["canada", "rio-de-janeiro"]),
        ("A. JORDAN, B. CHAD. U. S. ISRAEL", ["jordan", "chad", "united-states", "israel"]),
    ],
)
def test_places_are_named(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_the_words_are_those_of_the_name() -> None:
    assert found("in the U.S. and in México") == [("U.S.", "united-states"), ("México", "mexico")]


@pytest.mark.parametrize(
    "text",
    [
        "George Washington slept here",
        "MR. JORDAN AND SENATOR CHAD",
        "MR. J. R. JORDAN, DR. A. HOLLAND AND MESSRS. CHAD",
        "the Bank of Japan and the Voice of America",
        "the Washington Post and the New York Times",
        "Radio Havana",
        "the European Commission and the European Union",
        "EMBASSY LONDON HAS NO COMMENT",
        "AS IN LONDON 808 AND BONN 763.",
        "THE FRENCH AMBASSADOR AND UK DEL",
        "INDUS- TRIAL SALT",
        "we eat turkey, nice and china",
        "THEY TOLD US THAT SALT IS DEAR; LET US GO. IT APPEARS TO US. HE NOTED TO US MAY 3 THAT",
        "sold to Turks",
        "7. FOR ROME: PLEASE PASS",
        "THE MALE NURSE WENT READING IN ORANGE",
        "a lima bean and a guinea fowl",
        "HE GOES AND HE GOT THE GOODS",
        "ANN QUEZZLE, ISRAEL QUEZZLE AND JORDAN QUEZZLE",
        "THE MEMBERS ARE:\nISRAEL R. QUEZZLE\nCHAD QUEZZLE",
        "They met Georgia Quezzle, Chad R. Quezzle and Israel Quezzle's brother",
        "Israel Quezzle, Florida Quezzle",
        "in Porto Quezzle, to Rio do Quezzle, from Bahía Quezzle and Cañada del Quezzle",
        "NEAR RIO QUEZZLE AND PORTO QUEZZLE",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert keys(text) == []


@pytest.mark.parametrize(
    ("text", "post", "expected"),
    [
        ("Salt from Oaxaca and Hidalgo", "", []),
        ("Salt from Oaxaca, Mexico", "", ["oaxaca", "mexico"]),
        ("Salt from Oaxaca", "MEXICO", ["oaxaca"]),
        ("Mr. Salt met Hidalgo", "MEXICO", []),
        ("A mine in Hidalgo", "MEXICO", ["hidalgo"]),
        ("the State of Hidalgo", "MEXICO", ["hidalgo"]),
        ("Oaxaca, Hidalgo and Sonora", "MEXICO", ["oaxaca", "hidalgo", "sonora"]),
        ("from Hidalgo, Mexico", "", ["hidalgo", "mexico"]),
        ("Peru, Hidalgo and Smith", "MEXICO", ["peru"]),
        ("A mine in Hidalgo's view", "MEXICO", []),
        ("Salt from Oaxaca", "LIMA", []),
        ("Ann Oaxaca sold salt", "MEXICO", []),
        ("In Oaxaca and northern Oaxaca and North Oaxaca", "MEXICO", ["oaxaca"] * 3),
    ],
)
def test_less_known_names_need_their_country(text: str, post: str, expected: list[str]) -> None:
    assert keys(text, post) == expected


@pytest.mark.parametrize(
    ("text", "post", "expected"),
    [
        ("THE GOI AGREED", "NEWDELHI", ["india"]),
        ("THE GOI AGREED", "ROME", ["italy"]),
        ("THE GOI AGREED", "", []),
        ("The GoCR agreed", "SANJOSE", ["costa-rica"]),
        ("Italy asked and the GOI agreed", "STATE", ["italy", "italy"]),
        ("Italy asked India and the GOI agreed", "STATE", ["italy", "india"]),
    ],
)
def test_governments_stand_for_their_country(text: str, post: str, expected: list[str]) -> None:
    assert keys(text, post) == expected


@pytest.mark.parametrize(
    ("text", "post", "expected"),
    [
        ("Peanuts from Georgia", "", []),
        ("Peanuts from Atlanta, Georgia", "", ["atlanta"]),
        ("Wine from Georgia and Armenia", "", ["georgia", "armenia"]),
        ("Wine from Georgia", "TBILISI", ["georgia"]),
        ("Georgian wine of Georgia", "", ["georgia", "georgia"]),
    ],
)
def test_georgia_is_a_country_among_its_neighbours(
    text: str, post: str, expected: list[str]
) -> None:
    assert keys(text, post) == expected


@pytest.mark.parametrize(
    "text",
    ["THE US POSITION IS KNOWN", "US-SOVIET TALKS", "US EXPORTS ROSE", "The US and Peru met"],
)
def test_us_as_a_country(text: str) -> None:
    assert keys(text)[0] == "united-states"


def test_mentions_have_their_place_in_the_cable() -> None:
    cable = parse_cable(cable_text("08LIMA12", "One.", "Salt from Cuzco and the\nUnited States."))
    cuzco, states = find_places(cable, GAZETTEER)
    assert (cuzco.key, cuzco.place.anchor, cuzco.words) == ("cuzco", "p-2", "Cuzco")
    text = cable.paras[1].blocks[0].text
    assert text[states.place.start : states.place.end].split() == ["United", "States"]
    assert states.words == "United States"


CUZCO = CuratedPlace(
    key="cuzco",
    name="Cusco",
    also=("Qosqo",),
    within=None,
    latitude=None,
    longitude=None,
    is_hidden=False,
)


def test_editors_add_rename_and_hide() -> None:
    mine = replace(CUZCO, key="salt-mine", name="Grey Salt Mine", also=(), within="peru")
    gazetteer = make_gazetteer((CUZCO, mine, replace(CUZCO, key="lima", is_hidden=True)))
    text = "Qosqo, Cuzco, the Grey Salt Mine and Lima"
    assert [key for _, key in found(text, "LIMA", gazetteer)] == ["cuzco", "cuzco", "salt-mine"]
    assert gazetteer.places["cuzco"].name == "Cusco"
    assert gazetteer.places["salt-mine"].country == "Peru"


def test_a_person_is_no_place() -> None:
    text = "The Foreign Minister, Ann Jordan, met Jordan officials."
    source = Source(name="a.txt", text=cable_text("08LIMA12", "One.", text), diagnostics=())
    entities = pipeline.assemble([source], CuratedGlossary()).entities
    (jordan,) = (e for e in entities if e.profile.id == "place/jordan")
    assert [mention.place.start for _, mention in jordan.mentions] == [text.rindex("Jordan")]


def test_the_table_is_whole() -> None:
    facts = place_facts()
    assert len(facts) > 5000
    for key, fact in facts.items():
        assert fact.source, key
        assert fact.rule in {"", "near", "cue"}, key
        assert not fact.within or facts[fact.within].within == "", key
        assert fact.rule == "" or fact.within, key
        assert (fact.latitude is None) == (fact.longitude is None), key
