"""Properties of parsing that hold for any text."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator import parse_cable
from generator.model import Fate
from generator.model.source_text import SourceText
from tests.fuzz.texts import LINES

lines = st.one_of(st.sampled_from(LINES), st.text(max_size=40))
texts = st.one_of(
    st.text(max_size=300), st.lists(lines, max_size=40).map(lambda pieces: "\n".join(pieces))
)
many = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@example("¶")
@given(texts)
def test_never_raises_and_accounts_for_every_line(text: str) -> None:
    cable = parse_cable(text, name="08EXAMPLE12")
    source = SourceText(text)
    assert [line.text for line in cable.lines] == list(source.lines)
    assert all(line.fates for line in cable.lines)


@many
@given(texts)
def test_every_word_of_a_text_line_is_read(text: str) -> None:
    cable = parse_cable(text)
    read = {p.anchor: p.text for p in cable.paras} | {h.anchor: h.text for h in cable.headings}
    shown = " ".join([*read.values(), cable.trailer or "", cable.signature or ""])
    headed = " ".join(
        [str(p.number) for p in cable.paras]
        + [str(p.letter) for p in cable.paras]
        + [f"{p.marking} {p.label}" for p in cable.paras]
        + [b.label or "" for p in cable.paras for b in p.blocks]
        + [r.before for r in cable.repairs]
    )
    known = set(re.findall(r"[a-z]{3,}", f"{shown} {headed}".lower()))
    for line in cable.lines:
        if set(line.fates) == {Fate.TEXT}:
            for word in re.findall(r"[a-z]{3,}", line.text.lower()):
                assert word in known or any(word in k for k in known), (line.number, word)


@many
@given(texts)
def test_anchors_are_unique_and_spans_in_order(text: str) -> None:
    cable = parse_cable(text)
    anchors = [*(p.anchor for p in cable.paras), *(h.anchor for h in cable.headings)]
    assert len(set(anchors)) == len(anchors)
    for para in cable.paras:
        assert 0 <= para.span.start <= para.span.end <= len(text)
        for block in para.blocks:
            assert block.span.start <= block.span.end <= len(text)
            for mark in block.pages:
                assert 0 <= mark.offset <= len(block.text)


@many
@given(texts)
def test_sections_hold_every_para_once(text: str) -> None:
    cable = parse_cable(text)
    assert [p for s in cable.sections for p in s.paras] == list(cable.paras)
