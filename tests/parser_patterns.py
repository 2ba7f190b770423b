"""The regular expressions of the parser that recognise forms of a cable, with their specimens."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from generator import parse
from generator.parse.pattern import Pattern

_MODULES = [m.name for m in iter_modules(parse.__path__) if m.name.endswith("_patterns")]


def all_patterns() -> dict[str, Pattern]:
    """All patterns of the modules `*_patterns`, by module and name: `body_patterns.RULE`."""
    return {
        f"{module}.{name}": value
        for module in _MODULES
        for name, value in vars(import_module(f"{parse.__name__}.{module}")).items()
        if isinstance(value, Pattern)
    }
