"""The RO-Crate metadata of a package: `ro-crate-metadata.json`."""

from __future__ import annotations

import importlib
import json
from types import ModuleType

from generator.archiving.package_facts import PackageFacts
from generator.errors import ReftelError
from generator.render.cable_bars import counted

METADATA_FILE = "ro-crate-metadata.json"

VERSION = "1.1"
"""The version of RO-Crate: the one that most programs read."""

_STANDARDS = {
    "https://tei-c.org/guidelines/p5/": "TEI P5",
    "https://www.loc.gov/ead/": "EAD 3",
    "https://www.loc.gov/standards/premis/v3/": "PREMIS 3",
    "https://specs.frictionlessdata.io/data-package/": "Data Package",
}

_TEI, _EAD, _PREMIS, _DATA_PACKAGE = _STANDARDS

_FOLDERS = {
    "cables": (
        "Cables",
        "A folder for each cable: its text as TEI, its source as the edition shows it, what was "
        "read from it as JSON, and what was done to it as PREMIS events.",
        (_TEI, _PREMIS),
    ),
    "finding-aids": ("Finding aids", "By post and year, and by cable.", (_EAD,)),
    "exports": (
        "Tables",
        "All cables, paragraphs and links as CSV and JSON Lines.",
        (_DATA_PACKAGE,),
    ),
}
"""Name, description and standards of each folder of the payload."""

_FILES = {
    "README.txt": ("What is where", "text/plain", ()),
    "manifest.json": ("What the edition was made from", "application/json", ()),
    "premis.xml": ("What was done to the collection", "application/xml", (_PREMIS,)),
    "finding-aids/collection.xml": ("Finding aid of the collection", "application/xml", (_EAD,)),
    "exports/datapackage.json": ("Description of the tables", "application/json", (_DATA_PACKAGE,)),
    "exports/cable.schema.json": ("Schema of the files cable.json", "application/schema+json", ()),
}
"""Name, media type and standards of single files of the payload."""


def rocrate_library() -> ModuleType:
    """The library that writes RO-Crates. Raises `ReftelError` if it is not installed."""
    try:
        return importlib.import_module("rocrate.rocrate")
    except ImportError as error:
        raise ReftelError("packages need RO-Crate: pip install 'reftel[archive]'.") from error


def crate_metadata(facts: PackageFacts, cables: int) -> str:
    """The text of the metadata file of a package with this number of cables.

    It names folders, not each cable: it does not grow with the collection.
    """
    crate = rocrate_library().ROCrate(version=VERSION)
    root = crate.root_dataset
    root["name"] = f"{facts.collection} (edition {facts.edition})"
    root["description"] = facts.description or f"{counted(cables, 'diplomatic cable')}."
    root["datePublished"] = facts.date
    publisher = {"@id": "#publisher", "@type": "Organization", "name": facts.collection}
    if facts.address:
        root["url"] = publisher["url"] = facts.address
    root["author"] = root["publisher"] = crate.add_jsonld(publisher)
    root["creator"] = crate.add_jsonld(
        {"@id": "#program", "@type": "SoftwareApplication", "name": facts.program}
    )
    root["license"] = crate.add_jsonld(
        {"@id": "#rights", "@type": "CreativeWork", "name": "No licence is stated"}
    )
    for address, name in _STANDARDS.items():
        crate.add_jsonld({"@id": address, "@type": "CreativeWork", "name": name, "url": address})
    for path, (name, description, standards) in _FOLDERS.items():
        crate.add_dataset(
            dest_path=f"{path}/",
            properties={"name": name, "description": description, **_conforms(standards)},
        )
    for path, (name, media_type, standards) in _FILES.items():
        crate.add_file(
            dest_path=path,
            properties={"name": name, "encodingFormat": media_type, **_conforms(standards)},
        )
    graph = crate.metadata.generate()
    return json.dumps(graph, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _conforms(standards: tuple[str, ...]) -> dict[str, object]:
    """The standards of a file or folder; a single one is not a list, as RO-Crate recommends."""
    links = [{"@id": address} for address in standards]
    return {"conformsTo": links[0] if len(links) == 1 else links} if links else {}
