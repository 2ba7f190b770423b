"""Hold the recognition of places against annotated telegrams and print how well it reads them.

Run as `python -m tests.corpus.places_scoring [FOLDER] [-v]`; the folder holds `entities/*.json`,
each with a `text` and the `places` marked in it. Without one, the folder beside the checkout is
taken where it exists.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from generator.places.gazetteer import Gazetteer, make_gazetteer
from generator.places.place_mentions import places_in
from generator.places.post_places import host_country
from tests.corpus.annotated_names import ID, named_telegrams, print_false

CONTEXT = 30
"""Characters shown on each side of what is false."""


@dataclass
class PlaceScore:
    """Mentions of places found, false and missed."""

    annotated: int = 0
    found: int = 0
    right: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / max(1, self.right + len(self.false))

    @property
    def recall(self) -> float:
        """Share of the annotated mentions that were found."""
        return self.found / max(1, self.annotated)


def score(telegram: dict[str, Any], gazetteer: Gazetteer, into: PlaceScore) -> None:
    """Count the places found in a telegram: right where their words are part of a marked place."""
    text = telegram["text"]
    match = ID.match(telegram["id"])
    assert match is not None
    (found,) = places_in([text], gazetteer, host_country(match["post"], gazetteer))
    gold = [(item["start"], item["end"], item["text"]) for item in telegram["places"]]
    for start, end, key in found:
        if any(first < end and start < last for first, last, _ in gold):
            into.right += 1
            continue
        around = " ".join(text[max(0, start - CONTEXT) : end + CONTEXT].split())
        into.false.append(f"{telegram['id']}: {text[start:end]} ({key}): {around}")
    into.annotated += len(gold)
    for first, last, words in gold:
        if any(first < end and start < last for start, end, _ in found):
            into.found += 1
        else:
            into.missed.append(words)


def main(arguments: list[str]) -> int:
    """Print precision and recall; the exit code is 2 where there is no corpus."""
    annotated = named_telegrams(arguments)
    if not annotated:
        return 2
    total, gazetteer = PlaceScore(), make_gazetteer()
    for telegram in annotated:
        score(telegram, gazetteer, total)
    print(
        f"places  precision {total.precision:.3f}"
        f"  mentions {total.found} of {total.annotated} ({total.recall:.3f})"
    )
    print_false(total.false)
    if "-v" in arguments:
        for words, count in Counter(total.missed).most_common():
            print(f"    missed {words} {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
