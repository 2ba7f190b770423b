"""A text as digests of its sentences, and what changed from one text to another.

A notice counts as one mark, whatever is behind it: neither the words that are withheld nor
their number change a digest. Beside the digest of a sentence stand the rules of its notices:
`k3J9x_Qa`, `Zp0-11ab!victims,names` (a sentence with two notices).
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from hashlib import blake2b
from typing import NamedTuple

from generator.model.site_releases import ChangeKind

DIGEST_BYTES = 6
"""Bytes of a digest: it only tells two texts of one place apart."""

_NOTICE = re.compile(r"\[withheld: (?:[^\[\]]*, )?rules? ([a-z0-9 -]+?)(?:, about \d+ words)?\]")
"""A notice, as `NoticeDetails.text` writes it; the group has its rules, joined by ` and `."""

_MARK = "\0"
"""What stands for a notice in a text of which a digest is made."""

_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+|\n+")


class SentenceDigest(NamedTuple):
    """A sentence of a text."""

    digest: str
    rules: tuple[str, ...]
    """The rules of its notices, in order."""


def text_pieces(text: str) -> Iterator[SentenceDigest]:
    """The sentences of a text, and its lines if it has several."""
    rules = [match[1].replace(" and ", "+") for match in _NOTICE.finditer(text)]
    used = 0
    for sentence in _SENTENCE_END.split(_NOTICE.sub(_MARK, text.replace(_MARK, " "))):
        words = " ".join(sentence.split())
        if words:
            count = words.count(_MARK)
            yield SentenceDigest(text_digest(words), tuple(rules[used : used + count]))
            used += count


def text_digest(text: str) -> str:
    """A digest of a text in eight characters."""
    data = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()
    return urlsafe_b64encode(data).decode("ascii")


def meaning_digest(texts: Iterable[str]) -> str:
    """A digest of several texts together, in which a notice counts as one mark."""
    return text_digest("\n".join(_NOTICE.sub(_MARK, text) for text in texts))


def pieces_text(texts: Iterable[str]) -> str:
    """The pieces of texts that follow each other, as a record has them."""
    return " ".join(
        f"{piece.digest}!{','.join(piece.rules)}" if piece.rules else piece.digest
        for text in texts
        for piece in text_pieces(text)
    )


def read_pieces(text: str) -> tuple[SentenceDigest, ...]:
    """The pieces of a record."""
    parts = (word.partition("!") for word in text.split())
    return tuple(
        SentenceDigest(digest, tuple(filter(None, r.split(",")))) for digest, _, r in parts
    )


def text_changes(
    old: Sequence[SentenceDigest], new: Sequence[SentenceDigest]
) -> tuple[ChangeKind, ...]:
    """How the text `old` became `new`; nothing if readers see the same."""
    kinds: set[ChangeKind] = set()
    matcher = SequenceMatcher(None, [p.digest for p in old], [p.digest for p in new])
    for tag, start, end, first, last in matcher.get_opcodes():
        before, after = old[start:end], new[first:last]
        if tag != "equal":
            kinds |= _hunk_changes(before, after)
        elif [p.rules for p in before] != [p.rules for p in after]:
            kinds.add(ChangeKind.NOTICE)
    return tuple(kind for kind in ChangeKind if kind in kinds)


def _hunk_changes(old: Sequence[SentenceDigest], new: Sequence[SentenceDigest]) -> set[ChangeKind]:
    """How sentences that differ became others.

    To withhold a passage changes sentences that then have a notice. So where a sentence without one
    is new, the text changed too; and in reverse.
    """
    before, after = (Counter(r for p in pieces for r in p.rules) for pieces in (old, new))
    gained, lost = after - before, before - after
    if not (old and new and (gained or lost)):
        return {ChangeKind.CHANGED}
    kinds = {kind for kind, n in ((ChangeKind.WITHHELD, gained), (ChangeKind.SHOWN, lost)) if n}
    if not lost and any(not piece.rules for piece in new):
        kinds.add(ChangeKind.CHANGED)
    if not gained and any(not piece.rules for piece in old):
        kinds.add(ChangeKind.CHANGED)
    return kinds
