"""Withheld names at random places of real cables, in every spelling and broken in every way.

`python -m tests.corpus.placements [COUNT] [SEED]` puts names into the sample and the corpus cables,
one at a time, withholds them, and prints in how many a word of the name is left.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.editions.readings import first_class_line
from generator.editions.redaction import Redactor, SourceCable
from generator.editions.secrets import collect_withheld
from generator.errors import ReftelError
from generator.model import Cable, Edition, Reason, Rule
from generator.model.source_text import SourceText
from generator.parse.stages import parse_cable
from tests.corpus.scoring import CORPUS

SAMPLE = Path(__file__).parents[2] / "content" / "cables" / "08MEXICO721.txt"

NAMES = (
    "Jozé Ánxelo Quillfeather",
    "Müriel Osmotherley",
    "Zdravko O'Quillhaven",
    "Ñandú Pérezquill",
    "Björk Ösmother",
    "Xavier de la Quintozar",
)
"""Names whose words stand in no cable and nowhere in the program."""

Spell = Callable[[str], str]


def _mojibake(name: str) -> str:
    return name.encode("utf-8").decode("cp1252", "replace")


def _entities(name: str) -> str:
    return "".join(c if c.isascii() else f"&#{ord(c)};" for c in name)


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name)
    return "".join(c for c in folded if not unicodedata.combining(c))


def _one(name: str, stand_in: str) -> str:
    at = next((i for i, c in enumerate(name) if not c.isascii()), None)
    return name if at is None else name[:at] + stand_in + name[at + 1 :]


SPELLINGS: dict[str, Spell] = {
    "as it is": str,
    "capitals": str.upper,
    "small letters": str.lower,
    "without accents": _plain,
    "one accent as ?": lambda name: _one(name, "?"),
    "one letter lost": lambda name: _one(name, ""),
    "all accents as ?": lambda name: "".join(c if c.isascii() else "?" for c in name),
    "a broken byte": lambda name: _one(name, "\ufffd"),
    "UTF-8 read as Windows-1252": _mojibake,
    "entities": _entities,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "two letters for one": lambda name: (
        name.replace("ü", "ue").replace("ö", "oe").replace("Ö", "OE")
    ),
    "another apostrophe": lambda name: name.replace("'", "’"),
    "a comma for an apostrophe": lambda name: name.replace("'", ","),
    "no blanks": lambda name: name.replace(" ", ""),
    "surname first": lambda name: f"{name.rpartition(' ')[2]}, {name.rpartition(' ')[0]}",
    "a plural": lambda name: f"{name}s",
    "a possessive": lambda name: f"{name}'s",
    "a tag between": lambda name: name.replace(" ", "<br/>"),
    "tags around words": lambda name: f"<b>{name.replace(' ', '</b> <i>')}</i>",
    "links": lambda name: f"[{name.replace(' ', '](#) [')}](#)",
    "soft hyphens": lambda name: name.replace("i", "i\u00ad"),
    "glued to a word": lambda name: f"met{name}",
}
"""What may become of a name."""

BREAKS = (
    "none",
    "line end",
    "blank line",
    "hyphen",
    "backslash",
    "page line",
    "page line and blanks",
    "half a page",
    "old page line",
    "SIPDIS",
    "section banner",
    "banner with header",
    "classification",
    "rule",
    "many blanks",
    "tab",
)
"""What may stand between two words of it, or within one."""


def separator(kind: str, cable: Cable, source: SourceText) -> str:
    """The text of a break, as transmissions of this cable write it."""
    line = first_class_line(source.lines)
    post, number = (line.post, line.number) if line is not None else ("LIMA", 12)
    page = f"{post[:10]} {number:08d}  002 OF 003"
    banner = f"UNCLAS SECTION 02 OF 03 {post} {number:06d}"
    subject = next((s for s in source.lines if s.startswith("SUBJECT")), "SIPDIS")
    return {
        "none": " ",
        "line end": "\n",
        "blank line": "\n\n",
        "hyphen": "-\n",
        "backslash": " \\\n",
        "page line": f"\n{page}\n",
        "page line and blanks": f"\n\n\n{page}\n\n\n",
        "half a page": f"\n{post[:10]} {number:08d}  001.2 OF 003\n",
        "old page line": "\nPAGE 02        STATE  187250\n",
        "SIPDIS": "\n\nSIPDIS\n\n",
        "section banner": f"\n\n{banner}\n\nSIPDIS\n\n",
        "banner with header": f"\n{banner}\n\nSIPDIS\n\n{subject}\n\n",
        "classification": "\n\nUNCLASSIFIED\n\n",
        "rule": "\n--------------------\n",
        "many blanks": "      ",
        "tab": "\t",
    }[kind]


@dataclass(frozen=True, slots=True)
class Placement:
    """A name in a text."""

    file: str
    name: str
    spelling: str
    broken: str
    text: str


def texts() -> Iterator[tuple[str, str]]:
    """The sample and the corpus cables, each also with an earlier copy in front."""
    for path in (SAMPLE, *sorted((CORPUS / "cables").glob("*"))):
        text = path.read_text(encoding="utf-8", errors="replace")
        yield path.stem, text
        at = next((text.find(w) for w in ("\nUNCLAS", "\nC O N F", "\nCONF") if w in text), -1)
        if at > 0:
            yield f"{path.stem} twice", f"{text}\n{text[at:]}"


@cache
def _parsed(text: str, name: str) -> Cable:
    return parse_cable(text, name=name)


def placements(count: int, seed: int) -> Iterator[Placement]:
    """Random placements: any word boundary of any text."""
    chance = random.Random(seed)
    given = list(texts())
    for _ in range(count):
        file, text = chance.choice(given)
        name = chance.choice(NAMES)
        spelling, broken = chance.choice(list(SPELLINGS)), chance.choice(BREAKS)
        source = SourceText(text)
        cable = _parsed(text, file.split()[0])
        written = SPELLINGS[spelling](name)
        between = separator(broken, cable, source)
        at_blank = [i for i, c in enumerate(written) if c == " "]
        if at_blank:
            at = chance.choice(at_blank)
            written = written[:at] + between + written[at + 1 :]
        place = chance.choice([i for i, c in enumerate(text) if c in " \n"])
        yield Placement(file, name, spelling, broken, f"{text[:place]} {written} {text[place:]}")


def left(placement: Placement) -> list[str] | None:
    """The words of the name that are left in the cable of an edition that withholds it.

    None where the edition is refused: the name is read as a part of the cable's number.
    """
    rule = Rule(id="n", reason=Reason.SECURITY, note="x", kind="name", names=(placement.name,))
    found = collect_withheld(Edition(name="public"), (rule,), {}, ())
    cable = parse_cable(placement.text, name=placement.file.split()[0])
    received = SourceCable(name="x.txt", text=placement.text, cable=cable, search_results={})
    parts = [_plain(part).casefold() for part in placement.name.replace("'", " ").split()]
    parts = [part for part in parts if len(part) > 3]
    try:
        name = f"{placement.file.split()[0]}.txt"
        redaction = Redactor(found).redaction(received, name, lambda phrases: str)
    except ReftelError:
        if any(part in (cable.id or "").casefold() for part in parts):
            return None
        raise
    shown = _plain(repr(redaction.cable if redaction is not None else cable)).casefold()
    return [part for part in parts if part in shown]


def main(count: int, seed: int) -> int:
    """Print what is left; how many placements leave something."""
    by_kind: Counter[tuple[str, str]] = Counter()
    refused = 0
    for placement in placements(count, seed):
        words = left(placement)
        refused += words is None
        if words:
            by_kind[placement.spelling, placement.broken] += 1
    for (spelling, broken), number in by_kind.most_common():
        print(f"{number:5d}  {spelling} / {broken}")
    print(f"{count} placements, {refused} refused, {by_kind.total()} leave a word")
    return by_kind.total()


if __name__ == "__main__":
    sys.exit(bool(main(*[int(word) for word in sys.argv[1:]] or (5000, 1))))
