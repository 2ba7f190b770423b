"""Every pattern matches its specimens."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest

from generator.parse import release_marks, renderings
from generator.parse.pattern import Pattern
from tests.parser_patterns import all_patterns

MODULES = [
    release_marks,
    *(import_module(f"{renderings.__name__}.{m.name}") for m in iter_modules(renderings.__path__)),
]
OTHERS = {
    f"{module.__name__}.{name}": form
    for module in MODULES
    for name, form in vars(module).items()
    if isinstance(form, Pattern)
}
FORMS = {**all_patterns(), **OTHERS}


@pytest.mark.parametrize(("name", "form"), FORMS.items(), ids=FORMS)
def test_specimens(name: str, form: Pattern) -> None:
    assert form.specimens, f"{name} has no specimen"
    for specimen in form.specimens:
        assert form.search(specimen), f"{name} does not match {specimen!r}"
