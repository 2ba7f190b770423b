"""Places in a cable's text, what is mentioned there, and what each mention leads to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from generator.execution.fast_pickle import fast_pickle
from generator.model.names import Anchor, Mrn


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A stretch of a para's reading text."""

    anchor: Anchor
    """The para."""
    block: int
    """Which of the para's blocks, counted from 0."""
    start: int
    """Offset of the first character in the block's text."""
    end: int
    """Offset behind the last character."""


class MentionKind(StrEnum):
    """What form of words points somewhere."""

    REFTEL = "reftel"
    """An entry of the REF lines: `ref A`, `reftel`."""
    SEPTEL = "septel"
    """A separate telegram, which has no number yet."""
    CABLE = "cable"
    """A cable by post and number: `08 MEXICO 00721`."""
    PARA = "para"
    """A para of the same cable: `para 19`, `question 19`."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedTarget:
    """Exactly one target fits, and this collection holds it."""

    target: Mrn
    """The cable; the citing one itself for a para of it."""
    anchor: Anchor | None
    """The para; None where the whole cable is meant."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class UnheldCable:
    """One cable is meant, and this collection does not hold it."""

    target: Mrn


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguousTarget:
    """More than one target fits."""

    targets: tuple[str, ...]
    """What fits, as it is shown to a reader: MRNs, reference letters, paras."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Septel:
    """A septel: a telegram that was sent separately and is named by no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotACable:
    """Something that is no cable: an e-mail, a press item."""

    what: str
    """What it is, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnresolvedTarget:
    """Nothing in this collection or cable fits the words."""

    reason: str
    """Why, in words for a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldCable:
    """One cable is meant, and this edition withholds it."""

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
"""What a reference or mention leads to."""


def reason(outcome: Resolution) -> str:
    """Why an outcome is no link, as a part of a sentence for readers; empty for a link."""
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
    """Words in the text that point to a cable or para."""

    place: Place
    """The words to link: `ref A`, and in `refs A and B` also the `B`."""
    words: str
    """The same as typed."""
    kind: MentionKind
    outcome: Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLink:
    """Another part of a message that was sent in parts."""

    part: int
    """Which part, counted from 1."""
    target: Mrn | None
    """The cable that is this part; None where the collection does not hold exactly one."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One cable cites another."""

    citing: Mrn
    cited: Mrn
    letter: str | None
    """Letter of the REF line's entry; None for an unlettered entry or words in the text."""
    anchor: Anchor | None
    """The para in whose text it is cited; None for the REF lines."""
    year_inferred: bool
    """True where the citing cable gives no year and one was inferred."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class CableLinks:
    """What hangs on one cable."""

    references: tuple[Resolution, ...] = ()
    """One for each entry of the header's references, in their order."""
    mentions: tuple[Mention, ...] = ()
    """In the order of the text; none overlaps another."""
    parts: tuple[PartLink, ...] = ()
    """The other parts of the same message; empty for a whole message."""
    cited_by: tuple[Citation, ...] = ()
    """Who cites this cable, in the order of MRNs, then of the text."""
