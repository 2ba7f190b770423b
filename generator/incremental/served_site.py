"""Files of the served site that a new one takes over, because their inputs are the same.

They are linked, not copied, so nobody may write into a file of a new site: whoever changes one
replaces it. Most are in the previous site already, with which a new one begins.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.disk.site_files import link
from generator.execution.result_cache import digest
from generator.incremental.build_record import SiteRecord
from generator.leak_check.inspection import AuditedFile
from generator.model import Secret
from generator.release.previous_site import remove_unshared, reuse_folder


class ServedSite:
    """A served site, as a source of files, and the record of the site that will replace it."""

    def __init__(
        self,
        folder: Path | None = None,
        record: SiteRecord | None = None,
        previous: Path | None = None,
    ) -> None:
        """`record` is that of the site in `folder`; without them nothing is taken over.

        `previous` is the site before that. Its files are never trusted, only moved where they are
        those of the served site.
        """
        self.folder = folder
        self.record = record or SiteRecord()
        self._previous = previous
        self._real: dict[str, bool] = {"": True}
        self.next = SiteRecord()

    def has(self, files: Iterable[tuple[str, bytes]]) -> bool:
        """Whether all these files (path, SHA-256) are in the site as they were built."""
        return all(self._is_built(path, sha256) for path, sha256 in files)

    def give(self, paths: Iterable[str], site: Path) -> None:
        """Put files that the site `has` into another, before anything else is written there."""
        inodes = {path: inode for path in paths if (inode := self._inode(path)) is not None}
        if inodes:
            self._give({path.partition("/")[0] for path in inodes}, inodes, site)
        elif self._previous:  # frees the disk for a site of which everything is new
            shutil.rmtree(self._previous, ignore_errors=True)

    def give_volume(self, name: str, inputs: str, folder: str, site: Path) -> bool:
        """Put a volume of the search index into another site if its inputs are the same.

        `inputs` is a digest, `folder` the path of the volume. Gives whether it was put there.
        """
        self.next.volumes[name] = inputs
        if self.record.volumes.get(name) != inputs:
            return False
        paths = [path for path in self.record.files if path.startswith(f"{folder}/")]
        inodes = {path: inode for path in paths if (inode := self._inode(path)) is not None}
        if len(inodes) < len(paths):
            return False
        self._give([folder], inodes, site)
        return True

    def thin_previous(self) -> None:
        """Leave in the previous site, which was served until now, only files of the new site.

        So nothing stays that is withheld since, or no longer published.
        """
        if self._previous:
            past, now = self.record.files, self.next.files
            remove_unshared(
                self._previous, {path for path, file in past.items() if now.get(path) == file}
            )

    def checked(self, secrets: Iterable[Secret]) -> Mapping[str, AuditedFile]:
        """The files that were checked for these secrets."""
        self.next.secrets = digest(*sorted(repr(secret) for secret in secrets)).hex()
        return self.record.files if self.record.secrets == self.next.secrets else {}

    def _is_built(self, path: str, sha256: bytes) -> bool:
        built = self.record.files.get(path)
        same = built is not None and built.sha256 == sha256.hex()
        return same and self._inode(path) is not None

    def _inode(self, path: str) -> int | None:
        """The inode of a file that is as it was built; None for any other."""
        built = self.record.files.get(path)
        if built is None or not self._is_real(os.path.dirname(path)):
            return None
        try:
            now = os.lstat(f"{self.folder}/{path}")
        except OSError:
            return None
        same = (now.st_size, now.st_mtime_ns) == (built.size, built.mtime_ns)
        return now.st_ino if same and stat.S_ISREG(now.st_mode) else None

    def _is_real(self, folder: str) -> bool:
        """Whether no folder on the way from the site to `folder` is a link."""
        if folder not in self._real:
            self._real[folder] = self._is_real(os.path.dirname(folder)) and not os.path.islink(
                f"{self.folder}/{folder}"
            )
        return self._real[folder]

    def _give(self, folders: Iterable[str], inodes: Mapping[str, int], site: Path) -> None:
        """Put files, all of them below `folders`, into another site."""
        given: set[str] = set()
        if self._previous:
            for folder in folders:
                given |= reuse_folder(self._previous, site, folder, inodes)
        made: set[str] = set()
        for path in inodes.keys() - given:
            target = f"{site}/{path}"
            folder = os.path.dirname(target)
            if folder not in made:
                os.makedirs(folder, exist_ok=True)
                made.add(folder)
            link(f"{self.folder}/{path}", target)
