"""What tests of exports share: corpora, the files made from them, and how they are read back."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.curated.curated_corrections import read_corrections, with_corrections
from generator.curated.curated_glossary import read_glossary
from generator.disk import packaged_templates
from generator.exports.data_files import export_corpus
from generator.exports.schema import Field
from generator.exports.tables import TABLES
from generator.importing.decoding import decode
from generator.model import Corpus, CuratedGlossary, SiteInfo, Source
from tests.cables import cable_text
from tests.cases import FIXTURES

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "content" / "cables" / "08MEXICO721.txt"
INFO = SiteInfo(name="Example cables", address="https://cables.example.org/c/")
TEMPLATES = {
    path.name: path.read_text(encoding="utf-8")
    for path in (packaged_templates() / "pages").glob("exports.md.j2")
}

SHARED = " ".join(f"They carried sack number {n} of salt across the river." for n in range(2, 14))
"""Enough words for two cables with them to have the same text."""

FIRST = cable_text(
    "08LIMA12",
    "=1+1, the National Salt Institute (INS) said \"yes\", 'no';\tand, on March 3, 2008, ZZQ.",
    "See para 1 and para 77. See ref A, ref B, 08 LIMA 11 and septel.\n\n-- one, two\n\n-- +three",
    "QUESTION A. Is salt mined?\n\nPOST RESPONSE: By the INS.\n\nCOMMENT: @all",
    header="REF: A. 07STATE150188\nB. E-MAIL SMITH-JONES 1/1/2008\nC. LIMA 11",
)
SECOND = cable_text(
    "08LIMA11",
    "-INS of 2007 was small.",
    "As in 08 LIMA 12, see LIMA 9.",
    SHARED,
    "He met [name not declassified] in June." + 80 * " " + "1.4(D), B1",
)
THIRD = cable_text(
    "07LIMA9",
    "The Inland Navy School (INS) and the INS, formerly known as NS, met. See LIMA 9.",
    SHARED,
).replace("UNCLAS LIMA", "UNCLAS SECTION 01 OF 03 LIMA")
HOSTILE = (FIXTURES / "hostile.txt").read_text(encoding="utf-8")


CORRECTIONS = """
corrections:
  - {file: 08LIMA11.txt, correct: subject, was: An example, value: '=A "better", example',
     reason: '@It says so, -in the copy.', source: The copy}
"""


def assemble(curated: CuratedGlossary | None = None, **cables: str) -> Corpus:
    """The corpus of some cables; `c08LIMA1` stands for 08LIMA1."""
    texts = cables.items()
    sources = [Source(name=f"{name[1:]}.txt", text=text, diagnostics=()) for name, text in texts]
    if "c08LIMA11" in cables:
        entries = read_corrections(CORRECTIONS, "corrections.yml")
        sources = [*with_corrections(sources, entries)]
    return pipeline.assemble(sources, curated or CuratedGlossary())


def files(corpus: Corpus, info: SiteInfo = INFO) -> dict[str, str]:
    """The exported files, by path."""
    made = [(page.path, page.text) for page in export_corpus(corpus, TEMPLATES, info)]
    assert len(dict(made)) == len(made)
    return dict(made)


def sample() -> Corpus:
    glossary = (ROOT / "content" / "curated" / "glossary.yml").read_text(encoding="utf-8")
    source = decode(SAMPLE.read_bytes(), SAMPLE.name)
    return pipeline.assemble([source], read_glossary(glossary, "glossary.yml"))


CORPORA = {
    "sample": sample(),
    "invented": assemble(
        c08LIMA12=FIRST,
        c08LIMA11=SECOND,
        c07LIMA9=THIRD,
        cCopy=THIRD.replace("Inland", "lnland").replace(" met.", " [1 line not declassified]."),
        c08HOSTILE1=HOSTILE,
    ),
    "empty": assemble(),
}

corpora = pytest.mark.parametrize("corpus", CORPORA.values(), ids=CORPORA.keys())


def value(of: Field, cell: str) -> Any:
    """A cell of a CSV file by its field's type."""
    if cell == "":
        return None
    if of.is_list:
        return json.loads(cell)
    kinds: dict[str, Any] = {
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
    }
    return kinds.get(of.type, str)(cell)


def csv_rows(text: str, fields: tuple[Field, ...]) -> list[dict[str, Any]]:
    rows = list(csv.reader(StringIO(text, newline=""), strict=True))
    assert rows[0] == [f.name for f in fields]
    assert all(len(row) == len(fields) for row in rows)
    return [{f.name: value(f, c) for f, c in zip(fields, row, strict=True)} for row in rows[1:]]


def json_rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def read(made: dict[str, str], table: str) -> list[dict[str, Any]]:
    """The rows of a table, which its two files must agree on."""
    fields = next(t.fields for t in TABLES if t.name == table)
    lines = json_rows(made[f"exports/{table}.jsonl"])
    texts = {f.name for f in fields if f.type == "text"}
    as_cells = [{k: None if k in texts and v == "" else v for k, v in r.items()} for r in lines]
    assert csv_rows(made[f"exports/{table}.csv"], fields) == as_cells
    return lines


def checksums(text: str) -> dict[str, str]:
    """The SHA-256 of each file that SHA256SUMS names."""
    pairs = [line.split("  ") for line in text.splitlines()]
    return {name: digest for digest, name in pairs}
