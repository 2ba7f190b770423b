"""A glossary entry in plain Markdown: a file beside its page, for programs and language models."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import DefiningPassage, Page, Sense, Term
from generator.render import site_links, urls, views
from generator.render.glossary_entries import (
    MAX_QUOTED,
    SENSE_SOURCES,
    quoted_cables,
    senses_in_use,
    usage_words,
)
from generator.render.markdown import commonmark, commonmark_heading
from generator.render.page_context import PageContext
from generator.render.para_links import meaning_words


def term_markdown(context: PageContext, term: Term) -> Page:
    """The file of an entry: each meaning, its source, and the passages that give it.

    The table `uses` of the data has every use.
    """
    file, info = urls.term_markdown(term.abbreviation), context.info
    address = site_links.link_in_file(info.address, file, urls.term_page(term.abbreviation))
    quoted = views.joint_banner(context.outlines[mrn] for mrn in quoted_cables(term))
    lines = [
        f"- Entry: [{commonmark(term.abbreviation, at_start=False)}]({address})",
        f"- Uses: {usage_words(term)}",
        *(
            [f"- Classification of what is quoted: {commonmark(quoted, at_start=False)}"]
            if quoted
            else []
        ),
        f"- Edition: {info.edition.name}",
    ]
    pieces = [commonmark_heading(1, term.abbreviation), "\n".join(lines)]
    senses = senses_in_use(term)
    if not senses:
        pieces.append("Its meaning is unknown.")
    for sense in senses:
        pieces += _sense(context, file, sense)
    return Page(path=file, text="\n\n".join(pieces) + "\n")


def _sense(context: PageContext, file: str, sense: Sense) -> Iterator[str]:
    """A meaning, what is known of it, and its passages, each as a quotation with its address."""
    yield commonmark_heading(2, meaning_words(sense))
    facts = {
        "Source": SENSE_SOURCES[sense.source] + (f": {sense.origin}" if sense.origin else ""),
        "Language of the original": sense.language or "",
        "In cables of": ", ".join(sense.scope),
        "Category": sense.category or "",
        "Also": ", ".join(sense.also),
        "Note": sense.note,
    }
    lines = ((name, commonmark(text, at_start=False)) for name, text in facts.items() if text)
    yield "\n".join(f"- {name}: {text}" for name, text in lines)
    for passage in sense.passages[:MAX_QUOTED]:
        yield f"> {commonmark(passage.definition.quote)}\n>\n> {_place(context, file, passage)}"


def _place(context: PageContext, file: str, passage: DefiningPassage) -> str:
    """The cable and para of a passage, with its address: `08LIMA12 [¶3](address)`."""
    root, place, mrn = context.info.address, passage.definition.place, passage.mrn
    if place is None:
        name, address = "subject", site_links.link_in_file(root, file, urls.cable_page(mrn))
    else:
        name = context.para_name(mrn, place.anchor)
        address = site_links.link_in_file(root, file, urls.full_page(mrn), place.anchor)
    return f"{mrn} [{commonmark(name, at_start=False)}]({address})"
