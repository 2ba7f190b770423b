"""Groups of cables: those of a post, or with a TAGS code, and what they name and cite most.

What each cable names is collected in one pass over the corpus. The figures of a group are made
from its own cables only, so that all groups together cost as much as a few passes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from generator import facts
from generator.execution.result_cache import Digest, digest, digest_of
from generator.model import (
    Corpus,
    EntityKind,
    Mrn,
    Outline,
    StoredCable,
    Term,
    post_name,
    split_mrn,
)
from generator.render import slugs

MOST_LISTED = 6
"""Maximum number of entries in each list of a group's page."""


class GroupKind(StrEnum):
    """What the cables of a group have in common; the value is the facet in the catalogue."""

    POST = "post"
    TAGS = "tags"


GroupName = tuple[GroupKind, str]
"""A group, by its kind and its name in addresses: `lima`, `prel`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group in the list of groups."""

    key: str
    """Its name in addresses."""
    name: str
    """The post as its first cable spells it, or the code."""
    cables: int
    first: str
    """The first date of its cables; empty if all are undated."""
    last: str


Counts = tuple[tuple[str, int], ...]
"""Names with their numbers of cables, the most frequent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CableGroup:
    """The cables of a post, or with a TAGS code, and what they name most."""

    name: str
    """The post as its first cable spells it, or the code."""
    spellings: tuple[str, ...]
    """All names under which the catalogue has it."""
    cables: tuple[Outline, ...]
    """Its cables, ordered by MRN."""
    posts: Counts
    """The posts that send most of its cables."""
    tags: Counts
    """The TAGS codes that most of its cables carry, without its own."""
    entities: Mapping[EntityKind, Counts]
    """The organisations, people and places that most of its cables name, by key."""
    abbreviations: Counts
    """The abbreviations with a known meaning that is not an organisation."""
    questions: tuple[tuple[str, str, int], ...]
    """The questions that most of its cables answer: key, text or letter, number of cables."""
    cited: Counts
    """The MRNs of its cables that most others cite."""
    not_held: Counts
    """The cited cables of the same post that are not held, by MRN; empty for a TAGS code."""
    not_held_total: int
    """Number of all such cables."""


class CableGroups:
    """The groups of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._members: dict[GroupName, list[StoredCable]] = {}
        self._spellings: dict[GroupName, dict[str, None]] = {}
        for item in corpus.cables:
            for name, spelling in _groups_of(item):
                self._members.setdefault(name, []).append(item)
                self._spellings.setdefault(name, {})[spelling] = None
        self._entities = {
            kind: _names_by_cable(
                (entity.profile.key, entity.cables)
                for entity in corpus.entities
                if entity.profile.kind is kind
            )
            for kind in EntityKind
        }
        self._abbreviations = _names_by_cable(
            (term.abbreviation, [mrn for mrn, _ in term.uses])
            for term in corpus.terms
            if term.senses and not names_organisation(term)
        )
        self._answered = _names_by_cable(
            (question.key, [answer.mrn for answer in question.answers])
            for question in corpus.indexes.questions
        )
        self._questions = {question.key: question for question in corpus.indexes.questions}
        held = {item.mrn for item in corpus.cables}
        pairs = {(citation.citing, citation.cited) for citation in corpus.citations}
        self._cited_by = Counter(cited for _, cited in pairs)
        self._not_held = _by_post(mrn for mrn in self._cited_by if mrn not in held)

    def names(self, kind: GroupKind) -> list[str]:
        """The names of the groups of a kind, in alphabetical order."""
        return sorted(key for of, key in self._members if of is kind)

    def lines(self, kind: GroupKind) -> list[GroupLine]:
        """The list of the groups of a kind."""
        return [self._line((kind, key)) for key in self.names(kind)]

    def group(self, name: GroupName) -> CableGroup:
        """A group with its figures. Raises `KeyError` if there is none."""
        members = self._members[name]
        cables = tuple(item.outline for item in members)
        spellings = tuple(self._spellings[name])
        mrns = [item.mrn for item in members if item.mrn is not None]
        absent = self._not_held_of(mrns) if name[0] is GroupKind.POST else []
        return CableGroup(
            name=spellings[0],
            spellings=spellings,
            cables=cables,
            posts=_most(map(post_name, cables)),
            tags=_most(_tags_of(cables, without=spellings)),
            entities={kind: _most(_named(names, mrns)) for kind, names in self._entities.items()},
            abbreviations=_most(_named(self._abbreviations, mrns)),
            questions=tuple(
                (key, self._questions[key].words, count)
                for key, count in _most(_named(self._answered, mrns))
            ),
            cited=_first({mrn: self._cited_by[mrn] for mrn in mrns if self._cited_by[mrn]}),
            not_held=_first({mrn: self._cited_by[mrn] for mrn in absent}),
            not_held_total=len(absent),
        )

    def digest(self, name: GroupName) -> Digest:
        """The digest of a group; empty if there is none."""
        if name not in self._members:
            return b""
        figures = replace(self.group(name), cables=())
        return digest(digest_of(figures), *(item.outline_digest for item in self._members[name]))

    def _line(self, name: GroupName) -> GroupLine:
        members = self._members[name]
        dates = sorted(date for item in members if (date := item.outline.header.iso_date))
        first, last = (dates[0], dates[-1]) if dates else ("", "")
        spelling = next(iter(self._spellings[name]))
        return GroupLine(key=name[1], name=spelling, cables=len(members), first=first, last=last)

    def _not_held_of(self, mrns: Iterable[Mrn]) -> list[Mrn]:
        """The cited cables that are not held of the posts that sent these cables."""
        posts = sorted({parts[1] for mrn in mrns if (parts := split_mrn(mrn))})
        return [mrn for post in posts for mrn in self._not_held.get(post, ())]


def group_names(corpus: Corpus) -> list[GroupName]:
    """The groups of a corpus, ordered by kind and name."""
    return sorted({name for item in corpus.cables for name, _ in _groups_of(item)})


def names_organisation(term: Term) -> bool:
    """Whether an abbreviation names an organisation in one of its meanings."""
    return any(sense.category == "organisation" for sense in term.senses)


def _groups_of(item: StoredCable) -> Iterator[tuple[GroupName, str]]:
    """The groups of a cable, with the name of each as the cable spells it.

    TAGS that are not in the program's table have no page.
    """
    if item.mrn is None:
        return
    post = post_name(item.outline)
    yield (GroupKind.POST, slugs.file_name(post)), post
    for code in dict.fromkeys(item.outline.header.tags):
        if code in facts.tags():
            yield (GroupKind.TAGS, slugs.file_name(code)), code


def _names_by_cable(uses: Iterable[tuple[str, Iterable[Mrn]]]) -> dict[Mrn, list[str]]:
    """The names in each cable, each once, from each name with the cables that have it."""
    names: dict[Mrn, list[str]] = {}
    for name, mrns in uses:
        for mrn in dict.fromkeys(mrns):
            names.setdefault(mrn, []).append(name)
    return names


def _named(names: Mapping[Mrn, list[str]], mrns: Iterable[Mrn]) -> Iterator[str]:
    for mrn in mrns:
        yield from names.get(mrn, ())


def _tags_of(cables: Iterable[Outline], without: Sequence[str]) -> Iterator[str]:
    for cable in cables:
        for code in dict.fromkeys(cable.header.tags):
            if code in facts.tags() and code not in without:
                yield code


def _by_post(mrns: Iterable[Mrn]) -> dict[str, list[Mrn]]:
    by_post: dict[str, list[Mrn]] = {}
    for mrn in sorted(mrns):
        parts = split_mrn(mrn)
        if parts is not None:
            by_post.setdefault(parts[1], []).append(mrn)
    return by_post


NameT = TypeVar("NameT", bound=str)


def _most(names: Iterable[str]) -> Counts:
    """The most frequent names; names of the same frequency in alphabetical order."""
    return _first(Counter(names))


def _first(counts: Mapping[NameT, int]) -> Counts:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(ordered[:MOST_LISTED])
