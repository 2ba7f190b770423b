"""Builds the paragraphs of one cable one after another."""

from __future__ import annotations

from generator.demo.para_elements import Block, DemoHeading, DemoPara, Element
from generator.demo.plans import Plan
from generator.demo.story import Story

MARKINGS = {
    "UNCLAS": (("U", 1.0),),
    "SENSITIVE": (("SBU", 9.0), ("U", 2), ("SBU/NF", 0.3)),
    "CONFIDENTIAL": (("C", 9.0), ("SBU", 1), ("U", 1), ("C/NF", 0.4)),
    "SECRET": (("S", 8.0), ("C", 2), ("S/NF", 1), ("U", 0.5)),
}
BODY_ROLES = (
    ("fact", 8.0),
    ("said", 7),
    ("background", 3),
    ("obstacle", 3),
    ("reaction", 3),
    ("usg", 2),
    ("pointer", 2),
    ("outlook", 1),
    ("general", 3),
)


class CableWriter:
    """Builds the elements of one cable and counts its paragraphs."""

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
        self.labels = self.dice.pick(("Summary", "SUMMARY"))

    @property
    def left(self) -> int:
        """How many paragraphs are still to come."""
        return self.plan.first + self.plan.paras - self._next

    def para(self, *blocks: Block) -> None:
        """One more paragraph."""
        self.elements.append(
            DemoPara(
                number=self._next if self.plan.numbered else None,
                marking=self.dice.weighted(self._markings) if self._marked else None,
                blocks=blocks,
            )
        )
        self._next += 1

    def heading(self, words: str) -> None:
        """A heading over the next paragraph."""
        self.elements.append(DemoHeading(words))

    def words(self, least: int, most: int) -> str:
        """Sentences of mixed roles."""
        roles = [self.dice.weighted(BODY_ROLES) for _ in range(self.dice.between(least, most))]
        return self.story.sentences(*roles)

    def label(self, name: str, text: str) -> str:
        """`SUMMARY. ... END SUMMARY.` in one of its forms."""
        name = name.upper() if self.labels.isupper() else name
        end = "END" if name.isupper() else "End"
        begin = "BEGIN " if name.isupper() and self.dice.chance(0.1) else ""
        closing = f" {end} {name if name.isupper() else name.lower()}."
        closed = closing if self.dice.chance(0.6) else ""
        return f"{begin}{name}{self.dice.pick(('.', ':', ':'))} {text}{closed}"
