"""Answers about a site from its tables: search and its ranking, quotations, bounds of arguments."""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.errors import ReftelError
from generator.exports.data_files import export_corpus
from generator.model import Corpus, SiteInfo
from generator.site_reader.passage_search import PassageIndex, excerpt, query_words
from generator.site_reader.site_answers import Answer, SiteAnswers
from generator.site_reader.site_tables import Row, SiteTables
from generator.site_reader.site_tools import SiteTool, site_tools
from tests.cables import cable_text
from tests.editions import PUBLIC, published, rules
from tests.exporting import CORPORA, INFO, TEMPLATES, assemble

# --- Search --------------------------------------------------------------------------------------

TEXTS = [
    "The salt of Lima, the salt trade and the salt tax.",
    "Salt is mentioned once in this para, which speaks of many other things at some length indeed.",
    "SALTY words; basalt; nothing else.",
    "Niño y Ruíz: “naïve” — so…",
    "A quorum of the trade board met; the board of trade did not.",
    "The who and the what.",
]


def found(query: str) -> list[int]:
    return [one.passage for one in PassageIndex(TEXTS).search(query)]


@pytest.mark.parametrize(
    ("query", "passages"),
    [
        ("salt", [0, 1]),
        ("SALT!", [0, 1]),
        ("nino ruiz", [3]),
        ("NIÑO", [3]),
        ("naive", [3]),
        ("“y Ruiz”", [3]),
        ("what is the salt tax", [0, 1]),
        ("quorum trade", [4, 0]),
        ('"board of trade"', [4]),
        ('"of trade board"', []),
        ('"trade and the salt"', [0]),
        ("the who", [5, 0, 4]),
        ("basal", []),
    ],
)
def test_whole_words_are_found_and_ranked(query: str, passages: list[int]) -> None:
    assert found(query) == passages


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    texts = [
        *(f"Rain fell on day {n} of the week." for n in range(9)),
        "A zebra came.",
        "Rain, rain.",
    ]
    assert [one.passage for one in PassageIndex(texts).search("rain zebra")][:2] == [9, 10]


def test_a_phrase_does_not_cross_passages() -> None:
    index = PassageIndex(["One two", "three four"])
    assert [one.passage for one in index.search('"two three"')] == []


@pytest.mark.parametrize("query", ["", "???", "“”", "--"])
def test_a_query_without_words_finds_nothing(query: str) -> None:
    assert query_words(query) == []
    assert found(query) == []


def test_search_gives_what_comparing_each_word_gives() -> None:
    """Random texts and words: the passages that have any of the words, no others."""
    rng = random.Random(3)
    vocabulary = ["ab", "abc", "b", "añb", "ANB", "c-d", "c", "d", "x1", "1"]
    texts = [" ".join(rng.choices(vocabulary, k=rng.randint(0, 6))) for _ in range(300)]
    index = PassageIndex(texts)
    for _ in range(200):
        query = " ".join(rng.choices(vocabulary, k=rng.randint(1, 3)))
        wanted = set(query_words(query))
        expected = {n for n, text in enumerate(texts) if wanted & set(query_words(text))}
        assert {one.passage for one in index.search(query)} == expected


def test_an_excerpt_is_a_part_of_the_text_with_a_word_of_the_query() -> None:
    text = " ".join(f"word{n}" for n in range(500)) + " Ruíz " + "x" * 40
    for query in ("ruiz", "word250", "word3", "nothing"):
        part = excerpt(text, query, 100)
        assert part in text
        assert len(part) <= 100
        assert query == "nothing" or query_words(query)[0] in query_words(part)
    assert excerpt("short", "x", 100) == "short"
    assert excerpt("x" * 300, "y", 100) == "x" * 100


# --- Answers -------------------------------------------------------------------------------------


class MemoryTables:
    """The tables of a corpus, without files."""

    def __init__(self, corpus: Corpus, info: SiteInfo = INFO) -> None:
        self.name, self.address, self.edition = info.name, info.address, info.edition.name
        self._texts = {page.path: page.text for page in export_corpus(corpus, TEMPLATES, info)}
        self.cables: Mapping[str, Row] = {row["mrn"]: row for row in self.every("cables")}

    def rows(self, table: str, field: str, value: str) -> list[Row]:
        return [row for row in self.every(table) if row[field] == value]

    def every(self, table: str) -> Iterator[Row]:
        return map(json.loads, self._texts[f"exports/{table}.jsonl"].splitlines())


INVENTED = SiteAnswers(MemoryTables(CORPORA["invented"]))
ROOT = INFO.address


def test_every_answer_has_address_and_edition() -> None:
    edition = INFO.edition.name
    for answer in (
        INVENTED.about(),
        INVENTED.search("salt"),
        INVENTED.cable("08LIMA12"),
        INVENTED.para("08LIMA12", "1"),
        INVENTED.term("INS"),
        INVENTED.references("08LIMA12"),
        INVENTED.quotation("They carried sack number 2 of salt"),
    ):
        assert answer["address"].startswith(ROOT)
        assert (answer["site"], answer["edition"]) == (INFO.name, edition)


def test_a_para_is_found_by_number_name_anchor_and_address() -> None:
    one = INVENTED.para("08lima12", "2")
    (para,) = one["paragraphs"]
    assert para["text"].startswith("See para 1 and para 77.")
    assert para["address"] == one["address"] == f"{ROOT}cables/08LIMA12/full/#p-2"
    for name in ("¶2", " ¶ 2 ", "p-2", para["address"]):
        assert INVENTED.para("08LIMA12", name)["paragraphs"] == [para]


def test_paras_of_one_number_are_all_given() -> None:
    text = cable_text("08LIMA1", "One.", "Two.", "Three.").replace("¶3.", "¶2.")
    paras = SiteAnswers(MemoryTables(assemble(c08LIMA1=text))).para("08LIMA1", "2")["paragraphs"]
    assert [para["text"] for para in paras] == ["Two.", "Three."]


def test_a_long_cable_comes_in_parts() -> None:
    text = cable_text("08LIMA1", *(f"Para number {n}." for n in range(1, 8)))
    answers = SiteAnswers(MemoryTables(assemble(c08LIMA1=text)))
    first, last = answers.cable("08LIMA1", count=5), answers.cable("08LIMA1", first=6)
    assert [len(one["paragraphs"]) for one in (first, last)] == [5, 2]
    assert [one["paragraphs_after"] for one in (first, last)] == [2, 0]
    assert last["paragraphs"][0]["position"] == 6


def test_references_lead_both_ways_and_to_cables_that_are_not_held() -> None:
    answer = INVENTED.references("08LIMA11")
    assert answer["cited_by"][0] == {
        "mrn": "08LIMA12",
        "address": f"{ROOT}cables/08LIMA12/",
        "words": "LIMA 11",
    }
    assert answer["cited_by"][1]["address"] == f"{ROOT}cables/08LIMA12/full/#p-2"
    held = {one.get("target_address") for one in INVENTED.references("08LIMA12")["cites"]}
    assert held == {None, f"{ROOT}cables/08LIMA11/", f"{ROOT}cables/08LIMA12/"}
    not_held = INVENTED.references("07STATE150188")
    assert not not_held["is_held"]
    assert [one["mrn"] for one in not_held["cited_by"]] == 2 * ["08LIMA12"]


def test_a_term_means_in_a_cable_what_it_means_there() -> None:
    answer = INVENTED.term("ins", "07LIMA9")
    assert answer["term"] == "INS"
    assert answer["in_cable"]["meanings"] == ["Inland Navy School"]
    assert INVENTED.term("INS", "08LIMA12")["in_cable"]["meanings"] == ["National Salt Institute"]
    assert {one["expansion"]: one["uses"] > 0 for one in answer["meanings"]} == {
        "Inland Navy School": True,
        "National Salt Institute": True,
        "Immigration and Naturalization Service": False,
    }
    assert answer["passages"][0]["address"].startswith(f"{ROOT}cables/")


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        ("National Salt Institute (INS) said", "exact"),
        ("National   Salt\nInstitute (INS) said “yes”, ‘no’", "exact"),
        ("tional Salt Institute", "not found"),
        ("National Salt Institute (INS) says", "not found"),
        ("national salt institute", "not found"),
        ("sack number 3 of salt across the river. They carried", "exact"),
        ("sack number 3 of salt across the rivers", "not found"),
        ("Is salt mined? POST RESPONSE: By the INS.", "exact"),
        ("...", "not found"),
    ],
)
def test_quotations_are_found_word_for_word(quotation: str, verdict: str) -> None:
    answer = INVENTED.quotation(quotation)
    assert answer["verdict"] == verdict
    assert bool(answer["places"]) == (verdict == "exact")


def test_results_can_be_narrowed() -> None:
    numbers = {one["mrn"] for one in INVENTED.search("salt")["results"]}
    assert numbers == {"08LIMA12", "08LIMA11", "07LIMA9"}
    assert {one["mrn"] for one in INVENTED.search("salt", year=2007)["results"]} == {"07LIMA9"}
    assert (
        INVENTED.search("salt", post="Lima", tag="prel")["found"]
        == (INVENTED.search("salt")["found"])
    )
    assert INVENTED.search("salt", post="Quito")["results"] == []
    assert len(INVENTED.search("salt", limit=1)["results"]) == 1


# --- Arguments -----------------------------------------------------------------------------------

TOOLS: Mapping[str, SiteTool] = {tool.name: tool for tool in site_tools(INVENTED)}

HOSTILE: list[Any] = [
    "../../../etc/passwd", "..\\..\\x", "/etc/passwd", "file:///etc/passwd", "%2e%2e%2f", "\0", "'",
    "x" * 100_000, "(" * 500, ".*" * 40, "{}", "{{7*7}}", "<script>", "🙂" * 50, "\ud800", "\u202e",
    "08LIMA12/../07LIMA9", "08LIMA12\n", " ", "", -1, 0, 10**30, 1.5, True, [], {}, ["x"], {"a": 1},
]  # fmt: skip


def asked(tool: SiteTool, arguments: Mapping[str, object]) -> Answer | str:
    """The answer of a tool, or its error."""
    try:
        return tool.ask(arguments)
    except ReftelError as error:
        return str(error)


def test_hostile_arguments_give_a_sentence_or_an_answer() -> None:
    count = 0
    for tool in TOOLS.values():
        for parameter in tool.parameters:
            for value in HOSTILE:
                others = {p.name: "08LIMA12" for p in tool.parameters if p.is_required}
                answer = asked(tool, {**others, parameter.name: value})
                if isinstance(answer, str):
                    assert re.fullmatch(r"[A-Z0-9'].*\.", answer), answer
                    assert len(answer) < 300
                else:
                    assert answer["edition"]
                count += 1
    assert count > 300


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("get_cable", {}, "'mrn' is missing: The cable's number"),
        ("get_cable", {"mrn": "08LIMA99"}, r"has no cable with that number.*as in 07LIMA9\."),
        ("get_cable", {"mrn": "08LIMA12", "more": 1}, "get_cable takes mrn, first, count only."),
        (
            "get_cable",
            {"mrn": "08LIMA12", "count": 51},
            "'count' must be a whole number from 1 to 50",
        ),
        ("get_cable", {"mrn": "08LIMA12", "first": True}, "'first' must be a whole number"),
        (
            "get_paragraph",
            {"mrn": "08LIMA12", "para": "9"},
            r"no such paragraph. It has 3: 1, 2, 3\.",
        ),
        ("get_term", {"term": "NOTHING"}, "The glossary has no such abbreviation."),
        ("search", {"query": "x" * 1001}, "'query' must be a text of 1 to 1,000 characters."),
        ("search", {"query": "!?"}, "'query' has no words to look for."),
        ("about", {"x": 1}, "about takes no arguments only."),
    ],
)
def test_errors_are_sentences(tool: str, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ReftelError, match=message):
        TOOLS[tool].ask(arguments)


# --- Withheld words ------------------------------------------------------------------------------

SECRET = ["Zebulon", "Quist", "Varga-Holm", "Ostrander", "Pellworth", "walrus", "hideout"]


def withheld() -> list[SiteTool]:
    """The tools of an edition that withholds a name, a passage and a para."""
    decisions = rules(
        "rules:\n"
        "  - {id: one, reason: personal privacy, kind: name, note: Why., names: [Zebulon Quist,\n"
        "     Irma Varga-Holm, Ostrander]}\n"
        "  - {id: two, reason: security, kind: place, note: Why., passages: [the walrus hideout]}\n"
        "  - {id: three, reason: security, kind: para, note: Why., paras: [08LIMA13 ¶2]}\n"
    )
    made = published(
        decisions,
        c08LIMA12=cable_text("08LIMA12", "Zebulon Quist met Irma Varga-Holm at the walrus hideout.",
                             "OSTRANDER left. See 08 LIMA 13 (para 2)."),
        c08LIMA13=cable_text("08LIMA13", "Quist, Zebulon, spoke.", "Pellworth said so."),
    )  # fmt: skip
    info = SiteInfo(name="Example cables", address=ROOT, edition=PUBLIC)
    return list(site_tools(SiteAnswers(MemoryTables(made.corpus, info))))


def probe(rng: random.Random, tool: SiteTool) -> dict[str, object]:
    """Arguments of a tool with withheld words among others."""
    plain = ["met", "at", "the", "08LIMA12", "08LIMA13", "1", "2", "withheld", "said"]
    words = [*SECRET, *SECRET, *plain]
    return {
        parameter.name: rng.randint(1, 50)
        if parameter.is_number
        else rng.choice(["08LIMA12", "08LIMA13", rng.choice(words)])
        if parameter.name in ("mrn", "para")
        else " ".join(rng.choices(words, k=rng.randint(1, 6)))
        for parameter in tool.parameters
        if parameter.is_required or rng.random() < 0.3
    }


def test_no_answer_has_a_withheld_word() -> None:
    rng = random.Random(20)
    tools, given, refused = withheld(), 0, 0
    for _ in range(1_000):
        tool = rng.choice(tools)
        answer = asked(tool, probe(rng, tool))
        refused += isinstance(answer, str)
        given += not isinstance(answer, str)
        text = json.dumps(answer, ensure_ascii=False)
        assert not [word for word in SECRET if word.casefold() in text.casefold()], text
    assert given > 300
    assert refused > 100


def test_a_search_for_a_withheld_word_finds_nothing() -> None:
    search = next(tool for tool in withheld() if tool.name == "search")
    for word in SECRET:
        assert search.ask({"query": word})["found"] == 0
    assert search.ask({"query": "met"})["found"] == 1


# --- The files of a site -------------------------------------------------------------------------


def site_files(root: Path, corpus: Corpus = CORPORA["invented"]) -> Path:
    """The data files of a site, without its pages."""
    for page in export_corpus(corpus, TEMPLATES, INFO):
        path = root / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, encoding="utf-8", newline="")
    (root / "manifest.json").write_text(json.dumps({"edition": INFO.edition.name}), "utf-8")
    return root


def answers(tables: Any) -> list[Answer]:
    site = SiteAnswers(tables)
    return [
        site.about(), site.search("salt"), site.cable("08LIMA12"), site.term("INS", "07LIMA9"),
        site.references("08LIMA12"), site.quotation("sack number 5 of salt"),
    ]  # fmt: skip


def test_files_give_the_answers_of_the_values(tmp_path: Path) -> None:
    site = site_files(tmp_path)
    assert answers(SiteTables(site)) == answers(MemoryTables(CORPORA["invented"]))


def test_a_site_that_is_built_again_is_read_as_it_was(tmp_path: Path) -> None:
    site = site_files(tmp_path)
    before = answers(SiteTables(site))
    tables = SiteTables(site)
    for path in sorted((site / "exports").glob("*.jsonl")):
        path.rename(path.with_suffix(".old"))
        path.write_text("", "utf-8")
    assert answers(tables) == before


def test_folders_without_a_site_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReftelError, match=r"no readable exports/datapackage.json: name the folder"):
        SiteTables(tmp_path)
    site = site_files(tmp_path / "site")
    package = site / "exports" / "datapackage.json"
    text = package.read_text("utf-8")
    package.write_text(text.replace('"schema_version": "1', '"schema_version": "2'), "utf-8")
    with pytest.raises(ReftelError, match=r"data of version 2\.\d+, and this program reads"):
        SiteTables(site)
    package.write_text("[]", "utf-8")
    with pytest.raises(ReftelError, match="no readable"):
        SiteTables(site)


def test_links_out_of_the_site_are_not_followed(tmp_path: Path) -> None:
    site = site_files(tmp_path / "site")
    outside = tmp_path / "paras.jsonl"
    (site / "exports" / "paras.jsonl").rename(outside)
    (site / "exports" / "paras.jsonl").symlink_to(outside)
    with pytest.raises(ReftelError, match=r"no readable exports/paras\.jsonl"):
        SiteTables(site)


def test_damaged_rows_are_reported(tmp_path: Path) -> None:
    site = site_files(tmp_path / "site")
    with (site / "exports" / "paras.jsonl").open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    with pytest.raises(ReftelError, match=r"no readable exports/paras\.jsonl"):
        SiteAnswers(SiteTables(site)).cable("08LIMA12")


def test_without_the_library_the_command_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.lowlevel", None)
    done = CliRunner().invoke(main, ["mcp", str(site_files(tmp_path))])
    assert done.exit_code == 2
    assert "reftel mcp needs the package mcp: pip install 'reftel[mcp]'." in done.output
