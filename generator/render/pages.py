"""The pages of a cable as values: front, sections, whole, source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator import facts
from generator.model import Anchor, Cable, Filed, Mrn, Page, Para, Section, post_name
from generator.render import paper, urls, views
from generator.render.blocks import ParaView, looks_alike, para_view
from generator.render.cited import citing_lines
from generator.render.citing import CiteBlock, citation_files, cite_block
from generator.render.links import abbreviations, notes, outward
from generator.render.markdown import Md, title
from generator.render.metadata import cable_names, cable_record
from generator.render.renderer import Json, Renderer, as_json, trail
from generator.render.runs import of_run, runs
from generator.render.site import Site
from generator.render.steps import Steps, cut, steps


def cable_pages(renderer: Renderer, site: Site, item: Filed) -> Iterator[Page]:
    """The pages of one cable: front, sections, whole, source."""
    shared = shared_by_pages(renderer, site, item)
    cable, mrn = shared.cable, shared.mrn
    yield front_page(shared, item)
    if len(cable.sections) > 1:
        for number, section in enumerate(cable.sections, 1):
            yield section_page(shared, number, section)
    yield full_page(shared)
    yield source_page(shared, item)
    yield from citation_files(site.info, cable, mrn)
    pages = [file for _, file in shared.steps.pages]
    yield paper.cable_style(site.info, cable, mrn, shared.edition, pages)


def shared_by_pages(renderer: Renderer, site: Site, item: Filed) -> _Shared:
    """What is found out once for all pages of a cable."""
    cable, mrn = item.cable, item.cable.id
    assert mrn is not None
    return _Shared(
        renderer=renderer,
        site=site,
        cable=cable,
        mrn=mrn,
        shared_lines=views.shared_lines(cable),
        steps=steps(cable, mrn),
        edition=views.edition(cable),
        colophon=paper.colophon(cable, mrn),
        names=as_json(cable_names(site.info, cable, mrn)),
        cited_in_front=cite_block(site.info, cable, mrn, urls.cable_page(mrn)),
        cited_below=cite_block(site.info, cable, mrn, urls.full_page(mrn)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What all pages of a cable share."""

    renderer: Renderer
    site: Site
    cable: Cable
    mrn: Mrn
    shared_lines: frozenset[int]
    """Source lines on which several paras stand."""
    steps: Steps
    """Its pages."""
    edition: str
    """Which text it is."""
    colophon: Md
    """Number, sender, date and subject."""
    names: Json
    """What `<meta name>` tells of it."""
    cited_in_front: CiteBlock
    """Its citations as they stand on its front page."""
    cited_below: CiteBlock
    """The same for its other pages, all of which are as far from the site's root."""
    alike: dict[Anchor, ParaView] = field(default_factory=dict)
    """The paras that were made for one page and look the same on each of them."""

    def meta(self, path: str, name: str) -> dict[str, Any]:
        """Front matter: titles for the theme, the cable's pages for its side navigation."""
        at = self.steps.place(path)
        subject = cut(views.subject(self.cable))
        meta: dict[str, Any] = {
            "title": title(f"{self.mrn}: {subject}" if at == 0 else f"{name} ({self.mrn})"),
            "description": title(f"{self.mrn}, {views.banner(self.cable)}: {subject}"),
            "trail": [trail("All cables", urls.CABLES)],
            "cable": {
                "mrn": self.mrn,
                "pages": [
                    {"title": title(label), "url": urls.address(file)}
                    for label, file in self.steps.listed(path)
                ],
            },
            "print": urls.print_style(self.mrn),
            "author": title(self.cable.header.sender or self.cable.header.post or ""),
            "keywords": title(", ".join(self.cable.header.tags)),
            "record": cable_record(self.site.info, self.cable, self.mrn, path, self.names),
        }
        if path in self.not_searched():
            meta["search"] = {"exclude": True}
        if at > 0:
            meta["trail"].append(trail(self.mrn, urls.cable_page(self.mrn)))
            meta["previous"] = self.steps.neighbour(path, -1)
        if (behind := self.steps.neighbour(path, 1)) is not None:
            meta["next"] = behind
        return meta

    def not_searched(self) -> set[str]:
        """Pages whose words all stand on another page too: each passage is found once."""
        pages = {urls.source_page(self.mrn)}
        return pages | {urls.full_page(self.mrn)} if len(self.cable.sections) > 1 else pages

    def paras(
        self, section: Section, path: str, heading_level: int, links: list[paper.LinkNote]
    ) -> list[ParaView]:
        """The paras of a section as they are read on the page, with the links noted on paper."""
        numbers = {note.link: note.number for note in links}
        return [
            of_run(self._para(para, path, heading_level, numbers), more)
            for para, more in runs(section.paras)
        ]

    def _para(self, para: Para, path: str, level: int, numbers: Mapping[str, int]) -> ParaView:
        found = self.alike.get(para.anchor)
        if found is None:
            site, mrn = self.site, self.mrn
            found = para_view(site, mrn, para, path, level, self.shared_lines, numbers)
            if looks_alike(site, mrn, para):
                self.alike[para.anchor] = found
        return found

    def links(self, paras: tuple[Para, ...], path: str) -> list[paper.LinkNote]:
        """Where the links in `paras` lead, for paper."""
        return self.notes(path, outward(self.site, self.mrn, paras, path))

    def notes(self, path: str, links: Iterable[tuple[str, str]]) -> list[paper.LinkNote]:
        """Links of a page, in words and as Markdown has them, for paper."""
        return paper.link_notes(self.site.info, path, links)

    def paper(self, path: str, links: list[paper.LinkNote]) -> paper.Paper:
        """What stands at the end of a printed page."""
        return paper.Paper(
            sheet=urls.address(path),
            links=links,
            colophon=self.colophon,
            edition=self.edition,
            address=urls.full_address(self.site.info.address, path),
            addresses_whole=bool(self.site.info.address),
        )

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
            edition=self.edition,
            citation=self.cited_below if self.steps.place(path) else self.cited_in_front,
            **values,
        )


def front_page(shared: _Shared, item: Filed) -> Page:
    """What the cable is: header, references, contents, state of this copy."""
    path = urls.cable_page(shared.mrn)
    cable = shared.cable
    return shared.page(
        path,
        "Front page",
        "cable.md.j2",
        header=cable.header,
        tags=views.code_lines(cable.header.tags, facts.tags()),
        captions=views.code_lines(cable.header.captions, facts.captions()),
        action=[views.addressee(a) for a in cable.header.action_addressees],
        info=[views.addressee(a) for a in cable.header.info_addressees],
        references=views.reference_lines(shared.site, shared.mrn, path),
        parts=views.part_lines(shared.site, shared.mrn, path),
        cited_by=citing_lines(shared.site, list(shared.site.links(shared.mrn).cited_by), path),
        sections=views.section_lines(cable, shared.mrn, path),
        full=urls.link(path, urls.full_page(shared.mrn)),
        source=urls.link(path, urls.source_page(shared.mrn)),
        topics=views.topics(cable, shared.mrn, path),
        repairs=len(cable.repairs),
        pages_found=len(cable.pages),
        pages_of=max((p.of or 0 for p in cable.pages), default=0),
        pages_missing=[f"{n:03d}" for n in cable.pages_missing],
        notices=views.notices(cable),
        tag_link=lambda code: urls.link(path, urls.tag_page(code)),
        post_link=urls.link(path, urls.post_page(post_name(cable))),
        source_at=lambda line: urls.link(path, urls.source_page(shared.mrn), urls.line_id(line)),
        file=item.name,
        unparsed=cable.unparsed,
        pdf=urls.pdf_href(shared.mrn) if shared.site.info.pdf else "",
        data=urls.link(path, urls.cable_data(shared.mrn)),
        paper=shared.paper(path, shared.notes(path, _front_links(shared, path))),
    )


def _front_links(shared: _Shared, path: str) -> list[tuple[str, str]]:
    """What the front page leads to, in its own order: in words, and as a link."""
    site, mrn = shared.site, shared.mrn
    post = post_name(shared.cable)
    found: list[tuple[str, str]] = []
    if shared.cable.header.post:
        found.append((post, urls.link(path, urls.post_page(post))))
    found += [(f"{m} (part {n})", to) for n, m, to in views.part_lines(site, mrn, path) if to]
    found += [(name, urls.link(path, file)) for name, file in shared.steps.pages]
    found += [(f"TAGS {t}", urls.link(path, urls.tag_page(t))) for t in shared.cable.header.tags]
    found += [(r.shown, r.link) for r in views.reference_lines(site, mrn, path) if r.link]
    cited_by = citing_lines(site, list(site.links(mrn).cited_by), path)
    return [*found, *((f"{c.mrn} {c.where}", c.link) for c in cited_by)]


def section_page(shared: _Shared, number: int, section: Section) -> Page:
    """One section."""
    path = urls.section_page(shared.mrn, number, section)
    links = shared.links(section.paras, path)
    return shared.page(
        path,
        cut(section.title),
        "section.md.j2",
        section=section,
        paras=shared.paras(section, path, 2, links),
        paper=shared.paper(path, links),
        number=number,
        count=len(shared.cable.sections),
        ending=views.ending(shared.cable),
        notes=notes(shared.site, shared.mrn, section.paras, path),
        abbreviations=abbreviations(shared.site, shared.mrn, section.paras, path),
    )


def full_page(shared: _Shared) -> Page:
    """The whole cable."""
    path = urls.full_page(shared.mrn)
    cable = shared.cable
    links = shared.links(cable.paras, path)
    return shared.page(
        path,
        "Whole cable",
        "full.md.j2",
        sections=[(section, shared.paras(section, path, 3, links)) for section in cable.sections],
        contents=paper.contents(cable),
        paper=shared.paper(path, links),
        titled=len(cable.sections) > 1 or any(not s.derived for s in cable.sections),
        ending=views.ending(cable),
        notes=notes(shared.site, shared.mrn, cable.paras, path),
        abbreviations=abbreviations(shared.site, shared.mrn, cable.paras, path),
    )


def source_page(shared: _Shared, item: Filed) -> Page:
    """The source as received and what became of each line."""
    path = urls.source_page(shared.mrn)
    cable = shared.cable
    return shared.page(
        path,
        "Source and repairs",
        "source.md.j2",
        rows=views.source_rows(cable, shared.mrn, path),
        signs=views.source_signs(cable),
        groups=views.repair_groups(cable),
        repairs=len(cable.repairs),
        file=item.name,
        paper=shared.paper(path, []),
    )
