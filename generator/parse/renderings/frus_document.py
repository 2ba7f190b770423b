"""A document of Foreign Relations of the United States, as TEI and plain text both give it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from generator.model import Repair
from generator.model.diagnostics import Diagnostic
from generator.parse.renderings.frus_flow import Flow


class FieldKind(Enum):
    """A field of the header that an edition shows as a list with a title."""

    SUBJECT = auto()
    REFERENCE = auto()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the telegram."""

    flow: Flow
    field: FieldKind | None = None
    """The field that it is; None for a paragraph that its own words must explain."""


@dataclass(slots=True)
class FrusDocument:
    """A document, taken apart."""

    title: Flow | None = None
    """The editors' title ("12. Telegram From the Embassy in Peru to the Department of State")."""
    number: str | None = None
    """The document's number in its volume, with the volume if it is known ("d12")."""
    dateline: Flow | None = None
    """Place and day ("Lima, April 3, 1974, 1530Z.")."""
    day: str | None = None
    """The day in ISO form as the edition's markup has it; None without one."""
    markings: list[Flow] = field(default_factory=list)
    """Classification and precedence above the text, as volumes before 1955 print them."""
    labels: list[Flow] = field(default_factory=list)
    """Titles of fields of the header ("SUBJECT")."""
    paragraphs: list[Passage] = field(default_factory=list)
    signature: Flow | None = None
    signer: str | None = None
    """The name in the signature, without what an office is called."""
    notes: list[Flow] = field(default_factory=list)
    """The editors' notes, the source note first if there is one."""
    page_marks: list[Flow] = field(default_factory=list)
    """Marks of the printed pages, as plain text has them ("[Page 12]")."""
    outside: Flow | None = None
    """Text of the file outside the document."""
    unread: Flow | None = None
    """What is behind a fault of the markup."""
    repairs: list[Repair] = field(default_factory=list)
    """What was taken out of the text."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
