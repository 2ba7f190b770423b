"""Which files a page looks for among all files of a site while it is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mkdocs.structure.files import File, Files


class LookupRecorder(dict[str, File]):
    """The files by path, which notes each path that is looked for."""

    def __init__(self, files: Files) -> None:
        super().__init__(files.src_uris)
        self._noted: set[str] = set()
        files._src_uris = self  # MkDocs keeps them here and looks for them nowhere else

    @contextmanager
    def noted(self) -> Iterator[set[str]]:
        """The paths that are looked for meanwhile."""
        before, self._noted = self._noted, set()
        try:
            yield self._noted
        finally:
            self._noted = before

    def __getitem__(self, path: str) -> File:
        self._noted.add(path)
        return super().__getitem__(path)

    def __contains__(self, path: object) -> bool:
        self._noted.add(str(path))
        return super().__contains__(path)

    def get(self, path: str, default: Any = None) -> Any:
        """The file of that path."""
        self._noted.add(path)
        return super().get(path, default)
