"""Cheap tests before expensive patterns: none of them may hide what the pattern finds."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.editions import requests
from generator.glossary import forms
from generator.glossary.word_kinds import is_in_capitals
from generator.indexes import dates
from generator.model.source_text import SourceText, single_spaced
from generator.parse import body_patterns, header_patterns, publisher_patterns
from generator.resolve import mention_patterns as resolved
from generator.resolve.para_mentions import names_para
from generator.resolve.pointer_search import _begins_text, _is_about_treaty

PIECES = (
    "ref A reftel Reftels SEPTELS para PARAGRAPHS ¶ question 5 28.B begin BEGIN Begin text quote "
    "translation end MEXICO STATE Berlin 721 00721 08 2008 19 20 January Sept. May 1st 3 31 on "
    "since in until not not/not NEVER be disclosed protect (protect) please source NOFORN "
    "anonymity condition record off the of formerly formally previously known as FEVIM INM (a) "
    "released named should do share for attribution to is IS ſ ı İ K é É ß ' . , : ( ) - – xxxxx "
    "OP pp 2 article Articles V TREATIES operative preambular bracketed draft resolution language "
    "+52 (55) 5550-0142 12 34 / "
    "XXXXX UNCLAS Unclas Confidential nairobi 000165 E.O. 12958: TAGS: SUBJECT: text"
).split()

texts = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda words: st.sampled_from(["", " ", "  ", "\n", "\u00a0"]).map(lambda gap: gap.join(words))
)


@pytest.mark.parametrize(
    ("pattern", "cheap"),
    [
        (resolved.PARA, lambda text: names_para(resolved.fold_text(text))),
        (resolved.CABLE, resolved.CABLE_END.search),
        (resolved.REF, lambda text: "ref" in resolved.fold_text(text)),
        (resolved.SEPTEL, lambda text: "septel" in resolved.fold_text(text)),
        (body_patterns.REDACTED.regex, lambda text: body_patterns.STRUCK_OUT in text.lower()),
        (publisher_patterns.MARKDOWN_LINK.regex, lambda text: "](#)" in text),
        (forms.FORMER_ABBREVIATION, lambda text: any(word in text for word in forms.FORMER_WORDS)),
        (header_patterns.CLASS_LINE_LOWERED.regex, lambda text: text.rstrip()[-1:].isdigit()),
    ],
)
@given(text=texts)
def test_a_cheap_test_hides_nothing(
    pattern: re.Pattern[str], cheap: Callable[[str], object], text: str
) -> None:
    if pattern.search(text) is not None:
        assert cheap(text)


@given(text=texts)
def test_what_is_looked_for_in_folded_text_is_found(text: str) -> None:
    """Folded, a text has all that the same forms, case-blind, find in the text itself."""
    folded = resolved.fold_text(text)
    for form, finds in (
        (resolved.BEGIN_TEXT, _begins_text),
        (resolved.TREATY_WORDING, _is_about_treaty),
        (resolved.END_TEXT, resolved.END_TEXT.search),
        (resolved.LAW, resolved.LAW.search),
        (resolved.WRITING, resolved.WRITING.search),
    ):
        if re.search(form.pattern, text, re.IGNORECASE):
            assert finds(folded)


@given(text=texts)
def test_a_request_is_looked_for_wherever_its_form_stands(text: str) -> None:
    standing = [form for _, form in requests.FORMS if form.search(text)]
    assert set(standing) <= set(requests._possible_forms(text))


@given(text=texts)
def test_a_date_is_looked_for_wherever_its_form_stands(text: str) -> None:
    standing = [
        form
        for form in (*dates.WITH_YEAR, *dates.WITHOUT_YEAR, *dates.YEAR_ONLY)
        if form[0].search(text)
    ]
    assert set(standing) <= set(dates._applicable_forms(text))


@given(text=st.text(max_size=40) | texts)
def test_capitals_are_counted_among_the_letters(text: str) -> None:
    letters = [c for c in text if c.isalpha()]
    assert is_in_capitals(text) is (sum(c.isupper() for c in text) * 2 > len(letters) > 0)


BLANKS = st.sampled_from(" \t\x0b\x1c\x85\u00a0\u2003\u2028\u3000ab")


@given(text=st.text(max_size=40) | st.text(BLANKS, max_size=12))
def test_evenly_spaced_text_is_told_from_any_other(text: str) -> None:
    assert single_spaced(text) == " ".join(text.split())


@given(text=st.text(st.sampled_from("a\r\n\u2028"), max_size=12))
def test_lines_end_where_editors_end_them(text: str) -> None:
    source = SourceText(text)
    ended = text.replace("\r\n", "\n").replace("\r", "\n")
    expected = ended.split("\n")
    assert list(source.lines) == (expected if expected[-1] else expected[:-1])
    for line, start in zip(source.lines, source.starts, strict=True):
        assert text.startswith(line, start)
        assert not start or text[start - 1] in "\r\n"
