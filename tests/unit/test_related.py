"""Related cables, threads and the top of a front page: every reason is true, every link leads."""

from __future__ import annotations

import pytest

from generator import pipeline
from generator.demo.demo_cables import demo_cables
from generator.model import Corpus, CuratedGlossary, Mrn, SiteInfo, Source
from generator.model.relations import CommonFeature, CommonKind
from generator.render.front_views import MAX_SUMMARY, opening, reason
from generator.render.page_context import PageContext
from generator.render.threads import thread
from generator.render.urls import cable_page
from generator.resolve.cable_links import linked_cables
from tests.cables import cable_text


def corpus_of(texts: dict[str, str]) -> Corpus:
    sources = [Source(name=f"{n}.txt", text=text, diagnostics=()) for n, text in texts.items()]
    return pipeline.assemble(sources, CuratedGlossary())


@pytest.fixture(scope="module")
def demo() -> Corpus:
    return corpus_of({cable.name: cable.text for cable in demo_cables(120, seed=3)})


def is_true(corpus: Corpus, common: CommonFeature, mrns: tuple[Mrn, Mrn]) -> bool:
    """Whether both cables have the feature, by their own text."""
    pair = [item for item in corpus.cables if item.mrn in mrns]
    headers = [item.cable.header for item in pair]
    match common.kind:
        case CommonKind.REFERENCE:
            cited = [{c.cited for c in corpus.citations if c.citing == mrn} for mrn in mrns]
            return set(common.values) <= cited[0] & cited[1]
        case CommonKind.TAGS:
            return all(set(common.values) <= set(header.tags) for header in headers)
        case CommonKind.WORD:
            words = [(header.subject or "").lower() for header in headers]
            return all(value in subject for value in common.values for subject in words)
        case CommonKind.ABBREVIATION:
            used = {t.abbreviation: {mrn for mrn, _ in t.uses} for t in corpus.terms}
            return all(set(mrns) <= used[value] for value in common.values)
        case CommonKind.QUESTION:
            keys = {q.key: {a.mrn for a in q.answers} for q in corpus.indexes.questions}
            return all(set(mrns) <= keys[value] for value in common.values)


def test_every_reason_is_true(demo: Corpus) -> None:
    reasons = [
        (mrn, related.mrn, common)
        for mrn, others in demo.related.items()
        for related in others
        for common in related.common
    ]
    assert len(reasons) > 100
    assert all(is_true(demo, common, (mrn, other)) for mrn, other, common in reasons)
    assert all(reason(common) for _, _, common in reasons)


def test_a_linked_cable_is_not_related_too(demo: Corpus) -> None:
    for mrn, others in demo.related.items():
        linked = linked_cables(demo.links[mrn]) | {mrn}
        assert not linked & {other.mrn for other in others}


def test_the_same_references_relate_and_a_common_code_does_not() -> None:
    texts = {
        "08LIMA12": cable_text("08LIMA12", "One.", header="REF: 07 STATE 99"),
        "08QUITO7": cable_text("08QUITO7", "Two.", header="REF: 07 STATE 99"),
        **{f"07RABAT{n}": cable_text(f"07RABAT{n}", "Three.") for n in range(100, 180)},
    }
    corpus = corpus_of(texts)
    assert [r.mrn for r in corpus.related[Mrn("08LIMA12")]] == ["08QUITO7"]
    common = corpus.related[Mrn("08LIMA12")][0].common
    assert [reason(c) for c in common] == ["both cite 07STATE99"]
    assert Mrn("07RABAT100") not in corpus.related


def context_of(texts: dict[str, str]) -> PageContext:
    return PageContext(corpus_of(texts), SiteInfo(name="Salt"))


def test_neighbours_are_those_of_the_post_in_its_order() -> None:
    context = context_of(
        {n: cable_text(n, "One.") for n in ("07LIMA99", "08LIMA3", "08LIMA12", "08QUITO5")}
    )
    assert context.neighbours(Mrn("08LIMA3")) == ("07LIMA99", "08LIMA12")
    assert context.neighbours(Mrn("08QUITO5")) == (None, None)


CHAIN = {
    "08LIMA1": cable_text("08LIMA1", "One.", header="REF: 07 LIMA 2"),
    "07LIMA2": cable_text("07LIMA2", "Two.", header="REF: 06 LIMA 3"),
    "06LIMA3": cable_text("06LIMA3", "Three.", header="REF: 09 STATE 4"),
    "09QUITO5": cable_text("09QUITO5", "Five.", header="REF: 08 LIMA 1"),
}


def test_a_thread_leads_back_and_forward() -> None:
    context = context_of(CHAIN)
    page = cable_page(Mrn("08LIMA1"))
    found = thread(context, Mrn("08LIMA1"), page)
    assert [(line.depth, line.mrn, line.is_held) for line in found.cited] == [
        (1, "07LIMA2", True),
        (2, "06LIMA3", True),
    ]
    assert [(line.depth, line.mrn) for line in found.citing] == [(1, "09QUITO5")]
    assert found.is_worth_showing
    assert not any(line.is_late for line in found.cited)


def test_a_thread_says_which_dates_cannot_be_right() -> None:
    texts = {**CHAIN, "06LIMA3": cable_text("06LIMA3", "Three.").replace("JUN 06", "JUN 09")}
    context = context_of({"07LIMA2": CHAIN["07LIMA2"], "x": texts["06LIMA3"]})
    found = thread(context, Mrn("07LIMA2"), cable_page(Mrn("07LIMA2")))
    assert [line.is_late for line in found.cited] == [False]
    late = context_of(
        {
            "A": cable_text("07LIMA2", "Two.", header="REF: 07 LIMA 3"),
            "B": cable_text("07LIMA3", "Three.").replace("JUN 07", "DEC 07"),
        }
    )
    found = thread(late, Mrn("07LIMA2"), cable_page(Mrn("07LIMA2")))
    assert [line.is_late for line in found.cited] == [True]


def test_two_cables_that_cite_each_other_end_the_thread() -> None:
    context = context_of(
        {
            "08LIMA1": cable_text("08LIMA1", "One.", header="REF: 08 LIMA 2"),
            "08LIMA2": cable_text("08LIMA2", "Two.", header="REF: 08 LIMA 1"),
        }
    )
    found = thread(context, Mrn("08LIMA1"), cable_page(Mrn("08LIMA1")))
    assert [line.mrn for line in (*found.cited, *found.citing)] == ["08LIMA2"]


def test_a_front_page_begins_with_the_summary_or_the_whole_of_a_short_text() -> None:
    long = "Salt is mined by the sea. " * 80
    context = context_of(
        {
            "08LIMA1": cable_text("08LIMA1", "One.", "Two."),
            "08LIMA2": cable_text("08LIMA2", long, f"SUMMARY: {long}", long),
            "08LIMA3": cable_text("08LIMA3", long, long),
        }
    )

    def shown(number: str) -> tuple[str, list[str]]:
        mrn = Mrn(number)
        top = opening(context, context.held[mrn], mrn, cable_page(mrn))
        assert top is not None
        assert sum(len(para.text) for para in top.paras) <= MAX_SUMMARY + 2
        return top.title, [para.name for para in top.paras]

    assert shown("08LIMA1") == ("Text", ["¶1", "¶2"])
    top = opening(context, context.held[Mrn("08LIMA2")], Mrn("08LIMA2"), cable_page(Mrn("08LIMA2")))
    assert top is not None
    assert top.paras[0].text.startswith("SUMMARY: Salt is mined")
    assert shown("08LIMA2") == ("Summary", ["¶2"])
    assert shown("08LIMA3") == ("Beginning", ["¶1"])
