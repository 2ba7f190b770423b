"""Reads `content/curated/places.yml`: what editors say about the places that cables name.

places:
  - place: mexico-city
    name: Mexico City
    also: [Distrito Federal]
  - place: grey-salt-mine
    name: Grey Salt Mine
    within: peru
    latitude: -12.1
    longitude: -77.0
  - place: almirante
    hide: true
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.curated.yaml_fields import Faults, YamlEntry, quoted, read_entry
from generator.facts.place_table import place_facts
from generator.model import CuratedPlace
from generator.places.gazetteer import make_gazetteer, name_words

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The name of a place in addresses: lower-case letters and digits, with hyphens between."""

LONGEST = 80
"""The most characters of a key or name."""

SHORTEST_NAME = 3
"""The fewest letters of a name: shorter ones are abbreviations of many things."""


def read_places(text: str, file: str) -> tuple[CuratedPlace, ...]:
    """The entries in `text`; messages name the `file`.

    Raises `ReftelError` with all faults, each with file and line.
    """
    top, faults = read_entry(text, file)
    entries = [(e, _place(e)) for e in top.entries("places")]
    top.check_unknown_fields()
    places = [(entry, place) for entry, place in entries if place is not None]
    _check_twice([(entry.line, place) for entry, place in places], faults)
    for entry, place in places:
        _check_names(entry, place)
    faults.raise_if_any()
    return tuple(place for _, place in places)


def _place(entry: YamlEntry) -> CuratedPlace | None:
    key, name, within = entry.text("place", required=True), entry.text("name"), entry.text("within")
    also = tuple(words for words, _ in entry.texts("also"))
    latitude, longitude = _degrees(entry, "latitude", 90), _degrees(entry, "longitude", 180)
    is_hidden = entry.flag("hide")
    entry.check_unknown_fields()
    add = entry.faults.add
    if key is not None and not (KEY.fullmatch(key) and len(key) <= LONGEST):
        add(
            entry.line,
            f"invalid place {quoted(key)}: write the last part of the address of the place's page, "
            "as in 'mexico-city'.",
        )
        key = None
    if (latitude is None) != (longitude is None):
        add(entry.line, "'latitude' and 'longitude' belong together: give both or neither.")
    if key is None:
        return None
    _check_fields(entry, key, name, within, says=bool(name or also or is_hidden or latitude))
    return CuratedPlace(
        key=key,
        name=name,
        also=also,
        within=within,
        latitude=latitude,
        longitude=longitude,
        is_hidden=is_hidden,
    )


def _check_fields(
    entry: YamlEntry, key: str, name: str | None, within: str | None, *, says: bool
) -> None:
    """A new place has a name, a place of the table no country; every entry says something."""
    add = entry.faults.add
    known = place_facts()
    if not says:
        add(
            entry.line,
            "this entry says nothing: add 'name', 'also', 'latitude' and 'longitude', or "
            "'hide: true'.",
        )
    elif key not in known and name is None:
        add(entry.line, f"unknown place {quoted(key)}: add 'name' for a new place, or correct it.")
    if within is not None and key in known:
        add(entry.line, "'within' is for new places only: remove it.")
    elif within is not None and (within not in known or known[within].within):
        add(
            entry.line,
            f"unknown country {quoted(within)}: write the last part of the address of its page.",
        )


def _degrees(entry: YamlEntry, name: str, most: int) -> float | None:
    """A latitude or longitude; what is wrong with it is added to the faults."""
    text = entry.text(name)
    if text is None:
        return None
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{1,6})?", text) and abs(float(text)) <= most:
        return float(text)
    entry.faults.add(
        entry.line,
        f"invalid {name} {quoted(text)}: write degrees from -{most} to {most}, as in '-12.1'.",
    )
    return None


def _check_names(entry: YamlEntry, place: CuratedPlace) -> None:
    """A name has enough letters, and does not always name another place."""
    gazetteer = make_gazetteer()
    for name in (*filter(None, [place.name]), *place.also):
        words = name_words(name)
        if len(name) > LONGEST or not name.isprintable() or len("".join(words)) < SHORTEST_NAME:
            entry.faults.add(
                entry.line,
                f"invalid name {quoted(name)}: expected {SHORTEST_NAME} letters or more, and at "
                f"most {LONGEST} characters.",
            )
            continue
        others = [
            key
            for key in gazetteer.names.get(words, ())
            if key != place.key and not gazetteer.places[key].fact.rule
        ]
        if others:
            entry.faults.add(
                entry.line, f"{quoted(name)} already names the place '{others[0]}': remove it here."
            )


def _check_twice(places: Sequence[tuple[int, CuratedPlace]], faults: Faults) -> None:
    """A place has one entry only."""
    lines: dict[str, int] = {}
    for line, place in places:
        before = lines.setdefault(place.key, line)
        if before != line:
            faults.add(
                line, f"the entry on line {before} is about the same place: remove one of the two."
            )
