"""Markdown files that are data: MkDocs copies them instead of making pages of them."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.render import urls


class DataMarkdown(File):
    """A Markdown file that readers get as it is."""

    def is_documentation_page(self) -> bool:
        """No, although its name ends in `.md`."""
        return False


def replace_data_markdown(files: Files, config: MkDocsConfig) -> None:
    """Let MkDocs copy the Markdown files that `urls.is_data_markdown` names."""
    for path in filter(urls.is_data_markdown, list(files.src_uris)):
        files.remove(files.src_uris[path])
        files.append(
            DataMarkdown(path, config.docs_dir, config.site_dir, config.use_directory_urls)
        )
