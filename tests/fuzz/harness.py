"""Feeds the parser, or the whole way to the pages, with what a fuzzer makes up.

`python -m tests.fuzz.harness parse -runs=1000000`: the first word names the target, the rest goes
to libFuzzer. The first exception ends the run and its input is written into the folder.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore] # has no types, and is there under `make fuzz` only

with atheris.instrument_imports(include=["generator"]):
    from tests.fuzz.targets import parse, site

TARGETS: dict[str, Callable[[bytes], None]] = {"parse": parse, "site": site}


def main() -> None:
    """Run the target that the first argument names."""
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
