"""Write a search document as HTML for the indexer.

Hidden words are enclosed in `⟦` and `⟧`, so that the site's script can recognise them: it counts
them and does not show them as text. If these two characters occur in a cable, they are replaced in
the index.
"""

from __future__ import annotations

import html

from generator.search.documents import SearchDocument, SearchPassage
from generator.search.meanings import HiddenWords

HIDDEN_WORDS_WEIGHT = "0.5"
"""Hidden words count half as much as words of the text."""

NUMBER_WEIGHT = "5"
"""Numbers of cables and paras count more: nobody types them by chance."""

LABEL_WEIGHT = "0.1"
"""The label of a passage counts little. Otherwise a search for "17" would find every para 17."""


def document_html(document: SearchDocument) -> str:
    """The document as HTML. Only the indexer reads it; it is not published."""
    date = document.date
    fields = {
        "title": document.title,
        "cable": document.mrn,
        "banner": document.banner,
        "date": date,
        "post": document.post,
        "kind": document.kind,
        "open": "" if document.has_meaning else "yes",
    }
    facets = [
        ("kind", document.kind),
        ("year", date[:4]),
        ("post", document.post),
        *(("tags", tag) for tag in document.tags),
        *(("handling", name) for name in document.handling),
        *(("withheld", code) for code in document.withheld_under),
        *document.named,
    ]
    head = [
        *(_meta("meta", name, value) for name, value in fields.items() if value),
        *(_meta("filter", name, value) for name, value in facets if value),
        *([_meta("sort", "date", date)] if date else []),
    ]
    passages = " ".join(_passage_html(p) for p in document.passages)
    return (
        f'<!doctype html><html lang="en"><head><title>-</title>{"".join(head)}</head>'
        f'<body data-pagefind-body><span data-pagefind-weight="3">{_escape(document.title)}</span> '
        f"{passages}</body></html>\n"
    )


def _meta(use: str, name: str, value: str) -> str:
    return f'<meta name="r" data-pagefind-{use}="{name}[content]" content="{_escape(value)}">'


def _passage_html(passage: SearchPassage) -> str:
    anchor = f'<i id="{_escape(passage.target)}" data-pagefind-weight="{LABEL_WEIGHT}">'
    label = f"{anchor}{_escape(passage.label)}</i> " if passage.target else ""
    text = f'<span data-pagefind-weight="{passage.weight}">{_escape(passage.text)}</span>'
    return label + text + "".join(_hidden_words_html(words) for words in passage.hidden_words)


def _hidden_words_html(hidden: HiddenWords) -> str:
    words = " / ".join(_escape(word) for word in hidden.words)
    weight, label = NUMBER_WEIGHT, "#"
    if hidden.equivalent:
        weight, label = HIDDEN_WORDS_WEIGHT, f"{_escape(hidden.equivalent)} ="
    return f' <span data-pagefind-weight="{weight}">⟦{label} {words}⟧</span>'


def _escape(text: str) -> str:
    """The text on one line, HTML-escaped, without control characters, `⟦` and `⟧`."""
    line = " ".join(text.split())
    if not line.isprintable():
        line = " ".join("".join(c if c.isprintable() else " " for c in line).split())
    return html.escape(line.replace("⟦", "[").replace("⟧", "]"), quote=True)
