"""Spans lead to the parsed text in the source."""

from __future__ import annotations

import re

import pytest

from generator import parse_cable
from generator.model.source_text import SourceText
from tests.cases import FIXTURES, Case, read_cases
from tests.unit.test_sample import SAMPLE

CASES = [case for path in sorted((FIXTURES / "parse").glob("*.txt")) for case in read_cases(path)]


WITHIN_WORD = re.compile(r"(?<=\w)<pb\b[^<>]*>(?=\w)")
"""The page break of a volume, which may be within a word."""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def check(text: str) -> None:
    source = SourceText(text)
    cable = parse_cable(text)
    repaired = {w for r in cable.repairs for w in words(r.after)}
    for para in cable.paras:
        cut = words(WITHIN_WORD.sub("", source.cut(para.span)))
        left = iter([*cut])
        for word in words(para.text):
            assert word in repaired or word in left, (para.anchor, word)
    for reference in cable.header.references:
        assert set(words(reference.raw)) <= set(words(source.cut(reference.span)))
    for heading in cable.headings:
        assert set(words(heading.text)) <= set(words(source.cut(heading.span)))


@pytest.mark.parametrize("case", CASES, ids=[c.title for c in CASES])
def test_spans_of_fixtures(case: Case) -> None:
    check(case.source)


def test_spans_of_the_sample() -> None:
    check(SAMPLE.read_text(encoding="utf-8"))


def test_lines_end_at_line_feeds_and_carriage_returns_only() -> None:
    source = SourceText("a\r\nb\rc\nd\x0ce\u2028f")
    assert source.lines == ("a", "b", "c", "d\x0ce\u2028f")
    assert [source.line_at(i) for i in (0, 3, 5, 7, 11)] == [1, 2, 3, 4, 4]


def test_line_endings_do_not_change_the_result() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    plain = parse_cable(text)
    crlf = parse_cable(text.replace("\n", "\r\n"))
    assert crlf.paras == plain.paras
    assert crlf.header == plain.header
    assert crlf.repairs == plain.repairs
