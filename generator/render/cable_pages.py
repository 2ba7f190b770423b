"""The pages of a cable: front page, sections, whole cable, source."""

from __future__ import annotations

from collections.abc import Iterator

from generator import facts
from generator.model import Cable, Header, Page, Section, SiteFeature, StoredCable, post_name
from generator.render import anchors, paper, site_links, urls, views
from generator.render.cable_markdown import cable_markdown
from generator.render.citation_blocks import citation_files
from generator.render.cited_cables import citing_lines
from generator.render.copy_pages import copies_pages
from generator.render.front_views import (
    handler_lines,
    has_page_lines,
    header_line,
    opening,
    related_lines,
    series_links,
)
from generator.render.gap_marks import codes_on_page, gaps_of
from generator.render.page_context import PageContext
from generator.render.page_sequence import shortened
from generator.render.para_links import abbreviations, notes
from generator.render.release_views import absence, release_view
from generator.render.renderer import Renderer
from generator.render.shared_views import SharedViews, shared_views
from generator.render.threads import thread


def cable_pages(renderer: Renderer, context: PageContext, item: StoredCable) -> Iterator[Page]:
    """All pages and files of one cable, in reading order."""
    shared = shared_views(renderer, context, item)
    cable, mrn = shared.cable, shared.mrn
    yield front_page(shared, item)
    if len(cable.sections) > 1:
        for number, section in enumerate(cable.sections, 1):
            yield section_page(shared, number, section)
    yield full_page(shared)
    yield source_page(shared, item)
    yield from copies_pages(shared)
    yield from citation_files(context.info, cable, mrn)
    if SiteFeature.MACHINE_READERS not in context.info.left_out:
        yield cable_markdown(context, cable, mrn)
    pages = [file for _, file in shared.page_sequence.pages]
    yield paper.cable_style(context.info, cable, mrn, shared.edition, pages)


def front_page(shared: SharedViews, item: StoredCable) -> Page:
    """The front page: contents, header, references and the state of this copy."""
    path = urls.cable_page(shared.mrn)
    cable, context, mrn = shared.cable, shared.context, shared.mrn
    references = views.reference_lines(context, mrn, path)
    parts = views.part_lines(context, mrn, path)
    same_text = views.same_text_lines(context, mrn, path)
    related = related_lines(context, mrn, path)
    handlers = handler_lines(context, mrn, path)
    cited_by = citing_lines(context, list(context.links(mrn).cited_by), path)
    outward = [
        *_links_of_header(shared, path, parts),
        *(link for _, links in handlers for link in links),
        *((f"{other} (same text)", link) for other, link, *_ in same_text),
        *((r.target, r.link) for r in references if r.link),
        *((f"{c.mrn} {c.where}", c.link) for c in cited_by),
        *((line.mrn, line.link) for line in related),
    ]
    return shared.page(
        path,
        "Front page",
        "cable.md.j2",
        **_header_lines(cable.header),
        references=references,
        parts=parts,
        same_text=same_text,
        cited_by=cited_by,
        header_line=header_line(cable),
        handlers=handlers,
        opening=opening(context, cable, mrn, path),
        series=series_links(context, mrn, path),
        related=related,
        thread=thread(context, mrn, path),
        sections=views.section_lines(cable, mrn, path),
        full=site_links.link(path, urls.full_page(mrn)),
        source=site_links.link(path, urls.source_page(mrn)),
        topics=views.topics(cable, mrn, path),
        repairs=len(cable.repairs),
        corrections=len(cable.corrections),
        corrected={correction.kind.value for correction in cable.corrections},
        corrections_link=site_links.link(path, urls.source_page(mrn), "corrections"),
        copies=len(shared.copies.comparisons) + 1 if shared.copies is not None else 0,
        copies_link=site_links.link(path, urls.copies_page(mrn)),
        **_page_counts(cable),
        notices=views.notices(cable),
        tag_link=lambda code: site_links.link(path, urls.tag_page(code)),
        post_link=site_links.link(path, urls.post_page(post_name(cable))),
        source_at=lambda line: site_links.link(path, urls.source_page(mrn), anchors.line_id(line)),
        file=item.name,
        unparsed=cable.unparsed,
        release=release_view(context, cable, mrn, path),
        absence=absence(cable),
        pdf=urls.pdf_href(mrn) if context.info.pdf else "",
        data=site_links.link(path, urls.cable_data(mrn)),
        markdown=views.markdown_href(context.info, mrn, path),
        paper=shared.paper(path, shared.notes(path, outward)),
    )


def _header_lines(header: Header) -> dict[str, object]:
    """The values of the header, with the meanings of its codes."""
    return {
        "header": header,
        "tags": views.code_lines(header.tags, facts.tags()),
        "captions": views.code_lines(header.captions, facts.captions()),
        "action": [views.addressee(a) for a in header.action_addressees],
        "info": [views.addressee(a) for a in header.info_addressees],
    }


def _page_counts(cable: Cable) -> dict[str, object]:
    """How many transmission pages the copy has, of how many."""
    pages_of = max((page.of or 0 for page in cable.pages), default=0)
    return {
        "pages_found": len(cable.pages),
        "pages_of": pages_of,
        "has_record_pages": pages_of > 1 and len(cable.pages) == 1 and has_page_lines(cable),
        "pages_missing": [f"{number:03d}" for number in cable.pages_missing],
    }


def _links_of_header(
    shared: SharedViews, path: str, parts: list[tuple[int, str, str]]
) -> Iterator[tuple[str, str]]:
    """Links of the front page before its references, in order: label and link."""
    if shared.cable.header.post:
        post = post_name(shared.cable)
        yield post, site_links.link(path, urls.post_page(post))
    yield from ((f"{mrn} (part {number})", to) for number, mrn, to in parts if to)
    yield from ((name, site_links.link(path, file)) for name, file in shared.page_sequence.pages)
    for code in filter(facts.tags().__contains__, shared.cable.header.tags):
        yield f"TAGS {code}", site_links.link(path, urls.tag_page(code))


def section_page(shared: SharedViews, number: int, section: Section) -> Page:
    """The page of a section, counted from 1."""
    path = urls.section_page(shared.mrn, number, section)
    links = shared.links(section.paras, path)
    return shared.page(
        path,
        shortened(section.title),
        "section.md.j2",
        section=section,
        paras=shared.paras(section, path, 2, links),
        paper=shared.paper(path, links),
        number=number,
        count=len(shared.cable.sections),
        ending=shared.ending,
        codes=codes_on_page(gaps_of(section.paras), path),
        notes=notes(shared.context, shared.mrn, section.paras, path),
        abbreviations=abbreviations(shared.context, shared.mrn, section.paras, path),
    )


def full_page(shared: SharedViews) -> Page:
    """The page with the whole cable."""
    path = urls.full_page(shared.mrn)
    cable = shared.cable
    links = shared.links(cable.paras, path)
    return shared.page(
        path,
        "Whole cable",
        "full.md.j2",
        sections=[(section, shared.paras(section, path, 3, links)) for section in cable.sections],
        contents=paper.contents_lines(cable),
        paper=shared.paper(path, links),
        titled=len(cable.sections) > 1 or any(not s.derived for s in cable.sections),
        ending=shared.ending,
        absence=absence(cable),
        codes=codes_on_page([*cable.gaps, *gaps_of(cable.paras)], path),
        notes=notes(shared.context, shared.mrn, cable.paras, path),
        abbreviations=abbreviations(shared.context, shared.mrn, cable.paras, path),
    )


def source_page(shared: SharedViews, item: StoredCable) -> Page:
    """The page with the source as received and what became of each line."""
    path = urls.source_page(shared.mrn)
    cable = shared.cable
    return shared.page(
        path,
        "Source and repairs",
        "source.md.j2",
        rows=views.source_rows(cable, shared.context.text_pages(shared.mrn), path),
        invisible=views.invisible_characters(cable),
        groups=views.repair_groups(cable),
        corrections=views.corrections(cable),
        repairs=len(cable.repairs),
        file=item.name,
        paper=shared.paper(path, []),
    )
