"""The people of one cable: header forms, surnames repeated, vetting lists, the Ambassador."""

from __future__ import annotations

import pytest

from generator import parse_cable
from generator.model import CablePerson
from generator.people.recognition import find_people


def people(
    text: str, signature: str = "", *, mrn: str = "08LIMA12", passing: str = "", above: str = ""
) -> dict[str, CablePerson]:
    """The people of an invented cable, by name."""
    post = mrn[2:].rstrip("0123456789")
    source = (
        f"{above}R 112219Z MAR {mrn[:2]}\nFM AMEMBASSY {post}\nTO SECSTATE WASHDC\n"
        f"UNCLAS {post} {mrn[2 + len(post) :]}\n\n{passing}\nE.O. 12958: N/A\n"
        f"TAGS: PREL, OVIP (OLMAR, INES)\nSUBJECT: EXAMPLE\n\n{text}\n\n{signature}\n"
    )
    return {person.name: person for person in find_people(parse_cable(source, name=mrn))}


def forms(person: CablePerson) -> list[str]:
    """The form of each mention."""
    return [mention.form.value for mention in person.mentions]


def test_a_surname_again_is_the_same_person() -> None:
    text = "1. Tomas Quintarejo came. Quintarejo's staff left.\n\n2. Minister Quintarejo stayed."
    person = people(text)["Tomas Quintarejo"]
    assert forms(person) == ["given name and surname", "name repeated", "title and name"]
    assert person.offices == ("Minister",)


def test_a_surname_of_two_is_nobodys() -> None:
    text = "1. Tomas Quintarejo met Rosa Quintarejo. Quintarejo spoke."
    found = people(text)
    assert [forms(found[name]) for name in ("Tomas Quintarejo", "Rosa Quintarejo")] == [
        ["given name and surname"],
        ["given name and surname"],
    ]


def test_a_wife_is_not_her_husband() -> None:
    text = "1. PRESIDENT ZALDUNARI SPOKE. MRS. ZALDUNARI DISAGREED."
    source = "UNCLAS LIMA 12\n\nSUBJECT: EXAMPLE\n\n" + text
    assert [forms(p) for p in find_people(parse_cable(source))] == [
        ["title and name"],
        ["title and name"],
    ]


def test_the_tags_line_names_a_person() -> None:
    assert forms(people("1. Nothing.")["INES OLMAR"]) == ["TAGS line"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("STATE FOR AMBASSADOR ZALDUNARI", "ZALDUNARI"),
        ("STATE FOR WHA, ATTN: TOMAS ZALDUNARI", "TOMAS ZALDUNARI"),
    ],
)
def test_routing_lines_name_people(line: str, name: str) -> None:
    assert forms(people("1. Nothing.", passing=line + "\n")[name]) == ["routing line"]


@pytest.mark.parametrize("signature", ["QUINTAREJO", "Quintarejo", "VAN DER QUINT", "O'QUINT"])
def test_a_signature_is_a_person(signature: str) -> None:
    person = people("1. Nothing happened here.", signature)[signature]
    assert forms(person) == ["signature"]
    assert person.is_official


def test_a_signature_is_nobody_of_the_text_without_a_title() -> None:
    found = people("1. Esperanza Aguirre spoke. Aguirre left.", "AGUIRRE", mrn="08MADRID12")
    assert forms(found["AGUIRRE"]) == ["signature"]
    assert found["AGUIRRE"].holder == "aguirre-eduardo"
    assert found["Esperanza Aguirre"].holder is None
    titled = people("1. Ambassador Aguirre spoke.", "AGUIRRE", mrn="08MADRID12")
    assert forms(titled["AGUIRRE"]) == ["signature", "title and name"]


def test_a_surname_beside_another_name_is_another_persons() -> None:
    found = people("1. Minister Adhemo Zaldunari spoke. Vanova Zaldunari and Adhemo Quinova left.")
    assert forms(found["Adhemo Zaldunari"]) == ["title and name"]


@pytest.mark.parametrize(
    "words", ["San Sebastino", "Puerto Sebastino", "Karl_Sebastino", "Sebastino@example.org"]
)
def test_a_place_or_an_address_repeats_no_surname(words: str) -> None:
    found = people(f"1. Minister Miguel Sebastino spoke. See {words} for more.")
    assert forms(found["Miguel Sebastino"]) == ["title and name"]


def test_a_president_is_not_a_namesake_among_the_aides() -> None:
    found = people("1. President Zaldunari and Cabinet Aide Vidal Zaldunari, a cousin, spoke.")
    assert found["Zaldunari"].offices == ("President",)
    assert forms(found["Vidal Zaldunari"]) == ["title and name"]


def test_who_classified_a_cable() -> None:
    source = (
        "C O N F I D E N T I A L LIMA 000012\n\nE.O. 12958: DECL: 01/31/2018\nTAGS: PREL\n"
        "SUBJECT: EXAMPLE\n\nClassified By: DCM Tomas Quintarejo, reason 1.4 (b).\n\n1. (C) Text.\n"
    )
    (person,) = find_people(parse_cable(source))
    assert forms(person) == ["classified by"]
    assert (person.name, person.is_official) == ("Tomas Quintarejo", True)


def test_a_list_to_be_vetted_names_nobody() -> None:
    text = (
        "1. Post requests vetting.\n\n2. LTC Zaldunari, DOB: 1 May 1970\n\n"
        "3. LTC Quintarejo, DOB: 2 May 1970\n\n4. Contact is Inga Saltmarsh."
    )
    assert {*people(text)} == {"INES OLMAR", "Inga Saltmarsh"}


def test_the_ambassador_is_who_led_the_post() -> None:
    found = people("1. The Ambassador called. Then the Ambassador left.", mrn="08MADRID12")
    person = found["Eduardo Aguirre"]
    assert forms(person) == ["office", "office"]
    assert person.holder == "aguirre-eduardo"


@pytest.mark.parametrize(
    "text",
    [
        "1. The Ambassador met the French Ambassador. Then the Ambassador left.",
        "1. The Ambassador to Exampland called.",
        "1. The Ambassador and Ambassador Zaldunari called.",
        "1. An Ambassador called.",
    ],
)
def test_another_ambassador_may_be_meant(text: str) -> None:
    assert "Eduardo Aguirre" not in people(text, mrn="08MADRID12")


def test_columns_name_nobody() -> None:
    text = "1. Table:\n\nMinister      Zaldunari     12\nMinister      Quintarejo    14\n"
    assert {*people(text)} == {"INES OLMAR"}


def in_capitals(text: str) -> list[tuple[str, list[str]]]:
    """The people of a text in capitals, and the forms of their mentions."""
    source = "UNCLAS LIMA 12\n\nSUBJECT: EXAMPLE\n\n1. " + text
    return [(person.name, forms(person)) for person in find_people(parse_cable(source))]


@pytest.mark.parametrize("other", [", WALDEK ZALDUNARI AND", ", WALDO ZALDUNARI,"])
def test_a_surname_behind_a_given_name_of_no_table_is_another_persons(other: str) -> None:
    text = f"TOMAS ZALDUNARI, INES QUINTAREJO{other} PEDRO OLMARRAGA SPOKE."
    assert in_capitals(text)[0] == ("TOMAS ZALDUNARI", ["given name and surname"])


def test_words_of_a_sentence_run_together_are_no_surname() -> None:
    (person,) = in_capitals(
        "MR. ZALDUNARI ALSOSAID THAT TALKS GO ON. GENERAL ZALDUNARI ATTHIS TIME."
    )
    assert person == ("ZALDUNARI", ["title and name", "title and name"])


def test_two_offices_of_one_surname_are_two_people() -> None:
    found = people("1. Foreign Minister Ines Zaldunari met President Zaldunari.")
    assert [*found] == ["INES OLMAR", "Ines Zaldunari", "Zaldunari"]
    heads = people("1. President Ines Zaldunari spoke. Prime Minister Zaldunari left.")
    assert [*heads] == ["INES OLMAR", "Ines Zaldunari"]


def test_a_former_president_is_not_the_president() -> None:
    source = "UNCLAS LIMA 12\n\nSUBJECT: EXAMPLE\n\n1. "
    text = "Former Peruvian President Zaldunari met President Zaldunari. Zaldunari spoke."
    first, second = find_people(parse_cable(source + text))
    assert (forms(first), forms(second)) == (["title and name"], ["title and name"])
