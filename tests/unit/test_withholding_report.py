"""What a build reports of its rules, from what the core counted."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import pytest

from generator.build.workspace_build import report_withholding
from generator.commands.build_commands import print_withholding
from generator.editions.edition_settings import PREDEFINED
from generator.errors import ReftelError
from generator.model import Decisions
from generator.pipeline import EditionBuild
from tests.cables import cable_text
from tests.editions import published, rules

PUBLIC, INTERNAL = PREDEFINED["public"], PREDEFINED["internal"]
DECISIONS = rules("""
rules:
  - id: names
    reason: security
    note: A note.
    names: [Ada Specimen]
    paras: [08LIMA12 ¶2]
    cables: [{cable: 08LIMA130, may_miss: true}, 08LIMA14]
""")


@dataclass(frozen=True, kw_only=True)
class Counted(EditionBuild):
    """An edition with the places of each item."""

    hits: dict[tuple[str, str], int] = field(default_factory=dict)


def counted(**hits: int) -> Counted:
    made = published(
        DECISIONS,
        c08LIMA12=cable_text("08LIMA12", "We met Ada Specimen.", "A whole para."),
        c08LIMA13=cable_text("08LIMA13", "Nothing."),
    )
    given = {one.name: getattr(made, one.name) for one in fields(made)}
    return Counted(**{**given, "hits": {("names", key): n for key, n in hits.items()}})


def test_what_is_in_force_is_counted() -> None:
    report = report_withholding(counted(), DECISIONS, PUBLIC)
    assert report.in_force == (
        "1 rule in force (1 name, 0 passages, 0 patterns, 1 para, 2 cables), hitting 2 places."
    )
    nothing = report_withholding(counted(), DECISIONS, INTERNAL)
    assert (nothing.in_force, nothing.misses, nothing.rules) == ("", (), ())


def test_items_without_a_hit_are_reported_with_hints_from_the_edition() -> None:
    made = counted(**{"Ada Specimen": 1})
    para, cable = report_withholding(made, DECISIONS, PUBLIC).misses
    assert "para 08LIMA12 p-2 of the rule 'names' hits nothing. Correct" in para
    assert "there is no cable 08LIMA14; did you mean 08LIMA1" in cable


def test_items_without_a_hit_warn_and_are_an_error_under_strict(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = report_withholding(counted(), DECISIONS, PUBLIC)
    print_withholding(report, strict=False)
    shown = capsys.readouterr()
    assert shown.out.startswith("1 rule in force")
    assert shown.err.count("warning: content/curated/redactions.yml:") == 3
    with pytest.raises(ReftelError, match="3 rule items without a match; the site was not built"):
        print_withholding(report, strict=True)


def test_an_edition_without_rules_reports_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    print_withholding(report_withholding(counted(), Decisions(), INTERNAL), strict=True)
    assert capsys.readouterr() == ("", "")
