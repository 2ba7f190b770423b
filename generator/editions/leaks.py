"""Whether withheld words stand in a text, in whatever form they were written.

The text is compared word by word (`words`): raw, in capitals, as an address (`daniel-example`),
broken over lines. What is escaped is undone before: entities, percent signs, escapes of JSON and of
style sheets; and markup is taken out, in case it stands between or within the words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from generator.editions.finder import Finder
from generator.model import Secret

_TAG = re.compile(r"<[^<>]*>")
_MARK = "\0"
"""Stands where a tag stood."""

_JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|[nrtbf])")
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6}) ?")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")


class LeakCheck:
    """Looks for all that an edition withholds."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self._secrets = secrets
        self._finder = Finder([secret.words for secret in secrets])

    def leaks(self, text: str) -> list[Secret]:
        """The secrets that stand in `text`, each once."""
        found: dict[Secret, None] = {}
        for form in forms(text):
            found |= {self._secrets[number]: None for number, _, _ in self._finder.find(form)}
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
