"""`content/curated/places.yml`: its entries, its faults, and the names that editors may decide."""

from __future__ import annotations

import pytest

from generator import parse_cable
from generator.curated.curated_places import read_places
from generator.errors import ReftelError
from generator.places.doubtful_names import doubtful_names
from generator.places.gazetteer import make_gazetteer
from tests.cables import cable_text

FILE = "content/curated/places.yml"

ENTRIES = """
places:
  - place: mexico-city
    also: [Distrito Federal]
  - {place: grey-salt-mine, name: Grey Salt Mine, within: peru, latitude: -12.1, longitude: -77}
  - place: almirante
    hide: true
"""


def test_entries_are_read() -> None:
    city, mine, hidden = read_places(ENTRIES, FILE)
    assert (city.key, city.name, city.also) == ("mexico-city", None, ("Distrito Federal",))
    assert (mine.name, mine.within, mine.latitude, mine.longitude) == (
        "Grey Salt Mine",
        "peru",
        -12.1,
        -77.0,
    )
    assert (hidden.key, hidden.is_hidden) == ("almirante", True)
    assert read_places("", FILE) == ()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("- name: X", "places.yml:2: 'place' is missing"),
        ("- place: Lima", "places.yml:2: invalid place 'Lima': write the last part"),
        ("- place: lima", "places.yml:2: this entry says nothing: add 'name'"),
        ("- place: salt-mine\n    also: [Mine]", "places.yml:2: unknown place 'salt-mine'"),
        ("- {place: lima, name: Lima, within: peru}", "places.yml:2: 'within' is for new places"),
        ("- {place: mine, name: Mine, within: nowhere}", "2: unknown country 'nowhere'"),
        ("- {place: mine, name: Mine, within: lima}", "2: unknown country 'lima'"),
        ("- {place: lima, latitude: 12}", "'latitude' and 'longitude' belong together"),
        ("- {place: lima, latitude: 91, longitude: 1}", "invalid latitude '91': write degrees"),
        ("- {place: lima, also: [Bonn]}", "'Bonn' already names the place 'bonn'"),
        ("- {place: lima, also: [X]}", "invalid name 'X': expected 3 letters or more"),
        ("- {place: lima, nam: X}", "places.yml:2: unknown field 'nam': did you mean 'name'?"),
        ("- {place: lima, hide: perhaps}", "'hide' must be true or false"),
        (
            "- {place: lima, hide: true}\n  - {place: lima, also: [City]}",
            "3: the entry on line 2 is about the same place",
        ),
    ],
)
def test_faults_have_their_line(entry: str, message: str) -> None:
    with pytest.raises(ReftelError) as fault:
        read_places(f"places:\n  {entry}\n", FILE)
    assert message in str(fault.value)


def test_names_that_are_left_open() -> None:
    text = "Hidalgo sold salt, as Hidalgo does, to Mexico and to Peru."
    cable = parse_cable(cable_text("08LIMA12", text, "He is in Lima."))
    (hidalgo,) = doubtful_names([cable], make_gazetteer())
    assert (hidalgo.words, hidalgo.keys, hidalgo.count) == ("Hidalgo", ("hidalgo",), 2)
    entry = read_places("places: [{place: hidalgo, also: [Hidalgo State]}]", FILE)
    assert doubtful_names([cable], make_gazetteer(entry)) == []
