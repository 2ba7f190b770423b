"""What the command prints, and how."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import yaml

from generator import pipeline
from generator.audit.audit import Finding
from generator.editions.near_misses import NearMiss
from generator.model import Corpus, HandlingRequest, RequestState
from generator.model.diagnostics import Severity, excerpt, format_diagnostic, printable_lines

MOST_PLACES = 3
"""Places that are shown of one spelling."""

AUDIT_LIMITS = (
    "The audit compares words, roles, lists, counts and lengths in these cables. It cannot see "
    "what readers know from elsewhere: other publications, photographs, what is generally known "
    "of a person, or style."
)


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
            click.echo(format_diagnostic(found, f"content/cables/{name}"), err=True)


def request_told(request: HandlingRequest) -> str:
    """A request for a terminal: place, state, sentence, answer."""
    answer = f"\n    {request.answer}" if request.answer else ""
    told = f"{place(request)}: {request.state} ({request.words})"
    return f"{told}\n    “{excerpt(request.sentence)}”{answer}"


def states(requests: Iterable[HandlingRequest]) -> str:
    """How many of the requests are in each state."""
    count = Counter(request.state for request in requests)
    return ", ".join(f"{count[state]} {state}" for state in RequestState)


def near_miss_report(miss: NearMiss) -> str:
    """A spelling near to a withheld name: its first places, and the lines to paste."""
    places = [f"    {p.mrn} line {p.line}: “{p.around}”" for p in miss.places[:MOST_PLACES]]
    if len(miss.places) > MOST_PLACES:
        places.append(f"    and {counted(len(miss.places) - MOST_PLACES, 'further place')}")
    words = yaml.safe_dump([miss.words], default_flow_style=True, allow_unicode=True, width=1000)
    entry = words.strip()
    return "\n".join(
        [
            f"{miss.rule}: “{miss.words}”: {miss.kind}, near to “{miss.item}”",
            *places,
            f"    to withhold it: names: {entry}",
            f"    to dismiss it: not_meant: {entry}",
        ]
    )


def finding_report(finding: Finding, bound: int) -> str:
    """How well a withheld name is hidden: its rank, and what speaks for it."""
    head = f"{finding.rule}: “{finding.item}”"
    if not finding.notices:
        return f"{head}: no notice stands for it"
    verdict = "given away: " if finding.is_given_away(bound) else ""
    lines = [
        f"{head}: {verdict}{finding.rank} of {counted(finding.candidates, 'name')} score as high "
        f"({finding.score:.2f} points, {counted(finding.notices, 'notice')})"
    ]
    lines += [
        f"    {e.points:.2f} {e.signal} ({e.notice.mrn} line {e.notice.line}): {e.detail}"
        for e in finding.evidence
    ]
    return "\n".join(lines)


def place(request: HandlingRequest) -> str:
    """Where a request stands."""
    return f"{request.mrn} {request.para or 'header'}"


def kept_back(corpus: Corpus) -> str:
    """How much the edition withholds."""
    passages = sum(tally.passages for tally in corpus.tallies)
    return f" Withheld: {counted(passages, 'passage')}." if corpus.tallies else ""


def summary(corpus: Corpus) -> str:
    """The cables and what was found in them, in a sentence."""
    paras = sum(f.outline.paras for f in corpus.cables)
    return (
        f"{counted(len(corpus.cables), 'cable')}, {counted(paras, 'paragraph')}; "
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
