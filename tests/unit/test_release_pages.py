"""Pages on releases: marks in the text, the release of a cable, lists by code and by number."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator import parse_cable, pipeline
from generator.disk import packaged_templates
from generator.model import (
    ArchiveNumber,
    Block,
    BlockKind,
    Cable,
    Corpus,
    CuratedGlossary,
    Gap,
    GapKind,
    NumberKind,
    ReleaseMark,
    ReleaseMarkKind,
    SiteInfo,
    Source,
    StoredCable,
)
from generator.model.diagnostics import Diagnostic
from generator.model.source_text import Span
from generator.render import urls
from generator.render.archive_numbers import archive_number_pages
from generator.render.gap_marks import gap_mark, gap_marks
from generator.render.inline_markdown import columns, inline
from generator.render.page_context import PageContext
from generator.render.pagination import MAX_ROWS
from generator.render.release_views import absence
from generator.render.renderer import Renderer
from generator.render.units import render_corpus
from generator.render.withheld_under import withheld_under_pages
from tests.cables import cable_text, search_documents

PAGE = "cables/08LIMA12/full.md"
INFO = SiteInfo(name="Example cables")
TEMPLATES = {
    path.name: path.read_text(encoding="utf-8")
    for path in (packaged_templates() / "pages").glob("*.j2")
}
STAMP = ReleaseMark(kind=ReleaseMarkKind.STAMP, line=1, text="RELEASE IN PART B5", codes=("B5",))
NUMBER = ArchiveNumber(kind=NumberKind.DOCUMENT, text="C05000000")


def block(text: str, *gaps: Gap) -> Block:
    return Block(
        kind=BlockKind.TEXT, text=text, gaps=gaps, span=Span(start=0, end=0, line=1, end_line=1)
    )


def gap(text: str = "", *codes: str, offset: int = 0, kind: GapKind = GapKind.WITHHELD) -> Gap:
    return Gap(line=1, text=text, codes=codes, offset=offset, kind=kind)


def shown(of: Block) -> str:
    """The text of a block without the tags of the marks."""
    made = inline(of.text, (), (), gap_marks(of, PAGE), at_start=False)
    return re.sub(r"</?span[^>]*>", "", made).replace("\\", "")


def test_marks_are_parted_from_the_text_by_spaces() -> None:
    assert shown(block("He met, who", gap("[name not declassified]", offset=6))) == (
        "He met [name not declassified], who"
    )
    assert shown(block("He met Doe.", gap("[1 line not declassified]", offset=7))) == (
        "He met [1 line not declassified] Doe."
    )
    assert shown(block("", gap("[3 lines not declassified]"))) == "[3 lines not declassified]"


def test_codes_lead_to_their_lists_and_have_their_meaning() -> None:
    made = gap_mark(gap("1.4(D)", "1.4(D)", "B1"), PAGE)
    assert "not released: [1.4(D)](../../withheld-under/1-4-d.md){: .rt-code" in made
    assert 'title="foreign relations or foreign activities' in made
    assert "[B1](../../withheld-under/b1.md)" in made


def test_covered_passages_are_shown_once() -> None:
    covered = gap("XXXXXXXXXXXX", offset=3, kind=GapKind.COVERED)
    assert shown(block("by XXXXXXXXXXXX.", covered)) == "by XXXXXXXXXXXX."
    assert columns("by XXXXXXXXXXXX.", (), (covered,)).count("XXXXXXXXXXXX") == 1


def test_marks_in_columns_have_no_links() -> None:
    made = columns("a   b\nc   d", (), (gap("B6", "B6", offset=5),))
    assert made == 'a   b<span class="rt-gap">[not released: B6]</span>\nc   d'


# --- Pages --------------------------------------------------------------------------------------


def released(mrn: str = "08LIMA12") -> Cable:
    text = cable_text(
        mrn,
        "He met [name not declassified] in June.",
        "He met" + 100 * " " + "B6",
        "He left.",
    ).replace("¶1.", "[1 paragraph not declassified]\n\n¶1.")
    return replace(
        parse_cable(text, name=mrn),
        release_marks=(STAMP,),
        archive_numbers=(NUMBER,),
        rendering="SMART telegram",
    )


def corpus_of(*cables: Cable) -> Corpus:
    stored = (StoredCable(name=f"{cable.id}.txt", cable=cable) for cable in cables)
    return Corpus(cables=tuple(stored), diagnostics=())


def pages(*cables: Cable) -> dict[str, str]:
    made = render_corpus(corpus_of(*cables), TEMPLATES, INFO)
    return {page.path: page.text for page in made}


def test_the_front_page_of_a_cable_tells_its_release() -> None:
    front = pages(released())[urls.cable_page("08LIMA12")]  # type: ignore[arg-type]  # a str
    release = front[front.index("## Release") : front.index("## Cited by")]
    assert "RELEASE IN PART B5" in release
    assert "3 passages are missing" in release
    assert re.findall(r"^- \[(.*?)\]", release, re.M) == ["B5", "B6"]
    assert "| Document number | C05000000 |" in front
    assert "| Form of the copy | SMART telegram |" in front


def test_a_cable_without_release_says_nothing_of_it() -> None:
    made = pages(parse_cable(cable_text("08LIMA12", "He met."), name="08LIMA12"))
    assert "## Release" not in made["cables/08LIMA12/index.md"]
    assert "Not released" not in made[PAGE]
    assert "withheld-under" not in made[urls.HOME] + made[urls.WITHHELD]


def test_a_gap_outside_paras_is_before_the_next_para() -> None:
    whole = pages(released())[PAGE]
    assert whole.index("1 paragraph not declassified") < whole.index('id="p-1"')
    assert "## Not released on this page" in whole
    assert "personal privacy" in whole


def test_the_lists_by_code() -> None:
    made = pages(released())
    index = made[urls.WITHHELD_UNDER]
    assert re.findall(r"^\| \[(.*?)\].* \| (\d) \| (\d) \|$", index, re.M) == [
        ("B5", "0", "1"),
        ("B6", "1", "1"),
        ("no code", "2", "1"),
    ]
    assert "stamp only](../cables/08LIMA12/index.md#release)" in made["withheld-under/b5.md"]
    assert "[¶2](../cables/08LIMA12/full.md#p-2)" in made["withheld-under/b6.md"]
    assert "[¶1 (name)]" in made["withheld-under/no-code.md"]
    assert "withheld-under/index.md" in made[urls.HOME]
    assert "../withheld-under/index.md" in made[urls.WITHHELD]


def test_the_list_of_archive_numbers() -> None:
    made = pages(released())[urls.ARCHIVE_NUMBERS]
    assert '<span id="c05000000"></span>C05000000 | [08LIMA12](../cables' in made


@pytest.mark.parametrize("kind", [NumberKind.CASE, NumberKind.ARCHIVES])
def test_no_list_grows_with_the_collection(kind: NumberKind) -> None:
    """Numbers of their own are split by beginnings, a number of many cables by its cables."""
    cables = [
        replace(
            released(f"{year:02d}LIMA{serial}"),
            archive_numbers=(
                ArchiveNumber(
                    kind=kind,
                    text="F-2014-00001" if kind is NumberKind.CASE else f"20{year}LIMA0{serial}",
                ),
            ),
        )
        for year in range(10, 14)
        for serial in range(1900, 1900 + MAX_ROWS // 2)
    ]
    renderer, context = Renderer(TEMPLATES), PageContext(corpus_of(*cables), INFO)
    lists = [
        *archive_number_pages(renderer, context),
        *(p for p in withheld_under_pages(renderer, context) if "/b6" in p.path),
    ]
    rows = {page.path: len(re.findall(r"^\| .*/cables/", page.text, re.M)) for page in lists}
    assert max(rows.values()) <= MAX_ROWS
    assert len(rows) < 40, "no page for each number"
    assert any(f"# Archive numbers: {kind.value} " in page.text for page in lists)
    for folder in ("archive-numbers/", "withheld-under/b6"):
        assert sum(n for path, n in rows.items() if path.startswith(folder)) == len(cables)


def test_a_record_without_text_says_so() -> None:
    said = Diagnostic(
        code="text-unavailable", line=None, text="", message="the record holds no text"
    )
    bare = parse_cable(cable_text("08LIMA12"), name="08LIMA12")
    cable = replace(bare, diagnostics=(said,), sections=(), paras=())
    assert absence(cable) == "The record holds no text."
    made = pages(cable)
    assert "The record holds no text." in made[PAGE]
    assert "The record holds no text." in made["cables/08LIMA12/index.md"]
    assert absence(bare) == ""


def test_quotations_have_a_mark_for_what_is_missing() -> None:
    text = cable_text(
        "08LIMA12",
        "He met [name not declassified], who was arrested on March 3, 2008.",
        "The mayor" + 80 * " " + "1.4(D), B1\nwas arrested on March 4, 2008.",
    )
    corpus = pipeline.assemble(
        [Source(name="08LIMA12.txt", text=text, diagnostics=())], CuratedGlossary()
    )
    quoted = [source.sentence for event in corpus.indexes.events for source in event.sources]
    sentences = [
        "He met [name not declassified], who was arrested on March 3, 2008.",
        "The mayor [not released: 1.4(D), B1] was arrested on March 4, 2008.",
    ]
    assert quoted == sentences
    found = [p.text for d in search_documents(corpus) for p in d.passages if p.target]
    assert found == sentences
