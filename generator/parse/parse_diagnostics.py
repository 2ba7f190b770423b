"""Diagnostics of a parsed cable."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator import facts
from generator.facts.post_names import post_in_year
from generator.model import Cable, Fate, Para, UnparsedText, full_year, split_mrn
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse import body_patterns, header_patterns
from generator.parse.class_line import ClassLine
from generator.parse.ending import MessageEnding
from generator.parse.header import canonical_mrn, is_later_part, mrn_of_file_name
from generator.parse.header_draft import HeaderDraft
from generator.parse.lines import Line
from generator.parse.message import Message

HEADER_FIELDS = (
    "number-missing",
    "date-missing",
    "post-missing",
    "classification-missing",
    "subject-missing",
)
"""The diagnostics of the fields without which a file is not a cable."""


def diagnose_cable(
    source: SourceText,
    cable: Cable,
    message: Message,
    draft: HeaderDraft,
    ending: MessageEnding,
    name: str | None,
) -> list[Diagnostic]:
    """The diagnostics of the cable, except those of references and repeated numbers.

    `name` is the file name without extension; None without a file.
    """
    if not any(line.text.strip() for line in cable.lines):
        return [diagnostic("file-empty")]
    if message.dump_id is not None and not message.lines and not message.is_without_text:
        return [diagnostic("paragraphs-missing")]
    missing = _missing_fields(cable, message, draft)
    diagnostics = missing
    if len(missing) == len(HEADER_FIELDS):
        diagnostics = [diagnostic("not-a-cable", line=1, text=cable.lines[0].text)]
        if all(para.number is None for para in cable.paras):
            return diagnostics
    elif cable.id is None:
        diagnostics = [item for item in missing if item.code != "number-missing"]
        diagnostics.append(diagnostic("mrn-missing"))
    if draft.class_line is not None and draft.class_line.key is None:
        diagnostics.append(_unknown_post(cable, draft.class_line, draft.class_line_number))
        diagnostics = [item for item in diagnostics if item.code != "post-missing"]
    file_mrn = mrn_of_file_name(name)
    if file_mrn is not None and cable.id is not None and canonical_mrn(file_mrn) != cable.id:
        diagnostics.append(diagnostic("mrn-differs", found=cable.id, name=file_mrn))
    diagnostics.extend(_metadata_differences(cable, message, draft))
    if message.extract_notice is not None:
        notice = message.extract_notice
        diagnostics.append(diagnostic("copy-extract", line=notice.number, text=notice.text))
    if message.has_other_copies and message.lines:
        diagnostics.append(diagnostic("copy-superseded", line=message.lines[0].number))
    diagnostics.extend(_diagnose_text(cable, message, draft, ending))
    if body_patterns.STRUCK_OUT in source.text.lower():
        diagnostics.extend(_struck_out_passages(cable))
    return diagnostics


def _metadata_differences(cable: Cable, message: Message, draft: HeaderDraft) -> list[Diagnostic]:
    """A diagnostic for each value of metadata that prevail and differ from the text."""
    metadata, class_line = message.metadata, draft.class_line
    own = split_mrn(cable.id) if cable.id is not None else None
    values: list[tuple[str, object, object]] = []
    if own is not None and class_line is not None and class_line.key is not None:
        printed = f"{class_line.post} {class_line.number}"
        post = post_in_year(class_line.key, full_year(own[0]))
        is_same = (post, class_line.number) == own[1:]
        values.append(("number", cable.id, cable.id if is_same else printed))
    if draft.dtg is not None:
        values.append(("date", metadata.date, draft.dtg.at.date()))
    if class_line is not None:
        printed_word = header_patterns.CLASS_WORDS.get(class_line.word)
        values.append(("classification", metadata.classification, printed_word))
    line = draft.class_line_number
    return [
        diagnostic(
            "metadata-differs",
            line=line,
            text=cable.lines[line - 1].text if line else "",
            given=given,
            printed=printed,
        )
        for name, given, printed in values
        if name in metadata.prevailing and None not in (given, printed) and given != printed
    ]


def _unknown_post(cable: Cable, class_line: ClassLine, number: int | None) -> Diagnostic:
    believed = f"the metadata or file name gives {cable.id}"
    return diagnostic(
        "post-unknown",
        line=number,
        text=cable.lines[number - 1].text if number else "",
        post=class_line.post,
        number=believed if cable.id else "the cable has none",
    )


def _missing_fields(cable: Cable, message: Message, draft: HeaderDraft) -> list[Diagnostic]:
    """A diagnostic for each of number, date, post, classification and subject that is not there.

    The line is that where the field was expected: the first of the message, and for the subject
    the last of the header. A number, a post or a date of the file's metadata counts.
    """
    header = cable.header
    first = next((line for line in message.lines if not line.is_blank), None)
    before = draft.class_line_number or (first.number if first else 1)
    has_number = draft.class_line or draft.station or message.dump_id
    after = [line.number for line, fate in draft.line_fates if fate is Fate.HEADER]
    values = (has_number, header.date, header.post, header.classification, header.subject)
    lines = (before, before, before, before, max(after, default=before))
    return [
        diagnostic(code, line=line, text=cable.lines[line - 1].text, mrn=cable.id)
        for code, value, line in zip(HEADER_FIELDS, values, lines, strict=True)
        if not value
    ]


def _diagnose_text(
    cable: Cable, message: Message, draft: HeaderDraft, ending: MessageEnding
) -> list[Diagnostic]:
    diagnostics: list[Diagnostic] = []
    missing = [
        label
        for label, value in (
            ("E.O.", draft.executive_order),
            ("TAGS", draft.tags or draft.tags_line),
        )
        if not value
    ]
    if draft.class_line is not None and missing:
        diagnostics.append(
            diagnostic(
                "header-truncated", line=draft.class_line_number, lines=_named_lines(missing)
            )
        )
    unknown = [code for code in draft.tags if code not in facts.tags()]
    if unknown:
        codes = ", ".join(unknown)
        diagnostics.append(diagnostic("tags-unknown", line=draft.tags_line, codes=codes))
    if not (cable.paras or message.is_without_text or _has_unread_words(cable, message)):
        diagnostics.append(diagnostic("paragraphs-missing"))
    at = ending.truncation.line if ending.truncation else draft.truncation
    at = at or _cut_line(cable, message)
    if at is not None:
        diagnostics.append(diagnostic("text-truncated", line=at.number, text=at.text))
    diagnostics.extend(_unparsed_runs(cable))
    diagnostics.extend(_number_gaps(cable.paras, later_part=is_later_part(draft)))
    diagnostics.extend(_missing_pages(cable))
    return diagnostics


def _unparsed_runs(cable: Cable) -> Iterator[Diagnostic]:
    """A diagnostic for each run of unparsed lines between which only blank lines stand."""
    runs: list[list[UnparsedText]] = []
    for text in cable.unparsed:
        last = runs[-1][-1].span.end_line if runs else text.span.line
        between = cable.lines[last : text.span.line - 1]
        if runs and all(set(line.fates) == {Fate.BLANK} for line in between):
            runs[-1].append(text)
        else:
            runs.append([text])
    for run in runs:
        first, end = run[0], run[-1].span.end_line
        where = f" up to line {end}" if end > first.span.line else ""
        yield diagnostic("text-unparsed", line=first.span.line, text=first.text, where=where)


def _cut_line(cable: Cable, message: Message) -> Line | None:
    """The last line of an unsigned message if it ends in `...`: `the opening of the l...`."""
    last = next((line for line in reversed(message.lines) if not line.is_blank), None)
    is_cut = cable.signature is None and last is not None and last.text.endswith("...")
    return last if is_cut else None


def _has_unread_words(cable: Cable, message: Message) -> bool:
    """True if a line of the message without a place in the cable holds words."""
    lines = message.lines
    unread = (line.text for line in lines if Fate.UNPARSED in cable.lines[line.number - 1].fates)
    return any(any(map(str.isalnum, text)) for text in unread)


def _named_lines(labels: list[str]) -> str:
    """`subject line is`, `E.O. and TAGS lines are`."""
    if len(labels) == 1:
        return f"{labels[0]} line is"
    return f"{', '.join(labels[:-1])} and {labels[-1]} lines are"


def _line_numbers(numbers: list[int]) -> str:
    """`line 11`, `lines 11, 13`."""
    return f"line{'' if len(numbers) == 1 else 's'} {', '.join(map(str, numbers))}"


def _struck_out_passages(cable: Cable) -> list[Diagnostic]:
    """One diagnostic for all struck-out passages of the text, without those of the trailer."""
    struck_out = [
        line
        for line in cable.lines
        if body_patterns.REDACTED.search(line.text)
        and Fate.TEXT in line.fates
        and not (Fate.TRAILER in line.fates and body_patterns.REDACTED.search(cable.trailer or ""))
    ]
    if not struck_out:
        return []
    first = struck_out[0]
    return [
        diagnostic(
            "passage-redacted",
            line=first.number,
            text=first.text,
            lines=_line_numbers([line.number for line in struck_out]),
        )
    ]


def _number_gaps(paras: tuple[Para, ...], *, later_part: bool) -> list[Diagnostic]:
    diagnostics = []
    numbered = [(p.number, p) for p in paras if p.number is not None]
    if numbered and numbered[0][0] != 1 and not later_part:
        number, para = numbered[0]
        diagnostics.append(
            diagnostic("number-late", line=para.span.line, text=para.text, number=number)
        )
    earlier = None
    for (before, _), (after, para) in pairwise(numbered):
        # Behind a misprinted number, the next one follows that before it.
        is_next = after in (before, before + 1) or (earlier is not None and after == earlier + 2)
        earlier = before
        if not is_next:
            diagnostics.append(
                diagnostic(
                    "number-gap",
                    line=para.span.line,
                    text=para.text,
                    before=before,
                    after=after,
                    expected=before + 1,
                )
            )
    return diagnostics


def _missing_pages(cable: Cable) -> list[Diagnostic]:
    diagnostics = []
    for missing in cable.pages_missing:
        earlier = [p for p in cable.pages if p.number < missing]
        later = [p for p in cable.pages if p.number > missing]
        diagnostics.append(
            diagnostic(
                "page-missing",
                line=earlier[-1].line if earlier else None,
                missing=f"{missing:03d}",
                of=cable.pages[-1].of,
                first=earlier[-1].line if earlier else 1,
                last=later[0].line if later else len(cable.lines),
            )
        )
    return diagnostics
