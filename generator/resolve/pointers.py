"""Words in the text that point to a cable or para, before it is known where they lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
from generator.resolve.catalogue import Catalogue, canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Where words stand, and the words as typed."""

    place: Place
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefWords(Words):
    """`ref A`, `reftel`, and the `B` of `refs A and B`."""

    letter: str | None
    """In capitals; None where the words give none."""
    first: bool
    """False for the `B` of `refs A and B`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeptelWords(Words):
    """`septel`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CableWords(Words):
    """`08 MEXICO 00721`."""

    post: str
    """Under its own name, in letters only."""
    number: int
    year: int | None
    """Two or four digits; None where the words give none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParaWords(Words):
    """`para 19`, `question 19`, and the `5` of `paras 3-5`."""

    name: str
    """Number, number and letter (`28.B`), or letter."""
    owner: RefWords | CableWords | None
    """What names the other cable that has the para; None for a para of this cable."""
    certain: bool
    """True where the words can mean a para of a cable alone, so that a missing one is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockContext:
    """A block, and what is said around it."""

    anchor: Anchor
    """The para it belongs to."""
    index: int
    """Which of the para's blocks it is."""
    block: Block
    folded: str
    """The reading text as `patterns.folded` makes it."""
    enclosed: bool
    """It belongs to a text that the cable gives in full, whose paras are not the cable's."""
    treaty: bool
    """The para speaks about the wording of another text."""
    treaty_cable: bool
    """The cable does so somewhere."""

    @property
    def text(self) -> str:
        """The reading text."""
        return self.block.text

    @property
    def in_columns(self) -> bool:
        """True for tables, where a place and a number may stand side by side."""
        return self.block.kind is BlockKind.COLUMNS

    def place(self, start: int, end: int) -> Place:
        """The place from `start` to before `end`."""
        return Place(anchor=self.anchor, block=self.index, start=start, end=end)


CablePointer = RefWords | SeptelWords | CableWords
"""Words that point to a cable."""

Pointer = CablePointer | ParaWords
"""Words that point somewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a cable's header and the collection tell about the words of its text."""

    letters: frozenset[str]
    """Letters of the REF lines' entries."""
    cited: Mapping[tuple[str, int], tuple[Mrn, ...]]
    """Cables of the REF lines by post and number."""
    in_text: bool
    """The REF lines say that the text names the cables: `REF: AS NOTED IN TEXT`."""
    posts: frozenset[str]
    """Posts that can be named."""
    year: int | None
    """The year of the cable, in four digits; None where it has no MRN."""
    lettered: frozenset[str]
    """Its paras that are named with a letter: `28.B`."""
    lettered_questions: bool
    """Its questions have letters, so that `question 19` is the para of that number."""


def what_is_known(cable: Cable, catalogue: Catalogue) -> Known:
    """What `cable` and the collection tell about the words of its text."""
    cited: dict[tuple[str, int], tuple[Mrn, ...]] = {}
    for reference in cable.header.references:
        found = split_mrn(canonical(reference.target)) if reference.target is not None else None
        if found is not None and reference.target is not None:
            before = cited.get(found[1:], ())
            cited[found[1:]] = (*(m for m in before if m != reference.target), reference.target)
    own = split_mrn(cable.id) if cable.id is not None else None
    labels = [p.label or "" for p in cable.paras]
    questions = [label[9:] for label in labels if label.startswith("QUESTION ")]
    return Known(
        letters=frozenset(r.letter for r in cable.header.references if r.letter is not None),
        cited=cited,
        in_text=any(
            r.kind is ReferenceKind.OTHER and "IN TEXT" in r.raw.upper()
            for r in cable.header.references
        ),
        posts=catalogue.posts | {post for post, _ in cited},
        year=full_year(own[0]) if own else None,
        lettered=frozenset(p.letter.upper() for p in cable.paras if p.letter is not None),
        lettered_questions=bool(questions) and all(q[:1].isalpha() for q in questions),
    )
