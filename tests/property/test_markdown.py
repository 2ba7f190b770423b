"""Any text that is escaped comes out of the site's Markdown as the text it was."""

from __future__ import annotations

import html
import re
import sys

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from generator.mkdocs_build.conversion.html_blocks import convert
from generator.render.markdown import (
    BIDI,
    attribute,
    count_invisible,
    css_string,
    escape,
    escape_start,
    plain,
    preformatted,
    source_line,
    title,
    visible,
)
from tests.cases import FIXTURES
from tests.dom import dom

EMPTY = re.compile(r"^(?:-|#+|<b[^>]*>L:</b>)\s*(?:\{[^}]*\})?$", re.MULTILINE)
"""A line that has a place for text and no text."""
SETTINGS = (FIXTURES.parents[1] / "mkdocs.yml").read_text(encoding="utf-8")
EXTENSIONS = [
    name if isinstance(name, str) else next(iter(name))
    for name in yaml.load(SETTINGS.replace("!ENV", ""), Loader=yaml.SafeLoader)[
        "markdown_extensions"
    ]
]
MARKUP = [
    *"\\`*_[]{}()<>&#+-.!|~^:=\"'/@$% ",
    "1. ", "- ", "# ", "    ", "```", "{: #x }", "&amp;", "&#65;", "<b>", "</div>", "](x)", "![",
    "[a]: b", "*[a]: b", "--8<--", "!!!", "===", "---", "| a |", "http://a.b", "<a@b.c>", "\t",
]  # fmt: skip

texts = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=80),
    st.lists(st.one_of(st.sampled_from(MARKUP), st.text("ab1", max_size=3)), max_size=20).map(
        "".join
    ),
)
many = settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shown(markdown: str) -> str:
    """The words of the page that a builder makes of `markdown`, without blanks.

    Our own conversion makes the same of it, or leaves it where a place for text is empty.
    """
    page = Markdown(extensions=EXTENSIONS).convert(markdown)
    own = convert(markdown, "page.md")
    assert own is None or dom(own.html) == dom(page)
    assert own is not None or EMPTY.search(markdown)
    tree = LexborHTMLParser(f"<body>{page}</body>")
    assert tree.body is not None
    return squeezed(tree.body.text())


def squeezed(text: str) -> str:
    """What is shown of `text`, without blanks: a character that reorders is told by its number."""
    told = "".join(f"‹U+{ord(c):04X}›" if c in BIDI else c for c in text)
    return re.sub(r"\s+", "", told)


@many
@given(texts)
def test_a_para_shows_its_text(text: str) -> None:
    assert shown(f'<b class="x">L:</b> {escape(text)}') == squeezed("L:" + text)


@many
@given(texts)
def test_a_block_shows_its_text(text: str) -> None:
    assert shown(f"before\n\n{escape_start(text)}\n\nafter") == squeezed(f"before{text}after")


@many
@given(texts)
def test_an_item_shows_its_text(text: str) -> None:
    assert shown(f"- {escape_start(text)}\n- next") == squeezed(f"{text}next")


@many
@given(texts)
def test_a_heading_shows_its_text(text: str) -> None:
    assume(text.strip())
    assert shown(f"# {escape_start(text)} {{: #here }}") == squeezed(text)


@many
@given(texts)
def test_a_cell_shows_its_text(text: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| x{escape(text)} | y |"
    assert shown(table) == squeezed(f"abx{text}y")


@many
@given(texts)
def test_a_frame_shows_its_text(text: str) -> None:
    frame = f'<section id="p-1" markdown="1">\n\n{escape_start(text)}\n\n</section>'
    assert shown(frame) == squeezed(text)


@many
@given(texts)
def test_preformatted_text_is_shown_as_it_is(text: str) -> None:
    page = shown(f"<pre>{preformatted(text)}</pre>")
    assert page.replace("\u200b", "") == squeezed(text).replace("\u200b", "")


@many
@given(texts)
@example("a\u202eb\u200bc\u061c\ufe0f\U000e0041")
def test_a_line_of_a_source_is_copied_as_it_was_and_its_signs_stand_in_boxes(text: str) -> None:
    tree = LexborHTMLParser(f"<pre>{source_line(text)}</pre>")
    assert tree.body is not None
    told = tree.body.text()
    assert re.sub(r"\s", "", told) == re.sub(r"\s", "", text) or "\n\n" in text
    boxes = [box.text() for box in tree.css("bdi")]
    assert len(boxes) == count_invisible(text)
    assert all(c in boxes for c in text if c in BIDI)


@many
@given(texts)
def test_attributes_and_titles_come_out_whole(text: str) -> None:
    assert html.unescape(attribute(text)) == " ".join(visible(text).split())
    assert html.unescape(title(text)) == " ".join(visible(text).split())
    assert '"' not in attribute(text) + title(text)
    assert "<" not in attribute(text) + title(text)


@pytest.mark.parametrize("around", ["", "a  "])
def test_every_character_is_shown_by_its_rule_and_on_one_line(around: str) -> None:
    pictures = {chr(code): chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"}
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        told = pictures.get(sign) or (f"‹U+{code:04X}›" if sign in BIDI else sign)
        if sign == "\x7f":
            told = "␡"
        if 0xD800 <= code <= 0xDFFF:
            told = f"\\u{code:04x}"
        text = f"{around}{sign}{around}"
        assert visible(text) == f"{around}{told}{around}"
        assert plain(text) == " ".join(f"{around}{told}{around}".split())


def test_a_string_of_a_style_sheet_has_letters_and_common_signs_as_they_are() -> None:
    for code in range(0xD800):
        sign = chr(code)
        told = sign if sign.isalnum() or sign in "/-.,:()#'" else f"\\{code:x} "
        if plain(sign) == sign:
            assert css_string(f"a{sign}b") == f'"a{told}b"'
