"""Metadata of a page for indexers, link previews and reference managers.

It is written into front matter as a record; the theme's `partials/metadata.html` prints it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator import facts
from generator.citations.senders import sender
from generator.model import (
    Addressee,
    BodyNames,
    Cable,
    Entity,
    EntityKind,
    EntityProfile,
    Mrn,
    SiteFeature,
    SiteInfo,
)
from generator.render import site_links, urls, views
from generator.render.markdown import data_block, plain
from generator.render.renderer import Json, as_json

CABLE_TYPES = ["Report", "Message"]
"""Types in schema.org: a cable is numbered like a report and sent like a message."""

LANGUAGE = "en"

Data = dict[str, Any]
Record = dict[str, Any]
"""`names`: pairs for `<meta name>`; `properties`: pairs for `<meta property>`; `data`: JSON-LD."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CableFacts:
    """The metadata that all pages of a cable share."""

    info: SiteInfo
    cable: Cable
    mrn: Mrn
    names: Json
    """Pairs for `<meta name>`: a citation of any page names the cable."""
    card: list[list[str]]
    """Pairs for `<meta property>` before the page's address."""
    published: list[list[str]]
    """Pairs after it."""
    whole: str
    """JSON-LD of the front page and of the page with the whole cable."""


def markdown_link(info: SiteInfo, file: str) -> dict[str, str]:
    """Front matter with the path of a page's Markdown file, for a link in the page's head."""
    return {} if SiteFeature.MACHINE_READERS in info.left_out else {"markdown": file}


def cable_facts(
    info: SiteInfo, cable: Cable, mrn: Mrn, named: Sequence[EntityProfile]
) -> CableFacts:
    """The metadata that all pages of a cable share; `named` are the entities that it mentions."""
    return CableFacts(
        info=info,
        cable=cable,
        mrn=mrn,
        names=as_json([*_dublin_core(info, cable, mrn), *_citation(info, cable, mrn)]),
        card=_card(info, cable, mrn),
        published=_pairs([("article:published_time", cable.header.iso_date)]),
        whole=data_block(_CONTEXT | _cable(info, cable, mrn, named)),
    )


def cable_record(shared: CableFacts, page: str) -> Record:
    """The record of one page of a cable."""
    address = site_links.full_address(shared.info.address, page) if shared.info.address else ""
    return {
        "names": shared.names,
        "properties": [*shared.card, *_pairs([("og:url", address)]), *shared.published],
        "data": _json_ld(shared, page),
    }


def term_record(info: SiteInfo, short: str, meanings: Sequence[str]) -> Record:
    """The record of a glossary entry."""
    data = {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        **_at(info, urls.term_page(short)),
        "name": plain(short),
        "termCode": plain(short),
        "description": plain("; ".join(meanings)),
        "inDefinedTermSet": _term_set(info),
    }
    return {"names": [], "properties": [], "data": data_block(_filled(data))}


def entity_record(info: SiteInfo, entity: Entity) -> Record:
    """The record of the page of a person, organisation or place."""
    profile, names = entity.profile, entity.names or BodyNames()
    other = [*names.abbreviations, *(name for name, _ in names.full), *names.former]
    data = _CONTEXT | _entity(info, profile)
    data |= {
        "alternateName": [plain(name) for name in other],
        "description": plain(profile.description),
    }
    return {"names": [], "properties": [], "data": data_block(_filled(data))}


def glossary_record(info: SiteInfo) -> Record:
    """The record of the glossary's first page."""
    data = {"@context": "https://schema.org", **_term_set(info), "inLanguage": LANGUAGE}
    return {"names": [], "properties": [], "data": data_block(data)}


# --- Names and properties ------------------------------------------------------------------


def _dublin_core(info: SiteInfo, cable: Cable, mrn: Mrn) -> list[list[str]]:
    header = cable.header
    address = site_links.full_address(info.address, urls.cable_page(mrn)) if info.address else ""
    pairs = [
        ("DC.title", views.subject(cable)),
        ("DC.creator", sender(cable)),
        ("DC.date", header.iso_date),
        ("DC.type", "Cable"),
        ("DC.identifier", mrn),
        ("DC.identifier", address),
        ("DC.language", LANGUAGE),
        *(("DC.subject", code) for code in header.tags),
        ("DCTERMS.accessRights", views.banner(cable)),
    ]
    return _pairs(pairs)


def _citation(info: SiteInfo, cable: Cable, mrn: Mrn) -> list[list[str]]:
    """The tags that Zotero and indexers of scholarly works read."""
    author = sender(cable)
    root, front = info.address, urls.cable_page(mrn)
    pdf = info.pdf and root
    pairs = [
        ("citation_title", views.subject(cable)),
        # The trailing comma keeps reference managers from splitting the post's name: they read
        # "family name, given name", and no given name follows.
        ("citation_author", author.replace(",", "") + ","),
        ("citation_publication_date", cable.header.iso_date.replace("-", "/")),
        ("citation_technical_report_institution", author),
        ("citation_technical_report_number", mrn),
        ("citation_language", LANGUAGE),
        ("citation_keywords", "; ".join(cable.header.tags)),
        ("citation_public_url", site_links.full_address(root, front) if root else ""),
        (
            "citation_pdf_url",
            f"{site_links.full_address(root, front)}{urls.pdf_href(mrn)}" if pdf else "",
        ),
    ]
    return _pairs(pairs)


def _card(info: SiteInfo, cable: Cable, mrn: Mrn) -> list[list[str]]:
    """Open Graph properties, shown where the address is shared."""
    pairs = [
        # Not "website": Zotero would store a cable as a web page.
        ("og:type", "article"),
        ("og:site_name", info.name),
        ("og:title", f"{mrn}: {views.subject(cable)}"),
        ("og:description", f"{views.banner(cable)}. {sender(cable)}"),
    ]
    return _pairs(pairs)


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[name, plain(value)] for name, value in pairs if value.strip(", ")]


# --- JSON-LD -------------------------------------------------------------------------------


_CONTEXT: Data = {"@context": "https://schema.org"}


def _json_ld(shared: CableFacts, page: str) -> str:
    """JSON-LD of the page: of the cable, of a section or of the source."""
    info, cable, mrn = shared.info, shared.cable, shared.mrn
    if page in {urls.cable_page(mrn), urls.full_page(mrn)}:
        return shared.whole
    number = urls.section_number(mrn, page)
    if number is not None:
        part = _section(info, cable, mrn, number)
        return data_block(_CONTEXT | part | {"isPartOf": _in_short(info, cable, mrn)})
    kind = "Source" if page == urls.source_page(mrn) else "Copies"
    data: Data = {"@type": "WebPage", **_at(info, page), "name": f"{kind} of {mrn}"}
    return data_block(_CONTEXT | data | {"about": _in_short(info, cable, mrn)})


def _cable(info: SiteInfo, cable: Cable, mrn: Mrn, named: Sequence[EntityProfile]) -> Data:
    header = cable.header
    sections = range(1, len(cable.sections) + 1) if len(cable.sections) > 1 else ()
    home: Data = {"@type": "Collection", "name": plain(info.name), **_at(info, urls.HOME)}
    date = header.iso_date
    sent = header.dtg.at.strftime("%Y-%m-%dT%H:%M:%SZ") if header.dtg else date
    return _filled(
        {
            **_in_short(info, cable, mrn),
            "identifier": {"@type": "PropertyValue", "propertyID": "MRN", "value": mrn},
            "description": plain(views.banner(cable)),
            "inLanguage": LANGUAGE,
            "dateCreated": date,
            "dateSent": sent,
            "sender": _organisation(header.sender or ""),
            "recipient": [_addressee(a) for a in header.action_addressees],
            "ccRecipient": [_addressee(a) for a in header.info_addressees],
            "about": [_tag(info, code) for code in header.tags],
            "mentions": [_entity(info, profile) for profile in named],
            "isPartOf": home,
            "hasPart": [_section(info, cable, mrn, number) for number in sections],
        }
    )


def _in_short(info: SiteInfo, cable: Cable, mrn: Mrn) -> Data:
    """A short description of a cable."""
    return {
        "@type": CABLE_TYPES,
        **_at(info, urls.cable_page(mrn)),
        "name": plain(views.subject(cable)),
        "reportNumber": mrn,
    }


def _section(info: SiteInfo, cable: Cable, mrn: Mrn, number: int) -> Data:
    section = cable.sections[number - 1]
    data = {
        "@type": "CreativeWork",
        **_at(info, urls.section_page(mrn, number, section)),
        "name": plain(section.title),
        "position": number,
        "pagination": views.para_range(section.paras),
    }
    return _filled(data)


def _addressee(addressee: Addressee) -> Data:
    return _organisation(addressee.name)


def _organisation(name: str) -> Data:
    return {"@type": "Organization", "name": plain(name)} if name else {}


def _tag(info: SiteInfo, code: str) -> Data:
    fact = facts.tags().get(code)
    return {
        "@type": "DefinedTerm",
        **(_at(info, urls.tag_page(code)) if fact else {}),
        "termCode": plain(code),
        "name": fact.meaning if fact else plain(code),
    }


ENTITY_TYPES = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANISATION: "Organization",
    EntityKind.PLACE: "Place",
}
"""The type of each kind of entity in schema.org."""


def _entity(info: SiteInfo, profile: EntityProfile) -> Data:
    page = urls.entity_page(profile.kind, profile.key)
    return {"@type": ENTITY_TYPES[profile.kind], **_at(info, page), "name": plain(profile.name)}


def _term_set(info: SiteInfo) -> Data:
    return {"@type": "DefinedTermSet", **_at(info, urls.GLOSSARY), "name": "Glossary"}


def _at(info: SiteInfo, page: str) -> Data:
    """Address and identifier of a page; empty if the site's address is unknown."""
    if not info.address:
        return {}
    address = site_links.full_address(info.address, page)
    return {"@id": address, "url": address}


def _filled(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in ("", [], {})}
