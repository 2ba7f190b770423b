"""Page shells: the theme's layout, rendered once for all pages of one kind, with gaps to fill.

The theme renders a stand-in page whose title, content and metadata are marked gaps (`slot`). The
finished HTML is split at the gaps; a page is made by filling them. Each shell is checked against
the theme's own rendering of the first page that uses it: where they differ, pages of that kind are
rendered in full.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from jinja2 import BytecodeCache, Environment, Template, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

START, END = "\ue000", "\ue001"
"""Private characters around the name of a gap."""

_GAP = re.compile(f"{START}([^{END}]*){END}")

_NOT_IN_SITE = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*:|/|#")
"""The start of an address that is not relative to the site's root: `https:`, `/`, `#`."""

_HEADING = "<h1"
"""The theme writes the title above content without it."""

_FILTERS: Mapping[str, Callable[[Any], Any]] = {
    "e": escape,
    "striptags": lambda value: Markup(value).striptags(),
}
"""Filters that the theme applies to values of a page, by the name they have in a gap."""


@dataclass(slots=True, kw_only=True)
class ThemePage:
    """A page as the theme's templates see it, with the attributes of MkDocs' own pages."""

    url: str
    """Its address below the site's root: `cables/08MEXICO721/full/`."""
    title: Any
    content: str
    toc: Any
    """Its headings, nested: a `TableOfContents`."""
    meta: Mapping[str, Any]
    canonical_url: str | None = None
    """Its full address; None where the site's address is unknown."""
    previous_page: Any = None
    next_page: Any = None
    """The neighbours in reading order, with `url` and `title`."""
    edit_url: None = None
    parent: None = None
    is_homepage: bool = False
    is_page: bool = True
    active: bool = True

    @property
    def toc_start(self) -> str:
        """The anchor of the first heading."""
        return str(next(iter(self.toc)).url).removeprefix("#")

    @property
    def base_url(self) -> str:
        """The relative address of the site's root: `../..`; `.` on the root's own page."""
        return "/".join([".."] * self.url.count("/")) or "."


@dataclass(frozen=True, slots=True)
class ShellKey:
    """Everything about a page that the layout may depend on."""

    base_url: str
    meta: tuple[tuple[str, str], ...]
    """Each key of the front matter, with `…` for a text or table, else with its value."""
    hide: str
    """Which parts of the layout the page hides."""
    has: tuple[bool, ...]
    """Whether it has contents, a full address, a previous and a next page, and a top heading."""


def shell_key(page: ThemePage) -> ShellKey:
    """The key of the shell that fits a page."""
    meta = tuple((name, _kind(value)) for name, value in page.meta.items())
    neighbours = (bool(page.previous_page), bool(page.next_page))
    has = (bool(page.toc), bool(page.canonical_url), *neighbours, _HEADING in page.content)
    return ShellKey(page.base_url, meta, repr(page.meta.get("hide")), has)


def _kind(value: Any) -> str:
    return "…" if value and isinstance(value, str | list | dict) else repr(value)


class Layout:
    """The theme's main template, and the shells made from it."""

    def __init__(self, env: Environment, values: Mapping[str, Any]) -> None:
        """`env` is prepared by `prepare`; `values` are those that every page's template knows."""
        self._values = values
        self._template = env.get_template("main.html")
        self._parts: list[Part] = []
        self._gap_template = _gap_environment(env, self._parts).get_template("main.html")
        self._shells: dict[ShellKey, Shell | None] = {}

    def load(self) -> None:
        """Compile all templates of a page now, so that processes forked later share them."""
        heading = SimpleNamespace(url="#top", title="x", level=1, children=[])
        meta = {"cable": {"mrn": "", "pages": []}, "trail": [""], "title": "x"}
        neighbour = SimpleNamespace(url="a/", title="x")
        self.fill(
            ThemePage(
                url="a/b/",
                title="x",
                content=_HEADING,
                toc=[heading],
                meta=meta,
                previous_page=neighbour,
                next_page=neighbour,
            )
        )

    def render(self, page: Any, base_url: str) -> str:
        """A page in the theme, rendered in full."""
        return tidy(self._template.render({**self._values, "page": page, "base_url": base_url}))

    def fill(self, page: ThemePage) -> str:
        """A page in the theme, by its shell."""
        key = shell_key(page)
        if key not in self._shells:
            in_full = self.render(page, page.base_url)
            self._shells[key] = self._checked_shell(page, in_full)
            return in_full
        known = self._shells[key]
        if known is None:
            return self.render(page, page.base_url)
        return known.fill(page, self._context(page))

    def _context(self, page: ThemePage) -> dict[str, Any]:
        return {**self._values, "page": page, "base_url": page.base_url}

    def _checked_shell(self, page: ThemePage, in_full: str) -> Shell | None:
        """The shell for a page, if it gives what the theme gives."""
        shell = self._shell(page)
        try:
            filled = shell.fill(page, self._context(page))
        except (KeyError, AttributeError):  # a template changed the name of a gap
            return None
        return shell if filled == in_full else None

    def _shell(self, page: ThemePage) -> Shell:
        self._parts.clear()
        html = self._gap_template.render(self._context(_stand_in(page)))
        return Shell(tidy(html), tuple(self._parts))


class Shell:
    """The layout of one kind of page."""

    def __init__(self, html: str, parts: Sequence[Part]) -> None:
        """`html` has gaps; `parts` are the templates that fill gaps named by numbers."""
        pieces = _GAP.split(html)
        self._texts = pieces[::2]
        self._gaps = [_filling(name, parts) for name in pieces[1::2]]

    def fill(self, page: ThemePage, context: Mapping[str, Any]) -> str:
        """The page in this layout; `context` is what the theme's templates know."""
        out = [self._texts[0]]
        for fill, text in zip(self._gaps, self._texts[1:], strict=True):
            out += (fill(page, context), text)
        return "".join(out)


Filling = Callable[[ThemePage, Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Part:
    """A template of the theme that is rendered for each page, and what it is passed."""

    template: Template
    values: Mapping[str, Any]

    def render(self, context: Mapping[str, Any]) -> str:
        """The part for the page in `context`."""
        return self.template.render({**context, **self.values})


def slot(name: str) -> str:
    """A gap: `title`, `meta.description`, `previous_page.url`."""
    return f"{START}{name}{END}"


def _filling(name: str, parts: Sequence[Part]) -> Filling:
    """What fills a gap: a part (`3`), or a value with its filters (`previous_page.title|e`)."""
    path, *filters = name.removesuffix(_HEADING).split("|")
    if path.isdecimal():
        part = parts[int(path)]
        return lambda page, context: part.render(context)
    steps = path.split(".")
    functions = [_FILTERS[name] for name in filters]

    def fill(page: ThemePage, context: Mapping[str, Any]) -> str:
        value: Any = page
        for step in steps:
            value = value[step] if isinstance(value, Mapping) else getattr(value, step)
        for function in functions:
            value = function(value)
        return str(value)

    return fill


def _stand_in(page: ThemePage) -> ThemePage:
    """A page of the same kind with gaps in place of its values."""

    def neighbour(name: str) -> Any:
        if not getattr(page, name):
            return None
        return SimpleNamespace(url=slot(f"{name}.url"), title=slot(f"{name}.title"))

    return ThemePage(
        url=page.url,
        title=slot("title"),
        content=slot(f"content{_HEADING}" if _HEADING in page.content else "content"),
        toc=[SimpleNamespace(url=f"#{slot('toc_start')}", title="", level=1, children=[])]
        if page.toc
        else [],
        meta={name: _gaps_in(name, value) for name, value in page.meta.items()},
        canonical_url=slot("canonical_url") if page.canonical_url else None,
        previous_page=neighbour("previous_page"),
        next_page=neighbour("next_page"),
    )


def _gaps_in(name: str, value: Any) -> Any:
    if not value or name == "hide":
        return value
    match value:
        case str():
            return slot(f"meta.{name}")
        case dict():
            return {key: slot(f"meta.{name}.{key}") for key in value}
        case list():
            return [slot(f"meta.{name}")]
    return value


def _marking(name: str) -> Callable[[Any], Any]:
    """The filter `name`, which notes itself in a gap instead of changing it."""
    function = _FILTERS[name]

    def filtered(value: Any) -> Any:
        if isinstance(value, str) and START in value:
            return value.replace(END, f"|{name}{END}")
        return function(value)

    return filtered


_MARKING = {"e": _marking("e"), "escape": _marking("e"), "striptags": _marking("striptags")}


def _gap_environment(env: Environment, parts: list[Part]) -> Environment:
    """The theme's environment for stand-ins: filters mark gaps, `of_page` adds to `parts`."""

    def of_page(name: str, **values: Any) -> str:
        parts.append(Part(env.get_template(name), values))
        return slot(str(len(parts) - 1))

    gaps = env.overlay()
    gaps.filters = {**env.filters, **_MARKING}
    gaps.globals = {**env.globals, "of_page": of_page}
    return gaps


class _SharedCode(BytecodeCache):
    """Compiled templates in memory, so that an environment and its overlay compile them once."""

    def __init__(self) -> None:
        self._code: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.code


def prepare(env: Environment) -> None:
    """Add to the theme's templates what ours use, and make addresses relative to the root.

    - `of_page(name, **values)` includes a template that depends on the page. Everything else in
      the layout is the same for all pages of a kind.
    - `with_opener(header, opener)` adds the way to our search to the theme's header.
    - `url` gives `../../cables/`, the way over the site's root, so that it depends on the depth of
      the page alone.
    """

    @pass_context
    def of_page(context: Context, name: str, **values: Any) -> str:
        return Part(env.get_template(name), values).render(context.get_all())

    @pass_context
    def url(context: Context, value: Any) -> str:
        address = str(value)
        if _NOT_IN_SITE.match(address):
            return address
        return posixpath.join(context["base_url"], address or ".")

    env.trim_blocks = env.lstrip_blocks = True
    env.bytecode_cache = _SharedCode()
    env.filters["url"] = url
    env.globals["of_page"] = of_page
    env.globals["with_opener"] = with_opener


def with_opener(header: str, opener: str) -> str:
    """The theme's header with the way to our search at the end of its bar.

    Titles are escaped, so the first end of a bar is the theme's own.
    """
    return header.replace("</nav>", f"{opener}</nav>", 1)


def tidy(html: str) -> str:
    """A page without what the theme writes and HTML does not allow.

    A tick box has no autocompletion; the theme writes two, in front of all content.
    """
    return align_by_class(html.replace(' autocomplete="off">', ">", 2))


def align_by_class(html: str) -> str:
    """Tables aligned by classes: a strict content security policy allows no style in a page."""
    if ' style="text-align: ' not in html:
        return html
    return re.sub(r'<(t[dh]) style="text-align: (\w+);"', r'<\1 class="rt-\2"', html)
