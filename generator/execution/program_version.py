"""A digest of the program and of the libraries that affect its results."""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.execution.result_cache import Digest, digest

LIBRARIES = (
    "jinja2", "markdown-it-py", "phonenumbers", "ahocorasick-rs", "pyyaml", "google-re2",
    "rapidfuzz", "selectolax",
)  # fmt: skip
"""Libraries whose version may affect the text of a page."""

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def program_digest() -> Digest:
    """Digest of the Python version, the versions of `LIBRARIES`, and the program's code and tables.

    Results depend on these besides their inputs.
    """
    files = sorted(p for p in _PACKAGE.rglob("*") if p.suffix in {".py", ".csv"})
    return digest(
        sys.version,
        *(f"{name} {version(name)}" for name in LIBRARIES),
        *(part for p in files for part in (p.relative_to(_PACKAGE).as_posix(), p.read_bytes())),
    )
