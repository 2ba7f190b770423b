"""The cases of the parser; each is plain text (see tests/cases.py)."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from generator import parse_cable
from generator.execution.safe_unpickle import unpickle
from generator.model import REPAIR_RULES
from tests.cases import FIXTURES, Case, actual, read_cases

FILES = sorted((FIXTURES / "parse").glob("*.txt"))


def _cases() -> list[tuple[Path, Case]]:
    return [(path, case) for path in FILES for case in read_cases(path)]


@pytest.mark.parametrize(
    ("path", "case"), _cases(), ids=[f"{p.stem}: {c.title}" for p, c in _cases()]
)
def test_case(path: Path, case: Case) -> None:
    assert actual(case) == case.expected, f"{path.name}: {case.title}"


def test_every_repair_rule_has_a_case() -> None:
    made = {r.rule for _, case in _cases() for r in parse_cable(case.source).repairs}
    assert made == set(REPAIR_RULES)


def test_a_pickled_cable_is_restored_unchanged() -> None:
    for source in ("", *(case.source for _, case in _cases())):
        cable = parse_cable(source)
        unpacked = unpickle(pickle.dumps(cable, pickle.HIGHEST_PROTOCOL))
        assert unpacked == cable
        assert [p.span for p in unpacked.paras] == [p.span for p in cable.paras]


def test_every_case_loses_no_line() -> None:
    for path, case in _cases():
        for line in parse_cable(case.source).lines:
            assert line.fates, f"{path.name}: {case.title}: line {line.number}"
