"""Every package with a pinned version stands in the list of licences."""

from __future__ import annotations

import re

import pytest

from tests.licences import LOCKS, PAGE, pinned

ROW = re.compile(r"(?m)^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| [^|]+ \|$")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pinned_package_has_its_row(lock: str) -> None:
    """Where it fails, run `make licences`."""
    told = {(name, version) for name, version, _ in ROW.findall(PAGE.read_text("utf-8"))}
    assert set(pinned(lock).items()) <= told


def test_no_licence_is_unknown() -> None:
    rows = ROW.findall(PAGE.read_text("utf-8"))[1:]
    assert [name for name, _, words in rows if "not told" in words or not words.strip()] == []


def test_what_builds_the_site_asks_nothing_but_files_of_its_own() -> None:
    """Nothing under a licence that reaches beyond the package's own files."""
    bold = {name for name, _, words in ROW.findall(PAGE.read_text("utf-8")) if "**" in words}
    assert bold & pinned("site").keys() == {"certifi", "pathspec"}
