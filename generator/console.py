"""What the command prints, and how."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator import pipeline
from generator.diagnostics import Severity, describe, excerpt, printable_lines
from generator.model import Corpus, HandlingRequest


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal; elsewhere a line at the start."""
    if not sys.stderr.isatty():
        click.echo(f"{label}: {length}", err=True)
        yield lambda name: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda name: bar.update(1)


def tell(corpus: Corpus, least: Severity) -> None:
    """Print what was found, as far as it weighs so much."""
    order = list(Severity)
    for name, found in corpus.diagnostics:
        if order.index(found.severity) <= order.index(least):
            click.echo(describe(found, f"content/cables/{name}"), err=True)


def request_told(request: HandlingRequest) -> str:
    """A request for a terminal: place, state, sentence, answer."""
    answer = f"\n    {request.answer}" if request.answer else ""
    told = f"{place(request)}: {request.state} ({request.words})"
    return f"{told}\n    “{excerpt(request.sentence)}”{answer}"


def place(request: HandlingRequest) -> str:
    """Where a request stands."""
    return f"{request.mrn} {request.para or 'header'}"


def kept_back(corpus: Corpus) -> str:
    """How much the edition withholds."""
    passages = sum(tally.passages for tally in corpus.tallies)
    return f" Withheld: {counted(passages, 'passage')}." if corpus.tallies else ""


def summary(corpus: Corpus) -> str:
    """The cables and what was found in them, in a sentence."""
    paras = sum(f.outline.paras for f in corpus.filed)
    return (
        f"{counted(len(corpus.filed), 'cable')}, {counted(paras, 'paragraph')}; "
        f"{counted(pipeline.count(corpus, Severity.ERROR), 'error')}, "
        f"{counted(pipeline.count(corpus, Severity.WARNING), 'warning')}, "
        f"{counted(pipeline.count(corpus, Severity.NOTE), 'note')}."
    )


def say(text: str) -> None:
    """Print what goes on, beside the output."""
    click.echo(f"reftel: {printable_lines(text)}", err=True)


def counted(number: int, thing: str) -> str:
    """A number of things: `1 cable`, `2 cables`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def shown(path: Path) -> str:
    """A path as short as it can be said from the current folder."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
