"""Patterns of editors: linear time, offsets of characters, plain refusals."""

from __future__ import annotations

import pickle

import pytest

from generator.editions.rule_patterns import CompiledPattern, compile_pattern, find_spans
from generator.errors import ReftelError
from tests.linear_time import MOST, growth


def matches(pattern: str, text: str) -> list[str]:
    return [text[start:end] for start, end in find_spans(compile_pattern(pattern), text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("case-\\d+", "CASE-12 and Case-3", ["CASE-12", "Case-3"]),
        ("jos\\w+", "A JOSÉ b", ["JOSÉ"]),
        ("josé", "José, JOSE, jose\u0301x", ["José", "JOSE", "jose\u0301"]),
        ("\\bálvarez\\b", "ñ Álvarez!", ["Álvarez"]),
        ("b.d", "ñ b\U0001f600d", ["b\U0001f600d"]),
        ("..", "日本 日", ["日本", " 日"]),
        ("иван", "ИВАН", ["ИВАН"]),
        ("strasse", "Straße", ["Straße"]),
        ("f", "ñ ﬁne", ["ﬁ"]),
        ("\\w+stergaard", "Østergaard", ["Østergaard"]),
        ("x", "\ud800x", ["x"]),
        ("x\\b|\\b", "a x b", ["x"]),
        ("a.b", "a\nb", []),
        ("\\++", "1 ++", ["++"]),
    ],
)
def test_matches_are_spans_of_characters(pattern: str, text: str, expected: list[str]) -> None:
    assert matches(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "advice"),
    [
        ("(?<=a)b", "lookahead and lookbehind are not supported"),
        ("(?<!a)b", "lookahead and lookbehind are not supported"),
        ("a(?=b)", "lookahead and lookbehind are not supported"),
        ("a(?!b)", "lookahead and lookbehind are not supported"),
        ("(a)\\1", "back references are not supported"),
        ("(?P<x>a)(?P=x)", "back references are not supported"),
        ("a++", "possessive and atomic forms are not supported"),
        ("(?>a)", "possessive and atomic forms are not supported"),
        ("a\\Z", "write \\z"),
        ("(?x) a", "comments and verbose mode are not supported"),
        ("\\C", "\\C matches parts of characters"),
        ("\\\\\\C", "\\C matches parts of characters"),
        ("(", "is invalid: missing )"),
        ("a{1001}", "is invalid: invalid repetition size"),
        ("a*", "matches an empty text"),
        ("x" * 1001, "has 1,001 characters: expected at most 1,000"),
    ],
)
def test_what_is_not_supported_is_refused_with_advice(pattern: str, advice: str) -> None:
    with pytest.raises(ReftelError) as raised:
        compile_pattern(pattern)
    assert str(raised.value).startswith("the pattern '")
    assert advice in str(raised.value)


def test_a_backslash_before_a_c_is_no_byte() -> None:
    assert matches("\\\\C", "a\\c") == ["\\c"]


def test_a_pattern_that_would_take_for_ever_takes_a_moment() -> None:
    """`re` needs longer than anybody waits for 40 letters already."""
    pattern = compile_pattern("(a+)+$")
    for before in ("", "é"):
        assert list(find_spans(pattern, before + "a" * 50_000 + "b")) == []
        assert growth(lambda text: list(find_spans(pattern, text)), "a", before, "b") < MOST


def test_a_pattern_is_sent_to_workers() -> None:
    sent: CompiledPattern = pickle.loads(pickle.dumps(compile_pattern("josé")))
    assert list(find_spans(sent, "a JOSÉ")) == [(2, 6)]
