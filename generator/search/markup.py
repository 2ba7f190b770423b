"""A search document as the HTML that the indexer reads.

The words that go along with a passage stand between `⟦` and `⟧`, by which the script of the
site knows them again: it counts them and does not show them as text. These two signs are
replaced where they stand in a cable, in the index only.
"""

from __future__ import annotations

import html

from generator.search.documents import SearchDocument, SearchPassage
from generator.search.meanings import Also

ALSO_WEIGHT = "0.5"
"""Words that go along count half of those that stand there."""

NUMBER_WEIGHT = "5"
"""Numbers of cables and paras count more: nobody types them by chance."""

LABEL_WEIGHT = "0.1"
"""The name of a passage counts little, or each "17" would be a hit for every para 17."""

NO_DATE = "0000-00-00"
"""Stands before every date when hits are sorted."""


def markup(document: SearchDocument) -> str:
    """The document as HTML. It is read by the indexer and published nowhere."""
    date = document.date.isoformat() if document.date else ""
    shown = {
        "title": document.title,
        "cable": document.mrn,
        "subject": document.subject,
        "banner": document.banner,
        "date": date,
        "post": document.post,
        "kind": document.kind,
    }
    facets = [
        ("kind", document.kind),
        ("year", date[:4]),
        ("post", document.post),
        *(("tags", tag) for tag in document.tags),
        *(("handling", name) for name in document.handling),
    ]
    head = [
        *(_meta("meta", name, value) for name, value in shown.items() if value),
        *(_meta("filter", name, value) for name, value in facets if value),
        _meta("sort", "date", date or NO_DATE),
    ]
    passages = " ".join(_passage(p) for p in document.passages)
    return (
        f'<!doctype html><html lang="en"><head><title>-</title>{"".join(head)}</head>'
        f'<body data-pagefind-body><span data-pagefind-weight="3">{_text(document.title)}</span> '
        f'<span data-pagefind-weight="{document.weight}">{passages}</span></body></html>\n'
    )


def _meta(use: str, name: str, value: str) -> str:
    return f'<meta name="r" data-pagefind-{use}="{name}[content]" content="{_text(value)}">'


def _passage(passage: SearchPassage) -> str:
    anchor = f'<i id="{_text(passage.anchor)}" data-pagefind-weight="{LABEL_WEIGHT}">'
    label = f"{anchor}{_text(passage.label)}</i> " if passage.anchor else ""
    return label + _text(passage.text) + "".join(_also(words) for words in passage.also)


def _also(also: Also) -> str:
    words = " / ".join(_text(word) for word in also.words)
    if not also.short:
        return f' <span data-pagefind-weight="{NUMBER_WEIGHT}">⟦# {words}⟧</span>'
    return f' <span data-pagefind-weight="{ALSO_WEIGHT}">⟦{_text(also.short)} = {words}⟧</span>'


def _text(text: str) -> str:
    """Text of a cable for the indexer: escaped, with control characters left out."""
    shown = " ".join(text.split())
    if not shown.isprintable():
        shown = " ".join("".join(c if c.isprintable() else " " for c in shown).split())
    return html.escape(shown.replace("⟦", "[").replace("⟧", "]"), quote=True)
