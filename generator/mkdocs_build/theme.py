"""What the theme puts around pages, rendered once for all pages of one shape.

A frame is rendered for a stand-in that is made from a `LayoutKey` alone, so that it can hang on
nothing else of a page. Where a template asks for more there is no frame, nor where the frame gives
for its first page another text than the theme: then the pages are rendered in full, one by one.
"""

from __future__ import annotations

import posixpath
from ast import literal_eval
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from operator import itemgetter
from typing import Any

from jinja2 import Environment, Template, pass_context
from jinja2.runtime import Context

from generator.mkdocs_build.marks import Placeholder, PlaceholderSet, Values, understand_marks
from generator.mkdocs_build.shapes import EMPTY, GIVEN, HEADING, OF_PAGE, LayoutKey, shape


def stand_in(told: LayoutKey, marks: PlaceholderSet) -> Placeholder:
    """What stands for any page of the shape."""
    holds = {HEADING: told.headed}
    known = dict(EMPTY)
    for name in EMPTY.keys() - told.lacks:
        known[name] = _attribute(marks, name, holds if name == "content" else {})
    meta: dict[str, Any] = {
        name: _metadata(marks, name) if empty is None else literal_eval(empty)
        for name, empty in told.meta
    }
    if meta.get("hide"):
        meta["hide"] = list(told.hide)
    known["meta"] = meta
    return Placeholder(marks, lambda values: values["page"], known=known)


def _attribute(marks: PlaceholderSet, name: str, holds: Mapping[str, bool]) -> Placeholder:
    return Placeholder(marks, lambda values: getattr(values["page"], name), known={}, holds=holds)


def _metadata(marks: PlaceholderSet, name: str) -> Placeholder:
    return Placeholder(marks, lambda values: values["page"].meta[name], known={})


class PageShell:
    """A page of one shape, in parts: texts, and marks for what is each page's own."""

    def __init__(self, parts: list[str | Placeholder]) -> None:
        self._parts = parts
        self._folders = {
            folder
            for part in parts
            if isinstance(part, Placeholder)
            for target in part.targets
            for folder in _folders(target)
        }
        self._from: dict[str, list[str | Placeholder]] = {}

    def around(self, values: Values) -> str:
        """The page within the frame."""
        return "".join(
            [
                part if isinstance(part, str) else str(part.value_for(values))
                for part in self._seen_from(values)
            ]
        )

    def _seen_from(self, values: Values) -> list[str | Placeholder]:
        """The frame with the addresses in it, as seen from the page.

        Pages of one shape are equally deep. So an address relative to them hangs only on how many
        of its folders are theirs too: on their deepest folder that some address lies in.
        """
        own = reversed(_folders(values["page"].url))
        place = next((folder for folder in own if folder in self._folders), "")
        if place not in self._from:
            self._from[place] = _joined(
                str(part.value_for(values))
                if isinstance(part, Placeholder) and part.targets
                else part
                for part in self._parts
            )
        return self._from[place]


def _folders(address: str) -> list[str]:
    """An address of the site and all folders that it lies in, from the root down."""
    parts = posixpath.normpath(f"/{address}").strip("/").split("/")
    return ["", *("/".join(parts[: end + 1]) for end in range(len(parts)))]


def _joined(parts: Iterable[str | Placeholder]) -> list[str | Placeholder]:
    """The parts, with texts that follow each other as one."""
    joined: list[str | Placeholder] = []
    for part in parts:
        if joined and isinstance(part, str) and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


class FramedTemplate(Template):
    """A template of the theme that renders its frames once."""

    @cached_property
    def _frames(self) -> dict[LayoutKey, PageShell | None]:
        """The frames by shape; None where pages of the shape are rendered in full."""
        return {}

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The page that MkDocs asks for, the same as without frames."""
        values = dict(*args, **kwargs)
        told = shape(values) if values.get("page") else None
        if told is not None and told not in self._frames:
            self._frames[told], page = self._first(told, values)
            return page
        frame = self._frames[told] if told is not None else None
        return super().render(values) if frame is None else frame.around(values)

    def _first(self, told: LayoutKey, values: Values) -> tuple[PageShell | None, str]:
        """The frame of a shape, if it gives what the theme gives for its first page; that page."""
        page = super().render(values)
        try:
            frame = self._frame(told, values)
        except Exception:
            # What the theme makes of the page, it cannot make of what stands in for it.
            return None, page
        return (frame if frame.around(values) == page else None), page

    def _frame(self, told: LayoutKey, values: Values) -> PageShell:
        """Render the template for what stands in for the page."""
        marks = PlaceholderSet(self.environment)
        page = stand_in(told, marks)
        unknown = {name: Placeholder(marks, itemgetter(name)) for name in OF_PAGE}
        with marks.printed():
            text = super().render({**values, **unknown, "page": page})
        return PageShell(marks.parts(text))


def of_page(plain: Environment, env: Environment) -> Callable[..., str | Placeholder]:
    """The global function by which templates have a part of a page that no other page has alike.

    The parts are templates of `plain`, which knows no marks: they are rendered for pages alone. It
    is like `env`, to which other plugins may still add something.
    """

    @pass_context
    def of_page(context: Context, name: str, **told: Any) -> str | Placeholder:
        """What the template of that name makes of the page.

        The template knows what MkDocs tells every template, and what is `told` to it here.
        """
        plain.filters = {**env.filters, **plain.filters}
        plain.tests = {**env.tests, **plain.tests}
        template = plain.get_template(name)
        # Jinja copies the globals for each page: from a plain table in a fifth of the time.
        template.globals = dict(template.globals)

        def made(values: Values) -> str:
            return template.render({**values, **told})

        page = context.get("page")
        if isinstance(page, Placeholder):
            return page.made(made)
        return made({name: context.get(name) for name in GIVEN})

    return of_page


def with_opener(header: str, opener: str) -> str:
    """The theme's header with the way to our search at the end of its bar.

    Titles are escaped, so the first end of a bar is the theme's own.
    """
    return header.replace("</nav>", f"{opener}</nav>", 1)


def share_frames(env: Environment) -> Environment:
    """Let the templates of one build render their frames once; they end with it."""
    plain = env.overlay()
    plain.filters, plain.tests = dict(env.filters), dict(env.tests)
    understand_marks(env)
    env.globals["of_page"] = of_page(plain, env)
    env.globals["with_opener"] = with_opener
    env.template_class = FramedTemplate
    return env
