"""Workers of a Dask cluster, on this machine or on many."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module

from generator.errors import ReftelError
from generator.execution.executors import RemoteExecutor
from generator.execution.program_version import program_digest

CONNECT_TIMEOUT = "10s"
"""How long the scheduler may take to answer."""

RETRIES = 3
"""How often a piece of work is given out again, beside what the cluster does by itself."""


@contextmanager
def dask_executor(scheduler: str) -> Iterator[RemoteExecutor]:
    """The workers of the cluster whose scheduler is at `scheduler` (`tcp://host:8786`).

    Work of a worker that is lost is done by another. Raises `ReftelError` where Dask is not
    installed, no scheduler answers, it has no workers, or one of them runs another program: pages
    would come out different.
    """
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise ReftelError(
            "Dask is not installed: install Reftel with the extra 'dask' (reftel[dask])."
        ) from error
    try:
        client = distributed.Client(scheduler, timeout=CONNECT_TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ReftelError(
            f"no Dask scheduler answers at {scheduler!r}; expected an address like "
            f"tcp://host:8786: {error}"
        ) from error
    with client:
        _check_program(client.run(program_digest))
        yield RemoteExecutor(
            client.get_executor(retries=RETRIES),
            sum(client.nthreads().values()),
            partial(client.submit, bytes, pure=False),
        )


def _check_program(found: dict[str, bytes]) -> None:
    if not found:
        raise ReftelError("the Dask cluster has no workers; start one: dask worker ADDRESS.")
    ours = program_digest()
    others = sorted(worker for worker, theirs in found.items() if theirs != ours)
    if others:
        raise ReftelError(
            f"the Dask worker {others[0]} runs another version of Reftel, of Python or of a "
            "library: install the same on all machines."
        )
