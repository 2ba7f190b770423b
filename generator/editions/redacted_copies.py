"""What an edition withholds from a copy beside the main copy of its cable.

Rules name paras of the main copy: they apply to the same text in each other copy. Words that one
copy strikes out are withheld from the others.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from generator.copies.comparison import CableCopy, copy_facts
from generator.copies.copy_words import copy_text
from generator.copies.same_paras import same_paras
from generator.editions.conceal import Concealer
from generator.editions.parsed_sources import ParsedSource, source_cable
from generator.editions.redaction import Redaction, Redactor, SourceCable
from generator.editions.struck import struck_passages
from generator.editions.text_lines import TextSpan, all_lines, merged_spans
from generator.errors import reporting_faults
from generator.execution.result_cache import CachedRunner, Digest, digest, digest_of
from generator.model import Anchor, StoredCable
from generator.model.compared_copies import CopyNote

DECLASSIFIED = "declassified"
"""A mark with this word says that a review withheld the passage, until a later one releases it.
Other marks protect somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCopy:
    """A copy of a cable other than the main copy."""

    source: ParsedSource
    main: ParsedSource
    marked: tuple[ParsedSource, ...]
    """The other files of the cable that strike something out."""

    @property
    def digest(self) -> Digest:
        """Covers these files and what editors say of them."""
        sources = (self.source, self.main, *self.marked)
        return digest(*(digest(source.digest, digest_of(source.note)) for source in sources))


def copy_cable(copy: OtherCopy, withheld_paras: Collection[Anchor]) -> SourceCable:
    """A copy as `Redactor` takes it; `withheld_paras` are those of the main copy."""
    main, own = copy.main.stored.cable, copy.source.stored.cable
    paras: dict[Anchor, Anchor] = {}
    if withheld_paras:
        pairs = same_paras(copy_text(main), copy_text(own), withheld_paras)
        paras = dict(reversed(pairs))
    return replace(
        source_cable(copy.source),
        main_paras=paras,
        struck=tuple(merged_spans(_struck(copy))),
    )


def _struck(copy: OtherCopy) -> Iterator[TextSpan]:
    """The words of a copy that another one strikes out, but for what a later review released."""
    text, lines = copy.source.text, None
    for other in copy.marked:
        lines = lines or all_lines(text, copy.source.stored.cable)
        other_lines = all_lines(other.text, other.stored.cable)
        for passage in struck_passages(other.text, other_lines, text, lines):
            mark = other.text[slice(*passage.mark_span)].lower()
            if DECLASSIFIED not in mark or not _is_later(copy.source, other):
                yield passage.words_span


def _is_later(source: ParsedSource, other: ParsedSource) -> bool:
    day, other_day = _day(source), _day(other)
    return day is not None and other_day is not None and day > other_day


def _day(source: ParsedSource) -> datetime.date | None:
    return copy_facts(CableCopy(source.stored.name, source.stored.cable, source.note)).date


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCopy:
    """A copy as an edition shows it."""

    stored: StoredCable
    note: CopyNote


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedCopy:
    """A copy before and after an edition withholds something from it."""

    source: ParsedSource
    redaction: Redaction | None
    """None where nothing is withheld."""
    shown: ShownCopy


def redact_copies(
    copies: Sequence[OtherCopy],
    redactor: Redactor | None,
    concealer: Concealer,
    items_digest: Digest,
    runner: CachedRunner,
) -> list[RedactedCopy]:
    """Each copy as the edition shows it; `items_digest` covers everything that is withheld."""
    redactions: Iterable[Redaction | None] = repeat(None, len(copies))
    if redactor is not None:
        redactions = runner.map(
            _redact_copy,
            (redactor, concealer),
            copies,
            lambda copy: digest(items_digest, copy.digest),
        )
    return [
        RedactedCopy(
            source=copy.source,
            redaction=redaction,
            shown=_shown_copy(copy, redaction, concealer, items_digest),
        )
        for copy, redaction in zip(copies, redactions, strict=True)
    ]


def _redact_copy(context: tuple[Redactor, Concealer], copy: OtherCopy) -> Redaction | None:
    redactor, concealer = context
    name = concealer.conceal_name(copy.source.stored.name)
    with reporting_faults(name):
        cable = copy_cable(copy, redactor.withheld_paras(copy.source.mrn))
        return redactor.redaction(cable, name, concealer.conceal_with)


def _shown_copy(
    copy: OtherCopy, redaction: Redaction | None, concealer: Concealer, items_digest: Digest
) -> ShownCopy:
    """A copy with its redaction."""
    stored = copy.source.stored
    name = concealer.conceal_name(stored.name)
    if redaction is not None or name != stored.name:
        cable = stored.cable if redaction is None else redaction.cable
        stored = StoredCable(name=name, cable=cable, digest=digest(items_digest, copy.digest))
    return ShownCopy(stored=stored, note=shown_note(copy.source.note, concealer))


def shown_note(note: CopyNote, concealer: Concealer) -> CopyNote:
    """What editors say of a copy, as the edition shows it."""
    if note.publisher is None:
        return note
    return replace(note, publisher=concealer.conceal(note.publisher))
