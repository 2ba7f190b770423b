"""Digests, the result cache, and the runner that uses it."""

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
def test_different_parts_have_different_digests(
    one: list[str | bytes], other: list[str | bytes]
) -> None:
    """A text equals its UTF-8 bytes; the boundaries of parts matter."""
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
def test_boundaries_of_parts_matter(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert digest(*one) != digest(*other)


def test_a_text_with_surrogates_has_a_digest() -> None:
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
def test_different_values_have_different_digests(one: object, other: object) -> None:
    """The order of a mapping and the types of values matter."""
    assert (digest_of(one) == digest_of(other)) == (repr(one) == repr(other))


@given(PLAIN)
def test_a_copy_has_the_same_digest(value: object) -> None:
    """Whether parts are shared objects does not matter."""
    assert digest_of([value, value]) == digest_of([value, pickle.loads(pickle.dumps(value))])


VALUES: tuple[object, ...] = (
    Place(anchor=para_anchor("2"), block=0, start=1, end=5),
    Rule(id="a", reason=Reason.PRIVACY, note="Why.", kind="name", names=("Ann Example",)),
    Edition(name="public", detectors=(Detector.EMAIL,)),
    {"mrn": Mrn("08LIMA12"), "at": 2.5, "none": None},
    [sorted(frozenset({"LIMA", "QUITO", "BOGOTA"}))],
)
"""Values of all types that digests are computed from."""


def digests_of_values() -> list[str]:
    return [digest_of(value).hex() for value in VALUES]


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_a_value_has_the_same_digest_in_all_processes(seed: str) -> None:
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


# --- Cache --------------------------------------------------------------------------------------

ONE, TWO, THREE = (digest(name) for name in ("one", "two", "three"))


def serialized(cache: ResultCache) -> bytes:
    """The serialised cache, as the next build reads it."""
    return b"".join(bytes(piece) for piece in cache.serialize())


def serialized_cache(results: dict[Digest, bytes]) -> bytes:
    """The serialised cache of a build that stored these results."""
    cache = ResultCache()
    for key, result in results.items():
        cache.store(key, result)
    return serialized(cache)


def results_in(data: bytes, *keys: Digest) -> list[bytes | None]:
    """The results for these keys in the cache read from `data`."""
    cache = ResultCache(data)
    found = [cache.get(key) for key in keys]
    return [None if result is None else bytes(result) for result in found]


@given(st.dictionaries(st.binary(min_size=16, max_size=16), st.binary(min_size=1), max_size=6))
def test_stored_results_are_returned(results: dict[Digest, bytes]) -> None:
    assert results_in(serialized_cache(results), *results) == [*results.values()]


def test_unknown_keys_have_no_result() -> None:
    assert results_in(b"", ONE) == [None]
    assert results_in(serialized_cache({ONE: b"1"}), TWO, ONE) == [None, b"1"]


def test_the_last_stored_result_wins() -> None:
    cache = ResultCache(serialized_cache({ONE: b"before"}))
    cache.store(ONE, b"now")
    assert cache.get(ONE) == b"now"
    cache.store(ONE, b"later")
    assert cache.get(ONE) == b"later"
    assert results_in(serialized(cache), ONE) == [b"later"]


def test_unused_results_are_dropped() -> None:
    """Requested and new results stay; nothing is stored twice."""
    cache = ResultCache(serialized_cache({ONE: b"1", TWO: b"2"}))
    assert cache.get(ONE) == b"1"
    assert cache.get(ONE) == b"1"
    cache.store(THREE, b"3")
    data = serialized(cache)
    assert results_in(data, ONE, TWO, THREE) == [b"1", None, b"3"]
    assert data == serialized_cache({ONE: b"1", THREE: b"3"})


def test_truncated_data_gives_the_complete_results_only() -> None:
    results = {ONE: b"first result", TWO: b"2", THREE: b"the third result"}
    data = serialized_cache(results)
    ends = [len(serialized_cache(dict([*results.items()][:number]))) for number in (1, 2, 3)]
    for length in range(len(data) + 1):
        expected = [
            result if length >= end else None
            for result, end in zip(results.values(), ends, strict=True)
        ]
        assert results_in(data[:length], *results) == expected


def test_an_entry_longer_than_the_data_is_ignored() -> None:
    data = bytearray(serialized_cache({ONE: b"1", TWO: b"2"}))
    data[16] = 0xFF
    assert results_in(bytes(data), ONE, TWO) == [None, None]


# --- Jobs ----------------------------------------------------------------------------------------


class Recording:
    """Runs jobs in this process and records their items."""

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
    """A job whose result is None."""


def fail(_: None, number: int) -> int:
    if number == 2:
        raise ValueError(number)
    return number


class Build:
    """A build with the cache that the build before left."""

    def __init__(self, before: Build | None = None) -> None:
        self.cache: ResultCache = ResultCache(serialized(before.cache) if before else b"")
        self.workers = Recording()
        self._bench = CachedRunner(self.workers, self.cache)

    def map(
        self, job: Callable[[Any, int], Any], context: object, items: Sequence[int]
    ) -> list[Any]:
        """Run a job; the key covers everything its result depends on."""
        found = self._bench.map(job, context, items, lambda item: digest_of((context, item)))
        return list(found)


def test_each_job_runs_once() -> None:
    first = Build()
    assert first.map(add, 1, [1, 2, 3]) == [2, 3, 4]
    assert first.workers.items == [1, 2, 3]
    assert first.map(add, 1, [3, 2]) == [4, 3]
    assert first.workers.items == [1, 2, 3]
    second = Build(first)
    assert second.map(add, 1, [1, 2, 3]) == [2, 3, 4]
    assert second.workers.items == []


def test_results_are_in_the_order_of_items_whether_cached_or_not() -> None:
    first = Build()
    first.map(add, 1, [2, 4])
    second = Build(first)
    assert second.map(add, 1, [1, 2, 3, 4, 5, 1]) == [2, 3, 4, 5, 6, 2]
    assert sorted(set(second.workers.items)) == [1, 3, 5]


def test_jobs_do_not_share_results() -> None:
    first = Build()
    assert first.map(add, 2, [3]) == [5]
    assert first.map(multiply, 2, [3]) == [6]
    assert Build(first).map(multiply, 2, [3]) == [6]


def test_jobs_with_the_same_name_in_two_modules_do_not_share_results() -> None:
    def other(more: int, number: int) -> int:
        return -number

    other.__qualname__, other.__module__ = add.__qualname__, "another.module"
    first = Build()
    assert first.map(add, 1, [1]) == [2]
    assert first.map(other, 1, [1]) == [-1]


def test_another_key_has_another_result() -> None:
    first = Build()
    assert first.map(add, 1, [1]) == [2]
    assert Build(first).map(add, 2, [1]) == [3]


def test_a_result_unused_by_the_last_build_is_computed_again() -> None:
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


def test_each_result_is_a_separate_object() -> None:
    """Changing a returned value does not change later results."""
    build = Build()
    first: list[Any] = build.map(lists, None, [1])
    first[0].append("changed")
    assert build.map(lists, None, [1]) == [[1]]


def lists(_: None, number: int) -> list[int]:
    return [number]


def test_a_failed_job_stores_no_result() -> None:
    """Earlier results are cached; the failed item is tried again."""
    first = Build()
    with pytest.raises(ValueError, match="2"):
        first.map(fail, None, [1, 2, 3])
    second = Build(first)
    with pytest.raises(ValueError, match="2"):
        second.map(fail, None, [1, 2])
    assert second.workers.items == [2]


def test_without_a_cache_every_job_runs() -> None:
    workers = Recording()
    bench = CachedRunner(workers)
    for _ in range(2):
        assert list(bench.map(add, 1, [1], digest_of)) == [2]
    assert workers.items == [1, 1]
    assert list(CachedRunner().map(add, 1, [1], digest_of)) == [2]


def test_a_truncated_cache_gives_the_same_results() -> None:
    first = Build()
    expected = first.map(add, 1, [1, 2, 3, 4])
    data = serialized(first.cache)
    for length in range(0, len(data), 7):
        workers = Recording()
        bench = CachedRunner(workers, ResultCache(data[:length]))
        made = list(bench.map(add, 1, [1, 2, 3, 4], lambda item: digest_of((1, item))))
        assert made == expected
        assert len(workers.items) >= 1
