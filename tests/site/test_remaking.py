"""Incremental builds: pages taken over from the last build are those of a build from scratch.

Each test builds on the state that the build before left in the workspace, and compares all pages
with those of a copy of its sources in which nothing was ever built. `RecordingWorkers` says which
units of pages were made, so that a test in which nothing is taken over fails.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from generator.demo.demo_cables import demo_cables
from generator.disk import (
    CURATED_COPIES,
    CURATED_CORRECTIONS,
    CURATED_GLOSSARY,
    CURATED_REDACTIONS,
    Workspace,
    new_workspace,
)
from generator.disk.state_folder import make_state_folder, replace_atomically
from generator.editions.edition_settings import PREDEFINED
from generator.execution.executors import SerialExecutor
from generator.execution.result_cache import digest
from generator.incremental import build_record
from generator.mkdocs_build.site_build import write_pages
from generator.model import SiteInfo
from generator.render.units import EACH, WHOLE, Unit, units

CABLES = {str(cable.name): cable.text for cable in demo_cables(9, seed=7)}
OTHERS = {str(cable.name): cable.text for cable in demo_cables(12, seed=8)}

KINDS = {*WHOLE, *EACH}
"""The kinds of units of pages."""


class RecordingWorkers:
    """Works in this process and records the units of pages that are made."""

    is_local = True

    def __init__(self) -> None:
        self.units: list[Unit] = []

    def map(
        self, job: Callable[[Any, Any], Any], context: Any, items: Sequence[Any]
    ) -> Iterator[Any]:
        """See `Executor`."""
        self.units += [i for i in items if isinstance(i, tuple) and i[0] in KINDS]
        return SerialExecutor().map(job, context, items)


@dataclass
class Site:
    """A workspace and what `mkdocs.yml` says of it."""

    workspace: Workspace
    info: SiteInfo = field(
        default_factory=lambda: SiteInfo(name="Cables", edition=PREDEFINED["public"])
    )

    def build(self) -> Built:
        """Build on what the workspace remembers."""
        workers = RecordingWorkers()
        corpus = write_pages(self.workspace, self.info, workers).corpus
        every = set(units(corpus))
        assert len(workers.units) == len(set(workers.units))
        assert every.issuperset(workers.units)
        return Built(workers.units, every - set(workers.units))

    def write(self, name: str, text: str) -> None:
        """Put a file into the workspace."""
        path = self.workspace.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def pages(self) -> dict[str, bytes]:
        """The pages as they stand, by path."""
        folder = self.workspace.pages
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in self.files()}

    def files(self) -> list[Path]:
        """The files of the pages."""
        every = sorted(self.workspace.pages.rglob("*"))
        return [path for path in every if path.is_file() and path.name[0] != "."]

    def pages_from_scratch(self, root: Path) -> dict[str, bytes]:
        """The pages of the same sources where nothing was built before."""
        shutil.copytree(self.workspace.root, root, ignore=shutil.ignore_patterns(".reftel"))
        fresh = Site(Workspace(root), self.info)
        shutil.rmtree(fresh.workspace.pages)
        assert fresh.build().taken == set()
        pages = fresh.pages()
        shutil.rmtree(root)
        return pages


@dataclass(frozen=True)
class Built:
    """What a build did."""

    made: list[Unit]
    """The units that were made anew."""
    taken: set[Unit]
    """The units that were taken over from the last build."""


# --- Changes -------------------------------------------------------------------------------------

Change = Callable[[random.Random, Site], None]


def _some_cable(chance: random.Random, site: Site) -> Path:
    return chance.choice(sorted(site.workspace.cables.glob("*.txt")))


def edit_cable(chance: random.Random, site: Site) -> None:
    path = _some_cable(chance, site)
    lines = path.read_text(encoding="utf-8").split("\n")
    at = chance.randrange(len(lines) // 2, len(lines))
    words = ["On July 16, 2007 the Salt and Pepper Office (SPO) told the SPO.", "", "See para 3."]
    lines[at : at + chance.randrange(2)] = [chance.choice(words)]
    path.write_text("\n".join(lines), encoding="utf-8")


def cite_cable(chance: random.Random, site: Site) -> None:
    path, cited = _some_cable(chance, site), chance.choice([*CABLES, *OTHERS])
    path.write_text(f"{path.read_text(encoding='utf-8')}\nSee {cited}.\n", encoding="utf-8")


def add_cable(chance: random.Random, site: Site) -> None:
    name = chance.choice(sorted(OTHERS))
    site.write(f"content/cables/{name}.txt", OTHERS[name])


def remove_cable(chance: random.Random, site: Site) -> None:
    if len(list(site.workspace.cables.glob("*.txt"))) > 4:
        _some_cable(chance, site).unlink()


def rename_cable(chance: random.Random, site: Site) -> None:
    path = _some_cable(chance, site)
    path.rename(path.with_name(f"x{path.name}"))


def copy_cable(chance: random.Random, site: Site) -> None:
    """Another copy of a cable, of which an editor says when it was published."""
    path = _some_cable(chance, site)
    lines = path.read_text(encoding="utf-8").split("\n")
    at = chance.randrange(len(lines) // 2, len(lines))
    lines[at : at + 1] = ["[2 lines not declassified]"]
    site.write("content/cables/copies/a.txt", "\n".join(lines))
    date = f"19{chance.randrange(80, 99)}-03-01"
    site.write(CURATED_COPIES, f"copies:\n  - {{file: copies/a.txt, date: {date}}}\n")


def edit_glossary(chance: random.Random, site: Site) -> None:
    meaning = f"Grand Depot of Pepper {chance.randrange(3)}"
    entry = f"terms:\n  - short: GDP\n    meaning: {meaning}\n    source: An example\n"
    excluded = "exclude:\n  - words: MOU\n    reason: An example.\n"
    site.write(CURATED_GLOSSARY, chance.choice([entry, f"{entry}{excluded}"]))


def correct_cable(chance: random.Random, site: Site) -> None:
    path = _some_cable(chance, site)
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(n for n, line in enumerate(lines, 1) if n > len(lines) // 2 and " " in line.strip())
    _, _, rest = lines[at - 1].strip().partition(" ")
    name = path.relative_to(site.workspace.cables).as_posix()
    start = f"  - {{file: {name}, reason: R {chance.randrange(9)}, source: S, "
    split = f"correct: split, line: {at}, was: {json.dumps(rest, ensure_ascii=False)}}}"
    site.write(CURATED_CORRECTIONS, f"corrections:\n{start}{split}\n")


def withhold(chance: random.Random, site: Site) -> None:
    word = chance.choice(["July", "Pepper", "Embassy", "Decree"])
    site.write(CURATED_REDACTIONS, _rule("one", f"passages: [{word}]"))


def withhold_cable(chance: random.Random, site: Site) -> None:
    name = chance.choice(sorted(CABLES))
    site.write(CURATED_REDACTIONS, _rule("two", f"cables: [{name}]"))


def edit_note_of_rule(chance: random.Random, site: Site) -> None:
    note = f"Another note {chance.randrange(9)}."
    site.write(CURATED_REDACTIONS, _rule("one", "passages: [Nobody Said This]", note))


def edit_template(chance: random.Random, site: Site) -> None:
    site.write("templates/pages/search.md.j2", f"# Search {chance.randrange(9)}\n")


def edit_address(chance: random.Random, site: Site) -> None:
    addresses = ["", "https://cables.example.org/", "https://cables.example.org/other/"]
    addresses.remove(site.info.address)
    site.info = replace(site.info, address=chance.choice(addresses))


def edit_edition(chance: random.Random, site: Site) -> None:
    edition = site.info.edition
    detectors = () if edition.detectors else PREDEFINED["public"].detectors
    site.info = replace(site.info, edition=replace(edition, detectors=detectors))


def edit_page(chance: random.Random, site: Site) -> None:
    chance.choice(site.files()).write_text("written by hand", encoding="utf-8")


def edit_page_with_as_many_bytes(chance: random.Random, site: Site) -> None:
    """The time alone tells it."""
    path = chance.choice(site.files())
    path.write_bytes(b"x" * path.stat().st_size)
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1))


def edit_page_at_the_same_time(chance: random.Random, site: Site) -> None:
    """The size alone tells it."""
    path = chance.choice(site.files())
    before = path.stat()
    path.write_bytes(path.read_bytes() + b"x")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def lose_page(chance: random.Random, site: Site) -> None:
    chance.choice(site.files()).unlink()


def add_page(chance: random.Random, site: Site) -> None:
    site.write("content/pages/cables/old/index.md", "left by another program")


def cut_memory(chance: random.Random, site: Site) -> None:
    path = site.workspace.state / "record"
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(1, len(data))])


def damage_memory(chance: random.Random, site: Site) -> None:
    path = site.workspace.state / "record"
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def _rule(name: str, withheld: str, note: str = "An example.") -> str:
    head = f"rules:\n  - id: {name}\n    reason: personal privacy\n    note: {note}\n"
    return f"{head}    {withheld}\n"


SOURCES: tuple[Change, ...] = (
    edit_cable,
    cite_cable,
    add_cable,
    remove_cable,
    rename_cable,
    copy_cable,
    edit_glossary,
    correct_cable,
    withhold_cable,
    edit_note_of_rule,
)
"""Changes that reach some pages of many."""

WHOLE_SITE: tuple[Change, ...] = (edit_template, edit_address, edit_edition)
"""Changes of what every page is made with."""

PAGES: tuple[Change, ...] = (
    edit_page,
    edit_page_with_as_many_bytes,
    edit_page_at_the_same_time,
    lose_page,
)
"""Changes of one page, of which the sources are what they were."""

MEMORY: tuple[Change, ...] = (cut_memory, damage_memory)
"""Changes after which nothing is known."""

EVERY = (*SOURCES, withhold, *WHOLE_SITE, *PAGES, add_page, *MEMORY)


# --- Tests ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace that was built once. No test changes it."""
    root = tmp_path_factory.mktemp("remaking") / "pristine"
    new_workspace(root)
    workspace = Workspace(root)
    for name, text in CABLES.items():
        (workspace.cables / f"{name}.txt").write_text(text, encoding="utf-8")
    assert Site(workspace).build().taken == set()
    return workspace


@pytest.fixture
def site(pristine: Workspace, tmp_path: Path) -> Site:
    """A copy of it with its pages, their times and what is remembered.

    State is read only where it was written: that of the copy is sealed anew.
    """
    workspace = Workspace(shutil.copytree(pristine.root, tmp_path / "ws"))
    path = workspace.state / "record"
    body = path.read_bytes()[build_record._HEAD :]
    head = build_record._head(make_state_folder(workspace), [body])
    replace_atomically(path, head, body)
    return Site(workspace)


def seed_of(change: Change) -> random.Random:
    """The same chance for one change in each run."""
    return random.Random(change.__name__)


def test_without_a_change_every_unit_is_taken_over(site: Site, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in site.files()}
    built = site.build()
    assert built.made == []
    assert {path: path.stat().st_mtime_ns for path in site.files()} == before
    assert site.pages() == site.pages_from_scratch(tmp_path / "scratch")


@pytest.mark.parametrize("change", SOURCES)
def test_a_change_of_a_source_leaves_pages_that_it_does_not_reach(
    site: Site, tmp_path: Path, change: Change
) -> None:
    before = site.pages()
    change(seed_of(change), site)
    built = site.build()
    after = site.pages()
    assert after != before, "the change changes nothing: it tests nothing"
    assert after == site.pages_from_scratch(tmp_path / "scratch")
    assert built.made
    assert len(built.taken) > len(built.made)
    assert site.build().made == []


def test_a_passage_that_is_withheld_changes_the_pages_on_which_it_stands(
    site: Site, tmp_path: Path
) -> None:
    before = site.pages()
    withhold(random.Random(3), site)
    built = site.build()
    assert site.pages() != before
    assert site.pages() == site.pages_from_scratch(tmp_path / "scratch")
    assert built.taken


@pytest.mark.parametrize("change", WHOLE_SITE)
def test_a_change_of_what_every_page_is_made_with_leaves_none(
    site: Site, tmp_path: Path, change: Change
) -> None:
    before = site.pages()
    change(seed_of(change), site)
    built = site.build()
    assert site.pages() != before
    assert site.pages() == site.pages_from_scratch(tmp_path / "scratch")
    assert built.taken == set()


@pytest.mark.parametrize("first", ["with detectors", "without"])
def test_detectors_that_are_switched_find_what_an_earlier_build_showed(
    site: Site, tmp_path: Path, first: str
) -> None:
    """Each cable is redacted again: what detectors find in it is no phrase of all cables."""
    path = min(site.workspace.cables.glob("*.txt"))
    path.write_text(
        path.read_text(encoding="utf-8") + "\nWrite to jane.doe@example.org.\n", encoding="utf-8"
    )
    public, without = site.info, replace(site.info.edition, detectors=())
    states = [public, replace(public, edition=without)]
    for info in states if first == "with detectors" else states[::-1]:
        site.info = info
        site.build()
        shown = [name for name, data in site.pages().items() if b"jane.doe" in data]
        assert bool(shown) is (info.edition.detectors == ())
        assert site.pages() == site.pages_from_scratch(tmp_path / "scratch")


@pytest.mark.parametrize("change", PAGES)
@pytest.mark.parametrize("seed", range(3))
def test_a_page_that_is_not_as_it_was_written_is_written_again(
    site: Site, change: Change, seed: int
) -> None:
    before = site.pages()
    change(random.Random(seed), site)
    assert site.pages() != before
    built = site.build()
    assert site.pages() == before
    assert len(built.made) <= 1


def test_a_page_that_no_build_made_is_removed(site: Site) -> None:
    before = site.pages()
    add_page(random.Random(0), site)
    assert site.build().made == []
    assert site.pages() == before


@pytest.mark.parametrize("change", MEMORY)
@pytest.mark.parametrize("seed", range(3))
def test_where_the_memory_is_damaged_every_unit_is_made(
    site: Site, change: Change, seed: int
) -> None:
    before = site.pages()
    change(random.Random(seed), site)
    assert site.build().taken == set()
    assert site.pages() == before
    assert site.build().made == []


def test_what_another_program_left_counts_for_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site.pages()
    monkeypatch.setattr(build_record, "program_digest", lambda: digest("another program"))
    assert site.build().taken == set()
    assert site.pages() == before
    assert site.build().made == []


def test_a_change_that_is_taken_back_is_a_change(site: Site, tmp_path: Path) -> None:
    """What was last made counts, not what was once made."""
    path = site.workspace.cables / f"{min(CABLES)}.txt"
    before, text = site.pages(), path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nSee {max(CABLES)}.\n", encoding="utf-8")
    site.build()
    assert site.pages() != before
    path.write_text(text, encoding="utf-8")
    assert site.build().taken
    assert site.pages() == before


def decide(site: Site) -> None:
    """Let editors' decisions have sets of several members."""
    glossary = (
        "terms:\n  - short: GDP\n    meaning: Grand Depot of Pepper\n    source: An example\n"
        f"    posts: [LIMA, QUITO, BOGOTA, LA PAZ]\n    cables: [{', '.join(CABLES)}]\nexclude:\n"
    ) + "".join(f"  - {{words: {w}, reason: An example.}}\n" for w in ("MOU", "IMF", "EU", "PIU"))
    site.write(CURATED_GLOSSARY, glossary)
    site.write(CURATED_REDACTIONS, _rule("one", "passages: [July, Decree, State Department]"))


def test_no_digest_is_made_of_a_set(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its order is that of one process."""

    class Refusing(pickle._Pickler):
        """Refuses sets, which Python's own pickler takes."""

        values = 0
        dispatch: ClassVar[dict[type, Any]] = {**pickle._Pickler.dispatch}

        def dump(self, value: object) -> None:
            Refusing.values += 1
            super().dump(value)

        def refuse(self, value: object) -> None:
            raise AssertionError(f"a digest is made of the set {value!r}")

        dispatch[set] = dispatch[frozenset] = refuse

    decide(site)
    monkeypatch.setattr(pickle, "Pickler", Refusing)
    site.build()
    assert Refusing.values > 0


def test_another_process_takes_over_every_unit(site: Site) -> None:
    """No key hangs on the order of a set."""
    decide(site)
    site.build()
    before = site.pages()
    for seed in ("1", "2"):
        assert _built_in_another_process(site.workspace.root, seed) == "made 0"
    assert site.pages() == before


def _built_in_another_process(root: Path, hash_seed: str) -> str:
    """How many units a process with this seed for hashes makes in the workspace."""
    module = Path(__file__)
    program = (
        "import sys; from pathlib import Path; from generator.disk import Workspace; "
        f"from tests.site.{module.stem} import Site; "
        "print('made', len(Site(Workspace(Path(sys.argv[1]))).build().made))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(root)],
        cwd=module.parents[2],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _change_at_random(site: Site, scratch: Path, chance: random.Random, rounds: int) -> int:
    """Make each change in each round, one or two at a time; how many units were taken over."""
    taken = 0
    left_to_do = [change for _ in range(rounds) for change in chance.sample(EVERY, len(EVERY))]
    while left_to_do:
        done = [left_to_do.pop() for _ in range(chance.choice([1, 2])) if left_to_do]
        for change in done:
            change(chance, site)
        taken += len(site.build().taken)
        left, expected = site.pages(), site.pages_from_scratch(scratch)
        names = [change.__name__ for change in done]
        assert left.keys() == expected.keys(), names
        assert [path for path in left if left[path] != expected[path]] == [], names
    return taken


@pytest.mark.parametrize("seed", range(2))
def test_after_changes_at_random_pages_are_those_of_a_build_from_scratch(
    site: Site, tmp_path: Path, seed: int
) -> None:
    assert _change_at_random(site, tmp_path / "scratch", random.Random(seed), 1) > 0


@pytest.mark.long
def test_after_many_changes_at_random_too(site: Site, tmp_path: Path) -> None:
    assert _change_at_random(site, tmp_path / "scratch", random.Random(100), 4) > 0
