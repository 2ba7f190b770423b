"""Settings that reach pages: addresses and titles that do not fit are refused, titles escaped."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.disk import Workspace, new_workspace
from generator.errors import ReftelError
from generator.execution.executors import WORKERS_VARIABLE, default_executor
from generator.mkdocs_build.mkdocs_settings import check_address
from generator.mkdocs_build.site_build import serve_site
from generator.mkdocs_build.site_settings import read_site_info
from generator.model import SiteFeature

LONG = "9" * 5000

SOUND = (
    "",
    "https://example.org",
    "https://example.org/",
    "http://127.0.0.1:8000/deep/path/",
    "http://[::1]:8000/",
    "https://example.org:8443/a.b_c-d~e/arch%20ive/",
)

HOSTILE = (
    'https://example.org/"><script>alert(1)</script>',
    "https://example.org/'onload='x",
    "https://example.org/<b>",
    "https://example.org/a b/",
    "https://example.org/a\tb/",
    "https://example.org/a\nb/",
    "https://example.org/\u2028/",
    "https://example.org/a;return 301 https://evil.example/",
    "https://example.org/{}/",
    "https://example.org/$uri/",
    "https://example.org/a\\b/",
    "https://example.org/%2/",
    "https://example.org/a/../b/",
    "https://example.org//a/",
    "https://example.org/?q=1",
    "https://example.org/#a",
    "https://user:secret@example.org/",
    "https://example.org:0/",
    "https://example.org:65536/",
    f"https://example.org:{LONG}/",
    "https://-/",
    "https:///a/",
    "https://exämple.org/",
    "ftp://example.org/",
    "javascript:alert(1)",
    "data:text/html,x",
    "//example.org/",
)


@pytest.mark.parametrize("address", SOUND)
def test_a_sound_address_is_taken(address: str) -> None:
    check_address(address)


@pytest.mark.parametrize("address", HOSTILE)
def test_an_address_that_pages_or_servers_could_misread_is_refused(address: str) -> None:
    with pytest.raises(ReftelError, match=r"site_url is .*expected an address such as") as raised:
        check_address(address)
    assert "secret" not in str(raised.value)
    assert len(str(raised.value)) < 600


@pytest.mark.parametrize(
    "line",
    [
        f"number: {LONG}",
        "day: 2008-13-45",
        "extra: {day: 2008-02-31}",
        'site_url: "http://[::1"',
        f'site_url: "http://example.org:{LONG}/"',
        'site_url: "http://example.org/<b>"',
        'site_name: "a\\x1b[31mb"',
        'site_name: "a\\ud800b"',
        'site_description: "a\\u2028b"',
        'site_author: "a\\nb"',
    ],
    ids=lambda line: line[:40],
)
def test_settings_that_no_page_can_hold_are_refused(line: str, tmp_path: Path) -> None:
    workspace = with_setting(tmp_path / "ws", line)
    with pytest.raises(ReftelError, match=r"mkdocs\.yml"):
        read_site_info(workspace)


@pytest.mark.parametrize("text", ["5", "[a]", "text", "true"])
def test_so_is_what_is_no_list_of_settings(text: str, tmp_path: Path) -> None:
    workspace = with_setting(tmp_path / "ws", "strict: false")
    workspace.settings.write_text(text, encoding="utf-8")
    with pytest.raises(ReftelError, match=r"mkdocs\.yml"):
        read_site_info(workspace)


def with_setting(root: Path, line: str) -> Workspace:
    new_workspace(root)
    workspace = Workspace(root)
    key = line.partition(":")[0]
    lines = workspace.settings.read_text(encoding="utf-8").splitlines()
    kept = [other for other in lines if other.partition(":")[0] != key]
    workspace.settings.write_text("\n".join([*kept, line]) + "\n", encoding="utf-8")
    return workspace


def test_features_of_a_site_are_left_out_by_name(tmp_path: Path) -> None:
    workspace = with_setting(tmp_path / "ws", "strict: false")
    text = workspace.settings.read_text(encoding="utf-8")
    for value, expected in (
        ("[releases, packets]", (SiteFeature.PACKETS, SiteFeature.RELEASES)),
        ("[]", ()),
    ):
        named = text.replace("  - reftel:\n", f"  - reftel:\n      leave_out: {value}\n")
        workspace.settings.write_text(named, encoding="utf-8")
        assert read_site_info(workspace).left_out == expected
    named = text.replace("  - reftel:\n", "  - reftel:\n      leave_out: [pakets]\n")
    workspace.settings.write_text(named, encoding="utf-8")
    with pytest.raises(ReftelError, match=r"leave_out has 'pakets': expected one of packets"):
        read_site_info(workspace)


@pytest.mark.parametrize("title", ["title", "banner"])
def test_so_are_such_titles_of_an_edition(title: str, tmp_path: Path) -> None:
    workspace = with_setting(tmp_path / "ws", "strict: false")
    text = workspace.settings.read_text(encoding="utf-8")
    told = f'          {title}: "a\\x07b"\n'
    kept = "".join(
        line
        for line in text.splitlines(keepends=True)
        if not line.startswith("          banner: Public")
    )
    assert kept.count("        public:\n") == 1
    workspace.settings.write_text(
        kept.replace("        public:\n", f"        public:\n{told}"), encoding="utf-8"
    )
    with pytest.raises(ReftelError, match=r"control character.*U\+0007"):
        read_site_info(workspace)


@pytest.mark.parametrize("count", ["0", "-1", "1.5", "x", "²", "٢", "1000", LONG, " 2"])
def test_what_is_no_number_of_processes_is_refused(
    count: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, count)
    with pytest.raises(ReftelError, match="expected a number of processes from 1 to 999"):
        default_executor()


@pytest.mark.parametrize("count", ["1", "12", "999"])
def test_a_number_of_processes_is_taken(count: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, count)
    assert default_executor().worker_count == int(count)


@pytest.mark.parametrize(
    "address",
    ["8000", "x:", "x:0", "x:65536", "x:²", "x:٨٠٠٠", f"x:{LONG}", ":8000", "a b:1", "x:y:1"],
)
def test_what_is_no_address_to_serve_on_is_refused(address: str, tmp_path: Path) -> None:
    new_workspace(tmp_path / "ws")
    with pytest.raises(ReftelError, match="expected host:port"):
        serve_site(Workspace(tmp_path / "ws"), address)
