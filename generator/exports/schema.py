"""What a field of the exports is: one declaration for tables, JSON Schema and documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

MRN_PATTERN = "^[0-9]{2}[A-Z]+[0-9]+$"
"""The form of a canonical message reference number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a table, or of an object of cable.json. Made by `field`."""

    name: str
    type: str
    """`string` (never empty in a table), `text` (may be empty), `mrn`, `integer`, `number`,
    `boolean`, `date`, `datetime`, or the name of an object of cable.json."""
    many: bool
    """True for a list of these."""
    nullable: bool
    """True where there may be none: null in JSON, an empty cell in CSV."""
    description: str
    values: tuple[str, ...] = ()
    """The only values there are; empty where they are not limited."""


def field(name: str, kind: str, description: str, values: Iterable[str] = ()) -> Field:
    """A field whose kind is a type, in brackets for a list, with `?` behind where it may be null.

    Kinds: `string`, `mrn?`, `[string]`, `[repair]`.
    """
    plain = kind.removesuffix("?")
    return Field(
        name=name,
        type=plain.strip("[]"),
        many=plain.startswith("["),
        nullable=kind.endswith("?"),
        description=description,
        values=tuple(values),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Fields that name a row of another table."""

    fields: tuple[str, ...]
    table: str
    of: tuple[str, ...]
    """The same in the other table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the exports."""

    name: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    """Fields that name a row."""
    foreign: tuple[Key, ...] = ()
    """Which tables its rows belong to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One kind of object in cable.json."""

    description: str
    fields: tuple[Field, ...]


_STRINGS = {"mrn": "string", "text": "string"}
"""Types that JSON and Table Schema know as strings."""


def kind_words(of: Field) -> str:
    """The type for readers: `string`, `integer or null`, `array of string`."""
    name = _STRINGS.get(of.type, of.type)
    return f"{'array of ' if of.many else ''}{name}{' or null' if of.nullable else ''}"


def described(of: Field) -> str:
    """The description with the values that are possible."""
    listed = ", ".join(f"`{value}`" for value in of.values)
    if not listed:
        return of.description
    return f"{of.description} {'One of' if len(of.values) > 1 else 'Now'} {listed}."


# --- Table Schema (Frictionless) -----------------------------------------------------------


def table_schema(table: Table, resource_of: Callable[[str], str]) -> dict[str, Any]:
    """The Table Schema of a table; `resource_of` gives the resource of a table by its name."""
    return {
        "fields": [_table_field(f) for f in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": list(key.fields),
                "reference": {"resource": resource_of(key.table), "fields": list(key.of)},
            }
            for key in table.foreign
        ],
    }


def _table_field(of: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    # An empty cell counts as missing, so that a text that may be empty is not required.
    if not of.nullable and of.type != "text":
        constraints["required"] = True
    if of.type == "mrn" and not of.many:
        constraints["pattern"] = MRN_PATTERN
    if of.values and not of.many:
        constraints["enum"] = list(of.values)
    kind = "array" if of.many else _STRINGS.get(of.type, of.type)
    made: dict[str, Any] = {"name": of.name, "type": kind, "description": of.description}
    return {**made, "constraints": constraints} if constraints else made


# --- JSON Schema ---------------------------------------------------------------------------


def object_schema(shape: Shape) -> dict[str, Any]:
    """The JSON Schema of an object: every field is there, and no other."""
    return {
        "type": "object",
        "description": shape.description,
        "properties": {f.name: _property(f) for f in shape.fields},
        "required": [f.name for f in shape.fields],
        "additionalProperties": False,
    }


def _property(of: Field) -> dict[str, Any]:
    one = _json_type(of)
    made = {"type": "array", "items": one} if of.many else one
    if of.nullable:
        made = {"anyOf": [made, {"type": "null"}]}
    return {"description": of.description, **made}


def _json_type(of: Field) -> dict[str, Any]:
    if of.values:
        return {"enum": list(of.values)}
    match of.type:
        case "mrn":
            return {"type": "string", "pattern": MRN_PATTERN}
        case "date":
            return {"type": "string", "format": "date"}
        case "datetime":
            return {"type": "string", "format": "date-time"}
        case "string" | "text":
            return {"type": "string"}
        case "integer" | "number" | "boolean":
            return {"type": of.type}
        case _:
            return {"$ref": f"#/$defs/{of.type}"}
