"""All common names can be withheld at once: no cable shows one."""

from __future__ import annotations

import re
from functools import cache

from generator.model import Decisions, Reason, Rule
from generator.pipeline import EditionBuild
from tests.common_names import NAMES, cables_of_names
from tests.editions import PUBLIC, everything, published

NUMBER = re.compile(r"\b(?:19|20)?\d\d(?:[A-Z]+| [A-Z]+ )\d+\b")
MONTHS = re.compile(r"\b\d{6}Z [A-Z]{3} \d\d\b")


@cache
def edition() -> EditionBuild:
    """An edition that withholds all names of the list from cables that hold all of them."""
    rule = Rule(id="r", reason=Reason.SECURITY, note="x", kind="name", names=tuple(NAMES))
    cables = {f"c{mrn}": text for mrn, text in cables_of_names().items()}
    return published(Decisions(rules=(rule,)), PUBLIC, None, **cables)


def test_no_text_of_a_cable_holds_a_name() -> None:
    names = re.compile(rf"\b(?:{'|'.join(f'{n}|{n.upper()}' for n in NAMES)})\b")
    for item in edition().corpus.cables:
        lines = "\n".join(
            line.text for line in item.cable.lines if not line.text.startswith(("UNCLAS", "TAGS"))
        )
        assert not names.findall(MONTHS.sub("", NUMBER.sub("", lines))), item.name


def test_every_place_is_withheld() -> None:
    """Each name stands in seven places or more; a few in a row are one notice."""
    notices = sum(
        line.text.count("[withheld") for i in edition().corpus.cables for line in i.cable.lines
    )
    assert notices > 6 * len(NAMES)


def test_no_placeholder_is_left() -> None:
    assert [path for path, page in everything(edition()).items() if "zqx" in page.lower()] == []
