"""Commands for a built site: `pdf`, `verify` and `deploy`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import disk
from generator.commands.command_group import edition_option
from generator.commands.console import print_status, progress, quantity, relative_path
from generator.errors import ReftelError
from generator.mkdocs_build.site_build import one_build
from generator.mkdocs_build.site_settings import in_edition, site_folder
from generator.mkdocs_build.workspace_settings import read_settings
from generator.model.diagnostics import printable
from generator.pdf.pdf_build import built_cables, make_pdfs, stale_pdfs
from generator.release import manifest
from generator.release.deploy import write_server_settings


@click.command()
@edition_option
@click.argument("mrns", nargs=-1, metavar="[MRN]...")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    help="Folder to write to; by default the site itself.",
)
@click.pass_obj
def pdf(
    workspace: disk.Workspace, edition: str, mrns: tuple[str, ...], target: Path | None
) -> None:
    """Make PDFs of the given cables, or of all, from the built site."""
    workspace.check()
    workspace = in_edition(workspace, edition)
    site = site_folder(workspace)
    held = built_cables(site)
    if not held:
        raise ReftelError(
            f"{relative_path(site)} contains no cables; build the site first: reftel build."
        )
    chosen = mrns or held
    click.get_current_context().with_resource(one_build(workspace, print_status))
    with progress("Making PDFs", len(chosen)) as step:
        new = make_pdfs(site, chosen, into=target, progress=step)
    if target is None:
        manifest.write_sums(site, manifest.hash_files(site))
    folder = relative_path((target or site / "cables").resolve())
    click.echo(
        f"{quantity(len(chosen), 'PDF')} in {folder}: {new} new, {len(chosen) - new} unchanged."
    )
    if target is not None and (stale := stale_pdfs(site, target)):
        print_status(
            f"{relative_path(target)} also contains PDFs that do not match this site and may show "
            f"what it withholds: {', '.join(stale)}. Make them again, or remove them."
        )


@click.command()
@edition_option
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def verify(workspace: disk.Workspace, edition: str, folder: Path | None) -> None:
    """Check every file of the built site, or of FOLDER; exit 1 if one differs."""
    if folder is None:
        workspace.check()
        folder = site_folder(in_edition(workspace, edition))
    verdict = manifest.verify(folder)
    for fault in verdict.faults:
        click.echo(printable(fault), err=True)
    if verdict.faults:
        click.echo(f"{relative_path(folder)} differs from its build: {verdict.summary}.")
        sys.exit(1)
    click.echo(
        f"{relative_path(folder)} matches its build: {quantity(verdict.files, 'file')}. "
        f"{manifest.describe(folder)}"
    )


@click.command()
@edition_option
@click.pass_obj
def deploy(workspace: disk.Workspace, edition: str) -> None:
    """Write settings for nginx, Apache and Caddy into deploy/, based on the built site."""
    workspace.check()
    workspace = in_edition(workspace, edition)
    target = workspace.root / "deploy"
    site = site_folder(workspace)
    names = write_server_settings(site, read_settings(workspace, workspace.edition).address, target)
    click.echo(
        f"{', '.join(names)} written to {relative_path(target)}, based on {relative_path(site)}."
    )
