"""The grammar of the demo's sentences: named lists of phrases with slots for other phrases.

A list starts with its name in brackets. Each line is a phrase; a line that starts with `=` holds
several, separated by ` / `. A slot is `{name}`; `{Name}` starts with a capital; `{a name}` adds
the article `a` or `an`. A list named `topic:name` overrides the list `name` for its topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from generator import facts

_SLOT = re.compile(r"\{(a |A )?([A-Za-z_]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place for another phrase."""

    name: str
    capital: bool
    """True if the phrase starts with a capital letter."""
    article: str
    """The article in front, `a ` or `A `; empty for none."""


Phrase = tuple[str | Slot, ...]
"""Literal text and slots, in order."""


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """All lists of the grammar by name."""
    lists: dict[str, list[Phrase]] = {}
    current: list[Phrase] = []
    for line in facts.demo_grammar().splitlines():
        text = line.strip()
        if text.startswith("[") and text.endswith("]"):
            current = lists.setdefault(text[1:-1], [])
        elif text.startswith("= "):
            current.extend(_parse_phrase(part.strip()) for part in text[2:].split(" / "))
        elif text and not text.startswith("#"):
            current.append(_parse_phrase(text))
    return {name: tuple(values) for name, values in lists.items()}


@cache
def topics() -> tuple[str, ...]:
    """The topics, sorted by name."""
    return tuple(sorted({name.partition(":")[0] for name in phrases() if ":" in name}))


@cache
def phrase_list(topic: str, name: str) -> tuple[Phrase, ...]:
    """The phrases for a slot; empty if the grammar has none."""
    lists = phrases()
    return lists.get(f"{topic}:{name}") or lists.get(name) or ()


@cache
def word_list(topic: str, name: str) -> tuple[str, ...]:
    """A list without slots, as strings."""
    return tuple("".join(map(str, phrase)) for phrase in phrase_list(topic, name))


def fill_slots(phrase: Phrase, fill: Callable[[str], str]) -> str:
    """The phrase as text; `fill` returns the words for a slot's name."""
    pieces = []
    for piece in phrase:
        if isinstance(piece, str):
            pieces.append(piece)
            continue
        text = fill(piece.name)
        if piece.article:
            text = f"{piece.article.strip()}{'n' if text[:1].lower() in 'aeiou' else ''} {text}"
        pieces.append(text[:1].upper() + text[1:] if piece.capital else text)
    return "".join(pieces)


def _parse_phrase(text: str) -> Phrase:
    pieces: list[str | Slot] = []
    position = 0
    for match in _SLOT.finditer(text):
        if match.start() > position:
            pieces.append(text[position : match.start()])
        name = match[2]
        pieces.append(
            Slot(
                name=name[0].lower() + name[1:],
                capital=name[0].isupper(),
                article=match[1] or "",
            )
        )
        position = match.end()
    if position < len(text):
        pieces.append(text[position:])
    return tuple(pieces)
