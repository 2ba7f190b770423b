"""The targets of references and of words in the text.

A case is a title, a few cables and what they lead to, in a file of `fixtures/resolve`:

    @@ A letter names the entry of the REF lines
    = 08EXAMPLE12 11 MAR 08
    REF: A. 08 EXAMPLE 3

    ¶1. As ref A says.
    @@ out mentions
    08EXAMPLE12 p-1 "ref A" reftel -> 08EXAMPLE3 (not held)

A line `= MRN DATE` begins a cable; class line, date and a subject are put before its text. To
add a case, write an `@@ out` line with the aspects it is about, run
`python -m tests.unit.test_resolve FILE`, and read whether what it fills in is right.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import parse_cable
from generator.model import (
    AmbiguousTarget,
    CableLinks,
    Citation,
    NotACable,
    Resolution,
    ResolvedTarget,
    Septel,
    StoredCable,
    UnheldCable,
    UnresolvedTarget,
    WithheldCable,
    outcome_reason,
    split_mrn,
)
from generator.resolve.cable_links import link_corpus
from tests.cases import FIXTURES, Case, read_cases
from tests.linear_time import MOST, growth

FILES = sorted((FIXTURES / "resolve").glob("*.txt"))
CASES = [(path.stem, case) for path in FILES for case in read_cases(path)]


def cables(source: str) -> tuple[StoredCable, ...]:
    """The cables of a case."""
    filed = []
    for piece in ("\n" + source).split("\n= ")[1:]:
        head, _, text = piece.partition("\n")
        name, _, date = head.partition(" ")
        pieces = split_mrn(name)
        assert pieces is not None, f"{name} is not an MRN"
        subject = "" if text.startswith("SUBJECT") else "SUBJECT: RAIN\n"
        day, _, month = date.partition(" ")
        dtg = f"R {day}0000Z {month}\n" if date else ""
        header = f"{dtg}UNCLAS {pieces[1]} {pieces[2]:06d}\n{subject}"
        filed.append(StoredCable(name=name, cable=parse_cable(f"{header}{text}", name=name)))
        assert filed[-1].cable.id == name
    return tuple(filed)


def rendered_outcome(outcome: Resolution) -> str:
    """An outcome as in the fixtures."""
    match outcome:
        case ResolvedTarget(target=target, anchor=anchor):
            return f"-> {target} {anchor or ''}".rstrip()
        case UnheldCable(target=target):
            return f"-> {target} (not held)"
        case WithheldCable(target=target):
            return f"-> {target} (withheld)"
        case AmbiguousTarget() | Septel() | NotACable() | UnresolvedTarget():
            return f": {outcome_reason(outcome)}"


def cited(citation: Citation) -> str:
    """A citation as in the fixtures."""
    letter = f" {citation.letter}" if citation.letter else ""
    inferred = " (year inferred)" if citation.year_inferred else ""
    return f"{citation.citing} {citation.anchor or 'REF'}{letter} cites {citation.cited}{inferred}"


def lines(name: str, links: CableLinks, aspects: list[str]) -> list[str]:
    """The links of a cable as in the fixtures."""
    result: list[str] = []
    if "references" in aspects:
        result += [f"{name} REF {rendered_outcome(outcome)}" for outcome in links.references]
    if "mentions" in aspects:
        result += [
            f'{name} {m.place.anchor} "{m.words}" {m.kind.value} {rendered_outcome(m.outcome)}'
            for m in links.mentions
        ]
    if "parts" in aspects:
        result += [f"{name} part {p.part}: {p.target or 'none'}" for p in links.parts]
    if "cited" in aspects:
        result += [f"{name}: {cited(c)}" for c in links.cited_by]
    return result


def actual(case: Case) -> str:
    """The expected text of a case."""
    links, citations = link_corpus(cables(case.source))
    result = [line for name, one in links.items() for line in lines(name, one, case.aspects)]
    if "citations" in case.aspects:
        result += [cited(c) for c in citations]
    return "\n".join(result) or "nothing"


@pytest.mark.parametrize(
    "case", [c for _, c in CASES], ids=[f"{stem}: {case.title}" for stem, case in CASES]
)
def test_fixture(case: Case) -> None:
    assert actual(case) == case.expected


PIECES = [
    "ref A", "refs A and B", "reftels A-C", "reftel", "REFTEL A MEETING", "refs (A", "per ref.",
    "septel", "MEXICO 721", "08 MEXICO 00721", "(Mexico 443, 2042, 05 Mexico 4186)", "08MEXICO721",
    "see paras 3-5", "paras 5 through 7 and 10", "para 28.B", "question 19", "paragraph 2", "¶19",
    "of this Article", "below", "of ref A", '"', "“", "(", ")", ",", ".", "and", "2007", "para",
]  # fmt: skip

texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30).map(" ".join),
)
HEAD = "= 08EXAMPLE12 11 MAR 08\nREF: A. MEXICO 721\nB. 05 LIMA 3\n\n¶1. One.\n\n¶2. (U) "


@settings(max_examples=300)
@given(texts)
def test_places_cut_out_the_words_and_never_overlap(text: str) -> None:
    filed = cables(HEAD + " ".join(text.splitlines()))
    links, _ = link_corpus(filed)
    paras = {p.anchor: p for p in filed[0].cable.paras}
    mentions = links[next(iter(links))].mentions
    for mention in mentions:
        place = mention.place
        block = paras[place.anchor].blocks[place.block]
        assert mention.words
        assert block.text[place.start : place.end] == mention.words
    for first, second in pairwise(mentions):
        same = (first.place.anchor, first.place.block) == (second.place.anchor, second.place.block)
        assert not same or first.place.end <= second.place.start


@pytest.mark.parametrize("piece", [*PIECES, "A", "AB ", "a.", "1", "1,", "5-", " ", "REF: A. X 1;"])
def test_time_is_linear(piece: str) -> None:
    assert growth(lambda text: link_corpus(cables(text)), piece, HEAD) < MOST


def main(arguments: list[str]) -> None:
    """Fill in the outcome of cases that have none."""
    for name in arguments:
        path = Path(name)
        written = []
        for case in read_cases(path):
            expected = case.expected or actual(case)
            written.append(
                f"@@ {case.title}\n{case.source}\n@@ out {' '.join(case.aspects)}\n{expected}\n"
            )
        path.write_text("\n".join(written), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
