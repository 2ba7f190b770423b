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

FEWEST = 8
"""Items below which processes are not worth starting."""

PIECES = 8
"""Pieces of the work for each worker: so many that all end at about the same time."""

LONGEST = 32
"""Items in the largest piece, and so what is held at once of their results."""

AHEAD = 3
"""Pieces for each worker that are under way or done before the first of them is asked for."""


class Executor(Protocol):
    """Those who do the work."""

    @property
    def here(self) -> bool:
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

    here: ClassVar[bool] = True

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """See `Executor`."""
        return (job(context, item) for item in items)


@dataclass(frozen=True, slots=True)
class ForkPool:
    """Processes that share by fork all that was loaded before: context and items are not sent."""

    count: int
    fewest: int = FEWEST
    """Items below which the work is done in turn."""
    here: ClassVar[bool] = True

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """See `Executor`. Serial for few items, and where other threads forbid a fork."""
        if self.count < 2 or len(items) < self.fewest or threading.active_count() > 1:
            yield from SerialExecutor().map(job, context, items)
            return
        shared = (os.getpid(), job, context, items)
        with (
            ProcessPoolExecutor(
                min(self.count, len(items)),
                get_context("fork"),
                initializer=_ForkState.set,
                initargs=shared,
            ) as pool,
            _killed_on_error(),
        ):
            pieces = _pieces(len(items), self.count)
            given = (partial(pool.submit, _ForkState.do, piece) for piece in pieces)
            yield from _gathered(given, deque(), self.count)


@dataclass(frozen=True, slots=True)
class RemoteExecutor:
    """Any executor of `concurrent.futures`, as that of a Dask cluster: what is needed is sent."""

    executor: futures.Executor
    count: int
    """How many items it may do at once."""
    share: Callable[[bytes], Any] = bytes
    """Sends what all pieces need once; what it gives comes to workers as the same bytes."""
    here: ClassVar[bool] = False

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """See `Executor`."""
        if not items:
            return
        shared = self.share(pickle.dumps((job, context), pickle.HIGHEST_PROTOCOL))
        size = max(1, -(-len(items) // (self.count * PIECES)))
        pieces = (items[at : at + size] for at in range(0, len(items), size))
        given = (partial(self.executor.submit, _do, shared, piece) for piece in pieces)
        ahead: deque[Future[list[R]]] = deque()
        try:
            yield from _gathered(given, ahead, self.count)
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
        end_with(parent)
        cls.work = (job, context, items)

    @classmethod
    def do(cls, piece: range) -> list[Any]:
        job, context, items = cls.work
        return [job(context, items[index]) for index in piece]


_PR_SET_PDEATHSIG = 1
"""The signal that Linux sends to a process when its parent ends; see prctl(2)."""


def end_with(parent: int) -> None:
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
def ended_by_signals() -> Iterator[None]:
    """Meanwhile SIGTERM, SIGHUP and SIGINT unwind the stack, as errors do.

    So workers end, and whatever a build puts beside the site is removed. A signal that is ignored
    stays so. For the main thread of a command.
    """
    before = {number: signal.getsignal(number) for number in _ENDING}
    for number, handler in before.items():
        if handler in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def _end(number: int, frame: object) -> NoReturn:
    for ending in _ENDING:
        signal.signal(ending, signal.SIG_IGN)  # the removal of files is not broken off in turn
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)


@contextmanager
def signals_held() -> Iterator[None]:
    """Meanwhile no signal breaks off the work: those that came take effect at the end.

    For what must be done whole, as the removal of files. In another thread than the main one,
    where signals unwind nothing, it does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in _ENDING}
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


_alone = threading.Lock()
"""A context is used by one thread at a time: it may note what is looked up in it."""


def _do(shared: bytes, piece: Sequence[Any]) -> list[Any]:
    with _alone:
        job, context = _unpacked(shared)
        return [job(context, item) for item in piece]


@lru_cache(maxsize=1)
def _unpacked(shared: bytes) -> tuple[Callable[[Any, Any], Any], Any]:
    job, context = pickle.loads(shared)
    return job, context


def _gathered(
    given: Iterator[Callable[[], Future[list[R]]]], ahead: deque[Future[list[R]]], count: int
) -> Iterator[R]:
    """The results of pieces in order; `given` gives out one, some of them `ahead`."""
    try:
        for give in given:
            ahead.append(give())
            if len(ahead) > count * AHEAD:
                yield from ahead.popleft().result()
        while ahead:
            yield from ahead.popleft().result()
    except (BrokenExecutor, CancelledError) as error:
        raise ReftelError(
            "a worker process was killed, perhaps for want of memory: nothing was put in place. "
            f"Build again, with fewer workers ({WORKERS}=1) if it happens again."
        ) from error


def _pieces(length: int, count: int) -> Iterator[range]:
    size = min(LONGEST, max(1, -(-length // (count * PIECES))))
    return (range(at, min(at + size, length)) for at in range(0, length, size))


WORKERS = "REFTEL_WORKERS"
"""The environment's word on how many processes may run at once."""

_COUNT = re.compile("[1-9][0-9]{0,2}")


def default_executor() -> ForkPool:
    """Processes of this machine: as many as the environment says, else one for each core.

    Raises `ReftelError` where the environment says no number.
    """
    count = os.environ.get(WORKERS, "")
    if count and not _COUNT.fullmatch(count):
        raise ReftelError(
            f"{WORKERS} is {count[:40]!r}: expected a number of processes from 1 to 999."
        )
    return ForkPool(int(count) if count else len(os.sched_getaffinity(0)))
