"""The pictures: well-formed, escaped, linked, bounded."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree

import pytest

from generator.model import Anchor, Citation, Event, EventSource, Mrn, Place, Precision
from generator.render.graph import MAX_CABLES, citation_graph
from generator.render.timeline import MAX_MARKS, timeline

HREF = "{http://www.w3.org/1999/xlink}href"


def event(first: str, last: str = "", precision: Precision = Precision.DAY) -> Event:
    telling = EventSource(
        mrn=Mrn("08EXAMPLE1"),
        place=Place(anchor=Anchor("p-1"), block=0, start=0, end=1),
        written=first,
        year_inferred=False,
        planned=False,
        sentence="It rained.",
    )
    return Event(
        first=datetime.date.fromisoformat(first),
        last=datetime.date.fromisoformat(last or first),
        precision=precision,
        sources=(telling,),
    )


def tree(picture: str) -> ElementTree.Element:
    root = ElementTree.fromstring(picture)
    for node in root.iter():
        assert node.tag in {"svg", "title", "desc", "a", "circle", "rect", "line", "path", "text"}
        assert not any(name.startswith("on") or name == "style" for name in node.attrib)
        for name in ("x", "y", "width", "height"):
            assert float(node.attrib.get(name, 0)) >= 0
    return root


def drawn(events: list[Event]) -> ElementTree.Element:
    ordered = sorted(events, key=lambda e: e.first)
    return tree(timeline(ordered, lambda e: f"#d-{e.first}", lambda e: f"<{e.first}>"))


def test_every_event_is_a_link_with_a_name() -> None:
    root = drawn(
        [
            event("2007-07-16"),
            event("2007-07-01", "2007-07-31", Precision.MONTH),
            event("2004-01-01", "2004-12-31", Precision.YEAR),
        ]
    )
    links = root.findall("a")
    assert {a.attrib[HREF] for a in links} == {"#d-2007-07-16", "#d-2007-07-01", "#d-2004-01-01"}
    assert {a.findtext("title") for a in links} == {
        "<2007-07-16>: 1 paragraph",
        "<2007-07-01>: 1 paragraph",
        "<2004-01-01>: 1 paragraph",
    }


def test_marks_of_one_day_do_not_hide_each_other() -> None:
    root = drawn([event("2007-07-16") for _ in range(5)])
    places = [(c.attrib["cx"], c.attrib["cy"]) for c in root.iter("circle")]
    assert len(set(places)) == 5


def test_bars_do_not_hide_each_other() -> None:
    root = drawn([event("2007-01-01", "2007-12-31", Precision.YEAR) for _ in range(4)])
    assert len({r.attrib["y"] for r in root.iter("rect")}) == 4


def test_many_events_are_counted() -> None:
    start = datetime.date(2001, 1, 1)
    many = [event((start + datetime.timedelta(days=n % 3000)).isoformat()) for n in range(10_000)]
    picture = timeline(many, lambda e: "#x", lambda e: "x")
    assert len(picture) < 20_000
    assert "circle" not in picture
    assert len(many) > MAX_MARKS


def test_a_bar_of_a_month_counts_no_events_of_a_year() -> None:
    days = [event("2008-03-01") for _ in range(MAX_MARKS)]
    years = [event("2008-01-01", "2008-12-31", Precision.YEAR) for _ in range(5)]
    picture = drawn([*years, *days])
    titles = [title.text for a in picture.iter("a") for title in a.iter("title")]
    assert titles == [f"2008-03: {MAX_MARKS} events"]
    assert "5 events of which only the year is known" in "".join(picture.itertext())


def test_one_early_event_does_not_squeeze_the_rest() -> None:
    many = [event(f"2007-{month:02d}-10") for month in range(1, 13) for _ in range(2)]
    root = drawn([event("1915-04-24"), *many])
    labels = [t.text for t in root.iter("text")]
    assert "2007" in labels
    assert "1915" not in labels
    assert "◂ 1 before" in labels


def test_no_events_no_picture() -> None:
    assert timeline([], lambda e: "", lambda e: "") == ""


def citation(citing: str, cited: str) -> Citation:
    return Citation(
        citing=Mrn(citing), cited=Mrn(cited), letter=None, anchor=None, year_inferred=False
    )


def test_who_cites_whom() -> None:
    found = citation_graph(
        [citation("08EXAMPLE1", "07LIMA2"), citation("08EXAMPLE3", "08EXAMPLE1")],
        {Mrn("08EXAMPLE1"): None, Mrn("08EXAMPLE3"): None},
        lambda mrn: f"../{mrn}/",
    )
    root = tree(found.picture)
    frames = {a.attrib[HREF]: a.find("rect").attrib for a in root.findall("a")}  # type: ignore[union-attr]  # each link has a frame
    assert frames["../07LIMA2/"]["class"] == "rt-pic-wanted"
    assert frames["../08EXAMPLE1/"]["class"] == "rt-pic-held"
    columns = [float(frames[f"../{m}/"]["x"]) for m in ("07LIMA2", "08EXAMPLE1", "08EXAMPLE3")]
    assert columns == sorted(set(columns))
    assert "08EXAMPLE1 cites 07LIMA2" in (root.findtext("desc") or "")
    assert "dashed" in found.caption


def test_a_circle_of_citations_is_drawn() -> None:
    names = ["08EXAMPLE1", "08EXAMPLE2", "08EXAMPLE3"]
    found = citation_graph(
        [citation(a, b) for a, b in zip(names, [*names[1:], names[0]], strict=True)], {}, str
    )
    assert len(tree(found.picture).findall("a")) == 3


def test_many_cables_are_drawn_by_post() -> None:
    many = [citation(f"08POST{chr(65 + n % 26)}{n}", f"07STATE{n}") for n in range(2 * MAX_CABLES)]
    found = citation_graph(many, {}, str)
    assert len(found.picture) < 40_000
    assert "STATE (80)" in found.picture
    assert "2 posts with fewer citations are left out" in found.caption
    tree(found.picture)


@pytest.mark.parametrize("hostile", ["08<b>\"&'X1", "08\nX1"])
def test_names_are_escaped(hostile: str) -> None:
    found = citation_graph([citation(hostile, "07LIMA2")], {}, lambda mrn: f'#"><i>{mrn}')
    root = tree(found.picture)
    assert any("08" in (t.text or "") for t in root.iter("text"))
