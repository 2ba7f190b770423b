"""Inspects a finished site. Each file is read once, for its hash and for leaks."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.disk import site_files as walk
from generator.execution.executors import Executor
from generator.leak_check.code_words import posts_of
from generator.leak_check.shipped_files import shipped
from generator.leak_check.site_leaks import leak_messages, raise_leaks, suspects
from generator.leak_check.text_leaks import LeakCheck, LeakHit
from generator.model import Secret


class AuditedFile(NamedTuple):
    """A file as it was when it was searched. The same size and time mean it has not changed."""

    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _InspectionContext:
    """What each file is inspected with."""

    site: Path
    check: LeakCheck | None
    """None if nothing is withheld."""
    shipped: frozenset[str]
    """The hashes of shipped files, which are not searched."""


def inspect(
    site: Path, secrets: Sequence[Secret], workers: Executor, known: Mapping[str, AuditedFile]
) -> dict[str, AuditedFile]:
    """Inspect all files of a site and return them sorted by path.

    Files that are `known` and unchanged are not read. Raises `ReftelError` if a file or its name
    contains a withheld passage, or if there is a symbolic link. Links below names with a dot, which
    are not the build's own, are ignored.
    """
    walk.check_regular(site)
    files = {name: now for name, now in walk.files(site).items() if stat.S_ISREG(now.st_mode)}
    audited = {name: known[name] for name, now in files.items() if _is_same(known.get(name), now)}
    fresh = [name for name in files if name not in audited]
    check = LeakCheck(secrets) if secrets else None
    context = _InspectionContext(
        site=site, check=check, shipped=shipped() if check else frozenset()
    )
    hits = {}
    results = workers.map(_inspect_file, context, fresh)
    for name, (sha256, places) in zip(fresh, results, strict=True):
        now = files[name]
        audited[name] = AuditedFile(size=now.st_size, mtime_ns=now.st_mtime_ns, sha256=sha256)
        if places:
            hits[name] = places
    raise_leaks(list(leak_messages(hits, posts_of(files))))
    return {name: audited[name] for name in files}


def _is_same(audited: AuditedFile | None, now: os.stat_result) -> bool:
    """Whether a file was inspected before and has not changed since."""
    return audited is not None and (audited.size, audited.mtime_ns) == (
        now.st_size,
        now.st_mtime_ns,
    )


def _inspect_file(context: _InspectionContext, name: str) -> tuple[str, list[LeakHit]]:
    """The hash of a file, and the places of withheld words in it."""
    data = (context.site / name).read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    if context.check is None:
        return sha256, []
    return sha256, suspects(data, name, context.check, shipped=sha256 in context.shipped)
