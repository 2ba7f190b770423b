"""Whether a sentence says that something happened, or that it is to come."""

from __future__ import annotations

import re

_PAST = (
    "was|were|had|did|said|told|met|held|took|gave|made|went|came|saw|left|won|lost|led|began|"
    "became|rose|fell|ran|sent|set|put|cut|brought|built|bought|sold|paid|spent|wrote|spoke|grew|"
    "kept|found|felt|heard|knew|got|sought|taught|thought|stood|withdrew|overthrew|broke|chose|"
    "drew|drove|flew|struck|shot|fought|caught|hit|hurt|read|sat|shut|swore|threw|wore|underwent"
)
_PRESENT = (
    "is|are|be|been|being|am|has|have|do|does|can|could|will|would|shall|should|must|might|"
    "cannot|won't|don't|didn't|isn't|aren't|wasn't|weren't|hasn't|haven't"
)

VERB = re.compile(
    rf"\b(?:{_PAST}|{_PRESENT}|[a-z]{{2,}}ed|[a-z]{{2,}}(?:[^s\W]s|[sxz]es|[^aeiou\W]ies)|"
    r"please|note|report|took\splace)\b",
    re.IGNORECASE,
)
"""A word that may be a verb with a subject. Nouns in -s match as well: a list of names has none."""

NAME = re.compile(r"\b[A-Z][\w'’-]*")
"""A word with a capital, in text that also has small letters."""

PAST_VERB = re.compile(rf"\b(?:{_PAST}|has|have|[a-z]+[^e\W]ed)\b")
"""A verb in the past tense, or a participle."""

SINCE = re.compile(r"\b[Ss]ince\s\Z")

FUTURE = re.compile(
    r"\b(?:(?:will|shall|would)(?!\s(?:\w+\s)?have\b)|should|must|please"
    r"|(?:is|are|was|were)\sto\s(?:be\s)?\w+"
    r"|(?:scheduled|planned|slated|expected|due|likely|supposed|hoped|projected|anticipated)"
    r"(?=\s(?:to|for|in|on|by|at|until|before|that)\b)|(?:set|poised)\sto\b"
    r"|(?:plan|intend|hope|expect|aim|propose)s?(?=\sto\b)"
    r"|(?:planning|intending|hoping|expecting|aiming|preparing)(?=\sto\b)"
    r"|(?:reserved|booked)(?=\s)"
    r"|intentions?\s(?:to|of)\b|upcoming|forthcoming|to\sbe\s\w+(?:ed|held|built))\b",
    re.IGNORECASE,
)
"""Words that announce something: "will open", "is scheduled for", "plans to". "Would have" does
not."""

ARRANGED_FOR = re.compile(
    r"\b(?:scheduled|planned|slated|due|set|expected|upcoming|forthcoming)\s"
    r"(?:(?:for|to|to\s\w+|to\s\w+\s\w+)\s)?(?:(?:in|on|by|at)\s)?(?:early\s|late\s|mid-?)?\Z",
    re.IGNORECASE,
)
"""Directly before a date: "scheduled for", "due to open in"."""


FORECAST = re.compile(r"\b(?:forecasts?|projections?|predict(?:s|ing|ions?))\b", re.IGNORECASE)

AIM_WITH_TERM = re.compile(
    r"(?:\bto\s(?!(?:the|an?|its|their|his|her|our|this|that|these|those)\b)[a-z]+|\bof\s[a-z]+ing)\b"
    r"[^;:]*\b(?:by|before|no\slater\sthan)\s(?:the\send\sof\s|early\s|late\s|mid-?)?\Z"
)
"""Before a date: "agreed to define the borders by", "the importance of reaching agreement by"."""

DEADLINE = re.compile(r"\b(?:until|by|before|through)\s\Z", re.IGNORECASE)


def is_prose(sentence: str, written: str) -> bool:
    """False for a row of names or the date of a letter: the words beside the date hold no verb.

    `written` is the date as it is in the sentence. In text with small letters, words with a capital
    are names: "Delegates: Ana Example, Board of Works, May 3, 2007".
    """
    words = sentence.replace(written, " ")
    if any(c.islower() for c in words):
        first, rest = words[:1], words[1:]
        words = first + NAME.sub(" ", rest)
    return VERB.search(words) is not None


def is_announced(before: str, after: str) -> bool:
    """True if a sentence announces what it says about a date, given its words before and after.

    "The council will meet on May 3", "On May 3 the council is to meet"; not "On May 3 the council
    decided that it will meet", where a verb in the past is between, nor "The council met on May
    3 and will meet again".
    """
    if ARRANGED_FOR.search(before) or AIM_WITH_TERM.search(before) or FORECAST.search(before):
        return True
    if SINCE.search(before):
        return False
    for match in FUTURE.finditer(before):
        if not PAST_VERB.search(_without_passive(before[match.end() :])):
            return True
    if PAST_VERB.search(before):
        return False
    following = FUTURE.search(after)
    return following is not None and not PAST_VERB.search(after, 0, following.start())


def has_happened(before: str, after: str) -> bool:
    """True if a sentence tells the past only, given its words before and after a date."""
    words = DEADLINE.search(before) or FORECAST.search(before) or FUTURE.search(before)
    if words or FUTURE.search(after):
        return False
    return bool(PAST_VERB.search(before) or PAST_VERB.search(after))


def _without_passive(words: str) -> str:
    """The words without the participle of a passive: " be opened on" after "will"."""
    return re.sub(r"^\s(?:\w+\s)?(?:be\s)?(?:\w+ly\s)?\w+", " ", words)
