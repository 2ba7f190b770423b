"""Resolve references and pointers: a link only if exactly one candidate remains."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from generator.facts.post_names import post_letters
from generator.model import (
    AmbiguousTarget,
    Anchor,
    Cable,
    Mrn,
    NotACable,
    Reference,
    ReferenceKind,
    Resolution,
    ResolvedTarget,
    Septel,
    UnheldCable,
    UnresolvedTarget,
    make_mrn,
    split_mrn,
)
from generator.resolve.catalogue import Catalogue, CatalogueEntry, canonical_mrn, paras_by_name
from generator.resolve.pointers import (
    CableContext,
    CableWords,
    ParaWords,
    Pointer,
    RefWords,
    SeptelWords,
    cable_context,
)

RECENT_PERIOD = datetime.timedelta(days=180)
"""How far back a cable of the previous year may be when it is named without its year.

A post's numbers restart each year and rise at about the same rate, so the same number cannot
recur within half a year.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingCable:
    """A cable with all that is needed to resolve its pointers. Create it with `citing_cable`."""

    mrn: Mrn
    date: datetime.date | None
    references: tuple[Resolution, ...]
    """The outcome of each reference of the header, in order."""
    unlettered_outcome: Resolution
    """The outcome of a `reftel` without a letter."""
    outcomes_by_letter: Mapping[str, Resolution]
    """The outcome of each lettered reference; empty if the references have no letters."""
    paras: Mapping[str, tuple[Anchor, ...]]
    """Its paras, as in `CatalogueEntry.paras`."""
    is_part: bool
    """True if the cable is a part of a message."""
    context: CableContext
    catalogue: Catalogue


def citing_cable(cable: Cable, name: Mrn, catalogue: Catalogue) -> CitingCable:
    """Prepare the cable `name` for resolving its pointers."""
    header = cable.header.references
    outcomes = resolve_references(cable, catalogue)
    entries = list(zip(header, outcomes, strict=True))
    return CitingCable(
        mrn=name,
        date=cable.header.date,
        references=outcomes,
        unlettered_outcome=_unlettered_outcome(entries),
        outcomes_by_letter={
            letter: _common_outcome(group) for letter, group in _group_by_letter(entries).items()
        },
        paras=paras_by_name(cable),
        is_part=cable.header.part is not None,
        context=cable_context(cable, catalogue),
        catalogue=catalogue,
    )


Entry = tuple[Reference, Resolution]
"""An entry of the REF lines and its outcome."""


def _unlettered_outcome(entries: list[Entry]) -> Resolution:
    """A `reftel` without a letter is the only cable of the REF lines."""
    cables = [entry for entry in entries if entry[0].kind is ReferenceKind.CABLE]
    if cables or len(entries) == 1:
        return _common_outcome(cables or entries)
    return UnresolvedTarget(
        reason="the REF lines name no cable" if entries else "the cable has no REF line"
    )


def _group_by_letter(entries: list[Entry]) -> dict[str, list[Entry]]:
    """An unlettered entry belongs to the letter before it: `A. STATE 1; STATE 2`."""
    groups: dict[str, list[Entry]] = {}
    letter: str | None = None
    for entry in entries:
        letter = entry[0].letter or letter
        if letter is not None:
            groups.setdefault(letter, []).append(entry)
    return groups


def _common_outcome(entries: list[Entry]) -> Resolution:
    """The outcome that all entries share; ambiguous if they differ."""
    outcomes = dict.fromkeys(outcome for _, outcome in entries)
    if len(outcomes) == 1:
        return next(iter(outcomes))
    letters = [r.letter for r, _ in entries if r.letter is not None]
    if len(letters) == len(entries):
        return AmbiguousTarget(targets=tuple(letters))
    return AmbiguousTarget(targets=tuple(r.target or r.raw for r, _ in entries))


def resolve_references(cable: Cable, catalogue: Catalogue) -> tuple[Resolution, ...]:
    """The outcome of each reference of the header, in order."""
    return tuple(_resolve_reference(r, catalogue) for r in cable.header.references)


def _resolve_reference(reference: Reference, catalogue: Catalogue) -> Resolution:
    match reference.kind:
        case ReferenceKind.CABLE if reference.target is not None:
            return _resolve_mrn(reference.target, catalogue)
        case ReferenceKind.CABLE:
            return UnresolvedTarget(reason="year unknown")
        case ReferenceKind.SEPTEL:
            return Septel()
        case ReferenceKind.EMAIL:
            return NotACable(what="an e-mail")
        case ReferenceKind.OTHER:
            return NotACable(what="something other than a cable")
        case _:
            assert_never(reference.kind)


def _resolve_mrn(target: Mrn, catalogue: Catalogue) -> Resolution:
    entry = catalogue.find(target)
    return ResolvedTarget(target=entry.mrn, anchor=None) if entry else UnheldCable(target=target)


def resolve(pointer: Pointer, cable: CitingCable) -> Resolution | None:
    """The outcome of a pointer; None if it is too uncertain to be worth showing."""
    match pointer:
        case RefWords():
            return _resolve_ref(pointer, cable)
        case SeptelWords():
            return Septel()
        case CableWords():
            return _resolve_cable(pointer, cable)
        case ParaWords():
            return _resolve_para(pointer, cable)
        case _:
            assert_never(pointer)


def _resolve_ref(words: RefWords, cable: CitingCable) -> Resolution:
    """`ref A` is the entry A; if no entry has a letter, the first entry (10LUANDA84)."""
    if words.letter is None or not cable.references:
        return cable.unlettered_outcome
    if cable.outcomes_by_letter:
        return cable.outcomes_by_letter.get(
            words.letter, UnresolvedTarget(reason=f"the REF lines have no entry {words.letter}")
        )
    position = ord(words.letter) - ord("A")
    if position < len(cable.references):
        return cable.references[position]
    return UnresolvedTarget(
        reason=f"the entries of the REF lines have no letters and are too few for {words.letter}"
    )


def _resolve_cable(words: CableWords, cable: CitingCable) -> Resolution:
    """The year is that of the words, of the REF lines or of the only candidate, in this order."""
    if words.year is not None:
        named = make_mrn(words.year, words.post, words.number)
        return _resolve_mrn(canonical_mrn(named), cable.catalogue)
    listed = cable.context.cited.get((words.post, words.number), ())
    if len(listed) == 1:
        return _resolve_mrn(listed[0], cable.catalogue)
    if listed:
        return AmbiguousTarget(targets=listed)
    candidates = cable.catalogue.with_number(words.post, words.number)
    possible = [entry for entry in candidates if _could_be_cited(entry, words, cable)]
    if len(possible) == 1:
        return ResolvedTarget(target=possible[0].mrn, anchor=None)
    if len(candidates) > 1:
        return AmbiguousTarget(targets=tuple(entry.mrn for entry in candidates))
    return UnresolvedTarget(reason="year unknown")


def _could_be_cited(entry: CatalogueEntry, words: CableWords, cable: CitingCable) -> bool:
    """True if the entry is of the citing cable's year or was sent shortly before it."""
    own, other = split_mrn(cable.mrn), split_mrn(entry.mrn)
    if own is None or other is None:
        return False
    age = cable.date - entry.date if cable.date and entry.date else None
    if other[0] == own[0]:
        is_later = words.post == post_letters(own[1]) and words.number > own[2]
        return not is_later and (age is None or age >= datetime.timedelta(0))
    return age is not None and datetime.timedelta(0) <= age <= RECENT_PERIOD


def _resolve_para(words: ParaWords, cable: CitingCable) -> Resolution | None:
    """A para of this cable, or of the cable named beside it."""
    if words.owner is not None:
        outcome = resolve(words.owner, cable)
        if not isinstance(outcome, ResolvedTarget):
            return None
        entry = cable.catalogue.find(outcome.target)
        anchors = _anchors(words.name, entry.paras) if entry else ()
        if entry is None or len(anchors) != 1:
            return None
        return ResolvedTarget(target=entry.mrn, anchor=anchors[0])
    anchors = _anchors(words.name, cable.paras)
    if len(anchors) == 1:
        return ResolvedTarget(target=cable.mrn, anchor=anchors[0])
    if anchors:
        return AmbiguousTarget(targets=tuple(anchors))
    whole = "part of the message" if cable.is_part else "cable"
    reason = f"this {whole} has no paragraph {words.name}"
    return UnresolvedTarget(reason=reason) if words.certain else None


def _anchors(name: str, paras: Mapping[str, tuple[Anchor, ...]]) -> tuple[Anchor, ...]:
    """The paras named `28.B`, else para 28, which contains the point; for `28`, all its letters."""
    number = name.partition(".")[0]
    return paras.get(name) or paras.get(number) or paras.get(f"{name}.", ())
