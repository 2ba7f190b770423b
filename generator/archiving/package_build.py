"""Writes a package: the files of an edition in a BagIt bag, after the leak check of each file."""

from __future__ import annotations

import hashlib
import importlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from generator.archiving.crate_metadata import METADATA_FILE, crate_metadata, rocrate_library
from generator.archiving.finding_aids import FINDING_AIDS, FindingAids
from generator.archiving.package_facts import PackageFacts
from generator.archiving.premis_events import (
    CableReleases,
    PackedFile,
    cable_premis,
    changes_by_cable,
    collection_premis,
)
from generator.archiving.tei_blocks import TEI_FILE
from generator.archiving.tei_document import tei_document
from generator.archiving.xml_text import Xml, XmlTemplates
from generator.disk import packaged_templates
from generator.disk.symlinks import kind_of, read_regular, replace_file
from generator.errors import ReftelError
from generator.execution.executors import Executor
from generator.exports.cable_files import cable_document
from generator.exports.collection import ExportSource
from generator.leak_check.inspection import inspect
from generator.model import Cable, Mrn, Secret
from generator.release.manifest import CHECKSUMS, MANIFEST, hash_file, read_sums
from generator.release.swap import build_folder, remove_build_folder, remove_leftovers
from generator.render import urls

PREMIS_FILE = "premis.xml"
SOURCE_FILE = "source.txt"
README_FILE = "README.txt"
BAG_MARKER = "bagit.txt"
PAYLOAD = "data"

_STALE = (
    "{path} of the built site is not what the workspace gives now: build the site again (reftel "
    "build), then the package."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageContents:
    """What a package is made from."""

    site: Path
    """The built site of the edition."""
    manifest: str
    """The text that the site's manifest has if it was built from the workspace as it is."""
    exports: ExportSource
    """The values of the edition."""
    facts: PackageFacts
    secrets: Sequence[Secret]
    """What the package must not contain."""


@dataclass(frozen=True, slots=True)
class _CableWork:
    """What each cable is packed with."""

    folder: Path
    contents: PackageContents
    templates: XmlTemplates
    releases: Mapping[Mrn, CableReleases]


def bagit_library() -> ModuleType:
    """The library that writes BagIt bags. Raises `ReftelError` if it is not installed."""
    try:
        return importlib.import_module("bagit")
    except ImportError as error:
        raise ReftelError("packages need BagIt: pip install 'reftel[archive]'.") from error


def build_package(
    target: Path,
    contents: PackageContents,
    executor: Executor,
    progress: Callable[[str], None] = lambda mrn: None,
) -> int:
    """Write the package to the folder `target`; gives the number of files of its payload.

    It is written beside `target`, checked, and put in place of an earlier package. Raises
    `ReftelError` if a library is missing, the site is not up to date, something else is in the
    folder, or a file contains what the edition withholds.
    """
    bagit_library()
    rocrate_library()
    check_replaceable_package(target)
    remove_leftovers(target)
    fresh = build_folder(target)
    try:
        fresh.mkdir(parents=True)
        _write_payload(fresh, contents, executor, progress)
        payload = inspect(fresh, contents.secrets, executor, {})
        _make_bag(fresh, contents.facts)
        known = {f"{PAYLOAD}/{name}": file for name, file in payload.items()}
        inspect(fresh, contents.secrets, executor, known)
        _put_in_place(fresh, target)
    finally:
        remove_build_folder(fresh)
    return len(payload)


def package_folder(site: Path) -> Path:
    """Where the package of a site goes by default: beside it."""
    return site.with_name(f"{site.name}-package")


def check_replaceable_package(target: Path) -> None:
    """Raise `ReftelError` if something other than a package is in the way."""
    if target.is_symlink() or kind_of(target) not in ("nothing", "a folder"):
        raise ReftelError(f"{target} is not a folder: choose another one with --to.")
    is_package = (target / PAYLOAD / METADATA_FILE).is_file() and (target / BAG_MARKER).is_file()
    if target.is_dir() and any(target.iterdir()) and not is_package:
        raise ReftelError(
            f"{target} has other files, which would be lost: choose another folder with --to."
        )


def _write_payload(
    folder: Path,
    contents: PackageContents,
    executor: Executor,
    progress: Callable[[str], None],
) -> None:
    templates = XmlTemplates(dict(_templates()))
    facts, corpus = contents.facts, contents.exports.site.corpus
    _check_manifest(contents)
    mrns = [stored.mrn for stored in corpus.cables if stored.mrn is not None]
    (folder / "cables").mkdir()
    work = _CableWork(folder, contents, templates, changes_by_cable(corpus.history))
    for mrn in executor.map(_pack_cable, work, mrns):
        progress(mrn)
    (folder / FINDING_AIDS / "posts").mkdir(parents=True)
    for name, text in FindingAids(templates, facts, corpus).files():
        _write(folder / FINDING_AIDS / name, text)
    _copy_exports(contents.site, folder)
    _write(folder / MANIFEST, contents.manifest)
    _write(folder / PREMIS_FILE, collection_premis(templates, facts, corpus))
    words = {
        name: Xml(getattr(facts, name)) for name in ("collection", "edition", "date", "program")
    }
    _write(folder / README_FILE, templates.render("README.txt.j2", **words))
    _write(folder / METADATA_FILE, crate_metadata(facts, len(mrns)))


def _templates() -> Iterator[tuple[str, str]]:
    for path in (packaged_templates() / "archive").glob("*.j2"):
        yield path.name, path.read_text(encoding="utf-8")


def _pack_cable(work: _CableWork, mrn: Mrn) -> Mrn:
    """Write the files of a cable."""
    exports, facts = work.contents.exports, work.contents.facts
    stored = exports.site.stored_cable(mrn)
    cable = stored.cable
    document = cable_document(exports, mrn, stored).encode("utf-8")
    _check_current(work.contents.site, urls.cable_data(mrn), document)
    folder = work.folder / "cables" / mrn
    folder.mkdir()
    address = exports.address(urls.cable_page(mrn)) if exports.root else ""
    links = exports.site.links(mrn)
    tei = tei_document(work.templates, facts, mrn, cable, links, address)
    files = [
        _packed(folder, TEI_FILE, tei.encode("utf-8"), "TEI P5"),
        _packed(folder, SOURCE_FILE, _source(cable), "plain text (UTF-8)"),
        _packed(folder, Path(urls.cable_data(mrn)).name, document, "JSON"),
    ]
    releases = work.releases.get(mrn, ())
    _write(folder / PREMIS_FILE, cable_premis(work.templates, facts, mrn, cable, releases, files))
    return mrn


def _source(cable: Cable) -> bytes:
    """The source as the edition shows it; its SHA-256 is `source_sha256` of `cable.json`."""
    return "\n".join([line.text for line in cable.lines]).encode("utf-8", "surrogatepass")


def _packed(folder: Path, name: str, data: bytes, form: str) -> PackedFile:
    """A file of a cable, after it was written."""
    replace_file(folder / name, data)
    return PackedFile(
        path=f"cables/{folder.name}/{name}",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        form=form,
    )


def _write(path: Path, text: str) -> None:
    replace_file(path, text.encode("utf-8"))


def _check_manifest(contents: PackageContents) -> None:
    _check_current(contents.site, MANIFEST, contents.manifest.encode("utf-8"))


def _check_current(site: Path, path: str, data: bytes) -> None:
    """Raise `ReftelError` unless a file of the site has these bytes."""
    try:
        is_current = read_regular(site / path) == data
    except OSError:
        is_current = False
    if not is_current:
        raise ReftelError(_STALE.format(path=path))


def _copy_exports(site: Path, folder: Path) -> None:
    """Copy the data files of the site that its checksums of the exports name, and these."""
    sums = read_sums(read_regular(site / CHECKSUMS).decode("utf-8"))
    names = read_sums(read_regular(site / urls.CHECKSUMS).decode("utf-8"))
    (folder / "exports").mkdir()
    for path in (urls.CHECKSUMS, *(f"exports/{name}" for name in names)):
        shutil.copyfile(site / path, folder / path)
        if hash_file(folder / path) != sums.get(path):
            raise ReftelError(_STALE.format(path=path))


def _make_bag(folder: Path, facts: PackageFacts) -> None:
    """Make the folder a bag: its files go into `data/`."""
    tags = {
        "Bagging-Date": facts.date,
        "Bag-Software-Agent": f"{facts.program} with bagit {version('bagit')}",
        "External-Description": f"{facts.collection}, edition {facts.edition}",
    }
    if facts.address:
        tags["External-Identifier"] = facts.address
    bagit_library().make_bag(os.fspath(folder), tags, checksums=["sha256", "sha512"])


def _put_in_place(fresh: Path, target: Path) -> None:
    """Put the package in place of an earlier one."""
    old = target.with_name(f".{target.name}-old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
