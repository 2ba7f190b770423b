"""What a reference leads to, as values of JSON."""

from __future__ import annotations

from typing import Any, assert_never

from generator.model import (
    Ambiguous,
    NoCable,
    NotHeld,
    Resolution,
    Resolved,
    Unreadable,
    Unwritten,
    WithheldCable,
    reason,
)


def told(of: Resolution) -> dict[str, Any]:
    """Outcome, target, para of the target, candidates, and why it leads to nothing held."""
    return {
        "outcome": _name(of),
        "target": of.target if isinstance(of, Resolved | NotHeld | WithheldCable) else None,
        "target_anchor": of.anchor if isinstance(of, Resolved) else None,
        "candidates": list(of.targets) if isinstance(of, Ambiguous) else [],
        "reason": reason(of) or None,
    }


def _name(of: Resolution) -> str:
    match of:
        case Resolved():
            return "held"
        case NotHeld():
            return "not-held"
        case WithheldCable():
            return "withheld"
        case Ambiguous():
            return "ambiguous"
        case Unwritten():
            return "unwritten"
        case NoCable():
            return "no-cable"
        case Unreadable():
            return "unreadable"
        case _:
            assert_never(of)
