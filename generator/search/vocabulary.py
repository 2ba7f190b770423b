"""The words of the collection, from which the search suggests one for a word that is nowhere.

They come from the documents of the search, so from what the edition publishes. Each volume has a
file with its words and in how many documents they are, from which the next build takes those of an
unchanged volume; readers load one list of all volumes, and only for a word that is nowhere.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

import cbor2

from generator.release.pagefind_files import SIGNATURE
from generator.search.documents import SearchDocument
from generator.search.pagefind_normalize import pack

MOST_WORDS = 40_000
"""Maximum number of words in the list for readers: those in most documents. It stays below 160 kB
when packed."""

_WORD = re.compile(r"[^\W\d_]{4,}")
"""A word of at least four letters; shorter ones have too many that are spelt like them."""


def document_words(document: SearchDocument) -> set[str]:
    """The distinct words of a document, in lower case and without accents."""
    text = " ".join([document.title, *(passage.text for passage in document.passages)])
    if not text.isascii():
        text = "".join(
            c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
        )
    return set(_WORD.findall(text.lower()))


def pack_counts(counts: Mapping[str, int]) -> bytes:
    """The file of a volume: its words, and in how many documents each is."""
    words = sorted(counts)
    return pack([words, [counts[word] for word in words]])


def unpack_counts(data: bytes) -> Counter[str]:
    """The words of a volume's file with their counts."""
    words, counts = cbor2.loads(gzip.decompress(data).removeprefix(SIGNATURE))
    return Counter(dict(zip(words, counts, strict=True)))


def pack_vocabulary(volumes: Iterable[Counter[str]]) -> bytes:
    """The list for readers: a line for each power of two, with the words in as many documents.

    The first line has the words in one document, the second those in two or three, and so on.
    """
    total: Counter[str] = Counter()
    for counts in volumes:
        total.update(counts)
    ranked = sorted(total, key=lambda word: (-total[word], word))[:MOST_WORDS]
    lines: list[list[str]] = []
    for word in sorted(ranked):
        level = total[word].bit_length() - 1
        lines.extend([] for _ in range(level + 1 - len(lines)))
        lines[level].append(word)
    return pack("\n".join(" ".join(line) for line in lines))
