"""Every pattern matches its specimens."""

from __future__ import annotations

import pytest

from generator.parse.patterns import Pattern, all_patterns
from generator.parse.renderings import archive_records

ARCHIVE = {n: f for n, f in vars(archive_records).items() if isinstance(f, Pattern)}
FORMS = {**all_patterns(), **ARCHIVE}


@pytest.mark.parametrize(("name", "form"), FORMS.items(), ids=FORMS)
def test_specimens(name: str, form: Pattern) -> None:
    assert form.specimens, f"{name} has no specimen"
    for specimen in form.specimens:
        assert form.search(specimen), f"{name} does not match {specimen!r}"
