"""From a workspace's cables to its Markdown pages: what the command and the plugin share."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from generator import disk, pipeline
from generator.exports.pages import export_corpus
from generator.model import Corpus, HandlingRequest, SiteInfo
from generator.render.units import render_corpus


def build_pages(
    workspace: disk.Workspace, info: SiteInfo, progress: Callable[[str], None] = lambda name: None
) -> pipeline.Assembled:
    """Parse the workspace's cables, write the pages of the edition, and give what they show.

    Raises `ReftelError` where the folder is no workspace or cannot be written.
    """
    workspace.check()
    made = pipeline.publish(
        disk.read_sources(workspace, disk.source_files(workspace)),
        disk.read_curated(workspace),
        disk.read_decisions(workspace),
        info.edition,
        progress,
    )
    templates = disk.read_templates(workspace)
    pages = chain(
        render_corpus(made.corpus, templates, info),
        export_corpus(made.corpus, templates, info),
    )
    disk.write_pages(workspace, pages)
    return made


def read_corpus(
    workspace: disk.Workspace, progress: Callable[[str], None] = lambda name: None
) -> Corpus:
    """Parse the workspace's cables and connect them, with nothing withheld."""
    curated = disk.read_curated(workspace)
    files = disk.source_files(workspace)
    return pipeline.assemble(disk.read_sources(workspace, files), curated, progress)


def read_requests(workspace: disk.Workspace) -> tuple[HandlingRequest, ...]:
    """What the workspace's cables ask to be withheld, and what its editors made of it."""
    decisions = disk.read_decisions(workspace)
    sources = disk.read_sources(workspace, disk.source_files(workspace))
    return pipeline.requests(sources, decisions)
