"""`reftel quote`: checks the quotations of a text against a built site."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from generator import disk
from generator.commands.command_group import edition_option
from generator.commands.console import quantity
from generator.errors import ReftelError
from generator.importing.decoding import decode
from generator.mkdocs_build.site_settings import in_edition, site_folder
from generator.model.diagnostics import printable
from generator.quotations.quotable_text import PieceKind
from generator.quotations.quotation_alignment import StepKind
from generator.quotations.quotation_check import Judgement, QuotationVerdict
from generator.quotations.quoted_passages import MOST_CHARACTERS, PassageKind
from generator.quotations.text_check import CheckedPassage
from generator.site_reader.quotation_site import QuotationSite

WIDTH = 96


@click.command()
@edition_option
@click.option(
    "--site",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of a built site; by default that of the workspace.",
)
@click.argument("file", type=click.File("rb"))
@click.pass_obj
def quote(workspace: disk.Workspace, edition: str, folder: Path | None, file: BinaryIO) -> None:
    """Check the quotations in the text FILE against the cables of the built site.

    Each quotation is exact, altered, withheld, absent or undecided; the page "Check quotations" of
    the site does the same. FILE may be - for standard input.
    """
    if folder is None:
        workspace.check()
        folder = site_folder(in_edition(workspace, edition))
    site = QuotationSite(folder)
    text = decode(file.read(), file.name).text
    if text is None:
        raise ReftelError(f"{file.name} is not plain text: save the text as UTF-8, and check that.")
    checked = site.check(text)
    for number, passage in enumerate(checked.passages, 1):
        for line in _lines(number, checked.text, passage, site):
            click.echo(printable(line))
        click.echo()
    counts = [
        f"{count} {verdict}"
        for verdict in QuotationVerdict
        if (count := sum(p.judgement.verdict is verdict for p in checked.passages))
    ]
    click.echo(": ".join([quantity(len(checked.passages), "quotation"), ", ".join(counts) or "-"]))
    if checked.is_cut:
        click.echo(f"Only the first {MOST_CHARACTERS:,} characters were checked.", err=True)


def _lines(number: int, text: str, item: CheckedPassage, site: QuotationSite) -> Iterator[str]:
    """What is printed of one quotation."""
    passage, judgement = item
    source = site.source(judgement)
    place = f" {source.mrn} {source.name}".rstrip() if source else ""
    yield f"{number}. {judgement.verdict}{place}"
    yield from _wrapped(f"“{' '.join(text[passage.start : passage.end].split())}”")
    if judgement.verdict is QuotationVerdict.ALTERED:
        yield from _wrapped(difference(judgement))
    if passage.kind is PassageKind.RUN:
        yield from _wrapped("The text does not mark these words as a quotation.")
    if judgement.covers is not None:
        who = "the publisher" if judgement.covers is PieceKind.GAP else "this edition"
        yield from _wrapped(
            f"At one place {who} withholds something: what is quoted there cannot be compared."
        )
    if source is not None:
        yield from _wrapped(source.citation)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent="   ", subsequent_indent="   ", break_long_words=False
    )


def difference(judgement: Judgement) -> str:
    """The quotation with its own words as `[-so-]` and those of the cable as `{+so+}`."""
    pieces = []
    for step in judgement.steps:
        own = (judgement.reading[n] for n in step.quote)
        quoted = " ".join(word.shown for word in own if word is not None)
        cable = " ".join(judgement.words[n].text for n in step.cable)
        pieces.append(_step_words(step.kind, quoted, cable))
    return " ".join(filter(None, pieces))


def _step_words(kind: StepKind, own: str, cable: str) -> str:
    match kind:
        case StepKind.SAME:
            return cable
        case StepKind.PASSED:
            return ""
        case StepKind.JUMP:
            return "..." if not cable else ""
        case StepKind.COVERED:
            return "[withheld]"
    return " ".join([*([f"[-{own}-]"] if own else []), *([f"{{+{cable}+}}"] if cable else [])])
