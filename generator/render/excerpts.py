"""Long texts cut for lists."""

from __future__ import annotations


def excerpt(text: str, most: int) -> str:
    """`text`, or at most its first `most` characters, cut at a word, with an ellipsis."""
    if len(text) <= most:
        return text
    beginning = text[: most - 1]
    whole_words = beginning.rpartition(" ")[0]
    return f"{whole_words or beginning[:-1]} …"
