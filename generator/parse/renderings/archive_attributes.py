"""The attributes behind a record of the National Archives: what the archive says of the telegram.

`Label: value`, with a value that may go on over lines, in the alphabetical order of the labels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import facts
from generator.model import Addressee, ArchiveNumber, NumberKind
from generator.parse import header_patterns
from generator.parse.lines import Line
from generator.parse.message import valid_day
from generator.parse.pattern import pattern
from generator.parse.release_marks import ARCHIVES_MARK
from generator.parse.renderings.rendered_text import CopyMetadata

TITLE = pattern(
    r"\s*(?:Message Attributes\s*$|Automatic Decaptioning:)",
    "                Message Attributes",
    "Automatic Decaptioning: X",
)
"""The title, or the first attribute in a copy without it."""
ATTRIBUTE = pattern(
    r"\s*(?P<name>TAGS|(?=[A-Za-z ]{0,40}[a-z])[A-Za-z][A-Za-z]*(?: [A-Za-z]+){0,5}):"
    r"(?:\s+(?P<value>\S.*))?\s*$",
    "From: LA PAZ",
    "Original Handling Restrictions: n/a",
    "TAGS: EIND, EFIN",
)
"""A label has a small letter, so that the words of a subject that goes on are none."""
DOCUMENT_NUMBER = pattern(
    r"(?P<year>\d{4})(?P<post>[A-Z ]{2,6})(?P<number>\d{5,6})$", "1974LAPAZ02576"
)
"""The archive's number: year, six letters of the post and five or six digits."""
FILM_NUMBER = pattern(r"[A-Z]\d{6}-\d{4}$", "D740096-0872", "P750090-1183")
RIDER = pattern(r" OR-[A-Z]$", " OR-M")
"""A note on the originator behind the post."""
EMPTY = ("", "n/a")
"""Values that say nothing, in small letters."""

PAGE_POST_LENGTH = 6
"""The archive truncates the name of a post to this many characters, spaces among them."""

Attributes = Mapping[str, tuple[Line, ...]]
"""The lines of each value, without the label, by label; only those that say something."""


@dataclass(frozen=True, slots=True)
class ArchiveNumberForm:
    """A document number in its parts: `1974LAPAZ02576`."""

    year: int
    post: str
    """Up to six letters of the post."""
    number: int


def read_attributes(lines: Sequence[Line]) -> Attributes:
    """The attributes in lines that hold nothing else but release marks at the ends of pages."""
    values: dict[str, list[Line]] = {}
    name: str | None = None
    for line in lines:
        match = ATTRIBUTE.match(line.text)
        if match is not None:
            name = None if match["name"] in values else match["name"]
            if name is not None:
                start = match.start("value") if match["value"] else len(line.text)
                values[name] = [line.part(start)]
        elif name is not None and not (line.is_blank or ARCHIVES_MARK.match(line.text)):
            values[name].append(line)
    return {name: tuple(value) for name, value in values.items() if _says_something(value)}


def _says_something(value: Sequence[Line]) -> bool:
    return _joined(value).lower() not in EMPTY


def _joined(value: Sequence[Line]) -> str:
    """The lines of a value on one line, with quotation marks as typed."""
    text = " ".join(" ".join(line.text for line in value).split())
    return text.replace("\\'", "'").replace('\\"', '"')


def attribute(attributes: Attributes, name: str) -> str | None:
    """The value on one line; None if the archive is silent."""
    value = attributes.get(name)
    return _joined(value) if value is not None else None


def metadata_of(attributes: Attributes) -> CopyMetadata:
    """What the attributes say of the telegram.

    The number of an airgram is not that of a telegram, so that it has no id.
    """
    post = RIDER.regex.sub("", attribute(attributes, "From") or "")
    classification = attribute(attributes, "Original Classification")
    day = (attribute(attributes, "Draft Date") or "").split()
    number = document_number(attribute(attributes, "Document Number") or "")
    is_airgram = (attribute(attributes, "Type") or "").upper().startswith("AIRGRAM")
    return CopyMetadata(
        number=None if is_airgram or number is None else telegram_number(number, post),
        date=valid_day(day[2], day[1], day[0]) if len(day) == 3 else None,
        classification=classification
        if classification in header_patterns.CLASS_WORDS.values()
        else None,
        post=post or None,
        subject=attribute(attributes, "Subject"),
        tags=attribute(attributes, "TAGS"),
        sender=post or None,
        action=_addressees(attributes.get("To", ())),
        captions=_captions(attribute(attributes, "Original Handling Restrictions") or ""),
        references=attributes.get("Reference", ()),
    )


def document_number(text: str) -> ArchiveNumberForm | None:
    """The parts of `1974LAPAZ02576`; None for a number of another form."""
    match = DOCUMENT_NUMBER.match(text)
    if match is None:
        return None
    return ArchiveNumberForm(
        int(match["year"]), match["post"].replace(" ", ""), int(match["number"])
    )


def telegram_number(number: ArchiveNumberForm, post: str) -> str | None:
    """The MRN: `1974LAPAZ02576` from `LA PAZ` is `74LAPAZ2576`; None unless the two agree."""
    if not post or number.post not in truncated_posts(post):
        return None
    return f"{number.year % 100:02}{_letters(post)}{number.number}"


def number_in_name(name: str, mrn: str | None, post: str | None) -> ArchiveNumber | None:
    """The archive's number that is the name of a copy without attributes: `1976PORTOV31810`.

    None unless it is that of the telegram `mrn` of `post`.
    """
    number = document_number(name)
    if number is None or mrn is None or telegram_number(number, post or "") != mrn:
        return None
    return ArchiveNumber(kind=NumberKind.ARCHIVES, text=name)


def truncated_posts(post: str) -> tuple[str, str]:
    """The letters of a post as the archive truncates it: `USUN NEW YORK` is `USUNN` or `USUNNE`."""
    return _letters(post[:PAGE_POST_LENGTH]), _letters(post)[:PAGE_POST_LENGTH]


def _letters(text: str) -> str:
    return re.sub("[^A-Z]", "", text)


def _addressees(value: Sequence[Line]) -> tuple[Addressee, ...]:
    """The addressees of `To`, which spaces part: `STATE     BRASILIA`."""
    names = [name for line in value for name in re.split(r"\s{2,}|,", line.text.strip()) if name]
    return tuple(Addressee(routing=None, name=n, precedence=None, serial=None) for n in names)


def _captions(text: str) -> tuple[str, ...]:
    """The captions in a list, as far as they are known ones: `STADIS, EXDIS`."""
    names = dict.fromkeys(name.strip().upper() for name in text.split(","))
    return tuple(name for name in names if name in facts.captions())


def archive_numbers(attributes: Attributes) -> tuple[ArchiveNumber, ...]:
    """The document number, and the numbers of the microfilm: `D740133-1069, D740146-0871`."""
    document = attribute(attributes, "Document Number")
    films = (attribute(attributes, "Film Number") or "").replace(",", " ").split()
    numbers = [ArchiveNumber(kind=NumberKind.ARCHIVES, text=document)] if document else []
    numbers.extend(
        ArchiveNumber(kind=NumberKind.FILM, text=film)
        for film in dict.fromkeys(films)
        if FILM_NUMBER.match(film)
    )
    return tuple(numbers)
