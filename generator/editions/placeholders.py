"""Placeholders: private words that replace withheld passages in a source, and later become notices.

No source contains such a word, and the parser treats it like any other. It encodes the number of
its notice. It has letters only, so it is never a number, marking, TAGS code or end of a sentence.
It keeps the case of the passage (capitals, title or small letters), so that a heading stays a
heading. Its length is always the same. After parsing, each placeholder is replaced by its notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from generator.editions.edits import Edit, EditedText
from generator.editions.passages import HiddenPassage, overlap, words_outside
from generator.model import Notice, NoticeDetails
from generator.model.source_text import SourceText
from generator.parse.message import may_hold_class_line
from generator.parse.release_marks import MARGIN_COLUMN, codes_at_end

CONTINUED = "[withheld: continued]"
"""The notice on the second and later lines of a passage."""

CUT = "[withheld]"
"""The notice for a placeholder that an excerpt cuts off."""

_STEMS = tuple(f"zqx{letter}" for letter in "wvkjghbdfmnp")
_DIGITS = "abcdefghij"
_END = "q"

MOST_WORDS = 5
"""The most words of a passage that is replaced by one word. A longer one is replaced by a phrase,
which the parser takes for running text."""

_PHRASE = 6
"""Words of the phrase, whatever the length of the passage. A post has fewer."""

_GAP = re.compile(r"^[ \t]+|[ \t]{2,}")
"""Blanks that centre a line or align columns. Their number would reveal a passage's length."""

_NUMBER_AFTER = re.compile(r"[A-Za-z.' ]{0,99}\s\d{3,6}(?!\S)")
"""Text after a part of the post on a classification line: ` MUMBAI 001931`."""

_RULE = re.compile(r"[ \t]*([-=_*~])\1{2,}[ \t]*")
"""A rule under or over a heading. It is as long as the heading."""

_RULE_LENGTH = 20
"""Characters of a rule next to a line with a passage."""


@dataclass(slots=True)
class Placeholders:
    """The placeholders of one source."""

    stem: str
    """Letters that occur nowhere in the source."""
    notices: list[NoticeDetails] = field(default_factory=list)
    """The notices, each once. A placeholder encodes an index of this list."""

    def word(self, notice: NoticeDetails) -> str:
        """The placeholder for a notice, in small letters."""
        if notice not in self.notices:
            self.notices.append(notice)
        number = f"{self.notices.index(notice):03d}"
        return self.stem + "".join(_DIGITS[int(digit)] for digit in number) + _END

    @property
    def pattern(self) -> re.Pattern[str]:
        """Matches a placeholder, a run of the same placeholder, or one cut off by an excerpt."""
        word = rf"{self.stem}([{_DIGITS}]{{3,}}){_END}"
        return re.compile(rf"{word}(?:\s+{self.stem}\1{_END})*|{self.stem}[a-z]*(?=…)", re.I)

    def notice(self, match: re.Match[str]) -> NoticeDetails | None:
        """The notice for a match of `pattern`; None for a placeholder that is cut off."""
        if match[1] is None:
            return None
        number = int("".join(str(_DIGITS.index(letter)) for letter in match[1].lower()))
        return self.notices[number] if number < len(self.notices) else None

    def replace_in(self, text: str) -> str:
        """`text` with notices in place of placeholders."""
        return self.insert_notices(text)[0] if self.stem in text.lower() else text

    def insert_notices(self, text: str) -> tuple[str, tuple[Notice, ...], EditedText]:
        """`text` with notices in place of placeholders; the notices; the edited text."""
        edits: list[Edit] = []
        all_details: list[NoticeDetails | None] = []
        if self.stem in text.lower():
            for match in self.pattern.finditer(text):
                details = self.notice(match)
                all_details.append(details)
                words = details.text if details is not None else CUT
                edits.append(Edit(match.start(), match.end(), words))
        edited = EditedText(text, edits)
        notices = tuple(
            Notice(start=start, end=start + len(edit.text), withheld=details)
            for start, edit, details in zip(edited.new_starts, edits, all_details, strict=True)
            if details is not None
        )
        return edited.text, notices, edited


def placeholders_for(text: str) -> Placeholders:
    """Placeholders with a stem that does not occur in `text`."""
    small = text.lower()
    more = (f"{_STEMS[0]}{'x' * n}" for n in range(1, 99))  # if a text is made to contain all stems
    return Placeholders(next(stem for stem in chain(_STEMS, more) if stem not in small))


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedSource:
    """A source with placeholders, and the same source with notices."""

    text: str
    """The text to parse. Its lines have the same numbers as those of the source."""
    edited: EditedText
    """The source with the edits that lead to `text`."""
    placeholders: Placeholders
    notice_edits: EditedText
    """`text` with notices in place of placeholders."""


def redact(
    source: SourceText, passages: Iterable[tuple[HiddenPassage, NoticeDetails]]
) -> RedactedSource:
    """The source with a placeholder in place of each passage, and without blanks or rules that
    reveal a length."""
    placeholders = placeholders_for(source.text)
    edits: list[Edit] = []
    notices: list[str] = []
    for passage, details in passages:
        word = placeholders.word(details)
        for index, (start, end) in enumerate(passage.pieces):
            is_phrase = _precedes_number(source, start, end) or (
                passage.is_long
                and words_outside(source, [(start, end)], passage.names) > MOST_WORDS
            )
            edits.append(Edit(start, end, _in_shape(word, source.text[start:end], is_phrase)))
            notices.append(CONTINUED if index else details.text)
    pairs = [
        *zip(edits, notices, strict=True),
        *((edit, edit.text) for edit in _length_hiding_edits(source, edits)),
    ]
    pairs.sort(key=lambda pair: (pair[0].start, pair[0].end))
    edited = EditedText(source.text, [edit for edit, _ in pairs])
    notice_edits = [
        Edit(start, start + len(edit.text), notice)
        for (edit, notice), start in zip(pairs, edited.new_starts, strict=True)
    ]
    return RedactedSource(
        text=edited.text,
        edited=edited,
        placeholders=placeholders,
        notice_edits=EditedText(edited.text, notice_edits),
    )


def _precedes_number(source: SourceText, start: int, end: int) -> bool:
    """Whether one word in place of a passage would be read as part of the post of a classification
    line. A phrase would not, because a post has at most four words.
    """
    line = source.line_at(start) - 1
    if not may_hold_class_line(source.lines[line]):
        return False
    return _NUMBER_AFTER.match(source.lines[line], end - source.starts[line]) is not None


def _in_shape(word: str, passage: str, is_phrase: bool) -> str:
    """The placeholder in the case and shape of the passage, so that both are parsed alike."""
    letters = [c for c in passage if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters if c.upper() != c.lower()):
        first = rest = word.upper()
    else:
        first = word.capitalize() if letters and letters[0].isupper() else word
        rest = word
    return " ".join([first, *[rest] * (_PHRASE - 1)]) if is_phrase else first


def _length_hiding_edits(source: SourceText, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Edits that hide a passage's length: normalised gaps on its lines and rules beside them.

    Exemption codes stay at the right margin.
    """
    taken = [(edit.start, edit.end) for edit in edits]
    numbers = {source.line_at(start) for start, _ in taken}
    for number in sorted(numbers):
        start, line = source.starts[number - 1], source.lines[number - 1]
        codes = codes_at_end(line)
        for gap in _GAP.finditer(line):
            piece = (start + gap.start(), start + gap.end())
            blanks = " " * MARGIN_COLUMN if codes and gap.end() == codes[0] else "  "
            if gap[0] != blanks and not any(overlap(piece, other) for other in taken):
                yield Edit(*piece, "" if gap.end() == len(line) else blanks)
    yield from _rule_edits(source, numbers)


def _rule_edits(source: SourceText, numbers: set[int]) -> Iterator[Edit]:
    """Edits that give one length to rules on the lines next to those with `numbers`."""
    for number in sorted({n + step for n in numbers for step in (-1, 1)} - numbers):
        line = source.lines[number - 1] if 0 < number <= len(source.lines) else ""
        rule = _RULE.fullmatch(line)
        if rule is not None:
            start = source.starts[number - 1]
            yield Edit(start, start + len(line), rule[1] * _RULE_LENGTH)
