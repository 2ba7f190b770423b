"""What can be wrong with a source, in one table, and how it is told to the user."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.execution.fast_pickle import fast_pickle

MAX_EXCERPT_LENGTH = 80


class Severity(StrEnum):
    """How much a diagnostic weighs: `ERROR` fails `reftel check` and strict builds."""

    ERROR = "error"
    """There is no cable to build from the file."""
    WARNING = "warning"
    """The text as it is read may be wrong or incomplete in a way its editors should look at."""
    NOTE = "note"
    """A trait of the copy that was understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosticCode:
    """One kind of diagnostic."""

    severity: Severity
    message: str
    """What was found and what was expected; `{...}` fields are filled by the finder."""
    advice: str
    """What the user can do about it."""
    for_readers: bool = False
    """True where readers of the cable should know: the copy is damaged or incomplete."""


def _error(message: str, advice: str) -> DiagnosticCode:
    return DiagnosticCode(severity=Severity.ERROR, message=message, advice=advice)


def _warning(message: str, advice: str, *, for_readers: bool = False) -> DiagnosticCode:
    return DiagnosticCode(
        severity=Severity.WARNING, message=message, advice=advice, for_readers=for_readers
    )


def _note(message: str, advice: str, *, for_readers: bool = False) -> DiagnosticCode:
    return DiagnosticCode(
        severity=Severity.NOTE, message=message, advice=advice, for_readers=for_readers
    )


CODES: dict[str, DiagnosticCode] = {
    # The file
    "file-unreadable": _error(
        "the file cannot be read: {reason}",
        "check that it exists and that this user may read it",
    ),
    "file-name-unreadable": _error(
        "the file's name is not UTF-8",
        "rename the file: year, post and number, as in 08MEXICO721.txt",
    ),
    "program-fault": _error(
        "the program failed on this file ({reason}); the others are built",
        "report it with the version and, if it may be shown, the file",
    ),
    "file-empty": _error(
        "the file holds no text; expected one cable",
        "put the cable's text into it, or remove the file",
    ),
    "file-binary": _error(
        "the file is binary, not text ({reason}); expected one cable as plain text",
        "export the cable as UTF-8 text",
    ),
    "file-too-large": _error(
        "the file has {size}; a cable has at most {limit}",
        "put one cable into each file",
    ),
    "encoding-unknown": _error(
        "the bytes are neither UTF-8 nor Windows-1252",
        "convert the file to UTF-8",
    ),
    "encoding-windows-1252": _note(
        "the file is not UTF-8 and was read as Windows-1252",
        "check accented letters; convert the file to UTF-8 to be sure of them",
        for_readers=True,
    ),
    "encoding-damaged": _warning(
        "the file is UTF-8 with broken bytes in {count} places; they are shown as \ufffd",
        "compare the place with the original and export the file again",
        for_readers=True,
    ),
    "nul-bytes": _warning(
        "the text contains {count} NUL character(s), shown as ␀",
        "compare the place with the original and export the file again",
        for_readers=True,
    ),
    # What it is
    "not-a-cable": _error(
        "no header line, no paragraph and no message reference number was found",
        "remove the file from content/cables, or compare its form with a known cable",
    ),
    "mrn-missing": _error(
        "no message reference number: neither a line like 'UNCLAS MEXICO 000721' with "
        "a date, nor a file name like 08MEXICO721.txt",
        "name the file after the cable: year, post and number",
    ),
    "mrn-differs": _warning(
        "the text says {found}, the file name says {name}; the text is used",
        "rename the file, or correct the header if it was garbled",
    ),
    "mrn-duplicate": _error(
        "duplicate MRN {mrn}: {other} has the same number; this file is skipped",
        "remove one of the two files",
    ),
    # Header
    "header-truncated": _warning(
        "the {lines} missing",
        "look for a complete copy of the cable",
        for_readers=True,
    ),
    "copy-superseded": _note(
        "the file repeats the message or its header; the copy that begins here is used",
        "nothing, unless they differ",
        for_readers=True,
    ),
    "copy-extract": _note(
        "the publisher calls this copy a partial extract of the cable",
        "look for a copy with its header if addressees matter",
        for_readers=True,
    ),
    "reference-unreadable": _warning(
        "this part of the REF line names no cable, septel, e-mail or other document",
        "compare it with the original; add a correction if it was garbled",
    ),
    "reference-year-inferred": _note(
        "{reference} has no year; {year} was inferred because {reason}",
        "check the year before citing",
    ),
    "reference-not-held": _note(
        "{mrn} is cited here and is not in content/cables",
        "add the cable; references/wanted.csv of the site lists all that are wanted",
    ),
    "reference-not-linked": _note(
        "not linked: {reason}",
        "nothing, unless a target is known: then add a correction",
    ),
    # Abbreviations
    "term-conflict": _note(
        "{count} abbreviation(s) with several meanings: {shorts}",
        "choose one in content/curated/glossary.yml",
    ),
    "term-undefined": _note(
        "{count} abbreviation(s) of unknown meaning: {shorts}",
        "explain or exclude them in content/curated/glossary.yml",
    ),
    # Body
    "paragraphs-missing": _warning(
        "no text follows the header",
        "look for a complete copy of the cable",
        for_readers=True,
    ),
    "number-late": _warning(
        "paragraph numbers begin with {number}; expected 1",
        "look whether the beginning is missing from the source",
        for_readers=True,
    ),
    "number-gap": _warning(
        "paragraph {after} follows paragraph {before}; expected {expected}",
        "look whether text is missing from the source or the numbering is the drafter's",
        for_readers=True,
    ),
    "number-repeated": _warning(
        "paragraph number {number} appears {times}",
        "nothing: the cable's own numbers are kept",
        for_readers=True,
    ),
    "page-missing": _note(
        "transmission page {missing} of {of} has no page line between lines {first} and {last}",
        "the text may be complete: a page line can be lost alone; compare with the original",
        for_readers=True,
    ),
    "text-truncated": _warning(
        "the text breaks off with '...'",
        "look for a complete copy of the cable",
        for_readers=True,
    ),
    "passage-redacted": _note(
        "the publisher of the source struck out passages in {count} line(s): {lines}",
        "nothing: the marks are kept as they came",
        for_readers=True,
    ),
    "text-unparsed": _warning(
        "unrecognised text, shown as received",
        "compare it with the original",
        for_readers=True,
    ),
}


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One thing found in one source."""

    code: str
    """A key of `CODES`."""
    line: int | None
    """Source line, counted from 1; None where the whole file is meant."""
    text: str
    """The text at fault, at most `MAX_EXCERPT_LENGTH` characters; empty for the whole file."""
    message: str
    """What was found and what was expected."""

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return CODES[self.code].severity

    @property
    def advice(self) -> str:
        """What the user can do about it."""
        return CODES[self.code].advice


def diagnostic(
    code: str, *, line: int | None = None, text: str = "", **fields: object
) -> Diagnostic:
    """The diagnostic `code` at `line`, its message filled with `fields`."""
    return Diagnostic(
        code=code,
        line=line,
        text=excerpt(text),
        message=CODES[code].message.format(**fields),
    )


def excerpt(text: str) -> str:
    """`text` on one line, without control characters, cut to `MAX_EXCERPT_LENGTH`."""
    shown = " ".join(printable(text[:400]).split())
    return shown if len(shown) <= MAX_EXCERPT_LENGTH else shown[: MAX_EXCERPT_LENGTH - 1] + "…"


def printable(text: str) -> str:
    """`text` with a blank for each character that is not drawn: controls, bidi, half characters."""
    return "".join(c if c.isprintable() else " " for c in text)


def printable_lines(text: str) -> str:
    """The same for a text of several lines, which stay lines."""
    return "\n".join(map(printable, text.split("\n")))


def format_diagnostic(found: Diagnostic, file: str) -> str:
    """One diagnostic for a terminal: place, what is wrong, the text, what to do.

    Nothing in it acts on the terminal: names of files and words of a source may hold anything.
    """
    place = printable(file if found.line is None else f"{file}:{found.line}")
    quoted = f'\n    text: "{found.text}"' if found.text else ""
    return (
        f"{place}: {found.severity}: {printable(found.message)} [{found.code}]"
        f"{quoted}\n    to do: {found.advice}"
    )
