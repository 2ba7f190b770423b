"""The build record, and which files of a served site are taken over."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.page_links import PageLinks, broken_links
from generator.disk import PageStamp, Workspace
from generator.execution.result_cache import ResultCache
from generator.incremental.build_record import (
    BuildRecord,
    SiteRecord,
    read_record,
    write_record,
)
from generator.incremental.served_site import ServedSite
from generator.leak_check.inspection import AuditedFile
from generator.model import Secret
from generator.release.previous_site import reuse_folder


def record() -> BuildRecord:
    """A record with one entry in each table."""
    results = ResultCache()
    results.store(b"k" * 16, b"result")
    return BuildRecord(
        results=results,
        pages={"a.md": PageStamp(b"d" * 16, 3, 4)},
        site=SiteRecord(
            secrets="y",
            volumes={"01": "z"},
            files={"a/index.html": AuditedFile(size=1, mtime_ns=2, sha256="f" * 64)},
        ),
    )


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    messages: list[str] = []
    assert read_record(workspace, messages.append).pages == {}
    write_record(workspace, record())
    read = read_record(workspace, messages.append)
    assert (read.pages, read.site) == (record().pages, record().site)
    assert bytes(read.results.get(b"k" * 16) or b"") == b"result"
    assert [path.name for path in workspace.state.iterdir()] == ["record"]
    assert messages == []


@pytest.mark.parametrize("at", [0, 3, 20, 60, -1])
def test_a_damaged_record_is_not_used_and_reported(tmp_path: Path, at: int) -> None:
    workspace = Workspace(tmp_path)
    write_record(workspace, record())
    path = workspace.state / "record"
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    for damaged in (data, data[:at]):
        path.write_bytes(damaged)
        messages: list[str] = []
        assert read_record(workspace, messages.append).pages == {}
        assert [message.partition(":")[2] for message in messages] == [" building from scratch."]


A, B, C = (
    PageLinks.of("a.md", ["top"], {"a.md": ["top"], "b.md": ["p-1", ""], "x.csv": [""]}),
    PageLinks.of("b.md", ["p-1"], {"c.md": ["", "here"]}),
    PageLinks.of("c.md", ["here"], {}),
)


@pytest.mark.parametrize(
    ("pages", "messages"),
    [
        ([A, B, C], []),
        ([A, B], ["b.md links to c.md, which does not exist."]),
        (
            [A, PageLinks.of("b.md", [], {}), C],
            ["a.md links to b.md#p-1: b.md has no anchor 'p-1'."],
        ),
        (
            [PageLinks.of("a.md", [], {"a.md": ["top"]})],
            ["a.md links to a.md#top: a.md has no anchor 'top'."],
        ),
    ],
)
def test_broken_links_are_found_over_all_pages(pages: list[PageLinks], messages: list[str]) -> None:
    files = frozenset(["x.csv", *(page.page for page in pages)])
    assert list(broken_links(pages, files)) == messages


SECRETS = (
    Secret(words=("ann", "example"), rule="names"),
    Secret(words=("ben", "example"), rule="names"),
)


def looked_through(*secrets: Secret) -> SiteRecord:
    """What a build leaves that looked through its files for these secrets."""
    site = ServedSite()
    assert site.checked(secrets) == {}
    site.next.files = {"index.html": AuditedFile(size=1, mtime_ns=2, sha256="f" * 64)}
    return site.next


@pytest.mark.parametrize(
    ("secrets", "known"),
    [
        (SECRETS, True),
        (SECRETS[::-1], True),
        (SECRETS[:1], False),
        ((), False),
        ((*SECRETS, Secret(words=("carl",), rule="names")), False),
        ((SECRETS[0], Secret(words=("ben", "sample"), rule="names")), False),
        ((SECRETS[0], Secret(words=("benexample",), rule="names")), False),
    ],
)
def test_files_are_known_that_were_looked_through_for_the_same_secrets(
    secrets: tuple[Secret, ...], known: bool
) -> None:
    """In whatever order. Where anything else is withheld, each file is looked through again."""
    past = looked_through(*SECRETS)
    assert ServedSite(record=past).checked(secrets) == (past.files if known else {})


VOLUME = ("search/01/one.idx", "search/01/deep/two.idx")


def with_volume(root: Path) -> tuple[Path, SiteRecord]:
    """A served site with a volume of the index, and what is known of it."""
    served, past = root / "served", SiteRecord(volumes={"01": "digest"})
    for name in VOLUME:
        path = served / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
        os.utime(path, ns=(5, 5))
        past.files[name] = AuditedFile(size=len(name), mtime_ns=5, sha256="")
    return served, past


def other_text(path: Path) -> None:
    """As many bytes: the time alone tells it."""
    path.write_text("x" * path.stat().st_size, encoding="utf-8")


def more_text(path: Path) -> None:
    """At the same time: the size alone tells it."""
    path.write_text("x" * (path.stat().st_size + 1), encoding="utf-8")
    os.utime(path, ns=(5, 5))


def a_link(path: Path) -> None:
    """To a file of the same size and time."""
    path.rename(path.with_name("other"))
    path.symlink_to("other")


def gone(path: Path) -> None:
    path.unlink()


def as_it_was(path: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("change", "made_from", "taken"),
    [
        (as_it_was, "digest", True),
        (as_it_was, "another", False),
        (other_text, "digest", False),
        (more_text, "digest", False),
        (a_link, "digest", False),
        (gone, "digest", False),
    ],
)
@pytest.mark.parametrize("name", VOLUME)
def test_served_files_are_taken_over_if_all_are_as_they_were_built(
    tmp_path: Path, change: Callable[[Path], None], made_from: str, taken: bool, name: str
) -> None:
    served, past = with_volume(tmp_path)
    change(served / name)
    source, site = ServedSite(served, past), tmp_path / "site"
    assert source.give_volume("01", made_from, "search/01", site) is taken
    assert source.next.volumes == {"01": made_from}
    there = {path.relative_to(site).as_posix() for path in site.rglob("*.idx")}
    assert there == (set(VOLUME) if taken else set())
    for path in there:
        assert (site / path).stat().st_ino == (served / path).stat().st_ino


def test_of_a_spare_nothing_stays_but_what_the_new_site_has_too(tmp_path: Path) -> None:
    """A file of which the text changed may show what is withheld since."""
    spare, same, changed = tmp_path / "spare", AuditedFile(1, 2, "a"), AuditedFile(1, 2, "b")
    for name in ("same", "changed", "gone", "unknown"):
        (spare / name).parent.mkdir(exist_ok=True)
        (spare / name).write_text(name, encoding="utf-8")
    past = SiteRecord(files={"same": same, "changed": same, "gone": same})
    site = ServedSite(tmp_path / "served", past, spare)
    site.next.files = {"same": same, "changed": changed, "unknown": same}
    site.thin_previous()
    assert [path.name for path in spare.iterdir()] == ["same"]


PAGES = ("index.html", "cables/a/index.html", "cables/b/index.html")


def with_pages(root: Path) -> tuple[Path, SiteRecord]:
    """A served site of pages, and its record."""
    served, past = root / "served", SiteRecord()
    for name in PAGES:
        path = served / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
        os.utime(path, ns=(5, 5))
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        past.files[name] = AuditedFile(size=len(name), mtime_ns=5, sha256=sha256)
    return served, past


def sha256_of(name: str) -> tuple[str, bytes]:
    return name, hashlib.sha256(name.encode()).digest()


@pytest.mark.parametrize(
    ("change", "has"),
    [
        (as_it_was, True),
        (other_text, False),
        (more_text, False),
        (a_link, False),
        (gone, False),
    ],
)
def test_a_site_has_a_file_if_it_is_as_it_was_built(
    tmp_path: Path, change: Callable[[Path], None], has: bool
) -> None:
    served, past = with_pages(tmp_path)
    change(served / "cables/a/index.html")
    site = ServedSite(served, past)
    assert site.has([sha256_of("cables/a/index.html")]) is has
    assert site.has(map(sha256_of, PAGES)) is has
    assert site.has([sha256_of("cables/b/index.html")])
    assert site.has([])


def test_a_site_has_no_file_of_another_text_and_none_without_a_record(tmp_path: Path) -> None:
    served, past = with_pages(tmp_path)
    (served / "new.html").write_text("new.html", encoding="utf-8")
    site = ServedSite(served, past)
    assert not site.has([("index.html", sha256_of("cables/a/index.html")[1])])
    assert not site.has([sha256_of("new.html")])
    assert not ServedSite(served).has([sha256_of("index.html")])


def test_nothing_is_taken_through_a_link_to_a_folder(tmp_path: Path) -> None:
    """Neither from a folder that is a link, nor from a folder below one."""
    served, past = with_pages(tmp_path)
    (served / "cables").rename(tmp_path / "elsewhere")
    (served / "cables").symlink_to(tmp_path / "elsewhere")
    site = ServedSite(served, past)
    assert not site.has([sha256_of("cables/a/index.html")])
    assert not site.has([sha256_of("cables/b/index.html")])
    assert site.has([sha256_of("index.html")])
    site.give(PAGES, tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").rglob("*")] == ["index.html"]


@pytest.mark.parametrize("with_previous", [True, False])
def test_files_are_given_as_links_from_the_previous_or_the_served_site(
    tmp_path: Path, with_previous: bool
) -> None:
    served, past = with_pages(tmp_path)
    previous = tmp_path / "previous"
    (previous / "cables/a").mkdir(parents=True)
    os.link(served / "cables/a/index.html", previous / "cables/a/index.html")
    (previous / "cables/a/stale.html").write_text("x", encoding="utf-8")
    site = tmp_path / "site"
    ServedSite(served, past, previous if with_previous else None).give(PAGES[:2], site)
    given = [path for path in sorted(site.rglob("*")) if path.is_file()]
    assert [path.relative_to(site).as_posix() for path in given] == sorted(PAGES[:2])
    for path in given:
        assert path.samefile(served / path.relative_to(site))
    assert (previous / "cables/a").exists() is not with_previous


def test_the_previous_site_is_removed_if_nothing_is_taken_over(tmp_path: Path) -> None:
    served, past = with_pages(tmp_path)
    (tmp_path / "previous/cables").mkdir(parents=True)
    ServedSite(served, past).give([], tmp_path / "site")
    ServedSite(served, past, tmp_path / "missing").give([], tmp_path / "site")
    assert (tmp_path / "previous").is_dir()
    ServedSite(served, past, tmp_path / "previous").give(["unknown.html"], tmp_path / "site")
    assert not (tmp_path / "previous").exists()
    assert not (tmp_path / "site").exists()


def test_a_volume_takes_nothing_of_a_folder_with_a_longer_name(tmp_path: Path) -> None:
    served, past = with_volume(tmp_path)
    (served / "search/012").mkdir()
    (served / "search/012/x.idx").write_text("x", encoding="utf-8")
    os.utime(served / "search/012/x.idx", ns=(5, 5))
    past.files["search/012/x.idx"] = AuditedFile(size=1, mtime_ns=5, sha256="")
    site = tmp_path / "site"
    assert ServedSite(served, past).give_volume("01", "digest", "search/01", site)
    assert {path.name for path in site.rglob("*.idx")} == {"one.idx", "two.idx"}
    assert not (site / "search/012").exists()


def test_the_record_of_the_site_checked_names_what_is_withheld() -> None:
    """An order of rules is no difference; a rule is."""
    site = ServedSite()
    site.checked(SECRETS)
    digests = {site.next.secrets}
    for secrets in (SECRETS[:1], (), SECRETS[::-1]):
        site.checked(secrets)
        digests.add(site.next.secrets)
    assert len(digests) == 3
    assert all(len(bytes.fromhex(text)) == 16 for text in digests)


@pytest.mark.parametrize("folder", ["", "/", "/etc", "..", "a/../../b"])
def test_no_folder_outside_the_site_is_reused(tmp_path: Path, folder: str) -> None:
    """What is not wanted in a folder is removed."""
    with pytest.raises(ValueError, match="not a folder below a site"):
        reuse_folder(tmp_path / "previous", tmp_path / "site", folder, {})


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret.txt", "a/../../b"])
def test_a_record_that_names_files_outside_the_site_is_not_used(tmp_path: Path, path: str) -> None:
    workspace = Workspace(tmp_path)
    planted = record()
    planted.site.files[path] = AuditedFile(size=1, mtime_ns=2, sha256="f" * 64)
    write_record(workspace, planted)
    messages: list[str] = []
    assert read_record(workspace, messages.append).site == SiteRecord()
    assert len(messages) == 1
