"""Templates to pages: the environment in which text of cables is escaped by default."""

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
from generator.render import urls
from generator.render.markdown import Md, attribute, escape, escape_start, title

PARTS_KEPT = 256
"""Parts of pages that are kept: as many as most cables have paras."""

_MACROS = "macros.md.j2"
"""The template whose macros make parts of pages."""


class _Environment(Environment):
    """Jinja's, with globals that each page copies in one step, not name by name."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


class Renderer:
    """The templates, ready to print values.

    Templates write `value | part(macro)` for what pages that are made in a row show alike: a macro
    of `macros.md.j2` with this one value, made once.
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
        self._environment.filters["part"] = lru_cache(PARTS_KEPT, typed=True)(self._part)
        self._environment.filters["attribute"] = attribute
        self._environment.filters["start"] = escape_start
        self._environment.filters["md"] = Md

    def page(self, path: str, template: str, meta: dict[str, Any], **values: Any) -> Page:
        """The page at `path`, its front matter and the template's text.

        Raises `ReftelError` where a template is faulty.
        """
        try:
            body = self._environment.get_template(template).render(page=path, **values)
        except TemplateError as error:
            place = template_place(error, self._templates.__contains__) or template
            raise ReftelError(f"{path}: {template_fault(error, place)}") from error
        except (TypeError, ValueError, AttributeError, ArithmeticError, LookupError) as error:
            place = template_place(error, self._templates.__contains__) or template
            raise ReftelError(f"{path}: {place}: {error}; mend this template.") from error
        body = f"{body.strip()}\n"
        text = f"---\n{front_matter(meta)}---\n\n{body}"
        return Page(path=path, text=text, meta=_plain(meta), body=body)

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """A template's text, with its name in the place of a file's, for messages."""
        text = self._templates.get(name)
        return None if text is None else (text, name, None)

    def _part(self, value: object, macro: str) -> Md:
        """What a macro makes of a value. It knows nothing else of the page on which it stands."""
        macros = self._environment.get_template(_MACROS).module
        return Md(getattr(macros, macro)(value))


_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Signs that JSON leaves as they are and YAML refuses or takes for line ends. None is printable."""


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
    """The metadata as YAML: each value is JSON, which YAML reads, so that any text survives."""
    return "".join(f"{key}: {_yaml(value)}\n" for key, value in meta.items())


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _yaml(value: Any) -> str:
    told = _told(value)
    if told.isprintable():
        return told
    return _NOT_IN_YAML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", told)


def _told(value: Any) -> str:
    """A value as JSON, for what is JSON already may stand in it by itself or under a name."""
    if isinstance(value, Json):
        return value
    if isinstance(value, dict):
        return f"{{{', '.join([f'{_encode(key)}: {_told(v)}' for key, v in value.items()])}}}"
    return _encode(value)


def template_fault(error: TemplateError, name: str = "a template") -> str:
    """What is wrong in a template, and where, for whoever overrides it."""
    if isinstance(error, TemplateNotFound):
        return f"{name}: there is no template {error.name!r}; mend this template."
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name or name}, line {error.lineno}: {error.message}; mend this template."
    return f"{name}: {error.message}; mend this template."


def template_place(
    error: Exception, is_template: Callable[[str], bool], *, last: bool = False
) -> str | None:
    """File and line of the template in which an error arose; None where it arose elsewhere.

    What the template called counts as the template, unless it must be the `last` of the calls.
    """
    calls = traceback.extract_tb(error.__traceback__)
    for call in calls[-1:] if last else reversed(calls):
        if is_template(call.filename):
            return f"{call.filename}, line {call.lineno}"
    return None


def _printed(value: object) -> object:
    # Digits and a minus need no escaping.
    return value if isinstance(value, (Md, int)) else escape(value)


def breadcrumb(name: str, file: str) -> dict[str, str]:
    """A step of the breadcrumbs, for front matter."""
    return {"title": title(name), "url": urls.address(file)}
