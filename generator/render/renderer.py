"""Renders templates; text of cables is escaped by default."""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache
from typing import Any

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from generator.errors import ReftelError
from generator.model import Page
from generator.render import site_links
from generator.render.markdown import Md, attribute, escape, escape_start, title

CACHED_PARTS = 256
"""Size of the cache of page parts: more than the number of paras in most cables."""

_MACROS = "macros.md.j2"
"""The template with the macros for parts of pages."""


class _Environment(Environment):
    """A Jinja environment that copies globals in one step, not name by name."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


class Renderer:
    """The templates, ready to be rendered.

    Templates write `value | part(macro)` for parts that consecutive pages share: a macro of
    `macros.md.j2` is rendered once with this value and cached.
    """

    def __init__(self, templates: Mapping[str, str]) -> None:
        self._templates = dict(templates)
        self._environment = _Environment(
            loader=FunctionLoader(self._source),
            finalize=_printed,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
        )
        self._environment.filters["part"] = lru_cache(CACHED_PARTS, typed=True)(self._part)
        self._environment.filters["attribute"] = attribute
        self._environment.filters["start"] = escape_start
        self._environment.filters["md"] = Md

    def page(self, path: str, template: str, meta: dict[str, Any], **values: Any) -> Page:
        """The page at `path`: front matter from `meta`, then the rendered template.

        Raises `ReftelError` if a template is faulty.
        """
        try:
            body = self._environment.get_template(template).render(page=path, **values)
        except TemplateError as error:
            place = template_place(error, self._templates.__contains__) or template
            raise ReftelError(f"{path}: {template_fault(error, place)}") from error
        except (TypeError, ValueError, AttributeError, ArithmeticError, LookupError) as error:
            place = template_place(error, self._templates.__contains__) or template
            raise ReftelError(f"{path}: {place}: {error}; correct this template.") from error
        body = f"{body.strip()}\n"
        text = f"---\n{front_matter(meta)}---\n\n{body}"
        return Page(path=path, text=text, meta=_plain(meta), body=body)

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """A template's text, with its name as the file name for messages."""
        text = self._templates.get(name)
        return None if text is None else (text, name, None)

    def _part(self, value: object, macro: str) -> Md:
        """The macro rendered with a value; the macro cannot see the rest of the page."""
        macros = self._environment.get_template(_MACROS).module
        return Md(getattr(macros, macro)(value))


_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Unprintable characters that JSON allows and YAML rejects or reads as line ends."""


class Json(str):
    """A value of front matter as JSON text, encoded once for all pages that have it."""

    value: Any
    """The value itself."""


def as_json(value: Any) -> Json:
    """A value of front matter, encoded once for several pages."""
    text = Json(_yaml(value))
    text.value = _plain(value)
    return text


def _plain(value: Any) -> Any:
    """A value of front matter as a reader of the file gets it: plain text, lists and tables."""
    match value:
        case Json():
            return value.value
        case str():
            return str.__str__(value)
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
    return value


def front_matter(meta: Mapping[str, Any]) -> str:
    """The metadata as YAML; values are written as JSON, a subset of YAML, so any text is safe."""
    return "".join(f"{key}: {_yaml(value)}\n" for key, value in meta.items())


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _yaml(value: Any) -> str:
    text = _json(value)
    if text.isprintable():
        return text
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _json(value: Any) -> str:
    """A value as JSON; values of type `Json` in it are used as they are."""
    if isinstance(value, Json):
        return value
    if isinstance(value, dict):
        return f"{{{', '.join([f'{_encode(key)}: {_json(v)}' for key, v in value.items()])}}}"
    return _encode(value)


def template_fault(error: TemplateError, name: str = "a template") -> str:
    """The message for a faulty template: place and fault."""
    if isinstance(error, TemplateNotFound):
        return f"{name}: there is no template {error.name!r}; correct this template."
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name or name}, line {error.lineno}: {error.message}; correct this template."
    return f"{name}: {error.message}; correct this template."


def template_place(
    error: Exception, is_template: Callable[[str], bool], *, last: bool = False
) -> str | None:
    """File and line of the template that raised an error; None if no template did.

    An error in a function called by a template counts as the template's, unless `last` is true:
    then only the last call counts.
    """
    calls = traceback.extract_tb(error.__traceback__)
    for call in calls[-1:] if last else reversed(calls):
        if is_template(call.filename):
            return f"{call.filename}, line {call.lineno}"
    return None


def _printed(value: object) -> object:
    # Digits and minus signs need no escaping.
    return value if isinstance(value, (Md, int)) else escape(value)


def breadcrumb(name: str, file: str) -> dict[str, str]:
    """One step of the breadcrumbs, for front matter."""
    return {"title": title(name), "url": site_links.address(file)}
