"""Build the site beside the served one and put it in its place when it is whole."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.disk import TEMPLATE_SUFFIXES, Workspace, os_fault
from generator.disk.symlinks import kind_of, leads_out
from generator.errors import ReftelError
from generator.execution.gc_tuning import gc_frozen
from generator.incremental.reuse import Reuse
from generator.incremental.site_state import read_ledger, spare_folder, write_ledger
from generator.mkdocs_build.loop import build
from generator.mkdocs_build.mkdocs_settings import load_settings
from generator.mkdocs_build.workspace_settings import read_settings
from generator.model import SiteInfo
from generator.model.diagnostics import printable_lines
from generator.pipeline import EditionBuild
from generator.release import offline
from generator.release.lock import workspace_lock
from generator.release.swap import (
    build_folder,
    check_replaceable,
    remove_build_folder,
    remove_leftovers,
    swap_in,
)
from generator.render.renderer import template_fault, template_place

_ADDRESS = re.compile(r"[^\s:/]+:[0-9]{1,5}|\[[0-9A-Fa-f:.]+\]:[0-9]{1,5}")
"""Host and port, as of `reftel serve`."""


def build_site(
    workspace: Workspace, made: EditionBuild, *, strict: bool = False, pdf: bool = False
) -> Path:
    """Build the site in a folder beside `site_dir` and move it there; the folder of the site.

    The pages have been made before, from `made`; `pdf` tells whether they link to PDFs, which
    are then made. A build that fails leaves the served site as it was; so does, where `strict`
    is true, one with warnings. To be called within `one_build`. Raises `ReftelError`.
    """
    config = _load(workspace)
    served = site_folder(workspace)
    check_replaceable(served)
    spare = spare_folder(workspace)
    reuse = Reuse(served, read_ledger(workspace), spare)
    _plugin(config).reuse = reuse
    with _made(config, served, made, strict=strict, pdf=pdf) as fresh:
        swap_in(fresh, served, spare)
    reuse.thin_spare()
    write_ledger(workspace, reuse.now)
    return served


def build_offline(
    workspace: Workspace, made: EditionBuild, *, strict: bool = False, pdf: bool = False
) -> Path:
    """Build a copy of the site that works from a disk, as a zip file beside `site_dir`; the file.

    The served site stays as it is. Raises `ReftelError` as `build_site` does.
    """
    config = _load(workspace)
    served = site_folder(workspace)
    target = offline.offline_copy(served)
    _plugin(config).build_for_disk(config)
    _plugin(config).reuse = Reuse()
    with _made(config, served, made, strict=strict, pdf=pdf) as fresh:
        packed = fresh / target.name
        offline.pack_zip(fresh, packed, served.name)
        packed.replace(target)
    return target


@contextmanager
def one_build(workspace: Workspace, tell: Callable[[str], object]) -> Iterator[None]:
    """Be the only build of the workspace, from the first page that is written to the swap.

    Waits while there is another, and `tell`s so. Removes what builds that were killed left.
    """
    served = site_folder(workspace)
    with workspace_lock(workspace.root, tell):
        remove_leftovers(served)
        yield


@contextmanager
def _made(
    config: MkDocsConfig, served: Path, made: EditionBuild, *, strict: bool, pdf: bool
) -> Iterator[Path]:
    """A folder beside the served one with the finished site, which is removed in the end."""
    fresh = build_folder(served)
    with user_errors():
        fresh.parent.mkdir(parents=True, exist_ok=True)
    try:
        with user_errors():
            fresh.mkdir()
        config.site_dir = str(fresh)
        if pdf:
            _plugin(config).make_pdfs(served)
        with _warnings() as told:
            _run(config, made)
        if strict and told.count:
            raise ReftelError(
                f"the site was built with {told.count} warning{'s' if told.count > 1 else ''} "
                "and was not put in place."
            )
        yield fresh
    finally:
        remove_build_folder(fresh)


def site_info(config: MkDocsConfig) -> SiteInfo:
    """What the settings say of the site. Raises `ReftelError` where they lack Reftel's plugin."""
    address = config.site_url or ""
    return SiteInfo(
        name=config.site_name,
        address=address if address.endswith("/") or not address else f"{address}/",
        description=config.site_description or "",
        version=version("reftel"),
        edition=_plugin(config).edition,
        pdf=bool(_plugin(config).config["pdf"]),
    )


def site_folder(workspace: Workspace) -> Path:
    """Where the built site of the workspace's edition stands.

    Raises `ReftelError` where the settings are faulty, or a link leads from within the workspace
    out of it.
    """
    folder = read_settings(workspace, workspace.edition).site_folder
    if folder.is_relative_to(workspace.root) and leads_out(folder, workspace.root):
        raise ReftelError(
            f"{folder} leads to {kind_of(folder)} outside the workspace by a link, which is not "
            "followed: if the site is to stand there, name it in mkdocs.yml as site_dir, or as the "
            "edition's folder."
        )
    return folder.resolve()


def read_site_info(workspace: Workspace) -> SiteInfo:
    """The same, from the workspace's settings, which MkDocs reads, and runs what they name.

    Raises `ReftelError` where they are faulty.
    """
    return site_info(_load(workspace))


class _WarningCounter(logging.Handler):
    """Prints warnings of the build and counts them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1
        told = printable_lines(record.getMessage())
        print(f"{record.levelname.lower()}: {told}", file=sys.stderr)


@contextmanager
def _warnings() -> Iterator[_WarningCounter]:
    told = _WarningCounter()
    log = logging.getLogger("mkdocs")
    log.addHandler(told)
    try:
        yield told
    finally:
        log.removeHandler(told)


@contextmanager
def user_errors() -> Iterator[None]:
    """Raise what MkDocs and templates raise for a user's mistake, or the disk, as `ReftelError`."""
    try:
        yield
    except MkDocsException as error:
        raise ReftelError(str(error)) from error
    except TemplateError as error:
        place = template_place(error, _is_template)
        raise ReftelError(template_fault(error, place or "a template")) from error
    except OSError as error:
        raise ReftelError(f"{os_fault(error)} Nothing was put in place.") from error
    except Exception as error:
        if (place := template_place(error, _is_template, last=True)) is None:
            raise
        raise ReftelError(f"{place}: {error}; mend this template.") from error


def _is_template(name: str) -> bool:
    return Path(name).suffix in TEMPLATE_SUFFIXES


def _load(workspace: Workspace) -> MkDocsConfig:
    Workspace(workspace.root).pages.mkdir(parents=True, exist_ok=True)
    read_settings(workspace, workspace.edition)  # a sentence where MkDocs cannot read them
    config = load_settings(workspace.settings)
    _plugin(config).choose_edition(config, workspace.edition)
    return config


def in_edition(workspace: Workspace, name: str) -> Workspace:
    """The workspace with the edition of that name, by default the one that the settings choose.

    Raises `ReftelError` where there is none.
    """
    return replace(workspace, edition=read_settings(workspace, name).edition.name)


def _plugin(config: MkDocsConfig) -> Any:
    """Reftel's own plugin, of a type that this layer does not know."""
    plugin = config.plugins.get("reftel")
    if plugin is None:
        raise ReftelError("mkdocs.yml does not name the plugin reftel; add it under plugins.")
    return plugin


def _run(config: MkDocsConfig, made: EditionBuild) -> None:
    _plugin(config).use_made_pages(made)
    try:
        with user_errors(), gc_frozen():
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
    finally:
        config.plugins.on_shutdown()


def serve_site(workspace: Workspace, address: str) -> None:
    """Serve the site on `address` (host:port) and build it again when a source changes."""
    workspace.check()
    if not _ADDRESS.fullmatch(address) or not 0 < int(address.rpartition(":")[2]) < 65536:
        raise ReftelError(
            f"{address[:80]} is no address: expected host:port, as in 127.0.0.1:8000."
        )
    workspace.pages.mkdir(parents=True, exist_ok=True)
    os.environ["REFTEL_EDITION"] = workspace.edition
    with user_errors():
        mkdocs_serve(config_file=str(workspace.settings), dev_addr=address, livereload=True)
