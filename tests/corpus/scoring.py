"""Hold the parser against annotated cables and print how well it reads them.

Run as `python -m tests.corpus.scoring [FOLDER]`; the folder holds `cables/*.txt` and
`gold/*.json`. Without one, the folder beside the checkout is taken where it exists.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import parse_cable
from generator.model import Cable

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
SAMPLE = Path(__file__).resolve().parents[2] / "content" / "cables" / "08MEXICO721.txt"


@dataclass
class Score:
    """How many of the annotated things were found, and what was found beside them."""

    annotated: int = 0
    found: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the annotated things that were found."""
        return self.found / self.annotated if self.annotated else 1.0


def words(text: str) -> list[str]:
    """Letters and digits only, so that quotation marks and dashes do not decide."""
    return re.findall(r"\w+", text.lower())


def read(folder: Path, name: str) -> Cable:
    """The cable `name` of the corpus; the sample stands in the checkout."""
    path = folder / "cables" / f"{name}.txt"
    text = (path if path.exists() else SAMPLE).read_text(encoding="utf-8")
    return parse_cable(text, name=name)


def score(folder: Path) -> dict[str, Score]:
    """Scores over all annotated cables, by what was annotated."""
    names = (
        "id",
        "date",
        "post",
        "classification",
        "captions",
        "tags",
        "subject",
        "references",
        "paras",
        "headings",
        "signature",
    )
    scores = {name: Score() for name in names}
    for gold_path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        _score_cable(scores, gold, read(folder, gold["id"]))
    return scores


def _score_cable(scores: dict[str, Score], gold: dict[str, Any], cable: Cable) -> None:
    header = cable.header
    one = (
        ("id", gold["id"], cable.id),
        ("date", gold["date"], header.date.isoformat() if header.date else None),
        ("post", gold["post"], header.post),
        ("classification", gold["classification"], header.classification),
        ("subject", gold["subject"], header.subject),
        ("signature", gold["signature"], cable.signature),
    )
    for name, expected, got in one:
        _single(scores[name], gold["id"], expected, got)
    _single(scores["captions"], gold["id"], gold["handling"], list(header.captions))
    _single(scores["tags"], gold["id"], gold["tags"], list(header.tags))
    targets = [r.target for r in header.references if r.target is not None]
    _many(scores["references"], gold["id"], gold["refs"], targets)
    _many(
        scores["headings"],
        gold["id"],
        [" ".join(words(h)) for h in gold["headings"]],
        [" ".join(words(h.text)) for h in cable.headings],
    )
    _many(
        scores["paras"],
        gold["id"],
        [(p["number"], p["marking"], tuple(words(p["first_words"]))) for p in gold["paragraphs"]],
        [
            (p.number, p.marking, tuple(words(p.text)[: len(words(g))]))
            for p, g in zip_gold(cable, gold)
        ],
    )


def zip_gold(cable: Cable, gold: dict[str, Any]) -> list[tuple[Any, str]]:
    """The numbered paras, each with the first words annotated for its place in the order."""
    numbered = [p for p in cable.paras if p.number is not None]
    first = [p["first_words"] for p in gold["paragraphs"]]
    return [(p, first[i] if i < len(first) else "") for i, p in enumerate(numbered)]


def _single(into: Score, name: str, expected: object, got: object) -> None:
    into.annotated += 1
    if expected == got:
        into.found += 1
    else:
        into.missed.append(f"{name}: expected {expected!r}, got {got!r}")


def _many(into: Score, name: str, expected: list[Any], got: list[Any]) -> None:
    left = list(got)
    for item in expected:
        into.annotated += 1
        if item in left:
            left.remove(item)
            into.found += 1
        else:
            into.missed.append(f"{name}: {item!r}")
    into.false.extend(f"{name}: {item!r}" for item in left)


def main(arguments: list[str]) -> int:
    """Print the scores; the exit code is 2 where there is no corpus."""
    folder = Path(arguments[0]) if arguments else CORPUS
    if not (folder / "gold").is_dir():
        print(f"no annotated cables in {folder.name}/gold: nothing was measured")
        return 2
    for name, result in score(folder).items():
        print(
            f"{name:15} {result.found:4} of {result.annotated:4}  {result.recall:7.1%}"
            f"  false {len(result.false)}"
        )
        for line in result.missed:
            print(f"    missed {line}")
        for line in result.false:
            print(f"    false  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
