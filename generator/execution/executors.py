"""Who does the work: one function applied to many items, in turn, by processes, or by a cluster."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import re
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent import futures
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing import get_context
from typing import Any, ClassVar, NoReturn, Protocol, TypeVar

from generator.errors import ReftelError

C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")

MIN_FORK_ITEMS = 8
"""Items below which processes are not worth starting."""

CHUNKS_PER_WORKER = 8
"""Pieces of the work for each worker: so many that all end at about the same time."""

MAX_CHUNK_SIZE = 32
"""Items in the largest piece, and so what is held at once of their results."""

CHUNKS_AHEAD = 3
"""Pieces for each worker that are under way or done before the first of them is asked for."""


class Executor(Protocol):
    """Those who do the work."""

    @property
    def is_local(self) -> bool:
        """Whether they work on this machine and so reach its files."""
        ...

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """`job(context, item)` of each item, in order.

        `job` is a function of its arguments alone, so that it may run anywhere, and again.
        Raises what `job` raises, and `ReftelError` where a worker is lost for good.
        """
        ...


@dataclass(frozen=True, slots=True)
class SerialExecutor:
    """One item after the other, in this process."""

    is_local: ClassVar[bool] = True

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """See `Executor`."""
        return (job(context, item) for item in items)


@dataclass(frozen=True, slots=True)
class ForkPool:
    """Processes that share by fork all that was loaded before: context and items are not sent."""

    worker_count: int
    min_items: int = MIN_FORK_ITEMS
    """Items below which the work is done in turn."""
    is_local: ClassVar[bool] = True

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """See `Executor`. Serial for few items, and where other threads forbid a fork."""
        if self.worker_count < 2 or len(items) < self.min_items or threading.active_count() > 1:
            yield from SerialExecutor().map(job, context, items)
            return
        shared = (os.getpid(), job, context, items)
        with (
            ProcessPoolExecutor(
                min(self.worker_count, len(items)),
                get_context("fork"),
                initializer=_ForkState.set,
                initargs=shared,
            ) as pool,
            _killed_on_error(),
        ):
            pieces = _chunks(len(items), self.worker_count)
            given = (partial(pool.submit, _ForkState.do, piece) for piece in pieces)
            yield from _collect(given, deque(), self.worker_count)


@dataclass(frozen=True, slots=True)
class RemoteExecutor:
    """Any executor of `concurrent.futures`, as that of a Dask cluster: what is needed is sent."""

    executor: futures.Executor
    worker_count: int
    """How many items it may do at once."""
    share: Callable[[bytes], Any] = bytes
    """Sends what all pieces need once; what it gives comes to workers as the same bytes."""
    is_local: ClassVar[bool] = False

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """See `Executor`."""
        if not items:
            return
        shared = self.share(pickle.dumps((job, context), pickle.HIGHEST_PROTOCOL))
        size = max(1, -(-len(items) // (self.worker_count * CHUNKS_PER_WORKER)))
        pieces = (items[at : at + size] for at in range(0, len(items), size))
        given = (partial(self.executor.submit, _run_chunk, shared, piece) for piece in pieces)
        ahead: deque[Future[list[R]]] = deque()
        try:
            yield from _collect(given, ahead, self.worker_count)
        finally:
            for future in ahead:
                future.cancel()


class _ForkState:
    """What a forked process has from its parent."""

    work: tuple[Callable[[Any, Any], Any], Any, Sequence[Any]]

    @classmethod
    def set(
        cls, parent: int, job: Callable[[Any, Any], Any], context: Any, items: Sequence[Any]
    ) -> None:
        die_with_parent(parent)
        cls.work = (job, context, items)

    @classmethod
    def do(cls, piece: range) -> list[Any]:
        job, context, items = cls.work
        return [job(context, items[index]) for index in piece]


_PR_SET_PDEATHSIG = 1
"""The signal that Linux sends to a process when its parent ends; see prctl(2)."""


def die_with_parent(parent: int) -> None:
    """Have the system kill this forked process when its parent, of that number, ends.

    Workers hold cables with nothing withheld, so that none may outlive the build. Signals that end
    the parent are the parent's to handle. Does nothing on systems without prctl(2).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # the parent ended before it was asked for
        os._exit(1)


@contextmanager
def _killed_on_error() -> Iterator[None]:
    """Kill the processes started meanwhile where the work is broken off: nobody waits for them."""
    before = set(multiprocessing.active_children())
    try:
        yield
    except BaseException:
        for process in set(multiprocessing.active_children()) - before:
            process.kill()
        raise


@contextmanager
def signals_raised() -> Iterator[None]:
    """Meanwhile SIGTERM, SIGHUP and SIGINT unwind the stack, as errors do.

    So workers end, and whatever a build puts beside the site is removed. A signal that is ignored
    stays so. For the main thread of a command.
    """
    before = {number: signal.getsignal(number) for number in _TERMINATION_SIGNALS}
    for number, handler in before.items():
        if handler in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _raise_signal)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


_TERMINATION_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def _raise_signal(number: int, frame: object) -> NoReturn:
    for ending in _TERMINATION_SIGNALS:
        signal.signal(ending, signal.SIG_IGN)  # the removal of files is not broken off in turn
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)


@contextmanager
def signals_deferred() -> Iterator[None]:
    """Meanwhile no signal breaks off the work: those that came take effect at the end.

    For what must be done whole, as the removal of files. In another thread than the main one,
    where signals unwind nothing, it does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in _TERMINATION_SIGNALS}
    for number, handler in before.items():
        if handler is not None and handler != signal.SIG_IGN:
            signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            if handler is not None:
                signal.signal(number, handler)
        if came:
            signal.raise_signal(came[0])


_context_lock = threading.Lock()
"""A context is used by one thread at a time: it may note what is looked up in it."""


def _run_chunk(shared: bytes, piece: Sequence[Any]) -> list[Any]:
    with _context_lock:
        job, context = _unpickled(shared)
        return [job(context, item) for item in piece]


@lru_cache(maxsize=1)
def _unpickled(shared: bytes) -> tuple[Callable[[Any, Any], Any], Any]:
    job, context = pickle.loads(shared)
    return job, context


def _collect(
    given: Iterator[Callable[[], Future[list[R]]]], ahead: deque[Future[list[R]]], count: int
) -> Iterator[R]:
    """The results of pieces in order; `given` gives out one, some of them `ahead`."""
    try:
        for give in given:
            ahead.append(give())
            if len(ahead) > count * CHUNKS_AHEAD:
                yield from ahead.popleft().result()
        while ahead:
            yield from ahead.popleft().result()
    except (BrokenExecutor, CancelledError) as error:
        raise ReftelError(
            "a worker process was killed, perhaps for want of memory: nothing was put in place. "
            f"Build again, with fewer workers ({WORKERS_VARIABLE}=1) if it happens again."
        ) from error


def _chunks(length: int, count: int) -> Iterator[range]:
    size = min(MAX_CHUNK_SIZE, max(1, -(-length // (count * CHUNKS_PER_WORKER))))
    return (range(at, min(at + size, length)) for at in range(0, length, size))


WORKERS_VARIABLE = "REFTEL_WORKERS"
"""The environment's word on how many processes may run at once."""

_COUNT = re.compile("[1-9][0-9]{0,2}")


def default_executor() -> ForkPool:
    """Processes of this machine: as many as the environment says, else one for each core.

    Raises `ReftelError` where the environment says no number.
    """
    count = os.environ.get(WORKERS_VARIABLE, "")
    if count and not _COUNT.fullmatch(count):
        raise ReftelError(
            f"{WORKERS_VARIABLE} is {count[:40]!r}: expected a number of processes from 1 to 999."
        )
    return ForkPool(int(count) if count else len(os.sched_getaffinity(0)))
