"""`reftel package`: an edition as a package for archives."""

from __future__ import annotations

import datetime
import json
from importlib.metadata import version
from pathlib import Path

import click

from generator import disk
from generator.archiving.package_build import PackageContents, build_package, package_folder
from generator.archiving.package_facts import PackageFacts
from generator.build.workspace_build import read_edition, read_releases
from generator.commands.command_group import edition_option
from generator.commands.console import print_status, progress, quantity, relative_path
from generator.disk.symlinks import read_regular
from generator.errors import ReftelError
from generator.execution.executors import default_executor
from generator.execution.gc_tuning import collect_rarely
from generator.execution.result_cache import CachedRunner
from generator.exports.collection import ExportSource
from generator.incremental.build_record import read_record
from generator.mkdocs_build.site_build import one_build
from generator.mkdocs_build.site_settings import in_edition, site_folder
from generator.mkdocs_build.workspace_settings import Settings, read_settings
from generator.model import SiteInfo
from generator.model.site_releases import ReleaseHistory
from generator.pipeline.release_states import NO_RELEASES
from generator.release.edition_folders import SOURCES
from generator.release.manifest import manifest_text
from generator.release.provenance import read_provenance
from generator.render import site_links, urls
from generator.render.page_context import PageContext


@click.command()
@edition_option
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    help="Folder to write to; by default beside the site, with '-package' after its name.",
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the package, as in 2026-03-01; by default that of the last release.",
)
@click.pass_obj
def package(
    workspace: disk.Workspace, edition: str, target: Path | None, day: datetime.datetime | None
) -> None:
    """Pack an edition for an archive: BagIt, RO-Crate, TEI, EAD and PREMIS."""
    collect_rarely()
    workspace.check()
    workspace = in_edition(workspace, edition)
    settings = read_settings(workspace, workspace.edition)
    site = site_folder(workspace)
    folder = (target or package_folder(site)).resolve()
    _check_target(folder, workspace, settings)
    title, description = _title(site)
    click.get_current_context().with_resource(one_build(workspace, print_status))
    info = SiteInfo(name=title, address=settings.address, edition=settings.edition)
    has_releases = (site / site_links.address(urls.RELEASES)).is_dir()
    releases = read_releases(workspace, info) if has_releases else NO_RELEASES
    executor = default_executor()
    runner = CachedRunner(executor, read_record(workspace, print_status).results)
    decisions = disk.read_decisions(workspace, settings.edition)
    with progress("Reading cables", len(disk.source_files(workspace))) as step:
        build = read_edition(workspace, settings.edition, decisions, step, runner, releases)
    contents = PackageContents(
        site=site,
        manifest=manifest_text(read_provenance(workspace, build, settings.edition)),
        exports=ExportSource(PageContext(build.corpus, info)),
        facts=PackageFacts(
            collection=title,
            description=description,
            address=settings.address,
            edition=settings.edition.name,
            date=day.date().isoformat() if day else _last_release(build.corpus.history),
            program=f"reftel {version('reftel')}",
        ),
        secrets=build.secrets,
    )
    cables = len(build.corpus.cables)
    with progress("Packing cables", cables) as step:
        files = build_package(folder, contents, executor, step)
    if settings.edition.for_editors:
        disk.keep_out_of_git(folder)
    click.echo(
        f"{quantity(cables, 'cable')} of the edition {settings.edition.name} in "
        f"{relative_path(folder)}: {quantity(files, 'file')}."
    )


def _title(site: Path) -> tuple[str, str]:
    """Title and description of a built site, as its data package gives them.

    Raises `ReftelError` if there is no site.
    """
    try:
        described = json.loads(read_regular(site / urls.DATA_PACKAGE))
        return str(described["title"]), str(described.get("description", ""))
    except (OSError, ValueError, KeyError) as error:
        raise ReftelError(
            f"{relative_path(site)} holds no built site: build it first with 'reftel build'."
        ) from error


def _last_release(history: ReleaseHistory) -> str:
    """The day of the last release. Raises `ReftelError` if there is none."""
    if not history.releases:
        raise ReftelError(
            "a package needs a date, and the site has no release to take it from: "
            "reftel package --date 2026-03-01."
        )
    return history.releases[-1].name.date


def _check_target(folder: Path, workspace: disk.Workspace, settings: Settings) -> None:
    """Raise `ReftelError` if a package would be in or around a site or the sources."""
    taken = [*settings.folders.values(), *(workspace.root / name for name in SOURCES)]
    for other in (path.resolve() for path in taken):
        if folder.is_relative_to(other) or other.is_relative_to(folder):
            raise ReftelError(
                f"{folder} is {other}, or in or around it: choose another folder with --to."
            )
