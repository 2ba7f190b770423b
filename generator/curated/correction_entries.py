"""Writes entries for `corrections.yml` that editors complete and paste."""

from __future__ import annotations

import re

import yaml

from generator.corrections.header_values import field_text
from generator.corrections.placing import CUT
from generator.model import HEADER_KINDS, LINE_KINDS, NOTHING, Cable, CorrectionKind, Fate
from generator.model.diagnostic_codes import CODES
from generator.model.diagnostics import Diagnostic

LONGEST_WORDS = 60
"""The most characters of a line that an entry quotes."""

_MAY_BE_NUMBERED = re.compile(r"\s*¶?\s?[0-9]{1,4}[.,:;)\s(]|\s*¶")
"""The beginning of a line that may be the number of a para: `12. (U)`, `6 (U)`, `¶l0.`"""


def correction_entry(name: str, item: Diagnostic, cable: Cable | None) -> str:
    """The entry for what a diagnostic of the file `name` advises to correct; empty if nothing.

    `value`, `reason` and `source` are left for the editor: an entry without them is a fault.
    `cable` is None if the file gave none.
    """
    kind = CODES[item.code].correction
    if kind is None:
        return ""
    line, was = _place(kind, item, cable)
    if not was:
        return ""
    fields = {"file": name, "correct": kind.value}
    if line is not None:
        fields["line"] = str(line)
    fields["was"] = was
    lines = [f"{key}: {_scalar(value)}" for key, value in fields.items()]
    return "\n    ".join(["  - " + lines[0], *lines[1:], "value:", "reason:", "source:"])


def _place(kind: CorrectionKind, item: Diagnostic, cable: Cable | None) -> tuple[int | None, str]:
    """The line of the entry, and what it expects there; no words if they cannot be given."""
    if kind in HEADER_KINDS:
        return None, field_text(cable, kind) if cable is not None else NOTHING
    if kind not in LINE_KINDS:
        return item.line, item.text
    line = _misread_line(item, cable) if cable is not None else None
    if cable is None or line is None:
        return None, ""
    text = " ".join(cable.lines[line - 1].text.split())
    return line, text if len(text) <= LONGEST_WORDS else f"{text[:LONGEST_WORDS].rstrip()}{CUT}"


def _misread_line(item: Diagnostic, cable: Cable) -> int | None:
    """The line whose para number may have been misread; None if it begins several paras.

    In a gap this is the first line with a number between the paras before and after it.
    """
    at = item.line or 0
    numbered = [para.span.line for para in cable.paras if para.number is not None]
    before = max((line for line in numbered if line < at), default=None)
    if item.code == "number-gap" and before is not None:
        for line in cable.lines[before : at - 1]:
            if _MAY_BE_NUMBERED.match(line.text) and Fate.TEXT in line.fates:
                return line.number
    return at if numbered.count(at) == 1 else None


def _scalar(text: str) -> str:
    """The text as a YAML value on one line."""
    if text.isdecimal():
        return text
    dumped = yaml.safe_dump(text, allow_unicode=True, width=10**6)
    return str(dumped).removesuffix("\n...\n").removesuffix("\n")
