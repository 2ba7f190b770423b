"""The ledger of the served site in the workspace's hidden folder: safe to delete at any time."""

from __future__ import annotations

import os
from pathlib import Path

from generator.disk import Workspace
from generator.memory import digest
from generator.publish import ledger
from generator.publish.ledger import Ledger

_HEAD = len(digest())
"""Bytes of the digest in front of the text."""


def read_ledger(workspace: Workspace) -> Ledger:
    """The ledger of the last site that was put in place; an empty one where it is not sound."""
    try:
        data = _file(workspace).read_bytes()
    except OSError:
        return Ledger()
    if digest(data[_HEAD:]) != data[:_HEAD]:
        return Ledger()
    try:
        return ledger.read_ledger(data[_HEAD:].decode("utf-8"))
    except (ValueError, TypeError, LookupError, AttributeError):  # another version's
        return Ledger()


def write_ledger(workspace: Workspace, told: Ledger) -> None:
    """Put the ledger in place of the last one."""
    text = ledger.ledger_text(told).encode("utf-8")
    path = _file(workspace)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        fresh.write_bytes(digest(text) + text)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _file(workspace: Workspace) -> Path:
    return workspace.root / ".reftel" / workspace.edition / "site"
