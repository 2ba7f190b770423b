"""The packed files of the search index have the same bytes under every version of Python."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.release.pagefind_files import SIGNATURE
from generator.search.pagefind_normalize import GZIP_HEADER, compress


@given(st.binary(max_size=2000))
def test_what_is_packed_is_unpacked(data: bytes) -> None:
    assert gzip.decompress(compress(data)) == data


@pytest.mark.parametrize("data", [b"", SIGNATURE, SIGNATURE + bytes(100_000)])
def test_the_header_names_no_time_and_no_system(data: bytes) -> None:
    assert compress(data)[:10] == GZIP_HEADER == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
