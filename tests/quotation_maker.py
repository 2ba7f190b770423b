"""Quotations made from cables with a known verdict, and an oracle that reads every word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from generator.quotations.quotable_text import PieceKind, QuotablePiece, text_pieces
from generator.quotations.quotation_check import QuotationVerdict

KINDS = ("exact", "altered", "joined", "absent", "withheld")
NAMES = ("Ana Quimby", "Osric Vell", "Mr. Tam Oyelaran", "the Brook House", "Lena", "555-0177")
NUMBERS = re.compile(r"\d+")


class MadeQuotation(NamedTuple):
    """A quotation and what must be said of it."""

    kind: str
    text: str
    verdict: QuotationVerdict
    mrn: str
    """The cable from which it is made; empty for one that is nowhere."""
    anchor: str


def plain_words(text: str) -> list[str]:
    """The words of a text by rules that are simpler than the program's: letters and digits."""
    return re.findall(r"[^\W_]+|[%$€£¥]", text.lower())


class WholeTexts:
    """The words of every cable as one text each."""

    def __init__(self, cables: Mapping[str, Any]) -> None:
        self._texts = [
            " ".join(["", *plain_words(" ".join(piece.text for piece in run)), ""])
            for cable in cables.values()
            for run in runs_of(text_pieces(cable))
        ]

    def has(self, text: str) -> bool:
        """Whether a cable has these words in a row."""
        words = " ".join(["", *plain_words(text), ""])
        return any(words in whole for whole in self._texts)


def runs_of(pieces: Iterable[QuotablePiece]) -> list[list[QuotablePiece]]:
    """The pieces of running text that follow each other without something withheld."""
    runs: list[list[QuotablePiece]] = [[]]
    for piece in pieces:
        if piece.kind is PieceKind.TEXT:
            runs[-1].append(piece)
        elif piece.kind is not PieceKind.ASIDE:
            runs.append([])
    return [run for run in runs if run]


def make_quotations(cables: Mapping[str, Any], seed: int, count: int) -> list[MadeQuotation]:
    """Quotations of all kinds in turn; absent ones where nothing is withheld."""
    random = Random(seed)
    texts = [
        (mrn, piece.anchor, piece.text)
        for mrn, cable in cables.items()
        for run in runs_of(text_pieces(cable))
        for piece in run
        if len(piece.text.split()) >= 8
    ]
    notices = [
        (mrn, before, after)
        for mrn, cable in cables.items()
        for before, hole, after in zip(
            *[list(text_pieces(cable))[n:] for n in range(3)], strict=False
        )
        if hole.most_words and {before.kind, after.kind} == {PieceKind.TEXT}
        if len(before.text.split()) >= 5
    ]
    vocabulary = sorted({word for _, _, text in texts for word in re.findall(r"[a-z]{4,}", text)})
    whole = WholeTexts(cables)
    made: list[MadeQuotation] = []
    while len(made) < count:
        kind = KINDS[len(made) % len(KINDS)]
        if kind == "withheld" and notices:
            made.append(_withheld(random, notices))
        elif kind in ("absent", "withheld"):
            made.append(_absent(random, vocabulary, whole))
        else:
            mrn, anchor, text = random.choice(texts)
            maker = {"exact": _exact, "altered": _altered, "joined": _joined}[kind]
            quotation = maker(random, text.split(), vocabulary, whole)
            if quotation:
                verdict = QuotationVerdict.ALTERED if kind == "altered" else QuotationVerdict.EXACT
                made.append(MadeQuotation(kind, quotation, verdict, mrn, anchor))
    return made


def _part(random: Random, words: Sequence[str], least: int, most: int) -> list[str]:
    length = min(len(words), random.randint(least, most))
    start = random.randint(0, len(words) - length)
    return list(words[start : start + length])


def _exact(random: Random, words: Sequence[str], _: Sequence[str], __: WholeTexts) -> str:
    return _disturbed(random, " ".join(_part(random, words, 8, 40)))


def _disturbed(random: Random, text: str) -> str:
    """The text with another form: capitals, marks, line breaks, hyphens, an insertion."""
    match random.randrange(6):
        case 0:
            return text.upper()
        case 1:
            return text.replace("'", "’").replace('"', "").replace(" - ", " — ").replace("--", "–")
        case 2:
            return re.sub(r" ", lambda m: "\n" if random.random() < 0.2 else " ", text)
        case 3:
            long = list(re.finditer(r"[a-z]{7,}", text))
            if not long:
                return text
            at = random.choice(long).start() + 3
            return f"{text[:at]}-\n{text[at:]}"
        case 4:
            head, _, rest = text.partition(" ")
            return f"{head} [the writer's own] {rest}" if rest else text
    return text


def _altered(
    random: Random, words: Sequence[str], vocabulary: Sequence[str], whole: WholeTexts
) -> str:
    part = _part(random, words, 8, 40)
    at = random.randrange(len(part))
    numbers = [n for n, word in enumerate(part) if NUMBERS.search(word)]
    if numbers and random.random() < 0.5:
        at = random.choice(numbers)
        part[at] = NUMBERS.sub(lambda m: str(int(m[0]) + random.randint(1, 9)), part[at], count=1)
    else:
        part[at] = random.choice(vocabulary)
    text = " ".join(part)
    return "" if whole.has(text) or len(plain_words(text)) < 8 else text


def _joined(random: Random, words: Sequence[str], _: Sequence[str], __: WholeTexts) -> str:
    if len(words) < 20:
        return ""
    middle = random.randint(8, len(words) - 8)
    first, second = words[:middle], words[middle:]
    mark = random.choice([" ... ", " [...] ", " … ", " . . . "])
    return mark.join(" ".join(_part(random, part, 5, 14)) for part in (first, second))


def _absent(random: Random, vocabulary: Sequence[str], whole: WholeTexts) -> MadeQuotation:
    while True:
        text = " ".join(random.choices(vocabulary, k=random.randint(8, 30)))
        if not whole.has(text):
            return MadeQuotation("absent", text, QuotationVerdict.ABSENT, "", "")


def _withheld(
    random: Random, notices: Sequence[tuple[str, QuotablePiece, QuotablePiece]]
) -> MadeQuotation:
    mrn, before, after = random.choice(notices)
    words = before.text.split()[-random.randint(5, 14) :]
    rest = after.text.split()[: random.randint(0, 10)]
    text = " ".join([*words, random.choice(NAMES), *rest])
    return MadeQuotation("withheld", text, QuotationVerdict.WITHHELD, mrn, before.anchor)
