"""Lists of what publishers withheld, by exemption code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import facts
from generator.model import GapKind, Mrn, Outline, Page, Withholding
from generator.render import site_links, urls, views
from generator.render.cable_lists import CABLE_KEYS
from generator.render.markdown import title
from generator.render.page_context import PageContext
from generator.render.pagination import paginated, period_name
from generator.render.renderer import Renderer, breadcrumb

HEADING = "Withheld under"
NO_CODE = "no code"
"""The name of the list of passages without a code."""

Places = tuple[tuple[str, str], ...]
"""The name of each place in a cable, and the link to it; empty for a stamp."""


def withheld_under_pages(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The codes, and the cables with passages under each, by period where there are many.

    No page where no publisher withheld anything.
    """
    groups = _by_code(context.cables)
    if not groups:
        return
    yield renderer.page(
        urls.WITHHELD_UNDER,
        "withheld-under.md.j2",
        {"title": HEADING, "hide": ["toc"]},
        heading=HEADING,
        rows=[_row(code, cables) for code, cables in groups.items()],
    )
    for code, cables in groups.items():
        yield from _list(renderer, context, code, cables)


def has_withholdings(context: PageContext) -> bool:
    """Whether a publisher withheld something from a cable."""
    return any(cable.withholdings for cable in context.cables)


def _by_code(cables: Sequence[Outline]) -> dict[str, list[Outline]]:
    """The cables with each code, in the order of the laws; passages without a code come last."""
    groups: dict[str, list[Outline]] = {code: [] for code in [*facts.exemptions(), ""]}
    for cable in cables:
        for code in dict.fromkeys(item.code or "" for item in cable.withholdings):
            groups.setdefault(code, []).append(cable)
    return {code: group for code, group in groups.items() if group}


def _row(code: str, cables: Sequence[Outline]) -> tuple[str, str, str, str, int, int]:
    """Code, link, meaning, law, number of passages and of cables."""
    fact = facts.exemptions().get(code)
    return (
        code or NO_CODE,
        site_links.link(urls.WITHHELD_UNDER, urls.withheld_under_page(code)),
        fact.meaning if fact else "passages for which the copy gives no code",
        fact.source if fact else "",
        sum(item.kind is not None for cable in cables for item in _under(cable, code)),
        len(cables),
    )


def _under(cable: Outline, code: str) -> list[Withholding]:
    return [item for item in cable.withholdings if (item.code or "") == code]


def _list(
    renderer: Renderer, context: PageContext, code: str, cables: Sequence[Outline]
) -> Iterator[Page]:
    """The cables with passages under a code."""
    fact = facts.exemptions().get(code)
    name = f"{HEADING} {code}" if code else f"Withheld, {NO_CODE}"
    for part in paginated(cables, CABLE_KEYS):
        path = urls.withheld_under_page(code, part.period)
        heading = f"{name}, {period_name(part.period)}" if part.period else name
        trail = [breadcrumb(HEADING, urls.WITHHELD_UNDER)]
        if part.period:
            trail.append(breadcrumb(name, urls.withheld_under_page(code)))
        yield renderer.page(
            path,
            "withheld-under-code.md.j2",
            {"title": title(heading), "trail": trail, "hide": ["toc"]},
            heading=heading,
            meaning=fact.meaning if fact else "",
            law=fact.source if fact else "",
            rows=[
                (*row, _places(context, row[1], code, path))
                for row in views.cable_rows(list(part.items), path)
            ],
            periods=[
                (period_name(p), site_links.link(path, urls.withheld_under_page(code, p)), count)
                for p, count in part.periods
            ],
        )


def _places(context: PageContext, mrn: Mrn, code: str, page: str) -> Places:
    """The places of a cable's passages under a code."""
    places = [
        (_place(context, mrn, item), _link(context, mrn, item, page))
        for item in _under(context.outlines[mrn], code)
    ]
    return tuple(dict.fromkeys(places))


def _place(context: PageContext, mrn: Mrn, item: Withholding) -> str:
    """A place in words: `¶2 (2 lines)`, `¶5, omitted by an editor`, `stamp only`."""
    if item.kind is None:
        return "stamp only"
    name = context.para_name(mrn, item.anchor) if item.anchor else "outside the paragraphs"
    extent = f" ({item.extent})" if item.extent else ""
    return name + extent + {GapKind.OMITTED: ", omitted by an editor"}.get(item.kind, "")


def _link(context: PageContext, mrn: Mrn, item: Withholding, page: str) -> str:
    if item.anchor is None:
        return site_links.link(page, urls.cable_page(mrn), "release")
    return context.para_link(page, mrn, item.anchor)
