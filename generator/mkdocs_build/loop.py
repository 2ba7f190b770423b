"""The order of a build, as MkDocs has it, with the pages made by several processes.

Each step is MkDocs' own and comes where `mkdocs.commands.build.build` has it, except that a page is
written as soon as it is read: a page shows of others only what stands in the navigation, and the
titles of those before and after it. MkDocs 1.6.1 is the last of its line; a test compares the
bytes with those of its own build.
"""

from __future__ import annotations

import logging
from collections.abc import Set
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_extra_template, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.utils import CountHandler, clean_directory

from generator.execution.executors import Executor, SerialExecutor
from generator.incremental.reuse import Reuse
from generator.mkdocs_build.asked import LookupRecorder
from generator.mkdocs_build.common import common
from generator.mkdocs_build.pages import Pages

HARMLESS = frozenset(
    {"startup", "shutdown", "serve", "config", "pre_build", "build_error", "files", "nav"}
)
"""Events at which another plugin may act without the loop being its business."""


def build(config: MkDocsConfig) -> None:
    """Build the site of `config`; raises what MkDocs' own build does, and `ReftelError`."""
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    if config.strict:
        logging.getLogger("mkdocs").addHandler(counter)
    try:
        _build(config)
        if counts := counter.get_counts():
            told = ", ".join(f"{count} {name.lower()}s" for name, count in counts)
            raise Abort(f"Aborted with {told} in strict mode!")
    except Exception as error:
        config.plugins.on_build_error(error=error)
        raise
    finally:
        logging.getLogger("mkdocs").removeHandler(counter)


def _may_be_parted(config: MkDocsConfig) -> bool:
    """Whether pages may be made by workers and forgotten.

    Another plugin, or a hook, may gather what it sees of pages, which would be lost with a worker;
    and a template of the settings may show all of them.
    """
    own = _own(config)
    return not config.extra_templates and all(
        plugin is own or _is_off(plugin)
        for event, methods in config.plugins.events.items()
        if event not in HARMLESS
        for method in methods
        for plugin in [getattr(method, "__self__", None)]
    )


def _own(config: MkDocsConfig) -> Any:
    """Reftel's plugin, of a type that this layer does not know."""
    return config.plugins["reftel"]


def _is_off(plugin: object) -> bool:
    """Whether a plugin does nothing: those of Material have a switch for it."""
    settings = getattr(plugin, "config", {})
    return settings.get("enabled", True) is False


def _build(config: MkDocsConfig) -> None:
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    clean_directory(config.site_dir)
    files = get_files(config)
    env = config.theme.get_env()
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    docs = files.documentation_pages()
    parted = _may_be_parted(config)
    listed = {page.file.src_uri for page in nav.pages}
    for file in docs:
        if file.page is not None and (not parted or file.src_uri in listed):
            _populate_page(file.page, config, files)
    env = config.plugins.on_env(env, config=config, files=files)
    own = _own(config)
    pages = Pages(
        config=config,
        files=files,
        docs=docs,
        beside=own.beside,
        nav=nav,
        env=env,
        asked=LookupRecorder(files),
    )
    workers, reuse = (own.workers, own.reuse) if parted else (SerialExecutor(), own.reuse.nothing())
    _write(pages, workers, reuse, listed)
    config.plugins.on_post_build(config=config)


def _write(pages: Pages, workers: Executor, reuse: Reuse, listed: Set[str]) -> None:
    """Write all files; the pages that are `listed` in the navigation are not taken over."""
    config, files = pages.config, pages.files
    reuse.now.common = common(config, pages.nav, files.src_uris)
    reuse.now.names = frozenset(files.src_uris)
    static = [file for file in files if not file.is_documentation_page() and _is_included(file)]
    taken = reuse.take([*pages.docs, *static], Path(config.site_dir))
    copied = [file for file in static if file.src_uri not in taken]
    list(workers.map(_copy, None, copied))
    for template in config.theme.static_templates:
        _build_theme_template(template, pages.env, files, config, pages.nav)
    for template in config.extra_templates:
        _build_extra_template(template, files, config, pages.nav)
    anchors = reuse.now.anchors
    for made in pages.build([f for f in pages.docs if f.src_uri not in taken], workers):
        anchors[made.anchors.page] = made.anchors
        if not made.told and made.anchors.page not in listed:
            reuse.now.pages[made.anchors.page] = made.noted
    pages.tell_missing([anchors[file.src_uri] for file in pages.docs])


def _is_included(file: File) -> bool:
    return int(file.inclusion.value) > int(InclusionLevel.DRAFT.value)


def _copy(nothing: None, file: File) -> None:
    file.copy_file()
