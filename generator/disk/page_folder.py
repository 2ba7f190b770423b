"""The folder of the pages: what stands in it is written where it is not there already."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.disk.symlinks import irregular_paths, read_regular, replace_file
from generator.errors import ReftelError
from generator.execution.fast_pickle import fast_pickle
from generator.execution.result_cache import Digest, digest
from generator.model import Page


@fast_pickle
@dataclass(frozen=True, slots=True)
class PageStamp:
    """A page as it was written, by which it is known that nobody has touched it since."""

    digest: Digest
    """Of its text."""
    size: int
    """In bytes."""
    changed: int
    """When it was written, in nanoseconds."""


class PageFolder:
    """The pages of an edition while they are made.

    An unchanged page is not touched, so that watchers and caches can trust its time.
    """

    def __init__(self, root: Path, written: Mapping[str, PageStamp]) -> None:
        """`written` is what an earlier build left there, by path."""
        self._root = root
        self._before = written
        self.written: dict[str, PageStamp] = {}
        """The pages of this build."""

    def unlink_links(self) -> None:
        """Remove links, and all else that is neither folder nor file: the folder holds pages alone.

        So no page that is put here stands elsewhere. What links lead to stays as it is.
        """
        if self._root.is_dir():
            for path in list(irregular_paths(self._root)):
                os.unlink(path)

    def keep(self, pages: Sequence[tuple[str, Digest]]) -> bool:
        """Leave pages as they are, where all stand there as they were written, with these texts."""
        if not all(self._stands(path, text) for path, text in pages):
            return False
        for path, _ in pages:
            self.note(path, self._before[path])
        return True

    def put(self, page: Page) -> PageStamp:
        """Put a page there, and tell how it stands there.

        Raises `ReftelError` where it would stand outside.
        """
        data = page.text.encode("utf-8")
        text = digest(data)
        if self._stands(page.path, text):
            return self._before[page.path]
        parts = page.path.split("/")
        if ".." in parts or "" in parts:
            raise ReftelError(f"the page {page.path} would stand outside {self._root}")
        path = f"{self._root}/{page.path}"
        if not _holds(path, data):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            replace_file(path, data)
        found = os.stat(path)
        return PageStamp(text, found.st_size, found.st_mtime_ns)

    def note(self, path: str, written: PageStamp) -> Digest:
        """Take note that a page was put there, and give the digest of its text.

        Raises `ReftelError` where another stands there.
        """
        if path in self.written:
            raise ReftelError(f"two pages would stand at {path}; please report this.")
        self.written[path] = written
        return written.digest

    def clear(self) -> None:
        """Remove what this build did not make.

        Hidden files are left alone: `.gitignore` keeps the folder in a repository.
        """
        for folder, folders, files in os.walk(self._root, topdown=False):
            inner = os.path.relpath(folder, self._root)
            links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
            for name in (*files, *links):
                path = name if inner == "." else f"{inner}/{name}"
                if path not in self.written and not name.startswith("."):
                    os.unlink(os.path.join(folder, name))
            if folders or files:
                _remove_if_empty(folder, self._root)

    def _stands(self, path: str, text: Digest) -> bool:
        known = self._before.get(path)
        if known is None or known.digest != text:
            return False
        try:
            found = os.lstat(f"{self._root}/{path}")
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (known.size, known.changed)


def _holds(path: str, data: bytes) -> bool:
    try:
        return not os.path.islink(path) and read_regular(Path(path)) == data
    except OSError:
        return False


def _remove_if_empty(folder: str, root: Path) -> None:
    if not os.listdir(folder) and Path(folder) != root:
        os.rmdir(folder)
