"""Copies in an edition: what is withheld from one copy does not appear from another."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from generator.curated.curated_copies import read_copies, with_copy_notes
from generator.editions.edition_settings import PREDEFINED
from generator.execution.result_cache import CachedRunner
from generator.model import CuratedGlossary, Decisions, Source
from generator.model.compared_copies import ComparedCopies, DifferenceKind
from generator.model.diagnostic_codes import Severity
from generator.pipeline import EditionBuild, build_edition
from generator.pipeline.editors_view import review
from tests.cables import cable_text
from tests.cases import FIXTURES
from tests.editions import everything, leaks_in, rules

PUBLIC, INTERNAL = PREDEFINED["public"], PREDEFINED["internal"]
NAME = "Ada Specimen"
TEXT = "We met {} in Lima today, and two advisers left the room before the talks on salt began."
OTHER = "Rain is expected on the coast this week, and the harbour will be closed on Monday."
RULE = """rules:
  - id: first
    reason: personal privacy
    note: An example.
    {}
"""
COPIES = """copies:
  - {file: early.txt, publisher: The first office, date: 1998-05-01}
  - {file: late.txt, publisher: The second office, date: 2014-03-20}
"""


NOTHING = Decisions()


def built(
    decisions: Decisions = NOTHING, *, notes: str = "", edition: str = "public", **files: str
) -> EditionBuild:
    sources = [Source(name=f"{name}.txt", text=t, diagnostics=()) for name, t in files.items()]
    noted = [*with_copy_notes(sources, read_copies(notes, "copies.yml"))]
    return build_edition(noted, CuratedGlossary(), decisions, PREDEFINED[edition])


def cable(*paras: str) -> str:
    return cable_text("08LIMA12", *paras)


def copies(made: EditionBuild) -> ComparedCopies:
    (stored,) = made.corpus.copies.values()
    return stored.compared


def withholding(item: str) -> Decisions:
    return rules(RULE.format(item))


def text_of(made: EditionBuild, edition: str = "public") -> str:
    """All pages and data."""
    return "\n".join(everything(made, PREDEFINED[edition]).values())


PLAIN, NOISY = cable(TEXT.format(NAME), OTHER), cable(TEXT.format("Ada Spec1men"), OTHER)


def test_files_of_one_number_are_copies_and_no_error() -> None:
    made = built(late=PLAIN, early=cable(TEXT.format("[name not declassified]"), OTHER))
    assert [d.code for _, d in made.corpus.diagnostics if d.severity is not Severity.NOTE] == []
    assert [(n, d.code) for n, d in made.corpus.diagnostics if "mrn" in d.code] == [
        ("early.txt", "mrn-copy")
    ]
    assert [stored.name for stored in made.corpus.cables] == ["late.txt"]
    (one,) = (s for c in copies(made).comparisons for p in c.paras for s in p.differences)
    assert (one.kind, one.main) == (DifferenceKind.WITHHELD, NAME)


def test_what_editors_say_of_copies() -> None:
    gap = cable(TEXT.format("[name not declassified]"), OTHER)
    made = built(notes=COPIES, early=gap, late=PLAIN)
    compared = copies(made)
    assert (compared.main.publisher, compared.comparisons[0].other.publisher) == (
        "The second office",
        "The first office",
    )
    ((released,),) = (c.released for c in made.corpus.copies.values())
    assert (released.words, released.date) == (NAME, datetime.date(2014, 3, 20))
    assert "released/index.md" in everything(made)["index.md"]
    assert "released/index.md" not in everything(built(early=PLAIN))["index.md"]
    page = everything(made)["released/index.md"]
    assert "cables/08LIMA12/copies.md#p-1" in page
    assert NAME in page
    main = COPIES.replace("1998-05-01", "1998-05-01, base: true")
    assert copies(built(notes=main, early=gap, late=PLAIN)).main.name == "early.txt"


def test_a_name_is_withheld_in_all_copies() -> None:
    made = built(withholding(f"names: [{NAME}]"), first=PLAIN, second=cable(TEXT.format(NAME)))
    assert NAME not in text_of(made)
    assert leaks_in(made) == []
    internal = built(withholding(f"names: [{NAME}]"), edition="internal", a=PLAIN, b=PLAIN)
    assert NAME in text_of(internal, "internal")


def test_a_name_that_another_copy_spells_otherwise_is_not_shown() -> None:
    for files in ({"a": PLAIN, "b": NOISY}, {"b": NOISY, "c": cable(TEXT.format(NAME))}):
        made = built(withholding(f"names: [{NAME}]"), **files)
        if made.corpus.cables[0].name == "b.txt":
            continue  # the main copy itself has the other spelling
        assert "Spec1men" not in text_of(made)
        assert [*everything(made)]
    found = review(
        [Source(name=f"{n}.txt", text=t, diagnostics=()) for n, t in (("a", PLAIN), ("b", NOISY))],
        withholding(f"names: [{NAME}]"),
        PUBLIC,
        CachedRunner(),
    )
    assert [miss.words for miss in found.near_misses] == ["Ada Spec1men"]


def test_a_name_in_a_para_at_another_place_is_not_shown() -> None:
    notes = "copies:\n  - {file: a.txt, base: true}"
    more = "The owners of forty boats on the northern coast complain about the price of salt."
    moved = cable(OTHER, more, TEXT.format("Adq Spec1men"))
    made = built(
        withholding(f"names: [{NAME}]"),
        notes=notes,
        a=cable(TEXT.format(NAME), OTHER, more),
        b=moved,
    )
    assert "Spec1men" not in text_of(made)


@pytest.mark.parametrize(
    "other",
    [
        cable(TEXT.format(NAME), OTHER),
        cable("Begin summary.", OTHER, TEXT.format(NAME)),
        cable("Begin summary.", OTHER, TEXT.format("Ada Spec1men").replace("left", "1eft")),
        cable(f"{OTHER} {TEXT.format(NAME)}"),
        cable(TEXT.format("Ada Spec1men").replace("salt", "sa1t"), OTHER),
        cable(TEXT.format("Ada Specimen and Bo"), OTHER).replace("¶1.", "¶7."),
    ],
)
def test_a_rule_for_a_para_applies_to_the_same_para_of_each_copy(other: str) -> None:
    item = "paras: [{para: '08LIMA12 ¶1', begins: We met}]"
    made = built(
        withholding(item), notes="copies:\n  - {file: a.txt, base: true}", a=PLAIN, b=other
    )
    text = text_of(made)
    assert "Spec1men" not in text
    assert NAME not in text
    assert "two advisers" not in text
    assert leaks_in(made) == []


def test_a_cable_that_is_withheld_has_no_copies() -> None:
    noisy = NOISY.replace("TAGS: PREL", "TAGS: PREL, SPEC1MEN")
    made = built(withholding("cables: [08LIMA12]"), a=PLAIN, b=noisy)
    assert not made.corpus.copies
    assert "SPEC1MEN" not in str(made.corpus.diagnostics)
    text = text_of(made)
    assert "Spec1men" not in text
    assert "harbour" not in text


def test_what_one_copy_strikes_out_is_not_shown_from_another() -> None:
    """The main copy shows what the editors let it show; review asks about it as before."""
    notes = "copies:\n  - {file: a.txt, base: true}"
    struck = cable(TEXT.format("XXXXXXXXXXXX"), OTHER)
    made = built(rules("rules: []"), notes=notes, a=struck, b=PLAIN)
    assert NAME not in text_of(made)
    internal = built(rules("rules: []"), notes=notes, edition="internal", a=struck, b=PLAIN)
    assert NAME in text_of(internal, "internal")


def test_what_a_later_review_released_is_shown() -> None:
    struck = cable(TEXT.format("[name not declassified]"), OTHER)
    main = "{file: early.txt, base: true,"
    notes = COPIES.replace("{file: early.txt,", main)
    assert NAME in text_of(built(rules("rules: []"), notes=notes, early=struck, late=PLAIN))
    covered = cable(TEXT.format("XXXXXXXXXXXX"), OTHER)
    assert NAME not in text_of(built(rules("rules: []"), notes=notes, early=covered, late=PLAIN))
    turned = notes.replace("1998", "2020")
    assert NAME not in text_of(built(rules("rules: []"), notes=turned, early=struck, late=PLAIN))


def test_an_earlier_copy_in_a_file_is_compared_unless_a_para_is_withheld() -> None:
    gap = cable(TEXT.format("[name not declassified]"), OTHER)
    text = f"{gap}\n\n{PLAIN}"
    (comparison,) = copies(built(a=text)).comparisons
    assert comparison.other.line == 1
    assert [one.main for p in comparison.paras for one in p.differences] == [NAME]
    made = built(withholding("paras: [{para: '08LIMA12 ¶2', begins: Rain}]"), a=text)
    assert not made.corpus.copies
    assert leaks_in(made) == []


def test_detectors_search_each_copy() -> None:
    text = OTHER.replace("Monday", "Monday: call +51 1 618 2000")
    made = built(a=cable(TEXT, OTHER), b=cable(TEXT, text))
    assert "618 2000" not in text_of(made)
    assert leaks_in(made) == []


def test_the_publisher_and_file_names_are_concealed() -> None:
    notes = f"copies:\n  - {{file: b.txt, publisher: The {NAME} papers}}"
    made = built(withholding(f"names: [{NAME}]"), notes=notes, a=PLAIN, b=PLAIN)
    assert NAME not in text_of(made)


def test_copies_keep_their_corrections_and_diagnostics() -> None:
    late = cable(TEXT.format(NAME), OTHER).replace("SUBJECT: An example\n", "")
    made = built(a=PLAIN, b=late)
    assert ("b.txt", "subject-missing") in [(n, d.code) for n, d in made.corpus.diagnostics]


def test_more_than_two_copies_have_a_page_each() -> None:
    third = replace_word(PLAIN, "harbour", "harb0ur")
    made = built(a=PLAIN, b=cable(TEXT.format("XXXXXXXX"), OTHER), c=third)
    pages = everything(made)
    assert "cables/08LIMA12/copy-b-txt.md" in pages
    assert "cables/08LIMA12/copy-c-txt.md" in pages
    overview = pages["cables/08LIMA12/copies.md"]
    assert "B: [1 passage withheld in B](copy-b-txt.md#p-1)" in overview
    assert "C: [1 place damaged](copy-c-txt.md#p-2)" in overview
    assert "[3 copies of this cable are compared](copies.md)" in pages["cables/08LIMA12/index.md"]


def test_numbers_and_words_of_other_copies_lead_to_the_cable() -> None:
    smart = (FIXTURES / "released.txt").read_text(encoding="utf-8")
    other = replace_word(smart, "C05000000", "C05000009")
    made = built(a=smart, b=replace_word(other, "the harbour, and", "the quay, and"), c=PLAIN)
    pages = everything(made)
    numbers = pages["archive-numbers/index.md"]
    assert "C05000000" in numbers
    assert "C05000009" in numbers
    assert "C05000009" in pages["cables/12EXAMPLE1954/copies.md"]
    assert "C05000009" in pages["search of cables/12EXAMPLE1954/copies/"]
    more = built(notes=f"{HEAD}  - {{file: a.txt, base: true}}", a=PLAIN, b=PLAIN_AND_MORE)
    assert "forty boats" in everything(more)["search of cables/08LIMA12/copies/"]


HEAD = "copies:\n"
PLAIN_AND_MORE = cable(TEXT.format(NAME), f"{OTHER} The owners of forty boats complain.")


def replace_word(text: str, before: str, after: str) -> str:
    assert before in text
    return text.replace(before, after)


def test_names_of_files_that_differ_in_signs_only_have_pages_of_their_own() -> None:
    files = {"a": PLAIN, "b b": NOISY, "b-b": NOISY, "b_b": NOISY}
    pages = [page for page in everything(built(NOTHING, **files)) if "/copy-" in page]
    assert len(pages) == len(set(pages)) == 3


def test_a_cable_with_one_copy_has_no_page_of_copies() -> None:
    assert not [page for page in everything(built(a=PLAIN)) if "cop" in page and "08LIMA12" in page]


def test_a_long_index_of_what_was_released_is_split() -> None:
    gap = TEXT.format("[name not declassified]")
    files, notes = {}, "copies:\n"
    for number in range(310):
        mrn = f"08LIMA{number + 1}"
        files[f"a{number}"] = cable_text(mrn, gap, OTHER)
        files[f"b{number}"] = cable_text(mrn, TEXT.format(NAME), OTHER)
        year = 2001 + number % 2
        notes += f"  - {{file: a{number}.txt, date: 1998-05-01}}\n"
        notes += f"  - {{file: b{number}.txt, date: {year}-03-01}}\n"
    pages = everything(built(NOTHING, notes=notes, **files))
    assert (
        "released/2001.md" in pages["released/index.md"] or "2001.md" in pages["released/index.md"]
    )
    assert pages["released/2001.md"].count(NAME) == 155
    assert NAME not in pages["released/index.md"]


def test_the_digest_of_copies_covers_what_editors_say() -> None:
    one, two = (
        built(notes=n, early=PLAIN, late=NOISY) for n in (COPIES, COPIES.replace("1998", "1999"))
    )
    (first,), (second,) = one.corpus.copies.values(), two.corpus.copies.values()
    assert first.digest != second.digest
    assert replace(first, digest=b"") != replace(second, digest=b"")
