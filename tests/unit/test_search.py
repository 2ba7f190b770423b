"""What can be found: documents made from cables, and the HTML that the indexer reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator import pipeline
from generator.errors import ReftelError
from generator.model import Curated, SiteInfo, Source
from generator.publish.reuse import Reuse
from generator.publish.search import build_search
from generator.search.documents import Passage, SearchDocument, documents, tag_meanings
from generator.search.markup import markup
from generator.search.meanings import Also
from tests.cables import cable_text

INFO = SiteInfo(name="Example cables")


def found(**cables: str) -> dict[str, SearchDocument]:
    """The documents made from cables, by address; `c08LIMA1` stands for 08LIMA1."""
    sources = [
        Source(name=f"{name[1:]}.txt", text=text, diagnostics=()) for name, text in cables.items()
    ]
    corpus = pipeline.assemble(sources, Curated())
    every = list(documents(corpus, INFO))
    assert len({d.address for d in every}) == len(every)
    return {d.address: d for d in every}


PARAS = (
    "The Council of Fishery (COF) met in Lima.",
    "The COF agreed. NATO did not.",
    "A second council of fishery was named.",
)


def test_a_para_goes_along_with_what_its_short_forms_mean() -> None:
    text = found(c08LIMA1=cable_text("08LIMA1", *PARAS))["cables/08LIMA1/full/"]
    first, second, third = text.passages
    assert first.also[1:] == ()
    assert Also(short="COF", words=("Council of Fishery",)) in second.also
    assert Also(short="NATO", words=("North Atlantic Treaty Organization",)) in second.also
    assert Also(short="Council of Fishery", words=("COF",)) in third.also


def test_a_meaning_of_one_cable_is_not_lent_to_another() -> None:
    both = found(
        c08LIMA1=cable_text("08LIMA1", *PARAS),
        c08QUITO2=cable_text("08QUITO2", "The council of fishery of Ecuador met."),
    )
    (only,) = both["cables/08QUITO2/full/"].passages
    assert all(also.words != ("COF",) for also in only.also)


def test_paras_are_known_by_number_label_and_cable() -> None:
    text = found(c08LIMA1=cable_text("08LIMA1", *PARAS))["cables/08LIMA1/full/"]
    assert [(p.anchor, p.label) for p in text.passages] == [
        ("p-1", "¶1 (U)"),
        ("p-2", "¶2 (U)"),
        ("p-3", "¶3 (U)"),
    ]
    assert text.passages[2].also[0] == Also(short="", words=("08LIMA1p3", "LIMA1p3"))
    assert (text.mrn, text.post, text.banner) == ("08LIMA1", "LIMA", "UNCLASSIFIED")
    assert text.title == "An example", "a cable without headings is known by its subject"


def test_the_text_of_every_para_can_be_found() -> None:
    every = found(c08LIMA1=cable_text("08LIMA1", *PARAS))
    texts = [p.text for d in every.values() if d.kind == "Cable text" for p in d.passages]
    assert texts == list(PARAS)


def test_the_front_page_is_found_by_number_tags_and_references() -> None:
    every = found(c08LIMA1=cable_text("08LIMA1", *PARAS, header="REF: 07QUITO12"))
    (front,) = every["cables/08LIMA1/"].passages
    assert front.also == (Also(short="", words=("08LIMA1", "LIMA1")),)
    for words in ("An example", "PREL External Political Relations", "07QUITO12"):
        assert words in front.text
    cited = every["references/07QUITO-0/"]
    assert [(p.anchor, p.label) for p in cited.passages] == [("07QUITO12", "07QUITO12")]
    assert "08LIMA1" in cited.passages[0].text


def test_cables_come_by_date_behind_everything_else() -> None:
    every = found(
        c08QUITO2=cable_text("08QUITO2", "One."),
        c07LIMA1=cable_text("07LIMA1", "One."),
    )
    order = [d.mrn for d in every.values()]
    first = order.index("07LIMA1")
    assert set(order[:first]) == {""}
    assert order[first:] == ["07LIMA1", "07LIMA1", "08QUITO2", "08QUITO2"]


def test_tags_are_explained_where_their_meaning_is_known() -> None:
    source = Source(name="08LIMA1.txt", text=cable_text("08LIMA1", "One."), diagnostics=())
    corpus = pipeline.assemble([source], Curated())
    assert tag_meanings(corpus) == {"PREL": "External Political Relations"}


HOSTILE = "<script>alert(1)</script> \"x\" onload='y' & \x00\x1b \ud800 ⟦x = y⟧ </body>"


def test_markup_shows_text_as_it_is_and_nothing_else() -> None:
    document = SearchDocument(
        address="x/",
        kind="Cable text",
        title=HOSTILE,
        passages=(Passage(anchor='p-1"><b>', label=HOSTILE, text=HOSTILE, also=()),),
        mrn=HOSTILE,
        tags=(HOSTILE,),
    )
    tree = LexborHTMLParser(markup(document))
    assert tree.css_first("script") is None
    assert tree.css_first("b") is None
    assert {n.tag for n in tree.css("body *")} == {"span", "i"}
    shown = "<script>alert(1)</script> \"x\" onload='y' & [x = y] </body>"
    label, tag = tree.css("i")[0], tree.css('meta[data-pagefind-filter="tags[content]"]')[0]
    assert label.text() == shown
    assert label.attributes["id"] == 'p-1"><b>'
    assert tag.attributes["content"] == shown


def test_words_that_go_along_stand_between_their_signs() -> None:
    along = (Also(short="", words=("08LIMA1p1",)), Also(short="COF", words=("a / b", "c")))
    passage = Passage(anchor="p-1", label="¶1", text="The COF.", also=along)
    document = SearchDocument(address="x/", kind="K", title="T", passages=(passage,))
    text = LexborHTMLParser(markup(document)).body
    assert text is not None
    assert text.text().strip() == "T ¶1 The COF. ⟦# 08LIMA1p1⟧ ⟦COF = a / b / c⟧"


def several(number: int) -> list[SearchDocument]:
    return [
        SearchDocument(
            address=f"cables/{n}/",
            kind="Cable text",
            title=f"Title {n}",
            post=f"POST{n % 9}",
            tags=(f"T{n % 7}", f"U{n % 5}"),
            passages=(Passage(anchor="p-1", label="¶1", text=f"word{n} council"),),
        )
        for n in range(number)
    ]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_indexes_of_the_same_documents_are_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        assert build_search(several(40), tmp_path / name, {"PREL": "Relations"}, Reuse()) == 1
        made.append(files(tmp_path / name))
    assert made[0] == made[1]
    assert len([n for n in made[0] if n.endswith(".pf_fragment")]) == 40
    assert not [n for n in made[0] if "-ui" in n], "what the site does without"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_an_index_that_is_not_whole_is_no_index(tmp_path: Path) -> None:
    twice = [*several(3), several(3)[0]]
    with pytest.raises(ReftelError, match=r"not whole \(3 of 4 documents, 0 empty files\)"):
        build_search(twice, tmp_path, {}, Reuse())


def test_a_site_without_pages_has_an_empty_index(tmp_path: Path) -> None:
    assert build_search([], tmp_path, {}, Reuse()) == 0
    assert (tmp_path / "pagefind" / "volumes.json").read_text("utf-8").startswith('{"volumes": []')
