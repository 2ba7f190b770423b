"""Pages within frames are those that the theme makes one by one, in any order, of any kind."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, Template
from mkdocs.commands.build import _build_theme_template, _populate_page, get_context
from mkdocs.config import load_config
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext, script_tag_filter, url_filter

from generator.demo.demo_cables import demo_cables
from generator.disk import Workspace, new_workspace
from generator.mkdocs_build.page import PageWriter
from generator.mkdocs_build.shapes import shape
from generator.mkdocs_build.theme import FramedTemplate, share_frames
from tests.cases import FIXTURES
from tests.corpus.scoring import SAMPLE

# --- Templates of one line, pages of a few words -----------------------------------------


@dataclass(frozen=True, kw_only=True)
class Told:
    """A page as far as templates ask for it."""

    url: str
    title: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)
    content: str = ""
    toc: Sequence[Any] = ()
    canonical_url: str | None = None
    edit_url: str | None = None
    previous_page: Any = None
    next_page: Any = None
    parent: Any = None
    is_homepage: bool = False


NEXT = SimpleNamespace(url="a/b/next/", title="Next & <last>")
EMPTY: list[Any] = ["", [], {}, None, False, 0, 0.0, ""]
"""Metadata that says nothing; the numbers are of a kind that no page of ours has."""
PAGES = [
    Told(url="a/one/", title="One & <b>all</b>", meta={"title": "One"}, content="<h1>x</h1>"),
    Told(url="a/two/", title="2", meta={"title": "<i>Two</i>", "trail": [1, 2]}, next_page=NEXT),
    Told(url="b/one/", title="A longer title than those", meta={"title": "x" * 40}, content="<p>"),
    Told(url="b/two/", title='"', meta={"title": "&amp;"}, content="<h1>", toc=[NEXT]),
    Told(url="a/b/c/", title="\0", meta={"hide": ["toc"], "title": "Deep"}, toc=[NEXT, NEXT]),
    Told(url="a/b/d/", title="0", meta={"hide": ["nav"], "title": "Deep too"}, toc=[NEXT]),
    Told(url="a/e/d/", meta={"note": "", "title": "Empty"}, canonical_url="https://e.org/a/e/d/"),
    Told(url="a/e/f/", canonical_url="https://e.org/a/e/f/?&"),
    *(
        Told(url=f"a/e/{number}/", meta={"note": note, "title": f"Empty {number}"})
        for number, note in enumerate(EMPTY)
    ),
]

SHARED = [
    "{{ page.title }}",
    "{{ page.title | e }}",
    "{{ page.title | striptags }}",
    "{{ page.title | striptags | e | upper }}",
    "{{ page.meta.title ~ '!' }}",
    "{{ page.meta['title'] }}",
    "{{ page.meta.note | d('no note', true) }}",
    "{{ page.meta.note }} {{ page.meta.note or 'no note' }} {{ page.meta.note is mapping }}",
    "{{ page.canonical_url | e }}",
    "{% if page.next_page %}{{ page.next_page.url|url }}{{ page.next_page.title|e }}{% endif %}",
    "{{ 'assets/a.css' | url }}",
    "{{ '.' | url }} {{ '#top' | url }} {{ 'https://e.org/a' | url }} {{ '../up' | url }}",
    "{{ 'a/b/x.js' | script_tag }}",
    "{{ {'base': base_url, 'worker': 'assets/w.js' | url} | tojson }}",
    "{% set t %}<nav>{{ page.title }}</nav>{% endset %}{{ with_opener(t, 'a') }}",
    "{{ 'headed' if '<h1' in page.content }}",
    "{{ 'hidden' if page.meta.hide and 'toc' in page.meta.hide }}",
    "{% if page.toc | first is defined %}{{ (page.toc | first).url | url }}{% endif %}",
    "{{ 'no contents' if not page.toc }}",
    "{{ page.url }} {{ extra_css }}",
    "{{ of_page('part', word='w') }}",
    "{{ 'listed' if page in nav.pages }}",
]
"""What is the same for many pages, but for what it prints."""

NOT_SHARED = [
    "{% set t %}<b>{{ page.title }}</b>{% endset %}{{ t | replace('b>', 'i>') }}",
    "{{ 'long' if (page.title or '') | length > 9 }}",
    "{{ 'short' if page.title == '2' }}",
    "{% for step in page.meta.trail or [] %}{{ step }}{% endfor %}",
    "{% set t %}{{ page.title }}{% endset %}{{ t | upper }}",
    "{{ (page.meta.title or '').upper() }}",
    "{{ (page.meta.title or 'x')[0] }}",
    "{{ 'text' if page.meta.title is string }}",
    "{{ 'para' if '<p' in page.content }}",
    "{{ 'deep' if page.url }}",
    "{% for style in extra_css %}{{ style }}{% endfor %}",
    "{{ {page.url: 1} }}",
    "{{ of_page('part', word=page.title) }}",
]
"""What hangs on what no shape tells."""

PART = "{{ word }}{% for step in page.meta.trail or [] %}{{ step }}{% endfor %}{{ 'a/' | url }}"


def environment(text: str) -> Environment:
    env = Environment(loader=DictLoader({"main.html": text, "part": PART}))
    env.filters["url"] = url_filter
    env.filters["script_tag"] = script_tag_filter
    return share_frames(env)


def values(page: Told) -> dict[str, Any]:
    depth = page.url.count("/")
    return {
        "nav": SimpleNamespace(pages=[]),
        "pages": [],
        "base_url": "/".join([".."] * depth),
        "extra_css": ["../" * depth + "a.css"],
        "extra_javascript": [],
        "mkdocs_version": "1",
        "build_date_utc": None,
        "config": None,
        "page": page,
    }


def framed(template: Template, contexts: Iterable[Any]) -> list[str]:
    return [template.render(context) for context in contexts]


def in_full(template: Template, contexts: Iterable[Any]) -> list[str]:
    return [Template.render(template, context) for context in contexts]


def frames(template: Template) -> list[Any]:
    assert isinstance(template, FramedTemplate)
    return list(template._frames.values())


@pytest.mark.parametrize("text", [*SHARED, *NOT_SHARED])
@pytest.mark.parametrize("order", range(4))
def test_a_page_in_a_frame_is_the_page_of_the_theme(text: str, order: int) -> None:
    contexts = [values(page) for page in PAGES]
    random.Random(order).shuffle(contexts)
    template = environment(text).get_template("main.html")
    assert framed(template, contexts * 2) == in_full(template, contexts * 2)


@pytest.mark.parametrize("text", SHARED)
def test_what_is_alike_is_rendered_once(text: str) -> None:
    template = environment(text).get_template("main.html")
    framed(template, [values(page) for page in PAGES])
    assert frames(template)
    assert None not in frames(template)


@pytest.mark.parametrize("text", NOT_SHARED)
def test_what_hangs_on_more_than_a_shape_has_no_frame(text: str) -> None:
    template = environment(text).get_template("main.html")
    framed(template, [values(page) for page in PAGES])
    assert None in frames(template)


def test_a_frame_that_is_not_what_the_theme_makes_is_not_used() -> None:
    """As where a function of a plugin looks at the page behind the template's back."""
    env = environment("{{ told(page) }}")
    env.globals["told"] = lambda page: "one page" if isinstance(page, Told) else "a stand-in"
    template = env.get_template("main.html")
    assert set(framed(template, [values(page) for page in PAGES])) == {"one page"}


FOLDERS = st.lists(st.sampled_from(["a", "b", "c.d"]), min_size=1, max_size=4).map("/".join)


@given(st.lists(FOLDERS, min_size=1), st.lists(FOLDERS, min_size=1), st.booleans())
def test_addresses_are_those_seen_from_each_page(
    targets: list[str], pages: list[str], folder: bool
) -> None:
    end = "/" if folder else ""
    text = " ".join(f"{{{{ '{target}{end}' | url }}}}" for target in targets)
    template = environment(text).get_template("main.html")
    contexts = [values(Told(url=f"{page}/")) for page in pages]
    assert framed(template, contexts) == in_full(template, contexts)


def test_pages_with_the_same_empty_metadata_share_a_frame() -> None:
    """A page is rendered in full only where what it has for nothing is of an unknown kind."""
    template = environment("{{ page.meta.note or 'no note' }}").get_template("main.html")
    contexts = [values(page) for page in PAGES if page.url in {f"a/e/{at}/" for at in range(8)}]
    assert [told is None for told in map(shape, contexts)].count(True) == 2
    framed(template, contexts)
    assert len(frames(template)) == 5


def test_frames_end_with_the_build() -> None:
    """A preview builds again after a template has changed."""
    contexts = [values(page) for page in PAGES]
    for text in ("{{ page.title }} before", "{{ page.title }} after"):
        template = environment(text).get_template("main.html")
        assert all(page.endswith(text[-5:]) for page in framed(template, contexts))


# --- The theme itself, with pages of every kind -------------------------------------------


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with the sample, hostile text and a few invented cables."""
    root = tmp_path_factory.mktemp("theme") / "workspace"
    new_workspace(root)
    workspace = Workspace(root)
    shutil.copy(SAMPLE, workspace.cables)
    shutil.copy(FIXTURES / "hostile.txt", workspace.cables / "08HOSTILE1.txt")
    for cable in demo_cables(6, seed=3):
        (workspace.cables / f"{cable.name}.txt").write_text(cable.text, encoding="utf-8")
    return workspace


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site whose pages are read and wait for the theme."""

    config: Any
    files: Any
    nav: Any
    env: Environment

    def context(self, page: Page) -> TemplateContext:
        docs = self.files.documentation_pages()
        context = get_context(self.nav, docs, self.config, page)
        return self.config.plugins.on_page_context(  # type: ignore[no-any-return]
            context, page=page, config=self.config, nav=self.nav
        )

    def both(self, pages: Sequence[Page]) -> Iterable[tuple[str, str, str]]:
        """The address of each page, the page in its frame, and in full."""
        template = self.env.get_template("main.html")
        for page in pages:
            page.active = True
            context = self.context(page)
            yield page.url, template.render(context), Template.render(template, context)
            page.active = False

    @property
    def pages(self) -> list[Page]:
        return [file.page for file in self.files.documentation_pages()]


def read(workspace: Workspace, edition: str = "public", address: str | None = None) -> Site:
    """The pages as MkDocs has them before the theme comes."""
    config = load_config(str(workspace.settings), site_url=address)
    plugins = config.plugins
    plugins["reftel"].choose_edition(config, edition)  # type: ignore[attr-defined]
    config = plugins.on_config(config)
    plugins.on_pre_build(config=config)
    try:
        files = get_files(config)
        env = config.theme.get_env()
        files.add_files_from_theme(env, config)
        files = plugins.on_files(files, config=config)
        nav = plugins.on_nav(get_navigation(files, config), config=config, files=files)
        for file in files.documentation_pages():
            if file.page is None:
                Page(None, file, config)
            assert file.page is not None
            _populate_page(file.page, config, files)
        env = plugins.on_env(env, config=config, files=files)
    finally:
        plugins.on_build_error(error=BuildError(""))
    return Site(config=config, files=files, nav=nav, env=env)


@pytest.mark.parametrize("edition", ["public", "internal"])
@pytest.mark.parametrize("address", [None, "https://cables.example.org/archive/"])
def test_pages_of_every_kind_are_those_of_the_theme(
    workspace: Workspace, edition: str, address: str | None
) -> None:
    site = read(workspace, edition, address)
    pages = site.pages
    random.Random(f"{edition} {address}").shuffle(pages)
    for url, page, expected in site.both(pages):
        assert page == expected, url
    made = frames(site.env.get_template("main.html"))
    assert None not in made
    assert 8 < len(made) < len(pages) / 8
    kinds = {page.url.partition("/")[0] for page in pages}
    assert {"", "cables", "glossary", "references", "search", "about"} <= kinds
    assert {page.url.count("/") for page in pages} >= {0, 1, 2, 3}


def test_the_page_of_what_is_not_found_needs_no_page(workspace: Workspace, tmp_path: Path) -> None:
    site = read(workspace)
    site.config.site_dir = str(tmp_path)
    _build_theme_template("404.html", site.env, site.files, site.config, site.nav)
    page = (tmp_path / "404.html").read_text("utf-8")
    assert "There is no page at this address" in page
    assert '<a href="/cables/">All cables</a>' in page


def test_names_of_the_pages_beside_are_escaped_once(workspace: Workspace) -> None:
    site = read(workspace)
    beside = [page for page in site.pages if "&#x27;" in str(page.meta.get("title"))]
    assert beside
    template = site.env.get_template("main.html")
    for page in site.pages:
        text = template.render(site.context(page))
        told = [other.title for other in (page.previous_page, page.next_page) if other in beside]
        assert all(f': {title}"' in text for title in told), page.url
        assert "&amp;#x27;" not in text, page.url


@pytest.mark.parametrize(
    ("partial", "shared"),
    [
        ("{{ page.meta.title }} <b>{{ 'feed.xml' | url }}</b>", True),
        ("{{ page.meta.cable.mrn | e if page.meta.cable }}", True),
        ("{{ 'a cable' if page.meta.cable and page.meta.cable.mrn }}", False),
        ("{% if page.title | length > 24 %}long{% endif %}", False),
    ],
)
def test_a_template_of_the_workspace_may_ask_for_anything(
    workspace: Workspace, partial: str, shared: bool
) -> None:
    own = workspace.root / "templates" / "theme" / "partials" / "copyright.html"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(partial, encoding="utf-8")
    try:
        site = read(workspace)
        for url, page, expected in site.both(site.pages):
            assert page == expected, url
        assert (None not in frames(site.env.get_template("main.html"))) == shared
    finally:
        shutil.rmtree(workspace.root / "templates")


@pytest.mark.parametrize("extra", [[], ["a.css", "../b.css", "https://example.org/c.css"]])
def test_the_theme_is_told_of_a_page_what_mkdocs_tells(
    workspace: Workspace, extra: list[str]
) -> None:
    site = read(workspace)
    site.config.extra_css = site.config.extra_javascript = extra
    docs = site.files.documentation_pages()
    writer = PageWriter(site.config, docs, site.nav, site.env)
    for page in site.pages:
        expected = get_context(site.nav, docs, site.config, page)
        # The time of the build is told once, not of each page again.
        assert writer.context(page) == {**expected, "build_date_utc": ANY}


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_page_of_which_nothing_is_left_is_not_written(
    workspace: Workspace, tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    site = read(workspace)
    page = site.pages[0]
    page.file.abs_dest_path = str(tmp_path / "a" / "b" / "index.html")
    env = Environment(loader=DictLoader({"main.html": text}))
    with caplog.at_level("INFO", logger="mkdocs"):
        PageWriter(site.config, [], site.nav, env).write(page)
    assert list(tmp_path.iterdir()) == []
    assert caplog.messages[-1] == f"Page skipped: '{page.file.src_uri}'. Generated empty output."


@pytest.mark.parametrize("there", ["", "a", "a/b"])
def test_a_page_is_written_where_folders_are_there_and_where_not(
    workspace: Workspace, tmp_path: Path, there: str
) -> None:
    site = read(workspace)
    page = site.pages[0]
    path = tmp_path / "a" / "b" / "index.html"
    page.file.abs_dest_path = str(path)
    (tmp_path / there).mkdir(parents=True, exist_ok=True)
    env = Environment(loader=DictLoader({"main.html": "{{ page.url }}\ud800 \xe9"}))
    PageWriter(site.config, [], site.nav, env).write(page)
    assert path.read_bytes() == f"{page.url}&#55296; \xe9".encode()
