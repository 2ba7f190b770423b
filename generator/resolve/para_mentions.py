"""Find the paras that a cable's text mentions, its own and those of other cables.

Agreements, laws and resolutions have paragraphs too. So a para counts as that of a cable only if
the surrounding words rule out another text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from generator.model import BlockKind
from generator.resolve import mention_patterns as patterns
from generator.resolve.pointers import (
    BlockContext,
    CableContext,
    CablePointer,
    ParaWords,
    RefWords,
    SeptelWords,
)

PARA_CONTEXT = 60
"""Characters before a para's name that are examined for evidence."""


class CableEvidence(IntEnum):
    """How strongly the words around a para show that a para of a cable is meant."""

    NONE = 0
    IN = 1
    """`in para 5`"""
    DESCRIBED = 2
    """`is described in para 5`, `(para 5)`"""
    GIVEN = 3
    """`the text is in para 5`"""
    DIRECTED = 4
    """`see para 5`, `para 5 below`"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _ParaName:
    start: int
    end: int
    number: int
    letter: str

    @property
    def text(self) -> str:
        """`5`, `28.B`, `B`."""
        return ".".join(p for p in (str(self.number) if self.number else "", self.letter) if p)


def find_paras(
    passage: BlockContext, cables: Sequence[CablePointer], context: CableContext
) -> Iterator[ParaWords]:
    """The paras named in a block; `cables` are the cables named there, in order."""
    text = passage.text
    if not names_para(passage.folded):
        return
    keywords = [
        m
        for m in patterns.PARA.finditer(text)
        if context.has_lettered_questions or m["word"][0] not in "qQ"
    ]
    if not keywords or passage.in_quoted_text or passage.block.kind is BlockKind.QUOTATION:
        return
    required = _required_evidence(passage)
    quotations = _QuotationTracker(text)
    for keyword in keywords:
        names = _para_names(text, keyword, context)
        if not names or quotations.is_quoted(keyword.start()):
            continue
        start, end = keyword.start(), names[-1].end
        owner = _adjacent_cable(text, start, end, cables)
        if isinstance(owner, SeptelWords) or (isinstance(owner, RefWords) and not owner.first):
            continue
        certain = _is_certain(text, keyword, names, context, required) if owner is None else False
        if certain is None:
            continue
        for name in names:
            begin = start if name is names[0] else name.start
            yield ParaWords(
                place=passage.place(begin, name.end),
                words=text[begin : name.end],
                name=name.text,
                owner=owner,
                certain=certain,
            )


def names_para(folded: str) -> bool:
    """False if `patterns.PARA` cannot match in the folded text; a fast first test."""
    return "para" in folded or "quest" in folded or "¶" in folded


def _is_certain(
    text: str,
    keyword: re.Match[str],
    names: list[_ParaName],
    context: CableContext,
    required: Mapping[str, CableEvidence],
) -> bool | None:
    """Whether only a para of a cable can be meant; None if there is too little evidence."""
    end = names[-1].end
    evidence = _evidence(text, keyword.start(), end)
    if evidence is None or (
        evidence is CableEvidence.NONE and patterns.NOUN_AFTER.match(text, end)
    ):
        return None
    if all(name.text in context.lettered_paras for name in names):
        # Another text is unlikely to have a `28.B` too.
        evidence = max(evidence, CableEvidence.GIVEN)
    kind = _keyword_kind(keyword)
    if evidence < required[kind]:
        return None
    return kind != "question" and (evidence >= CableEvidence.GIVEN or kind == "para")


def _keyword_kind(keyword: re.Match[str]) -> str:
    word = keyword["word"].lower()
    if word[0] in "q¶":
        return "question" if word[0] == "q" else "¶"
    return "para" if keyword["short"] else "paragraph"


class _QuotationTracker:
    """Tells whether positions in a text, queried in ascending order, are inside a quotation."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.straight = 0
        self.curly = 0

    def is_quoted(self, position: int) -> bool:
        """True if a quotation is open at `position`."""
        skipped = self.text[self.position : position]
        self.position = position
        self.straight += skipped.count('"')
        self.curly += skipped.count("“") - skipped.count("”")
        return self.straight % 2 == 1 or self.curly > 0


def _para_names(text: str, keyword: re.Match[str], context: CableContext) -> list[_ParaName]:
    """The paras of a list: `3-5`, `5 through 7 and 10`, `2, 5, and 6`, `30.H. and 30.I`."""
    first = _para_name(text, keyword.end(), context)
    if first is None:
        return []
    names = [first]
    plural = keyword["word"].rstrip(".").lower().endswith(("s", "s)"))
    while True:
        last = names[-1]
        range_joint = patterns.PARA_RANGE.match(text, last.end)
        joint = range_joint or patterns.PARA_MORE.match(text, last.end)
        name = _para_name(text, joint.end(), context) if joint else None
        if joint is None or name is None:
            return names
        ascending = (name.number, name.letter) > (last.number, last.letter)
        counts_noun = patterns.NOUN_AFTER.match(text, name.end) is not None
        weak_joint = joint[0].strip() in ("to", ",") or not plural
        if (range_joint and not ascending) or (weak_joint and (counts_noun or not ascending)):
            return names
        names.append(name)


def _para_name(text: str, position: int, context: CableContext) -> _ParaName | None:
    match = patterns.PARA_NAME.match(text, position)
    if match is not None:
        number, letter = int(match["number"]), match["letter"] or ""
        return _ParaName(start=position, end=match.end(), number=number, letter=letter)
    match = patterns.PARA_LETTER.match(text, position)
    if match is None or match["letter"] not in context.lettered_paras:
        return None
    return _ParaName(start=position, end=match.end(), number=0, letter=match["letter"])


def _adjacent_cable(
    text: str, start: int, end: int, cables: Sequence[CablePointer]
) -> CablePointer | None:
    """The cable that the para belongs to: `para 5 of ref A`, `reftel (paras 2-4)`."""
    if patterns.THIS_CABLE.match(text, end):
        return None
    following = bisect_left(cables, end, key=lambda cable: cable.place.start)
    if following < len(cables) and patterns.PARA_THEN_CABLE.fullmatch(
        text, end, cables[following].place.start
    ):
        return cables[following]
    before = bisect_right(cables, start, key=lambda cable: cable.place.end) - 1
    if before >= 0 and patterns.CABLE_THEN_PARA.fullmatch(text, cables[before].place.end, start):
        return cables[before]
    return None


def _evidence(text: str, start: int, end: int) -> CableEvidence | None:
    """The evidence that a cable is meant; None if another text is meant."""
    before = text[max(0, start - PARA_CONTEXT) : start]
    if patterns.THIS_CABLE.match(text, end):
        return CableEvidence.DIRECTED
    if patterns.OTHER_TEXT_AFTER.match(text, end) or patterns.OTHER_TEXT_BEFORE.search(before):
        return None
    if patterns.SEE.search(before):
        return CableEvidence.DIRECTED
    if patterns.GIVEN_IN.search(before):
        return CableEvidence.GIVEN
    if patterns.DESCRIBED_IN.search(before):
        return CableEvidence.DESCRIBED
    return CableEvidence.IN if patterns.PREPOSITION.search(before) else CableEvidence.NONE


def _required_evidence(passage: BlockContext) -> dict[str, CableEvidence]:
    """The minimum evidence for a link, by the kind of keyword.

    Drafters write `para` for cables and `paragraph` for any text. A `¶` may be left over from the
    publisher, who put it at line starts.
    """
    numbered = patterns.NESTED_MARKER.match(passage.block.marker or "") is not None
    if passage.is_about_treaty or passage.in_columns or numbered:
        return dict.fromkeys(("para", "paragraph", "question", "¶"), CableEvidence.DIRECTED)
    required = {
        "para": CableEvidence.NONE,
        "paragraph": CableEvidence.IN,
        "question": CableEvidence.DESCRIBED,
        "¶": CableEvidence.DIRECTED,
    }
    if patterns.LAW.search(passage.folded):
        required |= {"para": CableEvidence.DESCRIBED, "paragraph": CableEvidence.GIVEN}
    elif passage.cable_is_about_treaty:
        required |= {"para": CableEvidence.IN, "paragraph": CableEvidence.GIVEN}
    elif patterns.WRITING.search(passage.folded):
        required |= {"para": CableEvidence.IN, "paragraph": CableEvidence.DESCRIBED}
    return required
