"""Whatever words of a cable are withheld: no page, data file or search document holds them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from generator.editions.words import words
from generator.model import Cable, Decisions, Fate, ParaName, Reason, Rule
from generator.model.source_text import SourceText
from tests.editions import everything, leaks_in, paras, published

SAMPLE = Path(__file__).parents[2] / "content" / "cables" / "08MEXICO721.txt"
TEXT = SAMPLE.read_text(encoding="utf-8")
CANARY = "Zanzibar Quillfeather Osmotherley"
"""Words that no cable has and the program writes nowhere."""

OWN = frozenset({Fate.HEADER, Fate.PAGE, Fate.CAPTION, Fate.STRAY})
"""Lines whose words the program writes itself: MRN, TAGS, classification, pages."""

few = settings(max_examples=10, print_blob=True)


def rule(*passages: str) -> Decisions:
    given_rule = Rule(
        id="canary", reason=Reason.SECURITY, note="x", kind="passage", passages=passages
    )
    return Decisions(rules=(given_rule,))


@cache
def sample() -> Cable:
    """The sample, of which nothing is withheld."""
    (item,) = published(Decisions(), c08MEXICO721=TEXT).corpus.cables
    return item.cable


@cache
def text_words() -> list[tuple[int, int]]:
    """Where the words of the sample's text begin and end, without those of its header."""
    source = SourceText(TEXT)
    own = {line.number for line in sample().lines if OWN.intersection(line.fates)}
    return [(w.start, w.end) for w in words(TEXT) if source.line_at(w.start) not in own]


@few
@given(st.data())
def test_any_words_of_the_sample_can_be_withheld(data: st.DataObject) -> None:
    places = text_words()
    at = data.draw(st.integers(0, len(places) - 8))
    length = data.draw(st.integers(4, 7))
    passage = TEXT[places[at][0] : places[at + length - 1][1]]
    made = published(rule(passage), c08MEXICO721=TEXT)
    assert not leaks_in(made), passage


@few
@given(st.integers(0, len(TEXT)), st.sampled_from([" ", "\n", "  ", "\n\n", " \n"]))
def test_words_put_anywhere_into_the_sample_can_be_withheld(at: int, between: str) -> None:
    """In the header, in a word, beside a page line, in a reference, wherever they land."""
    canary = between.join(CANARY.split())
    text = f"{TEXT[:at]} {canary} {TEXT[at:]}"
    made = published(rule(CANARY), c08MEXICO721=text)
    assume(made.corpus.cables)
    found = everything(made)
    for word in CANARY.lower().split():
        assert not [path for path, page in found.items() if word in page.casefold()]
    (item,) = made.corpus.cables
    assert len(item.cable.lines) == len(SourceText(text).lines)


@few
@given(st.sets(st.integers(1, 26), min_size=1, max_size=6))
@example({16})  # two of its words meet at the end of a heading of a Markdown file
def test_any_paras_of_the_sample_can_be_withheld(numbers: set[int]) -> None:
    whole = sample()
    mrn = whole.id
    assert mrn is not None
    names = tuple(
        ParaName(mrn=mrn, anchor=para.anchor) for para in whole.paras if para.number in numbers
    )
    decisions = Decisions(
        rules=(Rule(id="paras", reason=Reason.SECURITY, note="x", kind="para", paras=names),)
    )
    made = published(decisions, c08MEXICO721=TEXT)
    assert not leaks_in(made)
    found = everything(made)
    shown = paras(made, "08MEXICO721")
    assert list(shown) == [para.anchor for para in whole.paras]
    for para in whole.paras:
        assert (shown[para.anchor].withheld is not None) == (para.number in numbers)
        assert f'id="{para.anchor}"' in found["cables/08MEXICO721/full.md"]


@pytest.mark.parametrize(
    "passage",
    [
        # ends in the text as the last word of the meaning of TIP, in front of a key of JSON
        "trafficking in persons in",
        # stands once with a digit in front of the year, which the parser leaves out
        "On November 27, 2007",
        # two of its words meet at the end of a row of CSV
        "FEVIM. FEVIMTRA will be",
    ],
)
def test_words_that_the_program_itself_puts_side_by_side(passage: str) -> None:
    assert not leaks_in(published(rule(passage), c08MEXICO721=TEXT))
