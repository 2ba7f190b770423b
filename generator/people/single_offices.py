"""Offices that one person at a time holds: with a surname they name one person."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.name_words import Title
from generator.people.name_forms import NamedPerson
from generator.people.name_tokens import TokenList, WordKind

SINGLE_OFFICES = frozenset(
    {
        "President", "Vice President", "Prime Minister", "Premier", "Chancellor", "King", "Queen",
        "Foreign Minister", "Minister of Defense", "Minister of Finance",
        "Minister of the Interior", "Crown Prince", "Pope", "Sultan", "Secretary General",
        "Attorney General", "Ambassador", "Consul General", "Deputy Chief of Mission",
        "Chargé d'Affaires",
    }
)  # fmt: skip
"""Offices that one person at a time holds in a country, or at a post."""

HEADS = frozenset({"President", "Vice President", "Prime Minister", "Premier", "Chancellor"})
"""Offices of heads of governments, which texts also call by another one of these."""

FORMER = frozenset("FORMER EX LATE THEN OUTGOING".split())
"""Words for who holds an office no more."""

FIELD_WORDS = frozenset("OF THE".split())


def single_offices(name: NamedPerson) -> Iterator[str]:
    """The offices of a name, each with the words that make it another one.

    `President Zaldu`, `Peruvian President Zaldu` and `President of Peru, Ana Zaldu` are one, but a
    `Council President Zaldu` or `former President Zaldu` is not.
    """
    for title in name.titles:
        if title.meaning in SINGLE_OFFICES:
            yield " ".join([*_more_words(name.role or "", title), title.meaning])


def _more_words(role: str, title: Title) -> list[str]:
    """The words of a title as written besides its own and those of a country, in capitals."""
    return [
        token.plain
        for token in TokenList(role)
        if token.plain not in title.words
        and token.plain not in FIELD_WORDS
        and token.kind is not WordKind.PLACE
    ]


def is_former(name: NamedPerson) -> bool:
    """Whether the title says that the office is no longer held: `former President Zaldu`."""
    words = TokenList(name.role or "").plain
    return any(word in FORMER for word in words) or any(
        title.meaning.startswith("former ") for title in name.titles
    )


def offices_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one person may hold these offices, given by their meanings in one cable.

    A Foreign Minister is not the President; of the heads of a government, each is also called
    by the others' titles.
    """
    ones, others = ({_single(office) for office in offices} - {""} for offices in (one, other))
    return not ones or not others or bool(ones & others)


def _single(office: str) -> str:
    if office in HEADS:
        return "head"
    return office if office in SINGLE_OFFICES else ""
