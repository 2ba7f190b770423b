"""The form of the data: `cable.json` and its schema, the documentation, the version."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from generator.exports.cable_shapes import SHAPES
from generator.exports.collection import ExportSource
from generator.exports.data_files import unit_pieces
from generator.exports.schema import Field, full_description, type_words
from generator.exports.tables import TABLES
from generator.model import Corpus, SiteInfo
from generator.model.cable_json import SCHEMA_VERSION, cable_json, plain, source_sha256, to_json
from generator.render import urls, views
from generator.render.page_context import PageContext
from generator.render.units import units
from tests.cases import FIXTURES
from tests.exporting import CORPORA, ROOT, SAMPLE, corpora, files


@corpora
def test_every_cable_json_has_the_form_of_its_schema(corpus: Corpus) -> None:
    made = files(corpus)
    schema = json.loads(made[urls.CABLE_SCHEMA])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for item in corpus.cables:
        document = json.loads(made[f"cables/{item.cable.id}/cable.json"])
        assert [error.message for error in validator.iter_errors(document)] == []
        assert document["schema_version"] == SCHEMA_VERSION
        known = document.pop("collection")
        assert known["file"] == item.name
        assert document == json.loads(cable_json(item.cable))
        assert validator.is_valid(document), "what `reftel show` prints has the same form"
        assert [p["text"] for p in document["paras"]] == [p.text for p in item.cable.paras]


def test_the_schema_rejects_missing_and_extra_fields() -> None:
    made = files(CORPORA["invented"])
    validator = Draft202012Validator(json.loads(made[urls.CABLE_SCHEMA]))
    document = json.loads(made["cables/08LIMA12/cable.json"])
    for damaged in (
        {**document, "more": 1},
        {k: v for k, v in document.items() if k != "repairs"},
        {**document, "mrn": "LIMA 12"},
        {**document, "schema_version": "0.9"},
        {**document, "header": {**document["header"], "precedence": "SLOW"}},
    ):
        assert not validator.is_valid(damaged)


def test_links_in_a_cable_json() -> None:
    made = files(CORPORA["invented"])
    known = json.loads(made["cables/08LIMA12/cable.json"])["collection"]
    assert [r["outcome"] for r in known["references"]] == ["not-held", "no-cable", "held"]
    assert [c["mrn"] for c in known["cited_by"]] == ["08LIMA11"]
    mention = known["mentions"][0]
    assert (mention["words"], mention["leads_to"]["target_anchor"]) == ("para 1", "p-1")
    parts = json.loads(made["cables/07LIMA9/cable.json"])["collection"]["parts"]
    assert parts == []


def test_json_is_indented_as_the_standard_library_does_it() -> None:
    odd = {"a": [], "b": {}, "c": [[], [1, -2], {"d": None}], 'é\n"': [True, False]}
    values: list[Any] = [
        odd,
        [],
        "\ud800 \u2028",
        7,
        None,
        *(f.cable for f in CORPORA["invented"].cables),
    ]
    for value in values:
        expected_text = json.dumps(plain(value), ensure_ascii=False, indent=1)
        assert to_json(value) == expected_text


def test_the_hash_of_a_source_is_that_of_its_lines() -> None:
    (item,) = CORPORA["sample"].cables
    lines = [line["text"] for line in json.loads(cable_json(item.cable))["lines"]]
    digest = hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()
    assert source_sha256(item.cable) == digest
    assert views.edition(item.cable) == digest[:8]
    text = SAMPLE.read_text(encoding="utf-8").removesuffix("\n")
    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == digest


# --- Documentation and versions ----------------------------------------------------------------


def test_exactly_the_declared_tables_are_filled() -> None:
    collection = ExportSource(PageContext(CORPORA["invented"], SiteInfo(name="x")))
    pieces = [p for unit in units(CORPORA["invented"]) for p in unit_pieces(collection, unit)]
    assert {piece.key[0] for piece in pieces} == {table.name for table in TABLES}
    for table in TABLES:
        fields = {field.name for field in table.fields}
        text = "".join(piece.jsonl for piece in pieces if piece.key[0] == table.name)
        assert text
        assert all(set(json.loads(line)) == fields for line in text.splitlines()), table.name


def documented() -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """The headings of docs/data.md that have a table of fields, with its rows."""
    page = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    for part in re.split(r"^##+ ", page, flags=re.MULTILINE)[1:]:
        heading, _, text = part.partition("\n")
        rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", text, flags=re.MULTILINE)
        if rows:
            yield heading.replace("`", ""), rows


def expected(fields: tuple[Field, ...]) -> list[tuple[str, str, str]]:
    return [(f.name, type_words(f), full_description(f)) for f in fields]


def test_the_documentation_lists_exactly_the_fields() -> None:
    shapes = {name: list(expected(shape.fields)) for name, shape in SHAPES.items()}
    shapes["cable"].append(("collection", "collection", SHAPES["collection"].description))
    assert dict(documented()) == {
        **{f"Table {t.name}": expected(t.fields) for t in TABLES},
        **{f"Object {name}": rows for name, rows in shapes.items()},
    }
    assert f"version {SCHEMA_VERSION}" in (ROOT / "docs" / "data.md").read_text(encoding="utf-8")


def outline() -> str:
    """The form of the data, without descriptions."""
    tables = {t.name: t.fields for t in TABLES} | {n: s.fields for n, s in SHAPES.items()}
    lines = []
    for name, fields in tables.items():
        for field in fields:
            values = f" = {' | '.join(field.allowed_values)}" if field.allowed_values else ""
            lines.append(f"{name}.{field.name}: {type_words(field)}{values}\n")
    return "".join(lines)


def test_a_changed_form_has_a_new_version() -> None:
    """If this fails, change SCHEMA_VERSION by the rule in docs/data.md and add its file."""
    path = FIXTURES / "exports" / f"{SCHEMA_VERSION}.txt"
    assert outline() == path.read_text(encoding="utf-8")
