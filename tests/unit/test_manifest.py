"""What a site says of itself, and how its files are checked."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from generator.errors import ReftelError
from generator.release.manifest import (
    CHECKSUMS,
    MANIFEST,
    ManifestInput,
    Provenance,
    compare,
    describe,
    hash_files,
    manifest_text,
    read_published,
    read_sums,
    sums_text,
    verify,
    write_manifest,
    write_sums,
)

ORIGIN = Provenance(
    edition="public",
    inputs=(
        ManifestInput(name="content/cables/08EXAMPLE1.txt", sha256="a" * 64),
        ManifestInput(name="content/cables/08EXAMPLE2.txt", sha256=None),
    ),
    unnamed=1,
    withheld={"names": 2, "detector-email": 0},
)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A small site with manifest and checksums."""
    for name in ("index.html", "b/index.html", "a b/index.html", "B/index.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (tmp_path / ".well-known").mkdir()
    (tmp_path / ".well-known" / "x.txt").write_text("x", encoding="utf-8")
    write_manifest(tmp_path, ORIGIN)
    write_sums(tmp_path, hash_files(tmp_path))
    return tmp_path


def test_a_file_that_is_not_shown_whole_has_no_hash() -> None:
    told = json.loads(manifest_text(ORIGIN))
    assert told["inputs"] == [
        {"name": "content/cables/08EXAMPLE1.txt", "sha256": "a" * 64},
        {"name": "content/cables/08EXAMPLE2.txt", "sha256": None, "withheld": True},
    ]
    assert told["unnamed"] == 1
    assert set(told) == {"schema", "edition", "packages", "inputs", "unnamed", "withheld"}


def test_the_manifest_says_what_is_withheld_and_is_read_back(tmp_path: Path) -> None:
    write_manifest(tmp_path, ORIGIN)
    read = read_published(tmp_path)
    assert read is not None
    assert (read.edition, read.withheld) == ("public", {"names": 2, "detector-email": 0})
    assert json.loads(manifest_text(ORIGIN))["withheld"] == [
        {"rule": "names", "places": 2},
        {"rule": "detector-email", "places": 0},
    ]


def test_a_site_of_an_earlier_version_lists_nothing_withheld(tmp_path: Path) -> None:
    assert read_published(tmp_path) is None
    (tmp_path / MANIFEST).write_text('{"edition": "public"}', encoding="utf-8")
    read = read_published(tmp_path)
    assert read is not None
    assert read.withheld == {}


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"edition": "a", "withheld": 3}', '{"edition": "a", "withheld": [{}]}',
     '{"edition": "a", "withheld": [{"rule": "a", "places": "%s"}]}' % ("9" * 5000),
     "[" * 100_000],
)  # fmt: skip
def test_an_unsound_manifest_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(ReftelError, match="unknown what the site withholds"):
        read_published(tmp_path)
    with pytest.raises(ReftelError, match="not a valid manifest"):
        describe(tmp_path)


def test_sums_are_sorted_and_read_back() -> None:
    sums = {"b": "1" * 64, "a/c": "2" * 64, "a b": "3" * 64}
    text = sums_text(sums)
    assert [line[66:] for line in text.splitlines()] == ["a b", "a/c", "b"]
    assert read_sums(text) == sums


@pytest.mark.parametrize("text", ["x\n", "1" * 63 + "  a\n", "1" * 64 + " \n", "\n"])
def test_a_line_that_is_none_is_told(text: str) -> None:
    with pytest.raises(ReftelError, match="SHA256SUMS:2 is not a hash"):
        read_sums("0" * 64 + "  index.html\n" + text)


def test_each_kind_of_difference_is_named() -> None:
    verdict = compare({"a": "1", "b": "1", "c": "1"}, {"b": "2", "c": "1", "d": "1"})
    assert verdict.faults == ["a: missing", "b: changed", "d: additional"]
    assert verdict.summary == "1 missing, 1 changed, 1 additional"


def test_a_site_as_it_was_built_has_no_fault(built: Path) -> None:
    assert verify(built).faults == []
    assert verify(built).files == 5
    assert "Edition public, made by reftel" in describe(built)
    assert "1 more cable" in describe(built)


def test_sha256sum_agrees(built: Path) -> None:
    check = ["sha256sum", "--check", "--strict", "--quiet", CHECKSUMS]
    assert subprocess.run(check, cwd=built, check=False).returncode == 0


def test_a_changed_a_lost_and_a_foreign_file_are_named(built: Path) -> None:
    (built / "b" / "index.html").write_text("other", encoding="utf-8")
    (built / "a b" / "index.html").unlink()
    (built / "new.html").write_text("x", encoding="utf-8")
    (built / MANIFEST).write_text("{}", encoding="utf-8")
    assert verify(built).faults == [
        "a b/index.html: missing",
        "b/index.html: changed",
        "manifest.json: changed",
        "new.html: additional",
    ]


def test_a_folder_without_checksums_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReftelError, match="SHA256SUMS is missing: the site is incomplete"):
        verify(tmp_path)
    (tmp_path / CHECKSUMS).write_bytes(b"\xff\xfe")
    with pytest.raises(ReftelError, match="is not UTF-8"):
        verify(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"inputs": [1], "packages": {}}', "null", "1"])
def test_a_malformed_manifest_gets_a_sentence(built: Path, text: str) -> None:
    (built / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(ReftelError, match="is not a valid manifest; build the site again"):
        describe(built)
