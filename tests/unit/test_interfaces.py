"""What Reftel uses of other packages beyond their documentation, or what may change without notice.

Each test stands for one row of the table in docs/decisions.md ("Interfaces of other packages").
Where one fails, a package has changed: the message says what, where Reftel uses it, what to do.
"""

from __future__ import annotations

import gzip
import hashlib
import inspect
import json
import re
import subprocess
from fnmatch import fnmatch
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import cbor2
import jinja2
import jinja2.meta
import markdown
import material.plugins.search.plugin  # type: ignore[import-untyped]  # no annotations
import mkdocs.__main__
import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext
from pagefind_bin import get_executable  # type: ignore[import-untyped]  # no annotations

from generator.archiving.crate_metadata import rocrate_library
from generator.curated.bounds import compose
from generator.disk import packaged_templates
from generator.errors import ReftelError
from generator.leak_check.shipped_files import THEME_TEMPLATES
from generator.mkdocs_build.conversion.html_blocks import convert
from generator.mkdocs_build.shells import ThemePage, tidy, with_opener
from generator.mkdocs_build.site_writer import EXTENSIONS
from generator.pdf.pdf_document import paper_html, render_pdf, weasyprint
from generator.release import prune_assets
from generator.release.pagefind_files import (
    DOCUMENT_FILES,
    FILTER_FILES,
    META_FILES,
    SIGNATURE,
    UNUSED_FILES,
    WORD_FOLDER,
)
from generator.release.policy import NAMED_BY_HASH
from tests.cases import FIXTURES

ROOT = Path(__file__).resolve().parents[2]
OURS = packaged_templates() / "theme"


def changed(fact: str, place: str, action: str) -> str:
    """The message of a test: what is no longer so, where Reftel uses it, what to do."""
    return f"\n{fact}\nReftel uses it in {place}.\nTo do: {action}"


def theme_file(name: str) -> str:
    return (THEME_TEMPLATES / name).read_text(encoding="utf-8")


@cache
def theme_files() -> tuple[Path, ...]:
    """The files of the theme, without its thousands of icons."""
    folders = [path for path in THEME_TEMPLATES.iterdir() if path.name != ".icons"]
    return tuple(sorted(path for folder in folders for path in [folder, *folder.rglob("*")]))


@cache
def theme_text(*suffixes: str) -> str:
    """All texts of the theme with these suffixes, in one."""
    files = [path for path in theme_files() if path.suffix in suffixes]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


# --- MkDocs ---------------------------------------------------------------


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    """Settings with Material as the theme, and two pages in the navigation."""
    root = tmp_path_factory.mktemp("interfaces")
    (root / "docs").mkdir()
    for name in ("index.md", "a.md"):
        (root / "docs" / name).write_text("# A\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        "site_name: A\ntheme: material\nplugins: []\nnav: [index.md, a.md]\n"
        "markdown_extensions: [{toc: {permalink: true}}]\n",
        encoding="utf-8",
    )
    return load_config(str(root / "mkdocs.yml"))


def test_mkdocs_builds_from_settings() -> None:
    parameters = inspect.signature(build).parameters.values()
    required = [p.name for p in parameters if p.default is p.empty]
    assert required == ["config"], changed(
        f"mkdocs.commands.build.build now needs {required}, not just the settings.",
        "mkdocs_build/site_build.py, for sites that shells cannot make",
        "call it as MkDocs' own command `build` does.",
    )


def test_mkdocs_serves_from_a_settings_file() -> None:
    signature = inspect.signature(serve)
    try:
        signature.bind(config_file="mkdocs.yml", dev_addr="127.0.0.1:8000", livereload=True)
    except TypeError as error:
        pytest.fail(
            changed(
                f"mkdocs.commands.serve.serve takes other arguments: {error}.",
                "serve_site of mkdocs_build/site_build.py",
                "call it as MkDocs' own command `serve` does.",
            )
        )


def test_plugins_are_started_and_ended_together(config: MkDocsConfig) -> None:
    plugins = config.plugins
    missing = [name for name in ("on_startup", "on_shutdown") if not hasattr(plugins, name)]
    assert not missing, changed(
        f"The plugins of MkDocs' settings have no {missing}.",
        "mkdocs_build/site_build.py, which starts and ends the plugins of a build",
        "start and end plugins as MkDocs' own command `build` does.",
    )


def test_a_navigation_is_made_of_files(config: MkDocsConfig) -> None:
    files = Files(
        [
            File(name, config.docs_dir, config.site_dir, use_directory_urls=True)
            for name in ("index.md", "a.md")
        ]
    )
    nav = get_navigation(files, config)
    assert [page.url for page in nav.pages] == ["", "a/"], changed(
        "get_navigation no longer gives the pages of `nav` in order, with their addresses.",
        "mkdocs_build/site_writer.py, which gives the navigation to the theme",
        "see how mkdocs.commands.build makes the navigation now.",
    )
    page = nav.pages[1]
    assert page.active is False
    page.active = True
    assert page.active, changed(
        "A page of the navigation can no longer be made the active one.",
        "mkdocs_build/site_writer.py, so that the theme highlights the page",
        "see how mkdocs.commands.build marks the page that it renders.",
    )


def test_the_theme_gives_its_templates(config: MkDocsConfig) -> None:
    place = "mkdocs_build/site_writer.py"
    assert isinstance(config.theme.get_env(), jinja2.Environment), changed(
        "Theme.get_env no longer gives the environment of the theme's templates.",
        place,
        "see where mkdocs.commands.build has the environment from.",
    )
    static = set(config.theme.static_templates)
    assert {"404.html", "sitemap.xml"} <= static, changed(
        f"Theme.static_templates names {sorted(static)}.",
        f"{place}, which writes the error page and the sitemap from it",
        "name the two templates there, or see where MkDocs has them from.",
    )


def test_the_first_theme_folder_takes_precedence(config: MkDocsConfig, tmp_path: Path) -> None:
    (tmp_path / "main.html").write_text("ours", encoding="utf-8")
    config.theme.dirs.insert(0, str(tmp_path))
    try:
        text = config.theme.get_env().get_template("main.html").render()
    finally:
        config.theme.dirs.remove(str(tmp_path))
    assert text == "ours", changed(
        "Templates of the first folder in Theme.dirs no longer take precedence.",
        "mkdocs_build/theme_folders.py, which puts our folder there",
        "see where Theme.get_env looks for templates.",
    )


def test_settings_of_extensions_are_separate(config: MkDocsConfig) -> None:
    assert config.mdx_configs == {"toc": {"permalink": True}}, changed(
        f"config.mdx_configs is {config.mdx_configs}, not the settings by extension.",
        "changed_extensions of mkdocs_build/site_writer.py",
        "see where MkDocs keeps the settings of extensions, or pages may be converted wrongly.",
    )


def test_the_command_line_names_the_site_folder() -> None:
    names = {parameter.name for parameter in mkdocs.__main__.build_command.params}
    assert "site_dir" in names, changed(
        "`mkdocs build` has no parameter `site_dir` any more.",
        "names_folder of mkdocs_build/plain_build.py: the folder given there counts, not the "
        "edition's",
        "look for the new name of the parameter.",
    )


# --- Python-Markdown ------------------------------------------------------

MARKDOWN = """# Scope &#38; aim

Words, **weight**, `code` and [a link](#p-1).
{: .rt-lead }

#### Scope

## Scope

- one
- two

Words.

1. first
2. second

| A | B |
| --- | ---: |
| 1 | 2 |

> Quoted.

<div class="rt-para" id="p-1" markdown="1">

Within.

</div>
"""


def test_python_markdown_writes_our_html() -> None:
    converter = markdown.Markdown(extensions=sorted(EXTENSIONS))
    html, tokens = converter.convert(MARKDOWN), converter.toc_tokens  # type: ignore[attr-defined]
    converted = convert(MARKDOWN, "a.md")
    assert converted is not None
    message = changed(
        "Python-Markdown now writes other HTML, other anchors or nests headings differently.",
        "mkdocs_build/conversion, which must give the same pages",
        "change conversion alike; tests/unit/test_conversion.py compares every form.",
    )
    assert converted.html == html, message
    assert str(converted.contents) == str(get_toc(tokens)), message


# --- Material for MkDocs --------------------------------------------------


def test_tick_boxes_of_the_theme_have_autocompletion() -> None:
    base = theme_file("base.html")
    assert base.count(' autocomplete="off">') == 2, changed(
        "base.html has no longer two tick boxes with autocomplete, which HTML forbids.",
        "tidy of mkdocs_build/shells.py, which removes the attribute",
        "with none left, remove that; else correct the text that is replaced.",
    )
    assert base.rindex(' autocomplete="off">') < base.index("{% block header %}"), changed(
        "The tick boxes of base.html no longer stand before all content.",
        "tidy of mkdocs_build/shells.py, which changes the first two places in a page",
        "make sure that no text of a cable is changed.",
    )
    assert tidy('<input autocomplete="off">') == "<input>"


def test_the_header_of_the_theme_is_one_bar() -> None:
    header = theme_file("partials/header.html")
    included = re.findall(r'include "(partials/[^"]+)"', header.partition("</nav>")[0])
    included.remove("partials/search.html")  # the theme's search is only in offline copies
    bars = [name for name in included if "</nav>" in theme_file(name)]
    message = changed(
        f"The first </nav> of the theme's header no longer ends its bar (others: {bars}).",
        "with_opener of mkdocs_build/shells.py, which puts the way to our search there",
        "find the end of the bar in partials/header.html.",
    )
    assert "</nav>" in header, message
    assert not bars, message
    assert with_opener("<nav>a</nav>", "<a>") == "<nav>a<a></nav>"


REPLACED = {
    "base.html": "d6113712bc4deb30",
    "palette.html": "8790389765ea6036",
    "content.html": "3722e156f0f6339d",
}
"""The theme's scripts in pages that files of ours replace, as they were when ours were written."""


@pytest.mark.parametrize("name", REPLACED)
def test_replaced_scripts_of_the_theme_are_unchanged(name: str) -> None:
    """They define `__md_get`, `__md_set`, `__md_hash` and `__md_scope`, which the theme calls."""
    script = theme_file(f"partials/javascripts/{name}")
    seen = hashlib.sha256(script.encode("utf-8")).hexdigest()[:16]
    assert seen == REPLACED[name], changed(
        f"Material's partials/javascripts/{name} has changed.",
        "templates/theme/assets/reftel (start.js, palette.js), which replace it by a file",
        f"compare the two, change ours alike, then note the hash {seen} in REPLACED.",
    )


def test_the_theme_calls_no_other_globals() -> None:
    ours = (OURS / "assets/reftel/start.js").read_text(encoding="utf-8")
    called = set(re.findall(r"__md_\w+", theme_text(".js")))
    undefined = sorted(name for name in called if name not in ours)
    assert not undefined, changed(
        f"Material's program calls {undefined}, which no script of ours defines.",
        "templates/theme/assets/reftel/start.js",
        "see what partials/javascripts/base.html of Material defines, and define it alike.",
    )


def test_blocks_and_partials_of_the_theme_exist() -> None:
    blocks = set(re.findall(r"{%-? block (\w+)", theme_file("base.html")))
    used = {
        name
        for path in OURS.glob("*.html")
        for name in re.findall(r"{%-? block (\w+)", path.read_text(encoding="utf-8"))
    }
    assert used <= blocks, changed(
        f"Material's base.html has no block {sorted(used - blocks)}.",
        "templates/theme/main.html and 404.html, which fill it",
        "look for the block's new name, or what we add is missing from every page.",
    )
    overridden = {
        *("partials/nav.html", "partials/toc.html"),
        *(f"partials/javascripts/{name}" for name in REPLACED),
    }
    layout = theme_file("base.html") + theme_file("partials/header.html")
    included = set(re.findall(r'include "(partials/[^"]+)"', layout))
    assert overridden <= included, changed(
        f"Material's layout no longer includes {sorted(overridden - included)}.",
        "templates/theme/partials, where a file of that name replaces the theme's",
        "look for the template that Material includes instead.",
    )
    needed = {
        name
        for path in OURS.rglob("*.html")
        for name in re.findall(r'include "([^"]+)"', path.read_text(encoding="utf-8"))
        if not (OURS / name).exists()
    }
    missing = sorted(name for name in needed if not (THEME_TEMPLATES / name).exists())
    assert not missing, changed(
        f"Material has no {missing}.",
        "templates/theme, which includes it",
        "look for the template's new name.",
    )


NOT_OURS = frozenset({"authors", "categories", "config", "ancestors"})
"""Attributes that only blog posts and pages in a section of the navigation have."""


def test_our_pages_have_what_the_theme_uses() -> None:
    asked = set(re.findall(r"\bpage\.([a-z_]+)", theme_text(".html"))) - NOT_OURS
    unknown = sorted(name for name in asked if not hasattr(ThemePage, name))
    assert not unknown, changed(
        f"Material's templates ask pages for {unknown}.",
        "ThemePage of mkdocs_build/shells.py, which stands for MkDocs' pages and lacks it",
        "add the attribute with the value that MkDocs gives.",
    )


def test_the_theme_uses_no_other_variables() -> None:
    env = jinja2.Environment()
    env.filters["url"] = env.filters["script_tag"] = env.filters["date"] = str
    asked = {
        name
        for path in (*theme_files(), *OURS.rglob("*"))
        if path.suffix == ".html"
        for name in jinja2.meta.find_undeclared_variables(env.parse(path.read_text("utf-8")))
    }
    given = {"nav", "config", "mkdocs_version", "page", "base_url"}
    unknown = asked & set(TemplateContext.__annotations__) - given
    assert not unknown, changed(
        f"Templates of the theme ask MkDocs for {sorted(unknown)}.",
        "SiteWriter of mkdocs_build/site_writer.py, which gives templates their values",
        "give it too, as MkDocs' guide for themes describes it.",
    )


def test_class_names_of_the_theme_exist() -> None:
    theirs = theme_text(".html", ".css", ".js")
    files = [path for path in OURS.rglob("*") if path.suffix in {".html", ".js", ".css"}]
    files.append(ROOT / "generator/pdf/pdf_document.py")
    name = re.compile(r"(?<![\w-])(?:data-|--)?md-[a-z][\w-]*|\b__(?:drawer|toc|palette)\b")
    unknown = {
        f"{used} ({path.name})"
        for path in files
        for used in name.findall(path.read_text(encoding="utf-8"))
        if used not in theirs
    }
    assert not unknown, changed(
        f"Material has no {', '.join(sorted(unknown))}.",
        "templates/theme (templates, styles, scripts)",
        "look for the new name in Material's templates and style sheets.",
    )


def test_the_theme_takes_alternate_links_for_languages() -> None:
    assert '"link[rel=alternate]"' in theme_text(".js"), changed(
        'Material\'s program no longer asks for "link[rel=alternate]".',
        'templates/theme/main.html, where rel="alternate " with a blank hides our feed from it',
        "if Material tells languages from other links by now, remove the blank.",
    )


SEARCH_INDEX_TEXTS = {
    "search_index.json": "the name of the index",
    '"docs"': "its list of documents",
    '"location"': "the address of a document",
    '"title"': "the title of a document",
    '"text"': "the text of a document",
    '"config"': "its settings, with `lang`",
}


def test_the_search_index_of_the_theme_has_its_form() -> None:
    source = inspect.getsource(material.plugins.search.plugin)
    place = "release/theme_search.py"
    for text, meaning in SEARCH_INDEX_TEXTS.items():
        assert text in source, changed(
            f"Material's search plugin no longer writes {text} ({meaning}).",
            f"{place}, which read and change the index of an offline copy",
            "see what the plugin writes, or links of the offline search lead nowhere.",
        )
    assert "=>__index" in theme_text(".js"), changed(
        "Material's program no longer reads the index from the variable `__index`.",
        f"{place}, which writes search_index.js so that a copy needs no server",
        "see how Material's plugin `offline` gives the index to the page.",
    )
    assert "config.extra.polyfills" in theme_file("base.html"), changed(
        "Material's base.html no longer loads the scripts of `extra.polyfills`.",
        "plugin.py: file-worker.js must run before the theme's own program",
        "load it in templates/theme/main.html, in front of the other scripts.",
    )


def test_files_of_the_theme_have_their_places_and_names() -> None:
    place = "release/prune_assets.py"
    paths = {p.relative_to(THEME_TEMPLATES).as_posix() for p in theme_files()}
    needed = {*prune_assets._lunr(["de", "ja", "th"])}
    assert needed <= paths, changed(
        f"Material has no {sorted(needed - paths)}, which its search loads by language.",
        place,
        "compare _lunr with what the search worker of Material loads.",
    )
    unused = [
        start
        for start in prune_assets.THEME_SEARCH
        if not any(path.startswith(start) for path in paths)
    ]
    assert not unused, changed(
        f"Material has no files in {unused}.", place, "look for the files of Material's search."
    )
    hashed = [p for p in paths if re.search(r"assets/\w+/\w+\.\w{8}\.min\.(js|css)$", p)]
    other = [path for path in hashed if not re.search(NAMED_BY_HASH, f"/{path}")]
    assert len(hashed) >= 3, changed(
        "Material's scripts and styles no longer have a hash in their names.",
        f"{place}: browsers keep files that NAMED_BY_HASH matches for a year",
        "correct NAMED_BY_HASH: a file without a hash must not be kept.",
    )
    assert not [path for path in other if "workers" not in path], other


# --- Pagefind -------------------------------------------------------------


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pagefind's index of one page."""
    body = '<h1>A</h1><p data-pagefind-filter="year:2008">Some words</p>'
    return indexed(tmp_path_factory.mktemp("pagefind"), body)


def indexed(root: Path, body: str) -> Path:
    """The folder with Pagefind's index of a page with this body."""
    (root / "site").mkdir()
    (root / "site/index.html").write_text(
        f'<html lang="en"><body data-pagefind-body>{body}</body></html>', encoding="utf-8"
    )
    subprocess.run(
        [str(get_executable()), "--quiet", "--site", root / "site", "--output-path", root / "0"],
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return root / "0"


def unpacked(index: Path, pattern: str) -> Any:
    """The value in the only file of the index that matches."""
    (path,) = index.glob(pattern)
    data = gzip.decompress(path.read_bytes())
    assert data.startswith(SIGNATURE), changed(
        f"{path.name} does not begin with {SIGNATURE!r} once it is unpacked.",
        "release/pagefind_files.py; the leak check reads the index",
        "correct SIGNATURE, and see that the leak check still finds a word in the index.",
    )
    body = data.removeprefix(SIGNATURE)
    return json.loads(body) if pattern.endswith("fragment") else cbor2.loads(body)


def test_the_packed_index_has_its_form(index: Path) -> None:
    place = "search/pagefind_normalize.py, which sorts it so that two builds give the same bytes"
    action = "compare `normalize` with what Pagefind writes; see `unpacked` in this test."
    facet, values = unpacked(index, FILTER_FILES)
    assert (facet, values) == ("year", [["2008", [0]]]), changed(
        "A pf_filter is no longer [facet, [[value, documents]]].", place, action
    )
    (meta,) = index.glob(META_FILES)
    contents = unpacked(index, meta.name)
    shape = [type(item).__name__ for item in contents]
    assert shape == ["str", "list", "list", "list", "list", "list"], changed(
        f"A pf_meta has the parts {shape}, not version, pages, chunks, facets, sorts, fields.",
        place,
        action,
    )
    (filter_file,) = index.glob(FILTER_FILES)
    assert contents[3] == [["year", filter_file.stem]], changed(
        "A pf_meta no longer names the files of facets in its fourth part.", place, action
    )
    assert filter_file.stem.startswith("en_")
    fragment = unpacked(index, DOCUMENT_FILES)
    assert {"url", "content", "meta", "filters", "anchors"} <= fragment.keys(), changed(
        f"A fragment has the fields {sorted(fragment)}.", place, action
    )


WORD_FILES = f"{WORD_FOLDER}/*.pf_index"


def test_a_file_of_words_has_its_form(index: Path) -> None:
    (words,) = unpacked(index, WORD_FILES)
    assert words[1:] == [["some", [[0, [-25, 1], []]], []], ["word", [[0, [-25, 2], []]], []]], (
        changed(
            f"The words of an index are {words}.",
            "templates/theme/assets/reftel/search-index.js, which reads them",
            "see what the parts of [word, [[document, places, fields]], spellings] are now.",
        )
    )


def test_words_are_indexed_by_the_stems_of_the_script(tmp_path: Path) -> None:
    lines = (FIXTURES / "search" / "stems.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" ") for line in lines]
    index = indexed(tmp_path, " ".join(word for word, _ in pairs))
    places = {
        (place, stem)
        for stem, [[_, steps, _]], _ in unpacked(index, WORD_FILES)[0]
        for place in places_of(steps)
    }
    assert not [pair for at, pair in enumerate(pairs) if (at, pair[1]) not in places], changed(
        "Pagefind has other stems.",
        "templates/theme/assets/reftel/search-stem.js, which has the same rules",
        "correct the rules there (snowballstem.org), then tests/fixtures/search/stems.txt.",
    )


def places_of(steps: list[int]) -> list[int]:
    """The places of a word in a text, each counted from the one before."""
    places = accumulate(steps, lambda place, step: 0 if step < 0 else max(place, 0) + step)
    return [place for place, step in zip(places, steps, strict=True) if step >= 0]


def test_files_of_the_index_have_their_names(index: Path) -> None:
    paths = [path.relative_to(index).as_posix() for path in index.rglob("*") if path.is_file()]
    for pattern in UNUSED_FILES:
        assert any(fnmatch(path, pattern) for path in paths), changed(
            f"Pagefind writes no {pattern}.",
            "release/pagefind_files.py: such files are removed",
            f"correct the names there; it writes {sorted(paths)}.",
        )
    packed = [path for path in paths if ".pf_" in path]
    assert len(packed) == 4, packed
    for path in packed:
        assert re.search(NAMED_BY_HASH, f"/pagefind/0/{path}"), changed(
            f"Pagefind names a file {path}.",
            "release/pagefind_files.py: browsers keep files that NAMED_BY_HASH matches for a year",
            "correct the pattern there.",
        )


# --- WeasyPrint -----------------------------------------------------------

PAGE = """<html lang="en"><head><title>A</title></head><body>
<article class="md-typeset"><h1 id="top">A</h1><p><a href="#top">up</a></p></article>
</body></html>"""

MARGINS = "@page { size: 6cm 6cm; @top-center { content: 'SECRET' } }"


def test_weasyprint_gives_the_tree_of_a_page() -> None:
    tree = getattr(weasyprint().HTML(string=PAGE), "etree_element", None)
    assert isinstance(tree, Element), changed(
        "HTML.etree_element of WeasyPrint is no tree of xml.etree any more.",
        "pdf/pdf_document.py, which reads the page and the anchors from it",
        "see what WeasyPrint calls the parsed document now.",
    )
    assert "<h1" in paper_html(PAGE, "08EXAMPLE1")


def test_the_objects_of_a_pdf_have_their_form() -> None:
    """`finisher` is documented; the objects that it is given belong to pydyf and WeasyPrint."""
    seen: list[Any] = []
    weasyprint().HTML(string=PAGE).write_pdf(
        stylesheets=[weasyprint().CSS(string=MARGINS)],
        pdf_variant="pdf/ua-1",
        finisher=lambda document, pdf: seen.append(pdf),
    )
    pdf = seen[0]
    objects = {item.reference: item for item in pdf.objects}
    place = "_mark_margins and _name_links of pdf/pdf_document.py, for screen readers"
    action = "see what WeasyPrint's pdf/tags.py writes; check PDFs by tests/site/test_pdf.py."
    root = objects.get(pdf.catalog.get("StructTreeRoot"))
    assert root is not None, changed("A PDF has no tree of tags in its catalog.", place, action)
    numbers = objects[root["ParentTree"]].get("Nums")
    assert isinstance(numbers, list), changed(
        "The tree of tags has no list `Nums` by page.", place, action
    )
    page = objects[pdf.page_references[0]]
    stream = objects[page["Contents"]].stream
    marked = [at for at, item in enumerate(stream) if item == b"BDC"]
    assert marked, changed("A page's stream marks no content by b'BDC'.", place, action)
    assert all("MCID" in stream[at - 1] for at in marked), changed(
        "Marked content no longer has its number (MCID) in front of b'BDC'.", place, action
    )
    links = [
        item
        for item in objects.values()
        if isinstance(item, dict) and item.get("Subtype") == "/Link"
    ]
    anchors = [item["Dest"].string for item in links if "Dest" in item and "Contents" in item]
    assert anchors == ["top"], changed(
        "A link in a PDF no longer has its anchor as `Dest`, and `Contents`.", place, action
    )
    finished = render_pdf(PAGE, [MARGINS], "id")
    assert b"/Artifact" in finished or finished.startswith(b"%PDF")


# --- RO-Crate -------------------------------------------------------------


def test_a_crate_gives_its_metadata() -> None:
    metadata = rocrate_library().ROCrate(version="1.1").metadata
    made = metadata.generate() if hasattr(metadata, "generate") else {}
    assert {"@context", "@graph"} == set(made), changed(
        "The metadata of a crate has no `generate` that gives JSON-LD any more.",
        "archiving/crate_metadata.py, which writes it sorted and without copying files",
        "see what `write` of rocrate's model/metadata.py calls.",
    )


# --- PyYAML ---------------------------------------------------------------


def test_yaml_is_composed_node_by_node() -> None:
    """The bounds count the levels in `compose_node`, which PyYAML calls for each value."""
    for text in ("[" * 40 + "]" * 40, "a: &x 1\nb: *x\n"):
        try:
            compose(text, "a.yml")
        except ReftelError:
            continue
        pytest.fail(
            changed(
                f"PyYAML {yaml.__version__} no longer calls compose_node for each value.",
                "curated/bounds.py, so that no file can use up memory or stack",
                "see how the loader of PyYAML builds nodes, and count there.",
            )
        )


# --- The table ------------------------------------------------------------

TABLE = (ROOT / "docs/decisions.md").read_text(encoding="utf-8").partition("## Interfaces of ")[2]


def test_the_table_lists_every_interface() -> None:
    named = re.findall(r"`(test_\w+)`", TABLE)
    tests = [name for name in globals() if name.startswith("test_") and "_table_" not in name]
    assert sorted(named) == sorted(tests)


def test_modules_of_the_table_exist() -> None:
    names = re.findall(r"`([a-z_]+/[a-z_/]+\.(?:py|js))`", TABLE)
    folders = (ROOT, ROOT / "generator", OURS / "assets")
    lost = [name for name in names if not any((folder / name).exists() for folder in folders)]
    assert len(names) > 20
    assert not lost, f"docs/decisions.md names modules that do not exist: {lost}"
