"""Joins the people of all cables: two are one only where a full name or an office says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.model import CablePerson, Mrn, NameForm, full_year, split_mrn
from generator.people.grouping import core
from generator.people.name_tokens import WordKind, word_kind
from generator.people.single_offices import SINGLE_OFFICES

NAME_YEARS = 10
"""The most years between two cables that name one person by the same full name."""

OFFICE_YEARS = 1
"""The most years between two cables that name one person by the same surname and office."""


@dataclass(frozen=True, slots=True)
class NamedInCable:
    """A person as one cable names them."""

    mrn: Mrn
    date: str
    """The cable's date as far as it is known (ISO); empty if unknown."""
    position: int
    """Its position among the people of the cable."""
    person: CablePerson

    @property
    def post(self) -> str:
        """The post that sent the cable, as in MRNs."""
        parts = split_mrn(self.mrn)
        return parts[1] if parts else ""

    @property
    def year(self) -> int:
        """The cable's year, from its number if it has no date."""
        return int(self.date[:4]) if self.date else full_year(int(self.mrn[:2]))

    @property
    def full_name(self) -> tuple[str, ...] | None:
        """The words of the name, if there are at least two; None for a surname alone."""
        words = core(self.person.words)
        return words if len(words) > 1 else None

    @property
    def single_offices(self) -> list[str]:
        """The offices that one person at a time holds, in order; signing is one."""
        offices = self.person.single_offices
        signs = any(m.form is NameForm.SIGNATURE for m in self.person.mentions)
        return [*offices, NameForm.SIGNATURE.value] if signs else [*offices]

    @property
    def surname(self) -> str:
        """The last word of the name."""
        words = core(self.person.words) or self.person.words
        return words[-1]


@dataclass(slots=True)
class PersonGroup:
    """What cables say about one person."""

    members: list[NamedInCable] = field(default_factory=list)
    """By cable."""

    @property
    def holder(self) -> str | None:
        """The person's identifier at the Office of the Historian; None if unknown."""
        return next((m.person.holder for m in self.members if m.person.holder), None)

    @property
    def is_official(self) -> bool:
        """Whether any cable shows the person in an office, or as one who sent it."""
        return any(member.person.is_official for member in self.members)


def join_people(members: Sequence[NamedInCable]) -> list[PersonGroup]:
    """The people of a collection, given what each cable says, in the order of cables."""
    groups = _Joined(members)
    for indexes in _by_key(members, _holder_keys).values():
        groups.join_all(indexes)
    for indexes in _by_key(members, _full_name_keys).values():
        for near in _near(members, indexes, NAME_YEARS):
            groups.join_all(near)
    for indexes in _by_key(members, _office_keys).values():
        for near in _near(members, indexes, OFFICE_YEARS):
            groups.join_office(near)
    return groups.groups()


MOST_HEADS = 20
"""People of one name who are compared; no collection has more of one post or office."""


class _Joined:
    """The groups so far: each member has the index of the group's first member."""

    def __init__(self, members: Sequence[NamedInCable]) -> None:
        self._members = members
        self._parents = list(range(len(members)))
        self._holders = [{m.person.holder} - {None} for m in members]
        self._names = [{m.full_name} - {None} for m in members]
        self._initials = [{initials(m.person.words)} - {()} for m in members]
        self._cables = [{m.mrn} for m in members]

    def root(self, index: int) -> int:
        while self._parents[index] != index:
            self._parents[index] = self._parents[self._parents[index]]
            index = self._parents[index]
        return index

    def join_all(self, indexes: Iterable[int]) -> None:
        """Join members of one name, unless something speaks against it.

        Whoever of a cable that has the name twice may be either is joined to nobody; whoever of
        another cable may be one of two people is joined to those alone who are written alike.
        """
        listed = self._sure(indexes)
        heads: list[int] = []
        for index in sorted(listed, key=lambda i: not (self._initials[i] or self._holders[i])):
            fitting = [head for head in heads[:MOST_HEADS] if not self._differ(head, index)]
            if len(fitting) > 1:
                fitting = [head for head in fitting if self._is_written_alike(head, index)]
            if len(fitting) == 1:
                self._join(fitting[0], index)
            else:
                heads.append(index)

    def _sure(self, indexes: Iterable[int]) -> list[int]:
        """The members without those of a cable that has several whom nothing tells apart."""
        listed = [*indexes]
        cables = Counter(self._members[index].mrn for index in listed)
        return [
            index
            for index in listed
            if cables[self._members[index].mrn] == 1
            or self._initials[index]
            or self._holders[index]
        ]

    def _is_written_alike(self, one: int, two: int) -> bool:
        return self._members[one].person.words == self._members[two].person.words

    def _join(self, first: int, second: int) -> None:
        one, two = sorted((self.root(first), self.root(second)))
        if one != two:
            self._parents[two] = one
            self._holders[one] |= self._holders[two]
            self._names[one] |= self._names[two]
            self._initials[one] |= self._initials[two]
            self._cables[one] |= self._cables[two]

    def _differ(self, first: int, second: int) -> bool:
        """Whether two are two persons of the tables, have other initials, or a cable of both."""
        one, two = self.root(first), self.root(second)
        if one == two:
            return False
        holders = self._holders[one] | self._holders[two]
        if len(holders) > 1:
            return True
        if holders and self._holders[one] and self._holders[two]:
            return False
        spelled = self._initials[one] | self._initials[two]
        return bool(self._cables[one] & self._cables[two]) or not initials_agree(spelled)

    def join_office(self, indexes: Sequence[int]) -> None:
        """Join members with one surname and office, unless they have two full names."""
        roots = {self.root(index) for index in indexes}
        names = {name for root in roots for name in self._names[root]}
        holders = {holder for root in roots for holder in self._holders[root]}
        if len(holders) > 1 or not _agree(names):
            indexes = [i for i in indexes if not self._names[self.root(i)]]
        if indexes:
            self.join_all(indexes)

    def groups(self) -> list[PersonGroup]:
        """The groups in the order of their first member."""
        by_root: dict[int, PersonGroup] = {}
        for index, member in enumerate(self._members):
            by_root.setdefault(self.root(index), PersonGroup()).members.append(member)
        return list(by_root.values())


def _agree(names: Iterable[tuple[str, ...] | None]) -> bool:
    """Whether full names can be one person's: each is a part of the longest."""
    listed = sorted((set(name) for name in names if name), key=len)
    return not listed or all(name <= listed[-1] for name in listed)


def initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """The initials among the words of a name."""
    return tuple(word for word in words if len(word) == 1)


def initials_agree(spelled: Iterable[tuple[str, ...]]) -> bool:
    """Whether initials can be of one person: each is the beginning of the longest."""
    listed = sorted(spelled, key=len)
    return all(listed[-1][: len(one)] == one for one in listed)


def _by_key(
    members: Sequence[NamedInCable], keys: Callable[[NamedInCable], Iterable[object]]
) -> dict[object, list[int]]:
    by_key: dict[object, list[int]] = {}
    for index, member in enumerate(members):
        for key in keys(member):
            by_key.setdefault(key, []).append(index)
    return by_key


def _holder_keys(member: NamedInCable) -> Iterator[str]:
    """One person of the tables is one person."""
    if member.person.holder is not None:
        yield member.person.holder


def _full_name_keys(member: NamedInCable) -> Iterator[tuple[object, ...]]:
    """The same full name in cables of one post, or with the same single office."""
    if member.full_name is not None and _has_given_name(member.full_name):
        yield ("post", member.full_name, member.post)
        for office in member.person.offices:
            if office in SINGLE_OFFICES:
                yield ("office", member.full_name, office)


def _has_given_name(words: tuple[str, ...]) -> bool:
    return any(word_kind(word) is not WordKind.ORDINARY for word in words)


def _office_keys(member: NamedInCable) -> Iterator[tuple[object, ...]]:
    """The same surname and single office in cables of one post; who signs there holds one."""
    for office in member.single_offices:
        yield (member.surname, office, member.post)


def _near(
    members: Sequence[NamedInCable], indexes: Sequence[int], years: int
) -> Iterator[list[int]]:
    """The indexes in runs of cables of which none is more than `years` after the one before."""
    run: list[int] = []
    for index in sorted(indexes, key=lambda i: (members[i].year, i)):
        if run and members[index].year - members[run[-1]].year > years:
            yield run
            run = []
        run.append(index)
    if run:
        yield run
