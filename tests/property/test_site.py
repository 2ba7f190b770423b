"""Any two texts become a corpus and pages: parsing, linking, glossary, indexes, pages, exports."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import parse, site

some = settings(max_examples=40)


@some
@given(st.binary(max_size=80))
def test_any_two_texts_become_pages(data: bytes) -> None:
    site(data)


@settings(some, max_examples=300)
@given(st.binary(max_size=200))
def test_any_text_is_parsed(data: bytes) -> None:
    parse(data)
