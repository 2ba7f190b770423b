"""A cable's pages in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model import Cable, Mrn
from generator.render import urls

NEAR = 15
"""Pages before and behind the one that is read which its side navigation lists."""

ENDS = 2
"""The same at the beginning and the end of the cable."""

_LABEL_LENGTH = 90


@dataclass(frozen=True, slots=True)
class PageSequence:
    """The pages in reading order: front page, sections, whole cable, source."""

    pages: tuple[tuple[str, str], ...]
    """What each is called, and its file."""
    _places: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", {file: at for at, (_, file) in enumerate(self.pages)})

    def place(self, file: str) -> int:
        """Which page it is, counted from 0."""
        return self._places[file]

    def neighbour(self, file: str, distance: int) -> str | None:
        """The file so many pages further on; None beyond the ends."""
        at = self.place(file) + distance
        return self.pages[at][1] if 0 <= at < len(self.pages) else None

    def listed(self, file: str) -> list[tuple[str, str]]:
        """The pages that the navigation of a page lists: the ends, and those near it.

        A cable of a thousand headings would otherwise have a million lines of navigation.
        """
        at, count = self.place(file), len(self.pages)
        if count <= NEAR:
            return list(self.pages)
        near = range(max(0, at - NEAR), min(count, at + NEAR + 1))
        ends = (*range(min(ENDS, count)), *range(max(0, count - ENDS), count))
        return [self.pages[number] for number in sorted({*near, *ends})]


def page_sequence(cable: Cable, mrn: Mrn) -> PageSequence:
    """The pages of a cable; one with a single section has no page for it."""
    sections = [
        (shortened(section.title), urls.section_page(mrn, number, section))
        for number, section in enumerate(cable.sections, 1)
    ]
    several = len(sections) > 1
    return PageSequence(
        (
            ("Front page", urls.cable_page(mrn)),
            *(sections if several else []),
            ("Whole cable" if several else "Text", urls.full_page(mrn)),
            ("Source and repairs", urls.source_page(mrn)),
        )
    )


def shortened(text: str) -> str:
    """A title short enough for a navigation."""
    return text if len(text) <= _LABEL_LENGTH else text[: _LABEL_LENGTH - 1].rstrip() + "…"
