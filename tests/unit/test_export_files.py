"""Exported files: valid keys, correct descriptions, damage is detected, any text survives."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from generator.curated.curated_glossary import read_glossary
from generator.exports.data_files import size_words
from generator.exports.file_formats import csv_header, csv_lines, json_lines
from generator.exports.schema import Table, field
from generator.exports.tables import TABLES
from generator.model import (
    Block,
    BlockKind,
    Corpus,
    Para,
    QuestionnairePart,
    SiteInfo,
    block_offsets,
    para_anchor,
)
from generator.model.cable_json import SCHEMA_VERSION
from generator.model.source_text import Span
from generator.render import urls
from tests.cables import cable_text
from tests.exporting import (
    CORPORA,
    FIRST,
    assemble,
    checksums,
    corpora,
    csv_rows,
    files,
    json_rows,
    read,
)


@corpora
def test_keys_are_unique_and_foreign_keys_resolve(corpus: Corpus) -> None:
    made = files(corpus)
    rows = {t.name: read(made, t.name) for t in TABLES}

    def keys(table: str, names: tuple[str, ...]) -> list[tuple[Any, ...]]:
        return [tuple(row[n] for n in names) for row in rows[table]]

    for table in TABLES:
        own = keys(table.name, table.primary_key)
        assert len(set(own)) == len(own), table.name
        for foreign in table.foreign_keys:
            assert set(keys(table.name, foreign.fields)) <= set(
                keys(foreign.table, foreign.target_fields)
            )
    partly = [
        ("references", ("mrn", "anchor"), "paras"),
        ("uses", ("short", "meaning"), "meanings"),
    ]
    for name, pair, other in partly:
        found = {key for key in keys(name, pair) if None not in key}
        assert found <= set(keys(other, pair))


@corpora
def test_sizes_and_hashes_are_right(corpus: Corpus) -> None:
    made = {path.removeprefix("exports/"): text.encode() for path, text in files(corpus).items()}
    sums = checksums(made["SHA256SUMS"].decode())
    assert set(sums) == {n for n in made if "/" not in n} - {"SHA256SUMS", "index.md"}
    for name, digest in sums.items():
        assert hashlib.sha256(made[name]).hexdigest() == digest
    package = json.loads(made["datapackage.json"])
    for resource in package["resources"]:
        assert resource["bytes"] == len(made[resource["path"]])
        assert resource["hash"] == f"sha256:{sums[resource['path']]}"


@corpora
def test_the_page_lists_every_file(corpus: Corpus) -> None:
    made = files(corpus)
    page = made[urls.EXPORTS].replace("<wbr>", "")
    sums = checksums(made[urls.CHECKSUMS])
    for name, digest in sums.items():
        assert f"[{name}]({name})" in page
        assert f"| {name.replace('_', chr(92) + '_')} | {digest} |" in page
    for table in TABLES:
        assert f"| [{table.name}](#{table.name}) | {len(read(made, table.name)):,} |" in page
    assert f"version {SCHEMA_VERSION} of the data format" in page


@corpora
def test_output_is_the_same_each_time(corpus: Corpus) -> None:
    assert files(corpus) == files(corpus)


def test_addresses_without_a_known_site_begin_at_its_root() -> None:
    made = files(CORPORA["invented"], SiteInfo(name="Example"))
    assert read(made, "cables")[0]["address"] == "cables/07LIMA9/"
    assert read(made, "paras")[0]["address"] == "cables/07LIMA9/full/#p-1"
    assert "$id" not in json.loads(made[urls.CABLE_SCHEMA])
    assert "homepage" not in json.loads(made[urls.DATA_PACKAGE])


def test_sizes_in_words() -> None:
    assert [size_words(n) for n in (0, 999, 1000, 46_140, 999_499, 999_500, 1_234_567_890)] == [
        "0 bytes", "999 bytes", "1 kB", "46 kB", "999 kB", "1.0 MB", "1,234.6 MB",
    ]  # fmt: skip


# --- Frictionless ----------------------------------------------------------------------------


def write(made: dict[str, str], folder: Path) -> Path:
    """The files on disk; the path of datapackage.json."""
    for path, text in made.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8"))
    return folder / urls.DATA_PACKAGE


def faults(package: Path) -> list[tuple[str, str]]:
    """The errors that Frictionless reports: resource and kind of error.

    It reads JSON Lines only with further packages, so that their rows are given to it as values.
    """
    descriptor = json.loads(package.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        if resource["format"] == "jsonl":
            lines = (package.parent / resource["path"]).read_text(encoding="utf-8").splitlines()
            for name in ("path", "format", "mediatype", "encoding", "bytes", "hash"):
                del resource[name]
            resource["data"] = [json.loads(line) for line in lines]
    found = Package.from_descriptor(descriptor, basepath=str(package.parent)).validate()
    errors = [(task.name, error.type) for task in found.tasks for error in task.errors]
    return errors + [("package", error.type) for error in found.errors]


@corpora
def test_the_package_is_valid(corpus: Corpus, tmp_path: Path) -> None:
    assert faults(write(files(corpus), tmp_path)) == []


@pytest.mark.parametrize(
    ("file", "before", "after", "expected"),
    [
        ("paras.csv", "Is salt mined?", "Is salt mineD?", ("paras", "hash-count")),
        ("paras.csv", "Is salt mined?", "Is salt?", ("paras", "byte-count")),
        ("paras.csv", "08LIMA12,p-3,", "08LIMA13,p-3,", ("paras", "foreign-key")),
        ("uses.csv", "INS,08LIMA12,", "IMS,08LIMA12,", ("uses", "foreign-key")),
        ("uses.jsonl", '"short":"INS"', '"short":"IMS"', ("uses-jsonl", "foreign-key")),
        ("cables.csv", "08LIMA11,2008-", "08LIMA11,2oo8-", ("cables", "type-error")),
        ("cables.csv", "08LIMA11,", "07LIMA9,", ("cables", "primary-key")),
        ("references.csv", ",not-held,", ",lost,", ("references", "constraint-error")),
        ("uses.jsonl", '"status":"', '"status":"?', ("uses-jsonl", "constraint-error")),
        ("terms.csv", "short,", "shirt,", ("terms", "incorrect-label")),
    ],
)  # fmt: skip
def test_damage_is_detected(
    file: str, before: str, after: str, expected: tuple[str, str], tmp_path: Path
) -> None:
    made = files(CORPORA["invented"])
    assert before in made[f"exports/{file}"]
    made[f"exports/{file}"] = made[f"exports/{file}"].replace(before, after, 1)
    assert expected in faults(write(made, tmp_path))


# --- Any text ----------------------------------------------------------------------------------

anything = st.text(st.characters(codec="utf-8"), max_size=60)
pieces = st.sampled_from(
    ["=1+1", '"', '""', ",", ";", "\n", "\r\n", "\r", "\t", "\0", "\x0b", "\x1c", "\x85", "\u2028",
     "\u2029", "\ufeff", "@x", "-- y", "+1", "'", "\\", "\\n", "NA", "null", "[]", " ", "🜁", "#"]
)  # fmt: skip
words = st.one_of(anything, st.lists(pieces, max_size=8).map("".join))


@settings(max_examples=300)
@given(st.lists(st.tuples(words, st.lists(words, max_size=3), st.none() | words)))
def test_any_value_survives_both_formats(rows: list[tuple[str, list[str], str | None]]) -> None:
    table = Table(
        name="any",
        description="",
        primary_key=(),
        fields=(field("a", "text", ""), field("b", "[string]", ""), field("c", "string?", "")),
    )
    assert [tuple(row.values()) for row in json_rows(json_lines(table, rows))] == rows
    lines = csv_header(table) + csv_lines(rows)
    assert [tuple(row.values()) for row in csv_rows(lines, table.fields)] == [
        (a or None, b, c or None) for a, b, c in rows
    ]


@settings(max_examples=100)
@given(st.lists(words, min_size=1, max_size=4), words)
def test_any_cable_survives_both_formats(paras: list[str], subject: str) -> None:
    corpus = assemble(c08LIMA12=cable_text("08LIMA12", *paras).replace("An example", subject))
    made = files(corpus)
    found = [p for f in corpus.cables for p in f.cable.paras]
    assert [(r["anchor"], r["text"]) for r in read(made, "paras")] == [
        (p.anchor, p.text) for p in found
    ]
    assert [r["subject"] for r in read(made, "cables")] == [
        f.cable.header.subject for f in corpus.cables
    ]
    document = json.loads(made["cables/08LIMA12/cable.json"])
    assert Draft202012Validator(json.loads(made[urls.CABLE_SCHEMA])).is_valid(document)
    assert [p["text"] for p in document["paras"]] == [p.text for p in found]


blocks = st.builds(
    Block,
    kind=st.just(BlockKind.TEXT),
    text=words,
    label=st.none() | st.sampled_from(["POST RESPONSE:", "B."]),
    marker=st.none() | st.sampled_from(["--", "(1)"]),
    part=st.none() | st.sampled_from(QuestionnairePart),
    span=st.just(Span(start=0, end=0, line=1, end_line=1)),
)


@given(st.lists(blocks, min_size=1, max_size=5), st.none() | st.just("SUMMARY"))
def test_each_block_is_at_its_offset(found: list[Block], label: str | None) -> None:
    para = Para(
        number=1,
        letter=None,
        anchor=para_anchor("1"),
        marking=None,
        label=label,
        blocks=tuple(found),
        span=Span(start=0, end=0, line=1, end_line=1),
    )
    for block, start in zip(found, block_offsets(para), strict=True):
        assert para.text[start : start + len(block.text)] == block.text


def test_a_lone_surrogate_is_escaped() -> None:
    curated = read_glossary('terms: [{short: INS, meaning: "A \\uD800", source: x}]', "x.yml")
    made = files(assemble(curated, c08LIMA12=FIRST))
    assert json_rows(made["exports/meanings.jsonl"])[0]["expansion"] == "A \ud800"
    assert "A \\ud800" in made["exports/meanings.csv"]
    for text in made.values():
        text.encode("utf-8")


def test_line_ends_are_those_of_rfc_4180() -> None:
    text = files(CORPORA["invented"])["exports/cables.csv"]
    assert text.endswith("\r\n")
    assert not re.search(r"[^\r]\n", text), "no value of this table has a line end"
