"""Every pattern matches its specimens."""

from __future__ import annotations

import pytest

from generator.parse import release_marks
from generator.parse.patterns import Pattern, all_patterns
from generator.parse.renderings import (
    archive_attributes,
    archive_pages,
    archive_records,
    form_lines,
    telegram_drafts,
    telegram_forms,
)

MODULES = (
    archive_attributes,
    archive_pages,
    archive_records,
    form_lines,
    release_marks,
    telegram_drafts,
    telegram_forms,
)
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
