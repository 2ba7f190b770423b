"""Codes stay where a part of them is withheld as a word; people with the same name do not."""

from __future__ import annotations

import pytest

from tests.cables import cable_text
from tests.editions import everything, published, rules

NOTICE = "[withheld: name, security, rule r]"

LINES = {
    "a number with a year": ("Lima", "See 08 LIMA 12 again.", "See 08 LIMA 12 again."),
    "a number behind words": ("Lima", "Reported in 08 LIMA 12.", "Reported in 08 LIMA 12."),
    "a number behind the name": ("Lima", "Lima in 08 LIMA 12.", f"{NOTICE} in 08 LIMA 12."),
    "a number of two words": ("Jose", "In 08 SAN JOSE 12 it is.", "In 08 SAN JOSE 12 it is."),
    "no number of a post": ("Kim", "On 08 KIM 12 came.", f"On 08 {NOTICE} 12 came."),
    "a number without a year": ("Lima", "So LIMA 12 says.", f"So {NOTICE} 12 says."),
    "a number in one word": ("Lima", "See 08LIMA12.", "See 08LIMA12."),
    "a short name": ("Le", "Mr. Le read le prix.", f"Mr. {NOTICE} read le prix."),
    "a short name in capitals": ("Le", "MR. LE LEFT.", f"MR. {NOTICE} LEFT."),
    "a short name within a word": ("Le", "Lease, Ale, LEs, L.E.", "Lease, Ale, LEs, L.E."),
}


@pytest.mark.parametrize(("name", "text", "expected"), LINES.values(), ids=LINES)
def test_a_code_in_a_text_stays(name: str, text: str, expected: str) -> None:
    assert shown(name, cable_text("08QUITO9", text)).endswith(f"¶1. (U) {expected}")


def shown(name: str, text: str) -> str:
    """The lines of a cable in an edition that withholds a name."""
    decisions = rules(f"rules: [{{id: r, reason: security, names: ['{name}'], note: x}}]")
    (item,) = published(decisions, c08QUITO9=text).corpus.cables
    return "\n".join(line.text for line in item.cable.lines)


HEADER = """08QUITO9
A SUBJECT
Sun May 18 00:00:00 +0200 2008
UNCLASSIFIED
Embassy Quito
R 181900Z MAY 08
FM AMEMBASSY QUITO
TO RUEHC/SECSTATE WASHDC 0001
INFO RUEHPE/AMEMBASSY LIMAUNCLAS QUITO 000009

E.O. 12958: N/A TAGS: PREL LI
MA, SU
SUBJECT: A SUBJECT

REF: A. 08 LIMA 12
¶B. LIMA 13, AND
LIMA 14

¶1. (U) Text.

MA
"""

KEPT = {
    "Sun": ("Sun May 18 00:00:00",),
    "May": ("Sun May 18 00:00:00", "181900Z MAY 08"),
    "Quito": ("UNCLAS QUITO 000009",),
    "Li": ("PREL LI",),
    "Ma": ("MA, SU",),
    "Lima": ("A. 08 LIMA 12", "B. LIMA 13, AND", "LIMA 14"),
}


@pytest.mark.parametrize("name", KEPT)
def test_a_code_of_the_header_stays(name: str) -> None:
    text = shown(name, HEADER)
    assert [kept for kept in KEPT[name] if kept not in text] == []


def test_a_word_glued_to_a_classification_line_is_withheld() -> None:
    assert f"AMEMBASSY {NOTICE}UNCLAS QUITO" in shown("Lima", HEADER)


@pytest.mark.parametrize("before", ["", "\n"], ids=["glued", "a line of its own"])
def test_a_word_beside_the_post_is_withheld(before: str) -> None:
    """Words that are no post give no number: it is that of the metadata."""
    text = HEADER.replace("UNCLAS QUITO 000009", f"{before}UNCLAS QUITO SPECIMEN 000009")
    assert f"UNCLAS QUITO {NOTICE} 000009" in shown("Specimen", text)


def test_a_notice_in_front_of_a_number_is_no_part_of_a_post() -> None:
    """The line is no classification line, neither with the name nor with its notice."""
    line = "\nUNCLAS SECTION 01 OF 02 QUITO Spéci<br/>men 000009"
    text = HEADER.replace("UNCLAS QUITO 000009", line)
    decisions = rules("rules: [{id: r, reason: security, note: x, names: [Spéci Men]}]")
    made = published(decisions, c08QUITO9=text)
    assert [item.cable.id for item in made.corpus.cables] == ["08QUITO9"]
    assert f"QUITO {NOTICE} 000009" in everything(made)["cables/08QUITO9/source.md"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("QUITO 00000009  002 OF 003", "QUITO 00000009  002 OF 003"),
        ("QUITO KIM 00000009  002 OF 003", f"QUITO {NOTICE} 00000009  002 OF 003"),
    ],
)
def test_a_page_line_keeps_its_post_alone(line: str, expected: str) -> None:
    text = HEADER.replace("Text.", f"Text.\n\n{line}\n\nMore.")
    assert expected in shown("Quito" if line == expected else "Kim", text)


def test_a_signature_like_a_tags_code_is_withheld() -> None:
    assert shown("Ma", HEADER).endswith(f"\n{NOTICE}")


def test_a_person_in_tags_like_a_code_is_withheld() -> None:
    assert f"TAGS: PREL ({NOTICE}, ADA)" in shown("Li", HEADER.replace("PREL LI", "PREL (LI, ADA)"))


@pytest.mark.parametrize("tags", ["PREL KIM", "PREL (KIM, ADA)"])
def test_a_name_on_the_tags_line_leaves_no_placeholder(tags: str) -> None:
    text = cable_text("08QUITO9", "Text.").replace("TAGS: PREL", f"TAGS: {tags}")
    decisions = rules("rules: [{id: r, reason: security, names: [Kim], note: x}]")
    made = everything(published(decisions, c08QUITO9=text))
    assert [path for path, page in made.items() if "zqx" in f"{path}{page}".lower()] == []
    assert [path for path, page in made.items() if "KIM" in page] == []
