"""`reftel import`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from generator import disk
from generator.commands.console import print_status, progress_in_bytes, quantity, relative_path
from generator.execution.gc_tuning import collect_rarely
from generator.importing.imported_parts import Outcome
from generator.model.diagnostics import printable

MAX_PLACES = 10
"""Refused parts that are printed for one reason, and reasons for leaving parts out."""


@click.command("import")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the telegrams: content/cables, where it is not given, or a folder below it. A "
    "folder outside the workspace also gets the originals.",
)
@click.pass_obj
def import_files(workspace: disk.Workspace, paths: tuple[Path, ...], target: Path | None) -> None:
    """Write the telegrams of files, folders and zip archives as one text file each.

    Reads text, HTML, XML, CSV, PDF, e-mails (.eml, .mbox, and .msg with the extra 'mail') and zip
    archives of these. Each telegram's file is named by its number. The files themselves are kept
    in content/originals, named by their hashes, and imports.jsonl there lists what was found where.
    Importing a file again changes nothing. Exit status 1 says that something was refused, or that
    there was no telegram.
    """
    collect_rarely()
    folder = disk.make_import_folder(workspace, target)
    sources = disk.list_sources(paths, folder)
    report = ImportReport()
    with (
        disk.open_log(folder) as log,
        progress_in_bytes("Importing", sum(source.size for source in sources)) as step,
    ):
        done = 0
        for source in sources:
            start = done

            def handle(event: disk.ImportEvent, start: int = start) -> None:
                report.add(event)
                step(start + event.position, event.source)

            disk.import_source(source, folder, log, handle)
            done += source.size
            step(done, source.name)
    report.print(len(sources), relative_path(folder.log))
    if report.outcomes[Outcome.REFUSED] or not report.outcomes[Outcome.TELEGRAM]:
        sys.exit(1)


class ImportReport:
    """What an import did, in numbers, and what it refused."""

    def __init__(self) -> None:
        self.outcomes: Counter[Outcome] = Counter()
        self.renderings: Counter[str] = Counter()
        self.new = 0
        """Telegrams whose files were not there."""
        self.unnumbered = 0
        """Telegrams without a number."""
        self.left_out: Counter[str] = Counter()
        """Parts that are not telegrams, by reason."""
        self.refusals: Counter[str] = Counter()
        """Refused parts by reason."""

    def add(self, event: disk.ImportEvent) -> None:
        """Count a part; print it if it is refused."""
        part = event.part
        self.outcomes[part.outcome] += 1
        if part.telegram is not None:
            self.renderings[part.telegram.rendering] += 1
            self.new += event.is_new
            self.unnumbered += part.telegram.number is None
        elif part.outcome is Outcome.LEFT_OUT:
            self.left_out[part.reason] += 1
        else:
            self.refusals[part.reason] += 1
            if self.refusals[part.reason] <= MAX_PLACES:
                within = [part.member, "" if part.place == "whole file" else part.place]
                place = ", ".join([event.source, *filter(None, within)])
                click.echo(printable(f"{place}: refused: {part.reason}"), err=True)

    def print(self, files: int, log: str) -> None:
        """Print the numbers."""
        for reason, number in self.refusals.items():
            if number > MAX_PLACES:
                print_status(f"and {number - MAX_PLACES} more refused: {reason}")
        telegrams = self.outcomes[Outcome.TELEGRAM]
        if not telegrams:
            print_status(f"no telegram was found in {quantity(files, 'file')}.")
        for rendering, number in self.renderings.most_common():
            click.echo(f"  {number:>7,} {rendering}")
        if self.unnumbered:
            click.echo(
                f"{quantity(self.unnumbered, 'telegram')} without a number, named by source and "
                "hash: 'reftel check' says what to do."
            )
        for reason, number in self.left_out.most_common(MAX_PLACES):
            click.echo(f"{quantity(number, 'part')} left out: {reason}.")
        others = self.left_out.total() - sum(n for _, n in self.left_out.most_common(MAX_PLACES))
        if others:
            click.echo(f"{quantity(others, 'part')} left out for other reasons.")
        click.echo(
            f"{quantity(telegrams, 'telegram')} in {quantity(files, 'file')}: {self.new} new, "
            f"{telegrams - self.new} already there; "
            f"{quantity(self.outcomes[Outcome.LEFT_OUT], 'part')} left out, "
            f"{self.outcomes[Outcome.REFUSED]} refused. All parts are listed in {log}."
        )
