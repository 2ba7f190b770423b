"""What the public edition shows of people: officials, and nobody whose name is withheld."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from generator.curated.curated_people import read_people
from generator.disk import Workspace
from generator.disk.curated import read_decisions
from generator.editions.edition_settings import PREDEFINED
from generator.model import CuratedGlossary, CuratedNames, EntityKind, Source
from generator.pipeline import EditionBuild, build_edition
from tests.editions import PUBLIC, everything, leaks_in, published, rules

ROOT = Path(__file__).resolve().parents[2]

CABLE = """\
R 112219Z MAR 08
FM AMEMBASSY MADRID
TO SECSTATE WASHDC
UNCLAS MADRID 000012

E.O. 12958: N/A
TAGS: PREL
SUBJECT: EXAMPLE

1. Minister Inés Zaldunari met Tomas Quintarejo. The Ambassador thanked her.

2. Minister Rosa Olmarraga spoke to Quintarejo.

AGUIRRE
"""

RELEASED = """\
UNCLASSIFIED
MRN:        08 MADRID 12
Date/DTG:   Mar 11, 2008 / 112219Z MAR 08
From:       AMEMBASSY MADRID
Subject:    EXAMPLE

1. (U) Rain fell.

Signature:  AGUIRRE

Drafted By: MADRID:Olmarraga, Rosa
Cleared By: POL:RQUINT

UNCLASSIFIED
"""

FRONT = "cables/08MADRID12/index.md"

WITHHOLD = """\
rules:
  - id: names
    reason: personal privacy
    note: Private persons.
    kind: name
    names: ["Zaldunari, Inés", "Aguirre, Eduardo"]
"""


def people(made: EditionBuild) -> set[str]:
    """The keys of the people of an edition."""
    return {e.profile.key for e in made.corpus.entities if e.profile.kind is EntityKind.PERSON}


def test_the_public_lists_who_holds_an_office() -> None:
    made = published(rules("rules: []"), c08MADRID12=CABLE)
    assert people(made) == {"ines-zaldunari-madrid", "rosa-olmarraga-madrid", "aguirre-eduardo"}
    pages = everything(made)
    assert "people/ines-zaldunari-madrid.md" in pages
    assert not any("quintarejo" in path for path in pages)
    internal = PREDEFINED["internal"]
    assert "tomas-quintarejo-madrid" in people(
        published(rules("rules: []"), internal, c08MADRID12=CABLE)
    )


def test_the_header_names_who_made_and_sent_a_cable() -> None:
    front = everything(published(rules("rules: []"), c08MADRID12=RELEASED))[FRONT]
    assert [line for line in front.splitlines() if re.match(r"\| \w+ by \|", line)] == [
        "| Signed by | [Eduardo Aguirre](../../people/aguirre-eduardo.md) |",
        "| Drafted by | [Rosa Olmarraga](../../people/rosa-olmarraga-madrid.md) |",
    ]


def test_a_withheld_name_has_no_page_address_row_or_link() -> None:
    made = published(rules(WITHHOLD), c08MADRID12=CABLE)
    assert people(made) == {"rosa-olmarraga-madrid"}
    for path, text in everything(made).items():
        plain = f"{path} {text}".lower()
        assert "zaldunari" not in plain
        assert "eduardo" not in plain, "the tables know more of the name than the signature"
    assert leaks_in(made) == []


def test_the_leak_check_reads_pages_and_data_of_people() -> None:
    made = published(rules("rules: []"), c08MADRID12=CABLE)
    secrets = published(rules(WITHHOLD), c08MADRID12=CABLE).secrets
    messages = " ".join(leaks_in(replace(made, secrets=secrets)))
    for place in ("people/index.md", "exports/entities.csv", "people/…"):
        assert place in messages, "the last is an address, which the message does not repeat"


def test_the_sample_names_officials_and_no_private_person() -> None:
    text = (ROOT / "content" / "cables" / "08MEXICO721.txt").read_text(encoding="utf-8")
    decisions = read_decisions(Workspace(ROOT), PUBLIC)
    made = published(decisions, c08MEXICO721=text)
    names = ("eduardo-medina-mora", "felipe-calderon", "janelle-guest")
    assert people(made) == {f"{name}-mexico" for name in names}
    assert not any(
        mention.place.anchor in {"p-22", "p-26"}
        for entity in made.corpus.entities
        if entity.profile.kind is EntityKind.PERSON
        for _, mention in entity.mentions
    )
    assert leaks_in(made) == []


def test_an_older_address_does_not_tell_a_withheld_name() -> None:
    """The tables know the given name of who signed; editors gave the page another address."""
    entry = "people:\n  - person: the-ambassador\n    name: Aguirre\n    same: [aguirre-eduardo]\n"
    source = Source(name="08MADRID12.txt", text=CABLE, diagnostics=())
    names = CuratedNames(people=read_people(entry, "people.yml"))

    def made(decisions: str) -> EditionBuild:
        return build_edition([source], CuratedGlossary(), rules(decisions), PUBLIC, names=names)

    assert "people/aguirre-eduardo.md" in everything(made("rules: []"))
    withheld = WITHHOLD.replace('"Aguirre, Eduardo"', '"Eduardo"')
    for path, text in everything(made(withheld)).items():
        assert "eduardo" not in f"{path} {text}".lower()


def test_a_private_namesake_is_in_no_address_page_or_row() -> None:
    private = CABLE.replace("UNCLAS MADRID 000012", "UNCLAS MADRID 000013").replace(
        "MAR 08", "MAR 75"
    )
    private = private.replace(
        "Minister Rosa Olmarraga spoke to Quintarejo.", "Rosa Olmarraga left."
    )
    made = published(rules("rules: []"), c08MADRID12=CABLE, c75MADRID13=private)
    paths = [path for path in everything(made) if "olmarraga" in path]
    assert paths == ["people/rosa-olmarraga-madrid-2008.md", "people/rosa-olmarraga-madrid.md"]
    (olmarraga,) = (e for e in made.corpus.entities if "olmarraga" in e.profile.key)
    assert olmarraga.cables == {"08MADRID12"}
