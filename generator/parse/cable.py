"""One source text to one cable: the stages of parsing in their order."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from itertools import pairwise

from generator.diagnostics import Diagnostic, diagnostic
from generator.model import (
    Anchor,
    Cable,
    Fate,
    Header,
    LineFate,
    Mrn,
    Para,
    Repair,
    TransmissionPage,
    Unparsed,
    mrn,
)
from generator.parse import patterns
from generator.parse.ending import Ending, read_ending
from generator.parse.header import HeaderLines, read_header
from generator.parse.lines import span_of
from generator.parse.message import Message, find_message, year_of
from generator.parse.paras import Body, Placed, read_paras
from generator.parse.references import Citing, post_letters, read_references
from generator.parse.rendering import read_lines
from generator.parse.rows import Row, read_rows
from generator.parse.sections import read_sections
from generator.text import SourceText


def parse_cable(text: str, *, name: str | None = None) -> Cable:
    """Parse one cable.

    `text` is the source as decoded, in any of the renderings that are known: plain text
    with or without paragraph marks, a dump with metadata in front, a Markdown copy.
    `name` is the file's stem, believed for the MRN where the text does not give one.
    Nothing in `text` makes it raise: what is wrong is told in `.diagnostics`.
    """
    source = SourceText(text)
    lines, rendering_repairs = read_lines(source)
    message = find_message(source, lines)
    header_lines = _read_headers(message)
    ending = read_ending(
        read_rows(header_lines.body, header_lines.class_line, header_lines.captions)
    )
    body = read_paras(source, ending.rows)
    identity = _identity(message, header_lines, name)
    header, header_repairs, reference_diagnostics = _header(source, message, header_lines, identity)
    pages = _pages(header_lines, ending.rows)
    paras = tuple(p for p in body.parts if isinstance(p, Para))
    cable = Cable(
        id=identity,
        header=header,
        paras=paras,
        headings=tuple(body.headings),
        sections=read_sections(body.parts),
        pages=pages,
        signature=_signature(ending),
        trailer=" ".join(" ".join(r.text.split()) for r in ending.trailer) or None,
        unparsed=_unparsed(source, header_lines),
        repairs=tuple(
            sorted([*rendering_repairs, *header_repairs, *body.repairs], key=lambda r: r.line)
        ),
        diagnostics=(),
        lines=_line_fates(source, message, header_lines, ending, body),
    )
    found = [
        *reference_diagnostics,
        *body.diagnostics,
        *_diagnose(cable, message, header_lines, ending, name),
    ]
    return replace(cable, diagnostics=tuple(sorted(found, key=lambda d: d.line or 0)))


# --- Header -----------------------------------------------------------------------


def _read_headers(message: Message) -> HeaderLines:
    """The message's header, with what only an earlier copy or the lines in front have."""
    header = read_header(message.lines)
    if message.earlier:
        earlier = read_header(message.earlier)
        for name in (
            "transmission_id",
            "precedence",
            "info_precedence",
            "routing",
            "station",
            "sender",
            "action",
            "info",
            "dtg",
            "executive_order",
            "tags",
            "subject",
            "references",
            "class_line",
        ):
            if not getattr(header, name):
                setattr(header, name, getattr(earlier, name))
    return header


def _header(
    source: SourceText, message: Message, lines: HeaderLines, identity: Mrn | None
) -> tuple[Header, list[Repair], list[Diagnostic]]:
    date = _date(message, lines)
    class_line = lines.class_line
    references, repairs, found = read_references(
        source,
        lines.references,
        Citing(
            date=date,
            post=class_line.post if class_line else None,
            number=class_line.number if class_line else None,
        ),
    )
    subject = " ".join(" ".join(lines.subject).split()) or None
    part = patterns.PART.search(subject or "")
    header = Header(
        transmission_id=lines.transmission_id,
        precedence=lines.precedence,
        info_precedence=lines.info_precedence,
        routing=tuple(lines.routing),
        station=lines.station,
        sender=lines.sender,
        action_addressees=tuple(lines.action),
        info_addressees=tuple(lines.info),
        dtg=lines.dtg,
        date=date,
        post=class_line.post if class_line else None,
        classification=patterns.CLASS_WORDS.get(class_line.word) if class_line else None,
        captions=tuple(lines.captions),
        passing=tuple(" ".join(p.split()) for p in lines.passing),
        executive_order=lines.executive_order,
        tags=tuple(lines.tags),
        tag_persons=tuple(lines.persons),
        subject=subject,
        references=references,
        classified_by=" ".join(" ".join(lines.classified_by).split()) or None,
        declassify_on=lines.declassify_on,
        part=_part_number(part["part"]) if part else None,
        part_count=_part_number(part["count"]) if part else None,
    )
    return header, repairs, found


def _part_number(text: str) -> int:
    return patterns.NUMBER_WORDS.get(text.upper()) or int(text)


def _date(message: Message, lines: HeaderLines) -> datetime.date | None:
    return lines.dtg.at.date() if lines.dtg else message.dump_date


def _identity(message: Message, lines: HeaderLines, name: str | None) -> Mrn | None:
    """The MRN: of the classification line, else of the DE line, else of metadata or file name."""
    year = year_of(_date(message, lines), message.dump_id or _mrn_in(name))
    if lines.class_line is not None and year is not None:
        return mrn(year, post_letters(lines.class_line.post), lines.class_line.number)
    station = patterns.STATION.match(f"DE {lines.station}") if lines.station else None
    if station is not None and lines.sender is not None and year is not None:
        words = lines.sender.split()
        post = "STATE" if words[0] == "SECSTATE" else "".join(words[1:])
        if post:
            return mrn(year, post, int(station[2]))
    named = message.dump_id or _mrn_in(name)
    return _canonical(named) if named else None


def _mrn_in(name: str | None) -> str | None:
    found = re.fullmatch(r"\s*(\d\d)\s*([A-Za-z ]+?)\s*0*(\d+)\s*", name or "", re.ASCII)
    return f"{found[1]}{found[2].replace(' ', '').upper()}{found[3]}" if found else None


def _canonical(named: str) -> Mrn | None:
    found = re.fullmatch(r"(\d\d)([A-Z]+)(\d+)", named, re.ASCII)
    if found is None or len(found[3]) > 9:
        return None
    return mrn(int(found[1]), post_letters(found[2].removeprefix("EFTO")), int(found[3]))


# --- What the text became -----------------------------------------------------------


def _pages(lines: HeaderLines, rows: list[Row]) -> tuple[TransmissionPage, ...]:
    """Page 1 begins with the classification line; the others where their page lines stand."""
    pages: list[TransmissionPage] = []
    of = lines.class_line.of if lines.class_line else None
    if lines.class_at is not None:
        pages.append(TransmissionPage(number=1, of=of, line=lines.class_at))
    pages.extend(
        TransmissionPage(number=row.page, of=row.of or of, line=row.line.number)
        for row in rows
        if row.page is not None
    )
    return tuple(pages)


def _signature(ending: Ending) -> str | None:
    return ending.signature.text.strip().strip('"').strip() if ending.signature else None


def _unparsed(source: SourceText, lines: HeaderLines) -> tuple[Unparsed, ...]:
    return tuple(
        Unparsed(text=line.text.strip(), span=span_of(source, line, line))
        for line in lines.unparsed
    )


def _line_fates(
    source: SourceText, message: Message, header: HeaderLines, ending: Ending, body: Body
) -> tuple[LineFate, ...]:
    """What became of every source line, from what every stage says of its own."""
    placed: list[Placed] = [(line, fate, None) for line, fate in (*message.told, *header.told)]
    placed.extend(body.placed)
    if ending.signature is not None:
        placed.append((ending.signature.line, Fate.SIGNATURE, None))
    placed.extend((row.line, Fate.TRAILER, None) for row in ending.trailer)
    if ending.truncation is not None:
        placed.append((ending.truncation.line, Fate.UNPARSED, None))
    fates: list[list[Fate]] = [[] for _ in source.lines]
    anchors: list[Anchor | None] = [None] * len(source.lines)
    for line, fate, anchor in placed:
        at = line.number - 1
        if fate not in fates[at]:
            fates[at].append(fate)
        anchors[at] = anchors[at] or anchor
    return tuple(
        LineFate(
            number=number, text=text, fates=tuple(fates[number - 1]), anchor=anchors[number - 1]
        )
        for number, text in enumerate(source.lines, 1)
    )


# --- Diagnostics --------------------------------------------------------------------


def _diagnose(
    cable: Cable, message: Message, lines: HeaderLines, ending: Ending, name: str | None
) -> list[Diagnostic]:
    if not any(line.text.strip() for line in cable.lines):
        return [diagnostic("file-empty")]
    headed = lines.class_line is not None or lines.dtg is not None or bool(lines.tags)
    if not headed and not any(p.number is not None for p in cable.paras) and lines.subject == []:
        return [diagnostic("not-a-cable", line=1, text=cable.lines[0].text)]
    found: list[Diagnostic] = []
    if cable.id is None:
        found.append(diagnostic("mrn-missing"))
    named = _mrn_in(name)
    if named is not None and cable.id is not None and _canonical(named) != cable.id:
        found.append(diagnostic("mrn-differs", found=cable.id, name=named))
    if message.copies > 1 and message.lines:
        found.append(
            diagnostic("copy-superseded", line=message.lines[0].number, count=message.copies)
        )
    found.extend(_diagnose_text(cable, lines, ending))
    return found


def _diagnose_text(cable: Cable, lines: HeaderLines, ending: Ending) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    missing = [
        label
        for label, value in (
            ("E.O. line", lines.executive_order),
            ("TAGS", lines.tags),
            ("SUBJECT", lines.subject),
        )
        if not value
    ]
    if lines.class_line is not None and missing:
        found.append(
            diagnostic("header-truncated", line=lines.class_at, missing=" and ".join(missing))
        )
    if not cable.paras:
        found.append(diagnostic("paragraphs-missing"))
    if ending.truncation is not None:
        at = ending.truncation.line
        found.append(diagnostic("text-truncated", line=at.number, text=at.text))
    found.extend(diagnostic("text-unparsed", line=u.span.line, text=u.text) for u in cable.unparsed)
    found.extend(_gaps(cable.paras))
    found.extend(_missing_pages(cable))
    found.extend(
        diagnostic("passage-redacted", line=line.number, text=line.text)
        for line in cable.lines
        if patterns.REDACTED.search(line.text) and Fate.TEXT in line.fates
    )
    return found


def _gaps(paras: tuple[Para, ...]) -> list[Diagnostic]:
    found = []
    numbered = [(p.number, p) for p in paras if p.number is not None]
    for (before, _), (after, para) in pairwise(numbered):
        if after not in (before, before + 1):
            found.append(
                diagnostic(
                    "number-gap",
                    line=para.span.line,
                    text=para.text,
                    before=before,
                    after=after,
                    expected=before + 1,
                )
            )
    return found


def _missing_pages(cable: Cable) -> list[Diagnostic]:
    found = []
    for missing in cable.pages_missing:
        below = [p for p in cable.pages if p.number < missing]
        above = [p for p in cable.pages if p.number > missing]
        found.append(
            diagnostic(
                "page-missing",
                line=below[-1].line if below else None,
                missing=f"{missing:03d}",
                of=cable.pages[-1].of,
                first=below[-1].line if below else 1,
                last=above[0].line if above else len(cable.lines),
            )
        )
    return found
