"""A cable's pages in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model import Cable, Mrn
from generator.model.compared_copies import ComparedCopies
from generator.render import urls

NEAR = 15
"""Pages before and after the current one that the side navigation lists."""

ENDS = 2
"""Pages at the beginning and at the end of the cable that the side navigation lists."""

_MAX_LABEL = 90


@dataclass(frozen=True, slots=True)
class PageSequence:
    """The pages in reading order: front page, sections, whole cable, source."""

    pages: tuple[tuple[str, str], ...]
    """Label and file of each page."""
    _places: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", {file: at for at, (_, file) in enumerate(self.pages)})

    def place(self, file: str) -> int:
        """The position of a page, from 0."""
        return self._places[file]

    def neighbour(self, file: str, distance: int) -> str | None:
        """The file `distance` pages away; None beyond the ends."""
        at = self.place(file) + distance
        return self.pages[at][1] if 0 <= at < len(self.pages) else None

    def listed(self, file: str) -> list[tuple[str, str]]:
        """The pages in the navigation of a page: those near it, and those at both ends.

        Otherwise, a cable with a thousand headings would need a million lines of navigation.
        """
        at, count = self.place(file), len(self.pages)
        if count <= NEAR:
            return list(self.pages)
        near = range(max(0, at - NEAR), min(count, at + NEAR + 1))
        ends = (*range(min(ENDS, count)), *range(max(0, count - ENDS), count))
        return [self.pages[number] for number in sorted({*near, *ends})]


def page_sequence(cable: Cable, mrn: Mrn, copies: ComparedCopies | None) -> PageSequence:
    """The pages of a cable. A single section has no page of its own."""
    sections = [
        (shortened(section.title), urls.section_page(mrn, number, section))
        for number, section in enumerate(cable.sections, 1)
    ]
    has_several = len(sections) > 1
    return PageSequence(
        (
            ("Front page", urls.cable_page(mrn)),
            *(sections if has_several else []),
            ("Whole cable" if has_several else "Text", urls.full_page(mrn)),
            ("Source and repairs", urls.source_page(mrn)),
            *([("Copies compared", urls.copies_page(mrn))] if copies else []),
            *copy_pages(mrn, copies),
        )
    )


def copy_pages(mrn: Mrn, copies: ComparedCopies | None) -> list[tuple[str, str]]:
    """The label and the page of each copy beside the main copy, if there are more than two.

    Files whose names differ in punctuation only have their position added.
    """
    if copies is None or len(copies.comparisons) < 2:
        return []
    pages: list[tuple[str, str]] = []
    for number, comparison in enumerate(copies.comparisons, 1):
        other = comparison.other
        file = urls.copy_page(mrn, other.name, other.line)
        if any(file == taken for _, taken in pages):
            file = urls.copy_page(mrn, f"{other.name} {number}", other.line)
        pages.append((f"Copies {letter(0)} and {letter(number)}", file))
    return pages


def letter(number: int) -> str:
    """The letter of a copy, `A` for the main copy: `B`, ... `Z`, `AA`, `AB`."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def shortened(text: str) -> str:
    """A title cut to the length of a navigation label."""
    return text if len(text) <= _MAX_LABEL else text[: _MAX_LABEL - 1].rstrip() + "…"
