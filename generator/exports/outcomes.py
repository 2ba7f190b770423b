"""What a reference leads to, as values of JSON."""

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


def told(of: Resolution) -> dict[str, Any]:
    """Outcome, target, para of the target, candidates, and why it leads to nothing held."""
    return {
        "outcome": _name(of),
        "target": of.target
        if isinstance(of, ResolvedTarget | UnheldCable | WithheldCable)
        else None,
        "target_anchor": of.anchor if isinstance(of, ResolvedTarget) else None,
        "candidates": list(of.targets) if isinstance(of, AmbiguousTarget) else [],
        "reason": outcome_reason(of) or None,
    }


def _name(of: Resolution) -> str:
    match of:
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
            assert_never(of)
