"""The files that say which cables have a fingerprint: the same form as `quotation-index.js`.

A fingerprint's first bits name its file. A file has, for each fingerprint in order, its distance
from the one before, the number of cables, and their distances. Numbers are written in letters,
sixteen consonants, each file as one long word: neither a number nor a name that an edition
withholds is in it by chance, and the check for leaks reads it as it reads any text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, islice
from operator import sub
from typing import NamedTuple

MOST_LISTED = 4096
"""The most cables that are listed for a fingerprint: more do not help to find one."""

PER_FILE = 600
"""The most fingerprints of cables in a file, on average."""

MOST_BITS = 16
"""The most bits that name a file."""

AT_ONCE = 1 << 20
"""Fingerprints that are sorted at once."""

LETTERS = "bcdfghjklmnpqrst"
"""Three bits of a number each, the last ones first; the second eight say that more follow."""

_VALUES = {letter: value for value, letter in enumerate(LETTERS)}


class Postings(NamedTuple):
    """The cables that have a fingerprint."""

    total: int
    """In how many cables it is."""
    cables: Sequence[int]
    """Their indices, the first `MOST_LISTED` at most."""


def pack_prints(prints: Sequence[int]) -> bytes:
    """Sorted fingerprints as bytes, in the order of the machine: they are not part of a site."""
    return array("I", prints).tobytes()


def unpack_prints(data: bytes) -> array[int]:
    """The fingerprints that `pack_prints` packed."""
    numbers = array("I")
    numbers.frombytes(data)
    return numbers


def file_bits(count: int) -> int:
    """How many bits of a fingerprint name its file, for `count` fingerprints of cables."""
    return min(MOST_BITS, max(0, (max(count, 1) - 1) // PER_FILE).bit_length())


def fingerprint_files(cables: Sequence[bytes], bits: int) -> Iterator[str]:
    """The text of each file in order; `cables` are the packed fingerprints of each cable."""
    prints = [unpack_prints(data) for data in cables]
    files = 1 << bits
    step = max(1, files // max(1, sum(map(len, prints)) // AT_ONCE))
    for first in range(0, files, step):
        last = min(first + step, files)
        yield from _some_files(prints, range(first, last), 32 - bits)


def _some_files(prints: Sequence[array[int]], files: range, shift: int) -> Iterator[str]:
    """The texts of some files; fingerprints without their last `shift` bits are a file's number."""
    postings: list[dict[int, list[int]]] = [{} for _ in files]
    for cable, numbers in enumerate(prints):
        start = bisect_left(numbers, files.start << shift)
        end = bisect_left(numbers, files.stop << shift)
        for number in numbers[start:end]:
            postings[(number >> shift) - files.start].setdefault(number, []).append(cable)
    for file, of_file in zip(files, postings, strict=True):
        yield encode_postings(of_file, file << shift)


def encode_postings(postings: Mapping[int, Sequence[int]], first: int) -> str:
    """The text of a file whose fingerprints are not below `first`."""
    words: list[str] = []
    for number, cables in sorted(postings.items()):
        words += (_letters(number - first), _letters(len(cables)))
        listed = cables[:MOST_LISTED]
        words += map(_letters, map(sub, listed, (0, *listed)))
        first = number
    return "".join(words)


def decode_postings(text: str, first: int) -> dict[int, Postings]:
    """The postings of a file by fingerprint."""
    numbers = _numbers(text)
    postings: dict[int, Postings] = {}
    for distance in numbers:
        first += distance
        total = next(numbers)
        cables = accumulate(islice(numbers, min(total, MOST_LISTED)))
        postings[first] = Postings(total, list(cables))
    return postings


def file_of(fingerprint: int, bits: int) -> tuple[int, int]:
    """The number of the file that has a fingerprint, and the first one that it may have."""
    file = fingerprint >> (32 - bits)
    return file, file << (32 - bits)


@lru_cache(1 << 14)
def _letters(number: int) -> str:
    letters = ""
    while number > 7:
        letters += LETTERS[8 + (number & 7)]
        number >>= 3
    return letters + LETTERS[number]


def _numbers(text: str) -> Iterator[int]:
    number = shift = 0
    for value in map(_VALUES.__getitem__, text):
        number |= (value & 7) << shift
        shift += 3
        if value < 8:
            yield number
            number = shift = 0
