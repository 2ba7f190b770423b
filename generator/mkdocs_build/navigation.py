"""The navigation of `mkdocs.yml`, without entries for lists that the collection does not have."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any


def present_entries(entries: Sequence[Any], absent: Set[str]) -> list[Any]:
    """The entries of `nav` without those of pages in `absent`, and without groups left empty.

    An entry is a page (`about.md`), a page with its title (`About: about.md`) or a title with a
    list of entries, as MkDocs reads them.
    """
    return [entry for entry in (_present(entry, absent) for entry in entries) if entry]


def _present(entry: Any, absent: Set[str]) -> Any:
    """The entry, or None if nothing of it is left."""
    match entry:
        case str():
            return None if entry in absent else entry
        case list():
            return present_entries(entry, absent)
        case dict():
            pairs = ((title, _present(value, absent)) for title, value in entry.items())
            return {title: value for title, value in pairs if value}
    return entry
