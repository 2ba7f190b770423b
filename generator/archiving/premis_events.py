"""PREMIS 3: what was done to a cable, and to the collection, as events.

An event says of a withheld passage what its notice says, never the passage.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.archiving.package_facts import PackageFacts
from generator.archiving.xml_text import XmlTemplates
from generator.model import (
    REPAIR_RULES,
    Cable,
    Corpus,
    Mrn,
    NoticeDetails,
    para_name,
    withholdings_of,
)
from generator.model.site_releases import CableChange, ReleaseHistory, ReleaseName
from generator.render.cable_bars import counted
from generator.render.release_changes import OF_CABLES, OF_PLACES, change_counts

UNKNOWN_DATE = "XXXX-XX-XX"
"""An unknown day in EDTF."""


@dataclass(frozen=True, slots=True)
class PremisAgent:
    """Who or what did something."""

    name: str
    kind: str
    """`software`, `organization`."""


PUBLISHER = PremisAgent("publisher of the copy", "organization")
EDITORS = PremisAgent("editors of the collection", "organization")


@dataclass(frozen=True, slots=True, kw_only=True)
class PremisEvent:
    """One event."""

    kind: str
    """The type in words of the PREMIS vocabulary: `modification`, `redaction`."""
    name: str
    """Distinguishes events of one kind: a rule, a code."""
    date: str
    detail: str
    agent: PremisAgent
    outcomes: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """A file of a package."""

    path: str
    """Its path in the payload."""
    sha256: str
    size: int
    form: str
    """Its format in words."""


CableReleases = Sequence[tuple[ReleaseName, CableChange]]
"""What changed in one cable, with the release of the collection that says so."""


def changes_by_cable(history: ReleaseHistory) -> Mapping[Mrn, CableReleases]:
    """What the releases of the collection say of each cable, in their order."""
    changes = defaultdict(list)
    for release in history.releases:
        for change in release.cables:
            changes[change.mrn].append((release.name, change))
    return changes


def cable_premis(
    templates: XmlTemplates,
    facts: PackageFacts,
    mrn: Mrn,
    cable: Cable,
    releases: CableReleases,
    files: Sequence[PackedFile],
) -> str:
    """The PREMIS document of a cable."""
    events = [
        *_releases(cable),
        *_publisher_redactions(cable),
        *_redactions(facts, cable),
        *_repairs(facts, cable),
        *_corrections(facts, cable),
        *_changes(releases),
    ]
    name = cable.header.subject or mrn
    return _document(templates, facts, ("message reference number", mrn), name, files, events)


def collection_premis(templates: XmlTemplates, facts: PackageFacts, corpus: Corpus) -> str:
    """The PREMIS document of the collection: its releases, rules and the package."""
    releases = [
        PremisEvent(
            kind="release",
            name=release.name.key,
            date=release.name.date,
            detail=f"Release “{release.name.title}” of the collection.",
            agent=EDITORS,
            outcomes=change_counts(release),
        )
        for release in corpus.history.releases
    ]
    redactions = [
        PremisEvent(
            kind="redaction",
            name=tally.rule,
            date=facts.date,
            detail=f"Rule {tally.rule} withholds: {tally.kind}, {tally.reason}. {tally.note}",
            agent=EDITORS,
            outcomes=[f"{counted(tally.passages, 'notice')} in {counted(tally.cables, 'cable')}"],
        )
        for tally in corpus.tallies
        if tally.passages
    ]
    packing = PremisEvent(
        kind="information package creation",
        name="package",
        date=facts.date,
        detail=f"Edition {facts.edition} was packed as a BagIt bag.",
        agent=_program(facts),
        outcomes=[counted(len(corpus.cables), "cable")],
    )
    events = [*releases, *redactions, packing]
    identifier = ("collection", f"{facts.collection} ({facts.edition})")
    return _document(templates, facts, identifier, facts.collection, (), events)


def _document(
    templates: XmlTemplates,
    facts: PackageFacts,
    identifier: tuple[str, str],
    name: str,
    files: Sequence[PackedFile],
    events: Sequence[PremisEvent],
) -> str:
    return templates.render(
        "premis.xml.j2",
        collection=facts.collection,
        identifier_type=identifier[0],
        identifier=identifier[1],
        name=name,
        files=files,
        events=events,
        agents=list(dict.fromkeys(event.agent for event in events)),
    )


def _program(facts: PackageFacts) -> PremisAgent:
    return PremisAgent(facts.program, "software")


def _releases(cable: Cable) -> Iterator[PremisEvent]:
    """The marks with which a publisher released the telegram."""
    for number, mark in enumerate(cable.release_marks, 1):
        yield PremisEvent(
            kind="release",
            name=str(number),
            date=mark.date.isoformat() if mark.date else UNKNOWN_DATE,
            detail=f"Released by the publisher of the copy, line {mark.line}: {mark.text}",
            agent=PUBLISHER,
        )


def _publisher_redactions(cable: Cable) -> Iterator[PremisEvent]:
    """What the publisher withheld or left out, for each exemption code."""
    withheld = withholdings_of(cable)
    for code in dict.fromkeys(item.code for item in withheld):
        same = [item for item in withheld if item.code == code]
        under = f"under the exemption {code}" if code else "without naming an exemption"
        yield PremisEvent(
            kind="redaction",
            name=code or "no code",
            date=UNKNOWN_DATE,
            detail=f"The publisher of the copy withheld, covered or left out text {under}.",
            agent=PUBLISHER,
            outcomes=[f"line {item.line}: {item.kind or 'stamp'}" for item in same],
        )


def _redactions(facts: PackageFacts, cable: Cable) -> Iterator[PremisEvent]:
    """What the edition withholds from the paragraphs, for each rule."""
    notices = list(_notices(cable))
    count = Counter(rule for _, notice in notices for rule in notice.rules)
    for rule, number in count.items():
        yield PremisEvent(
            kind="redaction",
            name=rule,
            date=facts.date,
            detail=f"Passages that the edition withholds under rule {rule}: {number}.",
            agent=EDITORS,
            outcomes=[
                f"{place}: {notice.text}" for place, notice in notices if rule in notice.rules
            ],
        )


def _notices(cable: Cable) -> Iterator[tuple[str, NoticeDetails]]:
    """The notices in the paragraphs, each with the name of its para."""
    for para in cable.paras:
        if para.withheld is not None:
            yield para_name(para), para.withheld
        else:
            notices = (notice for block in para.blocks for notice in block.notices)
            yield from ((para_name(para), notice.withheld) for notice in notices)


def _repairs(facts: PackageFacts, cable: Cable) -> Iterator[PremisEvent]:
    """The repairs of each rule."""
    for rule, description in REPAIR_RULES.items():
        same = [repair for repair in cable.repairs if repair.rule == rule]
        if same:
            yield PremisEvent(
                kind="modification",
                name=rule,
                date=facts.date,
                detail=description,
                agent=_program(facts),
                outcomes=[f"line {r.line}: “{r.before}” → “{r.after}”" for r in same],
            )


def _corrections(facts: PackageFacts, cable: Cable) -> Iterator[PremisEvent]:
    """The editors' corrections, each with its reason and source."""
    for number, correction in enumerate(cable.corrections, 1):
        place = "header" if correction.line is None else f"line {correction.line}"
        yield PremisEvent(
            kind="modification",
            name=f"correction {number}",
            date=facts.date,
            detail=f"{correction.reason} Source: {correction.source}",
            agent=EDITORS,
            outcomes=[f"{correction.kind}, {place}: “{correction.before}” → “{correction.after}”"],
        )


def _changes(releases: CableReleases) -> Iterator[PremisEvent]:
    """What the releases of the collection say of the cable: the places, not their words."""
    for release, change in releases:
        yield PremisEvent(
            kind="release",
            name=release.key,
            date=release.date,
            detail=f"Release “{release.title}” of the collection: the cable was "
            f"{OF_CABLES.get(change.kind, 'changed in part')}.",
            agent=EDITORS,
            outcomes=[
                f"{place.name}: {', '.join(OF_PLACES[kind] for kind in place.kinds)}"
                for place in change.places
            ],
        )
