"""Sites as hashes of their files."""

from __future__ import annotations

import hashlib
from pathlib import Path


def hashes(site: Path) -> dict[str, str]:
    """The SHA-256 of each file of a site by path, also of those with a dot in front."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }
