"""What a served site was made from: by it the next build knows which of its files stay as they are.

The values and their text; `reuse` compares them with what is there now.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from generator.publish.anchors import Anchors
from generator.publish.inspection import Seen

Stamp = tuple[int, int, int, int]
"""Of a source file: size, times of change of content and of state in nanoseconds, inode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What a page depends on besides its Markdown and what is common to all."""

    beside: tuple[str, ...]
    """Paths of the pages whose titles it shows."""
    asked: tuple[str, ...]
    """All paths that were looked for while it was made, whether a file is there or not."""


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What one site was made from. Paths of sources are those within the docs folder."""

    common: str = ""
    """A digest of what all pages are made with."""
    secrets: str = ""
    """A digest of what the edition withholds, which stands in no file."""
    names: frozenset[str] = frozenset()
    """The paths of all files that MkDocs knew, the theme's among them."""
    stamps: dict[str, Stamp] = field(default_factory=dict)
    """Of each source."""
    pages: dict[str, Noted] = field(default_factory=dict)
    """Of each page at which nothing was logged: what was logged would not be told again."""
    anchors: dict[str, Anchors] = field(default_factory=dict)
    """Of each page."""
    volumes: dict[str, str] = field(default_factory=dict)
    """The digest of the documents of each volume of the search index."""
    files: dict[str, Seen] = field(default_factory=dict)
    """The files of the site."""


def ledger_text(ledger: Ledger) -> str:
    """The ledger as JSON. Names are told by their place in a list, for most are told often."""
    numbers: dict[str, int] = {}

    def number(name: str) -> int:
        return numbers.setdefault(name, len(numbers))

    told = {
        "common": ledger.common,
        "secrets": ledger.secrets,
        "stamps": {str(number(name)): stamp for name, stamp in ledger.stamps.items()},
        "names": [number(name) for name in sorted(ledger.names)],
        "pages": [
            [number(name), [number(n) for n in page.beside], [number(n) for n in page.asked]]
            for name, page in ledger.pages.items()
        ],
        "anchors": [
            [number(name), at.present, [[number(to), anchors] for to, anchors in at.links]]
            for name, at in ledger.anchors.items()
        ],
        "volumes": ledger.volumes,
        "files": {name: [f.size, f.mtime_ns, f.sha256] for name, f in ledger.files.items()},
    }
    return json.dumps([list(numbers), told], ensure_ascii=False, separators=(",", ":"))


def read_ledger(text: str) -> Ledger:
    """The ledger. Raises `ValueError`, `TypeError`, `LookupError` where the text is none."""
    names, told = json.loads(text)

    def name(number: Any) -> str:
        return str(names[number])

    return Ledger(
        common=told["common"],
        secrets=told["secrets"],
        stamps={name(int(n)): tuple(stamp) for n, stamp in told["stamps"].items()},
        names=frozenset(map(name, told["names"])),
        pages={
            name(n): Noted(beside=tuple(map(name, beside)), asked=tuple(map(name, asked)))
            for n, beside, asked in told["pages"]
        },
        anchors={
            name(n): Anchors(
                page=name(n), present=present, links=tuple((name(to), a) for to, a in links)
            )
            for n, present, links in told["anchors"]
        },
        volumes=told["volumes"],
        files={
            path: Seen(size=size, mtime_ns=mtime, sha256=sha256)
            for path, (size, mtime, sha256) in told["files"].items()
        },
    )
