"""The search index: documents written for the indexer, indexed in volumes, checked, put in place.

The indexer is Pagefind's own program. It takes memory for all documents of a volume at once, so
that a large collection is parted by date; the site's script asks all volumes and merges.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.errors import ReftelError
from generator.publish.stable import settle
from generator.search.documents import SearchDocument
from generator.search.markup import markup

LARGEST_VOLUME = 12_000
"""Documents of one volume: about 1 GB of memory while it is indexed."""

AT_ONCE = 2
"""Volumes that are indexed at the same time."""

NOT_NEEDED = ("pagefind-*ui*", "pagefind-highlight.js", "wasm.unknown.pagefind")
"""Files of the indexer that the site's own script does without."""

FOLDER = "pagefind"
"""Where the index stands on the site."""


def build_search(
    documents: Iterable[SearchDocument], site: Path, meanings: Mapping[str, str]
) -> int:
    """Write the index of `documents` into the site's folder; how many volumes it has.

    `meanings` are those of the TAGS codes. Raises `ReftelError` where the indexer fails or
    leaves something out.
    """
    target = site / FOLDER
    with tempfile.TemporaryDirectory(prefix=f".{site.name}-search-", dir=site.parent) as folder:
        counts = _write(documents, Path(folder))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda name: _index(Path(folder) / name, target / name), counts))
    for name, count in counts.items():
        _check(target / name, count)
        settle(target / name)
    codes = dict(sorted(meanings.items()))
    told = {"volumes": list(counts), "documents": sum(counts.values()), "tags": codes}
    target.mkdir(parents=True, exist_ok=True)
    (target / "volumes.json").write_text(
        json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return len(counts)


def _write(documents: Iterable[SearchDocument], folder: Path) -> dict[str, int]:
    """Write each document where its volume's indexer finds it; documents of each volume."""
    counts: dict[str, int] = {}
    name = ""
    for number, document in enumerate(documents):
        if number % LARGEST_VOLUME == 0:
            name = f"{number // LARGEST_VOLUME + 1:02d}"
        path = folder / name / document.address / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markup(document), encoding="utf-8")
        counts[name] = counts.get(name, 0) + 1
    return counts


def _index(documents: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pagefind", "--quiet", "--site", str(documents)]
    done = subprocess.run(
        [*command, "--output-path", str(target)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise ReftelError(f"the search index could not be made: {done.stderr.strip()[-400:]}")
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
