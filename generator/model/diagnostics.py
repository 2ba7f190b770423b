"""Diagnostics: problems and peculiarities of a source, and their output for users."""

from __future__ import annotations

from dataclasses import dataclass

from generator.execution.fast_pickle import fast_pickle
from generator.model.diagnostic_codes import CODES, Severity

MAX_EXCERPT_LENGTH = 80
"""Maximum length of the quoted text of a diagnostic, in characters."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem or peculiarity of a source."""

    code: str
    """A key of `CODES`."""
    line: int | None
    """Source line, counted from 1; None for the whole file."""
    text: str
    """The text concerned, at most `MAX_EXCERPT_LENGTH` characters; empty for the whole file."""
    message: str
    """The problem and what was expected."""

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return CODES[self.code].severity

    @property
    def advice(self) -> str:
        """What the user can do about it."""
        return CODES[self.code].advice


def diagnostic(
    code: str, *, line: int | None = None, text: str = "", **fields: object
) -> Diagnostic:
    """Create a diagnostic; `fields` fill the placeholders of the code's message."""
    return Diagnostic(
        code=code,
        line=line,
        text=excerpt(text),
        message=CODES[code].message.format(**fields),
    )


def excerpt(text: str) -> str:
    """The text on one line without control characters, cut to `MAX_EXCERPT_LENGTH`."""
    shown = " ".join(printable(text[:400]).split())
    return shown if len(shown) <= MAX_EXCERPT_LENGTH else shown[: MAX_EXCERPT_LENGTH - 1] + "…"


def printable(text: str) -> str:
    """The text with a space for each unprintable character: controls, bidi marks, surrogates."""
    return "".join(c if c.isprintable() else " " for c in text)


def printable_lines(text: str) -> str:
    """Like `printable`, but line ends are kept."""
    return "\n".join(map(printable, text.split("\n")))


def format_diagnostic(item: Diagnostic, file: str) -> str:
    """A diagnostic for the terminal: place, problem, text and advice.

    File names and source text may contain control characters, which are replaced by spaces.
    """
    return format_at(item, file if item.line is None else f"{file}:{item.line}")


def format_at(item: Diagnostic, place: str) -> str:
    """The same, with its place in words."""
    quoted = f'\n    text: "{item.text}"' if item.text else ""
    return (
        f"{printable(place)}: {item.severity}: {printable(item.message)} [{item.code}]"
        f"{quoted}\n    to do: {item.advice}"
    )
