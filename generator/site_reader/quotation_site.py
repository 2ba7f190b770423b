"""Looks quotations up in the files of a built site, as its page does in a browser."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from generator.errors import ReftelError
from generator.model import Mrn
from generator.quotations.cable_numbers import cable_numbers
from generator.quotations.fingerprint_files import Postings, decode_postings, file_of
from generator.quotations.likely_places import run_places
from generator.quotations.quotable_text import read_cable_json, text_pieces
from generator.quotations.quotation_alignment import StepKind, cable_words
from generator.quotations.quotation_check import Judgement, QuotableCable
from generator.quotations.quotation_words import clean
from generator.quotations.text_check import CheckedText, check_text
from generator.render import site_links, urls

CABLES_IN_MEMORY = 64
FILES_IN_MEMORY = 4096

_NUMBER = re.compile(r"[0-9A-Z]+")
"""The form of a cable's number, which is part of a path."""


class QuotationSource(NamedTuple):
    """Where the words of a quotation are."""

    mrn: Mrn
    anchor: str
    """The first para or heading that has them; empty for the subject."""
    name: str
    """Its name for readers, or that of the first and last para; empty for a heading."""
    address: str
    """Its address; a path within the site if that of the site is unknown."""
    citation: str
    """A note in Chicago style."""


class QuotationSite:
    """The quotation files of a built site; see `QuotationIndex`."""

    def __init__(self, site: Path) -> None:
        """Read the index. Raises `ReftelError` if the site has none."""
        self._site = site
        if not (site / urls.quotation_file("index")).is_file():
            raise ReftelError(
                f"{site} has no files for checking quotations: build the site (reftel build), and "
                "take quotations out of leave_out in mkdocs.yml if it is there."
            )
        self._index: Mapping[str, Any] = self._json(urls.quotation_file("index"))
        self.withholds = bool(self._index["withholds"])
        self.cable = lru_cache(CABLES_IN_MEMORY)(self._cable)
        self._file = lru_cache(FILES_IN_MEMORY)(self._read_file)

    def check(self, text: str) -> CheckedText:
        """The judgement of every quotation in a text."""
        numbers = [self._named(mrn) for mrn in cable_numbers(clean(text))]
        return check_text(text, self, [number for number in numbers if number is not None])

    def postings(self, fingerprint: int) -> Postings:
        """The cables with a fingerprint."""
        file, first = file_of(fingerprint, self._index["bits"])
        return self._file(file, first).get(fingerprint, Postings(0, ()))

    def source(self, judgement: Judgement) -> QuotationSource | None:
        """Where the words of a judgement are; None if no cable has them."""
        if judgement.cable is None:
            return None
        mrn, before, after = self._rows[judgement.cable]
        anchors = dict.fromkeys(
            judgement.words[step.cable.start].anchor
            for step in judgement.steps
            if step.kind is StepKind.SAME
        )
        names = self._names(judgement.cable)
        paras = [anchor for anchor in anchors if anchor in names]
        anchor = next(iter([*paras, *anchors]))
        name = names.get(anchor, "")
        page = urls.full_page(Mrn(mrn)) if anchor else urls.cable_page(Mrn(mrn))
        address = site_links.full_address(self._index["address"], page, anchor)
        pin = f", para. {name.removeprefix('¶')}" if name and "line" not in name else ""
        shown = name if len(paras) < 2 else f"{name} to {names[paras[-1]]}"
        return QuotationSource(Mrn(mrn), anchor, shown, address, f"{before}{pin}{after}{address}.")

    @cached_property
    def _rows(self) -> Sequence[Sequence[str]]:
        """The number and the halves of the citation of each cable."""
        files = range(len(self._index["first"]))
        return [row for n in files for row in self._json(urls.quotation_file(f"cables-{n}"))]

    def _named(self, mrn: str) -> int | None:
        at = bisect_right(self._rows, mrn, key=lambda row: row[0]) - 1
        return at if at >= 0 and self._rows[at][0] == mrn else None

    def _document(self, number: int) -> Any:
        mrn = self._rows[number][0]
        if not _NUMBER.fullmatch(mrn):
            raise ReftelError(f"{self._site} is damaged: {mrn!r} is not the number of a cable.")
        return read_cable_json(self._text(urls.cable_data(Mrn(mrn))))

    def _cable(self, number: int) -> QuotableCable:
        words = cable_words(text_pieces(self._document(number)))
        return QuotableCable(words, run_places(words))

    def _names(self, number: int) -> Mapping[str, str]:
        """The names of the paras of a cable by anchor."""
        return {para.anchor: _para_name(para) for para in self._document(number).paras}

    def _read_file(self, number: int, first: int) -> Mapping[int, Postings]:
        return decode_postings(self._json(urls.quotation_file(f"words/{number}")), first)

    def _json(self, path: str) -> Any:
        return json.loads(self._text(path))

    def _text(self, path: str) -> str:
        try:
            return (self._site / path).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise ReftelError(
                f"{self._site / path} cannot be read ({error}): build the site again."
            ) from error


def _para_name(para: Any) -> str:
    """The name of a para of a `cable.json` for readers, as `model.para_name` gives it."""
    if para.number is not None:
        return f"¶{para.number}"
    return para.letter or f"line {para.span.line}"
