"""The HTTP headers of a site: content security policy, types, caching.

The policy is derived from the finished pages: a script in a page is allowed by its hash, and what
no strict policy can allow (styles and event handlers in a page) is an error. The theme's own
scripts are files (`templates/theme/partials/javascripts`), so a hash is needed only if a
workspace's own templates add a script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from generator.errors import ReftelError
from generator.release import pagefind_files, prune_assets

MAX_HASHES = 20
"""Limit of hashes: a script that differs from page to page would make a huge header."""

DIRECTIVES = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),  # small icons in the theme's style sheet
    ("font-src", "'self'"),
    ("connect-src", "'self'"),  # search index, previews, a para as received
    ("worker-src", "'self'"),  # only the theme's own search would start one
    ("manifest-src", "'self'"),
    ("form-action", "'none'"),  # forms are handled by scripts and sent nowhere
    ("frame-ancestors", "'none'"),
    ("frame-src", "'none'"),
    ("object-src", "'none'"),
    ("base-uri", "'none'"),
    ("require-trusted-types-for", "'script'"),  # no script makes HTML from a string
    ("trusted-types", "default reftel-elsewhere"),  # those of start.js and elsewhere.js
)
"""The directives. What is not listed is refused."""

HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
"""The other headers of every response."""

TEXT_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "md": "text/markdown",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
"""Types of text files by suffix: UTF-8, worth compressing."""

BINARY_TYPES = {
    "png": "image/png",
    "ico": "image/x-icon",
    "pdf": "application/pdf",
    "woff2": "font/woff2",
    **dict.fromkeys(pagefind_files.SUFFIXES, "application/octet-stream"),
}
"""The other types. The search index is already compressed."""

FEED = ("feed.xml", "application/atom+xml")
"""The one file whose type does not follow from its suffix."""

NAMED_BY_HASH = f"{prune_assets.NAMED_BY_HASH}|{pagefind_files.NAMED_BY_HASH}"
"""Paths of files with a hash in their name, as a pattern that all three servers understand."""

CACHE_FOREVER = "public, max-age=31536000, immutable"
"""`Cache-Control` of those files."""

REVALIDATE = "no-cache"
"""`Cache-Control` of all others: an unchanged file costs an empty response."""

_RUN = re.compile(
    r"|module|importmap|speculationrules"
    r"|(?:text|application)/(?:x-)?(?:java|ecma|j|live)script[0-9.]*",
    re.IGNORECASE,
)
"""Types of script elements that a browser acts on; others contain data."""


_MAY_BE_INLINE = re.compile(
    r"(?<=[\s/\"'])(?:style|on[a-z]+)\s*=|<style"
    r"|<script(?![^>]*(?:\ssrc=|\stype=\"application/(?:ld\+)?json\"))",
    re.IGNORECASE,
)
"""What every page with a script, style or event handler in it has, and few others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class InlineContent:
    """Scripts and styles within a page."""

    scripts: tuple[str, ...]
    """The texts of scripts, as a browser hashes them."""
    faults: tuple[str, ...]
    """What no strict policy allows, such as `style of <td>`."""


class _InlineParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.faults: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        named = [name for name in values if name == "style" or name.startswith("on")]
        self.faults += [f"{name} of <{tag}>" for name in named]
        if tag == "style":
            self.faults.append("<style>")
        runs = _RUN.fullmatch((values.get("type") or "").strip())
        self._inside = tag == "script" and "src" not in values and runs is not None
        if self._inside:
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def read_inline(page: str) -> InlineContent:
    """The scripts in a finished HTML page, and what a strict policy forbids."""
    if not _MAY_BE_INLINE.search(page):  # a fifth of the time, as nearly no page has any
        return InlineContent(scripts=(), faults=())
    reader = _InlineParser()
    reader.feed(page)
    reader.close()
    return InlineContent(scripts=tuple(reader.scripts), faults=tuple(reader.faults))


def hash_source(script: str) -> str:
    """The source expression of a script in a page: `'sha256-…'` (CSP 3, section 6.7.3.2)."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def policy_header(scripts: Iterable[str]) -> str:
    """The value of the header Content-Security-Policy for pages with these scripts.

    Raises `ReftelError` if there are too many to list.
    """
    hashes = sorted(set(map(hash_source, scripts)))
    if len(hashes) > MAX_HASHES:
        raise ReftelError(
            f"the site's pages contain {len(hashes)} different scripts, and a policy lists at most "
            f"{MAX_HASHES}; move them from templates/theme into files below its assets/."
        )
    parts = [" ".join((name, value)) for name, value in DIRECTIVES]
    return "; ".join(
        " ".join((part, *hashes)) if part.startswith("script-src") else part for part in parts
    )


def site_policy(site: Path) -> str:
    """The policy of a built site. Raises `ReftelError` if a page needs a less strict one."""
    scripts: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        inline = read_inline(path.read_text(encoding="utf-8"))
        if inline.faults:
            raise ReftelError(
                f"{path.relative_to(site).as_posix()} contains {inline.faults[0]}, which a strict "
                "content security policy forbids; move it from the template into a file below "
                "templates/theme/assets and build the site again."
            )
        scripts.update(inline.scripts)
    return policy_header(scripts)
