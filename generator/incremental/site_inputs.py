"""What the served site was made from, and whether that is still the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from generator.errors import ReftelError
from generator.execution.result_cache import Digest, digest, digest_of
from generator.model import Corpus, SiteInfo
from generator.release.manifest import CHECKSUMS, read_sums

_PDF = ".pdf"
"""Ending of the files that `reftel pdf` adds to a site."""


def site_digest(
    served: Path, corpus: Corpus, templates: Mapping[str, str], info: SiteInfo
) -> Digest:
    """A digest of a site and of everything from which its pages are made, PDFs apart.

    Raises `ReftelError` if there is no site.
    """
    sums = served / CHECKSUMS
    if not sums.is_file():
        raise ReftelError(f"{served} has no site: build it first with 'reftel build'.")
    files = read_sums(sums.read_text(encoding="utf-8"))
    return digest(
        corpus.digest,
        digest_of(dict(templates)),
        digest_of(replace(info, pdf=False)),
        *(f"{path} {files[path]}" for path in sorted(files) if not path.endswith(_PDF)),
    )
