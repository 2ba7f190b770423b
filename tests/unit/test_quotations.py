"""Quotations: words, fingerprints, passages, verdicts; the page's script has the same cases."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from generator.exports.quotation_files import quotable_part, quotation_files
from generator.model import INTERNAL_EDITION, Cable, Decisions, Mrn, SiteFeature, SiteInfo
from generator.model.cable_json import cable_json
from generator.quotations.cable_numbers import cable_numbers
from generator.quotations.fingerprint_files import (
    LETTERS,
    MOST_LISTED,
    Postings,
    decode_postings,
    file_bits,
    file_of,
    fingerprint_files,
    pack_prints,
    unpack_prints,
)
from generator.quotations.fingerprints import chosen, fingerprints
from generator.quotations.likely_places import run_places
from generator.quotations.quotable_text import (
    PieceKind,
    QuotablePiece,
    read_cable_json,
    text_fingerprints,
    text_pieces,
)
from generator.quotations.quotation_alignment import StepKind, cable_words
from generator.quotations.quotation_check import (
    Judgement,
    QuotableCable,
    QuotationVerdict,
    judge,
    judge_reading,
)
from generator.quotations.quotation_reading import readings
from generator.quotations.quotation_words import clean, lookup_keys, words_of
from generator.quotations.quoted_passages import MOST_CHARACTERS, quoted_passages
from generator.quotations.text_check import check_text
from generator.render import urls
from generator.render.optional_lists import absent_lists
from generator.render.page_context import PageContext
from generator.render.units import render_corpus
from tests.cables import cable_text, filed_cable
from tests.cases import FIXTURES
from tests.editions import TEMPLATES, published, rules
from tests.quotation_maker import make_quotations

CASES: dict[str, list[Any]] = json.loads(
    (FIXTURES / "quotations" / "cases.json").read_text(encoding="utf-8")
)


def best_judgement(text: str, cable: QuotableCable) -> Judgement:
    """The best judgement of the readings of a quotation against one cable."""
    order = list(QuotationVerdict)
    judged = [judge_reading(reading, 0, cable) for reading in readings(text)]
    return min(judged, key=lambda j: (order.index(j.verdict), j.cost))


def steps_shown(judgement: Judgement) -> str:
    """The steps that are not the same words: `replaced low/high`, `covered vell/`."""
    return "; ".join(
        f"{step.kind} {' '.join(w.key for n in step.quote if (w := judgement.reading[n]))}"
        f"/{' '.join(judgement.words[n].key for n in step.cable)}"
        for step in judgement.steps
        if step.kind not in (StepKind.SAME, StepKind.JUMP)
    )


def fixture_cable() -> QuotableCable:
    words = cable_words(QuotablePiece(PieceKind(k), a, t, m) for k, a, t, m in CASES["pieces"])
    return QuotableCable(words, run_places(words))


@pytest.mark.parametrize(("text", "keys"), CASES["words"])
def test_words_and_numbers_count_and_their_form_does_not(text: str, keys: list[str]) -> None:
    assert [word.key for word in words_of(clean(text))] == keys


@pytest.mark.parametrize(("keys", "prints", "indices"), CASES["fingerprints"])
def test_fingerprints_and_those_that_are_kept(
    keys: list[str], prints: list[int], indices: list[int]
) -> None:
    assert fingerprints(keys) == prints
    assert chosen(prints, 3) == indices


@pytest.mark.parametrize(("text", "expected"), CASES["passages"])
def test_quotations_are_recognised_by_their_marks(text: str, expected: list[list[str]]) -> None:
    cleaned = clean(text)
    passages = quoted_passages(cleaned)
    assert [[p.kind.name.lower(), cleaned[p.start : p.end]] for p in passages] == expected


@pytest.mark.parametrize(("text", "verdict", "cost", "steps"), CASES["judgements"])
def test_a_quotation_is_judged_word_by_word(text: str, verdict: str, cost: int, steps: str) -> None:
    judgement = best_judgement(clean(text), fixture_cable())
    assert (judgement.verdict.value, judgement.cost, steps_shown(judgement)) == (
        verdict,
        cost,
        steps,
    )


# --- Files ------------------------------------------------------------------------------


def test_files_give_the_cables_of_each_fingerprint() -> None:
    cables = [[5, 1 << 31, 3_000_000_000 + number] for number in range(MOST_LISTED + 3)]
    for bits in (0, 3):
        files = list(fingerprint_files([pack_prints(prints) for prints in cables], bits))
        assert len(files) == 1 << bits
        for number, expected in (
            (3_000_000_002, Postings(1, [2])),
            (5, Postings(MOST_LISTED + 3, list(range(MOST_LISTED)))),
            (6, None),
        ):
            file, first = file_of(number, bits)
            assert decode_postings(files[file], first).get(number) == expected


def test_another_text_of_a_cable_changes_only_the_files_of_its_words() -> None:
    rng = random.Random(4)
    cables = [sorted(rng.sample(range(1 << 32), 50)) for _ in range(100)]
    edited = [*cables]
    edited[30] = sorted([*cables[30][2:], rng.randrange(1 << 32)])
    before, after = (
        [*fingerprint_files([pack_prints(prints) for prints in texts], 8)]
        for texts in (cables, edited)
    )
    assert 1 <= sum(one != other for one, other in zip(before, after, strict=True)) <= 3


def test_files_are_words_of_letters_that_are_no_number_and_no_name() -> None:
    (text,) = fingerprint_files([pack_prints([1, 4_000_000_000])], 0)
    assert set(text) <= set(LETTERS)
    assert not set(LETTERS) & set("aeiou0123456789")


def test_more_fingerprints_are_in_more_files() -> None:
    assert [file_bits(n) for n in (0, 1, 600, 601, 1200, 1201, 10**9)] == [0, 0, 0, 1, 1, 2, 16]


def test_fingerprints_are_unpacked_as_they_were_packed() -> None:
    assert list(unpack_prints(pack_prints([0, 7, 2**32 - 1]))) == [0, 7, 2**32 - 1]


# --- Cables -----------------------------------------------------------------------------

PARAS = (
    "The harbour master of Port Example told Poloff on March 3 that dues will rise by 40 percent "
    "next year, and that two of the seven piers are closed for repairs until the summer.",
    "Comment: The board has asked the ministry three times for a loan; we do not expect that the "
    "ministry will answer before the vote on the budget in late October. End comment.",
    "A trader named Osric Vell, who imports tinned fish and cotton thread, said that the closure "
    "costs him a third of his earnings and that his brother has moved to the capital.",
)


class OneCable:
    """An index of one cable."""

    def __init__(self, cable: Any) -> None:
        words = cable_words(text_pieces(cable))
        self._cable = QuotableCable(words, run_places(words))
        self._prints = {*unpack_prints(text_fingerprints(cable))}

    def postings(self, fingerprint: int) -> Postings:
        return Postings(1, [0]) if fingerprint in self._prints else Postings(0, [])

    def cable(self, number: int) -> QuotableCable:
        assert number == 0
        return self._cable


def example(*paras: str) -> Cable:
    return filed_cable("08EXAMPLE1", *paras).cable


def test_a_cable_and_its_json_have_the_same_text() -> None:
    cable = example(*PARAS)
    read = read_cable_json(cable_json(cable))
    assert list(text_pieces(read)) == list(text_pieces(cable))
    assert text_fingerprints(read) == text_fingerprints(cable)


def test_made_quotations_are_judged_right() -> None:
    cable = example(*PARAS)
    index = OneCable(cable)
    made = make_quotations({"08EXAMPLE1": cable}, seed=4, count=120)
    assert [q for q in made if judge(clean(q.text), index).verdict is not q.verdict] == []


def test_every_quotation_of_a_text_is_checked() -> None:
    text = (
        "He said “dues will rise by 40 percent next year” and “dues will rise by 50 percent next "
        "year”; the “harbour master” denies it. We do not expect that the ministry will answer "
        "before the vote on the budget, a source says. “Nobody has ever said anything like this”."
    )
    checked = check_text(text, OneCable(example(*PARAS)))
    assert [(p.passage.kind.name, p.judgement.verdict.value) for p in checked.passages] == [
        ("MARKS", "exact"),
        ("MARKS", "altered"),
        ("RUN", "exact"),
        ("MARKS", "absent"),
    ]
    assert (checked.short, checked.is_cut) == (1, False)


def test_words_that_are_too_few_to_be_looked_up_are_undecided() -> None:
    index = OneCable(example(*PARAS))
    verdicts = [judge(text, index).verdict.value for text in ("two of the", "two ... seven", "...")]
    assert verdicts == ["exact", "undecided", "undecided"]


@pytest.mark.parametrize(
    "piece",
    ["“", '"a ', "'a ", " 'a'a", "[", "> a\n", ". . ", "a-\n", "the harbour master ", "«"],
)
def test_hostile_text_is_cut_and_does_not_take_long(piece: str) -> None:
    checked = check_text(piece * (1_000_000 // len(piece)), OneCable(example(*PARAS)))
    assert checked.is_cut
    assert len(checked.text) <= MOST_CHARACTERS


def test_numbers_of_cables_are_found_as_people_write_them() -> None:
    assert cable_numbers("See 08MEXICO721, 08 THE HAGUE 0012 and 2008LIMA45; 1998 was cold.") == [
        "08MEXICO721",
        "08THEHAGUE12",
        "08LIMA45",
    ]


# --- Editions ---------------------------------------------------------------------------

RULES = """
rules:
  - id: traders
    reason: protected source
    kind: name
    names: [Osric Vell]
    note: A trader who spoke in confidence.
  - id: comment
    reason: security
    kind: paragraph
    paras: [08EXAMPLE1 2]
    note: A comment.
"""


def test_no_fingerprint_is_made_from_what_an_edition_withholds() -> None:
    """The check for leaks cannot read a fingerprint, so this compares editions."""
    text = cable_text("08EXAMPLE1", *PARAS)
    internal = published(rules(RULES), INTERNAL_EDITION, c08EXAMPLE1=text)
    public = published(rules(RULES), c08EXAMPLE1=text)
    (whole,) = (item.cable for item in internal.corpus.cables)
    (shown,) = (item.cable for item in public.corpus.cables)
    prints = {*unpack_prints(text_fingerprints(shown))}
    hidden = {
        fingerprint
        for para in whole.paras
        for keys in [lookup_keys(clean(para.text))]
        for at, fingerprint in enumerate(fingerprints(keys))
        if para.number == 2 or {"osric", "vell"} & {*keys[at : at + 3]}
    }
    assert len(hidden) > 25
    assert prints.isdisjoint(hidden)
    assert {*unpack_prints(text_fingerprints(whole))} & hidden


def test_editions_that_differ_in_withheld_words_only_have_the_same_files() -> None:
    texts = [
        cable_text("08EXAMPLE1", *(para.replace("Osric Vell", name) for para in PARAS))
        for name in ("Osric Vell", "Lena Quimbyton")
    ]
    made = []
    for name, text in zip(("Osric Vell", "Lena Quimbyton"), texts, strict=True):
        public = published(rules(RULES.replace("Osric Vell", name)), c08EXAMPLE1=text)
        (item,) = public.corpus.cables
        made.append(text_fingerprints(item.cable))
    assert made[0] == made[1]


def test_a_quotation_from_what_is_withheld_cannot_be_answered() -> None:
    public = published(rules(RULES), c08EXAMPLE1=cable_text("08EXAMPLE1", *PARAS))
    (item,) = public.corpus.cables
    index = OneCable(item.cable)
    right = "A trader named Osric Vell, who imports tinned fish"
    assert judge(right, index).verdict is QuotationVerdict.WITHHELD
    assert judge(right.replace("Osric Vell", "Ana Tamsin"), index)[:2] == judge(right, index)[:2]
    assert (
        judge("the ministry will answer before the vote", index).verdict is QuotationVerdict.ABSENT
    )


def test_a_site_that_leaves_quotations_out_has_no_page_and_no_files() -> None:
    public = published(Decisions(), c08EXAMPLE1=cable_text("08EXAMPLE1", *PARAS))
    for left_out in ((), (SiteFeature.QUOTATIONS,)):
        info = SiteInfo(name="Example cables", left_out=left_out)
        context = PageContext(public.corpus, info)
        part = quotable_part(context, Mrn("08EXAMPLE1"))
        files = [*quotation_files([part] if part else [], info)]
        pages = [page.path for page in render_corpus(public.corpus, TEMPLATES, info)]
        assert bool(files) is (urls.QUOTATIONS in pages) is (not left_out)
        assert (urls.QUOTATIONS in absent_lists(context)) is bool(left_out)


def test_the_files_name_the_cables_with_their_citations() -> None:
    public = published(Decisions(), c08EXAMPLE1=cable_text("08EXAMPLE1", *PARAS))
    info = SiteInfo(name="Example cables")
    part = quotable_part(PageContext(public.corpus, info), Mrn("08EXAMPLE1"))
    assert part is not None
    files = {page.path: json.loads(page.text) for page in quotation_files([part], info)}
    assert files["quotations/index.json"]["first"] == ["08EXAMPLE1"]
    ((mrn, before, after),) = files["quotations/cables-0.json"]
    assert (mrn, after) == ("08EXAMPLE1", ", Example cables, ")
    assert "Cable 08EXAMPLE1" in before
    assert len(decode_postings(files["quotations/words/0.json"], 0)) == len(part.prints) // 4
