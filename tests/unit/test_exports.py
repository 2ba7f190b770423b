"""The exported tables equal the model."""

from __future__ import annotations

import json
from typing import Any

from generator.model import AmbiguousTarget, Corpus, Resolution, ResolvedTarget, UnheldCable
from tests.cables import cable_text
from tests.exporting import CORPORA, INFO, assemble, corpora, files, read


@corpora
def test_cables_equal_the_model(corpus: Corpus) -> None:
    rows = read(files(corpus), "cables")
    assert [r["mrn"] for r in rows] == [f.cable.id for f in corpus.cables]
    for row, item in zip(rows, corpus.cables, strict=True):
        header, cable = item.cable.header, item.cable
        same = (
            "sender classification subject precedence info_precedence executive_order "
            "classified_by declassify_on part part_count"
        )
        for name in same.split():
            assert row[name] == getattr(header, name)
        for name in ("captions", "tags", "tag_persons"):
            assert row[name] == list(getattr(header, name))
        assert row["date"] == (header.date.isoformat() if header.date else None)
        assert row["dtg"] == (header.dtg.raw if header.dtg else None)
        assert [a["name"] for a in row["action_addressees"]] == [
            a.name for a in header.action_addressees
        ]
        assert row["file"] == item.name
        assert (row["paras"], row["repairs"]) == (len(cable.paras), len(cable.repairs))
        assert (row["pages_found"], row["pages_missing"]) == (
            len(cable.pages),
            list(cable.pages_missing),
        )
        assert row["address"] == f"{INFO.address}cables/{cable.id}/"
        assert row["json_address"] == f"{INFO.address}cables/{cable.id}/cable.json"


@corpora
def test_paras_equal_the_model(corpus: Corpus) -> None:
    rows = read(files(corpus), "paras")
    paras = [(f.cable, p) for f in corpus.cables for p in f.cable.paras]
    for row, (cable, para) in zip(rows, paras, strict=True):
        section = cable.sections[row["section"] - 1]
        assert para in section.paras
        assert (row["section_title"], row["section_derived"]) == (section.title, section.derived)
        assert (row["mrn"], row["anchor"]) == (cable.id, para.anchor)
        assert cable.paras[row["position"] - 1] is para
        for name in ("number", "letter", "marking", "label", "text"):
            assert row[name] == getattr(para, name)
        assert (row["first_line"], row["last_line"]) == (para.span.line, para.span.end_line)
        assert row["address"] == f"{INFO.address}cables/{cable.id}/full/#{para.anchor}"
        sides = [row["question"], row["answer"]]
        if any(sides):
            assert "\n\n".join(side for side in sides if side) == para.text


def test_the_sides_of_a_questionnaire() -> None:
    rows = read(files(CORPORA["invented"]), "paras")
    (asked,) = [r for r in rows if r["mrn"] == "08LIMA12" and r["number"] == 3]
    assert asked["question"] == "Is salt mined?"
    assert asked["answer"] == "POST RESPONSE: By the INS.\n\nCOMMENT: @all"
    assert len([r for r in read(files(CORPORA["sample"]), "paras") if r["answer"]]) == 22


def outcome_values(of: Resolution) -> tuple[str, str | None, str | None, list[str]]:
    """Outcome, target, its para and the candidates, from the type of the outcome."""
    match of:
        case ResolvedTarget(target=target, anchor=anchor):
            return ("held", target, anchor, [])
        case UnheldCable(target=target):
            return ("not-held", target, None, [])
        case AmbiguousTarget(targets=targets):
            return ("ambiguous", None, None, list(targets))
    names = {"Septel": "unwritten", "NotACable": "no-cable", "UnresolvedTarget": "unreadable"}
    return (names[type(of).__name__], None, None, [])


@corpora
def test_references_equal_the_model(corpus: Corpus) -> None:
    rows = read(files(corpus), "references")
    expected: list[tuple[Any, ...]] = []
    for mrn, cable in ((f.cable.id, f.cable) for f in corpus.cables):
        assert mrn is not None
        links = corpus.links[mrn]
        for entry, outcome in zip(cable.header.references, links.references, strict=True):
            words = (entry.letter, entry.raw, entry.kind)
            expected.append((mrn, "header", *words, *outcome_values(outcome)))
        for mention in links.mentions:
            found = (mention.words, mention.kind)
            expected.append((mrn, "text", None, *found, *outcome_values(mention.outcome)))
    names = "mrn place letter raw kind outcome target target_anchor candidates".split()
    assert [tuple(row[name] for name in names) for row in rows] == expected
    assert all((row["reason"] is None) is (row["outcome"] == "held") for row in rows)


def test_references_of_each_kind() -> None:
    rows = [r for r in read(files(CORPORA["invented"]), "references") if r["mrn"] == "08LIMA12"]
    outcome_values = [(r["raw"], r["outcome"], r["target"], r["target_anchor"]) for r in rows]
    assert outcome_values == [
        ("07STATE150188", "not-held", "07STATE150188", None),
        ("E-MAIL SMITH-JONES 1/1/2008", "no-cable", None, None),
        ("LIMA 11", "held", "08LIMA11", None),
        ("para 1", "held", "08LIMA12", "p-1"),
        ("para 77", "unreadable", None, None),
        ("ref A", "not-held", "07STATE150188", None),
        ("ref B", "no-cable", None, None),
        ("08 LIMA 11", "held", "08LIMA11", None),
        ("septel", "unwritten", None, None),
    ]
    inferred = [r["year_inferred"] for r in rows]
    assert inferred == [False, None, True, None, None, False, None, False, None]
    assert [r["position"] for r in rows] == list(range(1, 10))


def test_what_publishers_withheld() -> None:
    made = files(CORPORA["invented"])
    rows = [r for r in read(made, "withholdings") if r["mrn"] == "08LIMA11"]
    texts = {(r["mrn"], r["anchor"]): r["text"] for r in read(made, "paras")}
    assert [(r["position"], r["code"], r["extent"], r["kind"]) for r in rows] == [
        (1, None, "name", "withheld"),
        (2, "1.4(D)", None, "withheld"),
        (3, "B1", None, "withheld"),
    ]
    assert [texts["08LIMA11", r["anchor"]][: r["text_start"]] for r in rows] == [
        "He met ",
        "He met in June.",
        "He met in June.",
    ]
    assert rows[1]["law"] == "E.O. 13526 section 1.4(d)"
    assert rows[0]["address"] == f"{INFO.address}cables/08LIMA11/full/#p-4"


@corpora
def test_the_glossary_equals_the_model(corpus: Corpus) -> None:
    made = files(corpus)
    terms, meanings, definitions = (read(made, t) for t in ("terms", "meanings", "definitions"))
    assert [(t["short"], t["meanings"]) for t in terms] == [
        (t.abbreviation, [s.expansion for s in t.senses]) for t in corpus.terms
    ]
    senses = [(t.abbreviation, i, s) for t in corpus.terms for i, s in enumerate(t.senses)]
    for row, (short, index, sense) in zip(meanings, senses, strict=True):
        assert (row["short"], row["meaning"]) == (short, index)
        for name in ("expansion", "original", "language", "source", "category"):
            assert row[name] == getattr(sense, name)
        assert (row["scope"], row["also"]) == (list(sense.scope), list(sense.also))
        assert (row["origin"] or "", row["note"] or "") == (sense.origin, sense.note)
    assert [(d["short"], d["meaning"], d["mrn"], d["quote"]) for d in definitions] == [
        (short, index, p.mrn, p.definition.quote)
        for short, index, sense in senses
        for p in sense.passages
    ]


def test_former_and_later_abbreviations() -> None:
    terms = {t["short"]: t for t in read(files(CORPORA["invented"]), "terms")}
    assert terms["INS"]["former"] == ["NS"]
    assert terms["NS"]["later"] == ["INS"]
    assert terms["INS"]["later"] == terms["NS"]["former"] == []


@corpora
def test_uses_equal_the_model(corpus: Corpus) -> None:
    made = files(corpus)
    rows = read(made, "uses")
    uses = [(t.abbreviation, mrn, use) for t in corpus.terms for mrn, use in t.uses]
    for row, (short, mrn, use) in zip(rows, uses, strict=True):
        assert (row["short"], row["mrn"]) == (short, mrn)
        place = use.place
        assert (row["anchor"], row["block"], row["start"], row["end"]) == (
            place.anchor, place.block, place.start, place.end,
        )  # fmt: skip
        assert (row["meaning"], row["status"], row["defines"]) == (
            use.sense, use.status, use.defines,
        )  # fmt: skip
    counted = {t["short"]: t["uses"] for t in read(made, "terms")}
    assert counted == {t.abbreviation: len(t.uses) for t in corpus.terms}


@corpora
def test_offsets_cut_the_same_words_out_of_the_paras_text(corpus: Corpus) -> None:
    made = files(corpus)
    texts = {(p["mrn"], p["anchor"]): p["text"] for p in read(made, "paras")}
    for table, name in (("uses", "written"), ("references", "raw"), ("definitions", "quote")):
        for row in read(made, table):
            if row["text_start"] is None:
                assert (row["mrn"], row["anchor"]) not in texts
                continue
            cut = texts[row["mrn"], row["anchor"]][row["text_start"] : row["text_end"]]
            assert cut.split() == row[name].split(), (table, row)


def test_a_definition_in_the_subject_or_a_heading() -> None:
    text = cable_text("08LIMA12", "One.", "Two.").replace(
        "An example", "The National Salt Institute (INS)"
    )
    text = text.replace(
        "¶2.", "THE OFFICE OF NATIONAL ARCHIVES (ONA)\n-------------------------------\n\n¶2."
    )
    made = files(assemble(c08LIMA12=text))
    document = json.loads(made["cables/08LIMA12/cable.json"])
    (heading,) = document["headings"]
    subject, headed = read(made, "definitions")
    assert (subject["short"], subject["anchor"], subject["start"]) == ("INS", None, None)
    assert (headed["short"], headed["anchor"]) == ("ONA", heading["anchor"])
    assert heading["text"][headed["start"] : headed["end"]] == headed["quote"]
    assert headed["text_start"] is None
