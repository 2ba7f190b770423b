"""The search index: documents written for the indexer, indexed in volumes, checked, put in place.

The indexer is Pagefind's own program. It takes memory for all documents of a volume at once; the
site's script asks all volumes and merges what they answer.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

from pagefind_bin import get_executable  # type: ignore[import-untyped]  # no annotations

from generator.errors import ReftelError
from generator.execution.executors import Executor
from generator.execution.program_version import program_digest
from generator.execution.result_cache import Digest, digest
from generator.incremental.served_site import ServedSite
from generator.search.markup import markup
from generator.search.pagefind_normalize import settle, share_program
from generator.search.volumes import DocumentGroup

AT_ONCE = 2
"""Volumes that are indexed at the same time."""

NOT_NEEDED = ("pagefind-*ui*", "pagefind-highlight.js", "wasm.unknown.pagefind")
"""Files of the indexer that the site's own script does without."""

FOLDER = "pagefind"
"""Where the index stands on the site."""


def build_search(
    volumes: Mapping[str, Sequence[DocumentGroup]],
    meanings: Mapping[str, str],
    site: Path,
    workers: Executor,
    served: ServedSite,
) -> None:
    """Write the index of all `volumes` into the site's folder.

    `meanings` are those of the TAGS codes. A volume is taken over where all that its documents
    depend on is the same; else they are made by the workers, who reach the disk. Raises
    `ReftelError` where the indexer fails or leaves something out.
    """
    target = site / FOLDER
    made_by = digest(program_digest(), version("pagefind_bin"), version("cbor2"))
    anew = {
        name: parts
        for name, parts in volumes.items()
        if not served.give_volume(name, _digest(made_by, parts), f"{FOLDER}/{name}", site)
    }
    with tempfile.TemporaryDirectory(prefix=f".{site.name}-search-", dir=site.parent) as folder:
        work = [(f"{folder}/{name}", part) for name, parts in anew.items() for part in parts]
        list(workers.map(_write, None, work))
        _index_all({Path(folder) / name: target / name for name in anew})
    for name, parts in anew.items():
        _check(target / name, sum(part.count for part in parts))
        settle(target / name)
        share_program(target / name, first=next(iter(volumes)))
    told = {"volumes": list(volumes), "tags": dict(sorted(meanings.items()))}
    target.mkdir(parents=True, exist_ok=True)
    (target / "volumes.json").write_text(
        json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _digest(made_by: Digest, parts: Iterable[DocumentGroup]) -> str:
    """The digest of all that an index of these parts depends on."""
    return digest(made_by, *(part.digest for part in parts)).hex()


def _write(nothing: None, work: tuple[str, DocumentGroup]) -> None:
    """Write the documents of a part where the indexer of their volume finds them."""
    folder, part = work
    for document in part.make():
        place = f"{folder}/{document.address}"
        os.makedirs(place, exist_ok=True)
        with open(f"{place}/index.html", "w", encoding="utf-8") as file:
            file.write(markup(document))


def _index_all(volumes: Mapping[Path, Path]) -> None:
    """Index the documents of each folder into another; an error stops them all."""
    running: set[subprocess.Popen[str]] = set()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            list(pool.map(lambda paths: _index(paths[0], paths[1], running), volumes.items()))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in list(running):
                process.kill()
            raise


def _index(documents: Path, target: Path, running: set[subprocess.Popen[str]]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    command = [str(get_executable()), "--quiet", "--site", str(documents)]
    with subprocess.Popen(
        [*command, "--output-path", str(target)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        stdin=subprocess.DEVNULL,
    ) as process:
        running.add(process)
        errors = process.communicate()[1]
    running.discard(process)
    if process.returncode:
        raise ReftelError(f"the search index could not be made: {errors.strip()[-400:]}")
    for pattern in NOT_NEEDED:
        for path in target.glob(pattern):
            path.unlink()


def _check(volume: Path, count: int) -> None:
    """Raise `ReftelError` where documents are missing or files are empty, as on a full disk."""
    fragments = sum(1 for _ in volume.glob("fragment/*.pf_fragment"))
    empty = [path.name for path in volume.rglob("*") if path.is_file() and not path.stat().st_size]
    if fragments != count or empty:
        raise ReftelError(
            f"the search index is not whole ({fragments} of {count} documents, "
            f"{len(empty)} empty files): is the disk full? Build again."
        )
