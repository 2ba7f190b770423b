"""A package: a valid bag and crate, reproducible, and checked for leaks."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace
from pathlib import Path

import bagit  # type: ignore[import-untyped]
import pytest
from rocrate.rocrate import ROCrate  # type: ignore[import-untyped]

from generator.archiving.package_build import PackageContents, build_package
from generator.errors import ReftelError
from generator.execution.executors import SerialExecutor
from generator.exports.collection import ExportSource
from generator.exports.data_files import export_corpus
from generator.model import Mrn, Secret, SiteInfo
from generator.release.manifest import hash_files, write_sums
from generator.render.page_context import PageContext
from tests.archiving import FACTS, faults, package_texts, para_texts
from tests.cables import cable_text
from tests.editions import PUBLIC, TEMPLATES, published, rules

MANIFEST = '{"edition": "public"}\n'
RULES = """rules:
- {id: names, reason: personal privacy, kind: name, note: A person., names: [Villa]}
"""


@pytest.fixture
def contents(tmp_path: Path) -> PackageContents:
    """A site with the data files of two cables, and their values."""
    build = published(
        rules(RULES),
        c08LIMA1=cable_text("08LIMA1", "He met Villa of the Post,s staff.", "See 08 LIMA 2."),
        c08LIMA2=cable_text("08LIMA2", "Two."),
    )
    info = SiteInfo(name=FACTS.collection, address=FACTS.address, edition=PUBLIC)
    site = tmp_path / "site"
    for page in export_corpus(build.corpus, TEMPLATES, info):
        path = site / page.path.replace("index.md", "index.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.text.encode("utf-8"))
    (site / "manifest.json").write_text(MANIFEST, encoding="utf-8")
    write_sums(site, hash_files(site))
    return PackageContents(
        site=site,
        manifest=MANIFEST,
        exports=ExportSource(PageContext(build.corpus, info)),
        facts=FACTS,
        secrets=build.secrets,
    )


def packed(contents: PackageContents, target: Path) -> Path:
    build_package(target, contents, SerialExecutor())
    return target


def test_a_package_is_a_valid_bag(contents: PackageContents, tmp_path: Path) -> None:
    target = tmp_path / "package"
    (tmp_path / ".package-new-123").mkdir()
    steps: list[str] = []
    files = build_package(target, contents, SerialExecutor(), steps.append)
    bag = bagit.Bag(str(target))
    bag.validate()
    assert bag.info["Bagging-Date"] == FACTS.date
    assert bag.info["External-Description"] == "Example cables, edition public"
    assert bag.info["External-Identifier"] == FACTS.address
    assert len(list(bag.payload_files())) == files
    assert steps == ["08LIMA1", "08LIMA2"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "site"]


def test_a_package_has_all_files_of_each_cable(contents: PackageContents, tmp_path: Path) -> None:
    files = package_texts(packed(contents, tmp_path / "package") / "data")
    names = {name for name in files if name.startswith("cables/08LIMA1/")}
    assert names == {
        f"cables/08LIMA1/{name}" for name in ("tei.xml", "premis.xml", "source.txt", "cable.json")
    }
    cable = json.loads(files["cables/08LIMA1/cable.json"])
    tei = files["cables/08LIMA1/tei.xml"]
    assert para_texts(tei) == {para["anchor"]: para["text"] for para in cable["paras"]}
    assert b'<idno type="URI">https://cables.example.org/cables/08LIMA1/</idno>' in tei
    assert b'<ref target="../08LIMA2/tei.xml">08 LIMA 2</ref>' in tei
    source = files["cables/08LIMA1/source.txt"]
    assert hashlib.sha256(source).hexdigest() == cable["source_sha256"]
    premis = files["cables/08LIMA1/premis.xml"].decode("utf-8")
    for name in names - {"cables/08LIMA1/premis.xml"}:
        assert hashlib.sha256(files[name]).hexdigest() in premis
        assert f"<size>{len(files[name])}</size>" in premis


def test_every_xml_file_of_a_package_is_valid(contents: PackageContents, tmp_path: Path) -> None:
    files = package_texts(packed(contents, tmp_path / "package") / "data")
    schemas = {"tei.xml": "tei", "premis.xml": "premis"}
    documents = {name: data for name, data in files.items() if name.endswith(".xml")}
    assert len(documents) == 7
    for name, data in documents.items():
        assert faults(schemas.get(Path(name).name, "ead"), data) == [], name


def test_a_package_is_a_crate_that_names_what_it_holds(
    contents: PackageContents, tmp_path: Path
) -> None:
    folder = packed(contents, tmp_path / "package") / "data"
    crate = ROCrate(folder)
    assert crate.name == "Example cables (edition public)"
    assert str(crate.root_dataset["datePublished"]).startswith(FACTS.date)
    for role in ("author", "publisher"):
        assert crate.root_dataset[role]["name"] == FACTS.collection
        assert crate.root_dataset[role]["url"] == FACTS.address
    named = {entity.id for entity in crate.data_entities}
    assert all((folder / name).exists() for name in named)
    files = package_texts(folder).keys() - {"ro-crate-metadata.json"}
    folders = tuple(name for name in named if name.endswith("/"))
    assert {name for name in files if not name.startswith(folders)} <= named


def test_a_package_has_the_tables_of_the_site(contents: PackageContents, tmp_path: Path) -> None:
    files = package_texts(packed(contents, tmp_path / "package") / "data")
    site = package_texts(contents.site)
    pages = {"exports/index.html"}
    tables = {name for name in site if name.startswith("exports/")} - pages
    assert len(tables) > 20
    assert {name: files[name] for name in tables} == {name: site[name] for name in tables}
    assert {name for name in files if name.startswith("exports/")} == tables
    assert files["manifest.json"].decode() == MANIFEST
    assert b'Example cables\nEdition "public", packed on 2026-03-01' in files["README.txt"]


def test_a_package_built_twice_has_the_same_bytes(
    contents: PackageContents, tmp_path: Path
) -> None:
    first = package_texts(packed(contents, tmp_path / "first"))
    again = package_texts(packed(contents, packed(contents, tmp_path / "second")))
    assert first == again


def test_nothing_withheld_is_in_a_package(contents: PackageContents, tmp_path: Path) -> None:
    for data in package_texts(packed(contents, tmp_path / "package")).values():
        assert b"villa" not in data.lower()


@pytest.mark.parametrize(
    "secret",
    [
        Secret(words=("staff",), rule="planted"),
        Secret(words=("staff",), rule="planted", mrn=Mrn("08LIMA1")),
        Secret(words=("example", "cables"), rule="planted"),
    ],
    ids=["a word", "a word of one cable", "the title"],
)
def test_a_leak_leaves_no_package(
    contents: PackageContents, tmp_path: Path, secret: Secret
) -> None:
    leaking = replace(contents, secrets=[secret])
    earlier = package_texts(packed(contents, tmp_path / "package"))
    with pytest.raises(ReftelError, match="words of the rule planted"):
        packed(leaking, tmp_path / "package")
    assert package_texts(tmp_path / "package") == earlier
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "site"]


def test_a_site_of_another_state_is_refused(contents: PackageContents, tmp_path: Path) -> None:
    with pytest.raises(ReftelError, match=r"manifest\.json of the built site is not what"):
        packed(replace(contents, manifest="{}"), tmp_path / "package")
    for name in ("exports/paras.csv", "exports/SHA256SUMS", "cables/08LIMA2/cable.json"):
        path = contents.site / name
        kept = path.read_bytes()
        path.write_bytes(kept.replace(b"0", b"1", 1))
        with pytest.raises(ReftelError, match=f"{name} of the built site is not what"):
            packed(contents, tmp_path / "package")
        path.write_bytes(kept)
    packed(contents, tmp_path / "package")


def test_other_files_are_not_replaced(contents: PackageContents, tmp_path: Path) -> None:
    target = tmp_path / "package"
    target.mkdir()
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReftelError, match="has other files, which would be lost"):
        packed(contents, target)
    with pytest.raises(ReftelError, match="is not a folder"):
        packed(contents, target / "notes.txt")


@pytest.mark.parametrize(("module", "name"), [("bagit", "BagIt"), ("rocrate.rocrate", "RO-Crate")])
def test_a_missing_library_is_said(
    contents: PackageContents,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    name: str,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ReftelError, match=rf"need {name}: pip install 'reftel\[archive\]'"):
        packed(contents, tmp_path / "package")
