"""Build a workspace as the command does, and write down how long its search index took.

Run as `python -m tests.bench.timed_build WORKSPACE FILE`: seconds are written as JSON into FILE.
"""

from __future__ import annotations

import functools
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator import cli
from generator.mkdocs_build import finishing

SEARCH = ("search_volumes", "code_meanings", "build_search")
"""The steps that make the search index."""


def timed(function: Callable[..., Any], seconds: dict[str, float]) -> Callable[..., Any]:
    """The same function; what its calls take is added to `seconds` under its name."""

    @functools.wraps(function)
    def call(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            seconds[function.__name__] += time.perf_counter() - start

    return call


def main(workspace: str, told: str) -> None:
    seconds = dict.fromkeys(SEARCH, 0.0)
    for name in SEARCH:
        setattr(finishing, name, timed(getattr(finishing, name), seconds))
    try:
        cli.main(["--workspace", workspace, "build"], standalone_mode=False)
    finally:
        Path(told).write_text(json.dumps(seconds), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
