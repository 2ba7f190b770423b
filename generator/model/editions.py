"""What an edition of the site shows and withholds, and what its notices tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from generator.model.names import Anchor, Mrn


class Reason(StrEnum):
    """Why something is withheld. The value is what a reader is told."""

    PRIVACY = "personal privacy"
    SOURCE = "protected source"
    INVESTIGATION = "open investigation"
    VICTIM = "protection of victims"
    SECURITY = "security"
    REQUEST = "request of the sender"
    LAW = "required by law"


class Detector(StrEnum):
    """What is found without a rule that names it. The value is what a notice calls it."""

    EMAIL = "e-mail address"
    TELEPHONE = "telephone number"

    @property
    def rule(self) -> str:
        """The name it goes by where a rule is told: `detector-email`."""
        return f"detector-{self.name.lower()}"


STRUCK_OUT_RULE = "struck-out"
"""The name by which passages are told that a later copy of their cable strikes out."""

BUILT_IN_RULES = frozenset({STRUCK_OUT_RULE, *(detector.rule for detector in Detector)})
"""Names of what is withheld without a rule: no rule of editors has one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParaName:
    """A para as editors name it: `08MEXICO721 ¶22`, `08MEXICO721 27.A`, `08MEXICO721 line 160`."""

    mrn: Mrn
    anchor: Anchor
    begins: str = ""
    """Words with which the para must begin; empty where the editor gave none."""

    @property
    def key(self) -> str:
        """What the para is called among the items of its rule: `08MEXICO721 p-22`."""
        return f"{self.mrn} {self.anchor}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestName:
    """A request as editors name it: where it stands, and words that it holds."""

    mrn: Mrn
    anchor: Anchor | None
    """The para; None for the header."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One decision of editors to withhold something."""

    id: str
    """Its name, by which notices tell it."""
    reason: Reason
    note: str
    """Why, in the editors' words. Readers see it: it names nothing that is withheld."""
    kind: str
    """What a notice calls a passage ("name", "shelter's name")."""
    passages: tuple[str, ...] = ()
    """Words that are withheld wherever they stand."""
    names: tuple[str, ...] = ()
    """The same for names, in any order of their parts ("Villa, Daniel")."""
    patterns: tuple[str, ...] = ()
    """Regular expressions; what they match is withheld wherever it stands."""
    paras: tuple[ParaName, ...] = ()
    """Whole paras."""
    cables: tuple[Mrn, ...] = ()
    """Whole cables."""
    answers: tuple[RequestName, ...] = ()
    """The requests of cables that it answers."""
    not_meant: tuple[str, ...] = ()
    """Spellings near to its names that mean something else: `reftel review` lists them no more."""
    may_miss: frozenset[str] = frozenset()
    """Keys of the items that may hit nothing. The key of an item is its words, of a para
    `ParaName.key`, of a cable its number."""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    """The line of each item in the file, by key; empty for a rule that was read from no file."""

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
        """Pickle the rule without its lines, and with its set in order.

        Digests are made from it: they must not change with a comment in the file, nor from one
        process to the next.
        """
        values = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "lines"}
        return _unpickled_rule, ({**values, "may_miss": tuple(sorted(self.may_miss))},)


def _unpickled_rule(values: dict[str, Any]) -> Rule:
    return Rule(**{**values, "may_miss": frozenset(values["may_miss"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """An editor's word that a request needs no rule."""

    request: RequestName
    by: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What editors decided about withholding."""

    rules: tuple[Rule, ...] = ()
    """In the order of the file."""
    acknowledged: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One form in which the site is published."""

    name: str
    """As the settings call it: `public`."""
    title: str = ""
    """The site's title; empty for the one of the settings."""
    banner: str = ""
    """What stands at the head of every page; empty for nothing."""
    rules: tuple[str, ...] | None = None
    """The rules that hold; None for all."""
    detectors: tuple[Detector, ...] = ()
    folder: str = ""
    """The folder of the built site, below the workspace; empty for the one of the settings."""
    for_editors: bool = False
    """Whether it has the page with the requests of cables."""

    @property
    def withholds(self) -> bool:
        """Whether anything can be withheld from it."""
        return self.rules is None or bool(self.rules or self.detectors)


INTERNAL_EDITION = Edition(name="internal", rules=())
"""The edition that withholds nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDetails:
    """What a notice tells of what it stands for."""

    kinds: tuple[str, ...]
    reasons: tuple[Reason, ...]
    rules: tuple[str, ...]
    """The rules by which it is withheld."""
    words: int
    """About how many words it has, in tens; 0 for up to five, which would help to guess a name."""

    @property
    def text(self) -> str:
        """The notice in plain text: it stands for the passage wherever text is told."""
        several = "s" if len(self.rules) > 1 else ""
        length = [f"about {self.words} words"] if self.words else []
        parts = [*self.kinds, *self.reasons, f"rule{several} {' and '.join(self.rules)}", *length]
        return f"[withheld: {', '.join(parts)}]"


MAX_UNCOUNTED_WORDS = 5
"""Words of a passage of which no length is given: names have as many."""


def about(words: int) -> int:
    """The length that a notice gives for so many words."""
    return 0 if words <= MAX_UNCOUNTED_WORDS else max(10, round(words, -1))


def joint(found: Iterable[NoticeDetails], words: int) -> NoticeDetails:
    """One notice for what several tell of."""
    several = list(found)
    return NoticeDetails(
        kinds=tuple(dict.fromkeys(k for w in several for k in w.kinds)),
        reasons=tuple(dict.fromkeys(r for w in several for r in w.reasons)),
        rules=tuple(dict.fromkeys(r for w in several for r in w.rules)),
        words=words,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice within a block's text."""

    start: int
    """Offset of its first character in the block's text."""
    end: int
    """Offset behind its last character."""
    withheld: NoticeDetails


class RequestState(StrEnum):
    """What editors made of a request."""

    OPEN = "open"
    ANSWERED = "answered by a rule"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingRequest:
    """A sentence in which a cable asks that something be not disclosed."""

    mrn: Mrn
    anchor: Anchor | None
    """The para; None where the header asks."""
    para: str
    """How a reader knows the para (`¶22`); empty for the header."""
    sentence: str
    words: str
    """The words that ask."""
    state: RequestState = RequestState.OPEN
    answer: str = ""
    """The rule that answers it, or who acknowledged it and why; empty for an open one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """Words that stand nowhere in an edition, or nowhere in what is made of one cable."""

    words: tuple[str, ...]
    """The words, folded, in order."""
    rule: str
    mrn: Mrn | None = None
    """The cable in whose files alone they are looked for; None for every file."""
    is_fragment: bool = False
    """Whether they are a piece of a longer passage, which is looked for within one text only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one rule withheld from an edition."""

    rule: str
    kind: str
    reason: Reason
    note: str
    passages: int
    """How many notices tell of it."""
    cables: int
    """In how many cables."""
    words: int
    """About how many words in all, as far as notices tell."""
