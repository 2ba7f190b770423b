"""Files of one number: chooses the main copy of each cable, and compares the others with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.copies.comparison import (
    CableCopy,
    compare_copies,
    other_words,
    released_passages,
)
from generator.copies.copy_words import copy_text
from generator.copies.earlier_copies import earlier_copies
from generator.copies.main_copy import main_copy
from generator.copies.text_differences import is_same_telegram
from generator.editions.parsed_sources import ParsedSource, SkippedSource, source_cable
from generator.editions.redacted_copies import OtherCopy, ShownCopy
from generator.editions.struck import has_mark
from generator.errors import reporting_faults
from generator.execution.result_cache import CachedRunner, digest, digest_of
from generator.model import Mrn, StoredCable, mrn_order
from generator.model.compared_copies import CopyNote, StoredCopies, pack
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.pipeline.cable_summaries import CableSummary
from generator.pipeline.parse_results import ParsedCable, ParseResult

NO_NOTE = CopyNote()
"""The note on a file of which editors say nothing."""


def with_copy_note(result: ParseResult, note: CopyNote) -> ParseResult:
    """The result for a source, with what editors say about the file."""
    if result.cable is None or note == NO_NOTE:
        return result
    source = replace(result.cable.source, note=note)
    return replace(result, cable=replace(result.cable, source=source))


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedCables:
    """The cables of a collection, each number once."""

    cables: tuple[ParsedCable, ...]
    """The main copy of each cable, in the order of their numbers."""
    copies: tuple[OtherCopy, ...]
    """The other copies, in the order of numbers, then of files."""
    skipped: tuple[SkippedSource, ...]
    """All other sources."""

    @property
    def sources(self) -> Iterator[ParsedSource]:
        """The files whose text is shown: the main copies, then the others."""
        yield from (cable.source for cable in self.cables)
        yield from (copy.source for copy in self.copies)


@dataclass(frozen=True, slots=True)
class _CopyRoles:
    """The roles of the files of one number, given by their indexes."""

    main: int
    copies: tuple[int, ...]
    """Other copies of the same text."""
    strangers: tuple[int, ...]
    """Files with the same number and another text."""


def select_cables(results: Sequence[ParseResult], runner: CachedRunner) -> SelectedCables:
    """The main copy of each cable, and its other copies.

    A file with the number of a cable and another text is skipped with an error.
    """
    by_number: dict[Mrn, list[ParsedCable]] = {}
    for result in results:
        if result.cable is not None:
            by_number.setdefault(result.cable.source.mrn, []).append(result.cable)
    groups = [group for group in by_number.values() if len(group) > 1]
    roles = runner.map(
        _roles,
        None,
        [[cable.source for cable in group] for group in groups],
        lambda group: digest(*(digest(s.stored.digest, digest_of(s.note)) for s in group)),
    )
    cables = {mrn: group[0] for mrn, group in by_number.items() if len(group) == 1}
    copies: list[OtherCopy] = []
    skipped = [result.skipped for result in results if result.skipped is not None]
    for group, role in zip(groups, roles, strict=True):
        main = group[role.main]
        cables[main.source.mrn] = main
        copies += _copy_sources([cable.source for cable in group], role)
        skipped += [_stranger(group[n].source, main.source) for n in role.strangers]
    return SelectedCables(
        cables=tuple(sorted(cables.values(), key=lambda cable: mrn_order(cable.source.mrn))),
        copies=tuple(sorted(copies, key=lambda copy: mrn_order(copy.source.mrn))),
        skipped=tuple(skipped),
    )


def _roles(context: None, group: Sequence[ParsedSource]) -> _CopyRoles:
    with reporting_faults(group[0].stored.name):
        files = [CableCopy(s.stored.name, s.stored.cable, s.note) for s in group]
        main = main_copy(files)
        text = copy_text(files[main].cable)
        others = [n for n in range(len(group)) if n != main]
        same = [n for n in others if is_same_telegram(text, copy_text(files[n].cable))]
        return _CopyRoles(main, tuple(same), tuple(n for n in others if n not in same))


def _copy_sources(group: Sequence[ParsedSource], role: _CopyRoles) -> Iterator[OtherCopy]:
    """The other copies of a cable, each with a diagnostic that says so."""
    main = group[role.main]
    marked = [n for n in (role.main, *role.copies) if has_mark(group[n].text)]
    for index in role.copies:
        others = tuple(group[n] for n in marked if n != index)
        notes = (*group[index].diagnostics, *_copy_diagnostics(group[index], main))
        source = replace(group[index], diagnostics=notes)
        yield OtherCopy(source=source, main=main, marked=others)


def _copy_diagnostics(source: ParsedSource, main: ParsedSource) -> Iterator[Diagnostic]:
    yield diagnostic("mrn-copy", mrn=source.mrn, other=main.stored.name)
    if source.note.is_main:
        yield diagnostic("copy-main-twice", mrn=source.mrn, other=main.stored.name)


def _stranger(source: ParsedSource, main: ParsedSource) -> SkippedSource:
    """A source whose number another file has, with another text."""
    fault = diagnostic("mrn-duplicate", mrn=source.mrn, other=main.stored.name)
    return SkippedSource(
        name=source.stored.name,
        received=source_cable(source),
        diagnostics=(*source.diagnostics, fault),
    )


# --- Comparison -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _CopyGroup:
    """The copies of one cable, as an edition shows them."""

    mrn: Mrn
    main: ShownCopy
    others: tuple[ShownCopy, ...]
    has_earlier: bool
    """Whether earlier copies within the files are compared too."""

    @property
    def digest(self) -> bytes:
        """Covers all that the comparison depends on."""
        copies = [(c.stored.name, c.stored.digest, c.note) for c in (self.main, *self.others)]
        return digest_of((self.mrn, copies, self.has_earlier))


def compare_all(
    cables: Sequence[StoredCable],
    summaries: Sequence[CableSummary],
    notes: Mapping[Mrn, CopyNote],
    copies: Mapping[Mrn, tuple[ShownCopy, ...]],
    para_rules: frozenset[Mrn],
    runner: CachedRunner,
) -> Mapping[Mrn, StoredCopies]:
    """The copies of each cable of which there are several, compared as the edition shows them.

    Earlier copies within a file are left out if a rule withholds paras of the cable: the edition
    shows nothing of them.
    """
    groups = []
    for stored, summary in zip(cables, summaries, strict=True):
        mrn, others = summary.mrn, copies.get(summary.mrn, ())
        has_earlier = mrn not in para_rules and (summary.has_earlier_copies or bool(others))
        if others or has_earlier:
            main = ShownCopy(stored=stored, note=notes.get(mrn, NO_NOTE))
            groups.append(_CopyGroup(mrn, main, others, has_earlier))
    compared = runner.map(_compare, None, groups, lambda group: group.digest)
    return {copies.mrn: copies for copies in compared if copies is not None}


def _compare(context: None, group: _CopyGroup) -> StoredCopies | None:
    """The comparison of a cable's copies; None if there is one copy only."""
    with reporting_faults(group.main.stored.name):
        files = [
            CableCopy(copy.stored.name, copy.stored.cable, copy.note)
            for copy in (group.main, *group.others)
        ]
        earlier = [
            replace(file, cable=cable, line=line)
            for file in (files if group.has_earlier else ())
            for line, cable in earlier_copies(file.cable)
        ]
        others = [*files[1:], *earlier]
        if not others:
            return None
        compared = compare_copies(files[0], others)
        return StoredCopies(
            mrn=group.mrn,
            digest=group.digest,
            released=tuple(released_passages(group.mrn, compared)),
            numbers=tuple(dict.fromkeys(n for c in compared.comparisons for n in c.other.numbers)),
            other_words=tuple(dict.fromkeys(other_words(compared))),
            pickled=pack(compared),
        )
