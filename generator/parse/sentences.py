"""Tells whether a line ends a sentence, to find sentences that the transmission split."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    "a an and as at between by for from has have had in including into is it its of on or "
    "over such than that the their this to under was were which who with".split()
)
"""Words that do not end a sentence."""


def is_finished(text: str) -> bool:
    """True if a line ends in a sentence mark, colon, quotation mark, bracket or asterisk."""
    return text.rstrip()[-1:] in ".?!:;\"')]*"


def needs_follower(text: str) -> bool:
    """True if a line ends in a comma or in a word that does not end a sentence."""
    words = text.split()
    return bool(words) and (words[-1].endswith(",") or words[-1].lower() in FUNCTION_WORDS)


def ends_in_initial(text: str) -> bool:
    """True if a line ends in an initial, a single capital with a point: `(D.`"""
    stripped = text.rstrip()
    return stripped[-1:] == "." and stripped[-2:-1].isupper() and not stripped[-3:-2].isalnum()
