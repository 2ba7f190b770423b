"""Whether withheld words stand in a text, in whatever form they were written.

The text is compared word by word (`words`): raw, in capitals, as an address (`daniel-example`),
broken over lines. What is escaped is undone before: entities, percent signs, escapes of JSON and of
style sheets; and markup is taken out, in case it stands between or within the words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from generator.editions.words import fold, words
from generator.model import Secret

_TAG = re.compile(r"<[^<>]*>")
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrtbf]")
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6}) ?")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")


class LeakCheck:
    """Looks for all that an edition withholds."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self._secrets = list(secrets)
        longest = sorted({max(secret.words, key=len) for secret in secrets})
        self._rare = AhoCorasick(longest) if longest else None
        spaced = [f" {' '.join(secret.words)} " for secret in secrets]
        self._phrases = AhoCorasick(spaced, matchkind=MatchKind.Standard)
        self._squeezed = {"".join(s.words): s for s in secrets if len(s.words) > 1}

    def leaks(self, text: str) -> list[Secret]:
        """The secrets that stand in `text`, each once."""
        found: dict[Secret, None] = {}
        for form in forms(text):
            if self._rare is None or not self._rare.find_matches_as_indexes(fold(form)):
                continue
            folded = [word.folded for word in words(form)]
            line = f" {' '.join(folded)} "
            for index, _, _ in self._phrases.find_matches_as_indexes(line, overlapping=True):
                found[self._secrets[index]] = None
            for word in folded:
                if word in self._squeezed:
                    found[self._squeezed[word]] = None
        return list(found)


def forms(text: str) -> Iterator[str]:
    """`text` as it may be read: as it stands, without escapes, without markup."""
    yield text
    if "\\" in text:
        yield _CSS_ESCAPE.sub(_code_point, text)
        text = _JSON_ESCAPE.sub(_unescaped, text)
        yield text
    if "%" in text:
        yield _PERCENT.sub(_unquoted, text)
    if "&" in text:
        text = html.unescape(text)
        yield text
    if "<" in text:
        yield _TAG.sub("", text)
        yield _TAG.sub(" ", text)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else " "


def _code_point(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if 0 < code < 0x110000 else " "


def _unquoted(found: re.Match[str]) -> str:
    data = bytes(int(pair, 16) for pair in found[0].split("%") if pair)
    return data.decode("utf-8", "replace")
