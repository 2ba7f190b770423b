"""The folders of editions are compared as what links lead to."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import ReftelError
from generator.release.edition_folders import check_folders


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "ws"
    for name in ("content/cables", "templates", "site", "out/deep"):
        (root / name).mkdir(parents=True)
    (root / "link").symlink_to("site")
    (root / "later").symlink_to("site-later")
    (root / "above").symlink_to("..")
    (root / "sources").symlink_to("content")
    (root / "loop").symlink_to("loop")
    (tmp_path / "round").symlink_to("ws")
    return root


def check(root: Path, public: str, internal: str) -> None:
    check_folders(root, {"public": root / public, "internal": root / internal})


@pytest.mark.parametrize(
    ("public", "internal"),
    [("site", "site-internal"), ("link", "out"), ("out/deep", "out/deeper"), ("../srv", "site"),
     ("site", "sitemap"), ("contents", "templates-2")],
)  # fmt: skip
def test_folders_beside_each_other(root: Path, public: str, internal: str) -> None:
    check(root, public, internal)


@pytest.mark.parametrize(
    ("public", "internal"),
    [("site", "site"), ("site", "site/internal"), ("site/public", "site"), ("site", "link"),
     ("site", "link/internal"), ("later", "site-later"),
     ("site-later/x", "later"), ("site", "../round/site"), ("site", "./out/../site"),
     ("out", "out/deep/er")],
)  # fmt: skip
def test_one_folder_for_two_editions_is_refused(root: Path, public: str, internal: str) -> None:
    with pytest.raises(ReftelError, match="have the same folder, or one is within the other"):
        check(root, public, internal)


@pytest.mark.parametrize("folder", [".", "..", "above", "../round", "above/ws"])
def test_the_workspace_and_what_is_above_it_are_refused(root: Path, folder: str) -> None:
    with pytest.raises(ReftelError, match="is the workspace or a folder above it"):
        check(root, folder, "site-internal")


@pytest.mark.parametrize(
    "folder",
    ["content", "content/pages/x", "templates", "templates/theme", ".reftel", ".reftel/public",
     "sources", "sources/cables"],
)  # fmt: skip
def test_folders_of_sources_are_refused(root: Path, folder: str) -> None:
    with pytest.raises(ReftelError, match="or in or around it"):
        check(root, "site", folder)


def test_a_link_to_itself_is_refused(root: Path) -> None:
    with pytest.raises(ReftelError):
        check(root, "loop/site", "loop")
