"""From a workspace's cables to its Markdown pages: what the command and the plugin share."""

from __future__ import annotations

from collections.abc import Callable

from generator import disk, pipeline
from generator.garbage import frozen, uncollected
from generator.making import Maker, make_pages
from generator.memory import Bench
from generator.model import EVERYTHING, Corpus, Decisions, HandlingRequest, SiteInfo
from generator.workers import Workers


def build_pages(
    workspace: disk.Workspace,
    info: SiteInfo,
    workers: Workers,
    progress: Callable[[str], None] = lambda name: None,
) -> pipeline.Assembled:
    """Parse the workspace's cables, write the pages of the edition, and give what they show.

    What an earlier build found out is not found out again. Raises `ReftelError` where the folder
    is no workspace or cannot be written.
    """
    workspace.check()
    disk.check_files(workspace)
    with uncollected():
        state = disk.read_state(workspace)
    bench = Bench(workers, state.memory)
    with uncollected():
        made = pipeline.publish(
            disk.read_sources(workspace, disk.source_files(workspace)),
            disk.read_curated(workspace),
            disk.read_decisions(workspace),
            info.edition,
            progress,
            bench,
        )
        maker = Maker(made.corpus, disk.read_templates(workspace), info)
    folder = disk.PageFolder(workspace.pages, state.pages)
    with frozen():
        make_pages(maker, folder, bench)
    folder.clear()
    disk.keep_out_of_git(workspace.pages)
    disk.write_state(workspace, disk.State(state.memory, folder.written))
    return made


def read_corpus(
    workspace: disk.Workspace,
    workers: Workers,
    progress: Callable[[str], None] = lambda name: None,
) -> Corpus:
    """Parse the workspace's cables and connect them, with nothing withheld."""
    sources = disk.read_sources(workspace, disk.source_files(workspace))
    curated, bench = disk.read_curated(workspace), Bench(workers)
    return pipeline.publish(sources, curated, Decisions(), EVERYTHING, progress, bench).corpus


def read_requests(workspace: disk.Workspace, workers: Workers) -> tuple[HandlingRequest, ...]:
    """What the workspace's cables ask to be withheld, and what its editors made of it."""
    decisions = disk.read_decisions(workspace)
    sources = disk.read_sources(workspace, disk.source_files(workspace))
    return pipeline.requests(sources, decisions, Bench(workers))
