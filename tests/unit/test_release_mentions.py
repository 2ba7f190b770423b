"""Words in a text that are the archive number of a copy lead to its cable."""

from __future__ import annotations

from generator import pipeline
from generator.model import CuratedGlossary, ResolvedTarget, Source
from tests.cables import cable_text
from tests.cases import FIXTURES

CITING = cable_text("13LIMA12", "See C05000000 and C05000001, of case F-2014-99999.")
RELEASED = (FIXTURES / "released.txt").read_text(encoding="utf-8")


def mentions(**cables: str) -> list[tuple[str, object]]:
    sources = [Source(name=f"{n}.txt", text=t, diagnostics=()) for n, t in cables.items()]
    corpus = pipeline.assemble(sources, CuratedGlossary())
    return [(m.words, m.outcome) for m in corpus.links["13LIMA12"].mentions]  # type: ignore[index]  # a str


def test_the_number_of_a_held_copy_is_a_link() -> None:
    ((words, outcome),) = mentions(c=CITING, C05000000=RELEASED)
    assert words == "C05000000"
    assert isinstance(outcome, ResolvedTarget)
    assert outcome.target == "12EXAMPLE1954"


def test_the_number_of_two_cables_is_none() -> None:
    other = RELEASED.replace("12 EXAMPLE 1954", "12 EXAMPLE 1955")
    assert mentions(c=CITING, C05000000=RELEASED, other=other) == []


def test_the_number_of_no_held_copy_is_none() -> None:
    assert mentions(c=CITING) == []
