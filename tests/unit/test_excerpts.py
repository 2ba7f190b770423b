"""Long texts are cut at a word."""

from __future__ import annotations

import pytest

from generator.render.excerpts import excerpt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Port strike", "Port strike"),
        ("Port strike ends early", "Port strike …"),
        ("Portstrikesendearly today", "Portstrikese …"),
    ],
    ids=["short", "long", "one long word"],
)
def test_a_text_is_cut_at_a_word(text: str, expected: str) -> None:
    assert excerpt(text, 14) == expected
    assert len(expected) <= 14
