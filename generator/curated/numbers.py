"""Numbers of cables and paras as editors write them: in any spelling that cables use themselves."""

from __future__ import annotations

import re

from generator.curated.yaml_fields import Faults, quoted
from generator.model import Anchor, Mrn, line_anchor, make_mrn, para_anchor
from generator.parse.references import post_letters

LONGEST_NAME = 100
"""Characters of the longest text that is read as a number of a cable or para."""

_MRN = re.compile(
    r"(?:(?P<year>(?:19|20)?[0-9]{2})\s*)?(?P<post>[A-Za-z][A-Za-z.'’ ]*?(?:0(?=\s))?)\s*"
    r"0*(?P<number>[0-9]{1,9})(?:\s*\((?P<after>(?:19|20)?[0-9]{2})\))?"
)
"""`08LIMA12`, `08LIMA000012`, `08 LIMA 12`, `2008 Lima 00012`, `LIMA 12 (2008)`; without a year
`LIMA 12`, which does not name one cable."""

_PARA = re.compile(
    r"(?:¶+\s*|para(?:graph)?s?\b\.?\s*)?"
    r"(?:0*(?P<number>[1-9][0-9]{0,5})(?:\.?(?P<letter>[A-Z]))?|(?P<alone>[A-Z])\.?)"
    r"|line\s*0*(?P<line>[1-9][0-9]{0,5})|(?P<anchor>[pl]-[0-9a-z-]{1,20})",
    re.IGNORECASE,
)
"""`22`, `¶22`, `para 22`, `para. 22`, `paragraph 22`, `27.A`, `27a`, `A`, `line 160`, `p-22`."""

_BREAK = re.compile(r",?\s+|(?=¶)")
"""What may stand between the number of a cable and that of a para."""


def read_mrn(text: str, line: int, faults: Faults) -> Mrn:
    """The canonical MRN of the cable that `text` names; a fault on `line` where it names none."""
    found = _mrn(text)
    if found is not None:
        return found
    known = _MRN.fullmatch(text) if len(text) <= LONGEST_NAME else None
    if known is not None and not known["year"] and not known["after"]:
        faults.add(line, f"{quoted(text)} has no year: write it in front, as in 08MEXICO721.")
    else:
        faults.add(
            line,
            f"{quoted(text)} is no message reference number: write year, post, number: "
            "08MEXICO721.",
        )
    return Mrn(text)


def _mrn(text: str) -> Mrn | None:
    """The canonical MRN; None where `text` is none or lacks the year."""
    found = _MRN.fullmatch(text) if len(text) <= LONGEST_NAME else None
    if found is None or bool(found["year"]) == bool(found["after"]):
        return None
    post = post_letters(found["post"])
    return (
        make_mrn(int(found["year"] or found["after"]), post, int(found["number"])) if post else None
    )


def read_para(text: str) -> Anchor | None:
    """The anchor of a para by its name within a cable; None where `text` is none."""
    found = _PARA.fullmatch(text.strip()) if len(text) <= LONGEST_NAME else None
    if found is None:
        return None
    if found["anchor"]:
        return Anchor(found["anchor"].lower())
    if found["line"]:
        return line_anchor(int(found["line"]))
    parts = (found["number"], found["letter"], found["alone"])
    return para_anchor("-".join(part.lower() for part in parts if part))


def read_para_of_cable(text: str, line: int, faults: Faults) -> tuple[Mrn, Anchor] | None:
    """Cable and para that `text` names: `08MEXICO721 ¶22`, `08 MEXICO 000721, para. 22`.

    Faults are added on `line`; then None.
    """
    for cut in _BREAK.finditer(text if len(text) <= LONGEST_NAME else ""):
        anchor, cable = read_para(text[cut.end() :]), text[: cut.start()]
        if anchor is not None and _MRN.fullmatch(cable):
            return read_mrn(cable, line, faults), anchor
    faults.add(line, f"{quoted(text)} names no para of a cable: write '08MEXICO721 ¶22'.")
    return None
