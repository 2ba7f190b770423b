"""Where a cable's text names paras, its own and those of other cables.

Agreements, laws and resolutions have paragraphs too, so that a para is taken for one of
a cable only where the words around it allow nothing else.
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
    CablePointer,
    Known,
    ParaWords,
    RefWords,
    SeptelWords,
)

BEFORE = 60
"""Characters before a para's name that can show whose para it is."""


class CableEvidence(IntEnum):
    """How well the words before and behind a para show that a cable is meant."""

    NONE = 0
    IN = 1
    """`in para 5`"""
    TOLD = 2
    """`is described in para 5`, `(para 5)`"""
    GIVEN = 3
    """`the text is in para 5`"""
    POINTED = 4
    """`see para 5`, `para 5 below`"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    start: int
    end: int
    number: int
    letter: str

    @property
    def text(self) -> str:
        """`5`, `28.B`, `B`."""
        return ".".join(p for p in (str(self.number) if self.number else "", self.letter) if p)


def find_paras(
    passage: BlockContext, beside: Sequence[CablePointer], known: Known
) -> Iterator[ParaWords]:
    """The paras named in a block; `beside` are the cables named there, in order."""
    text = passage.text
    if not names_para(passage.folded):
        return
    keywords = [
        m
        for m in patterns.PARA.finditer(text)
        if known.lettered_questions or m["word"][0] not in "qQ"
    ]
    if not keywords or passage.enclosed or passage.block.kind is BlockKind.QUOTATION:
        return
    needed = _needed(passage)
    quoted = _QuotationTracker(text)
    for keyword in keywords:
        names = _names(text, keyword, known)
        if not names or quoted.at(keyword.start()):
            continue
        start, end = keyword.start(), names[-1].end
        owner = _beside(text, start, end, beside)
        if isinstance(owner, SeptelWords) or (isinstance(owner, RefWords) and not owner.first):
            continue
        certain = _certain(text, keyword, names, known, needed) if owner is None else False
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
    """False for a folded text in which `patterns.PARA` stands nowhere."""
    return "para" in folded or "quest" in folded or "¶" in folded


def _certain(
    text: str,
    keyword: re.Match[str],
    names: list[_Name],
    known: Known,
    needed: Mapping[str, CableEvidence],
) -> bool | None:
    """Whether no other text can be meant; None where too little shows that a cable is."""
    end = names[-1].end
    evidence = _evidence(text, keyword.start(), end)
    if evidence is None or (evidence is CableEvidence.NONE and patterns.GOES_ON.match(text, end)):
        return None
    if all(name.text in known.lettered for name in names):
        # No other text is likely to have a `28.B` of its own.
        evidence = max(evidence, CableEvidence.GIVEN)
    kind = _kind(keyword)
    if evidence < needed[kind]:
        return None
    return kind != "question" and (evidence >= CableEvidence.GIVEN or kind == "para")


def _kind(keyword: re.Match[str]) -> str:
    word = keyword["word"].lower()
    if word[0] in "q¶":
        return "question" if word[0] == "q" else "¶"
    return "para" if keyword["short"] else "paragraph"


class _QuotationTracker:
    """Whether places, asked for in order, stand inside a quotation."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.straight = 0
        self.curly = 0

    def at(self, position: int) -> bool:
        """True behind a quotation mark that is not closed before `position`."""
        part = self.text[self.position : position]
        self.position = position
        self.straight += part.count('"')
        self.curly += part.count("“") - part.count("”")
        return self.straight % 2 == 1 or self.curly > 0


def _names(text: str, keyword: re.Match[str], known: Known) -> list[_Name]:
    """The paras of a list: `3-5`, `5 through 7 and 10`, `2, 5, and 6`, `30.H. and 30.I`."""
    first = _name(text, keyword.end(), known)
    if first is None:
        return []
    names = [first]
    plural = keyword["word"].rstrip(".").lower().endswith(("s", "s)"))
    while True:
        last = names[-1]
        ranged = patterns.PARA_RANGE.match(text, last.end)
        more = ranged or patterns.PARA_MORE.match(text, last.end)
        name = _name(text, more.end(), known) if more else None
        if more is None or name is None:
            return names
        rises = (name.number, name.letter) > (last.number, last.letter)
        counts = patterns.GOES_ON.match(text, name.end) is not None
        loose = more[0].strip() in ("to", ",") or not plural
        if (ranged and not rises) or (loose and (counts or not rises)):
            return names
        names.append(name)


def _name(text: str, position: int, known: Known) -> _Name | None:
    found = patterns.PARA_NAME.match(text, position)
    if found is not None:
        letter = found["letter"] or ""
        return _Name(start=position, end=found.end(), number=int(found["number"]), letter=letter)
    single = patterns.PARA_LETTER.match(text, position)
    if single is None or single["letter"] not in known.lettered:
        return None
    return _Name(start=position, end=single.end(), number=0, letter=single["letter"])


def _beside(text: str, start: int, end: int, cables: Sequence[CablePointer]) -> CablePointer | None:
    """The cable whose para it is: `para 5 of ref A`, `reftel (paras 2-4)`."""
    if patterns.THIS_CABLE.match(text, end):
        return None
    following = bisect_left(cables, end, key=lambda one: one.place.start)
    if following < len(cables) and patterns.BELONGS.fullmatch(
        text, end, cables[following].place.start
    ):
        return cables[following]
    before = bisect_right(cables, start, key=lambda one: one.place.end) - 1
    if before >= 0 and patterns.BESIDE.fullmatch(text, cables[before].place.end, start):
        return cables[before]
    return None


def _evidence(text: str, start: int, end: int) -> CableEvidence | None:
    """How well a cable is meant; None where another text is."""
    before = text[max(0, start - BEFORE) : start]
    if patterns.THIS_CABLE.match(text, end):
        return CableEvidence.POINTED
    if patterns.OTHER_TEXT_AFTER.match(text, end) or patterns.OTHER_TEXT_BEFORE.search(before):
        return None
    if patterns.SEE.search(before):
        return CableEvidence.POINTED
    if patterns.GIVEN_IN.search(before):
        return CableEvidence.GIVEN
    if patterns.TOLD_IN.search(before):
        return CableEvidence.TOLD
    return CableEvidence.IN if patterns.PREPOSITION.search(before) else CableEvidence.NONE


def _needed(passage: BlockContext) -> dict[str, CableEvidence]:
    """The evidence without which nothing is linked, by the word that names the para.

    Drafters write `para` of a cable and `paragraph` of anything; `¶` may be left from
    the publisher, who set it at line starts.
    """
    numbered = patterns.NESTED_MARKER.match(passage.block.marker or "") is not None
    if passage.treaty or passage.in_columns or numbered:
        return dict.fromkeys(("para", "paragraph", "question", "¶"), CableEvidence.POINTED)
    needed = {
        "para": CableEvidence.NONE,
        "paragraph": CableEvidence.IN,
        "question": CableEvidence.TOLD,
        "¶": CableEvidence.POINTED,
    }
    if patterns.LAW.search(passage.folded):
        needed |= {"para": CableEvidence.TOLD, "paragraph": CableEvidence.GIVEN}
    elif passage.treaty_cable:
        needed |= {"para": CableEvidence.IN, "paragraph": CableEvidence.GIVEN}
    elif patterns.WRITING.search(passage.folded):
        needed |= {"para": CableEvidence.IN, "paragraph": CableEvidence.TOLD}
    return needed
