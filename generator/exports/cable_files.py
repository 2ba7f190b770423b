"""Make `cable.json`, a cable as read with its links in the collection, and its JSON Schema."""

from __future__ import annotations

from typing import Any

from generator.exports.cable_shapes import CABLE, SHAPES
from generator.exports.collection import ExportSource
from generator.exports.outcomes import outcome_object
from generator.exports.schema import object_schema
from generator.model import CableLinks, Mention, Mrn, StoredCable
from generator.model.cable_json import SCHEMA_VERSION, cable_view, to_json
from generator.render import site_links, urls


def cable_document(source: ExportSource, mrn: Mrn, item: StoredCable) -> str:
    """The text of the cable.json of the cable `mrn`."""
    return (
        to_json({**cable_view(item.cable), "collection": _collection_object(source, mrn, item)})
        + "\n"
    )


def _collection_object(source: ExportSource, mrn: Mrn, item: StoredCable) -> dict[str, Any]:
    links = source.site.links(mrn)
    return {
        "file": item.name,
        "address": source.address(urls.cable_page(mrn)),
        "text_address": source.address(urls.full_page(mrn)),
        "source_address": source.address(urls.source_page(mrn)),
        "references": [outcome_object(outcome) for outcome in links.references],
        "mentions": [_mention_object(mention) for mention in links.mentions],
        "parts": [{"part": part.part, "mrn": part.target} for part in links.parts],
        "same_text": [
            {"mrn": other.mrn, "shared": other.shared, "words": other.words}
            for other in links.same_text
        ],
        "cited_by": _citation_objects(links),
    }


def _mention_object(mention: Mention) -> dict[str, Any]:
    return {
        "anchor": mention.place.anchor,
        "block": mention.place.block,
        "start": mention.place.start,
        "end": mention.place.end,
        "words": mention.words,
        "kind": mention.kind,
        "leads_to": outcome_object(mention.outcome),
    }


def _citation_objects(links: CableLinks) -> list[dict[str, Any]]:
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
    """The JSON Schema of cable.json; `root` is the site's address, empty if unknown."""
    cable = object_schema(CABLE)
    cable["properties"]["collection"] = {"$ref": "#/$defs/collection"}
    identifier = {"$id": site_links.file_address(root, urls.CABLE_SCHEMA)} if root else {}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **identifier,
        "title": f"A cable, version {SCHEMA_VERSION} of the data",
        **cable,
        "$defs": {name: object_schema(s) for name, s in SHAPES.items() if s is not CABLE},
    }
    return to_json(schema) + "\n"
