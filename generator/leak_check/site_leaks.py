"""Leaks in finished files, however these are packed.

Worker processes search the files (`suspects`). One process judges the hits (`leak_messages`),
because it needs the program's own words, which are only collected if there is a hit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.errors import ReftelError
from generator.leak_check.code_words import is_code, is_in_own_number
from generator.leak_check.columns import cable_of
from generator.leak_check.file_texts import file_texts
from generator.leak_check.furniture import is_furniture
from generator.leak_check.text_leaks import LeakCheck, LeakHit
from generator.model import Secret

MOST_NAMED = 20
"""The most leaks that a message names."""


def raise_leaks(messages: Sequence[str]) -> None:
    """Raise `ReftelError` if there are leaks, with their `messages`.

    The passages are not quoted, because others may read the logs.
    """
    if messages:
        count = len(messages) - MOST_NAMED
        more = f"\n  and {count} more" if count > 0 else ""
        raise ReftelError(
            "the finished site contains what its edition withholds and was not put in place:\n  "
            + "\n  ".join(messages[:MOST_NAMED])
            + more
            + "\nFind where the words come from (settings, templates, curated files), or correct "
            "the rule in content/curated/redactions.yml."
        )


def suspects(data: bytes, path: str, check: LeakCheck, *, shipped: bool) -> list[LeakHit]:
    """The places of withheld words in a file and in its path, each once.

    The content of a file that is `shipped` by a package is not searched. Raises `ReftelError` if
    the content cannot be searched.
    """
    hits = dict.fromkeys(_in_scope(check.hits(path), path))
    if not shipped:
        for reading in file_texts(data, path, shown_path(path, [hit.secret for hit in hits])):
            hits |= dict.fromkeys(_in_scope(check.hits(reading.text, noise=reading.noise), path))
    return list(hits)


def _in_scope(hits: Iterable[LeakHit], path: str) -> Iterator[LeakHit]:
    """The hits of secrets that apply to the file at `path`."""
    cable = cable_of(path)
    for hit in hits:
        if hit.secret.mrn is None or (hit.secret.mrn == cable and not is_in_own_number(hit)):
            yield hit


def leak_messages(
    hits_by_path: Mapping[str, Sequence[LeakHit]], posts: frozenset[str]
) -> Iterator[str]:
    """A line for each secret that leaks in a file: the file, the number of words, and the rule."""
    for path, hits in hits_by_path.items():
        leaks = [hit for hit in hits if not (is_code(hit, posts) or is_furniture(hit))]
        secrets = list(dict.fromkeys(hit.secret for hit in leaks))
        shown = shown_path(path, secrets) if secrets else path
        for secret in secrets:
            yield f"{shown}: {len(secret.words)} words of the rule {secret.rule}"


def shown_path(path: str, secrets: Sequence[Secret]) -> str:
    """The path for a message, with `…` for each part that contains one of the secrets."""
    if not secrets:
        return path
    check = LeakCheck(secrets)
    shown = "/".join("…" if check.leaks(part) else part for part in path.split("/"))
    return "…" if check.leaks(shown) else shown
