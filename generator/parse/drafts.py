"""Paras while they are put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model import Anchor, Block, Para, Part, heading_anchor, line_anchor, para_anchor
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.model.source_text import SourceText
from generator.parse.lines import Line, span_of


@dataclass(slots=True)
class ParaDraft:
    """A para whose lines are still being gathered."""

    number: int | None
    letter: str | None
    marking: str | None
    label: str | None
    anchor: Anchor
    first: Line
    last: Line
    blocks: list[Block] = field(default_factory=list)
    part: Part | None = None
    """Question or answer, whichever is open."""

    @property
    def named(self) -> bool:
        """True for a para with a number or letter: what follows belongs to it."""
        return self.number is not None or self.letter is not None

    def finish(self, source: SourceText) -> Para:
        """The para."""
        return Para(
            number=self.number,
            letter=self.letter,
            anchor=self.anchor,
            marking=self.marking,
            label=self.label,
            blocks=tuple(self.blocks),
            span=span_of(source, self.first, self.last),
        )


@dataclass(slots=True)
class AnchorAllocator:
    """Gives each para of a cable an address of its own."""

    _seen: dict[str, int] = field(default_factory=dict)

    def name(
        self, line: Line, number: int | None, letter: str | None, found: list[Diagnostic]
    ) -> Anchor:
        """`p-17` for paragraph 17, `p-17-2` where it stands a second time, else the line's."""
        if number is None and letter is None:
            return self._unique(line_anchor(line.number))
        name = str(number) if number is not None else str(letter).lower().replace(".", "-")
        seen = self._seen.get(name, 0) + 1
        self._seen[name] = seen
        anchor = para_anchor(name if seen == 1 else f"{name}-{seen}")
        if seen > 1:
            found.append(
                diagnostic(
                    "number-repeated",
                    line=line.number,
                    text=line.text,
                    number=name,
                    times="twice" if seen == 2 else f"{seen} times",
                )
            )
        return anchor

    def heading(self, line: Line) -> Anchor:
        """The address of a heading that begins on `line`."""
        return self._unique(heading_anchor(line.number))

    def _unique(self, anchor: Anchor) -> Anchor:
        """`l-9-2` where two paras begin on one source line."""
        seen = self._seen.get(anchor, 0) + 1
        self._seen[anchor] = seen
        return anchor if seen == 1 else Anchor(f"{anchor}-{seen}")
