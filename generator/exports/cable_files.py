"""`cable.json`: a cable as it was read, with what the collection knows of it; and its schema."""

from __future__ import annotations

from typing import Any

from generator.exports.cable_shapes import CABLE, SHAPES
from generator.exports.collection import ExportSource
from generator.exports.outcomes import told
from generator.exports.schema import object_schema
from generator.model import CableLinks, Mention, Mrn, StoredCable
from generator.model.cable_json import SCHEMA_VERSION, cable_view, to_json
from generator.render import urls


def cable_document(of: ExportSource, mrn: Mrn, item: StoredCable) -> str:
    """The text of a cable's cable.json."""
    return to_json({**cable_view(item.cable), "collection": _known(of, mrn, item)}) + "\n"


def _known(of: ExportSource, mrn: Mrn, item: StoredCable) -> dict[str, Any]:
    links = of.site.links(mrn)
    return {
        "file": item.name,
        "address": of.address(urls.cable_page(mrn)),
        "text_address": of.address(urls.full_page(mrn)),
        "source_address": of.address(urls.source_page(mrn)),
        "references": [told(outcome) for outcome in links.references],
        "mentions": [_mention(mention) for mention in links.mentions],
        "parts": [{"part": part.part, "mrn": part.target} for part in links.parts],
        "cited_by": _cited_by(links),
    }


def _mention(of: Mention) -> dict[str, Any]:
    return {
        "anchor": of.place.anchor,
        "block": of.place.block,
        "start": of.place.start,
        "end": of.place.end,
        "words": of.words,
        "kind": of.kind,
        "leads_to": told(of.outcome),
    }


def _cited_by(links: CableLinks) -> list[dict[str, Any]]:
    return [
        {
            "mrn": citation.citing,
            "letter": citation.letter,
            "anchor": citation.anchor,
            "year_inferred": citation.year_inferred,
        }
        for citation in links.cited_by
    ]


def cable_schema(root: str) -> str:
    """The JSON Schema of cable.json; `root` is the site's address, empty where it is not known."""
    whole = object_schema(CABLE)
    whole["properties"]["collection"] = {"$ref": "#/$defs/collection"}
    name = {"$id": urls.file_address(root, urls.CABLE_SCHEMA)} if root else {}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **name,
        "title": f"A cable, version {SCHEMA_VERSION} of the data",
        **whole,
        "$defs": {name: object_schema(s) for name, s in SHAPES.items() if s is not CABLE},
    }
    return to_json(schema) + "\n"
