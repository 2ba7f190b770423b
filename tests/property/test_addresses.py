"""Addresses of people, places and organisations stay when cables are added to a collection."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.editions.edition_settings import PREDEFINED
from generator.model import Corpus, Entity, SiteInfo
from generator.render.page_context import PageContext
from tests.cables import cable_text
from tests.editions import published, rules

NUMBERS = tuple(f"{year}{post}{n}" for year in (75, 84, 98, 99) for post, n in (
    ("LIMA", 3), ("LIMA", 40), ("QUITO", 7), ("MADRID", 12)))  # fmt: skip

PEOPLE = (
    "Foreign Minister Zaldunari spoke.",
    "Foreign Minister Ines Zaldunari spoke.",
    "President Ines Olga Zaldunari spoke.",
    "President Zaldunari spoke.",
    "We met Ines Zaldunari.",
    "Ines A. Zaldunari met Ines B. Zaldunari.",
    "Mr. Zaldunari met Mrs. Zaldunari.",
    "Foreign Minister Rosa Zaldunari spoke.",
    "The Ambassador spoke.",
)

ORGANISATIONS = (
    "The National Salt Institute (NSI) met in Lima. The NSI spoke.",
    "The National Salt Institute met in Quito.",
    "The National Salt Institute of Peru met.",
    "The New Salt Institute (NSI) met.",
    "The Peruvian Ministry of Salt spoke.",
    "The Ministry of Salt of Ecuador spoke.",
    "The Ministry of Salt spoke.",
    "The Ministry of Salt (MOS) spoke.",
)

SIGNATURES = ("", "ZALDUNARI", "STRAUSZ-HUPE", "AGUIRRE")

Cables = dict[str, tuple[list[str], str]]
"""The sentences and the signature of each cable, by number."""


def cables_of(sentences: tuple[str, ...], signatures: tuple[str, ...]) -> st.SearchStrategy[Cables]:
    return st.dictionaries(
        st.sampled_from(NUMBERS),
        st.tuples(
            st.lists(st.sampled_from(sentences), min_size=1, max_size=3),
            st.sampled_from(signatures),
        ),
        min_size=2,
        max_size=6,
    )


def corpus_of(cables: Cables) -> Corpus:
    texts = {
        f"c{mrn}": f"{cable_text(mrn, *sentences)}\n\n{signature}\n"
        for mrn, (sentences, signature) in cables.items()
    }
    return published(rules("rules: []"), PREDEFINED["internal"], None, **texts).corpus


def led_to(corpus: Corpus) -> dict[str, list[Entity]]:
    """The entities to which each address leads: that of its page, and others."""
    context = PageContext(corpus, SiteInfo(name="Example"))
    pages = {entity.profile.id: entity for entity in corpus.entities}
    others = {f"{e.profile.kind.value}/{key}" for e in corpus.entities for key in e.also_at}
    moved = {name: [pages[profile.id] for profile in context.moved[name]] for name in others}
    return {
        name: [*([pages[name]] if name in pages else []), *moved.get(name, [])]
        for name in pages.keys() | others
    }


def words_of(entity: Entity) -> set[object]:
    """Where cables name it."""
    return {(mrn, mention.place) for mrn, mention in entity.mentions} | {*entity.outside}


def check(cables: Cables, left_out: set[str]) -> None:
    fewer = {mrn: text for mrn, text in cables.items() if mrn not in left_out}
    if not fewer:
        return
    before, after = led_to(corpus_of(fewer)), led_to(corpus_of(cables))
    for address, entities in before.items():
        assert address in after, address
        words = {word for entity in after[address] for word in words_of(entity)}
        assert all(words_of(entity) & words for entity in entities), address


LEFT_OUT = st.sets(st.sampled_from(NUMBERS))


@given(cables=cables_of(PEOPLE, SIGNATURES), left_out=LEFT_OUT)
@settings(max_examples=40, deadline=None)
@example(
    cables={mrn: (["We met Ines Zaldunari."], "") for mrn in ("84LIMA3", "98LIMA3", "75LIMA3")},
    left_out={"84LIMA3"},
)
def test_the_address_of_a_person_leads_to_the_person(cables: Cables, left_out: set[str]) -> None:
    check(cables, left_out)


@given(cables=cables_of(ORGANISATIONS, ("",)), left_out=LEFT_OUT)
@settings(max_examples=40, deadline=None)
@example(
    cables={
        "75LIMA3": ([ORGANISATIONS[0], ORGANISATIONS[2]], ""),
        "84LIMA3": ([ORGANISATIONS[0]], ""),
    },
    left_out={"75LIMA3"},
)
def test_the_address_of_an_organisation_leads_to_it(cables: Cables, left_out: set[str]) -> None:
    check(cables, left_out)
