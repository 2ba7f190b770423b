"""Words that are shown as part of a code: posts in cable numbers, months in dates, TAGS codes.

A cable's number contains its post, and so do all addresses that are built from it. So a post that
is withheld as a word (`Chicago`) still occurs in `CHICAGO 12`, `08-chicago-12` and
`posts/chicago/`, and in capitals as the label of its cables and its page (`Cables of CHICAGO`).
`08CHICAGO12` is a word of its own.

A person who has the name of a post or TAGS code, alone in a cell or line and in capitals, is not
recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator import facts
from generator.editions.words import squeeze
from generator.leak_check.furniture import precedes_value
from generator.leak_check.text_leaks import EDGE, LeakHit
from generator.model import split_mrn
from generator.parse.body_patterns import MONTHS

MOST_WORDS = 3
"""The most words on each side that may belong to the same post (`SAN JOSE`)."""

_MONTHS = frozenset(MONTHS.split("|"))
_SHORT_MONTHS = [month[:3] for month in MONTHS.split("|")]
"""The months as timelines write them."""

_DAY_AND_YEAR = re.compile(r"\s+(?:\d{1,2},\s+)?\d{4}\b")
_CITED = (
    (re.compile(r"month = $"), re.compile(r",\n")),
    (re.compile(r"\(\d{4}, $"), re.compile(r" \d{1,2}\)")),
)
"""The text around the month of a citation, in BibTeX and in APA style."""

_DATE_GROUP = re.compile(r"\b\d{6}Z\s+$")
_DATE_GROUP_YEAR = re.compile(r"\s+\d\d\b")
_LISTED = re.compile(r"\b([A-Z]{2,5})[:,;]?\s+$")
"""The text before a TAGS code: `TAGS: `, or another code."""

_STAMP = re.compile(r"(?:[A-Z][a-z]{2}\s+){2}\d\d\s+\d\d:\d\d:\d\d\b")
"""The date of a record: `Sun Feb 03 00:00:00 +0100 2002`."""
_NUMBER = re.compile(r"[\s_/-]+\d{1,8}(?![^\W_])")
_ADDRESS = re.compile(r"(?:posts/|(?<!\d)\d\d-)$")
"""The text before a post in an address."""

_THOUSAND = re.compile(r"-\d{4}-\d{3,8}\b")
"""The text after a post in the anchor of cited cables that are not in the collection."""

_WORDS_BEFORE = re.compile(r"(?<![^\W_])(?:[^\W\d_]+[\s_.'-]{1,4})+$")
_WORDS_AFTER = re.compile(r"(?:[\s_.'-]{1,4}[^\W\d_]+)+(?![^\W_])")
_WORD = re.compile(r"[^\W\d_]+")
_BEGINS = re.compile(rf'(?:^|[{EDGE}"\n>#]|,(?! ))\s*$')
_ENDS = re.compile(rf'\s*(?:$|[{EDGE}"\n<:/]|,(?! )| - |(?:, |-)\d{{4}}-\d\d| \(\d+\)[{EDGE}\n<])')
_CITES = re.compile(r" cites [A-Z][A-Z .'-]* \d+ times?\b")
"""The text after a post in the citation graph."""


def posts_of(paths: Iterable[str]) -> frozenset[str]:
    """The posts of a site's cables, as numbers write them, and all posts in the program's table."""
    folders = {part for path in paths for part in path.split("/")[1:2]}
    numbers = (split_mrn(folder.partition("-")[0] + "0" * ("-" in folder)) for folder in folders)
    return frozenset(parts[1] for parts in numbers if parts) | facts.posts().keys()


def is_code(hit: LeakHit, posts: frozenset[str]) -> bool:
    """Whether the words of a hit are part of a code.

    They may be the month of a date, a TAGS code, or a post in a number, in an address or as a
    label.
    """
    if _is_of_date(hit) or _is_tag(hit):
        return True
    if hit.words.isupper() and any(p in posts and _NUMBER.match(rest) for p, rest in _wider(hit)):
        return True
    if squeeze(hit.words).upper() not in posts:
        return False
    is_label = bool(_BEGINS.search(hit.before) and _ENDS.match(hit.after))
    if hit.words.isupper():
        return is_label or precedes_value(hit.before) or bool(_CITES.match(hit.after))
    in_address = _ADDRESS.search(hit.before) or _THOUSAND.match(hit.after)
    return hit.words.islower() and (is_label or bool(in_address))


def _is_tag(hit: LeakHit) -> bool:
    """Whether the words are a TAGS code among other codes, or a TAGS code as a label."""
    known = facts.tags()
    if hit.words not in known:
        return False
    listed = _LISTED.search(hit.before)
    if listed is not None and (listed[1] == "TAGS" or listed[1] in known):
        return True
    ends = _ENDS.match(hit.after) or hit.after.startswith(" TAGS: ")
    return bool(_BEGINS.search(hit.before) and ends)


def _is_of_date(hit: LeakHit) -> bool:
    """Whether the words are the month of a date, date-time group or record date."""
    if hit.words in _MONTHS and _DAY_AND_YEAR.match(hit.after):
        return True
    if _is_on_timeline(hit):
        return True
    if hit.words.isupper() and _DATE_GROUP.search(hit.before):
        return bool(_DATE_GROUP_YEAR.match(hit.after))
    if any(front.search(hit.before) and rest.match(hit.after) for front, rest in _CITED):
        return hit.words in _MONTHS or (hit.words.islower() and hit.words.title() in _SHORT_MONTHS)
    weekday = re.search(r"\b[A-Z][a-z]{2}\s+$", hit.before)
    return any(
        _STAMP.match(before + hit.words + hit.after[:30])
        for before in ("", weekday[0] if weekday else "")
    )


def _is_on_timeline(hit: LeakHit) -> bool:
    """Whether the words are between the months before and after them: `Apr`, `May`, `Jun`."""
    if hit.words not in _SHORT_MONTHS:
        return False
    at = _SHORT_MONTHS.index(hit.words)
    before = [cell.strip() for cell in hit.before.split(EDGE) if cell.strip()]
    after = [cell.strip() for cell in hit.after.split(EDGE) if cell.strip()]
    follows = before[-1:] == _SHORT_MONTHS[at - 1 : at]
    return (follows or at == 0) and (
        after[:1] == _SHORT_MONTHS[at + 1 : at + 2] or at == len(_SHORT_MONTHS) - 1
    )


def is_in_own_number(hit: LeakHit) -> bool:
    """Whether the words of a hit are part of the number of the only cable that they apply to."""
    parts = split_mrn(hit.secret.mrn or "")
    if parts is None:
        return False
    _, post, serial = parts
    number = re.compile(rf"(?:\d\d)?(?:\d\d)?{post}0*{serial}")
    around = squeeze(hit.before[-20:]), squeeze(hit.words), squeeze(hit.after[:20])
    text, start, end = "".join(around).upper(), len(around[0]), len(around[0]) + len(around[1])
    spans = [match.span() for match in number.finditer(text)]
    return hit.words.lstrip("0") == str(serial) or any(a <= start and end <= b for a, b in spans)


def _wider(hit: LeakHit) -> Iterator[tuple[str, str]]:
    """The words of a hit with words next to them, as a post; and the text that follows."""
    before, after = _WORDS_BEFORE.search(hit.before), _WORDS_AFTER.match(hit.after)
    left = _WORD.findall(before[0])[-MOST_WORDS:] if before else []
    right = list(_WORD.finditer(after[0]))[:MOST_WORDS] if after else []
    for first in range(len(left) + 1):
        for last in range(len(right) + 1):
            words = [*left[first:], hit.words, *(word[0] for word in right[:last])]
            rest = hit.after[right[last - 1].end() :] if last else hit.after
            yield squeeze("".join(words)).upper(), rest
