"""Any common name can be withheld: a built site holds it only where its cables do."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from generator.disk import Workspace, new_workspace
from generator.disk import site_files as walk
from generator.editions.words import phrase, words
from generator.errors import ReftelError
from generator.execution.executors import SerialExecutor
from generator.leak_check.code_words import posts_of
from generator.leak_check.inspection import inspect
from generator.leak_check.shipped_files import shipped
from generator.leak_check.site_leaks import leak_messages, suspects
from generator.leak_check.text_leaks import LeakCheck
from generator.model import Secret
from generator.release.manifest import hash_file
from tests.common_names import LISTED, NAMES, cables_of_names
from tests.site.conftest import ROOT, SAMPLE, run, show_everything

CURATED = ROOT / "content" / "curated" / "glossary.yml"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample with its curated glossary, of which nothing is withheld."""
    workspace = Workspace(tmp_path_factory.mktemp("names") / "workspace")
    new_workspace(workspace.root)
    show_everything(workspace)
    shutil.copy(SAMPLE, workspace.cables)
    shutil.copy(CURATED, workspace.root / "content" / "curated")
    done = run("reftel", "build", cwd=workspace.root)
    assert done.returncode == 0, done.stderr
    return workspace


@pytest.fixture(scope="module", params=["site", "copy for a disk", "package"])
def leaking(
    request: pytest.FixtureRequest, sample: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> set[str]:
    """The names of the list that the check reports in the sample's site."""
    site = sample.root / "site"
    if request.param == "package":
        site = tmp_path_factory.mktemp("archive") / "bag"
        arguments = ("package", "--date", "2026-03-01", "--to", str(site))
        done = run("reftel", *arguments, cwd=sample.root)
        assert done.returncode == 0, done.stderr
        site /= "data"
    elif request.param != "site":
        done = run("reftel", "build", "--offline", cwd=sample.root)
        assert done.returncode == 0, done.stderr
        folder = tmp_path_factory.mktemp("disk")
        shutil.unpack_archive(sample.root / "site-offline.zip", folder)
        site = folder / "site"
        assert (site / "search" / "search_index.js").is_file()
    check = LeakCheck([Secret(words=phrase(name), rule=f"<{name}>") for name in NAMES])
    files = walk.files(site)
    hits = {
        path: suspects(
            (site / path).read_bytes(), path, check, shipped=hash_file(site / path) in shipped()
        )
        for path in files
    }
    messages = "\n".join(leak_messages(hits, posts_of(files)))
    return {name for name in NAMES if f"<{name}>" in messages}


def sources() -> set[str]:
    texts = [SAMPLE.read_text(encoding="utf-8"), CURATED.read_text(encoding="utf-8")]
    return {word.folded for text in texts for word in words(text)}


def test_the_list_is_long_enough() -> None:
    surnames, places = LISTED.split("[places]")
    assert len(set(surnames.split("[surnames]")[1].split())) == 500
    assert len(set(places.split())) == 100


def named(sample: Workspace) -> set[str]:
    """The words by which pages name what the sources name otherwise: Peru for `Peruvian`."""
    with (sample.root / "site" / "exports" / "entities.csv").open(encoding="utf-8") as table:
        return {word.folded for row in csv.DictReader(table) for word in words(row["name"])}


def test_no_name_is_reported_that_no_source_holds(sample: Workspace, leaking: set[str]) -> None:
    shown = sources() | named(sample)
    assert {name for name in leaking if phrase(name)[0] not in shown} == set()


def test_every_name_is_reported_that_a_source_holds(leaking: set[str]) -> None:
    held = {name for name in NAMES if phrase(name)[0] in sources()}
    assert len(held) > 20
    assert held - leaking == set()


DOCUMENT = "pagefind/01/fragment/en_0.pf_fragment"
PLANTED = {
    "a para": ("full/index.html", "Is the country of origin", "Mr. {0} asks: is it of origin"),
    "a title": ("full/index.html", "<title>", "<title>{0} - "),
    "a heading": ("full/index.html", "</h2>", " BY {1}</h2>"),
    "a meaning": ("full/index.html", ' title="', ' title="{0} Foundation (curated), '),
    "a cell": ("index.html", "<td>", "<td>{0}</td><td>"),
    "a value of JSON": ("cable.json", '"signature": ', '"signature": "{1}", "x": '),
    "a line of a source": ("source/index.html", "<td></td>", "<td>{1} SAID THAT</td>"),
}


@pytest.mark.parametrize("name", ["Day", "White", "Chicago"])
@pytest.mark.parametrize(("path", "old", "new"), PLANTED.values(), ids=PLANTED)
def test_a_common_name_planted_in_a_built_site_is_found(
    sample: Workspace, tmp_path: Path, name: str, path: str, old: str, new: str
) -> None:
    file = f"cables/08MEXICO721/{path}"
    text = (sample.root / "site" / file).read_text(encoding="utf-8")
    secret = Secret(words=phrase(name), rule="names")
    target = tmp_path / file
    target.parent.mkdir(parents=True)
    target.write_text(text, encoding="utf-8")
    inspect(tmp_path, [secret], SerialExecutor(), {})
    assert old in text
    target.write_text(text.replace(old, new.format(name, name.upper()), 1), encoding="utf-8")
    with pytest.raises(ReftelError, match=f"{file}: 1 words of the rule names"):
        inspect(tmp_path, [secret], SerialExecutor(), {})


@pytest.mark.parametrize("name", ["Day", "White", "Chicago"])
def test_a_common_name_planted_in_a_search_document_is_found(
    sample: Workspace, tmp_path: Path, name: str
) -> None:
    (document, *_) = (sample.root / "site" / "pagefind" / "01" / "fragment").rglob("*.pf_*")
    data = gzip.decompress(document.read_bytes())
    secret = Secret(words=phrase(name), rule="names")
    target = tmp_path / DOCUMENT
    target.parent.mkdir(parents=True)
    target.write_bytes(gzip.compress(data))
    inspect(tmp_path, [secret], SerialExecutor(), {})
    start = b'"content":"'
    target.write_bytes(gzip.compress(data.replace(start, start + f"Mr. {name} and ".encode(), 1)))
    with pytest.raises(ReftelError, match=f"{DOCUMENT}: 1 words of the rule names"):
        inspect(tmp_path, [secret], SerialExecutor(), {})


@pytest.mark.parametrize(("start", "end"), [("", ""), ("var __index = ", ";")])
def test_the_index_of_a_copy_for_a_disk_is_read_as_pages(
    tmp_path: Path, start: str, end: str
) -> None:
    target = tmp_path / "search" / f"search_index.js{'' if start else 'on'}"
    target.parent.mkdir()
    secrets = [Secret(words=("nothing", "is"), rule="r1"), Secret(words=("white",), rule="r2")]
    own = {"location": "about/", "title": "What you can trust", "text": "<ul> <li>{}</li> </ul>"}
    for text, leak in [
        ("Nothing is lost. Every line of a source is accounted for", ""),
        ("Nothing is known of him", "2 words of the rule r1"),
        ("Mr. <b>Wh</b>ite", "1 words of the rule r2"),
    ]:
        page = {**own, "text": own["text"].format(text)}
        index = {"config": {"lang": ["en"], "pipeline": ["stemmer"]}, "docs": [page]}
        target.write_text(f"{start}{json.dumps(index)}{end}", encoding="utf-8")
        with pytest.raises(ReftelError, match=leak) if leak else nullcontext():
            inspect(tmp_path, secrets, SerialExecutor(), {})


def test_the_programs_of_the_site_are_shipped(sample: Workspace) -> None:
    """Of all that a package put into the site, nothing is read as if we had made it."""
    site = sample.root / "site"
    programs = [*(site / "assets").rglob("*.js"), *(site / "assets").rglob("*.css")]
    assert len(programs) > 15
    assert [path.name for path in programs if hash_file(path) not in shipped()] == []


def test_a_common_name_in_a_setting_or_template_stops_the_build(
    sample: Workspace, tmp_path: Path
) -> None:
    root = tmp_path / "workspace"
    shutil.copytree(sample.root, root)
    settings = root / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("rules: none", "rules: all", 1),
        encoding="utf-8",
    )
    rule = "rules: [{id: r1, reason: security, kind: name, names: [White], note: x}]\n"
    (root / "content" / "curated" / "redactions.yml").write_text(rule, encoding="utf-8")
    cable = next((root / "content" / "cables").glob("*.txt"))
    text = cable.read_text(encoding="utf-8")
    cable.write_text(text.replace("Poloff Janelle Guest", "Poloff Janelle White"), encoding="utf-8")
    done = run("reftel", "build", cwd=root)
    assert done.returncode == 0, done.stderr
    template = root / "templates" / "pages" / "search.md.j2"
    template.parent.mkdir(parents=True)
    packaged = ROOT / "templates" / "pages" / "search.md.j2"
    template.write_text(packaged.read_text(encoding="utf-8") + "\nBy White.\n", encoding="utf-8")
    done = run("reftel", "build", cwd=root)
    assert done.returncode == 2
    assert "search/index.html: 1 words of the rule r1" in done.stderr
    assert "White" not in done.stderr + done.stdout


def test_a_site_from_which_all_names_are_withheld_is_built(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")
    new_workspace(workspace.root)
    for mrn, text in list(cables_of_names().items())[::5]:
        (workspace.cables / f"{mrn}.txt").write_text(text, encoding="utf-8")
    rules = f"rules: [{{id: r1, reason: security, note: x, names: {json.dumps(NAMES)}}}]\n"
    (workspace.root / "content" / "curated" / "redactions.yml").write_text(rules, encoding="utf-8")
    done = run("reftel", "build", cwd=workspace.root)
    assert done.returncode == 0, done.stderr
