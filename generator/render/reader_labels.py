"""Labels for readers: what became of a line, findings, outcomes of references, meanings."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import CorrectionKind, Fate, UseStatus

FATES: Mapping[Fate, str] = {
    Fate.BLANK: "Blank",
    Fate.PREAMBLE: "Metadata of the copy, in front of the message",
    Fate.WEB_PAGE: "The web page around the message",
    Fate.E_MAIL: "An e-mail that carried the message",
    Fate.RELEASE_MARK: "Mark of the release",
    Fate.SUPERSEDED: "An earlier copy of the message in the same file",
    Fate.RECORD: "A record of the database that the copy came from",
    Fate.FORM: "The printed form around the message: titles, stamps, clearances",
    Fate.NOTE: "A note or page mark of the edition that printed the message",
    Fate.MARKUP: "Tags of the file, without words",
    Fate.HEADER: "Header: numbers, addressees, date, subject, references",
    Fate.CAPTION: "A caption such as SIPDIS",
    Fate.PASSING: "A routing line, which passes the telegram on",
    Fate.HEADING: "A topic heading",
    Fate.RULE: "A rule under a heading",
    Fate.TEXT: "Text of a paragraph",
    Fate.PAGE: "A page line of the transmission",
    Fate.STRAY: "A caption that the transmission repeated within the text",
    Fate.BANNER: "A line that the transmission repeated at each of its sections",
    Fate.SIGNATURE: "The signature",
    Fate.TRAILER: "Closing links and notices of the post",
    Fate.UNPARSED: "Unrecognised text, shown as received",
}
"""What became of a source line, on the page about the edition."""

LINE_FATES: Mapping[Fate, str] = {
    **{fate: fate.value for fate in Fate},
    Fate.BLANK: "",
    Fate.SUPERSEDED: "earlier copy",
    Fate.PASSING: "routing line",
    Fate.UNPARSED: "unrecognised",
}
"""The same in a word or two, for each line of a source page; empty for blank lines.

The data files have the values of `Fate`.
"""

FINDINGS: Mapping[str, str] = {
    "file-unreadable": "The file could not be read",
    "file-name-unreadable": "The name of the file is not UTF-8",
    "program-fault": "The program failed on the file",
    "file-empty": "The file contains no text",
    "file-binary": "The file is binary, not text",
    "file-too-large": "The file is longer than any cable",
    "file-needs-import": "The file is of a form that must be imported",
    "file-form-unknown": "The file's name has an unknown ending",
    "parts-left-out": "Parts of the file are not telegrams",
    "encoding-unknown": "The file's encoding is unknown",
    "encoding-windows-1252": "The file was read as Windows-1252: accented letters may be wrong",
    "encoding-damaged": "Some letters of the file are broken; they are shown as \ufffd",
    "nul-bytes": "The text contains NUL characters, shown as ␀",
    "not-a-cable": "The file contains no cable",
    "form-unknown": "The file is a web page or table without a telegram",
    "file-holds-many": "The file contains several cables",
    "mrn-missing": "The cable has no message reference number",
    "post-unknown": "The post of the classification line is not known",
    "mrn-unreadable": "The line with the number is damaged",
    "mrn-differs": "Text and file name give different numbers; the text is used",
    "mrn-copy": "Another file is a copy of the same cable; the two are compared",
    "mrn-duplicate": "Another file has the same number and another text; it is left out",
    "metadata-unreadable": "A cell of the publisher's table is not understood",
    "metadata-differs": "The publisher's table differs from the text; the table is used",
    "number-missing": "The text gives no number",
    "xml-broken": "The XML of the file is broken: what follows is not read",
    "number-uncertain": "The copy gives no message reference number; the reason is shown",
    "date-of-draft": "The date is that of drafting",
    "date-missing": "The day of the cable is unknown",
    "date-damaged": "The line with the date is damaged",
    "captions-unreadable": "A caption is unreadable and left out",
    "post-missing": "The text names no post",
    "classification-missing": "The text gives no classification",
    "classification-unreadable": "The classification line is damaged; the block above it is used",
    "subject-missing": "The cable has no subject line",
    "header-truncated": "Part of the header is missing",
    "copy-superseded": "The file contains the message more than once; one copy is used",
    "copy-extract": "The publisher calls the copy a partial extract",
    "tags-unknown": "The TAGS line has codes that are not known",
    "tags-unreadable": "The TAGS line has words that are not codes",
    "reference-unreadable": "Part of the REF line is not recognised",
    "reference-year-inferred": "A reference has no year; the inferred year is marked",
    "reference-not-held": "A cited cable is not held in this collection",
    "reference-not-linked": "An entry of the REF line names no single cable; the reason is shown",
    "mention-not-linked": "A reference in the text has no single target; the reason is shown",
    "correction-stale": "An editor's correction does not fit the source and is not applied",
    "copy-file-missing": "A file that editors call a copy is not there",
    "copy-main-twice": "Editors name two main copies of one cable; the first one is used",
    "correction-file-missing": "A file that an editor corrects is not there",
    "term-conflict": "Abbreviations have several meanings",
    "organisation-alike": "Names may be one organisation",
    "term-undefined": "The meaning of abbreviations is unknown",
    "paragraphs-missing": "No text follows the header",
    "text-cut": "The copy ends without the transmission's end mark and without a signature",
    "section-missing": "A section of the cable is missing from the copy",
    "text-destroyed": "Asterisks replace lost text",
    "number-late": "The paragraph numbers do not begin with 1: the beginning may be missing",
    "number-gap": "Paragraph numbers are skipped: text may be missing",
    "number-repeated": "A paragraph number appears twice; both paragraphs are kept",
    "page-missing": "A transmission page line is missing; text may be missing too",
    "text-unavailable": "The archive has a record of the cable, but not its text",
    "text-truncated": "The text breaks off",
    "passage-redacted": "The publisher of the copy struck out passages; the marks are kept",
    "text-withheld": "The publisher withheld text under the codes shown",
    "marking-unreadable": "Portion markings are unreadable and left out",
    "email-around": "The file holds e-mails around the telegram",
    "text-unparsed": "Unrecognised text, shown as received",
}
"""Every diagnostic by its code, without the details that the cable's front page gives."""

OUTCOMES: Mapping[str, str] = {
    "held": "One target fits and is held: linked",
    "not-held": "One cable is meant but not held: linked to its entry under cited cables",
    "withheld": "One cable is meant but withheld from this edition",
    "ambiguous": "Several targets fit: not linked",
    "unwritten": "A separate telegram without a number in the text: not linked",
    "no-cable": "Something other than a cable, such as an e-mail: not linked",
    "unreadable": "No target fits: not linked",
}
"""Outcomes of a reference, by their names in the data."""

STATUSES: Mapping[UseStatus, str] = {
    UseStatus.HERE: "Defined in the same cable",
    UseStatus.ELSEWHERE: "Defined in another cable of the same post",
    UseStatus.CURATED: "Explained by the editors of this collection",
    UseStatus.REFERENCE: "A service term, from the program's table",
    UseStatus.CONFLICT: "Several meanings: none is preferred",
    UseStatus.UNDEFINED: "Meaning unknown",
}
"""Where the meaning of a use of an abbreviation comes from."""

CORRECTIONS: Mapping[CorrectionKind, str] = {
    CorrectionKind.NUMBER: "Message reference number",
    CorrectionKind.DATE: "Date",
    CorrectionKind.POST: "Post",
    CorrectionKind.CLASSIFICATION: "Classification",
    CorrectionKind.SUBJECT: "Subject",
    CorrectionKind.TAGS: "TAGS",
    CorrectionKind.REFERENCE: "Reference",
    CorrectionKind.PARA: "Number of the paragraph",
    CorrectionKind.JOIN: "Line joined to the one above",
    CorrectionKind.SPLIT: "Line divided",
}
"""What a correction corrects."""
