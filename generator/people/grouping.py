"""Joins the names of one cable that are one person's, and finds the surnames repeated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from generator.facts.name_words import Title, titles
from generator.model import SENDER_FORMS, NameForm
from generator.people.name_forms import INSTITUTIONS, PLACE_STARTS, NamedPerson
from generator.people.name_spans import AFTER_SURNAME
from generator.people.name_tokens import NameToken, TokenList, WordKind, word_kind
from generator.people.single_offices import SINGLE_OFFICES, is_former, offices_agree

WOMEN = frozenset({"Mrs.", "Miss", "Ms.", "Mme", "Señora", "Lady", "Queen", "Princess"})
"""Titles of women, in full."""

SMALL_KINDS = frozenset({WordKind.INITIAL, WordKind.PARTICLE, WordKind.SUFFIX})


@dataclass(slots=True)
class NameGroup:
    """The names in one cable that are one person's."""

    words: tuple[str, ...]
    """The words of the fullest name."""
    members: list[int] = field(default_factory=list)
    """Indexes of the names."""
    titles: list[Title] = field(default_factory=list)
    is_former: bool = False
    """Whether the first name has a title that is no longer held."""
    is_signature: bool = False
    """Whether nothing but the signature names the person."""
    has_handled: bool = False
    """Whether the person signed, drafted, cleared, approved, released or classified the cable."""

    @property
    def is_woman(self) -> bool:
        """Whether only titles of women name the person."""
        return bool(self.titles) and all(title.meaning in WOMEN for title in self.titles)


def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without initials, particles and suffixes."""
    return tuple(word for word in words if word_kind(word) not in SMALL_KINDS)


SENDER_TITLES = frozenset(
    {
        "Ambassador", "Ambassador-designate", "Chargé d'Affaires", "Deputy Chief of Mission",
        "Consul General", "Consul", "Principal Officer", "Secretary", "Secretary of State",
        "Deputy Secretary", "U.S. Representative", "Under Secretary",
    }
)  # fmt: skip
"""Titles, in full, of those who sign telegrams."""


MOST_NAMESAKES = 100
"""People of one cable with a word of their names in common who are compared; no text has more."""


def group_names(names: Sequence[NamedPerson]) -> list[NameGroup]:
    """The groups of names, in the order of their first name.

    Full names come first: a surname alone belongs to the one person who bears it. A signature
    comes last: it is that of a person of the text only if that one has a title of those who sign.
    """
    groups: list[NameGroup] = []
    by_word: dict[str, list[NameGroup]] = {}
    for index in sorted(range(len(names)), key=lambda i: _order(names[i])):
        name = names[index]
        last = (core(name.words) or name.words)[-1]
        namesakes = by_word.setdefault(last, [])[:MOST_NAMESAKES]
        fitting = [group for group in namesakes if _is_same(name, group)]
        if name.form is NameForm.SIGNATURE:
            fitting = [group for group in fitting if _may_sign(group)]
        if len(fitting) != 1:
            is_signature = name.form is NameForm.SIGNATURE
            groups.append(
                NameGroup(name.words, is_former=is_former(name), is_signature=is_signature)
            )
            fitting = groups[-1:]
            for word in dict.fromkeys(core(name.words) or name.words):
                by_word.setdefault(word, []).append(groups[-1])
        fitting[0].members.append(index)
        fitting[0].titles.extend(name.titles)
        fitting[0].has_handled |= name.form in SENDER_FORMS
    for group in groups:
        group.members.sort()
    return sorted(groups, key=lambda group: group.members[0])


def _order(name: NamedPerson) -> tuple[bool, int]:
    return name.form is NameForm.SIGNATURE, -len(core(name.words))


def _may_sign(group: NameGroup) -> bool:
    return group.has_handled or any(title.meaning in SENDER_TITLES for title in group.titles)


def _is_same(name: NamedPerson, group: NameGroup) -> bool:
    titles = name.titles
    mine, theirs = core(name.words), core(group.words)
    if not mine or not theirs:
        return name.words == group.words
    is_woman = bool(titles) and titles[0].meaning in WOMEN
    if is_woman and group.titles and not group.is_woman and len(mine) == 1:
        return all(title.kind in {"role", "honorific"} for title in group.titles) and not any(
            title.meaning == "Mr." for title in group.titles
        )
    if len(mine) == 1:
        if titles and titles[0].meaning in SINGLE_OFFICES and _serves_others(group):
            return False
        if not _may_hold(name, group) or (len(theirs) == 1 and not _is_of_time(name, group)):
            return False
        return mine[0] in theirs and (len(theirs) == 1 or _may_stand_alone(mine[0], theirs))
    if mine == theirs:
        return _initials_agree(name.words, group.words)
    return any(mine == theirs[i : i + len(mine)] for i in range(len(theirs)))


def _may_hold(name: NamedPerson, group: NameGroup) -> bool:
    """Whether the person of a group may hold the office that is in front of a surname."""
    return offices_agree(
        frozenset(title.meaning for title in name.titles),
        frozenset(title.meaning for title in group.titles),
    )


def _is_of_time(name: NamedPerson, group: NameGroup) -> bool:
    """Whether a title and a surname are of the same time: a former president is not the next."""
    return not name.titles or not group.titles or is_former(name) == group.is_former


LOW_ROLES = frozenset(
    "Aide Assistant Officer Manager Journalist Correspondent Columnist Reporter Editor".split()
)
"""Roles of people who are not at the same time president, king or minister."""


def _serves_others(group: NameGroup) -> bool:
    return bool(group.titles) and all(title.meaning in LOW_ROLES for title in group.titles)


def _initials_agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two names with the same words have no different initials."""
    ones = [word for word in first if len(word) == 1]
    others = [word for word in second if len(word) == 1]
    return not ones or not others or ones == others


def _may_stand_alone(word: str, words: tuple[str, ...]) -> bool:
    """Whether a word of a full name is used alone: each but a given name at the beginning."""
    return word != words[0] or (word_kind(word) is not WordKind.GIVEN and word == words[-2])


def repeated_names(
    tokens: TokenList,
    groups: Sequence[NameGroup],
    owners: Mapping[str, int],
    taken: Sequence[tuple[int, int]],
    *,
    in_capitals: bool,
) -> Iterator[tuple[int, int, int]]:
    """Surnames of the groups in a text: start, end and group of each.

    `owners` are those of `surname_owners`, `taken` the ranges of names that other forms found, in
    order. A surname behind another given name, or in front of a word for an institution, is left
    out.
    """
    behind = 0
    for index, plain in enumerate(tokens.plain):
        owner = owners.get(plain)
        if owner is None or index < behind or _is_taken(tokens[index], taken):
            continue
        first, end = index, index + 1
        words = set(groups[owner].words)
        while end < len(tokens) and tokens[end].plain in words and tokens[end - 1].next in " -":
            end += 1
        while first > behind and tokens[first - 1].plain in words and tokens[first - 1].next == " ":
            first -= 1
        if _stands_for_person(tokens, first, end, in_capitals):
            yield tokens[first].start, tokens[end - 1].end, owner
        behind = end


def surname_owners(groups: Sequence[NameGroup], *, in_capitals: bool) -> dict[str, int]:
    """The group that each surname stands for, without those that two groups bear."""
    usable = {WordKind.UNKNOWN, WordKind.GIVEN}
    if not in_capitals:
        usable.add(WordKind.SURNAME)
    bearers: dict[str, set[int]] = {}
    for index, group in enumerate(groups):
        words = () if group.is_signature else core(group.words)
        for word in words:
            alone = len(words) == 1 or _may_stand_alone(word, words)
            if alone and word_kind(word) in usable and len(word) > 1:
                bearers.setdefault(word, set()).add(index)
    return {word: min(of) for word, of in bearers.items() if len(of) == 1}


def _is_taken(token: NameToken, taken: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(taken, token.start, key=itemgetter(0)) - 1
    return at >= 0 and token.start < taken[at][1]


def _stands_for_person(
    tokens: Sequence[NameToken], first: int, end: int, in_capitals: bool
) -> bool:
    token = tokens[first]
    if not in_capitals and not token.is_capital:
        return False
    if _is_in_address(tokens, first, end) or _is_saint(tokens, first):
        return False
    if first > 0 and tokens[first - 1].next in {" ", ". "}:
        before = tokens[first - 1]
        if before.kind is WordKind.INITIAL and before.is_capital and before.plain not in {"A", "I"}:
            return False
        if before.kind is WordKind.GIVEN and (in_capitals or before.is_capital):
            return before.next != " "
    if first > 0 and tokens[first - 1].next == " ":
        before = tokens[first - 1]
        if _begins_name(tokens, first - 1, end) if in_capitals else _is_written_name(before):
            return False
    if end < len(tokens) and tokens[end - 1].next == " " and not tokens[end - 1].is_possessive:
        following = tokens[end]
        if not in_capitals and _is_written_name(following):
            return False
        if following.plain in INSTITUTIONS:
            return False
        if not in_capitals and token.kind is WordKind.SURNAME and following.is_capital:
            return False
    return True


def _begins_name(tokens: Sequence[NameToken], index: int, end: int) -> bool:
    """Whether a word beside a surname, in capitals, is a given name: `, WALDEK QUINT AND`.

    In a list it may also be an English word: `, WALDO QUINT,`. `end` is behind the surname.
    """
    token = tokens[index]
    if index > 0 and "," not in tokens[index - 1].next and tokens[index - 1].plain != "AND":
        return False
    if token.kind is WordKind.UNKNOWN:
        return True
    is_listed = index > 0 and "," in tokens[index - 1].next and "," in tokens[end - 1].next
    return is_listed and token.kind is WordKind.ORDINARY and not _is_sentence_word(token.plain)


def _is_sentence_word(word: str) -> bool:
    """Whether a word can appear before a surname without being its given name."""
    return word in titles() or word in AFTER_SURNAME


def _is_written_name(token: NameToken) -> bool:
    """Whether a word beside a surname, in mixed case, makes it another person's name."""
    names = {WordKind.UNKNOWN, WordKind.GIVEN}
    return token.is_capital and not token.in_capitals and token.kind in names


SAINTS = frozenset("SAN SANTA SANTO SAO ST SAINT".split())
"""Words that make a name behind them a place's: `San Sebastian`, and so do `PLACE_STARTS`."""


def _is_saint(tokens: Sequence[NameToken], first: int) -> bool:
    if first == 0 or tokens[first - 1].next not in {" ", ". "}:
        return False
    before = tokens[first - 1]
    return before.plain in SAINTS or (before.plain in PLACE_STARTS - {"THE"} and before.next == " ")


def _is_in_address(tokens: Sequence[NameToken], first: int, end: int) -> bool:
    """Whether the words are a part of an e-mail address or a link: `Karl_Quint@example.org`."""
    before = tokens[first - 1].next if first > 0 else ""
    return before.endswith(ADDRESS_SIGNS) or tokens[end - 1].next.startswith(ADDRESS_SIGNS)


ADDRESS_SIGNS = ("_", "@", "=")
"""Characters between the words of addresses."""
