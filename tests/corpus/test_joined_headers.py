"""Headers of real web pages, with their fields joined, misspelt or moved, read as before."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from generator import parse_cable
from tests.corpus.scoring import CORPUS
from tests.corpus.test_web_pages import without_markup

FILES = sorted((CORPUS / "pages").glob("*.html"))

pytestmark = pytest.mark.skipif(not FILES, reason="the web pages are no part of the project")


def joined(name: str, gap: str) -> Callable[[str], str]:
    """Joins a field to the line above, with `gap` in place of the line end."""
    return lambda text: re.sub(rf"\s*\n\s*(?={name})", gap, text, count=1)


def renamed(name: str, other: str) -> Callable[[str], str]:
    """Writes another name in place of a field's."""
    return lambda text: text.replace(name, other, 1)


CHANGES = {
    "TAGS behind E.O.": joined("TAGS[: ]", " "),
    "SUBJECT behind TAGS": joined("SUBJECT:", " "),
    "SUBJECT glued to TAGS": joined("SUBJECT:", ""),
    "REF behind SUBJECT": joined("REF:", " "),
    "REF glued to SUBJECT": joined("REF:", ""),
    "TAGS in small letters": renamed("TAGS:", "Tags:"),
    "SUBJECT misspelt": renamed("SUBJECT:", "SUBECT:"),
    "SUBJECT without colon": renamed("SUBJECT:", "SUBJECT"),
    "the subject on the next line": renamed("SUBJECT:", "SUBJECT:\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_header_reads_as_before(change: str) -> None:
    differing = []
    for path in FILES:
        text = without_markup(path.read_text(encoding="utf-8"))
        before, after = (parse_cable(t, name=path.stem) for t in (text, CHANGES[change](text)))
        values = [
            (c.header.tags, c.header.subject, [r.raw for r in c.header.references], len(c.paras))
            for c in (before, after)
        ]
        differing += [path.stem] * (values[0] != values[1])
    # In one page a caption is between SUBJECT and REF, and joins the text of neither.
    assert len(differing) <= 1, differing
