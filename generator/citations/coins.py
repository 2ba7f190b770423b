"""A cable as COinS: a citation within a page, with which reference managers take whole lists.

The form is OpenURL 1.0 (ANSI/NISO Z39.88-2004), format "book", genre "report": key and value
pairs, percent-encoded, in the title of an empty `<span class="Z3988">`.
"""

from __future__ import annotations

import urllib.parse

from generator.citations.senders import sender
from generator.citations.work import GENRE
from generator.model import Mrn, Outline

_FIXED = "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook&rft.genre=report"


def coins(cable: Outline, mrn: Mrn, address: str) -> str:
    """The pairs of a cable; `address` is its full address, empty if that is unknown.

    The format has no field for the number of a report, so the number is in the series:
    `rft.series=Cable%2008LIMA12`.
    """
    pairs = {
        "rft.btitle": cable.header.subject or "",
        "rft.aucorp": sender(cable),
        "rft.date": cable.header.iso_date,
        "rft.series": f"{GENRE} {mrn}",
        "rft_id": address,
    }
    written = [f"{key}={_encoded(value)}" for key, value in pairs.items() if value]
    return "&".join([_FIXED, *written])


def _encoded(text: str) -> str:
    """Text on one line, percent-encoded as UTF-8."""
    return urllib.parse.quote(" ".join(text.split()), safe="", errors="replace")
