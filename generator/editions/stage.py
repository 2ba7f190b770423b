"""The stage that makes parsed cables into those of an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic
from generator.editions.cables import concealed
from generator.editions.concealer import Concealer, whole
from generator.editions.secrets import cause_found, rules_of, withholding
from generator.editions.values import rewritten
from generator.editions.view import HIDDEN
from generator.model import (
    Cable,
    Curated,
    Decisions,
    Edition,
    Filed,
    Mrn,
    Secret,
    Tally,
    Withheld,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A cable as it was parsed, before any edition."""

    name: str
    """The file's name."""
    text: str
    """The source."""
    cable: Cable


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What an edition shows, and what it keeps."""

    filed: tuple[Filed, ...]
    curated: Curated
    withheld: Mapping[Mrn, Withheld]
    """The cables withheld as a whole."""
    tallies: tuple[Tally, ...]
    secrets: tuple[Secret, ...]
    """What must stand nowhere: for the check of the finished site, never for a page."""
    touched: frozenset[str]
    """Names of the files of which something is withheld."""
    concealer: Concealer
    """For what is told beside the cables."""
    withholds: bool
    """Whether anything can be withheld."""

    def concealed(self, found: Iterable[tuple[str, Diagnostic]]) -> list[tuple[str, Diagnostic]]:
        """What was found in files of which no cable was made, with their names.

        Of a second copy of a cable no text is told where anything is withheld: nobody looked in it
        for paras, patterns, addresses and numbers.
        """
        conceal, told = self.concealer.conceal, list(found)
        copies = {name for name, d in told if d.code == "mrn-duplicate" and self.withholds}
        hidden = [(n, replace(d, text=HIDDEN) if d.text and n in copies else d) for n, d in told]
        return [(conceal(name), rewritten(d, conceal, lambda span: span)) for name, d in hidden]


def withhold(
    read: Sequence[Read], curated: Curated, decisions: Decisions, edition: Edition
) -> Shown:
    """The cables, and what editors wrote of short forms, as `edition` shows them.

    Raises `ReftelError` where a rule cannot hold.
    """
    found = withholding(edition, decisions.rules, [item.cable for item in read])
    concealer = Concealer(found.secrets)
    filed, touched = [], set()
    withheld: dict[Mrn, Withheld] = {}
    for item in read:
        mrn = item.cable.id
        assert mrn is not None
        if mrn in found.cables:
            text = "\n".join(para.text for para in item.cable.paras)
            withheld[mrn] = whole(found.cables[mrn], "cable", text)
            touched.add(item.name)
            continue
        cable = concealed(item.cable, item.text, concealer, found.paras.get(mrn, {}))
        if cable != item.cable:
            touched.add(item.name)
        filed.append(Filed(name=concealer.conceal(item.name), cable=cable))
    return Shown(
        filed=tuple(filed),
        curated=_curated(curated, concealer),
        withheld=withheld,
        tallies=_tallies(filed, withheld, decisions, edition),
        secrets=found.listed,
        touched=frozenset(touched),
        concealer=concealer,
        withholds=edition.withholds,
    )


def _curated(curated: Curated, concealer: Concealer) -> Curated:
    """The glossary of editors; an entry whose short form is withheld is left out."""
    kept = tuple(term for term in curated.terms if not concealer.find(term.short))
    return Curated(
        terms=rewritten(kept, concealer.conceal, lambda span: span), excluded=curated.excluded
    )


def _tallies(
    filed: Iterable[Filed], withheld: Mapping[Mrn, Withheld], decisions: Decisions, edition: Edition
) -> tuple[Tally, ...]:
    """What each rule and detector withheld, counted by the notices that tell of it."""
    passages: Counter[str] = Counter()
    length: Counter[str] = Counter()
    cables: dict[str, set[str]] = {}
    for mrn, notice in (*_notices(filed), *withheld.items()):
        for rule in notice.rules:
            passages[rule] += 1
            length[rule] += notice.words
            cables.setdefault(rule, set()).add(mrn)
    causes = [(r.id, r.kind, r.reason, r.note) for r in rules_of(edition, decisions.rules)]
    causes += [
        (cause.rule, cause.kind, cause.reason, "Found by its form.")
        for cause in map(cause_found, edition.detectors)
    ]
    return tuple(
        Tally(
            rule=rule,
            kind=kind,
            reason=reason,
            note=note,
            passages=passages[rule],
            cables=len(cables.get(rule, ())),
            words=length[rule],
        )
        for rule, kind, reason, note in causes
    )


def _notices(filed: Iterable[Filed]) -> Iterable[tuple[Mrn, Withheld]]:
    for item in filed:
        assert item.cable.id is not None
        for para in item.cable.paras:
            for block in para.blocks:
                for notice in block.notices:
                    yield item.cable.id, notice.withheld
