"""A name is withheld in each form into which transmissions turn it, wherever it stands."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest

from generator.editions.words import words
from tests.cables import cable_text
from tests.editions import everything, published, rules

NAME = "Íñigo Núñez Xólotl"

SPELLINGS = {
    "as the rule has it": NAME,
    "accents taken apart": unicodedata.normalize("NFD", NAME),
    "without accents": "Inigo Nunez Xolotl",
    "in capitals": "ÍÑIGO NÚÑEZ XÓLOTL",
    "in capitals without accents": "INIGO NUNEZ XOLOTL",
    "question marks for letters": "??igo N??ez X?lotl",
    "letters lost": "igo Nez Xlotl",
    "surname first": "Xólotl, Íñigo Núñez",
    "surname first, question marks for letters": "X?lotl, ??igo N??ez",
    "surname first, letters lost": "Xlotl, igo Nez",
    "over two lines": "??igo\nN??ez X?lotl",
}

SHORT = {
    "as the rule has it": "Núñez",
    "without accents": "Nunez",
    "question marks for letters": "N??ez",
    "letters lost": "Nez",
}
"""A name of so few letters that its words must be parted as they are."""


def everywhere(name: str) -> str:
    """A cable with the name in a para, its subject, a heading and behind its text."""
    text = cable_text("08LIMA12", f"We met {name} in Lima.", "Two.")
    text = text.replace("An example", f"Meeting {' '.join(name.upper().split())} again")
    text = text.replace("¶2.", f"Meeting {name}\n{'-' * 9}\n\n¶2.")
    return f"{text}\nDrafted by {name}\n"


def rule(withheld: str) -> str:
    head = "rules:\n  - id: names\n    reason: protected source\n    note: The source asked.\n"
    return f"{head}    {withheld}\n"


def traces(pages: dict[str, str], written: str) -> list[tuple[str, str]]:
    """The pages on which a word of the name stands, in the spelling that was written."""
    parts = {word.folded for word in words(written) if len(word.folded) > 1}
    return [
        (path, part)
        for path, text in pages.items()
        for part in parts & {word.folded for word in words(text)}
    ]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_a_name_is_shown(spelling: str) -> None:
    written = SPELLINGS[spelling]
    text = everywhere(written)
    assert traces({"the source": text}, written)
    pages = everything(published(rules(rule(f"names: [{NAME}]")), c08LIMA12=text))
    assert traces(pages, written) == []
    assert any("names" in page and "withheld" in page for page in pages.values())


@pytest.mark.parametrize("spelling", SHORT)
@pytest.mark.parametrize("field", ["names: [Núñez]", "passages: [Núñez]", "patterns: [N[úu]ñez]"])
def test_no_spelling_of_a_short_name_is_shown(spelling: str, field: str) -> None:
    """What a pattern finds in one cable is withheld from another, in each spelling."""
    written = SHORT[spelling]
    made = published(
        rules(rule(field.replace("[N[úu]ñez]", "['N[úu]ñez']"))),
        c08LIMA11=cable_text("08LIMA11", "They met Núñez in Quito."),
        c08LIMA12=cable_text("08LIMA12", f"We met {written} in Lima."),
    )
    assert traces(everything(made), written) == []
    assert traces(everything(made), "Núñez") == []


@pytest.mark.parametrize("written", ["Né Eça", "Ne Eca", "N? E?a", "N Ea"])
def test_no_spelling_of_a_short_name_of_two_words_is_shown(written: str) -> None:
    text = cable_text("08LIMA12", f"We met {written} in Lima.")
    made = published(rules(rule("names: [Né Eça]")), c08LIMA12=text)
    assert not any(f"met {written}" in page for page in everything(made).values())


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("spelling", SHORT)
def test_it_does_not_matter_how_a_rule_writes_accents(
    spelling: str, form: Literal["NFC", "NFD"]
) -> None:
    written = SHORT[spelling]
    text = cable_text("08LIMA12", f"We met {written} in Lima.")
    name = unicodedata.normalize(form, "Núñez")
    made = published(rules(rule(f"names: [{name}]")), c08LIMA12=text)
    assert traces(everything(made), written) == []
