"""Figures about cables without annotation: what is lost, invented or without a reason.

Run as `python -m tests.corpus.unseen [FOLDER]`; the folder holds `pre/*.txt` and `pages/*.html`.
Without one, the folder beside the checkout is taken where it exists. Each figure is a function
from a cable to a list of faults; `LIMITS` says how many faults all cables together may have.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from generator import facts, parse_cable
from generator.model import Cable, Fate, split_mrn
from generator.model.source_text import SourceText
from generator.parse.class_line import read_class_line
from generator.parse.header_patterns import DTG
from generator.parse.pattern import any_matches
from generator.parse.rendering import read_rendering
from generator.parse.transmission import IGNORED_LINES
from tests.corpus.scoring import CORPUS

FURNITURE = frozenset(Fate) - {
    *(Fate.HEADER, Fate.CAPTION, Fate.PASSING, Fate.TEXT, Fate.HEADING),
    *(Fate.SIGNATURE, Fate.TRAILER),
}
"""Fates of lines that are shown as received only; the words of other lines are in fields.

The same caption on several lines is listed once.
"""

NAMES_OF_FIELDS = re.compile(
    r"\bE\.?\s?[O0]\.?(?=\W|\d)|\b(?:TAGS?|SUBJECT|SUBJ|REF(?:TEL)?S?|FM|TO|INFO|DE|CLASSIFIED BY"
    r"|DECL|DECLASSIFY ON|ZN[RY] [A-Z]{5} ZZH|NOTE|ACTION|[ZOPR]{1,2})\b",
    re.IGNORECASE,
)
"""Words of the header that name a field, so that no field holds them."""


@dataclass(frozen=True)
class Unseen:
    """A cable of the corpus and its source."""

    name: str
    text: str
    cable: Cable

    def lines(self, first: int, last: int) -> str:
        """The source lines `first` to `last`, as received."""
        return "\n".join(line.text for line in self.cable.lines[first - 1 : last])


def without_year(item: Unseen) -> Iterator[str]:
    """A cable of which not even the year is known."""
    if item.cable.header.year is None:
        yield "no year"


def without_reason(item: Unseen) -> Iterator[str]:
    """A REF entry that neither names a cable nor has a diagnostic on its lines."""
    reasons = {d.line for d in item.cable.diagnostics if d.code.startswith("reference-")}
    for entry in item.cable.header.references:
        lines = range(entry.span.line, entry.span.end_line + 1)
        if entry.target is None and reasons.isdisjoint(lines):
            yield f"{entry.span.line}: {entry.kind} {entry.raw!r}"


def invented_numbers(item: Unseen) -> Iterator[str]:
    """A cited number, or a year that is not marked as inferred, that its lines do not hold."""
    for entry in item.cable.header.references:
        parts = split_mrn(entry.target) if entry.target is not None else None
        if parts is None:
            continue
        source = item.lines(entry.span.line, entry.span.end_line)
        numbers = {int(digits) for digits in re.findall(r"[0-9]+", source)}
        years = {number % 100 for number in numbers} | (
            {parts[0]} if entry.year_inferred else set()
        )
        glued = f"{parts[0]:02}{parts[1]}{parts[2]}" in source.replace(" ", "").upper()
        if not glued and (parts[2] not in numbers or parts[0] not in years):
            yield f"{entry.span.line}: {entry.target} from {entry.raw!r}"


def unknown_posts(item: Unseen) -> Iterator[str]:
    """A post, of the cable or of a cable that it cites, that is not in the table."""
    header = item.cable.header
    numbers = [item.cable.id, *(entry.target for entry in header.references)]
    for number in numbers:
        parts = split_mrn(number) if number is not None else None
        if parts is not None and parts[1] not in facts.posts():
            yield f"{parts[1]} in {number}"


def invented_tags(item: Unseen) -> Iterator[str]:
    """A TAGS code that is no word of the header's lines."""
    header = [line.text.upper() for line in item.cable.lines if Fate.HEADER in line.fates]
    tokens = set(re.findall(r"[A-Z]+", "\n".join(header)))
    yield from (code for code in item.cable.header.tags if code not in tokens)


def text_in_header(item: Unseen) -> Iterator[str]:
    """A header field that is longer than such fields are, and a cable without paras."""
    header = item.cable.header
    values = {
        "subject": (header.subject or "", 300),
        "E.O.": (header.executive_order or "", 120),
        **{f"passing {n}": (line, 120) for n, line in enumerate(header.passing, 1)},
        **{f"REF {n}": (entry.raw, 90) for n, entry in enumerate(header.references, 1)},
    }
    for name, (value, longest) in values.items():
        if len(value) > longest:
            yield f"{name}: {value[:150]!r}"
    is_stub = any(d.code == "text-truncated" for d in item.cable.diagnostics)
    if not item.cable.paras and not is_stub:
        yield "no paras"


def unparsed_lines(item: Unseen) -> Iterator[str]:
    """Text that fits no part of a cable."""
    yield from (f"{text.span.line}: {text.text[:90]!r}" for text in item.cable.unparsed)


def words(text: str) -> list[str]:
    """The words and numbers of a text in capitals; numbers without leading zeros."""
    found = re.findall(r"[^\W_]+", text.upper())
    return [word.lstrip("0") or "0" for word in found]


def lost_words(item: Unseen) -> Iterator[str]:
    """Words of the message that stand in no field, para, signature, trailer or furniture."""
    places = Counter(words("\n".join(_places(item.cable))))
    for repair in item.cable.repairs:
        places += Counter(words(repair.before)) - Counter(words(repair.after))
    for line in read_rendering(SourceText(item.text))[0].lines:
        fates = set(item.cable.lines[line.number - 1].fates)
        is_code = read_class_line(line.text) or any_matches((DTG, *IGNORED_LINES), line.text)
        if is_code or fates <= {*FURNITURE, Fate.CAPTION}:
            continue
        text = NAMES_OF_FIELDS.sub(" ", line.text) if Fate.HEADER in fates else line.text
        needed = Counter(words(text))
        lost = [word for word, count in needed.items() if places[word] < count]
        places.subtract(needed)
        if lost:
            yield f"{line.number}: {' '.join(lost)!r} of {line.text.strip()[:90]!r}"


def _places(cable: Cable) -> Iterator[str]:
    """All texts of a cable but its furniture."""
    yield from _strings(cable.header)
    for para in cable.paras:
        yield from map(str, filter(None, (para.number, para.letter, para.marking, para.label)))
        yield para.text
    yield from (heading.text for heading in cable.headings)
    yield from filter(None, (cable.signature, cable.trailer))
    yield from (text.text for text in cable.unparsed)


def _strings(value: object) -> Iterator[str]:
    """All strings and numbers within a value of the model."""
    if isinstance(value, str | int):
        yield str(value)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _strings(inner)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in ("span", "target"):
                yield from _strings(getattr(value, one.name))


FIGURES: dict[str, Callable[[Unseen], Iterable[str]]] = {
    "cables without a year": without_year,
    "REF entries without target or reason": without_reason,
    "numbers that their source line does not hold": invented_numbers,
    "posts that are not in the table": unknown_posts,
    "TAGS codes that are no word of the source": invented_tags,
    "words of the source without a place": lost_words,
    "header fields that may hold text": text_in_header,
    "unparsed lines": unparsed_lines,
}
"""What is counted, by its name."""

LIMITS = {
    "cables without a year": 0,
    "REF entries without target or reason": 2,
    "numbers that their source line does not hold": 0,
    "posts that are not in the table": 0,
    "TAGS codes that are no word of the source": 0,
    "words of the source without a place": 0,
    "header fields that may hold text": 3,
    "unparsed lines": 0,
}
"""How many there may be at most."""


def cables(folder: Path) -> list[Unseen]:
    """The cables of the corpus, parsed, in the order of their names."""
    paths = sorted([*folder.glob("pre/*.txt"), *folder.glob("pages/*.html")])
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in paths]
    return [Unseen(name, text, parse_cable(text, name=name)) for name, text in texts]


def faults(items: list[Unseen]) -> dict[str, list[str]]:
    """The faults of each figure, each with the name of its cable."""
    return {
        name: [f"{item.name}: {fault}" for item in items for fault in figure(item)]
        for name, figure in FIGURES.items()
    }


def main(arguments: list[str]) -> int:
    """Print figures and faults; the exit code is 1 above a limit and 2 where there is no corpus."""
    folder = Path(arguments[0]) if arguments else CORPUS
    items = cables(folder)
    if not items:
        print(f"no texts in {folder.name}/pre or {folder.name}/pages: nothing was measured")
        return 2
    references = sum(len(item.cable.header.references) for item in items)
    print(f"{len(items)} cables, {references} REF entries")
    result = faults(items)
    for name, lines in result.items():
        print(f"{name:46} {len(lines):4} of at most {LIMITS[name]}")
        for line in lines:
            print(f"    {line}")
    return int(any(len(lines) > LIMITS[name] for name, lines in result.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
