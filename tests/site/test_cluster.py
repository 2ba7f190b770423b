"""Pages made by a Dask cluster are those made by one process, also where workers are lost."""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest

from generator.demo.demo_cables import demo_cables
from generator.disk import Workspace, new_workspace
from generator.errors import ReftelError
from generator.execution import dask_cluster as cluster
from generator.execution.executors import Executor, SerialExecutor
from generator.execution.program_version import program_digest
from generator.mkdocs_build.site_build import write_pages
from generator.mkdocs_build.site_settings import read_site_info
from tests.site.conftest import run
from tests.site.serving import free_port
from tests.site.test_documents import ALL

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")
psutil = pytest.importorskip("psutil", reason="distributed brings it")

INVENTED = {str(cable.name): cable.text for cable in demo_cables(12, seed=7)}
"""Invented cables, by the names of their files."""

CABLES = {**INVENTED, "a copy": next(iter(INVENTED.values())).replace(" the ", " teh ", 3)}
"""The same, and a copy of one with typing errors."""

WORKERS = 3

PASSES = 11
"""Passes of a build of these: cables and copies are parsed, redacted and compared, names are looked
for, cables are connected, organisations looked for, and the pages made."""

IDLE_PASS = 8
"""The pass that compares cables of much the same text, of which these have none."""

C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Workers of this machine, each a process, that are started again when they are killed."""
    folder = tmp_path_factory.mktemp("dask")
    with (
        dask.config.set({"temporary-directory": str(folder)}),
        distributed.LocalCluster(
            n_workers=WORKERS, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        ) as made,
    ):
        yield made


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine answers late."""
    monkeypatch.setattr(cluster, "CONNECT_TIMEOUT", "120s")


@pytest.fixture
def scheduler(machines: Any) -> str:
    """The address of a scheduler with its workers."""
    wait_for_workers(machines)
    return str(machines.scheduler_address)


def wait_for_workers(machines: Any) -> None:
    """Wait until all workers are there; on a busy machine a killed one may not be started again.

    Raises `TimeoutError` where fewer than two are there.
    """
    with suppress(TimeoutError):
        machines.wait_for_workers(WORKERS, timeout=60)
    machines.wait_for_workers(2, timeout=240)


def listening(*processes: Any) -> set[str]:
    """The addresses at which processes and those that they started wait for others."""
    every = [each for one in processes for each in (one, *one.children(recursive=True))]
    return {
        link.laddr.ip
        for process in every
        for link in process.net_connections(kind="inet")
        if link.status == psutil.CONN_LISTEN
    }


def test_the_machines_of_these_tests_are_out_of_reach(scheduler: str) -> None:
    assert listening(psutil.Process()) == {"127.0.0.1"}


def test_documented_commands_listen_where_they_are_told(tmp_path: Path) -> None:
    port, board = free_port(), free_port()
    local = {r"10\.0\.0\.\d": "127.0.0.1", ":8786": f":{port}", ":8787": f":{board}", " 4$": " 1"}
    started: list[Any] = []
    try:
        for line in [line for _, line in ALL if line.startswith("dask ")]:
            for told, here in local.items():
                line = re.sub(told, here, line)
            words = [*line.split(), *(["--port", str(port)] if "scheduler" in line else [])]
            command = [str(Path(sys.executable).parent / words[0]), *words[1:]]
            with (tmp_path / f"log-{len(started)}").open("w") as log:
                started.append(psutil.Popen(command, stdout=log, stderr=log, cwd=tmp_path))
        with distributed.Client(
            f"tcp://127.0.0.1:{port}", timeout="240s", set_as_default=False
        ) as it:
            it.wait_for_workers(1, timeout=240)
            assert listening(*started) == {"127.0.0.1"}
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=120)
    assert len(started) == 2


def workspace(root: Path) -> Workspace:
    new_workspace(root)
    made = Workspace(root)
    for name, text in CABLES.items():
        (made.cables / f"{name}.txt").write_text(text, encoding="utf-8")
    return made


def pages(made: Workspace) -> dict[str, bytes]:
    return {
        path.relative_to(made.pages).as_posix(): path.read_bytes()
        for path in made.pages.rglob("*")
        if path.is_file()
    }


def build(
    root: Path, workers: Executor, step: Callable[[str], None] = lambda name: None
) -> dict[str, bytes]:
    """The pages of a new workspace."""
    made = workspace(root)
    write_pages(made, read_site_info(made), workers, progress=step)
    return pages(made)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The pages as one process makes them."""
    made = build(tmp_path_factory.mktemp("alone") / "ws", SerialExecutor())
    assert len(made) > len(CABLES)
    return made


def test_pages_are_those_of_one_process(
    scheduler: str, expected: dict[str, bytes], tmp_path: Path
) -> None:
    with cluster.dask_executor(scheduler) as workers:
        assert 2 <= workers.worker_count <= WORKERS  # a killed one may be missing
        assert build(tmp_path / "ws", workers) == expected


@dataclass
class Fatal:
    """Workers of which one is killed at its work, in the middle of one pass over the items."""

    workers: Executor
    mark: Path
    turn: int
    sizes: list[int] = field(default_factory=list)
    """Number of items of each pass."""
    is_local: ClassVar[bool] = False

    def map(self, job: Callable[[C, T], R], context: C, items: Sequence[T]) -> Iterator[R]:
        """See `Executor`."""
        turn = len(self.sizes)
        self.sizes.append(len(items))
        if turn != self.turn:
            return self.workers.map(job, context, items)
        numbered = list(enumerate(items))
        return self.workers.map(_fatal, (self.mark, len(items) // 2, job, context), numbered)


def _fatal(work: tuple[Path, int, Callable[[C, T], R], C], numbered: tuple[int, T]) -> R:
    mark, at, job, context = work
    number, item = numbered
    if number == at and not mark.exists():
        mark.write_text(str(os.getpid()), encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)
    return job(context, item)


@pytest.mark.parametrize(
    "turn",
    [
        pytest.param(turn, marks=[] if turn in {0, PASSES - 1} else pytest.mark.long)
        for turn in sorted({*range(PASSES)} - {IDLE_PASS})
    ],
)
def test_a_worker_killed_at_its_work_loses_nothing(
    turn: int, scheduler: str, expected: dict[str, bytes], tmp_path: Path
) -> None:
    mark = tmp_path / "killed"
    with cluster.dask_executor(scheduler) as workers:
        fatal = Fatal(workers, mark, turn)
        assert build(tmp_path / "ws", fatal) == expected
    assert len(fatal.sizes) == PASSES
    killed = int(mark.read_text("utf-8"))
    assert killed != os.getpid()


def test_a_worker_killed_after_it_gave_results_loses_nothing(
    machines: Any, scheduler: str, expected: dict[str, bytes], tmp_path: Path
) -> None:
    names: list[str] = []
    with distributed.Client(scheduler, set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))

    def step(name: str) -> None:
        names.append(name)
        if len(names) == 3:
            os.kill(victim, signal.SIGKILL)

    with cluster.dask_executor(scheduler) as workers:
        assert build(tmp_path / "ws", workers, step) == expected
    assert len(names) == len(CABLES)
    wait_for_workers(machines)
    with distributed.Client(scheduler, set_as_default=False) as client:
        assert victim not in client.run(os.getpid).values()


def test_what_a_job_raises_comes_back(scheduler: str) -> None:
    with cluster.dask_executor(scheduler) as workers, pytest.raises(ReftelError, match="number 2"):
        list(workers.map(_raise, None, range(4)))


def _raise(_: None, number: int) -> int:
    if number == 2:
        raise ReftelError(f"number {number}")
    return number


def test_where_no_scheduler_answers_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_TIMEOUT", "1s")
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{held.getsockname()[1]}"
        with pytest.raises(ReftelError, match="no Dask scheduler answers"):
            cluster.dask_executor(address).__enter__()


def test_what_is_no_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_TIMEOUT", "1s")
    with pytest.raises(ReftelError, match="no Dask scheduler answers"):
        cluster.dask_executor("nonsense://here").__enter__()


def test_a_worker_with_another_program_is_refused() -> None:
    ours = program_digest()
    cluster._check_versions({"tcp://one:1": ours, "tcp://two:2": ours})
    with pytest.raises(ReftelError, match="tcp://two:2 runs another version"):
        cluster._check_versions({"tcp://one:1": ours, "tcp://two:2": b"other"})


def test_a_cluster_without_workers_is_refused() -> None:
    with pytest.raises(ReftelError, match="no workers"):
        cluster._check_versions({})


@pytest.mark.parametrize(
    "told", [("--executor", "dask"), ("--scheduler", "tcp://127.0.0.1:8786")], ids=lambda t: t[0]
)
def test_executor_and_scheduler_belong_together(told: tuple[str, str], tmp_path: Path) -> None:
    made = workspace(tmp_path / "ws")
    done = run("reftel", "build", *told, cwd=made.root)
    assert done.returncode != 0
    assert "use --executor dask and --scheduler ADDRESS together" in done.stderr
    assert not (made.root / "site").exists()


def test_the_command_builds_the_same_pages(
    scheduler: str, expected: dict[str, bytes], tmp_path: Path
) -> None:
    made = workspace(tmp_path / "ws")
    done = run("reftel", "build", "--executor", "dask", "--scheduler", scheduler, cwd=made.root)
    assert done.returncode == 0, done.stderr
    assert pages(made) == expected
    assert (made.root / "site" / "index.html").is_file()
