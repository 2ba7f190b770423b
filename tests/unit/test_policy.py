"""The security policy that follows from pages, and what it refuses."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from generator.errors import ReftelError
from generator.release.deploy import base_path, server_settings, write_server_settings
from generator.release.policy import (
    MAX_HASHES,
    InlineContent,
    hash_source,
    policy_header,
    read_inline,
)


@pytest.mark.parametrize(
    ("page", "scripts", "faults"),
    [
        ("<p>text</p><script src=a.js></script>", (), ()),
        ("<script>a < b && '&amp;'\n</script>", ("a < b && '&amp;'\n",), ()),
        ("<SCRIPT TYPE=module>go()</SCRIPT>", ("go()",), ()),
        ("<script type=text/javascript1.5>go()</script>", ("go()",), ()),
        ("<script type=text/JScript>go()</script>", ("go()",), ()),
        ("<script type='text/javascript; charset=utf-8'>no()</script>", (), ()),
        ("<script type=importmap>{}</script>", ("{}",), ()),
        ("<script></script>", ("",), ()),
        ("<script type=application/ld+json>{}</script>", (), ()),
        ("<script type='application/json'>{}</script>x", (), ()),
        ("<p>&lt;script&gt;no()&lt;/script&gt;</p>", (), ()),
        ("<!-- <script>no()</script> -->", (), ()),
        ("<td STYLE='color: red'>x</td>", (), ("style of <td>",)),
        ("<style>p{}</style>", (), ("<style>",)),
        ("<a onclick=go() title=on>x</a>", (), ("onclick of <a>",)),
        ('<a href="x"/ONCLICK = "go()">x</a>', (), ("onclick of <a>",)),
        ('<a href="x"style=a>x</a>', (), ("style of <a>",)),
        ('<script data-src="a">go()</script>', ("go()",), ()),
    ],
)
def test_what_stands_in_a_page(
    page: str, scripts: tuple[str, ...], faults: tuple[str, ...]
) -> None:
    assert read_inline(page) == InlineContent(scripts=scripts, faults=faults)


def test_a_script_is_named_by_the_hash_of_its_text() -> None:
    digest = base64.b64encode(hashlib.sha256("go(“é”)".encode()).digest()).decode()
    assert hash_source("go(“é”)") == f"'sha256-{digest}'"


def test_the_policy_names_scripts_once_and_in_one_order() -> None:
    one, two = sorted((hash_source("one()"), hash_source("two()")))
    assert policy_header(["two()", "one()", "two()"]) == policy_header(["one()", "two()"])
    assert f"script-src 'self' {one} {two};" in policy_header(["one()", "two()"])
    assert "'unsafe-inline'" not in policy_header(["one()"])
    assert "'unsafe-eval'" not in policy_header(["one()"])


def test_too_many_scripts_are_told() -> None:
    assert policy_header(f"go({at})" for at in range(MAX_HASHES)).count("sha256-") == MAX_HASHES
    with pytest.raises(ReftelError) as told:
        policy_header(f"go({at})" for at in range(MAX_HASHES + 1))
    assert str(told.value) == (
        "the site's pages contain 21 different scripts, and a policy lists at most 20; move them "
        "from templates/theme into files below its assets/."
    )


def site(folder: Path, page: str) -> Path:
    (folder / "deep").mkdir(parents=True)
    (folder / "index.html").write_text("<p>x</p>", encoding="utf-8")
    (folder / "deep" / "index.html").write_text(page, encoding="utf-8")
    return folder


def test_a_page_that_no_strict_policy_allows_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReftelError) as told:
        write_server_settings(site(tmp_path / "site", "<p onclick=go()>"), "", tmp_path / "deploy")
    assert str(told.value) == (
        "deep/index.html contains onclick of <p>, which a strict content security policy forbids; "
        "move it from the template into a file below templates/theme/assets and build the site "
        "again."
    )
    assert not (tmp_path / "deploy").exists()


def test_a_script_of_a_workspaces_own_template_is_allowed(tmp_path: Path) -> None:
    names = write_server_settings(
        site(tmp_path / "s", "<script>own()</script>"), "", tmp_path / "deploy"
    )
    assert names == ["Caddyfile", "apache.conf", "nginx.conf"]
    for name in names:
        assert hash_source("own()") in (tmp_path / "deploy" / name).read_text("utf-8")


def test_a_folder_without_a_site_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReftelError, match="contains no site; build it first: reftel build"):
        write_server_settings(tmp_path, "", tmp_path / "deploy")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("", "/"),
        ("https://e.org", "/"),
        ("https://e.org/a/b-c_d.e~f/", "/a/b-c_d.e~f/"),
        ("https://e.org/a", "/a/"),
    ],
)
def test_the_path_is_that_of_the_address(address: str, path: str) -> None:
    assert base_path(address) == path


@pytest.mark.parametrize(
    "address",
    ["https://e.org/a b/", "https://e.org/a;return/", "https://e.org/$uri/", "https://e.org/%41/",
     "https://e.org/{a}/", "https://e.org/a//b/", 'https://e.org/"/', "https://e.org/\n/é"],
)  # fmt: skip
def test_a_path_that_a_server_might_read_otherwise_is_refused(address: str) -> None:
    with pytest.raises(ReftelError, match="contains characters other than letters"):
        base_path(address)


def test_each_snippet_says_first_how_it_is_used() -> None:
    for name, text in server_settings("default-src 'none'", "/a/").items():
        assert text.startswith("# Within a "), name
        assert "Run it again after changing" in text, name
        assert text.endswith("\n"), name
