"""What readers see of a cable, as one line of a record: digests of its fields, paras and repairs.

{"cable":"08LIMA12","fields":{"subject":"k3J9x_Qa"},"paras":[["p-1","¶1","Zp0-11ab"]]}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.changes.text_pieces import SentenceDigest, meaning_digest, pieces_text, read_pieces
from generator.model import (
    Anchor,
    Cable,
    CorrectionKind,
    Mrn,
    NoticeDetails,
    Para,
    Term,
    para_name,
)
from generator.model.compared_copies import ComparedCopies
from generator.model.corrections import HEADER_KINDS
from generator.model.releases import with_marks

HEADING = "heading"
"""The name of the place of a heading."""

OUTSIDE = "outside the paragraphs"
"""The name of the place of repairs that are in no para."""

PLACE_OF_CORRECTIONS = "header"
"""The name of the place of corrections of the header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextItem:
    """A para or heading of a recorded cable."""

    anchor: Anchor
    name: str
    """`¶5`, `27.A`, `line 160`, or `HEADING`."""
    pieces: tuple[SentenceDigest, ...]

    @property
    def is_numbered(self) -> bool:
        """Whether its anchor comes from its number and not from a line."""
        return self.anchor.startswith("p-")


@dataclass(frozen=True, slots=True, kw_only=True)
class CableState:
    """A recorded cable."""

    status: str
    """`shown`, `withheld` or `removed`."""
    rules: tuple[str, ...] = ()
    """The rules that withhold the whole cable."""
    fields: Mapping[str, tuple[SentenceDigest, ...]]
    items: tuple[TextItem, ...]
    """Paras and headings in the order of the text."""
    repairs: Mapping[str, tuple[SentenceDigest, ...]]
    """By anchor, or by the name of a place outside paras."""
    corrections: Mapping[str, tuple[SentenceDigest, ...]]
    """The same for corrections."""


def cable_line(cable: Cable, mrn: Mrn, copies: ComparedCopies | None = None) -> str:
    """The line of a cable that is shown, with its copies if there are several."""
    fields = {name: pieces_text(texts) for name, texts in _field_texts(cable)}
    if copies is not None:
        fields["other copies"] = pieces_text(_copy_texts(copies))
    return _line(
        {
            "cable": mrn,
            "fields": {name: pieces for name, pieces in fields.items() if pieces},
            "paras": [*_items(cable)],
            "repairs": _grouped(
                (_place(cable, repair.line), f"{repair.rule}: {repair.before}\n{repair.after}")
                for repair in cable.repairs
            ),
            "corrections": _grouped(
                (
                    _correction_place(cable, correction.kind, correction.line),
                    f"{correction.kind}: {correction.before}\n{correction.after}\n"
                    f"{correction.reason}\n{correction.source}",
                )
                for correction in cable.corrections
            ),
        }
    )


def withheld_line(mrn: Mrn, details: NoticeDetails) -> str:
    """The line of a cable that is withheld as a whole."""
    return _line({"cable": mrn, "state": "withheld", "rules": list(details.rules)})


def removed_line(mrn: Mrn) -> str:
    """The line of a cable that is gone."""
    return _line({"cable": mrn, "state": "removed"})


def meaning_line(term: Term) -> str:
    """The line of an abbreviation: its meanings, in whatever order."""
    senses = sorted(
        " | ".join(
            (s.expansion, s.original or "", s.origin, s.category or "", *s.scope, *s.also, s.note)
        )
        for s in term.senses
    )
    former = sorted(f"{one.former} > {one.abbreviation}" for one in term.renamings)
    return _line({"term": term.abbreviation, "meanings": meaning_digest([*senses, *former])})


def lost_line(abbreviation: str) -> str:
    """The line of an abbreviation that is gone."""
    return _line({"term": abbreviation})


def read_state(line: str) -> CableState:
    """The cable of a line. Raises `ValueError`, `TypeError`, `KeyError` for an invalid one."""
    values = json.loads(line)
    return CableState(
        status=str(values.get("state", "shown")),
        rules=tuple(map(str, values.get("rules", ()))),
        fields=_all_pieces(values.get("fields", {})),
        items=tuple(
            TextItem(anchor=Anchor(str(anchor)), name=str(name), pieces=read_pieces(pieces))
            for anchor, name, pieces in values.get("paras", ())
        ),
        repairs=_all_pieces(values.get("repairs", {})),
        corrections=_all_pieces(values.get("corrections", {})),
    )


def _all_pieces(values: Mapping[str, str]) -> dict[str, tuple[SentenceDigest, ...]]:
    return {str(name): read_pieces(pieces) for name, pieces in values.items()}


def _line(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _field_texts(cable: Cable) -> Iterator[tuple[str, list[str]]]:
    """The texts of each field, by its name for readers."""
    header = cable.header
    addressees = (*header.action_addressees, *header.info_addressees)
    numbers = (f"{number.kind}: {number.text}" for number in cable.archive_numbers)
    gaps = (gap.mark for gap in cable.gaps)
    values: dict[str, Iterable[object]] = {
        "subject": [header.subject],
        "date": [header.iso_date, header.dtg.raw if header.dtg else None],
        "classification": [header.classification, *header.captions],
        "TAGS": [*header.tags, *header.tag_persons],
        "references": [f"{ref.letter} {ref.raw} {ref.target}" for ref in header.references],
        "sender": [header.sender, header.post],
        "addressees": [f"{one.routing} {one.name} {one.precedence}" for one in addressees],
        "handling": [header.precedence, header.info_precedence, *header.passing],
        "transmission": [header.transmission_id, *header.routing, header.station],
        "classification authority": [
            header.executive_order,
            header.classified_by,
            header.declassify_on,
        ],
        "part": [header.part, header.part_count],
        "signature": [cable.signature],
        "closing lines": [cable.trailer],
        "unrecognised text": [piece.text for piece in cable.unparsed],
        "release marks": [*(mark.text for mark in cable.release_marks), *numbers, *gaps],
    }
    for name, parts in values.items():
        yield name, [str(part) for part in parts if part is not None]


def _copy_texts(copies: ComparedCopies) -> Iterator[str]:
    """The texts of the copies beside the main one."""
    for comparison in copies.comparisons:
        other = comparison.other
        numbers = (number.text for number in other.numbers)
        yield " ".join((other.name, other.publisher or "", str(other.date or ""), *numbers))
        for para in comparison.paras:
            yield " ".join(segment.other for segment in para.segments)


def _items(cable: Cable) -> Iterator[list[str]]:
    """The paras and headings in the order of the text: anchor, name, pieces."""
    places = [
        *((h.span.start, [h.anchor, HEADING, pieces_text([h.text])]) for h in cable.headings),
        *((p.span.start, [p.anchor, para_name(p), _para_pieces(p)]) for p in cable.paras),
    ]
    return (item for _, item in sorted(places, key=lambda place: place[0]))


def _para_pieces(para: Para) -> str:
    """The pieces of a para: its marking, then its text with the publisher's gaps."""
    texts = [f"({para.marking})"] if para.marking else []
    label = para.label
    for block in para.blocks:
        lead = label or block.label
        label = None
        shown, _ = with_marks(block.text, block.gaps)
        texts.append(" ".join(filter(None, (block.marker, lead, shown))))
    return pieces_text(texts)


def _grouped(entries: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The pieces of entries at one place together, by place."""
    groups: dict[str, list[str]] = {}
    for place, text in entries:
        groups.setdefault(place, []).append(text)
    return {place: pieces_text(texts) for place, texts in groups.items()}


def _place(cable: Cable, line: int | None) -> str:
    """The para or heading of a source line, or `OUTSIDE`."""
    anchor = cable.lines[line - 1].anchor if line and line <= len(cable.lines) else None
    return anchor if anchor and anchor.startswith(("p-", "l-", "h-")) else OUTSIDE


def _correction_place(cable: Cable, kind: CorrectionKind, line: int | None) -> str:
    return PLACE_OF_CORRECTIONS if kind in HEADER_KINDS else _place(cable, line)
