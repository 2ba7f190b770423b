"""What detectors find, and which sentences ask."""

from __future__ import annotations

import re

import pytest
from phonenumbers.geodata.locale import LOCALE_DATA

from generator import facts, parse_cable
from generator.editions.detectors import countries, detect
from generator.editions.requests import asking_sentences
from generator.model import Cable, Detector
from tests.cases import FIXTURES
from tests.contacts import contacts, fault


def lines(name: str) -> list[str]:
    text = (FIXTURES / "editions" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def unescaped(text: str) -> str:
    """A line of a fixture with the characters that it writes as escapes."""
    escape = re.compile(r"\\u([0-9a-f]{4})|\\n|\\t")
    plain = {"\\n": "\n", "\\t": "\t"}
    return escape.sub(lambda match: plain.get(match[0]) or chr(int(match[1], 16)), text)


def withheld(detector: Detector, text: str, regions: tuple[str, ...] = ("US",)) -> list[str]:
    return [text[start:end] for start, end in detect(detector, text, regions)]


def of_tags(codes: str) -> Cable:
    return parse_cable(f"UNCLAS EXAMPLE 000012\n\nTAGS: {codes}\nSUBJECT: X\n\n¶1. (U) One.")


@pytest.mark.parametrize("line", lines("telephones.txt"))
def test_telephone_numbers_are_told_from_other_numbers(line: str) -> None:
    country, sign, text = line.split(" ", 2)
    text = unescaped(text)
    marked = re.findall(r"\[(.*?)\]", text, re.DOTALL)
    plain = text.replace("[", "").replace("]", "")
    expected = marked if sign == "+" else []
    assert withheld(Detector.TELEPHONE, plain, countries(of_tags(country))) == expected


@pytest.mark.parametrize("line", lines("emails.txt"))
def test_mail_addresses_are_told_from_other_text(line: str) -> None:
    sign, text = unescaped(line).split(" ", 1)
    marked = re.findall("«(.*?)»", text, re.DOTALL)
    plain = text.replace("«", "").replace("»", "")
    assert withheld(Detector.EMAIL, plain) == (marked if sign == "+" else [])


def test_countries_are_those_of_the_tags() -> None:
    assert countries(of_tags("PREL CS XX")) == ("US", "CR")


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
    assert countries(of_tags(f"PREL {tag}")) == (("US", country) if country else ("US",))


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


def test_contacts_of_invented_cables_are_withheld() -> None:
    found = [(contact, told) for contact in contacts(150, seed=1) if (told := fault(contact))]
    assert not found, found[0]


def test_contacts_that_resemble_the_header_are_withheld() -> None:
    found = [
        (contact, told) for contact in contacts(50, seed=2, own=True) if (told := fault(contact))
    ]
    assert not found, found[0]


@pytest.mark.parametrize("line", lines("requests.txt"))
def test_sentences_that_ask_are_told_from_others(line: str) -> None:
    sign, _, sentence = line.partition(" ")
    text = f"This goes before. {sentence} That comes behind."
    assert [told for told, _ in asking_sentences(text)] == ([sentence] if sign == "+" else [])


def test_a_sentence_that_asks_twice_is_told_once() -> None:
    text = "Please do not publish this, and please protect the source."
    assert len(list(asking_sentences(text))) == 1
