"""Our own conversion of pages says what Python-Markdown says, or leaves the page to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.meta import get_data

from generator.curated.curated_glossary import read_glossary
from generator.demo.demo_cables import demo_cables
from generator.disk import CURATED_GLOSSARY, new_workspace
from generator.exports.data_files import export_corpus
from generator.mkdocs_build.conversion.html_blocks import ConvertedPage, convert
from generator.mkdocs_build.conversion.html_elements import (
    UnsupportedMarkdownError,
    anchors,
    is_well_formed,
)
from generator.mkdocs_build.conversion.html_links import relative_address, site_path
from generator.mkdocs_build.data_markdown import replace_data_markdown
from generator.mkdocs_build.site_writer import EXTENSIONS, changed_extensions
from generator.model import CuratedGlossary, Page, SiteInfo, Source
from generator.pipeline import assemble
from generator.render.renderer import Renderer
from generator.render.units import render_corpus
from tests import hostile
from tests.cases import FIXTURES
from tests.dom import dom
from tests.fuzz.targets import TEMPLATES

ROOT = FIXTURES.parents[1]
SAMPLE = (ROOT / "content" / "cables" / "08MEXICO721.txt").read_text(encoding="utf-8")
GLOSSARY = (ROOT / CURATED_GLOSSARY).read_text(encoding="utf-8")
HOSTILE = {
    "08HOSTILE9999.txt": (FIXTURES / "hostile.txt").read_text(encoding="utf-8"),
    "C05000000.txt": (FIXTURES / "released.txt").read_text(encoding="utf-8"),
    **hostile.cables(size=24),
}


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    """The settings of a new workspace."""
    root = tmp_path_factory.mktemp("conversion") / "workspace"
    new_workspace(root)
    return load_config(str(root / "mkdocs.yml"))


def pages_of(texts: Iterable[tuple[str, str]], curated: CuratedGlossary) -> dict[str, Page]:
    """All files that are made from cables, by path."""
    sources = [Source(name=name, text=text, diagnostics=()) for name, text in texts]
    corpus = assemble(sources, curated)
    info = SiteInfo(name="Example", address="https://cables.example.org/")
    pages = [*render_corpus(corpus, TEMPLATES, info), *export_corpus(corpus, TEMPLATES, info)]
    return {page.path: page for page in pages}


def files_of(config: MkDocsConfig, texts: dict[str, str]) -> Files:
    """The files as MkDocs has them."""
    files = Files([File(path, None, config.site_dir, use_directory_urls=True) for path in texts])
    replace_data_markdown(files, config)
    for file in files:
        file.content_string = texts[file.src_uri]
    for file in files.documentation_pages():
        MkDocsPage(None, file, config)
    return files


def entries(links: Iterable[AnchorLink]) -> list[Any]:
    """A table of contents as values."""
    return [(link.title, link.id, link.level, entries(link.children)) for link in links]


def by_mkdocs(page: MkDocsPage, config: MkDocsConfig, files: Files) -> dict[str, Any]:
    """What MkDocs and Python-Markdown make of a page."""
    page.read_source(config)
    page.render(config, files)
    return {
        "content": dom(page.content or ""),
        "contents": entries(page.toc),
        "heading": page._title_from_render,
        "anchors": page.present_anchor_ids,
        "links": {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()},
    }


def by_us(markdown: str, path: str) -> dict[str, Any]:
    """The same of our conversion."""
    converted = convert(markdown, path)
    assert converted is not None, path
    links = {
        file: anchors
        for file, found in converted.links.items()
        if (anchors := {anchor: link for anchor, link in found.items() if anchor})
    }
    return {
        "content": dom(converted.html),
        "contents": entries(converted.contents),
        "heading": converted.title,
        "anchors": set(converted.anchors),
        "links": links,
    }


def check_all(pages: dict[str, Page], config: MkDocsConfig) -> int:
    """Each Markdown page is the same by both, and so is its metadata; the number of pages."""
    files = files_of(config, {path: page.text for path, page in pages.items()})
    theirs = [file.page for file in files.documentation_pages() if file.page is not None]
    for their in theirs:
        path = their.file.src_uri
        page = pages[path]
        assert by_us(page.body, path) == by_mkdocs(their, config, files), path
        assert page.meta == their.meta
    return len(theirs)


def test_every_page_of_the_sample_is_told_alike(config: MkDocsConfig) -> None:
    curated = read_glossary(GLOSSARY, CURATED_GLOSSARY)
    assert check_all(pages_of([("08MEXICO721.txt", SAMPLE)], curated), config) > 80


def test_every_page_of_a_demo_is_told_alike(config: MkDocsConfig) -> None:
    texts = [(f"{cable.name}.txt", cable.text) for cable in demo_cables(40, seed=1)]
    assert check_all(pages_of(texts, CuratedGlossary()), config) > 400


def test_every_page_of_hostile_cables_is_told_alike(config: MkDocsConfig) -> None:
    curated = read_glossary(hostile.glossary(), CURATED_GLOSSARY)
    assert check_all(pages_of(HOSTILE.items(), curated), config) > 300


def test_every_page_of_copies_is_told_alike(config: MkDocsConfig) -> None:
    """Copies of hostile cables: every fifth word is another, and a passage is withheld."""
    texts = [*HOSTILE.items()]
    for name, text in HOSTILE.items():
        lines = text.split("\n")
        for at in range(len(lines) // 2, len(lines), 5):
            lines[at] = f"{lines[at]} *more* <b> [1 line not declassified]"
        texts += [(f"b/{name}", "\n".join(lines)), (f"c/{name}", text.replace("e", "c"))]
    pages = pages_of(texts, CuratedGlossary())
    assert sum("/cop" in path for path in pages) > 30
    assert check_all(pages, config) > 150


def test_a_site_without_cables_is_told_alike(config: MkDocsConfig) -> None:
    assert check_all(pages_of([], CuratedGlossary()), config) > 5


# --- What is plain --------------------------------------------------------------------

PLAIN = (
    "Words.",
    "Words\nand more.\n{: .rt-lead #x }",
    "# Head\n\n## Same\n\n## Same\n\n### [Link](y.md) {: #own }",
    "## Head\nWords.",
    "- one\n- **two** `three`\n\nWords.",
    "1. one\n2. two",
    "> Words.\n>\n> More.\n{: .q }\n\n> Again.",
    "| A | B |\n| --- | ---: |\n| [x](y.md) | `c` |\n|  | <br> |",
    "| A |\n| ---: |",
    '<div class="f" id="same" markdown="1">\n\n## Same\n\n</div>',
    '<section markdown="1">\n<div markdown="1">\nWords.\n</div>\n</section>',
    '<details open markdown="1">\n<summary>*S*</summary>\n\n- one\n\n</details>',
    '<table>\n<tr id="L1"><td>*a*</td></tr>\n</table>\n\nWords.',
    '<pre class="c">a  b\n\n c</pre>',
    '<div class="f"></div>',
    '<span id="a"></span>\n<b class="l">L:</b> words',
    '[x](y.md#z){: .a .b data-note="1" title="t &#42; &quot;u&quot;" } more',
    r"\*a\* \[b\] c\_d 1\. \\ &amp; &#124; &lt;b&gt; (e) ~f~ ^g ! h > i",
    "",
)
"""What our templates write."""

OTHER = (
    "- one\n    - nested",
    "- one\n\n- two",
    "- one\nlazy",
    "1. one\n- two",
    "- # head",
    "* one",
    "+ one",
    "Head\n====",
    "Head\n----",
    "# Head #",
    "####### Seven",
    "---",
    "***",
    "    code",
    "Words  \nbroken",
    "a\tb",
    "```\ncode\n```",
    "~~~\ncode\n~~~",
    "Words *em* words",
    "Words _em_ words",
    "***both***",
    "`` code ` ``",
    "![image](y.png)",
    "[x][y]\n\n[y]: z.md",
    "[x](y.md 'title')",
    "[x](http://example.org)",
    "[x](/y.md)",
    "[x](../../y.md)",
    "[x](y/)",
    "<http://example.org>",
    "A & B",
    r"\<",
    "{: .alone }",
    "Words {z} words",
    "| A | B |\n| --- | --- |\n| one |",
    "| A |\n| --- |\n| `a|b` |",
    "A | B\n--- | ---\n1 | 2",
    "| A |\n| --- |\nwords",
    '<div markdown="span">*x*</div>',
    '<div markdown="block">\n*x*\n</div>',
    '<div markdown="1">*x*</div>',
    '<div markdown="1">\nopen',
    "</div>",
    '<div markdown="1">\n\n</section>',
    '<div markdown="1">\n\n<div><h2>Counted</h2></div>\n\n</div>',
    "<div>\nopen",
    "<p>one</p><p>two</p>",
    "Words <div>x</div>",
    "<!-- comment -->",
    "<p id='x'>words</p>",
    '<a name="x"></a>',
    "<b",
    "> # head",
    "> one\nlazy",
)
"""What others may write into templates of their own."""


@pytest.mark.parametrize("markdown", PLAIN)
def test_what_templates_write_is_plain_and_told_alike(markdown: str, config: MkDocsConfig) -> None:
    texts = {"a/b.md": markdown, "a/y.md": "# Y\n\n## Z"}
    pages = {
        path: Page(path=path, text=f"---\ntitle: B\n---\n\n{body}", meta={"title": "B"}, body=body)
        for path, body in texts.items()
    }
    assert check_all(pages, config) == 2


@pytest.mark.parametrize("markdown", OTHER)
def test_what_is_not_known_is_left_to_python_markdown(markdown: str) -> None:
    assert convert(markdown, "a/b.md") is None


PIECES = [
    *"\\`*_[](){}<>#!|&:=-+.~^\"' a1¶\n",
    *"\\* \\# \\\\ ** `c` <b> </b> <br> </p> &amp; &#42; --- ### 1. http://a.b".split(),
    "\n\n", "  ", "    ", "# ", "- ", "> ", "| ", " | ", "\n- i\n- j\n", "\n> q\n>\n> r\n",
    "[x](y.md)", '[x](../z.md#q){: .a .b title="t" }', "\n{: .c #i }\n", " {: #h }",
    "| --- |", "| --- | ---: |\n", '<span id="s">', "</span>", '<div markdown="1">\n', "\n</div>\n",
    '<section id="p" markdown="1">\n\n', "\n\n</section>\n", '<div class="r">*raw*</div>\n',
    '<details open markdown="1">\n<summary>S</summary>\n\n', "\n</details>\n", "<pre>x\ny</pre>",
    "<table>\n<tr><td>*x*</td></tr>\n</table>\n", "<!-- c -->", ' title="x"', 'markdown="1"',
]  # fmt: skip
many = settings(max_examples=400, suppress_health_check=list(HealthCheck))


def theirs(markdown: str) -> tuple[list[str], list[tuple[int, str, str]]]:
    """What Python-Markdown makes: the page, and its headings of the highest level."""
    converter = Markdown(extensions=sorted(EXTENSIONS))
    html = converter.convert(markdown)
    tokens: list[dict[str, Any]] = converter.toc_tokens  # type: ignore[attr-defined] # set by toc
    return dom(html), [(token["level"], token["id"], token["name"]) for token in tokens]


def ours(found: ConvertedPage) -> tuple[list[str], list[tuple[int, str, str]]]:
    """The same of our own, links as they were written."""
    html = found.html.replace('href="../y/', 'href="y.md').replace(
        'href="../../z/', 'href="../z.md'
    )
    return dom(html), [(link.level, link.id, link.title) for link in found.contents]


@many
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_markdown_is_told_alike_or_left(markdown: str) -> None:
    found = convert(markdown.strip("\n"), "a/b.md")
    assert found is None or ours(found) == theirs(markdown.strip("\n"))


@many
@given(st.lists(st.sampled_from([text for text in PLAIN if text]), max_size=5), st.data())
def test_plain_blocks_are_told_alike_however_they_follow_each_other(
    blocks: list[str], data: st.DataObject
) -> None:
    parts = data.draw(st.lists(st.sampled_from(["\n\n", "\n", "\n\n\n"]), min_size=5, max_size=5))
    markdown = "".join(block + part for block, part in zip(blocks, parts, strict=False)).strip("\n")
    found = convert(markdown, "a/b.md")
    assert found is None or ours(found) == theirs(markdown)


TAG = re.compile(r'</?[a-zA-Z][\w-]*(?:\s+[\w:.-]+(?:="[^"<>]*")?)*\s*/?>')
GIVEN = re.compile(r'\s([\w:.-]+)="([^"]*)"')
SIGNS = [
    "<",
    "</",
    "<a ",
    "<i",
    ">",
    "/>",
    ' id="',
    ' name="',
    "id=",
    ' markdown="1"',
    '"',
    " ",
    "x",
]


def plainly(html: str) -> set[str]:
    """The anchors of a page, each of its tags read."""
    tags = [(tag, dict(GIVEN.findall(tag))) for tag in TAG.findall(html)]
    if any("markdown" in given or (tag[:3] == "<a " and "name" in given) for tag, given in tags):
        raise UnsupportedMarkdownError(html)
    return {unescape(given["id"]) for _, given in tags if "id" in given}


@many
@given(st.lists(st.sampled_from(SIGNS), max_size=14).map("".join))
@example('<i title=" id=" class="x" id="y">id="z"')
def test_anchors_are_those_of_all_tags(html: str) -> None:
    check_anchors(html)


def check_anchors(html: str) -> None:
    """Hold the anchors of a page that is well formed against those of all its tags."""
    if not is_well_formed(html):
        return
    assert len(TAG.findall(html)) == html.count("<")
    try:
        expected = plainly(html)
    except UnsupportedMarkdownError:
        with pytest.raises(UnsupportedMarkdownError):
            anchors(html)
    else:
        assert anchors(html) == expected


@many
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["<a", "</i", "<hr", "<td"]),
            st.sampled_from(
                ["", ' id="a&amp;b"', ' title=" id="', "\nid='x'", ' class="x" id="y"']
            ),
            st.sampled_from(["", ' name="z"', " hidden", ' markdown="1"', ' data-id="q"']),
            st.sampled_from([">", " />", '> id="w" name=']),
        ).map("".join),
        max_size=5,
    ).map("".join)
)
def test_anchors_of_tags_are_found(html: str) -> None:
    check_anchors(html)


# --- Settings, addresses, front matter -------------------------------------------------


@pytest.mark.parametrize(
    ("change", "others"),
    [
        ({}, []),
        ({"markdown_extensions": ["abbr"]}, ["abbr", "attr_list", "md_in_html"]),
        (
            {"markdown_extensions": [{"toc": {"permalink": True}}]},
            ["attr_list", "md_in_html", "toc"],
        ),
    ],
)
def test_other_extensions_are_noticed(
    change: dict[str, Any], others: list[str], config: MkDocsConfig
) -> None:
    assert changed_extensions(load_config(config.config_file_path, **change)) == others


names = st.lists(st.sampled_from(["a", "b", "c d", "é", "index"]), max_size=3)
places = st.builds(
    lambda folders, name: [*folders, name],
    names,
    st.sampled_from(["index.md", "a.md", "b.md", "c.csv"]),
)


@given(places.filter(lambda file: file[-1].endswith(".md")), places)
def test_ways_between_pages_are_those_of_mkdocs(start: list[str], end: list[str]) -> None:
    one, other = (
        File("/".join(names), None, "", use_directory_urls=True) for names in (start, end)
    )
    assert quote(relative_address(site_path(start), site_path(end))) == other.url_relative_to(one)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20)
values = st.recursive(
    texts | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(["title", "trail", "hide", "record"]), values, min_size=1))
def test_our_front_matter_is_read_as_yaml_reads_it(meta: dict[str, Any]) -> None:
    page = Renderer({"page": "Words."}).page("a.md", "page", meta)
    assert get_data(page.text) == ("Words.\n", page.meta)
    assert page.meta == json.loads(json.dumps(meta))
