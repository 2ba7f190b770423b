"""Commands that read cables and print: `check`, `show`, `review` and `audit`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from generator import disk, pipeline
from generator.build.workspace_build import (
    read_audit,
    read_for_check,
    read_para_guards,
    read_review,
    read_unreleased,
)
from generator.commands.command_group import edition_option
from generator.commands.console import (
    AUDIT_LIMITS,
    build_summary,
    format_doubtful,
    format_finding,
    format_near_miss,
    format_request,
    print_faults,
    print_findings,
    progress,
    quantity,
    state_counts,
)
from generator.editions.near_misses import limit_per_rule
from generator.execution.executors import default_executor
from generator.execution.gc_tuning import collect_rarely
from generator.execution.result_cache import CachedRunner
from generator.incremental.build_record import read_record
from generator.mkdocs_build.workspace_settings import read_settings
from generator.model import Edition, RequestState, file_stem
from generator.model.cable_json import cable_json
from generator.model.diagnostic_codes import Severity
from generator.model.diagnostics import format_diagnostic
from generator.parse.stages import parse_cable
from generator.people.doubtful import people_to_check
from generator.pipeline.shown_requests import uncited_requests
from generator.places.doubtful_names import doubtful_names
from generator.places.gazetteer import make_gazetteer
from generator.render.release_changes import change_counts


@click.command()
@click.pass_obj
def check(workspace: disk.Workspace) -> None:
    """Print the diagnostics of all cables; exit 1 if there are errors.

    It also lists people that may be one or two, and names that may be places.
    """
    collect_rarely()
    workspace.check()
    with progress("Checking cables", len(disk.source_files(workspace))) as step:
        build, names = read_for_check(workspace, default_executor(), step)
    corpus = build.corpus
    print_faults(build.text_faults)
    print_findings(corpus)
    for message in people_to_check(corpus.entities, names.people):
        click.echo(message)
    texts = disk.read_editor_texts(workspace)
    for message in uncited_requests(texts.records_requests, corpus, disk.CURATED_REQUESTS):
        click.echo(message)
    gazetteer = make_gazetteer(names.places)
    for name in doubtful_names((stored.cable for stored in corpus.cables), gazetteer):
        click.echo(format_doubtful(name), err=True)
    click.echo(build_summary(build))
    if pipeline.count_errors(build):
        sys.exit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def show(file: Path) -> None:
    """Print each cable of a file as JSON, as parsed without corrections."""
    is_read = True
    for source in disk.read_source_file(file, file.name):
        for diagnostic in source.diagnostics:
            click.echo(format_diagnostic(diagnostic, str(file)), err=True)
            is_read = is_read and diagnostic.severity is not Severity.ERROR
        if source.text is not None:
            click.echo(cable_json(parse_cable(source.text, name=file_stem(source.name))))
    if not is_read:
        sys.exit(1)


@click.command()
@edition_option
@click.pass_obj
def review(workspace: disk.Workspace, edition: str) -> None:
    """Print what editors must decide; exit 1 while something is open.

    It lists requests to withhold, spellings close to withheld names, passages that only one copy
    strikes out, and rules that would withhold other text if para numbers changed; and it counts
    what changed since the last release. An open request, an open struck passage or a wrong rule
    gives exit status 1. The output contains withheld words: keep it on an editor's terminal.
    """
    workspace.check()
    settings = read_settings(workspace, edition)
    result = read_review(workspace, settings.edition, default_executor())
    for request in result.requests:
        click.echo(format_request(request))
    listed, omitted = limit_per_rule(result.near_misses)
    for miss in listed:
        click.echo(format_near_miss(miss))
    for rule, number in omitted.items():
        click.echo(f"{rule}: {quantity(number, 'more spelling')}; dismiss some to see the rest.")
    for request in result.struck:
        click.echo(format_request(request))
    click.echo(f"{quantity(len(result.requests), 'request')}: {state_counts(result.requests)}.")
    click.echo(f"{quantity(len(result.near_misses), 'spelling')} close to withheld names.")
    click.echo(
        f"{quantity(len(result.struck), 'passage')} struck out in one copy and in clear in "
        f"another: {state_counts(result.struck)}."
    )
    wrong, unguarded = read_para_guards(workspace, default_executor())
    for message in (*wrong, *unguarded):
        click.echo(message)
    _print_unreleased(replace(workspace, edition=settings.edition.name), settings.edition)
    if wrong or any(r.state is RequestState.OPEN for r in (*result.requests, *result.struck)):
        sys.exit(1)


def _print_unreleased(workspace: disk.Workspace, edition: Edition) -> None:
    """Print how much changed since the last release; nothing if the edition has none."""
    runner = CachedRunner(default_executor(), read_record(workspace).results)
    changes = read_unreleased(workspace, edition, runner)
    if changes is not None:
        click.echo(f"Not yet released: {'; '.join(change_counts(changes))}.")


@click.command()
@edition_option
@click.option(
    "--bound",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help="A name counts as given away if at most this many names score as high.",
)
@click.option("--strict", is_flag=True, help="Exit 1 if a name is given away.")
@click.pass_obj
def audit(workspace: disk.Workspace, edition: str, bound: int, strict: bool) -> None:
    """Rank all names by how strongly the text points to each withheld one.

    The output contains withheld words: keep it on an editor's terminal.
    """
    collect_rarely()
    workspace.check()
    findings = read_audit(workspace, read_settings(workspace, edition).edition, default_executor())
    for finding in findings:
        click.echo(format_finding(finding, bound))
    given_away = sum(finding.is_given_away(bound) for finding in findings)
    click.echo(
        f"{quantity(len(findings), 'withheld name')}, {given_away} given away. {AUDIT_LIMITS}"
    )
    if strict and given_away:
        sys.exit(1)
