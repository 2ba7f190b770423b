"""Changes of a release of the site in words, with links to their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Mrn
from generator.model.site_releases import CableChange, ChangeKind, PlaceChange, ReleaseChanges
from generator.render import site_links, urls, views
from generator.render.cable_bars import counted
from generator.render.page_context import PageContext

OF_PLACES: Mapping[ChangeKind, str] = {
    ChangeKind.ADDED: "added",
    ChangeKind.REMOVED: "removed",
    ChangeKind.CHANGED: "changed",
    ChangeKind.WITHHELD: "a passage is withheld now",
    ChangeKind.SHOWN: "a passage is no longer withheld",
    ChangeKind.NOTICE: "withheld under another rule",
    ChangeKind.REPAIRS: "other repairs",
    ChangeKind.CORRECTIONS: "other corrections",
}
"""What happened to a place of a cable, in words for readers."""

COUNTED_PLACES: Mapping[ChangeKind, str] = {
    **OF_PLACES,
    ChangeKind.WITHHELD: "with a passage that is withheld now",
    ChangeKind.SHOWN: "with a passage that is no longer withheld",
    ChangeKind.REPAIRS: "with other repairs",
    ChangeKind.CORRECTIONS: "with other corrections",
}
"""What happened to a number of places, in words for readers."""

OF_CABLES: Mapping[ChangeKind, str] = {
    ChangeKind.ADDED: "added",
    ChangeKind.REMOVED: "removed",
    ChangeKind.WITHHELD: "withheld as a whole now",
    ChangeKind.SHOWN: "no longer withheld as a whole",
    ChangeKind.NOTICE: "withheld as a whole under another rule",
}
"""What happened to a whole cable."""

ON_SOURCE_PAGE = {"header", "outside the paragraphs"}
"""Names of places that the source page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """Places at which the same happened."""

    what: str
    places: Sequence[tuple[str, str]]
    """Name and link of each; an empty link for what is gone or moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCable:
    """A row of the list of changed cables."""

    mrn: str
    link: str
    """Empty if the cable is gone."""
    subject: str
    """Empty if the cable is not shown."""
    what: str
    """What happened to the whole cable; empty if places of it changed."""
    lines: Sequence[ChangeLine]


def changed_cable(context: PageContext, path: str, change: CableChange) -> ChangedCable:
    """The row of a cable on the page at `path`."""
    is_held = change.mrn in context.outlines
    link = site_links.link(path, urls.cable_page(change.mrn)) if is_held else ""
    if change.is_withheld:
        link = site_links.link(path, urls.withheld_page(change.mrn), change.mrn)
    return ChangedCable(
        mrn=change.mrn,
        link=link,
        subject=views.subject(context.outlines[change.mrn]) if is_held else "",
        what=OF_CABLES.get(change.kind, ""),
        lines=[
            ChangeLine(
                what=words,
                places=[
                    (place.name, _place_link(context, path, change.mrn, place) if is_held else "")
                    for place in change.places
                    if kind in place.kinds
                ],
            )
            for kind, words in OF_PLACES.items()
            if any(kind in place.kinds for place in change.places)
        ],
    )


def _place_link(context: PageContext, path: str, mrn: Mrn, place: PlaceChange) -> str:
    """Link to a place of a cable that is held; empty if the place is gone."""
    if place.anchor is not None:
        is_there = place.anchor in context.text_pages(mrn)
        return context.para_link(path, mrn, place.anchor) if is_there else ""
    if place.name in ON_SOURCE_PAGE:
        return site_links.link(path, urls.source_page(mrn))
    is_para = place.name.startswith("line ") or place.name == "heading"
    return "" if is_para else site_links.link(path, urls.cable_page(mrn))


def change_counts(changes: ReleaseChanges) -> list[str]:
    """What changed in numbers: `3 cables added`, `7 places changed`, `2 meanings changed`."""
    if changes.first_cables is not None:
        return [f"first release, {counted(changes.first_cables, 'cable')}"]
    places = [place for change in changes.cables for place in change.places]
    new = sum(change.is_new for change in changes.meanings)
    counts = [
        *_counts("cable", OF_CABLES, ([change.kind] for change in changes.cables)),
        (changes.unnamed, "cable", "removed whose number is withheld now"),
        (sum(bool(change.places) for change in changes.cables), "cable", "changed in part"),
        *_counts("place", COUNTED_PLACES, (place.kinds for place in places)),
        (new, "abbreviation", "new in the glossary"),
        (len(changes.meanings) - new, "abbreviation", "with other meanings"),
        (changes.lost_meanings, "abbreviation", "no longer in the glossary"),
    ]
    lines = [f"{counted(number, thing)} {what}" for number, thing, what in counts if number]
    return lines or ["nothing changed"]


def _counts(
    thing: str, words: Mapping[ChangeKind, str], kinds: Iterable[Sequence[ChangeKind]]
) -> Iterator[tuple[int, str, str]]:
    present = [kind for one in kinds for kind in one]
    return ((present.count(kind), thing, what) for kind, what in words.items())
