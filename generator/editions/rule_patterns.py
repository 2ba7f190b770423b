"""Patterns of rules: regular expressions for RE2, which takes time linear in the text.

Matching ignores case and accents. `\\w`, `\\d` and `\\b` know Latin letters, with or without
accents, and digits. A dot does not match a line end. A blank matches any blanks and line ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2  # type: ignore[import-untyped]  # it has no annotations

from generator.editions.words import squeeze
from generator.errors import ReftelError

LONGEST_PATTERN = 1000
"""The most characters of a pattern."""

_UNSUPPORTED = (
    (r"\(\?<?[=!]", "lookahead and lookbehind are not supported: match the words around as well"),
    (r"\\[1-9]|\(\?P=", "back references are not supported: write the words out"),
    (r"\\Z", r"\Z is not supported: write \z"),
    (
        r"\(\?>|[*+?}]\+",
        "possessive and atomic forms are not supported, or needed: remove the '+' or '?>'",
    ),
    (r"\(\?#|\(\?[a-z]*x", "comments and verbose mode are not supported: remove them"),
    (r"\\[uUN]", "character codes are not supported: write the character itself"),
)
"""Syntax of other engines, each with advice."""

_BYTE = re.compile(r"(?<!\\)(?:\\\\)*\\C")
"""`\\C` matches one byte, so that a match could end within a character."""

_BLANK = re.compile(
    r"(?P<literal>\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|\(\?P?<\w*>)"
    r"|(?P<counted> )(?=[*+?{])| +(?![*+?{])",
    re.DOTALL,
)
"""A blank, or syntax in which a blank is literal: an escape, a class in brackets."""


@dataclass(frozen=True, slots=True)
class CompiledPattern:
    """A compiled pattern, as `compile_pattern` returns it."""

    text: str
    """The pattern as the editor wrote it."""
    program: Any
    """The compiled form of RE2, a library without type annotations."""


@cache
def compile_pattern(text: str) -> CompiledPattern:
    """Compile the pattern `text`.

    Raises `ReftelError` if RE2 does not support it, or if it matches an empty text and so would
    match everywhere.
    """
    shown = f"the pattern '{text[:LONGEST_PATTERN]}'"
    if len(text) > LONGEST_PATTERN:
        raise ReftelError(
            f"{shown[:80]}…' has {len(text):,} characters: expected at most {LONGEST_PATTERN:,}."
        )
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    if _BYTE.search(text):
        raise ReftelError(rf"{shown} cannot be used: \C matches parts of characters: write '.'.")
    try:
        program = re2.compile(_folded_pattern(text), options)
    except (re2.error, UnicodeEncodeError) as error:
        advice = next((advice for form, advice in _UNSUPPORTED if re.search(form, text)), None)
        fault = f"cannot be used: {advice}" if advice else f"is invalid: {_reason(error)}"
        raise ReftelError(f"{shown} {fault}.") from error
    if program.search("") is not None:
        raise ReftelError(f"{shown} matches an empty text: it would match everywhere.")
    return CompiledPattern(text, program)


def find_spans(pattern: CompiledPattern, text: str) -> Iterator[tuple[int, int]]:
    """The spans of all non-empty matches in `text`, in order."""
    if text.isascii():
        yield from (m.span() for m in pattern.program.finditer(text) if m.end() > m.start())
        return
    folded, origins = _folded(text)
    for match in pattern.program.finditer(folded):
        start, end = match.span()
        if end > start:
            # The end is behind the last character even if only a part of it was matched.
            yield origins[start], max(origins[end], origins[end - 1] + 1)


def _folded(text: str) -> tuple[str, list[int]]:
    """`text` without accents, and the offset in `text` for each offset in the result."""
    pieces: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(text):
        piece = character if character.isascii() else _folded_character(character)
        pieces.append(piece)
        origins.extend([at] * len(piece))
    origins.append(len(text))
    return "".join(pieces), origins


def _folded_pattern(text: str) -> str:
    folded = "".join(c if c.isascii() else _folded_character(c) for c in text)
    return _BLANK.sub(_any_blanks, folded)


def _any_blanks(match: re.Match[str]) -> str:
    """The pattern for blanks; a class or an escape unchanged."""
    if match["literal"]:
        return match["literal"]
    return r"\s" if match["counted"] else r"\s+"


@cache
def _folded_character(character: str) -> str:
    """A letter without its accent; empty for an accent alone; other characters unchanged."""
    if character.isspace() and character not in "\n\r\x85\u2028\u2029":
        return " "
    if character.isalnum():
        is_other = unicodedata.name(character, "").startswith(("CYRILLIC", "GREEK"))
        return character if is_other else squeeze(character) or character
    if unicodedata.combining(character):
        return ""
    return character if character.isprintable() or character.isspace() else " "


def _reason(error: Exception) -> str:
    """RE2's message about a pattern, which is in bytes."""
    message = error.args[0] if error.args else ""
    return message.decode("utf-8", "replace") if isinstance(message, bytes) else str(error)
