"""The outcome of a reference as JSON."""

from __future__ import annotations

from typing import Any

from generator.model import (
    AmbiguousTarget,
    Resolution,
    ResolvedTarget,
    UnheldCable,
    WithheldCable,
    outcome_name,
    outcome_reason,
)


def outcome_object(outcome: Resolution) -> dict[str, Any]:
    """Outcome, target, para of the target, candidates, and the reason without a target."""
    return {
        "outcome": outcome_name(outcome),
        "target": outcome.target
        if isinstance(outcome, ResolvedTarget | UnheldCable | WithheldCable)
        else None,
        "target_anchor": outcome.anchor if isinstance(outcome, ResolvedTarget) else None,
        "candidates": list(outcome.targets) if isinstance(outcome, AmbiguousTarget) else [],
        "reason": outcome_reason(outcome) or None,
    }
