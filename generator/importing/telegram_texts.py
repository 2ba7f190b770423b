"""From a decoded text to the telegrams in it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from generator.importing.decoding import within_limits
from generator.importing.imported_parts import ImportedPart, Outcome, Telegram, refused
from generator.importing.telegram_names import telegram_name, text_suffix
from generator.model import Source
from generator.model.diagnostics import Diagnostic
from generator.parse.renderings.contained_text import ContainedText
from generator.parse.renderings.containers import split_container
from generator.parse.stages import parse_cable

NO_TELEGRAM_CODES = frozenset({"not-a-cable", "file-empty", "form-unknown"})
"""Codes of diagnostics that say that a text is no telegram."""


def sentence(diagnostic: Diagnostic) -> str:
    """A diagnostic as the reason why a file is not imported."""
    place = f"line {diagnostic.line}: " if diagnostic.line is not None else ""
    return f"{place}{diagnostic.message}: {diagnostic.advice}"


def telegrams_of_text(source: Source, data: bytes | None = None) -> Iterator[ImportedPart]:
    """The parts of a decoded text, in order.

    `data` are the bytes of the text; a text that is one telegram is written as these bytes.
    """
    if source.text is None:
        yield refused("; ".join(map(sentence, source.diagnostics)))
        return
    if not source.text.strip():
        yield _whole(source.text, "the file is empty: put the telegram into it, or remove it")
        return
    notes = tuple(map(sentence, source.diagnostics))
    position = 0
    for part in split_container(source.text):
        end = position + len(part.text) - part.repeated
        is_whole = end - position == len(source.text)
        whole = data if is_whole else None
        read = _read_part(part, source.name, whole, is_whole=is_whole)
        yield replace(read, line=part.first_line, start=position, end=end, notes=notes)
        position = end
    if position != len(source.text):
        rest = f"{len(source.text) - position:,} characters are in no part: please report this"
        yield replace(refused(rest), place="rest", start=position, end=len(source.text))


def _whole(text: str, reason: str) -> ImportedPart:
    return replace(refused(reason), end=len(text))


def _read_part(
    part: ContainedText, name: str, data: bytes | None, *, is_whole: bool
) -> ImportedPart:
    """A part of a text as a telegram, if it is one. `data` are its bytes if it is the whole."""
    if part.left_out is not None:
        return ImportedPart(place=part.label, outcome=Outcome.LEFT_OUT, reason=part.left_out)
    limited = within_limits(Source(name=name, text=part.text, diagnostics=()))
    if limited.text is None:
        return replace(refused("; ".join(map(sentence, limited.diagnostics))), place=part.label)
    stem, suffix = posixpath.splitext(posixpath.basename(name))
    cable = parse_cable(part.text, name=stem if is_whole else None)
    for diagnostic in cable.diagnostics:
        if diagnostic.code in NO_TELEGRAM_CODES:
            return replace(refused(sentence(diagnostic)), place=part.label)
    written = data if data is not None else part.text.encode("utf-8", "surrogatepass")
    own = stem if is_whole else f"{stem}-{part.label}"
    return ImportedPart(
        place=part.label,
        outcome=Outcome.TELEGRAM,
        telegram=Telegram(
            name=telegram_name(cable.id, own, written),
            suffix=text_suffix(part.text, suffix),
            data=written,
            text=part.text,
            number=cable.id,
            rendering=cable.rendering,
        ),
    )
