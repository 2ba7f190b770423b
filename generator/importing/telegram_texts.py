"""From a decoded text to the telegrams in it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from generator.importing.decoding import within_limits
from generator.importing.imported_parts import ImportedPart, Outcome, Telegram, refused
from generator.importing.telegram_names import telegram_name, text_suffix
from generator.model import Mrn, Source
from generator.model.diagnostics import Diagnostic
from generator.parse.identity import identify_cable
from generator.parse.renderings.contained_text import ContainedText
from generator.parse.renderings.containers import split_container
from generator.parse.stages import parse_cable

NO_TELEGRAM_CODES = frozenset({"not-a-cable", "file-empty", "form-unknown"})
"""Codes of diagnostics that say that a text is not a telegram."""

ADVICE = {
    "not-a-cable": "leave it out, or compare its layout with a telegram that is read",
    "file-too-large": "if it holds several telegrams, save each as a file of its own",
}
"""What to do about a text that is not imported, where it is not what builds advise."""


def sentence(diagnostic: Diagnostic) -> str:
    """A diagnostic as the reason why a file is not imported, with what to do."""
    return f"{diagnostic.message}: {ADVICE.get(diagnostic.code, diagnostic.advice)}"


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
        read = read_part(part, source.name, whole, is_whole=is_whole)
        yield replace(read, line=part.first_line, start=position, end=end, notes=notes)
        position = end
    if position != len(source.text):
        rest = f"{len(source.text) - position:,} characters are in no part: please report this"
        yield replace(refused(rest), place="rest", start=position, end=len(source.text))


def _whole(text: str, reason: str) -> ImportedPart:
    return replace(refused(reason), end=len(text))


def read_part(
    part: ContainedText, name: str, data: bytes | None, *, is_whole: bool
) -> ImportedPart:
    """A part of a text as a telegram, if it is one.

    `data` are the bytes of a part that is the whole file `name`, which may give its number.
    """
    if part.left_out is not None:
        return ImportedPart(place=part.label, outcome=Outcome.LEFT_OUT, reason=part.left_out)
    limited = within_limits(Source(name=name, text=part.text, diagnostics=()))
    if limited.text is None:
        return replace(refused("; ".join(map(sentence, limited.diagnostics))), place=part.label)
    stem, suffix = posixpath.splitext(posixpath.basename(name))
    written = data if data is not None else part.text.encode("utf-8", "replace")
    identified = _identify(part.text, stem, written, part.label, is_whole=is_whole)
    if isinstance(identified, Diagnostic):
        return replace(refused(sentence(identified)), place=part.label)
    number, rendering, own = identified
    return ImportedPart(
        place=part.label,
        outcome=Outcome.TELEGRAM,
        telegram=Telegram(
            name=own,
            suffix=text_suffix(part.text, suffix),
            data=written,
            text=part.text,
            number=number,
            rendering=rendering,
        ),
    )


def _identify(
    text: str, stem: str, data: bytes, label: str, *, is_whole: bool
) -> tuple[Mrn | None, str, str] | Diagnostic:
    """The number of a telegram, its rendering and the name of its file; why it is none if it is.

    `stem` is the name of its source without suffix, from which a number may be read.
    """
    name = stem if is_whole else None
    identity = identify_cable(text, name=name)
    if identity is not None:
        return identity.number, identity.rendering, telegram_name(identity.number, stem, data)
    cable = parse_cable(text, name=name)
    for diagnostic in cable.diagnostics:
        if diagnostic.code in NO_TELEGRAM_CODES:
            return diagnostic
    if any(n.text == name for n in cable.archive_numbers) and stem not in text:
        return cable.id, cable.rendering, stem  # the only place of the archive's number
    own = stem if is_whole else f"{stem}-{label}"
    return cable.id, cable.rendering, telegram_name(cable.id, own, data)
