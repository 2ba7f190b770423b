"""What editors own."""

from __future__ import annotations

import difflib
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from generator.curated.bounds import LARGEST, decoded
from generator.curated.curated_glossary import read_glossary
from generator.curated.redactions import read_redactions
from generator.disk.regular import read_within
from generator.disk.workspaces import Workspace
from generator.errors import ReftelError
from generator.model import CuratedGlossary, Decisions, Edition

CURATED_GLOSSARY = "content/curated/glossary.yml"
"""What editors decided about short forms."""

CURATED_REDACTIONS = "content/curated/redactions.yml"
"""What editors decided to withhold."""

SIMILARITY = 0.8
"""From which likeness of 0 to 1 a file's name is taken for a misspelling of another's."""


def read_curated(workspace: Workspace) -> CuratedGlossary:
    """The curated glossary; empty where there is no file.

    Raises `ReftelError` that names each fault with file and line, or the file that seems to be
    meant for it.
    """
    text = _curated_text(workspace, CURATED_GLOSSARY)
    return CuratedGlossary() if text is None else read_glossary(text, CURATED_GLOSSARY)


def read_decisions(workspace: Workspace, edition: Edition) -> Decisions:
    """What editors decided to withhold; for an edition without rules the file may be missing.

    Raises `ReftelError` where `edition` has rules and there is no file, and where the file has
    faults, each named with its line: where it is not certain which rules hold, nothing is built.
    """
    text = _curated_text(workspace, CURATED_REDACTIONS)
    if text is not None:
        return read_redactions(text, CURATED_REDACTIONS)
    if edition.rules == ():
        return Decisions()
    raise ReftelError(
        f"{CURATED_REDACTIONS} is missing, and the edition '{edition.name}' withholds by its "
        "rules: put the file there. Write 'rules: []' into it if nothing is to be withheld, or "
        "'rules: none' below the edition in mkdocs.yml."
    )


def _curated_text(workspace: Workspace, name: str) -> str | None:
    """The text of a curated file; None where there is neither it nor one of a near name."""
    data = read_within(workspace.root, name, largest=LARGEST)
    _check_names(workspace.root, name, missing=data is None)
    return None if data is None else decoded(data, name)


def _check_names(root: Path, name: str, *, missing: bool) -> None:
    """Raise `ReftelError` where another file seems to be meant for `name`.

    That is one whose name differs in capitals or as `.yaml` does, and, where `name` is `missing`,
    one with a similar name, there or in the folders above.
    """
    wanted = Path(name)
    if missing and wanted.parent.parts and not (root / wanted.parent).is_dir():
        _check_names(root, wanted.parent.as_posix(), missing=True)
    for folder in (wanted.parent, *wanted.parent.parents):
        for other in _names(root / folder):
            found = (folder / other).as_posix()
            if found == name:
                continue
            variant = _plain(other) == _plain(wanted.name) and (missing or folder == wanted.parent)
            if variant or (missing and _is_near(other, wanted.name)):
                state = "is missing" if missing else "is there too, and only it is read"
                advice = "rename it" if missing else "remove one of them"
                raise ReftelError(f"{found} is not read: {name} {state}; {advice}.")


def _names(folder: Path) -> Iterator[str]:
    try:
        yield from sorted(os.listdir(folder))
    except OSError:
        return


def _plain(name: str) -> str:
    """A file's name without what is easily mistyped: capitals, forms of letters, `.yaml`."""
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    return f"{plain.removesuffix('.yaml')}.yml" if plain.endswith(".yaml") else plain


def _is_near(name: str, wanted: str) -> bool:
    return difflib.SequenceMatcher(None, _plain(name), wanted).ratio() >= SIMILARITY
