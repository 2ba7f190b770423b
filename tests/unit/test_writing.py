"""A file that cannot be written whole is an error, never a part of a file in silence."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.disk import PageFolder
from generator.mkdocs_build.site_writer import _put
from generator.model import Page

LIMIT = 4_000
"""Bytes that fit: what is beyond is refused in the middle of a file, as on a disk that fills up."""


@contextmanager
def room_for(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [LIMIT + 1, 20 * LIMIT])
def test_a_page_of_the_site_that_does_not_fit_is_an_error(size: int, tmp_path: Path) -> None:
    with room_for(LIMIT), pytest.raises(OSError, match="File too large"):
        _put(b"x" * size, str(tmp_path / "page" / "index.html"))


@pytest.mark.parametrize("size", [LIMIT + 1, 20 * LIMIT])
def test_a_markdown_page_that_does_not_fit_is_an_error(size: int, tmp_path: Path) -> None:
    with room_for(LIMIT), pytest.raises(OSError, match="File too large"):
        PageFolder(tmp_path, {}).write(Page(path="a/index.md", text="x" * size))
