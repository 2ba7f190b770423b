"""The data of a cable that all citation styles and formats use."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from generator.citations.citation_parts import Address
from generator.citations.copy_sources import CopySource, copy_source
from generator.citations.senders import sender
from generator.model import Cable, CableOrOutline, Mrn

GENRE = "Cable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A cable as a work to cite. No text contains line ends or control characters."""

    mrn: Mrn
    author: str
    """The sending post."""
    title: str
    """The subject as typed; empty without one."""
    date: datetime.date | None
    """None if the day is unknown."""
    year: int | None
    """None for an undated cable."""
    site: str
    """Name of the collection."""
    handling: str
    """Classification and captions; empty if unknown."""
    copy_source: CopySource | None
    """Where the copy comes from; None if it does not say."""
    cable_address: str
    """Address of the cable: full if the site's address is known, otherwise the path."""
    full_address: str
    """Address of the page with every para."""

    @property
    def number(self) -> str:
        """Kind and number: `Cable 08MEXICO721`."""
        return f"{GENRE} {self.mrn}"

    @property
    def origin(self) -> tuple[str, ...]:
        """Where the copy comes from, in parts: number, collection, archive; empty if unknown."""
        return self.copy_source.parts if self.copy_source else ()

    @property
    def address(self) -> Address:
        """Address of the cable or the para."""
        return Address(cable=self.cable_address, para=self.full_address)

    @property
    def whole(self) -> Address:
        """Address of the cable, even if a para is cited."""
        return Address(cable=self.cable_address, para=None)


def work_of(cable: Cable, site: str, cable_address: str, full_address: str) -> Work:
    """The cable, which must have a number, as a work in the collection named `site`."""
    assert cable.id is not None
    header = cable.header
    return Work(
        mrn=cable.id,
        author=_line(sender(cable)),
        title=_line(header.subject or ""),
        date=header.date,
        year=header.year,
        site=_line(site),
        handling=_line(handling(cable)),
        copy_source=_source_on_one_line(cable),
        cable_address=cable_address,
        full_address=full_address,
    )


def _source_on_one_line(cable: Cable) -> CopySource | None:
    source = copy_source(cable)
    return source and replace(source, location=_line(source.location))


def handling(cable: CableOrOutline) -> str:
    """Classification and captions in one line; empty if unknown."""
    return " // ".join(filter(None, [cable.header.classification, *cable.header.captions]))


def _line(text: str) -> str:
    """Text on one line, without control characters and lone surrogates, which no format allows."""
    if text.isprintable():
        return " ".join(text.split())
    encodable = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(
        "".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in encodable).split()
    )
