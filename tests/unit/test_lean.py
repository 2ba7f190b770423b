"""Which files of a finished site go, and what is left of those that stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import ReftelError
from generator.release.prune_assets import prune_site, strip_source_map, unused_files

LUNR = "assets/javascripts/lunr/"

PATHS = [
    "index.html",
    "sitemap.xml",
    "sitemap.xml.gz",
    "exports/cables.csv",
    "assets/javascripts/bundle.0a1b2c3d.min.js",
    "assets/javascripts/bundle.0a1b2c3d.min.js.map",
    "assets/javascripts/workers/search.0a1b2c3d.min.js",
    f"{LUNR}min/lunr.de.min.js",
    f"{LUNR}min/lunr.fr.min.js",
    f"{LUNR}min/lunr.ja.min.js",
    f"{LUNR}min/lunr.multi.min.js",
    f"{LUNR}min/lunr.stemmer.support.min.js",
    f"{LUNR}tinyseg.js",
    f"{LUNR}wordcut.js",
    "assets/reftel/file-worker.js",
    "assets/reftel/reftel.js",
    "assets/reftel/search-box.js",
    "maps/roads.map",
    "search/index.html",
]

ALWAYS = ["assets/javascripts/bundle.0a1b2c3d.min.js.map", "sitemap.xml.gz"]


def lunr(paths: list[str]) -> set[str]:
    return {path.removeprefix(LUNR) for path in paths if path.startswith(LUNR)}


def test_a_served_site_has_nothing_of_the_themes_search() -> None:
    gone = unused_files(PATHS, None)
    assert [path for path in gone if not path.startswith(LUNR)] == sorted(
        [
            *ALWAYS,
            "assets/javascripts/workers/search.0a1b2c3d.min.js",
            "assets/reftel/file-worker.js",
        ]
    )
    assert lunr(gone) == lunr(PATHS)


@pytest.mark.parametrize(
    ("languages", "kept"),
    [
        (["en"], set()),
        (["de"], {"min/lunr.de.min.js", "min/lunr.stemmer.support.min.js"}),
        (
            ["en", "ja"],
            {
                "min/lunr.ja.min.js",
                "min/lunr.multi.min.js",
                "min/lunr.stemmer.support.min.js",
                "tinyseg.js",
            },
        ),
    ],
)
def test_a_copy_keeps_the_rules_of_its_languages(languages: list[str], kept: set[str]) -> None:
    gone = unused_files(PATHS, languages)
    assert lunr(PATHS) - lunr(gone) == kept
    assert [path for path in gone if not path.startswith(LUNR)] == sorted(
        [*ALWAYS, "assets/reftel/search-box.js", "search/index.html", "sitemap.xml"]
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("go();\n//# sourceMappingURL=a.js.map\n\n", "go();\n"),
        ("a{}\n/*# sourceMappingURL=a.css.map */", "a{}\n"),
        ("a{}/*# sourceMappingURL=a.css.map*/\n", "a{}\n"),
        ("//# sourceMappingURL=a.map\ngo();\n", "//# sourceMappingURL=a.map\ngo();\n"),
        ("go();\n", "go();\n"),
    ],
)
def test_the_line_that_names_a_map_goes(text: str, left: str) -> None:
    assert strip_source_map(text) == left


def write(site: Path, **files: str) -> None:
    for name, text in files.items():
        path = site / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_folders_that_are_empty_go_but_what_has_a_dot_stays(tmp_path: Path) -> None:
    write(tmp_path, assets__javascripts__lunr__tinyseg_js="x", index_html="x")
    (tmp_path / ".well-known" / "empty").mkdir(parents=True)
    prune_site(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert left == {"index.html", ".well-known", ".well-known/empty"}


@pytest.mark.parametrize(
    ("body", "stays"), [("\n", False), ("<url><loc>https://e.org/</loc></url>", True)]
)
def test_a_sitemap_without_addresses_goes(tmp_path: Path, body: str, stays: bool) -> None:
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    write(tmp_path, sitemap_xml=f'<urlset xmlns="{namespace}">{body}</urlset>')
    prune_site(tmp_path)
    assert (tmp_path / "sitemap.xml").is_file() == stays


def test_an_index_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "search_index.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ReftelError, match="is not a search index; build the copy again"):
        prune_site(tmp_path)
