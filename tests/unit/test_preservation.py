"""PREMIS events of cables and collections, and EAD finding aids."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree  # type: ignore[import-untyped]

from generator import parse_cable
from generator.archiving.finding_aids import FindingAids
from generator.archiving.premis_events import (
    CableReleases,
    PackedFile,
    cable_premis,
    changes_by_cable,
    collection_premis,
)
from generator.model import Anchor, Cable, Corpus, CorrectionKind, Mrn
from generator.model.corrections import AppliedCorrection
from generator.model.site_releases import (
    CableChange,
    ChangeKind,
    PlaceChange,
    ReleaseChanges,
    ReleaseHistory,
    ReleaseName,
)
from generator.pipeline import EditionBuild
from tests.archiving import FACTS, faults, xml_templates
from tests.cables import cable_text, example
from tests.cases import FIXTURES
from tests.editions import published, rules
from tests.unit.test_sample import SAMPLE

PREMIS = "{http://www.loc.gov/premis/v3}"
EAD = "{http://ead3.archivists.org/schema/}"
FILE = PackedFile(path="cables/08LIMA1/tei.xml", sha256="0" * 64, size=12, form="TEI P5")
RULES = """rules:
- {id: names, reason: personal privacy, kind: name, note: A person., names: [Villa]}
- {id: all, reason: security, kind: paragraph, note: A list., paras: [08LIMA1 ¶2]}
- {id: gone, reason: security, kind: cable, note: All of it., cables: [08LIMA9]}
"""


def edition() -> EditionBuild:
    """Three cables of two posts, of which something is withheld; and one that is withheld."""
    return published(
        rules(RULES),
        c08LIMA1=cable_text("08LIMA1", "He met Villa and Villa.", "A list of names."),
        c07LIMA30=cable_text("07LIMA30", "One."),
        c08QUITO2=cable_text("08QUITO2", "Two."),
        c08LIMA9=cable_text("08LIMA9", "Hidden words."),
    )


def cable_of(build: EditionBuild, mrn: str) -> Cable:
    return next(stored.cable for stored in build.corpus.cables if stored.mrn == mrn)


def events(document: str) -> list[tuple[str, str, str, list[str]]]:
    """Type, date, detail and outcomes of each event of a valid document."""
    assert faults("premis", document) == []
    return [
        (
            event.findtext(f"{PREMIS}eventType", ""),
            event.findtext(f"{PREMIS}eventDateTime", ""),
            event.findtext(f".//{PREMIS}eventDetail", ""),
            [note.text or "" for note in event.iter(f"{PREMIS}eventOutcomeDetailNote")],
        )
        for event in etree.fromstring(document.encode()).iter(f"{PREMIS}event")
    ]


def events_of(
    cable: Cable, releases: CableReleases = (), mrn: str = "08LIMA1"
) -> list[tuple[str, str, str, list[str]]]:
    return events(cable_premis(xml_templates(), FACTS, Mrn(mrn), cable, releases, [FILE]))


def test_withholdings_are_events_that_say_what_the_notice_says() -> None:
    assert events_of(cable_of(edition(), "08LIMA1")) == [
        (
            "redaction",
            "2026-03-01",
            "Passages that the edition withholds under rule names: 2.",
            ["¶1: [withheld: name, personal privacy, rule names]"] * 2,
        ),
        (
            "redaction",
            "2026-03-01",
            "Passages that the edition withholds under rule all: 1.",
            ["¶2: [withheld: para, security, rule all]"],
        ),
    ]


def test_repairs_of_a_rule_are_one_event() -> None:
    text = cable_text("08LIMA1", "The Post,s man.", "The Attaché met Roe,s boy.")
    [event] = events_of(parse_cable(text, name="08LIMA1"))
    kind, date, detail, outcomes = event
    assert (kind, date) == ("modification", "2026-03-01")
    assert detail == "An apostrophe garbled into a comma is restored"
    assert [re.sub(r"^line \d+: ", "", outcome) for outcome in outcomes] == [
        "“Post,s” → “Post's”",
        "“Roe,s” → “Roe's”",
    ]


def test_a_correction_is_an_event_with_its_reason_and_source() -> None:
    applied = AppliedCorrection(
        kind=CorrectionKind.SUBJECT, line=None, before="An example", after="A example",
        reason="The original has it.", source="Reel 12.",
    )  # fmt: skip
    cable = replace(example("08LIMA1", "One."), corrections=(applied,))
    assert events_of(cable) == [
        (
            "modification",
            "2026-03-01",
            "The original has it. Source: Reel 12.",
            ["subject, header: “An example” → “A example”"],
        )
    ]


def test_the_publishers_release_and_withholdings_are_events() -> None:
    released = parse_cable((FIXTURES / "released.txt").read_text(encoding="utf-8"))
    found = events_of(released)
    assert [event[:2] for event in found if event[0] == "release"] == [
        ("release", "2015-09-30"),
        ("release", "XXXX-XX-XX"),
    ]
    redactions = {detail: outcomes for kind, _, detail, outcomes in found if kind == "redaction"}
    assert [detail.rpartition(" text ")[2] for detail in redactions] == [
        *(f"under the exemption {code}." for code in ("1.4(B)", "1.4(D)", "B1", "B6")),
        "without naming an exemption.",
    ]
    assert all(outcomes for outcomes in redactions.values())


def test_the_collection_has_an_event_for_each_rule_and_for_the_package() -> None:
    found = events(collection_premis(xml_templates(), FACTS, edition().corpus))
    assert [(kind, outcomes) for kind, _, _, outcomes in found] == [
        ("redaction", ["2 notices in 1 cable"]),
        ("redaction", ["1 notice in 1 cable"]),
        ("redaction", ["1 notice in 1 cable"]),
        ("information package creation", ["3 cables"]),
    ]
    assert found[0][2] == "Rule names withholds: name, personal privacy. A person."


HISTORY = ReleaseHistory(
    releases=(
        ReleaseChanges(
            name=ReleaseName(key="2025-05-01-first", title="First", date="2025-05-01"),
            first_cables=2,
        ),
        ReleaseChanges(
            name=ReleaseName(key="2026-01-02-second", title="Second", date="2026-01-02"),
            cables=(
                CableChange(
                    mrn=Mrn("08LIMA1"),
                    kind=ChangeKind.CHANGED,
                    places=(
                        PlaceChange(
                            name="¶1",
                            anchor=Anchor("p-1"),
                            kinds=(ChangeKind.CHANGED, ChangeKind.WITHHELD),
                        ),
                    ),
                ),
                CableChange(mrn=Mrn("08QUITO2"), kind=ChangeKind.ADDED),
            ),
        ),
    )
)


def test_releases_of_the_collection_are_events_of_it_and_of_its_cables() -> None:
    corpus = replace(edition().corpus, history=HISTORY)
    first, second, *_ = events(collection_premis(xml_templates(), FACTS, corpus))
    assert first == (
        "release",
        "2025-05-01",
        "Release “First” of the collection.",
        ["first release, 2 cables"],
    )
    assert second[:3] == ("release", "2026-01-02", "Release “Second” of the collection.")
    assert second[3][0] == "1 cable added"
    changes = changes_by_cable(HISTORY)
    assert {mrn: len(of_cable) for mrn, of_cable in changes.items()} == {
        "08LIMA1": 1,
        "08QUITO2": 1,
    }
    assert events_of(example("08LIMA1", "One."), changes[Mrn("08LIMA1")]) == [
        (
            "release",
            "2026-01-02",
            "Release “Second” of the collection: the cable was changed in part.",
            ["¶1: changed, a passage is withheld now"],
        )
    ]
    [added] = events_of(example("08QUITO2", "Two."), changes[Mrn("08QUITO2")])
    assert added[2:] == ("Release “Second” of the collection: the cable was added.", [])


def test_no_document_says_what_is_withheld() -> None:
    build = edition()
    texts = [collection_premis(xml_templates(), FACTS, build.corpus), *aids(build.corpus).values()]
    texts += [
        cable_premis(xml_templates(), FACTS, Mrn("08LIMA1"), stored.cable, (), ())
        for stored in build.corpus.cables
    ]
    for secret in ("Villa", "list of names", "Hidden"):
        assert not any(secret in text for text in texts)


def aids(corpus: Corpus) -> dict[str, str]:
    return dict(FindingAids(xml_templates(), FACTS, corpus).files())


def units(document: str) -> list[tuple[str, str, str, str]]:
    """Identifier, title, date and file of each component of a valid finding aid."""
    assert faults("ead", document) == []
    found = []
    for component in etree.fromstring(document.encode()).iter(f"{EAD}c01", f"{EAD}c02"):
        did = component.find(f"{EAD}did")
        assert did is not None
        dao = did.find(f"{EAD}dao")
        ref = component.find(f"{EAD}otherfindaid/{EAD}p/{EAD}ref")
        link = dao if dao is not None else ref
        found.append(
            (
                did.findtext(f"{EAD}unitid", ""),
                did.findtext(f"{EAD}unittitle", ""),
                did.findtext(f"{EAD}unitdate", ""),
                link.get("href", "") if link is not None else "",
            )
        )
    return found


def test_the_collection_is_described_by_post_and_year() -> None:
    assert units(aids(edition().corpus)["collection.xml"]) == [
        ("LIMA", "Embassy Lima", "2007-2008", "posts/lima.xml"),
        ("LIMA 2007", "Embassy Lima, 2007", "2007", ""),
        ("LIMA 2008", "Embassy Lima, 2008", "2008", ""),
        ("QUITO", "Embassy Quito", "2008", "posts/quito.xml"),
        ("QUITO 2008", "Embassy Quito, 2008", "2008", ""),
    ]


def test_a_post_is_described_by_year_and_cable() -> None:
    found = aids(edition().corpus)
    assert list(found) == ["collection.xml", "posts/lima.xml", "posts/quito.xml"]
    assert units(found["posts/lima.xml"]) == [
        ("LIMA 2007", "Embassy Lima, 2007", "2007", ""),
        ("07LIMA30", "An example", "2007-06-01", "../../cables/07LIMA30/tei.xml"),
        ("LIMA 2008", "Embassy Lima, 2008", "2008", ""),
        ("08LIMA1", "An example", "2008-06-01", "../../cables/08LIMA1/tei.xml"),
        ("08LIMA9", "[withheld: cable, security, rule gone]", "", ""),
    ]
    assert "<p>Marking when it was sent: UNCLASSIFIED</p>" in found["posts/lima.xml"]
    assert "<subject><part>PREL</part></subject>" in found["posts/lima.xml"]


def test_the_sample_and_an_empty_collection_are_described() -> None:
    build = published(rules("rules: []"), c08MEXICO721=SAMPLE.read_text(encoding="utf-8"))
    for document in aids(build.corpus).values():
        assert faults("ead", document) == []
    empty = aids(Corpus(cables=(), diagnostics=()))
    assert list(empty) == ["collection.xml"]
    assert units(empty["collection.xml"]) == []
