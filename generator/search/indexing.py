"""Build the search index: write documents for the indexer, index them in volumes, check the result.

The indexer is Pagefind's own program. It keeps all documents of a volume in memory. The site's
script queries all volumes and merges the answers.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections import Counter
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
from generator.release import pagefind_files
from generator.search.markup import document_html
from generator.search.pagefind_normalize import normalize
from generator.search.vocabulary import (
    document_words,
    pack_counts,
    pack_vocabulary,
    unpack_counts,
)
from generator.search.volumes import DocumentGroup

VOCABULARY = f"words{pagefind_files.VOCABULARY_SUFFIX}"
"""The name of the files with words, in the folder of the index and in that of each volume."""

CHUNK_SIZE = 4_000
"""The size of a file with words, in places of words; a word with more has a file of its own.

A reader loads such a file of each volume for each word. Pagefind's own value is 20,000.
"""

CHUNK_SIZE_VARIABLE = "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"
"""The variable of the environment in which the indexer looks for the size."""

MAX_PARALLEL = 2
"""Maximum number of volumes that are indexed at the same time."""


def build_search(
    volumes: Mapping[str, Sequence[DocumentGroup]],
    meanings: Mapping[str, str],
    site: Path,
    workers: Executor,
    served: ServedSite,
) -> None:
    """Write the index of all `volumes` into the site's folder.

    `meanings` are those of the codes in facets. A volume of the previous site is reused if nothing
    that its documents depend on has changed. The documents of other volumes are written by the
    workers, which need access to the disk. Raises `ReftelError` if the indexer fails or an index is
    incomplete.
    """
    target = site / pagefind_files.FOLDER
    indexer = digest(program_digest(), version("pagefind_bin"), version("cbor2"))
    changed = {
        name: groups
        for name, groups in volumes.items()
        if not served.give_volume(
            name, _digest(indexer, groups), f"{pagefind_files.FOLDER}/{name}", site
        )
    }
    with tempfile.TemporaryDirectory(prefix=f".{site.name}-search-", dir=site.parent) as folder:
        tasks = [
            (f"{folder}/{name}", group) for name, groups in changed.items() for group in groups
        ]
        words = workers.map(_write_documents, None, tasks)
        counts = _counts_by_volume(
            [name for name, groups in changed.items() for _ in groups], words
        )
        _index_volumes({Path(folder) / name: target / name for name in changed})
    for name, groups in changed.items():
        _check_volume(target / name, sum(group.count for group in groups))
        normalize(target / name)
        (target / name / VOCABULARY).write_bytes(pack_counts(counts[name]))
    contents = {
        "volumes": [_entry(target / name, groups) for name, groups in volumes.items()],
        "codes": dict(sorted(meanings.items())),
    }
    target.mkdir(parents=True, exist_ok=True)
    (target / VOCABULARY).write_bytes(
        pack_vocabulary(
            unpack_counts((target / name / VOCABULARY).read_bytes()) for name in volumes
        )
    )
    (target / "volumes.json").write_text(
        json.dumps(contents, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _entry(volume: Path, groups: Iterable[DocumentGroup]) -> dict[str, object]:
    """What the list of volumes says of one: the name of its head, and whether it has cables."""
    (head,) = volume.glob(pagefind_files.META_FILES)
    is_cables = any(group.is_cable for group in groups)
    return {"name": volume.name, "head": head.stem, "cables": is_cables}


def _digest(indexer: Digest, groups: Iterable[DocumentGroup]) -> str:
    """The digest of everything that the index of these groups depends on, in hexadecimal."""
    return digest(indexer, *(group.digest for group in groups)).hex()


def _counts_by_volume(volumes: Iterable[str], words: Iterable[str]) -> dict[str, Counter[str]]:
    """In how many groups of documents each word is, by volume; one text of words for each group."""
    counts: dict[str, Counter[str]] = {}
    for volume, text in zip(volumes, words, strict=True):
        counts.setdefault(volume, Counter()).update(text.split())
    return counts


def _write_documents(context: None, task: tuple[str, DocumentGroup]) -> str:
    """Write the documents of a group as HTML into the folder of their volume.

    Returns their distinct words as one text.
    """
    volume_folder, group = task
    words: set[str] = set()
    for document in group.make():
        words |= document_words(document)
        folder = f"{volume_folder}/{document.address}"
        os.makedirs(folder, exist_ok=True)
        with open(f"{folder}/index.html", "w", encoding="utf-8") as file:
            file.write(document_html(document))
    return " ".join(words)


def _index_volumes(volumes: Mapping[Path, Path]) -> None:
    """Index the documents of each folder into its target; an error stops all indexers."""
    running: set[subprocess.Popen[str]] = set()
    with ThreadPoolExecutor(MAX_PARALLEL) as pool:
        try:
            list(
                pool.map(lambda paths: _index_volume(paths[0], paths[1], running), volumes.items())
            )
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in list(running):
                process.kill()
            raise


def _index_volume(documents: Path, target: Path, running: set[subprocess.Popen[str]]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    command = [str(get_executable()), "--quiet", "--site", str(documents)]
    with subprocess.Popen(
        [*command, "--output-path", str(target)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, CHUNK_SIZE_VARIABLE: str(CHUNK_SIZE)},
    ) as process:
        running.add(process)
        errors = process.communicate()[1]
    running.discard(process)
    if process.returncode:
        raise ReftelError(f"the search index could not be built: {errors.strip()[-400:]}")
    for pattern in pagefind_files.UNUSED_FILES:
        for path in target.glob(pattern):
            path.unlink()


def _check_volume(volume: Path, count: int) -> None:
    """Raise `ReftelError` if documents are missing or files are empty, as on a full disk."""
    fragments = sum(1 for _ in volume.glob(pagefind_files.DOCUMENT_FILES))
    empty = [path.name for path in volume.rglob("*") if path.is_file() and not path.stat().st_size]
    if fragments != count or empty:
        raise ReftelError(
            f"the search index is incomplete ({fragments} of {count} documents, "
            f"{len(empty)} empty files): is the disk full? Build again."
        )
