"""Names and form of the files of a Pagefind index.

The site's script reads `volumes.json`, which names the `pf_meta` file of each volume, which names
all others. Pagefind's own program for browsers is not used.
Each `pf_` file is a gzip stream of a signature and CBOR; those of documents are JSON.
"""

from __future__ import annotations

FOLDER = "pagefind"
"""The folder of the index in the site. It has a folder for each volume."""

UNUSED_FILES = (
    "wasm.*.pagefind",
    "pagefind.js",
    "pagefind-worker.js",
    "pagefind-entry.json",
    "pagefind-*ui*",
    "pagefind-highlight.js",
)
"""Files that the site's own script does not need: Pagefind's program and what belongs to it."""

WORD_FOLDER = "index"

DOCUMENT_FOLDER = "fragment"

DOCUMENT_SUFFIX = "pf_fragment"

DOCUMENT_FILES = f"{DOCUMENT_FOLDER}/*.{DOCUMENT_SUFFIX}"
"""One file for each document, as Pagefind writes them."""

FILTER_FILES = "filter/*.pf_filter"
"""One file for each facet: its values with the numbers of their documents."""

META_FILES = "pagefind.*.pf_meta"

VOCABULARY_SUFFIX = ".pf_index"
"""Files with the stems of all words that can be searched, sorted."""

SUFFIXES = ("pf_filter", "pf_fragment", "pf_index", "pf_meta")
"""Suffixes of packed files."""

NAMED_BY_HASH = (
    r"/pagefind/[0-9]+/([a-z]+/|pagefind\.)[a-z-]+_[0-9a-f]+(/[0-9a-z]+)?"
    r"\.pf_(filter|fragment|index|meta)$"
)
"""Paths of files with a hash of their contents in their name or that of their folder, as a regular
expression."""

SIGNATURE = b"pagefind_dcd"
"""The first bytes of each `pf_` file once it is unpacked."""
