"""Reports editors' corrections that do not fit their source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.corrections.header_values import field_text
from generator.corrections.placing import CUT
from generator.model import HEADER_KINDS, NOTHING, Cable, Correction, Source
from generator.model.diagnostics import Diagnostic, diagnostic, excerpt
from generator.pipeline.parse_results import ParseResult


def with_stale_corrections(source: Source, result: ParseResult) -> ParseResult:
    """The result for a source with a diagnostic for each correction that was not applied.

    A file that cannot be read has none: its corrections may fit.
    """
    if result.cable is not None:
        parsed = result.cable.source
        stale = tuple(_stale(source, parsed.stored.cable, parsed.corrections))
        parsed = replace(parsed, diagnostics=(*parsed.diagnostics, *stale))
        return replace(result, cable=replace(result.cable, source=parsed))
    skipped = result.skipped
    if skipped is None or skipped.received is None:
        return result
    received = skipped.received
    stale = tuple(_stale(source, received.cable, received.corrections))
    return replace(result, skipped=replace(skipped, diagnostics=(*skipped.diagnostics, *stale)))


def _stale(source: Source, cable: Cable, applied: tuple[Correction, ...]) -> Iterator[Diagnostic]:
    fitting = frozenset(applied)
    for correction, entry in zip(source.corrections, source.correction_lines, strict=True):
        if correction not in fitting:
            line = correction.line if (correction.line or 0) <= len(cable.lines) else None
            yield diagnostic(
                "correction-stale",
                line=line,
                text=cable.lines[line - 1].text if line is not None else "",
                kind=correction.kind,
                entry=entry,
                was=excerpt(correction.was),
                state=_present_words(cable, correction),
            )


def _present_words(cable: Cable, correction: Correction) -> str:
    """What is there instead of the words that a correction expects."""
    if correction.kind in HEADER_KINDS:
        text = field_text(cable, correction.kind)
        return "none was read" if text == NOTHING else f"'{excerpt(text)}' was read"
    line = correction.line or 0
    if line > len(cable.lines):
        return f"the file has {len(cable.lines)} lines"
    words = " ".join(correction.was.removesuffix(CUT).split())
    if words not in " ".join(cable.lines[line - 1].text.split()):
        return "the line has other words"
    return "no such change can be made there"
