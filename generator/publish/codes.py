"""Words that are part of a code and stay: posts in cable numbers, months in dates.

A cable's number tells its post, and so do all addresses made from it. A post that is withheld as a
word (`Chicago`) stands therefore in `CHICAGO 12`, `08-chicago-12` and `posts/chicago/`, and in
capitals as the label of its cables and its page (`Cables of CHICAGO`). `08CHICAGO12` is one word,
another one.

What this cannot see: a person with the name of a post, in capitals, as all of a cell or line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator import facts
from generator.editions.leaks import EDGE, Hit
from generator.editions.words import squeeze
from generator.model import split_mrn
from generator.parse.patterns import MONTHS
from generator.publish.furniture import precedes_value

MOST_WORDS = 3
"""Words on each side that may belong to the same post (`SAN JOSE`)."""

_MONTHS = frozenset(MONTHS.split("|"))
_DAY_AND_YEAR = re.compile(r"\s+(?:\d{1,2},\s+)?\d{4}\b")
_NUMBER = re.compile(r"[\s_/-]+\d{1,8}(?![^\W_])")
_ADDRESS = re.compile(r"(?:posts/|(?<!\d)\d\d-)$")
"""What stands in front of a post in an address."""

_WORDS_BEFORE = re.compile(r"(?<![^\W_])(?:[^\W\d_]+[\s_.'-]{1,4})+$")
_WORDS_AFTER = re.compile(r"(?:[\s_.'-]{1,4}[^\W\d_]+)+(?![^\W_])")
_WORD = re.compile(r"[^\W\d_]+")
_BEGINS = re.compile(rf'(?:^|[{EDGE}"\n>#]|,(?! ))\s*$')
_ENDS = re.compile(rf'\s*(?:$|[{EDGE}"\n<:/]|,(?! )| - |(?:, |-)\d{{4}}-\d\d)')


def posts_of(paths: Iterable[str]) -> frozenset[str]:
    """The posts of a site's cables, as numbers write them, and those that the program knows."""
    folders = {part for path in paths for part in path.split("/")[1:2]}
    held = (split_mrn(folder.partition("-")[0] + "0" * ("-" in folder)) for folder in folders)
    return frozenset(parts[1] for parts in held if parts) | facts.posts().keys()


def is_code(hit: Hit, posts: frozenset[str]) -> bool:
    """Whether the words of a hit are part of a code.

    They are the month of a date; or a post, as it stands in a number, in an address, or as a label.
    """
    if hit.words in _MONTHS:
        return bool(_DAY_AND_YEAR.match(hit.after))
    if hit.words.isupper() and any(p in posts and _NUMBER.match(rest) for p, rest in _wider(hit)):
        return True
    if squeeze(hit.words).upper() not in posts:
        return False
    is_label = bool(_BEGINS.search(hit.before) and _ENDS.match(hit.after))
    if hit.words.isupper():
        return is_label or precedes_value(hit.before)
    return hit.words.islower() and (is_label or bool(_ADDRESS.search(hit.before)))


def is_in_own_number(hit: Hit) -> bool:
    """Whether the words of a hit, looked for in one cable only, are part of that cable's number."""
    parts = split_mrn(hit.secret.mrn or "")
    if parts is None:
        return False
    _, post, serial = parts
    number = re.compile(rf"(?:\d\d)?(?:\d\d)?{post}0*{serial}")
    around = squeeze(hit.before[-20:]), squeeze(hit.words), squeeze(hit.after[:20])
    text, start, end = "".join(around).upper(), len(around[0]), len(around[0]) + len(around[1])
    spans = [found.span() for found in number.finditer(text)]
    return hit.words.lstrip("0") == str(serial) or any(a <= start and end <= b for a, b in spans)


def _wider(hit: Hit) -> Iterator[tuple[str, str]]:
    """The words of a hit with those beside them, as a post; and what stands behind them."""
    before, after = _WORDS_BEFORE.search(hit.before), _WORDS_AFTER.match(hit.after)
    left = _WORD.findall(before[0])[-MOST_WORDS:] if before else []
    right = list(_WORD.finditer(after[0]))[:MOST_WORDS] if after else []
    for first in range(len(left) + 1):
        for last in range(len(right) + 1):
            words = [*left[first:], hit.words, *(found[0] for found in right[:last])]
            rest = hit.after[right[last - 1].end() :] if last else hit.after
            yield squeeze("".join(words)).upper(), rest
