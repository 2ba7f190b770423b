"""What a site is made from, as far as its edition may show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.disk import (
    CURATED_REDACTIONS,
    READINGS,
    Workspace,
    is_cable_file,
    release_file,
    source_files,
    utf8_name,
)
from generator.disk.symlinks import refusal_reason
from generator.model import Edition, FilePart
from generator.pipeline import EditionBuild
from generator.release.manifest import ManifestInput, Provenance, hash_file


def read_provenance(workspace: Workspace, build: EditionBuild, edition: Edition) -> Provenance:
    """The cables, the editors' files, the settings and the workspace's own templates.

    A file has no hash if the edition withholds a part of it, and is not named if the edition shows
    nothing of it: neither may confirm a guess of what is withheld.
    """
    shown = {item.name for item in build.corpus.cables} | build.copy_files
    parts = build.corpus.parts
    shown_files = {_file_name(name, parts) for name in shown}
    incomplete = {_file_name(name, parts) for name in build.redacted_files}
    if edition.withholds:
        incomplete |= {part.file for name, part in parts.items() if name not in shown}
    inputs, unnamed = [], 0
    for path in source_files(workspace):
        if refusal_reason(path, workspace.cables) or not is_cable_file(path):
            continue  # not read as a cable
        name = utf8_name(path.relative_to(workspace.cables).as_posix())
        if edition.withholds and name not in shown_files:
            unnamed += 1
        else:
            inputs.append(_input(workspace, path, whole=name not in incomplete))
    for path in _other_files(workspace):
        inputs.append(_input(workspace, path, whole=_is_public(workspace, path, build, edition)))
    for release in build.corpus.history.releases:
        path = workspace.root / release_file(workspace, release.name.key)
        inputs.append(_input(workspace, path, whole=not edition.withholds))
    return Provenance(
        edition=edition.name,
        inputs=tuple(sorted(inputs, key=lambda i: i.name)),
        unnamed=unnamed,
        withheld={tally.rule: tally.passages for tally in build.corpus.tallies},
    )


def _file_name(name: str, parts: Mapping[str, FilePart]) -> str:
    """The name of the file of a source."""
    return parts[name].file if name in parts else name


def _other_files(workspace: Workspace) -> Iterator[Path]:
    yield workspace.settings
    for folder in (*_editors_folders(workspace), workspace.root / "templates"):
        for path in folder.rglob("*"):
            inner = path.relative_to(folder).parts
            if path.is_file() and not any(part.startswith(".") for part in inner):
                yield path


def _is_public(workspace: Workspace, path: Path, build: EditionBuild, edition: Edition) -> bool:
    """Whether the edition withholds nothing that a file other than a cable contains."""
    if path == workspace.root / CURATED_REDACTIONS:
        return not edition.withholds
    return not (build.secrets and any(map(path.is_relative_to, _editors_folders(workspace))))


def _input(workspace: Workspace, path: Path, *, whole: bool) -> ManifestInput:
    name = path.relative_to(workspace.root).as_posix()
    return ManifestInput(name=utf8_name(name), sha256=hash_file(path) if whole else None)


def _editors_folders(workspace: Workspace) -> tuple[Path, Path]:
    """The folders of what editors write."""
    return (workspace.root / CURATED_REDACTIONS).parent, workspace.root / READINGS
