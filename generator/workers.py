"""Who does the work: one function applied to many items, in turn, by processes, or by a cluster."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

from generator.errors import ReftelError

C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")

FEWEST = 8
"""Items below which processes are not worth starting."""

PIECES = 8
"""Pieces of the work for each worker: so many that all end at about the same time."""


class Workers(Protocol):
    """Those who do the work."""

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """`job(context, item)` of each item, in order.

        `job` is a function of its arguments alone, so that it may run anywhere, and again.
        Raises what `job` raises, and `ReftelError` where a worker is lost for good.
        """
        ...


@dataclass(frozen=True, slots=True)
class InTurn:
    """One item after the other, in this process."""

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """See `Workers`."""
        return (job(context, item) for item in items)


@dataclass(frozen=True, slots=True)
class Forked:
    """Processes that share by fork all that was loaded before: context and items are not sent."""

    count: int

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """See `Workers`. In turn where few items are to be done, or where threads forbid a fork."""
        if self.count < 2 or len(items) < FEWEST or threading.active_count() > 1:
            yield from InTurn().map(job, context, items)
            return
        with ProcessPoolExecutor(
            self.count, get_context("fork"), initializer=_Shared.set, initargs=(job, context, items)
        ) as pool:
            yield from _gathered(
                [pool.submit(_Shared.do, piece) for piece in _pieces(len(items), self.count)]
            )


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Any executor of `concurrent.futures`, as that of a Dask cluster: what is needed is sent."""

    executor: Executor
    count: int
    """How many items it may do at once."""

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """See `Workers`."""
        yield from _gathered(
            [
                self.executor.submit(_do, job, context, [items[index] for index in piece])
                for piece in _pieces(len(items), self.count)
            ]
        )


class _Shared:
    """What a forked process has from its parent."""

    work: tuple[Callable[[Any, Any], Any], Any, Sequence[Any]]

    @classmethod
    def set(cls, job: Callable[[Any, Any], Any], context: Any, items: Sequence[Any]) -> None:
        cls.work = (job, context, items)

    @classmethod
    def do(cls, piece: range) -> list[Any]:
        job, context, items = cls.work
        return [job(context, items[index]) for index in piece]


def _do(job: Callable[[C, T], R], context: C, items: list[T]) -> list[R]:
    return [job(context, item) for item in items]


def _gathered(futures: Sequence[Any]) -> Iterator[Any]:
    try:
        for future in futures:
            yield from future.result()
    except BrokenExecutor as error:
        raise ReftelError(
            "a worker process was killed, perhaps for want of memory: nothing was put in place. "
            "Build again, with fewer workers (--workers 1) if it happens again."
        ) from error
    finally:
        for future in futures:
            future.cancel()


def _pieces(length: int, count: int) -> list[range]:
    size = max(1, -(-length // (count * PIECES)))
    return [range(at, min(at + size, length)) for at in range(0, length, size)]


def cores() -> int:
    """How many processes may run at once on this machine."""
    return len(os.sched_getaffinity(0))
