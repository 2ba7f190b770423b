"""E-mail addresses in the spellings of telegrams and copies.

An address is `name@host.tld`. The at sign and the dots may be spelled out (`(at)`, `at sign`,
`[dot]`), have blanks around them, or be at a line's end. At signs are found first; the name is
matched backwards from there and the host forwards. Both are bounded, so that the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge

from generator.editions import email_forms as forms

_LONGEST_NAME = 160
"""The most characters of a name."""

_MOST_LABELS = 12
"""The most labels of a host."""


@dataclass(frozen=True, slots=True)
class _Host:
    """The part of an address after its at sign."""

    end: int
    """The offset behind it."""
    is_known: bool
    """Whether it ends with a top-level domain in use."""


def emails(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the e-mail addresses in `text`, which is in its plain form.

    A handle (`@name`), a host without a dot (`name@host`) and a top-level domain of one letter
    (`x@y.z`) are not addresses. The plain word `at` counts after `e-mail:`, or with a spelled `dot`
    after it, if the host ends with a top-level domain in use; `look at this dot com` is prose.
    """
    end = 0
    for at_sign in _at_signs(text):
        span = _address(text, at_sign, end)
        if span:
            yield span
            end = span[1]


def _at_signs(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the at signs in `text`, with the brackets around spelled ones."""
    spelled = (
        (_spelled_start(text, match.start()), match.end())
        for match in forms.SPELLED_AT_SIGNS.finditer(text.lower())
    )
    if "@" not in text:
        return spelled
    return merge((match.span() for match in forms.AT_SIGNS.finditer(text)), spelled)


def _spelled_start(text: str, start: int) -> int:
    """The start of a spelled at sign with the bracket or underscore before it."""
    for length in (1, 2):
        if text[start - length] in "([{<_":
            return start - length
    return start


def _address(text: str, at_sign: tuple[int, int], first: int) -> tuple[int, int] | None:
    """The span of the address around an at sign, from `first` at the earliest; else None."""
    start = _name_start(text, first, at_sign[0])
    if start is None:
        return None
    host = _host(text, at_sign[1])
    if host is None:
        return None
    name = text[start : at_sign[0]]
    written = text[slice(*at_sign)].casefold()
    if written == "at":
        accepted = host.is_known and _is_address(text, start, name, host.end)
    elif written != "@":
        accepted = host.is_known
    else:
        accepted = not name[-1].isspace() or (host.is_known and _may_stand_apart(name.strip()))
    return (start, host.end) if accepted else None


def _may_stand_apart(name: str) -> bool:
    """Whether a name may have a blank before the at sign: `30 @ 4.50` has no name."""
    return not name.isdigit() and name.casefold() not in forms.NO_NAMES


def _name_start(text: str, first: int, end: int) -> int | None:
    """The start of the name that ends at `end`; None without a name."""
    low = max(first, end - _LONGEST_NAME)
    name = forms.NAME_BACKWARDS.match(text[low:end][::-1])
    if name is None:
        return None
    begin = forms.NAME_BEGIN.search(text, end - name.end(), end)
    return begin and begin.start()


def _host(text: str, start: int) -> _Host | None:
    """The host at `start`, after an at sign.

    It ends with the last top-level domain in use. Without one, it ends with the last label that is
    joined by plain dots and has two letters or more.
    """
    gap = forms.GAP_FORWARDS.match(text, start)
    label = forms.LABEL.match(text, gap.end() if gap else start)
    best: _Host | None = None
    unknown: _Host | None = None
    tight = gap is None or not gap[0]
    for _ in range(_MOST_LABELS):
        if label is None:
            break
        dot = forms.DOT.match(text, label.end())
        following = forms.LABEL.match(text, dot.end()) if dot else None
        if (
            dot is None
            or following is None
            or (best and best.end == label.end() and _ends(label, dot, following))
        ):
            break
        tight = tight and dot["tight"] is not None
        label = following
        top = _top_level(label[0])
        if top:
            best = _Host(label.start() + len(top), is_known=True)
        elif tight and (letters := forms.LETTERS.match(label[0])):
            unknown = _Host(label.start() + letters.end(), is_known=False)
    return best or unknown


def _top_level(label: str) -> str:
    """The top-level domain in use with which a label begins; empty without one.

    The next word may follow it directly.
    """
    letters = forms.TOP.match(label)
    return letters[0] if letters and letters[0].casefold() in forms.TOP_LEVEL else ""


def _ends(label: re.Match[str], dot: re.Match[str], following: re.Match[str]) -> bool:
    """Whether a complete host ends before a dot, which ends the sentence."""
    word = following[0]
    if label[0].islower() and word[0].isupper() and word[1:2].islower():
        return True
    if not dot["loose"]:
        return False
    return word.casefold() not in forms.TOP_LEVEL or word.casefold() in forms.ENGLISH


def _is_address(text: str, start: int, name: str, end: int) -> bool:
    """Whether `name at host dot tld` is an address and not prose."""
    if forms.ANNOUNCED.search(text[max(0, start - 40) : start]):
        return True
    if not forms.SPELLED_DOT.search(text, start, end):
        return False
    if forms.SPELLED_NAME.search(name):
        return True
    word = name.strip().casefold()
    before = text[max(0, start - 20) : start].split()
    return not (
        word in forms.NO_NAMES
        or word.endswith(("ing", "ed"))
        or (before and before[-1].casefold() in forms.DETERMINERS)
        or forms.PROSE_AFTER.match(text, end)
    )
