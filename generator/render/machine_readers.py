"""Files for programs that read a whole site: `llms.txt` and `robots.txt`."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator

from generator.model import Page, Robots, SiteFeature, SiteInfo
from generator.render import site_links, urls
from generator.render.markdown import commonmark, commonmark_heading
from generator.render.optional_lists import absent_lists
from generator.render.page_context import PageContext

MODEL_CRAWLERS = (
    "Amazonbot",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ChatGPT-User",
    "Claude-SearchBot",
    "Claude-User",
    "ClaudeBot",
    "cohere-ai",
    "Diffbot",
    "DuckAssistBot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "ImagesiftBot",
    "Meta-ExternalAgent",
    "Meta-ExternalFetcher",
    "MistralAI-User",
    "OAI-SearchBot",
    "omgili",
    "Perplexity-User",
    "PerplexityBot",
    "PetalBot",
    "Timpibot",
    "YouBot",
)
"""The names by which crawlers for language models ask for `robots.txt`, as their makers give."""

_LISTS = {
    urls.CABLES: ("All cables", "by year and month, with filters"),
    urls.POSTS: ("Posts", "the cables of each post"),
    urls.TAGS: ("TAGS", "the cables of each subject code"),
    urls.GLOSSARY: ("Glossary", "every abbreviation, its meanings and uses"),
    urls.CHRONOLOGY: ("Chronology", "dated events with the paragraphs that report them"),
    urls.QUESTIONS: ("Questions", "what questionnaires asked and each post answered"),
    urls.REFERENCES: ("Cited cables", "cables that are cited and not held"),
    urls.ORGANISATIONS: ("Organisations", "with the paragraphs that name them"),
    urls.PEOPLE: ("People", "with the paragraphs that name them"),
    urls.PLACES: ("Places", "with the paragraphs that name them"),
    urls.OVERVIEW: ("Overview", "how many cables of which post and year are held"),
    urls.WITHHELD: ("Withheld", "what this edition withholds, by rule"),
    urls.ABOUT: ("About this edition", "how the text was prepared, with all figures"),
}
"""The pages that the guide lists, each with its title and what it has."""

_DATA = {
    urls.OPENAPI: ("Description of the files", "OpenAPI 3.1: every kind of file and its fields"),
    "exports/cables.jsonl": ("Table of cables", "number, date, post, classification, subject"),
    "exports/paras.jsonl": ("Table of paragraphs", "text, marking and permanent address"),
    "exports/references.jsonl": ("Table of references", "which cable cites which, and where"),
    "exports/meanings.jsonl": ("Table of meanings", "abbreviations with what they stand for"),
}
"""The data files that the guide lists."""


def guide(context: PageContext) -> Iterator[Page]:
    """`llms.txt` in the form of llmstxt.org: what the site is, how to cite it, where to read.

    Nothing if the site has no files for machine readers.
    """
    if SiteFeature.MACHINE_READERS in context.info.left_out:
        return
    info, count = context.info, len(context.cables)
    absent = absent_lists(context)
    pieces = [
        commonmark_heading(1, info.name),
        f"> {commonmark(_summary(info, count))}",
        *_advice(info),
        commonmark_heading(2, "Lists"),
        "\n".join(
            _entry(name, site_links.link_in_file(info.address, urls.GUIDE, page), what)
            for page, (name, what) in _LISTS.items()
            if page not in absent
        ),
        commonmark_heading(2, "Data"),
        "\n".join(
            _entry(name, site_links.file_address(info.address, path), what)
            for path, (name, what) in _DATA.items()
        ),
        commonmark_heading(2, "Optional"),
        _entry(
            "Data page",
            site_links.link_in_file(info.address, urls.GUIDE, urls.EXPORTS),
            "all tables with their fields, sizes and checksums",
        ),
    ]
    yield Page(path=urls.GUIDE, text="\n\n".join(pieces) + "\n")


def _summary(info: SiteInfo, count: int) -> str:
    """What the site is, in a sentence or two."""
    cables = f"{count:,} US diplomatic cable{'' if count == 1 else 's'}, paragraph by paragraph."
    return f"{info.description.rstrip('.')}. {cables}" if info.description else cables


def _advice(info: SiteInfo) -> Iterator[str]:
    """How to read and cite the site, and what its edition does not show."""
    root = info.address
    yield (
        "Each cable has a number, made of year, post and serial number, and a file in plain "
        f"Markdown: `{root}cables/NUMBER/cable.md`. Its data are in "
        f"`{root}cables/NUMBER/cable.json`. An abbreviation has a file `term.md` in the folder of "
        "its page in the glossary."
    )
    yield (
        "Cite a paragraph by the number of its cable and its own number, with its address: "
        f"`{root}cables/NUMBER/full/#p-22` is that of ¶22. Files and data give these addresses, "
        "which are permanent. Quote word for word, and give the classification of the cable and "
        "the marking of the paragraph. The text is as typed, but for the repairs that the site "
        "lists."
    )
    banner = f"{info.edition.banner.rstrip('.')}. " if info.edition.banner else ""
    yield commonmark(
        f"This is the edition {info.edition.name}. {banner}{_LIMITS[info.edition.withholds]} A "
        "cable that is not here may exist: the list of cited cables names those that are cited and "
        "not held."
    )


_LIMITS = {
    True: "A notice replaces each withheld passage; do not guess what it hides.",
    False: "Nothing is withheld from it.",
}
"""What an edition leaves out, by whether it may withhold anything."""


def _entry(name: str, address: str, what: str) -> str:
    return f"- [{name}]({address}): {what}"


def robots(info: SiteInfo) -> Page:
    """`robots.txt`: who may read the site, as its edition says (RFC 9309).

    Paths begin with that of the site's address, so that the file can be put at the host's root.
    """
    path = urllib.parse.urlsplit(info.address).path or "/"
    everyone, nobody = ["User-agent: *", "Allow: /"], ["User-agent: *", f"Disallow: {path}"]
    models = [*(f"User-agent: {name}" for name in MODEL_CRAWLERS), f"Disallow: {path}"]
    groups = {
        Robots.ALL: [everyone],
        Robots.NONE: [nobody],
        Robots.NO_MODELS: [models, everyone],
    }[info.edition.robots]
    if info.address and info.edition.robots is not Robots.NONE:
        groups = [*groups, [f"Sitemap: {info.address}sitemap.xml"]]
    return Page(path=urls.ROBOTS, text="\n\n".join(map("\n".join, groups)) + "\n")
