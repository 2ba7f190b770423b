"""An edition that withholds less than the site that stands is not published unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.editions.edition_settings import PREDEFINED
from generator.errors import ReftelError
from generator.model import Edition, Reason, Tally
from generator.release.acceptance import check_accepted
from generator.release.manifest import MANIFEST, Provenance, write_manifest
from tests.editions import rules

PUBLIC = PREDEFINED["public"]
RULES = rules("""
rules:
  - {id: names, reason: security, note: A note., names: [Ada Specimen, Dan Specimen]}
  - {id: places, reason: security, note: A note., passages: [Casa Example]}
""").rules


def tallies(**passages: int) -> tuple[Tally, ...]:
    return tuple(
        Tally(rule=rule, kind="name", reason=Reason.SECURITY, note="", passages=number, cables=1,
              words=1)
        for rule, number in passages.items()
    )  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    withheld = {"names": 5, "places": 2, "detector-email": 1}
    write_manifest(tmp_path, Provenance(edition="public", inputs=(), unnamed=0, withheld=withheld))
    return tmp_path


def whole(now: tuple[Tally, ...]) -> dict[tuple[str, str], int]:
    """Hits in which each item of a rule with notices hit once."""
    hitting = {tally.rule for tally in now if tally.passages}
    return {(r.id, key): 1 for r in RULES if r.id in hitting for _, key in r.items}


def losses(
    site: Path,
    now: tuple[Tally, ...],
    hits: dict[tuple[str, str], int] | None = None,
    edition: Edition = PUBLIC,
) -> list[str]:
    try:
        check_accepted(site, edition, now, RULES, whole(now) if hits is None else hits)
    except ReftelError as error:
        lines = str(error).splitlines()
        assert lines[0].startswith(f"this build withholds less than the site in {site}")
        named = "" if edition.name == "public" else f" --edition {edition.name}"
        assert lines[-1].endswith(f"intended, run: reftel build{named} --accept.")
        return [line.strip() for line in lines[1:-1]]
    return []


SAME = tallies(names=5, places=2) + tallies(**{"detector-email": 1})


def test_as_much_or_more_is_accepted(site: Path) -> None:
    assert losses(site, SAME) == []
    assert losses(site, (*tallies(names=9, places=2, more=1), *SAME[2:])) == []


def test_a_first_site_and_one_of_an_earlier_version_are_compared_with_nothing(
    tmp_path: Path,
) -> None:
    assert losses(tmp_path, ()) == []
    assert losses(tmp_path / "missing", ()) == []
    (tmp_path / MANIFEST).write_text('{"schema": 1, "edition": "public"}', encoding="utf-8")
    assert losses(tmp_path, ()) == []


def test_rules_and_detectors_that_are_gone_are_named(site: Path) -> None:
    assert losses(site, tallies(names=5)) == [
        "the rule 'places' is gone; it matched 2 places",
        "the rule 'detector-email' is gone; it matched 1 place",
    ]


def test_a_rule_that_no_longer_hits_is_named(site: Path) -> None:
    now = (*tallies(names=0, places=2), *SAME[2:])
    assert losses(site, now) == ["the rule 'names' matched 5 places, and now matches none"]
    # Another rule may be told at the same places: the words are withheld all the same.
    assert losses(site, now, {("names", "Ada Specimen"): 1, ("names", "Dan Specimen"): 1}) == []


def test_a_rule_takes_the_place_of_a_detector(site: Path) -> None:
    assert losses(site, tallies(**{"names": 5, "places": 3, "detector-email": 0})) == []


def test_an_item_that_no_longer_hits_is_named_where_its_rule_hits_less(site: Path) -> None:
    now = (*tallies(names=3, places=2), *SAME[2:])
    assert losses(site, now, {("names", "Ada Specimen"): 3, ("places", "Casa Example"): 2}) == [
        "name 2 of the rule 'names' matches nothing, and the rule matches 3 places instead of 5"
    ]
    both = {("names", "Ada Specimen"): 2, ("names", "Dan Specimen"): 1}
    assert losses(site, now, both) == []


def test_another_edition_in_its_place_is_named(site: Path) -> None:
    (first, *_) = losses(site, (), edition=PREDEFINED["internal"])
    assert first == "it is the edition 'public', and 'internal' would replace it"


def test_a_damaged_manifest_stops_the_build(site: Path) -> None:
    (site / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(ReftelError, match="publish without a comparison: reftel build --accept"):
        check_accepted(site, PUBLIC, SAME, RULES, whole(SAME))
