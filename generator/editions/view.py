"""What is known of a cable's source when its other texts are made, and how those are told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, excerpt
from generator.editions.concealer import Concealer, Found
from generator.editions.source import EditedSource
from generator.editions.values import rewritten
from generator.editions.words import phrase, squeeze
from generator.model import (
    Cable,
    Header,
    Heading,
    ReferenceKind,
    Repair,
    Unparsed,
)
from generator.text import Span

HIDDEN = "[withheld]"
"""In place of a piece of a line on which something is withheld."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is known of a cable's source when its text is made."""

    concealer: Concealer
    edited: EditedSource
    found: Sequence[Found]
    """The withheld passages of the source."""
    gone: frozenset[str]
    """Words that stand in the source within such passages only."""

    def told(self, text: str) -> str:
        """A text of the cable; hidden where it holds a piece of a passage that goes beyond it."""
        made = self.concealer.conceal(text)
        return HIDDEN if self.gone.intersection(phrase(made)) else made

    def names(self, code: str) -> bool:
        """Whether a code or number holds a word of three or more signs that is withheld."""
        return any(len(word) > 2 and word in squeeze(code) for word in self.gone)

    def crossing(self, span: Span, within: int) -> Found | None:
        """A passage of the source of which a piece stands in `span`, and a piece elsewhere.

        `within` is how many passages were found in what was read from there.
        """
        here = touching(self.found, span)
        return here[0] if len(here) > within else None


def touching(found: Sequence[Found], span: Span) -> Sequence[Found]:
    """The passages, given in order, of which a piece stands in `span`."""
    first = bisect_right(found, span.start, key=lambda f: f.end)
    return found[first : bisect_left(found, span.end, lo=first, key=lambda f: f.start)]


def heading_shown(heading: Heading, view: View) -> Heading:
    """A heading; a notice in its place where a withheld passage goes beyond it."""
    made = rewritten(heading, view.told, view.edited.span)
    crossing = view.crossing(heading.span, int(made.text != heading.text))
    return made if crossing is None else replace(made, text=crossing.withheld.told)


def header_shown(header: Header, view: View) -> Header:
    """The header; a code or number that is a piece of a withheld passage is none any more."""
    made = rewritten(header, view.told, view.edited.span)
    references = tuple(
        replace(r, target=None, kind=ReferenceKind.OTHER) if view.names(r.target or "") else r
        for r in made.references
    )
    tags = tuple(tag for tag in header.tags if not view.names(tag))
    # The program's own words for "UNCLAS", "C O N F I D E N T I A L": a banner is never withheld.
    return replace(made, references=references, tags=tags, classification=header.classification)


def unparsed_shown(piece: Unparsed, view: View) -> Unparsed:
    """Text that fits no part; hidden where a withheld passage goes beyond it."""
    made = rewritten(piece, view.told, view.edited.span)
    crossing = view.crossing(piece.span, int(made.text != piece.text))
    return made if crossing is None else replace(made, text=HIDDEN)


def repair_shown(repair: Repair, cable: Cable, view: View) -> Repair:
    """A repair near a withheld passage may hold a piece of it: then neither side is told."""
    before, after = (
        _piece(piece, repair.line, cable, view) for piece in (repair.before, repair.after)
    )
    if HIDDEN in (before, after):
        return replace(repair, before=HIDDEN, after=HIDDEN)
    return replace(repair, before=before, after=after)


def diagnostic_shown(found: Diagnostic, view: View) -> Diagnostic:
    """A finding; near a withheld passage it quotes its line as the edition shows it."""
    conceal = view.concealer.conceal
    if found.line is None or not found.text or not _near(found.line, view.edited):
        return replace(found, text=conceal(found.text), message=conceal(found.message))
    text = excerpt(view.edited.lines[found.line - 1])
    return replace(found, text=text, message=conceal(found.message))


def _piece(text: str, line: int, cable: Cable, view: View) -> str:
    """A piece of a line; hidden where it holds a word that its line now lacks."""
    made = view.concealer.conceal(text)
    if made != text or not _near(line, view.edited):
        return made
    numbers = range(max(1, line - 1), min(len(cable.lines), line + 1) + 1)
    old = {w for n in numbers for w in phrase(cable.lines[n - 1].text)}
    new = {w for n in numbers for w in phrase(view.edited.lines[n - 1])}
    return HIDDEN if (old - new).intersection(phrase(text)) else made


def _near(line: int, edited: EditedSource) -> bool:
    """Whether something is withheld on the line or beside it."""
    return bool(edited.touched.intersection((line - 1, line, line + 1)))
