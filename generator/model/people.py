"""People named in cables: where, by which form, in which role, and who they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.execution.fast_pickle import fast_pickle
from generator.model.mentions import Place


class NameForm(StrEnum):
    """The form of words that shows that a name is a person's."""

    SIGNATURE = "signature"
    DRAFTED = "drafted by"
    CLEARED = "cleared by"
    APPROVED = "approved by"
    RELEASED = "released by"
    CLASSIFIED = "classified by"
    TAGS = "TAGS line"
    PASSING = "routing line"
    TITLE = "title and name"
    FULL_NAME = "given name and surname"
    APPOSITION = "name and title"
    REPEATED = "name repeated"
    OFFICE = "office"
    """An office without a name, which one person held: `the Ambassador`."""


SENDER_FORMS = frozenset(
    {
        NameForm.SIGNATURE,
        NameForm.DRAFTED,
        NameForm.CLEARED,
        NameForm.APPROVED,
        NameForm.RELEASED,
        NameForm.CLASSIFIED,
    }
)
"""The forms that name who made and sent a telegram."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention:
    """Words that name a person."""

    place: Place | None
    """The name in the text, without title; None in the header and behind the text."""
    words: str
    """The name as written."""
    role: str | None
    """The title or office as written; None without one."""
    form: NameForm


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class CablePerson:
    """A person as one cable names them."""

    name: str
    """The longest form of the name, as written."""
    words: tuple[str, ...]
    """Its words in capitals, without accents, initials' points and possessive endings."""
    mentions: tuple[PersonMention, ...]
    """Outside the text first, then in the order of the text."""
    offices: tuple[str, ...]
    """The titles of offices and ranks in full ("Foreign Minister"), in order of appearance."""
    single_offices: tuple[str, ...]
    """Those of them that one person at a time holds, with words for another body in front."""
    is_official: bool
    """Whether the person sent or signed the cable, or bears an office or rank."""
    holder: str | None
    """The person's identifier at the Office of the Historian; None if not one certainly fits."""
