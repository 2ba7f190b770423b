"""`reftel build` and `reftel serve`."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from generator import disk, pipeline
from generator.archiving.package_build import package_folder
from generator.build.workspace_build import (
    WithholdingReport,
    read_requests,
    report_withholding,
)
from generator.commands.command_group import edition_option
from generator.commands.console import (
    build_summary,
    print_diagnostics,
    print_faults,
    print_status,
    progress,
    quantity,
    relative_path,
    request_place,
    withheld_summary,
)
from generator.errors import ReftelError
from generator.execution.dask_cluster import dask_executor
from generator.execution.executors import WORKERS_VARIABLE, Executor, default_executor
from generator.execution.gc_tuning import collect_rarely
from generator.mkdocs_build.site_build import (
    BuildOptions,
    build_offline,
    build_site,
    one_build,
    serve_site,
)
from generator.mkdocs_build.site_settings import in_edition, read_site_info, site_folder
from generator.model import Decisions, Edition, RequestState
from generator.model.diagnostic_codes import Severity
from generator.release.acceptance import check_accepted
from generator.release.offline import remove_old_copy


@click.command()
@edition_option
@click.option(
    "--strict",
    is_flag=True,
    help="Fail on errors in cables, on warnings of the site, on unanswered requests to withhold, "
    "and on items of rules that match nothing.",
)
@click.option(
    "--accept", is_flag=True, help="Allow the edition to withhold less than the published site."
)
@click.option("--offline", is_flag=True, help="Pack a zip file that works from a disk.")
@click.option("--pdf", is_flag=True, help="Make a PDF of each cable, linked from its front page.")
@click.option(
    "--executor",
    "executor_name",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    show_default=True,
    help="What parses cables and makes their pages: processes of this machine (one per core, or "
    f"as many as {WORKERS_VARIABLE} says), or a Dask cluster.",
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
    executor_name: str,
    scheduler: str,
) -> None:
    """Build the site from content/cables."""
    collect_rarely()
    workspace.check()
    workspace = in_edition(workspace, edition)
    info = read_site_info(workspace)

    def check(built: pipeline.EditionBuild, decisions: Decisions) -> None:
        """Print diagnostics and rules in force, and stop an edition that must not be published."""
        corpus = built.corpus
        print_faults(built.text_faults)
        print_diagnostics(corpus, Severity.WARNING)
        report = report_withholding(built, decisions, info.edition)
        print_withholding(report, strict=strict)
        print_release_fault(built.releases.fault, strict=strict)
        if not accept:
            check_accepted(
                site_folder(workspace), info.edition, corpus.tallies, report.rules, report.hits
            )
        errors = pipeline.count_errors(built)
        if strict and errors:
            raise ReftelError(f"{quantity(errors, 'error')} in content; the site was not built.")
        click.echo(f"Building the site from {quantity(len(corpus.cables), 'cable')} ...")

    with _executor(executor_name, scheduler) as executor:
        if strict and not info.edition.for_editors:
            _check_requests(workspace, executor, info.edition)
        click.get_current_context().with_resource(one_build(workspace, print_status))
        run = build_offline if offline else build_site
        with progress("Parsing cables", len(disk.source_files(workspace))) as step:
            options = BuildOptions(
                executor=executor,
                pdf=pdf,
                strict=strict,
                progress=step,
                report=print_status,
                check=check,
            )
            folder, built = run(workspace, options)
    corpus = built.corpus
    if not offline:
        _print_old_copies(folder)
    click.echo(
        f"{build_summary(built)}{withheld_summary(corpus)} The site is in {relative_path(folder)}."
    )


@click.command()
@edition_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
@click.pass_obj
def serve(workspace: disk.Workspace, edition: str, address: str) -> None:
    """Preview the site; rebuild it when content/ or templates/ change."""
    workspace.check()
    workspace = in_edition(workspace, edition)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    serve_site(workspace, address)


def _executor(name: str, scheduler: str) -> AbstractContextManager[Executor]:
    """The executor of that name, for the time of the build."""
    if (name == "dask") != bool(scheduler):
        raise ReftelError("use --executor dask and --scheduler ADDRESS together.")
    return dask_executor(scheduler) if scheduler else nullcontext(default_executor())


def _print_old_copies(site: Path) -> None:
    """Remove an offline copy of an earlier site and say so; say if there is a package of one."""
    if copy := remove_old_copy(site):
        print_status(
            f"{relative_path(copy)} was made from an earlier site and has been removed; make it "
            "again with 'build --offline'."
        )
    package = package_folder(site)
    if package.is_dir():
        print_status(
            f"{relative_path(package)} was made from an earlier site and may show what is withheld "
            "now: make it again with 'reftel package', or remove it."
        )


def print_withholding(report: WithholdingReport, *, strict: bool) -> None:
    """Print how many rules are in force, and which items match nothing.

    Raises `ReftelError` if `strict` is true and an item matches nothing.
    """
    if report.in_force:
        click.echo(report.in_force)
    for message in report.misses:
        click.echo(f"warning: {message}", err=True)
    if strict and report.misses:
        raise ReftelError(
            f"{quantity(len(report.misses), 'rule item')} without a match; the site was not built."
        )


def print_release_fault(fault: str, *, strict: bool) -> None:
    """Print why the site is built without its releases, if it is.

    Raises `ReftelError` if `strict` is true and there is a fault.
    """
    if fault:
        click.echo(f"error: {fault}", err=True)
        if strict:
            raise ReftelError("the records of releases are faulty; the site was not built.")


def _check_requests(workspace: disk.Workspace, executor: Executor, edition: Edition) -> None:
    """Raise `ReftelError` if a request to withhold, or a struck passage, is open."""
    requests = read_requests(workspace, edition, executor)
    pending = [request for request in requests if request.state is RequestState.OPEN]
    if pending:
        listed = "\n".join(f"  {request_place(request)}: {request.words}" for request in pending)
        raise ReftelError(
            f"{quantity(len(pending), 'request')} to withhold or struck "
            f"{'passage' if len(pending) == 1 else 'passages'} without an answer; the site was not "
            f"built:\n{listed}\nRead them with 'reftel review'. Answer each with a rule, or "
            f"acknowledge it, with a name and a reason, in {disk.CURATED_REDACTIONS}."
        )
