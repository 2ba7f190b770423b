"""Pages as values: addresses that never move, links in the text, lists that never grow too long."""

from __future__ import annotations

import csv
import datetime
import re
from io import StringIO

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import pipeline
from generator.disk import packaged_templates
from generator.errors import ReftelError
from generator.model import CuratedGlossary, Mrn, PageMark, SiteInfo, Source
from generator.render import slugs, urls
from generator.render.cable_pages import cable_pages, full_page, section_page
from generator.render.inline_markdown import InlineLink, inline
from generator.render.markdown import Md
from generator.render.page_context import PageContext
from generator.render.pagination import MAX_ROWS, date_key, paginated, period_name
from generator.render.renderer import Renderer, as_json, front_matter
from generator.render.shared_views import shared_views
from generator.render.units import render_corpus
from tests.cables import cable_text

INFO = SiteInfo(name="Example cables", address="https://cables.example.org/")

TEMPLATES = {
    path.name: path.read_text(encoding="utf-8")
    for path in (packaged_templates() / "pages").glob("*.j2")
}


def pages(**cables: str) -> dict[str, str]:
    """The pages made from cables, by path; `c08LIMA1` stands for 08LIMA1."""
    sources = [
        Source(name=f"{name[1:]}.txt", text=text, diagnostics=()) for name, text in cables.items()
    ]
    corpus = pipeline.assemble(sources, CuratedGlossary())
    return {page.path: page.text for page in render_corpus(corpus, TEMPLATES, INFO)}


def ids(text: str) -> set[str]:
    """The anchors of a page."""
    return {a or b for a, b in re.findall(r'id="([^"]+)"|\{: #([^ }]+)', text)}


ONE = cable_text(
    "08LIMA12",
    "The National Salt Institute (INS) met on March 3, 2008. The INS and ZZQ agreed, see para 2.",
    "See ref A, 08 LIMA 11, septel and NATO. QUESTION. On March 3, 2008 the INS agreed.",
    header="REF: A. 07STATE150188",
)
TWO = cable_text("08LIMA11", "The INS of 2007 was small. Nobody objected.", "As in 08 LIMA 12.")
THREE = cable_text(
    "07LIMA9",
    "The National Salt Institute (INS) and the Inland Navy School (INS) met on March 3, 2008.",
    "In February 2007 it rained on the ZZQ. See 07 STATE 150188.",
)


def test_another_cable_moves_no_page_and_no_anchor() -> None:
    before = pages(c08LIMA12=ONE, c08LIMA11=TWO)
    after = pages(c07LIMA9=THREE, c08LIMA12=ONE, c08LIMA11=TWO)
    assert set(before) <= set(after)
    for path, text in before.items():
        assert ids(text) <= ids(after[path]), path


def test_the_order_of_files_changes_nothing() -> None:
    assert pages(c07LIMA9=THREE, c08LIMA12=ONE) == pages(c08LIMA12=ONE, c07LIMA9=THREE)


def test_words_are_linked_once_in_a_para() -> None:
    full = pages(c08LIMA12=ONE, c08LIMA11=TWO)["cables/08LIMA12/full.md"]
    first, second = full.split('id="p-2"')
    assert first.count("[INS](") == 1, "the defining passage is quiet, the next use is linked"
    assert '[INS](../../glossary/ins.md){: .rt-term title="National Salt Institute' in first
    assert '[ZZQ](../../glossary/zzq.md){: .rt-open title="meaning unknown" }' in first
    assert '[para 2](#p-2){: .rt-ref title="¶2" }' in first
    assert "[ref A](../../references/07STATE-150.md#07STATE150188){: .rt-missing" in second
    assert "[08 LIMA 11](../08LIMA11/index.md){: .rt-ref" in second
    assert "[septel](#n-p-2-0-" in second
    assert "A separate telegram, which the text does not number" in second.split("## ")[1]


SECTIONS = (
    cable_text(
        "08LIMA13",
        "The INS met, see para 3 and ref A.",
        "It met again.\n\nTraining\n--------\n\nNobody came.",
        "It met at last.",
        header="REF: A. 07STATE150188",
    )
    .replace("2. ", "SALT\n----\n\n2. ")
    .replace("3. ", "PEPPER\n------\n\n3. ")
)


def test_a_para_is_on_each_page_what_it_would_be_alone() -> None:
    """What is made once for several pages of a cable is the same on a page made by itself."""
    sources = [
        Source(name=f"{name}.txt", text=text, diagnostics=())
        for name, text in (("08LIMA12", ONE), ("08LIMA13", SECTIONS))
    ]
    corpus = pipeline.assemble(sources, CuratedGlossary())
    for item in corpus.cables:
        together = list(cable_pages(Renderer(TEMPLATES), PageContext(corpus, INFO), item))
        for at, page in enumerate(together):
            with_no_other = shared_views(Renderer(TEMPLATES), PageContext(corpus, INFO), item)
            if page.path == urls.full_page(with_no_other.mrn):
                assert full_page(with_no_other) == page
            elif urls.section_number(with_no_other.mrn, page.path):
                section = item.cable.sections[at - 1]
                assert section_page(with_no_other, at, section) == page
    made = {page.path: page.text for page in together}
    assert "cables/08LIMA13/02-salt.md" in made
    full, first = made["cables/08LIMA13/full.md"], made["cables/08LIMA13/01-introduction.md"]
    assert "[para 3](#p-3)" in full
    assert "[para 3](03-pepper.md#p-3)" in first
    assert "### Training {: #" in full
    assert "## Training {: #" in made["cables/08LIMA13/02-salt.md"]


def test_a_part_is_made_once_for_each_value_and_its_kind() -> None:
    templates = {
        "macros.md.j2": "{% macro shown(value) %}<{{ value }}>{% endmacro %}",
        "x.md.j2": "{{ text | part('shown') }}{{ text | part('shown') }}{{ done | part('shown') }}",
        "y.md.j2": "{% macro shown(value) %}{{ page }}{% endmacro %}",
    }
    made = Renderer(templates).page("x.md", "x.md.j2", {}, text="*a*", done=Md("*a*"))
    assert made.text.endswith("\n<\\*a\\*><\\*a\\*><*a*>\n")
    with pytest.raises(ReftelError, match=r"x\.md: macros\.md\.j2, line 1: 'page' is undefined"):
        Renderer({**templates, "macros.md.j2": templates["y.md.j2"]}).page(
            "x.md", "x.md.j2", {}, text="a", done="a"
        )


def test_front_matter_with_what_is_json_already_is_the_same() -> None:
    meta = {"a": {"b": [["x", 'y "z"\x85']], "c": "\ufeff"}, "d": {}, "e": [{"f": None}], "g": True}
    made = as_json(meta["a"])
    assert front_matter({**meta, "a": made}) == front_matter(meta)
    inside = {"b": as_json([["x", 'y "z"\x85']]), "c": "\ufeff"}
    assert front_matter({**meta, "a": inside}) == front_matter(meta)
    assert yaml.safe_load(front_matter(meta)) == meta


def test_cited_by() -> None:
    made = pages(c08LIMA12=ONE, c08LIMA11=TWO)
    assert "- [08LIMA12 ¶2](../08LIMA12/full.md#p-2)" in made["cables/08LIMA11/index.md"]
    assert "- [08LIMA11 ¶2](../08LIMA11/full.md#p-2)" in made["cables/08LIMA12/index.md"]


def test_wanted_cables() -> None:
    made = pages(c07LIMA9=THREE, c08LIMA12=ONE)
    rows = list(csv.DictReader(StringIO(made[urls.WANTED])))
    assert [(r["mrn"], r["year"], r["cited_by"]) for r in rows] == [
        ("07STATE150188", "2007", "07LIMA9 08LIMA12"),
        ("08LIMA11", "2008", "08LIMA12"),
    ]
    assert "## 07STATE150188 {: #07STATE150188 }" in made["references/07STATE-150.md"]


def test_an_unknown_tags_code_says_so_and_has_no_page() -> None:
    text = re.sub("TAGS: .*", "TAGS: PREL KZZZ", ONE)
    made = pages(c08LIMA12=text)
    front = made["cables/08LIMA12/index.md"]
    assert "[PREL](../../tags/prel.md)" in front
    assert "KZZZ (not a known code)" in front
    assert "tags/kzzz" not in front
    assert [path for path in made if path.startswith("tags/")] == ["tags/index.md", "tags/prel.md"]
    assert "KZZZ" not in made["tags/index.md"]


def test_a_reference_without_a_year_says_so_in_its_title_and_note() -> None:
    full = pages(c08LIMA12=cable_text("08LIMA12", "See BOGOTA 721."))["cables/08LIMA12/full.md"]
    assert 'title="Year unknown: not linked"' in full
    assert " · Year unknown: not linked" in full


def test_no_cables_make_pages_too() -> None:
    made = pages()
    assert {urls.HOME, urls.GLOSSARY, urls.CHRONOLOGY, urls.QUESTIONS, urls.REFERENCES} <= set(made)


def test_a_conflict_and_an_unknown_term_stand_in_the_work_list() -> None:
    work = pages(c07LIMA9=THREE, c08LIMA12=ONE)[urls.OPEN_TERMS]
    conflicts, unknown = work.split("## Meaning unknown")
    assert "National Salt Institute<br>Inland Navy School" in conflicts
    assert "[ZZQ](glossary/zzq.md)" in unknown


# --- Addresses -------------------------------------------------------------------------------


def test_slugs_of_terms() -> None:
    names = {
        s: slugs.term_slug(s) for s in ("INM", "G/TIP", "R&D", "PhRMA", "S&T Agreement", "CON")
    }
    assert names == {
        "INM": "inm",
        "G/TIP": "g_tip",
        "R&D": "r+d",
        "PhRMA": "phrma=2",
        "S&T Agreement": "s+t.agreement=1fe0",
        "CON": "con=",
    }


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_two_terms_never_share_an_address(one: str, two: str) -> None:
    first, second = (slugs.term_slug(s) for s in (one, two))
    assert (first.casefold() == second.casefold()) is (one == two)
    assert re.fullmatch(r"[a-z0-9=_+.-]+", first)


def test_pages_of_cables_not_held() -> None:
    assert urls.not_held_page(Mrn("06STATE202745")) == "references/06STATE-202.md"
    assert urls.not_held_page(Mrn("08MEXICO721")) == "references/08MEXICO-0.md"


# --- Parting ------------------------------------------------------------------------------------


def test_long_lists_are_parted_by_their_rows() -> None:
    first = datetime.date(2001, 1, 1)
    days = [(first + datetime.timedelta(days=n)).isoformat() for n in range(1000)]
    parts = list(
        paginated(
            days, [lambda d: date_key(d, 4), lambda d: date_key(d, 7), lambda d: date_key(d, 10)]
        )
    )
    assert parts[0].periods == (("2001", 365), ("2002", 365), ("2003", 270))
    assert max(len(p.items) for p in parts) <= MAX_ROWS
    assert sum(len(p.items) for p in parts) == 1000
    assert len({p.period for p in parts}) == len(parts)


def test_a_date_known_less_exactly_has_a_page_of_its_own() -> None:
    assert [date_key("2008-03-11", n) for n in (4, 7, 10)] == ["2008", "2008-03", "2008-03-11"]
    assert [date_key("2008", n) for n in (4, 7, 10)] == ["2008", "2008-unknown", "2008-unknown"]
    assert date_key("", 4) == "undated"
    assert period_name("2008-unknown") == "2008, month unknown"
    assert period_name("2008-03-unknown") == "2008-03, day unknown"
    assert period_name("2008-03") == "2008-03"


# --- Links in running text --------------------------------------------------------------------


def link(start: int, end: int, title: str = "") -> InlineLink:
    return InlineLink(start=start, end=end, target="x.md", kind="term", title=title)


def test_links_and_page_marks_stand_in_their_places() -> None:
    text = "The INM and *SRE* met."
    made = inline(
        text, (PageMark(number=3, offset=8),), [link(4, 7), link(13, 16)], (), at_start=True
    )
    assert re.sub(r"<span.*?</span>", "⟦3⟧", made) == (
        "The [INM](x.md){: .rt-term } ⟦3⟧and \\*[SRE](x.md){: .rt-term }\\* met."
    )


def test_a_page_mark_inside_a_link_stands_behind_it() -> None:
    made = inline(
        "see MEXICO 721.", (PageMark(number=3, offset=10),), [link(4, 14)], (), at_start=True
    )
    assert re.sub(r"<span.*?</span>", "⟦3⟧", made) == "see [MEXICO 721](x.md){: .rt-term }⟦3⟧."


def test_titles_of_links_are_escaped() -> None:
    made = inline("INM", (), [link(0, 3, 'a "b" {: onclick=x } <i>')], (), at_start=True)
    assert made == (
        '[INM](x.md){: .rt-term title="a &quot;b&quot; &#123;: onclick=x &#125; &lt;i&gt;" }'
    )


def test_a_note_seen_from_a_question_stands_on_the_paras_page() -> None:
    asked = cable_text(
        "08LIMA12",
        "QUESTION A. Does the country mine salt?\n\nPOST RESPONSE: See septel and INS.",
        "QUESTION B. Who mines it?\n\nPOST RESPONSE: Nobody.",
    )
    made = pages(c08LIMA12=asked)
    (question,) = [text for path, text in made.items() if "does-the-country" in path]
    note = re.search(r"\[septel\]\((\.\./cables/08LIMA12/[^)#]+)#(n-p-1-[^)]+)\)", question)
    assert note is not None
    page = made[note[1].removeprefix("../")]
    assert f'<span id="{note[2]}">' in page


def test_a_long_list_of_questions_is_parted() -> None:
    paras = [
        f"QUESTION {chr(65 + n % 26)}. Is salt number {n} mined?\n\nPOST RESPONSE: Yes."
        for n in range(400)
    ]
    made = pages(
        c08LIMA12=cable_text("08LIMA12", *paras[:260]), c07LIMA9=cable_text("07LIMA9", *paras[150:])
    )
    assert "- [2007](lists/2007.md) <small>250</small>" in made[urls.QUESTIONS]
    assert "- [2008](lists/2008.md) <small>150</small>" in made[urls.QUESTIONS]
    assert "(../is-salt-number-0-mined-" in made["questions/lists/2008.md"]


def test_events_known_to_the_year_are_on_pages_of_their_own() -> None:
    wet = "On March 3, 2007 it rained. In 2007 it snowed. On July 4 it will rain. In 2010 it ends."
    made = pages(c08LIMA9=cable_text("08LIMA9", wet), c08LIMA8=TWO)
    assert "2 of them have only a year" in made[urls.CHRONOLOGY]
    assert '<span id="d-2007-03-03">3 March 2007</span>' in made[urls.CHRONOLOGY]
    assert "snowed" not in made[urls.CHRONOLOGY]
    rain = "On July 4 it will rain. <small>[08LIMA9 ¶1, year inferred, as a plan]("
    assert rain in made[urls.CHRONOLOGY]
    by_year = made[urls.CHRONOLOGY_BY_YEAR]
    assert '<span id="d-2007">2007</span> | In 2007 it snowed. <small>[08LIMA9 ¶1](' in by_year
    assert "In 2010 it ends. <small>[08LIMA9 ¶1, as a plan](" in by_year


def test_a_long_list_of_events_of_one_year_is_split_by_post() -> None:
    letters = "bcdfghjklmnpqrstvwxz"
    events = [f"In 2007 the {a}u{b}u {b}o{a}o was lost." for a in letters for b in letters]
    made = pages(
        c08LIMA9=cable_text("08LIMA9", *events[:200]),
        c08QUITO9=cable_text("08QUITO9", *events[200:]),
    )
    assert (
        "2007, LIMA</span>](years-2007-lima.md) <small>200</small>" in made[urls.CHRONOLOGY_BY_YEAR]
    )
    assert "# Chronology by year, 2007, QUITO" in made["chronology/years-2007-quito.md"]


def test_pages_that_quote_cables_bear_their_marking() -> None:
    sensitive = TWO.replace("UNCLAS LIMA 000011", "UNCLAS LIMA 000011\n\nSENSITIVE\nNOFORN")
    sensitive = sensitive.replace("The INS of 2007", "In May 2007 the INS")
    secret = THREE.replace("UNCLAS LIMA", "CONFIDENTIAL LIMA")
    made = pages(c08LIMA12=ONE, c08LIMA11=sensitive, c07LIMA9=secret)
    banner = '<div class="rt-banner">CONFIDENTIAL // NOFORN // SENSITIVE</div>'
    assert banner in made[urls.CHRONOLOGY]
    assert '<div class="rt-banner">CONFIDENTIAL</div>' in made["glossary/ins.md"]
    assert "rt-banner" not in made["glossary/zzq.md"], "it quotes nothing"


@given(
    st.dictionaries(
        st.sampled_from(["title", "trail", "record"]),
        st.recursive(
            st.one_of(st.text(), st.booleans(), st.integers()),
            lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(min_size=1), inner)),
            max_leaves=8,
        ),
    )
)
def test_metadata_comes_back_from_front_matter_as_it_was(meta: dict[str, object]) -> None:
    assert (yaml.safe_load(front_matter(meta)) or {}) == meta


def test_the_navigation_of_a_cable_with_many_sections_is_bounded() -> None:
    headings = "".join(f"TOPIC {n}\n-------\n\n¶{n}. (U) One.\n\n" for n in range(1, 101))
    source = Source(
        name="08LIMA12.txt",
        text=f"UNCLAS LIMA 000012\n\nSUBJECT: X\n\n{headings}",
        diagnostics=(),
    )
    corpus = pipeline.assemble([source], CuratedGlossary())
    pages = {page.path: page.text for page in render_corpus(corpus, TEMPLATES, INFO)}
    meta = yaml.safe_load(pages["cables/08LIMA12/50-topic-50.md"].split("---\n")[1])
    titles = [page["title"] for page in meta["cable"]["pages"]]
    assert titles[:3] == ["Front page", "TOPIC 1", "TOPIC 35"]
    assert titles[-3:] == ["TOPIC 65", "Whole cable", "Source and repairs"]
    assert len(titles) == 35
    assert (meta["previous"], meta["next"]) == (
        "cables/08LIMA12/49-topic-49.md",
        "cables/08LIMA12/51-topic-51.md",
    )
