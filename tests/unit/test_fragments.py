"""Pairs of words of a withheld passage are no secret where the edition shows them elsewhere."""

from __future__ import annotations

import pytest

from generator.model import Anchor, Decisions, Mrn, ParaName, Reason, Rule
from tests.cables import cable_text
from tests.editions import leaks_in, published

WITHHELD = "The mayor of Cañada Larga met us in Quillfeather yesterday."


@pytest.mark.parametrize(
    ("shown", "is_secret"),
    [
        ("The road to Cañada Larga is open.", False),
        ("The road to Ca?ada Larga is open.", False),
        ("The road to Larga is open.", True),
    ],
    ids=["as withheld", "with a lost letter", "not at all"],
)
def test_a_pair_that_another_cable_shows_is_no_secret(shown: str, *, is_secret: bool) -> None:
    para = ParaName(mrn=Mrn("08LIMA12"), anchor=Anchor("p-1"))
    rule = Rule(id="paras", reason=Reason.SECURITY, note="x", kind="para", paras=(para,))
    made = published(
        Decisions(rules=(rule,)),
        c08LIMA12=cable_text("08LIMA12", WITHHELD),
        c08LIMA13=cable_text("08LIMA13", shown),
    )
    assert (("canada", "larga") in {secret.words for secret in made.secrets}) is is_secret
    assert not leaks_in(made)
