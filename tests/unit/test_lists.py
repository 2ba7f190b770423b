"""First pages of long lists: glossary, chronology and questions."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from generator import pipeline
from generator.model import Corpus, CuratedGlossary, SiteInfo, Source
from generator.release.prune_assets import unused_files
from generator.render import urls
from generator.render.units import render_corpus
from tests.cables import cable_text
from tests.editions import TEMPLATES


def corpus_of(cables: dict[str, str]) -> Corpus:
    sources = [Source(name=f"{n}.txt", text=text, diagnostics=()) for n, text in cables.items()]
    return pipeline.assemble(sources, CuratedGlossary())


def pages_of(cables: dict[str, str]) -> dict[str, str]:
    corpus = corpus_of(cables)
    return {p.path: p.text for p in render_corpus(corpus, TEMPLATES, SiteInfo(name="Salt"))}


# --- Glossary ------------------------------------------------------------------------------------


def defined(first: str, others: str) -> list[str]:
    """Paras that define abbreviations of four letters: `NSAB` for each pair of letters A, B."""
    return [
        f"The National Salt {a.title()}alt {b.title()}eer Institute (NS{a}{b}I) met."
        for a in first
        for b in others
    ]


SEVERAL = "National Salt Balt Beer Institute", "Northern Sugar Brine Bean Initiative"
"""The meanings of NSBBI."""


@pytest.fixture
def long_glossary(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Two posts that give one of many abbreviations other meanings, where few fit on a page."""
    monkeypatch.setattr("generator.render.glossary_pages.MAX_LISTED", 12)
    nowhere = [f"The Office of {a.title()}ine Affairs (O{a}A) met." for a in "BCD"]
    return pages_of(
        {
            "08LIMA12": cable_text(
                "08LIMA12", *defined("BCDF", "BCDF"), "The NSBBI met. NSBBI ended."
            ),
            "08QUITO7": cable_text("08QUITO7", f"The {SEVERAL[1]} (NSBBI) is new.", *nowhere),
        }
    )


def test_the_first_page_of_a_long_glossary_leads_to_what_is_used_most(
    long_glossary: dict[str, str],
) -> None:
    page, entries = long_glossary[urls.GLOSSARY], json.loads(long_glossary[urls.GLOSSARY_ENTRIES])
    used = page.partition("## Most used")[2]
    assert used.index("[NSBBI](nsbbi.md)") < used.index("[NSBCI](nsbci.md)")
    several = page.partition("## Several meanings")[2]
    assert f"[NSBBI](nsbbi.md) | {'<br>'.join(SEVERAL)} |" in several
    assert "NSBCI" not in several
    assert entries[0][:3] == ["NSBBI", "nsbbi", [*SEVERAL]]
    assert f"{len(entries)} abbreviations" in page


def test_every_abbreviation_is_in_the_filter_and_on_one_page_of_a_letter(
    long_glossary: dict[str, str],
) -> None:
    names = {row[0] for row in json.loads(long_glossary[urls.GLOSSARY_ENTRIES])}
    listed = Counter(
        line.partition("](")[0].removeprefix("| [")
        for path, text in long_glossary.items()
        if path.startswith("glossary/a-z/")
        for line in text.split("\n")
        if line.startswith("| [")
    )
    assert set(listed) == names
    assert set(listed.values()) == {1}


def test_a_letter_with_many_abbreviations_is_split_by_the_next_letters(
    long_glossary: dict[str, str],
) -> None:
    assert "- [N](a-z/n.md) <small>16</small>" in long_glossary[urls.GLOSSARY]
    assert "- [NSB](nsb.md) <small>4</small>" in long_glossary["glossary/a-z/n.md"]
    assert "[NSBBI](../nsbbi.md)" in long_glossary["glossary/a-z/nsb.md"]


def test_a_short_glossary_needs_no_data() -> None:
    made = pages_of({"08LIMA12": cable_text("08LIMA12", *defined("B", "BC"))})
    assert urls.GLOSSARY_ENTRIES not in made
    script, data = "assets/reftel/glossary.js", urls.GLOSSARY_ENTRIES
    assert unused_files([script, "index.html"], None) == [script]
    assert unused_files([script, data], None) == []
    assert unused_files([script, data], ["en"]) == [script, data]


# --- Questions -----------------------------------------------------------------------------------

QUESTIONS = [
    "QUESTION A. Is salt mined?\n\nPOST RESPONSE: Yes, in {}.",
    "QUESTION B. Who buys the salt?\n\nPOST RESPONSE: Nobody in {}.",
]


def answering(*mrns: str) -> dict[str, str]:
    """Cables that answer the same questions."""
    return {mrn: cable_text(mrn, *[q.format(mrn) for q in QUESTIONS]) for mrn in mrns}


def question_page(made: dict[str, str], words: str, part: str = "") -> str:
    (page,) = [
        text
        for path, text in made.items()
        if path.startswith(f"questions/{words}")
        and path.endswith(f"{part}.md")
        and path.count("/") == 1 + bool(part)
    ]
    return page


def test_questions_by_posts_lead_to_each_answer() -> None:
    made = pages_of(answering("07LIMA5", "08LIMA9", "08QUITO7"))
    rows = [line for line in made[urls.QUESTIONS].split("\n") if line.startswith("| ")]
    assert rows[0] == "| No. | Question | LIMA | QUITO |"
    assert rows[2].startswith("| A | [Is salt mined?](is-salt-mined-")
    assert "[2007 ¶1](../cables/07LIMA5/full.md#p-1)" in rows[2]
    assert "[2008 ¶1](../cables/08LIMA9/full.md#p-1)" in rows[2]
    assert "[2008 ¶2](../cables/08QUITO7/full.md#p-2)" in rows[3]


def test_posts_without_a_column_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.render.question_matrix.MAX_POSTS", 1)
    made = pages_of(answering("07LIMA5", "08LIMA9", "08QUITO7", "08PARIS3"))
    rows = [line for line in made[urls.QUESTIONS].split("\n") if line.startswith("| ")]
    assert rows[0] == "| No. | Question | LIMA | Others |"
    assert "| [2 posts](is-salt-mined-" in rows[2]


def test_a_question_has_a_row_for_each_post_and_a_column_for_each_year() -> None:
    made = pages_of(answering("07LIMA5", "08LIMA9", "08QUITO7"))
    page = question_page(made, "is-salt-mined")
    rows = [line for line in page.split("\n") if line.startswith("| ")]
    assert rows[0] == "| Post | 2007 | 2008 |"
    assert 'data-post="lima" data-pages=""' in rows[2]
    assert rows[3].split(" | ")[1] == ""
    assert "¶1](../cables/08QUITO7/full.md#p-1)" in rows[3]
    assert page.count('<section class="rt-beside" data-post="lima"') == 2


def test_a_long_list_of_answers_says_where_the_text_of_each_post_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("generator.render.question_pages.MAX_ANSWERS", 2)
    monkeypatch.setattr("generator.render.question_matrix.MAX_YEARS", 1)
    made = pages_of(answering("07LIMA5", "08LIMA9", "08QUITO7"))
    page = question_page(made, "is-salt-mined")
    assert '<span class="rt-pick" data-post="lima" data-pages="2007/ 2008/">LIMA</span>' in page
    assert '<span class="rt-pick" data-post="quito" data-pages="2008/">QUITO</span>' in page
    assert "| Post | Answers |" in page
    part = question_page(made, "is-salt-mined", "2008")
    assert 'data-post="lima" data-pages=""' in part


def test_what_most_posts_answered_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.render.question_pages.MAX_WIDELY", 1)
    made = pages_of(
        {
            **answering("07LIMA5", "08QUITO7"),
            "08LIMA9": cable_text("08LIMA9", "QUESTION C. Is it wet?\n\nPOST RESPONSE: Yes."),
        }
    )
    widely = made[urls.QUESTIONS].partition("## Answered by the most posts")[2]
    assert "[Is salt mined?](is-salt-mined-" in widely.split("\n\n")[2]
    assert "| 2 | 2007–2008 |" in widely


# --- Chronology ----------------------------------------------------------------------------------


def eventful(post: str, years: range, *, header: str = "", old: str = "") -> str:
    """A cable with an event of each year, and one that all cables describe."""
    events = [
        f"On March {n + 2}, {year} the mine of {post} closed." for n, year in enumerate(years)
    ]
    return cable_text(f"09{post}4", *events, "On May 9, 2008 salt was free.", old, header=header)


@pytest.fixture
def chronology(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Events of two decades, and one long before them, where few fit on a page."""
    monkeypatch.setattr("generator.render.pagination.paginated.__defaults__", (4,))
    old = "On July 7, 1911 the first mine opened."
    return pages_of(
        {
            "09LIMA4": eventful("LIMA", range(1991, 2009), header="TAGS: ECON", old=old),
            "09QUITO4": eventful("QUITO", range(1999, 2009)),
        }
    )


def test_a_long_chronology_opens_where_the_events_are(chronology: dict[str, str]) -> None:
    front, _, early = chronology[urls.CHRONOLOGY].partition('<details class="rt-early"')
    assert "1911" not in front.partition("## By year")[2]
    assert "<summary>Earlier events: 1</summary>" in early
    assert '<span data-period="1911">1911</span>](1911.md) <small>1</small>' in early
    decades = front.partition("## By year")[2]
    assert decades.index("### 1990s") < decades.index(">1999<") < decades.index("### 2000s")


def test_a_long_chronology_lists_what_most_cables_describe(chronology: dict[str, str]) -> None:
    widely = chronology[urls.CHRONOLOGY].partition("## Described in the most cables")[2]
    assert "| [9 May 2008](2008.md#d-2008-05-09) | On May 9, 2008 salt was free. | 2 |" in widely
    assert "closed" not in widely
    assert '<div class="rt-banner">UNCLASSIFIED</div>' in chronology[urls.CHRONOLOGY]


def test_the_data_of_events_follow_the_rows_of_each_page(chronology: dict[str, str]) -> None:
    data = json.loads(chronology[urls.CHRONOLOGY_EVENTS])
    assert data["posts"] == ["LIMA", "QUITO"]

    def cables(event: int | list[int]) -> list[tuple[str, list[str]]]:
        numbers = event if isinstance(event, list) else [event]
        found = (data["cables"][number] for number in numbers)
        return [(data["posts"][c[0]], [data["tags"][t] for t in c[1:]]) for c in found]

    lima, quito = ("LIMA", ["PREL", "ECON"]), ("QUITO", ["PREL"])
    assert [cables(event) for event in data["events"]["2008"]] == [[quito], [lima], [lima, quito]]
    rows = [line for line in chronology["chronology/2008.md"].split("\n") if "<small>[" in line]
    assert ["QUITO" in rows[0], "LIMA" in rows[1], "salt was free" in rows[2]] == [True] * 3
    assert sum(len(events) for events in data["events"].values()) == 30


def test_events_of_one_post_and_its_tags_need_no_filter() -> None:
    made = pages_of({"09LIMA4": eventful("LIMA", range(1991, 2009))})
    assert urls.CHRONOLOGY_EVENTS not in made
    assert "rt-event-filter" not in made[urls.CHRONOLOGY]


def test_a_long_list_of_names_is_split_by_as_many_letters_as_it_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("generator.render.entity_pages.MAX_LISTED", 2)
    names = ("Zaldu", "Zaldunari", "Zaldumira", "Zalpe", "Quint")
    text = " ".join(f"Minister {name} spoke." for name in names)
    pages = pages_of({"08LIMA12": cable_text("08LIMA12", text)})
    lists = {path for path in pages if path.startswith("people/a-z/")}
    beginnings = ("q", "z", "za", "zal", "zald", "zaldu", "zaldum", "zaldun", "zalp")
    assert lists == {f"people/a-z/{beginning}.md" for beginning in beginnings}
    assert "[Zal](zal.md) | 4 |" in pages["people/a-z/za.md"]
    assert "[Zaldu](../zaldu-08lima12.md)" in pages["people/a-z/zaldu.md"], "no longer name"
    listed = "".join(pages[path] for path in lists)
    assert all(listed.count(f"[{name}](../{name.lower()}-08lima12.md)") == 1 for name in names)


def test_a_map_above_split_lists_has_a_table_of_its_places(monkeypatch: pytest.MonkeyPatch) -> None:
    cables = {"08LIMA12": cable_text("08LIMA12", "We flew from Lima to Peru, Quito and Madrid.")}
    assert "## Most named" not in pages_of(cables)[urls.PLACES]
    monkeypatch.setattr("generator.render.entity_pages.MAX_LISTED", 2)
    monkeypatch.setattr("generator.render.place_pages.MAX_LISTED", 2)
    page = pages_of(cables)[urls.PLACES]
    table = page.partition("## Most named")[2].partition("## All places")[0]
    assert table.count("](") == page.count('class="rt-map-target"') > 2
