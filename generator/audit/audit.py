"""Simulates a reader who tries to guess the names behind an edition's notices.

The reader has the edition and a list of all names in the unredacted cables. For each withheld name,
every candidate gets a score: the sum of the points of all signals, each at its strongest place. The
audit knows the answer, and reports how many candidates score at least as high as the true name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.audit.candidate_names import Candidates, Name, names_in
from generator.audit.contexts import roles, words_around
from generator.audit.edition_lines import AuditCable, NoticePlace, shown_cable
from generator.audit.evidence import AuditedEdition, Signal, SignalEvidence, shown_names
from generator.audit.places import alphabet, counts, lengths
from generator.editions.near_tokens import runs
from generator.editions.words import phrase
from generator.model import Rule

LONGEST_NAME = 5
"""The most words of a passage that counts as a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How well a withheld name is hidden."""

    rule: str
    item: str
    """The name as the rule writes it."""
    notices: int
    """The number of notices for it."""
    rank: int
    """The number of candidates that score at least as high as it, including itself."""
    candidates: int
    """The number of all candidates."""
    score: float
    evidence: tuple[SignalEvidence, ...]
    """The evidence for it: each signal at its strongest place, the strongest signal first."""

    def is_given_away(self, bound: int) -> bool:
        """Whether there is evidence, and it leaves at most `bound` names."""
        return self.score > 0 and self.rank <= bound


def audit(rules: Sequence[Rule], cables: Sequence[AuditCable]) -> tuple[Finding, ...]:
    """A finding for each withheld name of the rules, in order.

    `cables` are those that the edition shows. A name without a notice has a finding with no notices
    and no score.
    """
    items = [(rule.id, text) for rule in rules for text in withheld_names(rule)]
    edition = _edition(cables, {phrase(text) for _, text in items})
    notices = [notice for cable in edition.cables for notice in cable.notices]
    places = {
        (rule, text): [n for n in notices if rule in n.rules and n.hidden.issuperset(phrase(text))]
        for rule, text in items
    }
    by_notice = _by_notice(
        [
            *words_around(edition, notices),
            *roles(edition, notices),
            *alphabet(edition, notices),
        ]
    )
    counted = {rule.id: [*counts(edition, rule.id, notices)] for rule in rules}
    return tuple(
        _finding(
            rule,
            text,
            edition,
            places[rule, text],
            [
                *(e for n in places[rule, text] for e in by_notice[n]),
                *lengths(edition, cables, places[rule, text]),
                *(counted[rule] if places[rule, text] else ()),
            ],
        )
        for rule, text in items
    )


def withheld_names(rule: Rule) -> list[str]:
    """The names of a rule, and its passages that look like names: a few words with capitals."""
    passages = [
        text
        for text in rule.passages
        if len(text.split()) <= LONGEST_NAME
        and not any(c.isdigit() or c == "@" for c in text)
        and text[:1].isupper()
        and text.split()[-1][:1].isupper()
    ]
    return [text for text in (*rule.names, *passages) if phrase(text)]


def _edition(cables: Sequence[AuditCable], withheld: set[Name]) -> AuditedEdition:
    unredacted = [_names(cable) for cable in cables]
    candidates = Candidates({name for names in unredacted for name in names}, withheld)
    cables_of: Counter[Name] = Counter()
    for names in unredacted:
        cables_of.update(
            {full for name in names if (full := candidates.full_name(name)) is not None}
        )
    shown = [shown_cable(number, cable) for number, cable in enumerate(cables)]
    return AuditedEdition(
        cables=shown,
        mrns=[cable.mrn for cable in cables],
        names=[[*shown_names(number, one, candidates)] for number, one in enumerate(shown)],
        candidates=candidates,
        cables_of=cables_of,
    )


def _names(cable: AuditCable) -> set[Name]:
    """The names of an unredacted cable."""
    text = "\n".join(line.text for line in cable.lines)
    return {mention.name for run in runs(text, [(0, len(text))], ()) for mention in names_in(run)}


def _by_notice(evidence: Iterable[SignalEvidence]) -> dict[NoticePlace, list[SignalEvidence]]:
    by_notice: dict[NoticePlace, list[SignalEvidence]] = defaultdict(list)
    for one in evidence:
        by_notice[one.notice].append(one)
    return by_notice


def _finding(
    rule: str,
    text: str,
    edition: AuditedEdition,
    places: Sequence[NoticePlace],
    evidence: Iterable[SignalEvidence],
) -> Finding:
    strongest: dict[Name, dict[Signal, SignalEvidence]] = defaultdict(dict)
    for one in evidence:
        of_name = strongest[one.candidate]
        if one.signal not in of_name or of_name[one.signal].points < one.points:
            of_name[one.signal] = one
    scores = {
        name: sum(one.points for one in of_signal.values()) for name, of_signal in strongest.items()
    }
    truth = edition.candidates.full_name(phrase(text)) or phrase(text)
    score = scores.get(truth, 0.0)
    return Finding(
        rule=rule,
        item=text,
        notices=len(places),
        rank=sum(1 for name in edition.candidates.names if scores.get(name, 0.0) >= score - 1e-9),
        candidates=len(edition.candidates.names),
        score=score,
        evidence=tuple(sorted(strongest[truth].values(), key=lambda e: (-e.points, e.signal))),
    )
