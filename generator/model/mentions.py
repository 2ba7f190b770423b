"""References to cables and paras in a cable's text, and their targets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from generator.execution.fast_pickle import fast_pickle
from generator.model.names import Anchor, Mrn


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A range of a para's reading text."""

    anchor: Anchor
    """The para."""
    block: int
    """Index of the para's block, counted from 0."""
    start: int
    """Offset of the first character in the block's text."""
    end: int
    """Offset after the last character."""


class MentionKind(StrEnum):
    """The kind of words that refer to a cable or para."""

    REFTEL = "reftel"
    """An entry of the REF lines: `ref A`, `reftel`."""
    SEPTEL = "septel"
    """A separate telegram that has no number yet."""
    CABLE = "cable"
    """A cable by post and number: `08 MEXICO 00721`."""
    PARA = "para"
    """A para of the same cable: `para 19`, `question 19`."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedTarget:
    """Exactly one target fits, and this collection holds it."""

    target: Mrn
    """The cable; for a para of the same cable, the citing cable."""
    anchor: Anchor | None
    """The para; None for the whole cable."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class UnheldCable:
    """The target is one cable that this collection does not hold."""

    target: Mrn


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguousTarget:
    """Several targets fit."""

    targets: tuple[str, ...]
    """The targets as shown to readers: MRNs, reference letters or paras."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Septel:
    """A telegram that was sent separately and has no number in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotACable:
    """The target is not a cable but, for example, an e-mail or a press item."""

    what: str
    """What it is, as words for readers ("an e-mail")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnresolvedTarget:
    """No target fits."""

    reason: str
    """Why, as words for readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldCable:
    """The target is one cable that this edition withholds."""

    target: Mrn


Resolution = (
    ResolvedTarget
    | UnheldCable
    | WithheldCable
    | AmbiguousTarget
    | Septel
    | NotACable
    | UnresolvedTarget
)
"""The outcome of resolving a reference or mention."""


def outcome_name(outcome: Resolution) -> str:
    """The name of an outcome in the data: `held`, `not-held`, `withheld`, and so on."""
    match outcome:
        case ResolvedTarget():
            return "held"
        case UnheldCable():
            return "not-held"
        case WithheldCable():
            return "withheld"
        case AmbiguousTarget():
            return "ambiguous"
        case Septel():
            return "unwritten"
        case NotACable():
            return "no-cable"
        case UnresolvedTarget():
            return "unreadable"
        case _:
            assert_never(outcome)


def outcome_reason(outcome: Resolution) -> str:
    """Why an outcome is not linked, as a part of a sentence for readers; empty for a link."""
    match outcome:
        case ResolvedTarget():
            return ""
        case UnheldCable(target=target):
            return f"{target} is not held in this collection"
        case WithheldCable(target=target):
            return f"{target} is withheld from this edition"
        case AmbiguousTarget(targets=targets):
            return f"several targets fit: {', '.join(targets)}"
        case Septel():
            return "a separate telegram, which the text does not number"
        case NotACable(what=what):
            return f"it is {what}"
        case UnresolvedTarget(reason=why):
            return why
        case _:
            assert_never(outcome)


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words in the text that refer to a cable or para."""

    place: Place
    """The words to link: `ref A`, and in `refs A and B` also the `B`."""
    words: str
    """These words as typed."""
    kind: MentionKind
    outcome: Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLink:
    """Another part of a message that was sent in parts."""

    part: int
    """Number of the part, counted from 1."""
    target: Mrn | None
    """The cable with this part; None unless the collection holds exactly one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText:
    """Another cable with most of the same text."""

    mrn: Mrn
    """The other cable."""
    shared: int
    """The number of words of this cable that are also in the other, in runs of several words."""
    words: int
    """The number of words of this cable."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation of one cable by another."""

    citing: Mrn
    cited: Mrn
    letter: str | None
    """Letter of the entry in the REF lines; None for an unlettered entry or words in the text."""
    anchor: Anchor | None
    """The para whose text cites the cable; None for the REF lines."""
    year_inferred: bool
    """True if the citing cable gives no year and one was inferred."""
    words: str = ""
    """The sentence of the text, or the entry of the REF lines; empty for a cable that is held."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class CableLinks:
    """The links from and to one cable."""

    references: tuple[Resolution, ...] = ()
    """The outcome of each reference in the header, in order."""
    mentions: tuple[Mention, ...] = ()
    """In the order of the text, without overlaps."""
    parts: tuple[PartLink, ...] = ()
    """The other parts of the same message; empty for a message sent whole."""
    same_text: tuple[SharedText, ...] = ()
    """Cables that share most of their text with this one, the most similar first."""
    cited_by: tuple[Citation, ...] = ()
    """Citations of this cable, by MRN of the citing cable, then in the order of its text."""
