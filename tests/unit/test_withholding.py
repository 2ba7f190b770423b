"""What detectors find, and which sentences ask."""

from __future__ import annotations

import re

import pytest
from phonenumbers.geodata.locale import LOCALE_DATA

from generator import facts, parse_cable
from generator.editions.detectors import countries, detect
from generator.editions.requests import asking_sentences
from generator.model import Detector
from tests.cases import FIXTURES


def lines(name: str) -> list[str]:
    text = (FIXTURES / "editions" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("line", lines("telephones.txt"))
def test_telephone_numbers_are_told_from_other_numbers(line: str) -> None:
    country, sign, text = line.split(" ", 2)
    cable = parse_cable(f"UNCLAS EXAMPLE 000012\n\nTAGS: {country}\nSUBJECT: X\n\n¶1. (U) One.")
    plain = text.replace("[", "").replace("]", "")
    found = " ".join(detect(Detector.TELEPHONE, [plain], cable))
    for marked in re.findall(r"\[(.*?)\]", text):
        assert (marked in found) == (sign == "+"), found


def test_countries_are_those_of_the_tags() -> None:
    text = "UNCLAS SAN JOSE 000012\n\nTAGS: PREL CS XX\nSUBJECT: X\n\n¶1. (U) One."
    assert countries(parse_cable(text)) == ("US", "CR")


@pytest.mark.parametrize(
    ("tag", "country"),
    [
        ("UK", "GB"),
        ("US", ""),
        ("TU", "TR"),
        ("CG", "CD"),
        ("CF", "CG"),
        ("EZ", "CZ"),
        ("TP", "ST"),
        ("KS", "KR"),
        ("XF", ""),
        ("PHUM", ""),
    ],
)
def test_a_geographic_tag_means_a_country(tag: str, country: str) -> None:
    text = f"UNCLAS EXAMPLE 000012\n\nTAGS: PREL {tag}\nSUBJECT: X\n\n¶1. (U) One."
    assert countries(parse_cable(text)) == (("US", country) if country else ("US",))


def test_countries_bear_the_codes_that_the_library_has_for_their_names() -> None:
    """The names are those of the library's own tables, where both write them alike."""
    named: dict[str, str] = {}
    for code, names in LOCALE_DATA.items():
        english = names.get("en", "")
        named[names.get(english[1:], "") if english.startswith("*") else english] = code
    told = {fact.meaning: fact.country for fact in facts.tags().values()}
    alike = {name: named[name] for name in told.keys() & named.keys()}
    assert len(alike) > 200
    assert {name: told[name] for name in alike} == alike


def test_no_country_is_that_of_two_geographic_tags() -> None:
    codes = [f.country for f in facts.tags().values() if f.country and len(f.code) == 2]
    assert {code for code in codes if codes.count(code) > 1} == {"AQ"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("write to J.Doe@example.org.", ["J.Doe@example.org"]),
        ("<a_b-c+d@mail.example.gob.mx>; x@y", ["a_b-c+d@mail.example.gob.mx"]),
        ("at 5 @ 7 o'clock, @home, me@, @example.org", []),
        ("j.doe@ example.org", ["j.doe@ example.org"]),
        ("j.doe@example. org", ["j.doe@example. org"]),
        ("j.doe(at)example.org", ["j.doe(at)example.org"]),
        ("p.o'doe@example.org", ["p.o'doe@example.org"]),
    ],
)
def test_mail_addresses_are_found_whole(text: str, found: list[str]) -> None:
    cable = parse_cable("UNCLAS EXAMPLE 000012\n\nSUBJECT: X\n\n¶1. (U) One.")
    assert list(detect(Detector.EMAIL, [text], cable)) == found


@pytest.mark.parametrize("line", lines("requests.txt"))
def test_sentences_that_ask_are_told_from_others(line: str) -> None:
    sign, _, sentence = line.partition(" ")
    text = f"This goes before. {sentence} That comes behind."
    assert [told for told, _ in asking_sentences(text)] == ([sentence] if sign == "+" else [])


def test_a_sentence_that_asks_twice_is_told_once() -> None:
    text = "Please do not publish this, and please protect the source."
    assert len(list(asking_sentences(text))) == 1
