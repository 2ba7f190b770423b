"""Executors: order of results, errors, signals, and that no worker outlives its parent."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

import click
import pytest

from generator.commands.command_group import CommandGroup
from generator.errors import ReftelError
from generator.execution import executors
from generator.execution.executors import (
    MIN_FORK_ITEMS,
    WORKERS_VARIABLE,
    Executor,
    ForkPool,
    RemoteExecutor,
    SerialExecutor,
    default_executor,
    die_with_parent,
    signals_deferred,
    signals_raised,
)

PATIENCE = 120.0
"""Seconds within which a busy machine does anything; jobs that sleep take longer."""
ASLEEP = 300
"""Seconds for which a job sleeps that is not waited for."""

HANDLERS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


@pytest.fixture(autouse=True)
def single_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `ForkPool` fork despite the threads of other tests: these tests hold no lock."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def test_jobs_run_serially_if_there_are_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert set(ForkPool(2).map(ask_pid, None, range(100))) == {os.getpid()}


def add(context: int, item: int) -> int:
    return context + item


@pytest.fixture(autouse=True)
def _heeded() -> Iterator[None]:
    """Ctrl-C counts, also where a shell that started the tests in the background ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def fail_at_50(context: None, item: int) -> int:
    if item == 50:
        raise ValueError("item 50")
    return item


def ask_pid(context: None, item: int) -> int:
    return os.getpid()


def kill_itself(parent: int, item: int) -> int:
    if os.getpid() != parent and item == 50:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def sleep_in_worker(folder: Path, item: int) -> int:
    (folder / str(os.getpid())).touch()
    if item:
        time.sleep(ASLEEP)
    return item


def sleep_but_first(context: None, item: int) -> int:
    if item:
        time.sleep(ASLEEP)
    return item


@pytest.mark.parametrize("count", [1, 2, 7, MIN_FORK_ITEMS, 100, 1000])
def test_results_are_in_the_order_of_the_items(count: int) -> None:
    expected = [1000 + item for item in range(count)]
    with ThreadPoolExecutor(2) as pool:
        executors: list[Executor] = [
            SerialExecutor(),
            ForkPool(1),
            ForkPool(3),
            RemoteExecutor(pool, 2),
        ]
        for executor in executors:
            assert list(executor.map(add, 1000, range(count))) == expected


@pytest.mark.parametrize(
    ("items", "workers", "lengths"),
    [
        (0, 2, []),
        (3, 1, [1, 1, 1]),
        (10, 1, [2] * 5),
        (17, 2, [2] * 8 + [1]),
        (70, 1, [9] * 7 + [7]),
    ],
)
def test_items_are_sent_in_chunks_that_keep_all_workers_busy(
    items: int, workers: int, lengths: list[int]
) -> None:
    chunks = list(executors._chunks(items, workers))
    assert [len(chunk) for chunk in chunks] == lengths
    assert [item for chunk in chunks for item in chunk] == list(range(items))


def test_no_chunk_is_large() -> None:
    """A large chunk would let one worker finish long after the others."""
    chunks = list(executors._chunks(10_000, 2))
    assert max(len(chunk) for chunk in chunks) == executors.MAX_CHUNK_SIZE


def test_no_items_give_no_results() -> None:
    with ThreadPoolExecutor(2) as pool:
        assert [
            list(w.map(add, 0, ()))
            for w in (SerialExecutor(), ForkPool(3), RemoteExecutor(pool, 2))
        ] == ([[], [], []])


def test_few_items_run_in_this_process_and_many_in_others() -> None:
    own = {os.getpid()}
    assert set(ForkPool(2).map(ask_pid, None, range(MIN_FORK_ITEMS - 1))) == own
    assert own.isdisjoint(ForkPool(2).map(ask_pid, None, range(MIN_FORK_ITEMS)))
    assert own.isdisjoint(ForkPool(2, min_items=2).map(ask_pid, None, range(2)))


def test_an_error_in_a_job_is_raised_and_ends_the_workers() -> None:
    with pytest.raises(ValueError, match="item 50"):
        list(ForkPool(2).map(fail_at_50, None, range(100)))
    assert multiprocessing.active_children() == []


def test_a_killed_worker_is_an_error() -> None:
    with pytest.raises(ReftelError, match=f"killed.*{WORKERS_VARIABLE}=1"):
        list(ForkPool(2).map(kill_itself, os.getpid(), range(100)))


def test_abandoned_jobs_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    noise: list[BaseException | None] = []
    monkeypatch.setattr(executors, "SECONDS_TO_END", 0.1)
    monkeypatch.setattr(threading, "excepthook", lambda fault: noise.append(fault.exc_value))
    results = ForkPool(2).map(sleep_but_first, None, range(16))
    assert next(results) == 0
    begun = time.monotonic()
    results.close()  # type: ignore[attr-defined]  # a generator
    assert multiprocessing.active_children() == []
    assert time.monotonic() - begun < ASLEEP
    assert noise == []


def test_workers_of_abandoned_jobs_finish_their_items_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that were killed while it sends a result would leave half of one."""
    monkeypatch.setattr(BaseProcess, "kill", lambda process: pytest.fail("a worker was killed"))
    results = ForkPool(2).map(leave_a_mark, tmp_path, range(2_000))
    next(results)
    results.close()  # type: ignore[attr-defined]  # a generator
    assert multiprocessing.active_children() == []
    assert len(list(tmp_path.iterdir())) < 1_000


def leave_a_mark(folder: Path, item: int) -> bytes:
    (folder / str(item)).touch()
    time.sleep(0.001)
    return bytes(1_000_000)


def test_a_signal_is_handled_outside_the_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within it, a signal may leave a lock that is never released."""
    submitted: list[object] = []

    def submit(pool: ProcessPoolExecutor, *job: object) -> object:
        signal.raise_signal(signal.SIGTERM)
        submitted.append(real_submit(pool, *job))  # type: ignore[arg-type]  # a function and a value
        return submitted[-1]

    real_submit = ProcessPoolExecutor.submit
    monkeypatch.setattr(ProcessPoolExecutor, "submit", submit)
    with pytest.raises(SystemExit), signals_raised():
        list(ForkPool(2).map(add, 1, range(100)))
    assert len(submitted) == 1


@pytest.mark.parametrize(
    ("value", "expected"), [("", len(os.sched_getaffinity(0))), ("1", 1), ("77", 77), ("999", 999)]
)
def test_the_environment_sets_the_number_of_workers(
    value: str, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, value)
    assert default_executor().worker_count == expected


@pytest.mark.parametrize("count", ["0", "-1", "two", "1.5", "1000"])
def test_a_wrong_number_of_workers_is_an_error(count: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, count)
    with pytest.raises(ReftelError, match=f"{WORKERS_VARIABLE} is '{count}'"):
        default_executor()


PARENT = """
import sys
import time
from pathlib import Path
from generator.execution import executors
from generator.execution.executors import ForkPool, signals_raised
from tests.unit.test_executors import sleep_in_worker
folder = Path(sys.argv[1])
executors.SECONDS_TO_END = 0.1
with signals_raised():
    try:
        results = ForkPool(2).map(sleep_in_worker, folder, range(int(sys.argv[2]), 20))
        for _ in results:
            time.sleep(300)
    finally:
        (folder / "unwound").touch()
"""


@pytest.mark.parametrize("first", [0, 1], ids=["parent works", "parent waits"])
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (signal.SIGKILL, -signal.SIGKILL),
        (signal.SIGTERM, 128 + signal.SIGTERM),
        (signal.SIGHUP, 128 + signal.SIGHUP),
        (signal.SIGINT, 128 + signal.SIGINT),
    ],
)
def test_workers_end_with_their_parent(
    number: signal.Signals, code: int, first: int, tmp_path: Path
) -> None:
    with started([sys.executable, "-c", PARENT, str(tmp_path), str(first)]) as parent:
        assert until(lambda: len(workers_in(tmp_path)) == 2, PATIENCE)
        workers = workers_in(tmp_path)
        parent.send_signal(number)
        assert until(lambda: not any(map(is_alive, workers)), PATIENCE)
        assert parent.wait(PATIENCE) == code
        errors = parent.communicate()[1]
    assert (tmp_path / "unwound").exists() is (number != signal.SIGKILL)
    if number != signal.SIGKILL:
        assert errors == ""


@contextmanager
def started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A process that ends with the block, and heeds Ctrl-C although ours may ignore it."""
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def workers_in(folder: Path) -> list[int]:
    return [int(path.name) for path in folder.iterdir() if path.name.isdecimal()]


def is_alive(process: int) -> bool:
    """True if a process runs; a zombie (`Z`) has ended."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in {"Z", "X"}


def until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait for a condition; returns whether it became true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def test_a_worker_whose_parent_has_already_ended_ends_at_once() -> None:
    worker = os.fork()
    if not worker:
        die_with_parent(1 << 30)  # no process has this number
        os._exit(77)
    assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == 1


@pytest.mark.parametrize("number", HANDLERS)
def test_a_signal_ends_a_newly_forked_process_at_once(number: signal.Signals) -> None:
    """It must not run the cleanup of its parent."""
    with signals_raised():
        worker = os.fork()
        if not worker:
            try:
                signal.raise_signal(number)
            finally:
                os._exit(77)
    assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == 128 + number


@pytest.mark.parametrize("module", ["generator.errors", "generator.mkdocs_build.site_build"])
def test_a_command_interrupted_during_import_prints_one_line(module: str) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "generator", "--version"]
    with started(command) as process:
        assert process.stderr is not None
        lines = iter(process.stderr.readline, "")
        assert any(line.endswith(f"{module}\n") for line in lines)
        process.send_signal(signal.SIGINT)
        rest = [line for line in lines if not line.startswith("import time:")]
        process.wait()
    assert (process.returncode, rest) == (130, ["reftel: interrupted.\n"])


def test_an_interrupted_command_prints_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    @click.command()
    def wait() -> None:
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(SystemExit) as end:
        CommandGroup("reftel", commands=[wait]).main(["wait"])
    assert (end.value.code, capsys.readouterr().err) == (130, "reftel: interrupted.\n")


def test_signal_handlers_are_restored() -> None:
    before = [signal.getsignal(number) for number in HANDLERS]
    with signals_raised():
        assert [signal.getsignal(number) for number in HANDLERS] != before
    assert [signal.getsignal(number) for number in HANDLERS] == before


@pytest.mark.parametrize("number", HANDLERS)
def test_signals_are_deferred(number: signal.Signals) -> None:
    done: list[str] = []

    def work() -> None:
        with signals_deferred():
            signal.raise_signal(number)
            done.append("whole")
        done.append("too much")

    with pytest.raises(SystemExit), signals_raised():
        work()
    assert done == ["whole"]


def test_signals_are_deferred_in_the_main_thread_only() -> None:
    done: list[str] = []

    def work() -> None:
        with signals_deferred():
            done.append("whole")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["whole"]


def test_an_ignored_signal_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with signals_raised():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
