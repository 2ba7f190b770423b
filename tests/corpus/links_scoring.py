"""Hold the links against annotated cables and print which were found, missed and made up.

Run as `python -m tests.corpus.links_scoring [FOLDER]`; the folder is that of
`tests.corpus.scoring`.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from generator.model import (
    CableLinks,
    Mention,
    MentionKind,
    Mrn,
    ResolvedTarget,
    StoredCable,
    UnheldCable,
)
from generator.resolve.cable_links import link_corpus
from tests.corpus.scoring import CORPUS, SAMPLE, Score, read, words


def corpus(folder: Path) -> tuple[StoredCable, ...]:
    """The cables of the corpus and the sample, in the order of names."""
    names = sorted({SAMPLE.stem, *(p.stem for p in (folder / "cables").glob("*.txt"))})
    return tuple(StoredCable(name=name, cable=read(folder, name)) for name in names)


def score(folder: Path, links: dict[Mrn, CableLinks]) -> dict[str, Score]:
    """Scores over all annotated cables: entries of the REF lines, words in the text."""
    scores = {name: Score() for name in ("header", "text")}
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = links[Mrn(gold["id"])]
        _score_header(scores["header"], gold, found)
        if "internal_refs" in gold:
            _score_text(scores["text"], gold, found)
    return scores


def _score_header(into: Score, gold: dict[str, Any], links: CableLinks) -> None:
    got = [o.target for o in links.references if isinstance(o, ResolvedTarget | UnheldCable)]
    for expected in gold["refs"]:
        into.annotated += 1
        if expected in got:
            into.found += 1
            got.remove(expected)
        else:
            into.missed.append(f"{gold['id']}: {expected}")
    into.false.extend(f"{gold['id']}: {target}" for target in got)


def _score_text(into: Score, gold: dict[str, Any], links: CableLinks) -> None:
    """Annotated words are found where each para or letter in them is; a repeated one once."""
    mentions = {name for m in links.mentions for name in _names(m)}
    annotated: set[str] = set()
    for entry in gold["internal_refs"]:
        text = entry["text"] if isinstance(entry, dict) else entry
        expected = {f"p-{n}" for n in re.findall(r"\d+", text)} or {" ".join(words(text))}
        if isinstance(entry, dict):
            expected = {f"p-{entry['target_paragraph']}"}
        annotated |= expected
        into.annotated += 1
        if expected <= mentions:
            into.found += 1
        else:
            into.missed.append(f"{gold['id']}: {text}")
    into.false.extend(f"{gold['id']}: {name}" for name in sorted(mentions - annotated))


def _names(mention: Mention) -> list[str]:
    if mention.kind is MentionKind.PARA:
        outcome = mention.outcome
        return [f"{outcome.anchor if isinstance(outcome, ResolvedTarget) else outcome}"]
    return [" ".join(words(mention.words))]


def main(arguments: list[str]) -> int:
    """Print the scores; the exit code is 2 where there is no corpus."""
    folder = Path(arguments[0]) if arguments else CORPUS
    if not (folder / "gold").is_dir():
        print(f"no annotated cables in {folder.name}/gold: nothing was measured")
        return 2
    links, citations = link_corpus(corpus(folder))
    for name, result in score(folder, links).items():
        print(
            f"{name:8} {result.found:4} of {result.annotated:4}  {result.recall:7.1%}"
            f"  false {len(result.false)}"
        )
        for line in result.missed:
            print(f"    missed {line}")
        for line in result.false:
            print(f"    false  {line}")
    kinds = Counter(
        (m.kind.value, type(m.outcome).__name__) for one in links.values() for m in one.mentions
    )
    for (kind, outcome), count in sorted(kinds.items()):
        print(f"{kind:8} {outcome:12} {count:4}")
    print(f"{len(citations)} citations")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
