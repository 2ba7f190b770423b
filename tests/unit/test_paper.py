"""Paper: strings for the margins, addresses of links, contents; what hostile text may not do."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import pipeline
from generator.model import CuratedGlossary, SiteInfo, Source
from generator.render import paper, site_links, views
from generator.render.cable_pages import cable_pages
from generator.render.markdown import css_string
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer
from tests.cables import cable_text, example
from tests.unit.test_pages import INFO, ONE, TEMPLATES, TWO

NOWHERE = SiteInfo(name="Example cables")
"""A site that does not know its address."""


def pages(info: SiteInfo = INFO, **cables: str) -> dict[str, str]:
    """The pages of cables, by path; `c08LIMA1` stands for 08LIMA1."""
    sources = [
        Source(name=f"{name[1:]}.txt", text=text, diagnostics=()) for name, text in cables.items()
    ]
    corpus = pipeline.assemble(sources, CuratedGlossary())
    renderer, site = Renderer(TEMPLATES), PageContext(corpus, info)
    made = [page for item in corpus.cables for page in cable_pages(renderer, site, item)]
    return {page.path: page.text for page in made}


SECTIONED = (
    cable_text("08LIMA12", "One.")
    + """
FIRST TOPIC
-----------

¶2. (U) Two.

¶3. (U) Three.

LAST TOPIC
----------

¶4. (U) Four, as in para 1.
"""
)


def test_the_edition_is_a_hash_of_the_source_lines() -> None:
    cable = example("08LIMA12", "One.")
    source = cable_text("08LIMA12", "One.")
    lines = "\n".join(source.splitlines())
    assert views.edition(cable) == hashlib.sha256(lines.encode()).hexdigest()[:8]
    assert views.edition(cable) != views.edition(example("08LIMA12", "One!"))


def test_a_link_is_noted_once_with_its_whole_address() -> None:
    made = pages(c08LIMA12=ONE, c08LIMA11=TWO)["cables/08LIMA12/full.md"]
    notes = made[made.index("<h2>Links on this page</h2>") :]
    assert re.findall(r"<li>(.*?): <a href=\"([^\"]+)\">([^<]+)</a></li>", notes) == [
        (
            "07STATE150188: not held in this collection",
            "../../../references/07STATE-150/#07STATE150188",
            "https://cables.example.org/references/07STATE-150/#07STATE150188",
        ),
        (
            "08LIMA11, 2008-06-01: An example",
            "../../08LIMA11/",
            "https://cables.example.org/cables/08LIMA11/",
        ),
    ]
    assert "from the root of the site" not in notes
    second = made.split('id="p-2"')[1]
    assert '{: .rt-missing data-note="1"' in second
    assert '{: .rt-ref data-note="2"' in second


def test_links_within_a_page_are_not_noted() -> None:
    made = pages(c08LIMA12=cable_text("08LIMA12", "One, see para 2.", "Two."))
    text = made["cables/08LIMA12/full.md"]
    assert "(#p-2){: .rt-ref title=" in text
    assert "Links on this page" not in text


def test_without_an_address_notes_count_from_the_root() -> None:
    links = [("A post", "../../posts/lima.md"), ("The same", "../../posts/lima.md"), ("x", "#p-1")]
    found = paper.link_notes(NOWHERE, "cables/08LIMA12/index.md", links)
    assert [(note.number, note.words, note.address) for note in found] == [
        (1, "A post", "posts/lima/")
    ]


@pytest.mark.parametrize(
    ("page", "target", "anchor"),
    [
        ("cables/08LIMA1/full.md", "cables/08LIMA1/full.md", "p-1"),
        ("cables/08LIMA1/full.md", "cables/08LIMA1/index.md", ""),
        ("index.md", "references/07STATE-150.md", "07STATE150188"),
        ("glossary/a-z/i.md", "index.md", ""),
    ],
)
def test_a_link_is_followed_to_where_it_was_made_for(page: str, target: str, anchor: str) -> None:
    assert site_links.link_target(page, site_links.link(page, target, anchor)) == (target, anchor)


def test_contents_name_sections_with_their_paras() -> None:
    cable = example("08LIMA12", "One.")
    assert paper.contents_lines(cable) == [], "one section needs no contents"
    made = pages(c08LIMA12=SECTIONED)["cables/08LIMA12/full.md"]
    lines = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', made)
    assert [words for _, words in lines] == [
        "Introduction (¶1)",
        "FIRST TOPIC (¶2–3)",
        "LAST TOPIC (¶4)",
    ]
    for anchor, _ in lines:
        assert f'id="{anchor}"' in made or f"{{: #{anchor} }}" in made


def test_each_page_of_a_cable_has_its_own_address_in_the_margin() -> None:
    made = pages(c08LIMA12=SECTIONED)
    style = made["cables/08LIMA12/print.css"]
    assert '  --rt-banner: "UNCLASSIFIED";' in style
    assert '  --rt-name: "08LIMA12";' in style
    for path, text in made.items():
        if path.startswith("cables/08LIMA12/") and text.startswith("---"):
            assert 'print: "cables/08LIMA12/print.css"' in text
            sheet = re.search(r'data-sheet="([^"]+)"', text)
            assert sheet is not None, path
            address = f"https://cables.example.org/{site_links.address(path)}"
            rule = f':root:has([data-sheet="{sheet[1]}"]) {{\n  --rt-address: "{address}";\n}}'
            assert rule in style
    assert '--rt-name: "Example cables"' in paper.site_style(INFO).text


def test_a_long_subject_is_cut_at_a_word() -> None:
    text = cable_text("08LIMA12", "One.").replace("An example", "WORD " * 40)
    style = pages(c08LIMA12=text)["cables/08LIMA12/print.css"]
    subject = re.search(r'--rt-subject: "([^"]+)"', style)
    assert subject is not None
    assert re.fullmatch(r"(?:WORD )+\\2026 ", subject[1])
    assert len(subject[1]) <= paper.MAX_SUBJECT + 8


@given(st.text())
def test_a_string_of_a_style_sheet_says_the_text_and_ends_where_it_should(text: str) -> None:
    made = css_string(text)
    inner = made[1:-1]
    assert not re.search(r'["\n;{}<>]', inner)
    shown = re.sub(r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), inner)
    assert "\\" not in re.sub(r"\\[0-9a-f]+ ", "", inner)
    printable = "".join(c for c in text if ord(c) >= 32 and not 0xD800 <= ord(c) < 0xE000)
    assert set("".join(printable.split())) - {"\x7f"} <= set(shown)


def test_a_hostile_subject_stays_a_string() -> None:
    text = cable_text("08LIMA12", "One.").replace(
        "An example", '"; } body { display: none } @import "http://example.gov/x.css'
    )
    style = pages(c08LIMA12=text)["cables/08LIMA12/print.css"]
    rules = re.sub(r'"[^"\n]*"', "TEXT", style)
    rule = r":root(?::has\(\[data-sheet=TEXT\]\))? \{\n(?:  --rt-\w+: TEXT;\n)+\}\n"
    assert re.fullmatch(rf"@charset TEXT;\n(?:{rule})+", rules)


def test_the_front_page_links_a_pdf_only_where_there_is_one() -> None:
    link = '<a class="rt-action" href="08LIMA12.pdf">PDF</a>'
    front = "cables/08LIMA12/index.md"
    assert link not in pages(c08LIMA12=ONE)[front]
    assert link in pages(replace(INFO, pdf=True), c08LIMA12=ONE)[front]
