"""Cables in which every number is replaced by a run of digits that no number of a cable has."""

from __future__ import annotations

import random
import re
from functools import cache
from itertools import chain

from tests.fuzz.texts import PIECES
from tests.parser_patterns import all_patterns

SCRIPTS = (
    "0123456789",
    "9",
    "0",
    "٠١٢٣٤٥٦٧٨٩",
    "०१२३४५६७८९",
    "０１２３４５６７８９",
    "𝟎𝟏𝟗",
    "²³¹",
    "①②",
)
"""Decimal digits of several scripts; the last two are digits to `str.isdigit`, not to `int`."""

LENGTHS = (1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 10, 20, 400, 4300, 4301, 6000)
"""Digits of a run: Python reads at most 4,300 as a number."""

HEADS = (
    "",
    "R 112219Z MAR 08\nFM AMEMBASSY EXAMPLE\nUNCLAS EXAMPLE 000012\nSUBJECT: An example\n\n",
    "08EXAMPLE12\n\nThu Mar 27 00:00:00 +0100 {}\n\nUNCLAS EXAMPLE 000012\nSUBJECT: X\n\n",
)
"""Beginnings that make a cable of the lines; of the last, the date's year is drawn."""

YEARS = ("0000", "0001", "0999", "1965", "1966", "2008", "2065", "2066", "9998", "9999", "٢٠٠٨")

_DIGITS = re.compile(r"\d+")


@cache
def lines() -> tuple[str, ...]:
    """Lines that hold digits: specimens of every form that the parser knows, and pieces of text."""
    specimens = chain.from_iterable(form.specimens for form in all_patterns().values())
    spoken = (
        "¶3. (U) On March 3 he went, on 4 May and on December 30 too, as in 2007.",
        "¶4. (U) See para 2, paras 3-5, ref A, MEXICO 443 and 08 MEXICO 721 (2008).",
        "EXAMPLE 00000012  001 OF 999",
        "UNCLAS SECTION 01 OF 99 EXAMPLE 000012",
        "REF: A. STATE 123 B. 07 PARIS 12",
        "SUBJECT: X (PART 1 OF 2)",
    )
    return tuple(line for line in (*specimens, *PIECES, *spoken) if _DIGITS.search(line))


def cable(dice: random.Random, most: int = 14) -> str:
    """A cable of up to `most` lines, some of its numbers replaced."""

    def run(found: re.Match[str]) -> str:
        if dice.random() < 0.5:
            return found[0]
        script = dice.choice(SCRIPTS)
        return "".join(dice.choices(script, k=dice.choice(LENGTHS)))

    drawn = dice.choices(lines(), k=dice.randint(1, most))
    head = dice.choice(HEADS).format(dice.choice(YEARS))
    return head + "\n".join(_DIGITS.sub(run, line) for line in drawn) + "\n"
