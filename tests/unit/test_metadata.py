"""What machines read of a page: the header's facts, addresses where they are known, no markup."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import yaml

from generator import parse_cable
from generator.model import Cable, Mrn, SiteInfo
from generator.render import urls
from generator.render.markdown import data_block
from generator.render.metadata import cable_facts, cable_record, glossary_record, term_record
from tests.site.conftest import SAMPLE

ROOT = "https://cables.example.org/"
KNOWN = SiteInfo(name="Example cables", address=ROOT)
UNKNOWN = SiteInfo(name="Example cables")

MRN = Mrn("08MEXICO721")
CABLE = parse_cable(SAMPLE.read_text(encoding="utf-8"), name=MRN)
FRONT = urls.cable_page(MRN)


def record(info: SiteInfo, page: str = FRONT, cable: Cable = CABLE) -> dict[str, Any]:
    made = cable_record(cable_facts(info, cable, MRN, ()), page)
    return {**made, "names": json.loads(made["names"])}


def data(info: SiteInfo, page: str = FRONT, cable: Cable = CABLE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(record(info, page, cable)["data"])
    return found


def values(pairs: Sequence[Sequence[str]], name: str) -> list[str]:
    return [value for key, value in pairs if key == name]


def test_dublin_core_tells_the_header() -> None:
    names = record(KNOWN)["names"]
    assert values(names, "DC.title") == [CABLE.header.subject]
    assert values(names, "DC.creator") == ["U.S. Embassy Mexico"]
    assert values(names, "DC.date") == ["2008-03-11"]
    assert values(names, "DC.identifier") == [MRN, f"{ROOT}cables/{MRN}/"]
    assert values(names, "DC.subject") == list(CABLE.header.tags)
    assert values(names, "DCTERMS.accessRights") == ["UNCLASSIFIED // SIPDIS // SENSITIVE"]


def test_reference_managers_find_a_numbered_report() -> None:
    names = record(KNOWN)["names"]
    assert values(names, "citation_title") == [CABLE.header.subject]
    assert values(names, "citation_technical_report_number") == [MRN]
    assert values(names, "citation_technical_report_institution") == ["U.S. Embassy Mexico"]
    assert values(names, "citation_publication_date") == ["2008/03/11"]
    assert values(names, "citation_public_url") == [f"{ROOT}cables/{MRN}/"]
    assert values(names, "citation_pdf_url") == []


def test_a_post_is_not_parted_into_given_and_family_name() -> None:
    """Zotero parts a name at its last blank, but for one that holds a comma."""
    (author,) = values(record(KNOWN)["names"], "citation_author")
    assert author == "U.S. Embassy Mexico,"


def test_a_pdf_is_named_where_there_is_one_and_its_address_is_known() -> None:
    (pdf,) = values(record(replace(KNOWN, pdf=True))["names"], "citation_pdf_url")
    assert pdf == f"{ROOT}cables/{MRN}/{MRN}.pdf"
    assert values(record(replace(UNKNOWN, pdf=True))["names"], "citation_pdf_url") == []


def test_a_card_for_shared_addresses_has_words_only() -> None:
    properties = record(KNOWN)["properties"]
    assert values(properties, "og:title") == [f"{MRN}: {CABLE.header.subject}"]
    assert values(properties, "og:url") == [f"{ROOT}cables/{MRN}/"]
    assert not [name for name, _ in properties if "image" in name]


def test_nothing_that_needs_an_address_is_told_without_one() -> None:
    told = record(UNKNOWN)
    assert values(told["names"], "citation_public_url") == []
    assert values(told["properties"], "og:url") == []
    assert "url" not in data(UNKNOWN)
    assert "@id" not in data(UNKNOWN)
    text = told["data"].replace("https://schema.org", "")
    assert "http" not in text


def test_the_data_of_a_cable_equal_its_header() -> None:
    found, header = data(KNOWN), CABLE.header
    assert found["@type"] == ["Report", "Message"]
    assert found["name"] == header.subject
    assert found["reportNumber"] == found["identifier"]["value"] == MRN
    assert found["dateSent"] == "2008-03-11T22:19:00Z"
    assert found["sender"]["name"] == header.sender
    assert [r["name"] for r in found["recipient"]] == [a.name for a in header.action_addressees]
    assert [r["name"] for r in found["ccRecipient"]] == [a.name for a in header.info_addressees]
    assert [t["termCode"] for t in found["about"]] == list(header.tags)
    assert [p["name"] for p in found["hasPart"]] == [s.title for s in CABLE.sections]
    assert found["@id"] == f"{ROOT}cables/{MRN}/"


def test_whole_cable_and_front_page_tell_of_one_thing() -> None:
    assert data(KNOWN, urls.full_page(MRN)) == data(KNOWN)


def test_a_section_is_a_part_of_its_cable() -> None:
    for number, section in enumerate(CABLE.sections, 1):
        found = data(KNOWN, urls.section_page(MRN, number, section))
        assert found["name"] == section.title
        assert found["position"] == number
        assert found["isPartOf"]["reportNumber"] == MRN
        part = data(KNOWN)["hasPart"][number - 1]
        assert {k: v for k, v in found.items() if k not in {"@context", "isPartOf"}} == part


def test_the_source_is_a_page_about_the_cable() -> None:
    found = data(KNOWN, urls.source_page(MRN))
    assert found["@type"] == "WebPage"
    assert found["about"]["reportNumber"] == MRN


def test_a_damaged_cable_tells_only_what_it_has() -> None:
    bare = parse_cable("¶1. Text without a header.\n", name=MRN)
    found = data(KNOWN, cable=bare)
    assert found["dateSent"] == found["dateCreated"] == "2008", "the year in the cable's number"
    assert "sender" not in found
    assert "hasPart" not in found
    names = record(KNOWN, cable=bare)["names"]
    assert all(value for _, value in names)
    assert values(names, "DC.date") == values(names, "citation_publication_date") == ["2008"]


def test_a_term_belongs_to_the_glossary() -> None:
    found = json.loads(term_record(KNOWN, "INM", ["Instituto", "Institute"])["data"])
    assert found["@type"] == "DefinedTerm"
    assert (found["termCode"], found["description"]) == ("INM", "Instituto; Institute")
    glossary = json.loads(glossary_record(KNOWN)["data"])
    assert glossary["@type"] == "DefinedTermSet"
    assert found["inDefinedTermSet"]["@id"] == glossary["@id"] == f"{ROOT}glossary/"
    assert "description" not in json.loads(term_record(KNOWN, "ZZQ", [])["data"])


# --- Text stays text -------------------------------------------------------------------------

HOSTILE = '</script><script>alert(1)</script> "q" & <!-- \u2028 \u2029 ]]> \x00 \ud800'


def test_no_sign_of_a_text_ends_the_data_block() -> None:
    told = data_block({"name": HOSTILE})
    assert not set(told) & set("<>&\u2028\u2029")
    assert told.isascii()


def test_a_hostile_subject_is_read_back_as_it_is() -> None:
    hostile = replace(CABLE, header=replace(CABLE.header, subject=HOSTILE))
    told = record(KNOWN, cable=hostile)
    shown = '</script><script>alert(1)</script> "q" & <!-- ]]> ␀ \\ud800'
    assert json.loads(told["data"])["name"] == shown
    assert values(told["names"], "DC.title") == [shown], "the theme escapes it, once"


def test_the_record_comes_through_front_matter_unchanged() -> None:
    hostile = replace(CABLE, header=replace(CABLE.header, subject=HOSTILE))
    told = record(KNOWN, cable=hostile)
    assert yaml.safe_load(yaml.safe_dump(told, allow_unicode=True, width=10**9)) == told
