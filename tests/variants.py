"""A few invented cables and editors' decisions, and the same with one change each.

For tests of what hangs on what: whatever differs between two variants must be known by a digest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from generator.changes.release_records import read_record, record_text
from generator.curated.curated_copies import read_copies, with_copy_notes
from generator.curated.curated_corrections import read_corrections, with_corrections
from generator.curated.curated_glossary import read_glossary
from generator.curated.curated_readings import read_reading
from generator.curated.curated_requests import read_records_requests
from generator.curated.redactions import read_redactions
from generator.model import (
    Corpus,
    CuratedGlossary,
    CuratedNames,
    CuratedPerson,
    CuratedPlace,
    Decisions,
    Detector,
    Edition,
    EditorTexts,
    Source,
)
from generator.model.diagnostics import diagnostic
from generator.model.site_releases import UNRELEASED, ReleaseName, SiteState
from generator.pipeline import EditionBuild, build_edition
from generator.pipeline.release_states import NO_RELEASES, RecordedReleases
from tests.cables import cable_text
from tests.cases import FIXTURES

QUESTION = "QUESTION A. Does the country mine salt?\n\nPOST RESPONSE: Yes."

FILES = {
    "08LIMA12": cable_text(
        "08LIMA12",
        "The National Salt Institute (NSI) met on March 3, 2008. The NSI agreed, see para 2.",
        "See ref A, 08 LIMA 11 (para 2), 07LIMA9 and para 1. The GDP grew, the ZZQ shrank.",
        QUESTION,
        "Please protect Ann Example. Call +51 1 618 2000.",
        header="REF: A. 07STATE150188",
    ),
    "08LIMA11": cable_text(
        "08LIMA11",
        "The NSI of Lima rose on May 5, 2008.",
        "As in 07 LIMA 9. The GDP grew. Foreign Minister Ines Zaldunari spoke.",
    ),
    "07LIMA9": cable_text("07LIMA9", "One.", QUESTION, "The Blue Office (BLO) left the NSI."),
}

GLOSSARY = """
terms:
  - {short: SLT, meaning: Salt, source: An example, posts: [LIMA], cables: [08LIMA12]}
exclude:
  - {words: ABC, reason: An example.}
"""

RULES = """
rules:
  - {id: first, reason: personal privacy, kind: name, names: [Ann Example], note: Why.}
  - {id: second, reason: security, kind: word, passages: [Nobody Says This], note: Why.}
acknowledged:
  - {cable: 08LIMA12, para: "4", words: protect, by: the office, why: It is known.}
"""


REQUESTS = """
requests:
  - {numbers: [07STATE150188], asked: 2024-05-01, kind: foia, status: asked, note: One.}
"""


READING = """---
title: Salt
author: An editor
date: 2026-11-29
---

> Does the country mine salt?

-- 08LIMA12 para 3
"""


@dataclass(frozen=True, kw_only=True)
class Variant:
    """What an edition is made from."""

    files: Mapping[str, str] = field(default_factory=lambda: FILES)
    glossary: str = GLOSSARY
    rules: str = RULES
    corrections: str = ""
    copies: str = ""
    names: CuratedNames = field(default_factory=CuratedNames)
    requests: str = REQUESTS
    reading: str = READING
    edition: Edition = field(
        default_factory=lambda: Edition(
            name="public", detectors=(Detector.TELEPHONE,), for_editors=True
        )
    )
    releases: tuple[str, ...] = ()
    """Titles of releases: of `BASE`, as it is."""
    late: bool = False
    """Whether reading the files showed something."""

    def sources(self) -> list[Source]:
        """The files."""
        told = (diagnostic("encoding-windows-1252"),) if self.late else ()
        sources = [
            Source(name=f"{name}.txt", text=text, diagnostics=told)
            for name, text in self.files.items()
        ]
        noted = with_copy_notes(sources, read_copies(self.copies, "copies.yml"))
        return [*with_corrections(noted, read_corrections(self.corrections, "corrections.yml"))]

    def curated(self) -> CuratedGlossary:
        """The glossary of editors."""
        return read_glossary(self.glossary, "glossary.yml")

    def texts(self) -> EditorTexts:
        """What editors write beside the cables."""
        return EditorTexts(
            records_requests=read_records_requests(self.requests, "requests.yml")[0],
            readings=(read_reading(self.reading, "content/readings/salt.md"),),
        )

    def decisions(self) -> Decisions:
        """What editors withhold."""
        return read_redactions(self.rules, "redactions.yml")

    def records(self) -> RecordedReleases:
        """The releases."""
        first = BASE.build(RecordedReleases(upcoming=UNRELEASED)).releases.upcoming
        assert first is not None
        lines, after = first.lines, ""
        records = []
        for title in self.releases:
            name = ReleaseName(key=f"2026-11-01-{title}", title=title, date="2026-11-01")
            text = record_text(name, "public", after, lines)
            records.append(read_record(text, f"{name.key}.jsonl", "public"))
            lines, after = SiteState(cables={}, meanings={}), name.key
        return RecordedReleases(records=tuple(records))

    def build(self, releases: RecordedReleases | None = None) -> EditionBuild:
        """The edition with its releases."""
        return build_edition(
            self.sources(),
            self.curated(),
            self.decisions(),
            self.edition,
            names=self.names,
            texts=self.texts(),
            recorded=releases or (self.records() if self.releases else NO_RELEASES),
        )

    def edited(self, name: str, before: str, after: str) -> Variant:
        """The same with other words in one file."""
        assert self.files[name].count(before) == 1, before
        return replace(self, files={**self.files, name: self.files[name].replace(before, after)})

    def defined(self, before: str, after: str) -> Variant:
        """The same with other words in the glossary."""
        assert self.glossary.count(before) == 1, before
        return replace(self, glossary=self.glossary.replace(before, after))

    def ruled(self, before: str, after: str) -> Variant:
        """The same with other words in the rules."""
        assert self.rules.count(before) == 1, before
        return replace(self, rules=self.rules.replace(before, after))


BASE = Variant()

RENAMED = CuratedPerson(
    key="ines-zaldunari-lima",
    name="Inés Zaldunari",
    description=None,
    merged=(),
    parted_from=None,
    cables=(),
    is_hidden=False,
    is_shown=False,
)

NEW = (
    cable_text(
        "09QUITO5",
        "In 08 LIMA 12 the NSI.",
        "Foreign Minister Ines Zaldunari fell. The Red Office (RDO) fell.",
    )
    + "\n\nOLMARRAGA\n"
)


def _of_files() -> Iterator[tuple[str, Variant]]:
    edited = BASE.edited
    yield "a word", edited("08LIMA11", "rose", "fell")
    yield "a word of an event", edited("08LIMA12", "met on", "danced on")
    yield "a place", edited("08LIMA11", "of Lima rose", "of Quito rose")
    yield "a date", edited("08LIMA12", "March 3", "March 4")
    yield "a subject", edited("08LIMA11", "SUBJECT: An example", "SUBJECT: A good example")
    yield "when it was sent", edited("08LIMA11", "010900Z JUN", "020900Z JUN")
    yield "a reference", edited("08LIMA12", "07STATE150188", "07STATE150189")
    yield "a cable that is cited", edited("08LIMA11", "07 LIMA 9", "07 LIMA 8")
    yield "a para that is cited", edited("08LIMA12", "see para 2", "see para 3")
    yield "an abbreviation", edited("08LIMA12", "ZZQ", "ZZX")
    yield "a definition", edited("07LIMA9", "Blue Office", "Bold Office")
    yield "words before a definition", edited("07LIMA9", "The Blue Office", "Now the Blue Office")
    yield "a former name", edited("07LIMA9", "left the", "formerly known as BLU, left the")
    yield "a question", edited("07LIMA9", "mine salt", "sell salt")
    yield "a para more", edited("07LIMA9", "¶1. (U) One.", "¶1. (U) One.\n\nTwo.\n")
    yield "a marking", edited("07LIMA9", "¶1. (U)", "¶1. (C)")
    heading = "Salt and Pepper\n---------------\n\n"
    yield "a heading", edited("08LIMA11", "¶2. (U) As", f"{heading}¶2. (U) As")
    yield "another number", edited("08LIMA11", "¶2. (U) As", "¶3. (U) As")
    yield "a request", edited("08LIMA12", "Please protect", "Please strictly protect")
    yield "a repair", edited("08LIMA12", "The GDP", "The attach? and the GDP")
    names = {("x" if name == "07LIMA9" else name): text for name, text in FILES.items()}
    yield "a file that is renamed", replace(BASE, files=names)
    more = replace(BASE, files={**FILES, "09QUITO5": NEW})
    yield "a cable more", more
    yield "another name of a person", replace(more, names=CuratedNames(people=(RENAMED,)))
    fewer = {name: text for name, text in FILES.items() if name != "07LIMA9"}
    yield "a cable less", replace(BASE, files=fewer)
    yield "files that were not read as they are", replace(BASE, late=True)


CORRECTION = """
corrections:
  - {file: 08LIMA11.txt, correct: subject, was: An example, value: Salt, reason: R, source: S}
"""


def _of_corrections() -> Iterator[tuple[str, Variant]]:
    def corrected(before: str = "", after: str = "") -> Variant:
        return replace(BASE, corrections=CORRECTION.replace(before, after))

    yield "a correction", corrected()
    yield "another value of a correction", corrected("value: Salt", "value: Pepper")
    yield "the reason of a correction", corrected("reason: R", "reason: Q")
    yield "the source of a correction", corrected("source: S", "source: T")
    yield "a correction that does not fit", corrected("An example", "An exemple")
    yield "a correction on another line", corrected("corrections:", "corrections:\n")
    date = "date, was: 2008-06-01, value: 2007-06-01"
    yield "a date that is corrected", corrected("subject, was: An example, value: Salt", date)
    tags = "tags, was: PREL, value: PGOV"
    yield "TAGS that are corrected", corrected("subject, was: An example, value: Salt", tags)
    number = "number, was: 08LIMA11, value: 08LIMA10"
    yield "a number that is corrected", corrected("subject, was: An example, value: Salt", number)
    para = "para, line: 14, was: '¶2.', value: 3"
    yield "a para that is corrected", corrected("subject, was: An example, value: Salt", para)
    target = "reference, line: 10, was: 07STATE150188, value: 07LIMA9"
    reference = corrected("subject, was: An example, value: Salt", target)
    there = reference.corrections.replace("08LIMA11.txt", "08LIMA12.txt")
    yield "a reference that is corrected", replace(reference, corrections=there)


GAP = "In the north, [2 lines not declassified]. The NSI of Lima rose on May 5, 2008."
SHOWN = GAP.replace("[2 lines not declassified]", "eleven mines were sold to foreign firms")
COPY = cable_text("08LIMA11", GAP, "As in 07 LIMA 9. The GDP grew.")
COPIES = """
copies:
  - {file: 08LIMA11.txt, publisher: The first office, date: 2001-03-01}
  - {file: later.txt, date: 2009-03-01}
"""


def _of_copies() -> Iterator[tuple[str, Variant]]:
    later = cable_text("08LIMA11", SHOWN, "As in 07 LIMA 9. The GDP grew.")
    files = {**FILES, "08LIMA11": COPY, "later": later}
    yield "a gap", replace(BASE, files={**FILES, "08LIMA11": COPY})
    copied = replace(BASE, files=files)
    yield "a copy that shows more", copied
    dated = replace(copied, copies=COPIES)
    yield "copies with dates", dated
    yield "another publisher", replace(dated, copies=COPIES.replace("The first", "The second"))
    yield "another date", replace(dated, copies=COPIES.replace("2009", "2010"))
    main = COPIES.replace("2001-03-01", "2001-03-01, base: true")
    yield "another main copy", replace(dated, copies=main)
    yield "another word in a copy", dated.edited("later", "foreign firms", "foreign mines")
    smart = (FIXTURES / "released.txt").read_text(encoding="utf-8")
    numbered = {**FILES, "first": smart, "second": smart.replace("C05000000", "C05000009")}
    yield "copies with archive numbers", replace(BASE, files=numbered)
    yield "another cable beside copies", dated.edited("07LIMA9", "¶1. (U) One.", "¶1. (U) Two.")
    twice = f"{COPY}\n\n{later}"
    yield "an earlier copy in a file", replace(BASE, files={**FILES, "08LIMA11": twice})


def _lima(name: str) -> CuratedNames:
    """Editors' decisions with which Lima has another name."""
    place = CuratedPlace(
        key="lima",
        name=name,
        also=(),
        within=None,
        latitude=None,
        longitude=None,
        is_hidden=False,
    )
    return CuratedNames(places=(place,))


def _of_decisions() -> Iterator[tuple[str, Variant]]:
    defined, ruled = BASE.defined, BASE.ruled
    gdp = "terms:\n  - {short: GDP, meaning: Grand Depot of Pepper, source: An example}"
    nsi = "terms:\n  - {short: NSI, meaning: Nordic Salt Institute, source: An example}"
    yield "a meaning", defined("terms:", gdp)
    yield "another meaning", defined("terms:", nsi)
    yield "a source of a meaning", defined("source: An example", "source: Another")
    yield "a note on a meaning", defined("source: An", "note: It is white, source: An")
    yield "posts", defined("posts: [LIMA]", "posts: [QUITO]")
    yield "cables", defined("cables: [08LIMA12]", "cables: [08LIMA11]")
    yield "a spelling", defined("source: An", "spellings: [salted, pepper], source: An")
    yield "a spelling that stands", defined("source: An", "spellings: [Lima], source: An")
    yield (
        "words that mean the same",
        defined("source: An", "also_written: [Blue Office], source: An"),
    )
    blue = "terms:\n  - {short: BLO, meaning: Office in Blue, source: An example"
    yield "an office", defined("terms:", f"{blue}}}")
    yield "an office in other words", defined("terms:", f"{blue}, also_written: [Blue Office]}}")
    yield "a former abbreviation", defined("source: An", "former: [ZZQ], source: An")
    yield "a word that is excluded", defined("words: ABC", "words: ZZQ")
    yield "a form that is excluded", defined("words: ABC", "words: NSI")
    yield "a word that is withheld", ruled("Nobody Says This", "rose")
    yield "a name that is withheld", ruled("Ann Example", "Ben Example")
    yield "a meaning that is withheld", ruled("Nobody Says This", "Gross Domestic Product")
    yield "a pattern", ruled("passages: [Nobody Says This]", "patterns: ['Sal[tz]']")
    yield (
        "a para that is withheld",
        ruled("passages: [Nobody", "paras: ['08LIMA12 ¶1'], passages: [Nobody"),
    )
    short = "paras: ['07LIMA9 ¶1'], passages: [Nobody"
    yield "a para of one word that is withheld", ruled("passages: [Nobody", short)
    yield (
        "a cable that is withheld",
        ruled("passages: [Nobody", "cables: [07LIMA9], passages: [Nobody"),
    )
    yield "a place's name", replace(BASE, names=_lima("City of Kings"))
    yield "another name of a place", replace(BASE, names=_lima("City of Queens"))
    yield "a reading's title", replace(BASE, reading=READING.replace("Salt\n", "Pepper\n"))
    yield "a quotation", replace(BASE, reading=READING.replace("mine salt?", "mine salt"))
    yield "what was asked for", replace(BASE, requests=REQUESTS.replace("One.", "Two."))
    yield "a reason", ruled("personal privacy", "protected source")
    yield "a kind", ruled("kind: name", "kind: person")
    yield "a note", ruled("[Ann Example], note: Why.", "[Ann Example], note: Therefore.")
    yield "a request that nobody acknowledged", ruled("words: protect", "words: Call")
    yield "who acknowledged", ruled("the office", "the embassy")
    public = BASE.edition
    yield "without detectors", replace(BASE, edition=replace(public, detectors=()))
    yield "without rules", replace(BASE, edition=replace(public, rules=()))
    yield "with one rule", replace(BASE, edition=replace(public, rules=("second",)))
    yield "not for editors", replace(BASE, edition=replace(public, for_editors=False))


def _of_releases() -> Iterator[tuple[str, Variant]]:
    released = replace(BASE, releases=("first",))
    yield "a release", released
    yield "a word after a release", released.edited("08LIMA11", "rose", "fell")
    yield "another word after a release", released.edited("07LIMA9", "left", "met")
    yield "another release", replace(BASE, releases=("second",))
    yield "two releases", replace(BASE, releases=("first", "second"))


VARIANTS: Mapping[str, Variant] = {
    "as it is": BASE,
    **dict(_of_files()),
    **dict(_of_decisions()),
    **dict(_of_corrections()),
    **dict(_of_copies()),
    **dict(_of_releases()),
}
"""By the change that tells each from the first."""


@cache
def corpora() -> Mapping[str, Corpus]:
    """The corpus of each variant."""
    return {name: variant.build().corpus for name, variant in VARIANTS.items()}
