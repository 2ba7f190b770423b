"""Values for page templates, ready to print, with links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.facts import Fact
from generator.model import (
    REPAIR_RULES,
    Addressee,
    Anchor,
    Cable,
    CableOrOutline,
    CorrectionKind,
    Fate,
    Mrn,
    Outline,
    Para,
    Reference,
    Resolution,
    ResolvedTarget,
    SiteFeature,
    SiteInfo,
    UnheldCable,
    UnresolvedTarget,
    WithheldCable,
    outcome_reason,
)
from generator.model.cable_json import source_sha256
from generator.model.diagnostic_codes import CODES
from generator.model.diagnostics import Diagnostic
from generator.render import site_links, urls
from generator.render.markdown import Md, attribute, count_invisible, source_line
from generator.render.page_context import PageContext
from generator.render.reader_labels import CORRECTIONS, LINE_FATES


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView:
    """A code with its meaning."""

    code: str
    meaning: str
    """Empty if unknown."""
    is_known: bool
    """False for a code that is not in the program's table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLine:
    """A section in a cable's contents."""

    title: str
    derived: bool
    link: str
    paras: str
    """Range of paras: `¶1–4`, `3 unnumbered`; empty without paras."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceLine:
    """A reference in the table of references."""

    letter: str
    raw: str
    target: str
    """The canonical MRN, or the kind of reference."""
    link: str | None
    """Link to the cable, or to the entry of a cable that is not held; None for others."""
    state: str
    """Its state in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairGroup:
    """The repairs made by one rule."""

    description: str
    """Description of the rule."""
    repairs: tuple[tuple[int, str, str], ...]
    """Line, text before and text after of each repair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction by an editor."""

    what: str
    """What it corrects, in words."""
    line: int | None
    """Source line; None for a field of the header."""
    has_value: bool
    """False for lines that are joined or split."""
    before: str
    after: str
    reason: str
    source: str


def banner(cable: CableOrOutline) -> str:
    """Classification and captions in one line: `UNCLASSIFIED // SIPDIS // SENSITIVE`."""
    return " // ".join([classification(cable), *cable.header.captions])


def classification(cable: CableOrOutline) -> str:
    """The classification, or a replacement if it is unknown."""
    return cable.header.classification or "CLASSIFICATION UNKNOWN"


def edition(cable: Cable) -> str:
    """The edition code of a text: the first 8 hexadecimal digits of the SHA-256 of its source."""
    return source_sha256(cable)[:8]


CLASSIFICATIONS = (
    "UNCLASSIFIED",
    "LIMITED OFFICIAL USE",
    "CONFIDENTIAL",
    "SECRET",
    "TOP SECRET",
)
"""Lowest first; unknown values rank highest."""


def joint_banner(cables: Iterable[CableOrOutline]) -> str:
    """The banner of a page that quotes several cables: the highest classification, all captions.

    Empty without cables.
    """
    return joint_marking([banner(cable) for cable in cables])


def joint_marking(banners: Sequence[str]) -> str:
    """The banner of several cables from their own: `SECRET // EXDIS`, `CONFIDENTIAL // NODIS`."""
    if not banners:
        return ""
    order = {name: level for level, name in enumerate(CLASSIFICATIONS)}
    parts = [banner.split(" // ") for banner in banners]
    highest = max((name for name, *_ in parts), key=lambda n: (order.get(n, len(order)), n))
    return " // ".join([highest, *sorted({caption for _, *more in parts for caption in more})])


def subject(cable: CableOrOutline) -> str:
    """The subject, or a replacement if there is none."""
    return cable.header.subject or "(no subject)"


def code_lines(codes: Iterable[str], meanings: Mapping[str, Fact]) -> list[CodeView]:
    """Codes of TAGS or captions, with their meanings."""
    return [
        CodeView(
            code=code,
            meaning=meanings[code].meaning if code in meanings else "",
            is_known=code in meanings,
        )
        for code in codes
    ]


def addressee(item: Addressee) -> str:
    """One addressee on a line: name, precedence, serial, routing indicator."""
    words = [item.name, item.precedence or "", item.serial or ""]
    return " ".join(w for w in words if w) + (f" ({item.routing})" if item.routing else "")


def para_range(paras: tuple[Para, ...]) -> str:
    """The range of paras: `¶1–4`, `¶5`, `27.A–27.C`; unnumbered paras are counted."""
    numbers = [p.number for p in paras if p.number is not None]
    names = [p.letter for p in paras if p.letter is not None]
    pieces = []
    if numbers:
        pieces.append(f"¶{numbers[0]}" if len(numbers) == 1 else f"¶{numbers[0]}–{numbers[-1]}")
    if names:
        pieces.append(names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}")
    unnumbered = len(paras) - len(numbers) - len(names)
    if unnumbered:
        pieces.append(f"{unnumbered} unnumbered")
    return ", ".join(pieces)


def section_lines(cable: Cable, mrn: Mrn, page: str) -> list[SectionLine]:
    """The sections of a cable, with links from `page`."""
    return [
        SectionLine(
            title=section.title,
            derived=section.derived,
            link=site_links.link(page, urls.section_file(cable, mrn, number, section)),
            paras=para_range(section.paras),
        )
        for number, section in enumerate(cable.sections, 1)
    ]


def reference_lines(context: PageContext, mrn: Mrn, page: str) -> list[ReferenceLine]:
    """The references with their state: held, not held, or not a cable."""
    cable = context.held[mrn]
    corrected = {
        (c.line, c.before) for c in cable.corrections if c.kind is CorrectionKind.REFERENCE
    }
    outcomes = context.links(mrn).references
    return [
        _reference_line(r, o, page, is_corrected=(r.span.line, r.raw) in corrected)
        for r, o in zip(cable.header.references, outcomes, strict=True)
    ]


def _reference_line(
    reference: Reference, outcome: Resolution, page: str, *, is_corrected: bool
) -> ReferenceLine:
    link: str | None = None
    match outcome:
        case ResolvedTarget(target=target):
            link, state = site_links.link(page, urls.cable_page(target)), "held in this collection"
        case UnheldCable(target=target):
            link = site_links.link(page, urls.not_held_page(target), target)
            state = "not held in this collection"
        case WithheldCable(target=target):
            link = site_links.link(page, urls.withheld_page(target), target)
            state = "withheld from this edition"
        case UnresolvedTarget():
            state = f"{outcome_reason(outcome)}: not linked"
        case _:
            state = outcome_reason(outcome)
    if reference.year_inferred:
        state += "; year inferred"
    if reference.title:
        state += f"; {reference.title}"
    if is_corrected:
        state += "; corrected"
    return ReferenceLine(
        letter=reference.letter or "",
        raw=reference.raw,
        target=reference.target or reference.kind.value,
        link=link,
        state=state,
    )


def markdown_href(info: SiteInfo, mrn: Mrn, page: str) -> str:
    """Link from `page` to the cable in Markdown; empty if the site has no such files."""
    if SiteFeature.MACHINE_READERS in info.left_out:
        return ""
    return site_links.file_href(page, urls.cable_markdown(mrn))


def part_lines(context: PageContext, mrn: Mrn, page: str) -> list[tuple[int, str, str]]:
    """The other parts of the message: part, MRN, link. MRN and link are empty if not held."""
    return [
        (
            p.part,
            p.target or "",
            site_links.link(page, urls.cable_page(p.target)) if p.target else "",
        )
        for p in context.links(mrn).parts
    ]


def same_text_lines(context: PageContext, mrn: Mrn, page: str) -> list[tuple[Mrn, str, int, int]]:
    """The cables with most of the same text: MRN, link, shared words, words of the cable `mrn`."""
    return [
        (other.mrn, site_links.link(page, urls.cable_page(other.mrn)), other.shared, other.words)
        for other in context.links(mrn).same_text
    ]


def ending(cable: Cable) -> list[tuple[str, str]]:
    """Closing links and signature in the order of the source, as pairs of fate and text."""
    if not cable.trailer and not cable.signature:
        return []
    texts = {Fate.TRAILER: cable.trailer, Fate.SIGNATURE: cable.signature}
    order = [f for line in cable.lines for f in line.fates if f in texts]
    return [(fate.value, text) for fate in dict.fromkeys(order) if (text := texts[fate])]


def topics(cable: Cable, mrn: Mrn, page: str) -> list[tuple[str, str]]:
    """Headings within the only section of a cable, with links; empty with several sections."""
    if len(cable.sections) != 1:
        return []
    full = urls.full_page(mrn)
    return [
        (h.text, site_links.link(page, full, h.anchor))
        for h in cable.headings
        if not h.opens_section
    ]


def shared_lines(cable: Cable) -> frozenset[int]:
    """Source lines with several paras."""
    counts = Counter(n for p in cable.paras for n in {p.span.line, p.span.end_line})
    return frozenset(line for line, count in counts.items() if count > 1)


def repair_groups(cable: Cable) -> list[RepairGroup]:
    """The repairs by rule, in the order of the rules."""
    return [
        RepairGroup(
            description=description,
            repairs=tuple((r.line, r.before, r.after) for r in cable.repairs if r.rule == rule),
        )
        for rule, description in REPAIR_RULES.items()
        if any(r.rule == rule for r in cable.repairs)
    ]


def corrections(cable: Cable) -> list[CorrectionView]:
    """The corrections by editors, in the cable's order."""
    return [
        CorrectionView(
            what=CORRECTIONS[c.kind],
            line=c.line,
            has_value=c.kind not in (CorrectionKind.JOIN, CorrectionKind.SPLIT),
            before=c.before,
            after=c.after,
            reason=c.reason,
            source=c.source,
        )
        for c in cable.corrections
    ]


def notices(cable: Cable) -> list[Diagnostic]:
    """The diagnostics that readers of this copy should know."""
    return [d for d in cable.diagnostics if CODES[d.code].for_readers]


def source_rows(cable: Cable, text_pages: Mapping[Anchor, str], page: str) -> Md:
    """The rows of the source table: each line, what became of it, and a link to its text.

    `text_pages` has the page of each para, heading and transmission page.
    """
    names = {p.anchor: f"¶{p.number}" for p in cable.paras if p.number is not None}
    links = {
        anchor: f' <a href="{site_links.href(page, file, anchor)}">{names.get(anchor, "read")}</a>'
        for anchor, file in text_pages.items()
    }
    rows = [
        f'<tr id="L{line.number}"><th scope="row"><a href="#L{line.number}">{line.number}</a></th>'
        f"<td>{source_line(line.text)}</td>"
        f"<td>{_fates(line.fates)}{links.get(line.anchor, '') if line.anchor else ''}</td></tr>"
        for line in cable.lines
    ]
    return Md("\n".join(rows))


def invisible_characters(cable: Cable) -> int:
    """The number of source characters shown in boxes."""
    return sum(count_invisible(line.text) for line in cable.lines)


@lru_cache(maxsize=256)
def _fates(fates: tuple[Fate, ...]) -> Md:
    """What became of a line, in words. Cached because few combinations occur."""
    return attribute(", ".join(filter(None, (LINE_FATES[fate] for fate in fates))))


UNDATED = "9999"
"""Sorts after every date."""


def cable_rows(cables: Sequence[Outline], page: str) -> list[tuple[str, Mrn, str, str, str]]:
    """Date, MRN, link, post and subject of each cable, oldest first, undated cables last."""
    rows = []
    for cable in cables:
        assert cable.id is not None
        rows.append(
            (
                cable.header.iso_date,
                cable.id,
                site_links.link(page, urls.cable_page(cable.id)),
                cable.header.post or "",
                subject(cable),
            )
        )
    return sorted(rows, key=lambda row: row[0] or UNDATED)
