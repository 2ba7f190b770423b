"""MkDocs' settings of a workspace, read and checked: what they say appears in every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markupsafe import escape
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.errors import ReftelError

_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])"

_ADDRESS = re.compile(
    rf"https?://{_HOST}(?::(?P<port>[0-9]{{1,5}}))?(?:/(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{{2}})+)*/?"
)
"""An address of a site: no credentials, no question, nothing that HTML or a shell reads."""

_UNFIT = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Characters that no title may have: controls, line breaks, halves of characters."""

_TEXTS = ("site_name", "site_description", "site_author")
"""Settings that the theme writes into pages as text."""


def load_settings(path: Path) -> MkDocsConfig:
    """The settings of a `mkdocs.yml`. Raises `ReftelError` where they are faulty."""
    try:
        return load_config(str(path))
    except MkDocsException as error:
        raise ReftelError(f"{path.name}: {error}") from error
    except TypeError as error:
        raise ReftelError(
            f"{path.name} is not a list of settings: expected lines 'name: value'."
        ) from error
    except ValueError as error:
        raise ReftelError(
            f"{path.name}: a value cannot be read ({error}). Expected are numbers of at most 4,300 "
            "digits, days that exist and addresses such as https://host/path/; write anything "
            "else as text, in quotation marks."
        ) from error


def check_settings(config: MkDocsConfig) -> None:
    """Raise `ReftelError` for an address or a title that does not fit into pages."""
    check_address(config.site_url or "")
    for name, text in _texts(config):
        unfit = _UNFIT.search(text)
        if unfit is not None:
            raise ReftelError(
                f"mkdocs.yml: {name} holds a control character or a line break (U+"
                f"{ord(unfit[0]):04X}); expected one line of text."
            )


def check_address(address: str) -> None:
    """Raise `ReftelError` where the address of the site is none that any page may hold as it is."""
    if not address:
        return
    match = _ADDRESS.fullmatch(address)
    port = int(match["port"] or 80) if match else 0
    if not 0 < port < 65536 or not {".", ".."}.isdisjoint(address.split("/")):
        shown = re.sub("//[^/]*@", "//***@", address[:200])
        raise ReftelError(
            f"site_url is {shown!r}: expected an address such as https://host/path/, with "
            "letters, digits, . _ ~ - and %20 in its path, and without user name, ? and #. It "
            "is set in mkdocs.yml, or in the environment variable REFTEL_SITE_URL."
        )


def escape_texts(config: MkDocsConfig) -> None:
    """Let the theme, which escapes titles in some places only, have them as HTML."""
    for name in _TEXTS:
        if config[name]:
            config[name] = escape(config[name])


def _texts(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    for name in _TEXTS:
        yield name, config[name] or ""
    yield "the banner of the edition", config.extra["edition"]["banner"]
