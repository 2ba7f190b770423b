"""The folders in which MkDocs looks for templates and files of the theme, the first one first."""

from __future__ import annotations

from pathlib import Path

import material  # type: ignore[import-untyped]  # it has no annotations
import mkdocs
from mkdocs.config.defaults import MkDocsConfig

from generator.disk import Workspace, theme_folders

_PACKAGES = tuple(Path(package.__path__[0]) for package in (material, mkdocs))
"""Packages with theme files; their version covers these files."""


def add_theme_folders(config: MkDocsConfig) -> None:
    """Let the templates of the workspace and ours take precedence over those of the theme."""
    workspace = Path(config.config_file_path).parent
    own, packaged = theme_folders(Workspace(workspace.resolve()))
    folders = config.theme.dirs
    if str(packaged) not in folders:
        folders.insert(1 if config.theme.custom_dir else 0, str(packaged))
    if own.is_dir() and own != packaged and str(own) not in folders:
        folders.insert(0, str(own))


def own_folders(config: MkDocsConfig) -> list[str]:
    """The theme's folders that belong to no package."""
    return [
        folder
        for folder in config.theme.dirs
        if not any(Path(folder).is_relative_to(package) for package in _PACKAGES)
    ]
