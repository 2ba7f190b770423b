"""Pairs of cables that differ only in withheld names, which must give the same edition.

`python -m tests.corpus.pairs [COUNT] [SEED]` makes pairs of the sample, the corpus cables and short
texts with columns, headings, lists, signatures, REF and TAGS lines, and compares every page, data
file and search document byte for byte.
"""

from __future__ import annotations

import difflib
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from generator import facts
from generator.editions.words import phrase
from tests.cables import cable_text
from tests.common_names import NAMES
from tests.corpus.placements import texts
from tests.editions import PUBLIC, everything, published, rules

WORDS = [name for name in NAMES if name.upper() not in facts.posts()]
"""Common names; of a post the number of a cable would stay (`LIMA 12`)."""

NUMBER = re.compile(r"(?:UNCLAS|CONFIDENTIAL|C O N F|SECRET|S E C R)[^\n]*\d{3,6}")
"""A classification line, from its first word."""

PARTICLES = ("de la", "de", "van", "al")

FORMS = (
    "{title}",
    "{capitals}",
    "{title}'s",
    "({title})",
    '"{title}"',
    "{title}, {title}",
    "{capitals}:",
    "{title}\n",
    "\n\n{title} left.\n\n",
    "\n\n{capitals}\n\n",
    "\n\nMEETING WITH {capitals}\n---------------------\n\n",
    "\n-- {title}, director;\n-- {title};\n",
    "\n\n{column}  Director   12\nOther Person                      Desk  9\n\n",
    "\nOther Person  9     {title}\nThird Person  10    {title}\n",
    "\nREF: A. 08 LIMA 3 ({capitals})\n",
    "\nTAGS: PREL, ({capitals}, ADA)\n",
    "\nTAGS: {capitals}\n",
    "<b>{title}</b>",
)
"""How a name may stand at a place of a text."""

BODIES = (
    "We met {title} in Lima. {title} said that the talks go on.",
    "Names:\n\n{column}  Lima   12\nOther Person  Quito  13\nThird Person  Bogota 14",
    "MEETING WITH {capitals}\n\nThe post met {title}, of June / \n\nand others.",
    "Tel. 202-647-4000 ({title}); see {title}'s note.\n\n-- {title}\n-- others",
    "See {title} and 08 MEXICO 721 ({title}).\n\n{capitals}",
    "We met {title}.\n\nSIPDIS\n\n{capitals}",
    "The Example Office of {title} (EOT) closed. EOT's head, {capitals}, left in May 2007.",
    "Question: Who is {title}?\n\nAnswer: {title} is the owner of the house.",
)

HEADERS = ("", "REF: A. 08 LIMA 3 ({capitals})", "REF: {capitals} 12")

STRUCK = "\n".join(
    cable_text("08LIMA12", f"At noon we met {words} in the city of Lima.", "Talks go on. " * 40)
    for words in ("{title} and Bo Example", "XXXXXXXXXXXX")
)
"""A cable of which the later copy strikes out what the earlier one shows."""

SHORTENED = "\n".join(
    cable_text("08LIMA12", text)
    for text in ("We met {title}. " + "Talks go on. " * 42, "Talks go on. " * 34)
)
"""A cable of which the later copy is complete or not, as the name in the earlier one is short."""

TEMPLATES = (
    *(cable_text("08LIMA12", body, header=HEADERS[1]) for body in BODIES),
    STRUCK,
    SHORTENED,
)
"""Short cables, each with one of the bodies."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of a cable that differ in a name alone."""

    file: str
    names: tuple[str, str]
    texts: tuple[str, str]


def pairs(count: int, seed: int) -> Iterator[Pair]:
    """So many pairs; a third of them short texts."""
    chance = random.Random(seed)
    given = list(texts())
    for _ in range(count):
        if chance.random() < 0.33:
            body = chance.sample(BODIES, 3)
            header = chance.choice(HEADERS)
            file, text = "08LIMA12", cable_text("08LIMA12", *body, header=header)
        else:
            file, text = chance.choice(given)
            text = _planted(text.replace("{", "(").replace("}", ")"), chance)
        names = (_name(chance, text), _name(chance, text))
        yield Pair(file, names, (filled(text, names[0]), filled(text, names[1])))


def _planted(text: str, chance: random.Random) -> str:
    """A text with a few places for a name; none within the number of the cable itself."""
    numbers = [found.span() for found in NUMBER.finditer(text)]
    blanks = [
        at
        for at, character in enumerate(text)
        if character in " \n" and not any(start <= at < end for start, end in numbers)
    ]
    places = sorted(chance.sample(blanks, min(6, len(blanks))), reverse=True)
    for place in places:
        text = f"{text[:place]} {chance.choice(FORMS)} {text[place:]}"
    return text


def _name(chance: random.Random, text: str) -> str:
    """A name of one to five words, of which the text holds none."""
    held = set(phrase(text))
    while True:
        words = chance.sample(WORDS, chance.randint(1, 5))
        if not held.isdisjoint(phrase(" ".join(words))):
            continue
        if len(words) in (2, 3) and chance.random() < 0.3:
            words.insert(1, chance.choice(PARTICLES))
        return " ".join(words)


def filled(text: str, name: str) -> str:
    """A text with a name in its places: as it is, in capitals, and as wide as a column."""
    values = {"title": name, "capitals": name.upper(), "column": name.ljust(34)}
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    return text


def differences(pair: Pair) -> list[str]:
    """A line for each file of the edition that differs, with the first difference."""
    editions = []
    for name, text in zip(pair.names, pair.texts, strict=True):
        decisions = rules(
            "rules:\n  - id: names\n    reason: protected source\n    note: The source asked.\n"
            f"    names: ['{name}']\n"
        )
        cable = {f"c{pair.file.split()[0]}": text}
        editions.append(everything(published(decisions, PUBLIC, None, **cable)))
    one, other = editions
    return [
        f"{path}: {_first_difference(one.get(path, ''), other.get(path, ''))}"
        for path in sorted(one.keys() | other.keys())
        if one.get(path) != other.get(path)
    ]


def _first_difference(one: str, other: str) -> str:
    lines = difflib.unified_diff(one.splitlines(), other.splitlines(), n=0, lineterm="")
    told = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return " | ".join(line[:160] for line in told[:2])


def main(count: int, seed: int) -> int:
    """Print which pairs differ, and how many."""
    differing = 0
    for pair in pairs(count, seed):
        found = differences(pair)
        if found:
            differing += 1
            print(pair.file, pair.names, len(found), found[0], sep="\n  ")
    print(f"{count} pairs, {differing} differ")
    return differing


if __name__ == "__main__":
    sys.exit(bool(main(*[int(word) for word in sys.argv[1:]] or (200, 1))))
