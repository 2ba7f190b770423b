"""The words of a cable that an edition shows, and how often the collection uses each word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.editions.near_names import PARTICLES, common_words, titles
from generator.editions.near_words import WORD
from generator.editions.text_lines import ReceivedCable, TextSpan, merged_spans
from generator.editions.words import squeeze
from generator.model.source_text import SourceText

GAP = 2
"""The most other words between two parts of one name."""

_WITHIN = PARTICLES - {"and", "y", "e", "et", "und"}
"""Particles that occur within a name, not between two names."""

_CASE_AROUND = 60
"""Characters on each side that are searched for small letters."""

_SENTENCE_END = re.compile(r"[.;:!?][\"'”’)]*\s|[¶()]")
"""The end of a sentence, or a bracket, between two words."""

_ABBREVIATION = 2
"""The most letters of a word whose full stop does not end a sentence: `D.`, `Jr.`"""

_fold = lru_cache(1 << 16)(squeeze)


@dataclass(frozen=True, slots=True)
class Token:
    """A word as the text writes it."""

    written: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        """The folded word."""
        return _fold(self.written)

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.written[0].isupper()

    @property
    def is_upper(self) -> bool:
        """Whether it is written in capitals: `FOX`, `PM`."""
        return len(self.written) > 1 and self.written.isupper()


@dataclass(frozen=True, slots=True)
class Run:
    """The words of a cable between two withheld passages."""

    source: SourceText
    tokens: Sequence[Token]

    def words(self, first: int, last: int) -> str:
        """The text from one token to another, on one line and without page lines."""
        start, end = self.tokens[first].start, self.tokens[last].end
        text = self.source.text[start:end]
        if "\n" in text:
            return " ".join(token.written for token in self.tokens[first : last + 1])
        if len(self.tokens[last].written) == 1 and self.source.text[end : end + 1] == ".":
            text += "."
        return " ".join(text.split())

    def line(self, index: int) -> int:
        """The line of a token, counted from 1."""
        return self.source.line_at(self.tokens[index].start)

    def around(self, first: int, last: int, width: int) -> str:
        """The text of tokens with `width` characters of context on each side, on one line."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return " ".join(self.source.text[max(0, start - width) : end + width].split())

    def between(self, index: int) -> str:
        """The text between a token and the next."""
        return self.source.text[self.tokens[index].end : self.tokens[index + 1].start]

    def has_case(self, index: int) -> bool:
        """Whether a capital may mark a name: not in headings, or in telegrams before 1980."""
        token = self.tokens[index]
        if token.is_upper:
            return False
        around = self.source.text[max(0, token.start - _CASE_AROUND) : token.end + _CASE_AROUND]
        return any(c.islower() for c in around)

    def opens_sentence(self, index: int) -> bool:
        """Whether a token is the first word of a sentence, or of the run."""
        return index == 0 or self._ends_sentence(index - 1)

    def is_one_name(self, first: int, last: int) -> bool:
        """Whether two tokens may be parts of one name: only names and particles are between."""
        if last - first - 1 > GAP or any(self._ends_name(i) for i in range(first, last)):
            return False
        has_case = self.has_case(first)
        return all(
            token.folded in _WITHIN
            or (token.is_capitalised if has_case else token.folded not in common_words())
            for token in self.tokens[first + 1 : last]
        )

    def is_adjacent(self, index: int, others: Collection[int]) -> bool:
        """Whether a neighbour of a token, in the same sentence, is among `others`."""
        return (index - 1 in others and not self._ends_sentence(index - 1)) or (
            index + 1 in others and not self._ends_sentence(index)
        )

    def name_around(self, index: int) -> tuple[int, int]:
        """The first and last token of the name around a token; else the token itself."""
        if not self.has_case(index):
            return index, index
        first = last = index
        while first and self._continues(first - 1) and self._is_of_name(first - 1):
            first -= 1
        while last + 1 < len(self.tokens) and self._continues(last):
            if self._is_of_name(last + 1):
                last += 1
            elif (name := self._after_particles(last + 1)) is not None:
                last = name
            else:
                break
        return first, last

    def _after_particles(self, index: int) -> int | None:
        """The token after the particles at `index`, if the name continues with it."""
        first = index
        while (
            index + 1 < len(self.tokens)
            and self.tokens[index].folded in _WITHIN
            and self._continues(index)
        ):
            index += 1
        return index if index > first and self._is_of_name(index) else None

    def _continues(self, index: int) -> bool:
        """Whether only blanks, or the full stop of an initial, follow a token."""
        between = self.between(index).replace("\n", " ")
        initial = len(self.tokens[index].written) == 1
        return not between.strip(" ." if initial else " ") and len(between) < 3

    def _is_of_name(self, index: int) -> bool:
        token = self.tokens[index]
        plain = token.folded in titles() or (
            token.folded in common_words() and self.opens_sentence(index)
        )
        return token.is_capitalised and not token.is_upper and not plain

    def _ends_sentence(self, index: int) -> bool:
        """Whether a sentence ends between a token and the next."""
        return self._has_end(index, self.between(index))

    def _ends_name(self, index: int) -> bool:
        """The same without brackets, which do not end a name: `Ada ("Addie") Sample`."""
        return self._has_end(index, self.between(index).replace("(", "").replace(")", ""))

    def _has_end(self, index: int, between: str) -> bool:
        end = _SENTENCE_END.search(between)
        if end is None:
            return False
        return not (end[0][0] == "." and len(self.tokens[index].written) <= _ABBREVIATION)


def runs(text: str, lines: Iterable[TextSpan], hidden: Iterable[TextSpan]) -> Iterator[Run]:
    """The words of the lines, in order, without words that overlap a hidden span."""
    source, spans = SourceText(text), merged_spans(hidden)
    starts = [start for start, _ in spans]
    tokens: list[Token] = []
    position = 0
    for first, last in lines:
        for match in WORD.finditer(text, first, last):
            at = bisect_right(starts, match.end() - 1)
            if at != position and tokens:
                yield Run(source, tokens)
                tokens = []
            position = at
            if not at or spans[at - 1][1] <= match.start():
                tokens.append(Token(match[0], match.start(), match.end()))
    if tokens:
        yield Run(source, tokens)


@dataclass(frozen=True, slots=True)
class Usage:
    """How the collection uses each folded word."""

    small: Counter[str]
    """Its occurrences with a small first letter."""
    total: Counter[str]
    """All its occurrences."""
    cables: Counter[str]
    """The number of cables that contain it."""

    def is_common(self, word: str) -> bool:
        """Whether it is an ordinary word: a fifth of its uses begin with a small letter."""
        return self.small[word] >= 2 and 5 * self.small[word] >= self.total[word]

    def is_frequent(self, word: str) -> bool:
        """Whether it is too frequent for one person's initials."""
        return self.cables[word] > 3 or self.total[word] > 10


def usage_of(cables: Iterable[ReceivedCable]) -> Usage:
    """The usage of all words of the cables."""
    written: Counter[str] = Counter()
    in_cables: Counter[str] = Counter()
    for cable in cables:
        text = "\n".join(cable.text[start:end] for start, end in cable.lines)
        words = Counter(WORD.findall(text))
        written.update(words)
        in_cables.update(words.keys())
    usage = Usage(Counter(), Counter(), Counter())
    for word, count in written.items():
        folded = squeeze(word)
        usage.total[folded] += count
        usage.cables[folded] = max(usage.cables[folded], in_cables[word])
        if word[0].islower():
            usage.small[folded] += count
    return usage
