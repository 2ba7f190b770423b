"""Results are kept by the digest of what they depend on: no other result is ever taken for one."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.execution.executors import SerialExecutor
from generator.execution.result_cache import CachedRunner, Digest, ResultCache, digest, digest_of
from generator.model import Detector, Edition, Mrn, Place, Reason, Rule, para_anchor

ROOT = Path(__file__).resolve().parents[2]

# --- Digests -------------------------------------------------------------------------------------

PARTS = st.lists(st.one_of(st.text(), st.binary()), max_size=4)


def as_bytes(parts: Sequence[str | bytes]) -> list[bytes]:
    return [
        part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts
    ]


@given(PARTS, PARTS)
def test_other_parts_have_another_digest(one: list[str | bytes], other: list[str | bytes]) -> None:
    """Text and its bytes count as the same; where a part ends counts."""
    assert (digest(*one) == digest(*other)) == (as_bytes(one) == as_bytes(other))
    assert len(digest(*one)) == 16


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("ab",), ("a", "b")),
        (("a", ""), ("a",)),
        (("", "a"), ("a", "")),
        ((), ("",)),
        (("1:a",), ("a",)),
        (("a", "b"), ("b", "a")),
    ],
)
def test_parts_are_told_apart(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert digest(*one) != digest(*other)


def test_a_text_that_is_no_unicode_has_a_digest() -> None:
    assert digest("\ud800") != digest("\ud801")


PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.binary(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(PLAIN, PLAIN)
def test_other_values_have_another_digest(one: object, other: object) -> None:
    """The order of a mapping counts, and so does the type of each value."""
    assert (digest_of(one) == digest_of(other)) == (repr(one) == repr(other))


@given(PLAIN)
def test_a_value_has_the_digest_of_its_copy(value: object) -> None:
    """Which of its parts are one object does not count."""
    assert digest_of([value, value]) == digest_of([value, pickle.loads(pickle.dumps(value))])


VALUES: tuple[object, ...] = (
    Place(anchor=para_anchor("2"), block=0, start=1, end=5),
    Rule(id="a", reason=Reason.PRIVACY, note="Why.", kind="name", names=("Ann Example",)),
    Edition(name="public", detectors=(Detector.EMAIL,)),
    {"mrn": Mrn("08LIMA12"), "at": 2.5, "none": None},
    [sorted(frozenset({"LIMA", "QUITO", "BOGOTA"}))],
)
"""Values of the kinds of which digests are made."""


def digests_of_values() -> list[str]:
    return [digest_of(value).hex() for value in VALUES]


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_a_value_has_one_digest_in_all_processes(seed: str) -> None:
    program = (
        f"import json; from {__name__} import digests_of_values; "
        "print(json.dumps(digests_of_values()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == digests_of_values()


# --- Memory --------------------------------------------------------------------------------------

ONE, TWO, THREE = (digest(name) for name in ("one", "two", "three"))


def left_by(memory: ResultCache) -> bytes:
    """What the next build reads."""
    return b"".join(bytes(piece) for piece in memory.serialize())


def stored(results: dict[Digest, bytes]) -> bytes:
    """What a build leaves that kept these results."""
    memory = ResultCache()
    for key, result in results.items():
        memory.store(key, result)
    return left_by(memory)


def recalled(data: bytes, *keys: Digest) -> list[bytes | None]:
    """What is known of these keys by whoever reads `data`."""
    memory = ResultCache(data)
    found = [memory.get(key) for key in keys]
    return [None if result is None else bytes(result) for result in found]


@given(st.dictionaries(st.binary(min_size=16, max_size=16), st.binary(min_size=1), max_size=6))
def test_what_was_kept_is_recalled(results: dict[Digest, bytes]) -> None:
    assert recalled(stored(results), *results) == [*results.values()]


def test_what_was_not_kept_is_not_known() -> None:
    assert recalled(b"", ONE) == [None]
    assert recalled(stored({ONE: b"1"}), TWO, ONE) == [None, b"1"]


def test_in_one_build_the_last_result_counts() -> None:
    memory = ResultCache(stored({ONE: b"before"}))
    memory.store(ONE, b"now")
    assert memory.get(ONE) == b"now"
    memory.store(ONE, b"later")
    assert memory.get(ONE) == b"later"
    assert recalled(left_by(memory), ONE) == [b"later"]


def test_what_a_build_did_not_use_is_forgotten() -> None:
    """What it asked for and what it made stays; nothing is stored twice."""
    memory = ResultCache(stored({ONE: b"1", TWO: b"2"}))
    assert memory.get(ONE) == b"1"
    assert memory.get(ONE) == b"1"
    memory.store(THREE, b"3")
    data = left_by(memory)
    assert recalled(data, ONE, TWO, THREE) == [b"1", None, b"3"]
    assert data == stored({ONE: b"1", THREE: b"3"})


def test_data_that_is_cut_off_is_read_as_far_as_it_is_whole() -> None:
    """No part of a result is taken for a result."""
    results = {ONE: b"first result", TWO: b"2", THREE: b"the third result"}
    data = stored(results)
    ends = [len(stored(dict([*results.items()][:number]))) for number in (1, 2, 3)]
    for length in range(len(data) + 1):
        expected = [
            result if length >= end else None
            for result, end in zip(results.values(), ends, strict=True)
        ]
        assert recalled(data[:length], *results) == expected


def test_a_length_beyond_the_data_is_no_result() -> None:
    data = bytearray(stored({ONE: b"1", TWO: b"2"}))
    data[16] = 0xFF
    assert recalled(bytes(data), ONE, TWO) == [None, None]


# --- Jobs ----------------------------------------------------------------------------------------


class Recording:
    """Works in this process and records what is worked on."""

    is_local = True

    def __init__(self) -> None:
        self.items: list[Any] = []

    def map(
        self, job: Callable[[Any, Any], Any], context: Any, items: Sequence[Any]
    ) -> Iterator[Any]:
        """See `Executor`."""
        self.items += items
        return SerialExecutor().map(job, context, items)


def add(more: int, number: int) -> int:
    return number + more


def multiply(by: int, number: int) -> int:
    return number * by


def nothing(_: None, number: int) -> None:
    """A result of which the value is none is a result."""


def fail(_: None, number: int) -> int:
    if number == 2:
        raise ValueError(number)
    return number


class Build:
    """Jobs of one build, which knows what the build before left."""

    def __init__(self, before: Build | None = None) -> None:
        self.memory: ResultCache = ResultCache(left_by(before.memory) if before else b"")
        self.workers = Recording()
        self._bench = CachedRunner(self.workers, self.memory)

    def map(
        self, job: Callable[[Any, int], Any], context: object, items: Sequence[int]
    ) -> list[Any]:
        """The key holds all that a result depends on, as `CachedRunner.map` demands."""
        found = self._bench.map(job, context, items, lambda item: digest_of((context, item)))
        return list(found)


def test_each_job_is_done_once() -> None:
    first = Build()
    assert first.map(add, 1, [1, 2, 3]) == [2, 3, 4]
    assert first.workers.items == [1, 2, 3]
    assert first.map(add, 1, [3, 2]) == [4, 3]
    assert first.workers.items == [1, 2, 3]
    second = Build(first)
    assert second.map(add, 1, [1, 2, 3]) == [2, 3, 4]
    assert second.workers.items == []


def test_results_stand_in_the_order_of_items_whichever_are_known() -> None:
    first = Build()
    first.map(add, 1, [2, 4])
    second = Build(first)
    assert second.map(add, 1, [1, 2, 3, 4, 5, 1]) == [2, 3, 4, 5, 6, 2]
    assert sorted(set(second.workers.items)) == [1, 3, 5]


def test_results_never_cross_from_one_job_to_another() -> None:
    first = Build()
    assert first.map(add, 2, [3]) == [5]
    assert first.map(multiply, 2, [3]) == [6]
    assert Build(first).map(multiply, 2, [3]) == [6]


def test_jobs_of_one_name_in_two_modules_are_two() -> None:
    def other(more: int, number: int) -> int:
        return -number

    other.__qualname__, other.__module__ = add.__qualname__, "another.module"
    first = Build()
    assert first.map(add, 1, [1]) == [2]
    assert first.map(other, 1, [1]) == [-1]


def test_another_key_is_another_result() -> None:
    first = Build()
    assert first.map(add, 1, [1]) == [2]
    assert Build(first).map(add, 2, [1]) == [3]


def test_what_the_last_build_did_not_ask_for_is_done_again() -> None:
    first = Build()
    first.map(add, 1, [1, 2])
    second = Build(first)
    second.map(add, 1, [1])
    third = Build(second)
    third.map(add, 1, [1, 2])
    assert third.workers.items == [2]


def test_none_is_a_result() -> None:
    first = Build()
    assert first.map(nothing, None, [1]) == [None]
    second = Build(first)
    assert second.map(nothing, None, [1]) == [None]
    assert second.workers.items == []


def test_a_result_is_given_as_a_value_of_its_own() -> None:
    """Whoever changes what it was given changes no later result."""
    build = Build()
    first: list[Any] = build.map(lists, None, [1])
    first[0].append("changed")
    assert build.map(lists, None, [1]) == [[1]]


def lists(_: None, number: int) -> list[int]:
    return [number]


def test_a_job_that_fails_leaves_nothing_of_its_own() -> None:
    """What was done before is known; the item that failed is tried again."""
    first = Build()
    with pytest.raises(ValueError, match="2"):
        first.map(fail, None, [1, 2, 3])
    second = Build(first)
    with pytest.raises(ValueError, match="2"):
        second.map(fail, None, [1, 2])
    assert second.workers.items == [2]


def test_without_a_memory_every_job_is_done() -> None:
    workers = Recording()
    bench = CachedRunner(workers)
    for _ in range(2):
        assert list(bench.map(add, 1, [1], digest_of)) == [2]
    assert workers.items == [1, 1]
    assert list(CachedRunner().map(add, 1, [1], digest_of)) == [2]


def test_a_memory_that_was_cut_off_gives_the_same_results() -> None:
    first = Build()
    expected = first.map(add, 1, [1, 2, 3, 4])
    data = left_by(first.memory)
    for length in range(0, len(data), 7):
        workers = Recording()
        bench = CachedRunner(workers, ResultCache(data[:length]))
        made = list(bench.map(add, 1, [1, 2, 3, 4], lambda item: digest_of((1, item))))
        assert made == expected
        assert len(workers.items) >= 1
