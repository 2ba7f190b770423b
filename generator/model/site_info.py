"""The site as values: what it is called, where it stands, the files it is made from."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.editions import INTERNAL_EDITION, Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteInfo:
    """What a site says of itself, from `mkdocs.yml`."""

    name: str
    """Its title."""
    address: str = ""
    """Where it stands, with its path and a slash at the end; empty where that is not known."""
    description: str = ""
    """What it is, in a sentence; empty without one."""
    version: str = ""
    """The version of the program that makes it; empty where that is not known."""
    edition: Edition = INTERNAL_EDITION
    """Which edition it is; by default one that withholds nothing."""
    pdf: bool = False
    """Whether each cable has a PDF, to which its front page links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file under content/pages: a Markdown page, or data that stands beside the pages."""

    path: str
    """Where it stands under content/pages."""
    text: str
