"""Where the copy of a cable comes from, as archives and publishers want it cited.

Sources: National Archives, General Information Leaflet 17 and the form in use for telegrams in
Access to Archival Databases (number, series, record group, repository); Office of the Historian,
"Citing the Foreign Relations series".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model import Cable, NumberKind

ELECTRONIC_TELEGRAMS = (
    "Central Foreign Policy Files, 1973-79/Electronic Telegrams, "
    "RG 59: General Records of the Department of State"
)
FREEDOM_OF_INFORMATION = "Freedom of Information Act Releases"
OTHER_RELEASES = "Released Records"
FOREIGN_RELATIONS = "Foreign Relations of the United States"

_FRUS = re.compile(
    r"(?:frus(?P<first>\d{4})-(?P<last>\d{2})v(?P<kind>e?)(?P<volume>\d{2})(?:p(?P<part>\d))?/)?"
    r"d(?P<document>\d{1,4})$"
)
"""`frus1969-76ve09p2/d68`: subseries, volume, part and document."""

_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySource:
    """The archive or publisher that a copy comes from, and the place of the copy there."""

    location: str
    """Its number: `1976PORTOV12345`, `Case No. F-2014-99999, Doc No. C05000000`."""
    collection: str
    """The series with its record group, or the volume."""
    archive: str
    """The repository."""

    @property
    def parts(self) -> tuple[str, str, str]:
        """The parts in the order of a citation."""
        return (self.location, self.collection, self.archive)


def copy_source(cable: Cable) -> CopySource | None:
    """The source of the cable's copy; None if the copy does not name one."""
    numbers = {number.kind: number.text for number in reversed(cable.archive_numbers)}
    if NumberKind.ARCHIVES in numbers:
        return CopySource(
            location=numbers[NumberKind.ARCHIVES],
            collection=ELECTRONIC_TELEGRAMS,
            archive="U.S. National Archives",
        )
    words = ((NumberKind.CASE, "Case No."), (NumberKind.DOCUMENT, "Doc No."))
    released = [f"{word} {numbers[kind]}" for kind, word in words if kind in numbers]
    if released:
        # Cases of requests and lawsuits begin with F and FL; other reviews have their own letters.
        is_request = numbers.get(NumberKind.CASE, "").startswith(("F-", "FL-"))
        return CopySource(
            location=", ".join(released),
            collection=FREEDOM_OF_INFORMATION if is_request else OTHER_RELEASES,
            archive="U.S. Department of State",
        )
    return _volume(numbers[NumberKind.FRUS]) if NumberKind.FRUS in numbers else None


def _volume(number: str) -> CopySource:
    """A document of a volume: `Document 68`, `Foreign Relations ..., 1969–1976, Volume E–9`."""
    match = _FRUS.match(number)
    collection = FOREIGN_RELATIONS
    if match is not None and match["first"]:
        first, volume = match["first"], int(match["volume"])
        name = f"E–{volume}" if match["kind"] else _roman(volume)
        part = f", Part {match['part']}" if match["part"] else ""
        collection += f", {first}–{first[:2]}{match['last']}, Volume {name}{part}"
    return CopySource(
        location=f"Document {match['document']}" if match else number,
        collection=collection,
        archive="Office of the Historian, U.S. Department of State",
    )


def _roman(number: int) -> str:
    """A number below 90 as a Roman numeral."""
    digits = ""
    for value, letters in _ROMAN:
        digits += letters * (number // value)
        number %= value
    return digits
