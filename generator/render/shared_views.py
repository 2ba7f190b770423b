"""Values that all pages of a cable share, and the frame of each page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model import Anchor, Cable, Mrn, Page, Para, Section, StoredCable
from generator.model.compared_copies import ComparedCopies
from generator.render import paper, site_links, urls, views
from generator.render.block_markdown import ParaView, is_same_on_every_page, para_view
from generator.render.citation_blocks import CiteBlock, cite_block
from generator.render.entity_pages import most_named
from generator.render.markdown import Md, title
from generator.render.merged_notices import merged_notices, merged_view
from generator.render.metadata import CableFacts, cable_facts, cable_record, markdown_link
from generator.render.page_context import PageContext
from generator.render.page_sequence import PageSequence, copy_pages, page_sequence, shortened
from generator.render.para_links import outgoing_links
from generator.render.renderer import Renderer, breadcrumb


def shared_views(renderer: Renderer, context: PageContext, item: StoredCable) -> SharedViews:
    """The values that all pages of a cable share."""
    cable, mrn = item.cable, item.cable.id
    assert mrn is not None
    stored = context.copies(mrn)
    copies = stored.compared if stored is not None else None
    return SharedViews(
        renderer=renderer,
        context=context,
        cable=cable,
        mrn=mrn,
        shared_lines=views.shared_lines(cable),
        copies=copies,
        page_sequence=page_sequence(cable, mrn, copies),
        edition=views.edition(cable),
        colophon=paper.colophon(cable, mrn),
        ending=views.ending(cable),
        facts=cable_facts(context.info, cable, mrn, most_named(context, mrn)),
        cited_in_front=cite_block(context.info, cable, mrn, urls.cable_page(mrn)),
        cited_below=cite_block(context.info, cable, mrn, urls.full_page(mrn)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedViews:
    """Values that all pages of a cable share; builds its pages."""

    renderer: Renderer
    context: PageContext
    cable: Cable
    mrn: Mrn
    shared_lines: frozenset[int]
    """Source lines with several paras."""
    copies: ComparedCopies | None
    """Its copies; None if there is one only."""
    page_sequence: PageSequence
    """Its pages in reading order."""
    edition: str
    """Edition code of the text."""
    colophon: Md
    """Number, sender, date and subject."""
    ending: list[tuple[str, str]]
    """Closing links and signature."""
    facts: CableFacts
    """Metadata for machines."""
    cited_in_front: CiteBlock
    """Its citations on its front page."""
    cited_below: CiteBlock
    """Its citations on all other pages, which are at the same depth."""
    common_paras: dict[Anchor, ParaView] = field(default_factory=dict)
    """Views that are the same on every page, by anchor; filled as pages are made."""

    def meta(self, path: str, name: str) -> dict[str, Any]:
        """Front matter: titles for the theme, and the pages of the side navigation."""
        at = self.page_sequence.place(path)
        subject = shortened(views.subject(self.cable))
        meta: dict[str, Any] = {
            "title": title(f"{self.mrn}: {subject}" if at == 0 else f"{name} ({self.mrn})"),
            "description": title(f"{self.mrn}, {views.banner(self.cable)}: {subject}"),
            "trail": [breadcrumb("All cables", urls.CABLES)],
            "cable": {
                "mrn": self.mrn,
                "pages": [
                    {"title": title(label), "url": site_links.address(file)}
                    for label, file in self.page_sequence.listed(path)
                ],
            },
            "print": urls.print_style(self.mrn),
            "author": title(self.cable.header.sender or self.cable.header.post or ""),
            "keywords": title(", ".join(self.cable.header.tags)),
            "record": cable_record(self.facts, path),
        }
        if path not in (urls.source_page(self.mrn), *self._copy_pages()):
            meta |= markdown_link(self.context.info, urls.cable_markdown(self.mrn))
        if path in self.not_searched():
            meta["search"] = {"exclude": True}
        if at > 0:
            meta["trail"].append(breadcrumb(self.mrn, urls.cable_page(self.mrn)))
            meta["previous"] = self.page_sequence.neighbour(path, -1)
        if (following := self.page_sequence.neighbour(path, 1)) is not None:
            meta["next"] = following
        return meta

    def not_searched(self) -> set[str]:
        """Pages left out of the search, because all of their text is on another page too."""
        pages = {urls.source_page(self.mrn), *self._copy_pages()}
        return pages | {urls.full_page(self.mrn)} if len(self.cable.sections) > 1 else pages

    def _copy_pages(self) -> list[str]:
        """The pages that compare copies."""
        copies = (file for _, file in copy_pages(self.mrn, self.copies))
        return [urls.copies_page(self.mrn), *copies]

    def paras(
        self, section: Section, path: str, heading_level: int, links: list[paper.LinkNote]
    ) -> list[ParaView]:
        """The paras of a section on a page; `links` are its printed link notes."""
        numbers = {note.link: note.number for note in links}
        return [
            merged_view(self._para(para, path, heading_level, numbers), more)
            for para, more in merged_notices(section.paras)
        ]

    def _para(self, para: Para, path: str, level: int, numbers: Mapping[str, int]) -> ParaView:
        view = self.common_paras.get(para.anchor)
        if view is None:
            context, mrn = self.context, self.mrn
            view = para_view(context, mrn, para, path, level, self.shared_lines, numbers)
            if is_same_on_every_page(context, mrn, para):
                self.common_paras[para.anchor] = view
        return view

    def links(self, paras: tuple[Para, ...], path: str) -> list[paper.LinkNote]:
        """Printed link notes for the links in `paras`."""
        return self.notes(path, outgoing_links(self.context, self.mrn, paras, path))

    def notes(self, path: str, links: Iterable[tuple[str, str]]) -> list[paper.LinkNote]:
        """Printed link notes for the links of a page: pairs of label and Markdown link."""
        return paper.link_notes(self.context.info, path, links)

    def paper(self, path: str, links: list[paper.LinkNote]) -> paper.Paper:
        """The printed end of a page."""
        return paper.Paper(
            sheet=site_links.address(path),
            links=links,
            colophon=self.colophon,
            edition=self.edition,
            address=site_links.full_address(self.context.info.address, path),
            addresses_whole=bool(self.context.info.address),
        )

    def _standing(self, path: str) -> tuple[str, str, str] | None:
        """The title, link and day of the release since which the cable is unchanged."""
        release = self.context.standing(self.mrn)
        if release is None:
            return None
        return release.title, site_links.link(path, urls.release_page(release.key)), release.date

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
            standing=self._standing(path),
            citation=self.cited_below if self.page_sequence.place(path) else self.cited_in_front,
            **values,
        )
