"""Values that describe a site, and its generated files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.model.editions import INTERNAL_EDITION, Edition


class SiteFeature(StrEnum):
    """A feature of a site that its settings may leave out (`leave_out` in `mkdocs.yml`)."""

    PACKETS = "packets"
    """Reading lists, and the packets printed from them."""
    QUOTATIONS = "quotations"
    """The page that checks quotations, and its files."""
    MACHINE_READERS = "machine-readers"
    """Markdown beside each page, `llms.txt` and the description of the site's files."""
    REQUESTS = "requests"
    """Packets for requests of cables that are not held."""
    RELEASES = "releases"
    """What changed from one release to the next."""
    READINGS = "readings"
    """Texts by editors with checked quotations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteInfo:
    """A site's settings from `mkdocs.yml`."""

    name: str
    """The site's title."""
    address: str = ""
    """The site's URL with a slash at the end; empty if unknown."""
    description: str = ""
    """One sentence about the site; empty if there is none."""
    version: str = ""
    """Version of the program that builds the site; empty if unknown."""
    edition: Edition = INTERNAL_EDITION
    """The edition; by default the one that withholds nothing."""
    pdf: bool = False
    """Whether each cable has a PDF that its front page links to."""
    left_out: tuple[SiteFeature, ...] = ()
    """The features that the site does not have, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file under content/pages: a Markdown page or a data file."""

    path: str
    """Path relative to content/pages."""
    text: str
    """The whole file, front matter included."""
    meta: Mapping[str, Any] | None = None
    """The front matter of a Markdown page, as plain values; None for a data file."""
    body: str = ""
    """The Markdown below the front matter; empty for a data file."""
