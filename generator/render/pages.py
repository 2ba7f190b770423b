"""Pages: every Markdown file of the site as a value, made from views by templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from jinja2 import DictLoader, Environment, StrictUndefined

from generator.model import Cable, Corpus, Filed, Mrn, Section
from generator.render import urls, views
from generator.render.blocks import para_view
from generator.render.markdown import Md, attribute, escape, escape_start, title

MOST_ROWS = 300
"""Cables one list holds; a longer list is parted by year, a year by month."""

_TITLE_LENGTH = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One Markdown file."""

    path: str
    """Where it stands under content/pages."""
    text: str


class Renderer:
    """The templates, ready to print values."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self._environment = Environment(
            loader=DictLoader(dict(templates)),
            finalize=_printed,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self._environment.filters["attribute"] = attribute
        self._environment.filters["start"] = escape_start
        self._environment.filters["md"] = Md

    def page(self, path: str, template: str, meta: dict[str, Any], **values: Any) -> Page:
        """The page at `path`, its front matter and the template's text."""
        body = self._environment.get_template(template).render(page=path, **values)
        front = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=10**9)
        return Page(path=path, text=f"---\n{front}---\n\n{body.strip()}\n")


def _printed(value: object) -> object:
    return value if isinstance(value, Md) else escape(value)


def render_corpus(corpus: Corpus, templates: Mapping[str, str]) -> Iterator[Page]:
    """All pages of the site."""
    renderer = Renderer(templates)
    held = frozenset(item.cable.id for item in corpus.filed if item.cable.id is not None)
    yield home_page(renderer, corpus)
    yield from list_pages(renderer, corpus)
    for item in corpus.filed:
        yield from cable_pages(renderer, item, held)


# --- Lists ------------------------------------------------------------------------


def home_page(renderer: Renderer, corpus: Corpus) -> Page:
    """The site's front page: what the collection holds."""
    cables = [item.cable for item in corpus.filed]
    dates = sorted(c.header.date for c in cables if c.header.date is not None)
    return renderer.page(
        urls.HOME,
        "home.md.j2",
        {"title": "Home", "hide": ["toc"]},
        cables=len(cables),
        paras=sum(len(c.paras) for c in cables),
        posts=len({c.header.post for c in cables if c.header.post}),
        first=dates[0].isoformat() if dates else "",
        last=dates[-1].isoformat() if dates else "",
        all_cables=urls.link(urls.HOME, urls.CABLES),
        rows=views.cable_rows(list(corpus.filed), urls.HOME) if len(cables) <= 20 else [],
    )


def list_pages(renderer: Renderer, corpus: Corpus) -> Iterator[Page]:
    """The list of cables, parted by year and month where it is long."""
    filed = list(corpus.filed)
    if len(filed) <= MOST_ROWS:
        yield _list(renderer, urls.CABLES, "All cables", filed, [])
        return
    years = _grouped(filed, 4)
    yield _list(renderer, urls.CABLES, "All cables", [], _counts(urls.CABLES, years))
    for year, of_year in years.items():
        path = urls.cables_page(year)
        if len(of_year) <= MOST_ROWS:
            yield _list(renderer, path, f"Cables of {year}", of_year, [])
            continue
        months = _grouped(of_year, 7)
        yield _list(renderer, path, f"Cables of {year}", [], _counts(path, months))
        for month, of_month in months.items():
            yield _list(renderer, urls.cables_page(month), f"Cables of {month}", of_month, [])


def _grouped(filed: list[Filed], length: int) -> dict[str, list[Filed]]:
    """Cables by the first characters of their ISO date: four for the year, seven for the month."""
    groups: dict[str, list[Filed]] = {}
    for item in filed:
        date = item.cable.header.date
        groups.setdefault(date.isoformat()[:length] if date else "undated", []).append(item)
    return dict(sorted(groups.items()))


def _counts(page: str, groups: dict[str, list[Filed]]) -> list[tuple[str, str, int]]:
    return [
        (period, urls.link(page, urls.cables_page(period)), len(filed))
        for period, filed in groups.items()
    ]


def _list(
    renderer: Renderer,
    path: str,
    heading: str,
    filed: list[Filed],
    periods: list[tuple[str, str, int]],
) -> Page:
    trail = [] if path == urls.CABLES else [_trail("All cables", urls.CABLES)]
    return renderer.page(
        path,
        "cables.md.j2",
        {"title": heading, "trail": trail, "hide": ["toc"]},
        heading=heading,
        rows=views.cable_rows(filed, path),
        periods=periods,
    )


# --- Cables -----------------------------------------------------------------------


def cable_pages(renderer: Renderer, item: Filed, held: frozenset[Mrn]) -> Iterator[Page]:
    """The pages of one cable: front, sections, whole, source."""
    cable, mrn = item.cable, item.cable.id
    assert mrn is not None
    shared = _Shared(renderer, cable, mrn)
    yield front_page(shared, item, held)
    if len(cable.sections) > 1:
        for number, section in enumerate(cable.sections, 1):
            yield section_page(shared, number, section)
    yield full_page(shared)
    yield source_page(shared, item)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all pages of a cable share."""

    renderer: Renderer
    cable: Cable
    mrn: Mrn

    def meta(self, path: str, name: str) -> dict[str, Any]:
        """Front matter: titles for the theme, the cable's pages for its side navigation."""
        steps = self.steps()
        files = [file for _, file in steps]
        at = files.index(path)
        subject = _cut(views.subject(self.cable))
        meta: dict[str, Any] = {
            "title": title(f"{self.mrn}: {subject}" if at == 0 else f"{name} ({self.mrn})"),
            "description": title(f"{self.mrn}, {views.banner(self.cable)}: {subject}"),
            "trail": [_trail("All cables", urls.CABLES)],
            "cable": {
                "mrn": self.mrn,
                "banner": title(views.banner(self.cable)),
                "pages": [
                    {"title": title(label), "url": urls.address(file)} for label, file in steps
                ],
            },
        }
        if at > 0:
            meta["trail"].append(_trail(self.mrn, urls.cable_page(self.mrn)))
            meta["previous"] = files[at - 1]
        if at + 1 < len(files):
            meta["next"] = files[at + 1]
        return meta

    def steps(self) -> list[tuple[str, str]]:
        """The cable's pages in reading order, with what each is called."""
        cable, mrn = self.cable, self.mrn
        sections = [
            (_cut(section.title), urls.section_page(mrn, number, section))
            for number, section in enumerate(cable.sections, 1)
        ]
        return [
            ("Front page", urls.cable_page(mrn)),
            *(sections if len(sections) > 1 else []),
            ("Whole cable" if len(sections) > 1 else "Text", urls.full_page(mrn)),
            ("Source and repairs", urls.source_page(mrn)),
        ]

    def page(self, path: str, name: str, template: str, **values: Any) -> Page:
        """A page of the cable."""
        return self.renderer.page(
            path,
            template,
            self.meta(path, name),
            cable=self.cable,
            mrn=self.mrn,
            banner=views.banner(self.cable),
            subject=views.subject(self.cable),
            **values,
        )


def _trail(name: str, file: str) -> dict[str, str]:
    return {"title": title(name), "url": urls.address(file)}


def _cut(text: str) -> str:
    return text if len(text) <= _TITLE_LENGTH else text[: _TITLE_LENGTH - 1].rstrip() + "…"


def front_page(shared: _Shared, item: Filed, held: frozenset[Mrn]) -> Page:
    """What the cable is: header, references, contents, state of this copy."""
    path = urls.cable_page(shared.mrn)
    cable = shared.cable
    return shared.page(
        path,
        "Front page",
        "cable.md.j2",
        header=cable.header,
        tags=views.tag_lines(cable),
        captions=views.caption_lines(cable),
        action=[views.addressee(a) for a in cable.header.action_addressees],
        info=[views.addressee(a) for a in cable.header.info_addressees],
        references=views.reference_lines(cable, path, held),
        sections=views.section_lines(cable, shared.mrn, path),
        paras=views.para_range(cable.paras),
        full=urls.link(path, urls.full_page(shared.mrn)),
        source=urls.link(path, urls.source_page(shared.mrn)),
        repairs=len(cable.repairs),
        pages_found=len(cable.pages),
        pages_missing=[f"{n:03d}" for n in cable.pages_missing],
        notices=views.notices(cable),
        source_at=lambda line: urls.link(path, urls.source_page(shared.mrn), urls.line_id(line)),
        file=item.name,
    )


def section_page(shared: _Shared, number: int, section: Section) -> Page:
    """One section."""
    path = urls.section_page(shared.mrn, number, section)
    return shared.page(
        path,
        _cut(section.title),
        "section.md.j2",
        section=section,
        paras=[para_view(shared.cable, p, path, heading_level=2) for p in section.paras],
        full=urls.full_page(shared.mrn),
        number=number,
        count=len(shared.cable.sections),
    )


def full_page(shared: _Shared) -> Page:
    """The whole cable."""
    path = urls.full_page(shared.mrn)
    cable = shared.cable
    return shared.page(
        path,
        "Whole cable",
        "full.md.j2",
        sections=[
            (section, [para_view(cable, p, path, heading_level=3) for p in section.paras])
            for section in cable.sections
        ],
        titled=len(cable.sections) > 1 or any(not s.derived for s in cable.sections),
        signature=cable.signature,
        trailer=cable.trailer,
        unparsed=cable.unparsed,
    )


def source_page(shared: _Shared, item: Filed) -> Page:
    """The source as received and what became of each line."""
    path = urls.source_page(shared.mrn)
    cable = shared.cable
    return shared.page(
        path,
        "Source and repairs",
        "source.md.j2",
        lines=views.source_lines(cable, shared.mrn, path),
        groups=views.repair_groups(cable),
        repairs=len(cable.repairs),
        file=item.name,
    )
