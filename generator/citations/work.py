"""What is cited: the facts of a cable that every style and format draws from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from generator.citations.citation_parts import Address
from generator.citations.senders import sender
from generator.model import Cable, Mrn

GENRE = "Cable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A cable as a work to be cited. No text holds a line end or a control character."""

    mrn: Mrn
    author: str
    """The sending post."""
    title: str
    """The subject as typed; empty without one."""
    date: datetime.date | None
    """None for an undated cable."""
    site: str
    """What the collection is called."""
    handling: str
    """Classification and captions; empty where none is known."""
    cable_address: str
    """Where the cable is read: the whole address where the site's is known, else the path."""
    full_address: str
    """The same of the page that holds every para."""

    @property
    def number(self) -> str:
        """Kind and number: `Cable 08MEXICO721`."""
        return f"{GENRE} {self.mrn}"

    @property
    def address(self) -> Address:
        """Where the cable or the para is read."""
        return Address(cable=self.cable_address, para=self.full_address)

    @property
    def whole(self) -> Address:
        """Where the cable is read, whatever of it is cited."""
        return Address(cable=self.cable_address, para=None)


def work_of(cable: Cable, site: str, cable_address: str, full_address: str) -> Work:
    """The cable, which must have a number, as a work in the collection that is called `site`."""
    assert cable.id is not None
    header = cable.header
    return Work(
        mrn=cable.id,
        author=_line(sender(cable)),
        title=_line(header.subject or ""),
        date=header.date,
        site=_line(site),
        handling=_line(" // ".join(filter(None, [header.classification, *header.captions]))),
        cable_address=cable_address,
        full_address=full_address,
    )


def _line(text: str) -> str:
    """One line without control characters and half letters, which no format can carry."""
    if text.isprintable():
        return " ".join(text.split())
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(
        "".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in sound).split()
    )
