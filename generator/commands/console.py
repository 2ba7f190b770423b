"""What the commands print."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
import yaml

from generator import pipeline
from generator.audit.audit import Finding
from generator.curated.correction_entries import correction_entry
from generator.editions.near_misses import NearMiss
from generator.model import Corpus, HandlingRequest, RequestState
from generator.model.diagnostic_codes import CODES, Severity
from generator.model.diagnostics import excerpt, format_at, printable, printable_lines
from generator.places.doubtful_names import DoubtfulName

MAX_PLACES = 3
"""Places shown for one spelling."""

AUDIT_LIMITS = (
    "The audit compares words, roles, lists, counts and lengths in these cables. It cannot see "
    "what readers know from other sources: publications, photographs, common knowledge about a "
    "person, or style."
)


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on a terminal; elsewhere one line at the start.

    Gives the function to call, with a name, after each of `length` steps. Further steps are not
    shown: files may turn out to hold several cables.
    """
    if not sys.stderr.isatty():
        click.echo(f"{label}: {length}", err=True)
        yield lambda name: None
        return
    with ExitStack() as open_bar:
        bar = open_bar.enter_context(click.progressbar(length=length, label=label, file=sys.stderr))

        def step(name: str) -> None:
            if bar.pos < length:
                bar.update(1)
                if bar.pos >= length:  # what is printed next begins on a line of its own
                    open_bar.close()

        yield step


@contextmanager
def progress_in_bytes(label: str, total: int) -> Iterator[Callable[[int, str], None]]:
    """A progress bar on a terminal; elsewhere one line at the start.

    Gives the function to call with the bytes done, of `total`, and what is being done.
    """
    if not sys.stderr.isatty():
        click.echo(f"{label}: {total:,} bytes", err=True)
        yield lambda done, name: None
        return
    with click.progressbar(
        length=total, label=label, file=sys.stderr, item_show_func=lambda name: name
    ) as bar:
        yield lambda done, name: bar.update(done - bar.pos, name)


def print_diagnostics(corpus: Corpus, least: Severity) -> None:
    """Print the diagnostics of at least this severity."""
    order = list(Severity)
    for name, diagnostic in corpus.diagnostics:
        if order.index(diagnostic.severity) <= order.index(least):
            click.echo(format_at(diagnostic, corpus.place(name, diagnostic.line)), err=True)


def print_faults(faults: Iterable[str]) -> None:
    """Print faults of editors' files, each with file and line."""
    for fault in faults:
        click.echo(f"error: {printable(fault)}", err=True)


def print_findings(corpus: Corpus) -> None:
    """Print all diagnostics, each with the entry for the correction that it advises."""
    cables = {stored.name: stored for stored in corpus.cables}
    for name, diagnostic in corpus.diagnostics:
        click.echo(format_at(diagnostic, corpus.place(name, diagnostic.line)), err=True)
        if CODES[diagnostic.code].correction is not None:
            cable = cables[name].cable if name in cables else None
            entry = correction_entry(name, diagnostic, cable)
            click.echo(entry, err=True, nl=bool(entry))


def print_status(text: str) -> None:
    """Print a message to standard error, after the program's name."""
    click.echo(f"reftel: {printable_lines(text)}", err=True)


def format_doubtful(name: DoubtfulName) -> str:
    """A name that may be a place, with the places and what an editor can do."""
    often = "once" if name.count == 1 else f"{name.count:,} times"
    places = ", ".join(name.keys)
    return (
        f"content/cables: note: '{printable_lines(name.words)}' may be a place ({places}); left "
        f"open {often}\n    to do: if it is one, add it to content/curated/places.yml"
    )


def format_request(request: HandlingRequest) -> str:
    """A request with place, state, sentence and answer."""
    answer = f"\n    {request.answer}" if request.answer else ""
    head = f"{request_place(request)}: {request.state} ({request.words})"
    return f"{head}\n    “{excerpt(request.sentence)}”{answer}"


def request_place(request: HandlingRequest) -> str:
    """The cable and para of a request."""
    return f"{request.mrn} {request.para or 'header'}"


def state_counts(requests: Iterable[HandlingRequest]) -> str:
    """The number of requests in each state."""
    count = Counter(request.state for request in requests)
    return ", ".join(f"{count[state]} {state}" for state in RequestState)


def format_near_miss(miss: NearMiss) -> str:
    """A spelling close to a withheld name: its first places, and the lines to paste."""
    places = [f"    {p.mrn} line {p.line}: “{p.around}”" for p in miss.places[:MAX_PLACES]]
    if len(miss.places) > MAX_PLACES:
        places.append(f"    and {quantity(len(miss.places) - MAX_PLACES, 'more place')}")
    words = yaml.safe_dump([miss.words], default_flow_style=True, allow_unicode=True, width=1000)
    entry = words.strip()
    return "\n".join(
        [
            f"{miss.rule}: “{miss.words}”: {miss.kind}, close to “{miss.item}”",
            *places,
            f"    to withhold it: names: {entry}",
            f"    to dismiss it: not_meant: {entry}",
        ]
    )


def format_finding(finding: Finding, bound: int) -> str:
    """How well a withheld name is hidden: its rank among all names, and the evidence.

    It is given away if at most `bound` names score as high.
    """
    head = f"{finding.rule}: “{finding.item}”"
    if not finding.notices:
        return f"{head}: no notice for this name"
    verdict = "given away: " if finding.is_given_away(bound) else ""
    lines = [
        f"{head}: {verdict}{finding.rank} of {quantity(finding.candidates, 'name')} score as high "
        f"({finding.score:.2f} points, {quantity(finding.notices, 'notice')})"
    ]
    lines += [
        f"    {e.points:.2f} {e.signal} ({e.notice.mrn} line {e.notice.line}): {e.detail}"
        for e in finding.evidence
    ]
    return "\n".join(lines)


def withheld_summary(corpus: Corpus) -> str:
    """How much the edition withholds, as a sentence after a blank; empty if it has no rules."""
    passages = sum(tally.passages for tally in corpus.tallies)
    return f" Withheld: {quantity(passages, 'passage')}." if corpus.tallies else ""


def build_summary(build: pipeline.EditionBuild) -> str:
    """The numbers of cables, paras and diagnostics, as a sentence."""
    cables = build.corpus.cables
    paras = sum(f.outline.paras for f in cables)
    return (
        f"{quantity(len(cables), 'cable')}, {quantity(paras, 'paragraph')}; "
        f"{quantity(pipeline.count_errors(build), 'error')}, "
        f"{quantity(pipeline.count(build.corpus, Severity.WARNING), 'warning')}, "
        f"{quantity(pipeline.count(build.corpus, Severity.NOTE), 'note')}."
    )


def quantity(number: int, noun: str) -> str:
    """A number with its noun: `1 cable`, `2 cables`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def relative_path(path: Path) -> str:
    """A path relative to the current folder if it is below it, else the whole path."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
