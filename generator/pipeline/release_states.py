"""The present state of an edition, and its releases, which are held against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.changes.cable_states import cable_line, meaning_line, withheld_line
from generator.changes.release_history import next_release, release_history
from generator.errors import reporting_faults
from generator.execution.result_cache import CachedRunner, digest
from generator.model import Corpus, Edition, StoredCable
from generator.model.compared_copies import StoredCopies
from generator.model.site_releases import (
    ReleaseChanges,
    ReleaseHistory,
    ReleaseName,
    ReleaseRecord,
    SiteState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedReleases:
    """The releases of an edition, and whether another one is to be recorded."""

    records: tuple[ReleaseRecord, ...] = ()
    """In the order in which they were recorded."""
    fault: str = ""
    """What is wrong with their files; the site is then built without them."""
    upcoming: ReleaseName | None = None
    """The name of a release to be recorded; None if none is."""

    @property
    def shown(self) -> tuple[tuple[ReleaseRecord, ...], str]:
        """What the pages of a site depend on."""
        return self.records, self.fault


NO_RELEASES = RecordedReleases()
"""No releases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextRelease:
    """What a release would record now."""

    changes: ReleaseChanges
    lines: SiteState
    """The lines of its file."""
    is_name_withheld: bool
    """Whether its name has words that the edition withholds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReleases:
    """The releases of an edition as its site shows them."""

    history: ReleaseHistory = field(default_factory=ReleaseHistory)
    fault: str = ""
    """Why the site is built without them; empty unless their records are faulty."""
    upcoming: NextRelease | None = None
    """What a release would record now; None unless one is upcoming."""


def site_state(corpus: Corpus, runner: CachedRunner) -> SiteState:
    """What readers see of the cables and meanings of an edition."""
    items = [(stored, corpus.copies.get(stored.mrn)) for stored in corpus.cables if stored.mrn]
    lines = runner.map(
        _cable_line,
        None,
        items,
        lambda item: digest(item[0].digest, item[1].digest if item[1] is not None else b""),
    )
    cables = {stored.mrn: line for (stored, _), line in zip(items, lines, strict=True)}
    return SiteState(
        cables={
            **{mrn: line for mrn, line in cables.items() if mrn is not None},
            **{mrn: withheld_line(mrn, details) for mrn, details in corpus.withheld.items()},
        },
        meanings={term.abbreviation: meaning_line(term) for term in corpus.terms},
    )


def _cable_line(_: None, item: tuple[StoredCable, StoredCopies | None]) -> str:
    stored, copies = item
    assert stored.mrn is not None
    with reporting_faults(stored.name):
        return cable_line(stored.cable, stored.mrn, copies.compared if copies else None)


def show_releases(
    corpus: Corpus,
    recorded: RecordedReleases,
    edition: Edition,
    is_withheld: Callable[[str], bool],
    runner: CachedRunner,
) -> ShownReleases:
    """The releases of an edition, and what the next one would record if one is upcoming.

    `is_withheld` says whether a text contains anything that the edition withholds. Editors also
    see what changed since the last release.
    """
    upcoming, fault = recorded.upcoming, recorded.fault or _withheld_title(recorded, is_withheld)
    records = () if fault else recorded.records
    if not records and upcoming is None:
        return ShownReleases(fault=fault)
    now = site_state(corpus, runner)
    history = release_history(records, now, is_withheld, with_pending=edition.for_editors)
    if upcoming is None:
        return ShownReleases(history=history, fault=fault)
    changes, lines = next_release(records, now, is_withheld)
    return ShownReleases(
        history=history,
        fault=fault,
        upcoming=NextRelease(
            changes=changes,
            lines=lines,
            is_name_withheld=is_withheld(upcoming.title) or is_withheld(upcoming.key),
        ),
    )


def _withheld_title(recorded: RecordedReleases, is_withheld: Callable[[str], bool]) -> str:
    """A message if the title or the address of a release has words that are withheld, else empty.

    Both are on the site, so its releases cannot be.
    """
    for record in recorded.records:
        if is_withheld(record.name.title) or is_withheld(record.name.key):
            return (
                f"{record.file}:1: the title, or the name of the file, has words that the edition "
                "withholds; the site is built without its releases. Choose another title and "
                "another name for the file, also in the line of the release that follows it."
            )
    return ""
