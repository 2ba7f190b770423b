"""What each reference, and each form of words, leads to: one candidate or no link."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from generator.model import (
    Ambiguous,
    Anchor,
    Cable,
    Mrn,
    NoCable,
    Reference,
    ReferenceKind,
    Resolution,
    ResolvedTarget,
    Septel,
    UnheldCable,
    Unreadable,
    mrn,
    split_mrn,
)
from generator.resolve.catalogue import Catalogue, CatalogueEntry, para_names, post_name
from generator.resolve.pointers import (
    CableWords,
    Known,
    ParaWords,
    Pointer,
    RefWords,
    SeptelWords,
    what_is_known,
)

RECENT = datetime.timedelta(days=180)
"""How far back a cable named without year may lie in the year before.

A post's numbers begin again each year and rise at about the same pace, so that within half
a year of a number the same number cannot have come up again.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingCable:
    """A cable, with what its words are held against. Made by `citing`."""

    mrn: Mrn
    date: datetime.date | None
    references: tuple[Resolution, ...]
    """What each of the header's references leads to."""
    plain: Resolution
    """What a `reftel` without letter leads to."""
    lettered: Mapping[str, Resolution]
    """What each letter of the header's references leads to; empty where they have none."""
    paras: Mapping[str, tuple[Anchor, ...]]
    part: bool
    """The cable is a part of a message."""
    known: Known
    catalogue: Catalogue


def citing(cable: Cable, name: Mrn, catalogue: Catalogue) -> CitingCable:
    """The cable `name` as one whose words point to others."""
    header = cable.header.references
    outcomes = resolve_references(cable, catalogue)
    entries = list(zip(header, outcomes, strict=True))
    return CitingCable(
        mrn=name,
        date=cable.header.date,
        references=outcomes,
        plain=_plain(entries),
        lettered={letter: _one_of(group) for letter, group in _lettered(entries).items()},
        paras=para_names(cable),
        part=cable.header.part is not None,
        known=what_is_known(cable, catalogue),
        catalogue=catalogue,
    )


Entry = tuple[Reference, Resolution]
"""An entry of the REF lines and what it leads to."""


def _plain(entries: list[Entry]) -> Resolution:
    """A `reftel` without letter is the only cable of the REF lines."""
    cables = [entry for entry in entries if entry[0].kind is ReferenceKind.CABLE]
    if cables or len(entries) == 1:
        return _one_of(cables or entries)
    return Unreadable(
        reason="the REF lines name no cable" if entries else "the cable has no REF line"
    )


def _lettered(entries: list[Entry]) -> dict[str, list[Entry]]:
    """An unlettered entry belongs to the letter before it: `A. STATE 1; STATE 2`."""
    groups: dict[str, list[Entry]] = {}
    letter: str | None = None
    for entry in entries:
        letter = entry[0].letter or letter
        if letter is not None:
            groups.setdefault(letter, []).append(entry)
    return groups


def _one_of(entries: list[Entry]) -> Resolution:
    """What all entries lead to; ambiguous where they differ."""
    outcomes = dict.fromkeys(outcome for _, outcome in entries)
    if len(outcomes) == 1:
        return next(iter(outcomes))
    letters = [r.letter for r, _ in entries if r.letter is not None]
    if len(letters) == len(entries):
        return Ambiguous(targets=tuple(letters))
    return Ambiguous(targets=tuple(r.target or r.raw for r, _ in entries))


def resolve_references(cable: Cable, catalogue: Catalogue) -> tuple[Resolution, ...]:
    """What each of the header's references leads to, in their order."""
    return tuple(_reference(r, catalogue) for r in cable.header.references)


def _reference(reference: Reference, catalogue: Catalogue) -> Resolution:
    match reference.kind:
        case ReferenceKind.CABLE if reference.target is not None:
            return _held_or_not(reference.target, catalogue)
        case ReferenceKind.CABLE:
            return Unreadable(reason="year unknown")
        case ReferenceKind.SEPTEL:
            return Septel()
        case ReferenceKind.EMAIL:
            return NoCable(what="an e-mail")
        case ReferenceKind.OTHER:
            return NoCable(what="something other than a cable")
        case _:
            assert_never(reference.kind)


def _held_or_not(target: Mrn, catalogue: Catalogue) -> Resolution:
    held = catalogue.find(target)
    return ResolvedTarget(target=held.mrn, anchor=None) if held else UnheldCable(target=target)


def resolve(pointer: Pointer, cable: CitingCable) -> Resolution | None:
    """What the words lead to; None where they are better left alone."""
    match pointer:
        case RefWords():
            return _ref(pointer, cable)
        case SeptelWords():
            return Septel()
        case CableWords():
            return _cable(pointer, cable)
        case ParaWords():
            return _para(pointer, cable)
        case _:
            assert_never(pointer)


def _ref(words: RefWords, cable: CitingCable) -> Resolution:
    """`ref A` is the entry A; where no entry has a letter, the first in order (10LUANDA84)."""
    if words.letter is None or not cable.references:
        return cable.plain
    if cable.lettered:
        return cable.lettered.get(
            words.letter, Unreadable(reason=f"the REF lines have no entry {words.letter}")
        )
    position = ord(words.letter) - ord("A")
    if position < len(cable.references):
        return cable.references[position]
    return Unreadable(
        reason=f"the entries of the REF lines have no letters and are too few for {words.letter}"
    )


def _cable(words: CableWords, cable: CitingCable) -> Resolution:
    """`08 MEXICO 721` says its year; otherwise the REF lines do, or the cables held."""
    if words.year is not None:
        return _held_or_not(mrn(words.year, words.post, words.number), cable.catalogue)
    listed = cable.known.cited.get((words.post, words.number), ())
    if len(listed) == 1:
        return _held_or_not(listed[0], cable.catalogue)
    if listed:
        return Ambiguous(targets=listed)
    fitting = cable.catalogue.fitting(words.post, words.number)
    possible = [held for held in fitting if _could_be_cited(held, words, cable)]
    if len(possible) == 1:
        return ResolvedTarget(target=possible[0].mrn, anchor=None)
    if len(fitting) > 1:
        return Ambiguous(targets=tuple(held.mrn for held in fitting))
    return Unreadable(reason="year unknown")


def _could_be_cited(held: CatalogueEntry, words: CableWords, cable: CitingCable) -> bool:
    """True for a cable of the citing cable's year, or sent not long before it."""
    own, other = split_mrn(cable.mrn), split_mrn(held.mrn)
    if own is None or other is None:
        return False
    back = cable.date - held.date if cable.date and held.date else None
    if other[0] == own[0]:
        later = words.post == post_name(own[1]) and words.number > own[2]
        return not later and (back is None or back >= datetime.timedelta(0))
    return back is not None and datetime.timedelta(0) <= back <= RECENT


def _para(words: ParaWords, cable: CitingCable) -> Resolution | None:
    """A para of this cable, or of the cable that the words beside it name."""
    if words.owner is not None:
        outcome = resolve(words.owner, cable)
        held = cable.catalogue.find(outcome.target) if isinstance(outcome, ResolvedTarget) else None
        anchors = _anchors(words.name, held.paras) if held else ()
        if held is None or len(anchors) != 1:
            return None
        return ResolvedTarget(target=held.mrn, anchor=anchors[0])
    anchors = _anchors(words.name, cable.paras)
    if len(anchors) == 1:
        return ResolvedTarget(target=cable.mrn, anchor=anchors[0])
    if anchors:
        return Ambiguous(targets=tuple(anchors))
    whole = "part of the message" if cable.part else "cable"
    reason = f"this {whole} has no paragraph {words.name}"
    return Unreadable(reason=reason) if words.certain else None


def _anchors(name: str, paras: Mapping[str, tuple[Anchor, ...]]) -> tuple[Anchor, ...]:
    """Paras called `28.B`; else para 28, of which it is a point; for `28`, all its letters."""
    number = name.partition(".")[0]
    return paras.get(name) or paras.get(number) or paras.get(f"{name}.", ())
