"""What an editor's tools read: cables as received, with the spans that an edition withholds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.audit.cables import AuditCable, AuditLine
from generator.editions.concealer import Concealer
from generator.editions.secrets import Cause, rules_of, withholding
from generator.editions.text_lines import (
    FURNITURE,
    ReceivedCable,
    TextSpan,
    all_lines,
    is_furniture,
)
from generator.memory import Bench
from generator.model import EVERYTHING, Anchor, Cable, Curated, Decisions, Edition, Fate, Source
from generator.pipeline import publish
from generator.pipeline.parsing import Looked, held, parse
from generator.text import SourceText


def received_cables(
    sources: Iterable[Source], decisions: Decisions, edition: Edition, bench: Bench
) -> list[ReceivedCable]:
    """The cables as received, without those that `edition` withholds as a whole.

    Raises `ReftelError` where a rule cannot hold.
    """
    looked = Looked(rules_of(edition, decisions.rules), edition.detectors)
    kept, _ = held(parse(sources, looked, lambda name: None, bench))
    read = [one.read for one in kept]
    filed = {item.mrn: item.filed for item in read}
    withheld = withholding(edition, decisions.rules, filed, [item.sought for item in read])
    concealer = Concealer(withheld.secrets)
    return [
        ReceivedCable(
            mrn=item.mrn,
            text=item.text,
            lines=all_lines(item.text, item.filed.cable),
            hidden=_hidden(
                item.text, item.filed.cable, concealer, withheld.paras.get(item.mrn, {})
            ),
        )
        for item in read
        if item.mrn not in withheld.cables
    ]


def _hidden(
    text: str, cable: Cable, concealer: Concealer, paras: Mapping[Anchor, Cause]
) -> Sequence[TextSpan]:
    """The spans of a source that are withheld from it."""
    spans = [(found.start, found.end) for found in concealer.find(text)]
    spans += [(p.span.start, p.span.end) for p in cable.paras if p.anchor in paras]
    if paras:
        starts = SourceText(text).starts
        spans += [
            (starts[line.number - 1], starts[line.number - 1] + len(line.text))
            for line in cable.lines
            if Fate.SUPERSEDED in line.fates
        ]
    return spans


def audit_cables(
    sources: Iterable[Source],
    curated: Curated,
    decisions: Decisions,
    edition: Edition,
    bench: Bench,
) -> list[AuditCable]:
    """The cables that `edition` shows, line by line, unredacted and as shown.

    Raises `ReftelError` where a rule cannot hold.
    """
    given = list(sources)
    whole = publish(given, curated, Decisions(), EVERYTHING, bench=bench).corpus
    shown = publish(given, curated, decisions, edition, bench=bench).corpus
    by_number = {filed.mrn: filed for filed in whole.filed}
    return [
        AuditCable(mrn=filed.mrn, lines=_audit_lines(by_number[filed.mrn].cable, filed.cable))
        for filed in shown.filed
        if filed.mrn is not None
    ]


def _audit_lines(whole: Cable, shown: Cable) -> tuple[AuditLine, ...]:
    return tuple(
        AuditLine(number=line.number, text=line.text, shown=after.text)
        for line, after in zip(whole.lines, shown.lines, strict=True)
        if not FURNITURE.intersection(line.fates) and not is_furniture(line.text)
    )
