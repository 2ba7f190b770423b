"""What a release tells: each of 100 random edits between two releases, and nothing else.

The truth comes from the edits, not from what the program sees. The cables are invented.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache

import pytest

from generator.changes.release_records import read_record, record_text
from generator.curated.curated_corrections import read_corrections, with_corrections
from generator.curated.curated_glossary import read_glossary
from generator.curated.redactions import read_redactions
from generator.model import Edition, SiteInfo, Source
from generator.model.site_releases import (
    UNRELEASED,
    ChangeKind,
    ReleaseChanges,
    ReleaseName,
    ReleaseRecord,
)
from generator.pipeline import EditionBuild, build_edition
from generator.pipeline.release_states import RecordedReleases
from generator.render.units import render_corpus
from tests.cables import cable_text
from tests.editions import TEMPLATES

Truth = dict[str, dict[str, set[ChangeKind]]]
"""By number of the cable, or `""` for the glossary; then by name of the place, `""` for the whole.
"""

SEEDS = [1, 2]
EDITS = 100
PUBLIC = Edition(name="public")
WORDS = (
    "salt river mine tariff harbor wool valley reservoir market ridge lantern orchard copper "
    "ledger barley quarry bridge timber garden vessel"
).split()
NAMES = [f"{first} {last}" for first in ("Orla", "Tomek", "Ysolde", "Bram", "Ines", "Odd")
         for last in ("Quennellby", "Varrowick", "Zandersen")]  # fmt: skip
SHORTS = [f"QX{a}{b}" for a in "BCDFG" for b in "KLMN"]


@dataclass
class Collection:
    """Sources and editors' files, as they are edited."""

    cables: dict[str, list[list[str]]] = field(default_factory=dict)
    """The sentences of each para."""
    subjects: dict[str, str] = field(default_factory=dict)
    passages: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    paras: list[tuple[str, int]] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    """Corrected subjects by number."""
    meanings: dict[str, str] = field(default_factory=dict)

    def sources(self) -> list[Source]:
        """The sources, with the corrections that belong to them."""
        sources = [
            Source(name=f"{mrn}.txt", text=self.text(mrn), diagnostics=()) for mrn in self.cables
        ]
        entries = [
            f"  - {{file: {mrn}.txt, correct: subject, was: {self.subjects[mrn]}, value: {value}, "
            "reason: R, source: S}"
            for mrn, value in self.corrected.items()
        ]
        text = "\n".join(["corrections:", *entries, ""]) if entries else ""
        return [*with_corrections(sources, read_corrections(text, "corrections.yml"))]

    def text(self, mrn: str) -> str:
        """The source of a cable."""
        paras = [" ".join(sentences) for sentences in self.cables[mrn]]
        return cable_text(mrn, *paras).replace("An example", self.subjects[mrn])

    def rules(self) -> str:
        """The file of rules."""
        items = {
            "passages": self.passages,
            "names": self.names,
            "paras": [f"{mrn} ¶{number}" for mrn, number in self.paras],
            "cables": self.whole,
        }
        lines = [
            f"  - {{id: {kind}, reason: security, note: N., {kind}: {values!r}}}"
            for kind, values in items.items()
            if values
        ]
        return "\n".join(["rules:", *lines]) if lines else "rules: []"

    def glossary(self) -> str:
        """The curated glossary."""
        lines = [
            f"  - {{short: {short}, meaning: {meaning}, source: S}}"
            for short, meaning in self.meanings.items()
        ]
        return "\n".join(["terms:", *lines])

    def build(self, *records: ReleaseRecord, upcoming: bool = True) -> EditionBuild:
        """The public edition of it, with these releases."""
        name = UNRELEASED if upcoming else None
        return build_edition(
            self.sources(),
            read_glossary(self.glossary(), "glossary.yml"),
            read_redactions(self.rules(), "redactions.yml"),
            PUBLIC,
            recorded=RecordedReleases(records=records, upcoming=name),
        )


class Editor:
    """Makes random edits, each at a place of its own, and notes what readers must be told."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.count = 0
        self.of = Collection()
        self.truth: Truth = {}
        self.tellings = 0
        """How often something was noted."""
        self.touched: set[tuple[str, int]] = set()
        self.secrets: list[str] = []
        """Words that are withheld in the end."""
        self._begin()

    def _begin(self) -> None:
        for number in range(1, 61):
            self._new_cable(f"08{self.dice.choice(['LIMA', 'QUITO', 'OSLO'])}{number}")
        self.of.meanings = {short: self._words(2).title() for short in SHORTS[:14]}
        self.of.names = NAMES[:4]
        for mrn in list(self.of.cables)[:8]:
            self.of.paras.append((mrn, 1))
        for mrn in list(self.of.cables)[8:16]:
            self.of.passages.append(self.of.cables[mrn][1][1].rstrip("."))
        self.of.whole = list(self.of.cables)[16:20]

    def _words(self, count: int) -> str:
        self.count += 1
        return " ".join([*self.dice.choices(WORDS, k=count), f"w{self.count}q"])

    def _sentence(self) -> str:
        return f"{self._words(7).capitalize()}."

    def _new_cable(self, mrn: str) -> None:
        self.of.subjects[mrn] = self._words(3)
        paras = [[self._sentence() for _ in range(4)] for _ in range(5)]
        paras[2][1] = f"Then {self.dice.choice(NAMES)} saw {self._words(3)}."
        paras[3][2] = f"The {self.dice.choice(SHORTS)} and the {self.dice.choice(SHORTS)} met."
        self.of.cables[mrn] = paras

    def _told(self, mrn: str, place: str, kind: ChangeKind) -> None:
        self.truth.setdefault(mrn, {}).setdefault(place, set()).add(kind)
        self.tellings += 1

    def _place(self, *numbers: int) -> tuple[str, int]:
        """A para that no edit has touched, of a cable that is shown before and after."""
        for _ in range(200):
            mrn, number = self.dice.choice(list(self.of.cables)), self.dice.choice(numbers)
            touched = {(mrn, number), (mrn, 0)} & self.touched
            if not touched and mrn not in self.of.whole:
                self.touched.add((mrn, number))
                return mrn, number
        raise LookupError("no place is left")

    def _whole_place(self) -> str:
        """A cable that no edit has touched."""
        edited = {*self.of.whole, *self.truth, *(mrn for mrn, _ in (*self.touched, *self.of.paras))}
        hidden = [*self.of.passages, *self.of.names]
        for _ in range(200):
            mrn = self.dice.choice(list(self.of.cables))
            if mrn not in edited and not any(words in self.of.text(mrn) for words in hidden):
                self.touched |= {(mrn, number) for number in range(9)}
                return mrn
        raise LookupError("no cable is left")

    # --- Edits ----------------------------------------------------------------------------------

    def add_cable(self) -> None:
        """A cable more."""
        mrn = f"09OSLO{self.dice.randrange(100, 10_000)}"
        self._new_cable(mrn)
        self.touched |= {(mrn, number) for number in range(9)}
        self._told(mrn, "", ChangeKind.ADDED)

    def remove_cable(self) -> None:
        """A cable less."""
        mrn = self._whole_place()
        del self.of.cables[mrn], self.of.subjects[mrn]
        self._told(mrn, "", ChangeKind.REMOVED)

    def change_word(self) -> None:
        """Another word in a para in which nothing else changes."""
        mrn, number = self._place(5)
        self.of.cables[mrn][number - 1][self.dice.randrange(4)] = self._sentence()
        self._told(mrn, f"¶{number}", ChangeKind.CHANGED)

    def add_repair(self) -> None:
        """A word that is repaired."""
        mrn, number = self._place(5)
        self.of.cables[mrn][number - 1][0] = f"The Legal attach? saw {self._words(3)}."
        self._told(mrn, f"¶{number}", ChangeKind.CHANGED)
        self._told(mrn, f"¶{number}", ChangeKind.REPAIRS)

    def add_para(self) -> None:
        """A para more, at the end."""
        mrn, number = self._place(6)
        self.of.cables[mrn].append([self._sentence()])
        self._told(mrn, f"¶{number}", ChangeKind.ADDED)

    def change_subject(self) -> None:
        """Another subject."""
        mrn, _ = self._place(7)
        if mrn in self.of.corrected:
            return
        self.of.subjects[mrn] = self._words(4)
        self._told(mrn, "subject", ChangeKind.CHANGED)

    def correct(self) -> None:
        """A corrected subject."""
        mrn, _ = self._place(7)
        self.of.corrected[mrn] = self._words(4)
        self._told(mrn, "subject", ChangeKind.CHANGED)
        self._told(mrn, "header", ChangeKind.CORRECTIONS)

    def withhold_passage(self) -> None:
        """A passage of a sentence, in half of the cases beside another word in the para."""
        mrn, _ = self._place(2)
        if (mrn, 2) in [(m, 2) for m in list(self.of.cables)[8:16]]:
            return
        sentence = self.of.cables[mrn][1][3]
        if self.dice.random() < 0.5:
            self.of.cables[mrn][1][2] = self._sentence()
            self._told(mrn, "¶2", ChangeKind.CHANGED)
        passage = " ".join(sentence.rstrip(".").split()[2:])
        self.of.passages.append(passage)
        self.secrets.append(passage)
        self._told(mrn, "¶2", ChangeKind.WITHHELD)

    def show_passage(self) -> None:
        """A passage that was withheld."""
        for mrn in list(self.of.cables)[8:16]:
            passage = self.of.cables[mrn][1][1].rstrip(".")
            if passage in self.of.passages and (mrn, 0) not in self.touched:
                self.of.passages.remove(passage)
                if mrn not in self.of.whole:
                    self._told(mrn, "¶2", ChangeKind.SHOWN)
                return

    def withhold_para(self) -> None:
        """A para."""
        mrn, number = self._place(4)
        self.of.paras.append((mrn, number))
        self.secrets += [sentence.rstrip(".") for sentence in self.of.cables[mrn][number - 1]]
        self._told(mrn, f"¶{number}", ChangeKind.WITHHELD)

    def show_para(self) -> None:
        """A para that was withheld."""
        first = [item for item in self.of.paras if item[1] == 1]
        if first:
            self.of.paras.remove(first[0])
            self._told(first[0][0], "¶1", ChangeKind.SHOWN)

    def withhold_cable(self) -> None:
        """A cable as a whole."""
        mrn = self._whole_place()
        self.of.whole.append(mrn)
        self.secrets += [s.rstrip(".") for para in self.of.cables[mrn] for s in para if "w" in s]
        self._told(mrn, "", ChangeKind.WITHHELD)

    def explain(self) -> None:
        """Another meaning of an abbreviation, or a new one."""
        short = self.dice.choice(SHORTS)
        self.of.meanings[short] = self._words(2).title()
        self._told("", short, ChangeKind.CHANGED)

    def edits(self) -> list[Callable[[], None]]:
        """All kinds of edits."""
        return [
            self.add_cable, self.remove_cable, self.change_word, self.add_repair, self.add_para,
            self.change_subject, self.correct, self.withhold_passage, self.show_passage,
            self.withhold_para, self.show_para, self.withhold_cable, self.explain,
        ]  # fmt: skip

    def withhold_name(self, name: str) -> None:
        """A name, wherever it occurs, beside whatever else changes there."""
        self.of.names.append(name)
        self.secrets.append(name)
        self._tell_of_name(name, ChangeKind.WITHHELD)

    def show_name(self) -> None:
        """A name that was withheld."""
        self._tell_of_name(self.of.names.pop(0), ChangeKind.SHOWN)

    def _tell_of_name(self, name: str, kind: ChangeKind) -> None:
        for mrn, paras in self.of.cables.items():
            is_new = ChangeKind.ADDED in self.truth.get(mrn, {}).get("", ())
            if name in " ".join(paras[2]) and mrn not in self.of.whole and not is_new:
                self._told(mrn, "¶3", kind)


@dataclass(frozen=True)
class Outcome:
    """Two releases of a collection that was edited between them."""

    truth: Truth
    secrets: tuple[str, ...]
    changes: ReleaseChanges
    records: tuple[ReleaseRecord, ...]
    pages: dict[str, str]


def recorded(build: EditionBuild, number: int, after: str = "") -> ReleaseRecord:
    """A release of a build, written and read."""
    name = ReleaseName(
        key=f"2026-11-0{number}-r", title=f"Release {number}", date=f"2026-11-0{number}"
    )
    assert build.releases.upcoming is not None
    text = record_text(name, "public", after, build.releases.upcoming.lines)
    return read_record(text, f"content/releases/public/{name.key}.jsonl", "public")


@cache
def outcome(seed: int) -> Outcome:
    """The two releases for a seed."""
    editor = Editor(seed)
    first = recorded(editor.of.build(), 1)
    for name in NAMES[8:12]:
        editor.withhold_name(name)
    editor.show_name()
    made = 5
    while made < EDITS:
        before = editor.tellings
        with suppress(LookupError):
            editor.dice.choice(editor.edits())()
        made += editor.tellings > before
    build = editor.of.build(first)
    assert build.releases.upcoming is not None
    second = recorded(build, 2, first.name.key)
    corpus = editor.of.build(first, second, upcoming=False).corpus
    site = render_corpus(corpus, TEMPLATES, SiteInfo(name="Cables", edition=PUBLIC))
    pages = {page.path: page.text for page in site}
    return Outcome(
        editor.truth, tuple(editor.secrets), build.releases.upcoming.changes, (first, second), pages
    )


def told(changes: ReleaseChanges) -> Truth:
    """What a release tells, in the form of the truth."""
    result: Truth = {}
    for change in changes.cables:
        places = {place.name: set(place.kinds) for place in change.places}
        result[change.mrn] = places or {"": {change.kind}}
    for meaning in changes.meanings:
        result.setdefault("", {})[meaning.abbreviation] = {ChangeKind.CHANGED}
    return result


@pytest.mark.parametrize("seed", SEEDS)
def test_each_edit_is_told_and_none_is_invented(seed: int) -> None:
    result = outcome(seed)
    assert told(result.changes) == result.truth
    kinds = {kind for places in result.truth.values() for one in places.values() for kind in one}
    assert kinds >= set(ChangeKind) - {ChangeKind.NOTICE}


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_that_is_withheld_is_on_the_pages_of_releases(seed: int) -> None:
    """Neither its words nor the digests of words that were shown before."""
    result = outcome(seed)
    site = "\n".join(result.pages.values())
    assert len(result.secrets) > 20
    assert not [secret for secret in result.secrets if secret in site]
    digests = {
        piece
        for record in result.records
        for line in record.lines.cables.values()
        for piece in re.findall(r"[\w-]{8}", line)
        if not piece.isalpha() and not piece.isdigit() and re.search("[A-Z].*[a-z]", piece)
    }
    assert len(digests) > 500
    assert not digests.intersection(re.findall(r"[\w-]{8}", site))


@pytest.mark.parametrize("seed", SEEDS)
def test_each_change_has_its_place_as_a_link(seed: int) -> None:
    result = outcome(seed)
    page = result.pages["releases/2026-11-02-r.md"]
    rows = [row for row in page.splitlines() if row.startswith("| ")]
    for mrn, places in result.truth.items():
        if not mrn:
            assert all(f"[{short}](../glossary/" in page for short in places)
            continue
        (row,) = [row for row in rows if re.match(rf"\| \[?{mrn}\b", row)]
        if places.keys() == {""}:
            assert (f"[{mrn}](" in row) == (places[""] != {ChangeKind.REMOVED})
        for name in places.keys() - {""}:
            anchor = f"#p-{name[1:]}" if name.startswith("¶") else ""
            assert re.search(rf"\[{name}\]\([^)]*{mrn}/[a-z0-9-]+\.md{anchor}\)", row), (name, row)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_foot_of_each_page_says_since_when_it_stands(seed: int) -> None:
    result = outcome(seed)
    for path, text in result.pages.items():
        mrn, _, name = path.removeprefix("cables/").partition("/")
        if path.startswith("cables/") and name in {"index.md", "full.md", "source.md"}:
            number = 2 if result.truth.get(mrn) else 1
            assert f"Unchanged since release [Release {number}](" in text, path
