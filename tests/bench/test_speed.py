"""How fast cables are parsed and sites are built: printed by `make bench`, asserted nowhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import parse_cable
from generator.disk import Workspace, new_workspace
from generator.execution.executors import SerialExecutor
from generator.mkdocs_build.site_build import BuildOptions, build_site
from tests.cases import FIXTURES, read_cases
from tests.corpus.scoring import CORPUS, SAMPLE

Figure = Callable[[str], None]
Benchmark = Any


def texts() -> tuple[str, list[str]]:
    """Real cables where they are present, else the sample and every fixture."""
    if CORPUS.is_dir():
        paths = sorted((CORPUS / "cables").glob("*.txt"))
        return "real cables", [p.read_text(encoding="utf-8") for p in paths]
    fixtures = [c.source for p in (FIXTURES / "parse").glob("*.txt") for c in read_cases(p)]
    return "fixtures", [SAMPLE.read_text(encoding="utf-8"), *fixtures]


def test_parse_the_sample(benchmark: Benchmark, figure: Figure) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    benchmark(parse_cable, text)
    median = benchmark.stats.stats.median
    figure(f"parse the sample: {median * 1e3:.1f} ms, {len(text) / median / 1e6:.2f} MB/s")


def test_parse_many(benchmark: Benchmark, figure: Figure) -> None:
    kind, many = texts()
    benchmark(lambda: [parse_cable(text) for text in many])
    median = benchmark.stats.stats.median
    size = sum(map(len, many))
    figure(
        f"parse {len(many)} {kind} of {size / len(many) / 1e3:.1f} kB: "
        f"{len(many) / median:.0f} cables/s, {size / median / 1e6:.2f} MB/s"
    )


@pytest.mark.parametrize("cables", [1, 20])
def test_build(benchmark: Benchmark, figure: Figure, tmp_path: Path, cables: int) -> None:
    new_workspace(tmp_path / "ws")
    workspace = Workspace(tmp_path / "ws")
    text = SAMPLE.read_text(encoding="utf-8")
    shutil.copy(SAMPLE, workspace.cables)
    for number in range(1000, 999 + cables):
        copy = text.replace("000721", f"{number:06d}").replace("00000721", f"{number:08d}")
        (workspace.cables / f"08MEXICO{number}.txt").write_text(copy, encoding="utf-8")

    def build() -> None:
        build_site(workspace, BuildOptions(executor=SerialExecutor()))

    benchmark.pedantic(build, rounds=3, warmup_rounds=1)
    pages = len(list((workspace.root / "site").rglob("index.html")))
    median = benchmark.stats.stats.median
    figure(
        f"build the site of {cables} cable{'s' if cables > 1 else ''} ({pages} pages): "
        f"{median:.2f} s, {median / pages * 1e3:.1f} ms a page"
    )
