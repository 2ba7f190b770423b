"""Reftel: turns raw diplomatic cables into a report site.

`parse_cable` is the public function. The parser is loaded on first use, so that `import generator`
stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.parse.stages import parse_cable
else:

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module("generator.parse.stages").parse_cable


__all__ = ["parse_cable"]
