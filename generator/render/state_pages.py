"""The lists of copies with faults, by what is wrong with them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import groupby

from generator.model import Mrn, Outline, Page, post_name
from generator.render import anchors, site_links, slugs, urls, views
from generator.render.cable_lists import CABLE_KEYS
from generator.render.copy_states import NEXT_STEPS, CopyFault, CopyState
from generator.render.markdown import plain, title
from generator.render.page_context import PageContext
from generator.render.pagination import ListPage, paginated
from generator.render.renderer import Renderer, breadcrumb

HEADING = "State of the copies"

MAX_FINDINGS = 3
"""Findings that a row lists; the file has all."""


@dataclass(frozen=True, slots=True)
class FaultyCopy:
    """A copy with its faults of one kind."""

    state: CopyState
    cable: Outline | None
    """The cable; None for a file without one."""
    file: str
    faults: tuple[CopyFault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """A copy in the list."""

    state: CopyState
    anchor: str
    """The anchor of the first row in the state."""
    name: str
    """The cable's number, or the name of a file without a cable."""
    link: str
    """Link to the cable, or to its copies; empty for a file without a cable."""
    date: str
    subject: str
    findings: list[tuple[str, str, str]]
    """What is wrong: words, source line and link to it; the last two may be empty."""
    more: int
    """How many findings follow."""


def _slug(item: FaultyCopy) -> str:
    return slugs.slugify(item.state)


def _of_cable(key: Callable[[Outline], str]) -> Callable[[FaultyCopy], str]:
    return lambda item: f"{_slug(item)}-{key(item.cable) if item.cable else 'files'}"


def _of_file(length: int) -> Callable[[FaultyCopy], str]:
    """The key of files whose names begin alike."""
    return lambda item: f"{_slug(item)}-{slugs.slugify(item.file)[:length] or 'other'}"


STATE_KEYS: tuple[Callable[[FaultyCopy], str], ...] = (
    _slug,
    *map(_of_cable, CABLE_KEYS),
    *map(_of_file, (1, 2, 4, 8, slugs.MAX_SLUG)),
)
"""Keys by which a long list is split: the state, those of the cables, the beginning of the file's
name."""


def faulty_copies(faults: Sequence[CopyFault]) -> list[FaultyCopy]:
    """The copies with the faults of each kind, in the order of the faults."""
    groups = groupby(faults, key=lambda fault: (fault.state, fault.file))
    return [
        FaultyCopy(state, faults[0].cable, file, faults)
        for (state, file), faults in ((key, tuple(group)) for key, group in groups)
    ]


def state_links(copies: Sequence[FaultyCopy], page: str) -> dict[CopyState, str]:
    """Links from `page` to the copies in each state: to their own list, or to their place."""
    parts = list(paginated(copies, STATE_KEYS))
    own = {part.period for part in parts}
    links: dict[CopyState, str] = {}
    for state in dict.fromkeys(item.state for item in copies):
        slug = slugs.slugify(state)
        if slug in own:
            links[state] = site_links.link(page, urls.overview_copies(slug))
        else:
            anchor = None if parts[0].periods else slug
            links[state] = site_links.link(page, urls.OVERVIEW_COPIES, anchor)
    return links


def state_pages(
    renderer: Renderer, context: PageContext, copies: Sequence[FaultyCopy]
) -> Iterator[Page]:
    """The list of copies with faults, split by state and time where it is long; and its file.

    No list where no copy has a fault.
    """
    if not copies:
        return
    for part in paginated(copies, STATE_KEYS):
        yield _page(renderer, part)
    faults = [fault for copy in copies for fault in copy.faults]
    yield Page(
        path=urls.COPY_STATES,
        text=states_csv(faults, with_files=context.info.edition.for_editors),
    )


def group_name(group: str) -> str:
    """The name of a part of the list for readers: `Truncated`, `Truncated, 2008`."""
    for state in CopyState:
        slug = slugs.slugify(state)
        if group == slug or group.startswith(f"{slug}-"):
            return f"{state}, {group[len(slug) + 1 :]}" if group != slug else state.value
    return group


def _page(renderer: Renderer, part: ListPage[FaultyCopy]) -> Page:
    path = urls.overview_copies(part.period) if part.period else urls.OVERVIEW_COPIES
    heading = f"{HEADING}: {group_name(part.period)}" if part.period else HEADING
    trail = [breadcrumb("Overview", urls.OVERVIEW)]
    if part.period:
        trail.append(breadcrumb(HEADING, urls.OVERVIEW_COPIES))
    return renderer.page(
        path,
        "overview-copies.md.j2",
        {"title": title(heading), "trail": trail, "hide": ["toc"], "overview": True},
        heading=heading,
        states_csv=site_links.link(path, urls.COPY_STATES),
        groups=[
            (group_name(group), site_links.link(path, urls.overview_copies(group)), count)
            for group, count in part.periods
        ],
        next_step=_next_step(part.items),
        rows=[_row(item, path) for item in part.items],
    )


def _next_step(copies: Sequence[FaultyCopy]) -> str:
    """What to do about the copies of a page if all are in one state; empty otherwise."""
    states = {item.state for item in copies}
    return NEXT_STEPS[states.pop()] if len(states) == 1 else ""


def _row(item: FaultyCopy, path: str) -> StateRow:
    shown = item.faults[:MAX_FINDINGS]
    mrn = item.cable.id if item.cable is not None else None
    return StateRow(
        state=item.state,
        anchor=_slug(item),
        name=mrn or item.file,
        link=site_links.link(path, _target(item, mrn)) if mrn else "",
        date=item.cable.header.iso_date if item.cable else "",
        subject=views.subject(item.cable) if item.cable else "",
        findings=[
            (
                fault.finding[:1].upper() + fault.finding[1:],
                str(fault.line) if mrn and fault.line else "",
                site_links.link(path, urls.source_page(mrn), anchors.line_id(fault.line))
                if mrn and fault.line
                else "",
            )
            for fault in shown
        ],
        more=len(item.faults) - len(shown),
    )


def _target(item: FaultyCopy, mrn: Mrn) -> str:
    """The page of a cable; of one whose copies are compared, the page that compares them."""
    are_compared = item.state is CopyState.SEVERAL and any(not fault.code for fault in item.faults)
    return urls.copies_page(mrn) if are_compared else urls.cable_page(mrn)


def states_csv(faults: Sequence[CopyFault], *, with_files: bool) -> str:
    """The faults as a table, a row for each; the names of files are for editors only."""
    out = StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    head = ["state", "mrn", "date", "post", "line", "finding", "code"]
    table.writerow([*head, "file"] if with_files else head)
    for fault in faults:
        cable = fault.cable
        row = [
            fault.state.value,
            cable.id if cable else "",
            cable.header.iso_date if cable else "",
            plain(post_name(cable)) if cable else "",
            fault.line or "",
            plain(fault.finding),
            fault.code,
        ]
        table.writerow([*row, plain(fault.file)] if with_files else row)
    return out.getvalue()
