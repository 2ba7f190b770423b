"""What is withheld, as words: from the rules of editors and from what the detectors find."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.editions.detectors import countries, detect
from generator.editions.words import accent_variants, phrase, widened
from generator.errors import ReftelError
from generator.memory import Digest, digest_of
from generator.model import (
    Anchor,
    Cable,
    Detector,
    Edition,
    Fate,
    Filed,
    Mrn,
    Para,
    Reason,
    Rule,
    Secret,
)

LONGEST_COMMON = 9
"""Words up to which a sentence of a withheld para may stand elsewhere by chance."""

SHORTEST_SUBJECT = 4
"""Words of a withheld cable's subject from which others may not say it: `VISIT` they may."""

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")

_BETWEEN_TEXTS = "\n;\0;\n"
"""What parts the texts of a cable where they are read as one: nothing is found across it."""

_FURNITURE = frozenset({Fate.HEADER, Fate.PAGE, Fate.RULE, Fate.BLANK, Fate.CAPTION})
"""Lines of numbers and codes, in which a telephone number would be found by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a passage is withheld."""

    rule: str
    kind: str
    reason: Reason
    found: bool = False
    """True where a detector found it: a rule of editors for the same words tells more."""


def cause_of(rule: Rule) -> Cause:
    """The cause that a rule of editors is."""
    return Cause(rule=rule.id, kind=rule.kind, reason=rule.reason)


def cause_found(detector: Detector) -> Cause:
    """The cause that a detector is."""
    return Cause(rule=detector.rule, kind=detector.value, reason=Reason.PRIVACY, found=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding:
    """All that an edition withholds."""

    secrets: Mapping[tuple[str, ...], Cause]
    """Words withheld wherever they stand, with the first cause in the order of rules."""
    paras: Mapping[Mrn, Mapping[Anchor, Cause]]
    """Paras withheld as a whole, by cable."""
    cables: Mapping[Mrn, Cause]
    """Cables withheld as a whole."""

    @property
    def digest(self) -> Digest:
        """What all that is withheld wherever it stands, and as whole paras, is known by."""
        return digest_of(([*self.secrets.items()], [*self.paras.items()]))

    @property
    def listed(self) -> tuple[Secret, ...]:
        """The secrets, for the check of a finished site."""
        return tuple(Secret(words=words, rule=cause.rule) for words, cause in self.secrets.items())


def rules_of(edition: Edition, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules that hold in an edition. Raises `ReftelError` where it names one that is not."""
    if edition.rules is None:
        return tuple(rules)
    known = {rule.id: rule for rule in rules}
    missing = [name for name in edition.rules if name not in known]
    if missing:
        raise ReftelError(
            f"mkdocs.yml: the edition '{edition.name}' names the rule '{missing[0]}', which "
            "content/curated/redactions.yml does not have: add it there, or mend the name."
        )
    return tuple(known[name] for name in edition.rules)


Sought = Mapping[str, tuple[str, ...]]
"""What patterns and detectors find in one cable, by the names of rules and detectors."""


def seek(cable: Cable, rules: Sequence[Rule], detectors: Sequence[Detector]) -> Sought:
    """What the patterns of `rules`, and `detectors`, find in a cable."""
    sought: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        if rule.patterns:
            sought[rule.id] = tuple(dict.fromkeys(_matched(rule, cable)))
    for detector in detectors:
        sought[detector.rule] = tuple(dict.fromkeys(_detected(detector, cable)))
    return {name: found for name, found in sought.items() if found}


def withholding(
    edition: Edition, rules: Sequence[Rule], held: Mapping[Mrn, Filed], sought: Sequence[Sought]
) -> Withholding:
    """What `edition` withholds by `rules` and by what was `sought` in each of the cables `held`.

    What a pattern or detector finds in one cable is withheld from all. Raises `ReftelError` where
    a rule names a para that its cable does not have: it may have been misspelt.
    """
    secrets: dict[tuple[str, ...], Cause] = {}
    ruled = rules_of(edition, rules)
    for rule in ruled:
        found = [text for by_name in sought for text in by_name.get(rule.id, ())]
        for text in (*_of_rule(rule, held), *found):
            for variant in accent_variants(text):
                secrets.setdefault(phrase(variant), cause_of(rule))
    for detector in edition.detectors:
        for by_name in sought:
            for text in by_name.get(detector.rule, ()):
                secrets.setdefault(phrase(text), cause_found(detector))
    secrets.pop((), None)
    paras: dict[Mrn, dict[Anchor, Cause]] = {}
    for rule in ruled:
        for para in rule.paras:
            paras.setdefault(para.mrn, {})[para.anchor] = cause_of(rule)
    return Withholding(
        secrets=secrets,
        paras=paras,
        cables={mrn: cause_of(rule) for rule in ruled for mrn in rule.cables},
    )


def _matched(rule: Rule, cable: Cable) -> Iterator[str]:
    """What a rule's patterns find in a cable, with the whole of the words that they touch."""
    for pattern in rule.patterns:
        compiled = re.compile(pattern)
        for text in _texts(cable, frozenset()):
            yield from (
                widened(text, *match.span()) for match in compiled.finditer(text) if match[0]
            )


def _of_rule(rule: Rule, held: Mapping[Mrn, Filed]) -> Iterator[str]:
    """The passages that a rule withholds wherever they stand."""
    yield from rule.passages
    for name in rule.names:
        yield from _orders(name)
    for para in rule.paras:
        if para.mrn in held:
            yield from _sentences([_para(rule, held[para.mrn].cable, para.anchor)])
    for mrn in rule.cables:
        if mrn in held:
            cable = held[mrn].cable
            yield from _sentences(cable.paras)
            subject = cable.header.subject or ""
            if len(phrase(subject)) >= SHORTEST_SUBJECT:
                yield subject


def _orders(name: str) -> Iterator[str]:
    """A name with its parts in each order that a list writes: `Villa, Daniel Bricio`."""
    parts = name.split()
    for first in range(len(parts)):
        yield " ".join([*parts[first:], *parts[:first]])


def _para(rule: Rule, cable: Cable, anchor: str) -> Para:
    for para in cable.paras:
        if para.anchor == anchor:
            return para
    raise ReftelError(
        f"content/curated/redactions.yml: the rule '{rule.id}' names the para {anchor} of "
        f"{cable.id}, which this cable does not have: nothing would be withheld. Mend the number."
    )


def _sentences(paras: Iterable[Para]) -> Iterator[str]:
    """The sentences long enough to be told from common phrases."""
    for para in paras:
        for sentence in _SENTENCE.split(para.text):
            if len(phrase(sentence)) > LONGEST_COMMON:
                yield sentence


def _detected(detector: Detector, cable: Cable) -> Iterator[str]:
    left_out = _FURNITURE if detector is Detector.TELEPHONE else frozenset()
    text = _BETWEEN_TEXTS.join(_texts(cable, left_out))
    return (text[start:end] for start, end in detect(detector, text, countries(cable)))


def _texts(cable: Cable, left_out: frozenset[Fate]) -> Iterator[str]:
    """What a cable says: as it is read, and line by line without lines of the fates left out."""
    header = cable.header
    yield from (para.text for para in cable.paras)
    yield from (heading.text for heading in cable.headings)
    told = (header.subject, header.classified_by, cable.trailer, cable.signature)
    yield from (text for text in told if text)
    yield from header.passing
    yield from (line.text for line in cable.lines if left_out.isdisjoint(line.fates))
