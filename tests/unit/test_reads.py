"""What was looked up is known again by digests, which must hold all that the values say."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any

import pytest

from generator.model import Event, EventSource, Place, Term, Use
from generator.render import lookups as reads


def named(getter: attrgetter[Any]) -> list[str]:
    """The attributes that an `attrgetter` gets."""
    return list(getter.__reduce__()[1])


def leaves(kind: Any) -> list[str]:
    """The fields of a class, those of a place one by one; of an enumeration its value."""
    values = {"status": "status._value_"}
    place = [f"place.{field.name}" for field in fields(Place)]
    names = [field.name for field in fields(kind)]
    return [n for name in names for n in (place if name == "place" else [values.get(name, name)])]


@pytest.mark.parametrize(
    ("kind", "getter"), [(Use, reads.use_values), (EventSource, reads.telling_values)]
)
def test_a_plain_form_has_every_field(kind: type, getter: attrgetter[Any]) -> None:
    assert sorted(named(getter)) == sorted(leaves(kind))


def test_terms_and_events_are_told_whole() -> None:
    """Where a field is new, `render/reads.py` must tell it."""
    names = ["abbreviation", "senses", "uses", "marking_counts", "renamings"]
    assert [f.name for f in fields(Term)] == names
    assert [f.name for f in fields(Event)] == ["first", "last", "precision", "sources"]
