"""SVG elements; text is escaped, and styles are classes of the style sheet."""

from __future__ import annotations

import html
from collections.abc import Iterable


def element(name: str, content: str = "", **attributes: object) -> str:
    """An element. In attribute names, `_` means a hyphen, `__` a colon, and `class_` is `class`."""
    written = "".join(
        f' {_attribute(key)}="{html.escape(_number(value), quote=True)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>"


def _attribute(name: str) -> str:
    return name.rstrip("_").replace("__", ":").replace("_", "-")


def text(
    words: str, x: float, y: float, anchor: str = "start", class_: str = "rt-pic-label"
) -> str:
    """Text at a position."""
    return element("text", _escaped(words), x=x, y=y, text_anchor=anchor, class_=class_)


def linked(href: str, title: str, content: str, narrow: str | None = None) -> str:
    """A link with a title, which is also its accessible name.

    `narrow` holds the filters that it sets where the page has a catalogue.

    Uses `xlink:href`, because scripts of the theme set `href` on every element that has it, which
    fails for links in pictures.
    """
    name = element("title", _escaped(title))
    return element("a", name + content, xlink__href=href, aria_label=title, data_narrow=narrow)


def picture(
    name: str, width: float, height: float, title: str, description: str, content: Iterable[str]
) -> str:
    """A complete picture; `name` makes its ids unique on the page."""
    return element(
        "svg",
        element("title", _escaped(title), id=f"{name}-title")
        + element("desc", _escaped(description), id=f"{name}-desc")
        + "".join(content),
        xmlns__xlink="http://www.w3.org/1999/xlink",
        class_=f"rt-pic rt-pic-{name}",
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        width=width,
        height=height,
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )


def _escaped(words: str) -> str:
    return html.escape(" ".join(words.split()), quote=False)


def _number(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
