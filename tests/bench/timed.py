"""One `reftel build`, with the time that its search index takes; run in a process of its own.

Prints JSON: `seconds` from the first import to the end, `index` those of the search.
"""

from __future__ import annotations

import time

BEGAN = time.perf_counter()

import json  # noqa: E402  # the clock starts before anything is imported
import sys  # noqa: E402

from generator import cli, plugin  # noqa: E402


def main(workspace: str) -> None:
    """Build the site of `workspace`."""
    spent = [0.0]
    search = plugin.build_search

    def clocked(*given: object) -> None:
        began = time.perf_counter()
        search(*given)  # type: ignore[arg-type]  # as the plugin gives them
        spent[0] += time.perf_counter() - began

    plugin.build_search = clocked  # type: ignore[assignment]  # the same with a clock
    sys.argv = ["reftel", "-C", workspace, "build"]
    try:
        cli.main()
    except SystemExit as end:
        if end.code:
            raise
    print(json.dumps({"seconds": time.perf_counter() - BEGAN, "index": spent[0]}))


if __name__ == "__main__":
    main(sys.argv[1])
