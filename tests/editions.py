"""What tests of editions share: an edition of some cables, and everything that is made from it."""

from __future__ import annotations

import re

from generator.curated.redactions import read_redactions
from generator.disk import packaged_templates
from generator.editions.edition_settings import PREDEFINED
from generator.exports.data_files import export_corpus
from generator.leak_check.code_words import posts_of
from generator.leak_check.site_leaks import leak_messages, suspects
from generator.leak_check.text_leaks import LeakCheck
from generator.model import CuratedGlossary, Decisions, Edition, Para, SiteInfo, Source
from generator.pipeline import EditionBuild, build_edition
from generator.render.units import render_corpus
from generator.render.urls import is_data_markdown
from generator.search.markup import document_html
from tests.cables import search_documents

PUBLIC = PREDEFINED["public"]
TEMPLATES = {
    path.name: path.read_text(encoding="utf-8")
    for path in (packaged_templates() / "pages").glob("*.j2")
}


def rules(text: str) -> Decisions:
    """Decisions from the text of a file."""
    return read_redactions(text, "redactions.yml")


def published(
    decisions: Decisions,
    edition: Edition = PUBLIC,
    curated: CuratedGlossary | None = None,
    **cables: str,
) -> EditionBuild:
    """An edition of some cables; `c08LIMA1` stands for 08LIMA1."""
    sources = [
        Source(name=f"{name[1:]}.txt", text=text, diagnostics=()) for name, text in cables.items()
    ]
    return build_edition(sources, curated or CuratedGlossary(), decisions, edition)


def everything(made: EditionBuild, edition: Edition = PUBLIC) -> dict[str, str]:
    """Every page, data file and search document of an edition, by path."""
    info = SiteInfo(name="Example cables", edition=edition)
    pages = [*render_corpus(made.corpus, TEMPLATES, info)]
    pages += export_corpus(made.corpus, TEMPLATES, info)
    found = {page.path: page.text for page in pages}
    for document in search_documents(made.corpus):
        found[f"search of {document.address}"] = document_html(document)
    return found


def leaks_in(made: EditionBuild) -> list[str]:
    """The messages of the leak check on everything that is made from an edition.

    Markdown is checked as the page that it becomes: blank lines end its elements, and a list of
    attributes and the address of a link are part of a tag.
    """
    check = LeakCheck(made.secrets)
    pages = everything(made)
    hits = {}
    for path, page in pages.items():
        text = page
        if path.endswith(".md") and not is_data_markdown(path):
            tagged = re.sub(r"\{:([^{}\n]*)\}", r"<i\1></i>", page)
            tagged = re.sub(r"\[([^\[\]\n]*)\]\(([^()\s]*)\)", r'<a href="\2">\1</a>', tagged)
            text = re.sub(r"\n{2,}", "\n<p>\n", f"<p>{tagged}")
        hits[path] = suspects(text.encode(), path, check, shipped=False)
    return list(leak_messages(hits, posts_of(pages)))


def paras(made: EditionBuild, mrn: str) -> dict[str, Para]:
    """The paras of a cable by anchor."""
    (item,) = (item for item in made.corpus.cables if item.cable.id == mrn)
    return {para.anchor: para for para in item.cable.paras}
