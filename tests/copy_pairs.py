"""Makes pairs of copies of one invented telegram from a seed: withheld spans, noise, other lines.

Each pair says which spans one of its copies withholds, so that tests can measure what is found.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from generator.model import Cable, ReleaseMark, ReleaseMarkKind
from generator.parse.stages import parse_cable

COMMON = "the of to and in that a for is on with by as it at from be this are was not has".split()
RARE = """minister embassy delegation salt harbour treaty visa ambassador government report coffee
president meeting request assistance programme agreement official bilateral talks export import
currency ministry foreign affairs local police army village river border crossing trade union
leader congress election campaign opposition statement newspaper article editor radio station
officer consular citizen passport arrest prison lawyer court judge decision appeal sentence
economic development bank loan interest payment debt schedule mission technical adviser project
irrigation cotton fishing fleet vessel captain licence zone limit survey railway bridge road fuel
shortage price increase subsidy budget deficit revenue customs tariff negotiation delegate session
committee resolution draft text language paragraph amendment vote abstain support oppose regard
believe indicate suggest agree decline expect continue improve consider discuss mention emphasize
likely however recently yesterday morning evening informal private cordial frank useful detailed
northern southern eastern western capital provincial national regional annual monthly former new
""".split()

CONFUSED = {
    "e": "c",
    "c": "e",
    "n": "u",
    "u": "n",
    "i": "l",
    "l": "1",
    "o": "0",
    "h": "b",
    "m": "rn",
}

MARKS = (
    ("[{lines} not declassified]", "{lines}"),
    ("[{lines} not declassified]", "{lines}"),
    ("[text not declassified]", None),
    ("[dollar amount not declassified]", None),
)
"""What stands for a withheld span, and its extent."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a para, `first` up to `last`, that a copy withholds."""

    para: int
    first: int
    last: int
    mark: str


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a pair."""

    words: tuple[tuple[str, ...], ...]
    """The words of each para as shown, an empty string for a word that it does not show."""
    spans: tuple[Span, ...]
    date: datetime.date | None
    width: int

    @property
    def cable(self) -> Cable:
        """The copy, parsed."""
        paras = [self._para(number) for number in range(len(self.words))]
        text = "\n\n".join(_wrapped(f"{n}. (U) {p}", self.width) for n, p in enumerate(paras, 1))
        cable = parse_cable(f"UNCLAS LIMA 000012\n\nSUBJECT: SALT\n\n{text}\n\nSMITH\n", name="x")
        marks = (ReleaseMark(kind=ReleaseMarkKind.STAMP, line=1, text="R", date=self.date),)
        return replace(cable, release_marks=marks if self.date else ())

    def _para(self, number: int) -> str:
        words = list(self.words[number])
        for span in self.spans:
            if span.para == number:
                words[span.first] = span.mark
        return " ".join(filter(None, words)) + "."


@dataclass(frozen=True, slots=True)
class CopyPair:
    """Two copies of one telegram."""

    first: Copy
    second: Copy

    def withheld(self) -> Iterator[tuple[Copy, Copy, Span, str]]:
        """Each span that one copy withholds: both copies, the span, its words in the other."""
        for one, two in ((self.first, self.second), (self.second, self.first)):
            for span in one.spans:
                shown = two.words[span.para][span.first : span.last]
                yield one, two, span, " ".join(filter(None, shown))


def copy_pair(seed: int) -> CopyPair:
    """A pair; every copy may withhold, be damaged and have other line lengths."""
    dice = Random(seed)
    paras = tuple(_para(dice) for _ in range(dice.randint(3, 12)))
    taken: set[tuple[int, int]] = set()
    copies = []
    for _ in range(2):
        spans = tuple(_spans(dice, paras, taken))
        noise = dice.choice([0, 0, 0.005, 0.02, 0.04])
        words = [[_noisy(dice, word, noise) for word in para] for para in paras]
        for span in spans:
            words[span.para][span.first : span.last] = [""] * (span.last - span.first)
        _lose(dice, words, taken)
        date = dice.choice([None, *(datetime.date(year, 3, 20) for year in (1994, 2005, 2014))])
        shown = tuple(map(tuple, words))
        copies.append(Copy(shown, spans, date, dice.choice([60, 72, 100, 1000])))
    return CopyPair(*copies)


def _para(dice: Random) -> tuple[str, ...]:
    words: list[str] = []
    for _ in range(dice.randint(2, 9)):
        for _ in range(dice.randint(6, 24)):
            words.append(dice.choice(COMMON if dice.random() < 0.45 else RARE))
        words[-1] += "."
    words[-1] = words[-1].rstrip(".")
    return tuple(words)


def _spans(
    dice: Random, paras: tuple[tuple[str, ...], ...], taken: set[tuple[int, int]]
) -> Iterator[Span]:
    """Spans that begin and end at least six words away from others and from the para's ends."""
    for _ in range(dice.randint(0, 3)):
        para = dice.randrange(len(paras))
        size = dice.choice([2, 4, 8, 15, 30, 60])
        if len(paras[para]) < size + 14:
            continue
        first = dice.randint(6, len(paras[para]) - size - 7)
        if any((para, n) in taken for n in range(first - 6, first + size + 6)):
            continue
        taken.update((para, n) for n in range(first, first + size))
        lines = max(1, round(size / 11))
        form, _ = dice.choice(MARKS)
        extent = f"{lines} line{'s' if lines > 1 else ''}"
        yield Span(para, first, first + size, form.format(lines=extent))


def _lose(dice: Random, words: list[list[str]], taken: set[tuple[int, int]]) -> None:
    """Lose words without a mark, away from withheld spans, as a transmission does."""
    for _ in range(dice.randint(0, 2)):
        para = dice.randrange(len(words))
        size = dice.choice([1, 5, 12])
        if len(words[para]) < size + 14:
            continue
        first = dice.randint(6, len(words[para]) - size - 7)
        if any((para, n) in taken for n in range(first - 6, first + size + 6)):
            continue
        taken.update((para, n) for n in range(first, first + size))
        words[para][first : first + size] = [""] * size


def _noisy(dice: Random, word: str, noise: float) -> str:
    letters = []
    for letter in word:
        letters.append(CONFUSED.get(letter, "~") if dice.random() < noise else letter)
    return "".join(letters)


def _wrapped(text: str, width: int) -> str:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])
