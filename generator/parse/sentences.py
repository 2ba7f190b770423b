"""Whether a line ends a sentence: what tells a cut sentence from a finished one."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    "a an and as at between by for from has have had in including into is it its of on or "
    "over such than that the their this to under was were which who with".split()
)
"""Words that no sentence ends in."""


def is_finished(text: str) -> bool:
    """True where a line ends in an end mark, a colon, a closing quotation or parenthesis."""
    return text.rstrip()[-1:] in ".?!:;\"')]*"


def needs_follower(text: str) -> bool:
    """True where a line ends in a comma or in a word that no sentence ends in."""
    kept = text.rstrip()
    return kept.endswith(",") or (
        kept.rsplit(None, 1)[-1:] != [] and (kept.rsplit(None, 1)[-1].lower() in FUNCTION_WORDS)
    )


def ends_in_initial(text: str) -> bool:
    """True where a line ends in a single capital with a point, as before a name: `(D.`"""
    kept = text.rstrip()
    return kept[-1:] == "." and kept[-2:-1].isupper() and not kept[-3:-2].isalnum()
