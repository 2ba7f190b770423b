"""Real web pages read like their text without markup, where they are present."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator import parse_cable
from generator.model import DateSource
from tests.corpus.scoring import CORPUS
from tests.unit.test_html_pages import values

FILES = sorted([*(CORPUS / "pre").glob("*.txt"), *(CORPUS / "pages").glob("*.html")])

pytestmark = pytest.mark.skipif(not FILES, reason="the web pages are no part of the project")


REQUIRED = {
    "id": "mrn-missing",
    "classification": "classification-missing",
    "subject": "subject-missing",
}
"""What each cable has, or else the diagnostic that says so."""

OF_DATE = {"date-missing", "reference-year-inferred"}
"""Diagnostics that depend on the day, which only the table of a page may give."""


def without_markup(source: str) -> str:
    """The text of the `<pre>` elements."""
    texts = re.findall(r"<pre>(.*?)</pre>", source, re.DOTALL)
    return html.unescape(re.sub(r"</?a\b[^>]*>", "", "\n".join(texts)))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_page_reads_like_its_text_without_markup(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    cable = parse_cable(source, name=path.stem)
    expected = parse_cable(without_markup(source), name=path.stem)
    assert all(line.fates for line in cable.lines)
    page, text = values(cable), values(expected)
    if expected.header.date is None and cable.header.date_source is DateSource.METADATA:
        names = ("date", "year", "date_source", "references")
        dated = {name: getattr(cable.header, name) for name in names}
        text["header"] = replace(expected.header, **dated)
        for result in (page, text):
            result["codes"] = [code for code in result["codes"] if code not in OF_DATE]
    assert page == text


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_what_a_page_lacks_has_a_diagnostic(path: Path) -> None:
    cable = parse_cable(path.read_text(encoding="utf-8"), name=path.stem)
    codes = {item.code for item in cable.diagnostics}
    for name, code in REQUIRED.items():
        value = cable.id if name == "id" else getattr(cable.header, name)
        assert bool(value) is (code not in codes), name
