"""Plain `mkdocs build`, beside the site's folder until the finished site has been looked through.

MkDocs empties `site_dir` and writes into it. Here it writes into a folder beside it, as the
command does: a build that fails or is killed leaves nothing half-written where a site is served,
and the old site stays.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig

from generator.disk import Workspace
from generator.incremental.build_record import previous_site_folder
from generator.release.swap import (
    build_folder,
    check_replaceable,
    remove_build_folder,
    remove_leftovers,
    swap_in,
)

log = logging.getLogger("mkdocs.plugins.reftel")


class PlainBuild:
    """One build; the `site_dir` of its settings is the folder beside, until it is closed."""

    def __init__(self, config: MkDocsConfig) -> None:
        """To be made under the lock of the workspace.

        Raises `ReftelError` where the site's folder holds something else.
        """
        self._config = config
        self.served = Path(config.site_dir).resolve()
        """Where the site is to be."""
        check_replaceable(self.served)
        remove_leftovers(self.served)
        self._fresh = build_folder(self.served)
        self._fresh.mkdir(parents=True)
        config.site_dir = str(self._fresh)

    def deliver(self, workspace: Workspace) -> None:
        """Put the finished site in its place. Raises `ReftelError` where the disk refuses.

        The previous site is not kept: nothing records what could be taken over from this one.
        """
        spare = previous_site_folder(workspace)
        swap_in(self._fresh, self.served, spare)
        shutil.rmtree(spare, ignore_errors=True)
        log.info("The site is in %s", self.served)

    def close(self) -> None:
        """Remove the folder beside it, and name the site's folder in the settings again."""
        remove_build_folder(self._fresh)
        self._config.site_dir = str(self.served)


def names_folder() -> bool:
    """Whether the command line names the site's folder (`mkdocs build --site-dir`)."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.params.get("site_dir"))
