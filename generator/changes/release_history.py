"""What each recorded release changed, and what changed since the last one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.changes.cable_changes import cable_change
from generator.changes.cable_states import lost_line, read_state, removed_line
from generator.model import Mrn, mrn_order
from generator.model.site_releases import (
    UNRELEASED,
    CableChange,
    MeaningChange,
    ReleaseChanges,
    ReleaseHistory,
    ReleaseName,
    ReleaseRecord,
    SiteState,
)


@dataclass(slots=True, kw_only=True)
class RecordedState:
    """The state of the site after some releases."""

    cables: dict[Mrn, str] = field(default_factory=dict)
    """The line of each cable that was shown or withheld."""
    meanings: dict[str, str] = field(default_factory=dict)
    since: dict[Mrn, ReleaseName] = field(default_factory=dict)
    """The last release in which each cable changed."""

    def apply(self, record: ReleaseRecord) -> None:
        """Go on to the next release."""
        for mrn, line in record.lines.cables.items():
            self.since[mrn] = record.name
            if line == removed_line(mrn):
                self.cables.pop(mrn, None)
            else:
                self.cables[mrn] = line
        for short, line in record.lines.meanings.items():
            if line == lost_line(short):
                self.meanings.pop(short, None)
            else:
                self.meanings[short] = line


def release_history(
    records: Sequence[ReleaseRecord],
    now: SiteState,
    is_withheld: Callable[[str], bool],
    *,
    with_pending: bool,
) -> ReleaseHistory:
    """The releases as the site shows them; empty without records.

    `is_withheld` says whether a text contains anything that the edition withholds now.
    """
    state, releases = RecordedState(), []
    for record in records:
        releases.append(_changes(record.name, state, record.lines, now, is_withheld))
        state.apply(record)
    if not records:
        return ReleaseHistory()
    differing = differing_lines(state, now)
    pending = _changes(UNRELEASED, state, differing, now, is_withheld) if with_pending else None
    return ReleaseHistory(
        releases=tuple(releases),
        pending=pending,
        standing={
            **{mrn: state.since[mrn] for mrn in now.cables if mrn not in differing.cables},
            **(dict.fromkeys(differing.cables, UNRELEASED) if with_pending else {}),
        },
    )


def next_release(
    records: Iterable[ReleaseRecord], now: SiteState, is_withheld: Callable[[str], bool]
) -> tuple[ReleaseChanges, SiteState]:
    """What a release would list now, and the lines that it would record."""
    state = RecordedState()
    for record in records:
        state.apply(record)
    differing = differing_lines(state, now)
    return _changes(UNRELEASED, state, differing, now, is_withheld), differing


def differing_lines(state: RecordedState, now: SiteState) -> SiteState:
    """The lines that differ for readers from those of a recorded state."""
    cables = {
        mrn: line
        for mrn, line in now.cables.items()
        if state.cables.get(mrn) != line and cable_change(mrn, state.cables.get(mrn), line)
    }
    cables |= {mrn: removed_line(mrn) for mrn in state.cables.keys() - now.cables.keys()}
    meanings = {
        short: line for short, line in now.meanings.items() if state.meanings.get(short) != line
    }
    meanings |= {short: lost_line(short) for short in state.meanings.keys() - now.meanings.keys()}
    return SiteState(
        cables={mrn: cables[mrn] for mrn in sorted(cables, key=mrn_order)},
        meanings=dict(sorted(meanings.items())),
    )


def _changes(
    name: ReleaseName,
    state: RecordedState,
    lines: SiteState,
    now: SiteState,
    is_withheld: Callable[[str], bool],
) -> ReleaseChanges:
    """What `lines` change in a recorded state, without what the edition withholds now."""
    if not state.cables and not state.meanings:
        return ReleaseChanges(name=name, first_cables=len(lines.cables))
    changes = [
        _as_of_now(change, line, now.cables.get(mrn, ""))
        for mrn, line in lines.cables.items()
        if (change := cable_change(mrn, state.cables.get(mrn), line)) is not None
    ]
    named = [c for c in changes if c.mrn in now.cables or not is_withheld(c.mrn)]
    return ReleaseChanges(
        name=name,
        cables=tuple(named),
        meanings=tuple(_meaning_changes(state.meanings, lines.meanings, now.meanings)),
        lost_meanings=sum(line == lost_line(short) for short, line in lines.meanings.items()),
        unnamed=len(changes) - len(named),
    )


def _as_of_now(change: CableChange, line: str, now: str) -> CableChange:
    """A change with the addresses that hold now: those from lines only if no line moved since."""
    places = change.places
    if line != now:
        places = tuple(
            place
            if place.anchor is None or place.anchor.startswith("p-")
            else replace(place, anchor=None)
            for place in places
        )
    is_withheld = bool(now) and read_state(now).status == "withheld"
    return replace(change, places=places, is_withheld=is_withheld)


def _meaning_changes(
    old: Mapping[str, str], lines: Mapping[str, str], now: Mapping[str, str]
) -> Iterable[MeaningChange]:
    """The abbreviations with other meanings that are in the glossary now."""
    for short, line in lines.items():
        if short in now and line != lost_line(short):
            yield MeaningChange(abbreviation=short, is_new=short not in old)
