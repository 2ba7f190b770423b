"""Build the site beside the served one and put it in its place when it is whole."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils import CountHandler

from generator.disk import Workspace
from generator.errors import ReftelError
from generator.render.renderer import template_fault


def build_site(workspace: Workspace) -> int:
    """Build the site in a folder beside `site_dir` and move it there; how many warnings it gave.

    The pages have been made before. A build that fails leaves the served site as it was.
    Raises `ReftelError`.
    """
    config = _load(workspace)
    served = Path(config.site_dir)
    fresh = served.with_name(f".{served.name}-{os.getpid()}")
    config.site_dir = str(fresh)
    try:
        with _counted_warnings() as warnings:
            _run(config)
        _keep_dot_files(served, fresh)
        _swap(fresh, served)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return warnings.get_counts_of("WARNING") + warnings.get_counts_of("ERROR")


class _Counts(CountHandler):
    def get_counts_of(self, level: str) -> int:
        """How many records of a level were seen."""
        return dict(self.get_counts()).get(level, 0)


@contextmanager
def _counted_warnings() -> Iterator[_Counts]:
    handler = _Counts()
    handler.setLevel(logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.addHandler(handler)
    try:
        yield handler
    finally:
        log.removeHandler(handler)


def _load(workspace: Workspace) -> MkDocsConfig:
    workspace.pages.mkdir(parents=True, exist_ok=True)
    try:
        return load_config(str(workspace.settings))
    except MkDocsException as error:
        raise ReftelError(f"{workspace.settings.name}: {error}") from error


def _run(config: MkDocsConfig) -> None:
    plugin = config.plugins.get("reftel")
    if plugin is None:
        raise ReftelError("mkdocs.yml does not name the plugin reftel; add it under plugins.")
    plugin.use_made_pages()
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except MkDocsException as error:
        raise ReftelError(str(error)) from error
    except TemplateError as error:
        raise ReftelError(template_fault(error)) from error
    finally:
        config.plugins.on_shutdown()


def _keep_dot_files(served: Path, fresh: Path) -> None:
    """Carry over what is not MkDocs' own: `.gitignore`, a server's settings."""
    for path in served.glob(".*") if served.is_dir() else ():
        if path.is_file():
            shutil.copy2(path, fresh / path.name)


def _swap(fresh: Path, served: Path) -> None:
    """Put the fresh folder in the served one's place: two renames on one disk."""
    old = served.with_name(f".{served.name}-old-{os.getpid()}")
    try:
        if served.exists():
            served.rename(old)
        fresh.rename(served)
    except OSError as error:
        if old.exists() and not served.exists():
            old.rename(served)
        raise ReftelError(f"{served} cannot be replaced: {error.strerror}") from error
    finally:
        shutil.rmtree(old, ignore_errors=True)


def serve_site(workspace: Workspace, address: str) -> None:
    """Serve the site on `address` (host:port) and build it again when a source changes."""
    workspace.check()
    workspace.pages.mkdir(parents=True, exist_ok=True)
    try:
        mkdocs_serve(config_file=str(workspace.settings), dev_addr=address, livereload=True)
    except MkDocsException as error:
        raise ReftelError(str(error)) from error
