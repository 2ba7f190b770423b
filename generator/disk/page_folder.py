"""The folder of an edition's Markdown pages. A page that is already there is not written again."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.disk.symlinks import has_content, irregular_paths, replace_file
from generator.errors import ReftelError
from generator.execution.fast_pickle import fast_pickle
from generator.execution.result_cache import Digest, digest
from generator.model import Page


@fast_pickle
@dataclass(frozen=True, slots=True)
class PageStamp:
    """A written page; a file with another size or time has been changed since."""

    digest: Digest
    """Of its text."""
    size: int
    """In bytes."""
    mtime_ns: int
    """Time of the last change, in nanoseconds."""


class PageFolder:
    """The pages of an edition while they are made.

    An unchanged page is not touched, so that watchers and caches can trust its time.
    """

    def __init__(self, root: Path, previous: Mapping[str, PageStamp]) -> None:
        """`previous` are the pages of the last build, by path below `root`."""
        self._root = root
        self._previous = previous
        self.stamps: dict[str, PageStamp] = {}
        """The pages of this build."""

    def remove_irregular(self) -> None:
        """Remove everything that is neither a folder nor a regular file.

        Without links, a page cannot be written outside the folder. Targets of links are unchanged.
        """
        if self._root.is_dir():
            for path in list(irregular_paths(self._root)):
                os.unlink(path)

    def keep(self, pages: Sequence[tuple[str, Digest]]) -> bool:
        """Keep pages, given by path and digest of their text; False if one is not there."""
        if not all(self._is_unchanged(path, text) for path, text in pages):
            return False
        for path, _ in pages:
            self.record(path, self._previous[path])
        return True

    def write(self, page: Page) -> PageStamp:
        """Write a page unless it is already there.

        Raises `ReftelError` if its path leads out of the folder.
        """
        data = page.text.encode("utf-8")
        text = digest(data)
        if self._is_unchanged(page.path, text):
            return self._previous[page.path]
        parts = page.path.split("/")
        if ".." in parts or "" in parts:
            raise ReftelError(f"the path of page {page.path} leads out of {self._root}")
        path = f"{self._root}/{page.path}"
        if not has_content(path, data):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            replace_file(path, data)
        status = os.stat(path)
        return PageStamp(text, status.st_size, status.st_mtime_ns)

    def record(self, path: str, stamp: PageStamp) -> Digest:
        """Record that a page was written; returns the digest of its text.

        Raises `ReftelError` if another page has the same path.
        """
        if path in self.stamps:
            raise ReftelError(f"two pages have the path {path}; please report this.")
        self.stamps[path] = stamp
        return stamp.digest

    def remove_others(self) -> None:
        """Remove all files that are not pages of this build.

        Hidden files stay: `.gitignore` keeps the folder in a repository.
        """
        for folder, folders, files in os.walk(self._root, topdown=False):
            inner = os.path.relpath(folder, self._root)
            links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
            for name in (*files, *links):
                path = name if inner == "." else f"{inner}/{name}"
                if path not in self.stamps and not name.startswith("."):
                    os.unlink(os.path.join(folder, name))
            if folders or files:
                _remove_if_empty(folder, self._root)

    def _is_unchanged(self, path: str, text: Digest) -> bool:
        """Whether the last build wrote this text there and the file is unchanged since."""
        stamp = self._previous.get(path)
        if stamp is None or stamp.digest != text:
            return False
        try:
            status = os.lstat(f"{self._root}/{path}")
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (stamp.size, stamp.mtime_ns)


def _remove_if_empty(folder: str, root: Path) -> None:
    if not os.listdir(folder) and Path(folder) != root:
        os.rmdir(folder)
