"""`reftel compare`: how two copies of a cable differ."""

from __future__ import annotations

from pathlib import Path

import click

from generator import disk
from generator.build.workspace_build import read_corpus
from generator.copies.comparison import CableCopy, compare_copies
from generator.copies.comparison_text import comparison_lines
from generator.errors import ReftelError
from generator.execution.executors import default_executor
from generator.execution.gc_tuning import collect_rarely
from generator.model import Corpus, Mrn
from generator.model.compared_copies import ComparedCopies, CopyNote
from generator.model.diagnostics import format_diagnostic, printable
from generator.parse.stages import parse_cable


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="[B]", required=False)
@click.pass_obj
def compare(workspace: disk.Workspace, first: str, second: str | None) -> None:
    """Print how two copies of a cable differ.

    A and B are files, or numbers of cables of the workspace (their main copies). With a number
    alone, its main copy is compared with each other copy. Nothing is withheld from the output:
    keep it on an editor's terminal.
    """
    collect_rarely()
    reader = _CopyReader(workspace)
    copies = (
        reader.all_copies(first)
        if second is None
        else compare_copies(reader.copy(first), [reader.copy(second)])
    )
    for number, comparison in enumerate(copies.comparisons):
        if number:
            click.echo()
        for line in comparison_lines(copies.main, comparison):
            click.echo(printable(line))


class _CopyReader:
    """Finds copies by file or number; the workspace is read for numbers only."""

    def __init__(self, workspace: disk.Workspace) -> None:
        self._workspace = workspace
        self._corpus: Corpus | None = None

    def copy(self, name: str) -> CableCopy:
        """The copy in a file, or the main copy of a number. Raises `ReftelError` without one."""
        for path in (Path(name), self._workspace.cables / name):
            if path.is_file():
                return self._file(path)
        stored = next((s for s in self._read().cables if s.mrn == _number(name)), None)
        if stored is None:
            raise ReftelError(
                f"{name} is neither a file nor the number of a cable in content/cables: write a "
                "path, or a number as in 08MEXICO721."
            )
        return CableCopy(stored.name, stored.cable, self._note(stored.name))

    def all_copies(self, name: str) -> ComparedCopies:
        """All copies of a number. Raises `ReftelError` if there is one copy only."""
        stored = self._read().copies.get(_number(name))
        if stored is None:
            raise ReftelError(
                f"content/cables has no two copies of {name}: name two files, or a number that "
                "several files have."
            )
        return stored.compared

    def _file(self, path: Path) -> CableCopy:
        sources = list(disk.read_source_file(path, path.name))
        for source in sources:
            for diagnostic in source.diagnostics:
                click.echo(format_diagnostic(diagnostic, str(path)), err=True)
        texts = [source.text for source in sources if source.text is not None]
        if len(texts) != 1:
            raise ReftelError(f"{path} holds {len(texts)} cables: name a file with one.")
        cable = parse_cable(texts[0], name=path.stem)
        folder, file = self._workspace.cables.resolve(), path.resolve()
        name = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else ""
        return CableCopy(name or str(path), cable, self._note(name))

    def _note(self, name: str) -> CopyNote:
        """What editors say of a file of the workspace."""
        entries = disk.read_copy_entries(self._workspace)
        return next((entry.note for entry in entries if entry.file == name), CopyNote())

    def _read(self) -> Corpus:
        if self._corpus is None:
            self._workspace.check()
            self._corpus = read_corpus(self._workspace, default_executor())
        return self._corpus


def _number(name: str) -> Mrn:
    return Mrn(name.upper())
