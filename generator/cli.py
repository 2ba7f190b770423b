"""The command `reftel`."""

from __future__ import annotations

import logging
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

import click

from generator import disk, pipeline
from generator.build.workspace_build import (
    WithholdingReport,
    build_workspace_pages,
    read_audit,
    read_corpus,
    read_demands,
    read_para_guards,
    read_review,
    report_withholding,
)
from generator.console import (
    AUDIT_LIMITS,
    counted,
    finding_report,
    kept_back,
    near_miss_report,
    place,
    progress,
    request_told,
    say,
    shown,
    states,
    summary,
    tell,
)
from generator.demo.demo_about import SITE_DESCRIPTION, SITE_NAME, about
from generator.demo.demo_cables import demo_cables
from generator.editions.near_misses import limit_per_rule
from generator.errors import ReftelError
from generator.execution.dask_cluster import dask_executor
from generator.execution.executors import (
    WORKERS_VARIABLE,
    Executor,
    default_executor,
    signals_raised,
)
from generator.execution.gc_tuning import collect_rarely
from generator.mkdocs_build.site_build import (
    build_offline,
    build_site,
    in_edition,
    one_build,
    read_site_info,
    serve_site,
    site_folder,
)
from generator.mkdocs_build.workspace_settings import read_settings
from generator.model import Edition, RequestState
from generator.model.cable_json import cable_json
from generator.model.diagnostics import Severity, format_diagnostic, printable
from generator.parse.stages import parse_cable
from generator.pdf.pdf_build import built_cables, make_pdfs, stale_pdfs
from generator.release import manifest
from generator.release.acceptance import check_accepted
from generator.release.deploy import write_snippets
from generator.release.offline import remove_old_copy


class _Command(click.Group):
    """Prints what the user can mend as a sentence, without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            with signals_raised():
                return super().invoke(ctx)
        except ReftelError as error:
            say(str(error))
            ctx.exit(2)
        except OSError as error:
            say(disk.os_fault(error))
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
    "that nobody has answered, and on items of rules that hit nothing.",
)
@click.option(
    "--accept",
    is_flag=True,
    help="Accept that less is withheld than from the site that stands.",
)
@click.option("--offline", is_flag=True, help="Pack a copy that works from a disk as a zip file.")
@click.option("--pdf", is_flag=True, help="Make a PDF of each cable, linked from its front page.")
@click.option(
    "--executor",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    show_default=True,
    help="Who parses cables and makes their pages: processes of this machine (as many as it has "
    f"cores, or as {WORKERS_VARIABLE} says), or a Dask cluster.",
)
@click.option("--scheduler", default="", help="Address of the Dask scheduler: tcp://host:8786.")
@click.pass_obj
def build(
    workspace: disk.Workspace,
    edition: str,
    strict: bool,
    accept: bool,
    offline: bool,
    pdf: bool,
    executor: str,
    scheduler: str,
) -> None:
    """Build the site from content/cables."""
    collect_rarely()
    workspace.check()
    workspace = in_edition(workspace, edition)
    info = read_site_info(workspace)
    info = replace(info, pdf=info.pdf or pdf)
    with _workers(executor, scheduler) as workers:
        if strict and not info.edition.for_editors:
            _demand_answers(workspace, workers, info.edition)
        click.get_current_context().with_resource(one_build(workspace, say))
        decisions = disk.read_decisions(workspace, info.edition)
        with progress("Parsing cables", len(disk.source_files(workspace))) as step:
            made = build_workspace_pages(workspace, info, workers, step, decisions)
    corpus = made.corpus
    tell(corpus, Severity.WARNING)
    report = report_withholding(made, decisions, info.edition)
    _print_withholding(report, strict=strict)
    if not accept:
        check_accepted(
            site_folder(workspace), info.edition, corpus.tallies, report.rules, report.hits
        )
    errors = pipeline.count(corpus, Severity.ERROR)
    if strict and errors:
        raise ReftelError(f"{counted(errors, 'error')} in content/cables; the site was not built.")
    click.echo(f"Building the site from {counted(len(corpus.cables), 'cable')} ...")
    run = build_offline if offline else build_site
    folder = run(workspace, made, strict=strict, pdf=info.pdf)
    if not offline and (old := remove_old_copy(folder)):
        say(f"{shown(old)} was of an earlier site and is removed; 'build --offline' makes it anew.")
    click.echo(f"{summary(corpus)}{kept_back(corpus)} The site is in {shown(folder)}.")


@main.command()
@_edition
@click.pass_obj
def review(workspace: disk.Workspace, edition: str) -> None:
    """Print what cables ask to be withheld, spellings near to withheld names, and passages that
    only one copy strikes out; exit 1 while a request or such a passage is open.

    Also rules for paras that would withhold other text if the numbers of paras changed. It prints
    withheld words in clear: for an editor's terminal.
    """
    workspace.check()
    seen = read_review(workspace, read_settings(workspace, edition).edition, default_executor())
    for request in seen.requests:
        click.echo(request_told(request))
    listed, left_out = limit_per_rule(seen.near_misses)
    for miss in listed:
        click.echo(near_miss_report(miss))
    for rule, number in left_out.items():
        click.echo(f"{rule}: {counted(number, 'further spelling')}: dismiss some to see them.")
    for request in seen.struck:
        click.echo(request_told(request))
    click.echo(f"{counted(len(seen.requests), 'request')}: {states(seen.requests)}.")
    click.echo(f"{counted(len(seen.near_misses), 'spelling')} near to withheld names.")
    click.echo(
        f"{counted(len(seen.struck), 'passage')} struck out in one copy and in clear in another: "
        f"{states(seen.struck)}."
    )
    wrong, without = read_para_guards(workspace, default_executor())
    for message in (*wrong, *without):
        click.echo(message)
    if wrong or any(r.state is RequestState.OPEN for r in (*seen.requests, *seen.struck)):
        sys.exit(1)


@main.command()
@_edition
@click.option(
    "--bound",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help="A name is given away where no more candidates than this score as high.",
)
@click.option("--strict", is_flag=True, help="Exit 1 where a name is given away.")
@click.pass_obj
def audit(workspace: disk.Workspace, edition: str, bound: int, strict: bool) -> None:
    """Rank all names of the cables by what the text around the notices tells of each withheld one.

    It prints withheld words in clear: for an editor's terminal.
    """
    collect_rarely()
    workspace.check()
    findings = read_audit(workspace, read_settings(workspace, edition).edition, default_executor())
    for finding in findings:
        click.echo(finding_report(finding, bound))
    given_away = sum(finding.is_given_away(bound) for finding in findings)
    click.echo(
        f"{counted(len(findings), 'withheld name')}, {given_away} given away. {AUDIT_LIMITS}"
    )
    if strict and given_away:
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
    names = write_snippets(site, read_settings(workspace, workspace.edition).address, target)
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
    collect_rarely()
    workspace.check()
    with progress("Checking cables", len(disk.source_files(workspace))) as step:
        corpus = read_corpus(workspace, default_executor(), step)
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
        click.echo(format_diagnostic(found, str(file)), err=True)
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


def _workers(executor: str, scheduler: str) -> AbstractContextManager[Executor]:
    """Who parses cables and makes their pages."""
    if (executor == "dask") != bool(scheduler):
        raise ReftelError("--executor dask and --scheduler ADDRESS belong together: give both.")
    return dask_executor(scheduler) if scheduler else nullcontext(default_executor())


def _print_withholding(report: WithholdingReport, *, strict: bool) -> None:
    """Print what is in force, and which items hit nothing: an error where `strict` is true."""
    if report.in_force:
        click.echo(report.in_force)
    for message in report.misses:
        click.echo(f"warning: {message}", err=True)
    if strict and report.misses:
        raise ReftelError(
            f"{counted(len(report.misses), 'item')} of rules without a hit; the site was not built."
        )


def _demand_answers(workspace: disk.Workspace, workers: Executor, edition: Edition) -> None:
    """Raise `ReftelError` while a request to withhold, or a struck passage, is open."""
    requests = read_demands(workspace, workers, edition)
    waiting = [request for request in requests if request.state is RequestState.OPEN]
    if waiting:
        told = "\n".join(f"  {place(request)}: {request.words}" for request in waiting)
        raise ReftelError(
            f"{counted(len(waiting), 'request')} to withhold or struck "
            f"{'passage' if len(waiting) == 1 else 'passages'} without an answer; the site was not "
            f"built:\n{told}\nRead them with 'reftel review'. Answer each by a rule, or "
            f"acknowledge it with who and why, in {disk.CURATED_REDACTIONS}."
        )
