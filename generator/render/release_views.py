"""What the publisher of a copy says of it: marks of the release, numbers, missing passages."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Anchor, ArchiveNumber, Cable, Gap, Mrn, ReleaseMark
from generator.render.gap_marks import ExemptionView, codes_on_page, gap_mark, gaps_of
from generator.render.markdown import Md
from generator.render.page_context import PageContext

PLAIN_TEXT = "plain text"
"""The form of a copy that needs no mention."""

TEXT_UNAVAILABLE = "text-unavailable"
"""The diagnostic of a record without the text of its telegram."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """A missing passage in the list of a cable."""

    place: str
    """The para's name, or "outside the paragraphs"."""
    link: str
    """Link to the para; empty outside paras."""
    mark: Md
    """What replaces it in the copy."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    """What the publisher of a copy says of it."""

    rendering: str
    """The form of the copy; empty for plain text."""
    numbers: tuple[ArchiveNumber, ...]
    marks: tuple[ReleaseMark, ...]
    passages: tuple[PassageView, ...]
    """The missing passages, in the order of the source."""
    codes: tuple[ExemptionView, ...]
    """The exemption codes of passages and stamps."""


def release_view(context: PageContext, cable: Cable, mrn: Mrn, page: str) -> ReleaseView:
    """The view of a cable's release, with links from `page`."""
    gaps: list[tuple[Gap, Anchor | None]] = [
        *((gap, None) for gap in cable.gaps),
        *((gap, para.anchor) for para in cable.paras for gap in gaps_of([para])),
    ]
    gaps.sort(key=lambda item: item[0].line)
    stamped = [Gap(line=m.line, text=m.text, codes=m.codes) for m in cable.release_marks]
    return ReleaseView(
        rendering="" if cable.rendering == PLAIN_TEXT else cable.rendering,
        numbers=cable.archive_numbers,
        marks=cable.release_marks,
        passages=tuple(_passage(context, mrn, page, gap, anchor) for gap, anchor in gaps),
        codes=tuple(codes_on_page([*(gap for gap, _ in gaps), *stamped], page)),
    )


def _passage(
    context: PageContext, mrn: Mrn, page: str, gap: Gap, anchor: Anchor | None
) -> PassageView:
    return PassageView(
        place=context.para_name(mrn, anchor) if anchor else "outside the paragraphs",
        link=context.para_link(page, mrn, anchor) if anchor else "",
        mark=gap_mark(gap, page),
        line=gap.line,
    )


def absence(cable: Cable) -> str:
    """Why a cable has no text, as a sentence; empty where the copy does not say."""
    messages = [d.message for d in cable.diagnostics if d.code == TEXT_UNAVAILABLE]
    return f"{messages[0][:1].upper()}{messages[0][1:]}." if messages else ""
