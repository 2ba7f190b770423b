"""The command `reftel`."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

import click

from generator import disk, pipeline
from generator.build import build_pages, read_corpus, read_requests
from generator.cluster import cluster
from generator.console import (
    counted,
    kept_back,
    place,
    progress,
    request_told,
    say,
    shown,
    summary,
    tell,
)
from generator.demo.about import SITE_DESCRIPTION, SITE_NAME, about
from generator.demo.cables import demo_cables
from generator.diagnostics import Severity, describe, printable
from generator.errors import ReftelError
from generator.garbage import seldom
from generator.jsonview import cable_json
from generator.model import RequestState
from generator.parse.cable import parse_cable
from generator.publish import manifest
from generator.publish.deploy import write_snippets
from generator.publish.offline import remove_old_copy
from generator.publish.pdf import built_cables, make_pdfs, stale_pdfs
from generator.publish.site import (
    build_offline,
    build_site,
    in_edition,
    one_build,
    read_site_info,
    serve_site,
    site_folder,
)
from generator.workers import WORKERS, Workers, processes


class _Command(click.Group):
    """Prints what the user can mend as a sentence, without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ReftelError as error:
            say(str(error))
            ctx.exit(2)
        except OSError as error:
            say(f"{error.filename or 'disk'}: {error.strerror or error}")
            ctx.exit(2)


@click.group(cls=_Command)
@click.version_option(package_name="reftel")
@click.option(
    "-C",
    "--workspace",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Folder with mkdocs.yml and content/; the current one by default.",
)
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Make a report site from raw diplomatic cables."""
    context.obj = disk.Workspace(folder.resolve())


_edition = click.option(
    "--edition", "edition", default="", help="Which edition; by default that of mkdocs.yml: public."
)


@main.command()
@_edition
@click.option(
    "--strict",
    is_flag=True,
    help="Fail on errors in cables, on warnings of the site, and on requests to withhold "
    "that nobody has answered.",
)
@click.option("--offline", is_flag=True, help="Pack a copy that works from a disk as a zip file.")
@click.option("--pdf", is_flag=True, help="Make a PDF of each cable, linked from its front page.")
@click.option(
    "--executor",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    show_default=True,
    help="Who parses cables and makes their pages: processes of this machine (as many as it has "
    f"cores, or as {WORKERS} says), or a Dask cluster.",
)
@click.option("--scheduler", default="", help="Address of the Dask scheduler: tcp://host:8786.")
@click.pass_obj
def build(
    workspace: disk.Workspace,
    edition: str,
    strict: bool,
    offline: bool,
    pdf: bool,
    executor: str,
    scheduler: str,
) -> None:
    """Build the site from content/cables."""
    seldom()
    workspace.check()
    workspace = in_edition(workspace, edition)
    info = read_site_info(workspace)
    info = replace(info, pdf=info.pdf or pdf)
    with _workers(executor, scheduler) as workers:
        if strict and not info.edition.for_editors:
            _demand_answers(workspace, workers)
        click.get_current_context().with_resource(one_build(workspace, say))
        with progress("Parsing cables", len(disk.source_files(workspace))) as step:
            made = build_pages(workspace, info, workers, step)
    corpus = made.corpus
    tell(corpus, Severity.WARNING)
    errors = pipeline.count(corpus, Severity.ERROR)
    if strict and errors:
        raise ReftelError(f"{counted(errors, 'error')} in content/cables; the site was not built.")
    click.echo(f"Building the site from {counted(len(corpus.filed), 'cable')} ...")
    run = build_offline if offline else build_site
    folder = run(workspace, made, strict=strict, pdf=info.pdf)
    if not offline and (old := remove_old_copy(folder)):
        say(f"{shown(old)} was of an earlier site and is removed; 'build --offline' makes it anew.")
    click.echo(f"{summary(corpus)}{kept_back(corpus)} The site is in {shown(folder)}.")


@main.command()
@click.pass_obj
def review(workspace: disk.Workspace) -> None:
    """Print what cables ask to be withheld; exit 1 while a request is open."""
    workspace.check()
    requests = read_requests(workspace, processes())
    for request in requests:
        click.echo(request_told(request))
    states = Counter(request.state for request in requests)
    told = ", ".join(f"{states[state]} {state}" for state in RequestState)
    click.echo(f"{counted(len(requests), 'request')}: {told}.")
    if states[RequestState.OPEN]:
        sys.exit(1)


@main.command()
@_edition
@click.argument("mrns", nargs=-1, metavar="[MRN]...")
@click.option("--to", type=click.Path(path_type=Path), help="Folder for them; the site's own else.")
@click.pass_obj
def pdf(workspace: disk.Workspace, edition: str, mrns: tuple[str, ...], to: Path | None) -> None:
    """Make PDFs of the cables named, or of all, from the built site."""
    workspace.check()
    workspace = in_edition(workspace, edition)
    site = site_folder(workspace)
    held = built_cables(site)
    if not held:
        raise ReftelError(f"{shown(site)} holds no cables; build the site first: reftel build.")
    chosen = mrns or held
    click.get_current_context().with_resource(one_build(workspace, say))
    with progress("Making PDFs", len(chosen)) as step:
        made = make_pdfs(site, chosen, into=to, progress=step)
    if to is None:
        manifest.write_sums(site, manifest.hashes(site))
    click.echo(
        f"{counted(len(chosen), 'PDF')} in {shown((to or site / 'cables').resolve())}; "
        f"{made} made, {len(chosen) - made} unchanged."
    )
    if to is not None and (stale := stale_pdfs(site, to)):
        say(
            f"{shown(to)} also holds PDFs that are not of this site and may show what it "
            f"withholds: {', '.join(stale)}. Make them again, or remove them."
        )


@main.command()
@_edition
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def verify(workspace: disk.Workspace, edition: str, folder: Path | None) -> None:
    """Check each file of the built site, or of FOLDER; exit 1 if one is not as it was built."""
    if folder is None:
        workspace.check()
        folder = site_folder(in_edition(workspace, edition))
    verdict = manifest.verify(folder)
    for fault in verdict.faults:
        click.echo(printable(fault), err=True)
    if verdict.faults:
        click.echo(f"{shown(folder)} is not as it was built: {verdict.told}.")
        sys.exit(1)
    click.echo(
        f"{shown(folder)} is as it was built: {counted(verdict.files, 'file')}. "
        f"{manifest.describe(folder)}"
    )


@main.command()
@_edition
@click.pass_obj
def deploy(workspace: disk.Workspace, edition: str) -> None:
    """Write settings for nginx, Apache and Caddy into deploy/, made from the built site."""
    workspace.check()
    workspace = in_edition(workspace, edition)
    target = workspace.root / "deploy"
    site = site_folder(workspace)
    names = write_snippets(site, read_site_info(workspace).address, target)
    click.echo(f"{', '.join(names)} in {shown(target)}, made from {shown(site)}.")


@main.command()
@_edition
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
@click.pass_obj
def serve(workspace: disk.Workspace, edition: str, address: str) -> None:
    """Preview the site and build it again when content/ or templates/ change."""
    workspace.check()
    workspace = in_edition(workspace, edition)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    serve_site(workspace, address)


@main.command()
@click.pass_obj
def check(workspace: disk.Workspace) -> None:
    """Print what was found in the cables; exit 1 if there are errors."""
    seldom()
    workspace.check()
    with progress("Checking cables", len(disk.source_files(workspace))) as step:
        corpus = read_corpus(workspace, processes(), step)
    tell(corpus, Severity.NOTE)
    click.echo(summary(corpus))
    if pipeline.count(corpus, Severity.ERROR):
        sys.exit(1)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def show(file: Path) -> None:
    """Print a cable as JSON, as it was parsed."""
    source = disk.read_source(file, file.name)
    for found in source.diagnostics:
        click.echo(describe(found, str(file)), err=True)
    if source.text is None:
        sys.exit(1)
    click.echo(cable_json(parse_cable(source.text, name=file.stem)))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make an empty workspace that builds at once."""
    disk.new_workspace(folder)
    click.echo(
        f"{folder} is ready. Put cables into {folder / 'content' / 'cables'} as text files, "
        f"then run: reftel -C {folder} build"
    )


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--cables", "count", type=click.IntRange(1), default=100, show_default=True, help="How many."
)
@click.option("--seed", default=1, show_default=True, help="Another seed makes other cables.")
def demo(folder: Path, count: int, seed: int) -> None:
    """Make a workspace with invented cables, for tests and a first look."""
    disk.new_workspace(folder)
    cables = ((cable.name, cable.text) for cable in demo_cables(count, seed))
    disk.write_demo(
        disk.Workspace(folder),
        cables,
        readme=about(count, seed),
        settings={"site_name": SITE_NAME, "site_description": SITE_DESCRIPTION},
    )
    click.echo(
        f"{folder} is ready with {counted(count, 'invented cable')}. "
        f"Build its site with: reftel -C {folder} build"
    )


def _workers(executor: str, scheduler: str) -> AbstractContextManager[Workers]:
    """Who parses cables and makes their pages."""
    if (executor == "dask") != bool(scheduler):
        raise ReftelError("--executor dask and --scheduler ADDRESS belong together: give both.")
    return cluster(scheduler) if scheduler else nullcontext(processes())


def _demand_answers(workspace: disk.Workspace, workers: Workers) -> None:
    """Raise `ReftelError` while a request to withhold is open."""
    waiting = [r for r in read_requests(workspace, workers) if r.state is RequestState.OPEN]
    if waiting:
        told = "\n".join(f"  {place(request)}: {request.words}" for request in waiting)
        raise ReftelError(
            f"{counted(len(waiting), 'request')} to withhold without an answer; the site was not "
            f"built:\n{told}\nRead them with 'reftel review'. Answer each by a rule, or "
            f"acknowledge it with who and why, in {disk.CURATED_REDACTIONS}."
        )
