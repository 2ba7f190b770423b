"""Whether withheld words stand in a text, in whatever form they were written.

The text is compared word by word (`words`): raw, in capitals, as an address (`daniel-example`),
broken over lines. What is escaped is undone before: entities, percent signs, escapes of JSON and of
style sheets; and markup is taken out, in case it stands between or within the words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick

from generator.editions.words import fold
from generator.model import Secret

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[^<>]*>")
_MARK = "\0"
"""Stands where a tag stood."""

_JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|[nrtbf])")
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6}) ?")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")


class LeakCheck:
    """Looks for all that an edition withholds."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        longest = sorted({max(secret.words, key=len) for secret in secrets})
        self._rare = AhoCorasick(longest) if longest else None
        # As words in order, and as one word: `Daniel Example`, `danielexample`.
        spelled = {f" {' '.join(secret.words)} ": secret for secret in secrets}
        spelled |= {f" {''.join(secret.words)} ": secret for secret in secrets}
        self._secrets = list(spelled.values())
        self._spelled = AhoCorasick(list(spelled))

    def leaks(self, text: str) -> list[Secret]:
        """The secrets that stand in `text`, each once."""
        found: dict[Secret, None] = {}
        for form in forms(text):
            folded = fold(form)
            if self._rare is not None and self._rare.find_matches_as_indexes(folded):
                spaced = f" {_BETWEEN_WORDS.sub(' ', folded)} "
                matches = self._spelled.find_matches_as_indexes(spaced, overlapping=True)
                found |= {self._secrets[index]: None for index, _, _ in matches}
        return list(found)


def forms(text: str) -> Iterator[str]:
    """`text` as it may be read: as it stands, without escapes, without markup."""
    yield text
    if "&" in text:
        yield html.unescape(text)
    if "<" in text:
        bare = html.unescape(_TAG.sub(_MARK, text))
        yield bare.replace(_MARK, " ")
        yield bare.replace(_MARK, "")
    if "\\" in text:
        yield _joined(_JSON_ESCAPE.sub(_json_sign, text))
        yield _joined(_CSS_ESCAPE.sub(_css_sign, text))
    if "%" in text and _PERCENT.search(text):
        yield _PERCENT.sub(_unquoted, text)


def _joined(text: str) -> str:
    """`text` with each two halves that JSON makes of a character beyond U+FFFF put together.

    A half alone, which no file can hold, becomes U+FFFD.
    """
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
