"""The rows of the log of imports: one JSON object a line.

A row of a part:

    {"source": "box/dump.csv", "sha256": "3fa4...c0", "member": "", "place": "row 12",
     "line": 340, "start": 9120, "end": 12411, "outcome": "telegram",
     "file": "cables/08LIMA12.csv", "number": "08LIMA12", "rendering": "CSV row", "reason": "",
     "notes": []}

The last row of a source says that all its parts are in the log:

    {"complete": "box/dump.csv", "original": "3f/3fa4...c0.txt", "telegrams": 2000, "left out": 1,
     "refused": 0, "digest": "9f..."}
"""

from __future__ import annotations

import json
from collections import Counter

from generator.importing.imported_parts import ImportedPart, Outcome

COMPLETE = b'{"complete": '
"""The beginning of the last row of a source."""


def part_row(source: str, sha256: str, part: ImportedPart, file: str) -> bytes:
    """The row of a part of a file with this hash. `file` is the file of its telegram."""
    telegram = part.telegram
    return _line(
        {
            "source": source,
            "sha256": sha256,
            "member": part.member,
            "place": part.place,
            "line": part.line,
            "start": part.start,
            "end": part.end,
            "outcome": part.outcome.value,
            "file": file,
            "number": telegram.number if telegram is not None else None,
            "rendering": telegram.rendering if telegram is not None else "",
            "reason": part.reason,
            "notes": list(part.notes),
        }
    )


def complete_row(source: str, original: str, outcomes: Counter[Outcome], digest: str) -> bytes:
    """The last row of a source; `original` is empty if it was not kept.

    `digest` is that of the rows before.
    """
    counts = {
        "telegrams": outcomes[Outcome.TELEGRAM],
        "left out": outcomes[Outcome.LEFT_OUT],
        "refused": outcomes[Outcome.REFUSED],
    }
    return _line({"complete": source, "original": original, **counts, "digest": digest})


def _line(row: dict[str, object]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
