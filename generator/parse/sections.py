"""Sections: runs of paras under a heading, or under a title derived from the paras."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.model import Heading, Para, Section

_QUESTION = re.compile(r"QUESTION ([A-Z])$|Q(?:UESTION)? ?(\d+)$")


@dataclass(slots=True)
class _Draft:
    heading: Heading | None
    paras: list[Para] = field(default_factory=list)


def read_sections(parts: list[Heading | Para]) -> tuple[Section, ...]:
    """The sections in order.

    A heading begins one. Where a questionnaire has none, one begins with its first
    question and wherever the question letters start again.
    """
    drafts: list[_Draft] = []
    for part in parts:
        if isinstance(part, Heading):
            drafts.append(_Draft(part))
        elif not drafts or _begins_questions(drafts[-1], part):
            drafts.append(_Draft(None, [part]))
        else:
            drafts[-1].paras.append(part)
    return tuple(
        Section(
            title=_title(draft, first=index == 0, only=len(drafts) == 1),
            derived=draft.heading is None,
            heading=draft.heading,
            paras=tuple(draft.paras),
        )
        for index, draft in enumerate(drafts)
    )


def question_of(para: Para) -> str | None:
    """The letter or number of the question a para asks; None for any other para."""
    found = _QUESTION.match(para.label or "")
    return (found[1] or found[2]) if found else None


def _begins_questions(draft: _Draft, para: Para) -> bool:
    """The first question behind paras that ask none, or a letter that does not follow the last."""
    letter = question_of(para)
    if letter is None or not draft.paras:
        return False
    last = next((q for p in reversed(draft.paras) if (q := question_of(p)) is not None), None)
    return last is None or (letter in ("A", "1") and last != letter)


def _title(draft: _Draft, *, first: bool, only: bool) -> str:
    if draft.heading is not None:
        return draft.heading.text.rstrip(" :") or draft.heading.text
    asked = [q for p in draft.paras if (q := question_of(p)) is not None]
    if asked:
        return f"Questions {asked[0]} to {asked[-1]}" if len(asked) > 1 else f"Question {asked[0]}"
    if draft.paras and all(p.label == "SUMMARY" for p in draft.paras):
        return "Summary"
    return "Introduction" if first and not only else "Text"
