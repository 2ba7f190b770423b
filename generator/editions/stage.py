"""The stage that makes parsed cables into those of an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import facts
from generator.diagnostics import Diagnostic
from generator.editions.cables import concealed
from generator.editions.concealer import Concealer, whole
from generator.editions.secrets import (
    Cause,
    Sought,
    Withholding,
    cause_found,
    rules_of,
    withholding,
)
from generator.editions.values import rewritten
from generator.editions.view import HIDDEN
from generator.memory import Bench, digest
from generator.model import (
    Anchor,
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

    filed: Filed
    text: str
    """The source."""
    mrn: Mrn
    sought: Sought
    """What patterns and detectors found in it."""


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
    read: Sequence[Read],
    curated: Curated,
    decisions: Decisions,
    edition: Edition,
    bench: Bench,
) -> Shown:
    """The cables, and what editors wrote of short forms, as `edition` shows them.

    Raises `ReftelError` where a rule cannot hold.
    """
    held = {item.mrn: item.filed for item in read}
    found = withholding(edition, decisions.rules, held, [item.sought for item in read])
    concealer = Concealer(found.secrets)
    left = [item for item in read if item.mrn not in found.cables]
    made = _made(left, found, concealer, bench)
    withheld = {i.mrn: _whole(i, found) for i in read if i.mrn in found.cables}
    filed = tuple(
        _filed(item, cable, concealer, found) for item, cable in zip(left, made, strict=True)
    )
    return Shown(
        filed=filed,
        curated=_curated(curated, concealer),
        withheld=withheld,
        tallies=_tallies(
            [cable for cable in made if cable is not None], withheld, decisions, edition
        ),
        secrets=found.listed,
        touched=frozenset(
            item.filed.name for item, cable in zip(left, made, strict=True) if cable is not None
        )
        | {item.filed.name for item in read if item.mrn in withheld},
        concealer=concealer,
        withholds=edition.withholds,
    )


def _made(
    read: Sequence[Read], found: Withholding, concealer: Concealer, bench: Bench
) -> list[Cable | None]:
    """Each cable as the edition shows it; None where nothing of it is withheld."""
    if not found.secrets and not found.paras:
        return [None for _ in read]
    told = found.digest
    context = (concealer, found.paras)
    return list(bench.map(_conceal, context, read, lambda item: digest(told, item.filed.digest)))


def _conceal(
    context: tuple[Concealer, Mapping[Mrn, Mapping[Anchor, Cause]]], item: Read
) -> Cable | None:
    concealer, paras = context
    return concealed(item.filed, item.text, concealer, paras.get(item.mrn, {}))


def _filed(item: Read, cable: Cable | None, concealer: Concealer, found: Withholding) -> Filed:
    name = concealer.conceal(item.filed.name)
    if cable is None and name == item.filed.name:
        return item.filed
    made = digest(item.filed.digest, found.digest)
    return Filed(name=name, cable=cable or item.filed.cable, digest=made)


def _whole(item: Read, found: Withholding) -> Withheld:
    text = "\n".join(para.text for para in item.filed.cable.paras)
    return whole(found.cables[item.mrn], "cable", text)


def _curated(curated: Curated, concealer: Concealer) -> Curated:
    """The glossary of editors; an entry whose short form is withheld is left out.

    So is one of the program's own table that spells out what is withheld.
    """
    find = concealer.find
    kept = tuple(term for term in curated.terms if not find(term.short))
    return Curated(
        terms=rewritten(kept, concealer.conceal, lambda span: span),
        excluded=curated.excluded,
        withheld=frozenset(t.short for t in facts.terms() if find(t.short) or find(t.meaning)),
    )


def _tallies(
    touched: Iterable[Cable],
    withheld: Mapping[Mrn, Withheld],
    decisions: Decisions,
    edition: Edition,
) -> tuple[Tally, ...]:
    """What each rule and detector withheld, counted by the notices that tell of it."""
    passages: Counter[str] = Counter()
    length: Counter[str] = Counter()
    cables: dict[str, set[str]] = {}
    for mrn, notice in (*_notices(touched), *withheld.items()):
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


def _notices(touched: Iterable[Cable]) -> Iterable[tuple[Mrn, Withheld]]:
    for cable in touched:
        assert cable.id is not None
        for para in cable.paras:
            for block in para.blocks:
                for notice in block.notices:
                    yield cable.id, notice.withheld
