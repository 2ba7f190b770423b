"""Readings: the forms of their Markdown, quotations word for word, and what an edition shows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.curated.curated_readings import read_reading
from generator.disk import Workspace, new_workspace, read_editor_texts
from generator.editions.edition_settings import PREDEFINED
from generator.errors import ReftelError
from generator.mkdocs_build.conversion.html_blocks import convert
from generator.model import (
    BlockForm,
    CuratedGlossary,
    Decisions,
    EditorTexts,
    SiteInfo,
    Source,
)
from generator.pipeline import EditionBuild, build_edition
from generator.render.units import render_corpus
from generator.search.documents import READING
from tests.cables import cable_text, search_documents
from tests.editions import PUBLIC, TEMPLATES, everything, leaks_in, rules

FILE = "content/readings/salt.md"
FRONT = "---\ntitle: The price of salt\nauthor: An Editor\ndate: 2026-11-29\n---\n\n"
PARA = (
    "The Minister met Ada Specimen in Lima on Monday, and “salt” rose by 4 percent. "
    "Nobody objected to it, the Minister said, but Ada Specimen left the room."
)
CABLES = {
    "08LIMA12": cable_text("08LIMA12", "Rain fell.", PARA, "The end of salt."),
    "08LIMA13": cable_text("08LIMA13", "Another one, of pepper."),
}
NAME = "rules: [{id: one, reason: personal privacy, kind: name, note: x, names: [Ada Specimen]}]"
WHOLE_PARA = "rules: [{id: one, reason: security, note: x, paras: ['08LIMA12 ¶2']}]"
WHOLE_CABLE = "rules: [{id: one, reason: security, note: x, cables: [08LIMA12]}]"


def quoting(words: str, source: str = "08LIMA12 para 2") -> str:
    """A reading with one quotation, which begins on line 7."""
    return f"{FRONT}> {words}\n>\n> -- {source}\n"


def built(text: str, decisions: str = "", *, edition: str = "public") -> EditionBuild:
    sources = [Source(name=f"{m}.txt", text=t, diagnostics=()) for m, t in CABLES.items()]
    return build_edition(
        sources,
        CuratedGlossary(),
        rules(decisions) if decisions else Decisions(),
        PUBLIC if edition == "public" else PREDEFINED[edition],
        texts=EditorTexts(readings=(read_reading(text, FILE),)),
    )


def page_of(made: EditionBuild) -> str:
    pages = render_corpus(made.corpus, TEMPLATES, SiteInfo(name="Example cables"))
    return next(page.body for page in pages if page.path == "readings/salt.md")


def quoted(made: EditionBuild) -> tuple[str, ...]:
    ((quotation,),) = (reading.quotations for reading in made.corpus.readings)
    return quotation.pieces


# --- Markdown -------------------------------------------------------------------------------------

FORMS = """Salt was *dear*, **very** `dear`: [it](08LIMA12) rose, [here](08LIMA12#p-2), [there][x].

[x]: https://example.org/a_b?c=[1]

## Then

- one
- <b onclick="x()">two</b>

And:

1. first
2. second

> A newspaper.
>
> Said this.

***

> Rain fell.
-- 08LIMA12 ¶1

> The end of salt

— 08LIMA12 para. 3

[click](https://example.org/%22onmouseover=alert) ![
"""


def test_the_forms_of_a_reading() -> None:
    reading = read_reading(FRONT + FORMS, FILE)
    assert (reading.title, reading.author, reading.name) == (
        "The price of salt",
        "An Editor",
        "salt",
    )
    assert [block.form for block in reading.blocks] == [
        BlockForm.PARAGRAPH,
        BlockForm.HEADING,
        *[BlockForm.BULLET] * 2,
        BlockForm.PARAGRAPH,
        *[BlockForm.NUMBERED] * 2,
        *[BlockForm.QUOTED] * 2,
        BlockForm.RULE,
        *[BlockForm.QUOTATION] * 2,
        BlockForm.PARAGRAPH,
    ]
    assert [q.pieces for q in reading.quotations] == [("Rain fell.",), ("The end of salt",)]
    assert [q.anchor for q in reading.quotations] == ["p-1", "p-3"]


def test_a_reading_becomes_safe_html_with_its_links() -> None:
    markdown = page_of(built(FRONT + FORMS))
    page = convert(markdown, "readings/salt.md")
    assert page is not None
    assert "<em>dear</em>, <strong>very</strong> <code>dear</code>" in page.html
    assert '<a href="../../cables/08LIMA12/">it</a>' in page.html
    assert '<a href="../../cables/08LIMA12/full/#p-2">here</a>' in page.html
    assert "https://example.org/a&#95;b?c=%5B1%5D" in page.html
    assert '&lt;b onclick="x()"&gt;two&lt;/b&gt;' in page.html
    assert "<b " not in page.html
    assert page.html.count("<blockquote>") == 3
    assert page.html.count("</figcaption>") == 2


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[x](ftp://example.org/)", "salt.md:7: 'ftp://example.org/' cannot be linked to"),
        ("[x](/about/)", "salt.md:7: '/about/' cannot be linked to"),
        ("[x](08LIMA12#nowhere)", "salt.md:7: '08LIMA12#nowhere' cannot be linked to"),
        ("[x](LIMA12)", "salt.md:7: 'LIMA12' has no year"),
        ("Text.\n\n![x](https://example.org/x.png)", "salt.md:9: a reading has no image"),
        ("```\ncode\n```", "salt.md:7: a reading has no fence"),
        ("    code", "salt.md:7: a reading has no code block"),
        ("- one\n  - two", "salt.md:7: an item of a list has one paragraph"),
        ("- one\n\n1. two", "salt.md:9: two lists in a row"),
        ("3. three", "salt.md:7: a numbered list begins with '1.'"),
        ("> # One\n>\n> -- 08LIMA12 para 2", "salt.md:7: a block quotation has paragraphs only"),
        ("> One *two*\n> -- 08LIMA12 para 2", "salt.md:7: a quotation of a cable has no markup"),
        ("> One\n> -- 08LIMA12", "salt.md:7: '08LIMA12' is not a para of a cable"),
        ("> -- 08LIMA12 para 2", "salt.md:7: the quotation has no words"),
    ],
)
def test_what_a_reading_cannot_have_is_named_with_its_line(body: str, message: str) -> None:
    with pytest.raises(ReftelError) as caught:
        read_reading(f"{FRONT}{body}\n", FILE)
    assert message in str(caught.value)


@pytest.mark.parametrize("target", ["javascript:alert%281%29", "data:text/html,x", "VBSCRIPT:x"])
def test_a_link_to_a_program_is_text(target: str) -> None:
    page = convert(page_of(built(f"{FRONT}[x]({target})\n")), "readings/salt.md")
    assert page is not None
    assert "<a " not in page.html
    assert f"[x]({target})" in page.html


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("No front matter.", "salt.md:1: the front matter is missing"),
        ("---\n---\n", "salt.md:1: the front matter is empty"),
        ("---\ntitle: x\nauthor: y\n---\n", "salt.md:1: 'date' is missing"),
        ("---\ntitle: x\nauthor: y\ndate: May\n---\n", "salt.md:4: 'May' is not a day"),
        ("---\ntitle: x\nautor: y\ndate: 2026-01-01\n---\n", "salt.md:3: unknown field 'autor'"),
    ],
)
def test_a_fault_of_the_front_matter_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ReftelError) as caught:
        read_reading(text, FILE)
    assert message in str(caught.value)


def test_headings_begin_below_the_title_and_skip_no_level() -> None:
    text = f"{FRONT}# One\n\n#### Two\n\n## Three\n"
    assert [b.level for b in read_reading(text, FILE).blocks] == [2, 3, 3]
    text = f"{FRONT}## One\n\n### Two\n"
    assert [b.level for b in read_reading(text, FILE).blocks] == [2, 3]


# --- Word for word --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "The Minister met Ada Specimen in Lima",
        "and “salt” rose",
        'and "salt" rose by 4 percent',
        "on Monday, and\n> “salt” rose",
        "The Minister met [...] in Lima [...] Nobody objected",
        "left the room.",
        "left the room",
    ],
)
def test_the_words_of_a_para_pass(words: str) -> None:
    assert quoted(built(quoting(words)))


@pytest.mark.parametrize(
    ("words", "source", "message"),
    [
        ("rose by 5 percent", "08LIMA12 para 2", "behind 'rose by' it has '5 percent', and the"),
        ("sugar rose", "08LIMA12 para 2", "'sugar rose' is not there"),
        ("the roo", "08LIMA12 para 2", "behind 'the' it has 'roo'"),
        ("left the room today", "08LIMA12 para 2", "behind 'left the room' it has 'today'"),
        ("Nobody [...] The Minister met", "08LIMA12 para 2", "'The Minister met' is not there"),
        ("Rain fell.", "08LIMA12 para 9", "08LIMA12 has no para with the address p-9"),
        ("Rain fell.", "08LIMA99 para 1", "08LIMA99 is not held here"),
    ],
)
def test_other_words_are_a_fault_that_quotes_them(words: str, source: str, message: str) -> None:
    made = built(quoting(words, source), edition="internal")
    assert not made.corpus.readings
    (fault,) = made.text_faults
    assert fault.startswith(f"{FILE}:7: ")
    assert message in fault


def test_a_message_of_an_edition_that_withholds_quotes_nothing() -> None:
    made = built(quoting("Ada Specimen in Rome"), NAME)
    assert not made.corpus.readings
    (fault,) = made.text_faults
    assert "Specimen" not in fault
    assert "reftel check" in fault


# --- Editions -------------------------------------------------------------------------------------


def test_a_withheld_name_is_a_notice_within_the_quotation() -> None:
    made = built(quoting("Minister met Ada Specimen in Lima on [...] Nobody objected"), NAME)
    first, second = quoted(made)
    assert first.startswith("Minister met [withheld: name, ")
    assert first.endswith("] in Lima on")
    assert second == "Nobody objected"


def test_every_run_of_words_is_quoted_as_the_edition_shows_it() -> None:
    words = PARA.split()
    whole = built(quoting(PARA), NAME)
    (shown,) = quoted(whole)
    assert shown.count("[withheld: ") == 2
    ranges = [(a, b) for a in range(0, len(words), 3) for b in range(a + 1, len(words) + 1, 4)]
    text = FRONT + "".join(
        f"> {' '.join(words[a:b])}\n>\n> -- 08LIMA12 para 2\n\nThen:\n\n" for a, b in ranges
    )
    made = built(text, NAME)
    ((*quotations,),) = (reading.quotations for reading in made.corpus.readings)
    for (a, b), quotation in zip(ranges, quotations, strict=True):
        (piece,) = quotation.pieces
        assert piece in shown
        assert "Ada" not in piece
        assert "Specimen" not in piece
        hidden = [word for word in words[a:b] if word in ("Ada", "Specimen")]
        assert bool(hidden) == ("[withheld: " in piece)
        left = piece.split("[withheld: ")[0].split()
        assert left == words[a : a + len(left)]


@pytest.mark.parametrize(("decisions", "start"), [(WHOLE_PARA, "[withheld: "), (WHOLE_CABLE, "[w")])
def test_a_quotation_of_withheld_text_is_its_notice(decisions: str, start: str) -> None:
    made = built(quoting("Nobody objected to it, the Minister said"), decisions)
    (piece,) = quoted(made)
    assert piece.startswith(start)
    assert not [p for p, text in everything(made).items() if "Nobody objected" in text]
    assert not leaks_in(made)
    assert page_of(made)


def test_an_editors_own_words_are_withheld_too() -> None:
    text = FRONT.replace("An Editor", "Ada Specimen").replace("of salt", "of Ada Specimen")
    text += "I met *Ada* Specimen, [Ada Specimen](https://example.org/Ada-Specimen).\n"
    made = built(text + quoting("Rain fell.", "08LIMA12 ¶1").removeprefix(FRONT), NAME)
    assert not [p for p, page in everything(made).items() if "Specimen" in page]
    assert not leaks_in(made)
    assert "Specimen" in page_of(built(text, NAME, edition="internal"))


# --- Pages ----------------------------------------------------------------------------------------


def test_a_para_says_where_it_is_quoted() -> None:
    made = built(quoting("Nobody objected"))
    pages = {p.path: p.text for p in render_corpus(made.corpus, TEMPLATES, SiteInfo(name="x"))}
    text = pages["cables/08LIMA12/full.md"]
    link = "Quoted in [The price of salt](../../readings/salt.md)"
    assert text.count(link) == 1
    assert text.index('id="p-2"') < text.index(link) < text.index('id="p-3"')
    assert "| 2026-11-29 | [The price of salt](salt.md) | An Editor |" in pages["readings/index.md"]
    assert "Quoted in" not in pages["cables/08LIMA13/full.md"]


def test_the_search_finds_a_reading() -> None:
    made = built(quoting("Nobody objected") + "\nPepper was cheap.\n")
    (document,) = (d for d in search_documents(made.corpus) if d.kind == READING)
    assert document.address == "readings/salt/"
    assert "Nobody objected" in document.passages[0].text
    assert "Pepper was cheap." in document.passages[0].text


def files(tmp_path: Path, texts: Mapping[str, str]) -> Workspace:
    new_workspace(tmp_path / "ws")
    workspace = Workspace(tmp_path / "ws")
    folder = workspace.root / "content" / "readings"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return workspace


def test_readings_are_read_from_their_folder(tmp_path: Path) -> None:
    texts = {"b.md": FRONT + "Two.\n", "a.md": FRONT + "One.\n", "README": "x", ".x": "y"}
    readings = read_editor_texts(files(tmp_path, texts)).readings
    assert [reading.name for reading in readings] == ["a", "b"]


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ({"a.txt": "x"}, "content/readings/a.txt is not read"),
        ({"a b.md": FRONT, "a-b.md": FRONT}, "content/readings/a-b.md has the same address as"),
    ],
)
def test_a_file_that_cannot_be_a_reading_is_named(
    tmp_path: Path, texts: Mapping[str, str], message: str
) -> None:
    made = read_editor_texts(files(tmp_path, {"0.md": FRONT, **texts}))
    assert [fault for fault in made.faults if message in fault]
    assert [reading.file for reading in made.readings][:1] == ["content/readings/0.md"]
    assert len(made.readings) == len(texts)


def test_a_faulty_reading_or_request_is_left_out_with_its_messages(tmp_path: Path) -> None:
    texts = {"a.md": FRONT + "```\nx\n```\n[x](/y)\n", "b.md": FRONT + "One.\n"}
    workspace = files(tmp_path, texts)
    requests = workspace.root / "content" / "curated" / "requests.yml"
    requests.write_text("requests: [", encoding="utf-8")
    made = read_editor_texts(workspace)
    assert [reading.name for reading in made.readings] == ["b"]
    yaml, fence, link = made.faults
    assert yaml.startswith("content/curated/requests.yml:1: invalid YAML")
    assert fence.startswith("content/readings/a.md:7: a reading has no fence")
    assert link.startswith("content/readings/a.md:10: '/y' cannot be linked to")
