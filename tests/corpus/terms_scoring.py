"""Hold the glossary's extraction against annotated cables and print how well it reads them.

Run as `python -m tests.corpus.terms_scoring [FOLDER]`; the folder holds `cables/*.txt` and
`acronyms/*.json`. Without one, the folder beside the checkout is taken where it exists.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.glossary.extract import find_definitions
from tests.corpus.scoring import CORPUS, read, words


@dataclass
class Terms:
    """Definitions found, false and missed."""

    annotated: int = 0
    found: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.found / (self.found + len(self.false)) if self.found or self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of what was annotated that was found."""
        return self.found / self.annotated if self.annotated else 1.0


Pair = tuple[str, str]
"""Short form as typed, and expansion."""


def score(gold: dict[str, Any], found: list[Pair], into: Terms) -> None:
    """Count `found` against one cable's annotations.

    Each annotated passage is met by one pair with the same abbreviation and an accepted
    expansion. What the annotator left open ("borderline", "implicit") counts neither way.
    """
    left = list(found)
    for item in gold["definitions"]:
        into.annotated += 1
        accepted = {tuple(words(e)) for e in [item["expansion"], *item.get("also_accept", [])]}
        hit = next(
            (p for p in left if _same(p[0], item["short"]) and tuple(words(p[1])) in accepted), None
        )
        if hit is None:
            into.missed.append(f"{gold['id']}: {item['short']}: {item['quote']!r}")
        else:
            left.remove(hit)
            into.found += 1
    open_pairs = {i["short"] for name in ("borderline", "implicit") for i in gold[name]}
    into.false.extend(f"{gold['id']}: {s} = {e!r}" for s, e in left if s not in open_pairs)


def _same(found: str, short: str) -> bool:
    return found == short or found == short.removesuffix("s")


def extracted(folder: Path, name: str) -> list[Pair]:
    """What Reftel finds in the cable."""
    return [(d.written, d.expansion) for d in find_definitions(read(folder, name))]


def annotated(folder: Path) -> list[dict[str, Any]]:
    """The annotations, one for each cable."""
    paths = sorted((folder / "acronyms").glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def main(arguments: list[str]) -> int:
    """Print precision and recall; the exit code is 2 where there is no corpus."""
    folder = Path(arguments[0]) if arguments else CORPUS
    if not (folder / "acronyms").is_dir():
        print(f"no annotated acronyms in {folder.name}/acronyms: nothing was measured")
        return 2
    total = Terms()
    for gold in annotated(folder):
        score(gold, extracted(folder, gold["id"]), total)
    print(
        f"acronyms        {total.found:4} of {total.annotated:4}  recall {total.recall:.3f}"
        f"  precision {total.precision:.3f}"
    )
    for line in total.missed:
        print(f"    missed {line}")
    for line in total.false:
        print(f"    false  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
