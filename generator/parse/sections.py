"""Groups paras into sections, under a heading or a title derived from the paras."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.model import Heading, Para, Section

_QUESTION = re.compile(r"QUESTION ([A-Z])$|Q(?:UESTION)? ?(\d+)$")


@dataclass(slots=True)
class _SectionDraft:
    heading: Heading | None
    paras: list[Para] = field(default_factory=list)


def read_sections(parts: list[Heading | Para]) -> tuple[Section, ...]:
    """The sections in order.

    A heading begins a section. In a questionnaire without headings, a section begins with the
    first question and wherever the question letters start again.
    """
    drafts: list[_SectionDraft] = []
    for part in parts:
        if isinstance(part, Heading):
            drafts.append(_SectionDraft(part))
        elif not drafts or _begins_questions(drafts[-1], part):
            drafts.append(_SectionDraft(None, [part]))
        else:
            drafts[-1].paras.append(part)
    return tuple(
        Section(
            title=_title(draft, is_introduction=index == 0 and len(drafts) > 1),
            derived=draft.heading is None,
            heading=draft.heading,
            paras=tuple(draft.paras),
        )
        for index, draft in enumerate(drafts)
    )


def question_of(para: Para) -> str | None:
    """The letter or number of the question a para asks; None for any other para."""
    match = _QUESTION.match(para.label or "")
    return (match[1] or match[2]) if match else None


def _begins_questions(draft: _SectionDraft, para: Para) -> bool:
    """True for the first question after other paras, and where the letters start again."""
    letter = question_of(para)
    if letter is None or not draft.paras:
        return False
    last = next((q for p in reversed(draft.paras) if (q := question_of(p)) is not None), None)
    return last is None or (letter in ("A", "1") and last != letter)


def _title(draft: _SectionDraft, *, is_introduction: bool) -> str:
    if draft.heading is not None:
        return draft.heading.text.rstrip(" :") or draft.heading.text
    letters = [letter for p in draft.paras if (letter := question_of(p)) is not None]
    if len(letters) > 1:
        return f"Questions {letters[0]} to {letters[-1]}"
    if letters:
        return f"Question {letters[0]}"
    if draft.paras and all(p.label == "SUMMARY" for p in draft.paras):
        return "Summary"
    return "Introduction" if is_introduction else "Text"
