"""Real web pages read like their text without markup, where they are present."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator import parse_cable
from tests.corpus.scoring import CORPUS
from tests.unit.test_html_pages import values

FILES = sorted([*(CORPUS / "pre").glob("*.txt"), *(CORPUS / "pages").glob("*.html")])

pytestmark = pytest.mark.skipif(not FILES, reason="the web pages are no part of the project")


def without_markup(source: str) -> str:
    """The text of the `<pre>` elements."""
    texts = re.findall(r"<pre>(.*?)</pre>", source, re.DOTALL)
    return re.sub(r"</?a\b[^>]*>", "", "\n".join(texts)).replace("&#x000A;", "\n")


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_page_reads_like_its_text_without_markup(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    cable = parse_cable(source, name=path.stem)
    expected = parse_cable(without_markup(source), name=path.stem)
    assert all(line.fates for line in cable.lines)
    # The table of a page gives the day, from which years of references are inferred.
    own = cable.header
    header = replace(
        expected.header,
        date=own.date,
        year=own.year,
        date_source=own.date_source,
        references=own.references,
    )
    for key, value in values(replace(expected, header=header)).items():
        if key != "codes":
            assert values(cable)[key] == value
