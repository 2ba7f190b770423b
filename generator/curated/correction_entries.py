"""Writes entries for `corrections.yml` that editors complete and paste."""

from __future__ import annotations

import yaml

from generator.corrections.header_values import field_text
from generator.corrections.placing import CUT
from generator.model import HEADER_KINDS, LINE_KINDS, NOTHING, Cable, CorrectionKind
from generator.model.diagnostics import CODES, Diagnostic

LONGEST_WORDS = 60
"""The most characters of a line that an entry quotes."""


def correction_entry(name: str, item: Diagnostic, cable: Cable | None) -> str:
    """The entry for what a diagnostic of the file `name` advises to correct; empty if nothing.

    `value`, `reason` and `source` are left for the editor: an entry without them is a fault.
    `cable` is None if the file gave none.
    """
    kind = CODES[item.code].correction
    if kind is None:
        return ""
    was = _words(kind, item, cable)
    if not was:
        return ""
    fields = {"file": name, "correct": kind.value}
    if kind not in HEADER_KINDS:
        fields["line"] = str(item.line)
    fields["was"] = was
    lines = [f"{key}: {_scalar(value)}" for key, value in fields.items()]
    return "\n    ".join(["  - " + lines[0], *lines[1:], "value:", "reason:", "source:"])


def _words(kind: CorrectionKind, item: Diagnostic, cable: Cable | None) -> str:
    """What the entry expects; empty if it cannot be said."""
    if kind in HEADER_KINDS:
        return field_text(cable, kind) if cable is not None else NOTHING
    if kind not in LINE_KINDS:
        return item.text
    if cable is None or item.line is None:
        return ""
    starts = [para for para in cable.paras if para.span.line == item.line]
    if len(starts) != 1 or starts[0].number is None:
        return ""
    line = " ".join(cable.lines[item.line - 1].text.split())
    return line if len(line) <= LONGEST_WORDS else f"{line[:LONGEST_WORDS].rstrip()}{CUT}"


def _scalar(text: str) -> str:
    """The text as a YAML value on one line."""
    if text.isdecimal():
        return text
    dumped = yaml.safe_dump(text, allow_unicode=True, width=10**6)
    return str(dumped).removesuffix("\n...\n").removesuffix("\n")
