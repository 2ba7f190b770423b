"""From a workspace's cables to its Markdown pages: what the command and the plugin share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator import disk, pipeline
from generator.model import Corpus
from generator.render.pages import render_corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build of pages made."""

    corpus: Corpus
    changed: int
    """Pages written or removed."""


def build_pages(
    workspace: disk.Workspace, progress: Callable[[str], None] = lambda name: None
) -> Built:
    """Parse the workspace's cables and write their pages.

    Raises `ReftelError` where the folder is no workspace or cannot be written.
    """
    workspace.check()
    corpus = read_corpus(workspace, progress)
    pages = render_corpus(corpus, disk.read_templates(workspace))
    return Built(corpus=corpus, changed=disk.write_pages(workspace, pages))


def read_corpus(
    workspace: disk.Workspace, progress: Callable[[str], None] = lambda name: None
) -> Corpus:
    """Parse the workspace's cables."""
    files = disk.source_files(workspace)
    return pipeline.assemble(disk.read_sources(workspace, files), progress)
