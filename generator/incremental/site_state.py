"""What stands of sites in the workspace's hidden folder: safe to delete while no build runs."""

from __future__ import annotations

from pathlib import Path

from generator.disk import Workspace
from generator.disk.state import folder_token, make_state_folder, replace_atomically
from generator.disk.symlinks import read_regular
from generator.execution.result_cache import digest
from generator.incremental import ledger
from generator.incremental.ledger import Ledger

_FORM = "3"
"""Grows with each change of the ledger's form."""

_HEAD = len(digest())
"""Bytes of the digest in front of the data."""


def read_ledger(workspace: Workspace) -> Ledger:
    """The ledger of the last site that was put in place here; an empty one where it is not sound.

    Raises `ReftelError` where it holds anything but values.
    """
    try:
        data = read_regular(_file(workspace))
    except OSError:
        return Ledger()
    sound = digest(_FORM, folder_token(workspace), data[_HEAD:]) == data[:_HEAD]
    return ledger.unpacked(data[_HEAD:]) if sound else Ledger()


def write_ledger(workspace: Workspace, told: Ledger) -> None:
    """Put the ledger in place of the last one."""
    data = ledger.packed(told)
    born = make_state_folder(workspace)
    replace_atomically(_file(workspace), digest(_FORM, born, data) + data)


def spare_folder(workspace: Workspace) -> Path:
    """Where the site before the served one stands."""
    return workspace.state / "spare"


def _file(workspace: Workspace) -> Path:
    return workspace.state / "site"
