"""The words of a text as quotations are compared: the same rules as `quotation-words.js`.

Case, quotation marks, dashes and line breaks do not count; words and numbers do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_W = r"[^\W_]"
_L = r"[^\W0-9_]"
_HYPHEN = r"[-\u2010\u2011](?:[ \t]*\n[ \t]*)?"
_JOINT = (
    rf"(?:['\u2019\u02bc](?={_L})|(?<=[0-9])[.,:/](?=[0-9])"
    rf"|(?<![0-9]){_HYPHEN}(?={_W})|{_HYPHEN}(?=(?![0-9]){_W}))"
)
_WORD = re.compile(rf"{_L}(?:\.{_L})+(?!{_W})\.?|{_W}+(?:{_JOINT}{_W}+)*|[%$€£¥]")
"""An abbreviation with points, a word or number with its joints, or a sign that counts."""

CACHED_WORDS = 1 << 15
"""Words whose keys are kept: most words of a cable are in others too."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_HYPHENS = re.compile(_HYPHEN)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_POINTS = re.compile(rf"{_L}(?:\.{_L})+\.?")


class QuotedWord(NamedTuple):
    """A word or number of a text."""

    key: str
    """By which it is compared: `The` as `the`, `anti-drug` as `antidrug`, `1,500` as `1500`."""
    parts: tuple[str, ...]
    """The keys of the parts of a word with hyphens; empty for any other."""
    start: int
    """Offset of its first character in the text."""
    end: int
    """Offset after its last character."""
    shown: str
    """The word as the text has it."""


def clean(text: str) -> str:
    """A text with composed letters and LF as line end, without characters that nobody sees."""
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    return _INVISIBLE.sub("", text)


def words_of(text: str) -> list[QuotedWord]:
    """The words of a clean text."""
    return [_word(match) for match in _WORD.finditer(text)]


def _word(match: re.Match[str]) -> QuotedWord:
    parts = _parts(match[0])
    own = parts if len(parts) > 1 else ()
    return QuotedWord("".join(parts), own, match.start(), match.end(), match[0])


@lru_cache(CACHED_WORDS)
def _parts(raw: str) -> tuple[str, ...]:
    """The keys of the parts of a word as written; a word without hyphens has one."""
    if raw.isascii() and raw.isalpha():
        return (raw.lower(),)
    return tuple(map(_key, _HYPHENS.split(raw)))


def _key(raw: str) -> str:
    """A word without its form: `U.S.` as `us`, `1,500` as `1500`, `don’t` as `don't`."""
    if _THOUSANDS.fullmatch(raw):
        raw = raw.replace(",", "")
    elif _POINTS.fullmatch(raw):
        raw = raw.replace(".", "")
    raw = raw.replace("\u2019", "'").replace("\u02bc", "'")
    return unicodedata.normalize("NFKC", raw).lower()


def without_accents(key: str) -> str:
    """A key without accents, by which places are looked up: `méxico` as `mexico`."""
    if key.isascii():
        return key
    letters = unicodedata.normalize("NFD", key)
    return "".join(c for c in letters if unicodedata.category(c) != "Mn")


def lookup_keys(text: str) -> list[str]:
    """The keys of the words of a clean text, by which places are looked up."""
    return [_lookup_key(raw) for raw in _WORD.findall(text)]


@lru_cache(CACHED_WORDS)
def _lookup_key(raw: str) -> str:
    return without_accents("".join(_parts(raw)))
