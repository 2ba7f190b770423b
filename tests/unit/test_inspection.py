"""A file of a finished site is looked through again where it, or what is withheld, changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.errors import ReftelError
from generator.execution.executors import SerialExecutor
from generator.leak_check.inspection import AuditedFile, inspect
from generator.model import Secret

SECRETS = (Secret(words=("ann", "example"), rule="names"),)
OTHERS = (Secret(words=("ben", "example"), rule="names"),)


class Recording:
    """Works in this process and records which files are read."""

    is_local = True

    def __init__(self) -> None:
        self.files: list[str] = []

    def map(
        self, job: Callable[[Any, Any], Any], context: Any, items: Sequence[Any]
    ) -> Iterator[Any]:
        """See `Executor`."""
        self.files += items
        return SerialExecutor().map(job, context, items)


def put(path: Path, text: str, time_ns: int = 1_700_000_000_000_000_007) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(time_ns, time_ns))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    put(tmp_path / "index.html", "<p>One.</p>")
    put(tmp_path / "cables" / "a.html", "<p>Two.</p>")
    return tmp_path


def inspected(
    site: Path, known: Mapping[str, AuditedFile], secrets: Sequence[Secret] = SECRETS
) -> tuple[list[str], dict[str, AuditedFile]]:
    """The files that were read, and what is known of all."""
    workers = Recording()
    seen = inspect(site, secrets, workers, known)
    for name, one in seen.items():
        assert one.sha256 == hashlib.sha256((site / name).read_bytes()).hexdigest()
    return workers.files, seen


def test_a_file_is_read_once(site: Path) -> None:
    read, seen = inspected(site, {})
    assert read == list(seen) == ["cables/a.html", "index.html"]
    assert inspected(site, seen) == ([], seen)


@pytest.mark.parametrize(
    ("text", "later"), [("<p>Owe.</p>", 1), ("<p>Other.</p>", 0), ("<p>Other.</p>", -1)]
)
def test_a_file_of_another_size_or_time_is_read_again(site: Path, text: str, later: int) -> None:
    """Another time with as many bytes, other bytes at the same time, and an older file."""
    _, known = inspected(site, {})
    put(site / "index.html", text, 1_700_000_000_000_000_007 + later)
    read, seen = inspected(site, known)
    assert read == ["index.html"]
    assert seen["index.html"] != known["index.html"]


def test_a_file_that_is_gone_is_forgotten_and_a_new_one_read(site: Path) -> None:
    _, known = inspected(site, {})
    (site / "index.html").unlink()
    put(site / "new.html", "New.")
    read, seen = inspected(site, known)
    assert read == ["new.html"]
    assert list(seen) == ["cables/a.html", "new.html"]


def test_what_is_withheld_is_found_in_a_file_that_changed(site: Path) -> None:
    _, known = inspected(site, {})
    put(site / "cables" / "a.html", "Ann Example", 5)
    with pytest.raises(ReftelError, match=r"cables/a\.html: 2 words of the rule names"):
        inspect(site, SECRETS, SerialExecutor(), known)


def test_what_is_withheld_is_found_in_the_name_of_a_file(site: Path) -> None:
    put(site / "ann-example.txt", "x")
    with pytest.raises(ReftelError, match=r"…: 2 words of the rule names"):
        inspect(site, SECRETS, SerialExecutor(), {})


def test_files_are_hashed_where_nothing_is_withheld(site: Path) -> None:
    put(site / "index.html", "Ann Example")
    assert inspected(site, {}, ())[0] == ["cables/a.html", "index.html"]


def test_the_message_does_not_repeat_what_is_withheld(site: Path) -> None:
    put(site / "index.html", "We met Ben Example.")
    with pytest.raises(ReftelError) as raised:
        inspect(site, OTHERS, SerialExecutor(), {})
    assert "Ben" not in str(raised.value)
