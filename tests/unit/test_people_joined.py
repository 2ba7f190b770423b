"""The people of a collection: who is one, addresses, what editors decide, what an edition lists."""

from __future__ import annotations

import pytest

from generator import parse_cable
from generator.curated.curated_people import read_people
from generator.errors import ReftelError
from generator.model import Entity, Mrn
from generator.people.doubtful import people_to_check
from generator.people.edition_people import people_of_edition
from generator.people.joining import NamedInCable
from generator.people.recognition import find_people
from generator.pipeline.naming import without_withheld

FILE = "content/curated/people.yml"


def cable(mrn: str, day: str, text: str, signature: str = "") -> list[NamedInCable]:
    """The people of an invented cable."""
    year, post, number = mrn[:2], mrn[2:].rstrip("0123456789"), mrn.lstrip("0123456789")
    number = number.removeprefix(post)
    source = (
        f"R {day} {year}\nFM AMEMBASSY {post}\nTO SECSTATE WASHDC\nUNCLAS {post} {number}\n\n"
        f"E.O. 12958: N/A\nTAGS: PREL\nSUBJECT: EXAMPLE\n\n1. {text}\n\n{signature}\n"
    )
    parsed = parse_cable(source, name=mrn)
    assert parsed.id == mrn
    return [
        NamedInCable(Mrn(mrn), parsed.header.iso_date, position, person)
        for position, person in enumerate(find_people(parsed))
    ]


def listed(
    *cables: list[NamedInCable], curated: str = "", officials_only: bool = False, hidden: str = "-"
) -> dict[str, Entity]:
    """The people by key."""
    people = people_of_edition(
        [member for members in cables for member in members],
        read_people(curated, FILE) if curated else (),
        officials_only=officials_only,
    )
    shown = without_withheld(people, lambda text: hidden in text)
    return {person.profile.key: person for person in shown}


LIMA = cable(
    "08LIMA12", "112219Z MAR", "Foreign Minister Zaldunari met Tomas Quintarejo. He thanked her."
)
LATER = cable("08LIMA40", "012219Z JUN", "Foreign Minister Ines Zaldunari spoke.")
ELSEWHERE = cable("08QUITO7", "012219Z JUN", "Foreign Minister Zaldunari spoke.")
MUCH_LATER = cable("20LIMA3", "012219Z JUN", "Foreign Minister Zaldunari spoke.")


def test_a_surname_and_an_office_at_one_post_are_one_person() -> None:
    people = listed(LIMA, LATER)
    assert [*people] == ["ines-zaldunari-lima", "tomas-quintarejo-lima"]
    assert people["ines-zaldunari-lima"].cables == {"08LIMA12", "08LIMA40"}


def test_another_post_or_another_time_is_another_person() -> None:
    assert [*listed(LATER, ELSEWHERE, MUCH_LATER)] == [
        "ines-zaldunari-lima",
        "zaldunari-foreign-minister-lima",
        "zaldunari-foreign-minister-quito",
    ]


def test_two_full_names_in_one_office_are_two_people() -> None:
    other = cable("08LIMA50", "022219Z JUN", "Foreign Minister Rosa Zaldunari spoke.")
    people = listed(LIMA, LATER, other)
    assert {"ines-zaldunari-lima", "rosa-zaldunari-lima", "zaldunari-foreign-minister-lima"} <= {
        *people
    }


@pytest.mark.parametrize(
    "words",
    [
        "Former President Zaldunari",
        "Council President Zaldunari",
        "SLT President Zaldunari",
        "President of the Salt Council Zaldunari",
    ],
)
def test_an_office_that_is_not_the_states_joins_no_surnames(words: str) -> None:
    head = cable("08LIMA51", "022219Z JUN", "Peruvian President Zaldunari called.")
    other = cable("08LIMA52", "032219Z JUN", f"{words} called.")
    assert len(listed(head, other)) == 2
    again = cable("08LIMA53", "042219Z JUN", "President Zaldunari called.")
    assert len(listed(head, again)) == 1
    same = cable("08LIMA54", "052219Z JUN", f"{words} called.")
    assert len(listed(other, same)) == (2 if words.startswith("Former") else 1)


def test_a_rank_joins_no_full_names_of_two_posts() -> None:
    one = cable("08LIMA51", "022219Z JUN", "General Tomas Quintarejo called.")
    two = cable("08QUITO52", "032219Z JUN", "General Tomas Quintarejo called.")
    assert [*listed(one, two)] == ["tomas-quintarejo-lima", "tomas-quintarejo-quito"]


def test_other_initials_are_another_person() -> None:
    one = cable("08LIMA51", "022219Z JUN", "We met Tomas A. Quintarejo.")
    two = cable("08LIMA52", "032219Z JUN", "We met Tomas B. Quintarejo.")
    both = cable("08LIMA53", "042219Z JUN", "Tomas A. Quintarejo met Tomas B. Quintarejo.")
    assert len(listed(one, two)) == 2
    assert len(listed(both)) == 2
    neither = cable("08LIMA54", "052219Z JUN", "We met Tomas Quintarejo.")
    assert len(listed(one, neither)) == 1


def test_an_address_of_several_people_leads_to_all() -> None:
    early = cable("75LIMA51", "022219Z JUN", "We met Tomas Quintarejo.")
    late = cable("98LIMA52", "032219Z JUN", "We met Tomas Quintarejo.")
    assert [*listed(late)] == ["tomas-quintarejo-lima"]
    people = listed(early, late)
    assert [*people] == ["tomas-quintarejo-lima-1975", "tomas-quintarejo-lima-1998"]
    assert all("tomas-quintarejo-lima" in person.also_at for person in people.values())
    hidden = "people:\n  - person: tomas-quintarejo-lima\n    hide: true\n"
    assert listed(early, late, curated=hidden) == {}, "what was hidden stays hidden"
    named = "people:\n  - person: tomas-quintarejo-lima\n    name: Tomas\n"
    messages = people_to_check(
        [*listed(early, late, curated=named).values()], read_people(named, FILE)
    )
    assert "leads to several people: tomas-quintarejo-lima-1975, tomas" in messages[0]


def test_an_entry_for_an_older_address_is_about_the_person() -> None:
    curated = "people:\n  - person: zaldunari-foreign-minister-lima\n    name: Inés Z.\n"
    person = listed(LIMA, LATER, curated=curated)["zaldunari-foreign-minister-lima"]
    assert person.profile.name == "Inés Z."
    assert person.also_at == ("ines-zaldunari-lima",)


def test_a_title_of_courtesy_joins_nobody() -> None:
    one = cable("08LIMA51", "022219Z JUN", "Mr. Olmarraga called.")
    two = cable("08LIMA52", "032219Z JUN", "Mr. Olmarraga called.")
    assert [*listed(one, two)] == ["olmarraga-08lima51", "olmarraga-08lima52"]


def test_a_full_name_at_another_post_needs_the_same_office() -> None:
    private = cable("08QUITO8", "022219Z JUN", "We met Tomas Quintarejo.")
    assert {"tomas-quintarejo-lima", "tomas-quintarejo-quito"} <= {*listed(LIMA, private)}
    official = cable("08QUITO9", "022219Z JUN", "Foreign Minister Ines Zaldunari spoke.")
    assert listed(LATER, official)["ines-zaldunari-lima"].cables == {"08LIMA40", "08QUITO9"}


def test_a_signature_is_who_led_the_post() -> None:
    signed = cable("08MADRID12", "112219Z MAR", "Nothing new.", "AGUIRRE")
    people = listed(signed)
    person = people["aguirre-eduardo"]
    assert person.profile.name == "Eduardo Aguirre"
    assert person.outside == (("08MADRID12", "signature", "AGUIRRE"),)
    assert person.person is not None
    assert person.person.offices[0].office == "spain"


def test_addresses_stay_when_cables_are_added() -> None:
    before = listed(LIMA, LATER)
    after = listed(LIMA, LATER, ELSEWHERE, MUCH_LATER)
    assert {*before} <= {*after}
    assert all(before[key].mentions == after[key].mentions for key in before)


def test_the_public_lists_officials_only() -> None:
    assert [*listed(LIMA, officials_only=True)] == ["zaldunari-foreign-minister-lima"]
    shown = "people:\n  - person: tomas-quintarejo-lima\n    show: true\n"
    assert "tomas-quintarejo-lima" in listed(LIMA, officials_only=True, curated=shown)


def test_whoever_has_a_withheld_name_is_left_out() -> None:
    signed = cable("08MADRID12", "112219Z MAR", "Nothing new.", "AGUIRRE")
    assert listed(signed, hidden="Eduardo") == {}


def test_editors_merge_rename_and_hide() -> None:
    curated = """people:
  - person: ines-zaldunari-lima
    name: Inés Zaldunari
    description: Foreign Minister of Exampland
    same: [zaldunari-foreign-minister-quito]
  - person: tomas-quintarejo-lima
    hide: true
"""
    people = listed(LIMA, LATER, ELSEWHERE, curated=curated)
    assert [*people] == ["ines-zaldunari-lima"]
    assert people["ines-zaldunari-lima"].profile.name == "Inés Zaldunari"
    assert people["ines-zaldunari-lima"].cables == {"08LIMA12", "08LIMA40", "08QUITO7"}


def test_editors_part_a_person() -> None:
    curated = """people:
  - person: zaldunari-the-younger
    name: I. Zaldunari the younger
    from: ines-zaldunari-lima
    cables: [08LIMA40]
"""
    people = listed(LIMA, LATER, curated=curated)
    assert people["zaldunari-the-younger"].cables == {"08LIMA40"}
    assert people["ines-zaldunari-lima"].cables == {"08LIMA12"}


def test_check_lists_one_name_twice_and_decisions_about_nobody() -> None:
    private = cable("08QUITO8", "022219Z JUN", "We met Tomas Quintarejo.")
    people = [*listed(LIMA, private).values()]
    (doubt,) = people_to_check(people, ())
    assert "tomas-quintarejo-lima, tomas-quintarejo-quito have one name" in doubt
    entry = "people:\n  - person: tomas-quintarejo-lima\n    show: true\n"
    assert people_to_check(people, read_people(entry, FILE)) == []
    (unknown,) = people_to_check([], read_people(entry, FILE))
    assert "'tomas-quintarejo-lima' is not a person of the collection" in unknown


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("- name: X", "people.yml:2: 'person' is missing"),
        ("- person: Ines", "people.yml:2: invalid person 'Ines'"),
        ("- person: ines", "people.yml:2: this entry says nothing"),
        ("- person: ines\n    from: rosa", "people.yml:2: 'from' and 'cables' belong together"),
        ("- person: ines\n    hide: true\n    show: true", "exclude each other"),
        ("- person: ines\n    hide: perhaps", "people.yml:3: 'hide' must be true or false"),
        ("- person: ines\n    nam: X", "people.yml:3: unknown field 'nam': did you mean 'name'?"),
        ("- person: a\n    same: [b]\n  - person: b\n    hide: true", "on line 2: remove one"),
    ],
)
def test_faults_of_the_file_have_lines(entry: str, message: str) -> None:
    with pytest.raises(ReftelError) as error:
        read_people(f"people:\n  {entry}\n", FILE)
    assert message in str(error.value)
