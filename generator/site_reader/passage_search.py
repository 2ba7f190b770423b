"""Searches paras and subjects for words, ranked by BM25 (Robertson and Zaragoza 2009).

A passage is a para with its label, or a cable's number with its subject. Words are compared without
case and accents, and as whole words. All words count, rare ones more; words in quotation marks must
follow each other.
"""

from __future__ import annotations

import math
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

SATURATION, LENGTH_SHARE = 1.2, 0.75
"""The usual parameters of BM25: `k1` and `b`."""

MOST_WORDS = 32
"""Words of a query that are looked up."""

COMMON_WORDS = frozenset(
    "a about an and are as at be been by did do does for from had has have how in is it its of on "
    "or that the their there they this to was were what when where which who why will with".split()
)
"""Words that are not looked up beside others: nearly every para has them."""

_WORD = re.compile(rb"[a-z0-9\x80-\xff]+")
_PHRASE = re.compile('["“”]([^"“”]+)["“”]')
_LETTER = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789") | frozenset(range(128, 256))
_BETWEEN = rb"[^a-z0-9\x80-\xff]+"


class Ranked(NamedTuple):
    """A passage and its score."""

    passage: int
    """Its index among the passages."""
    score: float


def folded(text: str) -> bytes:
    """`text` in small letters without accents, in UTF-8; other characters become blanks."""
    if text.isascii():
        return text.lower().encode("ascii")
    plain = unicodedata.normalize("NFKD", text).translate(_FOLDED)
    return plain.lower().encode("utf-8", "replace")


class _Folding(dict[int, str | None]):
    """What becomes of each character beyond ASCII: accents go, signs are blanks."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        if unicodedata.combining(character):
            self[code] = None
        else:
            self[code] = character if character.isascii() or character.isalnum() else " "
        return self[code]


_FOLDED = _Folding()


class PassageIndex:
    """The folded texts of all passages in one run of bytes, and where each begins."""

    def __init__(self, texts: Iterable[str]) -> None:
        whole = bytearray()
        self._starts = array("Q")
        for text in texts:
            self._starts.append(len(whole))
            whole += folded(text) + b"\n"
        self._text = bytes(whole)
        self._mean = len(self._text) / max(1, len(self._starts))

    def search(
        self, query: str, is_allowed: Callable[[int], bool] = lambda passage: True
    ) -> list[Ranked]:
        """The passages that have words of the query, the best first.

        Passages of one score are in their own order. Only allowed ones with all phrases count.
        """
        counts = {word: self._counts(word) for word in query_words(query)}
        candidates = set[int]().union(*counts.values())
        for phrase in _PHRASE.findall(query):
            candidates &= self._with_phrase(_WORD.findall(folded(phrase)), counts, candidates)
        scores = dict.fromkeys(filter(is_allowed, candidates), 0.0)
        for count in counts.values():
            weight = self._weight(len(count))
            for passage in count.keys() & scores.keys():
                scores[passage] += weight * self._share(passage, count[passage])
        ranked = (Ranked(passage, round(score, 9)) for passage, score in scores.items())
        return sorted(ranked, key=lambda one: (-one.score, one.passage))

    def _counts(self, word: bytes) -> Counter[int]:
        """How often each passage has a word."""
        counts: Counter[int] = Counter()
        text, size = self._text, len(word)
        at = text.find(word)
        while at >= 0:
            end = at + size
            if text[end] not in _LETTER and (at == 0 or text[at - 1] not in _LETTER):
                counts[bisect_right(self._starts, at) - 1] += 1
            at = text.find(word, end)
        return counts

    def _weight(self, passages: int) -> float:
        """The weight of a word that so many passages have: rare words count more."""
        count = len(self._starts)
        return math.log(1 + (count - passages + 0.5) / (passages + 0.5))

    def _share(self, passage: int, times: int) -> float:
        """What a word that a passage has so many times adds: less in a long passage."""
        start, end = self._span(passage)
        length = (end - start) / self._mean
        damping = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length)
        return times * (SATURATION + 1) / (times + damping)

    def _with_phrase(
        self, phrase: Sequence[bytes], counts: Mapping[bytes, Counter[int]], among: set[int]
    ) -> set[int]:
        """The passages that have these words one after the other; `counts` are of some of them."""
        for word in phrase:
            among = among & counts[word].keys() if word in counts else among
        joined = _BETWEEN.join(map(re.escape, phrase))
        pattern = re.compile(rb"(?<![a-z0-9\x80-\xff])" + joined + rb"(?![a-z0-9\x80-\xff])")
        return {passage for passage in among if pattern.search(self._text, *self._span(passage))}

    def _span(self, passage: int) -> tuple[int, int]:
        """Where the text of a passage begins and ends."""
        following = passage + 1
        end = self._starts[following] if following < len(self._starts) else len(self._text)
        return self._starts[passage], end


def query_words(query: str) -> list[bytes]:
    """The words of a query that are looked up, each once; common ones only if all are."""
    words = list(dict.fromkeys(_WORD.findall(folded(query))))
    rare = [word for word in words if word.decode("utf-8", "replace") not in COMMON_WORDS]
    return (rare or words)[:MOST_WORDS]


def excerpt(text: str, query: str, longest: int) -> str:
    """A part of `text`, as it is, around the rarest-looking word of a query that it has.

    At most about `longest` characters, cut between words.
    """
    if len(text) <= longest:
        return text
    words = set(query_words(query))
    places = [m for m in re.finditer(r"\w+", text) if folded(m[0]) in words]
    at = max(places, key=lambda m: len(m[0])).start() if places else 0
    start = max(0, min(at - longest // 3, len(text) - longest))
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(text), start + longest)
    end = text.rfind(" ", start, end) if end < len(text) else end
    return text[start : end if end > start else start + longest]
