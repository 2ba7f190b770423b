"""Reftel: turns raw diplomatic cables into a report site.

`parse_cable` and `telegrams_in` are the public functions. They are loaded on first use, so that
`import generator` stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.disk.import_files import telegrams_in
    from generator.parse.stages import parse_cable
else:
    _MODULES = {
        "parse_cable": "generator.parse.stages",
        "telegrams_in": "generator.disk.import_files",
    }

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_MODULES[name]), name)


__all__ = ["parse_cable", "telegrams_in"]
