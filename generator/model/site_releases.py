"""Releases of an edition: what each recorded, and what changed from one to the next.

A release is a state of the site that editors recorded under a title. Releases of telegrams by a
publisher are in `releases`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from generator.model.names import Anchor, Mrn


class ChangeKind(StrEnum):
    """A kind of change. The value is its name in data; see also `changes`."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    """The words that are shown differ."""
    WITHHELD = "withheld"
    """A passage, or the whole, is withheld now."""
    SHOWN = "no longer withheld"
    """A passage, or the whole, was withheld."""
    NOTICE = "withheld under another rule"
    REPAIRS = "repairs"
    """The repairs differ."""
    CORRECTIONS = "corrections"
    """The editors' corrections differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChange:
    """What changed at one place of a cable."""

    name: str
    """Its name for readers: `¶5`, `line 160`, `heading`, `subject`, `signature`."""
    anchor: Anchor | None
    """The para or heading; None for a field, for repairs outside paras, and if its address is
    another one now."""
    kinds: tuple[ChangeKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CableChange:
    """What changed in one cable."""

    mrn: Mrn
    is_withheld: bool = False
    """Whether the whole cable is withheld now."""
    kind: ChangeKind
    """`CHANGED` if places of it changed; any other kind concerns the whole cable."""
    places: tuple[PlaceChange, ...] = ()
    """Fields first, then in the order of the text; empty unless places changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningChange:
    """An abbreviation whose meanings differ."""

    abbreviation: str
    is_new: bool
    """Whether the glossary had no such entry before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseName:
    """How a release is named."""

    key: str
    """Its name in addresses and the stem of its file: `2026-11-29-first-release`."""
    title: str
    date: str
    """The day, as an ISO date."""


UNRELEASED = ReleaseName(key="not-yet-released", title="Not yet released", date="")
"""The name of what changed since the last release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseChanges:
    """What changed with a release."""

    name: ReleaseName
    cables: tuple[CableChange, ...] = ()
    """In the order of the cables; empty for the first release."""
    meanings: tuple[MeaningChange, ...] = ()
    """In the order of the alphabet; empty for the first release."""
    lost_meanings: int = 0
    """The number of entries that left the glossary. They are not named: their words may come from
    text that is withheld now."""
    unnamed: int = 0
    """The number of removed cables whose number is withheld now."""
    first_cables: int | None = None
    """The number of cables of the first release; None for any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseHistory:
    """The releases of an edition, as its site shows them."""

    releases: tuple[ReleaseChanges, ...] = ()
    """In the order in which they were recorded."""
    pending: ReleaseChanges | None = None
    """What changed since the last one; None unless the edition is for editors."""
    standing: Mapping[Mrn, ReleaseName] = field(default_factory=dict)
    """The release since which each cable is unchanged. Cables that changed since the last one
    have `UNRELEASED` in an edition for editors and are left out of others."""

    @property
    def by_key(self) -> dict[str, ReleaseChanges]:
        """All releases by key, with what changed since the last one."""
        pending = (self.pending,) if self.pending is not None else ()
        return {changes.name.key: changes for changes in (*self.releases, *pending)}


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteState:
    """What readers of an edition see, as digests: the lines of a record, without the first."""

    cables: Mapping[Mrn, str]
    """The line of each cable, shown or withheld."""
    meanings: Mapping[str, str]
    """The line of each abbreviation of the glossary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRecord:
    """A release as its file records it: the lines that differ from those before it."""

    name: ReleaseName
    after: str
    """The key of the release before; empty for the first one."""
    file: str
    """The path of the file within the workspace."""
    lines: SiteState
    """The lines that differ; those of what is gone say so."""
