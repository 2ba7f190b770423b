"""The glossary of a corpus: from cables, curated entries and reference data to terms."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import facts
from generator.glossary import forms
from generator.glossary.extract import definitions
from generator.glossary.senses import Position, TermSenses
from generator.glossary.uses import Found, Matcher, in_capitals, is_read, spellings, unknown
from generator.model import (
    Anchor,
    Block,
    Cable,
    Corpus,
    Curated,
    Definition,
    Filed,
    GivenTerm,
    Mrn,
    Place,
    Renaming,
    Sense,
    SenseSource,
    Term,
    Use,
    UseStatus,
)

SUBJECT: Position = (-1, 0, 0)
"""Where the subject stands in the order of a text."""

SHORTEST_SHARED = 3
"""Letters of the shortest form whose meaning is taken from another cable: two letters mean too
many things."""


def define(corpus: Corpus) -> Corpus:
    """The corpus with its glossary."""
    return replace(corpus, terms=terms(corpus.filed, corpus.curated))


def terms(filed: tuple[Filed, ...], curated: Curated) -> tuple[Term, ...]:
    """Every short form that the cables use or define, in alphabetical order."""
    defined = {item.cable.id: definitions(item.cable) for item in filed if item.cable.id}
    known = _gather(filed, defined, curated)
    matcher = Matcher(_spellings(known, curated))
    uses: dict[str, list[tuple[Mrn, Use]]] = {}
    for item in filed:
        mrn = item.cable.id
        if mrn is None:
            continue
        for use in _uses(item.cable, mrn, defined[mrn], known, matcher, curated):
            uses.setdefault(use.short, []).append((mrn, use))
    marked = _marked(filed)
    renamings = _by_name(_renamings(filed, curated))
    named = {s for s, t in known.items() if t.defined} | set(uses) | set(marked)
    named |= set(renamings)
    return tuple(
        Term(
            short=short,
            senses=known[short].finished() if short in known else (),
            uses=tuple(uses.get(short, ())),
            marked=tuple(marked.get(short, ())),
            renamings=tuple(renamings.get(short, ())),
        )
        for short in sorted(named, key=lambda s: (s.casefold(), s))
    )


def _gather(
    filed: tuple[Filed, ...], defined: Mapping[Mrn, tuple[Definition, ...]], curated: Curated
) -> dict[str, TermSenses]:
    """The meanings of every short form: curated, then of cables, then of reference data."""
    known: dict[str, TermSenses] = {}
    for term in curated.terms:
        known.setdefault(term.short, TermSenses()).add_given(term)
    for item in filed:
        mrn = item.cable.id
        if mrn is None:
            continue
        order = _order(item.cable)
        for found in defined[mrn]:
            if found.short not in curated.excluded:
                known.setdefault(found.short, TermSenses()).add_definition(
                    mrn, found, _position(found.place, order)
                )
    for reference in _reference():
        known.setdefault(reference.short, TermSenses()).add_given(reference)
    return known


def _reference() -> Iterator[GivenTerm]:
    """The program's own table of short forms."""
    for row in facts.terms():
        yield GivenTerm(
            short=row.short,
            sense=Sense(
                expansion=row.meaning,
                original=None,
                language=None,
                source=SenseSource.REFERENCE,
                passages=(),
                origin=row.source,
                category=row.category,
            ),
            spellings=row.also_written,
        )


def _spellings(known: Mapping[str, TermSenses], curated: Curated) -> dict[str, str]:
    """How every known short form is written; excluded words are not looked for."""
    written = spellings(short for short in known if short not in curated.excluded)
    for short, term in known.items():
        for spelling in (s for _, given in term.given for s in given.spellings):
            written.update({spelling: short, f"{spelling}s": short})
    return written


# --- Order --------------------------------------------------------------------------


def _order(cable: Cable) -> dict[Anchor, int]:
    """The order of paras and headings in the text."""
    places = [(p.span.start, p.anchor) for p in cable.paras]
    places += [(h.span.start, h.anchor) for h in cable.headings]
    return {anchor: index for index, (_, anchor) in enumerate(sorted(places))}


def _position(place: Place | None, order: Mapping[Anchor, int]) -> Position:
    return SUBJECT if place is None else (order[place.anchor], place.block, place.start)


# --- Uses ---------------------------------------------------------------------------


Passages = dict[tuple[Anchor, int], dict[str, list[Place]]]
"""Where short forms are defined, by para and block, then by short form."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One cable while its uses are gathered."""

    mrn: Mrn
    passages: Passages
    order: dict[Anchor, int]


def _uses(
    cable: Cable,
    mrn: Mrn,
    defined: Iterable[Definition],
    known: Mapping[str, TermSenses],
    matcher: Matcher,
    curated: Curated,
) -> Iterator[Use]:
    """The uses in one cable, in the order of its text."""
    passages: Passages = {}
    for found in defined:
        if found.place is not None:
            in_block = passages.setdefault((found.place.anchor, found.place.block), {})
            in_block.setdefault(found.short, []).append(found.place)
    read = _Read(mrn, passages, _order(cable))
    for para in cable.paras:
        for index, block in enumerate(para.blocks):
            if is_read(block):
                yield from _in_block(read, para.anchor, index, block, known, matcher, curated)


def _in_block(
    read: _Read,
    anchor: Anchor,
    index: int,
    block: Block,
    known: Mapping[str, TermSenses],
    matcher: Matcher,
    curated: Curated,
) -> list[Use]:
    passages = read.passages.get((anchor, index), {})
    capitals = in_capitals(block.text)
    uses: list[Use] = []
    for found in matcher.find(block.text):
        place = Place(anchor=anchor, block=index, start=found.start, end=found.end)
        meaning = known[found.short].meaning(read.mrn, _position(place, read.order))
        defines = _within(place, passages.get(found.short, ()))
        if meaning.status is UseStatus.UNDEFINED or (capitals and not defines):
            continue
        shared = meaning.status is UseStatus.ELSEWHERE or meaning.sense is None
        if shared and len(found.short) < SHORTEST_SHARED:
            continue
        uses.append(
            Use(
                short=found.short,
                place=place,
                sense=meaning.sense,
                status=meaning.status,
                defines=defines,
            )
        )
    if not capitals:
        uses.extend(_unknown(block, anchor, index, uses, curated))
    return sorted(uses, key=lambda use: use.place.start)


def _unknown(
    block: Block, anchor: Anchor, index: int, uses: list[Use], curated: Curated
) -> Iterator[Use]:
    taken = [Found(use.short, use.place.start, use.place.end) for use in uses]
    for found in unknown(block.text, taken, curated.excluded):
        yield Use(
            short=found.short,
            place=Place(anchor=anchor, block=index, start=found.start, end=found.end),
            sense=None,
            status=UseStatus.UNDEFINED,
            defines=False,
        )


def _within(place: Place, passages: Sequence[Place]) -> bool:
    """True inside one of the passages, which stand in the order of the text."""
    index = bisect_right(passages, place.start, key=lambda passage: passage.start) - 1
    return index >= 0 and place.end <= passages[index].end


# --- Markings, former names ------------------------------------------------------------


def _marked(filed: tuple[Filed, ...]) -> dict[str, list[tuple[Mrn, int]]]:
    """How many paras of each cable bear a portion marking; single letters are no short forms."""
    marked: dict[str, list[tuple[Mrn, int]]] = {}
    for item in filed:
        counts = Counter(p.marking for p in item.cable.paras if p.marking and len(p.marking) > 1)
        for marking, count in sorted(counts.items()):
            if item.cable.id is not None:
                marked.setdefault(marking, []).append((item.cable.id, count))
    return marked


def _renamings(filed: tuple[Filed, ...], curated: Curated) -> list[Renaming]:
    """Former names, as cables and editors tell them."""
    found = [
        Renaming(short=term.short, former=former, mrn=None, place=None, quote=term.sense.origin)
        for term in curated.terms
        for former in term.former
    ]
    for item in filed:
        for para in item.cable.paras:
            for index, block in enumerate(para.blocks):
                for named in forms.renamings(block.text):
                    place = Place(anchor=para.anchor, block=index, start=named.start, end=named.end)
                    quote = " ".join(block.text[named.start : named.end].split())
                    found.append(
                        Renaming(
                            short=named.short,
                            former=named.former,
                            mrn=item.cable.id,
                            place=place,
                            quote=quote,
                        )
                    )
    return found


def _by_name(renamings: Iterable[Renaming]) -> dict[str, list[Renaming]]:
    """Renamings by both names."""
    found: dict[str, list[Renaming]] = {}
    for renaming in renamings:
        for name in (renaming.short, renaming.former):
            found.setdefault(name, []).append(renaming)
    return found
