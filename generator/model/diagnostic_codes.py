"""The table of problems that a source can have: severity, message and advice of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from generator.model.corrections import CorrectionKind


class Severity(StrEnum):
    """Severity of a diagnostic. `ERROR` fails `reftel check` and strict builds."""

    ERROR = "error"
    """The file contains no usable cable."""
    WARNING = "warning"
    """The parsed text may be wrong or incomplete; editors should look at it."""
    NOTE = "note"
    """A peculiarity of the copy that the parser handled."""


@dataclass(frozen=True, slots=True)
class DiagnosticCode:
    """One kind of diagnostic."""

    severity: Severity
    message: str
    """The problem and what was expected, as a format string."""
    advice: str
    """What the user can do about it."""
    for_readers: bool = False
    """True if the cable's page shows it: the copy is damaged or incomplete."""
    correction: CorrectionKind | None = None
    """The kind of correction that it advises; None if it advises none."""


_error = partial(DiagnosticCode, Severity.ERROR)
_warning = partial(DiagnosticCode, Severity.WARNING)
_note = partial(DiagnosticCode, Severity.NOTE)

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
        "the program failed on this file ({reason}); the other files are built",
        "report it with the version and, if you may share it, the file",
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
        "the file has {size}; the limit is {limit}",
        "put one cable into each file; 'reftel import' does so for files with many cables",
    ),
    "file-needs-import": _error(
        "the file is {form}, which is not read from content/cables",
        "import it ('reftel import' and its path), then move it out of content/cables",
    ),
    "file-form-unknown": _error(
        "the file is not read: {suffix}; expected .txt, .md, .cable, .html, .htm, .xml or .csv",
        "rename it if it holds a cable as text, or move it out of content/cables",
    ),
    "parts-left-out": _note(
        "not read as telegrams: {parts}",
        "nothing, if these parts are not telegrams",
    ),
    "encoding-unknown": _error(
        "the bytes are neither UTF-8 nor Windows-1252",
        "convert the file to UTF-8",
    ),
    "encoding-windows-1252": _note(
        "the file is not UTF-8 and was read as Windows-1252",
        "check accented letters, or convert the file to UTF-8",
        for_readers=True,
    ),
    "encoding-damaged": _warning(
        "the file has invalid UTF-8 bytes in {count} place(s), shown as \ufffd",
        "compare the place with the original and export the file again",
        for_readers=True,
    ),
    "nul-bytes": _warning(
        "the text contains NUL characters ({count}), shown as ␀",
        "compare the place with the original and export the file again",
        for_readers=True,
    ),
    # What it is
    "not-a-cable": _error(
        "no number, date, post, classification or subject was found; expected a header with a line "
        "like 'UNCLAS MEXICO 000721'",
        "remove the file from content/cables, or compare its layout with another cable",
    ),
    "form-unknown": _error(
        "the file is {form} without a telegram; expected {expected}",
        "save the telegram's text in a text file, or remove the file",
    ),
    "file-holds-many": _error(
        "the file is a {form} of several telegrams; expected one",
        "run 'reftel import' on the file, which makes a file for each telegram",
    ),
    "mrn-missing": _error(
        "no message reference number: neither a line like 'UNCLAS MEXICO 000721' with "
        "a date, nor a file name like 08MEXICO721.txt",
        "name the file after the cable: year, post and number; or add a correction",
        correction=CorrectionKind.NUMBER,
    ),
    "post-unknown": _warning(
        "{post} is not a known post, so that this line gives no number; {number}",
        "compare the post with the original; name the file after the cable, as 08MEXICO721.txt",
    ),
    "mrn-unreadable": _warning(
        "the MRN line gives no number: {reason}",
        "compare it with the original; name the file after the cable, or add a correction",
        for_readers=True,
        correction=CorrectionKind.NUMBER,
    ),
    "xml-broken": _warning(
        "the XML is not read from here on: {reason}",
        "compare the place with the original, or export the document again",
        for_readers=True,
    ),
    "mrn-differs": _warning(
        "the text says {found}, the file name says {name}; the text is used",
        "rename the file; or add a correction if the header was garbled",
        correction=CorrectionKind.NUMBER,
    ),
    "mrn-copy": _note(
        "another copy of {mrn}: the main copy is {other}",
        "if this copy is the better one, name it in content/curated/copies.yml",
    ),
    "mrn-duplicate": _error(
        "duplicate MRN {mrn}: {other} has the same number and another text; this file is skipped",
        "correct the number of one of the two files, or remove it",
    ),
    "metadata-unreadable": _warning(
        "the {name} in the publisher's table is not understood; that of the text is used",
        "compare the cell with the original",
    ),
    "metadata-differs": _warning(
        "the publisher's table says {given}, the text says {printed}; the table is used",
        "compare the line with the original",
        for_readers=True,
    ),
    # Header
    "number-missing": _warning(
        "the text gives no number: expected a line like 'UNCLAS MEXICO 000721'; "
        "the file name gives {mrn}",
        "check the number against the original, or add a correction",
        for_readers=True,
        correction=CorrectionKind.NUMBER,
    ),
    "number-uncertain": _warning(
        "the copy gives no message reference number: {reason}",
        "if you know its number, name the file after it, as 08MEXICO721.txt, or add a correction",
        for_readers=True,
        correction=CorrectionKind.NUMBER,
    ),
    "date-of-draft": _note(
        "{date} is the day of drafting; the telegram was sent on that day or later",
        "look for the telegram as it was sent, or add a correction",
        for_readers=True,
        correction=CorrectionKind.DATE,
    ),
    "date-missing": _note(
        "the day is unknown: expected a line like 'R 112219Z MAR 08' above the classification line",
        "look for a complete copy of the cable, or add a correction",
        for_readers=True,
        correction=CorrectionKind.DATE,
    ),
    "date-damaged": _warning(
        "the date line is damaged: {reason}",
        "compare it with the original, or add a correction",
        for_readers=True,
        correction=CorrectionKind.DATE,
    ),
    "captions-unreadable": _warning(
        "the captions have {words}, which is not a caption and is left out; expected words like "
        "SENSITIVE or SIPDIS",
        "compare the line with the original",
        for_readers=True,
    ),
    "post-missing": _warning(
        "no post: expected a line like 'UNCLAS MEXICO 000721'",
        "look for a complete copy of the cable, or add a correction",
        for_readers=True,
        correction=CorrectionKind.POST,
    ),
    "classification-missing": _warning(
        "no classification: expected a line like 'UNCLAS MEXICO 000721'",
        "look for a complete copy, or add a correction; do not take it as unclassified",
        for_readers=True,
        correction=CorrectionKind.CLASSIFICATION,
    ),
    "classification-unreadable": _warning(
        "this classification line is damaged; number and classification are those of the block "
        "above",
        "compare it with the original",
        for_readers=True,
    ),
    "subject-missing": _warning(
        "no subject: expected a line that begins 'SUBJECT:' after this one",
        "look for a complete copy of the cable, or add a correction",
        for_readers=True,
        correction=CorrectionKind.SUBJECT,
    ),
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
    "tags-unknown": _note(
        "the TAGS line has {codes}, not known as TAGS; kept without a meaning",
        "compare the line with the original",
    ),
    "tags-unreadable": _note(
        "the TAGS line has {words}, which is not a TAGS code and is left out",
        "compare the line with the original",
    ),
    "reference-unreadable": _warning(
        "this entry of the REF lines is not understood: {reason}",
        "compare it with the original; add a correction if it was garbled",
        correction=CorrectionKind.REFERENCE,
    ),
    "reference-year-inferred": _note(
        "{reference} has no year; {year} was inferred because {reason}",
        "check the year before citing",
    ),
    "reference-not-held": _note(
        "{mrn} is cited here but is not in content/cables",
        "add the cable; references/wanted.csv of the site lists all wanted cables",
    ),
    "reference-not-linked": _note(
        "not linked: {reason}",
        "nothing, or add a correction if you know the cable",
        correction=CorrectionKind.REFERENCE,
    ),
    "mention-not-linked": _note(
        "not linked: {reason}",
        "nothing: the cable's pages list it with the reason",
    ),
    # Corrections
    "correction-stale": _warning(
        "the correction of {kind} on line {entry} of content/curated/corrections.yml is not "
        "applied: it expects '{was}', but {state}",
        "write 'line' and 'was' as the source has them now, or remove the correction",
    ),
    "copy-file-missing": _warning(
        "there is no such file in content/cables, but content/curated/copies.yml names it on line "
        "{number}{hint}",
        "write the name of the file, or remove the entry",
    ),
    "copy-main-twice": _warning(
        "content/curated/copies.yml names two main copies of {mrn}; {other} is used",
        "write 'base: true' for one file only",
    ),
    "correction-file-missing": _warning(
        "there is no such file in content/cables, but content/curated/corrections.yml corrects it "
        "on line {lines}{hint}",
        "write the name of the file, or remove the correction",
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
    "organisation-alike": _note(
        "{count} pair(s) of names may be one organisation: {pairs}",
        "join those that are one in content/curated/organisations.yml",
    ),
    # Body
    "paragraphs-missing": _warning(
        "no text follows the header",
        "look for a complete copy of the cable",
        for_readers=True,
    ),
    "text-unavailable": _note(
        "the archive has this record of the cable, but not its text ({reason})",
        "look for the text on the archive's microfilm or in a later release",
        for_readers=True,
    ),
    "text-cut": _warning(
        "the copy ends here, without the transmission's end mark and without a signature",
        "look for a complete copy of the cable",
        for_readers=True,
    ),
    "section-missing": _warning(
        "the copy lacks section {missing} of {of}",
        "look for a complete copy of the cable",
        for_readers=True,
    ),
    "text-destroyed": _warning(
        "asterisks replace lost text on {count} line(s)",
        "compare the place with another copy",
        for_readers=True,
    ),
    "number-late": _warning(
        "paragraph numbers begin with {number}; expected 1",
        "check whether the beginning is missing from the source; add a correction if the number "
        "was misread",
        for_readers=True,
        correction=CorrectionKind.PARA,
    ),
    "number-gap": _warning(
        "paragraph {after} follows paragraph {before}; expected {expected}",
        "check whether text is missing from the source or the numbering is the drafter's own; add "
        "a correction if a number was misread",
        for_readers=True,
        correction=CorrectionKind.PARA,
    ),
    "number-repeated": _warning(
        "paragraph number {number} appears {times}",
        "nothing: the cable's own numbers are kept; add a correction if one was misread",
        for_readers=True,
        correction=CorrectionKind.PARA,
    ),
    "page-missing": _note(
        "transmission page {missing} of {of} has no page line between lines {first} and {last}",
        "compare with the original: text may be missing, or the page line only",
        for_readers=True,
    ),
    "text-truncated": _warning(
        "the text breaks off with '...'",
        "look for a complete copy of the cable",
        for_readers=True,
    ),
    "passage-redacted": _note(
        "the publisher of the source struck out passages: {lines}",
        "nothing: the marks are kept as received",
        for_readers=True,
    ),
    "text-withheld": _note(
        "the publisher withheld text under {codes}: lines {lines}",
        "look for a later release of the cable",
        for_readers=True,
    ),
    "marking-unreadable": _note(
        "{count} portion marking(s) are unreadable and left out: lines {lines}",
        "compare them with the original",
        for_readers=True,
    ),
    "email-around": _note(
        "the telegram is inside e-mails; {count} line(s) of these are not part of it",
        "nothing: the source page shows them",
    ),
    "text-unparsed": _warning(
        "unrecognised text{where}, shown as received",
        "compare it with the original",
        for_readers=True,
    ),
}
