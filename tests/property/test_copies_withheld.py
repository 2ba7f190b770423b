"""However another copy is changed, what is withheld from the main copy is not shown from it."""

from __future__ import annotations

import re
from random import Random

import pytest

from generator.curated.curated_copies import read_copies, with_copy_notes
from generator.model import CuratedGlossary, Source
from generator.pipeline import build_edition
from tests.cables import cable_text
from tests.copy_pairs import Copy, copy_pair
from tests.editions import PUBLIC, everything, leaks_in, rules

RUN = 4
"""Words of a withheld para in a row that no page may show."""

RULE = """rules:
  - {id: first, reason: security, note: An example., paras: ['08LIMA12 ¶PARA']}
"""


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.lower())
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


def paras_of(copy: Copy) -> list[str]:
    return [" ".join(filter(None, words)) + "." for words in copy.words]


def changed(dice: Random, paras: list[str]) -> list[str]:
    """The paras in another order, two of them joined, or with another one before them."""
    match dice.choice(["order", "joined", "more", "same"]):
        case "order":
            return dice.sample(paras, len(paras))
        case "joined":
            return [" ".join(paras[:2]), *paras[2:]]
        case "more":
            return ["Begin summary of the talks on salt.", *paras]
    return paras


@pytest.mark.parametrize("seed", range(16))
def test_a_withheld_para_is_shown_from_no_copy(seed: int) -> None:
    dice, pair = Random(seed), copy_pair(seed)
    main, other = paras_of(pair.first), paras_of(pair.second)
    number = dice.randrange(len(main))
    files = {
        "a.txt": cable_text("08LIMA12", *main),
        "b.txt": cable_text("08LIMA12", *changed(dice, other)),
    }
    sources = [Source(name=name, text=text, diagnostics=()) for name, text in files.items()]
    noted = with_copy_notes(sources, read_copies("copies:\n  - {file: a.txt, base: true}\n", "c"))
    decisions = rules(RULE.replace("PARA", str(number + 1)))
    made = build_edition(noted, CuratedGlossary(), decisions, PUBLIC)
    elsewhere = [p for n, p in enumerate(main) if n != number]
    elsewhere += [p for n, p in enumerate(other) if n != number]
    own = runs(main[number]) | runs(other[number])
    own -= set().union(*map(runs, elsewhere))
    shown = runs("\n".join(everything(made).values()))
    assert not own & shown
    assert leaks_in(made) == []
