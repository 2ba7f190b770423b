"""What tests of packages share: the text of TEI documents, schemas, facts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from generator.archiving.package_facts import PackageFacts
from generator.archiving.tei_document import tei_document
from generator.archiving.xml_text import XmlTemplates
from generator.disk import packaged_templates
from generator.model import Cable, CableLinks, Corpus, Mrn
from tests.cases import FIXTURES

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

FACTS = PackageFacts(
    collection="Example cables",
    description="Cables for examples.",
    address="https://cables.example.org/",
    edition="public",
    date="2026-03-01",
    program="reftel 1.0",
)

NOT_TEXT = frozenset({"gap", "sic", "orig", "pb"})
"""Elements whose content is not of the para's text."""


@cache
def xml_templates() -> XmlTemplates:
    folder = packaged_templates() / "archive"
    return XmlTemplates({p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.j2")})


@cache
def schema(name: str) -> etree.RelaxNG:
    """The schema of the files that packages contain: `tei`, `ead`, `premis`."""
    return etree.RelaxNG(etree.parse(FIXTURES / "schemas" / f"{name}.rng"))


def faults(name: str, text: str | bytes) -> list[str]:
    """The faults that a schema finds in a document."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    checked = schema(name)
    checked.validate(etree.fromstring(data))
    return [str(error) for error in checked.error_log]


def tei_of(cable: Cable, links: CableLinks | None = None, mrn: str = "08LIMA1") -> str:
    """The TEI document of a cable; without links, its references are left out."""
    return tei_document(
        xml_templates(),
        FACTS,
        Mrn(mrn),
        cable,
        links or CableLinks(),
        "https://cables.example.org/",
    )


def teis_of(corpus: Corpus) -> dict[Mrn, str]:
    """The TEI documents of all cables."""
    cables = [stored.cable for stored in corpus.cables]
    return {c.id: tei_of(c, corpus.links[c.id], c.id) for c in cables if c.id is not None}


def para_texts(document: str | bytes) -> dict[str, str]:
    """The text of each para of a TEI document by its anchor, as the README of packages says."""
    data = document.encode("utf-8") if isinstance(document, str) else document
    return {
        div.attrib[XML_ID]: "\n\n".join(filter(None, map(_text, div.iter(f"{TEI}p"))))
        for div in etree.fromstring(data).iter(f"{TEI}div")
        if div.get("type") == "para"
    }


def _text(element: etree._Element) -> str:
    name = element.tag.removeprefix(TEI)
    if name == "lb":
        return "\n"
    if name in NOT_TEXT or (name == "label" and element.get("type") in ("marking", "leading")):
        return ""
    inner = (_text(child) + (child.tail or "") for child in element)
    return (element.text or "") + "".join(inner)


def package_texts(folder: Path) -> dict[str, bytes]:
    """The content of each file of a package by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
