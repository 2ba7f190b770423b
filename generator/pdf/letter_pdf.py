"""PDFs of letters: plain texts in which each line is a paragraph."""

from __future__ import annotations

import hashlib
import re
from html import escape
from itertools import groupby

from generator.pdf.pdf_document import render_pdf

LETTER_STYLE = """
@page { size: letter; margin: 1in; @bottom-center { content: counter(page) " / " counter(pages) } }
body { font: 11pt/1.4 "Liberation Serif", "Times New Roman", serif; }
p { margin: 0 0 .8em; orphans: 2; widows: 2 }
p.lines { white-space: pre-line }
ol, ul { margin: 0 0 .8em; padding-left: 2.2em }
li { margin: 0 0 .2em }
"""

_NUMBERED = re.compile(r"\d+\. ")
_MARKED = re.compile("- ")


def letter_pdf(text: str) -> bytes:
    """The PDF of a letter, tagged for screen readers. Raises `ReftelError` without WeasyPrint."""
    html = letter_html(text)
    identifier = hashlib.sha256(f"{LETTER_STYLE}\0{html}".encode()).hexdigest()
    return render_pdf(html, [LETTER_STYLE], identifier)


def letter_html(text: str) -> str:
    """A letter as HTML: a list for lines that begin with `1. ` or `- `, a paragraph for others."""
    groups = [[*lines] for is_text, lines in groupby(text.splitlines(), key=bool) if is_text]
    title = next((g[0] for g in groups if len(g) == 1), "Letter")
    body = "".join(_group(lines) for lines in groups)
    return (
        f'<!doctype html><html lang="en-US"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body>{body}</body></html>"
    )


def _group(lines: list[str]) -> str:
    """Lines without an empty line between them."""
    out = []
    for form, of_form in groupby(lines, key=_form):
        texts = [escape(line[len(_mark(line)) :]) for line in of_form]
        if form:
            items = "".join(f"<li>{line}</li>" for line in texts)
            out.append(f"<{form}>{items}</{form}>")
        else:
            joined = "\n".join(texts)
            out.append(f'<p class="lines">{joined}</p>')
    return "".join(out)


def _form(line: str) -> str:
    """The element of the list that a line is in; empty for a paragraph."""
    if _NUMBERED.match(line):
        return "ol"
    return "ul" if _MARKED.match(line) else ""


def _mark(line: str) -> str:
    """The number or mark that begins a line; empty without one."""
    match = _NUMBERED.match(line) or _MARKED.match(line)
    return match[0] if match else ""
