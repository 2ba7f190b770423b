"""`reftel mcp`, asked by a client of the library over stdio, on a site that withholds."""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from selectolax.lexbor import LexborHTMLParser

from tests.site.conftest import ROOT, SAMPLE, build, run, run_cold

ADDRESS = "https://cables.example.org/archive/"

SECRETS = [
    "Bricio", "Armand Paul", "Casa Alianza", "Mercedes", "GuestJR", "5080-2000", "5080-2247",
]  # fmt: skip
"""Words that the decisions about the sample withhold."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its decisions and invented cables, built for an address."""
    root = tmp_path_factory.mktemp("mcp") / "workspace"
    assert run("reftel", "demo", "--cables", "12", str(root), cwd=Path("/")).returncode == 0
    shutil.copy(SAMPLE, root / "content" / "cables")
    shutil.copytree(ROOT / "content" / "curated", root / "content" / "curated", dirs_exist_ok=True)
    build(root, ADDRESS)
    return root / "site"


class Question(NamedTuple):
    """A call of a tool, and what its answer must have."""

    tool: str
    arguments: Mapping[str, object]
    text: str = ""
    """The text of the para that the answer must quote; empty if any will do."""
    address: str = ""
    """An address that must be in the answer; empty if any will do."""
    verdict: str = ""
    """What must be said of a quotation."""


class Reply(NamedTuple):
    """What a client got."""

    is_error: bool
    text: str
    value: Any


def ask(site: Path, questions: Sequence[tuple[str, Mapping[str, object]]]) -> list[Reply]:
    """The replies to questions in one session."""

    async def session() -> list[Reply]:
        command = str(Path(sys.executable).parent / "reftel")
        parameters = StdioServerParameters(
            command=command, args=["mcp", str(site)], env=dict(os.environ)
        )
        replies = []
        async with Client(stdio_client(parameters)) as client:
            for tool, arguments in questions:
                result = await client.call_tool(tool, dict(arguments))
                (content,) = result.content
                text = getattr(content, "text", "")
                replies.append(Reply(bool(result.is_error), text, result.structured_content))
        return replies

    return asyncio.run(session())


# --- Fifty questions -----------------------------------------------------------------------------


def documents(site: Path) -> dict[str, Any]:
    """The cable.json of each cable, by number: the truth with which answers are compared."""
    paths = sorted(site.glob("cables/*/cable.json"))
    return {path.parent.name: json.loads(path.read_text("utf-8")) for path in paths}


def address_of(mrn: str, anchor: str) -> str:
    return f"{ADDRESS}cables/{mrn}/full/#{anchor}"


def questions(site: Path) -> list[Question]:
    rng = random.Random(50)
    cables = documents(site)
    paras = [
        (mrn, para)
        for mrn, cable in cables.items()
        for para in cable["paras"]
        if len(para["text"].split()) > 15 and "[" not in para["text"] and "\n" not in para["text"]
    ]
    rng.shuffle(paras)
    asked = [
        Question(
            "get_paragraph", {"mrn": mrn, "para": para["anchor"]},
            para["text"], address_of(mrn, para["anchor"]),
        )
        for mrn, para in paras[:15]
    ]  # fmt: skip
    for mrn, para in paras[15:25]:
        phrase = " ".join(re.findall(r"\w+", para["text"])[3:13])
        asked.append(
            Question(
                "search", {"query": f'"{phrase}"', "limit": 50}, "", address_of(mrn, para["anchor"])
            )
        )
    for mrn, para in paras[25:30]:
        quoted = " ".join(para["text"].split()[2:14])
        address = address_of(mrn, para["anchor"])
        asked.append(Question("check_quotation", {"quotation": quoted}, "", address, "exact"))
        words = quoted.split()
        changed = " ".join([*words[:5], "otherwise", *words[6:]])
        asked.append(Question("check_quotation", {"quotation": changed}, "", "", "not found"))
    some = rng.sample(sorted(cables), 5)
    asked += [Question("get_cable", {"mrn": mrn}, "", f"{ADDRESS}cables/{mrn}/") for mrn in some]
    asked += [
        Question("get_references", {"mrn": mrn}, "", f"{ADDRESS}cables/{mrn}/") for mrn in some
    ]
    terms = [json.loads(line) for line in (site / "exports/terms.jsonl").open(encoding="utf-8")]
    asked += [Question("get_term", {"term": one["short"]}, "", one["address"]) for one in terms[:5]]
    return asked


@pytest.fixture(scope="module")
def replies(site: Path) -> list[tuple[Question, Reply]]:
    asked = questions(site)
    assert len(asked) == 50
    return list(zip(asked, ask(site, [question[:2] for question in asked]), strict=True))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object within an answer."""
    if isinstance(value, dict):
        yield value
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from objects(inner)


def test_fifty_questions_have_answers_with_the_right_addresses(
    replies: list[tuple[Question, Reply]],
) -> None:
    for question, reply in replies:
        assert not reply.is_error, (question, reply.text)
        assert json.loads(reply.text) == reply.value
        assert (reply.value["site"], reply.value["edition"]) == ("Invented cables", "public")
        addresses = {one["address"] for one in objects(reply.value) if "address" in one}
        assert question.address in {*addresses, ""}, question
        assert question.verdict == reply.value.get("verdict", "")
        texts = {one["text"] for one in objects(reply.value) if "text" in one}
        assert not question.text or question.text in texts


def test_every_quotation_is_word_for_word_and_every_address_is_there(
    site: Path, replies: list[tuple[Question, Reply]]
) -> None:
    cables, quoted, pages = documents(site), 0, dict[str, LexborHTMLParser]()
    for question, reply in replies:
        for one in objects(reply.value):
            path, _, anchor = one.get("address", "").removeprefix(ADDRESS).partition("#")
            file = site / path / "index.html"
            assert file.is_file(), (question, one)
            page = pages.setdefault(path, LexborHTMLParser(file.read_text("utf-8")))
            place = page.css_first(f'[id="{anchor}"]') if anchor else page.css_first("article")
            assert place is not None, one
            if text := one.get("text") or one.get("quote"):
                cable = cables[path.split("/")[1]]
                paras = [p["text"] for p in cable["paras"] if anchor in (p["anchor"], "")]
                sources = [*paras, cable["header"]["subject"]]
                assert any(text in source for source in sources), one
                quoted += 1
    assert quoted > 60


def test_an_altered_quotation_has_the_nearest_words(
    replies: list[tuple[Question, Reply]],
) -> None:
    altered = [reply.value for question, reply in replies if question.verdict == "not found"]
    for value in altered:
        assert value["nearest"]["verdict"] == "altered"
        assert re.search(r"\w \{\+\w", value["nearest"]["words"])
        assert "otherwise" not in json.dumps(value)
    exact = [reply.value for question, reply in replies if question.verdict == "exact"]
    assert [value["nearest"] for value in exact] == 5 * [{}]


# --- What is withheld ----------------------------------------------------------------------------


def probes() -> list[tuple[str, Mapping[str, object]]]:
    """A thousand questions with withheld words, alone and among others."""
    rng = random.Random(1000)
    parts = [part for secret in SECRETS for part in (secret, *re.split(r"\W", secret))]
    words = [*filter(None, parts), "victims", "shelter", "withheld", "telephone", "investigation"]
    made: list[tuple[str, Mapping[str, object]]] = []
    for _ in range(1_000):
        words_asked = " ".join(rng.choices(words, k=rng.randint(1, 5)))
        mrn = rng.choice(["08MEXICO721", "08MEXICO721", words_asked[:99]])
        kinds: list[tuple[str, Mapping[str, object]]] = [
            ("search", {"query": words_asked, "limit": rng.randint(1, 50)}),
            ("search", {"query": f'"{words_asked}"'}),
            ("get_cable", {"mrn": mrn, "first": rng.randint(1, 26)}),
            ("get_paragraph", {"mrn": mrn, "para": str(rng.randint(1, 26))}),
            ("get_term", {"term": words_asked[:99]}),
            ("get_references", {"mrn": mrn}),
            ("check_quotation", {"quotation": words_asked}),
        ]
        made.append(rng.choice(kinds))
    return made


def test_an_altered_quotation_with_a_withheld_word_is_not_repeated(site: Path) -> None:
    para = documents(site)["08MEXICO721"]["paras"][1]["text"].split()
    quoted = [" ".join([*para[:12], secret, *para[12:20]]) for secret in SECRETS]
    for reply in ask(site, [("check_quotation", {"quotation": words}) for words in quoted]):
        assert reply.value["nearest"]["verdict"] == "altered"
        assert not [word for word in SECRETS if word.casefold() in reply.text.casefold()]


def test_no_withheld_word_in_a_thousand_probes(site: Path) -> None:
    given = ask(site, probes())
    assert len(given) == 1_000
    for reply in given:
        text = reply.text + json.dumps(reply.value, ensure_ascii=False)
        assert not [word for word in SECRETS if word.casefold() in text.casefold()], text
    assert sum(not reply.is_error for reply in given) > 500


# --- Faults --------------------------------------------------------------------------------------


def test_faults_are_sentences(site: Path, tmp_path: Path) -> None:
    wrong: list[tuple[str, Mapping[str, object]]] = [
        ("get_cable", {"mrn": "../../../etc/passwd"}),
        ("get_paragraph", {"mrn": "08MEXICO721", "para": "../source"}),
        ("search", {"query": "x" * 1_000_000}),
        ("search", {"query": 7}),
        ("nothing", {}),
    ]
    for reply in ask(site, wrong):
        assert reply.is_error
        assert re.fullmatch(r"[^\n]{10,300}\.", reply.text), reply.text
    done = run_cold("reftel", "mcp", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 2
    assert "has no readable exports/datapackage.json: name the folder of a site" in done.stderr
    assert done.stdout == ""
