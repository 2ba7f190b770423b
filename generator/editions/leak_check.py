"""Whether withheld words stand in a text, in whatever form they were written.

The text is compared word by word (`words`): raw, in capitals, as an address (`daniel-example`),
broken over lines. Escapes are undone first: entities, percent signs, escapes of JSON and of style
sheets. Markup is read apart from the text, in case it stands between or within the words.

Long phrases are found by their letters alone, so that it does not count how they are parted into
words. Short ones (`Finder`'s bounds) would stand in any text by chance: they are found as whole
words.
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
from generator.editions.words import is_capitalised, is_unspaced, squeeze, words
from generator.model import Secret

EDGE = "\0"
"""Stands where a tag stood. It parts words, as a blank does."""

AROUND = 100
"""Characters on each side of a hit that are given with it."""

_TAG = re.compile(r"<[^<>]*>")
_BROKEN_WORD = re.compile(rf"{EDGE}(?<=[^\W_]{EDGE}){EDGE}*[^\W_]")
"""It begins with a plain character, for which is searched ten times as fast."""

_CELLS = re.compile(rf"[{EDGE}|]|\r\n")
"""What parts elements of a page, and cells or rows of a table: words meet there by chance."""

_JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|[nrtbf])")
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6}) ?")
_HALF = re.compile("[\ud800-\udfff]")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_PERCENT_RUN = re.compile(r"[^\s\"'<>%]*%[0-9a-fA-F]{2}[^\s\"'<>]*")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


class LeakHit(NamedTuple):
    """A place at which the words of a secret stand."""

    secret: Secret
    before: str
    """What stands in front of the words, at most `AROUND` characters."""
    words: str
    """The words as they are written there."""
    after: str


SecretSpan = tuple[Secret, int, int]
"""A secret, the offset of its first character in a text, and the one behind its last."""


class LeakCheck:
    """Looks for all that an edition withholds."""

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
        """Sent to a worker as the secrets, from which it is made again."""
        return (LeakCheck, (self._secrets,))

    def leaks(self, text: str) -> list[Secret]:
        """The secrets that stand in `text`, each once."""
        return list(dict.fromkeys(hit.secret for hit in self.hits(text)))

    def hits(self, text: str, *, noise: bool = False) -> Iterator[LeakHit]:
        """Each place of `text`, in each form in which it may be read, at which a secret stands.

        `noise` tells that the text is read from packed or binary data, where short words stand by
        chance: only long phrases are looked for.
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
        """The hits in which a tag stands within a word."""
        parts = plain.split(EDGE)
        joints = list(accumulate(map(len, parts[:-1])))
        joined = "".join(parts)
        for secret, start, end in self._places(joined):
            following = bisect_right(joints, start)
            crosses = following < len(joints) and joints[following] < end
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
    """Whether the words, without what stands between them, would stand in a text by chance."""
    letters = "".join(secret.words)
    return len(letters) < (SHORT_NUMBER if letters.isdigit() else SHORT) and not is_unspaced(
        letters
    )


def _hit(secret: Secret, text: str, start: int, end: int) -> LeakHit:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return LeakHit(secret, before, text[start:end], after)


def _end(spaced: str, start: int, phrase: tuple[str, ...]) -> int | None:
    """Where a phrase ends that begins behind the blank at `start`; None where others stand there.

    `spaced` has blanks where words are parted.
    """
    for word in phrase:
        while spaced.startswith(" ", start):
            start += 1
        if not spaced.startswith(f"{word} ", start):
            return None
        start += len(word)
    return start


class _Spaces(dict[int, int]):
    """Each character that is part of a word as itself, all others as a blank."""

    def __missing__(self, code: int) -> int:
        made = code if chr(code).isalnum() else 32
        self[code] = made
        return made


class _Letters(dict[int, str]):
    """Each character beyond ASCII as the letters that stand for it, its case kept."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if sign.isalnum():
            letters = squeeze(sign)
            made = letters.upper() if sign.isupper() else letters
        else:  # what is invisible parts no word
            made = "" if len(list(words(f"a{sign}a"))) == 1 else " "
        self[code] = made
        return made


_SPACED = _Spaces()
_LETTERS = _Letters()


def _plain(text: str) -> str:
    """`text` without accents and invisible characters, its case kept."""
    if text.isascii():
        return text
    return _BEYOND_ASCII.sub(lambda found: found[0].translate(_LETTERS), text)


def forms(text: str) -> Iterator[str]:
    """`text` as it may be read: as it stands, without escapes, its tags and its text apart."""
    if not text.lstrip().startswith("<"):
        yield text
        if "&" in text:
            yield html.unescape(text)
    if "<" in text:
        bare = html.unescape(_TAG.sub(EDGE, text))
        yield bare
        yield html.unescape("\n".join(dict.fromkeys(_TAG.findall(text))))
    if "\\" in text:
        yield _joined(_JSON_ESCAPE.sub(_json_sign, text))
        if text[:1] not in "{[" and _CSS_ESCAPE.search(text):  # no style sheet is JSON
            yield _joined(_CSS_ESCAPE.sub(_css_sign, text))
    if "%" in text and (runs := _PERCENT_RUN.findall(text)):
        yield _PERCENT.sub(_unquoted, "\n".join(runs))


def _joined(text: str) -> str:
    """`text` with each two halves that JSON makes of a character beyond U+FFFF put together.

    A half alone, which no file can hold, becomes U+FFFD.
    """
    if not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _json_sign(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else " "


def _css_sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if 0 < code < 0x110000 else " "


def _unquoted(found: re.Match[str]) -> str:
    data = bytes(int(pair, 16) for pair in found[0].split("%") if pair)
    return data.decode("utf-8", "replace")
