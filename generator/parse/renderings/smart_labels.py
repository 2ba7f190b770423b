"""Labels of the blocks above and below the text of a SMART telegram."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from generator.parse.pattern import pattern

LABEL = pattern(
    r"\s*(?:[.•|*—]\s{1,8})?(?P<name>[A-Z5][A-Za-z0-9./!|]{0,14}(?: ?[A-Z]?[A-Za-z0-9]{1,10})?\.?)"
    r"(?:\s{0,2}(?P<colon>[:;])|(?=\s{4}|$))\s*",
    "MRN:                11 LIMA 504",
    "Date/DTG:           Apr 07, 2011 / 071322Z APR 11",
    ".   Drafted By:     LIMA:Doe, Jane",
    "E.O.:",
    "5ignature:          DOE",
)
"""A name at the start of a line; text recognition may lose its colon."""

MISREAD_MRN = pattern(
    r"\s*(?P<name>[A-Z]RN|M[A-Z]N|MR[A-Z]|MRIV|IVIRN)\s{0,2}[:;.]?\s{1,40}(?=[0-9OIl]{2}\s{1,8}[A-Z])",
    "MAN: 11 LIMA 504",
    "MRIV  11 LIMA 504",
)
"""`MRN` as text recognition reads it, in front of a number."""

SHORT_NAME, LONG_NAME = 5, 9
"""A name of so many letters may have one letter misread, or two."""


class BlockField(StrEnum):
    """A field of the blocks, by the letters of its name."""

    MRN = "mrn"
    DATE = "datedtg"
    SENDER = "from"
    ACTION = "action"
    EXECUTIVE_ORDER = "eo"
    TAGS = "tags"
    CAPTIONS = "captions"
    REFERENCE = "reference"
    PASS_LINE = "passline"
    SUBJECT = "subject"
    CLASSIFIED_BY = "classifiedby"
    DERIVED_FROM = "derivedfrom"
    REASON = "reason"
    DECLASSIFY_ON = "declassifyon"
    ACTION_OFFICE = "actionoffice"
    INFO_OFFICE = "infooffice"
    INFO = "info"
    SIGNATURE = "signature"
    DRAFTED_BY = "draftedby"
    CLEARED_BY = "clearedby"
    APPROVED_BY = "approvedby"
    RELEASED_BY = "releasedby"
    ATTACHMENTS = "attachments"
    ACTION_POST = "actionpost"
    DISSEMINATION_RULE = "disseminationrule"
    TRANSMITTED = "xmt"


OFFICES = frozenset({BlockField.ACTION_OFFICE, BlockField.INFO_OFFICE})
"""Fields that are above the MRN or below the text."""

FOOT = frozenset(
    {
        BlockField.SIGNATURE,
        BlockField.DRAFTED_BY,
        BlockField.CLEARED_BY,
        BlockField.APPROVED_BY,
        BlockField.RELEASED_BY,
        BlockField.ACTION_POST,
        BlockField.DISSEMINATION_RULE,
        BlockField.TRANSMITTED,
        BlockField.INFO,
        BlockField.ATTACHMENTS,
    }
)
"""Fields of the block below the text."""

COMMON = frozenset({BlockField.INFO, BlockField.ATTACHMENTS})
"""Fields of the block below the text whose names may also begin a line of text."""

SHARED = frozenset({BlockField.SENDER, BlockField.SUBJECT, BlockField.ACTION, BlockField.INFO})
"""Fields whose names e-mails and other texts also have."""

_ALIASES = {
    "caption": BlockField.CAPTIONS,
    "references": BlockField.REFERENCE,
    "ref": BlockField.REFERENCE,
    "refs": BlockField.REFERENCE,
    "passlines": BlockField.PASS_LINE,
    "dtg": BlockField.DATE,
    "attachment": BlockField.ATTACHMENTS,
}
_MISREAD = str.maketrans("0158", "olsb")
"""Letters of names that text recognition reads as figures."""

_NAMES = {**{str(field): field for field in BlockField}, **_ALIASES}


@dataclass(frozen=True, slots=True)
class BlockLabel:
    """The label at the start of a line."""

    field: BlockField
    end: int
    """Offset of what follows it in the line's text."""
    is_damaged: bool
    """True if a letter of its name is misread."""
    typed: str
    """Its name as received."""


def read_block_label(text: str) -> BlockLabel | None:
    """The label at the start of a line of a block; None for any other line.

    `MRN:`, `Date/DTG:`, `DatelDTG:`, `Frorn:`, `E.O:`, `Dissemination Rule:`
    """
    match = LABEL.match(text)
    if match is None:
        return _misread_mrn(text)
    name = re.sub("[^a-z]", "", match["name"].lower().translate(_MISREAD))
    field = _NAMES.get(name)
    is_alone = not match["colon"] and match.end() == len(text)
    if field is not None and not (is_alone and field is BlockField.INFO):
        return BlockLabel(field, match.end(), False, match["name"])
    narrow = _NAMES.get(name.replace("rn", "m"))
    close = narrow or _similar_field(name) if match["colon"] else None
    return BlockLabel(close, match.end(), True, match["name"]) if close else _misread_mrn(text)


def _misread_mrn(text: str) -> BlockLabel | None:
    match = MISREAD_MRN.match(text)
    return BlockLabel(BlockField.MRN, match.end(), True, match["name"]) if match else None


def _similar_field(name: str) -> BlockField | None:
    """The field whose name is one or two letters off, depending on its length."""
    for known, field in _NAMES.items():
        limit = 0 if len(known) < SHORT_NAME else 1 if len(known) < LONG_NAME else 2
        if limit and OSA.distance(name, known, score_cutoff=limit) <= limit:
            return field
    return None
