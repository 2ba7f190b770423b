"""Page shells: pages made by filling gaps are those that the theme renders."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from generator.mkdocs_build.shells import Layout, ThemePage, prepare, shell_key, tidy

PART = "{{ word }}{% for step in page.meta.trail or [] %}{{ step }}{% endfor %}{{ 'a/' | url }}"


def page(url: str, **values: Any) -> ThemePage:
    heading = SimpleNamespace(url="#top", title="Top", level=1, children=[])
    given: dict[str, Any] = {
        "title": f"Title of {url}",
        "content": "<h1>A</h1><p>words</p>",
        "toc": [heading],
        "meta": {"title": "A &amp; B", "trail": ["one", "two"]},
    }
    return ThemePage(url=url, **{**given, **values})


PAGES = [
    page("a/b/"),
    page("a/c/", meta={"title": "<b>x</b>", "trail": ["three"]}),
    page("a/b/", title="Bare", content="<p>no heading</p>", toc=[]),
    page("x/y/z/", meta={"title": "", "trail": [], "hide": ["toc"], "count": 3}),
    page("x/y/z/", meta={"title": "", "trail": [], "hide": ["toc"], "count": 4}),
    page("a/d/", previous_page=SimpleNamespace(url="a/b/", title=Markup("B &amp; C"))),
    page(
        "a/e/",
        next_page=SimpleNamespace(url="a/", title="<i>"),
        canonical_url="https://e.org/a/e/?&",
    ),
    page("", meta={"cable": {"mrn": "08<LIMA>1", "pages": [{"url": "a/"}]}}),
    page("q/", meta={"cable": {"mrn": "08LIMA2", "pages": []}}),
]

TEMPLATES = [
    "{{ page.title }}",
    "{{ page.title | e }}",
    "{{ page.title | striptags }}",
    "{{ page.title | striptags | e }}",
    "{{ page.meta.title ~ '!' }}",
    "{{ page.meta['title'] }}",
    "{{ page.meta.title | d('no title', true) }}",
    "{{ page.canonical_url | e }}",
    "{% if page.next_page %}{{ page.next_page.url|url }}{{ page.next_page.title|e }}{% endif %}",
    "{% if page.previous_page %}{{ page.previous_page.title|e }}{% endif %}",
    "{{ 'assets/a.css' | url }}",
    "{{ '.' | url }} {{ '#top' | url }} {{ 'https://e.org/a' | url }} {{ '../up' | url }}",
    "{% set t %}<nav>{{ page.title }}</nav>{% endset %}{{ with_opener(t, 'a') }}",
    "{{ 'headed' if '<h1' in page.content }}{{ page.content }}",
    "{{ 'hidden' if page.meta.hide and 'toc' in page.meta.hide }}{{ page.meta.count }}",
    "{% if page.toc | first is defined %}{{ (page.toc | first).url | url }}{% endif %}",
    "{{ 'no contents' if not page.toc }}",
    "{{ of_page('part', word='w') }} {{ of_page('part', word='v') }}",
    "{{ page.meta.cable.mrn | e if page.meta.cable }}",
    "{{ 'listed' if page in nav.pages }}{{ site }}",
]
"""What our templates and the theme's do with a page."""

HIDDEN_USES = [
    "{{ 'long' if (page.title or '') | length > 12 }}",
    "{% for step in page.meta.trail or [] %}{{ step }}{% endfor %}",
    "{{ (page.meta.title or '').upper() }}",
]
"""What a shell cannot hold: it depends on a value in another way than by printing it."""


def layout(text: str) -> Layout:
    env = Environment(loader=DictLoader({"main.html": text, "part": PART}))
    prepare(env)
    return Layout(env, {"nav": SimpleNamespace(pages=[]), "site": "Cables"})


@pytest.mark.parametrize("text", TEMPLATES)
@pytest.mark.parametrize("order", range(3))
def test_a_page_in_its_shell_is_the_page_of_the_theme(text: str, order: int) -> None:
    made = layout(text)
    pages = [*PAGES, *PAGES]
    random.Random(order).shuffle(pages)
    for one in pages:
        assert made.fill(one) == made.render(one, one.base_url)


@pytest.mark.parametrize("text", TEMPLATES)
def test_pages_of_one_kind_share_a_shell(text: str) -> None:
    made = layout(text)
    for one in PAGES:
        made.fill(one)
    assert None not in made._shells.values()
    assert len(made._shells) == 8, "the first two are of one kind"


@pytest.mark.parametrize("text", HIDDEN_USES)
def test_a_shell_that_differs_from_the_first_page_is_not_used(text: str) -> None:
    made = layout(text)
    filled = [made.fill(one) for one in PAGES]
    assert None in made._shells.values()
    first = [made.render(one, one.base_url) for one in PAGES]
    assert filled[0] == first[0]


def test_a_gap_in_the_text_of_a_page_is_text() -> None:
    made = layout("{{ page.title }}{{ page.content }}")
    odd = "\ue000title\ue001 \ue0000\ue001"
    for _ in range(2):
        assert made.fill(page("a/b/", title=odd, content=odd)) == odd * 2


@pytest.mark.parametrize(
    ("url", "base"), [("", "."), ("about/", ".."), ("cables/08LIMA1/full/", "../../..")]
)
def test_the_root_as_seen_from_a_page(url: str, base: str) -> None:
    assert page(url).base_url == base


def test_the_value_of_a_flag_makes_another_kind() -> None:
    assert shell_key(PAGES[3]) != shell_key(PAGES[4])


def test_what_the_theme_writes_against_html_is_mended() -> None:
    box = '<input id="__toc" autocomplete="off">'
    assert tidy(box * 3) == box.replace(' autocomplete="off"', "") * 2 + box
    assert tidy('<td style="text-align: right;">1</td>') == '<td class="rt-right">1</td>'
