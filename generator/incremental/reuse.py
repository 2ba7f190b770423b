"""Files of the served site that a new one takes over, because nothing that they depend on changed.

They are linked, not copied, so that nobody may write into a file of a new site: whoever changes one
puts another in its place. Most stand already in the spare, with which a new site begins.
"""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs.structure.files import File
from mkdocs.utils import is_markdown_file

from generator.disk.site_files import link
from generator.execution.result_cache import digest
from generator.incremental.anchors import parted
from generator.incremental.ledger import Ledger, Stamp
from generator.leak_check.inspection import AuditedFile
from generator.model import Secret
from generator.release.previous_site import remove_unshared, reuse_folder

FINE, COARSE = 50_000_000, 2_100_000_000
"""Nanoseconds after which a file that changed again has another time: on file systems that count
parts of seconds, and on others."""


class Reuse:
    """What is taken over from a served site, and what the next build will have to know."""

    def __init__(
        self,
        served: Path | None = None,
        past: Ledger | None = None,
        spare: Path | None = None,
    ) -> None:
        """`past` tells of the site that is `served`; without both nothing is taken.

        `spare` is the site before that, of which nothing is known.
        """
        self._served = served
        self._past = past or Ledger()
        self._spare = spare
        self.now = Ledger()

    def nothing(self) -> Reuse:
        """What takes nothing over, for a site of which pages are made in another way."""
        return Reuse(spare=self._spare)

    def take(self, files: Iterable[File], site: Path) -> set[str]:
        """Take over what became of these sources, where it is what would be made; their paths.

        What `now` is to tell of it, is noted; `now` tells already what is common to all, the names
        of all files, and the stamps.
        """
        self.now.stamps = {
            file.src_uri: stamp
            for file in files
            if file.src_dir and (stamp := stamp_of(f"{file.src_dir}/{file.src_uri}"))
        }
        fresh = unchanged(self._past, self.now)
        wanted = {file.src_uri: file.dest_uri for file in files if file.src_uri in fresh}
        fitting = self._fitting(wanted.values())
        if fitting:
            self._take_over({path.partition("/")[0] for path in fitting}, fitting, site)
        elif self._spare:  # makes room for a site of which all is new
            shutil.rmtree(self._spare, ignore_errors=True)
        taken = {name for name, path in wanted.items() if path in fitting}
        past = self._past
        self.now.pages = {name: past.pages[name] for name in taken & past.pages.keys()}
        self.now.anchors = {name: past.anchors[name] for name in taken & past.anchors.keys()}
        return taken

    def take_volume(self, name: str, made_from: str, folder: str, site: Path) -> bool:
        """Take over a volume of the search index, which stands in `folder`, where all that it is
        made from, of this digest, is the same; whether it was.
        """
        self.now.volumes[name] = made_from
        if self._past.volumes.get(name) != made_from:
            return False
        paths = [path for path in self._past.files if path.startswith(f"{folder}/")]
        fitting = self._fitting(paths)
        if len(fitting) < len(paths):
            return False
        self._take_over([folder], fitting, site)
        return True

    def thin_spare(self) -> None:
        """Leave in the spare, which was served until now, only files that the new site has too.

        What is withheld since, or no longer published, stands nowhere then. A site of which the
        files are not known is no spare.
        """
        if not self._spare:
            return
        past, now = self._past.files, self.now.files
        remove_unshared(self._spare, {path for path, seen in past.items() if now.get(path) == seen})

    def known(self, secrets: Iterable[Secret]) -> Mapping[str, AuditedFile]:
        """The files that have been looked through for these secrets."""
        self.now.secrets = digest(*sorted(repr(secret) for secret in secrets)).hex()
        return self._past.files if self._past.secrets == self.now.secrets else {}

    def _fitting(self, paths: Iterable[str]) -> dict[str, int]:
        """The inodes of those files of the served site that are as they were built."""
        found = {}
        real: dict[str, bool] = {}
        for path in paths:
            seen = self._past.files.get(path)
            if seen is None or not self._is_real(os.path.dirname(path), real):
                continue
            try:
                is_now = os.lstat(f"{self._served}/{path}")
            except OSError:
                continue
            same = (is_now.st_size, is_now.st_mtime_ns) == (seen.size, seen.mtime_ns)
            if same and stat.S_ISREG(is_now.st_mode):
                found[path] = is_now.st_ino
        return found

    def _is_real(self, folder: str, known: dict[str, bool]) -> bool:
        """Whether no folder on the way from the served site to `folder` is a link."""
        if not folder:
            return True
        if folder not in known:
            known[folder] = self._is_real(os.path.dirname(folder), known) and not os.path.islink(
                f"{self._served}/{folder}"
            )
        return known[folder]

    def _take_over(self, folders: Iterable[str], files: Mapping[str, int], site: Path) -> None:
        """Let files of the served site, all of them below `folders`, stand in the new one too."""
        there: set[str] = set()
        if self._spare:
            for folder in folders:
                there |= reuse_folder(self._spare, site, folder, files)
        known: set[str] = set()
        for path in files.keys() - there:
            target = f"{site}/{path}"
            folder = os.path.dirname(target)
            if folder not in known:
                os.makedirs(folder, exist_ok=True)
                known.add(folder)
            link(f"{self._served}/{path}", target)


def unchanged(past: Ledger, now: Ledger) -> set[str]:
    """The sources of which the same would be made as before, by all that they depend on."""
    if past.common != now.common:
        return set()
    same = {name for name, stamp in now.stamps.items() if past.stamps.get(name) == stamp}
    moved = past.names ^ now.names
    return {
        name
        for name in same
        if not is_markdown_file(name)
        or (
            (page := past.pages.get(name))
            and same.issuperset(parted(page.beside))
            and (not moved or moved.isdisjoint(parted(page.asked)))
        )
    }


def stamp_of(path: str) -> Stamp | None:
    """By what it is known that a file is the same; None where it changed too shortly before."""
    found = os.stat(path)
    least = FINE if found.st_mtime_ns % 1_000_000_000 else COARSE
    if abs(time.time_ns() - found.st_mtime_ns) < least:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
