"""Our own conversion of pages says what Python-Markdown says, or leaves the page to it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.meta import get_data

from generator.curated.curated_glossary import read_glossary
from generator.demo.demo_cables import demo_cables
from generator.disk import CURATED_GLOSSARY, new_workspace
from generator.exports.data_files import export_corpus
from generator.mkdocs_build.conversion.converted_page import EXTENSIONS, OwnPage, parted, take_over
from generator.mkdocs_build.conversion.html_blocks import ConvertedPage, convert
from generator.mkdocs_build.conversion.html_elements import NotPlainError, anchors, is_well_formed
from generator.mkdocs_build.conversion.html_links import place, way
from generator.model import CuratedGlossary, SiteInfo, Source
from generator.pipeline import assemble
from generator.plugin import ReftelPlugin
from generator.render.renderer import front_matter
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
    **hostile.cables(size=24),
}


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    """The settings of a new workspace."""
    root = tmp_path_factory.mktemp("conversion") / "workspace"
    new_workspace(root)
    return load_config(str(root / "mkdocs.yml"))


def pages_of(texts: Iterable[tuple[str, str]], curated: CuratedGlossary) -> dict[str, str]:
    """All files that are made from cables, by path."""
    sources = [Source(name=name, text=text, diagnostics=()) for name, text in texts]
    corpus = assemble(sources, curated)
    info = SiteInfo(name="Example", address="https://cables.example.org/")
    made = [*render_corpus(corpus, TEMPLATES, info), *export_corpus(corpus, TEMPLATES, info)]
    return {page.path: page.text for page in made}


def files_of(config: MkDocsConfig, pages: dict[str, str]) -> Files:
    """The files as MkDocs has them, with pages of its own making."""
    files = Files([File(path, None, config.site_dir, use_directory_urls=True) for path in pages])
    for file in files:
        file.content_string = pages[file.src_uri]
    for file in files.documentation_pages():
        Page(None, file, config)
    return files


def entries(links: Iterable[AnchorLink]) -> list[Any]:
    """A table of contents as values."""
    return [(link.title, link.id, link.level, entries(link.children)) for link in links]


def told(page: Page) -> dict[str, Any]:
    """What MkDocs knows of a page that was rendered."""
    return {
        "content": dom(page.content or ""),
        "contents": entries(page.toc),
        "meta": page.meta,
        "title": page.title,
        "heading": page._title_from_render,
        "anchors": page.present_anchor_ids,
        "links": {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()},
    }


def rendered(page: Page, config: MkDocsConfig, files: Files) -> dict[str, Any]:
    page.read_source(config)
    page.render(config, files)
    return told(page)


def all_pages(files: Files) -> list[Page]:
    return [file.page for file in files.documentation_pages() if file.page is not None]


def check_all(pages: dict[str, str], config: MkDocsConfig) -> int:
    """Each page is plain, and told alike by both; the number of pages."""
    theirs, ours = files_of(config, pages), files_of(config, pages)
    assert take_over(ours, config) == []
    for their, our in zip(all_pages(theirs), all_pages(ours), strict=True):
        assert isinstance(our, OwnPage)
        assert rendered(our, config, ours) == rendered(their, config, theirs), our.file.src_uri
        assert convert(our.markdown or "", our.file.src_uri) is not None, our.file.src_uri
    return len(all_pages(ours))


def test_every_page_of_the_sample_is_told_alike(config: MkDocsConfig) -> None:
    curated = read_glossary(GLOSSARY, CURATED_GLOSSARY)
    assert check_all(pages_of([("08MEXICO721.txt", SAMPLE)], curated), config) > 80


def test_every_page_of_a_demo_is_told_alike(config: MkDocsConfig) -> None:
    texts = [(f"{cable.name}.txt", cable.text) for cable in demo_cables(40, seed=1)]
    assert check_all(pages_of(texts, CuratedGlossary()), config) > 400


def test_every_page_of_hostile_cables_is_told_alike(config: MkDocsConfig) -> None:
    curated = read_glossary(hostile.glossary(), CURATED_GLOSSARY)
    assert check_all(pages_of(HOSTILE.items(), curated), config) > 300


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
    pages = {"a/b.md": f"---\ntitle: B\n---\n\n{markdown}", "a/y.md": "# Y\n\n## Z"}
    assert check_all(pages, config) == 2


@pytest.mark.parametrize("markdown", OTHER)
def test_what_is_not_known_is_left_to_python_markdown(
    markdown: str, config: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    assert convert(markdown, "a/b.md") is None
    pages = {"a/b.md": markdown, "a/z.md": "# Z", "a/y.png": ""}
    theirs, ours = files_of(config, pages), files_of(config, pages)
    take_over(ours, config)
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        their = rendered(all_pages(theirs)[0], config, theirs)
        warned = [record.getMessage() for record in caplog.records]
        caplog.clear()
        assert rendered(all_pages(ours)[0], config, ours) == their
        assert [record.getMessage() for record in caplog.records] == warned


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
many = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


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
        raise NotPlainError(html)
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
    except NotPlainError:
        with pytest.raises(NotPlainError):
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


# --- The builder's page ---------------------------------------------------------------


def test_a_link_to_what_is_not_there_is_warned_of_in_the_words_of_mkdocs(
    config: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    files = files_of(config, {"a/b.md": "[x](c.md)"})
    take_over(files, config)
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        rendered(all_pages(files)[0], config, files)
    assert [record.getMessage() for record in caplog.records] == [
        "Doc file 'a/b.md' contains a link 'c.md', but the target 'a/c.md' is not found among "
        "documentation files."
    ]


def test_a_link_to_an_anchor_that_is_not_there_is_warned_of(
    config: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    files = files_of(config, {"a/b.md": "[x](c.md#d) [y](#e)", "a/c.md": "# C"})
    take_over(files, config)
    for page in all_pages(files):
        rendered(page, config, files)
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        all_pages(files)[0].validate_anchor_links(files=files, log_level=logging.WARNING)
    assert [record.getMessage() for record in caplog.records] == [
        "Doc file 'a/b.md' contains a link 'c.md#d', but the doc 'a/c.md' does not contain an "
        "anchor '#d'.",
        "Doc file 'a/b.md' contains a link '#e', but there is no such anchor on this page.",
    ]


@pytest.mark.parametrize(
    ("change", "others"),
    [
        ({"markdown_extensions": ["abbr"]}, ["abbr", "attr_list", "md_in_html"]),
        (
            {"markdown_extensions": [{"toc": {"permalink": True}}]},
            ["attr_list", "md_in_html", "toc"],
        ),
    ],
)
def test_with_other_extensions_python_markdown_converts(
    change: dict[str, Any], others: list[str], config: MkDocsConfig
) -> None:
    changed = load_config(config.config_file_path, **change)
    files = files_of(changed, {"a.md": "# A"})
    assert take_over(files, changed) == others
    assert type(all_pages(files)[0]) is Page


def test_a_build_says_why_python_markdown_converts(
    config: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    changed = load_config(config.config_file_path, markdown_extensions=["attr_list", "abbr"])
    files = files_of(changed, {"a.md": "# A"})
    with caplog.at_level(logging.INFO, logger="mkdocs"):
        ReftelPlugin().on_nav(Navigation([], []), config=changed, files=files)
    assert [record.getMessage() for record in caplog.records] == [
        "reftel: mkdocs.yml changes the Markdown extensions (abbr, md_in_html): "
        "Python-Markdown converts the pages, which takes longer."
    ]


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
    assert quote(way(place(start), place(end))) == other.url_relative_to(one)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20)
values = st.recursive(
    texts | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(["title", "trail", "hide", "record"]), values, min_size=1))
def test_our_front_matter_is_read_as_yaml_reads_it(meta: dict[str, Any]) -> None:
    source = f"---\n{front_matter(meta)}---\n\nWords.\n"
    assert parted(source) == get_data(source) == ("Words.\n", json.loads(json.dumps(meta)))


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: Words\n---\n\nWords.",
        "---\ntitle: 'Words'\nhide: [toc]\n---\n\nWords.",
        '---\ntitle: "Words" # why\n---\n\nWords.',
        '---\ntrail: ["Words",\n  "more"]\n---\n\nWords.',
        "---\nhide: true or false\n---\n\nWords.",
        "---\ncount: 1_000\n---\n\nWords.",
        "title: Words\n\nWords.",
        "---\n---\nWords.",
        "Words.",
        "",
    ],
)
def test_front_matter_of_other_forms_is_left_to_yaml(source: str, config: MkDocsConfig) -> None:
    assert parted(source) is None
    files = files_of(config, {"a.md": source})
    take_over(files, config)
    page = all_pages(files)[0]
    page.read_source(config)
    assert (page.markdown, page.meta) == get_data(source)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_is_read_as_mkdocs_reads_it(
    end: str, mark: str, tmp_path: Path, config: MkDocsConfig
) -> None:
    text = f'{mark}---\ntitle: "¶ é"\n---\n\n\ufeffWords.\n'.replace("\n", end)
    (tmp_path / "a.md").write_bytes(text.encode())
    file = File("a.md", str(tmp_path), config.site_dir, use_directory_urls=True)
    theirs, page = Page(None, file, config), Page(None, file, config)
    take_over(Files([file]), config)
    for read in (theirs, page):
        read.read_source(config)
    assert (type(theirs), type(page)) == (Page, OwnPage)
    assert (page.markdown, page.meta) == (theirs.markdown, theirs.meta)
    assert page.meta == {"title": "¶ é"}


def test_a_file_that_is_no_text_is_refused_as_by_mkdocs(
    tmp_path: Path, config: MkDocsConfig
) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff")
    files = Files([File("a.md", str(tmp_path), config.site_dir, use_directory_urls=True)])
    page = Page(None, next(iter(files)), config)
    take_over(files, config)
    with pytest.raises(UnicodeDecodeError):
        page.read_source(config)
