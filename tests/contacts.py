"""Invented cables with telephone numbers and addresses, from a seed.

Run as a program it publishes as many as are asked for, and prints what fails:
`python -m tests.contacts 10000 1` (how many, seed).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from generator.editions.words import squeeze
from generator.model import CuratedGlossary, Decisions, Source
from generator.pipeline import build_edition
from tests.cables import cable_text
from tests.editions import PUBLIC

POSTS = ("MEXICO", "LIMA", "STATE", "PARIS", "CARACAS", "THEHAGUE")
TAGS = ("PREL MX", "PREL PE", "PREL", "PREL FR", "PGOV VE", "PHUM NL")
NAMES = ("jane.doe", "j_doe", "o'doe", "jane+1", "Jane.Q.Doe", "x", "josé", "j2-doe")
OWN_NAMES = ("mex", "rel", "prel", "lima", "uncl", "par", "r.jun")
"""Names that are parts of words in the header of a cable."""
HOSTS = ("example.org", "mail.example.gob.mx", "state.gov", "example-x.com", "example.co.uk")
SIGNS = ("{}@{}", "{}@ {}", "{} @ {}", "{}(at){}", "{} [AT] {}", "{}@\n{}", "{}＠{}", "<{}@{}>")
NUMBERS = (
    "({0:03d}) {1:03d}-{2:04d}", "+52 55 {2:04d} {3:04d}", "{1:03d}-{2:04d}", "{1:03d}{2:04d}",
    "(52) (55) {2:04d}-{3:04d}", "011-52-{0:03d}-{1:03d}-{2:04d}", "{2:04d}–{3:04d}",
    "{1:03d}-{2:04d}/{3:04d}", "{1:03d}-{2:04d}, ext. {0:03d}", "{1:03d} {2:04d}",
    "{1:03d}.{2:04d}",
)  # fmt: skip
WORDS = ("tel. ", "telephone number ", "Fax: ", "cell phone: ", "(o) tel: ", "Ph. ", "phone\n")
SENTENCES = (
    "Reach the desk at {} by noon.", "{} is the desk's.", "Contacts: {}",
    "The desk ({}) is closed.", "POC is J. Doe, {}; room 12.",
    "Rain fell in 2008.\n\n{}\n\nIt was cold.",
)  # fmt: skip


@dataclass(frozen=True)
class Contact:
    """A cable and what it must not show."""

    mrn: str
    text: str
    withheld: tuple[str, ...]


def contacts(count: int, seed: int, *, own: bool = False) -> Iterator[Contact]:
    """So many cables, each with two or three numbers and addresses.

    With `own` the first number or name is one that the cable's header has, or a part of it.
    """
    random = Random(seed)
    for _ in range(count):
        place = random.randrange(len(POSTS))
        serial = random.randint(1_000_000, 9_999_999) if own else random.randint(1, 9999)
        mrn = f"08{POSTS[place]}{serial}"
        passages = [_passage(random) for _ in range(random.randint(2, 3))]
        if own:
            address = f"{random.choice(OWN_NAMES)}@{random.choice(HOSTS)}"
            passages[0] = random.choice(((random.choice(WORDS), str(serial)), ("", address)))
        told = [random.choice(SENTENCES).format(before + passage) for before, passage in passages]
        header = f"TAGS: {TAGS[place]}"
        text = cable_text(mrn, *told).replace("TAGS: PREL", header)
        if random.random() < 0.2:
            text += "\n" + "".join(passages[0]) + "\n"
        yield Contact(mrn, text, tuple(passage.strip("<>") for _, passage in passages))


def _passage(random: Random) -> tuple[str, str]:
    """What announces a number or address, and the same itself."""
    if random.random() < 0.5:
        return "", random.choice(SIGNS).format(random.choice(NAMES), random.choice(HOSTS))
    parts = [random.randint(200, 999), random.randint(200, 999), random.randint(2100, 9999)]
    parts.append(random.randint(2100, 9999))
    return random.choice(WORDS), random.choice(NUMBERS).format(*parts)


def fault(contact: Contact) -> str:
    """What is wrong with the public edition of a cable; empty where nothing is."""
    try:
        source = Source(name=f"{contact.mrn}.txt", text=contact.text, diagnostics=())
        made = build_edition([source], CuratedGlossary(), Decisions(), PUBLIC)
    except Exception as error:  # whatever is raised is a fault to be counted
        return f"{type(error).__name__}: {error}"
    (item,) = made.corpus.cables
    paras = squeeze("".join(para.text for para in item.cable.paras))
    lines = squeeze("".join(line.text for line in item.cable.lines))
    left = [
        passage
        for passage in contact.withheld
        if squeeze(passage) in paras
        or (squeeze(passage) in lines and not contact.mrn.endswith(passage))
    ]
    return f"shown: {left}" if left else ""


def main(count: int, seed: int) -> None:
    """Publish so many cables of each kind, and print what is wrong, by kind."""
    for own in (False, True):
        faults = Counter(fault(contact)[:70] for contact in contacts(count, seed, own=own))
        print(f"{count} cables{', like the header' * own}: {dict(faults)}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
