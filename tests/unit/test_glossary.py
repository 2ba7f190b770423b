"""Definitions of abbreviations, their meaning at each place, and every use."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import parse_cable
from generator.glossary import forms
from generator.glossary.extract import find_definitions
from generator.glossary.glossary import build_glossary
from generator.glossary.letters import fit_letters
from generator.glossary.uses import AbbreviationMatcher, find_unexplained, with_plurals
from generator.glossary.word_kinds import category_of, language_of, meaning_keys
from generator.model import (
    CuratedGlossary,
    ExternalTerm,
    Mrn,
    Sense,
    SenseSource,
    StoredCable,
    Term,
    UseStatus,
)
from tests.cables import filed_cable
from tests.cases import FIXTURES, Case, read_cases

CASES = [c for p in sorted((FIXTURES / "glossary").glob("*.txt")) for c in read_cases(p)]


def rendered_definitions(text: str) -> str:
    lines = []
    for match in sorted(forms.match_definitions(text), key=lambda match: match.end):
        phrase, gloss = match.expansion, match.gloss
        line = f"{forms.singular_abbreviation(match.written)} = {text[phrase.start : phrase.end]}"
        if gloss is not None:
            line += f" | {text[gloss.start : gloss.end]}"
        if match.form.name != "PARENTHESIS":
            line += f" {{{match.form.name.lower()}}}"
        lines.append(line)
    return "\n".join(lines) or "(none)"


@pytest.mark.parametrize("case", CASES, ids=[c.title for c in CASES])
def test_definitions(case: Case) -> None:
    assert rendered_definitions(case.source.strip()) == case.expected


def glossary(*filed: StoredCable, curated: CuratedGlossary | None = None) -> dict[str, Term]:
    return {t.abbreviation: t for t in build_glossary(tuple(filed), curated or CuratedGlossary())}


def curated(short: str, meaning: str, **fields: object) -> CuratedGlossary:
    sense = Sense(
        expansion=meaning,
        original=None,
        language=None,
        source=SenseSource.CURATED,
        passages=(),
        origin="a source",
        category=None,
    )
    return CuratedGlossary(terms=(ExternalTerm(abbreviation=short, sense=sense, **fields),))  # type: ignore[arg-type]  # fields by name


def meanings(term: Term, mrn: str) -> list[tuple[str, str | None]]:
    """State and meaning of each use in a cable."""
    return [
        (use.status.value, term.senses[use.sense].expansion if use.sense is not None else None)
        for name, use in term.uses
        if name == mrn
    ]


def test_the_last_definition_before_a_use_applies() -> None:
    filed = filed_cable(
        "08EXAMPLE1",
        "The Salt Workers Party (SWP) won. SWP rules.",
        "The Sea Water Plan (SWP) failed. SWP is over.",
    )
    term = glossary(filed)["SWP"]
    assert meanings(term, "08EXAMPLE1") == [
        ("conflict", "Salt Workers Party"),
        ("conflict", "Salt Workers Party"),
        ("conflict", "Sea Water Plan"),
        ("conflict", "Sea Water Plan"),
    ]


def test_a_later_definition_applies_to_earlier_uses() -> None:
    filed = filed_cable("08EXAMPLE1", "The KSS helps.", "The Salt Council (KSS) is old.")
    assert meanings(glossary(filed)["KSS"], "08EXAMPLE1") == [
        ("defined here", "Salt Council"),
        ("defined here", "Salt Council"),
    ]


def test_case_and_nationality_are_no_conflict() -> None:
    filed = filed_cable(
        "08EXAMPLE1",
        "Mexico's Attorney General's office (PGR) and the Mexican Attorney General's Office (PGR).",
    )
    term = glossary(filed)["PGR"]
    assert len(term.senses) == 1
    assert len(term.senses[0].passages) == 2


def test_another_cable_of_the_post_defines() -> None:
    one = filed_cable("08EXAMPLE1", "The Salt Council (KSS) is old.")
    two = filed_cable("08EXAMPLE2", "The KSS met.")
    elsewhere = filed_cable("08OTHERPOST3", "The KSS met.")
    term = glossary(one, two, elsewhere)["KSS"]
    assert meanings(term, "08EXAMPLE2") == [("defined elsewhere", "Salt Council")]
    assert meanings(term, "08OTHERPOST3") == [("undefined", None)]


def test_cables_of_the_post_that_differ_are_a_conflict() -> None:
    one = filed_cable("08EXAMPLE1", "The Salt Council (KSS) is old.")
    two = filed_cable("08EXAMPLE2", "The Sugar Council (KSS) is new.")
    three = filed_cable("08EXAMPLE3", "The KSS met.")
    term = glossary(one, two, three)["KSS"]
    assert meanings(term, "08EXAMPLE3") == [("conflict", None)]


def test_two_letters_are_not_taken_from_another_cable() -> None:
    one = filed_cable("08EXAMPLE1", "The Salt Council (SC) is old.")
    two = filed_cable("08EXAMPLE2", "The SC met.")
    assert meanings(glossary(one, two)["SC"], "08EXAMPLE2") == [("undefined", None)]


def test_reference_data_comes_last() -> None:
    one = filed_cable("08EXAMPLE1", "The NATO office and the North Atlantic Tea Office (NATO).")
    two = filed_cable("08OTHERPOST2", "The NATO office.")
    term = glossary(one, two)["NATO"]
    assert {m for _, m in meanings(term, "08EXAMPLE1")} == {"North Atlantic Tea Office"}
    assert meanings(term, "08OTHERPOST2") == [("reference", "North Atlantic Treaty Organization")]


def test_several_meanings_of_the_tables_are_a_conflict() -> None:
    """The State Department's office and a head of government, with the meanings to choose from."""
    filed = filed_cable("08EXAMPLE1", "The PM met.")
    term = glossary(filed)["PM"]
    assert meanings(term, "08EXAMPLE1") == [("conflict", None)]
    ((_, use),) = term.uses
    assert {term.senses[index].expansion for index in use.candidates} == {
        "prime minister",
        "Bureau of Political-Military Affairs",
    }


def test_a_meaning_of_a_historical_volume_applies_to_its_years() -> None:
    then = filed_cable("76EXAMPLE1", "The BNDD met.")
    now = filed_cable("08EXAMPLE1", "The BNDD met.")
    term = glossary(then, now)["BNDD"]
    assert meanings(term, "76EXAMPLE1") == [
        ("reference", "Bureau of Narcotics and Dangerous Drugs, Department of Justice")
    ]
    assert meanings(term, "08EXAMPLE1") == [("undefined", None)]


def test_the_government_of_a_posts_host_country() -> None:
    mexico = filed_cable("08MEXICO1", "The GOM met. The GoM left. The GOP stayed.")
    mali = filed_cable("08BAMAKO1", "The GOM met.")
    elsewhere = filed_cable("08OSLO1", "The GOM met.")
    terms = glossary(mexico, mali, elsewhere)
    mexican = ("reference", "Government of Mexico")
    assert meanings(terms["GOM"], "08MEXICO1") == [mexican, mexican]
    assert meanings(terms["GOM"], "08BAMAKO1") == [("reference", "Government of Mali")]
    assert meanings(terms["GOM"], "08OSLO1") == [("undefined", None)]
    assert meanings(terms["GOP"], "08MEXICO1") == [("undefined", None)]


def test_a_body_of_the_host_country_and_one_of_all_posts_are_a_conflict() -> None:
    rome = filed_cable("08ROME1", "The PRC met.")
    oslo = filed_cable("08OSLO1", "The PRC met.")
    term = glossary(rome, oslo)["PRC"]
    assert meanings(term, "08ROME1") == [("conflict", None)]
    assert meanings(term, "08OSLO1") == [("reference", "People's Republic of China")]


def test_two_spellings_with_one_meaning_are_one_entry() -> None:
    one = filed_cable("08EXAMPLE1", "The Department of Xylophones (DoX) met. The DOX left.")
    two = filed_cable("08EXAMPLE2", "The Department of Xylophones (DOX) met. The DoX left.")
    terms = glossary(one, two)
    assert set(terms) == {"DOX"}
    assert len(terms["DOX"].senses) == 1
    assert [state for state, _ in meanings(terms["DOX"], "08EXAMPLE1")] == ["defined here"] * 2
    assert [state for state, _ in meanings(terms["DOX"], "08EXAMPLE2")] == ["defined here"] * 2


def test_two_spellings_with_different_meanings_are_two_entries() -> None:
    one = filed_cable("08EXAMPLE1", "The Government of Saltland (GOS) met.")
    two = filed_cable("08EXAMPLE2", "The Government of Sugarland (GoS) met.")
    assert set(glossary(one, two)) == {"GOS", "GoS"}


def test_of_in_small_letters_is_a_spelling() -> None:
    filed = filed_cable("08EXAMPLE1", "The Ministry of Xylophones (MOX) met. The MoX left.")
    assert (
        meanings(glossary(filed)["MOX"], "08EXAMPLE1")
        == [("defined here", "Ministry of Xylophones")] * 2
    )


def test_an_emphasised_word_has_no_meaning() -> None:
    filed = filed_cable(
        "08EXAMPLE1",
        "The talks will START soon, said those WHO came, and none of it. "
        "The START treaty and the WHO remain.",
    )
    terms = glossary(filed)
    assert len(terms["START"].uses) == len(terms["WHO"].uses) == 1
    assert set(terms) == {"START", "WHO"}


def test_wordings_of_one_name_are_one_sense() -> None:
    filed = filed_cable(
        "08EXAMPLE1",
        "The Ministry of Salt Affairs (MXA), the Minister for Salt Affairs (MXA), "
        "the Socialist Workers' Party (PSOX) and the Socialist Party (PSOX).",
        "The Salt Council (OWX) and the Salt Committee (OWX).",
    )
    terms = glossary(filed)
    assert len(terms["MXA"].senses) == 1
    assert [sense.expansion for sense in terms["PSOX"].senses] == ["Socialist Workers' Party"]
    assert len(terms["OWX"].senses) == 2


def test_the_longer_wording_is_the_meaning_in_any_order() -> None:
    filed = filed_cable(
        "08EXAMPLE1", "The Socialist Party (PSOX) and the Socialist Workers' Party (PSOX)."
    )
    assert [s.expansion for s in glossary(filed)["PSOX"].senses] == ["Socialist Workers' Party"]


def test_words_that_a_cable_writes_in_small_letters_are_no_terms() -> None:
    one = filed_cable(
        "08EXAMPLE1", "They can only ENCOURAGE the ZZX, and the man, DOELAND, knows the new ZAPAT."
    )
    two = filed_cable("08EXAMPLE2", "They encourage it. Mr. Doeland left.")
    assert set(glossary(one)) == {"ENCOURAGE", "DOELAND", "ZZX", "ZAPAT"}
    assert set(glossary(one, two)) == {"ZZX", "ZAPAT"}


def test_a_small_word_with_a_meaning_stays_a_term() -> None:
    filed = filed_cable("08EXAMPLE1", "The Salt Help Institute of Pepper (SHIP) has a ship. SHIP.")
    assert "SHIP" in glossary(filed)


def test_the_cables_own_definition_wins_over_a_curated_one() -> None:
    filed = filed_cable("08EXAMPLE1", "The Salt Council (KSS) is old.")
    term = glossary(filed, curated=curated("KSS", "Sugar Council", posts=frozenset({"EXAMPLE"})))[
        "KSS"
    ]
    assert meanings(term, "08EXAMPLE1") == [("defined here", "Salt Council")]


def test_a_curated_meaning_for_the_cable_wins_over_its_own() -> None:
    filed = filed_cable("08EXAMPLE1", "The Salt Council (KSS) is old.")
    entry = curated("KSS", "Sugar Council", cables=frozenset({Mrn("08EXAMPLE1")}))
    assert meanings(glossary(filed, curated=entry)["KSS"], "08EXAMPLE1") == [
        ("curated", "Sugar Council")
    ]


def test_a_curated_meaning_applies_to_its_posts_only() -> None:
    one = filed_cable("08EXAMPLE1", "The INX came.")
    two = filed_cable("08OTHERPOST2", "The INX came.")
    entry = curated("INX", "Institute X", posts=frozenset({"EXAMPLE"}))
    term = glossary(one, two, curated=entry)["INX"]
    assert meanings(term, "08EXAMPLE1") == [("curated", "Institute X")]
    assert meanings(term, "08OTHERPOST2") == [("undefined", None)]


def test_a_curated_entry_joins_the_spellings_it_names() -> None:
    filed = filed_cable("08EXAMPLE1", "The Salt Council (KSS) and the Council for Salt (KSS).")
    entry = curated("KSS", "Salt Council", also_written=("Council for Salt",))
    term = glossary(filed, curated=entry)["KSS"]
    assert len(term.senses) == 1
    assert {s for s, _ in meanings(term, "08EXAMPLE1")} == {"defined here"}


def test_excluded_words_are_no_terms() -> None:
    filed = filed_cable("08EXAMPLE1", "The DIVAS case and the ZZX case.")
    assert set(glossary(filed, curated=CuratedGlossary(excluded=frozenset({"DIVAS"})))) == {"ZZX"}


def test_former_names() -> None:
    filed = filed_cable("08EXAMPLE1", "The Unit X (NEWU), which was formally known as OLDU. NEWU.")
    found = glossary(filed)
    assert [(r.abbreviation, r.former) for r in found["NEWU"].renamings] == [("NEWU", "OLDU")]
    assert found["OLDU"].renamings == found["NEWU"].renamings


def test_portion_markings_are_counted() -> None:
    filed = filed_cable("08EXAMPLE1", "One.", "Two.", marking="SBU")
    assert glossary(filed)["SBU"].marking_counts == ((Mrn("08EXAMPLE1"), 2),)


def test_a_plural_expansion_is_shown_in_the_singular() -> None:
    filed = filed_cable("08EXAMPLE1", "Many third country nationals (TCNs) came. A TCN left.")
    term = glossary(filed)["TCN"]
    assert term.senses[0].expansion == "third country national"
    assert len(term.uses) == 2


def test_capitals_mean_nothing_in_a_text_in_capitals() -> None:
    filed = filed_cable("08EXAMPLE1", "THE DIRECTOR SAID THAT ICE WAS ON THE ROAD TODAY.")
    assert glossary(filed) == {}


# --- The sample ----------------------------------------------------------------------------

SAMPLE = Path(__file__).resolve().parents[2] / "content" / "cables" / "08MEXICO721.txt"

PARENTHESISED = """
TIP Trafficking in Persons
NGO non-governmental organizations
GOM Government of Mexico
INM National Migration Institute
SSP Secretaria de Seguridad Publica
CENAPI Centro Nacional de Planeacion e Informacion para el combate a la delincuencia
AFI Federal Investigation Agency
FEVIMTRA Crimes Against Women and Trafficking in Persons Unit
SIEDO Organized Crime Unit
CNDH National Human Rights Commission
INMUJERES National Institute for Women
OAS Organization for American States
IOM International Organization for Migration
PGR Attorney General's office
FEVIM existing unit charged with addressing violent crimes against women
SRE Foreign Relations Secretariat
SEGOB Secretary of government
SCT Secretary for Communications and transportation
SEP Secretary of Public Education
CATW Coalition Against Trafficking of Women and Children of Latin America and the Caribbean
DIF Desarrollo Integral de la Familia
TCN Third Country Nationals
STPS Secretary of Labor
"""
"""The sample's 22 abbreviations in parentheses, one of which lacks its opening parenthesis."""


def test_the_samples_definitions() -> None:
    cable = parse_cable(SAMPLE.read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for item in find_definitions(cable):
        if item.place is not None:
            found.setdefault(item.abbreviation, item.expansion)
    assert found == dict(line.split(" ", 1) for line in PARENTHESISED.strip().splitlines())


def test_every_capital_word_of_the_sample_is_a_term_or_excluded() -> None:
    """No use is lost: a plain search has as many hits."""
    cable = parse_cable(SAMPLE.read_text(encoding="utf-8"))
    found = glossary(StoredCable(name="x", cable=cable))
    text = "\n".join(b.text for p in cable.paras for b in p.blocks if b.kind != "heading")
    for short in ("INM", "PGR", "GOM", "TIP", "FEVIM", "NGO", "ICE"):
        words = re.findall(rf"(?<!\w){short}s?(?!\w)", text)
        in_others = sum(
            t.abbreviation != short and short in t.abbreviation.split("/") for t in found.values()
        )
        others = len(found["G/TIP"].uses) if short == "TIP" and in_others else 0
        assert len(found[short].uses) == len(words) - others, short


# --- Small parts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("short", "words", "fits"),
    [
        ("TIP", "Trafficking in Persons", True),
        ("UNIFIL", "United Nations Interim Force in Lebanon", True),
        ("ANA", "Afghan National Army", True),
        ("NGO", "non-governmental organizations", True),
        ("INM", "National Migration Institute", False),
        ("SRE", "Foreign Relations Secretariat", False),
        ("GP", "Youth Party", False),
    ],
)
def test_letters(short: str, words: str, *, fits: bool) -> None:
    assert (fit_letters(short, words.split()) is not None) is fits


def test_spellings_of_one_meaning() -> None:
    assert same_meaning("the UN Children's Fund", "United Nations Childrens Funds")
    assert same_meaning("Ministry of Foreign Affairs", "Ministry for External Relations")
    assert same_meaning("Salt Cut-off Treaty", "Salt Cutoff Treaty")
    assert same_meaning("value-added tax", "value added tax")
    assert not same_meaning("Salt Council", "Salt Committee")


def same_meaning(one: str, other: str) -> bool:
    return not meaning_keys(one).isdisjoint(meaning_keys(other))


def test_languages_and_categories() -> None:
    assert language_of("Desarrollo Integral de los Mineros") == "es"
    assert language_of("Partido dos Trabalhadores") == "pt"
    assert language_of("National Migration Institute") is None
    assert category_of("Criminal Court Procedures Law") == "law or agreement"
    assert category_of("Ministry of Agreements") == "organisation"
    assert category_of("foreign terrorist organization") is None


def test_matcher_takes_the_longest_and_whole_words_only() -> None:
    matcher = AbbreviationMatcher(with_plurals(["TIP", "G/TIP", "ICE", "INM"]))
    text = "G/TIP and TIP, anti-TIP, DHS-ICE, ICE/USAID, ICEs, SPICE, INMUJERES, a_INM"
    assert [f.abbreviation for f in matcher.find(text)] == [
        "G/TIP",
        "TIP",
        "TIP",
        "ICE",
        "ICE",
        "ICE",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The AKP and R&D, NGOs, A/S", ["AKP", "R&D", "NGO", "A/S"]),
        ("THE AKP WON and the ENEL'S", ["ENEL"]),
        ("Article IV, F16, XXXXXX, Ivan SHEVATOV", []),
        ("as in LIMA 12, it is NOT/NOT so", []),
        ("The paper DAILY EXAMPLE and the AKP GNX", ["AKP", "GNX"]),
        ("The S/AC.51/2008/5 text and the S/AC", ["S/AC"]),
        ("The end. End comment. SHEVATOV 0 1/2/2007", []),
        ("SHEVATOV", []),
        ("They left the AKP", ["AKP"]),
        ("EB/IPC and ICE/USAID", ["EB", "IPC", "ICE", "USAID"]),
    ],
)
def test_unknown_words_in_capitals(text: str, expected: list[str]) -> None:
    assert [f.abbreviation for f in find_unexplained(text, [], frozenset())] == expected


@given(st.text(alphabet="AB ab(),.-/&'\"§", max_size=120))
def test_nothing_raises_and_offsets_are_valid(text: str) -> None:
    for match in forms.match_definitions(text):
        assert text[match.start : match.end].strip()
        assert match.start <= match.expansion.start < match.expansion.end <= match.end
    for piece in find_unexplained(text, [], frozenset()):
        assert text[piece.start : piece.end]


@given(st.text(max_size=200))
def test_uses_never_overlap(text: str) -> None:
    cable = parse_cable(f"UNCLAS EXAMPLE 000001\n\nSUBJECT: X\n\n1. (U) {text}", name="08EXAMPLE1")
    places: list[tuple[str, int, int, int]] = []
    for term in build_glossary((StoredCable(name="x", cable=cable),), CuratedGlossary()):
        for _, use in term.uses:
            assert use.status in UseStatus
            place = use.place
            places.append((place.anchor, place.block, place.start, place.end))
    places.sort()
    for one, two in itertools.pairwise(places):
        assert one[:2] != two[:2] or one[3] <= two[2]
