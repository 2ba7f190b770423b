"""Fields of the exports, declared once for tables, JSON Schema and documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

MRN_PATTERN = "^[0-9]{2}[A-Z]+[0-9]+$"
"""The form of a canonical message reference number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a table, or of an object of cable.json. Create it with `field`."""

    name: str
    type: str
    """`string` (never empty in a table), `text` (may be empty), `mrn`, `integer`, `number`,
    `boolean`, `date`, `datetime`, or the name of an object of cable.json."""
    is_list: bool
    """True for a list of this type."""
    nullable: bool
    """True if the value may be missing: null in JSON, an empty cell in CSV."""
    description: str
    allowed_values: tuple[str, ...] = ()
    """All possible values; empty if any value is possible."""


def field(name: str, kind: str, description: str, values: Iterable[str] = ()) -> Field:
    """Declare a field.

    `kind` is its type, in brackets for a list, followed by `?` if nullable: `string`, `mrn?`,
    `[string]`, `[repair]`.
    """
    plain = kind.removesuffix("?")
    return Field(
        name=name,
        type=plain.strip("[]"),
        is_list=plain.startswith("["),
        nullable=kind.endswith("?"),
        description=description,
        allowed_values=tuple(values),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """Fields that identify a row of another table."""

    fields: tuple[str, ...]
    table: str
    """The name of the other table."""
    target_fields: tuple[str, ...]
    """The corresponding fields of the other table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the exports."""

    name: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    """The fields that identify a row."""
    foreign_keys: tuple[ForeignKey, ...] = ()
    """The rows of other tables that its rows belong to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One kind of object in cable.json."""

    description: str
    fields: tuple[Field, ...]


_STRINGS = {"mrn": "string", "text": "string"}
"""Types that are strings in JSON and Table Schema."""


def type_words(field: Field) -> str:
    """The type for readers: `string`, `integer or null`, `array of string`."""
    name = _STRINGS.get(field.type, field.type)
    return f"{'array of ' if field.is_list else ''}{name}{' or null' if field.nullable else ''}"


def full_description(field: Field) -> str:
    """The description, followed by the possible values if they are limited."""
    values = ", ".join(f"`{value}`" for value in field.allowed_values)
    if not values:
        return field.description
    return f"{field.description} {'One of' if len(field.allowed_values) > 1 else 'Now'} {values}."


# --- Table Schema (Frictionless) -----------------------------------------------------------


def table_schema(table: Table, resource_of: Callable[[str], str]) -> dict[str, Any]:
    """The Table Schema of a table; `resource_of` returns the resource name of a table."""
    return {
        "fields": [_table_field(f) for f in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
        "foreignKeys": [
            {
                "fields": list(key.fields),
                "reference": {
                    "resource": resource_of(key.table),
                    "fields": list(key.target_fields),
                },
            }
            for key in table.foreign_keys
        ],
    }


def _table_field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    # An empty cell counts as missing, so a text that may be empty cannot be required.
    if not field.nullable and field.type != "text":
        constraints["required"] = True
    if field.type == "mrn" and not field.is_list:
        constraints["pattern"] = MRN_PATTERN
    if field.allowed_values and not field.is_list:
        constraints["enum"] = list(field.allowed_values)
    kind = "array" if field.is_list else _STRINGS.get(field.type, field.type)
    schema: dict[str, Any] = {"name": field.name, "type": kind, "description": field.description}
    return {**schema, "constraints": constraints} if constraints else schema


# --- JSON Schema ---------------------------------------------------------------------------


def object_schema(shape: Shape) -> dict[str, Any]:
    """The JSON Schema of an object: all fields are required, and no others allowed."""
    return {
        "type": "object",
        "description": shape.description,
        "properties": {f.name: _property_schema(f) for f in shape.fields},
        "required": [f.name for f in shape.fields],
        "additionalProperties": False,
    }


def _property_schema(field: Field) -> dict[str, Any]:
    schema = _type_schema(field)
    if field.is_list:
        schema = {"type": "array", "items": schema}
    if field.nullable:
        schema = {"anyOf": [schema, {"type": "null"}]}
    return {"description": field.description, **schema}


def _type_schema(field: Field) -> dict[str, Any]:
    if field.allowed_values:
        return {"enum": list(field.allowed_values)}
    match field.type:
        case "mrn":
            return {"type": "string", "pattern": MRN_PATTERN}
        case "date":
            return {"type": "string", "format": "date"}
        case "datetime":
            return {"type": "string", "format": "date-time"}
        case "string" | "text":
            return {"type": "string"}
        case "integer" | "number" | "boolean":
            return {"type": field.type}
        case _:
            return {"$ref": f"#/$defs/{field.type}"}
