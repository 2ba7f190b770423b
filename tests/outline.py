"""A cable as short lines of text, one aspect at a time: what fixtures are written in."""

from __future__ import annotations

from collections.abc import Callable

from generator.model import Addressee, Block, Cable


def outline(cable: Cable, aspects: list[str]) -> str:
    """The aspects named, in the order named."""
    return "\n".join(line for aspect in aspects for line in ASPECTS[aspect](cable))


def _paras(cable: Cable) -> list[str]:
    lines = []
    for para in cable.paras:
        name = f"¶{para.number}" if para.number is not None else para.letter or para.anchor
        marking = f" ({para.marking})" if para.marking else ""
        label = f" [{para.label}]" if para.label else ""
        lines.append(f"{name}{marking}{label}")
        lines.extend("  " + _block(block) for block in para.blocks)
    return lines


def _block(block: Block) -> str:
    words = [block.part or "", block.kind if block.kind != "text" else ""]
    lead = " ".join(w for w in words if w)
    text = block.text
    for mark in reversed(block.pages):
        text = f"{text[: mark.offset]}⟦{mark.number}⟧{text[mark.offset :]}"
    pieces = [block.marker or "", block.label or "", text.replace("\n", " / ")]
    return (f"{lead}: " if lead else "") + " ".join(p for p in pieces if p)


def _header(cable: Cable) -> list[str]:
    header = cable.header
    fields = {
        "id": cable.id,
        "transmission": header.transmission_id,
        "precedence": header.precedence,
        "info precedence": header.info_precedence,
        "routing": " ".join(header.routing),
        "station": header.station,
        "sender": header.sender,
        "action": _addressees(header.action_addressees),
        "info": _addressees(header.info_addressees),
        "dtg": header.dtg.raw if header.dtg else None,
        "date": header.date,
        "post": header.post,
        "classification": header.classification,
        "captions": ", ".join(header.captions),
        "passing": " | ".join(header.passing),
        "order": header.executive_order,
        "tags": " ".join(header.tags),
        "persons": "; ".join(header.tag_persons),
        "subject": header.subject,
        "classified by": header.classified_by,
        "declassify on": header.declassify_on,
        "part": f"{header.part} of {header.part_count}" if header.part else None,
    }
    return [f"{name}: {value}" for name, value in fields.items() if value]


def _addressees(of: tuple[Addressee, ...]) -> str:
    return "; ".join(
        " ".join(str(w or "-") for w in (a.routing, a.name, a.precedence, a.serial)) for a in of
    )


def _references(cable: Cable) -> list[str]:
    return [
        " ".join(
            w
            for w in (
                f"{r.letter}." if r.letter else "-",
                r.kind,
                r.target or "none",
                "year inferred" if r.year_inferred else "",
                f"[{r.title}]" if r.title else "",
                f'"{r.raw}"',
            )
            if w
        )
        for r in cable.header.references
    ]


def _headings(cable: Cable) -> list[str]:
    return [f"{'#' if h.opens_section else '##'} {h.text}" for h in cable.headings]


def _sections(cable: Cable) -> list[str]:
    return [
        f"{s.title}{' (derived)' if s.derived else ''}: {' '.join(p.anchor for p in s.paras)}"
        for s in cable.sections
    ]


def _repairs(cable: Cable) -> list[str]:
    return [f"{r.line} {r.rule}: {r.before} -> {r.after}".rstrip() for r in cable.repairs]


def _diagnostics(cable: Cable) -> list[str]:
    return [f"{d.line or '-'} {d.severity} {d.code}: {d.message}" for d in cable.diagnostics]


def _lines(cable: Cable) -> list[str]:
    return [
        f"{line.number} {', '.join(line.fates)}{f' {line.anchor}' if line.anchor else ''}"
        for line in cable.lines
    ]


def _ending(cable: Cable) -> list[str]:
    fields = {"signature": cable.signature, "trailer": cable.trailer}
    return [f"{name}: {value}" for name, value in fields.items() if value]


def _pages(cable: Cable) -> list[str]:
    found = [f"page {p.number} of {p.of} at line {p.line}" for p in cable.pages]
    return found + [f"page {n} missing" for n in cable.pages_missing]


def _unparsed(cable: Cable) -> list[str]:
    return [f"{u.span.line} {u.text}" for u in cable.unparsed]


ASPECTS: dict[str, Callable[[Cable], list[str]]] = {
    "paras": _paras,
    "header": _header,
    "references": _references,
    "headings": _headings,
    "sections": _sections,
    "repairs": _repairs,
    "diagnostics": _diagnostics,
    "lines": _lines,
    "ending": _ending,
    "pages": _pages,
    "unparsed": _unparsed,
}
