"""Who cites whom, as a picture: cited cables on the left, citing cables on the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Citation, Mrn, split_mrn
from generator.render import svg
from generator.render.markdown import Md

MAX_CABLES = 40
"""Maximum number of cables drawn; above it, posts are drawn instead."""

MAX_POSTS = 24
"""Maximum number of posts on each side; those with the most citations are drawn."""

BOX = 156.0
TALL = 22.0
ROW = 32.0
GAP = 96.0
TOP = 30.0


@dataclass(frozen=True, slots=True)
class CitationGraph:
    """A picture and its caption, which says what is left out."""

    picture: Md
    caption: str


@dataclass(frozen=True, slots=True)
class _Box:
    name: str
    layer: int
    row: float
    held: bool
    href: str
    title: str

    @property
    def x(self) -> float:
        return 8 + self.layer * (BOX + GAP)

    @property
    def y(self) -> float:
        return TOP + self.row * ROW


def citation_graph(
    citations: Sequence[Citation], held: Mapping[Mrn, object], link: Callable[[Mrn], str]
) -> CitationGraph:
    """The cables and their citations, or the posts if there are too many cables."""
    edges = sorted({(c.citing, c.cited) for c in citations})
    cables = {name for edge in edges for name in edge}
    if not edges:
        return CitationGraph(Md(""), "")
    if len(cables) > MAX_CABLES:
        return _posts(citations)
    layers = _layers(edges)
    rows = _rows(layers, edges)
    nodes = {
        name: _Box(
            name,
            layers[name],
            rows[name],
            name in held,
            link(name),
            f"{name}, {'held' if name in held else 'not held'}",
        )
        for name in sorted(cables)
    }
    elements = [_edge(nodes[citing], nodes[cited], 1.0) for citing, cited in edges]
    elements += [_box(node) for node in nodes.values()]
    description = "; ".join(f"{citing} cites {cited}" for citing, cited in edges)
    return CitationGraph(
        _picture(nodes.values(), elements, description),
        "An arrow points from the citing cable to the cited one. Cables in a solid frame are held "
        "here, cables in a dashed frame are not.",
    )


# --- Layout --------------------------------------------------------------------------------


def _layers(edges: Sequence[tuple[Mrn, Mrn]]) -> dict[Mrn, int]:
    """The layer of each cable: cited before citing cables. A cycle is cut where it closes."""
    cites: dict[Mrn, list[Mrn]] = {}
    for citing, cited in edges:
        cites.setdefault(citing, []).append(cited)
    layers: dict[Mrn, int] = {}

    def layer(name: Mrn, above: frozenset[Mrn]) -> int:
        if name not in layers:
            below = [layer(c, above | {name}) for c in cites.get(name, ()) if c not in above]
            layers[name] = 1 + max(below, default=-1)
        return layers[name]

    for citing, cited in edges:
        layer(citing, frozenset({citing}))
        layer(cited, frozenset({cited}))
    return layers


def _rows(layers: Mapping[Mrn, int], edges: Sequence[tuple[Mrn, Mrn]]) -> dict[Mrn, float]:
    """The row of each cable in its layer, by the mean row of its neighbours, in two rounds."""
    columns: dict[int, list[Mrn]] = {}
    for name in sorted(layers):
        columns.setdefault(layers[name], []).append(name)
    near: dict[Mrn, list[Mrn]] = {}
    for citing, cited in edges:
        near.setdefault(citing, []).append(cited)
        near.setdefault(cited, []).append(citing)
    rows = {name: float(i) for names in columns.values() for i, name in enumerate(names)}
    tallest = max(map(len, columns.values()))
    for _ in range(2):
        for _, names in sorted(columns.items()):
            means = {n: sum(rows[m] for m in near[n]) / len(near[n]) for n in names}
            names.sort(key=lambda n: (means[n], n))  # used within this round only
            shift = (tallest - len(names)) / 2
            rows.update({name: shift + i for i, name in enumerate(names)})
    return rows


# --- Posts -----------------------------------------------------------------------------------


def _posts(citations: Sequence[Citation]) -> CitationGraph:
    """Posts instead of cables; the width of an arrow grows with the number of citations."""
    weights = Counter((_post(c.citing), _post(c.cited)) for c in citations)
    citing, cited = Counter[str](), Counter[str]()
    for (source, target), count in weights.items():
        citing[source] += count
        cited[target] += count
    right, left = _top(citing), _top(cited)
    edges = {e: n for e, n in weights.items() if e[0] in right and e[1] in left}
    maximum = max(edges.values())
    nodes = {("cited", p): _post_node(p, 0, i, cited[p]) for i, p in enumerate(left)}
    nodes |= {("citing", p): _post_node(p, 1, i, citing[p]) for i, p in enumerate(right)}
    elements = [
        _edge(nodes["citing", source], nodes["cited", target], 1 + 5 * count / maximum)
        for (source, target), count in sorted(edges.items())
    ]
    elements += [_box(node) for node in nodes.values()]
    description = "; ".join(
        f"{source} cites {target} {count} time{'' if count == 1 else 's'}"
        for (source, target), count in sorted(edges.items())
    )
    missing = len(citing.keys() - set(right)) + len(cited.keys() - set(left))
    caption = (
        "Citing posts are on the right, cited posts on the left; "
        "the thicker the line, the more citations."
    )
    if missing:
        caption += f" {missing} posts with fewer citations are left out."
    return CitationGraph(_picture(nodes.values(), elements, description), caption)


def _top(counts: Counter[str]) -> list[str]:
    return [p for p, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:MAX_POSTS]]


def _post_node(post: str, layer: int, row: int, count: int) -> _Box:
    words = f"{post} ({count})"
    return _Box(words, layer, float(row), True, "", words)


def _post(mrn: Mrn) -> str:
    parts = split_mrn(mrn)
    return parts[1] if parts else str(mrn)


# --- Drawing ----------------------------------------------------------------------------------


def _box(node: _Box) -> str:
    frame = svg.element(
        "rect",
        x=node.x,
        y=node.y,
        width=BOX,
        height=TALL,
        rx=3 if node.held else 11,
        class_="rt-pic-held" if node.held else "rt-pic-wanted",
    )
    name = node.name if len(node.name) <= 20 else node.name[:19] + "…"
    label = svg.text(name, node.x + BOX / 2, node.y + 15, "middle")
    return svg.linked(node.href, node.title, frame + label) if node.href else frame + label


def _edge(citing: _Box, cited: _Box, width: float) -> str:
    """A curve from the left side of the citing box to the right side of the cited box."""
    x1, y1 = citing.x, citing.y + TALL / 2
    x2, y2 = cited.x + BOX + 3, cited.y + TALL / 2
    bend = max(40.0, abs(x1 - x2) / 2)
    path = f"M{x1:.1f} {y1:.1f}C{x1 - bend:.1f} {y1:.1f} {x2 + bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    head = f"M{x2 + 7:.1f} {y2 - 4:.1f}L{x2:.1f} {y2:.1f}L{x2 + 7:.1f} {y2 + 4:.1f}"
    return svg.element("path", d=path, fill="none", stroke_width=width, class_="rt-pic-edge") + (
        svg.element("path", d=head, fill="none", class_="rt-pic-edge")
    )


def _picture(nodes: Iterable[_Box], elements: Sequence[str], description: str) -> Md:
    boxes = list(nodes)
    width = max(n.x for n in boxes) + BOX + 8
    height = max(n.y for n in boxes) + TALL + 12
    heads = svg.text("cited", 8, 16) + svg.text("citing", width - 8, 16, "end")
    return Md(
        svg.picture("citations", width, height, "Who cites whom", description, [heads, *elements])
    )
