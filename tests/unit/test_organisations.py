"""Organisations: names written out, and one entry for each body."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from generator.curated.curated_glossary import read_glossary
from generator.model import (
    INTERNAL_EDITION,
    BodyNames,
    Corpus,
    CuratedGlossary,
    CuratedNames,
    CuratedOrganisation,
    Decisions,
    Entity,
    EntityKind,
    Mrn,
    Source,
)
from generator.organisations.body_word_kinds import name_text
from generator.organisations.cable_bodies import whole_name
from generator.organisations.full_names import is_generic, read_name
from generator.organisations.known_names import find_names
from tests.cables import cable_text, search_documents
from tests.cases import FIXTURES, Case, read_cases
from tests.editions import PUBLIC, leaks_in, rules
from tests.linear_time import MOST, growth

NAMES = read_cases(FIXTURES / "organisations" / "names.txt")


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case.title)
def test_names(case: Case) -> None:
    lines = []
    for span in find_names(name_text(case.source)):
        words = " ".join(case.source[span.start : span.end].split())
        name = whole_name(span, words)
        lines.append(words if name == words else f"{words} = {name}")
    assert "\n".join(lines) == case.expected


HOSTILE = (
    "Ministry of ",
    "MINISTRY AND ",
    "Health, ",
    "Party ",
    "Salt's Bank of the ",
    "Ministries of Health and ",
    "United Nations ",
    "Health and Labor ",
    "Instituto de ",
    "((",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_is_linear(piece: str) -> None:
    assert growth(lambda text: find_names(name_text(text)), piece) < MOST


# --- Names ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Finance Ministry", "Ministry of Finance"),
        ("the Ministry of Defence", "Ministry of Defense"),
        ("Workers' Party", "Workers Party"),
        ("Salt Service (a part of the ministry)", "Salt Service"),
        ("Instituto Nacional de Migración", "INSTITUTO NACIONAL DE MIGRACION"),
    ],
)
def test_two_spellings_are_one_name(first: str, second: str) -> None:
    assert read_name(first) == read_name(second)


def test_bank_of_a_place_is_no_bank_named_after_it() -> None:
    assert read_name("Bank of Salt").key != read_name("Salt Bank").key


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Ministry of Labor of Mexico", "mexico"),
        ("Central Bank of Peru", "peru"),
        ("Bank of Mexico", ""),
        ("Ministry of Labor", ""),
    ],
)
def test_the_country_of_a_name(name: str, country: str) -> None:
    assert read_name(name).country == country


def test_generic_names() -> None:
    assert is_generic("Ministry of Labor")
    assert is_generic("Central Bank")
    assert not is_generic("Government of Mexico")
    assert not is_generic("World Bank")
    assert not is_generic("Salt Workers Education Fund")


# --- Bodies ---------------------------------------------------------------------------------


def organisations(texts: dict[str, str], *curated: CuratedOrganisation) -> dict[str, Entity]:
    sources = [
        Source(name=f"{mrn}.txt", text=cable_text(mrn, *text.split("\n")), diagnostics=())
        for mrn, text in texts.items()
    ]
    build = pipeline.build_edition(
        sources,
        CuratedGlossary(),
        Decisions(),
        INTERNAL_EDITION,
        names=CuratedNames(organisations=curated),
    )
    return {e.profile.key: e for e in bodies_of(build.corpus)}


def bodies_of(corpus: Corpus) -> list[Entity]:
    kind = EntityKind.ORGANISATION
    return [entity for entity in corpus.entities if entity.profile.kind is kind]


def words(entity: Entity) -> list[str]:
    return [f"{mrn} {m.place.anchor} {m.words}" for mrn, m in entity.mentions]


def test_a_definition_joins_name_and_abbreviation() -> None:
    bodies = organisations(
        {"08LIMA1": "The National Salt Institute (NSI) met.\nNSI and the National Salt Institute."}
    )
    assert [*bodies] == ["national-salt-institute"]
    body = bodies["national-salt-institute"]
    assert body.names == BodyNames(abbreviations=("NSI",))
    assert body.profile.description == "NSI"
    assert words(body) == [
        "08LIMA1 p-1 National Salt Institute",
        "08LIMA1 p-1 NSI",
        "08LIMA1 p-2 NSI",
        "08LIMA1 p-2 National Salt Institute",
    ]


def test_a_name_in_two_languages() -> None:
    text = "The Salt Workers' Party (Partido dos Trabalhadores do Sal - PTS) met. PTS won."
    (body,) = organisations({"08LIMA1": text}).values()
    assert body.names is not None
    assert ("Partido dos Trabalhadores do Sal", "pt") in body.names.full
    assert body.names.abbreviations == ("PTS",)


def test_an_apposition_joins_two_names() -> None:
    text = "The Hope Salt Foundation (Fundacion Esperanza) met.\nThe Fundacion Esperanza left."
    (body,) = organisations({"08LIMA1": text}).values()
    assert len(body.mentions) == 3


def test_an_apposition_does_not_join_names_of_many_bodies() -> None:
    text = "The Ministry of Health (Ministerio de Salud) met."
    assert len(organisations({"08LIMA1": text})) == 2


def test_a_name_belongs_to_the_country_that_is_said() -> None:
    bodies = organisations(
        {
            "08LIMA1": "Mexico's Ministry of Labor met. The Ministry of Labor left.",
            "08MEXICO1": "The Ministry of Labor of Mexico met.",
            "08MEXICO2": "The Ministry of Labor met.",
            "08QUITO1": "The Ministry of Labor met.",
        }
    )
    said = bodies["ministry-of-labor-mexico"]
    assert {mrn for mrn, _ in said.mentions} == {"08LIMA1", "08MEXICO1", "08MEXICO2"}
    unclear = bodies["ministry-of-labor"]
    assert {mrn for mrn, _ in unclear.mentions} == {"08QUITO1"}
    assert unclear.profile.description == "the cables do not say of which country"


def test_an_abbreviation_of_bodies_of_several_countries_says_that_none_is_said() -> None:
    text = "The Ministry of Labor (MOL) met."
    one = organisations({"08LIMA1": text})
    assert one["ministry-of-labor"].profile.description == "MOL"
    two = organisations({"08LIMA1": text, "08QUITO1": text})
    assert two["ministry-of-labor"].profile.description == (
        "MOL, the cables do not say of which country"
    )


def test_a_cable_that_names_two_countries_leaves_a_bare_name_open() -> None:
    text = "Mexico's Ministry of Labor met Peru's Ministry of Labor. The Ministry of Labor left."
    bodies = organisations({"08QUITO1": text})
    assert {key: len(body.mentions) for key, body in bodies.items()} == {
        "ministry-of-labor": 1,
        "ministry-of-labor-mexico": 1,
        "ministry-of-labor-peru": 1,
    }


def test_the_half_of_a_defined_name_is_no_name() -> None:
    text = "The Crimes Against Trade and Trafficking in Salt Unit (CATSU) met."
    assert all(key != "salt-unit" for key in organisations({"08LIMA1": text}))


def test_abbreviations_in_capitals() -> None:
    text = "THE NATIONAL SALT INSTITUTE (NSI) AND NSI TOLD OPEC AND NATO THAT USG LIST WHO IS NEW"
    bodies = organisations({"76LIMA1": text})
    written = {m.words for body in bodies.values() for _, m in body.mentions}
    assert {"OPEC", "NATO", "NSI"} <= written
    assert written.isdisjoint({"USG", "ONE", "WHO", "IS", "NEW"})
    assert bodies["north-atlantic-treaty-organization"].profile.description == "NATO"


def test_addresses_stay_when_cables_are_added() -> None:
    one = {"08LIMA1": "The National Salt Institute met."}
    more = one | {"08LIMA2": "The National Salt Institute (NSI) met.", "07LIMA1": "NSI met."}
    assert organisations(one).keys() <= organisations(more).keys()


# --- Editors ---------------------------------------------------------------------------------


def curated(
    name: str, *names: str, cables: tuple[Mrn, ...] = (), hidden: bool = False
) -> CuratedOrganisation:
    return CuratedOrganisation(
        name=name,
        names=names,
        translations=(("es", "Instituto de Sal"),),
        former=("Salt House",),
        posts=frozenset(),
        cables=frozenset(cables),
        source="a law",
        is_hidden=hidden,
    )


TWO = {
    "08LIMA1": "The National Salt Institute met. The Salt Council met.",
    "08LIMA2": "The Salt Council met.",
}


def test_editors_join_and_rename() -> None:
    bodies = organisations(
        TWO, curated("Salt Institute", "National Salt Institute", "Salt Council")
    )
    body = bodies["salt-institute"]
    assert len(bodies) == 1
    assert len(body.mentions) == 3
    full = (("Instituto de Sal", "es"),)
    assert body.names == BodyNames(full=full, former=("Salt House",), source="a law")


def test_editors_part_a_name_by_cable() -> None:
    bodies = organisations(TWO, curated("Other Council", "Salt Council", cables=(Mrn("08LIMA2"),)))
    assert words(bodies["other-council"]) == ["08LIMA2 p-1 Salt Council"]
    assert words(bodies["salt-council"]) == ["08LIMA1 p-1 Salt Council"]


def test_editors_give_names_that_no_rule_finds() -> None:
    texts = {"08LIMA1": "Saltmart and the Blue Salters met.", "08LIMA2": "Salter Blue Saltmarts."}
    bodies = organisations(texts, curated("Saltmart", "Blue Salters"))
    assert words(bodies["saltmart"]) == ["08LIMA1 p-1 Saltmart", "08LIMA1 p-1 Blue Salters"]


def test_editors_hide_a_name() -> None:
    bodies = organisations(TWO, curated("Salt Council", hidden=True))
    assert [*bodies] == ["national-salt-institute"]


def test_the_sample() -> None:
    root = Path(__file__).resolve().parents[2] / "content"
    glossary = read_glossary(
        (root / "curated" / "glossary.yml").read_text(encoding="utf-8"), "glossary.yml"
    )
    text = (root / "cables" / "08MEXICO721.txt").read_text(encoding="utf-8")
    corpus = pipeline.assemble([Source(name="a.txt", text=text, diagnostics=())], glossary)
    by_short = {s: b for b in bodies_of(corpus) if b.names for s in b.names.abbreviations}
    for short, english, spanish in (
        ("INM", "National Migration Institute", "Instituto Nacional de Migración"),
        ("PGR", "Attorney General's Office", "Procuraduría General de la República"),
    ):
        body = by_short[short]
        assert body.profile.name == english
        assert body.names is not None
        assert (spanish, "es") in body.names.full
    assert by_short["FEVIMTRA"].names is not None
    assert by_short["FEVIMTRA"].names.former == ("FEVIM",)


# --- What an edition withholds ---------------------------------------------------------------


def test_no_withheld_body_is_named() -> None:
    """Neither the words of a cable nor those of editors name a body that is withheld."""
    text = cable_text("08LIMA1", "The Hidden Salt Shelter Foundation (HSSF) met the Salt Council.")
    decisions = rules(
        "rules: [{id: p, reason: security, note: x, "
        "passages: [Hidden Salt Shelter Foundation, HSSF]}]"
    )
    build = pipeline.build_edition(
        [Source(name="a.txt", text=text, diagnostics=())],
        CuratedGlossary(),
        decisions,
        PUBLIC,
        names=CuratedNames(
            organisations=(curated("Hidden Salt Shelter Foundation", "Salt Council"),)
        ),
    )
    shown = [repr(entity) for entity in bodies_of(build.corpus)]
    assert len(shown) == 1
    assert "Hidden" not in shown[0]
    assert "HSSF" not in shown[0]
    assert leaks_in(build) == []


def test_the_search_filters_by_organisations_of_several_cables() -> None:
    sources = [
        Source(name=f"{mrn}.txt", text=cable_text(mrn, text), diagnostics=())
        for mrn, text in {**TWO, "08LIMA3": "The Lone Salt Fund met."}.items()
    ]
    documents = search_documents(pipeline.assemble(sources, CuratedGlossary()))
    named = {d.mrn: [name for kind, name in d.named if kind == "organisation"] for d in documents}
    assert named["08LIMA2"] == ["Salt Council"]
    assert named["08LIMA3"] == []
