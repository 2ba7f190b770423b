"""The search index: documents written for the indexer, indexed in volumes, checked, put in place.

The indexer is Pagefind's own program. It takes memory for all documents of a volume at once, so
that a large collection is parted by date; the site's script asks all volumes and merges.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from generator.errors import ReftelError
from generator.memory import digest
from generator.publish.reuse import Reuse
from generator.publish.stable import settle
from generator.search.documents import SearchDocument
from generator.search.markup import markup

LARGEST_VOLUME = 4_000
"""Documents of one volume: about 0.4 GB of memory while it is indexed."""

AT_ONCE = 2
"""Volumes that are indexed at the same time."""

NOT_NEEDED = ("pagefind-*ui*", "pagefind-highlight.js", "wasm.unknown.pagefind")
"""Files of the indexer that the site's own script does without."""

FOLDER = "pagefind"
"""Where the index stands on the site."""


def build_search(
    documents: Iterable[SearchDocument], site: Path, meanings: Mapping[str, str], reuse: Reuse
) -> int:
    """Write the index of `documents` into the site's folder; how many volumes it has.

    `meanings` are those of the TAGS codes. A volume is taken over where its documents are the
    same. Raises `ReftelError` where the indexer fails or leaves something out.
    """
    target = site / FOLDER
    volumes = _volumes(documents)
    anew = {
        name: texts
        for name, texts in volumes.items()
        if not reuse.take_volume(name, _digest(texts), f"{FOLDER}/{name}", site)
    }
    with tempfile.TemporaryDirectory(prefix=f".{site.name}-search-", dir=site.parent) as folder:
        for name, texts in anew.items():
            _write(texts, Path(folder) / name)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda name: _index(Path(folder) / name, target / name), anew))
    for name, texts in anew.items():
        _check(target / name, len(texts))
        settle(target / name)
    codes = dict(sorted(meanings.items()))
    count = sum(map(len, volumes.values()))
    told = {"volumes": list(volumes), "documents": count, "tags": codes}
    target.mkdir(parents=True, exist_ok=True)
    (target / "volumes.json").write_text(
        json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return len(volumes)


def _volumes(documents: Iterable[SearchDocument]) -> dict[str, list[tuple[str, str]]]:
    """Address and text of each document, by volume."""
    volumes: dict[str, list[tuple[str, str]]] = {}
    for number, document in enumerate(documents):
        name = f"{number // LARGEST_VOLUME + 1:02d}"
        volumes.setdefault(name, []).append((document.address, markup(document)))
    return volumes


def _digest(texts: Iterable[tuple[str, str]]) -> str:
    return digest(*chain.from_iterable(texts)).hex()


def _write(texts: Iterable[tuple[str, str]], folder: Path) -> None:
    """Write the documents of a volume where its indexer finds them."""
    for address, text in texts:
        place = f"{folder}/{address}"
        os.makedirs(place, exist_ok=True)
        with open(f"{place}/index.html", "w", encoding="utf-8") as file:
            file.write(text)


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
