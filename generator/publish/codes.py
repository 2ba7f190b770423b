"""Words that are part of a code and stay: posts in cable numbers, months in dates.

A cable's number tells its post, and so do all addresses made from it. A post that is withheld as a
word (`Chicago`) stands therefore in `08CHICAGO12`, `08-chicago-12` and `CHICAGO 12`, as the label
of its cables, and on its own page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator import facts
from generator.editions.leaks import EDGE, Hit
from generator.editions.words import squeeze
from generator.model import split_mrn
from generator.parse.patterns import MONTHS
from generator.render import urls

MOST_WORDS = 3
"""Words on each side that may belong to the same post (`SAN JOSE`)."""

_MONTHS = frozenset(MONTHS.split("|"))
_DAY_AND_YEAR = re.compile(r"\s+(?:\d{1,2},\s+)?\d{4}\b")
_NUMBER = re.compile(r"[\s_/-]*(\d{1,8})(?![^\W_])")
_WORDS_BEFORE = re.compile(r"(?<![^\W_])(?:[^\W\d_]+[\s_.'-]{1,4})+$")
_WORDS_AFTER = re.compile(r"(?:[\s_.'-]{1,4}[^\W\d_]+)+(?![^\W_])")
_WORD = re.compile(r"[^\W\d_]+")
_BEGINS = re.compile(rf'(?:^|[{EDGE}"\n>]|,(?! ))\s*$')
_ENDS = re.compile(rf'\s*(?:$|[{EDGE}"\n<]|,(?! )|, \d{{4}}-\d\d)')


def posts_of(paths: Iterable[str]) -> frozenset[str]:
    """The posts of a site's cables, as numbers write them, and those that the program knows."""
    folders = {part for path in paths for part in path.split("/")[1:2]}
    held = (split_mrn(folder.partition("-")[0] + "0" * ("-" in folder)) for folder in folders)
    return frozenset(parts[1] for parts in held if parts) | facts.posts().keys()


def is_code(hit: Hit, path: str, posts: frozenset[str]) -> bool:
    """Whether the words of a hit in the file at `path` are part of a code.

    They are a post that stands in a number, as a whole cell or label, or on its page; or the month
    of a date.
    """
    if hit.words in _MONTHS and _DAY_AND_YEAR.match(hit.after):
        return True
    if any(post in posts and _NUMBER.match(rest) for post, rest in _wider(hit)):
        return True
    post = squeeze(hit.words).upper()
    return post in posts and (
        path.startswith(urls.post_page(post).removesuffix(".md") + "/")
        or bool(_BEGINS.search(hit.before) and _ENDS.match(hit.after))
    )


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
    return around[1] == str(serial) or any(a <= start and end <= b for a, b in spans)


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
