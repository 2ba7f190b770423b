"""The benchmark report: a table of results, and the document around it."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench.watched import PAUSE, Run

NONE = "–"
"""Shown where nothing was measured."""

PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "pagefind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What the builds of one number of pages took."""

    cables: int
    pages: int
    """Markdown pages that Reftel made, and that the others start from."""
    scratch: Run
    scratch_search: float
    """Seconds of the search index, part of the whole."""
    changed: Run
    changed_search: float
    bounded: Run
    """Plain MkDocs, front pages in the navigation."""
    mkdocs_html: int
    default: Run | None
    """Plain MkDocs, all pages in the navigation; absent where it would take too long."""
    hugo: Run | None
    """Absent where Hugo is not installed."""
    hugo_html: int
    same_after_change: bool
    """Whether a build from scratch of the changed workspace gives the same checksums."""
    same_as_plugin: bool | None
    """Whether plain `mkdocs build` with the plugin does; absent if not tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Large:
    """A build from scratch that is measured for its memory only."""

    cables: int
    pages: int
    scratch: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """How long parsing took on one core."""

    kind: str
    cables: int
    characters: int
    seconds: float


def _seconds(value: float) -> str:
    return f"{value:.2f} s"


def _ratio(one: float, other: float | None) -> str:
    return f"{one / other:.2f}" if other else NONE


def _run(run: Run | None) -> str:
    return _seconds(run.seconds) if run else NONE


def _memory(run: Run | None) -> str:
    return f"{run.memory / 1e6:,.0f} MB" if run and run.memory else NONE


def _same(value: bool | None) -> str:
    return NONE if value is None else "yes" if value else "**no**"


def _column(size: Size) -> dict[str, str]:
    """The values of the column for one number of pages, by row title."""
    scratch, changed = size.scratch.seconds, size.changed.seconds
    pages = scratch - size.scratch_search
    hugo = size.hugo.seconds if size.hugo else None
    default = size.default.seconds if size.default else None
    return {
        "Cables": f"{size.cables:,}",
        "Markdown pages": f"{size.pages:,}",
        "HTML pages that MkDocs wrote": f"{size.mkdocs_html:,}",
        "HTML pages that Hugo wrote": f"{size.hugo_html:,}" if size.hugo else NONE,
        "**Reftel from scratch**": _run(size.scratch),
        "… of it the search index": _seconds(size.scratch_search),
        "… without the search index": _seconds(pages),
        "**Reftel, one cable changed**": _run(size.changed),
        "… of it the search index, after a change": _seconds(size.changed_search),
        "… without the search index, after a change": _seconds(changed - size.changed_search),
        "**MkDocs, front pages in the navigation**": _run(size.bounded),
        "**MkDocs, all pages in the navigation**": _run(size.default),
        "**Hugo**": _run(size.hugo),
        "Reftel : MkDocs with front pages": _ratio(scratch, size.bounded.seconds),
        "Reftel without search : MkDocs with front pages": _ratio(pages, size.bounded.seconds),
        "Reftel : MkDocs with all pages": _ratio(scratch, default),
        "Reftel : Hugo": _ratio(scratch, hugo),
        "Reftel without search : Hugo": _ratio(pages, hugo),
        "One cable changed : from scratch": _ratio(changed, scratch),
        "One cable changed : from scratch, both without search": _ratio(
            changed - size.changed_search, pages
        ),
        "Reftel from scratch, for each page": f"{scratch / size.pages * 1e3:.2f} ms",
        "Memory, Reftel from scratch": _memory(size.scratch),
        "Memory, Reftel, one cable changed": _memory(size.changed),
        "Memory, MkDocs with front pages": _memory(size.bounded),
        "Memory, MkDocs with all pages": _memory(size.default),
        "Memory, Hugo": _memory(size.hugo),
        "Same bytes after a change as from scratch": _same(size.same_after_change),
        "Same bytes from the plugin under plain MkDocs": _same(size.same_as_plugin),
    }


def table(sizes: list[Size]) -> str:
    """A Markdown table with one column for each number of pages."""
    columns = [_column(size) for size in sizes]
    rows = [f"| {name} | {' | '.join(column[name] for column in columns)} |" for name in columns[0]]
    head = f"| | {' | '.join(f'{size.pages:,} pages' for size in sizes)} |"
    return "\n".join([head, "| --- |" + " ---: |" * len(sizes), *rows])


def _growth(sizes: list[Size]) -> str:
    """How the time of a page grows from each number of pages to the next."""
    each = [size.scratch.seconds / size.pages for size in sizes]
    return "\n".join(
        f"- Time for each page, at {sizes[i + 1].pages:,} pages : at {sizes[i].pages:,} pages: "
        f"{each[i + 1] / each[i]:.2f}"
        for i in range(len(sizes) - 1)
    )


def _large(size: Size, large: Large) -> str:
    """How much memory the largest build took, and how it grows from that of `size`."""
    if not (large.scratch.memory and size.scratch.memory):
        return f"- {large.pages:,} pages: {NONE}"
    each = (large.scratch.memory - size.scratch.memory) / (large.pages - size.pages)
    return (
        f"- {large.cables:,} cables, {large.pages:,} pages: {_memory(large.scratch)} in all "
        f"processes, {_run(large.scratch)}\n"
        f"- From {size.pages:,} to {large.pages:,} pages: {each / 1e3:.0f} kB for each page more"
    )


def _machine() -> str:
    processor = platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        model = re.search(r"model name\s*: (.+)", cpuinfo.read_text(encoding="utf-8"))
        processor = model[1] if model else processor
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{os.cpu_count()} cores, {processor}, {memory / 1e9:.0f} GB of memory"


def _versions() -> str:
    names = [f"{name} {version(name)}" for name in PACKAGES]
    hugo = "Hugo was not installed and is omitted"
    if program := shutil.which("hugo"):
        output = subprocess.run([program, "version"], capture_output=True, text=True, check=True)
        hugo = f"hugo {output.stdout.split()[1]}"
    return ", ".join([f"Python {platform.python_version()}", *names, hugo])


def document(sizes: list[Size], large: Large, parsed: Parsed, linked: dict[str, float]) -> str:
    """The text of docs/BENCHMARKS.md."""
    size = parsed.characters / parsed.cables / 1e3
    return TEXT.format(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        machine=_machine(),
        versions=_versions(),
        table=table(sizes),
        growth=_growth(sizes),
        large=_large(sizes[-1], large),
        pause=PAUSE,
        parsed=f"- {parsed.cables} {parsed.kind} of {size:.1f} kB on average: "
        f"{parsed.cables / parsed.seconds:,.0f} cables/s, "
        f"{parsed.characters / parsed.seconds / 1e6:.2f} MB/s",
        linked="\n".join(f"- {what}: {speed:.2f} MB/s" for what, speed in linked.items()),
    )


TEXT = (Path(__file__).parent / "report.md").read_text(encoding="utf-8")
"""The document with places for the figures."""
