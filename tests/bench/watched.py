"""A command that is run and timed, and the memory of all its processes."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAUSE = 0.5
"""Seconds between two looks at the memory."""


NOT_PASSED_ON = ("REFTEL_", "PYTHON")
"""Beginnings of variables that change how programs run: what Python compiles is kept, as usual."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took."""

    seconds: float
    memory: int | None
    """The most bytes that its processes held together; absent where the system does not tell."""


def watched(*command: str, cwd: Path) -> Run:
    """Run a command to its end. Raises `RuntimeError` with its last words where it fails."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(NOT_PASSED_ON)}
    seen: list[int] = []
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
    )
    over = threading.Event()
    looker = threading.Thread(target=_look, args=(process.pid, over, seen))
    looker.start()
    try:
        output, _ = process.communicate()
        seconds = time.perf_counter() - start
    except BaseException:
        # In a session of its own, what is interrupted here would go on there.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    finally:
        over.set()
        looker.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {output[-2000:]}")
    return Run(seconds, max(seen, default=0) or None)


def _look(session: int, over: threading.Event, seen: list[int]) -> None:
    while not over.wait(PAUSE):
        seen.append(sum(map(_memory, _members(session))))


def _members(session: int) -> Iterator[Path]:
    """Processes of a session: children stay in it, also those whose parent has ended."""
    for folder in PROC.glob("[0-9]*"):
        try:
            state = (folder / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        # The name stands in brackets and may hold anything; then state, parent, group, session.
        if int(state.rpartition(")")[2].split()[3]) == session:
            yield folder


def _memory(process: Path) -> int:
    """Bytes of a process; what it shares with others is counted in equal parts (PSS)."""
    try:
        lines = (process / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
