"""Escaping: the one place where the text of a cable becomes XML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from jinja2 import Environment, FunctionLoader, StrictUndefined


class Xml(str):
    """XML that needs no escaping."""

    __slots__ = ()


_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITIES = {'"': "&quot;", "\r": "&#13;"}


def writable(text: str) -> str:
    """`text` with stand-ins for characters that XML 1.0 forbids.

    A control character becomes its picture (`␀`), as on the pages; any other becomes U+FFFD.
    """
    return _NOT_IN_XML.sub(_stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def xml_text(text: object) -> Xml:
    """`text` as content of an element, or as the value of an attribute in double quotes."""
    return Xml(escape(writable(str(text)), _ENTITIES))


def xml_lines(text: str) -> Xml:
    """`text` as content of an element, with an element `lb` for each line end."""
    return Xml(xml_text(text).replace("\n", "<lb/>"))


def token(words: str) -> str:
    """A name for an attribute that may contain no spaces: `case-number`."""
    return "-".join(words.lower().split())


class XmlTemplates:
    """The templates of XML files; text is escaped unless it is of type `Xml`."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self._templates = dict(templates)
        self._environment = Environment(
            loader=FunctionLoader(self._templates.get),
            finalize=_printed,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )

        self._environment.filters["lines"] = xml_lines
        self._environment.filters["token"] = token

    def __reduce__(self) -> tuple[type[XmlTemplates], tuple[Mapping[str, str]]]:
        """Pickle the texts of the templates."""
        return (XmlTemplates, (self._templates,))

    def render(self, name: str, /, **values: object) -> str:
        """The file that the template `name` makes of these values."""
        return self._environment.get_template(name).render(values)


def _printed(value: object) -> Xml:
    return value if isinstance(value, Xml) else xml_text(value)
