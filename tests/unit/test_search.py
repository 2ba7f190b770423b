"""The search: documents made from cables, and the HTML that the indexer reads."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import cbor2
import pytest
from selectolax.lexbor import LexborHTMLParser

from generator import pipeline
from generator.errors import ReftelError
from generator.execution.executors import ForkPool, SerialExecutor
from generator.execution.result_cache import digest_of
from generator.incremental.served_site import ServedSite
from generator.leak_check.inspection import inspect
from generator.model import Corpus, CuratedGlossary, ExternalTerm, Sense, SenseSource, Source
from generator.release.pagefind_files import META_FILES, SIGNATURE
from generator.search import indexing
from generator.search import volumes as parting
from generator.search.documents import SearchDocument, SearchPassage, code_meanings
from generator.search.indexing import build_search
from generator.search.markup import document_html
from generator.search.meanings import HiddenWords
from generator.search.pagefind_normalize import VolumeHead
from generator.search.volumes import DocumentGroup, search_volumes
from tests.cables import cable_text, search_documents


def documents_of(**cables: str) -> dict[str, SearchDocument]:
    """The documents made from cables, by address; `c08LIMA1` stands for 08LIMA1."""
    sources = [
        Source(name=f"{name[1:]}.txt", text=text, diagnostics=()) for name, text in cables.items()
    ]
    corpus = pipeline.assemble(sources, CuratedGlossary())
    every = search_documents(corpus)
    assert len({d.address for d in every}) == len(every)
    return {d.address: d for d in every}


PARAS = (
    "The Council of Fishery (COF) met in Lima.",
    "The COF agreed. NATO did not.",
    "A second council of fishery was named.",
)


def test_a_para_has_the_meanings_of_its_abbreviations_as_hidden_words() -> None:
    text = documents_of(c08LIMA1=cable_text("08LIMA1", *PARAS))["cables/08LIMA1/"]
    _, first, second, third = text.passages
    assert first.hidden_words == ()
    assert HiddenWords(equivalent="COF", words=("Council of Fishery",)) in second.hidden_words
    assert (
        HiddenWords(equivalent="NATO", words=("North Atlantic Treaty Organization",))
        in second.hidden_words
    )
    assert HiddenWords(equivalent="Council of Fishery", words=("COF",)) in third.hidden_words


def test_a_meaning_of_one_cable_does_not_apply_to_another() -> None:
    both = documents_of(
        c08LIMA1=cable_text("08LIMA1", *PARAS),
        c08QUITO2=cable_text("08QUITO2", "The council of fishery of Ecuador met."),
    )
    _, only = both["cables/08QUITO2/"].passages
    assert all(also.words != ("COF",) for also in only.hidden_words)


def test_a_cable_is_one_document_with_its_header_and_its_paras() -> None:
    every = documents_of(c08LIMA1=cable_text("08LIMA1", *PARAS))
    (text,) = (d for d in every.values() if d.kind == "Cable")
    assert text.address == "cables/08LIMA1/"
    assert [(p.target, p.label) for p in text.passages] == [
        ("", ""),
        ("full/#p-1", "¶1 (U)"),
        ("full/#p-2", "¶2 (U)"),
        ("full/#p-3", "¶3 (U)"),
    ]
    assert (text.mrn, text.post, text.banner) == ("08LIMA1", "LIMA", "UNCLASSIFIED")
    assert text.title == "An example"
    assert [p.text for p in text.passages[1:]] == list(PARAS)


def test_a_cable_is_found_by_number_time_tags_and_references() -> None:
    every = documents_of(c08LIMA1=cable_text("08LIMA1", *PARAS, header="REF: 07QUITO12"))
    front = every["cables/08LIMA1/"].passages[0]
    assert front.hidden_words == (HiddenWords(equivalent="", words=("08LIMA1", "LIMA1")),)
    for words in ("PREL External Political Relations", "07QUITO12"):
        assert words in front.text
    cited = every["references/07QUITO-0/"]
    assert [(p.target, p.label) for p in cited.passages] == [("#07QUITO12", "07QUITO12")]
    assert "08LIMA1" in cited.passages[0].text


def corpus_of(*names: str, **texts: str) -> Corpus:
    """A cable for each name, with a text of its own or the common one."""
    sources = [
        Source(
            name=f"{name}.txt",
            text=cable_text(name, texts.get(name, "The Council of Fishery (COF) met.")),
            diagnostics=(),
        )
        for name in names
    ]
    return pipeline.assemble(sources, CuratedGlossary())


MANY = [f"08LIMA{number}" for number in range(1, 101)]


def made_of(corpus: Corpus) -> dict[str, dict[str, bytes]]:
    """The digest of each group, by volume."""
    return {
        name: {part.name: part.digest for part in parts}
        for name, parts in search_volumes(corpus).items()
    }


def test_a_group_counts_the_documents_it_makes() -> None:
    for parts in search_volumes(corpus_of(*MANY)).values():
        for part in parts:
            assert part.count == len(list(part.make())), part.name


def test_a_small_collection_has_one_volume_and_an_empty_one_none() -> None:
    assert list(search_volumes(corpus_of("08LIMA1"))) == ["01"]
    assert search_volumes(corpus_of()) == {}


def test_volumes_are_split_by_cable_and_of_similar_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parting, "CABLES_PER_VOLUME", 30)
    first, *others = made_of(corpus_of(*MANY)).values()
    assert {name.partition("/")[0] for name in first} <= {"glossary", "tags", "posts"}
    assert len(others) == 4, "100 cables, 30 each, in a power of two"
    assert sorted(name for volume in others for name in volume) == sorted(MANY)
    assert all(10 < len(volume) < 40 for volume in others)


@pytest.mark.parametrize("names", [MANY[1:], [*MANY, "08QUITO7"]])
def test_one_cable_more_or_less_changes_one_volume(
    monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    monkeypatch.setattr(parting, "CABLES_PER_VOLUME", 30)
    before, after = made_of(corpus_of(*MANY)), made_of(corpus_of(*names))
    assert before.keys() == after.keys()
    changed = [name for name in list(before)[1:] if before[name] != after[name]]
    assert len(changed) == 1


def test_a_changed_cable_changes_only_its_own_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parting, "CABLES_PER_VOLUME", 30)
    text = "The Council of Fishery (COF) did not meet."
    before, after = made_of(corpus_of(*MANY)), made_of(corpus_of(*MANY, **{"08LIMA7": text}))
    assert [
        part for name in before for part in before[name] if before[name][part] != after[name][part]
    ] == ["08LIMA7"]


def test_a_new_meaning_of_its_words_changes_the_documents_of_a_cable() -> None:
    """The cable itself is unchanged: editors gave an abbreviation a meaning."""
    source = Source(
        name="08LIMA1.txt", text=cable_text("08LIMA1", "The QQF met the QQF."), diagnostics=()
    )
    before = pipeline.assemble([source], CuratedGlossary())
    meaning = Sense(
        expansion="Quito Quality Forum",
        original=None,
        language=None,
        source=SenseSource.CURATED,
        passages=(),
        origin="An example",
        category=None,
    )
    curated = CuratedGlossary(terms=(ExternalTerm(abbreviation="QQF", sense=meaning),))
    after = pipeline.assemble([source], curated)
    assert before.cables[0].digest == after.cables[0].digest
    assert made_of(before)["01"]["08LIMA1"] != made_of(after)["01"]["08LIMA1"]


def test_tags_are_explained_where_their_meaning_is_known() -> None:
    source = Source(name="08LIMA1.txt", text=cable_text("08LIMA1", "One."), diagnostics=())
    corpus = pipeline.assemble([source], CuratedGlossary())
    assert code_meanings(corpus) == {"PREL": "External Political Relations"}


HOSTILE = "<script>alert(1)</script> \"x\" onload='y' & \x00\x1b \ud800 ⟦x = y⟧ </body>"


def test_markup_shows_text_as_it_is_and_nothing_else() -> None:
    document = SearchDocument(
        address="x/",
        kind="Cable",
        title=HOSTILE,
        passages=(SearchPassage(target='p-1"><b>', label=HOSTILE, text=HOSTILE, hidden_words=()),),
        mrn=HOSTILE,
        tags=(HOSTILE,),
    )
    tree = LexborHTMLParser(document_html(document))
    assert tree.css_first("script") is None
    assert tree.css_first("b") is None
    assert {n.tag for n in tree.css("body *")} == {"span", "i"}
    shown = "<script>alert(1)</script> \"x\" onload='y' & [x = y] </body>"
    label, tag = tree.css("i")[0], tree.css('meta[data-pagefind-filter="tags[content]"]')[0]
    assert label.text() == shown
    assert label.attributes["id"] == 'p-1"><b>'
    assert tag.attributes["content"] == shown


def test_hidden_words_are_enclosed_in_their_brackets() -> None:
    along = (
        HiddenWords(equivalent="", words=("08LIMA1p1",)),
        HiddenWords(equivalent="COF", words=("a / b", "c")),
    )
    passage = SearchPassage(target="p-1", label="¶1", text="The COF.", hidden_words=along)
    document = SearchDocument(address="x/", kind="K", title="T", passages=(passage,))
    text = LexborHTMLParser(document_html(document)).body
    assert text is not None
    assert text.text().strip() == "T ¶1 The COF. ⟦# 08LIMA1p1⟧ ⟦COF = a / b / c⟧"


def several(number: int) -> list[SearchDocument]:
    return [
        SearchDocument(
            address=f"cables/{n}/",
            kind="Cable",
            title=f"Title {n}",
            post=f"POST{n % 9}",
            tags=(f"T{n % 7}", f"U{n % 5}"),
            passages=(SearchPassage(target="p-1", label="¶1", text=f"word{n} council"),),
        )
        for n in range(number)
    ]


def alone(document: SearchDocument) -> DocumentGroup:
    return DocumentGroup(
        name=document.address,
        is_cable=False,
        count=1,
        digest=digest_of(document),
        make=partial(iter, (document,)),
    )


def parted(documents: list[SearchDocument], number: int) -> dict[str, list[DocumentGroup]]:
    """The documents in volumes of the given size."""
    return {
        f"{at // number + 1:02d}": [*map(alone, documents[at : at + number])]
        for at in range(0, len(documents), number)
    }


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_indexes_of_the_same_documents_are_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name, workers in (("one", SerialExecutor()), ("two", ForkPool(2))):
        site = tmp_path / name
        site.mkdir()
        build_search(parted(several(40), 40), {"PREL": "Relations"}, site, workers, ServedSite())
        made.append(files(site))
    assert made[0] == made[1]
    assert len([n for n in made[0] if n.endswith(".pf_fragment")]) == 40
    assert not [n for n in made[0] if "-ui" in n], "files that the site does not need"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def unpacked(path: Path) -> Any:
    """The value in a packed file of the index."""
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE))


def head_of(volume: Path) -> VolumeHead:
    (path,) = volume.glob(META_FILES)
    return VolumeHead(*unpacked(path))


def indexed_in(volume: Path) -> list[Any]:
    """The documents of a volume, in the order of their numbers."""
    paths = sorted((volume / "fragment" / head_of(volume).documents).iterdir())
    return [json.loads(gzip.decompress(path.read_bytes())[len(SIGNATURE) :]) for path in paths]


def test_files_of_documents_are_numbered(tmp_path: Path) -> None:
    build_search(parted(several(40), 40), {}, tmp_path, SerialExecutor(), ServedSite())
    volume = tmp_path / "pagefind" / "01"
    documents = indexed_in(volume)
    assert sorted(d["meta"]["title"] for d in documents) == sorted(d.title for d in several(40))
    folder = volume / "fragment" / head_of(volume).documents
    assert {path.stem for path in folder.iterdir()} >= {"000", "00z", "010", "013"}
    assert head_of(volume).lengths == [d["word_count"] for d in documents]


def test_the_head_says_what_word_each_file_begins_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "CHUNK_SIZE", 10)
    build_search(parted(several(40), 40), {}, tmp_path, SerialExecutor(), ServedSite())
    volume = tmp_path / "pagefind" / "01"
    head = head_of(volume)
    files = sorted((volume / "index" / head.words).iterdir())
    assert len(files) == len(head.starts) > 10, "a file for each few words"
    ends = [*head.starts[1:], "\uffff"]
    for path, start, end in zip(files, head.starts, ends, strict=True):
        assert all(start <= word < end for word, *_ in unpacked(path)[0])


def test_the_order_of_dates_has_a_file_of_its_own(tmp_path: Path) -> None:
    dates = ("2008-01-01", "", "2006-01-01", "2007-01-01")
    documents = [replace(d, date=date) for d, date in zip(several(4), dates, strict=True)]
    build_search(parted(documents, 4), {}, tmp_path, SerialExecutor(), ServedSite())
    volume = tmp_path / "pagefind" / "01"
    indexed = indexed_in(volume)
    found = [indexed[number]["meta"]["date"] for number in unpacked(volume / "dates.pf_index")]
    assert found == ["2006-01-01", "2007-01-01", "2008-01-01"]


def test_the_list_of_volumes_names_their_heads(tmp_path: Path) -> None:
    build_search(parted(several(40), 20), {}, tmp_path, SerialExecutor(), ServedSite())
    index = tmp_path / "pagefind"
    volumes = json.loads((index / "volumes.json").read_text("utf-8"))["volumes"]
    assert [volume["name"] for volume in volumes] == ["01", "02"]
    assert all((index / v["name"] / f"{v['head']}.pf_meta").is_file() for v in volumes)
    assert not [path.name for path in index.rglob("*") if path.suffix in {".js", ".pagefind"}]


def test_only_a_volume_that_changed_is_indexed_again(tmp_path: Path) -> None:
    documents = several(40)
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    for site in (one, two, three):
        site.mkdir()
    build_search(parted(documents, 20), {}, one, SerialExecutor(), first := ServedSite())
    past = replace(first.next, files=inspect(one, (), SerialExecutor(), {}))
    documents[30] = replace(documents[30], title="Another title")
    build_search(parted(documents, 20), {}, two, SerialExecutor(), ServedSite(one, past))
    build_search(parted(documents, 20), {}, three, SerialExecutor(), ServedSite())
    taken = {
        path for path in files(one) if (two / path).exists() and (two / path).samefile(one / path)
    }
    assert taken == {path for path in files(one) if path.startswith("pagefind/01/")}
    assert files(two) == files(three)


def test_an_incomplete_index_is_an_error(tmp_path: Path) -> None:
    twice = [*several(3), several(3)[0]]
    with pytest.raises(ReftelError, match=r"incomplete \(3 of 4 documents, 0 empty files\)"):
        build_search(parted(twice, 4), {}, tmp_path, SerialExecutor(), ServedSite())


def test_a_site_without_pages_has_an_empty_index(tmp_path: Path) -> None:
    build_search({}, {}, tmp_path, SerialExecutor(), ServedSite())
    assert (tmp_path / "pagefind" / "volumes.json").read_text("utf-8").startswith('{"volumes": []')
