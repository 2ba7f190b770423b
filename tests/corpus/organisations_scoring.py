"""Hold the names of organisations against annotated telegrams and print how well they are found.

Run as `python -m tests.corpus.organisations_scoring [FOLDER]`; the folder holds `entities/*.json`:
texts in capitals with the organisations marked. Without one, the folder beside the checkout is
taken where it exists. A name counts as right if it overlaps a marked one.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Any

from generator.glossary.forms import match_definitions, singular_abbreviation
from generator.glossary.word_kinds import category_of
from generator.organisations.body_word_kinds import name_text
from generator.organisations.capital_abbreviations import find_abbreviations
from generator.organisations.known_names import find_names
from tests.corpus.annotated_names import named_telegrams, print_false

Range = tuple[int, int]


@dataclass
class NamesFound:
    """Names that are right, that are not, and marked ones that were found."""

    right: int = 0
    marked: int = 0
    met: int = 0
    false: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the names that overlap a marked one."""
        return self.right / max(1, self.right + len(self.false))

    @property
    def recall(self) -> float:
        """Share of the marked names that a name overlaps."""
        return self.met / max(1, self.marked)


def names_in(text: str) -> list[Range]:
    """The names of bodies in a text, with abbreviations."""
    defined = frozenset(
        singular_abbreviation(match.written)
        for match in match_definitions(text)
        if category_of(text[match.expansion.start : match.expansion.end]) == "organisation"
    )
    written = [(span.start, span.end) for span in find_names(name_text(text))]
    return written + [match.span() for match in find_abbreviations(text, defined)]


def score(telegram: dict[str, Any], into: NamesFound) -> None:
    """Count the names in one telegram."""
    text = telegram["text"]
    marked = [(m["start"], m["end"]) for m in telegram["organisations"]]
    names = names_in(text)
    for name in names:
        if any(_overlap(name, other) for other in marked):
            into.right += 1
        else:
            words = " ".join(text[name[0] : name[1]].split())
            into.false.append(f"{telegram['id']}: {words}")
    into.marked += len(marked)
    into.met += sum(any(_overlap(one, name) for name in names) for one in marked)


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def main(arguments: list[str]) -> int:
    """Print precision and recall; the exit code is 2 where there is no corpus."""
    annotated = named_telegrams(arguments)
    if not annotated:
        return 2
    total = NamesFound()
    for telegram in annotated:
        score(telegram, total)
    print(f"organisations  precision {total.precision:.3f}  recall {total.recall:.3f}")
    print_false(total.false)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
