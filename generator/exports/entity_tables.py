"""The tables of people, organisations and places, and of the words that name them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from generator.exports.collection import ExportSource, Row
from generator.exports.schema import ForeignKey, Table, field
from generator.exports.shared_fields import CABLE_KEY, MRN_FIELD, PARA_KEY, PLACE_FIELDS
from generator.model import BodyNames, Entity, EntityKind, Mrn
from generator.render import urls

_KIND = field("kind", "string", "Whether it is a person, an organisation or a place.", EntityKind)
_KEY = field("key", "string", "Its name in addresses, unique within the kind.")
_ENTITY_KEY = ForeignKey(fields=("kind", "key"), table="entities", target_fields=("kind", "key"))


class OtherNameForm(StrEnum):
    """The form of a name of an organisation."""

    ABBREVIATION = "abbreviation"
    FULL = "full name"
    FORMER = "former name"


ENTITIES = Table(
    name="entities",
    description="The people, organisations and places that the cables name.",
    primary_key=("kind", "key"),
    fields=(
        _KIND,
        _KEY,
        field("name", "string", "Its name."),
        field("description", "string?", "What it is, in a few words."),
        field("mentions", "integer", "Number of mentions: rows in table `names`."),
        field("cables", "integer", "Number of cables that name it."),
        field("address", "string", "Address of its page."),
    ),
)

ALIASES = Table(
    name="aliases",
    description="The names of an organisation besides the one for readers.",
    primary_key=("kind", "key", "position"),
    foreign_keys=(_ENTITY_KEY,),
    fields=(
        _KIND,
        _KEY,
        field("position", "integer", "Position among its other names, from 1."),
        field("name", "string", "The name or abbreviation."),
        field("form", "string", "What it is.", OtherNameForm),
        field("language", "string?", "Code (BCP 47) of its language; null for English."),
    ),
)

NO_PLACE = (None,) * 6
"""Para, block and offsets of a name outside the paras."""

NAMES = Table(
    name="names",
    description="The words that name a person, an organisation or a place, by cable and position.",
    primary_key=("mrn", "position"),
    foreign_keys=(
        CABLE_KEY,
        PARA_KEY,
        _ENTITY_KEY,
    ),
    fields=(
        MRN_FIELD,
        field("position", "integer", "Position among the cable's mentions, from 1."),
        _KIND,
        _KEY,
        field("written", "string", "The words as typed, on one line."),
        field(
            "outside",
            "string?",
            "How a cable names a person outside its paras: `signature`, `drafted by`, `TAGS line` "
            "and so on; null in a para.",
        ),
        field("anchor", "string?", "The para with the words; null outside paras."),
        *PLACE_FIELDS,
    ),
)


def entity_rows(source: ExportSource, entity: Entity) -> Iterator[Row]:
    """The row of an entity."""
    profile = entity.profile
    yield (
        profile.kind,
        profile.key,
        profile.name,
        profile.description or None,
        len(entity.mentions) + len(entity.outside),
        len(entity.cables),
        source.address(urls.entity_page(profile.kind, profile.key)),
    )


def alias_rows(source: ExportSource, entity: Entity) -> Iterator[Row]:
    """A row for each other name of an organisation."""
    names = entity.names or BodyNames()
    rows = [
        *((short, OtherNameForm.ABBREVIATION, None) for short in names.abbreviations),
        *((name, OtherNameForm.FULL, language or None) for name, language in names.full),
        *((name, OtherNameForm.FORMER, None) for name in names.former),
    ]
    for position, row in enumerate(rows, 1):
        yield (entity.profile.kind, entity.profile.key, position, *row)


def name_rows(source: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """A row for each mention of an entity in a cable, in the order of its text.

    Names outside its paras come last.
    """
    order = {para.anchor: at for at, para in enumerate(source.site.held[mrn].paras)}
    mentions = sorted(
        source.site.named_by(mrn),
        key=lambda m: (order[m.place.anchor], m.place.block, m.place.start, m.id),
    )
    for position, mention in enumerate(mentions, 1):
        yield (
            mrn,
            position,
            mention.kind,
            mention.key,
            mention.words,
            None,
            *source.place(mrn, mention.place),
        )
    outside = source.site.named_outside(mrn)
    for position, (person, how, words) in enumerate(outside, len(mentions) + 1):
        yield (mrn, position, person.kind, person.key, words, how, *NO_PLACE)
