"""From a workspace's cables to its Markdown pages: what the command and the plugin share."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from generator import disk, pipeline
from generator.exports.pages import export_corpus
from generator.model import Corpus, SiteInfo
from generator.render.pages import render_corpus


def build_pages(
    workspace: disk.Workspace, info: SiteInfo, progress: Callable[[str], None] = lambda name: None
) -> Corpus:
    """Parse the workspace's cables, write their pages, and give what was parsed.

    Raises `ReftelError` where the folder is no workspace or cannot be written.
    """
    workspace.check()
    corpus = read_corpus(workspace, progress)
    templates = disk.read_templates(workspace)
    pages = chain(
        render_corpus(corpus, templates, info),
        export_corpus(corpus, templates, info),
    )
    disk.write_pages(workspace, pages)
    return corpus


def read_corpus(
    workspace: disk.Workspace, progress: Callable[[str], None] = lambda name: None
) -> Corpus:
    """Parse the workspace's cables and connect them."""
    curated = disk.read_curated(workspace)
    files = disk.source_files(workspace)
    return pipeline.assemble(disk.read_sources(workspace, files), curated, progress)
