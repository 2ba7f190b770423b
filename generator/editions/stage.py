"""The stage that turns parsed sources into the cables of an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import facts
from generator.editions.conceal import Concealer
from generator.editions.fragments import Fragments, fragments_of
from generator.editions.parsed_sources import ParsedSource, SkippedSource, source_cable
from generator.editions.redacted_copies import (
    OtherCopy,
    RedactedCopy,
    ShownCopy,
    redact_copies,
)
from generator.editions.redaction import Redaction, Redactor
from generator.editions.secrets import (
    STRUCK_OUT,
    WithheldItems,
    cause_of_detector,
    collect_withheld,
    rules_of,
)
from generator.editions.values import rewrite
from generator.editions.words import count_words, phrase
from generator.errors import reporting_faults
from generator.execution.result_cache import CachedRunner, Digest, digest
from generator.model import (
    Cable,
    CuratedGlossary,
    Decisions,
    Detector,
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

STALE = "correction-stale"
"""A diagnostic that quotes words which are not in the source. It is left out where a part of the
cable is withheld: the words may be those of a para that is withheld as a whole."""

_TRANSMITTED = frozenset({Fate.PAGE, Fate.STRAY, Fate.BANNER, Fate.RULE, Fate.CAPTION})
"""Lines of the transmission, which readers and the leak check skip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionCables:
    """What an edition shows and what it withholds."""

    cables: tuple[StoredCable, ...]
    curated: CuratedGlossary
    withheld: Mapping[Mrn, NoticeDetails]
    """The cables that are withheld as a whole."""
    tallies: tuple[Tally, ...]
    secrets: tuple[Secret, ...]
    """What the site must not contain: for the leak check of the finished site, never for a page."""
    redacted_files: frozenset[str]
    """The names of files from which something is withheld."""
    hits: Mapping[tuple[str, str], int]
    """The number of places that each item of a rule hits, by rule and item."""
    diagnostics: tuple[tuple[str, Diagnostic], ...]
    """The diagnostics of decoding and of skipped sources, each with the name of the file."""
    copies: Mapping[Mrn, tuple[ShownCopy, ...]]
    """The other copies of each cable of which there are several files."""
    para_rules: frozenset[Mrn]
    """The cables of which a rule withholds paras."""
    concealer: Concealer
    """Withholds from texts that are not cables."""


def withhold(
    sources: Sequence[ParsedSource],
    copies: Sequence[OtherCopy],
    skipped: Sequence[SkippedSource],
    curated: CuratedGlossary,
    decisions: Decisions,
    edition: Edition,
    bench: CachedRunner,
) -> EditionCables:
    """The cables, their copies and the curated glossary as `edition` shows them.

    Raises `ReftelError` if a rule cannot be applied.
    """
    rules = rules_of(edition, decisions.rules)
    results = [s.search_results for s in (*sources, *(copy.source for copy in copies))]
    results += [item.received.search_results for item in skipped if item.received is not None]
    stored = {source.mrn: source.stored for source in sources}
    items = collect_withheld(edition, decisions.rules, stored, results)
    patterns = {(rule.id, p): rule for rule in rules for p in rule.patterns}
    concealer = Concealer(items.phrases, patterns, edition.detectors if edition.withholds else ())
    shown = [source for source in sources if source.mrn not in items.cables]
    withheld = {s.mrn: _cable_notice(s, items) for s in sources if s.mrn in items.cables}
    redactor = Redactor(items) if edition.withholds else None
    items_digest = digest(items.digest, concealer.digest)
    redactions = _redactions(shown, redactor, concealer, items_digest, bench)
    cables = tuple(
        _shown_cable(source, redactions.get(source.mrn), concealer, items_digest)
        for source in shown
    )
    copied = [copy for copy in copies if copy.source.mrn not in items.cables]
    redacted = redact_copies(copied, redactor, concealer, items_digest, bench)
    texts = [*cables, *(copy.shown.stored for copy in redacted)]
    shown_curated = _curated(curated, concealer)
    return EditionCables(
        cables=cables,
        curated=shown_curated,
        withheld=withheld,
        tallies=_tallies(redactions, withheld, decisions, edition),
        secrets=(
            *items.secrets,
            *_detected([*shown, *(copy.source for copy in redacted)]),
            *_fragments(texts, shown_curated, items, bench),
        ),
        redacted_files=frozenset(
            [s.stored.name for s in sources if s.mrn in redactions or s.mrn in withheld]
            + [copy.source.stored.name for copy in redacted if copy.redaction is not None]
        ),
        hits=_hits(sources, (*redactions.values(), *_redactions_of(redacted)), items, redactor),
        diagnostics=(
            *_diagnostics(sources, redactions, withheld, skipped, redactor, concealer),
            *_copy_diagnostics(redacted, concealer),
        ),
        copies=_by_cable(redacted),
        para_rules=frozenset(items.paras),
        concealer=concealer,
    )


# --- Each cable -----------------------------------------------------------------------------------


def _redactions(
    sources: Sequence[ParsedSource],
    redactor: Redactor | None,
    concealer: Concealer,
    items_digest: Digest,
    bench: CachedRunner,
) -> Mapping[Mrn, Redaction]:
    """The redactions of all cables from which something is withheld.

    `items_digest` is the digest of everything that is withheld.
    """
    if redactor is None:
        return {}
    context = (redactor, concealer)
    redactions = bench.map(
        _redact, context, sources, lambda item: digest(items_digest, item.digest)
    )
    pairs = zip(sources, redactions, strict=True)
    return {source.mrn: redaction for source, redaction in pairs if redaction is not None}


def _redact(context: tuple[Redactor, Concealer], source: ParsedSource) -> Redaction | None:
    redactor, concealer = context
    name = concealer.conceal_name(source.stored.name)
    with reporting_faults(name):
        return redactor.redaction(source_cable(source), name, concealer.conceal_with)


def _shown_cable(
    source: ParsedSource, redaction: Redaction | None, concealer: Concealer, items_digest: Digest
) -> StoredCable:
    name = concealer.conceal_name(source.stored.name)
    if redaction is None and name == source.stored.name:
        return source.stored
    cable = source.stored.cable if redaction is None else redaction.cable
    return StoredCable(name=name, cable=cable, digest=digest(source.digest, items_digest))


def _cable_notice(source: ParsedSource, items: WithheldItems) -> NoticeDetails:
    """The notice for a cable that is withheld as a whole."""
    cause = items.cables[source.mrn]
    words = count_words("\n".join(para.text for para in source.stored.cable.paras))
    return NoticeDetails(
        kinds=("cable",), reasons=(cause.reason,), rules=(cause.rule,), words=rounded_length(words)
    )


def _redactions_of(copies: Iterable[RedactedCopy]) -> Iterator[Redaction]:
    return (copy.redaction for copy in copies if copy.redaction is not None)


def _by_cable(copies: Iterable[RedactedCopy]) -> Mapping[Mrn, tuple[ShownCopy, ...]]:
    by_cable: dict[Mrn, list[ShownCopy]] = {}
    for copy in copies:
        by_cable.setdefault(copy.source.mrn, []).append(copy.shown)
    return {mrn: tuple(of_cable) for mrn, of_cable in by_cable.items()}


# --- Diagnostics ----------------------------------------------------------------------------------


def _diagnostics(
    sources: Sequence[ParsedSource],
    redactions: Mapping[Mrn, Redaction],
    withheld: Container[Mrn],
    skipped: Sequence[SkippedSource],
    redactor: Redactor | None,
    concealer: Concealer,
) -> Iterator[tuple[str, Diagnostic]]:
    """The diagnostics of decoding and of skipped sources, as the edition shows them.

    Skipped sources are redacted and parsed as all others. Nothing is quoted from a cable that is
    withheld as a whole.
    """
    for source in sources:
        name = concealer.conceal_name(source.stored.name)
        redaction = redactions.get(source.mrn)
        for one in source.diagnostics:
            if one.code == STALE and (redaction is not None or source.mrn in withheld):
                continue
            quoted = replace(one, text="") if source.mrn in withheld else one
            yield name, _requoted(quoted, redaction.cable if redaction else None, concealer)
    for file in skipped:
        name, cable = concealer.conceal_name(file.name), None
        if file.received is not None:
            redaction = (
                redactor.redaction(file.received, name, concealer.conceal_with)
                if redactor is not None
                else None
            )
            cable = redaction.cable if redaction is not None else None
            yield from ((name, one) for one in (cable or file.received.cable).diagnostics)
        for one in file.diagnostics:
            if one.code == STALE and cable is not None:
                continue
            yield name, _requoted(one, cable, concealer)


def _copy_diagnostics(
    copies: Iterable[RedactedCopy], concealer: Concealer
) -> Iterator[tuple[str, Diagnostic]]:
    """The diagnostics of copies, of parsing them among them. A cable that is withheld as a whole
    has no copies."""
    for copy in copies:
        name, cable = copy.shown.stored.name, copy.shown.stored.cable
        yield from ((name, one) for one in cable.diagnostics)
        for one in copy.source.diagnostics:
            if one.code != STALE or copy.redaction is None:
                yield name, _requoted(one, cable if copy.redaction else None, concealer)


def _requoted(one: Diagnostic, redacted: Cable | None, concealer: Concealer) -> Diagnostic:
    """A diagnostic whose quotation and message are as the edition shows them."""
    text = one.text
    if text and one.line is not None and redacted is not None:
        text = excerpt(redacted.lines[one.line - 1].text)
    return replace(one, text=text, message=concealer.conceal(one.message))


# --- The glossary, secrets and counts -------------------------------------------------------------


def _curated(curated: CuratedGlossary, concealer: Concealer) -> CuratedGlossary:
    """The curated glossary as the edition shows it, without withheld abbreviations.

    `withheld` also names entries of the program's own table that spell out what is withheld.
    """
    has_hit = concealer.has_hit
    terms = tuple(term for term in curated.terms if not has_hit(term.abbreviation))
    return CuratedGlossary(
        terms=rewrite(terms, concealer.conceal, lambda span: span),
        excluded=curated.excluded,
        withheld=frozenset(
            term.abbreviation
            for term in facts.reference_terms()
            if has_hit(term.abbreviation) or has_hit(term.meaning)
        ),
    )


def _detected(sources: Iterable[ParsedSource]) -> Iterator[Secret]:
    """The phrases that detectors withhold, taken from the sources before redaction."""
    rules = {detector.rule for detector in Detector}
    for source in sources:
        pairs = {
            (phrase(hit.text), rule)
            for (rule, _), hits in source.search_results.items()
            if rule in rules
            for hit in hits
        }
        yield from (Secret(words=w, rule=r, mrn=source.mrn) for w, r in sorted(pairs) if w)


def _fragments(
    cables: Sequence[StoredCable],
    curated: CuratedGlossary,
    items: WithheldItems,
    bench: CachedRunner,
) -> tuple[Secret, ...]:
    """Fragments of withheld passages that the edition shows nowhere.

    The program's own tables count as shown: `non-governmental` is not a fragment.
    """
    fragments = fragments_of(items.phrases)
    key = items.digest
    present = bench.map(_fragments_in, fragments, cables, lambda item: digest(key, item.digest))
    # As glossary pages write them, with the abbreviation on both sides of the meaning.
    entries = [
        f"{term.abbreviation} {term.sense.expansion} {term.abbreviation}" for term in curated.terms
    ]
    other_texts = " / ".join([*facts.entries(), *entries, str(curated)])
    return fragments.secrets([*present, fragments.present_in(other_texts)])


def _fragments_in(fragments: Fragments, item: StoredCable) -> frozenset[int]:
    """The fragments in all lines, in the lines of the message, in the blocks and in the corrections
    of a cable."""
    cable = item.cable
    lines = [line.text for line in cable.lines]
    message = [line.text for line in cable.lines if _TRANSMITTED.isdisjoint(line.fates)]
    blocks = [block.text for para in cable.paras for block in para.blocks]
    corrections = [text for c in cable.corrections for text in (c.after, c.reason, c.source)]
    return fragments.present_in("\n".join([*lines, *message, *blocks, *corrections]))


def _hits(
    sources: Sequence[ParsedSource],
    redactions: Iterable[Redaction],
    items: WithheldItems,
    redactor: Redactor | None,
) -> Mapping[tuple[str, str], int]:
    """The number of places that each item hits, including those in whole withheld cables."""
    hits: Counter[tuple[str, str]] = Counter()
    for redaction in redactions:
        hits.update(redaction.hits)
    for source in sources:
        if source.mrn in items.cables and redactor is not None:
            hits.update(redactor.hits(source_cable(source)))
            hits.update(items.cables[source.mrn].items)
    return dict(sorted(hits.items()))


def _tallies(
    redactions: Mapping[Mrn, Redaction],
    withheld: Mapping[Mrn, NoticeDetails],
    decisions: Decisions,
    edition: Edition,
) -> tuple[Tally, ...]:
    """What each rule and detector withholds, counted by its notices."""
    passages: Counter[str] = Counter()
    length: Counter[str] = Counter()
    cables: dict[str, set[str]] = {}
    notices = [(mrn, notice) for mrn, one in redactions.items() for notice in one.withheld]
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
