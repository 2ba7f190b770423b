"""Folded words and the spellings of a withheld name."""

from __future__ import annotations

import pytest

from generator.editions.words import (
    MOST_SPELLINGS,
    Word,
    count_words,
    damaged,
    is_capitalised,
    is_unspaced,
    phrase,
    shared_prefix,
    spellings,
    squeeze,
    widened,
    words,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lü", {"lu", "lue"}),
        ("Müller", {"muller", "mueller", "mller", "m ller"}),
        ("Mueller", {"mueller", "muller"}),
        ("Goethe", {"goethe", "gothe"}),
        ("Baer", {"baer", "bar"}),
        ("Jä", {"ja", "jae"}),
        ("Tö", {"to", "toe"}),
        ("Åse", {"ase", "aase", "se"}),
        ("Bø", {"bo", "boe"}),
        ("Peña", {"pena", "penya", "pea", "pe a"}),
        ("PEÑA", {"pena", "penya", "pea", "pe a"}),
        ("José", {"jose", "jos"}),
        ("Jose\u0301", {"jose", "jos"}),
        ("Ann Example", {"ann example"}),
        ("毛", {"毛"}),
        ("N", set()),
    ],
)
def test_spellings_have_each_accent_plain_lost_splitting_and_as_two_letters(
    name: str, expected: set[str]
) -> None:
    found = {" ".join(folded) for folded in spellings(name)}
    assert expected <= found
    if name.isascii():
        assert found == expected


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Wałęsa", "iso8859-2"),
        ("Wałęsa", "cp1250"),
        ("Şahin", "iso8859-9"),
        ("Müller", "cp437"),
        ("Müller", "cp850"),
        ("Müller", "mac_roman"),
    ],
)
def test_spellings_have_the_name_read_in_a_wrong_encoding(name: str, encoding: str) -> None:
    for written in (name, name.upper()):
        misread = written.encode(encoding, "replace").decode("cp1252", "replace")
        assert phrase(misread) in spellings(name)


def test_a_name_of_many_accents_has_each_replaced_alone_and_all_in_the_same_way() -> None:
    name = "Éáíóú Éáíóú Ü"
    assert MOST_SPELLINGS < 3**10 * 4
    found = set(spellings(name))
    assert ("eaiou", "eaiou", "u") in found
    assert ("eaiou", "eaiou", "ue") in found
    assert ("eaiou", "eaiou") in found
    assert ("aiou", "eaiou", "u") in found
    assert ("eaio", "eaiou", "u") in found
    assert ("ea", "ou", "eaiou", "u") in found
    assert ("eaiou", "eaio", "u") in found


def test_the_most_spellings_are_combined_and_no_more() -> None:
    at_the_limit = "Üüüü"
    assert MOST_SPELLINGS == 4**4
    assert ("uue",) in spellings(at_the_limit)
    assert ("ueue", "u") in spellings(at_the_limit)
    assert ("ueueu",) not in spellings("Üüüüé")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ann-Marie O'Example", "annmarieoexample"),
        ("ŁØĐĦŦı ÆŒÐÞ ß", "lodhtiaeoedthss"),
        ("ﬁ ① Ⅷ ½", "fi1viii12"),
        ("Кох", "kox"),
        ("ʼEin ʻOkina", "einokina"),
        ("a\u00adb\u200bc\ufeff", "abc"),
        ("", ""),
        ("…—", ""),
        ("毛测试", "毛测试"),
    ],
)
def test_squeezed_text_is_the_folded_words_joined(text: str, folded: str) -> None:
    assert squeeze(text) == folded
    assert "".join(phrase(text)) == folded


def test_words_have_the_places_of_their_letters() -> None:
    text = "Ann_Ex\u00adample, José\u0301!"
    assert list(words(text)) == [
        Word("ann", 0, 3),
        Word("example", 4, 12),
        Word("jose", 14, 19),
    ]
    assert [text[word.start : word.end] for word in words(text)][1] == "Ex\u00adample"
    assert list(words("ʼ – ʹ")) == []


@pytest.mark.parametrize(
    ("one", "two", "count"),
    [
        ("ab", "ab", 2),
        ("ab", "abc", 2),
        ("abc", "ab", 2),
        ("ab", "ac", 1),
        ("a", "b", 0),
        ("", "a", 0),
    ],
)
def test_a_shared_prefix_is_counted(one: str, two: str, count: int) -> None:
    assert shared_prefix(one, two) == count


@pytest.mark.parametrize(
    ("text", "start", "end", "wide"),
    [
        ("in Example now", 5, 8, "Example"),
        ("in Example now", 3, 10, "Example"),
        ("Example", 2, 3, "Example"),
        ("in Example now", 2, 10, " Example"),
        ("in Example now", 3, 11, "Example "),
        ("a-bc-d", 2, 3, "bc"),
    ],
)
def test_a_span_is_widened_to_whole_words(text: str, start: int, end: int, wide: str) -> None:
    start, end = widened(text, start, end)
    assert text[start:end] == wide


def test_words_are_counted_as_readers_count_them() -> None:
    assert count_words(" two  words ") == 2
    assert count_words("") == 0


@pytest.mark.parametrize(
    ("words", "text", "start", "capitalised"),
    [
        (("le",), "Le", 0, True),
        (("le",), "le", 0, False),
        (("le",), "a le", 2, False),
        (("leo",), "leo", 0, True),
        (("l", "eo"), "l eo", 0, True),
        (("le",), "?le", 1, True),
        (("le",), "\ufffdle", 1, True),
        (("le",), "!le", 1, False),
        (("毛",), "毛", 0, True),
    ],
)
def test_a_short_phrase_counts_if_capitalised(
    words: tuple[str, ...], text: str, start: int, capitalised: bool
) -> None:
    assert is_capitalised(words, text, start) is capitalised


@pytest.mark.parametrize(
    ("text", "unspaced"),
    [("Ann", False), ("José", False), ("毛", True), ("x毛", True), ("ไทย", True), ("김", True)],
)
def test_scripts_without_blanks_are_recognised(text: str, unspaced: bool) -> None:
    assert is_unspaced(text) is unspaced


def test_one_or_two_letters_that_may_have_had_an_accent_are_left_out() -> None:
    assert list(damaged(("jose", "diez"))) == [
        ("jsediez", 1),
        ("jsdiez", 2),
        ("jsedez", 2),
        ("jsediz", 2),
        ("josdiez", 1),
        ("josdez", 2),
        ("josdiz", 2),
        ("josedez", 1),
        ("josedz", 2),
        ("josediz", 1),
    ]


def test_short_phrases_and_numbers_have_no_letters_left_out() -> None:
    assert list(damaged(("jose", "die"))) == []
    assert list(damaged(("12345678",))) == []
    assert len(list(damaged(("a" * 30,)))) == 16 + 16 * 15 // 2
