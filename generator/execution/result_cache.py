"""What earlier builds found out, by what it was found out from; and values as digests.

A result is known by the digest of all that it depends on: the function, its arguments, the program.
So a result that is found again is the one that would be made, and none is ever out of date.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from io import BytesIO
from typing import TypeVar

from generator.execution.executors import Executor, SerialExecutor
from generator.execution.safe_unpickle import unpickle

C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")

Digest = bytes
"""Sixteen bytes that no other value has."""

Data = bytes | memoryview
"""Bytes, or a part of some, which is not copied."""

_LENGTHS = struct.Struct("<16sQ")


def digest(*parts: Digest | str) -> Digest:
    """The digest of texts and digests, in their order."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.digest()


def digest_of(value: object) -> Digest:
    """The digest of a value of the model, the same in every process: of what it says alone.

    Without the memo of `pickle` it does not count which of its parts are one object. Sets must
    have been sorted before: their order is that of one process.
    """
    out = BytesIO()
    pickler = pickle.Pickler(out, 5)
    pickler.fast = True
    pickler.dump(value)
    return blake2b(out.getbuffer(), digest_size=16).digest()


class ResultCache:
    """Results by their digests: those of earlier builds, and those that this build used."""

    def __init__(self, data: Data = b"") -> None:
        """`data` is what `kept` gave; data that is cut off is read as far as it goes."""
        self._before = dict(_entries(memoryview(data)))
        self._used: dict[Digest, Data] = {}

    def get(self, key: Digest) -> Data | None:
        """The result of this digest; None where it was not made before."""
        found: Data | None = self._used.get(key) or self._before.get(key)
        if found is not None:
            self._used[key] = found
        return found

    def store(self, key: Digest, result: bytes) -> None:
        """Remember a result."""
        self._used[key] = result

    def serialize(self) -> Iterator[Data]:
        """All that this build used, in pieces; what it did not use is forgotten."""
        for key, result in self._used.items():
            yield _LENGTHS.pack(key, len(result))
            yield result


def _entries(data: memoryview) -> Iterator[tuple[Digest, memoryview]]:
    at = 0
    while at + _LENGTHS.size <= len(data):
        key, length = _LENGTHS.unpack_from(data, at)
        at += _LENGTHS.size
        if at + length <= len(data):
            yield key, data[at : at + length]
        at += length


class CachedRunner:
    """Where jobs are done: by workers, each once, as far as the memory does not know the result."""

    def __init__(self, workers: Executor | None = None, memory: ResultCache | None = None) -> None:
        self.executor: Executor = workers or SerialExecutor()
        self.cache = memory

    def map(
        self,
        job: Callable[[C, T], R],
        context: C,
        items: Sequence[T],
        keys: Callable[[T], Digest],
        *,
        lasting: Callable[[R], bool] = lambda result: True,
    ) -> Iterator[R]:
        """`job(context, item)` of each item, in order.

        `keys` gives the digest of all that the result for an item depends on, `context` included.
        A new result that is not `lasting` is not remembered. Raises `ReftelError` where the memory
        holds anything but values.
        """
        if self.cache is None:
            yield from self.executor.map(job, context, items)
            return
        known = [digest(f"{job.__module__}.{job.__qualname__}", keys(item)) for item in items]
        found = [self.cache.get(key) for key in known]
        missing = [item for item, result in zip(items, found, strict=True) if result is None]
        made = self.executor.map(_pickled_result, (job, context), missing)
        for key, result in zip(known, found, strict=True):
            value: R
            if result is None:
                packed = next(made)
                value = unpickle(packed)
                if lasting(value):
                    self.cache.store(key, packed)
            else:
                value = unpickle(result)
            yield value


def _pickled_result(work: tuple[Callable[[C, T], R], C], item: T) -> bytes:
    job, context = work
    return pickle.dumps(job(context, item), 5)
