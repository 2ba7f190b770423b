"""Cables that have something rare in common."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.execution.fast_pickle import fast_pickle
from generator.model.names import Mrn


class CommonKind(StrEnum):
    """What two cables may have in common. The most telling kind is first."""

    REFERENCE = "reference"
    """They cite the same cable, held or not."""
    QUESTION = "question"
    """They answer the same question of a questionnaire."""
    ABBREVIATION = "abbreviation"
    """They use the same abbreviation, which few others use."""
    TAGS = "TAGS"
    """They have the same two TAGS codes."""
    WORD = "word"
    """Their subjects have the same word, which few others have."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class CommonFeature:
    """What two cables have in common, of one kind."""

    kind: CommonKind
    values: tuple[str, ...]
    """MRNs, abbreviations, codes, words or keys of questions, the rarest first."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedCable:
    """A cable that has something rare in common with another."""

    mrn: Mrn
    common: tuple[CommonFeature, ...]
    """Why they are related, the most telling kind first; never empty."""
