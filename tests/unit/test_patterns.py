"""Every pattern matches its specimens."""

from __future__ import annotations

import pytest

from generator.parse.patterns import Pattern, all_patterns


@pytest.mark.parametrize(("name", "form"), all_patterns().items(), ids=all_patterns())
def test_specimens(name: str, form: Pattern) -> None:
    assert form.specimens, f"{name} has no specimen"
    for specimen in form.specimens:
        assert form.search(specimen), f"{name} does not match {specimen!r}"
