"""The page about the edition: its counts are those of the model, and no kind is left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from generator import pipeline
from generator.disk import packaged_templates
from generator.model import (
    REPAIR_RULES,
    CuratedGlossary,
    Edition,
    Fate,
    SiteInfo,
    Source,
    UseStatus,
)
from generator.model.diagnostic_codes import CODES, Severity
from generator.render import about_page as about
from generator.render.page_context import PageContext
from generator.render.reader_labels import FATES, FINDINGS, OUTCOMES, STATUSES
from generator.render.renderer import Renderer
from tests.cables import cable_text
from tests.cases import FIXTURES, read_cases

INFO = SiteInfo(name="Example cables", version="1.2.3")
INTERNAL = replace(INFO, edition=Edition(name="internal", for_editors=True))

TEMPLATES = {
    path.name: path.read_text(encoding="utf-8")
    for path in (packaged_templates() / "pages").glob("*.j2")
}

LINKED = cable_text(
    "08LIMA12",
    "The National Salt Institute (INS) met on March 3, 2008, see para 2 and 08 LIMA 11.",
    "The INS and ZZQ agreed, see ref A, septel and 08 LIMA 98.",
    header="REF: A. 07STATE150188",
)


@pytest.fixture(scope="module")
def site() -> PageContext:
    """Every case of the parser as a cable, and two that are linked, with a file that is none."""
    sources = [Source(name="08LIMA12.txt", text=LINKED, diagnostics=())]
    sources.append(Source(name="08LIMA11.txt", text=cable_text("08LIMA11", "x"), diagnostics=()))
    pages = "One.\n\nLIMA 00000013  002 OF 004\n\nTwo.\n\nLIMA 00000013  004 OF 004\n\nThree."
    sources.append(Source(name="08LIMA13.txt", text=cable_text("08LIMA13", pages), diagnostics=()))
    sources.append(Source(name="shopping.txt", text="bread and butter\n", diagnostics=()))
    for file in sorted((FIXTURES / "parse").glob("*.txt")):
        for number, case in enumerate(read_cases(file), len(sources)):
            name = f"08TEST{number}.txt"
            text = case.source.replace("EXAMPLE 000012", f"TEST {number:06d}")
            sources.append(Source(name=name, text=text, diagnostics=()))
    return PageContext(pipeline.assemble(sources, CuratedGlossary()), INFO)


def page(site: PageContext) -> str:
    return about.about_page(Renderer(TEMPLATES), site).text


def number(shown: str) -> int:
    return int(shown.replace(",", ""))


def test_every_kind_has_words_for_readers() -> None:
    assert set(FATES) == set(Fate)
    assert set(FINDINGS) == set(CODES)
    assert set(STATUSES) == set(UseStatus)
    assert all("{" not in words for words in FINDINGS.values())


def test_every_rule_of_repair_is_counted(site: PageContext) -> None:
    cables = [item.cable for item in site.corpus.cables]
    rows = about.repair_rows(item.statistics for item in site.corpus.cables)
    assert [what for what, _ in rows] == list(REPAIR_RULES.values())
    assert sum(number(n) for _, n in rows) == sum(len(c.repairs) for c in cables) > 20
    shown = page(site)
    for what, count in rows:
        assert f"| {what} | {count} |" in shown


def test_every_line_of_the_sources_is_counted_once(site: PageContext) -> None:
    cables = [item.cable for item in site.corpus.cables]
    lines = sum(len(c.lines) for c in cables)
    assert (
        sum(number(n) for _, n in about.fate_rows(i.statistics for i in site.corpus.cables))
        == lines
    )
    assert f"| All | {lines:,} |" in page(site)


def test_editors_see_every_finding_with_its_count(site: PageContext) -> None:
    found = Counter(d.code for _, d in site.corpus.diagnostics)
    shown = page(PageContext(site.corpus, INTERNAL))
    for code, kind in CODES.items():
        row = f"| {FINDINGS[code]} <small>{code}</small> | {kind.severity} | {found[code]} |"
        assert (row in shown) is (kind.for_readers or found[code] > 0), code


def test_readers_see_no_counts_of_findings(site: PageContext) -> None:
    shown = page(site)
    assert not [code for code in CODES if f"<small>{code}</small>" in shown]
    assert "warnings" not in shown


def test_errors_warnings_and_notes_are_all_that_was_found(site: PageContext) -> None:
    counts = about.severity_counts(site.corpus)
    for severity in Severity:
        assert number(counts[severity]) == pipeline.count(site.corpus, severity)
    assert number(counts["error"]) >= 1


def test_files_without_a_cable_are_told(site: PageContext) -> None:
    errors = {n for n, d in site.corpus.diagnostics if d.severity is Severity.ERROR}
    files = len(site.corpus.cables) + len(errors)
    assert f"is built from {files} text files, {len(errors)} of which contain" in page(site)


def test_references_are_counted_by_what_they_lead_to() -> None:
    linked = Source(name="08LIMA12.txt", text=LINKED, diagnostics=())
    other = Source(name="08LIMA11.txt", text=cable_text("08LIMA11", "x"), diagnostics=())
    rows = about.reference_rows(pipeline.assemble([linked, other], CuratedGlossary()))
    told = {kind: row[1:] for kind, row in zip(OUTCOMES, rows, strict=True)}
    assert told == {
        "held": ("0", "2"),
        "not-held": ("1", "2"),
        "withheld": ("0", "0"),
        "ambiguous": ("0", "0"),
        "unwritten": ("0", "1"),
        "no-cable": ("0", "0"),
        "unreadable": ("0", "0"),
    }


def test_short_forms_are_counted_by_how_their_meaning_is_known(site: PageContext) -> None:
    rows = about.status_rows(site.corpus)
    assert [what for what, _ in rows] == list(STATUSES.values())
    uses = sum(len(term.uses) for term in site.corpus.terms)
    assert sum(number(n) for _, n in rows) == uses > 2


def test_derived_titles_and_missing_pages_are_told(site: PageContext) -> None:
    sections = [s for item in site.corpus.cables for s in item.cable.sections]
    derived = sum(s.derived for s in sections)
    missing = sum(len(item.cable.pages_missing) for item in site.corpus.cables)
    assert 0 < derived < len(sections)
    assert missing
    assert f"marked “title added”: {derived} of {len(sections)} sections" in page(site)
    assert f"{missing} transmission page has no page line" in page(site)


def test_the_version_is_told_where_it_is_known(site: PageContext) -> None:
    assert "Made with Reftel 1.2.3." in page(site)
    unknown = PageContext(site.corpus, replace(INFO, version=""))
    assert "Made with" not in page(unknown)


def test_an_empty_collection_has_the_page_too() -> None:
    shown = page(PageContext(pipeline.assemble([], CuratedGlossary()), INFO))
    assert "0 text files: 0 cables with 0 paragraphs" in shown
