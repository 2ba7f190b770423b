"""The files that editors own: glossary, corrections, copies, rules for withholding, requests."""

from __future__ import annotations

import difflib
import os
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from generator.curated.bounds import LARGEST, decoded
from generator.curated.curated_copies import CopyEntry, read_copies
from generator.curated.curated_corrections import CorrectionEntry, read_corrections
from generator.curated.curated_glossary import read_glossary
from generator.curated.curated_organisations import read_organisations
from generator.curated.curated_people import read_people
from generator.curated.curated_places import read_places
from generator.curated.curated_readings import read_reading
from generator.curated.curated_requests import read_records_requests
from generator.curated.redactions import read_redactions
from generator.disk.regular import read_within
from generator.disk.workspaces import Workspace
from generator.errors import ReftelError
from generator.model import (
    CuratedGlossary,
    CuratedNames,
    Decisions,
    Edition,
    EditorTexts,
    ReadingText,
    RecordsRequest,
)
from generator.render import urls

CURATED_GLOSSARY = "content/curated/glossary.yml"
"""The file of decisions about abbreviations."""

CURATED_CORRECTIONS = "content/curated/corrections.yml"
"""The file of corrections of how cables are read."""

CURATED_COPIES = "content/curated/copies.yml"
"""The file of what editors say about copies of one cable."""

CURATED_ORGANISATIONS = "content/curated/organisations.yml"
"""The file of what editors say about organisations."""

CURATED_REDACTIONS = "content/curated/redactions.yml"
"""The file of rules for withholding."""

CURATED_PEOPLE = "content/curated/people.yml"
"""The file of what editors say about people."""

CURATED_PLACES = "content/curated/places.yml"
"""The file of what editors say about places."""

CURATED_REQUESTS = "content/curated/requests.yml"
"""The file of requests for records, and of their answers."""

READINGS = "content/readings"
"""The folder of texts that quote cables."""

README = "README"
"""The file that tells people what a folder is for; it is not read."""

CURATED_FILES = (
    CURATED_GLOSSARY,
    CURATED_CORRECTIONS,
    CURATED_COPIES,
    CURATED_ORGANISATIONS,
    CURATED_PEOPLE,
    CURATED_PLACES,
    CURATED_REDACTIONS,
    CURATED_REQUESTS,
)
"""All files that editors own: none of them is a misspelling of another."""

E = TypeVar("E")

SIMILARITY = 0.8
"""A file name at least this similar (0 to 1) counts as a misspelling of another."""


def read_curated(workspace: Workspace) -> CuratedGlossary:
    """The curated glossary; empty if there is no file.

    Raises `ReftelError` with file and line of each fault, or with the name of a file that is
    probably a misspelling of it.
    """
    text = _curated_text(workspace, CURATED_GLOSSARY)
    return CuratedGlossary() if text is None else read_glossary(text, CURATED_GLOSSARY)


def read_correction_entries(workspace: Workspace) -> tuple[CorrectionEntry, ...]:
    """The editors' corrections; none if there is no file. Raises as `read_curated`."""
    text = _curated_text(workspace, CURATED_CORRECTIONS)
    return () if text is None else read_corrections(text, CURATED_CORRECTIONS)


def read_copy_entries(workspace: Workspace) -> tuple[CopyEntry, ...]:
    """What editors say about copies; nothing if there is no file. Raises as `read_curated`."""
    text = _curated_text(workspace, CURATED_COPIES)
    return () if text is None else read_copies(text, CURATED_COPIES)


def read_names(workspace: Workspace) -> CuratedNames:
    """What editors say about people, organisations and places; nothing without files.

    Raises as `read_curated`, with the faults of all three files.
    """
    faults: list[str] = []
    names = CuratedNames(
        people=_entries(workspace, CURATED_PEOPLE, read_people, faults),
        organisations=_entries(workspace, CURATED_ORGANISATIONS, read_organisations, faults),
        places=_entries(workspace, CURATED_PLACES, read_places, faults),
    )
    if faults:
        raise ReftelError("\n".join(faults))
    return names


def _entries(
    workspace: Workspace,
    name: str,
    read: Callable[[str, str], tuple[E, ...]],
    faults: list[str],
) -> tuple[E, ...]:
    """The entries of a curated file; none without it, or if there are `faults` in it."""
    with _collected(faults):
        if (text := _curated_text(workspace, name)) is not None:
            return read(text, name)
    return ()


def read_editor_texts(workspace: Workspace) -> EditorTexts:
    """What editors write beside the cables; nothing without files.

    A faulty request or reading is left out, with a message in `faults`: it decides nothing about
    cables, unlike the other files of editors.
    """
    faults: list[str] = []
    requests: tuple[RecordsRequest, ...] = ()
    with _collected(faults):
        if (text := _curated_text(workspace, CURATED_REQUESTS)) is not None:
            requests, wrong = read_records_requests(text, CURATED_REQUESTS)
            faults += wrong
    readings = tuple(_readings(workspace, faults))
    return EditorTexts(records_requests=requests, readings=readings, faults=tuple(faults))


@contextmanager
def _collected(faults: list[str]) -> Iterator[None]:
    """Add the messages of an error to `faults` instead of raising it."""
    try:
        yield
    except ReftelError as error:
        faults += str(error).splitlines()


def _readings(workspace: Workspace, faults: list[str]) -> Iterator[ReadingText]:
    """The sound readings in the order of their files."""
    files: dict[str, str] = {}
    for name in _names(workspace.root / READINGS):
        if name.startswith(".") or name == README:
            continue
        with _collected(faults):
            reading = _reading(workspace, name, files)
            if reading is not None:
                yield reading


def _reading(workspace: Workspace, name: str, files: dict[str, str]) -> ReadingText | None:
    """The reading in the file of that name; `files` are those of the addresses before.

    None if it has been removed. Raises `ReftelError` with its faults.
    """
    file = f"{READINGS}/{name}"
    if not name.endswith(".md"):
        raise ReftelError(
            f"{file} is not read: the names of readings end in .md, and there are no folders "
            "of readings; rename it or move it away."
        )
    other = files.setdefault(urls.reading_page(name.removesuffix(".md")), file)
    if other != file:
        raise ReftelError(
            f"{file} has the same address as {other}: rename one of them so that they differ "
            "in letters or digits."
        )
    data = read_within(workspace.root, file, largest=LARGEST)
    return None if data is None else read_reading(decoded(data, file), file)


def read_decisions(workspace: Workspace, edition: Edition) -> Decisions:
    """The rules for withholding; the file may be missing for an edition without rules.

    Raises `ReftelError` if `edition` has rules and there is no file, and with file and line of each
    fault in it: nothing is built if it is uncertain which rules apply.
    """
    text = _curated_text(workspace, CURATED_REDACTIONS)
    if text is not None:
        return read_redactions(text, CURATED_REDACTIONS)
    if edition.rules == ():
        return Decisions()
    raise ReftelError(
        f"{CURATED_REDACTIONS} is missing, but the edition '{edition.name}' needs its rules: add "
        "the file. To withhold nothing, write 'rules: []' into it, or 'rules: none' below the "
        "edition in mkdocs.yml."
    )


def _curated_text(workspace: Workspace, name: str) -> str | None:
    """The text of a curated file; None if there is no such file and none with a similar name."""
    data = read_within(workspace.root, name, largest=LARGEST)
    _check_names(workspace.root, name, missing=data is None)
    return None if data is None else decoded(data, name)


def _check_names(root: Path, name: str, *, missing: bool) -> None:
    """Raise `ReftelError` if another file is probably a misspelling of `name`.

    Such a file differs only in case or in `.yaml`; if `name` is `missing`, it may also be a similar
    name, in the same folder or in those above it.
    """
    wanted = Path(name)
    if missing and wanted.parent.parts and not (root / wanted.parent).is_dir():
        _check_names(root, wanted.parent.as_posix(), missing=True)
    for folder in (wanted.parent, *wanted.parent.parents):
        for other in _names(root / folder):
            path = (folder / other).as_posix()
            if path == name or path in CURATED_FILES:
                continue
            variant = _plain(other) == _plain(wanted.name) and (missing or folder == wanted.parent)
            if variant or (missing and _is_near(other, wanted.name)):
                state = "is missing" if missing else "exists too, and only that file is read"
                advice = "rename it" if missing else "remove one of them"
                raise ReftelError(f"{path} is not read: {name} {state}; {advice}.")


def _names(folder: Path) -> Iterator[str]:
    try:
        yield from sorted(os.listdir(folder))
    except OSError:
        return


def _plain(name: str) -> str:
    """A file name without what is easily mistyped: case, letter variants, `.yaml`."""
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    return f"{plain.removesuffix('.yaml')}.yml" if plain.endswith(".yaml") else plain


def _is_near(name: str, wanted: str) -> bool:
    return difflib.SequenceMatcher(None, _plain(name), wanted).ratio() >= SIMILARITY
