"""What detectors find, and which sentences ask."""

from __future__ import annotations

import re

import pytest

from generator import parse_cable
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
    found = " ".join(detect(Detector.TELEPHONE, plain, cable))
    for marked in re.findall(r"\[(.*?)\]", text):
        assert (marked in found) == (sign == "+"), found


def test_countries_are_those_of_the_tags() -> None:
    text = "UNCLAS SAN JOSE 000012\n\nTAGS: PREL CS XX\nSUBJECT: X\n\n¶1. (U) One."
    assert countries(parse_cable(text)) == ("US", "CR")


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
    assert list(detect(Detector.EMAIL, text, cable)) == found


@pytest.mark.parametrize("line", lines("requests.txt"))
def test_sentences_that_ask_are_told_from_others(line: str) -> None:
    sign, _, sentence = line.partition(" ")
    text = f"This goes before. {sentence} That comes behind."
    assert [told for told, _ in asking_sentences(text)] == ([sentence] if sign == "+" else [])


def test_a_sentence_that_asks_twice_is_told_once() -> None:
    text = "Please do not publish this, and please protect the source."
    assert len(list(asking_sentences(text))) == 1
