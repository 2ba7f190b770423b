"""Builds the paragraphs and headings of one cable in order."""

from __future__ import annotations

from generator.demo.para_elements import Block, DemoHeading, DemoPara, Element, Text
from generator.demo.plans import Plan
from generator.demo.story import Story

MARKINGS = {
    "UNCLAS": (("U", 1.0),),
    "SENSITIVE": (("SBU", 9.0), ("U", 2), ("SBU/NF", 0.3)),
    "CONFIDENTIAL": (("C", 9.0), ("SBU", 1), ("U", 1), ("C/NF", 0.4)),
    "SECRET": (("S", 8.0), ("C", 2), ("S/NF", 1), ("U", 0.5)),
}
"""Portion markings with their weights, by classification."""
BODY_ROLES = (
    ("fact", 8.0),
    ("statement", 7),
    ("background", 3),
    ("obstacle", 3),
    ("reaction", 3),
    ("usg", 2),
    ("pointer", 2),
    ("outlook", 1),
    ("general", 3),
)
"""Roles of sentences in running text, with their weights."""


class CableWriter:
    """Collects the elements of one cable and counts its paragraphs."""

    def __init__(self, plan: Plan, story: Story) -> None:
        self.plan = plan
        self.story = story
        self.dice = plan.dice("body")
        key = "SENSITIVE" if plan.sensitive else plan.classification
        self._markings = MARKINGS[key]
        old = plan.sent.year < 1990
        self._marked = not old and self.dice.chance(0.97 if key != "UNCLAS" else 0.6)
        self._next = plan.first
        self.elements: list[Element] = []
        self.capital_labels = self.dice.pick((False, True))

    @property
    def remaining(self) -> int:
        """The number of paragraphs still to be written."""
        return self.plan.first + self.plan.paras - self._next

    def para(self, *blocks: Block | str) -> None:
        """Append a paragraph; a string is a block of running text."""
        self.elements.append(
            DemoPara(
                number=self._next if self.plan.numbered else None,
                marking=self.dice.weighted(self._markings) if self._marked else None,
                blocks=tuple(Text(b) if isinstance(b, str) else b for b in blocks),
            )
        )
        self._next += 1

    def heading(self, words: str) -> None:
        """Append a heading."""
        self.elements.append(DemoHeading(words))

    def sentences(self, least: int, most: int) -> str:
        """From `least` to `most` sentences of mixed roles."""
        roles = [self.dice.weighted(BODY_ROLES) for _ in range(self.dice.between(least, most))]
        return self.story.sentences(*roles)

    def labelled(self, name: str, text: str) -> str:
        """The text with its label, such as `SUMMARY. ... END SUMMARY.`."""
        if self.capital_labels:
            name = name.upper()
            begin = "BEGIN " if self.dice.chance(0.1) else ""
            end = f" END {name}."
        else:
            begin = ""
            end = f" End {name.lower()}."
        end = end if self.dice.chance(0.6) else ""
        return f"{begin}{name}{self.dice.pick(('.', ':', ':'))} {text}{end}"
