"""Editions of the site: what each one withholds, and the notices in its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from generator.model.names import Anchor, Mrn


class Reason(StrEnum):
    """The reason for withholding something, in words for readers."""

    PRIVACY = "personal privacy"
    SOURCE = "protected source"
    INVESTIGATION = "open investigation"
    VICTIM = "protection of victims"
    SECURITY = "security"
    REQUEST = "request of the sender"
    LAW = "required by law"


class Detector(StrEnum):
    """A kind of personal data withheld without a rule. The value is its name in notices."""

    EMAIL = "e-mail address"
    TELEPHONE = "telephone number"

    @property
    def rule(self) -> str:
        """The rule name that notices give for it: `detector-email`."""
        return f"detector-{self.name.lower()}"


STRUCK_OUT_RULE = "struck-out"
"""Rule name in notices for passages that another copy of the cable strikes out."""

BUILT_IN_RULES = frozenset({STRUCK_OUT_RULE, *(detector.rule for detector in Detector)})
"""Reserved rule names for what is withheld without an editors' rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParaName:
    """A para in an editors' rule: `08MEXICO721 ¶22`, `08MEXICO721 27.A`, `08MEXICO721 line 160`."""

    mrn: Mrn
    anchor: Anchor
    begins: str = ""
    """Words that the para must begin with; empty if the editor gave none."""

    @property
    def key(self) -> str:
        """The para's key among the items of its rule: `08MEXICO721 p-22`."""
        return f"{self.mrn} {self.anchor}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestName:
    """A handling request as editors refer to it: its para and some of its words."""

    mrn: Mrn
    anchor: Anchor | None
    """The para; None for the header."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """An editors' decision to withhold something."""

    id: str
    """The rule's name, which notices give."""
    reason: Reason
    note: str
    """The editors' explanation. Readers see it, so it must not contain anything withheld."""
    kind: str
    """The kind of passage that notices give ("name", "shelter's name")."""
    passages: tuple[str, ...] = ()
    """Words withheld wherever they occur."""
    names: tuple[str, ...] = ()
    """Names withheld wherever they occur, with their parts in any order ("Villa, Daniel")."""
    patterns: tuple[str, ...] = ()
    """Regular expressions whose matches are withheld."""
    paras: tuple[ParaName, ...] = ()
    """Paras withheld entirely."""
    cables: tuple[Mrn, ...] = ()
    """Cables withheld entirely."""
    answers: tuple[RequestName, ...] = ()
    """The handling requests that the rule answers."""
    not_meant: tuple[str, ...] = ()
    """Spellings similar to its names that mean something else; `reftel review` skips them."""
    may_miss: frozenset[str] = frozenset()
    """Keys of the items that may match nothing: the words themselves, `ParaName.key` for a para,
    the MRN for a cable."""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    """The line of each item in the file, by key; empty if the rule is not from a file."""

    @property
    def items(self) -> tuple[tuple[str, str], ...]:
        """The kind (`passage`, `name`, `pattern`, `para`, `cable`) and key of each item."""
        return (
            *(("passage", words) for words in self.passages),
            *(("name", words) for words in self.names),
            *(("pattern", pattern) for pattern in self.patterns),
            *(("para", para.key) for para in self.paras),
            *(("cable", mrn) for mrn in self.cables),
        )

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the rule without its lines and with a sorted set.

        Its digest must not depend on comments in the file or differ between processes.
        """
        values = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "lines"}
        return _unpickle_rule, ({**values, "may_miss": tuple(sorted(self.may_miss))},)


def _unpickle_rule(values: dict[str, Any]) -> Rule:
    return Rule(**{**values, "may_miss": frozenset(values["may_miss"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """An editor's statement that a request needs no rule."""

    request: RequestName
    by: str
    """The editor."""
    why: str
    """The reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The editors' decisions about withholding."""

    rules: tuple[Rule, ...] = ()
    """In the order of the file."""
    acknowledged: tuple[Acknowledgement, ...] = ()


class Robots(StrEnum):
    """Which programs an edition asks to read it, in `robots.txt`."""

    ALL = "all"
    NONE = "none"
    NO_MODELS = "no-models"
    """All but those that gather texts for language models."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One published version of the site."""

    name: str
    """Its name in the settings: `public`."""
    title: str = ""
    """The site's title; empty to use the title in the settings."""
    banner: str = ""
    """Text at the top of every page; empty for none."""
    rules: tuple[str, ...] | None = None
    """Names of the rules that apply; None for all."""
    detectors: tuple[Detector, ...] = ()
    folder: str = ""
    """Folder of the built site in the workspace; empty to use the folder in the settings."""
    for_editors: bool = False
    """True if the edition has the page with handling requests."""
    robots: Robots = Robots.ALL
    """Which programs may read it."""

    @property
    def withholds(self) -> bool:
        """True if the edition may withhold anything."""
        return self.rules is None or bool(self.rules or self.detectors)


INTERNAL_EDITION = Edition(name="internal", rules=())
"""The edition that withholds nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDetails:
    """What a notice says about the text it replaces."""

    kinds: tuple[str, ...]
    reasons: tuple[Reason, ...]
    rules: tuple[str, ...]
    """Names of the rules that withhold the text."""
    words: int
    """Number of words, rounded to tens; 0 for up to five, where a length would help to guess."""

    @property
    def text(self) -> str:
        """The notice in plain text, as it appears in place of the passage."""
        plural = "s" if len(self.rules) > 1 else ""
        length = [f"about {self.words} words"] if self.words else []
        parts = [*self.kinds, *self.reasons, f"rule{plural} {' and '.join(self.rules)}", *length]
        return f"[withheld: {', '.join(parts)}]"


MAX_UNCOUNTED_WORDS = 5
"""Notices give no length for passages of up to this many words, the length of names."""


def rounded_length(words: int) -> int:
    """The length that a notice gives for a number of words."""
    return 0 if words <= MAX_UNCOUNTED_WORDS else max(10, round(words, -1))


def merge_details(details: Collection[NoticeDetails], words: int) -> NoticeDetails:
    """The details of one notice that replaces several; `words` is their number of words."""
    return NoticeDetails(
        kinds=tuple(dict.fromkeys(kind for d in details for kind in d.kinds)),
        reasons=tuple(dict.fromkeys(reason for d in details for reason in d.reasons)),
        rules=tuple(dict.fromkeys(rule for d in details for rule in d.rules)),
        words=words,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice within a block's text."""

    start: int
    """Offset of its first character in the block's text."""
    end: int
    """Offset after its last character."""
    withheld: NoticeDetails


class RequestState(StrEnum):
    """The editors' response to a handling request."""

    OPEN = "open"
    ANSWERED = "answered by a rule"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingRequest:
    """A sentence in which a cable asks not to disclose something."""

    mrn: Mrn
    anchor: Anchor | None
    """The para; None for the header."""
    para: str
    """The para's name for readers (`¶22`); empty for the header."""
    sentence: str
    words: str
    """The words of the sentence that make it a request."""
    state: RequestState = RequestState.OPEN
    answer: str = ""
    """The rule that answers it, or who acknowledged it and why; empty for an open request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """Words that must not occur in an edition, or not in the files of one cable."""

    words: tuple[str, ...]
    """The words, folded, in order."""
    rule: str
    mrn: Mrn | None = None
    """The cable whose files must not contain the words; None for all files."""
    is_fragment: bool = False
    """True for a piece of a longer passage, which is searched for within one text only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one rule withheld from an edition."""

    rule: str
    kind: str
    reason: Reason
    note: str
    passages: int
    """Number of notices."""
    cables: int
    """Number of cables with a notice."""
    words: int
    """Approximate number of words, as given by the notices."""
