"""What is counted on the page about the edition, in words for readers."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import Fate, UseStatus

FATES: Mapping[Fate, str] = {
    Fate.BLANK: "Blank",
    Fate.PREAMBLE: "In front of the message: metadata of the copy",
    Fate.SUPERSEDED: "An earlier copy of the message in the same file",
    Fate.RECORD: "A record of the database from which the copy came",
    Fate.HEADER: "Header: numbers, addressees, date, subject, references",
    Fate.CAPTION: "A caption such as SIPDIS",
    Fate.PASSING: "A line that passes the telegram on",
    Fate.HEADING: "A topic heading",
    Fate.RULE: "A rule under a heading",
    Fate.TEXT: "Text of a paragraph",
    Fate.PAGE: "A page line of the transmission",
    Fate.STRAY: "A caption that the transmission repeated within the text",
    Fate.BANNER: "A line that the transmission repeated at each of its sections",
    Fate.SIGNATURE: "The signature",
    Fate.TRAILER: "Closing links and notices of the post",
    Fate.UNPARSED: "Fits no part of a cable; shown as it came",
}
"""What became of a source line."""

FINDINGS: Mapping[str, str] = {
    "file-unreadable": "The file could not be read",
    "file-name-unreadable": "The name of the file is not UTF-8",
    "program-fault": "The program failed on the file",
    "file-empty": "The file holds no text",
    "file-binary": "The file is binary, not text",
    "file-too-large": "The file is larger than any cable",
    "encoding-unknown": "The file's encoding is not known",
    "encoding-windows-1252": "The file was read as Windows-1252: accented letters may be wrong",
    "encoding-damaged": "Letters of the file are broken; they are shown as \ufffd",
    "nul-bytes": "NUL characters stand in the text; they are shown as ␀",
    "not-a-cable": "The file holds no cable",
    "mrn-missing": "The cable has no message reference number",
    "mrn-differs": "Text and file name give different numbers; the text is believed",
    "mrn-duplicate": "Another file holds the same cable; the first one was kept",
    "header-truncated": "A part of the header is missing",
    "copy-superseded": "The message stands in the file more than once; one copy was read",
    "copy-extract": "The publisher calls the copy a partial extract",
    "reference-unreadable": "A part of the REF line names nothing that is known",
    "reference-year-inferred": "A reference has no year; one was inferred, and is marked so",
    "reference-not-held": "A cited cable is not held in this collection",
    "reference-not-linked": "Words that point somewhere have no single target; the reason is shown",
    "term-conflict": "Short forms have more than one meaning",
    "term-undefined": "The meaning of short forms is not known",
    "paragraphs-missing": "No text follows the header",
    "number-late": "The paragraph numbers do not begin with 1: the beginning may be missing",
    "number-gap": "Paragraph numbers are left out: text may be missing",
    "number-repeated": "A paragraph number stands twice; both paragraphs are kept",
    "page-missing": "A page line of the transmission is missing; text may be missing with it",
    "text-truncated": "The text breaks off",
    "passage-redacted": "The publisher of the copy struck out passages; the marks are kept",
    "text-unparsed": "Text fits no part of a cable; it is shown as it came",
}
"""Every diagnostic by its code, without the particulars that stand on a cable's page."""

OUTCOMES: Mapping[str, str] = {
    "resolved": "One target fits, and it is held: a link",
    "not held": "One cable is meant, and it is not held: a link to its entry among cited cables",
    "withheld": "One cable is meant, and this edition withholds it",
    "ambiguous": "More than one target fits: no link",
    "unwritten": "A separate telegram that the text does not number: no link",
    "no cable": "Something that is no cable, as an e-mail: no link",
    "unreadable": "Nothing fits the words: no link",
}
"""What a reference leads to."""

STATUSES: Mapping[UseStatus, str] = {
    UseStatus.HERE: "Defined in the same cable",
    UseStatus.ELSEWHERE: "Defined in another cable of the same post",
    UseStatus.CURATED: "Explained by the editors of this collection",
    UseStatus.REFERENCE: "A term of the service, from the program's table",
    UseStatus.CONFLICT: "More than one meaning fits: none is shown as the right one",
    UseStatus.UNDEFINED: "Not known",
}
"""How it is known what a short form means where it stands."""
