"""The summary of a cable: a para with that label, or a section with that heading."""

from __future__ import annotations

import pytest

from generator.model.outline import outline_of, summary_paras
from tests.cables import example


@pytest.mark.parametrize(
    "paras",
    [
        ("Ports are open.", "SUMMARY: Two ports closed.", "More."),
        ("Ports are open.\n\nSummary\n-------", "Two ports closed."),
    ],
    ids=["label", "heading"],
)
def test_a_list_shows_the_summary_wherever_it_stands(paras: tuple[str, ...]) -> None:
    cable = example("08LIMA12", *paras)
    assert [para.number for para in summary_paras(cable)] == [2]
    assert outline_of(cable).opening == "Two ports closed."
