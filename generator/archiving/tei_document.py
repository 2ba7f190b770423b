"""A cable as a TEI P5 document: header, text, and the list of repairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.archiving.package_facts import PackageFacts
from generator.archiving.placed_repairs import placed_repairs
from generator.archiving.tei_blocks import block_xml, choice, gap_xml, lost_page, target_of
from generator.archiving.xml_text import Xml, XmlTemplates, xml_text
from generator.model import (
    REPAIR_RULES,
    Anchor,
    Cable,
    CableLinks,
    Mention,
    Mrn,
    Para,
    ResolvedTarget,
)
from generator.model.diagnostic_codes import CODES
from generator.render.cable_bars import counted

LOST_AT_END = frozenset({"text-cut", "text-truncated"})
"""Diagnostics of a copy whose end is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _TeiHeading:
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _TeiPara:
    anchor: Anchor
    number: str
    gaps_before: Sequence[Xml]
    blocks: Sequence[Xml]


@dataclass(frozen=True, slots=True, kw_only=True)
class _TeiSection:
    heading: _TeiHeading | None
    paras: Sequence[_TeiPara]


def tei_document(
    templates: XmlTemplates,
    facts: PackageFacts,
    mrn: Mrn,
    cable: Cable,
    links: CableLinks,
    address: str,
) -> str:
    """The TEI document of a cable; `address` is that of its page."""
    header = cable.header
    missing = list(cable.pages_missing)
    body = _TeiBody(mrn, cable, links, missing)
    sections = [body.section(index) for index in range(len(cable.sections))]
    recipients = [("action", to.name) for to in header.action_addressees]
    recipients += [("information", to.name) for to in header.info_addressees]
    return templates.render(
        "tei.xml.j2",
        **{name: getattr(facts, name) for name in ("collection", "edition", "date", "program")},
        address=address,
        mrn=mrn,
        cable=cable,
        header=header,
        title=header.subject or mrn,
        paragraphs=counted(len(cable.paras), "paragraph"),
        notes=list(_notes(cable)),
        recipients=recipients,
        references=list(_references(mrn, cable, links)),
        keywords=list(_keywords(cable)),
        sections=sections,
        gaps_after=body.gaps_after(),
        repairs=list(_repairs(cable)),
    )


class _TeiBody:
    """The paras of a cable in their order, with the gaps between them."""

    def __init__(self, mrn: Mrn, cable: Cable, links: CableLinks, missing: list[int]) -> None:
        self._mrn = mrn
        self._cable = cable
        self._missing = missing
        self._repairs = placed_repairs(cable)
        self._gaps = list(cable.gaps)
        self._mentions: Mapping[Anchor, list[Mention]] = defaultdict(list)
        for mention in links.mentions:
            self._mentions[mention.place.anchor].append(mention)

    def section(self, index: int) -> _TeiSection:
        section = self._cable.sections[index]
        heading = section.heading
        return _TeiSection(
            heading=None
            if heading is None
            else _TeiHeading(text=heading.text, anchor=heading.anchor),
            paras=[self._para(para) for para in section.paras],
        )

    def gaps_after(self) -> list[Xml]:
        """The gaps below the last para, missing pages among them, and what a cut copy lacks."""
        codes = {diagnostic.code for diagnostic in self._cable.diagnostics}
        end = [Xml('<gap reason="lost" extent="unknown"/>')] if codes & LOST_AT_END else []
        return [*map(gap_xml, self._gaps), *map(lost_page, self._missing), *end]

    def _para(self, para: Para) -> _TeiPara:
        above = [gap for gap in self._gaps if gap.line < para.span.line]
        self._gaps = self._gaps[len(above) :]
        number = para.letter if para.number is None else str(para.number)
        repairs, mentions = self._repairs[para.anchor], self._mentions.get(para.anchor, [])
        return _TeiPara(
            anchor=para.anchor,
            number=number or "",
            gaps_before=[*map(gap_xml, above)],
            blocks=[
                block_xml(self._mrn, para, index, repairs, mentions, self._missing)
                for index in range(len(para.blocks))
            ],
        )


def _notes(cable: Cable) -> Iterator[tuple[str, str]]:
    """Kind and text of what the header says otherwise, and of what is wrong with the copy."""
    header = cable.header
    yield from (("passing", line) for line in header.passing)
    named = {
        "transmission": header.transmission_id,
        "station": header.station,
        "precedence": header.precedence,
        "executive-order": header.executive_order,
        "classified-by": header.classified_by,
        "declassify-on": header.declassify_on,
    }
    yield from ((kind, text) for kind, text in named.items() if text)
    yield from (("person-in-tags", person) for person in header.tag_persons)
    yield from (("release", mark.text) for mark in cable.release_marks)
    yield from (("copy", d.message) for d in cable.diagnostics if CODES[d.code].for_readers)


def _references(
    mrn: Mrn, cable: Cable, links: CableLinks
) -> Iterator[tuple[str | None, str, str, str]]:
    """Letter, address in the package, number and words of each reference of the header."""
    for reference, outcome in zip(cable.header.references, links.references, strict=True):
        held = outcome if isinstance(outcome, ResolvedTarget) else None
        number = held.target if held else reference.target or ""
        yield reference.letter, target_of(mrn, held) if held else "", number, reference.raw


def _keywords(cable: Cable) -> Iterator[tuple[str, Sequence[str]]]:
    """Scheme and terms: TAGS codes, classification, captions; no scheme without terms."""
    header = cable.header
    marking = (header.classification,) if header.classification else ()
    schemes = (("tags", header.tags), ("marking", marking), ("captions", header.captions))
    yield from ((scheme, terms) for scheme, terms in schemes if terms)


def _repairs(cable: Cable) -> Iterator[tuple[str, str, list[tuple[int, Xml]]]]:
    """Rule, description and repairs by line, in the order of the rules."""
    for rule, description in REPAIR_RULES.items():
        repairs = [repair for repair in cable.repairs if repair.rule == rule]
        if repairs:
            yield rule, description, [(r.line, choice(r, xml_text(r.after))) for r in repairs]
