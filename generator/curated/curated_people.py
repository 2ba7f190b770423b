"""Reads `content/curated/people.yml`: what editors say about the people that cables name.

people:
  - person: olmarraga-foreign-minister-lima
    name: Inés Olmarraga
    description: Foreign Minister of Exampland
    same: [ines-olmar-lima]
  - person: ines-olmar-1975
    from: ines-olmar-lima
    cables: [75LIMA12]
  - person: tomas-quint-lima
    hide: true
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.curated.numbers import read_mrn
from generator.curated.yaml_fields import Faults, YamlEntry, quoted, read_entry
from generator.model import CuratedPerson

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The name of a person in addresses: lower-case letters and digits, with hyphens between."""

LONGEST = 120
"""The most characters of a key, name or description."""


def read_people(text: str, file: str) -> tuple[CuratedPerson, ...]:
    """The entries in `text`; messages name the `file`.

    Raises `ReftelError` with all faults, each with file and line.
    """
    top, faults = read_entry(text, file)
    entries = [(e.line, _person(e)) for e in top.entries("people")]
    top.check_unknown_fields()
    people = [(line, person) for line, person in entries if person is not None]
    _check_twice(people, faults)
    faults.raise_if_any()
    return tuple(person for _, person in people)


def _person(entry: YamlEntry) -> CuratedPerson | None:
    key = _key(entry.text("person", required=True), entry.line, entry.faults)
    name, description = entry.text("name"), entry.text("description")
    same = [(_key(text, line, entry.faults), line) for text, line in entry.texts("same")]
    parted_from = _key(entry.text("from"), entry.line, entry.faults)
    cables = tuple(read_mrn(m, line, entry.faults) for m, line in entry.texts("cables"))
    is_hidden, is_shown = entry.flag("hide"), entry.flag("show")
    entry.check_unknown_fields()
    for words in (name, description):
        if words is not None and not (len(words) <= LONGEST and words.isprintable()):
            entry.faults.add(
                entry.line,
                f"{quoted(words)} has control characters or more than {LONGEST} characters: "
                "write a short text.",
            )
    if (parted_from is None) != (not cables):
        entry.faults.add(entry.line, "'from' and 'cables' belong together: give both or neither.")
    if is_hidden and is_shown:
        entry.faults.add(entry.line, "'hide' and 'show' exclude each other: remove one of them.")
    if not (name or description or same or cables or is_hidden or is_shown):
        entry.faults.add(
            entry.line,
            "this entry says nothing: add 'name', 'description', 'same', 'from' and 'cables', "
            "'hide: true' or 'show: true'.",
        )
    if key is None:
        return None
    return CuratedPerson(
        key=key,
        name=name,
        description=description,
        merged=tuple(other for other, _ in same if other is not None),
        parted_from=parted_from,
        cables=cables,
        is_hidden=is_hidden,
        is_shown=is_shown,
    )


def _key(text: str | None, line: int, faults: Faults) -> str | None:
    if text is None:
        return None
    if not KEY.fullmatch(text) or len(text) > LONGEST:
        faults.add(
            line,
            f"invalid person {quoted(text)}: write the last part of the address of the person's "
            "page, as in 'ines-olmarraga'.",
        )
        return None
    return text


def _check_twice(people: Sequence[tuple[int, CuratedPerson]], faults: Faults) -> None:
    """A person has one entry, and is merged into one other."""
    lines: dict[str, int] = {}
    for line, person in people:
        for key in (person.key, *person.merged):
            before = lines.setdefault(key, line)
            if before != line:
                faults.add(
                    line, f"'{key}' is also in the entry on line {before}: remove one of the two."
                )
