"""The files by which quotations are checked, made from what the edition shows.

Each cable's part is made with its pages; the files are put together once all parts are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.citations.citation_parts import Address, Pin, Text
from generator.citations.styles import chicago_note
from generator.citations.work import work_of
from generator.model import Mrn, Page, SiteFeature, SiteInfo
from generator.quotations.fingerprint_files import file_bits, fingerprint_files
from generator.quotations.quotable_text import text_fingerprints
from generator.render import urls
from generator.render.json_files import json_file
from generator.render.page_context import PageContext

CABLES_PER_FILE = 128
"""Cables in a file of numbers and citations."""


class QuotablePart(NamedTuple):
    """What the files need of one cable."""

    mrn: Mrn
    prints: bytes
    """The packed fingerprints of its text."""
    citation: tuple[str, str]
    """The citation before a para is named, and from there to the address."""


def quotable_part(context: PageContext, mrn: Mrn) -> QuotablePart | None:
    """The part of a cable; None if the site does not check quotations."""
    if SiteFeature.QUOTATIONS in context.info.left_out:
        return None
    cable = context.stored_cable(mrn).cable
    note = chicago_note(work_of(cable, context.info.name, "", ""))
    return QuotablePart(mrn, text_fingerprints(cable), citation_halves(note))


def citation_halves(note: Text) -> tuple[str, str]:
    """The words of a note before the place of a para, and from there to the address."""
    pin = next(at for at, piece in enumerate(note) if isinstance(piece, Pin))
    end = next(at for at, piece in enumerate(note) if isinstance(piece, Address))
    return _words(note[:pin]), _words(note[pin + 1 : end])


def _words(pieces: Text) -> str:
    return "".join(piece for piece in pieces if isinstance(piece, str))


def quotation_files(parts: Iterable[QuotablePart], info: SiteInfo) -> Iterator[Page]:
    """The index, the numbers and citations of cables, and the fingerprints; nothing if left out."""
    if SiteFeature.QUOTATIONS in info.left_out:
        return
    by_number = sorted(parts)
    prints = [part.prints for part in by_number]
    bits = file_bits(sum(map(len, prints)) // 4)
    groups = [
        by_number[start : start + CABLES_PER_FILE]
        for start in range(0, len(by_number), CABLES_PER_FILE)
    ]
    index = {
        "cables": len(by_number),
        "bits": bits,
        "rows": CABLES_PER_FILE,
        "first": [group[0].mrn for group in groups],
        "address": info.address,
        "withholds": info.edition.withholds,
    }
    yield json_file(urls.quotation_file("index"), index)
    for number, group in enumerate(groups):
        yield json_file(urls.quotation_file(f"cables-{number}"), _rows(group))
    for number, text in enumerate(fingerprint_files(prints, bits)):
        yield json_file(urls.quotation_file(f"words/{number}"), text)


def _rows(group: Sequence[QuotablePart]) -> list[list[str]]:
    return [[part.mrn, *part.citation] for part in group]
