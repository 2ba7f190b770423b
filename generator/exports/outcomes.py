"""The outcome of a reference as JSON."""

from __future__ import annotations

from typing import Any, assert_never

from generator.model import (
    AmbiguousTarget,
    NotACable,
    Resolution,
    ResolvedTarget,
    Septel,
    UnheldCable,
    UnresolvedTarget,
    WithheldCable,
    outcome_reason,
)


def outcome_object(outcome: Resolution) -> dict[str, Any]:
    """Outcome, target, para of the target, candidates, and the reason without a target."""
    return {
        "outcome": _outcome_name(outcome),
        "target": outcome.target
        if isinstance(outcome, ResolvedTarget | UnheldCable | WithheldCable)
        else None,
        "target_anchor": outcome.anchor if isinstance(outcome, ResolvedTarget) else None,
        "candidates": list(outcome.targets) if isinstance(outcome, AmbiguousTarget) else [],
        "reason": outcome_reason(outcome) or None,
    }


def _outcome_name(outcome: Resolution) -> str:
    match outcome:
        case ResolvedTarget():
            return "held"
        case UnheldCable():
            return "not-held"
        case WithheldCable():
            return "withheld"
        case AmbiguousTarget():
            return "ambiguous"
        case Septel():
            return "unwritten"
        case NotACable():
            return "no-cable"
        case UnresolvedTarget():
            return "unreadable"
        case _:
            assert_never(outcome)
