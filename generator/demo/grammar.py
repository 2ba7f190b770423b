"""The grammar of the demo's sentences: named lists of phrases with slots for other phrases.

A list begins with its name in brackets. Each line is a phrase; a line that begins with `=` holds
several, parted by ` / `. A slot is `{name}`; `{Name}` begins with a capital; `{a name}` has the
article that fits. A list that is named `topic:name` serves its topic before the list `name`.
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
    """True where the phrase begins a sentence."""
    article: str
    """`a ` or `A ` where an article stands in front; empty for none."""


Phrase = tuple[str | Slot, ...]
"""Words and slots in order."""


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """Every list of the grammar by its name."""
    found: dict[str, list[Phrase]] = {}
    current: list[Phrase] = []
    for line in facts.demo_grammar().splitlines():
        text = line.strip()
        if text.startswith("[") and text.endswith("]"):
            current = found.setdefault(text[1:-1], [])
        elif text.startswith("= "):
            current.extend(_phrase(part.strip()) for part in text[2:].split(" / "))
        elif text and not text.startswith("#"):
            current.append(_phrase(text))
    return {name: tuple(values) for name, values in found.items()}


@cache
def topics() -> tuple[str, ...]:
    """The topics in the order of their names."""
    return tuple(sorted({name.partition(":")[0] for name in phrases() if ":" in name}))


@cache
def phrase_list(topic: str, name: str) -> tuple[Phrase, ...]:
    """The phrases for a slot; empty where the grammar has none."""
    known = phrases()
    return known.get(f"{topic}:{name}") or known.get(name) or ()


@cache
def plain(topic: str, name: str) -> tuple[str, ...]:
    """A list that has no slots, as strings."""
    return tuple("".join(map(str, phrase)) for phrase in phrase_list(topic, name))


def spoken(phrase: Phrase, fill: Callable[[str], str]) -> str:
    """The phrase with its slots filled."""
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


def _phrase(text: str) -> Phrase:
    pieces: list[str | Slot] = []
    position = 0
    for found in _SLOT.finditer(text):
        if found.start() > position:
            pieces.append(text[position : found.start()])
        name = found[2]
        pieces.append(
            Slot(
                name=name[0].lower() + name[1:],
                capital=name[0].isupper(),
                article=found[1] or "",
            )
        )
        position = found.end()
    if position < len(text):
        pieces.append(text[position:])
    return tuple(pieces)
