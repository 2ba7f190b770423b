"""Numbers of cables and paras as editors write them, in any spelling that cables use."""

from __future__ import annotations

import re

from generator.curated.yaml_fields import Faults, quoted
from generator.facts.post_names import post_letters
from generator.model import Anchor, Mrn, line_anchor, make_mrn, para_anchor

LONGEST_NAME = 100
"""The most characters of a text that names a cable or para."""

_MRN = re.compile(
    r"(?:(?P<year>(?:19|20)?[0-9]{2})\s*)?(?P<post>[A-Za-z][A-Za-z.'’ ]*?(?:0(?=\s))?)\s*"
    r"0*(?P<number>[0-9]{1,9})(?:\s*\((?P<after>(?:19|20)?[0-9]{2})\))?"
)
"""`08LIMA12`, `08LIMA000012`, `08 LIMA 12`, `2008 Lima 00012`, `LIMA 12 (2008)`; also `LIMA 12`,
which is ambiguous without a year."""

_PARA = re.compile(
    r"(?:¶+\s*|para(?:graph)?s?\b\.?\s*)?"
    r"(?:0*(?P<number>[1-9][0-9]{0,5})(?:\.?(?P<letter>[A-Z]))?|(?P<alone>[A-Z])\.?)"
    r"|line\s*0*(?P<line>[1-9][0-9]{0,5})|(?P<anchor>[pl]-[0-9a-z-]{1,20})",
    re.IGNORECASE,
)
"""`22`, `¶22`, `para 22`, `para. 22`, `paragraph 22`, `27.A`, `27a`, `A`, `line 160`, `p-22`."""

_BREAK = re.compile(r",?\s+|(?=¶)")
"""The boundary between the number of a cable and that of a para."""


def read_mrn(text: str, line: int, faults: Faults) -> Mrn:
    """The canonical MRN of the cable that `text` names; else `text`, and a fault on `line`."""
    match = _MRN.fullmatch(text) if len(text) <= LONGEST_NAME else None
    post = post_letters(match["post"]) if match else None
    if match and not match["year"] and not match["after"]:
        faults.add(line, f"{quoted(text)} has no year: write it in front, as in 08MEXICO721.")
    elif match and post and not (match["year"] and match["after"]):
        return make_mrn(int(match["year"] or match["after"]), post, int(match["number"]))
    else:
        faults.add(
            line,
            f"{quoted(text)} is not a message reference number: write year, post and number, as in "
            "08MEXICO721.",
        )
    return Mrn(text)


def read_para(text: str) -> Anchor | None:
    """The anchor of the para that `text` names within a cable; None if it names no para."""
    match = _PARA.fullmatch(text.strip()) if len(text) <= LONGEST_NAME else None
    if match is None:
        return None
    if match["anchor"]:
        return Anchor(match["anchor"].lower())
    if match["line"]:
        return line_anchor(int(match["line"]))
    parts = (match["number"], match["letter"], match["alone"])
    return para_anchor("-".join(part.lower() for part in parts if part))


def read_para_of_cable(text: str, line: int, faults: Faults) -> tuple[Mrn, Anchor] | None:
    """The cable and para that `text` names: `08MEXICO721 ¶22`, `08 MEXICO 000721, para. 22`.

    None, with a fault on `line`, if it names no para of a cable.
    """
    for cut in _BREAK.finditer(text if len(text) <= LONGEST_NAME else ""):
        anchor, cable = read_para(text[cut.end() :]), text[: cut.start()]
        if anchor is not None and _MRN.fullmatch(cable):
            return read_mrn(cable, line, faults), anchor
    faults.add(line, f"{quoted(text)} is not a para of a cable: write '08MEXICO721 ¶22'.")
    return None
