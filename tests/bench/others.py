"""The same Markdown pages for plain MkDocs and for Hugo."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

MKDOCS = """site_name: Pages
site_url: ""
docs_dir: {docs}
site_dir: site
{nav}
theme: {{name: material, language: en, font: false}}
plugins: []
markdown_extensions: [attr_list, md_in_html, tables, {{toc: {{permalink: false}}}}]
"""

HUGO = """baseURL = "/"
languageCode = "en"
title = "Pages"
disablePathToLower = true
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[markup.goldmark.renderer]
unsafe = true
"""

LAYOUTS = {
    "baseof": "<!doctype html><html lang=en><head><meta charset=utf-8><title>{{ .Title }}</title>"
    '</head><body>{{ block "main" . }}{{ end }}</body></html>\n',
    "single": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}\n',
    "list": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}\n',
}


def markdown(pages: Path) -> list[Path]:
    """Every Markdown page below a folder."""
    return sorted(pages.rglob("*.md"))


def html(site: Path) -> int:
    """How many HTML pages stand below a folder."""
    return sum(1 for _ in site.rglob("*.html"))


def mkdocs_project(root: Path, workspace: Path, *, bounded: bool) -> Path:
    """The folder of a project of plain MkDocs with the pages of a workspace, which has been built.

    With a `bounded` navigation it names front pages only, as the workspace does.
    """
    root.mkdir()
    nav = ""
    if bounded:
        settings = (workspace / "mkdocs.yml").read_text(encoding="utf-8")
        found = re.search(r"^nav:\n(?: .*\n)+", settings, re.M)
        assert found is not None
        nav = found[0]
    shutil.copytree(workspace / "content" / "pages", root / "docs")
    (root / "mkdocs.yml").write_text(MKDOCS.format(docs="docs", nav=nav), encoding="utf-8")
    return root


def hugo_project(root: Path, workspace: Path) -> None:
    """A project of Hugo with the same pages, under a theme that prints title and content.

    To Hugo an `index.md` owns its folder, and pages beside or below it would not be written: it is
    called `_index.md` where there are any.
    """
    pages = workspace / "content" / "pages"
    for page in markdown(pages):
        name = page.name
        if name == "index.md" and sum(1 for _ in page.parent.rglob("*.md")) > 1:
            name = "_index.md"
        target = root / "content" / page.parent.relative_to(pages) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, target)
    layouts = root / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name, layout in LAYOUTS.items():
        (layouts / f"{name}.html").write_text(layout, encoding="utf-8")
    (root / "config.toml").write_text(HUGO, encoding="utf-8")
