"""Faults and warnings of a build as the user sees them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.exceptions import MkDocsException

from generator.disk import TEMPLATE_SUFFIXES, os_fault
from generator.errors import ReftelError
from generator.model.diagnostics import printable_lines
from generator.render.renderer import template_fault, template_place


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
        raise ReftelError(f"{place}: {error}; correct this template.") from error


def _is_template(name: str) -> bool:
    return Path(name).suffix in TEMPLATE_SUFFIXES


class WarningCounter(logging.Handler):
    """Prints warnings of the build and counts them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Print one warning."""
        self.count += 1
        message = printable_lines(record.getMessage())
        print(f"{record.levelname.lower()}: {message}", file=sys.stderr)


@contextmanager
def counted_warnings() -> Iterator[WarningCounter]:
    """Print the warnings of MkDocs and of the build, and count them."""
    counter = WarningCounter()
    log = logging.getLogger("mkdocs")
    log.addHandler(counter)
    try:
        yield counter
    finally:
        log.removeHandler(counter)
