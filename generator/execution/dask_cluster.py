"""An executor that runs jobs on a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module

from generator.errors import ReftelError
from generator.execution.executors import RemoteExecutor
from generator.execution.program_version import program_digest

CONNECT_TIMEOUT = "10s"
"""Timeout for connecting to the scheduler."""

RETRIES = 3
"""How often a failed chunk is submitted again, in addition to Dask's own retries."""


@contextmanager
def dask_executor(scheduler: str) -> Iterator[RemoteExecutor]:
    """An executor for the cluster with this scheduler address (`tcp://host:8786`).

    If a worker is lost, another one takes over its jobs. Raises `ReftelError` if Dask is not
    installed, the scheduler does not answer, it has no workers, or a worker runs another version
    of the program, which could produce different pages.
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
            f"no Dask scheduler answers at {scheduler!r}; expected an address such as "
            f"tcp://host:8786: {error}"
        ) from error
    with client:
        _check_versions(client.run(program_digest))
        yield RemoteExecutor(
            client.get_executor(retries=RETRIES),
            sum(client.nthreads().values()),
            partial(client.submit, bytes, pure=False),
        )


def _check_versions(digests: dict[str, bytes]) -> None:
    """Compare the program digests of all workers, by worker address, with ours."""
    if not digests:
        raise ReftelError("the Dask cluster has no workers; start one: dask worker ADDRESS.")
    ours = program_digest()
    different = sorted(worker for worker, theirs in digests.items() if theirs != ours)
    if different:
        raise ReftelError(
            f"the Dask worker {different[0]} runs another version of Reftel, of Python or of a "
            "library: install the same versions on all machines."
        )
