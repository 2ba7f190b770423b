"""Regular expressions with specimens, which a test checks; those of a cable are in `*_patterns`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

MatchFunction = Callable[[str], re.Match[str] | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression and examples that it must match."""

    regex: re.Pattern[str]
    specimens: tuple[str, ...]
    match: MatchFunction = field(init=False, repr=False, compare=False)
    """`regex.match`: matches at the start of a text."""
    search: MatchFunction = field(init=False, repr=False, compare=False)
    """`regex.search`: finds the first match in a text."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "match", self.regex.match)
        object.__setattr__(self, "search", self.regex.search)


def any_matches(candidates: Iterable[Pattern], text: str) -> bool:
    """True where one of the patterns matches at the start of `text`."""
    return any(pattern.match(text) for pattern in candidates)


def pattern(regex: str, *specimens: str, flags: int = 0) -> Pattern:
    """A pattern with its specimens."""
    return Pattern(re.compile(regex, flags), specimens)
