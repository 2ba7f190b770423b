"""Files that packages ship, which stand in a site as they were installed.

The theme's programs and style sheets hold thousands of words that are nobody's. A file of a site
is one of them where it has the same SHA-256: whoever changes a byte, or puts words into it, has
another file, which is looked through. Names of files are always looked at.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import material  # type: ignore[import-untyped]  # it has no annotations
from pagefind_bin import get_executable  # type: ignore[import-untyped]  # no annotations

from generator.disk.workspaces import packaged_templates
from generator.release.prune_assets import strip_source_map

_PROGRAM_TEXTS = (".js", ".css")
"""Files that a site has without the line that names their map."""


@cache
def shipped() -> frozenset[str]:
    """The SHA-256 of each file that theme and indexer put into a site as it is."""
    return frozenset(hashlib.sha256(data).hexdigest() for data in _contents())


def _contents() -> Iterator[bytes]:
    theme = Path(material.__file__).parent / "templates" / "assets"
    for folder in (theme, packaged_templates() / "theme" / "assets"):
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix != ".map":
                data = path.read_bytes()
                yield data
                if path.suffix in _PROGRAM_TEXTS:
                    yield strip_source_map(data.decode("utf-8")).encode("utf-8")
    yield from _search_programs()


def _search_programs() -> Iterator[bytes]:
    """The programs that the indexer holds packed: what it writes beside the index of any page."""
    with tempfile.TemporaryDirectory(prefix="reftel-") as folder:
        page = Path(folder) / "site" / "index.html"
        page.parent.mkdir()
        page.write_text('<html lang="en"><body>x</body></html>', encoding="utf-8")
        out = Path(folder) / "out"
        command = [str(get_executable()), "--quiet", "--site", str(page.parent)]
        subprocess.run(
            [*command, "--output-path", str(out)],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        yield from (path.read_bytes() for path in out.glob("*") if path.is_file())
