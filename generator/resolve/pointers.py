"""Pointers: words in the text that refer to a cable or para, before they are resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.facts.post_names import post_letters
from generator.model import (
    Anchor,
    Block,
    BlockKind,
    Cable,
    Mrn,
    Place,
    ReferenceKind,
    full_year,
    split_mrn,
)
from generator.resolve.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a pointer as typed, and their place."""

    place: Place
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefWords(Words):
    """`ref A`, `reftel`, and the `B` of `refs A and B`."""

    letter: str | None
    """A capital; None if the words have no letter."""
    first: bool
    """False for the `B` of `refs A and B`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeptelWords(Words):
    """`septel`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CableWords(Words):
    """`08 MEXICO 00721`."""

    post: str
    """The post's main name, letters only."""
    number: int
    year: int | None
    """Two or four digits; None if the words have no year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParaWords(Words):
    """`para 19`, `question 19`, and the `5` of `paras 3-5`."""

    name: str
    """Number, number and letter (`28.B`), or letter."""
    owner: RefWords | CableWords | None
    """The pointer to the cable that has the para; None for a para of this cable."""
    certain: bool
    """True if the words can only mean a para of a cable, so that a missing para is reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockContext:
    """A block and its surroundings."""

    anchor: Anchor
    """The para it belongs to."""
    index: int
    """The index of the block in its para."""
    block: Block
    folded: str
    """The reading text, folded by `mention_patterns.fold_text`."""
    in_quoted_text: bool
    """True if it belongs to a text quoted in full, whose paras are not the cable's."""
    is_about_treaty: bool
    """True if the para discusses the wording of another text."""
    cable_is_about_treaty: bool
    """True if some para of the cable does."""

    @property
    def text(self) -> str:
        """The reading text."""
        return self.block.text

    @property
    def in_columns(self) -> bool:
        """True for tables, where a place and a number may be neighbours by chance."""
        return self.block.kind is BlockKind.COLUMNS

    def place(self, start: int, end: int) -> Place:
        """The place from `start` up to `end`, as offsets in the reading text."""
        return Place(anchor=self.anchor, block=self.index, start=start, end=end)


CablePointer = RefWords | SeptelWords | CableWords
"""A pointer to a cable."""

Pointer = CablePointer | ParaWords
"""A pointer to a cable or para."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CableContext:
    """What the header and the collection contribute to finding pointers in a cable's text."""

    letters: frozenset[str]
    """Letters of the entries of the REF lines."""
    cited: Mapping[tuple[str, int], tuple[Mrn, ...]]
    """Cables of the REF lines by post and number."""
    cited_in_text: bool
    """True if the REF lines say that the text names the cables: `REF: AS NOTED IN TEXT`."""
    posts: frozenset[str]
    """Posts that can be named."""
    archive_numbers: Mapping[str, Mrn]
    """The cables of the collection by the archive numbers of their copies."""
    year: int | None
    """The year of the cable, four digits; None if it has no MRN."""
    lettered_paras: frozenset[str]
    """Its paras whose names have a letter: `28.B`."""
    has_lettered_questions: bool
    """True if its questions have letters, so that `question 19` means the para of that number."""


def cable_context(cable: Cable, catalogue: Catalogue) -> CableContext:
    """The context of `cable` in the collection."""
    cited: dict[tuple[str, int], tuple[Mrn, ...]] = {}
    for reference in cable.header.references:
        target = reference.target
        pieces = split_mrn(target) if target is not None else None
        if pieces is not None and target is not None:
            number = (post_letters(pieces[1]), pieces[2])
            earlier = cited.get(number, ())
            cited[number] = (*(m for m in earlier if m != target), target)
    own = split_mrn(cable.id) if cable.id is not None else None
    labels = [p.label or "" for p in cable.paras]
    questions = [label[9:] for label in labels if label.startswith("QUESTION ")]
    return CableContext(
        letters=frozenset(r.letter for r in cable.header.references if r.letter is not None),
        cited=cited,
        cited_in_text=any(
            r.kind is ReferenceKind.OTHER and "IN TEXT" in r.raw.upper()
            for r in cable.header.references
        ),
        posts=catalogue.posts | {post for post, _ in cited},
        archive_numbers=catalogue.by_archive_number,
        year=full_year(own[0]) if own else None,
        lettered_paras=frozenset(p.letter.upper() for p in cable.paras if p.letter is not None),
        has_lettered_questions=bool(questions) and all(q[:1].isalpha() for q in questions),
    )
