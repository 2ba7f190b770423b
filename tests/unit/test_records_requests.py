"""Cables that are cited and not held: words that cite them, bounds of dates, letters, requests."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

import pytest

from generator.curated.curated_requests import read_records_requests
from generator.model import (
    Corpus,
    CuratedGlossary,
    Decisions,
    EditorTexts,
    Mrn,
    RequestKind,
    RequestOutcome,
    SiteFeature,
    SiteInfo,
    Source,
)
from generator.pdf.letter_pdf import letter_html
from generator.pipeline import EditionBuild, build_edition
from generator.pipeline.shown_requests import uncited_requests
from generator.render.cited_series import DatedNumber, cited_series, in_order
from generator.render.date_words import bounds_in_letter, bounds_text
from generator.render.units import render_corpus
from tests.cables import cable_text
from tests.editions import PUBLIC, TEMPLATES, everything, leaks_in, rules

FILE = "content/curated/requests.yml"

REQUESTS = """
requests:
  - numbers: [08LIMA40]
    asked: 2024-05-01
    kind: foia
    case: F-2024-00001
    status: denied
    answered: 2024-11-02
    note: Exempt under (b)(1).
  - {post: Quito, year: 2007, asked: 2024-06-03, kind: mdr, status: asked}
"""


def dated(mrn: str, day: str, *paras: str, header: str = "") -> str:
    """A cable of a day: `05JAN`."""
    text = cable_text(mrn, *paras, header=header)
    return text.replace("010900Z JUN", f"{day[:2]}0900Z {day[2:]}")


CABLES = {
    "08LIMA30": dated("08LIMA30", "05JAN", "One."),
    "08LIMA50": dated("08LIMA50", "20JAN", "Two."),
    "08BOGOTA7": dated(
        "08BOGOTA7",
        "10FEB",
        "Rain fell. As 08 LIMA 40 says, salt is dear. It rose.",
        header="REF: A. 08 LIMA 41 (NOTAL) B. 07 QUITO 3",
    ),
}


def built(
    requests: str = "", decisions: Decisions | None = None, cables: Mapping[str, str] = CABLES
) -> EditionBuild:
    """The public edition of `CABLES`, some of them replaced, with an editors' file of requests."""
    sources = [
        Source(name=f"{name}.txt", text=text, diagnostics=())
        for name, text in {**CABLES, **cables}.items()
    ]
    texts = EditorTexts(records_requests=read_records_requests(requests, FILE)[0])
    return build_edition(sources, CuratedGlossary(), decisions or Decisions(), PUBLIC, texts=texts)


def pages(corpus: Corpus, info: SiteInfo | None = None) -> dict[str, str]:
    info = info or SiteInfo(name="Example cables")
    return {page.path: page.text for page in render_corpus(corpus, TEMPLATES, info)}


# --- The editors' file ----------------------------------------------------------------------------


def test_a_request_has_its_numbers_or_post_and_year() -> None:
    (by_number, by_year), faults = read_records_requests(REQUESTS, FILE)
    assert not faults
    assert by_number.numbers == ("08LIMA40",)
    assert by_number.kind is RequestKind.FOIA
    assert by_number.outcome is RequestOutcome.DENIED
    assert (by_number.asked, by_number.answered) == (
        datetime.date(2024, 5, 1),
        datetime.date(2024, 11, 2),
    )
    assert (by_number.case, by_number.note) == ("F-2024-00001", "Exempt under (b)(1).")
    assert by_year.series == "07QUITO"
    assert by_year.covers(Mrn("07QUITO3"))
    assert not by_year.covers(Mrn("08QUITO3"))


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("asked: 2024-05-01", "requests.yml:2: say what was asked for"),
        ("numbers: [08LIMA1]\n    post: LIMA\n    year: 2008", "requests.yml:2: say what was"),
        ("post: LIMA", "requests.yml:2: 'post' and 'year' belong together"),
        ("post: LIMA\n    year: 08", "requests.yml:2: '08' is not a year of telegrams"),
        ("numbers: [LIMA 1]", "requests.yml:2: 'LIMA 1' has no year"),
        ("numbers: [08LIMA1]\n    asked: May 2024", "requests.yml:3: 'May 2024' is not a day"),
        ("numbers: [08LIMA1]\n    kind: foi", "requests.yml:3: 'foi' is not known as 'kind'"),
        ("numbers: [08LIMA1]\n    state: asked", "requests.yml:3: unknown field 'state': did you"),
        (
            "numbers: [08LIMA1]\n    asked: 2024-05-01\n    kind: foia\n    status: denied",
            "requests.yml:2: 'answered' is missing",
        ),
        (
            "numbers: [08LIMA1]\n    asked: 2024-05-01\n    kind: foia\n    status: denied\n"
            "    answered: 2023-05-01",
            "requests.yml:2: 'answered' 2023-05-01 is before 'asked' 2024-05-01",
        ),
        (
            "numbers: [08LIMA1]\n    asked: 2024-05-01\n    kind: foia\n    status: asked\n"
            "    answered: 2024-06-01",
            "requests.yml:2: 'answered' is for an answer",
        ),
        (
            "numbers: [08LIMA1]\n    asked: 2024-05-01\n    kind: foia\n    status: asked\n"
            "  - numbers: [08LIMA1]\n    asked: 2024-05-01\n    kind: foia\n    status: asked",
            "requests.yml:6: 08LIMA1 is also in the entry on line 2",
        ),
    ],
)
def test_each_fault_is_named_with_its_line(entry: str, message: str) -> None:
    sound = "{numbers: [08LIMA90], asked: 2024-05-01, kind: foia, status: asked}"
    requests, faults = read_records_requests(f"requests:\n  - {entry}\n  - {sound}\n", FILE)
    assert message in "\n".join(faults)
    assert [r.numbers for r in requests][-1:] == [("08LIMA90",)], "the sound entry is kept"
    assert len(requests) == 1 + ("also in the entry" in message), "the faulty one is left out"


def test_check_names_a_number_that_is_neither_cited_nor_held() -> None:
    text = "requests:\n  - numbers: [08LIMA40, 08LIMA30, 08LIMA99]\n"
    text += "    asked: 2024-05-01\n    kind: foia\n    status: asked\n"
    messages = uncited_requests(read_records_requests(text, FILE)[0], built().corpus, FILE)
    assert [*messages] == [
        f"{FILE}:2: 08LIMA99 is neither cited nor held here: correct the number, or add the cable "
        "that cites it."
    ]


# --- Bounds of dates ------------------------------------------------------------------------------


def bounds_of(mrn: str, **cables: str) -> str:
    series = cited_series(built(cables=cables).corpus)
    name = next(name for name in series if mrn.startswith(name))
    return bounds_text(series[name].bounds(Mrn(mrn)))


def test_neighbours_bound_a_date() -> None:
    assert bounds_of("08LIMA40") == (
        "between 2008-01-05 (date of 08LIMA30, the next lower number held) and 2008-01-20 "
        "(date of 08LIMA50, the next higher number held)."
    )


def test_the_earliest_cable_that_cites_it_bounds_a_date() -> None:
    citing = dated("08BOGOTA9", "12JAN", "As in 08 LIMA 40.")
    assert bounds_of("08LIMA40", **{"08BOGOTA9": citing}).endswith(
        "2008-01-12 (date of 08BOGOTA9, which cites it)."
    )


def test_without_neighbours_the_year_bounds_a_date() -> None:
    later = dated("08BOGOTA7", "10FEB", "As in 07 QUITO 3.")
    assert bounds_of("07QUITO3", **{"08BOGOTA7": later}) == "in 2007, the year in its number."


def test_a_date_out_of_order_moves_no_bound() -> None:
    wrong = dated("08LIMA35", "24DEC", "A wrong date.")
    assert bounds_of("08LIMA40", **{"08LIMA35": wrong}) == bounds_of("08LIMA40")
    assert "Dates out of this order are not used here: 1 held." in pages(
        built(cables={"08LIMA35": wrong}).corpus
    )["records-requests/08-lima.md"].replace("\\", "")


def test_bounds_that_contradict_each_other_leave_the_year() -> None:
    early = dated("08BOGOTA9", "02JAN", "As in 08 LIMA 40.")
    assert bounds_of("08LIMA40", **{"08BOGOTA9": early}) == (
        "in 2008, the year in its number; the dates of 08LIMA30 and 08BOGOTA9 allow no closer "
        "bounds."
    )


def test_a_year_that_no_citation_gives_is_said_to_be_inferred() -> None:
    text = bounds_of(
        "08LIMA40", **{"08BOGOTA7": dated("08BOGOTA7", "10FEB", "No.", header="REF: LIMA 40")}
    )
    assert text.startswith("the year is inferred; if it is right, between 2008-01-05")


def test_before_1973_neighbours_bound_nothing() -> None:
    old = {
        "65LIMA30": dated("65LIMA30", "05JAN", "One."),
        "66BOGOTA7": dated("66BOGOTA7", "10FEB", "As in 65 LIMA 40."),
    }
    assert bounds_of("65LIMA40", **old) == "in 1965, the year in its number."


def test_the_longest_order_counts() -> None:
    days = [3, 9, 4, 5, 1, 6]
    items = [
        DatedNumber(number, datetime.date(2008, 1, day), Mrn(f"08LIMA{number}"))
        for number, day in enumerate(days)
    ]
    assert [item.day.day for item in in_order(items)] == [3, 4, 5, 6]


# --- Pages and letters ----------------------------------------------------------------------------


def test_an_entry_quotes_the_words_that_cite_it() -> None:
    made = pages(built().corpus)
    assert "“As 08 LIMA 40 says, salt is dear.”" in made["references/08LIMA-0.md"]
    assert "“A. 08 LIMA 41 (NOTAL)”" in made["references/08LIMA-0.md"]
    annex = made["records-requests/08-lima-annex.txt"]
    assert "- 08BOGOTA7, 2008-02-10, ¶1: “As 08 LIMA 40 says, salt is dear.”" in annex


def test_letters_ask_for_each_number_and_name_the_law() -> None:
    made = pages(built().corpus)
    foia, mdr = (made[f"records-requests/08-lima-{kind}.txt"] for kind in ("foia", "mdr"))
    for letter in (foia, mdr):
        assert "1. 08 LIMA 40, probably sent between January 5, 2008 and January 20, 2008" in letter
        assert "2. 08 LIMA 41, " in letter
    assert "5 U.S.C. 552" in foia
    assert "section 3.5 of Executive Order 13526" in mdr


def test_what_was_asked_for_is_not_asked_for_again() -> None:
    made = pages(built(REQUESTS).corpus)
    packet = made["records-requests/08-lima.md"]
    assert "case F-2024-00001): denied, 2024-11-02. Exempt under (b)(1)." in packet.replace(
        "\\", ""
    )
    assert "Asked for on 2024-05-01" in made["references/08LIMA-0.md"]
    assert "LIMA 40" not in made["records-requests/08-lima-foia.txt"]
    assert "1. 08 LIMA 41" in made["records-requests/08-lima-foia.txt"]
    assert "All of these cables were asked for." in made["records-requests/07-quito.md"]
    assert "records-requests/07-quito-foia.txt" not in made
    assert "| 2 | 1 | 1 |" in made["records-requests/index.md"]


def test_a_site_without_requests_has_no_page_and_no_link_of_them() -> None:
    info = SiteInfo(name="Example cables", left_out=(SiteFeature.REQUESTS,))
    made = pages(built(REQUESTS).corpus, info)
    assert not [path for path in made if "records-requests" in path]
    assert not [path for path, text in made.items() if "records-requests" in text]
    assert "Asked for" not in made["references/08LIMA-0.md"]


def test_a_number_whose_citation_is_withheld_occurs_nowhere() -> None:
    decisions = rules(
        "rules:\n  - {id: first, reason: security, note: Why., paras: ['08BOGOTA7 ¶1'],"
        " passages: [Salt Office]}\n"
    )
    requests = REQUESTS.replace("Exempt under", "The Salt Office says").replace(
        "[08LIMA40]", "[08LIMA40, 08LIMA41]"
    )
    edition = built(requests, decisions)
    assert edition.corpus.records_requests[0].numbers == ("08LIMA41",)
    made = everything(edition)
    assert not [p for p, text in made.items() if "08LIMA40" in text or "08 LIMA 40" in text]
    assert "[withheld: " in edition.corpus.records_requests[0].note
    assert not leaks_in(edition)


def test_another_request_makes_another_corpus() -> None:
    assert built(REQUESTS).corpus.digest != built().corpus.digest
    changed = built(REQUESTS.replace("denied", "partly")).corpus
    assert changed.digest != built(REQUESTS).corpus.digest


def test_a_letter_has_its_lists_and_lines_on_paper() -> None:
    html = letter_html("[Name]\n[Place]\n\nRe: salt & more\n\nList:\n1. One\n2. Two\n\n- <b>\n")
    assert '<p class="lines">[Name]\n[Place]</p>' in html
    assert "<title>Re: salt &amp; more</title>" in html
    assert "<ol><li>One</li><li>Two</li></ol>" in html
    assert "<ul><li>&lt;b&gt;</li></ul>" in html


def test_a_letter_gives_days_as_americans_write_them() -> None:
    series = cited_series(built().corpus)["08LIMA"]
    bounds = series.bounds(Mrn("08LIMA40"))
    assert bounds_in_letter(bounds) == "between January 5, 2008 and January 20, 2008"
    same = replace(bounds, last=replace(bounds.last, day=bounds.first.day))
    assert bounds_in_letter(same) == "on January 5, 2008"
