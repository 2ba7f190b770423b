"""The stage that makes received sources into the cables of an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import facts
from generator.editions.conceal import Concealer
from generator.editions.fragments import Fragments
from generator.editions.redaction import Redaction, Redactor, SourceCable, detected
from generator.editions.secrets import (
    STRUCK_OUT,
    SearchResults,
    WithheldItems,
    cause_of_detector,
    collect_withheld,
    rules_of,
)
from generator.editions.values import rewrite
from generator.editions.words import count_words
from generator.errors import reporting_faults
from generator.execution.result_cache import CachedRunner, Digest, digest, digest_of
from generator.model import (
    Cable,
    CuratedGlossary,
    Decisions,
    Edition,
    Fate,
    Mrn,
    NoticeDetails,
    Secret,
    StoredCable,
    Tally,
    rounded_length,
)
from generator.model.diagnostics import Diagnostic, excerpt

_TRANSMITTED = frozenset({Fate.PAGE, Fate.STRAY, Fate.BANNER, Fate.RULE, Fate.CAPTION})
"""Lines of the transmission, over which readers and the look for leaks read on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSource:
    """A cable as it was parsed, before any edition."""

    stored: StoredCable
    text: str
    """The source."""
    mrn: Mrn
    search_results: SearchResults
    """What patterns and detectors found in it."""
    diagnostics: tuple[Diagnostic, ...]
    """What decoding it showed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedSource:
    """A source of which no cable is built: it is none, or another file has its number."""

    name: str
    received: SourceCable | None
    """What was parsed; None for a file that cannot be read."""
    diagnostics: tuple[Diagnostic, ...]
    """What was found besides what parsing it shows: how it was decoded, whose double it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionCables:
    """What an edition shows, and what it keeps."""

    cables: tuple[StoredCable, ...]
    curated: CuratedGlossary
    withheld: Mapping[Mrn, NoticeDetails]
    """The cables withheld as a whole."""
    tallies: tuple[Tally, ...]
    secrets: tuple[Secret, ...]
    """What must stand nowhere: for the check of the finished site, never for a page."""
    redacted_files: frozenset[str]
    """Names of the files of which something is withheld."""
    hits: Mapping[tuple[str, str], int]
    """How many places each item of a rule hit, by rule and item."""
    diagnostics: tuple[tuple[str, Diagnostic], ...]
    """What was found in files before any edition, and in those of which no cable is built."""
    concealer: Concealer
    """For texts beside the cables."""


def withhold(
    read: Sequence[ParsedSource],
    unbuilt: Sequence[SkippedSource],
    curated: CuratedGlossary,
    decisions: Decisions,
    edition: Edition,
    bench: CachedRunner,
) -> EditionCables:
    """The cables, and what editors wrote of abbreviations, as `edition` shows them.

    Raises `ReftelError` where a rule cannot hold.
    """
    rules = rules_of(edition, decisions.rules)
    held = {item.mrn: item.stored for item in read}
    sought = [item.search_results for item in read]
    sought += [one.received.search_results for one in unbuilt if one.received is not None]
    found = collect_withheld(edition, decisions.rules, held, sought)
    patterns = {(rule.id, p): rule for rule in rules for p in rule.patterns}
    concealer = Concealer(found.phrases, patterns, edition.detectors if edition.withholds else ())
    left = [item for item in read if item.mrn not in found.cables]
    redactor = Redactor(found) if edition.withholds else None
    redactions = _redactions(left, found, redactor, concealer, bench)
    withheld = {i.mrn: _whole(i, found) for i in read if i.mrn in found.cables}
    filed = tuple(
        _filed(item, redaction, concealer, digest(found.digest, concealer.digest))
        for item, redaction in zip(left, redactions, strict=True)
    )
    done = [(item, one) for item, one in zip(left, redactions, strict=True) if one is not None]
    shown_curated = _curated(curated, concealer)
    return EditionCables(
        cables=filed,
        curated=shown_curated,
        withheld=withheld,
        tallies=_tallies([(i.mrn, one) for i, one in done], withheld, decisions, edition),
        secrets=(
            *found.secrets,
            *_detected(left),
            *_fragments(filed, shown_curated, found, bench),
        ),
        redacted_files=frozenset(item.stored.name for item, _ in done)
        | {item.stored.name for item in read if item.mrn in withheld},
        hits=_hits(read, [one for _, one in done], found, redactor),
        diagnostics=tuple(
            _diagnostics(
                read,
                {item.mrn: one.cable for item, one in done},
                withheld,
                unbuilt,
                redactor,
                concealer,
            )
        ),
        concealer=concealer,
    )


# --- Each cable -----------------------------------------------------------------------------------


def _redactions(
    read: Sequence[ParsedSource],
    found: WithheldItems,
    redactor: Redactor | None,
    concealer: Concealer,
    bench: CachedRunner,
) -> list[Redaction | None]:
    """What the edition makes of each cable; None where nothing of it is withheld."""
    if redactor is None:
        return [None for _ in read]
    known = digest(found.digest, concealer.digest)
    context = (redactor, concealer)
    return list(bench.map(_redact, context, read, lambda item: digest(known, _digest(item))))


def _digest(item: ParsedSource) -> Digest:
    """A digest of a source, and of what was found in it, which detectors withhold from it alone."""
    return digest(item.stored.digest, digest_of(sorted(item.search_results.items())))


def _redact(context: tuple[Redactor, Concealer], item: ParsedSource) -> Redaction | None:
    redactor, concealer = context
    name = concealer.conceal_name(item.stored.name)
    with reporting_faults(name):
        return redactor.redaction(source_cable(item), name)


def source_cable(item: ParsedSource) -> SourceCable:
    """A cable that was read, as a redactor takes it."""
    return SourceCable(
        name=item.stored.name,
        text=item.text,
        cable=item.stored.cable,
        search_results=item.search_results,
    )


def _filed(
    item: ParsedSource, redaction: Redaction | None, concealer: Concealer, known: Digest
) -> StoredCable:
    name = concealer.conceal_name(item.stored.name)
    if redaction is None and name == item.stored.name:
        return item.stored
    cable = item.stored.cable if redaction is None else redaction.cable
    return StoredCable(name=name, cable=cable, digest=digest(_digest(item), known))


def _whole(item: ParsedSource, found: WithheldItems) -> NoticeDetails:
    cause = found.cables[item.mrn]
    words = count_words("\n".join(para.text for para in item.stored.cable.paras))
    return NoticeDetails(
        kinds=("cable",), reasons=(cause.reason,), rules=(cause.rule,), words=rounded_length(words)
    )


# --- Diagnostics ----------------------------------------------------------------------------------


def _diagnostics(
    read: Sequence[ParsedSource],
    redacted: Mapping[Mrn, Cable],
    withheld: Container[Mrn],
    unbuilt: Sequence[SkippedSource],
    redactor: Redactor | None,
    concealer: Concealer,
) -> Iterator[tuple[str, Diagnostic]]:
    """What was found before any edition, and in files of which no cable is built.

    Those files are redacted and parsed as all others are. Nothing is quoted of a cable that is
    withheld whole.
    """
    for item in read:
        name = concealer.conceal_name(item.stored.name)
        for one in item.diagnostics:
            quoted = replace(one, text="") if item.mrn in withheld else one
            yield name, _requoted(quoted, redacted.get(item.mrn), concealer)
    for file in unbuilt:
        name, cable = concealer.conceal_name(file.name), None
        if file.received is not None:
            redaction = redactor.redaction(file.received, name) if redactor is not None else None
            cable = redaction.cable if redaction is not None else None
            yield from ((name, one) for one in (cable or file.received.cable).diagnostics)
        for one in file.diagnostics:
            yield name, _requoted(one, cable, concealer)


def _requoted(one: Diagnostic, redacted: Cable | None, concealer: Concealer) -> Diagnostic:
    """A diagnostic that quotes its line as the edition shows it."""
    text = one.text
    if text and one.line is not None and redacted is not None:
        text = excerpt(redacted.lines[one.line - 1].text)
    return replace(one, text=text, message=concealer.conceal(one.message))


# --- What stands beside the cables ----------------------------------------------------------------


def _curated(curated: CuratedGlossary, concealer: Concealer) -> CuratedGlossary:
    """The glossary of editors; an entry whose abbreviation is withheld is left out.

    So is one of the program's own table that spells out what is withheld.
    """
    holds = concealer.has_hit
    kept = tuple(term for term in curated.terms if not holds(term.abbreviation))
    return CuratedGlossary(
        terms=rewrite(kept, concealer.conceal, lambda span: span),
        excluded=curated.excluded,
        withheld=frozenset(
            t.abbreviation for t in facts.terms() if holds(t.abbreviation) or holds(t.meaning)
        ),
    )


def _detected(read: Iterable[ParsedSource]) -> Iterator[Secret]:
    """From what was found in the sources, not from what was made of them: it checks the latter."""
    for item in read:
        for words, rule in detected(item.search_results):
            yield Secret(words=words, rule=rule, mrn=item.mrn)


def _fragments(
    filed: Sequence[StoredCable],
    curated: CuratedGlossary,
    found: WithheldItems,
    bench: CachedRunner,
) -> tuple[Secret, ...]:
    """Pieces of withheld passages that stand nowhere in what the edition shows.

    The program's own tables are shown too: `non-governmental` is no piece of a passage.
    """
    fragments = Fragments(found.phrases)
    known = found.digest
    standing = bench.map(_standing, fragments, filed, lambda item: digest(known, item.digest))
    given = [
        f"{term.abbreviation} {term.sense.expansion} {term.abbreviation}" for term in curated.terms
    ]
    beside = " / ".join([*facts.entries(), *given, str(curated)])
    return fragments.secrets([*standing, fragments.present_in(beside)])


def _standing(fragments: Fragments, item: StoredCable) -> frozenset[int]:
    """In the source, with and without the transmission's lines, and in the text as it is read."""
    cable = item.cable
    lines = [line.text for line in cable.lines]
    without = [line.text for line in cable.lines if _TRANSMITTED.isdisjoint(line.fates)]
    read = [block.text for para in cable.paras for block in para.blocks]
    return fragments.present_in("\n".join([*lines, *without, *read]))


def _hits(
    read: Sequence[ParsedSource],
    redactions: Iterable[Redaction],
    found: WithheldItems,
    redactor: Redactor | None,
) -> Mapping[tuple[str, str], int]:
    """How many places each item hit, those in cables that are withheld whole too."""
    hits: Counter[tuple[str, str]] = Counter()
    for redaction in redactions:
        hits.update(redaction.hits)
    for item in read:
        if item.mrn in found.cables and redactor is not None:
            hits.update(redactor.hits(source_cable(item)))
            hits.update(found.cables[item.mrn].items)
    return dict(sorted(hits.items()))


def _tallies(
    redactions: Iterable[tuple[Mrn, Redaction]],
    withheld: Mapping[Mrn, NoticeDetails],
    decisions: Decisions,
    edition: Edition,
) -> tuple[Tally, ...]:
    """What each rule and detector withheld, counted by the notices that tell of it."""
    passages: Counter[str] = Counter()
    length: Counter[str] = Counter()
    cables: dict[str, set[str]] = {}
    notices = [(mrn, notice) for mrn, one in redactions for notice in one.withheld]
    for mrn, notice in (*notices, *withheld.items()):
        for rule in notice.rules:
            passages[rule] += 1
            length[rule] += notice.words
            cables.setdefault(rule, set()).add(mrn)
    causes = [(r.id, r.kind, r.reason, r.note) for r in rules_of(edition, decisions.rules)]
    causes += [
        (cause.rule, cause.kind, cause.reason, "Found by its form.")
        for cause in map(cause_of_detector, edition.detectors)
    ]
    if edition.withholds:
        note = "A later copy of the cable strikes it out."
        causes.append((STRUCK_OUT.rule, STRUCK_OUT.kind, STRUCK_OUT.reason, note))
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
