"""The glossary as values: who defines a short form, what it means where, every use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.execution.fast_pickle import fast_pickle
from generator.model.mentions import Place
from generator.model.names import Mrn


class DefinitionForm(StrEnum):
    """In what form of words a short form is introduced."""

    PARENTHESIS = "Expansion (ACRO)"
    REVERSED = "ACRO (Expansion)"
    INSIDE = "(Expansion, ACRO)"
    APPOSITION = "Expansion, or ACRO,"
    BROKEN = "Expansion ACRO)"
    FORMER = "formerly known as ACRO"


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A passage that says what a short form stands for."""

    abbreviation: str
    """The short form in the singular: `NGO` for `NGOs`."""
    written: str
    """The short form as typed."""
    expansion: str
    """The words it stands for, without a leading article or nationality."""
    gloss: str | None
    """The same in other words in front of it ("Workers' Party" of `Workers' Party (Partido dos
    Trabalhadores - PT)`); None where there is none."""
    place: Place | None
    """The whole passage, from the first word of the expansion; None in the subject."""
    quote: str
    """The passage as read."""
    form: DefinitionForm
    confidence: float
    """0 to 1: how surely the words belong to the short form."""


class SenseSource(StrEnum):
    """Where a meaning is taken from."""

    CABLE = "cable"
    CURATED = "curated"
    REFERENCE = "reference"


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class DefiningPassage:
    """A defining passage, quoted."""

    mrn: Mrn
    definition: Definition


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One meaning of a short form."""

    expansion: str
    """The meaning in English where it is known, else in its own language."""
    original: str | None
    """The words in the original language; None where that is English or not known."""
    language: str | None
    """BCP 47 code of `original`; None without one."""
    source: SenseSource
    passages: tuple[DefiningPassage, ...]
    """Where cables define it so; empty for a meaning that no cable gives."""
    origin: str
    """Where a curated or reference meaning is from; empty for one that a cable gives."""
    category: str | None
    """`organisation`, `law` and the like; None where nobody has said so."""
    scope: tuple[str, ...] = ()
    """Posts and cables to which editors restrict it; empty where nobody does."""
    also: tuple[str, ...] = ()
    """Other short forms of the same thing."""
    note: str = ""
    """What an editor has to say about it; empty without that."""


class UseStatus(StrEnum):
    """How it is known what a short form means at one place."""

    HERE = "defined here"
    ELSEWHERE = "defined elsewhere"
    CURATED = "curated"
    REFERENCE = "reference"
    CONFLICT = "conflict"
    UNDEFINED = "undefined"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerAbbreviation:
    """One thing bore another short form before."""

    abbreviation: str
    """The later short form."""
    former: str
    """The earlier one."""
    mrn: Mrn | None
    """The cable that says so; None where the curated glossary does."""
    place: Place | None
    """The words that say so; None where the curated glossary does."""
    quote: str
    """The same as read, or the curated source."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One place where a short form stands."""

    abbreviation: str
    """The term it belongs to."""
    place: Place
    sense: int | None
    """Index of the term's sense that holds here; None where none does or several would."""
    status: UseStatus
    defines: bool
    """True inside a passage that defines the term."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A short form with all its meanings and uses."""

    abbreviation: str
    senses: tuple[Sense, ...]
    """In the order of first definition; curated ones first, reference data last."""
    uses: tuple[tuple[Mrn, Use], ...]
    """Every use, in the order of cables and of the text."""
    marking_counts: tuple[tuple[Mrn, int], ...] = ()
    """How many paras of each cable bear it as portion marking; empty for other terms."""
    renamings: tuple[FormerAbbreviation, ...] = ()
    """Where it is said that this, or another, is the later name."""

    @property
    def statuses(self) -> frozenset[UseStatus]:
        """The states of its uses."""
        return frozenset(use.status for _, use in self.uses)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalTerm:
    """A meaning that was not read from a cable: curated by editors, or reference data."""

    abbreviation: str
    sense: Sense
    spellings: tuple[str, ...] = ()
    """Other spellings of the short form ("Poloff")."""
    also_written: tuple[str, ...] = ()
    """Expansions in cables that mean the same."""
    posts: frozenset[str] = frozenset()
    """Posts, in letters, in whose cables it holds; empty where it holds in all."""
    cables: frozenset[Mrn] = frozenset()
    """Cables in which it holds whatever they say themselves; empty for none."""
    former: tuple[str, ...] = ()
    """Short forms that it bore before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedGlossary:
    """What editors decided about the glossary."""

    terms: tuple[ExternalTerm, ...] = ()
    """In the order of the file."""
    excluded: frozenset[str] = frozenset()
    """Words that look like short forms and are none."""
    withheld: frozenset[str] = frozenset()
    """Short forms of which the meaning in the program's own table is withheld."""
