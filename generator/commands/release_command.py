"""`reftel release`: records what the built site shows, so that later releases can list changes."""

from __future__ import annotations

import click

from generator import disk
from generator.build.workspace_build import read_released
from generator.changes.release_records import record_text
from generator.commands.command_group import edition_option
from generator.commands.console import print_status
from generator.errors import ReftelError
from generator.execution.executors import default_executor
from generator.execution.gc_tuning import collect_rarely
from generator.execution.result_cache import CachedRunner
from generator.incremental.build_record import read_record
from generator.incremental.site_inputs import site_digest
from generator.mkdocs_build.site_build import one_build
from generator.mkdocs_build.site_settings import in_edition, read_site_info, site_folder
from generator.model import SiteFeature, SiteInfo
from generator.model.days import read_day
from generator.model.diagnostics import printable
from generator.model.site_releases import UNRELEASED, ReleaseChanges, ReleaseName, ReleaseRecord
from generator.pipeline.release_states import NextRelease, RecordedReleases
from generator.render.release_changes import OF_CABLES, OF_PLACES, change_counts
from generator.render.slugs import slugify

MOST_CHARACTERS = 100
"""The most characters of a title."""


@click.command()
@edition_option
@click.option("--title", default="", help="The title of the release, for readers.")
@click.option("--date", default="", help="The day of the release: 2026-11-29.")
@click.option(
    "--dry-run", is_flag=True, help="Print what changed since the last one; write nothing."
)
@click.pass_obj
def release(workspace: disk.Workspace, edition: str, title: str, date: str, dry_run: bool) -> None:
    """Record the built site as a release; the next build lists what changed in it.

    The record is a file in content/releases, of digests only. It is for editors: keep it with the
    cables, and publish neither.
    """
    collect_rarely()
    workspace.check()
    workspace = in_edition(workspace, edition)
    info = read_site_info(workspace)
    if SiteFeature.RELEASES in info.left_out:
        raise ReftelError("mkdocs.yml leaves releases out: take 'releases' out of leave_out.")
    name = UNRELEASED if dry_run else release_name(title, date)
    with one_build(workspace, print_status):
        records = disk.read_releases(workspace)
        if not dry_run:
            _check_order(workspace, name, records)
        upcoming = _next_release(workspace, info, RecordedReleases(records=records, upcoming=name))
        if dry_run:
            _print_changes(upcoming.changes)
            return
        after = records[-1].name.key if records else ""
        text = record_text(name, workspace.edition, after, upcoming.lines)
        file = disk.write_release(workspace, name.key, text)
    click.echo(f"{file}: {'; '.join(change_counts(upcoming.changes))}.")
    named = f" --edition {edition}" if edition else ""
    click.echo(f"Build the site again to show this release: reftel build{named}.")


def release_name(title: str, date: str) -> ReleaseName:
    """The name of a release. Raises `ReftelError` if title or day are unsuitable."""
    if not title or not date:
        raise ReftelError(
            "a release needs a title and a day: reftel release --title 'First release' "
            "--date 2026-11-29."
        )
    if read_day(date) is None:
        raise ReftelError(
            f"{date[:40]!r} is not a day: write year, month and day, as in 2026-11-29."
        )
    if len(title) > MOST_CHARACTERS or not title.isprintable() or not slugify(title):
        raise ReftelError(
            f"{title[:40]!r} is not a suitable title: expected one line of at most "
            f"{MOST_CHARACTERS} characters, with Latin letters or digits, of which its address "
            "is made."
        )
    return ReleaseName(key=f"{date}-{slugify(title)}", title=title.strip(), date=date)


def _check_order(
    workspace: disk.Workspace, name: ReleaseName, records: tuple[ReleaseRecord, ...]
) -> None:
    """Raise `ReftelError` if there is a release of that name, or one of a later day."""
    if any(record.name.key == name.key for record in records):
        raise ReftelError(
            f"{disk.release_file(workspace, name.key)} exists: a release of this title and day is "
            "recorded already. Choose another title, or another day."
        )
    if records and records[-1].name.date > name.date:
        last = records[-1].name
        raise ReftelError(
            f"the last release, {last.title!r}, is dated {last.date}: a new one cannot have "
            f"an earlier date, {name.date}."
        )


def _next_release(
    workspace: disk.Workspace, info: SiteInfo, releases: RecordedReleases
) -> NextRelease:
    """What a release records now.

    Raises `ReftelError` if its name has words that the edition withholds, or if it is to be written
    and the served site is out of date.
    """
    record = read_record(workspace)
    runner = CachedRunner(default_executor(), record.results)
    build = read_released(workspace, info.edition, runner, releases)
    upcoming = build.releases.upcoming
    assert upcoming is not None
    if upcoming.is_name_withheld:
        raise ReftelError(
            "the title has words that the edition withholds; it is on the site and in an address: "
            "choose another title."
        )
    if releases.upcoming is not UNRELEASED:
        served = site_folder(workspace)
        templates = disk.read_templates(workspace)
        if site_digest(served, build.corpus, templates, info) != record.site.inputs:
            raise ReftelError(
                f"the site in {served} is out of date: cables, curated files, settings, templates, "
                "releases or files of the site changed since 'reftel build' made it. Build it "
                "again, look at it, and then release it."
            )
    return upcoming


def _print_changes(changes: ReleaseChanges) -> None:
    """Print what changed since the last release, a line for each cable and abbreviation."""
    for change in changes.cables:
        places = [
            f"{place.name} {OF_PLACES[kind]}" for place in change.places for kind in place.kinds
        ]
        what = OF_CABLES.get(change.kind) or "; ".join(places)
        click.echo(printable(f"{change.mrn}: {what}"))
    for meaning in changes.meanings:
        what = "new in the glossary" if meaning.is_new else "other meanings"
        click.echo(printable(f"{meaning.abbreviation}: {what}"))
    click.echo(f"Not yet released: {'; '.join(change_counts(changes))}.")
