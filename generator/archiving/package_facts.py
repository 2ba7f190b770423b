"""What all files of a package say about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFacts:
    """What the files of a package say about it."""

    collection: str
    """Title of the site."""
    description: str
    """One sentence about the site; empty if there is none."""
    address: str
    """The site's URL with a slash at the end; empty if unknown."""
    edition: str
    """Name of the edition."""
    date: str
    """The day of the package: `2026-03-01`."""
    program: str
    """The program and its version: `reftel 0.1.0`."""
