"""The pages of a cable's copies: two side by side, more than two as columns of marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.model import Mrn, Page
from generator.model.compared_copies import (
    AlignedPara,
    ComparedCopies,
    CopyComparison,
    CopyFacts,
    CopySegment,
    DifferenceKind,
    Side,
)
from generator.render import site_links, urls
from generator.render.copy_markdown import compared_text, counted
from generator.render.markdown import Md
from generator.render.page_sequence import copy_pages, letter
from generator.render.shared_views import SharedViews


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """A copy in the list of copies."""

    letter: str
    """`A` for the main copy, then `B`, `C`."""
    file: str
    """Its file, and where it is within the file."""
    publisher: str
    date: str
    """The day of its release as an ISO date; empty if unknown."""
    form: str
    """The form of the source, and its archive numbers."""
    words: int
    gaps: int
    link: str
    """Link to the page that has it beside the main copy; empty on that page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRun:
    """Paras in a row that are alike in both copies, or a para that differs."""

    name: str
    """The para or paras: `¶4`, `¶4 to ¶9`."""
    link: str
    """Link to the first of them on the page of the whole cable; empty without one."""
    anchor: str
    """The anchor of the para on this page; empty for paras that are alike."""
    state: str
    """What holds for paras in a row: "the same in both copies"; empty for a para that differs."""
    counts: str
    """The differences in words: "1 passage released later"."""
    text: Md
    """The text of both copies side by side; empty for paras that are alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRow:
    """The marks of one para in each copy."""

    name: str
    link: str
    """Link to the para on the page of the whole cable; empty without one."""
    marks: list[tuple[str, str, str]]
    """For each copy its letter, its differences in words, and a link to them; empty without any."""


def copies_pages(shared: SharedViews) -> Iterator[Page]:
    """The comparison of a cable's copies; none if there is one copy only."""
    copies = shared.copies
    if copies is None:
        return
    path = urls.copies_page(shared.mrn)
    pages = [file for _, file in copy_pages(shared.mrn, copies)]
    if not pages:
        yield _pair_page(shared, copies, 0, path)
        return
    yield shared.page(
        path,
        "Copies compared",
        "copies.md.j2",
        copies=_copy_rows(copies, path, pages),
        rows=_mark_rows(shared.mrn, copies, path, pages),
        paper=shared.paper(path, []),
    )
    for number, file in enumerate(pages):
        yield _pair_page(shared, copies, number, file)


def _pair_page(shared: SharedViews, copies: ComparedCopies, number: int, path: str) -> Page:
    """The main copy beside another one."""
    comparison = copies.comparisons[number]
    other = letter(number + 1)
    only = ComparedCopies(main=copies.main, comparisons=(comparison,))
    rows = _copy_rows(only, path, [""])
    counts = Counter(d.kind for para in comparison.paras for d in para.differences)
    counts[DifferenceKind.HEADER] = len(comparison.header)
    return shared.page(
        path,
        "Copies compared" if len(copies.comparisons) == 1 else f"Copies A and {other}",
        "copy-pair.md.j2",
        other=other,
        copies=[rows[0], *(_lettered(row, other) for row in rows[1:])],
        counts=[counted(kind, counts[kind], "") for kind in DifferenceKind if counts[kind]],
        header=comparison.header,
        runs=list(_runs(shared.mrn, comparison, other, path)),
        overview=site_links.link(path, urls.copies_page(shared.mrn))
        if path != urls.copies_page(shared.mrn)
        else "",
        paper=shared.paper(path, []),
    )


# --- The list of copies ---------------------------------------------------------------------------


def _copy_rows(copies: ComparedCopies, path: str, pages: Sequence[str]) -> list[CopyRow]:
    others = [comparison.other for comparison in copies.comparisons]
    links = ["", *(site_links.link(path, page) if page else "" for page in pages)]
    return [
        _copy_row(letter(number), facts, link)
        for number, (facts, link) in enumerate(zip([copies.main, *others], links, strict=True))
    ]


def _copy_row(name: str, facts: CopyFacts, link: str) -> CopyRow:
    place = "" if facts.line is None else f", an earlier copy from line {facts.line}"
    return CopyRow(
        letter=name,
        file=f"{facts.name}{place}",
        publisher=facts.publisher or "",
        date=facts.date.isoformat() if facts.date is not None else "",
        form=", ".join([facts.rendering, *(number.text for number in facts.numbers)]),
        words=facts.words,
        gaps=facts.gaps,
        link=link,
    )


def _lettered(row: CopyRow, name: str) -> CopyRow:
    values = {field: getattr(row, field) for field in CopyRow.__slots__}
    return CopyRow(**{**values, "letter": name})


# --- Two copies -----------------------------------------------------------------------------------


def _runs(mrn: Mrn, comparison: CopyComparison, other: str, path: str) -> Iterator[ComparedRun]:
    """The paras of the main copy, with those that are alike taken together."""
    for state, group in groupby(comparison.paras, key=lambda para: _state(para, other)):
        paras = list(group)
        if state:
            names = [para.name for para in paras if para.name]
            yield ComparedRun(
                name=_range(names),
                link=_para_link(mrn, paras[0], path),
                anchor="",
                state=state,
                counts="",
                text=Md(""),
            )
            continue
        for para in paras:
            yield ComparedRun(
                name=para.name or "Text",
                link=_para_link(mrn, para, path),
                anchor=para.anchor or "",
                state="",
                counts=count_words(para.differences, other),
                text=compared_text(para, other),
            )


def _state(para: AlignedPara, other: str) -> str:
    """What holds for a whole para; empty if it must be shown in both copies."""
    if not para.differences:
        return "the same in both copies"
    if all(s.kind is DifferenceKind.MISSING and s.side is Side.OTHER for s in para.segments):
        return f"missing in {other}"
    return ""


def _range(names: Sequence[str]) -> str:
    if not names:
        return "Text"
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"


def _para_link(mrn: Mrn, para: AlignedPara, path: str) -> str:
    if para.anchor is None:
        return ""
    return site_links.link(path, urls.full_page(mrn), para.anchor)


def count_words(differences: Sequence[CopySegment], other: str) -> str:
    """The differences in words: "1 passage withheld in B, 3 places damaged"."""
    counts = Counter((one.kind, one.side) for one in differences if one.kind is not None)
    places = {Side.MAIN: " in A", Side.OTHER: f" in {other}", None: ""}
    return ", ".join(
        counted(kind, count, places[side])
        for (kind, side), count in counts.items()
        if kind is not None
    )


# --- More than two --------------------------------------------------------------------------------


def _mark_rows(mrn: Mrn, copies: ComparedCopies, path: str, pages: Sequence[str]) -> list[MarkRow]:
    """A row for each para of the main copy in which a copy differs."""
    by_copy: list[Mapping[str, AlignedPara]] = [
        {para.anchor or "": para for para in comparison.paras} for comparison in copies.comparisons
    ]
    rows = []
    for para in _all_paras(copies):
        marks = []
        for number, (paras, page) in enumerate(zip(by_copy, pages, strict=True), 1):
            own = paras.get(para.anchor or "")
            words, link = "the same", ""
            if own is not None and own.differences:
                is_shown = not _state(own, "") and own.anchor is not None
                words = count_words(own.differences, letter(number))
                link = site_links.link(path, page, own.anchor if is_shown else None)
            marks.append((letter(number), words, link))
        if any(link for _, _, link in marks):
            rows.append(
                MarkRow(name=para.name or "Text", link=_para_link(mrn, para, path), marks=marks)
            )
    return rows


def _all_paras(copies: ComparedCopies) -> Sequence[AlignedPara]:
    """The paras of the main copy: those of the comparison that has most of them."""
    return max((comparison.paras for comparison in copies.comparisons), key=len)
