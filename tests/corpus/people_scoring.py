"""Hold the recognition of people against annotated telegrams and print how well it reads them.

Run as `python -m tests.corpus.people_scoring [FOLDER] [-v]`; the folder holds `entities/*.json`,
each with a `text` and the `persons` marked in it. Without one, the folder beside the checkout is
taken where it exists.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from generator import parse_cable
from generator.model import CablePerson, NameForm
from generator.people.recognition import find_people
from tests.corpus.annotated_names import ID, named_telegrams, print_false


@dataclass
class Mentions:
    """Mentions and persons found, false and missed."""

    annotated: int = 0
    found: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    persons: int = 0
    persons_found: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.found / max(1, self.found + len(self.false))

    @property
    def recall(self) -> float:
        """Share of the annotated mentions that were found."""
        return self.found / max(1, self.annotated)

    @property
    def person_recall(self) -> float:
        """Share of the annotated persons of whom a mention was found."""
        return self.persons_found / max(1, self.persons)


def words(text: str) -> list[str]:
    """The words of a name in capitals, without possessive endings."""
    plain = re.sub(r"['’]S?(?=\W|$)", "", text.upper())
    return re.findall(r"[^\W\d_]+", plain)


def people_of(telegram: dict[str, Any]) -> tuple[CablePerson, ...]:
    """The people in the telegram's text, which gets the header that it lacks."""
    match = ID.match(telegram["id"])
    assert match is not None
    header = (
        f"CONFIDENTIAL {match['post']} {match['number']}\n\nE.O. 11652: GDS\nTAGS: PFOR\n"
        "SUBJECT: EXAMPLE\n\n"
    )
    name = f"{match['year'][2:]}{match['post']}{int(match['number'])}"
    return find_people(parse_cable(header + telegram["text"], name=name))


def score(telegram: dict[str, Any], people: tuple[CablePerson, ...], into: Mentions) -> None:
    """Count the mentions against the annotated ones: of each name, as many as there are.

    Offices without a name (`the Ambassador`) are not annotated and do not count. A mention is
    right if all its words are in an annotated one that no other has met, or the reverse.
    """
    gold = [(words(item["text"]), item) for item in telegram["persons"]]
    left = list(gold)
    met: set[str] = set()
    mentions = (mention for person in people for mention in person.mentions)
    for mention in mentions:
        if mention.form is NameForm.OFFICE:
            continue
        mine = words(mention.words)
        hit = next((g for g in left if set(mine) <= set(g[0]) or set(g[0]) <= set(mine)), None)
        if hit is None:
            into.false.append(f"{telegram['id']}: {mention.words} ({mention.form}, {mention.role})")
            continue
        left.remove(hit)
        met.add(hit[1]["entity"])
        into.found += 1
    into.annotated += len(gold)
    into.missed.extend(f"{telegram['id']}: {item['text']}" for _, item in left)
    into.persons += len({item["entity"] for _, item in gold})
    into.persons_found += len(met)


def main(arguments: list[str]) -> int:
    """Print precision and recall; the exit code is 2 where there is no corpus."""
    annotated = named_telegrams(arguments)
    if not annotated:
        return 2
    total = Mentions()
    for telegram in annotated:
        score(telegram, people_of(telegram), total)
    print(
        f"people  precision {total.precision:.3f}  mentions {total.found} of {total.annotated}"
        f" ({total.recall:.3f})  persons {total.persons_found} of {total.persons}"
        f" ({total.person_recall:.3f})"
    )
    print_false(total.false)
    if "-v" in arguments:
        for line, count in Counter(total.missed).items():
            print(f"    missed {line} {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
