"""Files of the served site that a new one takes over, because nothing that they depend on changed.

They are linked, not copied, so that nobody may write into a file of a new site: whoever changes one
puts another in its place.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs.structure.files import File
from mkdocs.utils import is_markdown_file

from generator.memory import digest
from generator.model import Secret
from generator.publish.anchors import parted
from generator.publish.inspection import Seen
from generator.publish.ledger import Ledger, Stamp
from generator.publish.walk import link

FINE, COARSE = 50_000_000, 2_100_000_000
"""Nanoseconds after which a file that changed again has another time: on file systems that count
parts of seconds, and on others."""


class Reuse:
    """What is taken over from a served site, and what the next build will have to know."""

    def __init__(self, served: Path | None = None, past: Ledger | None = None) -> None:
        """`past` tells of the site that is `served`; without both nothing is taken."""
        self._served = served
        self._past = past or Ledger()
        self._folders: set[str] = set()
        self.now = Ledger()

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
        kept = [f for f in files if f.src_uri in fresh and self._fits(f.dest_uri)]
        for file in kept:
            self._link(file.dest_uri, site)
        taken = {file.src_uri for file in kept}
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
        if not all(map(self._fits, paths)):
            return False
        for path in paths:
            self._link(path, site)
        return True

    def known(self, secrets: Iterable[Secret]) -> Mapping[str, Seen]:
        """The files that have been looked through for these secrets."""
        self.now.secrets = digest(*sorted(repr(secret) for secret in secrets)).hex()
        return self._past.files if self._past.secrets == self.now.secrets else {}

    def _fits(self, path: str) -> bool:
        """Whether a file of the served site is as it was built."""
        seen = self._past.files.get(path)
        if seen is None or self._served is None:
            return False
        try:
            found = os.stat(f"{self._served}/{path}", follow_symlinks=False)
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (seen.size, seen.mtime_ns)

    def _link(self, path: str, site: Path) -> None:
        """Let a file of the served site stand in the new one too."""
        source, target = f"{self._served}/{path}", f"{site}/{path}"
        folder = os.path.dirname(target)
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        link(source, target)


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
