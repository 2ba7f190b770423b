"""Executors: apply one function to many items serially, in forked processes or on a cluster."""

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
"""With fewer items, starting processes is not worth it."""

CHUNKS_PER_WORKER = 8
"""Chunks of items per worker; with several chunks each, all workers end at about the same time."""

MAX_CHUNK_SIZE = 32
"""Maximum chunk size, in items; it bounds the memory that results take."""

CHUNKS_AHEAD = 3
"""Chunks per worker that may be submitted before the first result is needed."""

SECONDS_BETWEEN_SIGNALS = 0.1
"""Time between two looks at whether a signal arrived, while the main thread waits for a result."""

SECONDS_TO_END = 5.0
"""Time that workers of an interrupted build have to finish their items before they are killed."""


class Executor(Protocol):
    """Applies a function to many items."""

    @property
    def is_local(self) -> bool:
        """True if jobs run on this machine and can read its files."""
        ...

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """`job(context, item)` for each item, in order.

        `job` must be a pure function of its arguments: it may run on any worker, and repeatedly.
        Raises what `job` raises, and `ReftelError` if a worker is lost for good.
        """
        ...


@dataclass(frozen=True, slots=True)
class SerialExecutor:
    """Runs jobs one after another in this process."""

    is_local: ClassVar[bool] = True

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """See `Executor`."""
        return (job(context, item) for item in items)


@dataclass(frozen=True, slots=True)
class ForkPool:
    """Runs jobs in forked processes, which share memory: context and items are not pickled."""

    worker_count: int
    min_items: int = MIN_FORK_ITEMS
    """With fewer items, jobs run serially."""
    is_local: ClassVar[bool] = True

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """See `Executor`. Serial for few items, and if other threads make forking unsafe."""
        if self.worker_count < 2 or len(items) < self.min_items or threading.active_count() > 1:
            yield from SerialExecutor().map(job, context, items)
            return
        fork = get_context("fork")
        is_ended = fork.RawValue("b", 0)
        pending: deque[Future[list[R]]] = deque()
        with (
            ProcessPoolExecutor(
                min(self.worker_count, len(items)),
                fork,
                initializer=_ForkState.set,
                initargs=(os.getpid(), is_ended, job, context, items),
            ) as pool,
            _ended_on_error(is_ended, pending),
        ):
            chunks = _chunks(len(items), self.worker_count)
            submissions = (partial(pool.submit, _ForkState.run_chunk, chunk) for chunk in chunks)
            yield from _collect(submissions, pending, self.worker_count)


@dataclass(frozen=True, slots=True)
class RemoteExecutor:
    """Runs jobs on any `concurrent.futures` executor, such as a Dask client's; pickles inputs."""

    executor: futures.Executor
    worker_count: int
    """Number of jobs it can run at once."""
    share: Callable[[bytes], Any] = bytes
    """Sends data for all chunks to the workers once; its result arrives there as `bytes`."""
    is_local: ClassVar[bool] = False

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """See `Executor`."""
        if not items:
            return
        shared = self.share(pickle.dumps((job, context), pickle.HIGHEST_PROTOCOL))
        size = max(1, -(-len(items) // (self.worker_count * CHUNKS_PER_WORKER)))
        chunks = (items[start : start + size] for start in range(0, len(items), size))
        submissions = (partial(self.executor.submit, _run_chunk, shared, chunk) for chunk in chunks)
        pending: deque[Future[list[R]]] = deque()
        try:
            yield from _collect(submissions, pending, self.worker_count)
        finally:
            for future in pending:
                future.cancel()


class _ForkState:
    """What a forked process inherits from its parent."""

    is_ended: Any
    """A shared byte; not 0 once nobody waits for results any more."""
    work: tuple[Callable[[Any, Any], Any], Any, Sequence[Any]]

    @classmethod
    def set(
        cls,
        parent: int,
        is_ended: Any,
        job: Callable[[Any, Any], Any],
        context: Any,
        items: Sequence[Any],
    ) -> None:
        die_with_parent(parent)
        cls.is_ended = is_ended
        cls.work = (job, context, items)

    @classmethod
    def run_chunk(cls, chunk: range) -> list[Any]:
        job, context, items = cls.work
        return [job(context, items[index]) for index in chunk if not cls.is_ended.value]


_PR_SET_PDEATHSIG = 1
"""Option of prctl(2): the signal that Linux sends to a process when its parent ends."""


def die_with_parent(parent: int) -> None:
    """Make the system kill this forked process when its parent (a process id) ends.

    Workers hold unredacted cables, so none may outlive the build. The parent handles signals that
    end the build. Systems without prctl(2) do not kill the process.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # the parent ended before the prctl call
        os._exit(1)


@contextmanager
def _ended_on_error(is_ended: Any, pending: Sequence[Future[list[R]]]) -> Iterator[None]:
    """On any exception, let the workers finish their items; kill them if one takes too long.

    A worker that is killed while it sends a result leaves half of one. The pool would wait for the
    rest for ever.
    """
    before = set(multiprocessing.active_children())
    try:
        yield
    except BaseException:
        is_ended.value = 1
        if futures.wait(pending, SECONDS_TO_END).not_done:
            for process in set(multiprocessing.active_children()) - before:
                process.kill()
        raise


@contextmanager
def signals_raised() -> Iterator[None]:
    """Make SIGTERM, SIGHUP and SIGINT unwind the stack like exceptions.

    Workers then end, and the build removes its temporary folders. Ignored signals stay ignored.
    For the main thread of a command.
    """
    before = {number: signal.getsignal(number) for number in _TERMINATION_SIGNALS}
    for number, handler in before.items():
        if handler not in (signal.SIG_IGN, None):
            signal.signal(number, partial(_raise_signal, os.getpid()))
    try:
        yield
    finally:
        for number, handler in before.items():
            if handler is not None:
                signal.signal(number, handler)


_TERMINATION_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def _raise_signal(process: int, number: int, frame: object) -> NoReturn:
    """End `process`; a process that it has just forked, and that has nothing to remove, at once."""
    if os.getpid() != process:
        os._exit(128 + number)
    for ending in _TERMINATION_SIGNALS:
        signal.signal(ending, signal.SIG_IGN)  # a second signal must not interrupt the cleanup
    sys.exit(128 + number)


@contextmanager
def signals_deferred() -> Iterator[Sequence[int]]:
    """Defer signals until the end of the context; its value is the numbers of those received.

    For work that must not be interrupted, such as the removal of files. Does nothing outside the
    main thread, which alone receives signals.
    """
    received: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield received
        return
    before = {number: signal.getsignal(number) for number in _TERMINATION_SIGNALS}
    for number, handler in before.items():
        if handler is not None and handler != signal.SIG_IGN:
            signal.signal(number, lambda number, frame: received.append(number))
    try:
        yield received
    finally:
        for number, handler in before.items():
            if handler is not None:
                signal.signal(number, handler)
        if received:
            signal.raise_signal(received[0])


_context_lock = threading.Lock()
"""One thread at a time uses a context: a context may record the look-ups of a job."""


def _run_chunk(shared: bytes, chunk: Sequence[Any]) -> list[Any]:
    with _context_lock:
        job, context = _unpickled(shared)
        return [job(context, item) for item in chunk]


@lru_cache(maxsize=1)
def _unpickled(shared: bytes) -> tuple[Callable[[Any, Any], Any], Any]:
    job, context = pickle.loads(shared)
    return job, context


def _collect(
    submissions: Iterator[Callable[[], Future[list[R]]]],
    pending: deque[Future[list[R]]],
    worker_count: int,
) -> Iterator[R]:
    """Submit chunks a little ahead of need and yield their results in order.

    Each of `submissions` submits one chunk. `pending` holds the chunks whose result was not taken.
    """
    try:
        for submit in submissions:
            with signals_deferred():
                pending.append(submit())
            if len(pending) > worker_count * CHUNKS_AHEAD:
                yield from _first_result(pending)
        while pending:
            yield from _first_result(pending)
    except (BrokenExecutor, CancelledError) as error:
        raise ReftelError(
            "a worker process was killed, perhaps because memory ran out; the site was not "
            "changed. Build again; if it happens again, use fewer workers "
            f"({WORKERS_VARIABLE}=1)."
        ) from error


def _first_result(pending: deque[Future[list[R]]]) -> list[R]:
    """Wait for the result of the first chunk, and take it off.

    A signal ends the wait. It is handled outside the library, which it could leave with a lock
    that is never released, or with a thread that never starts.
    """
    while True:
        with signals_deferred() as received:
            while not received:
                if futures.wait((pending[0],), SECONDS_BETWEEN_SIGNALS).done:
                    return pending.popleft().result()


def _chunks(item_count: int, worker_count: int) -> Iterator[range]:
    size = min(MAX_CHUNK_SIZE, max(1, -(-item_count // (worker_count * CHUNKS_PER_WORKER))))
    return (range(start, min(start + size, item_count)) for start in range(0, item_count, size))


WORKERS_VARIABLE = "REFTEL_WORKERS"
"""Environment variable with the number of worker processes."""

_COUNT = re.compile("[1-9][0-9]{0,2}")


def default_executor() -> ForkPool:
    """A pool of as many processes as `WORKERS_VARIABLE` says, by default one per core.

    Raises `ReftelError` if its value is not a number from 1 to 999.
    """
    count = os.environ.get(WORKERS_VARIABLE, "")
    if count and not _COUNT.fullmatch(count):
        raise ReftelError(
            f"{WORKERS_VARIABLE} is {count[:40]!r}: expected a number of processes from 1 to 999."
        )
    return ForkPool(int(count) if count else len(os.sched_getaffinity(0)))
