"""The number of a cable, read from its header alone: a third of the time of parsing it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Mrn, NumberKind
from generator.model.diagnostic_codes import Severity
from generator.model.source_text import SourceText
from generator.parse.header import draft_header, read_mrn
from generator.parse.message import find_message
from generator.parse.rendering import read_rendering
from generator.parse.renderings.archive_attributes import document_number


@dataclass(frozen=True, slots=True)
class CableIdentity:
    """What a cable is, as `parse_cable` would say."""

    number: Mrn
    """Its number."""
    rendering: str
    """The name of its rendering."""


def identify_cable(text: str, *, name: str | None) -> CableIdentity | None:
    """The identity of a cable whose text has its number; None for any other, to be parsed.

    `name` is as for `parse_cable`. None also if it gives another number, and if the
    name may be the only place of the archive's number.
    """
    rendered, _ = read_rendering(SourceText(text))
    has_archive_number = any(n.kind is NumberKind.ARCHIVES for n in rendered.archive_numbers)
    if document_number(name or "") is not None and not has_archive_number:
        return None
    if any(item.severity is Severity.ERROR for item in rendered.diagnostics):
        return None
    message = find_message(rendered)
    draft = draft_header(message)
    number = read_mrn(message, draft, None)
    if number is None or number != read_mrn(message, draft, name):
        return None
    return CableIdentity(number, rendered.rendering)
