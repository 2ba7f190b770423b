"""The last look at a finished site: each file is read once, for its hash and for leaks."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.disk import site_files as walk
from generator.editions.leak_check import LeakCheck, LeakHit
from generator.execution.executors import Executor
from generator.leak_check.code_words import posts_of
from generator.leak_check.shipped_files import shipped
from generator.leak_check.site_leaks import leak_messages, raise_leaks, suspects
from generator.model import Secret


class AuditedFile(NamedTuple):
    """A file as it was when it was looked through; one of this size and time is the same still."""

    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What each file is looked through with."""

    site: Path
    check: LeakCheck | None
    """None where nothing is withheld."""
    shipped: frozenset[str]
    """The hashes of files that are not read, for packages ship them."""


def inspect(
    site: Path, secrets: Sequence[Secret], workers: Executor, known: Mapping[str, AuditedFile]
) -> dict[str, AuditedFile]:
    """Look through all files of a site, by path and sorted; those that are `known` are not read.

    Raises `ReftelError` where a withheld passage stands in a file or in its name, or where there is
    a link; below names with a dot, which are not the build's own, links are left alone.
    """
    walk.check_regular(site)
    found = {n: is_now for n, is_now in walk.files(site).items() if stat.S_ISREG(is_now.st_mode)}
    seen = {name: known[name] for name, is_now in found.items() if _is(known.get(name), is_now)}
    fresh = [name for name in found if name not in seen]
    check = LeakCheck(secrets) if secrets else None
    look = _Look(site=site, check=check, shipped=shipped() if check else frozenset())
    hits = {}
    for name, (sha256, places) in zip(fresh, workers.map(_looked, look, fresh), strict=True):
        is_now = found[name]
        seen[name] = AuditedFile(size=is_now.st_size, mtime_ns=is_now.st_mtime_ns, sha256=sha256)
        if places:
            hits[name] = places
    raise_leaks(list(leak_messages(hits, posts_of(found))))
    return {name: seen[name] for name in found}


def _is(seen: AuditedFile | None, now: os.stat_result) -> bool:
    """Whether a file was looked through before and has not changed since."""
    return seen is not None and (seen.size, seen.mtime_ns) == (now.st_size, now.st_mtime_ns)


def _looked(look: _Look, name: str) -> tuple[str, list[LeakHit]]:
    """The hash of a file, and where withheld words stand in it."""
    data = (look.site / name).read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    if look.check is None:
        return sha256, []
    return sha256, suspects(data, name, look.check, shipped=sha256 in look.shipped)
