"""Fixture files: a title, a source and what it should become, all in text.

    @@ A mark that became a digit
    ¶4. (SBU) Four.

    15. (SBU) Five.
    @@ out paras
    ¶4 (SBU)
      Four.
    ...

To add a case, write its title, its source and an `@@ out` line with the aspects it is about
(see `tests/outline.py`), run `python -m tests.cases FILE` to fill in what the parser makes
of it, and read whether that is right. After a change of the parser, `--refill` in front of FILE
fills in all cases again: read the difference.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from generator import parse_cable
from tests.outline import outline

FIXTURES = Path(__file__).parent / "fixtures"


@dataclass(frozen=True)
class Case:
    """One fixture."""

    title: str
    source: str
    aspects: list[str]
    expected: str


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, in order."""
    cases = []
    pieces = ("\n" + path.read_text(encoding="utf-8")).split("\n@@ ")[1:]
    for source, out in zip(pieces[::2], pieces[1::2], strict=True):
        title, _, text = source.partition("\n")
        head, _, expected = out.partition("\n")
        assert head.startswith("out"), f"{path.name}: '@@ {head}' where '@@ out' was expected"
        cases.append(Case(title, text, head.split()[1:], expected.strip("\n")))
    return cases


def actual(case: Case) -> str:
    """What the parser makes of a case's source."""
    return outline(parse_cable(case.source), case.aspects)


def main(arguments: list[str]) -> None:
    """Fill in the outcome of cases that have none; with `--refill`, of all cases."""
    refill = "--refill" in arguments
    for name in arguments:
        if name == "--refill":
            continue
        path = Path(name)
        written = []
        for case in read_cases(path):
            expected = actual(case) if refill else case.expected or actual(case)
            written.append(
                f"@@ {case.title}\n{case.source}\n@@ out {' '.join(case.aspects)}\n{expected}\n"
            )
        path.write_text("\n".join(written), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
