"""The thread of a cable: what it cites and what cites it, as a small dated tree."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

from generator.model import Mrn, ResolvedTarget, UnheldCable, full_year, split_mrn
from generator.render import site_links, urls, views
from generator.render.page_context import PageContext

MOST_NODES = 24
"""Cables in a thread; the nearest ones are shown."""

DEPTH = 3
"""References to follow in each direction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLine:
    """A cable in the thread."""

    depth: int
    """References between it and the cable of the page, from 1."""
    mrn: Mrn
    link: str
    date: str
    """As far as it is known; the year of the number for a cable that is not held."""
    subject: str
    """Empty for a cable that is not held."""
    is_held: bool
    is_late: bool
    """True if it is dated after the cable that cites it: one of the two dates is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The cables that a cable leads to, and those that lead to it, each with its own below it."""

    cited: Sequence[ThreadLine]
    citing: Sequence[ThreadLine]
    is_cut: bool
    """True if there are more cables than are shown."""

    @property
    def is_worth_showing(self) -> bool:
        """True if it has more than the page's own lists of references and citations."""
        return any(line.depth > 1 for line in (*self.cited, *self.citing))


def thread(context: PageContext, mrn: Mrn, page: str) -> Thread:
    """The thread of a held cable. Each cable appears once, nearest to the cable of the page."""
    cited, cited_cut = _nearest(context, mrn, _cited, {mrn})
    citing, citing_cut = _nearest(context, mrn, _citing, {mrn, *cited})
    return Thread(
        cited=[_line(context, node, page, forward=True) for node in _in_order(mrn, cited)],
        citing=[_line(context, node, page, forward=False) for node in _in_order(mrn, citing)],
        is_cut=cited_cut or citing_cut,
    )


@dataclass(frozen=True, slots=True)
class _Node:
    mrn: Mrn
    above: Mrn
    """The cable through which it is reached."""
    depth: int


Tree = dict[Mrn, _Node]
"""The cables of one direction, in the order in which they are reached."""


def _nearest(
    context: PageContext,
    mrn: Mrn,
    neighbours: Callable[[PageContext, Mrn], Iterator[Mrn]],
    seen: Set[Mrn],
) -> tuple[Tree, bool]:
    """The nearest cables in one direction, and whether there are more."""
    tree: Tree = {}
    waiting = deque([_Node(mrn, mrn, 0)])
    while waiting:
        node = waiting.popleft()
        if node.depth == DEPTH or node.mrn not in context.outlines:
            continue
        for other in neighbours(context, node.mrn):
            if other in seen or other in tree:
                continue
            if len(tree) == MOST_NODES // 2:
                return tree, True
            tree[other] = _Node(other, node.mrn, node.depth + 1)
            waiting.append(tree[other])
    return tree, False


def _cited(context: PageContext, mrn: Mrn) -> Iterator[Mrn]:
    """The cables that a cable cites, in the order of its references."""
    links = context.links(mrn)
    for outcome in (*links.references, *(mention.outcome for mention in links.mentions)):
        if isinstance(outcome, ResolvedTarget | UnheldCable):
            yield outcome.target


def _citing(context: PageContext, mrn: Mrn) -> Iterator[Mrn]:
    for citation in context.links(mrn).cited_by:
        yield citation.citing


def _in_order(mrn: Mrn, tree: Tree) -> Iterator[_Node]:
    """The cables of a tree, each followed by those reached through it."""
    for node in tree.values():
        if node.above == mrn:
            yield node
            yield from _in_order(node.mrn, tree)


def _line(context: PageContext, node: _Node, page: str, *, forward: bool) -> ThreadLine:
    date, above = _date(context, node.mrn), _date(context, node.above)
    earlier, later = (date, above) if forward else (above, date)
    is_held = node.mrn in context.outlines
    if is_held:
        link = site_links.href(page, urls.cable_page(node.mrn))
    else:
        link = site_links.href(page, urls.not_held_page(node.mrn), node.mrn)
    return ThreadLine(
        depth=node.depth,
        mrn=node.mrn,
        link=link,
        date=date,
        subject=views.subject(context.outlines[node.mrn]) if is_held else "",
        is_held=is_held,
        is_late=bool(earlier and later) and earlier[: len(later)] > later[: len(earlier)],
    )


def _date(context: PageContext, mrn: Mrn) -> str:
    """The date as far as it is known; the year of its number for a cable that is not held."""
    if mrn in context.outlines:
        return context.outlines[mrn].header.iso_date
    parts = split_mrn(mrn)
    return str(full_year(parts[0])) if parts else ""
