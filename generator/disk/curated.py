"""What editors own."""

from __future__ import annotations

from generator.curated.glossary import read_glossary
from generator.curated.redactions import read_redactions
from generator.disk.workspaces import Workspace
from generator.errors import ReftelError
from generator.model import Curated, Decisions

CURATED_GLOSSARY = "content/curated/glossary.yml"
"""What editors decided about short forms."""

CURATED_REDACTIONS = "content/curated/redactions.yml"
"""What editors decided to withhold."""


def read_curated(workspace: Workspace) -> Curated:
    """The curated glossary; empty where there is no file.

    Raises `ReftelError` that names each fault with file and line.
    """
    text = _curated_text(workspace, CURATED_GLOSSARY)
    return Curated() if text is None else read_glossary(text, CURATED_GLOSSARY)


def read_decisions(workspace: Workspace) -> Decisions:
    """What editors decided to withhold; nothing where there is no file.

    Raises `ReftelError` that names each fault with file and line.
    """
    text = _curated_text(workspace, CURATED_REDACTIONS)
    return Decisions() if text is None else read_redactions(text, CURATED_REDACTIONS)


def _curated_text(workspace: Workspace, name: str) -> str | None:
    path = workspace.root / name
    if not path.is_file():
        return None
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReftelError(f"{name} is not UTF-8; save it as UTF-8.") from error
