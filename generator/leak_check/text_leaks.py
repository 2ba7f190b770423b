"""Finds withheld words in a text, in whatever form they are written.

The text is compared word by word (`words`), so that capitals, addresses (`daniel-example`) and line
ends make no difference. Escapes are undone first: entities, percent signs, escapes of JSON and of
style sheets. Markup is searched separately from the text, as it may occur within a phrase.

Long phrases are found by their letters alone, however these are split into words. Short ones (see
the bounds of `Finder`) would occur in any text by chance, so they are found as whole words only.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from generator.editions.finder import SHORT, SHORT_NUMBER, Finder
from generator.editions.words import CharacterTable, is_capitalised, is_unspaced, squeeze, words
from generator.model import Secret

EDGE = "\0"
"""Replaces a tag. It separates words, as a blank does."""

AROUND = 100
"""Characters of context on each side of a hit."""

_TAG = re.compile(r"<[^<>]*>")
_BROKEN_WORD = re.compile(rf"{EDGE}(?<=[^\W_]{EDGE}){EDGE}*[^\W_]")
"""A tag within a word. The pattern begins with a plain character, as `re` finds it faster."""

_CELLS = re.compile(rf"[{EDGE}|=]|\n[ \t]*(?:\n|[-*#>] )")
"""Separates elements of a page, blocks of a Markdown file, cells of a table, or an abbreviation and
its meaning. Words meet there by chance."""

_JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|[nrtbf\\])")
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6}) ?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_PERCENT_RUN = re.compile(r"[^\s\"'<>%]*%[0-9a-fA-F]{2}[^\s\"'<>]*")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


class LeakHit(NamedTuple):
    """A place in a text that has the words of a secret."""

    secret: Secret
    before: str
    """The text before the words, at most `AROUND` characters."""
    words: str
    """The words as the text writes them."""
    after: str
    """The text after the words, at most `AROUND` characters."""


SecretSpan = tuple[Secret, int, int]
"""A secret, the offset of its first character in a text, and the offset behind its last."""


class LeakCheck:
    """Searches texts for everything that an edition withholds."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self._secrets = tuple(secrets)
        self._long = [secret for secret in secrets if not _is_short(secret)]
        self._finder = Finder([secret.words for secret in self._long])
        self._short: dict[str, list[tuple[tuple[str, ...], Secret]]] = defaultdict(list)
        for secret in filter(_is_short, secrets):
            for phrase in {secret.words, ("".join(secret.words),)}:
                self._short[phrase[0]].append((phrase, secret))
        self._first = list(self._short)
        self._search = AhoCorasick([f" {word} " for word in self._first]) if self._first else None

    def __reduce__(self) -> tuple[type[LeakCheck], tuple[Sequence[Secret]]]:
        """Pickle the secrets; the search structures are built again."""
        return (LeakCheck, (self._secrets,))

    def leaks(self, text: str) -> list[Secret]:
        """The secrets in `text`, each once."""
        return list(dict.fromkeys(hit.secret for hit in self.hits(text)))

    def hits(self, text: str, *, noise: bool = False) -> Iterator[LeakHit]:
        """The places of all secrets, in each form in which `text` may be read.

        `noise` marks text from packed or binary data, in which short words occur by chance: only
        long phrases are searched.
        """
        if noise:
            yield from self._hits(text, self._long_places(text))
            return
        for form in forms(text):
            plain = _plain(form) if self._search else form
            yield from self._hits(plain, self._places(plain))
            if _BROKEN_WORD.search(plain):
                yield from self._hits_across(plain)

    def _hits_across(self, plain: str) -> Iterator[LeakHit]:
        """The hits in which a tag splits a word."""
        parts = plain.split(EDGE)
        edges = list(accumulate(map(len, parts[:-1])))
        joined = "".join(parts)
        for secret, start, end in self._places(joined):
            following = bisect_right(edges, start)
            crosses = following < len(edges) and edges[following] < end
            if crosses and not secret.is_fragment:
                yield _hit(secret, joined, start, end)

    def _hits(self, text: str, places: Iterable[SecretSpan]) -> Iterator[LeakHit]:
        for secret, start, end in places:
            if not (secret.is_fragment and _CELLS.search(text, start, end)):
                yield _hit(secret, text, start, end)

    def _places(self, plain: str) -> Iterator[SecretSpan]:
        yield from self._long_places(plain)
        if self._search is None:
            return
        spaced = f" {plain.lower().translate(_SPACED)} "
        for index, start, _ in self._search.find_matches_as_indexes(spaced, overlapping=True):
            for phrase, secret in self._short[self._first[index]]:
                end = _end(spaced, start, phrase)
                if end is not None and is_capitalised(phrase, plain, start):
                    yield secret, start, end - 1

    def _long_places(self, text: str) -> Iterator[SecretSpan]:
        return ((self._long[number], start, end) for number, start, end in self._finder.find(text))


def _is_short(secret: Secret) -> bool:
    """Whether the letters of a phrase are so few that they may occur by chance."""
    letters = "".join(secret.words)
    return len(letters) < (SHORT_NUMBER if letters.isdigit() else SHORT) and not is_unspaced(
        letters
    )


def _hit(secret: Secret, text: str, start: int, end: int) -> LeakHit:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return LeakHit(secret, before, text[start:end], after)


def _end(spaced: str, start: int, phrase: tuple[str, ...]) -> int | None:
    """The end of a phrase that begins after the blank at `start`; None if other words are there.

    `spaced` is a text with single or several blanks between its words.
    """
    for word in phrase:
        while spaced.startswith(" ", start):
            start += 1
        if not spaced.startswith(f"{word} ", start):
            return None
        start += len(word)
    return start


def _letters(character: str) -> str:
    """The ASCII letters for a character, in its case; a blank for one that separates words."""
    if not character.isalnum():
        is_invisible = len(list(words(f"a{character}a"))) == 1
        return "" if is_invisible else " "
    letters = squeeze(character)
    return letters.upper() if character.isupper() else letters


_SPACED = CharacterTable(lambda character: character if character.isalnum() else " ")
_LETTERS = CharacterTable(_letters)


def _plain(text: str) -> str:
    """`text` without accents and invisible characters, in its own case."""
    if text.isascii():
        return text
    return _BEYOND_ASCII.sub(lambda match: match[0].translate(_LETTERS), text)


def forms(text: str) -> Iterator[str]:
    """The forms in which `text` may be read: unchanged, without escapes, tags and text apart.

    JSON is only read without its escapes, because the `n` of a line end, `\\n`, is not a letter.
    """
    is_json = text[:1] in ("{", "[")
    if is_json and "\\" in text:
        text = _joined(_JSON_ESCAPE.sub(_json_character, text))
    if not text.lstrip().startswith("<"):
        yield text
        if "&" in text:
            yield html.unescape(text)
    if "<" in text:
        bare = html.unescape(_TAG.sub(EDGE, text))
        yield bare
        yield html.unescape("\n".join(dict.fromkeys(_TAG.findall(text))))
    if "\\" in text:
        yield _joined(_JSON_ESCAPE.sub(_json_character, text))
        if not is_json and _CSS_ESCAPE.search(text):  # no style sheet is JSON
            yield _joined(_CSS_ESCAPE.sub(_css_character, text))
    if "%" in text and (runs := _PERCENT_RUN.findall(text)):
        yield _PERCENT.sub(_unquoted, "\n".join(runs))


def _joined(text: str) -> str:
    """`text` with surrogate pairs, as JSON escapes them, joined to characters.

    A single surrogate becomes U+FFFD.
    """
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _json_character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        return chr(int(code, 16))
    return "\\" if match[0] == "\\\\" else " "


def _css_character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 else " "


def _unquoted(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")
