"""A site that takes over files of the served one is that of a build from scratch."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.demo.demo_cables import demo_cables
from generator.disk import CURATED_GLOSSARY, CURATED_REDACTIONS, Workspace, packaged_templates
from generator.errors import ReftelError
from generator.execution.executors import SerialExecutor
from generator.mkdocs_build.site_build import BuildOptions, build_site
from generator.search import volumes
from tests.site.building import VERSIONS, entitle, invented
from tests.site.conftest import run
from tests.site.hashing import hashes

CABLES = {cable.name: cable.text for cable in demo_cables(4, 3)}
SPARE = {cable.name: cable.text for cable in demo_cables(6, 4)}

Change = Callable[[random.Random, Workspace], None]


def build(workspace: Workspace) -> None:
    build_site(workspace, BuildOptions(executor=SerialExecutor()))


def settle(workspace: Workspace) -> None:
    """Build so often that no file was written shortly before."""
    for _ in range(2):
        build(workspace)


def from_scratch(workspace: Workspace, root: Path) -> dict[str, str]:
    """The hashes of the site of the same sources where nothing was built before."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(workspace.root, root, ignore=shutil.ignore_patterns("site", ".reftel"))
    shutil.rmtree(root / "content" / "pages")
    build(Workspace(root))
    return hashes(root / "site")


def inodes(site: Path) -> dict[str, int]:
    """By path within a site; two sites share what has the same."""
    return {p.relative_to(site).as_posix(): p.stat().st_ino for p in site.rglob("*.*")}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with its site, which was built before."""
    monkeypatch.setenv("REFTEL_SITE_URL", "")
    workspace = invented(tmp_path / "ws")
    settle(workspace)
    return workspace


def test_where_nothing_changed_every_page_stays(workspace: Workspace) -> None:
    site = workspace.root / "site"
    before, bytes_before = inodes(site), hashes(site)
    build(workspace)
    after = inodes(site)
    assert hashes(site) == bytes_before
    anew = {path for path in before if before[path] != after[path]}
    listed = {"index.html", "404.html", "manifest.json", "SHA256SUMS", "pagefind/volumes.json"}
    assert {path for path in anew - listed if path.count("/") > 1} == set()
    assert any(path.startswith("pagefind/01/") for path in before.keys() - anew)
    assert run("reftel", "verify", cwd=workspace.root).returncode == 0


def test_one_changed_cable_leaves_the_pages_of_others(workspace: Workspace) -> None:
    site = workspace.root / "site"
    before = inodes(site)
    path = workspace.cables / "08EXAMPLE98.txt"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Nothing is wrong", "Not a thing is wrong"), encoding="utf-8")
    build(workspace)
    page = (site / "cables/08EXAMPLE98/full/index.html").read_text("utf-8")
    assert "Not a thing is wrong" in page
    after = inodes(site)
    for name in ("index.html", "full/index.html", "source/index.html", "cable.json"):
        assert after[f"cables/08EXAMPLE97/{name}"] == before[f"cables/08EXAMPLE97/{name}"]
    assert after["cables/08EXAMPLE98/full/index.html"] not in before.values()


def test_a_served_file_that_somebody_changed_is_made_anew(workspace: Workspace) -> None:
    site = workspace.root / "site"
    expected = hashes(site)
    (site / "cables/08EXAMPLE97/full/index.html").write_text("nonsense", encoding="utf-8")
    (site / "cables/08EXAMPLE97/cable.json").unlink()
    next(site.glob("pagefind/01/fragment/*/*")).write_bytes(b"nonsense")
    build(workspace)
    assert hashes(site) == expected


def test_a_served_file_with_as_many_other_bytes_is_made_anew(workspace: Workspace) -> None:
    """The time alone tells it."""
    site = workspace.root / "site"
    expected = hashes(site)
    for name in ("cables/08EXAMPLE97/full/index.html", "cables/08EXAMPLE97/cable.json"):
        path = site / name
        path.write_bytes(b"x" * path.stat().st_size)
    fragment = next(site.glob("pagefind/01/fragment/*/*"))
    fragment.write_bytes(b"x" * fragment.stat().st_size)
    build(workspace)
    assert hashes(site) == expected


def test_files_that_are_taken_over_are_looked_through_for_what_is_withheld_since(
    workspace: Workspace,
) -> None:
    """A file of the theme, which no change of the rules makes anew, holds the words."""
    write(workspace, "templates/theme/assets/reftel/own.js", "// by Ann Example")
    settle(workspace)
    before = hashes(workspace.root / "site")
    rule = "rules:\n  - id: names\n    reason: personal privacy\n    note: An example.\n"
    write(workspace, CURATED_REDACTIONS, f"{rule}    names: [Ann Example]\n")
    with pytest.raises(ReftelError, match=r"own\.js: 2 words of the rule names"):
        build(workspace)
    assert hashes(workspace.root / "site") == before


def test_a_fault_is_told_in_each_build(workspace: Workspace) -> None:
    own = workspace.root / "templates" / "pages"
    own.mkdir(parents=True)
    text = (packaged_templates() / "pages" / "cable.md.j2").read_text("utf-8")
    (own / "cable.md.j2").write_text(f"{text}\n[nowhere](nowhere.md)\n", encoding="utf-8")
    told = [run("reftel", "build", cwd=workspace.root).stderr for _ in range(3)]
    assert told[0].count("nowhere.md, which does not exist") == 3
    assert told[1:] == told[:1] * 2


def test_where_files_cannot_be_linked_they_are_copied(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*paths: object) -> None:
        raise OSError

    expected = hashes(workspace.root / "site")
    monkeypatch.setattr(os, "link", refused)
    for _ in range(2):
        build(workspace)
        assert hashes(workspace.root / "site") == expected


def _some(chance: random.Random, workspace: Workspace) -> Path:
    return chance.choice(sorted(workspace.cables.glob("*.txt")))


def edit_cable(chance: random.Random, workspace: Workspace) -> None:
    path = _some(chance, workspace)
    lines = path.read_text("utf-8").split("\n")
    at = chance.randrange(len(lines))
    words = ["The Salt and Pepper Office (SPO) told the SPO.", "", "See para 3."]
    lines[at : at + chance.randrange(2)] = [chance.choice(words)]
    path.write_text("\n".join(lines), encoding="utf-8")


def cite_cable(chance: random.Random, workspace: Workspace) -> None:
    path = _some(chance, workspace)
    cited = chance.choice([*CABLES, *SPARE])
    path.write_text(f"{path.read_text('utf-8')}\nSee {cited}.\n", encoding="utf-8")


def add_cable(chance: random.Random, workspace: Workspace) -> None:
    name = chance.choice(sorted(SPARE))
    (workspace.cables / f"{name}.txt").write_text(SPARE[name], encoding="utf-8")


def remove_cable(chance: random.Random, workspace: Workspace) -> None:
    if len(list(workspace.cables.glob("*.txt"))) > 3:
        _some(chance, workspace).unlink()


def edit_glossary(chance: random.Random, workspace: Workspace) -> None:
    entry = (
        f"terms:\n  - short: SPO\n    meaning: Salt and Pepper Office {chance.randrange(3)}\n"
        "    source: An example\n"
    )
    excluded = "exclude:\n  - words: SPO\n    reason: An example.\n"
    write(workspace, CURATED_GLOSSARY, chance.choice([entry, excluded]))


def withhold(chance: random.Random, workspace: Workspace) -> None:
    word = chance.choice(["July", "Pepper", "Decree"])
    rule = "rules:\n  - id: r\n    reason: personal privacy\n    note: An example.\n"
    rule += f"    passages: [{word}]\n"
    write(workspace, CURATED_REDACTIONS, rule)
    if chance.random() < 0.4:
        write(workspace, CURATED_REDACTIONS, "rules: []\n")


def edit_page_template(chance: random.Random, workspace: Workspace) -> None:
    write(workspace, "templates/pages/search.md.j2", f"# Search {chance.randrange(3)}\n")


def edit_theme(chance: random.Random, workspace: Workspace) -> None:
    ours = (packaged_templates() / "theme" / "main.html").read_text("utf-8")
    text = ours.replace("{% block scripts %}", f"{{% block scripts %}}<!-- {chance.random()} -->")
    write(workspace, "templates/theme/main.html", chance.choice([ours, text]))


def edit_style(chance: random.Random, workspace: Workspace) -> None:
    text = f"body {{ margin: {chance.randrange(9)}px; }}\n"
    write(workspace, "templates/theme/assets/reftel/own.css", text)


def edit_settings(chance: random.Random, workspace: Workspace) -> None:
    entitle(workspace, chance.choice(VERSIONS))


def edit_site(chance: random.Random, workspace: Workspace) -> None:
    site = workspace.root / "site"
    path = chance.choice(sorted(p for p in site.rglob("*.*") if p.is_file()))
    path.write_bytes(path.read_bytes() + b" ")


def edit_page(chance: random.Random, workspace: Workspace) -> None:
    path = chance.choice(sorted(workspace.pages.rglob("*.md")))
    path.write_text("# Not this\n", encoding="utf-8")


def lose_ledger(chance: random.Random, workspace: Workspace) -> None:
    (workspace.state / "record").unlink()


CHANGES: tuple[Change, ...] = (
    edit_cable,
    cite_cable,
    add_cable,
    remove_cable,
    edit_glossary,
    withhold,
    edit_page_template,
    edit_theme,
    edit_style,
    edit_settings,
    edit_site,
    edit_page,
    lose_ledger,
)


def write(workspace: Workspace, name: str, text: str) -> None:
    path = workspace.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def change_at_random(root: Path, seed: int, rounds: int) -> None:
    """Make each change in each round, one or two at a time, and build after them.

    The site is that of a build from scratch, and nobody writes into a file of one that was served.
    """
    workspace = invented(root / "ws")
    for name, text in CABLES.items():
        (workspace.cables / f"{name}.txt").write_text(text, encoding="utf-8")
    chance = random.Random(seed)
    build(workspace)
    site, earlier = workspace.root / "site", root / "earlier"
    left_to_do = [change for _ in range(rounds) for change in chance.sample(CHANGES, len(CHANGES))]
    while left_to_do:
        done = [left_to_do.pop() for _ in range(chance.choice([1, 2])) if left_to_do]
        for change in done:
            change(chance, workspace)
        shutil.rmtree(earlier, ignore_errors=True)
        shutil.copytree(site, earlier, copy_function=os.link)
        before = hashes(earlier)
        build(workspace)
        assert hashes(earlier) == before, done
        assert hashes(site) == from_scratch(workspace, root / "scratch"), done


def test_after_changes_at_random_the_site_is_that_of_a_build_from_scratch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFTEL_SITE_URL", "")
    monkeypatch.setattr(volumes, "CABLES_PER_VOLUME", 3)
    change_at_random(tmp_path, seed=1, rounds=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", [2, 3])
def test_after_many_changes_at_random_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setenv("REFTEL_SITE_URL", "")
    monkeypatch.setattr(volumes, "CABLES_PER_VOLUME", 3)
    change_at_random(tmp_path, seed, rounds=1)
