"""The index of archive numbers: from a number in a publisher's series to its cable."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.model import ArchiveNumber, Mrn, NumberKind, Outline, Page
from generator.render import anchors, site_links, slugs, urls, views
from generator.render.cable_lists import CABLE_KEYS
from generator.render.page_context import PageContext
from generator.render.pagination import paginated
from generator.render.renderer import Renderer, breadcrumb

HEADING = "Archive numbers"

ENDINGS = (4, 3, 2)
"""Numbers of final characters in which the numbers on one page differ, coarsest first."""

Item = tuple[ArchiveNumber, Outline]


def _series(item: Item) -> str:
    return slugs.slugify(item[0].kind.value)


def _beginning(ending: int) -> Callable[[Item], str]:
    """The key of numbers that have all but their last characters in common."""
    return lambda item: f"{_series(item)}-{slugs.slugify(item[0].text[:-ending]) or 'other'}"


def _number(item: Item) -> str:
    return f"{_series(item)}-{slugs.slugify(item[0].text)}"


def _of_cable(key: Callable[[Outline], str]) -> Callable[[Item], str]:
    return lambda item: f"{_number(item)}-{key(item[1])}"


KEYS: tuple[Callable[[Item], str], ...] = (
    _series,
    *map(_beginning, ENDINGS),
    _number,
    *(_of_cable(key) for key in CABLE_KEYS),
)
"""Keys by which a long list is split: series, beginning, number, then those of the cables."""


def archive_number_pages(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The archive numbers of the cables, split where there are many; no page without any."""
    items = sorted(
        ((number, cable) for cable in context.cables for number in _numbers(context, cable)),
        key=lambda item: (item[0].kind, item[0].text, item[1].id or ""),
    )
    for part in paginated(items, KEYS) if items else ():
        path = urls.archive_numbers_page(part.period) if part.period else urls.ARCHIVE_NUMBERS
        heading = f"{HEADING}: {_group_name(part.period)}" if part.period else HEADING
        yield renderer.page(
            path,
            "archive-numbers.md.j2",
            {
                "title": heading,
                "trail": [breadcrumb(HEADING, urls.ARCHIVE_NUMBERS)] if part.period else [],
                "hide": ["toc"],
            },
            heading=heading,
            rows=[_row(number, cable, path) for number, cable in part.items],
            periods=[
                (_group_name(name), site_links.link(path, urls.archive_numbers_page(name)), count)
                for name, count in part.periods
            ],
        )


def _group_name(group: str) -> str:
    """The name of a group for readers: `document number C0508`, `case number`."""
    for kind in NumberKind:
        series = slugs.slugify(kind.value)
        if group == series or group.startswith(f"{series}-"):
            return f"{kind.value} {group[len(series) + 1 :].upper()}".strip()
    return group


def has_archive_numbers(context: PageContext) -> bool:
    """Whether a cable has a number in a publisher's series."""
    return any(cable.archive_numbers for cable in context.cables) or bool(context.copy_numbers)


def _numbers(context: PageContext, cable: Outline) -> Iterator[ArchiveNumber]:
    """The archive numbers of all copies of a cable, each once."""
    others = context.copy_numbers.get(cable.id, ()) if cable.id is not None else ()
    yield from dict.fromkeys((*cable.archive_numbers, *others))


def _row(number: ArchiveNumber, cable: Outline, page: str) -> tuple[str, str, str, Mrn, str, str]:
    """Number, its anchor, series, cable, link and subject."""
    assert cable.id is not None
    return (
        number.text,
        anchors.archive_number_anchor(number.text),
        number.kind.value,
        cable.id,
        site_links.link(page, urls.cable_page(cable.id)),
        views.subject(cable),
    )
