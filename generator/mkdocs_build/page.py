"""A page that was read, put into the theme and written: in less time than MkDocs takes for it."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

log = logging.getLogger("mkdocs.commands.build")


class PageWriter:
    """Writes pages of one site; what the theme is told alike of all is put together once."""

    def __init__(
        self, config: MkDocsConfig, docs: Sequence[File], nav: Navigation, env: Environment
    ) -> None:
        """`docs` are the files of all pages."""
        self._config = config
        self._docs = docs
        self._nav = nav
        self._env = env
        self._shared = get_context(nav, docs, config)

    def write(self, page: Page) -> None:
        """Write the page, with the events and in the words of MkDocs' own `_build_page`.

        Raises what a template or a plugin raises, and `OSError`; it is told before.
        """
        config = self._config
        config._current_page = page
        page.active = True
        try:
            template = self._env.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(
                self.context(page), page=page, config=config, nav=self._nav
            )
            output = template.render(context)
            output = config.plugins.on_post_page(output, page=page, config=config)
            if output and not output.isspace():
                _put(output.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
            else:
                log.info(f"Page skipped: '{page.file.src_uri}'. Generated empty output.")
        except Exception as error:
            reason = "" if isinstance(error, BuildError) else f" {error}"
            log.error(f"Error building page '{page.file.src_uri}':{reason}")
            raise
        finally:
            page.active = False
            config._current_page = None

    def context(self, page: Page) -> TemplateContext:
        """What the theme is told of the page, as `get_context` has it."""
        if self._config.extra_css or self._config.extra_javascript:
            return get_context(self._nav, self._docs, self._config, page)
        return {
            **self._shared,
            "base_url": get_relative_url(".", page.url),
            "extra_css": [],
            "extra_javascript": [],
            "page": page,
        }


def _put(data: bytes, path: str) -> None:
    """Write a file; most pages have a folder of their own, in one that is there."""
    folder = os.path.dirname(path)
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
