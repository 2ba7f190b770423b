"""What a served site was made from: by it the next build knows which of its files stay as they are.

The values and their bytes; `reuse` compares them with what is there now.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field

from generator.execution.safe_unpickle import unpickle
from generator.incremental.anchors import PageAnchors
from generator.leak_check.inspection import AuditedFile

Stamp = tuple[int, int, int, int]
"""Of a source file: size, times of change of content and of state in nanoseconds, inode."""


@dataclass(frozen=True, slots=True)
class PageLookups:
    """What a page depends on besides its Markdown and what is common to all.

    Paths stand in one string, with NUL between them, as they are kept for thousands of pages.
    """

    beside: str
    """The pages whose titles it shows."""
    asked: str
    """All that was looked for while it was made, whether a file is there or not."""


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
    pages: dict[str, PageLookups] = field(default_factory=dict)
    """Of each page at which nothing was logged: what was logged would not be told again."""
    anchors: dict[str, PageAnchors] = field(default_factory=dict)
    """Of each page."""
    volumes: dict[str, str] = field(default_factory=dict)
    """The digest of the documents of each volume of the search index."""
    files: dict[str, AuditedFile] = field(default_factory=dict)
    """The files of the site."""


def packed(ledger: Ledger) -> bytes:
    """The ledger as bytes that hold plain values alone."""
    return pickle.dumps(
        (
            ledger.common,
            ledger.secrets,
            sorted(ledger.names),
            ledger.stamps,
            {name: (page.beside, page.asked) for name, page in ledger.pages.items()},
            {name: (at.present, at.links) for name, at in ledger.anchors.items()},
            ledger.volumes,
            {path: tuple(seen) for path, seen in ledger.files.items()},
        ),
        pickle.HIGHEST_PROTOCOL,
    )


def unpacked(data: bytes) -> Ledger:
    """The ledger of such bytes. Raises `ReftelError` where they hold anything but values."""
    common, secrets, names, stamps, pages, anchors, volumes, files = unpickle(data)
    return Ledger(
        common=common,
        secrets=secrets,
        names=frozenset(names),
        stamps=stamps,
        pages={name: PageLookups(*page) for name, page in pages.items()},
        anchors={name: PageAnchors(name, *at) for name, at in anchors.items()},
        volumes=volumes,
        files={path: AuditedFile(*seen) for path, seen in files.items()},
    )
