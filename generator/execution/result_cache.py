"""Result cache, keyed by a digest of the inputs.

The key covers everything a result depends on: the function, its arguments and the program. A cached
result is therefore never out of date.
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
"""A 16-byte BLAKE2b digest."""

Data = bytes | memoryview
"""Bytes, or a view of bytes that avoids a copy."""

_ENTRY_HEADER = struct.Struct("<16sQ")
"""Key of an entry and the length of its result in bytes."""


def digest(*parts: Digest | str) -> Digest:
    """Digest of a sequence of texts and digests."""
    result = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        result.update(b"%d:" % len(data))
        result.update(data)
    return result.digest()


def digest_of(value: object) -> Digest:
    """Digest of a value of the model by content; the same in every process.

    The memo of `pickle` is off, so that shared parts and equal copies give the same digest. The
    value must not contain sets: their order differs between processes.
    """
    out = BytesIO()
    pickler = pickle.Pickler(out, 5)
    pickler.fast = True
    pickler.dump(value)
    return blake2b(out.getbuffer(), digest_size=16).digest()


class ResultCache:
    """Pickled results by key, from earlier builds and from this one."""

    def __init__(self, data: Data = b"") -> None:
        """`data` is the joined output of `serialize`; an incomplete last entry is ignored."""
        self._previous = dict(_read_entries(memoryview(data)))
        self._used: dict[Digest, Data] = {}

    def get(self, key: Digest) -> Data | None:
        """The result for this key; None if there is none."""
        result: Data | None = self._used.get(key) or self._previous.get(key)
        if result is not None:
            self._used[key] = result
        return result

    def store(self, key: Digest, result: bytes) -> None:
        """Add or replace a result."""
        self._used[key] = result

    def serialize(self) -> Iterator[Data]:
        """The results that this build used, as chunks of bytes. Unused results are dropped."""
        for key, result in self._used.items():
            yield _ENTRY_HEADER.pack(key, len(result))
            yield result


def _read_entries(data: memoryview) -> Iterator[tuple[Digest, memoryview]]:
    position = 0
    while position + _ENTRY_HEADER.size <= len(data):
        key, length = _ENTRY_HEADER.unpack_from(data, position)
        position += _ENTRY_HEADER.size
        if position + length <= len(data):
            yield key, data[position : position + length]
        position += length


class CachedRunner:
    """Runs jobs on an executor and skips those whose result is in the cache."""

    def __init__(self, executor: Executor | None = None, cache: ResultCache | None = None) -> None:
        self.executor: Executor = executor or SerialExecutor()
        self.cache = cache

    def map(
        self,
        job: Callable[[C, T], R],
        context: C,
        items: Sequence[T],
        input_digest: Callable[[T], Digest],
        *,
        is_cacheable: Callable[[R], bool] = lambda result: True,
    ) -> Iterator[R]:
        """`job(context, item)` for each item, in order.

        `input_digest(item)` covers everything that the result depends on, including `context`.
        Results for which `is_cacheable` is false are not stored. Raises `ReftelError` if a cached
        result is damaged or not data.
        """
        if self.cache is None:
            yield from self.executor.map(job, context, items)
            return
        job_name = f"{job.__module__}.{job.__qualname__}"
        keys = [digest(job_name, input_digest(item)) for item in items]
        cached = [self.cache.get(key) for key in keys]
        missing = [item for item, result in zip(items, cached, strict=True) if result is None]
        new_results = self.executor.map(_pickled_result, (job, context), missing)
        for key, result in zip(keys, cached, strict=True):
            value: R
            if result is None:
                data = next(new_results)
                value = unpickle(data)
                if is_cacheable(value):
                    self.cache.store(key, data)
            else:
                value = unpickle(result)
            yield value


def _pickled_result(work: tuple[Callable[[C, T], R], C], item: T) -> bytes:
    job, context = work
    return pickle.dumps(job(context, item), 5)
