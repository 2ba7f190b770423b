"""A whole cable in plain Markdown: a file beside its pages, for programs and language models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import (
    Block,
    BlockKind,
    Cable,
    Mrn,
    Page,
    Para,
    ResolvedTarget,
    Section,
    outcome_reason,
)
from generator.model.releases import with_marks
from generator.render import site_links, urls, views
from generator.render.block_markdown import gaps_before
from generator.render.markdown import commonmark, commonmark_code, commonmark_heading
from generator.render.merged_notices import merged_notices
from generator.render.page_context import PageContext
from generator.render.release_views import absence


def cable_markdown(context: PageContext, cable: Cable, mrn: Mrn) -> Page:
    """The file of a cable: header, references, and every para with its address.

    It has the words of the pages and no HTML. Each para begins with a heading, `### [¶3](address)
    (SBU)`; its text follows as on the page, with notices and publishers' gaps in place.
    """
    pieces = [
        commonmark_heading(1, views.subject(cable)),
        "\n".join(_header(context, cable, mrn)),
        *_notes(cable),
        *_references(context, cable, mrn),
    ]
    for section in cable.sections:
        pieces += _section(context, cable, mrn, section)
    if not cable.sections:
        pieces.append(commonmark(absence(cable) or "No text follows the header in this copy."))
    pieces += [commonmark(text) for _, text in views.ending(cable)]
    pieces.append(commonmark(views.banner(cable)))
    return Page(path=urls.cable_markdown(mrn), text="\n\n".join(pieces) + "\n")


def _header(context: PageContext, cable: Cable, mrn: Mrn) -> Iterator[str]:
    """The lines of the header that readers cite, one for each field that the cable has."""
    header, info = cable.header, context.info
    file = urls.cable_markdown(mrn)
    fields = {
        "Classification": views.banner(cable),
        "Date": header.iso_date,
        "Date-time group": header.dtg.raw if header.dtg else "",
        "From": header.sender or header.post or "",
        "To": "; ".join(map(views.addressee, header.action_addressees)),
        "Information copies": "; ".join(map(views.addressee, header.info_addressees)),
        "TAGS": ", ".join(header.tags),
        "Classified by": header.classified_by or "",
        "Edition": f"{info.edition.name}, text {views.edition(cable)}",
        "Banner of the edition": info.edition.banner,
    }
    yield f"- Number: [{mrn}]({site_links.link_in_file(info.address, file, urls.full_page(mrn))})"
    yield from (
        f"- {name}: {commonmark(text, at_start=False)}" for name, text in fields.items() if text
    )


def _notes(cable: Cable) -> Iterator[str]:
    """What a reader of this copy should know, and lines of the header that fit no field."""
    notices = [f"- {commonmark(notice.message)}" for notice in views.notices(cable)]
    if notices:
        yield commonmark_heading(2, "State of this copy")
        yield "\n".join(notices)
    if cable.unparsed:
        yield commonmark_heading(2, "Unrecognised text, shown as received")
        yield "\n".join(f"- {commonmark(piece.text)}" for piece in cable.unparsed)


def _references(context: PageContext, cable: Cable, mrn: Mrn) -> Iterator[str]:
    """The entries of the REF lines, each with the address of the cable or why it has none."""
    file, root = urls.cable_markdown(mrn), context.info.address
    lines = []
    outcomes = context.links(mrn).references
    for entry, outcome in zip(cable.header.references, outcomes, strict=True):
        letter = f"{entry.letter}. " if entry.letter else ""
        words = commonmark(f"{letter}{entry.raw}", at_start=bool(letter))
        match outcome:
            case ResolvedTarget(target=target):
                where = (
                    f"[{target}]({site_links.link_in_file(root, file, urls.cable_page(target))})"
                )
            case _:
                where = commonmark(f"({outcome_reason(outcome)})", at_start=False)
        lines.append(f"- {words} {where}")
    if lines:
        yield commonmark_heading(2, "References")
        yield "\n".join(lines)


def _section(context: PageContext, cable: Cable, mrn: Mrn, section: Section) -> Iterator[str]:
    title = f"{section.title} (title added)" if section.derived else section.title
    yield commonmark_heading(2, title)
    for para, others in merged_notices(section.paras):
        yield from (commonmark(gap.mark) for gap in gaps_before(cable, para))
        yield _para_heading(context, mrn, para, others)
        yield from filter(None, map(_block, para.blocks))


def _para_heading(context: PageContext, mrn: Mrn, para: Para, others: Sequence[Para]) -> str:
    """`### [¶3](address) (SBU)`; paras under one notice share a heading: `[¶3](…)–[¶5](…)`."""
    links = [_para_link(context, mrn, one) for one in (para, *others[-1:])]
    marking = f" {commonmark(f'({para.marking})', at_start=False)}" if para.marking else ""
    return f"### {'–'.join(links)}{marking}"


def _para_link(context: PageContext, mrn: Mrn, para: Para) -> str:
    name = context.para_name(mrn, para.anchor)
    root, file = context.info.address, urls.cable_markdown(mrn)
    address = site_links.link_in_file(root, file, urls.full_page(mrn), para.anchor)
    return f"[{commonmark(name, at_start=False)}]({address})"


def _block(block: Block) -> str:
    """A block: marker, label and text as in the data, with the marks of publishers' gaps."""
    text, _ = with_marks(block.text, block.gaps)
    words = " ".join(filter(None, (block.marker, block.label, text)))
    if block.kind is BlockKind.COLUMNS:
        return commonmark_code(words)
    if block.kind is BlockKind.HEADING:
        return commonmark_heading(4, words)
    quoted = "> " if block.kind is BlockKind.QUOTATION else ""
    return f"{quoted}{commonmark(words)}" if words.strip() else ""
