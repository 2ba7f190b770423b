"""The overview: its counts are those of the cables, and no page of it grows without bound."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import pipeline
from generator.disk import packaged_templates
from generator.model import CuratedGlossary, Edition, Mrn, SiteInfo, Source
from generator.model.diagnostic_codes import CODES
from generator.render import urls
from generator.render.completeness import PARTS, lacking_cables
from generator.render.copy_states import NEXT_STEPS, STATES, CopyState, copy_faults
from generator.render.heat_table import SCALES, heat_table, posts_by_year
from generator.render.overview_pages import MIN_OVERVIEW, overview_pages
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer
from generator.render.serial_numbers import missing_numbers_csv, serial_years
from generator.render.share_bars import percent
from generator.render.state_pages import faulty_copies, group_name, state_pages
from tests.cables import cable_text

TEMPLATES = {
    path.name: path.read_text(encoding="utf-8")
    for path in (packaged_templates() / "pages").glob("*.j2")
}
INFO = SiteInfo(name="Salt")
EDITORS = SiteInfo(name="Salt", edition=Edition(name="internal", for_editors=True))

SEVERAL = {
    **{f"09RABAT{n}": cable_text(f"09RABAT{n}", "One.") for n in (2, 3, 7)},
    **{f"08LIMA{n}": cable_text(f"08LIMA{n}", "One.") for n in range(1, 9)},
    "08LIMA12": cable_text("08LIMA12", "One. See 08 LIMA 20.", "Two."),
    "07THEHAGUE5": cable_text("07THEHAGUE5", "One.").replace("UNCLAS THEHAGUE", "UNCLAS THE HAGUE"),
    "08QUITO1": "SUBJECT: A salt mine\n\nUNCLAS QUITO 000001\n\nNobody signed this text ...\n",
}


def context_of(texts: dict[str, str], info: SiteInfo = INFO) -> PageContext:
    sources = [
        Source(name=f"{name}.txt", text=text, diagnostics=()) for name, text in texts.items()
    ]
    return PageContext(pipeline.assemble(sources, CuratedGlossary()), info)


def pages_of(context: PageContext) -> dict[str, str]:
    return {page.path: page.text for page in overview_pages(Renderer(TEMPLATES), context)}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


# --- Serial numbers ---------------------------------------------------------------------

POSTS, YEARS, NUMBERS = ("LIMA", "RABAT", "SUVA"), (70, 73, 99, 8), range(14)

MRNS = st.builds(
    lambda post, year, number: Mrn(f"{year:02d}{post}{number}"),
    st.sampled_from(POSTS),
    st.sampled_from(YEARS),
    st.sampled_from(NUMBERS),
)


@settings(max_examples=200, deadline=None)
@given(st.sets(MRNS, max_size=20), st.sets(MRNS, max_size=4), st.sets(MRNS, max_size=8))
def test_numbers_lacking_are_those_that_brute_force_finds(
    held: set[Mrn], withheld: set[Mrn], cited: set[Mrn]
) -> None:
    years = {(item.post, item.year): item for item in serial_years(held, withheld, cited)}
    listed = {
        (row["post"], int(row["year"]), number)
        for row in rows_of(missing_numbers_csv(years.values()))
        for number in range(int(row["first"]), int(row["last"]) + 1)
    }
    expected = set()
    for post in POSTS:
        has_any = any(f"{y:02d}{post}{n}" in held for y in YEARS if y != 70 for n in NUMBERS[1:])
        for year, full in ((73, 1973), (99, 1999), (8, 2008)):
            names = [f"{year:02d}{post}{number}" for number in NUMBERS]
            known = [n for n in NUMBERS[1:] if names[n] in held | withheld | cited]
            if not has_any or not known:
                assert (post, full) not in years
                continue
            item = years[post, full]
            here = [n for n in NUMBERS[1:] if names[n] in held | withheld]
            assert item.highest == known[-1]
            assert item.held == sum(names[n] in held for n in NUMBERS[1:])
            assert (item.cited is None) is (known[-1] in here)
            assert item.held + item.withheld + item.lacking == item.highest
            expected |= {(post, full, n) for n in range(1, known[-1]) if n not in here}
            if known[-1] not in here:
                expected.add((post, full, known[-1]))
    assert listed == expected


def test_before_1973_a_number_is_not_unique() -> None:
    assert serial_years([Mrn("70LIMA5"), Mrn("73LIMA5")], [], [])[0].year == 1973


def test_the_list_says_how_many_are_held_and_where_the_highest_comes_from() -> None:
    pages = pages_of(context_of(SEVERAL))
    numbers = pages[urls.OVERVIEW_NUMBERS]
    lima = next(line for line in numbers.splitlines() if "LIMA](" in line)
    assert "9 of numbers 1–20" in lima
    assert "20 is cited: [08LIMA20](../references/08LIMA-0.md#08LIMA20)" in lima
    assert "11 lacking: 9–11, 13–20" in lima
    rabat = next(line for line in numbers.splitlines() if "RABAT](" in line)
    assert "3 of numbers 1–7 | 7 is held | 4 lacking: 1, 4–6" in rabat
    assert {
        "year": "2009",
        "post": "RABAT",
        "numbers": "4-6",
        "first": "4",
        "last": "6",
    } in rows_of(pages[urls.MISSING_NUMBERS])


def test_a_citation_with_an_inferred_year_names_no_number() -> None:
    inferred = {**SEVERAL, "08LIMA12": cable_text("08LIMA12", "One.", header="REF: LIMA 20")}
    context = context_of(inferred)
    assert [c.year_inferred for c in context.every_citation] == [True]
    assert "9 of numbers 1–12" in pages_of(context)[urls.OVERVIEW_NUMBERS]


# --- Posts and years --------------------------------------------------------------------


def test_every_cell_has_the_number_of_cables_and_leads_to_them() -> None:
    context = context_of(SEVERAL)
    table = heat_table(posts_by_year(context.cables), urls.OVERVIEW).table
    counts = Counter((c.header.post, c.header.iso_date[:4]) for c in context.cables)
    for (post, year), count in counts.items():
        assert f'aria-label="{post} {year}: {count} cable{"s" * (count > 1)}">{count}</a>' in table
    assert len(re.findall("data-year=", table)) == len(counts)
    assert 'href="../posts/lima/#m-2008-06"' in table
    assert 'data-posts="&#91;&quot;THE HAGUE&quot;&#93;"' in table


def test_a_cell_is_as_dark_as_the_legend_says() -> None:
    table = heat_table(posts_by_year(context_of(SEVERAL).cables), urls.OVERVIEW)
    words = dict(table.legend)
    for level, count in re.findall(r'rt-heat-(\d)"><a [^>]*>(\d+)<', table.table):
        low, _, high = words[int(level)].removeprefix("more than ").partition("–")
        if words[int(level)].startswith("more"):
            assert int(count) > int(low)
        else:
            assert int(low) <= int(count) <= int(high or low)
    assert all(sorted(scale) == [*scale] for scale in SCALES)


def test_many_posts_are_listed_by_their_first_letters() -> None:
    names = [f"{a}{b}POST" for a in "ABC" for b in "ABCDEFGHIJKLMNOP"]
    context = context_of({f"08{n}1": cable_text(f"08{n}1", "One.") for n in names})
    pages = pages_of(context)
    assert pages[urls.OVERVIEW].count("data-posts=") == 30
    listed = {
        post
        for path, text in pages.items()
        if path.startswith("overview/posts/")
        for post in re.findall(r"&quot;(\w+)&quot;", text)
    }
    assert listed == set(names)
    for path in re.findall(r"\]\((posts/\w+\.md)\)", pages[urls.OVERVIEW]):
        assert f"overview/{path}" in pages


# --- Parts ------------------------------------------------------------------------------


def test_a_part_is_lacking_where_the_cable_does_not_have_it() -> None:
    context = context_of(SEVERAL)
    lacking = lacking_cables(context.cables)
    cables = {mrn: context.held[mrn] for mrn in map(Mrn, SEVERAL)}
    expected = {
        "exact-date": [m for m, c in cables.items() if c.header.date is None],
        "subject": [m for m, c in cables.items() if not c.header.subject],
        "tags": [m for m, c in cables.items() if not c.header.tags],
        "signature": [m for m, c in cables.items() if not c.signature],
        "numbers": [m for m, c in cables.items() if all(p.number is None for p in c.paras)],
        "text": [m for m, c in cables.items() if not c.paras],
    }
    for slug, mrns in expected.items():
        assert {c.id for c in lacking[slug]} == set(mrns), slug
    assert all(expected[slug] for slug in ("exact-date", "tags", "numbers", "signature"))


def test_a_signature_counts_as_one() -> None:
    signed = {**SEVERAL, "08LIMA12": f"{SEVERAL['08LIMA12']}\nROE\n"}
    context = context_of(signed)
    assert context.held[Mrn("08LIMA12")].signature
    assert Mrn("08LIMA12") not in {c.id for c in lacking_cables(context.cables)["signature"]}


def test_every_part_that_is_lacking_has_a_list() -> None:
    context = context_of(SEVERAL)
    pages = pages_of(context)
    for part in PARTS:
        cables = lacking_cables(context.cables)[part.slug]
        path = urls.overview_lacking(part.slug)
        assert (path in pages) is bool(cables)
        link = f"[{len(cables)} cable{'s' * (len(cables) > 1)}](without-{part.slug}.md)"
        assert (link in pages[urls.OVERVIEW]) is bool(cables)


@pytest.mark.parametrize(
    ("count", "whole", "words"),
    [(0, 9, "0 %"), (1, 999, "1 %"), (998, 999, "99 %"), (3, 3, "100 %")],
)
def test_a_share_is_none_or_all_only_if_it_is(count: int, whole: int, words: str) -> None:
    assert percent(count, whole) == words


# --- The state of the copies ------------------------------------------------------------


def test_every_finding_for_readers_has_a_state_or_none_on_purpose() -> None:
    assert STATES.keys() == {code for code, kind in CODES.items() if kind.for_readers}
    assert NEXT_STEPS.keys() == set(CopyState)


def test_the_file_lists_every_finding_of_a_state() -> None:
    context = context_of(SEVERAL)
    rows = rows_of(pages_of(context)[urls.COPY_STATES])
    expected = Counter(
        (STATES[d.code], mrn, d.message)
        for mrn in map(Mrn, SEVERAL)
        for d in context.held[mrn].diagnostics
        if STATES.get(d.code) is not None
    )
    assert Counter((r["state"], r["mrn"], r["finding"]) for r in rows if r["code"]) == expected
    assert expected


def test_several_copies_and_gaps_are_states() -> None:
    text = cable_text("08LIMA12", "Nobody met XXXXXXXXXXXX or XXXXXXXXXXXX today. It rained.")
    sources = [Source(name=f"{n}/08LIMA12.txt", text=text, diagnostics=()) for n in "ab"]
    context = PageContext(pipeline.assemble(sources, CuratedGlossary()), INFO)
    faults = [fault for fault in copy_faults(context) if not fault.code]
    assert [(fault.state, fault.file, fault.finding) for fault in faults] == [
        (CopyState.GAPS, "a/08LIMA12.txt", "2 passages covered by the publisher"),
        (CopyState.SEVERAL, "a/08LIMA12.txt", "its copies are compared"),
    ]
    copies = faulty_copies(copy_faults(context))
    page = next(state_pages(Renderer(TEMPLATES), context, copies)).text
    assert "[08LIMA12](../cables/08LIMA12/copies.md)" in page


def test_files_without_a_cable_are_named_to_editors_only() -> None:
    texts = {**SEVERAL, "shopping": "bread and butter\n"}
    public, editors = (pages_of(context_of(texts, info)) for info in (INFO, EDITORS))
    row = f"{CopyState.FAILED}](copies.md#file-without-a-cable) | 1 |"
    assert row in editors[urls.OVERVIEW]
    assert f"| {CopyState.FAILED} | 1 |" in public[urls.OVERVIEW]
    assert "shopping.txt" in editors[urls.OVERVIEW_COPIES]
    assert "shopping.txt" in editors[urls.COPY_STATES]
    assert "shopping" not in "".join(public.values())
    assert "file" not in public[urls.COPY_STATES].splitlines()[0].split(",")


@pytest.mark.parametrize("cables", [True, False])
def test_a_long_list_of_copies_is_split(cables: bool) -> None:
    names = [f"08LIMA{n}" if cables else f"note{n}" for n in range(1, 702)]
    text = "UNCLAS LIMA 000001\n\nSUBJECT: SALT\n\nThe text breaks off ..."
    texts = {n: text.replace("000001", f"{n[6:]:0>6}") if cables else "bread\n" for n in names}
    context = context_of(texts, EDITORS)
    copies = faulty_copies(copy_faults(context))
    pages = {p.path: p.text for p in state_pages(Renderer(TEMPLATES), context, copies)}
    rows = {path: text.count("\n| ") - 2 for path, text in pages.items() if path.endswith(".md")}
    assert sum(n for path, n in rows.items() if "/copies/" in path) >= 700
    assert len(rows) > 2


def test_parts_of_the_list_have_names() -> None:
    assert group_name("truncated-2008-03") == "Truncated, 2008-03"
    assert group_name("no-text") == "No text"


# --- The page ---------------------------------------------------------------------------


def test_a_few_cables_have_no_overview() -> None:
    few = {f"08LIMA{n}": cable_text(f"08LIMA{n}", "One.") for n in range(1, MIN_OVERVIEW)}
    assert pages_of(context_of(few)) == {}
    assert urls.OVERVIEW in pages_of(context_of({**few, "08LIMA99": cable_text("08LIMA99", "x")}))


def test_numbers_of_a_year_are_summed() -> None:
    page = pages_of(context_of(SEVERAL))[urls.OVERVIEW]
    assert "| 2008 | 2 | 1 | 10 | 11 |" in page
    assert "| 2009 | 1 | 1 | 3 | 4 |" in page
