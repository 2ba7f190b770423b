"""The words from which the search suggests one for a word that is nowhere."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import cbor2
import pytest

from generator.execution.executors import SerialExecutor
from generator.incremental.served_site import ServedSite
from generator.release.pagefind_files import SIGNATURE
from generator.search import vocabulary
from generator.search.documents import SearchDocument, SearchPassage
from generator.search.indexing import VOCABULARY, build_search
from generator.search.vocabulary import (
    document_words,
    pack_counts,
    pack_vocabulary,
    unpack_counts,
)
from generator.search.volumes import search_volumes
from tests.cables import cable_text
from tests.editions import published, rules


def a_document(title: str, *texts: str) -> SearchDocument:
    passages = tuple(SearchPassage(target="", label="¶1", text=text) for text in texts)
    return SearchDocument(address="x/", kind="Cable", title=title, passages=passages)


def lines(data: bytes) -> list[str]:
    """The lines of the list for readers."""
    text: str = cbor2.loads(gzip.decompress(data).removeprefix(SIGNATURE))
    return text.split("\n")


def test_words_are_folded_and_have_four_letters_and_no_digits() -> None:
    document = a_document("Señor Núñez", "The U.S. law-53 of MÉXICO, 08MEXICO721; fisher's boats.")
    assert document_words(document) == {"senor", "nunez", "mexico", "fisher", "boats"}


def test_counts_of_a_volume_are_read_as_they_were_written() -> None:
    counts = Counter({"council": 3, "fishery": 1})
    assert unpack_counts(pack_counts(counts)) == counts


def test_the_list_has_the_words_of_all_volumes_by_frequency() -> None:
    volumes = [Counter({"council": 3, "fishery": 1}), Counter({"council": 1, "boats": 2})]
    assert lines(pack_vocabulary(volumes)) == ["fishery", "boats", "council"]


def test_a_large_collection_lists_its_most_frequent_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST_WORDS", 2)
    volumes = [Counter({"council": 3, "fishery": 1, "boats": 2})]
    assert lines(pack_vocabulary(volumes)) == ["", "boats council"]


RULE = 'rules: [{id: n, reason: security, names: ["Ada Quelonte"], note: x}]'


@pytest.mark.parametrize(("decisions", "is_listed"), [("rules: []", True), (RULE, False)])
def test_a_withheld_word_is_not_in_the_list(
    tmp_path: Path, decisions: str, *, is_listed: bool
) -> None:
    text = cable_text("08LIMA12", "The council met Ada Quelonte in Lima.")
    made = published(rules(decisions), c08LIMA12=text)
    volumes = search_volumes(made.corpus)
    build_search(volumes, {}, tmp_path, SerialExecutor(), ServedSite())
    files = [tmp_path / "pagefind" / VOCABULARY, tmp_path / "pagefind" / "01" / VOCABULARY]
    for data in (path.read_bytes() for path in files):
        assert b"council" in gzip.decompress(data)
        assert (b"quelonte" in gzip.decompress(data)) is is_listed
