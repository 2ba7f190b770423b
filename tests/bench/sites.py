"""Build the same pages with Reftel, MkDocs and Hugo, and tell what each took.

Run as `python -m tests.bench.sites [--pages 100 1000 10000]` and by `make bench`. A table is
printed and docs/BENCHMARKS.md written; nothing is asserted on speed.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generator import parse_cable
from generator.glossary.glossary import build_glossary
from generator.model import CuratedGlossary
from tests.bench.others import html, hugo_project, markdown, mkdocs_project
from tests.bench.report import Large, Parsed, Size, document, table
from tests.bench.test_terms import many_cables, text_with_terms
from tests.bench.watched import Run, watched
from tests.corpus.scoring import CORPUS, SAMPLE

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "BENCHMARKS.md"

CABLES = {100: 6, 1000: 88, 10_000: 1280}
"""Invented cables that make about so many pages."""

LARGE = 2560
"""Invented cables of the build of which the memory is told: they make 20,000 pages."""

PAGES_OF_A_CABLE = 8
"""For other numbers of pages."""

LARGEST_DEFAULT = 1000
"""Pages with which MkDocs still makes the navigation of all pages: its time grows by the square."""

PLUGIN = 1000
"""Pages with which the plugin under plain MkDocs is compared."""

CHANGE = " The clerk at the gate kept no list."


def change(workspace: Path) -> None:
    """Append a sentence to a paragraph in the middle of the middle cable."""
    cables = sorted((workspace / "content" / "cables").glob("*.txt"))
    for cable in cables[len(cables) // 2 :]:
        text = cable.read_text(encoding="utf-8")
        paras = list(re.finditer(r"^¶?\d+\. .*(?:\n *\S.*)*\.(?= *$)", text, re.M))
        if paras:
            end = paras[len(paras) // 2].end()
            cable.write_text(text[:end] + CHANGE + text[end:], encoding="utf-8")
            return
    raise RuntimeError("no cable has a numbered paragraph")


def reftel(workspace: Path) -> tuple[Run, float]:
    """Build a workspace; seconds of its search index apart."""
    told = workspace.with_name(f"{workspace.name}.json")
    run = watched(
        sys.executable, "-m", "tests.bench.timed_build", str(workspace), str(told), cwd=ROOT
    )
    seconds: dict[str, float] = json.loads(told.read_text(encoding="utf-8"))
    return run, sum(seconds.values())


def fresh(workspace: Path, copy: Path) -> Path:
    """What a workspace is built from, in a folder that has never seen a build."""
    made = shutil.ignore_patterns("pages")
    shutil.copytree(workspace / "content", copy / "content", ignore=made)
    (copy / "content" / "pages").mkdir()
    shutil.copy(workspace / "mkdocs.yml", copy)
    return copy


def sums(workspace: Path) -> bytes:
    return (workspace / "site" / "SHA256SUMS").read_bytes()


def mkdocs(folder: Path) -> Run:
    return watched(sys.executable, "-m", "mkdocs", "build", "--quiet", cwd=folder)


def size(wanted: int, folder: Path) -> Size:
    """All builds of about `wanted` pages.

    In a new folder. Nothing is removed between them: on some file systems that makes new files
    slower for a while.
    """
    folder.mkdir()
    cables = CABLES.get(wanted, max(1, wanted // PAGES_OF_A_CABLE))
    ours = folder / "ours"
    demo(cables, ours)
    scratch, scratch_search = reftel(ours)
    pages = len(markdown(ours / "content" / "pages"))
    before = sums(ours)
    change(ours)
    changed, changed_search = reftel(ours)
    reftel(fresh(ours, folder / "again"))
    bounded = mkdocs(mkdocs_project(folder / "bounded", ours, bounded=True))
    hugo, hugo_html = with_hugo(ours, folder / "hugo")
    return Size(
        cables=cables,
        pages=pages,
        scratch=scratch,
        scratch_search=scratch_search,
        changed=changed,
        changed_search=changed_search,
        bounded=bounded,
        mkdocs_html=html(folder / "bounded" / "site"),
        default=mkdocs(mkdocs_project(folder / "default", ours, bounded=False))
        if wanted <= LARGEST_DEFAULT
        else None,
        hugo=hugo,
        hugo_html=hugo_html,
        same_after_change=sums(folder / "again") == sums(ours) != before,
        same_as_plugin=same_as_plugin(ours, folder / "plain") if wanted == PLUGIN else None,
    )


def with_hugo(ours: Path, folder: Path) -> tuple[Run | None, int]:
    """What Hugo takes for the same pages, and how many it writes; nothing where it is not there."""
    program = shutil.which("hugo")
    if program is None:
        return None, 0
    hugo_project(folder, ours)
    return watched(program, "--quiet", cwd=folder), html(folder / "public")


def same_as_plugin(ours: Path, copy: Path) -> bool:
    """Whether the plugin under plain MkDocs makes the same bytes."""
    mkdocs(fresh(ours, copy))
    return sums(copy) == sums(ours)


def large(folder: Path) -> Large:
    """The largest build, in a new folder."""
    folder.mkdir()
    demo(LARGE, folder / "ours")
    scratch, _ = reftel(folder / "ours")
    pages = len(markdown(folder / "ours" / "content" / "pages"))
    return Large(cables=LARGE, pages=pages, scratch=scratch)


def demo(cables: int, workspace: Path) -> None:
    """Invent cables."""
    command = Path(sys.executable).parent / "reftel"
    watched(str(command), "demo", "--cables", str(cables), str(workspace), cwd=ROOT)


def best(what: Callable[[], object], times: int = 3) -> float:
    """The fewest seconds of some calls."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        what()
        found.append(time.perf_counter() - start)
    return min(found)


def parsed() -> Parsed:
    """How fast one core parses: real cables where present, else those of the project."""
    real = CORPUS.is_dir()
    folder = CORPUS / "cables" if real else SAMPLE.parent
    many = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return Parsed(
        kind="real cables" if real else "cables of the project",
        cables=len(many),
        characters=sum(map(len, many)),
        seconds=best(lambda: [parse_cable(text) for text in many], times=10),
    )


def linked() -> dict[str, float]:
    """MB/s of linking, by what is linked."""
    found = {}
    for times in (1, 100):
        matcher, text, shorts = text_with_terms(times)
        seconds = best(lambda matcher=matcher, text=text: matcher.find(text))  # type: ignore[misc]
        found[f"abbreviations found in a text, {shorts:,} known"] = len(text) / seconds / 1e6
    filed, characters = many_cables(100)
    seconds = best(lambda: build_glossary(filed, CuratedGlossary()))
    found[f"whole glossary of {len(filed):,} cables"] = characters / seconds / 1e6
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", nargs="+", type=int, default=list(CABLES))
    parser.add_argument("--output", type=Path, default=PAGE, help="the document to be written")
    chosen = parser.parse_args()
    # Ended by a signal, it removes its folders too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sizes = []
    # All folders go in the end: removing them makes the builds that follow slower.
    with tempfile.TemporaryDirectory(prefix="reftel-bench-") as name:
        folder = Path(name)
        for wanted in chosen.pages:
            sizes.append(size(wanted, folder / f"{wanted}"))
            print(table(sizes[-1:]), flush=True)
        largest = large(folder / "large")
    text = document(sizes, largest, parsed(), linked())
    print(text)
    chosen.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
