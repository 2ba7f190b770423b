"""The glossary: definitions of abbreviations, their meanings and every use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.execution.fast_pickle import fast_pickle
from generator.model.mentions import Place
from generator.model.names import Mrn


class DefinitionForm(StrEnum):
    """The form of words that introduces an abbreviation."""

    PARENTHESIS = "Expansion (ACRO)"
    REVERSED = "ACRO (Expansion)"
    INSIDE = "(Expansion, ACRO)"
    APPOSITION = "Expansion, or ACRO,"
    BROKEN = "Expansion ACRO)"
    FORMER = "formerly known as ACRO"


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A passage that defines an abbreviation."""

    abbreviation: str
    """The abbreviation in the singular: `NGO` for `NGOs`."""
    written: str
    """The abbreviation as typed."""
    expansion: str
    """The words it stands for, without a leading article or nationality."""
    gloss: str | None
    """A translation in front of the expansion ("Workers' Party" in `Workers' Party (Partido dos
    Trabalhadores - PT)`); None without one."""
    place: Place | None
    """The whole passage, from the first word of the expansion; None if it is in the subject."""
    quote: str
    """The text of the passage."""
    form: DefinitionForm
    confidence: float
    """Confidence, 0 to 1, that the expansion belongs to the abbreviation."""


class SenseSource(StrEnum):
    """The source of a meaning."""

    CABLE = "cable"
    CURATED = "curated"
    REFERENCE = "reference"


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class DefiningPassage:
    """A definition and the cable that contains it."""

    mrn: Mrn
    definition: Definition


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One meaning of an abbreviation."""

    expansion: str
    """The meaning in English if known, else in the original language."""
    original: str | None
    """The words in the original language; None if that is English or unknown."""
    language: str | None
    """BCP 47 code of `original`; None without one."""
    source: SenseSource
    passages: tuple[DefiningPassage, ...]
    """The passages in cables that give this meaning; empty if no cable does."""
    origin: str
    """Source of a curated or reference meaning; empty for a meaning from a cable."""
    category: str | None
    """Category such as `organisation` or `law`; None if unknown."""
    scope: tuple[str, ...] = ()
    """Posts, cables and years to which the meaning is restricted; empty for no restriction."""
    also: tuple[str, ...] = ()
    """Other abbreviations of the same thing."""
    note: str = ""
    """An editor's note; empty without one."""


class UseStatus(StrEnum):
    """How the meaning of one use of an abbreviation is known."""

    HERE = "defined here"
    ELSEWHERE = "defined elsewhere"
    CURATED = "curated"
    REFERENCE = "reference"
    CONFLICT = "conflict"
    UNDEFINED = "undefined"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerAbbreviation:
    """A statement that an abbreviation replaced a former one."""

    abbreviation: str
    """The present abbreviation."""
    former: str
    """The former abbreviation."""
    mrn: Mrn | None
    """The cable that says so; None for the curated glossary."""
    place: Place | None
    """The passage that says so; None for the curated glossary."""
    quote: str
    """The text of the passage, or the source that the curated glossary gives."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One use of an abbreviation."""

    abbreviation: str
    """The abbreviation of the term it belongs to."""
    place: Place
    sense: int | None
    """Index of the sense that applies among the term's senses; None if none or several would."""
    status: UseStatus
    defines: bool
    """True if the use is part of a passage that defines the term."""
    candidates: tuple[int, ...] = ()
    """Indexes of the senses that might apply where none does for certain; else empty."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An abbreviation with all its meanings and uses."""

    abbreviation: str
    senses: tuple[Sense, ...]
    """Curated senses first, then those from cables in order of first definition, reference last."""
    uses: tuple[tuple[Mrn, Use], ...]
    """Every use, ordered by cable, then as in the text."""
    marking_counts: tuple[tuple[Mrn, int], ...] = ()
    """For a portion marking, the number of paras that carry it, by cable; empty for other terms."""
    renamings: tuple[FormerAbbreviation, ...] = ()
    """Statements that this abbreviation replaced another, or was replaced."""

    @property
    def statuses(self) -> frozenset[UseStatus]:
        """The statuses of its uses."""
        return frozenset(use.status for _, use in self.uses)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalTerm:
    """A meaning from the curated glossary or the reference data, not from a cable."""

    abbreviation: str
    sense: Sense
    spellings: tuple[str, ...] = ()
    """Other spellings of the abbreviation ("Poloff")."""
    also_written: tuple[str, ...] = ()
    """Expansions in cables that mean the same."""
    posts: frozenset[str] = frozenset()
    """Names of posts, letters only, in whose cables it applies; empty for all posts."""
    years: tuple[int, int] | None = None
    """First and last year of the cables in which it applies; None for all."""
    cables: frozenset[Mrn] = frozenset()
    """Cables in which it overrides their own definitions; empty for none."""
    former: tuple[str, ...] = ()
    """Former abbreviations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedGlossary:
    """The editors' decisions about the glossary."""

    terms: tuple[ExternalTerm, ...] = ()
    """In the order of the file."""
    excluded: frozenset[str] = frozenset()
    """Words that look like abbreviations but are not."""
    withheld: frozenset[str] = frozenset()
    """Abbreviations whose meaning in the program's own table is withheld."""
