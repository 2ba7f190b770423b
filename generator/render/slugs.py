"""Names of files and parts of addresses, made from any text; they fit every file system."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "index", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))]
)
"""Reserved names: Windows devices, and the index of MkDocs."""


MAX_SLUG = 60
"""Maximum length of a slug in characters; long headings are cut at a word."""


@lru_cache(maxsize=1024)
def slugify(text: str) -> str:
    """The text in lower-case letters, digits and hyphens, at most `MAX_SLUG` characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(slug) <= MAX_SLUG:
        return slug
    return slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]


def file_name(name: str) -> str:
    """A name in lower-case letters, digits and hyphens, valid on every file system."""
    slug = slugify(name) or "none"
    return slug + "=" if slug in RESERVED else slug


def term_slug(short: str) -> str:
    """A unique slug for an abbreviation, valid in every address and file system.

    Letters are written in lower case. If the abbreviation has lower-case letters, their positions
    follow as a hexadecimal bit mask: `INM` inm, `G/TIP` g_tip, `PhRMA` phrma=2.
    """
    capitals = short.isascii() and short.isalnum() and short.isupper()
    slug = short.lower() if capitals else _slug_by_character(short)
    return slug + "=" if slug in RESERVED else slug


def _slug_by_character(short: str) -> str:
    small = sum(1 << i for i, c in enumerate(short) if c.islower())
    slug = "".join(_PUNCTUATION.get(c) or _slug_character(c) for c in short)
    return f"{slug}={small:x}" if small else slug


_PUNCTUATION = {"/": "_", "&": "+", " ": "."}


def _slug_character(character: str) -> str:
    if character.isascii() and (character.isalnum() or character == "-"):
        return character.lower()
    return f"={ord(character):x}="
