"""What is fuzzed: a function from bytes that raises where the program would be at fault."""

from __future__ import annotations

from generator import parse_cable
from generator.disk import Workspace, read_templates
from generator.exports.data_files import export_corpus
from generator.model import CuratedGlossary, SiteInfo, Source
from generator.model.source_text import SourceText
from generator.pipeline import assemble
from generator.render.units import render_corpus
from tests.cases import FIXTURES
from tests.fuzz.texts import text_of

TEMPLATES = read_templates(Workspace(FIXTURES.parents[1]))
INFO = SiteInfo(name="Example")
FRAME = "R 010900Z JUN 08\nFM AMEMBASSY EXAMPLE\nUNCLAS EXAMPLE 000012\nSUBJECT: An example\n\n"


def parse(data: bytes) -> None:
    """Parsing accounts for every line of any text."""
    text = text_of(data)
    cable = parse_cable(text, name="08EXAMPLE12")
    assert [line.text for line in cable.lines] == list(SourceText(text).lines)
    assert all(line.fates for line in cable.lines)


def site(data: bytes) -> None:
    """Any two texts become a corpus and pages."""
    text = text_of(data)
    half = len(text) // 2
    pages(FRAME + text[:half], text[half:])


def pages(first: str, second: str) -> None:
    """Two cables become a corpus and pages, each in a place of its own."""
    sources = (
        Source(name="08EXAMPLE12.txt", text=first, diagnostics=()),
        Source(name="07PARIS2.txt", text=second, diagnostics=()),
    )
    corpus = assemble(sources, CuratedGlossary())
    pages = [
        *render_corpus(corpus, TEMPLATES, INFO),
        *export_corpus(corpus, TEMPLATES, INFO),
    ]
    paths = [page.path.casefold() for page in pages]
    assert len(set(paths)) == len(paths)
    for page in pages:
        page.text.encode("utf-8")
