"""One entry for each body: joins the names that cables write out with the glossary's terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator import facts
from generator.glossary.senses import post_of
from generator.glossary.word_kinds import language_of
from generator.model import (
    Anchor,
    BodyNames,
    CuratedOrganisation,
    Entity,
    EntityKind,
    EntityMention,
    EntityProfile,
    Mrn,
    Place,
    Sense,
    Term,
)
from generator.organisations.body_resolution import (
    BodyKey,
    BodyResolver,
    NamedCable,
    united,
)
from generator.organisations.capital_abbreviations import known_abbreviations
from generator.organisations.curated_bodies import curated_bodies
from generator.organisations.display_names import shown_name
from generator.organisations.full_names import is_generic, name_key

Named = tuple[BodyKey, Mrn, Place, str, str, set[BodyKey]]
"""A mention: body, cable, place, words, the full name (empty for an abbreviation), other keys."""


@dataclass(slots=True)
class _Body:
    """A body while it is put together."""

    key: BodyKey
    curated: CuratedOrganisation | None = None
    mentions: list[tuple[Mrn, Place, str]] = field(default_factory=list)
    written: Counter[str] = field(default_factory=Counter)
    """The full names in cables."""
    senses: dict[str, Sense] = field(default_factory=dict)
    """The meaning that names it, by abbreviation."""
    former: dict[str, None] = field(default_factory=dict)
    others: set[BodyKey] = field(default_factory=set)
    """The keys of its names in smaller collections, which say less of them."""


class _Bodies:
    """The bodies by key."""

    def __init__(
        self, same: Mapping[BodyKey, BodyKey], curated: Sequence[CuratedOrganisation]
    ) -> None:
        self.by_key: dict[BodyKey, _Body] = {}
        self._same = same
        self._decisions = curated_bodies(curated)

    def body(self, key: BodyKey, name: str, mrn: Mrn, others: set[BodyKey]) -> _Body | None:
        """The body of this key, or the one that editors say; None if they hide the name.

        `others` are keys that may stand for `key` in smaller collections.
        """
        decision = self._decisions.decision(name, mrn)
        others = {key, *others}
        if decision is None:
            key = self._same.get(key, key)
        elif decision.is_hidden:
            return None
        else:
            key = (name_key(decision.name), "")
        body = self.by_key.setdefault(key, _Body(key))
        body.curated = body.curated or decision
        body.others |= others
        return body


def join_bodies(
    cables: Sequence[NamedCable],
    terms: Sequence[Term],
    curated: Sequence[CuratedOrganisation],
    withheld: frozenset[str],
) -> tuple[Entity, ...]:
    """The organisations of a collection, by key.

    `withheld` are abbreviations whose meaning in the program's tables the edition withholds.
    """
    resolver = BodyResolver(cables, terms, withheld)
    bodies = _Bodies(united(list(_appositions(cables, resolver))), curated)
    for key, mrn, place, words, name, others in _written(cables, resolver):
        body = bodies.body(key, name or words, mrn, others)
        if body is not None:
            body.mentions.append((mrn, place, words))
            if name:
                body.written[name] += 1
    for term in terms:
        _add_uses(bodies, term, resolver)
    order = {
        (cable.mrn, anchor): (index, rank)
        for index, cable in enumerate(cables)
        for rank, anchor in enumerate(cable.bodies.anchors)
    }
    entities = (_entity(body, order) for body in bodies.by_key.values())
    return tuple(sorted(entities, key=lambda entity: entity.profile.key))


def _written(cables: Sequence[NamedCable], resolver: BodyResolver) -> Iterator[Named]:
    """The names written out, and the abbreviations in texts in capitals."""
    for cable in cables:
        for mention in cable.bodies.mentions:
            key = resolver.body_of(mention, cable)
            if key is None:
                continue
            name = "" if mention.is_abbreviation else mention.name
            others = resolver.other_keys(mention, cable)
            yield key, cable.mrn, mention.place, mention.words, name, others


def _add_uses(bodies: _Bodies, term: Term, resolver: BodyResolver) -> None:
    """Add the uses of an abbreviation whose meaning there is a body."""
    for mrn, use in term.uses:
        index = use.sense
        if index is None or (term.abbreviation, index) not in resolver.by_sense:
            continue
        sense = (term.abbreviation, index)
        key, others = resolver.by_sense[sense], resolver.keys_of_sense[sense]
        body = bodies.body(key, term.abbreviation, mrn, others)
        if body is None:
            continue
        body.mentions.append((mrn, use.place, term.abbreviation))
        if body.senses.setdefault(term.abbreviation, term.senses[index]) is term.senses[index]:
            former = (r.former for r in term.renamings if r.abbreviation == term.abbreviation)
            body.former |= dict.fromkeys(former)


def _appositions(
    cables: Sequence[NamedCable], resolver: BodyResolver
) -> Iterator[tuple[BodyKey, BodyKey]]:
    """The bodies that a cable names by two names, unless bodies of other countries share one."""
    for cable in cables:
        for first, second in cable.bodies.appositions:
            keys = resolver.body_of(first, cable), resolver.body_of(second, cable)
            is_sure = not any(is_generic(mention.name) for mention in (first, second))
            if keys[0] is not None and keys[1] is not None and is_sure:
                yield keys[0], keys[1]


# --- Entities -------------------------------------------------------------------------------


def _entity(body: _Body, order: Mapping[tuple[Mrn, Anchor], tuple[int, int]]) -> Entity:
    profile = _profile(body)
    mentions = sorted(body.mentions, key=lambda m: (order[m[0], m[1].anchor], m[1]))
    curated = body.curated.former if body.curated is not None else ()
    return Entity(
        profile=profile,
        names=BodyNames(
            abbreviations=tuple(sorted(body.senses)),
            full=tuple(name for name in _full_names(body) if name[0] != profile.name),
            former=tuple(dict.fromkeys([*curated, *body.former])),
            source=body.curated.source if body.curated is not None else "",
        ),
        also_at=_other_addresses(body, profile.key),
        mentions=tuple(
            (
                mrn,
                EntityMention(kind=profile.kind, key=profile.key, place=place, words=words),
            )
            for mrn, place, words in mentions
        ),
    )


def _address_key(key: BodyKey) -> str:
    name, country = key
    return f"{name}-{country}" if country else name


def _other_addresses(body: _Body, own: str) -> tuple[str, ...]:
    """The keys in smaller collections; a body of one cable has no other there."""
    if len({mrn for mrn, _, _ in body.mentions}) < 2:
        return ()
    return tuple(sorted({_address_key(key) for key in body.others} - {own}))


def _profile(body: _Body) -> EntityProfile:
    return EntityProfile(
        kind=EntityKind.ORGANISATION,
        key=_address_key(body.key),
        name=_name(body),
        description=_description(body),
    )


def _name(body: _Body) -> str:
    """The name for readers: of editors, else of the glossary, else the most frequent one."""
    if body.curated is not None:
        return body.curated.name
    if body.senses:
        return min(body.senses.items())[1].expansion
    if body.written:
        return shown_name(body.written, body.key[1])
    return min(known_abbreviations()[words] for _, _, words in body.mentions)


UNCLEAR = "the cables do not say of which country"
"""The end of the description of a name that bodies of several countries have."""


def _hosts(body: _Body) -> set[str]:
    """The countries of the posts whose cables name it."""
    posts = (facts.posts().get(post_of(mrn)) for mrn, _, _ in body.mentions)
    return {post.country for post in posts if post is not None}


def _description(body: _Body) -> str:
    """Its abbreviations and its name in another language: "NSI, Instituto Nacional de Sal"."""
    in_capitals = {words for _, _, words in body.mentions if words in known_abbreviations()}
    foreign = [name for name, language in _full_names(body) if language]
    pieces = [*sorted(body.senses.keys() | in_capitals), *foreign[:1]]
    is_unsaid = body.curated is None and not body.key[1] and is_generic(_name(body))
    if is_unsaid and (not pieces or len(_hosts(body)) > 1):
        pieces.append(UNCLEAR)
    return ", ".join(pieces)


def _full_names(body: _Body) -> list[tuple[str, str]]:
    """The full names with the code of their language, each once."""
    names: dict[str, str] = {}
    if body.curated is not None:
        names |= {name: language for language, name in body.curated.translations}
    for _, sense in sorted(body.senses.items()):
        names.setdefault(sense.expansion, "")
        if sense.original:
            names[sense.original] = sense.language or ""
    for name in body.written:
        language = language_of(name)
        if language:
            names.setdefault(name, language)
    return list(names.items())
