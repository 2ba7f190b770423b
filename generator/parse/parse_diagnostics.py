"""What is wrong with a cable, told from what parsing it made."""

from __future__ import annotations

from itertools import pairwise

from generator.model import Cable, Fate, Para
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse import patterns
from generator.parse.ending import MessageEnding
from generator.parse.header import canonical_mrn, mrn_of_file_name
from generator.parse.header_draft import HeaderDraft
from generator.parse.message import Message


def diagnose(
    source: SourceText,
    cable: Cable,
    message: Message,
    lines: HeaderDraft,
    ending: MessageEnding,
    name: str | None,
) -> list[Diagnostic]:
    """The diagnostics of the cable as a whole; references and paras bring their own."""
    if not any(line.text.strip() for line in cable.lines):
        return [diagnostic("file-empty")]
    if message.dump_id is not None and not message.lines:
        return [diagnostic("paragraphs-missing")]
    headed = lines.class_line is not None or lines.dtg is not None or bool(lines.tags)
    if not headed and not any(p.number is not None for p in cable.paras) and lines.subject == []:
        return [diagnostic("not-a-cable", line=1, text=cable.lines[0].text)]
    found: list[Diagnostic] = []
    if cable.id is None:
        found.append(diagnostic("mrn-missing"))
    named = mrn_of_file_name(name)
    if named is not None and cable.id is not None and canonical_mrn(named) != cable.id:
        found.append(diagnostic("mrn-differs", found=cable.id, name=named))
    if message.extract_notice is not None:
        at = message.extract_notice
        found.append(diagnostic("copy-extract", line=at.number, text=at.text))
    if message.has_other_copies and message.lines:
        found.append(diagnostic("copy-superseded", line=message.lines[0].number))
    found.extend(_diagnose_text(cable, lines, ending))
    if patterns.STRUCK_OUT in source.text.lower():
        found.extend(_redacted(cable))
    return found


def _diagnose_text(cable: Cable, lines: HeaderDraft, ending: MessageEnding) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    missing = [
        label
        for label, value in (
            ("E.O.", lines.executive_order),
            ("TAGS", lines.tags),
            ("subject", lines.subject),
        )
        if not value
    ]
    if lines.class_line is not None and missing:
        found.append(
            diagnostic(
                "header-truncated", line=lines.class_line_number, lines=_named_lines(missing)
            )
        )
    if not cable.paras:
        found.append(diagnostic("paragraphs-missing"))
    at = ending.truncation.line if ending.truncation else lines.truncation
    if at is not None:
        found.append(diagnostic("text-truncated", line=at.number, text=at.text))
    found.extend(diagnostic("text-unparsed", line=u.span.line, text=u.text) for u in cable.unparsed)
    later_part = cable.header.part is not None and cable.header.part > 1
    found.extend(_gaps(cable.paras, later_part=later_part))
    found.extend(_missing_pages(cable))
    return found


def _named_lines(labels: list[str]) -> str:
    """`subject line is`, `E.O. and TAGS lines are`."""
    if len(labels) == 1:
        return f"{labels[0]} line is"
    return f"{', '.join(labels[:-1])} and {labels[-1]} lines are"


def _redacted(cable: Cable) -> list[Diagnostic]:
    """One diagnostic for all struck-out passages of the text; closing links do not count."""
    struck = [
        line
        for line in cable.lines
        if patterns.REDACTED.search(line.text)
        and Fate.TEXT in line.fates
        and not (Fate.TRAILER in line.fates and patterns.REDACTED.search(cable.trailer or ""))
    ]
    if not struck:
        return []
    numbers = ", ".join(str(line.number) for line in struck)
    first = struck[0]
    return [
        diagnostic(
            "passage-redacted", line=first.number, text=first.text, count=len(struck), lines=numbers
        )
    ]


def _gaps(paras: tuple[Para, ...], *, later_part: bool) -> list[Diagnostic]:
    found = []
    numbered = [(p.number, p) for p in paras if p.number is not None]
    if numbered and numbered[0][1] is paras[0] and numbered[0][0] != 1 and not later_part:
        number, para = numbered[0]
        found.append(diagnostic("number-late", line=para.span.line, text=para.text, number=number))
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
