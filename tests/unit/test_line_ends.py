"""Line ends and spaces of other programs do not change how a telegram is read."""

from __future__ import annotations

from textwrap import indent

import pytest

from generator import parse_cable
from tests.cases import FIXTURES, Case, read_cases
from tests.outline import outline
from tests.unit.test_spans import check

ASPECTS = ["header", "references", "paras", "headings", "ending"]
CASES = [
    case
    for name in ("smart", "records", "forms")
    for case in read_cases(FIXTURES / f"parse/{name}.txt")
]


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
@pytest.mark.parametrize(
    ("written", "replacement"),
    [("\n", "\r"), ("\n", "\r\n"), (" ", "\u00a0"), (" ", "\u202f")],
    ids=["CR", "CRLF", "no-break space", "narrow no-break space"],
)
def test_line_ends_and_spaces(case: Case, written: str, replacement: str) -> None:
    text = case.source.replace(written, replacement)
    assert outline(parse_cable(text), ASPECTS) == outline(parse_cable(case.source), ASPECTS)
    check(text)


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_a_margin_at_the_left(case: Case) -> None:
    text = indent(case.source, "    ")
    assert outline(parse_cable(text), ASPECTS) == outline(parse_cable(case.source), ASPECTS)
    check(text)
