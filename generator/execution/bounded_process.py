"""Runs a function on hostile input in a process of its own, with limits on time and memory."""

from __future__ import annotations

import multiprocessing
import os
import resource
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

from generator.execution.executors import die_with_parent

A = TypeVar("A")
R = TypeVar("R")

MAX_BYTES = 4_000_000_000
"""Address space of the process, in bytes."""


class LimitExceededError(Exception):
    """The function did not end within its limits, or its process crashed. The text says which."""


def run_bounded(function: Callable[[A], R], argument: A, seconds: float) -> R:
    """The result of `function(argument)`, computed in a forked process.

    Raises `LimitExceededError` if it takes longer than `seconds`, or if the process ends without a
    result: it raises an exception, takes too much memory or crashes.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(os.getpid(), function, argument, sender))
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise LimitExceededError(f"reading it takes longer than {seconds:g} seconds")
        result: R = receiver.recv()
    except EOFError as error:
        raise LimitExceededError("reading it takes too much memory, or crashes") from error
    else:
        return result
    finally:
        process.kill()
        process.join()
        receiver.close()


def _run(parent: int, function: Callable[[A], R], argument: A, sender: Connection) -> None:
    die_with_parent(parent)
    with suppress(ValueError):  # a lower limit is in force
        resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(Exception):
        sender.send(function(argument))
