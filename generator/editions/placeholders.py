"""Private words that stand for withheld passages in a source, and the notices they become.

A withheld passage is replaced in the source by a placeholder: a word that no source holds, that the
parser carries like any other, and that tells which notice it stands for. It is made of letters
only, so that it is no number, marking, TAGS code or end of a sentence; it is capital, title or
small as the passage was, so that a heading stays a heading; and it has the same length whatever
it stands for. After parsing, each placeholder becomes its notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.editions.edits import Edit, EditedText
from generator.editions.passages import HiddenPassage
from generator.editions.readings import Piece
from generator.model import Notice, NoticeDetails
from generator.model.source_text import SourceText

CONTINUED = "[withheld: continued]"
"""Stands on the further lines of a passage that goes over several."""

CUT = "[withheld]"
"""Stands for a placeholder of which an excerpt shows only the beginning."""

_STEMS = tuple(f"zqx{letter}" for letter in "wvkjghbdfmnp")
_DIGITS = "abcdefghij"
_END = "q"

MOST_WORDS = 5
"""Words of a passage up to which one word stands for it; a longer one is a phrase of small words,
which the parser takes for running text."""

_PHRASE = 6
"""Words of the placeholder of a longer passage, whatever its length."""

_GAP = re.compile(r"^[ \t]+|[ \t]{2,}")
"""Blanks that centre a line or set columns: their number tells the length of what is withheld."""

_RULE = re.compile(r"[ \t]*([-=_*~])\1{2,}[ \t]*")
"""A rule under or over a heading, which is as long as the heading."""

_RULE_LENGTH = 20
"""Characters of a rule beside a line on which a passage stands."""


@dataclass(slots=True)
class Placeholders:
    """The placeholders of one source."""

    stem: str
    """Letters that no word of the source holds."""
    notices: list[NoticeDetails] = field(default_factory=list)
    """The notices, each once."""

    def word(self, notice: NoticeDetails) -> str:
        """The placeholder of a notice, in small letters."""
        if notice not in self.notices:
            self.notices.append(notice)
        number = f"{self.notices.index(notice):03d}"
        return self.stem + "".join(_DIGITS[int(digit)] for digit in number) + _END

    @property
    def pattern(self) -> re.Pattern[str]:
        """One placeholder or several of one notice in a row; a cut one at an excerpt's end."""
        word = rf"{self.stem}([{_DIGITS}]{{3,}}){_END}"
        return re.compile(rf"{word}(?:\s+{self.stem}\1{_END})*|{self.stem}[a-z]*(?=…)", re.I)

    def notice(self, match: re.Match[str]) -> NoticeDetails | None:
        """The notice that a match of `form` stands for; None for a cut placeholder."""
        if match[1] is None:
            return None
        number = int("".join(str(_DIGITS.index(letter)) for letter in match[1].lower()))
        return self.notices[number] if number < len(self.notices) else None

    def replace_in(self, text: str) -> str:
        """`text` with notices in place of placeholders."""
        return self.insert_notices(text)[0] if self.stem in text.lower() else text

    def insert_notices(self, text: str) -> tuple[str, tuple[Notice, ...], EditedText]:
        """`text` with notices in place of placeholders, the notices, and the edits made."""
        edits: list[Edit] = []
        stands_for: list[NoticeDetails | None] = []
        if self.stem in text.lower():
            for match in self.pattern.finditer(text):
                withheld = self.notice(match)
                stands_for.append(withheld)
                words = withheld.text if withheld is not None else CUT
                edits.append(Edit(match.start(), match.end(), words))
        edited = EditedText(text, edits)
        notices = tuple(
            Notice(start=start, end=start + len(edit.text), withheld=withheld)
            for start, edit, withheld in zip(edited.new_starts, edits, stands_for, strict=True)
            if withheld is not None
        )
        return edited.text, notices, edited


def placeholders_for(text: str) -> Placeholders:
    """Placeholders that cannot be mistaken for words of `text`."""
    small = text.lower()
    stem = next((stem for stem in _STEMS if stem not in small), None)
    while stem is None:  # a source made to hold them all
        stem = next(s for s in (f"{_STEMS[0]}{'x' * n}" for n in range(1, 99)) if s not in small)
    return Placeholders(stem)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedSource:
    """A source with placeholders, and its lines as the edition shows them."""

    text: str
    """The text that is parsed. Its lines have the numbers of the source's."""
    placeholders: Placeholders
    notice_edits: EditedText
    """The same text with notices, by which its spans are moved."""


def redact(
    source: SourceText, passages: Iterable[tuple[HiddenPassage, NoticeDetails]]
) -> RedactedSource:
    """The source with a placeholder in place of each passage."""
    placeholders = placeholders_for(source.text)
    edits: list[Edit] = []
    notices: list[str] = []
    for passage, withheld in passages:
        word = placeholders.word(withheld)
        for index, (start, end) in enumerate(passage.pieces):
            edits.append(Edit(start, end, _in_shape(word, source.text[start:end], passage.is_long)))
            notices.append(CONTINUED if index else withheld.text)
    evened = [*zip(edits, notices, strict=True), *((e, e.text) for e in _evened(source, edits))]
    evened.sort(key=lambda pair: (pair[0].start, pair[0].end))
    edited = EditedText(source.text, [edit for edit, _ in evened])
    shown = [
        Edit(start, start + len(edit.text), notice)
        for (edit, notice), start in zip(evened, edited.new_starts, strict=True)
    ]
    return RedactedSource(
        text=edited.text, placeholders=placeholders, notice_edits=EditedText(edited.text, shown)
    )


def _in_shape(word: str, passage: str, is_long: bool) -> str:
    """A placeholder that the parser takes for what the passage is."""
    letters = [c for c in passage if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters if c.upper() != c.lower()):
        first = rest = word.upper()
    else:
        first = word.capitalize() if letters and letters[0].isupper() else word
        rest = word
    is_phrase = is_long and len(passage.split()) > MOST_WORDS
    return " ".join([first, *[rest] * (_PHRASE - 1)]) if is_phrase else first


def _evened(source: SourceText, edits: Sequence[Edit]) -> list[Edit]:
    """Edits that make even what tells a passage's length: gaps on its line, rules beside it."""
    taken = sorted((edit.start, edit.end) for edit in edits)
    numbers = {source.line_at(start) for start, _ in taken}
    evened = []
    for number in sorted(numbers):
        start = source.starts[number - 1]
        for gap in _GAP.finditer(source.lines[number - 1]):
            piece = (start + gap.start(), start + gap.end())
            if gap[0] != "  " and not _crosses(piece, taken):
                evened.append(
                    Edit(*piece, "" if gap.end() == len(source.lines[number - 1]) else "  ")
                )
    return [*evened, *_even_rules(source, numbers)]


def _even_rules(source: SourceText, numbers: set[int]) -> Iterator[Edit]:
    """Rules of one length on the lines beside those with `numbers`."""
    for number in sorted({n + step for n in numbers for step in (-1, 1)} - numbers):
        line = source.lines[number - 1] if 0 < number <= len(source.lines) else ""
        rule = _RULE.fullmatch(line)
        if rule is not None:
            start = source.starts[number - 1]
            yield Edit(start, start + len(line), rule[1] * _RULE_LENGTH)


def _crosses(piece: Piece, taken: Sequence[Piece]) -> bool:
    return any(start < piece[1] and piece[0] < end for start, end in taken)
