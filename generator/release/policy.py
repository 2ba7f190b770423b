"""The headers under which a site works: content security policy, types, how long files last.

The policy follows from the finished pages: a script that stands in a page is allowed by its
hash, and what no strict policy can allow (styles and event handlers in a page) is an error. The
theme's own scripts are files (`templates/theme/partials/javascripts`), so that no hash is needed
unless a workspace's own templates bring a script.
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

MAX_HASHES = 20
"""A script that differs from page to page would make a header that no server sends."""

DIRECTIVES = (
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),  # the search index is read by WebAssembly
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),  # the theme's style sheet holds its small icons
    ("font-src", "'self'"),
    ("connect-src", "'self'"),  # search index, previews, a para as received
    ("worker-src", "'self'"),  # the search works beside the page
    ("manifest-src", "'self'"),
    ("form-action", "'none'"),  # forms are handled by scripts and sent nowhere
    ("frame-ancestors", "'none'"),
    ("frame-src", "'none'"),
    ("object-src", "'none'"),
    ("base-uri", "'none'"),
    ("require-trusted-types-for", "'script'"),  # no script makes HTML from a string
    ("trusted-types", "default reftel-elsewhere"),  # those of start.js and elsewhere.js
)
"""Whatever is not named is refused."""

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
"""Beside the policy, with every answer."""

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
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
"""Types of text by the end of a file's name: UTF-8, worth packing."""

BINARY_TYPES = {
    "png": "image/png",
    "ico": "image/x-icon",
    "pdf": "application/pdf",
    "woff2": "font/woff2",
    **dict.fromkeys(
        ("pagefind", "pf_filter", "pf_fragment", "pf_index", "pf_meta"), "application/octet-stream"
    ),
}
"""The other types. The search index is packed already."""

FEED = ("feed.xml", "application/atom+xml")
"""The one file whose type does not follow from its name's end."""

NAMED_BY_HASH = (
    r"/assets/(javascripts|stylesheets)/[a-z]+\.[0-9a-f]{8}\.min\.(js|css)$"
    r"|/pagefind/[0-9]+/([a-z]+/|pagefind\.)[a-z-]+_[0-9a-f]+\.pf_(filter|fragment|index|meta)$"
)
"""Paths of files that never change under their name, in a form that all three servers read."""

CACHE_FOREVER = "public, max-age=31536000, immutable"
"""How long those last."""

REVALIDATE = "no-cache"
"""All others are kept, and asked for again: an unchanged one costs an empty answer."""

_RUN = re.compile(
    r"|module|importmap|speculationrules"
    r"|(?:text|application)/(?:x-)?(?:java|ecma|j|live)script[0-9.]*",
    re.IGNORECASE,
)
"""Types of script elements that a browser runs or acts upon; others hold data."""


@dataclass(frozen=True, kw_only=True, slots=True)
class InlineContent:
    """What stands in a page and not in a file of its own."""

    scripts: tuple[str, ...]
    """The texts of scripts, as a browser hashes them."""
    faults: tuple[str, ...]
    """What no strict policy allows, told as `style of <td>`."""


class _Reader(HTMLParser):
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
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return InlineContent(scripts=tuple(reader.scripts), faults=tuple(reader.faults))


def hash_source(script: str) -> str:
    """A script in a page as the policy names it: `'sha256-…'` (CSP 3, section 6.7.3.2)."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def policy_header(scripts: Iterable[str]) -> str:
    """The value of the header Content-Security-Policy for pages that hold these scripts.

    Raises `ReftelError` where they are so many that they cannot be named.
    """
    hashes = sorted(set(map(hash_source, scripts)))
    if len(hashes) > MAX_HASHES:
        raise ReftelError(
            f"the site's pages hold {len(hashes)} different scripts, and a policy names at most "
            f"{MAX_HASHES}; move them from templates/theme into files below its assets/."
        )
    parts = [" ".join((name, value)) for name, value in DIRECTIVES]
    return "; ".join(
        " ".join((part, *hashes)) if part.startswith("script-src") else part for part in parts
    )


def site_policy(site: Path) -> str:
    """The policy of a built site. Raises `ReftelError` where a page needs a laxer one."""
    scripts: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        found = read_inline(path.read_text(encoding="utf-8"))
        if found.faults:
            raise ReftelError(
                f"{path.relative_to(site).as_posix()} holds {found.faults[0]}, which a strict "
                "content security policy forbids; move it from the template into a file below "
                "templates/theme/assets and build the site again."
            )
        scripts.update(found.scripts)
    return policy_header(scripts)
