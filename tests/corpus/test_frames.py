"""Every text reads the same within a page or a row of a table, where texts are present."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import parse_cable
from tests.corpus.scoring import CORPUS
from tests.corpus.test_web_pages import without_markup
from tests.unit.test_html_pages import values
from tests.unit.test_nested_copies import as_escaped_row, as_page, as_row

FILES = sorted(
    [
        *(CORPUS / "pre").glob("*.txt"),
        *(CORPUS / "cables").glob("*.txt"),
        *(CORPUS / "renderings" / "cables").glob("*.txt"),
    ]
)

pytestmark = pytest.mark.skipif(not FILES, reason="the texts are no part of the project")


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_text_reads_the_same_in_a_frame(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = without_markup(text) if path.parent.name == "pre" else text
    expected = values(parse_cable(text))
    for frame in (as_page, as_row, as_escaped_row):
        assert values(parse_cable(frame(text))) == expected, frame.__name__
