"""mkdocs.yml as read without MkDocs: the same values, and nothing run."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.disk import Workspace, new_workspace
from generator.errors import ReftelError
from generator.mkdocs_build.site_settings import load_config, site_info
from generator.mkdocs_build.workspace_settings import read_settings
from tests.site.conftest import ROOT

SAMPLE = (ROOT / "mkdocs.yml").read_text("utf-8")

INHERITING = """
INHERIT: base.yml
site_dir: public/site
plugins:
  - search
  - reftel:
      edition: internal
"""

VARIANTS = {
    "sample": SAMPLE,
    "inheriting": INHERITING,
    "plain": (
        "site_name: x\ndocs_dir: content/pages\nplugins: [reftel]\n"
        "site_url: https://cables.example.org/archive\n"
    ),
    "mapped": (
        "site_name: x\ndocs_dir: content/pages\nsite_dir: ../beside\n"
        "plugins:\n  reftel:\n    editions:\n"
        "      press: {title: Press, folder: site/press, detectors: [email]}\n"
    ),
    "tagged": (
        "site_name: !ENV [REFTEL_NO_NAME, x]\nsite_url: !ENV REFTEL_SITE_URL\n"
        "docs_dir: content/pages\nplugins: [reftel]\nmarkdown_extensions:\n  - toc:\n"
        "      slugify: !!python/name:markdown.extensions.toc.slugify\n"
    ),
}


@pytest.mark.parametrize("address", ["", "https://cables.example.org/x/"])
@pytest.mark.parametrize("edition", ["", "public", "internal"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_settings_are_read_as_mkdocs_reads_them(
    variant: str, edition: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFTEL_SITE_URL", address)
    new_workspace(tmp_path / "workspace")
    workspace = Workspace(tmp_path / "workspace", edition=edition)
    (workspace.root / "base.yml").write_text(SAMPLE, encoding="utf-8")
    workspace.settings.write_text(VARIANTS[variant], encoding="utf-8")
    theirs = load_config(workspace)
    ours = read_settings(workspace, edition)
    info = site_info(theirs)
    assert str(ours.site_folder) == theirs.site_dir
    assert ours.address == info.address
    assert ours.edition == info.edition


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system ['touch trace']",
        "!!python/object/new:os.system ['touch trace']",
        "!!python/module:antigravity ''",
        "!!python/name:os.system ''",
        "!relative $config_dir",
        "!unknown {a: [b]}",
    ],
)
def test_no_tag_runs_anything(tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = f"site_name: x\nextra:\n  x: {tag}\nplugins: [reftel]\nhooks: [hook.py]\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert read_settings(Workspace(tmp_path)).edition.name == "public"
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]


LONG = "9" * 5000
DEEP = "site_name: " + "[" * 5000 + "]" * 5000
DEEP_BLOCKS = "".join(f"{' ' * level}a:\n" for level in range(200))
MERGED = "a: &a {" + ", ".join(f"k{n}: v" for n in range(300)) + "}\n"
MERGED += "".join(f"a{n}: {{<<: *a}}\n" for n in range(400))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (DEEP, "^mkdocs.yml:1: values are nested deeper than 30 levels"),
        (DEEP_BLOCKS, "^mkdocs.yml:30: values are nested deeper than 30 levels"),
        (MERGED, "has more than 200,000 values"),
        ("x: &a [*a]", "^mkdocs.yml:1: an alias makes this value contain itself"),
        (
            "x:\n  &a y: {z: *a, b: &b [{c: *b}]}",
            "^mkdocs.yml:2: an alias makes this value contain itself",
        ),
        ("x: &a\n  <<: *a", "^mkdocs.yml:[12]: an alias makes this value contain itself"),
        ("# " + "x" * 2_000_000, "^mkdocs.yml: the file has 2,000,002 characters"),
        ("x\ny: caf\udce9", r"^mkdocs.yml:2: not UTF-8 \(byte 9 is 0xe9\): save the file as"),
        ("a: [", r"^mkdocs.yml:1: invalid YAML \("),
        ("a: \x00", r"^mkdocs.yml:1: invalid YAML \("),
        ("? [a]\n: b", r"^mkdocs.yml:1: invalid YAML \(found unhashable key"),
        ("a: b\nday: 2008-02-31", r"^mkdocs.yml:2: invalid YAML \(day is out of range.*as text"),
        (f"a: b\nx: {LONG}", r"^mkdocs.yml:2: invalid YAML \(Exceeds the limit.*as text"),
        ("- a", "must hold settings"),
        ("", "does not name the plugin reftel"),
        ("plugins: [reftel]\nsite_dir: [x]", r"'site_dir' is \['x'\]: expected a text"),
        ("plugins: [reftel]\nINHERIT: mkdocs.yml", "at most 5 files may inherit"),
        ("plugins: [reftel]\nINHERIT: [x]", "INHERIT must name a file"),
        ("plugins: [reftel]\nINHERIT: gone.yml", "gone.yml cannot be read: No such file"),
        ("plugins: [{reftel: {edition: other}}]", "unknown edition"),
        ("plugins: [{reftel: {edition: no}}]", "'edition' is False: expected a text"),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ReftelError, match=told):
        read_settings(Workspace(tmp_path))
