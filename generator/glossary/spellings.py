"""The spellings of an abbreviation: `DOE` and `DoE`, plurals, other spellings of the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.glossary.senses import TermSenses
from generator.glossary.uses import with_plurals
from generator.glossary.word_kinds import meaning_keys
from generator.model import Definition, ExternalTerm

Meanings = Mapping[str, Iterable[frozenset[tuple[str, ...]]]]
"""The keys of each meaning of an abbreviation, by abbreviation; see `meaning_keys`."""


def meanings_of_definitions(definitions: Iterable[Definition]) -> Meanings:
    """The meanings that cables define."""
    meanings: defaultdict[str, list[frozenset[tuple[str, ...]]]] = defaultdict(list)
    for definition in definitions:
        meanings[definition.abbreviation].append(
            meaning_keys(definition.expansion) | meaning_keys(definition.gloss or "")
        )
    return meanings


def meanings_of_terms(terms: Iterable[ExternalTerm]) -> Meanings:
    """The meanings in curated entries and reference data."""
    meanings: defaultdict[str, list[frozenset[tuple[str, ...]]]] = defaultdict(list)
    for term in terms:
        meanings[term.abbreviation].append(meaning_keys(term.sense.expansion))
    return meanings


def joined_spellings(defined: Meanings, external: Meanings) -> dict[str, str]:
    """The abbreviation with most capitals for each spelling that means the same.

    `DoE` is `DOE` if all cables that define either mean the same thing, and so does a meaning of
    the tables, if they have one. Spellings with different meanings are different abbreviations.
    """
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for name in (*defined, *external):
        groups[name.upper()].add(name)
    joined: dict[str, str] = {}
    for names in groups.values():
        meanings = [keys for name in names for keys in defined.get(name, ())]
        if len(names) == 1 or not meanings:
            continue
        tables = [list(external[name]) for name in names if name in external]
        agrees = all(not meanings[0].isdisjoint(keys) for keys in meanings) and all(
            any(not meanings[0].isdisjoint(keys) for keys in table) for table in tables
        )
        if agrees:
            best = max(names, key=lambda name: (sum(c.isupper() for c in name), name))
            joined |= {name: best for name in names if name != best}
    return joined


def all_spellings(
    senses: Mapping[str, TermSenses], joined: Mapping[str, str], excluded: frozenset[str]
) -> dict[str, str]:
    """The abbreviation for each spelling to look for; excluded words have none."""
    spellings = with_plurals(name for name in senses if name not in excluded)
    for name, term in senses.items():
        others = [s for _, external in term.external_terms for s in external.spellings]
        others += [spelling for spelling, best in joined.items() if best == name]
        if _is_of_something(name, term):
            others.append(f"{name[0]}o{name[2:]}")
        for spelling in others:
            if spelling not in senses and name not in excluded:
                spellings.update({spelling: name, f"{spelling}s": name})
    return spellings


def _is_of_something(name: str, term: TermSenses) -> bool:
    """True for `MOD`, also written `MoD`: all cables that define it say "Ministry of Defense"."""
    if len(name) < 3 or not name.isupper() or name[1] != "O" or not term.passages:
        return False
    return all(term.senses[index].expansion.split()[1:2] == ["of"] for index in term.passages)
