"""What a site needs once its pages are written, up to the check of every file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator import disk
from generator.execution.executors import Executor
from generator.incremental.served_site import ServedSite
from generator.leak_check.inspection import inspect
from generator.model import Edition
from generator.pdf.pdf_build import built_cables, make_pdfs
from generator.pipeline import EditionBuild
from generator.release.manifest import write_manifest, write_sums
from generator.release.offline import make_offline
from generator.release.provenance import read_provenance
from generator.release.prune_assets import prune_site
from generator.search.documents import code_meanings
from generator.search.indexing import build_search
from generator.search.volumes import search_volumes


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteKind:
    """What kind of site is finished."""

    edition: Edition
    offline: bool = False
    """Whether it must work from a disk, without a server."""
    pdf: bool = False
    """Whether each cable gets a PDF."""
    earlier: Path | None = None
    """A site from which PDFs that still fit are taken."""


def finish_site(
    site: Path,
    workspace: disk.Workspace,
    build: EditionBuild,
    kind: SiteKind,
    executor: Executor,
    served: ServedSite,
) -> None:
    """Add PDFs, search index and manifest to a site, remove what nobody loads, and check each file.

    `served` is the site from which unchanged files are taken over; its `next` record is completed.
    Raises `ReftelError` where something withheld is in a file.
    """
    if kind.pdf:
        make_pdfs(site, built_cables(site), earlier=kind.earlier)
    if kind.offline:
        make_offline(site)
    else:
        corpus = build.corpus
        build_search(search_volumes(corpus), code_meanings(corpus), site, executor, served)
    prune_site(site)
    if kind.edition.for_editors and not kind.offline:
        disk.keep_out_of_git(site)
    write_manifest(site, read_provenance(workspace, build, kind.edition))
    files = inspect(site, build.secrets, executor, served.checked(build.secrets))
    write_sums(site, {name: file.sha256 for name, file in files.items()})
    served.next.files = files
